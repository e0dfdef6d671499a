/*
 * The huddle's lists: what waits is answered on the spot, a note becomes an
 * action in its own huddle, cards move on while people talk of them; and undo
 * takes each of it back in its order.
 */
#include <stdio.h>
#include <string.h>

#include <stdlib.h>

#include "screen_lists.h"
#include "screen_test.h"
#include "util/mem.h"

#define TO_SINCE "h<Enter>"
#define TO_ASK "h<Enter><Enter><Enter><Enter><Enter>"
#define TO_WAITING TO_SINCE "jjjjj" /* Linen, the first that waits */

static const struct agenda with_board = {
    .id = "weekly",
    .title = "weekly",
    .step_count = 3,
    .steps = {{STEP_SINCE, "What became of it", "This is what you raised.", "",
                  90},
        {STEP_BOARD, "Board", "This waits for somebody. Who answers?",
            "The first lines first.", 90},
        {STEP_CLOSE, "Close", "Thank you for your voices.", "", 60}},
};

/* In the step of the board. */
static struct st *
at_board(void)
{
	struct st *st = st_new();

	st_press(st, "h2");
	st->facts.running_agenda = &with_board;
	st_press(st, "<Enter>");
	buf_clear(&st->log);
	return st;
}

/* What the store says of the huddle's notes by now. */
static void
read_again(struct st *st)
{
	for (int i = 0; i < st->facts.running_note_count; i++)
		for (int k = 0; k < st->note_count; k++)
			if (strcmp(st->huddled[i].id, st->notes[k].id) == 0) {
				st->huddled[i].state = st->notes[k].state;
				st->huddled[i].action = st->notes[k].action;
				st->huddled[i].version = st->notes[k].version;
			}
}

/* --- since --- */

static void
answered_on_the_spot(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_SINCE);
	st_has_not(st, "r respond"); /* the first line has its answer */
	st_press(st, "jjjjj");
	st_has(st, SIGN_FOCUS " waiting      Linen runs out before noon");
	st_has(st, "r respond");
	st_expect(st, "huddle-since-waiting");
	st_pass(st, 20);
	buf_clear(&st->log);
	st_press(st, "r");
	st_front(st, SCREEN_REQUEST);
	st->facts.now += 40; /* the clock goes on meanwhile */
	st_press(st, "Ordered for Friday.<F10>");
	st_front(st, SCREEN_HUDDLE);
	st_has(st, "1:00 of 5:00");
	st_log(st, "respond 1 \"Ordered for Friday.\"\n");
	st_has(st, "Linen runs out before noon. u undoes it.");
	st_has_not(st, "waiting      Linen");
	st_has(st, "2 still wait");
	st_press(st, "u");
	st_log(st, "undo 1\n");
	st_has(st, "3 still wait");
	st_press(st, "u"); /* nothing of this huddle is left */
	st_log(st, "");
	st_press(st, "U");
	st_log(st, "redo 1\n");
	st_has(st, "2 still wait");
	st_free(st);
}

static void
card_is_opened(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_SINCE "c");
	st_front(st, SCREEN_CARD);
	st_has(st, "Spare glucometer");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HUDDLE);
	st_has(st, "step 1 of 4");
	st_free(st);
}

/* A pebble that nobody has answered is raised again, and becomes an action. */
static void
old_note_becomes_an_action(void **state)
{
	static const struct said waits = {.kind = SAID_WAITING,
	    .said = "Lift 3 alarms all night",
	    .became = "",
	    .raised = 20767,
	    .day = 20767,
	    .note_kind = NOTE_PEBBLE,
	    .note = "note5",
	    .version = 1};
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_SINCE);
	st->facts.said =
	    (struct fact_said){.list = &waits, .count = 1, .waiting = 1};
	st_has(st, "a make action");
	st_has_not(st, "c card");
	st_press(st, "c"); /* it has none */
	st_front(st, SCREEN_HUDDLE);
	buf_clear(&st->log);
	st_press(st, "a");
	st_front(st, SCREEN_REQUEST);
	st_has(st, "Lift 3 alarms all night");
	st_press(st, "<F10>");
	st_front(st, SCREEN_HUDDLE);
	assert_int_equal(st->card_count, 9);
	assert_string_equal(st->cards[8].note, "note5");
	assert_string_equal(st->cards[8].title, "Lift 3 alarms all night");
	st_press(st, "u");
	assert_int_equal(st->card_count, 8);
	/* What is said of it stands once on the page, not also as new. */
	st->facts.said =
	    (struct fact_said){.list = &waits, .count = 1, .waiting = 1};
	st->facts.new_note_count = st->note_count;
	st_press(st, "jjjjjjjjjj");
	st_has_not(st, "  pebble       Lift 3");
	st_free(st);
}

static void
answer_to_a_note(void **state)
{
	static const struct said waits = {.kind = SAID_WAITING,
	    .said = "Linen runs out before noon",
	    .became = "",
	    .raised = 20781,
	    .day = 20781,
	    .note_kind = NOTE_PEBBLE,
	    .note = "note0",
	    .version = 1};
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_SINCE);
	st->facts.said =
	    (struct fact_said){.list = &waits, .count = 1, .waiting = 1};
	buf_clear(&st->log);
	st_press(st, "rA second cart comes at eleven.<F10>");
	st_log(st, "answer note0 \"A second cart comes at eleven.\"\n");
	assert_int_equal(st->notes[0].state, NOTE_ANSWERED);
	st_free(st);
}

#define WORDS 90

/* Marks the words "w00" to "w89" that are on the page now. */
static void
look_for_words(struct st *st, bool seen[WORDS])
{
	struct buf page = BUF_INIT;
	struct cells cells;
	char word[16];

	cells_init(&cells, 24, 80, false);
	stage_view(st->stage, &cells);
	cells_dump(&cells, &page);
	cells_done(&cells);
	for (int i = 0; i < WORDS; i++) {
		snprintf(word, sizeof(word), "w%02d", i);
		seen[i] = seen[i] || strstr(buf_text(&page), word);
	}
	buf_done(&page);
}

static bool
all_seen(const bool seen[WORDS])
{
	for (int i = 0; i < WORDS; i++)
		if (!seen[i])
			return false;
	return true;
}

/* An entry longer than the page is read to its end before the next one has
 * the focus, and back to its beginning. */
static void
longer_than_the_page(void **state)
{
	struct st *st = st_new();
	bool down[WORDS] = {false}, up[WORDS] = {false};
	struct buf text = BUF_INIT;
	struct said list[] = {{.kind = SAID_DONE, .said = "First"},
	    {.kind = SAID_ANSWERED, .said = "Second"},
	    {.kind = SAID_WAITING, .said = "Third", .action = 1}};

	(void)state;
	for (int i = 0; i < WORDS; i++)
		buf_addf(&text, "w%02d of many words ", i);
	list[1].became = text.text;
	st_press(st, TO_SINCE);
	st->facts.said = (struct fact_said){.list = list, .count = 3};
	st_has(st, SIGN_FOCUS " done");
	st_press(st, "j");
	st_has(st, SIGN_FOCUS " answered     Second");
	for (int i = 0; i < 20 && !all_seen(down); i++) {
		st_has_not(st, SIGN_FOCUS " waiting");
		look_for_words(st, down);
		st_press(st, "j");
	}
	assert_true(all_seen(down));
	st_has(st, SIGN_FOCUS " waiting      Third");
	st_press(st, "k");
	for (int i = 0; i < 20 && !all_seen(up); i++) {
		st_has_not(st, SIGN_FOCUS " done");
		look_for_words(st, up);
		st_press(st, i % 2 ? "<PgDn>" : "j");
	}
	assert_true(all_seen(up));
	st_press(st, "kkkkkkkkkk");
	st_has(st, SIGN_FOCUS " done         First");
	buf_done(&text);
	st_free(st);
}

/* --- ask --- */

static void
note_becomes_an_action(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK);
	st_has_not(st, "a make action");
	st_press(st, "pThe scale is broken<Enter>s");
	st_has(st, "Kept. u takes it back.");
	st_press(st, "bRounds began on time<Enter>t");
	st_press(st, "j"); /* the older one */
	st_has(st, SIGN_FOCUS " pebble       The scale is broken");
	buf_clear(&st->log);
	st_press(st, "a");
	st_has(st, "The scale is broken");
	st_press(st, "<F10>");
	st_front(st, SCREEN_HUDDLE);
	assert_string_equal(st->cards[8].title, "The scale is broken");
	read_again(st);
	st_has(st, "The scale is broken. u undoes it.");
	st_has(st, SIGN_DONE " action");
	st_expect(st, "huddle-ask-action");
	st_press(st, "a"); /* once is enough */
	st_front(st, SCREEN_HUDDLE);
	st_press(st, "c");
	st_front(st, SCREEN_CARD);
	st_press(st, "<Esc><Enter>");
	st_has(st, "Actions                      1   made of these notes");
	st_press(st, "<Left>");
	/* First the action is taken back, then the notes, newest first. */
	buf_clear(&st->log);
	st_press(st, "u");
	st_log(st, "undo 1\n");
	read_again(st);
	st_press(st, "uuu");
	st_log(st, "remove new8\nremove new7\n");
	st_has(st, "nothing yet");
	st_free(st);
}

/* An action made before the newest note is taken back after it. */
static void
undo_in_its_order(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK "pThe scale is broken<Enter>sa<F10>");
	read_again(st);
	st_press(st, "bRounds began on time<Enter>t");
	buf_clear(&st->log);
	st_press(st, "u");
	st_log(st, "remove new8\n");
	st_press(st, "u");
	st_log(st, "undo 1\n");
	read_again(st);
	st_press(st, "u");
	st_log(st, "remove new7\n");
	st_free(st);
}

/* The newest note has the focus, however far down it was before. */
static void
focus_on_the_newest(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK);
	for (int i = 0; i < 12; i++)
		st_press(st, "pNoise<Enter>a");
	st_press(st, "<PgDn><PgDn>jjj");
	st_press(st, "pThe scale is broken<Enter>s");
	st_has(st, SIGN_FOCUS " pebble       The scale is broken");
	st_free(st);
}

/* --- the board --- */

static void
what_needs_somebody_first(void **state)
{
	struct st *st = at_board();

	(void)state;
	st_has(st, "step 2 of 3");
	st_expect(st, "huddle-board");
	st_expect_ascii(st, "huddle-board");
	/* Nobody has answered Linen for 4 days; Lift waits on the hospital. */
	st_has(st, SIGN_FOCUS " Linen runs out before noon");
	st_has(st, "2 need somebody");
	st_free(st);
}

static void
cards_move_on(void **state)
{
	struct st *st = at_board();

	(void)state;
	st_press(st, ">");
	st_log(st, "move 1 agreed\n");
	st_has(st, "Moved to Agreed. u undoes it.");
	/* Answered by that, but overdue still: the next one has the mark. */
	st_has(st, SIGN_FOCUS " Lift 3 alarms all night");
	st_press(st, "u");
	st_log(st, "undo 1\n");
	st_has(st, SIGN_FOCUS " Linen runs out before noon");
	st_press(st, "U");
	st_log(st, "redo 1\n");
	st_press(st, "r<Enter>The director calls on Monday.<F10>");
	st_front(st, SCREEN_HUDDLE);
	st_log(st, "respond 7 \"The director calls on Monday.\"\n");
	st_has(st, "1 needs somebody");
	st_press(st, "uu");
	st_has(st, "2 need somebody");
	st_free(st);
}

static void
pages_above_lead_back(void **state)
{
	struct st *st = at_board();

	(void)state;
	st_press(st, "c");
	st_front(st, SCREEN_CARD);
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HUDDLE);
	st_press(st, "o");
	st_front(st, SCREEN_BOARD);
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HUDDLE);
	st_has(st, "step 2 of 3");
	st_press(st, "<Enter>");
	st_has(st, "step 3 of 3");
	st_free(st);
}

/* A column that is full is asked about here too. */
static void
full_column(void **state)
{
	struct st *st = at_board();

	(void)state;
	st->facts.rules.limits[COLUMN_AGREED] = 1;
	st_press(st, ">");
	st_log(st, "");
	st_has(st, "A full column: Agreed");
	st_press(st, "<Enter>"); /* left where it is */
	st_log(st, "");
	st_press(st, ">m");
	st_log(st, "move 1 agreed\n");
	st_free(st);
}

static void
somebody_else(struct st *st)
{
	st->cards[0].version++;
	st->cards[0].due++;
	lists_derive(st);
}

static void
somebody_was_faster(void **state)
{
	struct st *st = at_board();

	(void)state;
	st->before = EFFECT_REQUEST;
	st->meanwhile = somebody_else;
	st_press(st, ">");
	st_has(st, "Somebody changed this card meanwhile");
	buf_clear(&st->log);
	st_press(st, "m");
	st_log(st, "move 1 agreed\n");
	st_free(st);
}

static void
none_runs(struct st *st)
{
	st->facts.running_agenda = NULL;
	st->facts.running_id = 0;
}

/* Ended at another keyboard while a question stands: the question goes. */
static void
ended_there_while_asked(void **state)
{
	struct st *st = at_board();

	(void)state;
	st->facts.rules.limits[COLUMN_AGREED] = 1;
	st_press(st, ">");
	none_runs(st);
	st_press(st, "m");
	st_front(st, SCREEN_HOME);
	st_has(st, "This huddle was ended at another keyboard.");
	st_log(st, "");
	st_free(st);
}

static void
empty_board(void **state)
{
	struct st *st = st_new();

	(void)state;
	lists_forget(st);
	st_press(st, "h2");
	st->facts.running_agenda = &with_board;
	st_press(st, "<Enter>");
	st_has(st, "No card waits for somebody today.");
	st_has(st, "of 0 open actions");
	buf_clear(&st->log);
	st_press(st, ">rcajk");
	st_log(st, "");
	st_front(st, SCREEN_HUDDLE);
	st_press(st, "<Enter>");
	st_has(st, "step 3 of 3");
	st_free(st);
}

static void
set(char **text, const char *value)
{
	free(*text);
	*text = mem_copy(value);
}

/* Long words, wide letters, combining marks, and more than there is room for.
 */
static void
long_board(void **state)
{
	struct st *st = st_new();

	(void)state;
	set(&st->cards[0].title,
	    "Nachtschichtübergabeprotokollformulardurchschriftenablageordnung"
	    "svorschrift");
	set(&st->cards[1].title,
	    "夜勤の引き継ぎを十五分早く始めて、皆で廊下を歩きながら話す");
	set(&st->cards[2].title, "Rene\xcc\x81's stool for Zoe\xcc\x88");
	set(&st->cards[6].owner,
	    "the facility manager of all of the northern buildings");
	st_press(st, "h2");
	st->facts.running_agenda = &with_board;
	st_press(st, "<Enter>jj");
	st_expect(st, "huddle-board-long");
	st_has(st, "more below: j or PgDn");
	st_press(st, "<PgDn><PgDn><PgDn>");
	st_has_not(st, "more below");
	st_has(st, "stool for");
	st_free(st);
}

/* Resumed there, the cards are read as well. */
static void
resumed_at_the_board(void **state)
{
	struct st *st = at_board();

	(void)state;
	st_press(st, "<Esc>k");
	st_front(st, SCREEN_HOME);
	st_press(st, "h<Enter>");
	st_has(st, SIGN_FOCUS " Linen runs out before noon");
	st_has_not(st, "u undo"); /* of before it is not this page's */
	st_free(st);
}

/* --- nothing idles out in a huddle --- */

static void
nothing_idles_out(void **state)
{
	static const struct {
		const char *keys;
		enum screen_id screen;
	} cases[] = {{"c", SCREEN_CARD}, {"r", SCREEN_REQUEST},
	    {"o", SCREEN_BOARD}, {"?", SCREEN_HELP}, {"!", SCREEN_SUPPORT},
	    {"", SCREEN_HUDDLE}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct st *st = at_board();

		st_press(st, cases[i].keys);
		st_front(st, cases[i].screen);
		assert_int_equal(stage_idle_seconds(st->stage), 0);
		st_free(st);
	}
}

/* But a page of a huddle that rests does, and so does home after it. */
static void
a_huddle_at_rest_does(void **state)
{
	struct st *st = at_board();

	(void)state;
	st_press(st, " !");
	assert_int_equal(stage_idle_seconds(st->stage), 260);
	st_press(st, "<Esc><Esc>k");
	st_front(st, SCREEN_HOME);
	assert_int_equal(stage_idle_seconds(st->stage), 280);
	st_free(st);
}

/* To open a card is to be back at the huddle. */
static void
a_page_wakes_the_clock(void **state)
{
	struct st *st = at_board();

	(void)state;
	st_press(st, " ");
	buf_clear(&st->log);
	st_press(st, "c");
	st_log(st, "save step 2\n");
	assert_int_equal(stage_idle_seconds(st->stage), 0);
	st_free(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(answered_on_the_spot),
	    cmocka_unit_test(card_is_opened),
	    cmocka_unit_test(old_note_becomes_an_action),
	    cmocka_unit_test(answer_to_a_note),
	    cmocka_unit_test(longer_than_the_page),
	    cmocka_unit_test(note_becomes_an_action),
	    cmocka_unit_test(undo_in_its_order),
	    cmocka_unit_test(focus_on_the_newest),
	    cmocka_unit_test(what_needs_somebody_first),
	    cmocka_unit_test(cards_move_on),
	    cmocka_unit_test(pages_above_lead_back),
	    cmocka_unit_test(full_column),
	    cmocka_unit_test(somebody_was_faster),
	    cmocka_unit_test(ended_there_while_asked),
	    cmocka_unit_test(empty_board),
	    cmocka_unit_test(long_board),
	    cmocka_unit_test(resumed_at_the_board),
	    cmocka_unit_test(nothing_idles_out),
	    cmocka_unit_test(a_huddle_at_rest_does),
	    cmocka_unit_test(a_page_wakes_the_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
