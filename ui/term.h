/*
 * The terminal edge: the only place that knows curses. Signals set flags that
 * term_wait reports; nothing else happens in a handler.
 */
#ifndef HUDDLE_UI_TERM_H
#define HUDDLE_UI_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/cells.h"
#include "util/err.h"

struct term;

enum term_colour { TERM_AUTO, TERM_MONO, TERM_16, TERM_256 };

/*
 * Takes the terminal over. `ascii` draws with ASCII whatever the locale.
 * ERR_UNAVAILABLE if there is no terminal or its type is unknown, with what
 * to do.
 */
int term_new(
    struct term **term, enum term_colour colour, bool ascii, struct err *err);

/* Gives the terminal back, blank. NULL is allowed. */
void term_free(struct term *term);

bool term_ascii(const struct term *term);
void term_size(const struct term *term, int *rows, int *columns);

enum term_input {
	TERM_KEY,     /* *key */
	TERM_PASTE,   /* *key: a pasted character, or K_NONE: a paste begins */
	TERM_RESIZE,  /* term_size is new */
	TERM_TIMEOUT, /* nothing for `milliseconds` */
	TERM_HANGUP,  /* the terminal is gone, or SIGHUP, SIGTERM, SIGINT */
};

/*
 * Waits for one of them, at most `milliseconds` (-1: for ever). Suspends
 * itself on SIGTSTP with the terminal given back and blank, and comes back
 * with TERM_RESIZE. Of a paste only characters come: its line breaks and tabs
 * are one space each time, nothing in it is a key.
 */
enum term_input term_wait(struct term *term, int milliseconds, uint32_t *key);

/* True if another key is waiting already: drawing can be left until later. */
bool term_pending(struct term *term);

/* Shows a grid: sends what differs from what is shown, and the cursor. */
void term_show(struct term *term, const struct cells *cells);

/* Wipes the screen and the scrollback now. */
void term_blank(struct term *term);

/* Wipes what a program left that died with the terminal in its hands, and
 * gives the terminal back; for ui/guard.h. */
void term_wipe_dead(void);

#endif
