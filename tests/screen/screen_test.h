/*
 * Screens under test: keys in, text and cursor out, with no terminal, no
 * store and no clock. A small unit made by hand stands behind the real stage;
 * what a page must look like lies in tests/screen/golden/.
 */
#ifndef HUDDLE_TESTS_SCREEN_TEST_H
#define HUDDLE_TESTS_SCREEN_TEST_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "ui/facts.h"
#include "ui/loop.h"
#include "ui/screen.h"

#define ST_NOTES 40
#define ST_CARDS 24
#define ST_FILTER_TEXT 512

/* The unit, and how its host is to answer. */
struct st {
	struct stage *stage;
	struct facts facts;
	struct note notes[ST_NOTES]; /* newest first */
	int note_count;
	struct note shown[ST_NOTES];   /* what the notes page asked for */
	struct note huddled[ST_NOTES]; /* noted in the running huddle */
	char added[NOTE_ID_SIZE];

	/* screen_lists.h: the board, what pages asked for, undo. */
	struct action cards[ST_CARDS]; /* card 1 is the first */
	int card_count;
	struct card card_facts[ST_CARDS];
	int card_fact_count;
	struct said said[2 * ST_CARDS];
	int said_count;
	struct note waiting[ST_NOTES];
	const struct revision_event *events; /* a history to show */
	int event_count;
	int64_t card; /* that the card page asked for */
	bool card_asked, notes_asked;
	struct note_filter filter;
	char filter_texts[3][ST_FILTER_TEXT];
	char place_of[NOTE_ID_SIZE];
	char done_note[NOTE_ID_SIZE];
	struct st_was *undo, *redo;
	int64_t revisions;
	struct buf undo_text, redo_text, turned;

	/* The next effect of that kind fails so. */
	enum effect_kind fail;
	int fail_status;
	const char *fail_text;
	bool fail_shuts; /* and the huddle's box is closed then */

	/* What somebody does at another keyboard just before the next effect
	 * of that kind. */
	enum effect_kind before;
	void (*meanwhile)(struct st *);
	int reloads; /* how often facts were wanted anew */

	struct st_releases *releases; /* releases_unit.h; NULL: none */
	struct st_buddies *buddies;   /* buddies_unit.h; NULL: none */

	/* What was asked of the app, a line each; the last check-in. */
	struct buf log;
	struct response last;
};

/*
 * 4 West on Tuesday 24 November 2026 at 07:02: the box of the daily huddle at
 * 07:15 is open, 7 have checked in; a huddle was held yesterday night.
 */
struct st *st_new(void);
void st_free(struct st *st);

/* A unit on its first day. */
struct st *st_new_first(void);

/* Makes the stage anew on changed facts. */
void st_restart(struct st *st);

/* Another box, the walk-up one of an instrument on leadership. */
void st_open_walkup(struct st *st);

/* Closes the huddle's box without a huddle. */
void st_no_box(struct st *st);

/* Keys: characters as they stand, others by name in angle brackets:
 * "c43s<Enter>". False once the program is left. */
bool st_press(struct st *st, const char *keys);

/* Time passes: that many ticks of a second; idle time is over. */
void st_pass(struct st *st, int seconds);
void st_idle(struct st *st);

/* The page is as in golden/NAME-80x24.txt and golden/NAME-120x40.txt. With
 * UPDATE_GOLDEN=1 in the environment it is written there instead, to be read
 * before it is committed. st_expect_ascii: NAME-ascii.txt, 80x24. */
void st_expect(struct st *st, const char *name);
void st_expect_ascii(struct st *st, const char *name);

/* The page (80x24) has that text somewhere, or has it not. */
void st_has(struct st *st, const char *text);
void st_has_not(struct st *st, const char *text);

void st_front(struct st *st, enum screen_id id);

/* The log is exactly that; it is empty then. */
void st_log(struct st *st, const char *expected);

/* Last test of a program: every key of the screen's table has been pressed in
 * a mode in which it works, and the page's footers told only keys that do. */
void st_all_keys(enum screen_id id);

#endif
