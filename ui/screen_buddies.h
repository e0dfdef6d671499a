/*
 * The page of buddies, shared by its keys (screen_buddies.c) and what is asked
 * and came of it (screen_buddies_do.c), the list of names to pick from
 * (screen_buddies_pick.c), the forms (screen_buddies_form.c) and its looks
 * (screen_buddies_view.c, of the groups screen_buddies_rows.c).
 */
#ifndef HUDDLE_UI_SCREEN_BUDDIES_H
#define HUDDLE_UI_SCREEN_BUDDIES_H

#include "ui/parts.h"

#define MATES_COLUMNS 74 /* of forms and of the word that is typed */
#define MATES_WEEKS_MAX 26

enum mates_look {
	MATES_PAGE,     /* the topic, and who is with whom */
	MATES_PICK,     /* a name is picked */
	MATES_JOIN,     /* somebody joins */
	MATES_WEEKS,    /* how long a new round shall be */
	MATES_PROPOSAL, /* the coordinator looks it through */
};

/* What a name is picked for. */
enum mates_pick {
	PICK_FIND,
	PICK_LEAVE,
	PICK_CONNECTED,
	PICK_AGAIN,
	PICK_STAY, /* takes that back */
	PICK_SWAP, /* who changes place */
	PICK_WITH, /* and with whom */
};

enum mates_ask { ASK_THROW, ASK_LEAVE, ASK_CONFIRM, ASK_DROP };

/* Fields of the two forms. */
enum {
	JOIN_NAME,
	JOIN_ROLE,
	JOIN_SHIFTS,
	JOIN_WISHES,
	JOIN_NOT_WITH,
	JOIN_FIELDS
};
enum { WEEKS_WEEKS, WEEKS_WHICH };

struct mates {
	enum mates_look look;
	bool loaded;
	bool everybody; /* the page lists people, not groups */
	/* By pointer: the view knows the pages. */
	struct reader *reader; /* over the page's list */
	struct reader *groups; /* over the proposal */

	enum mates_pick pick;
	struct editor word;
	struct list *found;
	char *name;  /* what is asked is about; NULL: nobody that may be told */
	char *other; /* who changes place with them */
	char *swapped[2]; /* who did last, to be taken back; or NULL */
	uint64_t after;   /* the mark of the proposal that this left */
	uint64_t shown;   /* the one of what a question is about */
	int next;         /* the command to run once all is read again */

	struct inputs inputs;
	char *filled; /* whose role and shifts stand in the form; folded */
	char *role;   /* these, as they were filled in */
	int shifts;

	enum buddy_act act; /* what was asked for last */
	bool locking;       /* LOCK: else unlocking */
	struct dialog dialog;
	struct toast toast;
	struct idle idle;
};

/* --- screen_buddies_rows.c: who is with whom, by name --- */

/* A group, or (outside) somebody who is in none. */
struct mates_row {
	const struct buddy *people[MATCHING_GROUP];
	int count;
	bool locked;
	bool outside;
};

/* The rows of a round, groups by their first name, then who is outside; free()
 * *out. Without a round a row for everybody. Returns how many. */
int mates_rows(const struct facts *facts, const struct buddy_round *round,
    struct mates_row **out);

/* What the page lists; NULL: people. */
const struct buddy_round *
mates_listed(const struct mates *model, const struct facts *facts);

/* The row with the focus; count 0 if there is none. */
struct mates_row mates_focused(const struct facts *facts,
    const struct buddy_round *round, const struct reader *reader);

/* Puts the focus on somebody's row. */
void mates_focus(const struct facts *facts, const struct buddy_round *round,
    struct reader *reader, const char *name);

/* "Ann, Bob and Cat", but without somebody, who may be NULL. */
void mates_names(
    struct buf *out, const struct mates_row *row, const struct buddy *without);

/* Who has that name, however it is written; NULL if nobody. */
const struct buddy *mates_find(const struct facts *facts, const char *name);

/* True if they are in a group of two or three. */
bool mates_paired(const struct buddy_round *round, const struct buddy *person);

const char *mates_shifts(const struct buddy *person);

/* The list, drawn around its focus. */
void mates_list(struct reader *reader, const struct facts *facts,
    const struct buddy_round *round, struct cells *cells,
    const struct area *area);

/* --- screen_buddies_pick.c --- */

/* Those who are left to pick from, by name; free() *out. Returns how many. */
int mates_found(const struct mates *model, const struct facts *facts,
    const struct buddy ***out);

void mates_pick(
    struct mates *model, const struct facts *facts, enum mates_pick pick);
void mates_pick_key(struct mates *model, const struct facts *facts,
    const struct event *event, struct effects *effects);

/* Back to where it began; what was typed is wiped. */
void mates_pick_end(struct mates *model);

void mates_pick_view(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *area);

/* --- screen_buddies_form.c --- */

void mates_join(struct mates *model);
void mates_weeks(struct mates *model, const struct facts *facts);

/* A key in either form. */
void mates_form_key(struct mates *model, const struct facts *facts,
    const struct event *event, struct effects *effects);

/* True if anything is written in it. */
bool mates_form_written(const struct mates *model);

/* What was typed is wiped. */
void mates_form_end(struct mates *model);

void mates_form_view(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side);

/* --- screen_buddies_do.c --- */

/* A request to be filled in; the name may be NULL. It is about model->shown. */
struct buddy_request *mates_request(struct mates *model,
    struct effects *effects, enum buddy_act act, const char *name);

/* Asks by the dialog; its answer. */
void mates_ask_leave(
    struct mates *model, const struct facts *facts, const char *name);
void mates_ask_confirm(struct mates *model, const struct facts *facts);
void mates_ask_drop(struct mates *model, const struct facts *facts);
void mates_ask_throw(struct mates *model);
void mates_answer(struct mates *model, uint32_t key, struct effects *effects);

/* The proposal as it is on the screen now is the one that is decided by. */
void mates_shown(struct mates *model, const struct facts *facts);

/* What came of a request: says so. */
void mates_outcome(
    struct mates *model, const struct facts *facts, const struct event *event);

/* Two have changed places; NULL, NULL: that cannot be taken back any more. */
void mates_swapped(struct mates *model, const char *name, const char *other);

/* True if two have, and nothing else but locks has changed since. */
bool mates_can_back(const struct mates *model, const struct facts *facts);

/* What the dialog or a toast is about. */
void mates_about(struct mates *model, const char *name, const char *other);

/* --- screen_buddies.c, screen_buddies_view.c --- */

unsigned mates_modes(const void *data, const struct facts *facts);
bool mates_typing(const void *data, const struct facts *facts);
void
mates_view(const void *data, const struct facts *facts, struct cells *cells);

#endif
