/*
 * The loop by itself: its terminal, its stage and its clock are made here, so
 * that a whole day passes at once and every wait can be looked at.
 */
#include <string.h>
#include <time.h>

#include "tests/unit/unit.h"
#include "ui/loop.h"
#include "ui/stage.h"

/* What the terminal is to report at each wait; time goes on by `ms` first,
 * but never by more than the loop wanted to wait. */
struct report {
	enum term_input input;
	uint32_t key;
	int ms;
	int rows, columns; /* of TERM_RESIZE */
};

struct stage {
	int unused;
};

struct term {
	int rows, columns;
	const struct report *reports; /* ends with TERM_HANGUP */
	int asked[64];                /* milliseconds of each wait */
	int waits;
};

static struct term the_term;
static struct stage the_stage;
static struct buf log_text;
static int64_t wall, machine; /* ms */
static int idle_wanted, tick_wanted;
static bool blank_wanted, writing;

/* --- clock --- */

int
clock_gettime(clockid_t id, struct timespec *out)
{
	int64_t now = id == CLOCK_REALTIME ? wall : machine;

	out->tv_sec = now / 1000;
	out->tv_nsec = now % 1000 * 1000000;
	return 0;
}

/* --- terminal --- */

bool
term_ascii(const struct term *term)
{
	return term->rows == 30;
}

void
term_size(const struct term *term, int *rows, int *columns)
{
	*rows = term->rows;
	*columns = term->columns;
}

enum term_input
term_wait(struct term *term, int milliseconds, uint32_t *key)
{
	const struct report *report = &term->reports[term->waits];
	int ms = report->ms;

	assert_in_range(term->waits, 0, 63);
	term->asked[term->waits++] = milliseconds;
	if (milliseconds >= 0 &&
	    (report->input == TERM_TIMEOUT || ms > milliseconds))
		ms = milliseconds;
	wall += ms;
	machine += ms;
	*key = report->key;
	if (report->input == TERM_RESIZE) {
		term->rows = report->rows;
		term->columns = report->columns;
	}
	return report->input;
}

/* A key that comes after no time at all was waiting. */
bool
term_pending(struct term *term)
{
	const struct report *next = &term->reports[term->waits];

	return (next->input == TERM_KEY || next->input == TERM_PASTE) &&
	       next->ms == 0;
}

void
term_show(struct term *term, const struct cells *cells)
{
	(void)term;
	buf_addf(&log_text, "show%dx%d%s ", cells->columns, cells->rows,
	    cells->ascii ? "a" : "");
}

void
term_blank(struct term *term)
{
	(void)term;
	buf_add(&log_text, "blank ");
}

/* --- stage --- */

struct stage *
stage_new(const struct host *host)
{
	(void)host;
	buf_add(&log_text, "new ");
	return &the_stage;
}

void
stage_free(struct stage *stage)
{
	assert_ptr_equal(stage, &the_stage);
	buf_add(&log_text, "free ");
}

bool
stage_key(struct stage *stage, uint32_t key)
{
	(void)stage;
	buf_addf(&log_text, "key%c ", (int)key);
	blank_wanted = key == 'w';
	return key != 'q';
}

bool
stage_paste(struct stage *stage, uint32_t key)
{
	(void)stage;
	buf_addf(&log_text, "paste%c ", key == K_NONE ? '-' : (int)key);
	return key != 'q';
}

bool
stage_writing(const struct stage *stage)
{
	(void)stage;
	return writing;
}

bool
stage_tick(struct stage *stage)
{
	(void)stage;
	buf_add(&log_text, "tick ");
	return true;
}

bool
stage_idle(struct stage *stage)
{
	(void)stage;
	buf_addf(&log_text, "idle%d ", (int)(machine / 1000));
	if (idle_wanted == 20)
		idle_wanted = 30; /* after a warning */
	return true;
}

void
stage_view(const struct stage *stage, struct cells *cells)
{
	(void)stage;
	cells_clear(cells);
}

int
stage_idle_seconds(const struct stage *stage)
{
	(void)stage;
	return idle_wanted;
}

int
stage_tick_seconds(const struct stage *stage)
{
	(void)stage;
	return tick_wanted;
}

bool
stage_take_blank(struct stage *stage)
{
	bool blank = blank_wanted;

	(void)stage;
	blank_wanted = false;
	return blank;
}

/* --- tests --- */

/* At 07:01:59.400, 0 s after the machine was started. */
static int
run(const struct report *reports, int idle, int tick)
{
	static const struct host host;

	the_term = (struct term){.rows = 24, .columns = 80, .reports = reports};
	buf_clear(&log_text);
	wall = ((7 * 60 + 1) * 60 + 59) * 1000 + 400;
	machine = 0;
	idle_wanted = idle;
	tick_wanted = tick;
	return loop_run(&the_term, &host);
}

static void
expect(const char *wanted)
{
	assert_string_equal(buf_text(&log_text), wanted);
}

static int
teardown(void **state)
{
	(void)state;
	buf_done(&log_text);
	return 0;
}

static void
test_keys_and_end(void **state)
{
	static const struct report quit[] = {
	    {TERM_KEY, 'a', 5, 0, 0}, {TERM_KEY, 'q', 5, 0, 0}};
	static const struct report gone[] = {{TERM_HANGUP, 0, 0, 0, 0}};

	(void)state;
	assert_int_equal(run(quit, 0, 0), 0);
	expect("new show80x24 keya show80x24 keyq blank free ");
	assert_int_equal(run(gone, 0, 0), 1);
	expect("new show80x24 blank free ");
}

/* Ctrl-C ends it, but is Esc where something may be typed. */
static void
test_control_c(void **state)
{
	static const struct report reports[] = {
	    {TERM_KEY, K_CONTROL('C'), 1, 0, 0}, {TERM_HANGUP, 0, 0, 0, 0}};

	(void)state;
	assert_int_equal(run(reports, 0, 0), 1);
	expect("new show80x24 blank free ");
	writing = true;
	assert_int_equal(run(reports, 0, 0), 1);
	expect("new show80x24 key\033 show80x24 blank free ");
	writing = false;
}

/* Without a clock and without a limit it sleeps for ever. */
static void
test_sleeps_for_ever(void **state)
{
	static const struct report reports[] = {{TERM_KEY, 'a', 86400000, 0, 0},
	    {TERM_KEY, 'b', 86400000, 0, 0}, {TERM_HANGUP, 0, 0, 0, 0}};

	(void)state;
	assert_int_equal(run(reports, 0, 0), 1);
	for (int i = 0; i < 3; i++)
		assert_int_equal(the_term.asked[i], -1);
	expect("new show80x24 keya show80x24 keyb show80x24 blank free ");
}

static void
test_ticks_on_the_second(void **state)
{
	static const struct report reports[] = {{TERM_TIMEOUT, 0, 0, 0, 0},
	    {TERM_TIMEOUT, 0, 0, 0, 0}, {TERM_KEY, 'a', 300, 0, 0},
	    {TERM_TIMEOUT, 0, 0, 0, 0}, {TERM_HANGUP, 0, 0, 0, 0}};

	(void)state;
	run(reports, 0, 1);
	assert_int_equal(the_term.asked[0], 600);
	assert_int_equal(the_term.asked[1], 1000);
	assert_int_equal(the_term.asked[2], 1000);
	assert_int_equal(the_term.asked[3], 700);
	assert_int_equal(the_term.asked[4], 1000);
	expect("new show80x24 tick show80x24 tick show80x24 keya show80x24 "
	       "tick show80x24 blank free ");
}

static void
test_ticks_on_the_minute(void **state)
{
	static const struct report reports[] = {{TERM_TIMEOUT, 0, 0, 0, 0},
	    {TERM_KEY, 'a', 59000, 0, 0}, {TERM_KEY, 'b', 1500, 0, 0},
	    {TERM_HANGUP, 0, 0, 0, 0}};

	(void)state;
	run(reports, 0, 60);
	assert_int_equal(the_term.asked[0], 600);
	assert_int_equal(the_term.asked[1], 60000);
	assert_int_equal(the_term.asked[2], 1000);
	/* The third wait is cut at the minute; the key came with it. */
	assert_int_equal(the_term.asked[3], 60000);
	expect("new show80x24 tick show80x24 keya show80x24 keyb tick "
	       "show80x24 blank free ");
}

static void
test_idle(void **state)
{
	static const struct report reports[] = {{TERM_KEY, 'a', 4000, 0, 0},
	    {TERM_TIMEOUT, 0, 0, 0, 0}, {TERM_KEY, 'b', 50000, 0, 0},
	    {TERM_TIMEOUT, 0, 0, 0, 0}, {TERM_HANGUP, 0, 0, 0, 0}};

	(void)state;
	run(reports, 10, 0);
	assert_int_equal(the_term.asked[0], 10000);
	assert_int_equal(the_term.asked[1], 10000);
	assert_int_equal(the_term.asked[2], -1); /* told once */
	assert_int_equal(the_term.asked[3], 10000);
	assert_int_equal(the_term.asked[4], -1);
	expect("new show80x24 keya show80x24 idle14 show80x24 keyb show80x24 "
	       "idle74 show80x24 blank free ");
}

/* A warning first: a longer time may be asked for then. */
static void
test_idle_twice(void **state)
{
	static const struct report reports[] = {{TERM_TIMEOUT, 0, 0, 0, 0},
	    {TERM_TIMEOUT, 0, 0, 0, 0}, {TERM_HANGUP, 0, 0, 0, 0}};

	(void)state;
	run(reports, 20, 0);
	assert_int_equal(the_term.asked[0], 20000);
	assert_int_equal(the_term.asked[1], 10000);
	assert_int_equal(the_term.asked[2], -1);
	expect("new show80x24 idle20 show80x24 idle30 show80x24 blank free ");
}

/* Whichever comes first; time that passed at once is not told twice. */
static void
test_idle_and_ticks(void **state)
{
	static const struct report reports[] = {{TERM_TIMEOUT, 0, 0, 0, 0},
	    {TERM_TIMEOUT, 0, 0, 0, 0}, {TERM_TIMEOUT, 0, 0, 0, 0},
	    {TERM_RESIZE, 0, 90000, 24, 80}, {TERM_HANGUP, 0, 0, 0, 0}};

	(void)state;
	run(reports, 2, 1);
	assert_int_equal(the_term.asked[0], 600);
	assert_int_equal(the_term.asked[1], 1000);
	assert_int_equal(the_term.asked[2], 400);
	assert_int_equal(the_term.asked[3], 600);
	expect("new show80x24 tick show80x24 tick show80x24 idle2 show80x24 "
	       "tick show80x24 blank free ");
}

/* Keys that wait already make a frame old before it is drawn. */
static void
test_draws_once(void **state)
{
	static const struct report reports[] = {{TERM_KEY, 'a', 9, 0, 0},
	    {TERM_KEY, 'w', 0, 0, 0}, {TERM_KEY, 'c', 0, 0, 0},
	    {TERM_KEY, 'q', 9, 0, 0}};

	(void)state;
	run(reports, 0, 0);
	/* What was to be wiped is wiped at once all the same. */
	expect("new show80x24 keya keyw blank keyc show80x24 keyq blank "
	       "free ");
}

/* Pasted characters are no keys, but somebody is there; drawn when they have
 * all come. */
static void
test_paste(void **state)
{
	static const struct report reports[] = {
	    {TERM_PASTE, K_NONE, 4000, 0, 0}, {TERM_PASTE, 'a', 0, 0, 0},
	    {TERM_PASTE, 'b', 0, 0, 0}, {TERM_TIMEOUT, 0, 0, 0, 0},
	    {TERM_PASTE, 'q', 9, 0, 0}};

	(void)state;
	assert_int_equal(run(reports, 10, 0), 0);
	assert_int_equal(the_term.asked[3], 10000);
	expect("new show80x24 paste- pastea pasteb show80x24 idle14 show80x24 "
	       "pasteq blank free ");
}

static void
test_resize(void **state)
{
	static const struct report reports[] = {{TERM_RESIZE, 0, 0, 30, 100},
	    {TERM_KEY, 'a', 9, 0, 0}, {TERM_RESIZE, 0, 0, 23, 80},
	    {TERM_KEY, 'b', 9, 0, 0}, {TERM_RESIZE, 0, 0, 24, 79},
	    {TERM_KEY, 'q', 9, 0, 0}, {TERM_RESIZE, 0, 0, 24, 80},
	    {TERM_KEY, 'q', 9, 0, 0}};

	(void)state;
	assert_int_equal(run(reports, 0, 0), 0);
	/* Nobody answers what cannot be seen: b and the first q are lost. */
	expect("new show80x24 show100x30a keya show100x30a show80x23 "
	       "show80x23 show79x24 show79x24 show80x24 keyq blank free ");
}

static void
test_blank_first(void **state)
{
	static const struct report reports[] = {
	    {TERM_KEY, 'w', 9, 0, 0}, {TERM_KEY, 'q', 9, 0, 0}};

	(void)state;
	run(reports, 0, 0);
	expect("new show80x24 keyw blank show80x24 keyq blank free ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_keys_and_end),
	    cmocka_unit_test(test_control_c),
	    cmocka_unit_test(test_sleeps_for_ever),
	    cmocka_unit_test(test_ticks_on_the_second),
	    cmocka_unit_test(test_ticks_on_the_minute),
	    cmocka_unit_test(test_idle),
	    cmocka_unit_test(test_idle_twice),
	    cmocka_unit_test(test_idle_and_ticks),
	    cmocka_unit_test(test_draws_once),
	    cmocka_unit_test(test_paste),
	    cmocka_unit_test(test_resize),
	    cmocka_unit_test(test_blank_first),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
