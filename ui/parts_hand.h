/*
 * The card in hand: moved with one key to the next column or back, asking
 * first where a column is full, and showing both sides when somebody else was
 * faster; or taken to the page that asks for words. Board and review have one
 * each.
 */
#ifndef HUDDLE_UI_PARTS_HAND_H
#define HUDDLE_UI_PARTS_HAND_H

#include "ui/parts.h"

#define HAND_SEEN_SIZE 256

struct hand {
	struct dialog dialog; /* open while a question waits for its answer */
	int64_t action;       /* the card, as it was seen; 0: none */
	int32_t version;
	int state; /* where it shall go */
	char seen[HAND_SEEN_SIZE];
};

/* The state a card goes to (step 1) or back to (step -1); -1 if there is
 * none. */
int hand_next(const struct card *card, int step);

/* Moves the card a step. Asks by the dialog if its column is full, says by the
 * toast if it has nowhere to go. */
void
hand_move(struct hand *hand, const struct facts *facts, const struct card *card,
    int step, struct toast *toast, struct effects *effects);

/* Opens the page that asks for what a request on the card needs; closing is
 * REQUEST_MOVE. Says by the toast if the card's state has no use for it. */
void hand_ask(const struct card *card, enum request_kind kind,
    struct toast *toast, struct effects *effects);

/* A key while the dialog is open. */
void hand_key(struct hand *hand, uint32_t key, struct effects *effects);

/* EVENT_DONE of EFFECT_REQUEST, _UNDO or _REDO: says what was done and what
 * undoes it; or why not, by the dialog if somebody was faster. */
void hand_done(struct hand *hand, const struct facts *facts,
    const struct event *event, struct toast *toast);

/* Takes the last step back (or does it again), or says that there is none. */
void hand_undo(const struct facts *facts, bool redo, struct toast *toast,
    struct effects *effects);

/* "Moved: Linen runs out before noon. u undoes it.": of what was done on the
 * page above, if anything was since `seen`, the id that facts->undo had. */
void hand_notice(const struct facts *facts, int64_t seen, struct toast *toast);

/* The card with that number; NULL if there is none. */
const struct card *hand_card(const struct facts *facts, int64_t action);

#endif
