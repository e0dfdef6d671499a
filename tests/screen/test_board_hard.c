/*
 * The board where it is hard: long words and wide letters, everything wrong
 * with one card, no card at all, thousands of them, a store that can't be
 * read.
 */
#include <stdio.h>

#include "util/date.h"
#include "util/mem.h"
#include "wall.h"

#define LINEN SIGN_FOCUS " Linen runs out before noon"

static void
expect_all(struct st *st, const char *name)
{
	wall_expect(st, name, 24, 80);
	wall_expect(st, name, 40, 120);
	wall_expect(st, name, 40, 160);
}

static void
hard(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);
	struct action *card;

	(void)state;
	card = wall_card(st,
	    "夜勤の引き継ぎがとても分かりやすかったので、ほかの病棟でも同じ"
	    "やり方を試してみたいと思います",
	    "山田さん");
	card->due = st->facts.shift.day + 1;
	card = wall_card(st,
	    "Nachtschichtübergabeprotokollformulardurchschriftenablageordnungs"
	    "vorschrift abschaffen",
	    "Pflegedienstleitungsstellvertretung der Inneren Medizin");
	card->due = st->facts.shift.day + 400;
	card = wall_card(st,
	    "To be greeted by name: Rene\xcc\x81, Zoe\xcc\x88, A\xcc\x8asa and "
	    "everybody else who comes in at seven",
	    "Zoe\xcc\x88");
	card->due = st->facts.shift.day;
	card->metoo = 1234;
	wall_again(st);
	expect_all(st, "board-hard");
	st_expect_ascii(st, "board-hard");
	st_press(st, "/ZOE<Enter>");
	wall_expect(st, "board-hard-found", 24, 80);
	assert_int_equal(wall_styled(st, STYLE_MATCH), 6);
	st_press(st, "x/山田<Enter>"); /* an owner */
	assert_int_equal(wall_styled(st, STYLE_MATCH), 4);
	st_press(st, "x/引き継ぎ<Enter>");
	wall_has(st, 80, "1 of 11 cards");
	assert_int_equal(wall_styled(st, STYLE_MATCH), 8);
	st_free(st);
}

/* Everything that can be wrong with a card, on one of them. */
static void
troubled(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);
	int32_t today = st->facts.shift.day;

	(void)state;
	st->cards[4].cycles[1].begun = today - 20;
	st->cards[4].since = today - 26;
	st->cards[4].due = today - 1;
	st->cards[4].tier = TIER_DEPARTMENT;
	st->cards[4].responses[TIER_DEPARTMENT].asked = today - 9;
	st->cards[4].responses[TIER_DEPARTMENT].answered = today - 3;
	wall_again(st);
	st_press(st, "ll");
	st_expect(st, "board-troubled");
	wall_has(st, 80, "! no result for 20 days " SIGN_DOT " ! overdue");
	st->cards[4].responses[TIER_DEPARTMENT].answered = DATE_NONE;
	wall_again(st);
	st_press(st, "hh");
	wall_expect(st, "board-troubled-waiting", 40, 160);
	st_free(st);
}

static void
empty(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	for (int i = 0; i < st->card_count; i++)
		st->cards[i].removed = 1;
	wall_again(st);
	expect_all(st, "board-empty");
	st_press(st, "><Enter>recjkGgnN");
	st_log(st, "");
	for (int i = 0; i < COLUMNS; i++) {
		wall_cursor(st, 80, 6, 5);
		st_press(st, "l");
	}
	st_press(st, "l");
	wall_has(st, 80, "Nothing is agreed on. > moves a card here");
	st_free(st);
}

/* Another page may lead to a card of the board. */
static void
led(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	wall_to(st, 7);
	wall_has(st, 80, SIGN_FOCUS " Lift 3 alarms all night");
	wall_to(st, 2);
	wall_has(st, 80, SIGN_FOCUS " Alarm limits on monitors 4 and 9");
	wall_to(st, 99);
	wall_has(st, 80, LINEN);
	for (int i = 0; i < 3; i++)
		st->cards[i].removed = 1;
	wall_to(st, 0); /* nothing is new: where there is something */
	wall_has(st, 80, SIGN_FOCUS " Label the crash carts");
	st_free(st);
}

static void
unread(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st->fail = EFFECT_BOARD;
	st->fail_status = ERR_DATA;
	st->fail_text = "The store is damaged.";
	st_press(st, "qx");
	wall_has(st, 80, "The store is damaged.");
	snprintf(st->facts.trouble, sizeof(st->facts.trouble), "%s",
	    "The store is damaged.");
	st_pass(st, 60); /* read again, and it is known that it may be old */
	wall_has(st, 80, "may be out of date");
	st_free(st);
}

/* --- thousands of cards --- */

static void
many(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);
	struct crowd *crowd = crowd_new(st, 5000);

	(void)state;
	expect_all(st, "board-many");
	st_press(st, "G");
	expect_all(st, "board-many-end");
	st_press(st, "k<PgUp><PgUp>");
	expect_all(st, "board-many-up");
	st_press(st, "g");
	for (int i = 0; i < 400; i++)
		st_press(st, "j");
	wall_cursor(st, 80, 18, 3);
	assert_int_equal(crowd->reads, 1); /* keys read nothing */
	st_press(st, "/4711");
	wall_has(st, 80, "1 of 5000 cards");
	st_press(st, "<Enter>xl<PgDn>");
	assert_int_equal(crowd->reads, 1);
	crowd_free(st, crowd);
	st_free(st);
}

/* Down and up again leads over the same cards, each wholly visible. */
static void
scrolling(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);
	struct crowd *crowd = crowd_new(st, 200);

	(void)state;
	st_press(st, "ssssg"); /* by title */
	for (int columns = 80; columns <= 160; columns += 40) {
		wall_has(st, columns, SIGN_FOCUS " Card 1 of many");
		for (int i = 0; i < 30; i++) {
			st_press(st, "j");
			wall_has(st, columns, SIGN_FOCUS " Card ");
		}
		wall_has(st, columns, SIGN_FOCUS " Card 56 of many");
		for (int i = 0; i < 30; i++)
			st_press(st, "k");
	}
	crowd_free(st, crowd);
	st_free(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hard),
	    cmocka_unit_test(troubled),
	    cmocka_unit_test(empty),
	    cmocka_unit_test(led),
	    cmocka_unit_test(unread),
	    cmocka_unit_test(many),
	    cmocka_unit_test(scrolling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
