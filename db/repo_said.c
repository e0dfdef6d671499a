/*
 * "You said / we did / can't, because": what became of what was said, and what
 * waits. First the days and the numbers of what there is to tell, from indices
 * that hold little else; then, of the few lines that are shown, all of it.
 */
#include "db/repo_action.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "db/repo_note.h"
#include "db/stmt.h"
#include "util/date.h"
#include "util/mem.h"

/* A line that may be told. */
struct hint {
	enum said_kind kind;
	int32_t day;
	int64_t action;
	char note[NOTE_ID_SIZE];
	int part; /* the tier that answered, or the test's place */
};

struct hints {
	struct hint *list;
	int count;
	int room;
};

static struct hint *
add_hint(struct hints *hints)
{
	if (hints->count == hints->room) {
		hints->room = hints->room ? 2 * hints->room : 16;
		hints->list = mem_grow(
		    hints->list, (size_t)hints->room, sizeof(*hints->list));
	}
	hints->list[hints->count] = (struct hint){0};
	return &hints->list[hints->count++];
}

/* --- Finding ------------------------------------------------------------ */

/* What a statement finds, and by which columns. */
struct source {
	enum query query;
	enum said_kind kind;
	const char *id;
	const char *day;
	const char *part;     /* NULL: none; "state" tells the kind */
	bool note;            /* notes, else cards */
	bool waits;           /* whatever its day */
	enum said_kind other; /* if the state is that of "can't" */
};

static const struct source sources[] = {
    {.query = QUERY_SAID_ENDED,
        .kind = SAID_DONE,
        .id = "id",
        .day = "ended",
        .part = "state",
        .other = SAID_CANT},
    {.query = QUERY_SAID_TRIED,
        .kind = SAID_TRIED,
        .id = "action",
        .day = "ended",
        .part = "place"},
    {.query = QUERY_SAID_ANSWERED,
        .kind = SAID_ANSWERED,
        .id = "action",
        .day = "answered",
        .part = "tier"},
    {.query = QUERY_SAID_AGREED,
        .kind = SAID_AGREED,
        .id = "id",
        .day = "since"},
    {.query = QUERY_SAID_NOTES,
        .kind = SAID_ANSWERED,
        .id = "id",
        .day = "answered",
        .part = "state",
        .note = true,
        .other = SAID_CANT},
    {.query = QUERY_SAID_WAITING,
        .kind = SAID_WAITING,
        .id = "id",
        .day = "waits",
        .waits = true},
    {.query = QUERY_SAID_WAITING_NOTES,
        .kind = SAID_WAITING,
        .id = "id",
        .day = "day",
        .note = true,
        .waits = true},
};

static int
find(struct db *db, const struct source *source, int32_t since, int max,
    struct hints *hints, struct err *err)
{
	struct stmt *stmt = stmt_new(db, source->query);
	int cant = source->note ? (int)NOTE_CANT : (int)ACTION_CLOSED;
	int status;

	if (!source->waits)
		stmt_bind_int(stmt, ":since", since);
	stmt_bind_int(stmt, ":max", max);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct hint *hint = add_hint(hints);

		hint->kind = source->kind;
		if (source->note)
			stmt_copy(
			    stmt, source->id, hint->note, sizeof(hint->note));
		else
			hint->action = stmt_int(stmt, source->id, 1, INT64_MAX);
		hint->day = stmt_day(stmt, source->day);
		if (source->part)
			hint->part = (int)stmt_int(
			    stmt, source->part, 0, CYCLES_MAX - 1);
		if (source->other && hint->part == cant)
			hint->kind = source->other;
	}
	return status;
}

/* Cards before notes, then by number: nothing is left to chance. */
static int
by_name(const struct hint *a, const struct hint *b)
{
	if (a->action != b->action)
		return a->action > b->action ? -1 : 1;
	return strcmp(b->note, a->note);
}

/* The newest first, as the statements have them. */
static int
newest(const void *left, const void *right)
{
	const struct hint *a = left, *b = right;

	return a->day != b->day ? (a->day > b->day ? -1 : 1) : by_name(a, b);
}

/* The longest first: the other way round, but cards before notes. */
static int
longest(const void *left, const void *right)
{
	const struct hint *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (!a->action != !b->action)
		return a->action ? -1 : 1;
	return by_name(b, a);
}

static int
gather(struct db *db, bool waits, int32_t since, int max, struct hints *hints,
    struct err *err)
{
	int status = OK;

	*hints = (struct hints){0};
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (status == OK && sources[i].waits == waits)
			status = find(db, &sources[i], since, max, hints, err);
	if (hints->count > 0)
		qsort(hints->list, (size_t)hints->count, sizeof(*hints->list),
		    waits ? longest : newest);
	if (hints->count > max)
		hints->count = max;
	return status;
}

/* --- Telling ------------------------------------------------------------ */

/* What came of a card that is done: what an adopted test showed, else the last
 * answer; and who gave that. */
static const char *
why_done(const struct action *action, int *tier)
{
	const struct reply *last = NULL;

	for (int i = CYCLES_MAX - 1; i >= 0; i--)
		if (action->cycles[i].outcome == OUTCOME_ADOPT)
			return action->cycles[i].result;
	for (int i = 0; i < TIERS; i++) {
		const struct reply *reply = &action->responses[i];

		if (reply->answered == DATE_NONE || !reply->answer ||
		    !reply->answer[0])
			continue;
		if (last && last->answered > reply->answered)
			continue;
		last = reply;
		*tier = i;
	}
	return last ? last->answer : "";
}

static const char *
card_became(const struct hint *hint, const struct action *action, int *tier)
{
	*tier = action->tier;
	switch (hint->kind) {
	case SAID_DONE:
		return why_done(action, tier);
	case SAID_TRIED:
		return action->cycles[hint->part].result;
	case SAID_ANSWERED:
		assert(hint->part < TIERS);
		*tier = hint->part;
		return action->responses[hint->part].answer;
	case SAID_CANT:
		return action->reason;
	default:
		return "";
	}
}

static int
tell_card(
    struct db *db, const struct hint *hint, struct said *out, struct err *err)
{
	struct action action;
	struct note note;
	int status = action_get_any(db, hint->action, &action, err);

	note_init(&note);
	if (status == OK && action.note[0])
		status = note_get(db, action.note, &note, err);
	if (status == OK) {
		out->said = mem_copy(record_text(action.title));
		out->became = mem_copy(
		    record_text(card_became(hint, &action, &out->tier)));
		out->raised = action.raised;
		out->metoo = action.metoo;
		out->action = action.id;
		out->version = action.version;
		out->note_kind = note.id[0] ? (int)note.kind : -1;
		out->minutes = note.minutes;
		memcpy(out->note, action.note, sizeof(out->note));
	}
	note_done(&note);
	action_done(&action);
	return status;
}

static int
tell_note(
    struct db *db, const struct hint *hint, struct said *out, struct err *err)
{
	struct note note;
	int status = note_get(db, hint->note, &note, err);

	if (status < 0)
		return status;
	out->said = mem_copy(record_text(note.text));
	out->became = mem_copy(record_text(note.answer));
	out->raised = note.day;
	out->tier = TIER_UNIT;
	out->note_kind = (int)note.kind;
	out->metoo = note.metoo;
	memcpy(out->note, note.id, sizeof(out->note));
	out->version = note.version;
	out->minutes = note.minutes;
	note_done(&note);
	return status;
}

static int
tell(struct db *db, const struct hints *hints, struct said *out, int *count,
    struct err *err)
{
	int status = OK;

	for (int i = 0; status == OK && i < hints->count; i++) {
		const struct hint *hint = &hints->list[i];
		struct said *said = &out[(*count)++];

		*said = (struct said){.kind = hint->kind, .day = hint->day};
		status = hint->action ? tell_card(db, hint, said, err)
		                      : tell_note(db, hint, said, err);
	}
	return status;
}

static int
count_waiting(struct db *db, int *waiting, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_SAID_WAITING_COUNT);
	int status = stmt_step(stmt, err);

	if (status < 1)
		return status;
	*waiting = (int)stmt_int(stmt, "waiting", 0, INT32_MAX);
	return stmt_done(stmt, err);
}

static int
read_all(struct db *db, int32_t since, int max, struct said **out, int *count,
    struct err *err)
{
	struct hints became, waits = {0};
	int status = gather(db, false, since, max, &became, err);

	if (status == OK)
		status = gather(db, true, since, max, &waits, err);
	if (status == OK)
		*out = mem_new((size_t)became.count + (size_t)waits.count + 1,
		    sizeof(**out));
	if (status == OK)
		status = tell(db, &became, *out, count, err);
	if (status == OK)
		status = tell(db, &waits, *out, count, err);
	free(became.list);
	free(waits.list);
	return status;
}

int
said_list(struct db *db, int32_t since, int max, struct said **out, int *count,
    int *waiting, struct err *err)
{
	int status = db_read(db, err);

	*out = NULL;
	*count = *waiting = 0;
	if (since == DATE_NONE)
		since++; /* what has not happened is on no day */
	if (status == OK)
		status = read_all(db, since, max, out, count, err);
	if (status == OK)
		status = count_waiting(db, waiting, err);
	db_read_end(db);
	if (status < 0) {
		said_list_done(*out, *count);
		*out = NULL;
		*count = 0;
	}
	return status;
}
