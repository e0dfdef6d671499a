/*
 * Adding a note: few keys, nothing thrown away unasked, nothing lost behind
 * the idle screen.
 */
#include <stdio.h>
#include <string.h>

#include "screen_test.h"
#include "ui/stage.h"

#define ADD "n+"

static void
pages(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD);
	st_expect(st, "entry-kind");
	st_expect_ascii(st, "entry-kind");
	st_press(st, "p");
	st_expect(st, "entry-text");
	st_press(st, "Linen runs out before noon, and then we look for it on "
	             "three other units");
	st_expect(st, "entry-text-typed");
	st_expect_ascii(st, "entry-text-typed");
	st_press(st, "<Enter>");
	st_expect(st, "entry-theme");
	st_expect_ascii(st, "entry-theme");
	st_press(st, "s");
	st_front(st, SCREEN_NOTES);
	st_log(st, "note pebble supplies 0: Linen runs out before noon, and "
	           "then we look for it on three other units\n");
	st_has(st, "Kept. u takes it back.");
	st_free(st);
}

static void
every_kind(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "m");
	st_has(st, "What matters to you at work?");
	st_press(st, "one<Enter>m");
	st_press(st, "+b");
	st_has(st, "What went well?");
	st_press(st, "two<Enter>t");
	st_press(st, "+t");
	st_has(st, "A colleague's name is fine here.");
	st_press(st, "three<Enter><Enter>");
	st_press(st, "+x");
	st_has(st, "Which rule or task should go?");
	st_press(st, "four<Enter>");
	st_has(st, "How many minutes a shift does it cost?");
	st_press(st, "<Enter>r");
	st_log(st, "note matters meaning 0: one\n"
	           "note bright teamwork 0: two\n"
	           "note thanks other 0: three\n"
	           "note stop records 0: four\n");
	st_free(st);
}

static void
kind_by_the_mark(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "<Down><Down><Up><Left><Right><Down><Down><Down>");
	st_press(st, "<Down><Enter>");
	st_has(st, "Who or what deserves thanks?");
	st_free(st);
}

static void
minutes(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "xSigning twice<Enter>");
	st_expect(st, "entry-minutes");
	st_press(st, "999");
	st_press(st, "<Enter>");
	st_has(st, "At most 720 minutes, a whole shift.");
	st_press(st, "<Backspace><Backspace><Backspace>15");
	st_expect(st, "entry-minutes-typed");
	st_press(st, "<Up><Down><Enter>r");
	st_log(st, "note stop records 15: Signing twice\n");
	st_free(st);
}

static void
minutes_back(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "xSigning twice<Enter>1<Backspace><Backspace>");
	st_has(st, "Which rule or task should go?");
	st_press(st, "<Enter><Esc>");
	st_has(st, "Signing twice");
	st_press(st, " daily<Enter><Enter>r");
	st_log(st, "note stop records 0: Signing twice daily\n");
	st_free(st);
}

static void
theme_by_the_mark(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "pNoise<Enter><Left><Up><Down><Right><Left><Up>");
	st_has(st, SIGN_FOCUS " t  Teamwork and communication");
	st_press(st, "<Enter>");
	st_log(st, "note pebble teamwork 0: Noise\n");
	st_press(st, "+pNoise<Enter><Backspace>!<Enter><Enter>");
	st_log(st, "note pebble other 0: Noise!\n");
	st_free(st);
}

/* Every theme's letter keeps the note under it. */
static void
every_letter(void **state)
{
	static const char letters[] = "wbrastcmeplunoh";
	struct st *st = st_new();

	(void)state;
	st_press(st, "n");
	for (int i = 0; i < st->facts.theme_count; i++) {
		char keys[] = "+px<Enter>?";
		char line[64];

		keys[sizeof(keys) - 2] = letters[i];
		st_press(st, keys);
		snprintf(line, sizeof(line), "note pebble %s 0: x\n",
		    st->facts.themes[i].id);
		st_log(st, line);
	}
	st_free(st);
}

static void
many_themes(void **state)
{
	struct st *st = st_new();
	static struct fact_theme themes[40];
	static const char *const titles[] = {"Äußere Umstände", "夜勤",
	    "Supplies, equipment, medication, and everything on wheels"};

	(void)state;
	for (int i = 0; i < 40; i++)
		themes[i] = (struct fact_theme){
		    i == 20 ? "picked" : "theme", titles[i % 3]};
	st->facts.themes = themes;
	st->facts.theme_count = 40;
	st_press(st, ADD "pNoise<Enter>");
	st_expect(st, "entry-themes-many");
	st_press(st, "<Right>"); /* nothing lies there */
	for (int i = 0; i < 19; i++)
		st_press(st, "<Up>");
	st_press(st, "<Enter>");
	st_log(st, "note pebble picked 0: Noise\n");
	st_free(st);
}

static void
no_themes(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.theme_count = 0;
	st_press(st, ADD "pNoise<Enter>a<Down><Right>");
	st_front(st, SCREEN_NOTE_ENTRY);
	st_press(st, "<Enter>");
	st_log(st, "note pebble other 0: Noise\n");
	st_free(st);
}

static void
nothing_written(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "p<Enter>");
	st_has(st, "Nothing is written yet.");
	st_press(st, "   <Enter>");
	st_has(st, "Nothing is written yet.");
	st_press(st, "<Ctrl-U><Esc>");
	st_front(st, SCREEN_NOTES);
	st_press(st, "+<Esc>");
	st_front(st, SCREEN_NOTES);
	st_log(st, "");
	st_free(st);
}

static void
asks_before_throwing_away(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "pNoise<Esc>");
	st_expect(st, "entry-leave");
	st_press(st, "<Enter>"); /* Enter keeps writing, Esc too */
	st_has(st, "Noise");
	st_press(st, "<Esc><Esc>");
	st_has(st, "Noise");
	st_press(st, "<Esc>k!");
	st_has(st, "Noise!");
	st_press(st, "<Esc>t");
	st_front(st, SCREEN_NOTES);
	st_log(st, "");
	st_has_not(st, "Kept.");
	st_free(st);
}

static void
long_text(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "b");
	for (int i = 0; i < 44; i++)
		st_press(st, "ten words. ");
	st_has(st, "room for 16 more characters");
	st_expect(st, "entry-text-long");
	st_press(st, "sixteen more of it.");
	st_has(st, "It is full: 500 characters.");
	st_press(st, "<Backspace>");
	st_has(st, "room for 1 more character");
	st_free(st);
}

/* Wide letters, marks that combine, a word longer than a line. */
static void
letters_of_the_world(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "t");
	st_press(st, "夜勤の引き継ぎがとても分かりやすかったです。");
	st_press(st, " Rene\xcc\x81 und Zoe\xcc\x88, ");
	st_press(st, "Nachtschichtübergabeprotokollformulardurchschriftenablage"
	             "ordnungsvorschrift");
	st_expect(st, "entry-text-letters");
	st_press(st, "<Enter><Enter>");
	st_front(st, SCREEN_NOTES);
	st_free(st);
}

static void
characters_are_text(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "p? ! u q /");
	st_front(st, SCREEN_NOTE_ENTRY);
	st_has(st, "? ! u q /");
	st_press(st, "<F2>");
	st_front(st, SCREEN_SUPPORT);
	st_press(st, "<Esc>");
	st_has(st, "? ! u q /");
	st_press(st, "<F1>");
	st_front(st, SCREEN_HELP);
	st_press(st, "<Esc>");
	st_has(st, "? ! u q /");
	st_free(st);
}

static void
not_kept(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->fail = EFFECT_NOTE_ADD;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, ADD "pNoise<Enter>a");
	st_has(st, "The text is still here; Enter tries again.");
	st_has(st, "Not saved: the disk is full.");
	st_press(st, "<Enter>");
	st_log(
	    st, "note pebble alarms 0: Noise\nnote pebble alarms 0: Noise\n");
	st_has(st, "Kept.");
	st_free(st);
}

/* --- what could show somebody --- */

static void
points_at_it(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "pFall in room 412 again, ask Maria Lopez or call "
	                 "555-210-4417. MRN 00412345 has the DOB 3/14/1952.");
	st_press(st, "<Enter>");
	st_expect(st, "entry-check");
	st_expect_ascii(st, "entry-check");
	st_has(st, "Fall in [room 412] again, ask [Maria Lopez]");
	st_log(st, "");
	st_free(st);
}

/* Enter leads to the first words in brackets. */
static void
rephrased(void **state)
{
	static const char *const keys[] = {"<Enter>", "<Esc>", "<Backspace>"};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct st *st = st_new();

		st_press(st, ADD "pFall in room 412<Enter>");
		st_press(st, keys[i]);
		st_has(st, "What gets in the way of a good day?");
		if (i == 0)
			st_expect(st, "entry-rephrase");
		for (int k = 0; k < 8; k++)
			st_press(st, "<Delete>");
		st_press(st, "the bath<Enter>");
		st_has(st, "What is it about?");
		st_press(st, "<Enter>");
		st_log(st, "note pebble other 0: Fall in the bath\n");
		st_free(st);
	}
}

/* One key; the same text is not asked about again, another one is. */
static void
kept_as_it_is(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "mGrace is what I wish Grace would show<Enter>k");
	st_has(st, "What is it about?");
	st_press(st, "<Esc><Left><Enter>");
	st_has(st, "What is it about?");
	st_press(st, "<Esc>,<Enter>");
	st_has(st, "Could this show a patient or a colleague?");
	st_press(st, "k<Enter>");
	st_log(st, "note matters other 0: Grace is what I wish Grace would "
	           "sho,w\n");
	st_press(st, "+xRoom 4 checks<Enter>k");
	st_has(st, "How many minutes a shift does it cost?");
	st_press(st, "<Enter><Enter>");
	st_log(st, "note stop other 0: Room 4 checks\n");
	st_free(st);
}

static void
thanks_may_name(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "tMaria and Mrs. Okafor helped me out<Enter>");
	st_has(st, "What is it about?");
	st_press(st, "<Enter>");
	st_log(
	    st, "note thanks other 0: Maria and Mrs. Okafor helped me out\n");
	st_press(st, "+t");
	for (int i = 0; i < 20; i++)
		st_press(st, "Maria, Kim, ");
	st_press(st, "for bed 4<Enter>");
	st_has(st, "Could this show a patient?");
	st_has(st, "Kim, for [bed 4]");
	st_has_not(st, "[Maria]");
	st_free(st);
}

static void
knows_the_unit(void **state)
{
	static const char *const people[] = {"Thandi", "charge nurse"};
	struct st *st = st_new();

	(void)state;
	st->facts.people = people;
	st->facts.person_count = 2;
	st_press(st, ADD "pthe charge nurse and thandi are alone<Enter>");
	st_has(st, "the charge nurse and [thandi] are alone");
	st_free(st);
}

/* Long, with more than there is room for, and letters of two columns. */
static void
points_at_much(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "p夜勤 José in 夜 room 12, ");
	for (int i = 0; i < 14; i++)
		st_press(st, "Mrs. García-Hernández de la Cruz in bed 4; ");
	st_press(st, "<Enter>");
	st_expect(st, "entry-check-long");
	st_expect_ascii(st, "entry-check-long");
	st_free(st);
}

static void
points_in_a_huddle(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h<Enter><Enter><Enter><Enter><Enter>p");
	st_press(st, "Bed 4 squeaks<Enter>");
	st_has(st, "[Bed 4] squeaks");
	assert_int_equal(stage_idle_seconds(st->stage), 0);
	st_press(st, "?");
	st_front(st, SCREEN_HELP);
	st_press(st, "<Esc>k");
	st_has(st, "What is it about?");
	st_free(st);
}

/* A note half typed is not for whoever comes next; it says so before. */
static void
idle(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD "p");
	st_idle(st);
	st_has(st, "Nobody there? This page closes soon: press any key.");
	st_press(st, "Half a no");
	st_idle(st);
	st_has(st, "This page closes soon, and what is typed goes with it: "
	           "press any key.");
	st_press(st, "t");
	st_has_not(st, "This page closes");
	st_has(st, "Half a not");
	st_idle(st);
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_has_not(st, "Half");
	st_press(st, "x");
	st_front(st, SCREEN_HOME);
	st_press(st, ADD "p");
	st_has_not(st, "Half");
	st_log(st, "");
	st_free(st);
}

/* Whatever lies on it. */
static void
idle_behind_help(void **state)
{
	static const char *const keys[] = {"<F1>", "<F2>", "<Enter>", "<Esc>"};

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct st *st = st_new();

		st_press(st, ADD "pHalf a note");
		st_press(st, keys[i]);
		while (stage_front(st->stage) != SCREEN_IDLE)
			st_idle(st);
		st_press(st, "x");
		st_front(st, SCREEN_HOME);
		st_free(st);
	}
}

static void
paste(struct st *st, const char *text)
{
	stage_paste(st->stage, K_NONE);
	for (; *text; text++)
		stage_paste(st->stage, (uint32_t)*text);
}

/* Only the text takes a paste: no letter of it is a theme, an answer or a
 * kind. */
static void
pasted(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, ADD);
	paste(st, "mbpxt");
	st_has_not(st, "What matters to you at work?");
	st_press(st, "p");
	paste(st, "first line second line ? ! t");
	st_has(st, "first line second line ? ! t");
	st_press(st, "<Esc>");
	paste(st, "t k");
	st_has(st, "Leave without this note?");
	st_press(st, "k<Enter>");
	paste(st, "wbrast!?");
	st_has(st, "What is it about?");
	st_press(st, "<Enter>");
	st_log(st, "note pebble other 0: first line second line ? ! t\n");
	st_press(st, "+pRoom 4<Enter>");
	paste(st, "k");
	st_has(st, "Could this show a patient");
	st_free(st);
}

/* In a huddle nothing times out. */
static void
never_idle_in_a_huddle(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h<Enter><Enter><Enter><Enter><Enter>p");
	st_front(st, SCREEN_NOTE_ENTRY);
	assert_int_equal(stage_idle_seconds(st->stage), 0);
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	st_all_keys(SCREEN_NOTE_ENTRY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(every_kind),
	    cmocka_unit_test(kind_by_the_mark),
	    cmocka_unit_test(minutes),
	    cmocka_unit_test(minutes_back),
	    cmocka_unit_test(theme_by_the_mark),
	    cmocka_unit_test(every_letter),
	    cmocka_unit_test(many_themes),
	    cmocka_unit_test(no_themes),
	    cmocka_unit_test(nothing_written),
	    cmocka_unit_test(asks_before_throwing_away),
	    cmocka_unit_test(long_text),
	    cmocka_unit_test(letters_of_the_world),
	    cmocka_unit_test(characters_are_text),
	    cmocka_unit_test(not_kept),
	    cmocka_unit_test(points_at_it),
	    cmocka_unit_test(rephrased),
	    cmocka_unit_test(kept_as_it_is),
	    cmocka_unit_test(thanks_may_name),
	    cmocka_unit_test(knows_the_unit),
	    cmocka_unit_test(points_at_much),
	    cmocka_unit_test(points_in_a_huddle),
	    cmocka_unit_test(idle),
	    cmocka_unit_test(idle_behind_help),
	    cmocka_unit_test(pasted),
	    cmocka_unit_test(never_idle_in_a_huddle),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
