/*
 * What trends are made of, out of the store. See repo_trend.h.
 */
#include "db/repo_trend.h"

#include <stdlib.h>

#include "core/action.h"
#include "db/repo_round.h"
#include "db/stmt.h"
#include "util/date.h"
#include "util/mem.h"

#define LATEST 253402300799 /* the last second of the year 9999 */

/* --- Draws --------------------------------------------------------------- */

static void
read_draw(struct stmt *stmt, struct trend_draw *out)
{
	struct cut_key *key = &out->draw.key;

	time_t opened = (time_t)stmt_int(stmt, "opened", 0, LATEST);
	struct civil wall;

	out->walkup =
	    stmt_int(stmt, "kind", ROUND_HUDDLE, ROUND_WALKUP) == ROUND_WALKUP;
	out->day = stmt_day(stmt, "day");
	date_local(opened, &wall);
	if (out->walkup && wall.day < out->day)
		out->day = wall.day;
	out->checkins = (int32_t)stmt_int(stmt, "checkins", 0, STMT_COUNT_MAX);
	out->headcount =
	    (int32_t)stmt_int(stmt, "headcount", 0, STMT_COUNT_MAX);
	stmt_copy(stmt, "instrument", key->instrument, sizeof(key->instrument));
	key->version = (int)stmt_int(stmt, "version", 0, INT32_MAX);
	stmt_copy(stmt, "item", key->item, sizeof(key->item));
	key->of = (uint8_t)stmt_int(stmt, "cut", 0, UINT8_MAX);
	key->epsilon_milli = (int)stmt_int(
	    stmt, "epsilon_milli", EPSILON_MILLI_MIN, EPSILON_MILLI_MAX);
	out->draw.answered =
	    (int32_t)stmt_int(stmt, "answered", 0, STMT_COUNT_MAX);
	out->draw.counted = stmt_int(
	    stmt, "counted", -(int64_t)STMT_COUNT_MAX, 2 * STMT_COUNT_MAX);
}

int
trend_draws(
    struct db *db, int32_t from, struct trend_draw **out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_TREND_DRAWS);
	int count = 0, room = 0, status;

	*out = NULL;
	stmt_bind_int(stmt, ":from", from);
	while ((status = stmt_step(stmt, err)) == 1) {
		if (count == room) {
			room = room ? 2 * room : 256;
			*out = mem_grow(*out, (size_t)room, sizeof(**out));
		}
		read_draw(stmt, &(*out)[count++]);
	}
	if (status == OK)
		return count;
	free(*out);
	*out = NULL;
	return status;
}

/* --- What happened ------------------------------------------------------- */

struct notes {
	struct trend_note *list;
	int count;
	int room;
};

/* Days before `from`, and those that did not come, are not told. */
static void
add_note(struct notes *notes, int32_t from, const struct trend_note *note)
{
	struct trend_note *added;

	if (note->day < from || note->day == DATE_NONE)
		return;
	if (notes->count == notes->room) {
		notes->room = notes->room ? 2 * notes->room : 16;
		notes->list = mem_grow(
		    notes->list, (size_t)notes->room, sizeof(*notes->list));
	}
	added = &notes->list[notes->count++];
	*added = *note;
	added->title = mem_copy(note->title);
}

static int
read_tests(struct db *db, enum query query, int32_t from, struct notes *notes,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, query);
	int status;

	stmt_bind_int(stmt, ":from", from);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct trend_note note = {.kind = TREND_TEST_BEGUN};
		char *title = mem_copy(stmt_text(stmt, "title"));

		note.title = title;
		note.card = stmt_int(stmt, "id", 1, INT64_MAX);
		note.day = stmt_day_or_none(stmt, "begun");
		add_note(notes, from, &note);
		note.kind = TREND_TEST_ENDED;
		note.day = stmt_day_or_none(stmt, "ended");
		note.outcome = (int)stmt_int(stmt, "outcome", 0, OUTCOMES - 1);
		add_note(notes, from, &note);
		free(title);
	}
	return status;
}

static int
read_done(struct db *db, int32_t from, struct notes *notes, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_TREND_DONE);
	int status;

	stmt_bind_int(stmt, ":from", from);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct trend_note note = {.kind = TREND_DONE};
		char *title = mem_copy(stmt_text(stmt, "title"));

		note.title = title;
		note.card = stmt_int(stmt, "id", 1, INT64_MAX);
		note.day = stmt_day_or_none(stmt, "ended");
		add_note(notes, from, &note);
		free(title);
	}
	return status;
}

/* A card's test ends before the card is done. */
static int
compare_notes(const void *left, const void *right)
{
	const struct trend_note *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->card != b->card)
		return a->card < b->card ? -1 : 1;
	return (int)a->kind - (int)b->kind;
}

int
trend_notes(
    struct db *db, int32_t from, struct trend_note **out, struct err *err)
{
	struct notes notes = {0};
	int status;

	status = read_tests(db, QUERY_TREND_TESTS_OPEN, from, &notes, err);
	if (status == OK)
		status =
		    read_tests(db, QUERY_TREND_TESTS_ENDED, from, &notes, err);
	if (status == OK)
		status = read_done(db, from, &notes, err);
	if (status < 0) {
		trend_notes_free(notes.list, notes.count);
		*out = NULL;
		return status;
	}
	if (notes.count > 0)
		qsort(notes.list, (size_t)notes.count, sizeof(*notes.list),
		    compare_notes);
	*out = notes.list;
	return notes.count;
}

void
trend_notes_free(struct trend_note *notes, int count)
{
	for (int i = 0; i < count; i++)
		free(notes[i].title);
	free(notes);
}
