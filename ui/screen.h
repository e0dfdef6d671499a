/*
 * What a screen is: three functions and a table of keys. update() gets keys
 * and clock ticks, changes the model and asks for effects; view() draws the
 * model; neither touches the store or the terminal. The loop (ui/loop.h)
 * hands effects to the app and the app's answers back as events.
 */
#ifndef HUDDLE_UI_SCREEN_H
#define HUDDLE_UI_SCREEN_H

#include "core/agenda.h"
#include "core/note.h"
#include "core/request.h"
#include "core/shift_number.h"
#include "core/tally.h"
#include "ui/buddy_request.h"
#include "ui/cells.h"
#include "ui/facts.h"
#include "ui/keymap.h"

enum screen_id {
	SCREEN_HOME,
	SCREEN_CHECKIN,
	SCREEN_HUDDLE,
	SCREEN_NOTE_ENTRY,
	SCREEN_NOTES,
	SCREEN_BOARD,
	SCREEN_CARD,
	SCREEN_REQUEST,
	SCREEN_SAID,
	SCREEN_REVIEW,
	SCREEN_PAGE,
	SCREEN_RELEASES,
	SCREEN_TRENDS,
	SCREEN_SHIFT,
	SCREEN_BUDDIES,
	SCREEN_SUPPORT,
	SCREEN_HELP,
	SCREEN_IDLE,
	SCREENS
};

enum event_kind {
	EVENT_ENTER, /* the screen has come to the front (again) */
	EVENT_KEY,   /* key, and its command in the screen's mode */
	EVENT_TICK,  /* a second has passed, facts->now is new; only while the
	                screen's wants_tick() says so, or idle time runs out */
	EVENT_DONE,  /* an effect of this screen is done: status, message */
	EVENT_IDLE,  /* nobody has pressed a key for the screen's idle time */
};

struct event {
	enum event_kind kind;
	uint32_t key; /* a code point or enum key */
	int command;
	int argument;   /* of EVENT_ENTER: what EFFECT_GO said; -1 on the way
	                 back from a screen above */
	int64_t action; /* of EVENT_ENTER: the card, as EFFECT_GO said */
	const struct request *request; /* likewise; borrowed, may be NULL */
	enum effect_kind {
		EFFECT_NONE,
		EFFECT_GO,   /* to a screen, this one stays below it */
		EFFECT_BACK, /* to the screen below */
		EFFECT_HOME, /* to the home screen, nothing below it */
		EFFECT_QUIT,
		EFFECT_BLANK,     /* wipe the terminal itself, scrollback too */
		EFFECT_RELOAD,    /* facts are wanted anew */
		EFFECT_QUESTIONS, /* read what walk-up boxes ask */
		EFFECT_BOX_OPEN,  /* open the due huddle's box */
		EFFECT_CHECKIN,   /* round, response; wiped after use */
		EFFECT_HUDDLE_START, /* agenda; opens a box if it has a pulse */
		EFFECT_HUDDLE_SAVE,  /* run */
		EFFECT_ROUND_CLOSE,  /* round, headcount */
		EFFECT_ROUND_VOID,   /* round, text: the reason */
		EFFECT_HUDDLE_END,   /* run, headcount: held */
		EFFECT_HUDDLE_DROP,  /* ended as if it had not been */
		EFFECT_NOTES,    /* a window of the notes: filter, first, id */
		EFFECT_NOTE_ADD, /* note; EVENT_DONE's text is its id */
		EFFECT_NOTE_REMOVE, /* text: the id */
		EFFECT_BOARD,       /* read all cards */
		EFFECT_CARD,        /* read a card: action */
		EFFECT_SAID,        /* read what became of what was said */
		EFFECT_REVIEW,      /* read what the manager's review needs */
		EFFECT_REVIEWED,    /* the review is done: its day is kept */
		EFFECT_PAGE,        /* make a page: page, action */
		EFFECT_RELEASES,    /* read the list of releases */
		EFFECT_RELEASE,     /* read one: release */
		EFFECT_SEAL,        /* seal what is due; confirm: the clock is
		                       right, a manager says */
		EFFECT_TRENDS,      /* read all lines: weeks */
		EFFECT_BUDDIES,     /* read everybody and both rounds */
		EFFECT_BUDDY, /* buddy; EVENT_DONE's text: enum buddy_act */
		EFFECT_SHIFT_NUMBERS, /* numbers, number_count */
		EFFECT_REQUEST, /* request; facts->undo says what was done */
		EFFECT_UNDO,    /* revision: the one that facts->undo showed */
		EFFECT_REDO,    /* EVENT_DONE's text says what it was */
		EFFECTS
	} effect;         /* of EVENT_DONE: which one */
	int status;       /* 0 or a negative enum status */
	const char *text; /* what went wrong, or an effect's result */
};

struct effect {
	enum effect_kind kind;
	enum screen_id screen; /* GO */
	int argument;  /* GO: note entry: enum note_kind, or NOTE_KINDS to
	                  ask; check-in: 1 for the huddle's box, 0 to ask;
	                  help: the screen_id that it explains;
	                  home: why (ui/screen_home.h);
	                  page: enum fact_page */
	int64_t round; /* CHECKIN, ROUND_* */
	struct response response; /* CHECKIN */
	const char *agenda;       /* HUDDLE_START: id; borrowed from facts */
	struct run run;           /* HUDDLE_SAVE, HUDDLE_END */
	int32_t headcount;        /* ROUND_CLOSE, HUDDLE_END */
	int note_kind;            /* NOTE_ADD: the kind */
	const char *theme;        /* NOTE_ADD; borrowed from facts */
	int minutes;              /* NOTE_ADD */
	char *text; /* NOTE_ADD, NOTE_REMOVE, ROUND_VOID; freed by the loop */
	struct note_filter filter; /* NOTES; its texts are borrowed */
	int first;                 /* NOTES: the first row that is wanted */
	char id[NOTE_ID_SIZE]; /* NOTES: "" or the note whose place is asked */
	int64_t action;        /* GO, CARD, PAGE: a card */
	int64_t revision;      /* UNDO, REDO */
	int64_t release;       /* RELEASE */
	int weeks;             /* TRENDS: 1 to TREND_WEEKS_MAX */
	bool confirm;          /* SEAL */
	struct shift_number numbers[SHIFT_FIELDS_MAX]; /* SHIFT_NUMBERS */
	int number_count;
	enum fact_page page;     /* PAGE; also the argument of GO to it */
	struct request *request; /* GO to SCREEN_REQUEST, REQUEST; freed by the
	                            loop */
	struct buddy_request *buddy; /* BUDDY; freed by the loop */
};

#define EFFECTS_MAX 4

struct effects {
	struct effect list[EFFECTS_MAX];
	int count;
};

/* A new effect at the end of the list, zeroed, to be filled in. They are
 * carried out in order; what comes behind one that fails is dropped. */
struct effect *effects_add(struct effects *effects, enum effect_kind kind);

/* A request of that kind to be filled in: carried out at once, or (ask) by
 * the page that asks for the texts it needs (ui/screen_request.h). */
struct request *
effects_request(struct effects *effects, enum request_kind kind, bool ask);

struct screen {
	const struct keymap *keymap;
	size_t model_size; /* zeroed before init() */
	void (*init)(void *model, const struct facts *facts);
	void (*update)(void *model, const struct facts *facts,
	    const struct event *event, struct effects *effects);
	void (*view)(
	    const void *model, const struct facts *facts, struct cells *cells);
	/* The modes (bits of its keymap) it is in now. */
	unsigned (*modes)(const void *model, const struct facts *facts);
	/* True if characters are typed into a field now: the common keys on
	 * characters do not work then. May be NULL. */
	bool (*typing)(const void *model, const struct facts *facts);
	/* Seconds without a key until EVENT_IDLE, 0 never. */
	int (*idle)(const void *model, const struct facts *facts);
	/* True if a clock shows that moves every second; else ticks come once
	 * a minute. May be NULL: false. */
	bool (*wants_tick)(const void *model, const struct facts *facts);
	bool still; /* nothing on it moves with the clock: no ticks at all */
	void (*done)(void *model); /* frees and wipes; may be NULL */
};

extern const struct screen screen_home, screen_checkin, screen_huddle,
    screen_note_entry, screen_notes, screen_board, screen_card, screen_request,
    screen_said, screen_review, screen_page, screen_releases, screen_trends,
    screen_buddies, screen_shift, screen_support, screen_help, screen_idle;

/* In the order of enum screen_id. */
extern const struct screen *const screens[SCREENS];

#endif
