/*
 * The action board: where cards stand, how they move, what narrows the board,
 * and what others do to it meanwhile.
 */
#include <stdio.h>

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
pages(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	expect_all(st, "board");
	st_expect_ascii(st, "board");
	st_press(st, "ll");
	st_expect(st, "board-testing");
	st_press(st, "<Left><Left><Shift-Tab>");
	expect_all(st, "board-closed");
	st_free(st);
}

/* Six columns of one card each: 80 columns have a tab for all of them. */
static void
columns(void **state)
{
	static const char *const first[] = {LINEN,
	    SIGN_FOCUS " Label the crash carts",
	    SIGN_FOCUS " One-signature saline",
	    SIGN_FOCUS " Spare glucometer on each hall",
	    SIGN_FOCUS " Lift 3 alarms all night",
	    SIGN_FOCUS " A pharmacist of our own on nights"};
	static const char *const right[] = {"l", "<Right>", "<Tab>"};
	static const char *const left[] = {"h", "<Left>", "<Shift-Tab>"};
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	for (int i = 0; i < COLUMNS * 3; i++) {
		wall_has(st, 80, first[i % COLUMNS]);
		wall_cursor(st, 80, 6, 3);
		st_press(st, right[i % 3]);
	}
	for (int i = COLUMNS * 3; i > 0; i--) {
		wall_has(st, 80, first[i % COLUMNS]);
		st_press(st, left[i % 3]);
	}
	st_free(st);
}

static void
rows(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	wall_cursor(st, 80, 6, 3);
	st_press(st, "j");
	wall_cursor(st, 80, 9, 3);
	st_press(st, "<Down>");
	wall_cursor(st, 80, 12, 3);
	st_press(st, "<Down>k<Up>");
	wall_cursor(st, 80, 6, 3);
	st_press(st, "G");
	wall_cursor(st, 80, 12, 3);
	st_press(st, "g<End>");
	wall_cursor(st, 80, 12, 3);
	st_press(st, "<Home><PgDn>");
	wall_cursor(st, 80, 12, 3);
	st_press(st, "<PgUp>");
	wall_cursor(st, 80, 6, 3);
	/* A column keeps its card while others are looked at. */
	st_press(st, "jlh");
	wall_cursor(st, 80, 9, 3);
	st_free(st);
}

/* The header tells how many have no answer, and how many of them are late. */
static void
late(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	wall_has(st, 80, "3 without an answer, 2 late");
	for (int i = 0; i < st->card_count; i++)
		for (int tier = 0; tier < TIERS; tier++)
			if (st->cards[i].responses[tier].asked != DATE_NONE)
				st->cards[i].responses[tier].asked =
				    st->facts.shift.day;
	wall_again(st);
	wall_has(st, 80, "3 without an answer " SIGN_DOT);
	wall_has_not(st, 80, "an answer, ");
	st_free(st);
}

/* --- moving --- */

static void
moving(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, ">");
	st_log(st, "move 1 agreed\n");
	wall_has(st, 80, "Moved to Agreed. u undoes it.");
	wall_has(st, 80, LINEN); /* the focus went along */
	st_expect(st, "board-moved");
	st_press(st, ">>");
	st_log(st, "move 1 testing\nmove 1 done\n");
	wall_has(st, 80, LINEN);
	wall_has(st, 80, SIGN_DONE " done 24 Nov");
	st_press(st, ">");
	st_log(st, "");
	wall_has(st, 80, "It is done. < moves it back.");
	/* Without a test it goes back to where it came from. */
	st_press(st, "<");
	st_log(st, "move 1 agreed\n");
	st_press(st, "<");
	st_log(st, "move 1 new\n");
	st_press(st, "<");
	st_log(st, "");
	wall_has(st, 80, "Nothing comes before New.");
	st_free(st);
}

static void
reopening(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "h>");
	wall_has(st, 80, "It is closed. < makes it a new card again.");
	st_press(st, "c");
	wall_has(st, 80, "It is closed. < makes it a new card again.");
	st_press(st, "e");
	wall_has(st, 80, "It is done or closed. < moves it back.");
	st_log(st, "");
	st_press(st, "<");
	st_log(st, "move 8 new\n");
	wall_has(st, 80, SIGN_FOCUS " A pharmacist of our own on nights");
	wall_has(st, 80, "New 4");
	/* A card that was tested goes back to be tested again. */
	st_press(st, "ll>");
	st_log(st, "move 5 done\n");
	st_press(st, "<");
	st_log(st, "move 5 testing\n");
	st_free(st);
}

/* What waits for another tier moves by its state, and stays where it is. */
static void
waiting(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "hh>");
	st_log(st, "move 7 testing\n");
	wall_has(st, 80,
	    "Moved to Testing; it still waits for the hospital. u undoes it.");
	wall_has(st, 80, SIGN_FOCUS " Lift 3 alarms all night");
	wall_has(st, 80, "Waiting 1");
	st_press(st, "e");
	wall_has(st, 80, "It is with the hospital; nobody is above.");
	st_log(st, "");
	st_free(st);
}

/* One more than was thought enough is asked about, not refused. */
static void
full(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st->facts.rules.limits[COLUMN_AGREED] = 1;
	st_press(st, ">");
	st_expect(st, "board-full");
	st_press(st, "<Enter>");
	st_log(st, "");
	st_press(st, "><Esc>>l>x?<Down><Down><Enter>");
	st_log(st, "");
	wall_has(st, 80, LINEN);
	st_press(st, ">m");
	st_log(st, "move 1 agreed\n");
	wall_has(st, 80, "! Agreed 2 of 1");
	st_press(st, ">");
	st_press(st, "<"); /* back into a full column: asked again */
	wall_has(st, 80, "A full column: Agreed");
	st_press(st, "<Up><Enter>");
	st_log(st, "move 1 testing\nmove 1 agreed\n");
	st_free(st);
}

/* --- pages above --- */

static void
asking(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "rq");
	st_log(st, "form: respond 1 version 1\n");
	wall_has_not(st, 80, "u undoes it.");
	st_press(st, "rk");
	st_log(st, "form: respond 1 version 1\n"
	           "respond 1 \"A new card\" \"Not ours to change.\" "
	           "\"Ordered today.\"\n");
	wall_has(st, 80, "Responded: Linen runs out before noon. u undoes it.");
	wall_has(st, 80, LINEN);
	st_press(st, "ek");
	wall_has(st, 80, "Escalated: Linen runs out before noon. u undoes it.");
	wall_has(st, 80, LINEN);
	wall_has(st, 80, "the department, since today");
	buf_clear(&st->log);
	st_press(st, "ck");
	st_log(st, "form: move 1 version 3 closed\n"
	           "move 1 closed \"A new card\" \"Not ours to change.\" "
	           "\"Ordered today.\"\n");
	wall_has(st, 80, LINEN);
	wall_has(st, 80, "closed 24 Nov");
	st_free(st);
}

static void
adding(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "l+k");
	wall_has(st, 80, SIGN_FOCUS " A new card");
	wall_has(st, 80, "Added: A new card. u undoes it.");
	/* It is shown although a filter would hide it. */
	st_press(st, "f<Right><Enter>");
	wall_has(st, 80, "1 of 9 cards");
	st_press(st, "+k");
	wall_has(st, 80, "New 5");
	wall_has(st, 80, SIGN_FOCUS " A new card");
	st_free(st);
}

static void
opening(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "l<Enter>");
	st_front(st, SCREEN_CARD);
	st_press(st, "q<Enter>>"); /* moved there, seen here */
	st_log(st, "page 4\npage 4\nmove 4 testing\n");
	wall_has(st, 80, SIGN_FOCUS " Label the crash carts");
	wall_has(st, 80, "Testing 2 of 3");
	st_press(st, "y");
	st_front(st, SCREEN_SAID);
	st_press(st, "qv");
	st_front(st, SCREEN_REVIEW);
	st_press(st, "qm"); /* as on the home page */
	st_front(st, SCREEN_REVIEW);
	st_press(st, "q");
	st_front(st, SCREEN_BOARD);
	wall_has(st, 80, SIGN_FOCUS " Label the crash carts");
	st_free(st);
}

/* --- undo --- */

static void
undoing(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "uU");
	st_log(st, "");
	st_press(st, "j>l<Shift-Tab>");
	st_press(st, "u");
	wall_has(st, 80,
	    "Undone: moved: Swap Friday in-service to 14:30. U does it again.");
	wall_has(st, 80, SIGN_FOCUS " Swap Friday in-service to 14:30");
	wall_has(st, 80, "New 3");
	st_expect(st, "board-undone");
	st_press(st, "U");
	wall_has(st, 80, "Done again: moved: Swap Friday");
	wall_has(st, 80, SIGN_FOCUS " Swap Friday in-service to 14:30");
	wall_has(st, 80, "Agreed 2 of 5");
	st_press(st, "ll+ku"); /* of what is gone the place stays */
	wall_has(st, 80, "New 2");
	st_free(st);
}

static void
undo_refused(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, ">");
	st->fail = EFFECT_UNDO;
	st->fail_status = ERR_AGAIN;
	st->fail_text = "Something else was changed meanwhile.";
	st_press(st, "u");
	wall_has(st, 80, "Something else was changed meanwhile.");
	wall_has_not(st, 80, "Somebody changed this card");
	st_free(st);
}

/* --- somebody is faster --- */

static void
faster(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st->before = EFFECT_REQUEST;
	st->meanwhile = wall_somebody;
	st_press(st, ">");
	st_expect(st, "board-faster");
	st_press(st, "<Enter>");
	st_log(st, "move 1 agreed\n");
	wall_has(st, 80, LINEN);
	wall_has(st, 80, "Ana " SIGN_DOT " Fri 27 Nov");
	st->meanwhile = wall_somebody;
	st_press(st, ">m");
	st_log(st, "move 1 agreed\nmove 1 agreed\n");
	wall_has(st, 80, "Moved to Agreed. u undoes it.");
	st_free(st);
}

static void
faster_there(struct st *st)
{
	st->cards[0].state = ACTION_AGREED;
	st->cards[0].version++;
}

static void
faster_the_same(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st->before = EFFECT_REQUEST;
	st->meanwhile = faster_there;
	st_press(st, ">");
	wall_has(st, 80, "Somebody else moved it there meanwhile: Agreed.");
	wall_has(st, 80, "Agreed 2 of 5");
	wall_has_not(st, 80, "Somebody changed");
	st_free(st);
}

static void
faster_gone(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st->before = EFFECT_REQUEST;
	st->meanwhile = wall_gone;
	st_press(st, ">");
	wall_has(st, 80, "This card is gone");
	wall_has(st, 80, "New 2");
	st_free(st);
}

/* The store was busy, the card is as it was: no question. */
static void
busy(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st->fail = EFFECT_REQUEST;
	st->fail_status = ERR_AGAIN;
	st->fail_text = "Somebody else holds the store.";
	st_press(st, ">");
	wall_has(st, 80, "That did not work.");
	wall_has(st, 80, "Somebody else holds the store.");
	wall_has(st, 80, LINEN);
	st_free(st);
}

/* What others do is seen within a minute; the focus stays where it was. */
static void
others(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "j");
	faster_there(st);
	wall_has(st, 80, "New 3");
	st_pass(st, 60);
	wall_has(st, 80, "New 2");
	wall_has(st, 80, SIGN_FOCUS " Swap Friday in-service to 14:30");
	st_free(st);
}

/* --- narrowing --- */

static void
finding(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "/");
	st_expect(st, "board-find");
	st_press(st, "lin"); /* LINen, one-signature saLINe */
	st_expect(st, "board-found");
	wall_has(st, 80, "2 of 8 cards");
	assert_int_equal(wall_styled(st, STYLE_MATCH), 3);
	st_press(st, "<Enter>");
	st_expect(st, "board-kept");
	st_press(st, "n");
	wall_has(st, 80, SIGN_FOCUS " One-signature saline");
	st_press(st, "n");
	wall_has(st, 80, LINEN);
	st_press(st, "N");
	wall_has(st, 80, SIGN_FOCUS " One-signature saline");
	st_press(st, "<Esc>");
	wall_has(st, 80, "New 3");
	wall_has(st, 80, SIGN_FOCUS " One-signature saline");
	assert_int_equal(wall_styled(st, STYLE_MATCH), 0);
	st_free(st);
}

/* Typing leads to the first column that has something, and back again. */
static void
finding_elsewhere(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "j/phar");
	wall_has(st, 80, SIGN_FOCUS " A pharmacist of our own");
	st_press(st, "<Backspace><Backspace><Backspace><Backspace>ala");
	wall_has(st, 80, SIGN_FOCUS " Alarm limits");
	st_press(st, "zz");
	wall_has(st, 80, "None of these cards is here.");
	wall_has(st, 80, "0 of 8 cards");
	st_press(st, "<Esc>");
	wall_has(st, 80, SIGN_FOCUS " Swap Friday in-service to 14:30");
	st_press(st, "/<Enter>");
	wall_has(st, 80, "6 open");
	st_press(st, "/lift<Enter>x");
	wall_has(st, 80, "6 open");
	st_press(st, "/?!qx<Esc>");
	st_front(st, SCREEN_BOARD);
	st_free(st);
}

static void
filtering(void **state)
{
	static const char *const people[] = {"Ana", "Kim", "charge nurse"};
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st->facts.people = people;
	st->facts.person_count = 3;
	st_press(st, "f");
	st_expect(st, "board-filter");
	st_press(st, "222");
	wall_has(st, 80, "2  owner   Kim");
	wall_has(st, 80, "2 of 8 cards");
	st_press(st, "<Enter>");
	st_expect(st, "board-filtered");
	wall_has(st, 80, SIGN_FOCUS " Label the crash carts");
	st_press(st, "f3");
	wall_has(st, 80, "3  tier    the unit");
	st_press(st, "<Left>l<Left>h");
	wall_has(st, 80, "3  tier    the hospital");
	st_press(st, "<Esc>"); /* as it was before */
	wall_has(st, 80, "Kim     2 of 8 cards");
	st_press(st, "x");
	wall_has(st, 80, "6 open");
	st_press(st, "f4<Space><Left>4q"); /* dropped again */
	wall_has(st, 80, "6 open");
	st_free(st);
}

static void
filter_lines(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "fjjj<Right><Right><Right>");
	wall_has(st, 80, SIGN_FOCUS " 4  needs   overdue");
	wall_has(st, 80, "1 of 8 cards");
	st_press(st, "<Down><Down><Up><Up>k");
	wall_has(st, 80, SIGN_FOCUS " 3  tier");
	st_press(st, "x");
	wall_has(st, 80, "8 of 8 cards");
	st_press(
	    st, "1<Space>l<Right>f"); /* twice the same key: it is closed */
	wall_has(st, 80, "Alarms, messages and inbox     2 of 8 cards");
	wall_has(st, 80, SIGN_FOCUS " Alarm limits on monitors 4 and 9");
	st_press(st, "f2<Backspace><Esc>");
	wall_has(st, 80, "6 open");
	st_press(st, "f1F"); /* as on the notes page */
	wall_has(st, 80, "8 of 8 cards");
	st_press(st, "1<Enter>");
	wall_has(st, 80, "F show all");
	st_press(st, "F");
	wall_has(st, 80, "6 open");
	st_free(st);
}

/* An owner or a theme that the unit no longer knows is still named. */
static void
filter_gone(void **state)
{
	static const char *const people[] = {"Kim"};
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st->facts.people = people;
	st->facts.person_count = 1;
	st_press(st, "f221<Enter>");
	wall_has(st, 80, "Workload and staffing " SIGN_DOT " Kim");
	st->facts.person_count = st->facts.theme_count = 0;
	wall_has(st, 80, "staffing " SIGN_DOT " Kim");
	st_press(st, "f");
	wall_has(st, 80, "2  owner   Kim");
	st_press(st, "x<Enter>");
	wall_has(st, 80, "6 open");
	st_free(st);
}

/* A long word is cut; what is searched for, filtered and sorted by is told. */
static void
header(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "s");
	wall_has(st, 80, "In order: by due day.");
	wall_has(st, 80, "by due day     6 open");
	st_press(st, "sss");
	wall_has(st, 80, SIGN_FOCUS " Linen");
	st_press(st, "/a<Enter>f1<Right><Right>12<Enter>");
	wall_expect(st, "board-header", 24, 80);
	st_press(st, "xs");
	wall_has_not(st, 80, "by due day     6 open");
	wall_has(st, 80, "In order: what needs somebody first.");
	st_free(st);
}

static void
sorting(void **state)
{
	static const char *const first[SORTS] = {[SORT_URGENT] = "Linen runs",
	    [SORT_DUE] = "Linen runs",
	    [SORT_AGE] = "Linen runs",
	    [SORT_METOO] = "Linen runs",
	    [SORT_TITLE] = "Alarm limits"};
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	for (int sort = 0; sort < SORTS; sort++) {
		char text[64];

		st_press(st, "g");
		snprintf(text, sizeof(text), SIGN_FOCUS " %s", first[sort]);
		wall_has(st, 80, text);
		st_press(st, "s");
	}
	/* The focus stays on its card. */
	st_press(st, "gssss");
	wall_has(st, 80, LINEN);
	wall_cursor(st, 80, 9, 3);
	st_free(st);
}

static void
leaving(void **state)
{
	struct st *st = wall_new(SCREEN_BOARD);

	(void)state;
	st_press(st, "q");
	st_front(st, SCREEN_HOME);
	st_press(st, "x<Backspace>");
	st_front(st, SCREEN_HOME);
	st_press(st, "x/lin<Enter><Esc>");
	st_front(st, SCREEN_BOARD);
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HOME);
	st_press(st, "x");
	st_idle(st);
	st_has(st, "Nobody there?");
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	wall_all_keys(SCREEN_BOARD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(columns),
	    cmocka_unit_test(rows),
	    cmocka_unit_test(late),
	    cmocka_unit_test(moving),
	    cmocka_unit_test(reopening),
	    cmocka_unit_test(waiting),
	    cmocka_unit_test(full),
	    cmocka_unit_test(asking),
	    cmocka_unit_test(adding),
	    cmocka_unit_test(opening),
	    cmocka_unit_test(undoing),
	    cmocka_unit_test(undo_refused),
	    cmocka_unit_test(faster),
	    cmocka_unit_test(faster_the_same),
	    cmocka_unit_test(faster_gone),
	    cmocka_unit_test(busy),
	    cmocka_unit_test(others),
	    cmocka_unit_test(finding),
	    cmocka_unit_test(finding_elsewhere),
	    cmocka_unit_test(filtering),
	    cmocka_unit_test(filter_lines),
	    cmocka_unit_test(filter_gone),
	    cmocka_unit_test(header),
	    cmocka_unit_test(sorting),
	    cmocka_unit_test(leaving),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
