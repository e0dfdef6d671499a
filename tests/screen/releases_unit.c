/*
 * Releases made by hand. See releases_unit.h.
 */
#include "releases_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/format.h"
#include "util/date.h"
#include "util/mem.h"

#define MONDAY 20773 /* 16 November 2026, of week 47 */
#define MOST 400     /* releases in the list, and more to come */
#define WORDS 32

static const char hash[] =
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

struct st_releases {
	struct fact_release rows[MOST];
	struct summary summary;
	struct audit audit;
	struct buf document;
	int give_or_take[WORDS];
	const char *words[WORDS];
};

static void
add_pulse(struct summary *summary, const char *item, int64_t answered,
    int64_t counted)
{
	struct summary_pulse *row = summary_add_pulse(summary);

	*row = (struct summary_pulse){.key = {.instrument = "pulse",
	                                  .version = 1,
	                                  .of = 0x18,
	                                  .epsilon_milli = 1000},
	    .since = summary->from,
	    .rounds = 9,
	    .answered = answered,
	    .counted = counted};
	snprintf(row->key.item, ID_SIZE, "%s", item);
}

static void
add_note(struct summary *summary, enum note_kind kind, const char *theme,
    int64_t count)
{
	struct summary_note *row = summary_add_note(summary);

	row->kind = kind;
	row->count = count;
	snprintf(row->theme, ID_SIZE, "%s", theme);
}

static void
add_action(struct summary *summary, enum action_state state, enum tier tier,
    const char *theme, int64_t count, int age)
{
	struct summary_action *row = summary_add_action(summary);

	row->state = state;
	row->tier = tier;
	row->count = count;
	row->median_age_days = age;
	snprintf(row->theme, ID_SIZE, "%s", theme);
}

static void
fill_rows(struct summary *summary)
{
	struct summary_shift *shift;

	add_pulse(summary, "energy", 66, 34);
	add_pulse(summary, "needed", 68, 46);
	add_pulse(summary, "someone", 67, 55);
	add_note(summary, NOTE_BRIGHT, "teamwork", 6);
	add_note(summary, NOTE_PEBBLE, "supplies", 4);
	add_note(summary, NOTE_PEBBLE, "other", 5);
	add_action(summary, ACTION_NEW, TIER_UNIT, "other", 3, 2);
	add_action(summary, ACTION_AGREED, TIER_UNIT, "supplies", 4, 12);
	add_action(summary, ACTION_AGREED, TIER_HOSPITAL, "alarms", 1, 9);
	add_action(summary, ACTION_DONE, TIER_UNIT, "supplies", 5, 30);
	add_action(summary, ACTION_DONE, TIER_UNIT, "other", 4, 41);
	*summary_add_response(summary) =
	    (struct summary_response){TIER_UNIT, 12, 3, 2, 6};
	shift = summary_add_shift(summary);
	snprintf(shift->field, ID_SIZE, "census");
	shift->shifts = 12;
	shift->sum = 252;
	summary->has_dropped = true;
	summary->dropped_tasks = 2;
	summary->dropped_minutes = 25;
	summary->huddles = (struct summary_huddles){{7, 7}, {7, 2}, 61, 98, 14};
	summary_withhold(
	    summary, "buddies", "fewer than 5 pairs or connections");
	summary_sort(summary);
}

static void
fill_summary(struct summary *summary)
{
	summary_init(summary);
	snprintf(summary->organization, ID_SIZE, "general");
	snprintf(summary->unit, ID_SIZE, "4-west");
	snprintf(summary->name, SUMMARY_NAME_SIZE, "4 West");
	snprintf(summary->site, ID_SIZE, "north");
	snprintf(summary->previous, SUMMARY_HASH_SIZE, "%s", hash);
	summary->epoch = 1;
	summary->sequence = 3;
	summary->from = MONDAY;
	summary->to = MONDAY + 6;
	fill_rows(summary);
}

static struct fact_release
make_row(int number, int weeks)
{
	struct fact_release row = {.id = number,
	    .epoch = 1,
	    .sequence = number,
	    .period = {MONDAY + 7 * weeks, MONDAY + 7 * weeks + 6},
	    .sealed = MONDAY + 7 * weeks + 7,
	    .made = true,
	    .sent = MONDAY + 7 * weeks + 7};

	snprintf(row.hash, sizeof(row.hash), "%s", hash);
	snprintf(row.file, sizeof(row.file),
	    "0c1f5b7e22d94a6f8e3b9d0a71c4e6f%x.huddle", number & 0xfu);
	return row;
}

static void
fill_ledger(struct st *st)
{
	struct fact_ledger *ledger = &st->facts.ledger;

	ledger->count = st->facts.releases.count;
	if (ledger->count > 0)
		ledger->last = st->releases->rows[0].period;
	ledger->next = (struct period){MONDAY + 7, MONDAY + 13};
}

void
releases_fill(struct st *st, int count)
{
	struct st_releases *releases = mem_new(1, sizeof(*releases));

	st->releases = releases;
	for (int i = 0; i < count; i++)
		releases->rows[i] = make_row(count - i, -i);
	fill_summary(&releases->summary);
	st->facts.releases = (struct fact_releases){
	    .list = releases->rows,
	    .count = count,
	    .give_or_take = releases->give_or_take,
	    .words = releases->words,
	};
	for (int i = 0; i < WORDS; i++) {
		releases->give_or_take[i] = 9;
		releases->words[i] = "had what they needed";
	}
	releases->words[0] = "had energy for the work";
	releases->words[2] = "had someone to turn to";
	st->facts.ledger.address = true;
	fill_ledger(st);
}

struct fact_release *
releases_rows(struct st *st)
{
	return st->releases->rows;
}

struct summary *
releases_summary(struct st *st)
{
	return &st->releases->summary;
}

void
releases_find(struct st *st, struct audit_finding *list, int count, int breaks)
{
	st->releases->audit = (struct audit){list, count, breaks};
}

void
releases_wait(struct st *st, int count)
{
	for (int i = 0; i < count; i++)
		st->releases->rows[i].sent = DATE_NONE;
	st->facts.ledger.waiting = count;
	st->facts.ledger.waiting_since =
	    count > 0 ? st->releases->rows[count - 1].sealed : 0;
}

void
releases_lose(struct st *st, int count)
{
	for (int i = 0; i < count; i++) {
		struct fact_release *row = &st->releases->rows[i];

		row->sent = DATE_NONE;
		row->lost = true;
		row->made = false;
		row->file[0] = '\0';
	}
	st->facts.ledger.lost = count > 0;
}

void
releases_show(struct st *st, int64_t id)
{
	struct fact_releases *facts = &st->facts.releases;
	struct st_releases *releases = st->releases;

	for (int i = 0; i < facts->count; i++)
		if (facts->list[i].id == id) {
			facts->shown = &facts->list[i];
			releases->summary.sequence = facts->shown->sequence;
		}
	buf_clear(&releases->document);
	format_json(&releases->document, &releases->summary);
	facts->summary = &releases->summary;
	facts->document = buf_text(&releases->document);
	facts->audit = &releases->audit;
}

void
releases_seal(struct st *st)
{
	struct fact_releases *facts = &st->facts.releases;
	struct fact_release *rows = st->releases->rows;

	st->facts.ledger.verdict = LEDGER_NOTHING;
	memmove(rows + 2, rows, (size_t)facts->count * sizeof(*rows));
	rows[0] = make_row(facts->count + 2, 2);
	rows[1] = make_row(facts->count + 1, 1);
	facts->count += 2;
	fill_ledger(st);
}

void
releases_forget(struct st *st)
{
	if (!st->releases)
		return;
	summary_done(&st->releases->summary);
	buf_done(&st->releases->document);
	free(st->releases);
	st->releases = NULL;
}
