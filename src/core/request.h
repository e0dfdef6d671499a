/*
 * What people ask of notes and actions, from whatever screen or command: one
 * struct, checked and carried out on a card or a note in memory. Pure; the
 * store keeps what came of it as one revision that undo takes back whole.
 */
#ifndef HUDDLE_CORE_REQUEST_H
#define HUDDLE_CORE_REQUEST_H

#include "core/action.h"
#include "core/role.h"

enum request_kind {
	/* Actions */
	REQUEST_ADD,      /* TITLE, THEME, OWNER, DUE, AIM, SIZE; tier; note */
	REQUEST_EDIT,     /* those of TITLE, THEME, OWNER, DUE, SIZE, AIM that
	                     are set; "" empties owner, due, size and aim */
	REQUEST_MOVE,     /* state; REASON, needed for closed */
	REQUEST_ESCALATE, /* to the next tier: REASON */
	REQUEST_RESPOND,  /* tier (-1: the one it is at): ANSWER */
	REQUEST_PLAN,     /* a test begins: PLAN, PREDICTION; MEASURE, BEFORE */
	REQUEST_RESULT,   /* it ends: outcome, RESULT; AFTER */
	REQUEST_APPROVE,  /* the page that goes up is fine as it is */
	/* Notes */
	REQUEST_ANSWER, /* ANSWER */
	REQUEST_CANT,   /* ANSWER: can't, because */
	REQUEST_METOO,
	REQUEST_MERGE,  /* note into other */
	REQUEST_REDACT, /* REASON; can't be undone */
	REQUESTS
};

/* As revisions in the store have them: "add", "move", ... Also "undo" and
 * "redo" behind REQUESTS, in this order. */
#define REVISION_UNDO REQUESTS
#define REVISION_REDO (REQUESTS + 1)
#define REVISIONS (REQUESTS + 2)
extern const char *const revision_names[REVISIONS];

/* As people read them, to be translated: "moved", "merged". */
extern const char *const revision_titles[REVISIONS];

/* One change of a card or a note, as the store keeps it for good. */
struct revision_event {
	int64_t revision; /* the whole step that it belongs to */
	int kind;         /* of that: up to REVISIONS */
	int64_t of;       /* what an undo or redo took back or did again */
	int32_t day;
	int field; /* index into action_record or note_record */
	int at;
	char *before; /* as record_get gives it */
	char *after;
};
void revision_event_list_done(struct revision_event *events, int count);

enum request_text {
	TEXT_TITLE,
	TEXT_THEME, /* an id of the configuration's list */
	TEXT_OWNER,
	TEXT_DUE,  /* in plain words, core/due.h */
	TEXT_SIZE, /* a name of action_size_names */
	TEXT_AIM,
	TEXT_REASON,
	TEXT_ANSWER,
	TEXT_PLAN,
	TEXT_PREDICTION,
	TEXT_MEASURE,
	TEXT_BEFORE,
	TEXT_AFTER,
	TEXT_RESULT,
	REQUEST_TEXTS
};

struct request {
	enum request_kind kind;
	int64_t action;          /* card; 0 for REQUEST_ADD and notes */
	char note[NOTE_ID_SIZE]; /* note; of REQUEST_ADD: where it comes from */
	char other[NOTE_ID_SIZE]; /* REQUEST_MERGE: the one that stays */
	int32_t version; /* of the card or note that was seen; 0: whatever it
	                    is now. Another one by now is refused */
	int state;       /* enum action_state */
	int tier;        /* enum tier, or -1 */
	int outcome;     /* enum outcome */
	char *text[REQUEST_TEXTS]; /* NULL: not told */
};

void request_init(struct request *request, enum request_kind kind);
void request_done(struct request *request);
void request_copy(struct request *out, const struct request *request);

/* Sets a text to a copy. */
void request_text(
    struct request *request, enum request_text which, const char *text);

/* What a role must be allowed for it (core/role.h). A tier of -1 counts as the
 * unit: whoever does not name a tier asks again once the card is known. */
enum act request_act(const struct request *request);

/* The most characters of a text. */
int request_text_max(enum request_text which);

/*
 * Cleans every text in place (text_clean) and looks whether all is told that
 * the kind needs. ERR_DATA says what is wrong, the name of the field before
 * it. A text may be empty where it may be left out.
 */
int request_check(struct request *request, int32_t today, struct err *err);

/*
 * Carries out a request for a card that was checked: `action` is what it is
 * now (for REQUEST_ADD fresh from action_init) and becomes what it shall be.
 * `source` is the note it comes from, or NULL. `today` is the shift's day.
 * ERR_DATA; ERR_UNAVAILABLE if its state forbids it ("a test is under way") or
 * nothing would change. The card is then as it was.
 */
int request_action(const struct request *request, struct action *action,
    const struct note *source, int32_t today, struct err *err);

/*
 * The same for notes. `other` is the second note of a merge, which changes
 * too, else NULL; a note goes only into one whose kind asks for no less: what
 * must end in an answer into what must too. REQUEST_ADD with a note marks it
 * as made into `action`.
 */
int request_note(const struct request *request, struct note *note,
    struct note *other, int64_t action, int32_t today, struct err *err);

#endif
