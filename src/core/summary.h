/*
 * The summary of one period: everything that leaves the unit, and nothing
 * else. Made by core/release.h, written by src/sync/, stored by the office.
 * Rows are in the order of summary_sort, so that equal contents are equal
 * bytes.
 */
#ifndef HUDDLE_CORE_SUMMARY_H
#define HUDDLE_CORE_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/action.h"
#include "core/disclosure.h"
#include "core/instrument.h"
#include "core/note.h"
#include "core/period.h"

#define SUMMARY_FORMAT "huddle-summary/1"
#define SUMMARY_HASH_SIZE 65   /* SHA-256 in lower-case hex, and NUL */
#define SUMMARY_NAME_SIZE 161  /* 40 characters of UTF-8, and NUL */
#define SUMMARY_REASON_SIZE 81 /* printable ASCII, and NUL */

/* The sum of draws of one cut; unique by key. */
struct summary_pulse {
	struct cut_key key;
	int32_t since; /* the first day of the period that its first round is
	                  of: earlier than `from` if it waited for answers */
	int rounds;
	int paper_rounds; /* of these, counted on paper */
	int64_t answered; /* 5 and up */
	int64_t counted;  /* may be negative or above answered */
};

/* Flow: notes of the period. Unique by kind and theme. */
struct summary_note {
	int kind; /* enum note_kind */
	char theme[ID_SIZE];
	int64_t count;
};

/* Stock: cards on the board when the period was sealed. Unique by state,
 * tier and theme. */
struct summary_action {
	int state; /* enum action_state */
	int tier;  /* enum tier */
	char theme[ID_SIZE];
	int64_t count;
	int median_age_days; /* since raised, at the period's end; 0 and up */
};

/* answered: flow, within the period; unanswered: stock. Days are whole, the
 * median and the 90th percentile by nearest rank. Unique by tier. */
struct summary_response {
	int tier;
	int64_t answered; /* 5 and up */
	int64_t unanswered;
	int median_days;
	int p90_days;
};

/* Flow: numbers of the shift. Unique by field. */
struct summary_shift {
	char field[ID_SIZE];
	int64_t shifts; /* in which it was told */
	int64_t sum;
};

/* What is not told, and why. Unique by part and reason. */
struct summary_withheld {
	char part[ID_SIZE]; /* "pulse", "notes", ...: a member of the file */
	char reason[SUMMARY_REASON_SIZE];
};

/* Flows, but for the maximum. By enum shift. */
struct summary_huddles {
	int64_t planned[2];
	int64_t held[2];
	int64_t minutes;
	int64_t headcount;
	int64_t largest; /* the largest headcount of one huddle */
};

struct summary {
	char organization[ID_SIZE];
	char unit[ID_SIZE];
	char name[SUMMARY_NAME_SIZE];
	char site[ID_SIZE]; /* "": null */
	int epoch;          /* 1 and up */
	int sequence;       /* 1 and up, in its epoch without gaps */
	char previous[SUMMARY_HASH_SIZE]; /* "": null, the epoch's first */
	int32_t from, to;                 /* first and last day */
	struct summary_huddles huddles;
	struct summary_pulse *pulse;
	int pulse_count;
	struct summary_note *notes;
	int note_count;
	struct summary_action *actions;
	int action_count;
	bool has_dropped;        /* else null */
	int64_t dropped_tasks;   /* stock: stop-this notes that were done */
	int64_t dropped_minutes; /* a shift, of these */
	struct summary_shift *shift;
	int shift_count;
	struct summary_response *response;
	int response_count;
	bool has_buddies;                 /* else null */
	int64_t pairs;                    /* stock */
	int64_t connections;              /* flow */
	char next_key[SUMMARY_HASH_SIZE]; /* Ed25519, hex; "": null */
	struct summary_withheld *withheld;
	int withheld_count;
};

/* All empty. */
void summary_init(struct summary *summary);
void summary_done(struct summary *summary);

/* No pulse line at all: fewer than five have answered anything. One box that
 * could not be told beside others that could makes nobody small. */
bool summary_small(const struct summary *summary);

/* A new row at the end, zeroed, to be filled in at once: the next one may
 * move it. */
struct summary_pulse *summary_add_pulse(struct summary *summary);
struct summary_note *summary_add_note(struct summary *summary);
struct summary_action *summary_add_action(struct summary *summary);
struct summary_shift *summary_add_shift(struct summary *summary);
struct summary_response *summary_add_response(struct summary *summary);

/* Once for each part and reason. */
void
summary_withhold(struct summary *summary, const char *part, const char *reason);

/*
 * The canonical order: pulse by instrument, version, item, answers, epsilon;
 * notes by kind and theme; actions by state, tier, theme; the rest by their
 * names. Kinds, states and tiers count in the order of their enums.
 */
void summary_sort(struct summary *summary);

/* True if the rows are in that order and no two are of the same key. */
bool summary_sorted(const struct summary *summary);

#endif
