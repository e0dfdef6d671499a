/*
 * The page that asks for the texts a request needs: a new card, an answer, a
 * reason, a test. Every screen that wants one opens it with
 * effects_request(effects, kind, true) and fills in what it knows; the page
 * asks for the rest, has it checked and carried out, and goes back. The screen
 * below sees by facts->undo that something was done.
 */
#ifndef HUDDLE_UI_SCREEN_REQUEST_H
#define HUDDLE_UI_SCREEN_REQUEST_H

#include "ui/parts_identify.h"
#include "ui/screen.h"
#include "ui/widget.h"

/* What is asked besides a request's texts. */
enum { ASK_TIER = REQUEST_TEXTS, ASK_OUTCOME, ASKS };

#define FORM_ASKS 6
#define FORM_COLUMNS 74

/* The fields of a kind of request, in the order in which they are asked. */
struct request_form {
	enum request_kind kind;
	const char *title;   /* of the page (N_) */
	const char *ask;     /* what to write, in one sentence (N_), or NULL */
	const char *example; /* of its one text; NULL: the field's own (N_) */
	bool alert;          /* what it does can't be undone */
	int asks[FORM_ASKS]; /* enum request_text, ASK_ */
	int ask_count;
	int focus; /* the field to begin with */
};

enum request_state {
	REQUEST_LOADING,  /* what it is about is being read */
	REQUEST_FORM,     /* the texts are typed */
	REQUEST_LOOK,     /* one of them may show a patient or a colleague */
	REQUEST_CONFLICT, /* somebody was faster: both are shown */
	REQUEST_REFUSED,  /* it can't be asked: the reason, and the way back */
};

struct request_page {
	enum request_state state;
	const struct request_form *form;
	struct request request;
	struct action was; /* the card as the form was filled; id 0: none */
	struct note note;  /* likewise; id "": none */
	struct action now; /* REQUEST_CONFLICT: as they are by now */
	struct note note_now;
	struct inputs inputs;
	char *first[INPUTS_MAX]; /* what the fields began with */
	char *kept[INPUTS_MAX];  /* texts kept though they were pointed at */
	int tiers[TIERS];        /* the choices of ASK_TIER */
	int tier;                /* whose answer is in its field */
	char *drafts[TIERS];     /* typed for other tiers; NULL: nothing */
	int tries;               /* how often it was sent again by itself */
	struct check check;
	int looked; /* the field that it is about */
	struct err refused;
	struct scroll *scroll; /* of REQUEST_CONFLICT */
	struct dialog dialog;
	struct toast toast;
	struct idle idle;
};

/* The form of a request, NULL if it needs none. */
const struct request_form *request_form_of(const struct request *request);

/* A field by its place: its label; what helps to fill it in. */
const char *request_label(int ask);
const char *request_example(const struct request_form *form, int index);

/* True if it must not be empty. */
bool request_needs(const struct request *request, int ask);

/* True if it is free text that everyone can read: no owner, no day. */
bool request_is_free(int ask);

/* Makes the fields and fills them in with what is known. */
void request_fill(struct request_page *page, const struct facts *facts);

/* The place of a field in the form, -1 if it is not asked. */
int request_place(const struct request_page *page, int ask);

/* True if a text or a theme is not as it was at first; if any of them is not.
 */
bool request_changed(
    const struct request_page *page, const struct facts *facts, int index);
bool
request_any_changed(const struct request_page *page, const struct facts *facts);

/* The request as the fields say it now, for request_done. */
void request_build(const struct request_page *page, const struct facts *facts,
    struct request *out);

/* Another tier was chosen: its own answer comes into the field, or what was
 * typed for it before. What was typed for the other one is kept. */
void request_turn_to_tier(struct request_page *page, const struct facts *facts);

/* Shows the next that was typed for another tier; false if there is none. */
bool
request_turn_to_draft(struct request_page *page, const struct facts *facts);

/* The answer of a tier was saved and the page stays: page->now is the card. */
void request_saved(struct request_page *page, const struct facts *facts);

/* What the others did becomes what the form began with; what was typed here
 * stays. */
void request_rebase(struct request_page *page, const struct facts *facts);

/* --- screen_request_about.c: what it is about --- */

/* Takes the request and asks for what it is about; back if it needs no form. */
void request_begin(struct request_page *page, const struct facts *facts,
    const struct request *request, struct effects *effects);

/* That has been read: the form is filled in, or the request refused. */
void request_loaded(struct request_page *page, const struct facts *facts);
void request_refuse(struct request_page *page, const char *why);

/* The card or the note as the facts have it now; false if they have not. */
bool request_card_now(const struct request_page *page,
    const struct facts *facts, struct action *out);
bool request_note_now(const struct request_page *page,
    const struct facts *facts, struct note *out);

/* On a form that has not been sent it goes without saying that nothing was
 * changed: drops that from the end of a message. */
void request_drop_assurance(struct err *err);

/* --- screen_request_send.c: checked, looked through, sent --- */

/* True if the field may be sent; else it says why not. */
bool request_check_field(
    struct request_page *page, const struct facts *facts, int index);

/* What the due day means, while it is typed. */
void request_say_due(struct request_page *page, const struct facts *facts);

/* Sends it, or leads to what keeps it from that. */
void request_send(struct request_page *page, const struct facts *facts,
    struct effects *effects);

/* It was done: back, unless something is typed for another tier too. */
void request_succeeded(struct request_page *page, const struct facts *facts,
    struct effects *effects);

/* It failed: what was typed stays. If somebody was faster it is sent again
 * where nothing speaks against that, else both sides are shown. */
void request_failed(struct request_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects);

/* --- screen_request_meet.c: two who change the same card or note --- */

enum request_meeting {
	MEETING_CONFLICT, /* somebody must decide */
	MEETING_APART,    /* they changed other things: both can be had */
	MEETING_SAME,     /* they have done just what is wanted here */
};

/* What the request would make of the card or note that was seen, or (now) of
 * what it is by now; for changes_done. An enum status of request_action. */
int request_wanted(const struct request_page *page, const struct facts *facts,
    bool now, struct changes *out);

/* How it goes with what was done at the other keyboard. */
enum request_meeting
request_meet(const struct request_page *page, const struct facts *facts);

/* --- screen_request_view.c, screen_request_conflict.c --- */

void
request_view(const void *data, const struct facts *facts, struct cells *cells);

/* Both sides of a conflict, from the top of the area on. */
void request_view_conflict(const struct request_page *page,
    const struct facts *facts, struct cells *cells, struct area *area);

unsigned request_modes(const void *data, const struct facts *facts);
bool request_typing(const void *data, const struct facts *facts);

#endif
