/*
 * Pages to print: looked through, approved, and how to print them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "util/mem.h"

#define LINES 200

static const char page_text[] =
    "4 WEST                                                             "
    "24 November\n"
    "\n"
    "Fill the linen cart again at 11, so that nobody walks for it at noon\n"
    "\n"
    "  What we ask          A second delivery of linen, at 11 on every day "
    "of the\n"
    "                       week.\n"
    "  Why                  Linen is bought by the department.\n"
    "\n"
    "------------------------------------------------------------------------"
    "------\n";

static void
pages(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->facts.page = page_text;
	desk_page(st, PAGE_CARD, 1);
	st_expect(st, "page-card");
	st_expect_ascii(st, "page-card");
	st_press(st, "<Esc>");
	desk_page(st, PAGE_WORKED, 5);
	st_expect(st, "page-worked");
	st_press(st, "q");
	desk_page(st, PAGE_BOARD, 0);
	st_expect(st, "page-board");
	st_press(st, "<Backspace>");
	desk_front(st);
	st_free(st);
}

/* What is to be typed is the program as it was started. */
static void
with_its_configuration(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->facts.page = page_text;
	st->facts.config_given = "/srv/4-west/huddle.conf";
	desk_page(st, PAGE_SLIPS, 0);
	st_has(st, "huddle --config /srv/4-west/huddle.conf print slips | lp");
	st_press(st, "<Esc>");
	st->facts.config_given = "it's 4 West.conf";
	desk_page(st, PAGE_CARD, 1);
	st_has(st, "huddle --config 'it'\\''s 4 West.conf' print card 1 | lp");
	st_free(st);
}

static void
approves(void **state)
{
	static const char *const keys[] = {"<Enter>", "y"};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct st *st = desk_new();

		st->facts.page = page_text;
		desk_page(st, PAGE_CARD, 1);
		st_press(st, keys[i]);
		st_log(st, "approve 1\n");
		st_has(st, "Approved. A change of the card takes that back.");
		assert_int_equal(st->cards[0].approved, st->facts.shift.day);
		st_press(st, "j");
		st_has(st, "Approved 24 Nov.");
		/* Once is enough. */
		st_press(st, keys[i]);
		st_log(st, "");
		st_front(st, SCREEN_PAGE);
		st_free(st);
	}
}

/* What is not a card's page has nothing to approve. */
static void
approves_cards_alone(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->facts.page = page_text;
	desk_page(st, PAGE_WORKED, 1);
	st_press(st, "y<Enter>");
	st_log(st, "");
	st_press(st, "<Esc>");
	desk_page(st, PAGE_BOARD, 0);
	st_press(st, "y<Enter>");
	st_log(st, "");
	st_free(st);
}

static void
faster(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->facts.page = page_text;
	desk_page(st, PAGE_CARD, 1);
	st->before = EFFECT_REQUEST;
	st->meanwhile = desk_somebody;
	st_press(st, "y");
	st_has(st, "Not approved: somebody changed the card meanwhile.");
	st_has(st, "Not approved yet.");
	assert_int_equal(st->cards[0].approved, DATE_NONE);
	st_press(st, "y");
	assert_int_equal(st->cards[0].approved, st->facts.shift.day);
	st_free(st);
}

static void
fails(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->facts.page = page_text;
	desk_page(st, PAGE_CARD, 1);
	st->fail = EFFECT_REQUEST;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, "y");
	st_has(st, "Not saved: the disk is full.");
	st_press(st, "<Esc>");
	desk_front(st);
	st_free(st);
}

static void
nothing_there(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->facts.page = "";
	desk_page(st, PAGE_CARD, 99);
	st_has(st, "There is nothing to print here any more.");
	st_press(st, "y<Enter>");
	st_log(st, "");
	st_press(st, "<Esc>");
	desk_front(st);
	st_free(st);
}

static void
scrolls(void **state)
{
	struct st *st = desk_new();
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 1; i <= LINES; i++)
		buf_addf(&text, "line %d of the page\n", i);
	st->facts.page = buf_text(&text);
	desk_page(st, PAGE_BOARD, 0);
	st_has(st, "line 1 of the page");
	st_has(st, "more below: j or PgDn");
	st_press(st, "j");
	st_has_not(st, "line 1 of the page");
	st_press(st, "k<Down><Up>");
	st_has(st, "line 1 of the page");
	st_press(st, "<PgDn><PgUp>G");
	st_has(st, "line 200 of the page");
	st_has_not(st, "more below");
	st_press(st, "g<End><Home>");
	st_has(st, "line 1 of the page");
	st_idle(st);
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_press(st, "x");
	st_has(st, "line 1 of the page");
	st->facts.page = NULL;
	buf_done(&text);
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	desk_all_keys(SCREEN_PAGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(with_its_configuration),
	    cmocka_unit_test(approves),
	    cmocka_unit_test(approves_cards_alone),
	    cmocka_unit_test(faster),
	    cmocka_unit_test(fails),
	    cmocka_unit_test(nothing_there),
	    cmocka_unit_test(scrolls),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
