/*
 * Waits for a key, the clock or the end of patience, whichever comes first,
 * and draws when something may have changed. See loop.h.
 */
#include "ui/loop.h"

#include <limits.h>
#include <time.h>

#include "ui/layout.h"
#include "ui/stage.h"

/* Time that passes while the machine sleeps makes people idle too. */
#ifdef CLOCK_BOOTTIME
#define CLOCK_IDLE CLOCK_BOOTTIME
#else
#define CLOCK_IDLE CLOCK_MONOTONIC
#endif

struct loop {
	struct term *term;
	struct stage *stage;
	struct cells cells;
	int64_t last_key;  /* ms of CLOCK_IDLE */
	int64_t last_tick; /* ms of the wall clock */
	int idle_done;     /* seconds of idle time already told of */
};

static int64_t
clock_ms(clockid_t id)
{
	struct timespec now;

	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Milliseconds until the idle time is over; -1 never. */
static int64_t
idle_wait(const struct loop *loop)
{
	int64_t due;
	int seconds = stage_idle_seconds(loop->stage);

	if (seconds <= loop->idle_done)
		return -1;
	due = loop->last_key + (int64_t)seconds * 1000 - clock_ms(CLOCK_IDLE);
	return due > 0 ? due : 0;
}

/* Milliseconds until the next whole second or minute; -1 never. */
static int64_t
tick_wait(const struct loop *loop)
{
	int64_t period = stage_tick_seconds(loop->stage) * (int64_t)1000;
	int64_t now = clock_ms(CLOCK_REALTIME);

	if (period == 0)
		return -1;
	if (now / period != loop->last_tick / period)
		return 0;
	return period - now % period;
}

static int
wait_ms(const struct loop *loop)
{
	int64_t tick = tick_wait(loop), idle = idle_wait(loop);
	int64_t ms = tick < 0 || (idle >= 0 && idle < tick) ? idle : tick;

	return ms > INT_MAX ? INT_MAX : (int)ms;
}

/* What the clock says is due; false once to quit. */
static bool
run_clock(struct loop *loop)
{
	if (tick_wait(loop) == 0) {
		loop->last_tick = clock_ms(CLOCK_REALTIME);
		if (!stage_tick(loop->stage))
			return false;
	}
	if (idle_wait(loop) == 0) {
		loop->idle_done = stage_idle_seconds(loop->stage);
		return stage_idle(loop->stage);
	}
	return true;
}

static bool
run_key(struct loop *loop, uint32_t key,
    bool (*give)(struct stage *stage, uint32_t key))
{
	loop->last_key = clock_ms(CLOCK_IDLE);
	loop->idle_done = 0;
	/* Nobody should answer what cannot be seen. */
	if (loop->cells.rows < LAYOUT_ROWS_MIN ||
	    loop->cells.columns < LAYOUT_COLUMNS_MIN)
		return true;
	return give(loop->stage, key);
}

static void
resize(struct loop *loop)
{
	int rows, columns;

	term_size(loop->term, &rows, &columns);
	cells_done(&loop->cells);
	cells_init(&loop->cells, rows, columns, term_ascii(loop->term));
}

static void
draw(struct loop *loop)
{
	if (stage_take_blank(loop->stage))
		term_blank(loop->term);
	/* Keys that wait already would only make it old. */
	if (term_pending(loop->term))
		return;
	stage_view(loop->stage, &loop->cells);
	term_show(loop->term, &loop->cells);
}

/* Ctrl-C ends the program, but is Esc where something may be typed: that asks
 * first. */
static bool
interrupts(const struct loop *loop, uint32_t *key)
{
	if (*key != K_CONTROL('C'))
		return false;
	*key = K_ESC;
	return !stage_writing(loop->stage);
}

/* One event of the terminal or the clock; false once to leave. */
static bool
step(struct loop *loop, int *result)
{
	uint32_t key = K_NONE;
	bool go_on = true;

	switch (term_wait(loop->term, wait_ms(loop), &key)) {
	case TERM_KEY:
		if (interrupts(loop, &key)) {
			*result = 1;
			return false;
		}
		go_on = run_key(loop, key, stage_key);
		break;
	case TERM_PASTE:
		go_on = run_key(loop, key, stage_paste);
		break;
	case TERM_RESIZE:
		resize(loop);
		break;
	case TERM_HANGUP:
		*result = 1;
		return false;
	case TERM_TIMEOUT:
		break;
	}
	return go_on && run_clock(loop);
}

int
loop_run(struct term *term, const struct host *host)
{
	struct loop loop = {
	    .term = term,
	    .stage = stage_new(host),
	    .last_key = clock_ms(CLOCK_IDLE),
	    .last_tick = clock_ms(CLOCK_REALTIME),
	};
	int result = 0;

	resize(&loop);
	do
		draw(&loop);
	while (step(&loop, &result));
	term_blank(term);
	stage_free(loop.stage);
	cells_done(&loop.cells);
	return result;
}
