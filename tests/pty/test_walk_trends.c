/*
 * The page of trends with the real program: weeks of huddles counted on
 * paper, seen in UTF-8, in ASCII and without colours, with the numbers of the
 * shift and what happened on the board.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/date.h"
#include "util/file.h"
#include "util/mem.h"

#define WEEKS 14
#define GAP 7   /* weeks ago: nobody was asked */
#define SMALL 8 /* fewer than 5 answered */
#define MARGIN 3

static struct ward ward;

static int32_t
monday(void)
{
	struct civil now;

	date_local(time(NULL), &now);
	return now.day - date_weekday(now.day) + 1;
}

/* Of so many who checked in so many had what they needed. */
static void
tally(int weeks, int checkins, int needed)
{
	char date[DATE_TEXT_SIZE], input[96], there[16], count[16];

	date_format(monday() - 7 * weeks + 2, date);
	snprintf(there, sizeof(there), "%d", 2 * checkins);
	snprintf(count, sizeof(count), "%d", checkins);
	snprintf(input, sizeof(input), "needed=0,%d,0,%d,0\n",
	    checkins - needed, needed);
	ward_must(0, input, "round", "tally", "--date", date, "--headcount",
	    there, "--checkins", count, "-", NULL);
}

/* A list stands in a new configuration; nothing is in it yet. */
static void
ask_for_census(void)
{
	static const char list[] = "shift_numbers = (";
	static const char census[] = "{ id = \"census\"; title = \"Census\"; }";
	struct buf text = BUF_INIT, changed = BUF_INIT;
	const char *at;
	struct err err;
	FILE *file;

	assert_int_equal(file_read(ward.config, 1 << 20, &text, &err), OK);
	at = strstr(buf_text(&text), list);
	assert_non_null(at);
	at += sizeof(list) - 1;
	buf_add_bytes(&changed, buf_text(&text), (size_t)(at - text.text));
	buf_addf(&changed, "%s%s", census, at);
	file = fopen(ward.config, "w");
	assert_non_null(file);
	assert_true(fputs(buf_text(&changed), file) >= 0);
	assert_int_equal(fclose(file), 0);
	buf_done(&text);
	buf_done(&changed);
}

static int
set_up(void **state)
{
	(void)state;
	ward_new(&ward, NULL);
	for (int week = WEEKS; week > 0; week--) {
		if (week == SMALL)
			tally(week, 3, 3);
		else if (week != GAP)
			tally(week, 90, week > GAP ? 9 : 81);
	}
	return 0;
}

static int
take_down(void **state)
{
	(void)state;
	ward_free(&ward);
	return 0;
}

static struct pty *
open_page(const char *const *env)
{
	char *argv[] = {(char *)ward_program(), NULL};
	struct pty *pty =
	    pty_new(&(struct pty_start){.argv = argv, .env = env});

	assert_true(pty_wait_text(pty, "t trends"));
	pty_keys(pty, "t");
	assert_true(pty_wait_text(pty, "26 weeks, to "));
	return pty;
}

static void
leave(struct pty *pty)
{
	int code;

	pty_keys(pty, "q");
	assert_true(pty_wait_gone(pty, "26 weeks, to "));
	pty_keys(pty, "q");
	assert_true(pty_wait_end(pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	pty_free(pty);
}

/* The picture, the week of the cursor, the gap and the small week. */
static void
walk_picture(struct pty *pty)
{
	int row;

	assert_true(pty_wait_text(pty, "Better"));
	assert_true(pty_wait_text(pty, "had what they needed"));
	assert_true(pty_find(pty, "Better", NULL) <
	            pty_find(pty, "had what they needed", NULL));
	pty_keys(pty, "\r");
	assert_true(pty_wait_text(pty, "Left/Right week"));
	assert_true(pty_wait_text(pty, "; 90 of 180 there checked"));
	row = pty_find(pty, "Week of ", NULL);
	assert_true(pty_wait_cursor(pty, row, MARGIN));
	for (int i = 1; i < GAP; i++)
		pty_keys(pty, "\033[D");
	assert_true(pty_wait_text(pty, ": nobody was asked."));
	pty_keys(pty, "\033[D");
	assert_true(pty_wait_text(pty, ": fewer than 5 answers, not told."));
	pty_keys(pty, "w");
	assert_true(pty_wait_text(pty, "52 weeks, to "));
	assert_true(pty_wait_text(pty, ": fewer than 5 answers, not told."));
	pty_keys(pty, "wq");
	assert_true(pty_wait_text(pty, "Enter open"));
}

static void
in_colour(void **state)
{
	struct pty *pty = open_page(NULL);

	(void)state;
	walk_picture(pty);
	pty_keys(pty, "\r");
	assert_true(pty_wait_text(pty, "◆"));
	assert_true(pty_wait_text(pty, "─ median"));
	pty_keys(pty, "q");
	assert_true(pty_wait_text(pty, "Enter open"));
	leave(pty);
}

/* Without colours the same can be read. */
static void
in_mono(void **state)
{
	static const char *const env[] = {"TERM=vt100", "NO_COLOR=1", NULL};
	struct pty *pty = open_page(env);

	(void)state;
	walk_picture(pty);
	leave(pty);
}

/* Sentences first; a picture when it is asked for. */
static void
in_ascii(void **state)
{
	static const char *const env[] = {"LC_ALL=C", NULL};
	struct pty *pty = open_page(env);

	(void)state;
	assert_true(pty_wait_text(pty, "of 90 answers."));
	assert_true(pty_wait_text(pty, "v picture"));
	pty_keys(pty, "v");
	walk_picture(pty);
	pty_keys(pty, "v\r");
	assert_true(pty_wait_text(pty, "> Week of "));
	for (const char *at = pty_screen(pty); *at; at++)
		assert_true((unsigned char)*at < 0x80);
	pty_keys(pty, "q");
	assert_true(pty_wait_text(pty, "Enter open"));
	leave(pty);
}

/* What happened and the numbers of the shift stand beside their week. */
static void
beside(void **state)
{
	char date[DATE_TEXT_SIZE];
	struct pty *pty;

	(void)state;
	ask_for_census();
	date_format(monday() - 5, date);
	ward_must(0, "", "shift", "set", "--date", date, "census=21", NULL);
	pty = open_page(NULL);
	pty_keys(pty, "\r");
	assert_true(pty_wait_text(pty, "more below: PgDn"));
	pty_keys(pty, "\033[6~");
	assert_true(pty_wait_text(pty, "21.0"));
	pty_keys(pty, "v");
	assert_true(pty_wait_text(pty, "Census: 21.0 a shift."));
	pty_keys(pty, "q");
	assert_true(pty_wait_text(pty, "Enter open"));
	leave(pty);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(in_colour),
	    cmocka_unit_test(in_mono),
	    cmocka_unit_test(in_ascii),
	    cmocka_unit_test(beside),
	};

	return cmocka_run_group_tests(tests, set_up, take_down);
}
