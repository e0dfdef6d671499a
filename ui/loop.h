/*
 * The loop: keys from the terminal into the front screen, effects from it to
 * the host, the grid back to the terminal. Keeps the stack of screens, runs
 * idle times, never draws or computes while nothing happens.
 */
#ifndef HUDDLE_UI_LOOP_H
#define HUDDLE_UI_LOOP_H

#include "ui/screen.h"
#include "ui/term.h"

/* Who knows the store and the clock: the app, or a test. */
struct host {
	void *context;
	/* The facts as of now; owned by the host, valid until the next call
	 * of either function. With `clock_only` just the clock is renewed. */
	const struct facts *(*facts)(void *context, bool clock_only);
	/* Carries out an effect that is not the loop's own (GO, BACK, HOME,
	 * QUIT, BLANK). *text may be set to a result (borrowed). */
	int (*perform)(void *context, const struct effect *effect,
	    const char **text, struct err *err);
};

/*
 * The stack of screens without a terminal: what the loop drives and tests
 * drive with keys.
 */
struct stage;

struct stage *stage_new(const struct host *host);
void stage_free(struct stage *stage);

/* One key, one tick of the clock, idle time over; false once to quit. */
bool stage_key(struct stage *stage, uint32_t key);
bool stage_tick(struct stage *stage);
bool stage_idle(struct stage *stage);

/* The front screen, drawn (the "too small" page under 80x24). */
void stage_view(const struct stage *stage, struct cells *cells);

enum screen_id stage_front(const struct stage *stage);

/* Seconds without a key until stage_idle is due, 0 never. Once due it is due
 * again only when a key came or a longer time is asked for. */
int stage_idle_seconds(const struct stage *stage);

/* Seconds between ticks: 1, 60 or 0 for none; and whether it is 1. */
int stage_tick_seconds(const struct stage *stage);
bool stage_wants_tick(const struct stage *stage);

/* True once after a screen asked for the terminal to be wiped. */
bool stage_take_blank(struct stage *stage);

/* Everything until quit or hang-up. Returns 0, or 1 for a hang-up. */
int loop_run(struct term *term, const struct host *host);

#endif
