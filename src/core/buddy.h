/*
 * Buddies: what people wish for, what two are worth to each other, and the
 * proposal of who is with whom. Pure. What they say to each other is nobody's
 * business here.
 */
#ifndef HUDDLE_CORE_BUDDY_H
#define HUDDLE_CORE_BUDDY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/matching.h"

#define BUDDY_NAME_MAX 40    /* characters of a name or a role */
#define BUDDY_CHOICES_MAX 10 /* of each kind */
#define BUDDY_MAX 500
#define BUDDY_ROUNDS_BACK                                                      \
	3                 /* rounds whose pairs are not repeated if it can be
                               helped */
#define BUDDY_TOLD 5      /* from so many pairs up connections are told */
#define BUDDY_NEW_DAYS 90 /* somebody who joined later is new */

enum buddy_shifts { BUDDY_DAYS = 1, BUDDY_NIGHTS = 2, BUDDY_BOTH = 3 };
/* "days", "nights", "both", by enum buddy_shifts; [0] is NULL. */
extern const char *const buddy_shift_names[4];

enum buddy_choice { BUDDY_WISH, BUDDY_NOT_WITH, BUDDY_CHOICES };

/* Somebody who joined. Names are compared folded (utf8_fold). */
struct buddy {
	int64_t id;
	char *name; /* or nickname */
	char *folded;
	char *role;      /* "" if not told */
	unsigned shifts; /* enum buddy_shifts */
	int32_t joined;  /* the day */
	/* Somebody of their group in the confirmed round asks for another
	 * buddy: set for all of it, so that nothing knows who it is. */
	bool again;
	struct {
		int count;
		char *names[BUDDY_CHOICES_MAX];
		char *folded[BUDDY_CHOICES_MAX];
	} choices[BUDDY_CHOICES];
};
void buddy_done(struct buddy *buddy);

/* A pair or a trio; 1: nobody could be found. */
struct buddy_group {
	int64_t members[MATCHING_GROUP]; /* ids */
	int count;
	bool locked; /* by hand; a new proposal keeps it */
};

enum buddy_round_state { BUDDY_PROPOSED, BUDDY_CONFIRMED, BUDDY_ENDED };

struct buddy_round {
	int64_t id;
	enum buddy_round_state state;
	int32_t from, to; /* first and last day */
	bool anew;        /* a proposal: pairs the confirmed round anew */
	struct buddy_group *groups;
	int group_count;
};
void buddy_round_done(struct buddy_round *round);

/* True if either asked not to be with the other: nothing overrules that. */
bool buddy_excluded(const struct buddy *a, const struct buddy *b);

/*
 * What two are worth together, the most important first; each outweighs all
 * that follow it, in all groups together (documented in huddle(1)):
 *   with `keep`: they are together in it;
 *   both wish for each other;
 *   they were not together in the last round, the one before, the third;
 *   then points: days or nights of both 6, and 2 more if they work the same;
 *   one wishes for the other 4; at least one is not new 3.
 * MATCHING_NEVER if they are excluded, or are together now (in `keep` or
 * rounds[0], if that is confirmed) and their group asks for others: who asked
 * would be known if the other two of three stayed together.
 */
struct buddy_past {
	const struct buddy_round *rounds; /* newest first; the caller says
	                                     which of them count */
	int count;
	const struct buddy_round *keep; /* the one to change little of, or
	                                   NULL */
	int32_t today;
};
int64_t buddy_weight(const struct buddy *a, const struct buddy *b,
    const struct buddy_past *past);

/*
 * The best groups of all people, who have an id each: locked groups of
 * `standing` (may be NULL: a proposal adjusted by hand) stay as they are where
 * nobody in them is gone or may never be with another, the others by
 * matching_groups on buddy_weight. With `keep` as few people as possible get
 * other buddies; groups of three that nothing happened to may then stay beside
 * new ones. Where somebody would be alone only because no two of three who are
 * asked apart may stay together, as few of these as possible do, whoever asked.
 * Fills out->groups, by their first member; out's other fields are
 * the caller's. The same people in another order give the same groups.
 */
void
buddy_propose(struct buddy_round *out, const struct buddy *people, int count,
    const struct buddy_past *past, const struct buddy_round *standing);

/* Two change places; false, nothing changed, if either is in no group or not
 * of the people, they are in the same one, or it would put two together who
 * are never to be, by buddy_weight. Groups stay in their order, locked or not.
 */
bool buddy_swap(struct buddy_round *round, const struct buddy *people,
    int count, const struct buddy_past *past, int64_t a, int64_t b);

/* People of `after` whose buddies are others than before; who was in no group
 * had none. */
int buddy_changes(
    const struct buddy_round *before, const struct buddy_round *after);

/* Tells two proposals apart, or one from what became of it: who is with whom,
 * its days and what is locked. Never 0. */
uint64_t buddy_round_mark(const struct buddy_round *round);

/* Index of the group that somebody is in, -1 if none. */
int buddy_group_of(const struct buddy_round *round, int64_t id);

#endif
