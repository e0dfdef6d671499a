/*
 * Where the ledger of releases stands, and what the store has of a period.
 * See repo_release.h.
 */
#include "db/repo_release.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/agenda.h"
#include "db/repo_buddy.h"
#include "db/repo_huddle.h"
#include "db/stmt.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/number.h"

/* Small facts in meta: a day; two days; an epoch and a day. */
#define BEGIN "release-begin"
#define CLOCK "release-clock"
#define EPOCH "release-epoch"
#define RESTORED "release-restored" /* the last day that was lost */

/* How many rounds of buddies back the one of a period is looked for. */
#define BUDDY_ROUNDS_READ 8

/* --- The ledger --------------------------------------------------------- */

static int
damaged(const char *what, struct err *err)
{
	return err_set(err, ERR_DATA,
	    _("The store is damaged: %s makes no sense. Nothing was sealed. "
	      "Restore a backup."),
	    what);
}

/* How many of two numbers are kept under a name, or a status. What is not there
 * leaves *first and *second as they were. */
static int
kept_numbers(struct db *db, const char *name, int32_t *first, int32_t *second,
    struct err *err)
{
	int32_t numbers[] = {*first, *second};
	char *text;
	int count = 0, status = db_meta_get(db, name, &text, err);

	if (status == OK && text && *text) {
		count = number_list(text, numbers, 2);
		if (count < 1)
			status = damaged(name, err);
	}
	*first = numbers[0];
	*second = numbers[1];
	free(text);
	return status < 0 ? status : count;
}

static int
keep_numbers(struct db *db, const char *name, int32_t first, int32_t second,
    struct err *err)
{
	char *text = mem_printf("%" PRId32 " %" PRId32, first, second);
	int status = db_meta_set(db, name, text, err);

	free(text);
	return status;
}

static int
read_newest(struct db *db, struct ledger_head *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_RELEASE_HEAD);
	int status = stmt_step(stmt, err);

	*out = (struct ledger_head){.epoch = 1, .to = DATE_NONE};
	if (status < 1)
		return status;
	out->epoch = (int)stmt_int(stmt, "epoch", 1, INT32_MAX);
	out->sequence = (int)stmt_int(stmt, "sequence", 1, INT32_MAX);
	out->to = stmt_day(stmt, "to_day");
	stmt_copy(stmt, "hash", out->hash, sizeof(out->hash));
	return stmt_done(stmt, err);
}

/* The newest release, or an epoch that was begun behind it: of that no release
 * says yet that it is there. */
int
release_head(struct db *db, struct ledger_head *out, struct err *err)
{
	int32_t epoch = 0, to = DATE_NONE;
	int status = read_newest(db, out, err);

	if (status == OK)
		status = kept_numbers(db, EPOCH, &epoch, &to, err);
	if (status < 0)
		return status;
	if (status == 1 || epoch < 0)
		return damaged(EPOCH, err);
	/* A new epoch in which nothing was released yet. */
	if (epoch > out->epoch)
		*out = (struct ledger_head){.epoch = epoch, .to = to};
	return OK;
}

/* Of all that has a day, and of the open huddle or box that sealing waits
 * for. */
static int
read_days(struct db *db, struct ledger *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_LEDGER_DAYS);
	int status = stmt_step(stmt, err);

	if (status < 1)
		return status;
	out->newest = stmt_day_or_none(stmt, "newest");
	out->waits = stmt_day_or_none(stmt, "waits");
	return stmt_done(stmt, err);
}

static int
read_oldest(struct db *db, int32_t *day, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_LEDGER_OLDEST);
	int status = stmt_step(stmt, err);

	if (status < 1)
		return status;
	*day = stmt_day_or_none(stmt, "oldest");
	return stmt_done(stmt, err);
}

/* The day from which on the unit's office is to know that it is silent, or
 * that of something older that was entered since. */
static int
read_begin(struct db *db, int32_t today, int32_t *begin, struct err *err)
{
	int32_t oldest = DATE_NONE, unused = 0;
	int kept = kept_numbers(db, BEGIN, begin, &unused, err);
	int status = kept < 0 ? kept : read_oldest(db, &oldest, err);

	if (status < 0)
		return status;
	/* A clock that was ahead when the store was made does not keep the
	 * first period away for ever. */
	if (kept == 0 || *begin > today)
		*begin = today;
	if (oldest != DATE_NONE && oldest < *begin)
		*begin = oldest;
	if (kept > 0 || !db_writing(db))
		return OK;
	return keep_numbers(db, BEGIN, *begin, 0, err);
}

int
release_ledger(
    struct db *db, int32_t today, struct ledger *out, struct err *err)
{
	int status;

	*out = (struct ledger){.begin = DATE_NONE,
	    .newest = DATE_NONE,
	    .waits = DATE_NONE,
	    .clock = {DATE_NONE, DATE_NONE}};
	status = db_read(db, err);
	if (status == OK)
		status = release_head(db, &out->head, err);
	if (status == OK)
		status = read_days(db, out, err);
	if (status == OK)
		status = kept_numbers(
		    db, CLOCK, &out->clock.day, &out->clock.newest, err);
	if (status == 1)
		status = damaged(CLOCK, err);
	if (status >= 0 && out->head.to == DATE_NONE)
		status = read_begin(db, today, &out->begin, err);
	db_read_end(db);
	return status < 0 ? status : OK;
}

int
release_clock_set(
    struct db *db, const struct ledger_clock *clock, struct err *err)
{
	assert(db_writing(db));
	return keep_numbers(db, CLOCK, clock->day, clock->newest, err);
}

/* --- A new epoch -------------------------------------------------------- */

/* As held, with the time that it is known to have taken: nobody is left who
 * could say how long it was. */
static int
end_huddle(struct db *db, struct err *err)
{
	struct huddle huddle;
	struct stmt *stmt;
	int status = huddle_running(db, &huddle, err);

	if (status < 0 || huddle.id == 0)
		return status;
	for (int i = 0; i < STEPS_MAX; i++)
		huddle.seconds += huddle.run.spent[i];
	stmt = stmt_new(db, QUERY_HUDDLE_END);
	stmt_bind_int(stmt, ":id", huddle.id);
	stmt_bind_int(stmt, ":round", huddle.round);
	stmt_bind_int(stmt, ":seconds", huddle.seconds);
	stmt_bind_int(stmt, ":headcount", huddle.headcount);
	stmt_bind_int(stmt, ":checkins", huddle.checkins);
	return stmt_run(stmt, err);
}

static int
end_rounds(struct db *db, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_RESTART_ROUNDS);
	int status;

	stmt_bind_text(stmt, ":reason", "the store was restored");
	status = stmt_run(stmt, err);
	if (status == OK)
		status = stmt_run(stmt_new(db, QUERY_RESTART_BOXES), err);
	/* Their keys are wiped by round_tidy, which knows where they are. */
	return status == OK ? db_scrub_later(db, err) : status;
}

/* Nothing of the store is lost: it goes on as it is. */
int
release_new_epoch(
    struct db *db, const struct ledger_head *head, struct err *err)
{
	struct ledger_head now;
	int status;

	assert(db_writing(db) && head->sequence == 0);
	status = release_head(db, &now, err);
	if (status == OK && (head->epoch <= now.epoch || head->to < now.to))
		status = err_set(err, ERR_SOFTWARE,
		    _("A fault in huddle itself: epoch %d was there already. "
		      "Nothing was changed."),
		    head->epoch);
	if (status == OK)
		status = keep_numbers(db, EPOCH, head->epoch, head->to, err);
	return status;
}

/* What no release may tell any more, since one that was lost may have: open
 * boxes, draws of days that were released, and those of walk-up boxes whatever
 * their day. A huddle's day is that on which it opened, the same in all copies
 * of the store; a walk-up box has that on which it was closed, which another
 * copy may have done on another day. */
int
release_restart(struct db *db, const struct ledger_head *head, struct err *err)
{
	struct stmt *stmt;
	int status = release_new_epoch(db, head, err);

	if (status == OK)
		status = end_huddle(db, err);
	if (status == OK)
		status = end_rounds(db, err);
	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_RESTART_DRAWS);
	stmt_bind_int(stmt, ":to", head->to);
	status = stmt_run(stmt, err);
	/* Nor sheets of these days that are entered again. */
	if (status == OK)
		status = keep_numbers(db, RESTORED, head->to, 0, err);
	return status;
}

int
release_restored(struct db *db, int32_t *to, struct err *err)
{
	int32_t unused = 0;
	int status;

	*to = DATE_NONE;
	status = kept_numbers(db, RESTORED, to, &unused, err);
	return status < 0 ? status : OK;
}

/* --- What is counted ---------------------------------------------------- */

/* All that no release has told, up to the period's last day: those that waited
 * are among them. */
static int
read_draws(
    struct db *db, int32_t to, struct release_facts *out, struct err *err)
{
	int32_t lost;
	struct stmt *stmt;
	int status = release_restored(db, &lost, err);

	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_FACTS_DRAWS);
	stmt_bind_int(stmt, ":lost", lost);
	stmt_bind_int(stmt, ":to", to);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct release_draw *draw;
		struct cut_key *key;

		out->draws = mem_grow(out->draws, (size_t)out->draw_count + 1,
		    sizeof(*out->draws));
		draw = &out->draws[out->draw_count++];
		*draw = (struct release_draw){
		    .id = stmt_int(stmt, "id", 1, INT64_MAX)};
		key = &draw->draw.key;
		stmt_copy(stmt, "instrument", key->instrument,
		    sizeof(key->instrument));
		key->version = (int)stmt_int(stmt, "version", 0, INT32_MAX);
		stmt_copy(stmt, "item", key->item, sizeof(key->item));
		key->of = (uint8_t)stmt_int(stmt, "cut", 0, UINT8_MAX);
		key->epsilon_milli = (int)stmt_int(stmt, "epsilon_milli",
		    EPSILON_MILLI_MIN, EPSILON_MILLI_MAX);
		draw->draw.answered =
		    (int32_t)stmt_int(stmt, "answered", 0, TALLY_MAX);
		draw->draw.counted =
		    stmt_int(stmt, "counted", INT64_MIN, INT64_MAX);
		draw->day = stmt_day(stmt, "day");
		draw->paper = stmt_int(stmt, "paper", 0, 1);
	}
	return status;
}

struct tally_of_notes {
	struct summary_note *list;
	int count;
};

static void
count_note(struct tally_of_notes *tally, int kind, const char *theme)
{
	struct summary_note *row;

	for (int i = 0; i < tally->count; i++) {
		row = &tally->list[i];
		if (row->kind == kind && strcmp(row->theme, theme) == 0) {
			row->count++;
			return;
		}
	}
	tally->list = mem_grow(
	    tally->list, (size_t)tally->count + 1, sizeof(*tally->list));
	row = &tally->list[tally->count++];
	*row = (struct summary_note){.kind = kind, .count = 1};
	snprintf(row->theme, sizeof(row->theme), "%s", theme);
}

/* As they were said: what became of them later, be it merged or redacted,
 * changes no number, before sealing as little as after it. */
static int
read_notes(struct db *db, struct period period, struct release_facts *out,
    struct err *err)
{
	struct tally_of_notes tally = {0};
	struct stmt *stmt = stmt_new(db, QUERY_FACTS_NOTES);
	int status;

	stmt_bind_int(stmt, ":from", period.from);
	stmt_bind_int(stmt, ":to", period.to);
	while ((status = stmt_step(stmt, err)) == 1) {
		int kind = (int)stmt_int(stmt, "kind", 0, NOTE_KINDS - 1);

		count_note(&tally, kind, stmt_text(stmt, "theme"));
	}
	out->notes = tally.list;
	out->note_count = tally.count;
	return status;
}

/* As they stand now; only cards raised behind the period are left out. */
static int
read_cards(
    struct db *db, int32_t to, struct release_facts *out, struct err *err)
{
	struct release_card *cards = NULL;
	struct stmt *stmt = stmt_new(db, QUERY_FACTS_CARDS);
	int count = 0, room = 0, status;

	stmt_bind_int(stmt, ":to", to);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct release_card *card;

		if (count == room) {
			room = room ? 2 * room : 64;
			cards = mem_grow(cards, (size_t)room, sizeof(*cards));
		}
		card = &cards[count++];
		*card = (struct release_card){
		    .state = (int)stmt_int(stmt, "state", 0, ACTION_STATES - 1),
		    .tier = (int)stmt_int(stmt, "tier", 0, TIERS - 1)};
		stmt_copy(stmt, "theme", card->theme, sizeof(card->theme));
		card->raised = stmt_day(stmt, "raised");
	}
	out->cards = cards;
	out->card_count = count;
	return status;
}

/* What was answered after the period was unanswered when it ended. */
static int
read_replies(struct db *db, struct period period, struct release_facts *out,
    struct err *err)
{
	struct release_reply *replies = NULL;
	struct stmt *stmt = stmt_new(db, QUERY_FACTS_REPLIES);
	int count = 0, status;

	stmt_bind_int(stmt, ":from", period.from);
	stmt_bind_int(stmt, ":to", period.to);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct release_reply *reply;

		replies =
		    mem_grow(replies, (size_t)count + 1, sizeof(*replies));
		reply = &replies[count++];
		reply->tier = (int)stmt_int(stmt, "tier", 0, TIERS - 1);
		reply->asked = stmt_day(stmt, "asked");
		reply->answered = stmt_day_or_none(stmt, "answered");
		if (reply->answered > period.to)
			reply->answered = DATE_NONE;
	}
	out->replies = replies;
	out->reply_count = count;
	return status;
}

static int
read_huddles(struct db *db, struct period period, struct release_facts *out,
    struct err *err)
{
	struct summary_huddles *huddles = &out->huddles;
	struct stmt *stmt = stmt_new(db, QUERY_FACTS_HUDDLES);
	int64_t seconds = 0;
	int status;

	stmt_bind_int(stmt, ":from", period.from);
	stmt_bind_int(stmt, ":to", period.to);
	while ((status = stmt_step(stmt, err)) == 1) {
		int64_t largest;

		huddles->held[SHIFT_DAY] +=
		    stmt_int(stmt, "day", 0, STMT_COUNT_MAX);
		huddles->held[SHIFT_NIGHT] +=
		    stmt_int(stmt, "night", 0, STMT_COUNT_MAX);
		seconds += stmt_int(stmt, "seconds", 0, INT64_MAX / 4);
		huddles->headcount +=
		    stmt_int(stmt, "headcount", 0, INT64_MAX / 4);
		largest = stmt_int(stmt, "largest", 0, INT32_MAX);
		if (huddles->largest < largest)
			huddles->largest = largest;
	}
	/* Rounded once, over all: so many roundings would not cancel out. */
	huddles->minutes = (seconds + 30) / 60;
	return status;
}

static int
read_dropped(
    struct db *db, int32_t to, struct release_facts *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_FACTS_DROPPED);
	int status;

	stmt_bind_int(stmt, ":to", to);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	out->dropped_tasks = stmt_int(stmt, "tasks", 0, STMT_COUNT_MAX);
	out->dropped_minutes = stmt_int(stmt, "minutes", 0, INT64_MAX);
	return stmt_done(stmt, err);
}

/* Groups of the round that went on when the period ended, as far as those who
 * were in it are still here; and how often "we connected" was said. */
static int
read_buddies(struct db *db, struct period period, struct release_facts *out,
    struct err *err)
{
	struct buddy_round rounds[BUDDY_ROUNDS_READ];
	int count = buddy_round_past(db, rounds, BUDDY_ROUNDS_READ, err);
	int connections, at = 0, status = count < 0 ? count : OK;

	while (at < count &&
	       (rounds[at].from > period.to || rounds[at].to < period.to))
		at++;
	for (int i = 0; at < count && i < rounds[at].group_count; i++)
		out->pairs += rounds[at].groups[i].count > 1;
	for (int i = 0; i < count; i++)
		buddy_round_done(&rounds[i]);
	if (status == OK)
		status = buddy_connections(
		    db, period.from, period.to, &connections, err);
	if (status == OK)
		out->connections = connections;
	return status;
}

/* In one transaction or one reading: numbers of one moment. */
static int
read_all(struct db *db, struct period period, struct release_facts *out,
    struct err *err)
{
	int status = read_draws(db, period.to, out, err);

	if (status == OK)
		status = read_notes(db, period, out, err);
	if (status == OK)
		status = read_cards(db, period.to, out, err);
	if (status == OK)
		status = read_replies(db, period, out, err);
	if (status == OK)
		status = read_huddles(db, period, out, err);
	if (status == OK)
		status = read_dropped(db, period.to, out, err);
	if (status == OK)
		status = read_buddies(db, period, out, err);
	return status;
}

/* Within the caller's transaction, or in a reading of its own. */
int
release_facts_read(struct db *db, struct period period,
    struct release_facts *out, struct err *err)
{
	int status = db_read(db, err);

	*out = (struct release_facts){0};
	if (status == OK)
		status = read_all(db, period, out, err);
	db_read_end(db);
	if (status < 0)
		release_facts_free(out);
	return status;
}

void
release_facts_free(struct release_facts *facts)
{
	free(facts->draws);
	free((void *)facts->notes);
	free((void *)facts->cards);
	free((void *)facts->replies);
	*facts = (struct release_facts){0};
}
