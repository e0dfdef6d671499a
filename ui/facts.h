/*
 * What the screens show: everything the app knows at the moment, gathered
 * from configuration, store and clock. Screens only read it; the app makes it
 * anew after every effect. Nothing in it depends on a single answer.
 */
#ifndef HUDDLE_UI_FACTS_H
#define HUDDLE_UI_FACTS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "core/agenda.h"
#include "core/audit.h"
#include "core/board.h"
#include "core/buddy.h"
#include "core/disclosure.h"
#include "core/instrument.h"
#include "core/ledger.h"
#include "core/note.h"
#include "core/period.h"
#include "core/request.h"
#include "core/shift_number.h"
#include "core/trend.h"

/* An open box, without anything that is in it. */
struct fact_round {
	int64_t id;
	bool walkup;
	const struct instrument *instrument; /* NULL if the configuration no
	                                        longer has it, or changed; of a
	                                        walk-up box without its items
	                                        until EFFECT_QUESTIONS */
	bool changed; /* the configuration has no instrument of this name that
	                 can be read, or another one than the box was opened
	                 with: no words, or other ones, for what it asks */
	struct form form;
	int32_t checkins;
	struct shift_date shift;
};
#define FACT_ROUNDS_MAX 8

/* A line of a room view, with its words. */
struct fact_view {
	struct room_view view;
	const char *words; /* "had what they needed"; owned elsewhere; NULL or
	                      "" if the configuration no longer has them */
};
#define FACT_VIEWS_MAX 16

struct fact_theme {
	const char *id;
	const char *title;
};

struct fact_contact {
	const char *title;
	const char *reach;
	const char *when;
	const char *about;
};

/* What buddies may talk about this week. */
struct fact_topic {
	const char *title; /* NULL, like all of it: there is none */
	const char *prompt;
	const char *attempt; /* one small thing to try */
};

/* A huddle that was held. */
struct fact_huddle {
	bool any; /* false: none yet */
	struct shift_date shift;
	int32_t seconds;
	int32_t headcount;
	int32_t checkins;
	int32_t notes;
};

/* What undo or redo would do now. */
struct fact_revision {
	int64_t id;       /* 0: nothing */
	const char *text; /* "moved: Linen runs out before noon" */
};

/* The notes page's window on its list, as EFFECT_NOTES asked for it. */
struct fact_notes {
	const struct note *rows; /* `count` of them, from the `first` on */
	int first;
	int count;
	int total;   /* that the filter lets through */
	int minutes; /* a shift, of the stop-this among them */
	int place;   /* of the note that was asked for; -1 if not in it */
};

/* A card with all that belongs to it, as EFFECT_CARD asked for it. */
struct fact_card {
	const struct action *action; /* NULL: there is no such card */
	const struct note *note;     /* that it came from; NULL if none */
	const struct revision_event *events; /* its history, oldest first */
	int event_count;
};

/* What became of what was said; the waiting ones last. */
struct fact_said {
	const struct said *list;
	int count;
	int waiting; /* in all; the list may hold fewer of them */
	int32_t since;
	int minutes; /* a shift, given back by what was done away with */
};

/* Where releases stand, for home and the page of what leaves this unit. */
struct fact_ledger {
	int count;             /* releases there are */
	struct period last;    /* the newest one's, if there is any */
	bool lost;             /* that one is never sent: its key is lost */
	int waiting;           /* sealed, not delivered */
	int32_t waiting_since; /* when the oldest of them was sealed */
	bool address;          /* an office and a way to it are configured */
	bool shift_numbers;    /* the unit has such, and their sums leave */
	struct period next;    /* that is sealed next */
	enum ledger_verdict verdict;
};

/* A release, as the list has it. */
struct fact_release {
	int64_t id;
	int epoch, sequence;
	struct period period;
	int32_t sealed;
	bool made;                    /* its sealed file was made */
	bool lost;                    /* it never is: its key is lost */
	int32_t sent;                 /* DATE_NONE: not yet */
	int tries;                    /* that failed */
	char problem[256];            /* of the last try, "" if none */
	char hash[SUMMARY_HASH_SIZE]; /* SHA-256 of its document */
	char file[64];                /* its name; "" if none was made */
};

/* The page's list, newest first, and the release that was asked for. */
struct fact_releases {
	const struct fact_release *list;
	int count;
	const struct fact_release *shown; /* NULL: none was asked for */
	const struct summary *summary;    /* of the shown one */
	const char *document;             /* exactly what was sealed */
	const struct audit *audit;
	/* Of the pulse rows of the summary, in their order: give-or-take, and
	 * the cut's words ("had what they needed"; the item's id where the
	 * configuration no longer has them). */
	const int *give_or_take;
	const char *const *words;
};

/* A line of the trends page, with its words; the best news first. */
struct fact_trend {
	const struct trend *trend;
	const char *title;    /* of the instrument */
	const char *prompt;   /* the question; the item's id if it is gone */
	const char *words;    /* of the cut; the item's id if it is gone */
	const char *sentence; /* what the line shows */
	const char *runs;     /* "" or what runs it has */
	bool favourable;      /* more is better */
};

struct fact_trends {
	const struct fact_trend *list;
	int count;
	const struct trend_note *notes; /* of the board, by day */
	int note_count;
	struct period span; /* of whole weeks, from a Monday to yesterday */
	int weeks;          /* that are over in it */
	/* Numbers of the shift of these weeks, the span's first week first. */
	const struct shift_field *shift_fields;
	int shift_field_count;
	const struct shift_week *shift_weeks;
	int shift_week_count;
};

/* Everybody who joined, and who is with whom. People's choices are not in it,
 * and nobody asks for another buddy: who reads this need not know. */
struct fact_buddies {
	const struct buddy *people; /* by name */
	int person_count;
	const struct buddy_round *proposed;  /* NULL: there is none */
	const struct buddy_round *confirmed; /* likewise */
	int connected; /* said in this week, in all; -1: not told of so few */
	int weeks;     /* of a new round, if nobody says otherwise */
};

/* Pages that can be looked at before they are printed. */
enum fact_page { PAGE_CARD, PAGE_WORKED, PAGE_BOARD, PAGE_SLIPS, PAGES };

/* A number of the shift, as the store has it. */
struct fact_shift_number {
	const struct shift_field *field;
	int32_t value; /* SHIFT_NUMBER_NONE: not told yet */
};

struct facts {
	/* Clock */
	time_t now;
	struct civil wall;
	struct shift_date shift;

	/* What could not be read from the store, a whole sentence, "" if all
	 * is well. While it is set everything else is what was known before. */
	char trouble[512];
	/* What should be told on the home screen, "" if nothing. */
	char notice[512];

	/* Configuration */
	const char *unit_name;
	const char *config_given; /* by --config; NULL: it was not */
	int idle_seconds;
	int checkin_idle_seconds;
	int language; /* index into an instrument's languages to start with */
	bool open_roles; /* no role has a PIN */
	const struct agenda *const *agendas;
	int agenda_count;
	const struct fact_theme *themes;
	int theme_count;
	const struct fact_contact *contacts;
	int contact_count;
	const struct fact_contact *peers; /* trained to support colleagues */
	int peer_count;

	/* Open boxes, the huddle's first if it is open: huddle_round then
	 * points to it, else it is NULL. */
	const struct fact_round *huddle_round;
	struct fact_round rounds[FACT_ROUNDS_MAX];
	int round_count;
	bool box_due; /* a planned huddle is due: its box may open now */

	/* The next huddle: planned one that is due, else the next one. */
	bool planned_any;
	struct planned planned;
	const struct agenda *planned_agenda;

	/* A running huddle, of this keyboard or another one; its id is 0 and
	 * running_agenda NULL if none runs. */
	int64_t running_id;
	const struct agenda *running_agenda;
	struct shift_date running_shift; /* to which it belongs */
	struct run run;
	int32_t running_headcount;
	int32_t running_checkins; /* once its box is closed */
	int32_t running_notes;    /* typed in it */
	bool running_closed;      /* its box is closed, views are there */
	const struct note *running_note_list; /* newest last */
	int running_note_count;

	/* Numbers that the configuration asks for: of the running huddle's
	 * shift, else of the one that is now. */
	struct fact_shift_number shift_numbers[SHIFT_FIELDS_MAX];
	int shift_number_count;

	/* What the room last saw: of the last closed huddle round. */
	struct fact_view views[FACT_VIEWS_MAX];
	int view_count;
	struct shift_date view_shift;
	int32_t view_checkins;
	int32_t view_headcount;
	int32_t suggested_headcount; /* the last one, or the roster's guess */

	struct fact_huddle last_huddle;
	int new_notes[NOTE_KINDS];        /* since the last huddle's day */
	const struct note *new_note_list; /* the newest of those */
	int new_note_count;

	/* The board, in short. Days are counted from shift.day. */
	struct board_rules rules;
	int open_actions;
	int overdue_actions;
	struct fact_said said; /* since the last huddle, a few lines */
	struct fact_revision undo, redo;

	struct fact_ledger ledger;
	struct fact_topic topic;
	bool paired; /* a round of buddies is confirmed */

	/* Names that the unit knows: owners of cards. */
	const char *const *people;
	int person_count;

	/* The note kept last in this session, as long as it can be taken back
	 * (EFFECT_NOTE_REMOVE): its id, else NULL. */
	const char *added_note;

	/* What a page asked for; kept up to date after every effect. */
	struct fact_notes notes;  /* EFFECT_NOTES */
	const struct card *cards; /* EFFECT_BOARD, EFFECT_REVIEW: all */
	int card_count;
	struct fact_card card;      /* EFFECT_CARD */
	struct fact_said told;      /* EFFECT_SAID: of rules.news_days */
	const struct note *waiting; /* EFFECT_REVIEW: pebbles and stop-this */
	int waiting_count;          /* without an answer, oldest first */
	int waiting_total;          /* there may be more than those */
	int32_t reviewed;           /* EFFECT_REVIEW: the day of the last
	                                  review; DATE_NONE: none yet */
	const char *page;           /* EFFECT_PAGE: lines of text */
	struct fact_releases releases; /* EFFECT_RELEASES, EFFECT_RELEASE */
	struct fact_trends trends;     /* EFFECT_TRENDS */
	struct fact_buddies buddies;   /* EFFECT_BUDDIES */

	/* What the last EFFECT_REQUEST made or changed. */
	int64_t done_action;
	const char *done_note;
};

#endif
