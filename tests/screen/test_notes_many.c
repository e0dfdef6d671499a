/*
 * A hundred thousand notes: the host here makes rows as they are asked for
 * and counts how often, and the page must move, find and follow with few.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/unit.h"
#include "ui/screen.h"
#include "ui/stage.h"
#include "util/mem.h"

#define NOTES 100000
#define WINDOW 200
#define A_DAY 50   /* notes */
#define MATCHES 10 /* each tenth has the word */
#define TODAY 20000

static struct facts facts;
static struct note rows[WINDOW];
static struct stage *stage;
static struct cells cells;

static int asked; /* how often the notes were read */
static int step;  /* between the notes of the list */
static int gone;  /* a note that is out of sight, -1 */
static bool fails;
static char done[NOTE_ID_SIZE];

/* --- the host --- */

/* The number of the note in a row of the list, newest first. */
static int
number_at(int row)
{
	int number = row * step;

	return gone >= 0 && number >= gone ? number + step : number;
}

static int
total(void)
{
	return (NOTES + step - 1) / step - (gone >= 0);
}

static int
place_of(const char *id)
{
	int number = id[0] ? (int)strtol(id + 1, NULL, 10) : -1;

	if (number < 0 || number % step != 0 || number == gone)
		return -1;
	return number / step - (gone >= 0 && number > gone);
}

static void
fill(struct note *note, int number)
{
	char text[64];

	note_done(note);
	note_init(note);
	snprintf(note->id, sizeof(note->id), "n%d", number % 1000000);
	snprintf(text, sizeof(text), "Note number %d about %s", number,
	    number % MATCHES ? "linen" : "lifts");
	note->text = mem_copy(text);
	note->kind = NOTE_PEBBLE;
	note->day = TODAY - number / A_DAY;
}

static void
read_notes(int first, const char *id)
{
	int place = place_of(id), count;

	if (place >= 0 && (place < first || place >= first + WINDOW))
		first = place - WINDOW / 2;
	if (first > total() - 1)
		first = total() - 1;
	if (first < 0)
		first = 0;
	count = total() - first < WINDOW ? total() - first : WINDOW;
	for (int i = 0; i < count; i++)
		fill(&rows[i], number_at(first + i));
	facts.notes =
	    (struct fact_notes){rows, first, count, total(), 0, place};
}

static int
perform(void *context, const struct effect *effect, const char **text,
    struct err *err)
{
	(void)context;
	(void)text;
	if (fails)
		return err_set(err, ERR_CREATE, "The disk is gone.");
	if (effect->kind == EFFECT_NOTES) {
		asked++;
		step = effect->filter.match ? MATCHES : 1;
		read_notes(effect->first, effect->id);
	} else if (effect->kind == EFFECT_REQUEST) {
		/* Answered elsewhere too: the one before goes out of sight. */
		memcpy(done, effect->request->note, sizeof(done));
		gone = (int)strtol(done + 1, NULL, 10) - 1;
		facts.undo.id++;
		facts.done_note = done;
		read_notes(facts.notes.first, "");
	}
	return 0;
}

static const struct facts *
facts_now(void *context, bool clock_only)
{
	(void)context;
	(void)clock_only;
	return &facts;
}

/* --- keys in, rows out --- */

static int
setup(void **state)
{
	static const struct host host = {NULL, facts_now, perform};

	(void)state;
	facts = (struct facts){.idle_seconds = 300,
	    .unit_name = "4 West",
	    .wall = {TODAY, 422, 0},
	    .shift = {TODAY, SHIFT_DAY}};
	step = 1;
	gone = -1;
	fails = false;
	stage = stage_new_with(&host, screens);
	cells_init(&cells, 24, 80, false);
	stage_view(stage, &cells);
	stage_key(stage, 'n');
	stage_view(stage, &cells);
	asked = 0;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	stage_free(stage);
	cells_done(&cells);
	for (int i = 0; i < WINDOW; i++)
		note_done(&rows[i]);
	return 0;
}

static void
press(uint32_t key)
{
	stage_key(stage, key);
	stage_view(stage, &cells);
}

static void
type(const char *keys)
{
	for (; *keys; keys++)
		press((unsigned char)*keys);
}

/* The number of the note on a row of the page, -1 if there is none. */
static int
number_on(int row)
{
	char text[81] = "";
	const char *at;

	for (int i = 0; i < 80; i++)
		text[i] = cells.at[row * 80 + i].text[0];
	at = strstr(text, "Note number ");
	return at ? (int)strtol(at + 12, NULL, 10) : -1;
}

static int
focused(void)
{
	return number_on(cells.cursor_row);
}

/* Every row of the page has its note, one behind the other. */
static void
assert_rows(int from, int to)
{
	int before = number_on(from);

	for (int row = from + 1; row <= to; row++) {
		int number = number_on(row);

		if (before + step == gone)
			before += step;
		assert_int_equal(number, before + step);
		before = number;
	}
}

static bool
has(const char *text)
{
	struct buf page = BUF_INIT;
	bool found;

	cells_dump(&cells, &page);
	found = strstr(buf_text(&page), text) != NULL;
	buf_done(&page);
	return found;
}

/* --- tests --- */

static void
opens(void **state)
{
	(void)state;
	assert_true(has("100000 notes"));
	assert_int_equal(focused(), 0);
	assert_rows(3, 20);
}

/* Within the window no key asks for anything. */
static void
moves_within(void **state)
{
	(void)state;
	for (int i = 1; i <= 180; i++) {
		press('j');
		assert_int_equal(focused(), i);
	}
	for (int i = 179; i >= 0; i--) {
		press('k');
		assert_int_equal(focused(), i);
	}
	assert_int_equal(asked, 0);
}

/* Across its edge one key asks once, and the next ones not at all. */
static void
moves_across(void **state)
{
	(void)state;
	for (int i = 1; i <= 1000; i++) {
		press(K_DOWN);
		assert_int_equal(focused(), i);
		assert_rows(3, 20);
	}
	assert_in_range(asked, 8, 12);
	asked = 0;
	for (int i = 0; i < 40; i++) {
		press(i % 2 ? K_UP : K_DOWN);
		assert_rows(3, 20);
	}
	assert_in_range(asked, 0, 1);
}

static void
jumps(void **state)
{
	(void)state;
	press('G');
	assert_int_equal(asked, 1);
	assert_int_equal(focused(), NOTES - 1);
	assert_rows(3, 20);
	press(K_PGUP);
	assert_int_equal(asked, 1);
	assert_int_equal(focused(), NOTES - 18);
	press('g');
	assert_int_equal(asked, 2);
	assert_int_equal(focused(), 0);
	assert_rows(3, 20);
	for (int i = 0; i < 100; i++)
		press(K_PGDN);
	assert_int_equal(focused(), 1700);
	assert_rows(3, 20);
	assert_in_range(asked, 3, 30);
}

/* A page longer than a window is not asked for again and again. */
static void
tall_page(void **state)
{
	(void)state;
	cells_done(&cells);
	cells_init(&cells, 3 * WINDOW, 80, false);
	stage_view(stage, &cells);
	for (int i = 1; i <= 20; i++) {
		press('j');
		assert_int_equal(focused(), i);
	}
	assert_int_equal(asked, 0);
	for (int i = 0; i < 5; i++)
		press(K_PGDN);
	assert_in_range(asked, 1, 5);
	assert_true(focused() > 2 * WINDOW);
}

/* The list narrows at each letter, once; the focus stays where it can. */
static void
finds(void **state)
{
	(void)state;
	press('G');
	press('k');
	asked = 0;
	press('/');
	assert_int_equal(asked, 0);
	type("lifts");
	assert_int_equal(asked, 5);
	assert_true(has("10000 notes"));
	assert_int_equal(number_on(3), 0); /* that note has not the word */
	press(K_ENTER);
	assert_int_equal(asked, 5);
	assert_rows(4, 20);
	press('N'); /* round the end */
	assert_int_equal(focused(), NOTES - MATCHES);
	press('n');
	assert_int_equal(focused(), 0);
	press('n');
	assert_int_equal(focused(), MATCHES);
	press(K_ESC); /* all again, still there */
	assert_true(has("100000 notes"));
	assert_int_equal(focused(), MATCHES);
	assert_rows(3, 20);
	press('G');
	press('/');
	type("x");
	press(K_ESC);
	assert_int_equal(focused(), NOTES - 1);
	assert_rows(3, 20);
}

/* What goes out of sight above the focus does not move it to another note. */
static void
follows(void **state)
{
	(void)state;
	for (int i = 0; i < 500; i++)
		press('j');
	asked = 0;
	press('m');
	assert_int_equal(gone, 499);
	assert_true(has("99999 notes"));
	assert_int_equal(focused(), 500);
	assert_int_equal(asked, 0);
	press('k');
	assert_int_equal(focused(), 498);
	assert_rows(3, 20);
}

/* When nothing can be read the focus stands on a note all the same. */
static void
store_away(void **state)
{
	(void)state;
	for (int i = 0; i < 10; i++)
		press('j');
	fails = true;
	press('G');
	assert_true(has("The disk is gone."));
	assert_in_range(focused(), 0, WINDOW - 1);
	press('k');
	press(K_ENTER);
	assert_true(has("Note number"));
	press(K_ESC);
	fails = false;
	press('G');
	assert_int_equal(focused(), NOTES - 1);
}

/* Any keys: no row of the page is ever missing. */
static void
any_keys(void **state)
{
	static const uint32_t keys[] = {'j', 'k', 'g', 'G', K_PGDN, K_PGUP,
	    K_PGDN, K_PGUP, K_UP, K_DOWN, K_ESC, '/', K_ENTER, 'l'};
	int before = 0;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		press(keys[unit_between(0, 13)]);
		if (stage_front(stage) != SCREEN_NOTES)
			press('n');
		assert_in_range(asked - before, 0, 2);
		before = asked;
		if (number_on(4) >= 0 && number_on(8) >= 0)
			assert_rows(4, 20);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(opens, setup, teardown),
	    cmocka_unit_test_setup_teardown(moves_within, setup, teardown),
	    cmocka_unit_test_setup_teardown(moves_across, setup, teardown),
	    cmocka_unit_test_setup_teardown(jumps, setup, teardown),
	    cmocka_unit_test_setup_teardown(tall_page, setup, teardown),
	    cmocka_unit_test_setup_teardown(finds, setup, teardown),
	    cmocka_unit_test_setup_teardown(follows, setup, teardown),
	    cmocka_unit_test_setup_teardown(store_away, setup, teardown),
	    cmocka_unit_test_setup_teardown(any_keys, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
