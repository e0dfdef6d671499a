/*
 * Peer supporters: by name on the support page and in the huddle after an
 * event, however many there are.
 */
#include <stdio.h>
#include <string.h>

#include "screen_test.h"

#define TO_SUPPORT "h3<Enter>"

static const struct fact_contact peers[] = {
    {"Alex", "555-0151", "days, Monday to Thursday",
        "Night shifts for ten years, now days."},
    {"Robin", "555-0152, or the charge nurse's phone", "nights, weekends", ""},
    {"Sam", "555-0153", "", "Not of this unit, if that is easier."},
};

static void
pages(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.peers = peers;
	st->facts.peer_count = 3;
	st_press(st, "!");
	st_expect(st, "support-peers");
	st_has(st, "more below"); /* as it was drawn last is how it scrolls */
	st_press(st, "<PgDn>");
	st_expect_ascii(st, "support-peers-end");
	st_press(st, "<Esc>" TO_SUPPORT);
	st_expect(st, "huddle-support-peers");
	st_expect_ascii(st, "huddle-support-peers");
	st_log(st, "start after-event\nsave step 2\n");
	st_free(st);
}

static void
add_page(struct st *st, struct buf *out)
{
	struct cells cells;

	cells_init(&cells, 24, 80, false);
	stage_view(st->stage, &cells);
	cells_dump(&cells, out);
	cells_done(&cells);
}

/* Twenty of each: everybody can be reached by scrolling, and the step says
 * how many it leaves out. */
static void
twenty_of_each(void **state)
{
	struct st *st = st_new();
	struct fact_contact many[2][20];
	char names[2][20][24];
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < 20; i++) {
		snprintf(
		    names[0][i], sizeof(names[0][i]), "Office %02d", i + 1);
		snprintf(names[1][i], sizeof(names[1][i]), "Peer %02d", i + 1);
		many[0][i] = st->facts.contacts[i % 4];
		many[1][i] = peers[i % 3];
		many[0][i].title = names[0][i];
		many[1][i].title = names[1][i];
	}
	st->facts.contacts = many[0];
	st->facts.peers = many[1];
	st->facts.contact_count = st->facts.peer_count = 20;
	st_press(st, "!");
	for (int i = 0; i < 20; i++) {
		add_page(st, &text);
		st_press(st, "<PgDn>");
	}
	for (int i = 0; i < 20; i++) {
		assert_non_null(strstr(buf_text(&text), names[0][i]));
		assert_non_null(strstr(buf_text(&text), names[1][i]));
	}
	buf_done(&text);
	st_has_not(st, "more below");
	st_press(st, "<Esc>" TO_SUPPORT);
	st_expect(st, "huddle-support-many");
	st_free(st);
}

static void
only_peers(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.contact_count = 0;
	st->facts.peers = peers;
	st->facts.peer_count = 3;
	st_press(st, "!");
	st_has(st, "Peer supporters");
	st_has(st, "Sam");
	st_has_not(st, "Nobody is entered here yet.");
	st_press(st, "<Esc>" TO_SUPPORT);
	st_has(st, "Robin");
	st_has_not(st, "more, press !");
	st_free(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(twenty_of_each),
	    cmocka_unit_test(only_peers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
