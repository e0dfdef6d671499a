/*
 * What the office's pages are made of: one unit's summaries gathered, and all
 * units' gathered week by week. Sums are of draws and of counts that were
 * released; nothing here is known of a unit beyond its summaries.
 */
#ifndef HUDDLE_REPORT_OFFICE_GATHER_H
#define HUDDLE_REPORT_OFFICE_GATHER_H

#include "core/runchart.h"
#include "core/summary.h"

/* A unit's period, or a week of all units. */
struct office_span {
	struct period days;
	int epoch, sequence; /* of a unit's */
	int units;           /* that have a summary for it */
	int small;           /* of these, without answers to tell */
	struct summary_huddles huddles;
	int64_t answers; /* to the question that most answered */
	int64_t present; /* at huddles, where answers were told */
};

struct office_spans {
	struct office_span *list; /* by `to` */
	int count;
};

/* A sum of draws of one cut. */
struct office_sum {
	struct period days;
	int32_t since; /* earlier than its first day, if draws waited */
	int units;
	struct runchart_sum sum;
};

/* What may be drawn as one line: equal in instrument, version, item, cut and
 * epsilon. */
struct office_line {
	struct cut_key key;
	struct office_sum *list; /* by `to` */
	int count;
};

struct office_lines {
	struct office_line **list; /* by key */
	int count;
};

/* Days with a weight, for a median. */
struct office_days {
	struct {
		int days;
		int64_t weight;
	} * list;
	int count;
};

/* Counts by a kind, a tier, a part, ... and a text. */
struct office_count {
	int kind;
	char id[ID_SIZE];
	char reason[SUMMARY_REASON_SIZE];
	int units;
	int64_t count[ACTION_STATES]; /* the first alone but for actions */
	struct office_days ages;      /* of open cards */
};

struct office_counts {
	struct office_count **list; /* by kind, id, reason */
	int count;
};

struct office_response {
	int units;
	int64_t answered;               /* in all periods */
	int64_t unanswered;             /* in the latest */
	struct office_days median, p90; /* as last told, by unit */
};

struct office_gather {
	struct office_spans spans;
	struct office_lines lines;
	struct office_counts notes;    /* kind, theme */
	struct office_counts withheld; /* part, reason: periods */
	struct office_counts actions;  /* tier, theme; by state */
	struct office_counts shift;    /* field: sum, shifts */
	struct office_response response[TIERS];
	int64_t dropped_tasks, dropped_minutes; /* of the latest */
	int64_t pairs, connections;
	/* A unit's only: the cards of its latest summary, room for more. */
	struct summary_action *latest;
	int latest_count, latest_room;
};

void office_gather_init(struct office_gather *gather);
void office_gather_done(struct office_gather *gather);

/* A unit's next summary. */
void
office_gather_add(struct office_gather *unit, const struct summary *summary);

/* After a unit's last one: its stocks, and everything in order. */
void office_gather_close(struct office_gather *unit);

/* Adds a closed unit to all, by the weeks in which its periods end. */
void office_gather_merge(
    struct office_gather *all, const struct office_gather *unit);

/* The weighted median, by nearest rank; -1 of nothing. Sorts. */
int office_days_median(struct office_days *days);

/* The sums of a line alone, for core/runchart.h; free() it. */
struct runchart_sum *office_line_sums(const struct office_line *line);

#endif
