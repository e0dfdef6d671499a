/*
 * What lies aside of the work: support, help and the idle screen. All lead
 * back to where one was.
 */
#include <stdio.h>
#include <string.h>

#include "screen_test.h"

static void
support(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "!");
	st_expect(st, "support");
	st_expect_ascii(st, "support");
	st_log(st, ""); /* nothing is asked, nothing is kept */
	st_free(st);
}

static void
support_scrolls(void **state)
{
	struct st *st = st_new();
	struct fact_contact contacts[9];

	(void)state;
	for (int i = 0; i < 9; i++)
		contacts[i] = st->facts.contacts[i % 4];
	contacts[8].title = "The last one";
	st->facts.contacts = contacts;
	st->facts.contact_count = 9;
	st_press(st, "!");
	st_has(st, "more below: j or PgDn");
	st_press(st, "jk<Down><Up><PgDn><PgUp><PgDn><PgDn>");
	st_has(st, "The last one");
	st_has_not(st, "more below");
	st_free(st);
}

static void
support_from_everywhere(void **state)
{
	static const struct {
		const char *keys;
		enum screen_id id;
	} places[] = {
	    {"", SCREEN_HOME},
	    {"c4", SCREEN_CHECKIN},
	    {"h", SCREEN_HUDDLE},
	    {"h<Enter>", SCREEN_HUDDLE},
	    {"h<Enter><Esc>", SCREEN_HUDDLE}, /* over a question */
	    {"n", SCREEN_NOTES},
	    {"n/ab", SCREEN_NOTES},
	    {"n+pabc", SCREEN_NOTE_ENTRY},
	    {"?", SCREEN_HELP},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct st *st = st_new();

		st_press(st, places[i].keys);
		st_front(st, places[i].id);
		st_press(st, "<F2>");
		st_front(st, SCREEN_SUPPORT);
		st_press(st, "<Esc>");
		st_front(st, places[i].id);
		st_free(st);
	}
}

static void
support_leads_back(void **state)
{
	static const char *const keys[] = {
	    "<Esc>", "q", "<Enter>", "<Backspace>"};
	struct st *st = st_new();

	(void)state;
	st_press(st, "n");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		st_press(st, "!");
		st_front(st, SCREEN_SUPPORT);
		st_press(st, keys[i]);
		st_front(st, SCREEN_NOTES);
	}
	st_free(st);
}

static void
nobody_to_call(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.contact_count = 0;
	st_press(st, "!");
	st_has(st, "Nobody is entered here yet.");
	st_free(st);
}

static void
help_of_every_page(void **state)
{
	static const struct {
		const char *keys;
		const char *name;
	} places[] = {
	    {"<F1>", "help-home"},
	    {"n<F1>", "help-notes"},
	    {"n+p<F1>", "help-note-entry"},
	    {"!<F1>", "help-support"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct st *st = st_new();

		st_press(st, places[i].keys);
		st_front(st, SCREEN_HELP);
		st_expect(st, places[i].name);
		st_free(st);
	}
}

/* Every key with a help text is on the help page of its screen. */
static void
help_is_whole(void **state)
{
	static const struct {
		const char *keys;
		enum screen_id id;
	} places[] = {
	    {"?", SCREEN_HOME},
	    {"c?", SCREEN_CHECKIN},
	    {"h?", SCREEN_HUDDLE},
	    {"n?", SCREEN_NOTES},
	    {"n+?", SCREEN_NOTE_ENTRY},
	    {"!?", SCREEN_SUPPORT},
	};

	(void)state;
	for (size_t p = 0; p < sizeof(places) / sizeof(places[0]); p++) {
		struct st *st = st_new();
		const struct keymap *keymap = screens[places[p].id]->keymap;
		struct buf page = BUF_INIT;
		struct cells cells;

		st_press(st, places[p].keys);
		cells_init(&cells, 200, 80, false);
		stage_view(st->stage, &cells);
		cells_dump(&cells, &page);
		for (int i = 0; i < keymap->count; i++) {
			const char *help = keymap->bindings[i].help;
			char start[40];

			assert_non_null(help);
			snprintf(start, sizeof(start), "%.30s", help);
			if (!strstr(buf_text(&page), start))
				print_error("not told: %s\n", help);
			assert_non_null(strstr(buf_text(&page), start));
		}
		cells_done(&cells);
		buf_done(&page);
		st_free(st);
	}
}

static void
help_scrolls(void **state)
{
	static const char *const back[] = {
	    "<Esc>", "q", "<Enter>", "<Backspace>"};
	struct st *st = st_new();

	(void)state;
	st_press(st, "?");
	st_has(st, "more below");
	st_press(st, "j<Down>k<Up> <PgUp>");
	st_has(st, "Check in: one key an answer");
	st_press(st, "<PgDn><PgDn><PgDn><PgDn>");
	st_expect(st, "help-home-end");
	for (size_t i = 0; i < sizeof(back) / sizeof(back[0]); i++) {
		st_press(st, back[i]);
		st_front(st, SCREEN_HOME);
		st_press(st, "?");
	}
	st_press(st, "?"); /* help has no help */
	st_front(st, SCREEN_HELP);
	st_free(st);
}

static void
limits_are_told(void **state)
{
	struct st *st = st_new();
	struct buf page = BUF_INIT;
	struct cells cells;

	(void)state;
	st_press(st, "c?");
	cells_init(&cells, 200, 80, false);
	stage_view(st->stage, &cells);
	cells_dump(&cells, &page);
	assert_non_null(strstr(page.text, "Why nobody can trace your answers"));
	assert_non_null(strstr(page.text, "Why the numbers are blurred"));
	assert_non_null(strstr(page.text, "What this cannot do"));
	assert_non_null(strstr(page.text, "stands behind you"));
	assert_non_null(strstr(page.text, "Not validated; not a"));
	cells_done(&cells);
	buf_done(&page);
	st_free(st);
}

/* They lead back, in time for the page below to warn and close. */
static void
asides_idle_back(void **state)
{
	static const char *const keys[] = {"!", "?"};
	struct st *st = st_new();

	(void)state;
	st_press(st, "n");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		st_press(st, keys[i]);
		assert_int_equal(stage_idle_seconds(st->stage), 260);
		st_idle(st);
		st_front(st, SCREEN_NOTES);
		assert_int_equal(stage_idle_seconds(st->stage), 280);
	}
	st->facts.idle_seconds = 60;
	assert_int_equal(stage_idle_seconds(st->stage), 40);
	st_press(st, "!");
	assert_int_equal(stage_idle_seconds(st->stage), 30);
	st_free(st);
}

static void
idle_screen(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_idle(st);
	stage_take_blank(st->stage);
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_expect(st, "idle");
	st_expect_ascii(st, "idle");
	assert_true(stage_take_blank(st->stage)); /* the scrollback too */
	assert_int_equal(stage_idle_seconds(st->stage), 0);
	assert_int_equal(stage_tick_seconds(st->stage), 0);
	st_free(st);
}

/* Any key wakes it and does nothing else. */
static void
idle_wakes(void **state)
{
	static const char *const keys[] = {
	    "x", "q", "?", "!", "<Enter>", " ", "<Esc>", "<Up>", "<Tab>"};
	struct st *st = st_new();

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		st_idle(st);
		st_idle(st);
		st_front(st, SCREEN_IDLE);
		assert_true(st_press(st, keys[i]));
		st_front(st, SCREEN_HOME);
	}
	st_idle(st);
	st_idle(st);
	st_press(st, "<F2>"); /* whom to call, even from here */
	st_front(st, SCREEN_SUPPORT);
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	st_all_keys(SCREEN_SUPPORT);
	st_all_keys(SCREEN_HELP);
	st_all_keys(SCREEN_IDLE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(support),
	    cmocka_unit_test(support_scrolls),
	    cmocka_unit_test(support_from_everywhere),
	    cmocka_unit_test(support_leads_back),
	    cmocka_unit_test(nobody_to_call),
	    cmocka_unit_test(help_of_every_page),
	    cmocka_unit_test(help_is_whole),
	    cmocka_unit_test(help_scrolls),
	    cmocka_unit_test(limits_are_told),
	    cmocka_unit_test(asides_idle_back),
	    cmocka_unit_test(idle_screen),
	    cmocka_unit_test(idle_wakes),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
