/*
 * The page of what became of what was said: its three parts, however full or
 * empty, and what can be done from it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen_lists.h"
#include "screen_test.h"
#include "util/mem.h"

#define TODAY 20781 /* 24 November 2026 */
#define MANY 1500

/* --- by hand --- */

static struct said
told(enum said_kind kind, const char *text, const char *became, int days)
{
	return (struct said){.kind = kind,
	    .said = (char *)text,
	    .became = (char *)became,
	    .raised = TODAY - days - 5,
	    .day = TODAY - days,
	    .note_kind = -1,
	    .action = 1,
	    .version = 1};
}

static void
tell(struct st *st, const struct said *list, int count, int waiting)
{
	st->facts.told = (struct fact_said){.list = list,
	    .count = count,
	    .waiting = waiting,
	    .since = TODAY - 28};
}

/* --- parts --- */

static void
parts(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "y");
	st_front(st, SCREEN_SAID);
	st_expect(st, "said");
	st_expect_ascii(st, "said");
	st_press(st, "jjjjjjj");
	st_expect(st, "said-waiting");
	st_free(st);
}

/* What is agreed or answered was not done; and the days of an answer may pass
 * without either. */
static void
every_kind_has_its_part(void **state)
{
	struct st *st = st_new();
	struct said list[SAID_KINDS];

	(void)state;
	for (int kind = 0; kind < SAID_KINDS; kind++)
		list[kind] = told((enum said_kind)kind, said_titles[kind], "",
		    SAID_KINDS - kind);
	st_press(st, "y");
	tell(st, list, SAID_KINDS, 1);
	st_expect(st, "said-kinds");
	st_has(st, "We are on it");
	st_has(st, "We answered");
	tell(st, list, 1, 0);
	st_has_not(st, "We are on it");
	st_has_not(st, "We answered");
	st_has(st, "Can't, because");
	st_has(st, "Still waiting");
	st_free(st);
}

static void
nothing_is_left_out(void **state)
{
	struct st *st = st_new();

	(void)state;
	lists_forget(st);
	st_press(st, "y");
	st_expect(st, "said-nothing");
	st_press(st, "<Enter>rujk"); /* on what is no entry nothing happens */
	st_front(st, SCREEN_SAID);
	st_log(st, "");
	st_free(st);
}

/* Long words, wide letters, combining marks, long texts, of last year. */
static void
hard_texts(void **state)
{
	static const char lang[] =
	    "Nachtschichtübergabeprotokollformulardurchschriftenablageordnung"
	    "svorschrift: zweimal unterschreiben";
	struct said list[] = {
	    told(SAID_DONE, lang,
	        "夜勤の引き継ぎを十五分早く始めて、皆で廊下を歩き"
	        "ながら話すことにしました。来月また見直します。",
	        1),
	    told(SAID_ANSWERED,
	        "Rene\xcc\x81, Zoe\xcc\x88 and A\xcc\x8asa ask: why "
	        "are there two signatures for saline?",
	        "Policy 4.2 asks for one only. The second came from a form of "
	        "2011 "
	        "that nobody had looked at since. The form is gone, the policy "
	        "stays, and whoever still signs twice may stop today without "
	        "asking anybody. The pharmacy knows.",
	        400),
	    told(SAID_CANT, "A pharmacist of our own on nights",
	        "No budget before July; we ask again then.", 3),
	    told(SAID_WAITING, lang, "", 90),
	};
	struct st *st = st_new();

	(void)state;
	list[0].minutes = 15;
	list[0].note_kind = NOTE_STOP;
	list[0].metoo = 4;
	list[3].tier = TIER_DEPARTMENT;
	st_press(st, "y");
	tell(st, list, 4, 1);
	st->facts.told.minutes = 15;
	st_expect(st, "said-hard");
	st_press(st, "j");
	st_expect(st, "said-hard-second");
	st_free(st);
}

/* A note has no card: it is shown whole, here or beside the list. */
static void
note_is_read(void **state)
{
	struct said list[] = {told(SAID_WAITING,
	    "Night shift restocked both carts without being asked, and left a "
	    "list of what was low, so that day shift could order it at seven "
	    "instead of noticing at ten.",
	    "", 2)};
	struct st *st = st_new();

	(void)state;
	list[0].action = 0;
	list[0].note_kind = NOTE_PEBBLE;
	snprintf(list[0].note, NOTE_ID_SIZE, "note1");
	st_press(st, "y");
	tell(st, list, 1, 1);
	st_press(st, "jj<Enter>");
	st_front(st, SCREEN_SAID);
	st_expect(st, "said-note");
	buf_clear(&st->log);
	st_press(st, "r");
	st_front(st, SCREEN_REQUEST);
	st_press(st, "<Esc>");
	tell(st, list, 1, 1);
	st_has(st, "back to the list");
	st_press(st, "<Backspace>");
	st_has_not(st, "back to the list");
	st_press(st, "<Enter><Esc><Enter>q<Enter><Enter>");
	st_front(st, SCREEN_SAID);
	st_has(st, "We did");
	st_free(st);
}

/* --- what can be done --- */

static void
answered_here(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "y");
	st_has_not(st, "r respond");
	st_press(st, "G<Up><Up>");
	st_has(st, "waiting      Linen runs out before noon");
	st_has(st, "r respond");
	buf_clear(&st->log);
	st_press(st, "rOrdered for Friday.<F10>");
	st_front(st, SCREEN_SAID);
	st_log(st, "respond 1 \"Ordered for Friday.\"\n");
	st_has(st, "Linen runs out before noon. u undoes it.");
	st_press(st, "u");
	st_log(st, "undo 1\n");
	st_has(st, "U does it again");
	st_press(st, "U");
	st_log(st, "redo 1\n");
	st_free(st);
}

static void
pages_above(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "y<Enter>");
	st_front(st, SCREEN_CARD);
	st_has(st, "Spare glucometer");
	st_press(st, "<Esc>p");
	st_front(st, SCREEN_PAGE);
	st_press(st, "<Esc>");
	st_front(st, SCREEN_SAID);
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HOME);
	st_press(st, "yq");
	st_front(st, SCREEN_HOME);
	st_press(st, "y<Backspace>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
not_read(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->fail = EFFECT_SAID;
	st->fail_status = ERR_DATA;
	st->fail_text = "The store is busy.";
	st_press(st, "y");
	st_has(st, "That did not work. Please try again.");
	st_has(st, "The store is busy.");
	st_has_not(st, "We did");
	st_free(st);
}

static void
idles(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "y");
	st_idle(st);
	st_has(st, "Nobody there?");
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_free(st);
}

/* --- long lists --- */

/* Every one of very many can be reached, in its order, and none is told only
 * because there was no room. */
static void
very_many(void **state)
{
	struct said *list = mem_new(MANY, sizeof(*list));
	struct st *st = st_new();
	char text[64];

	(void)state;
	for (int i = 0; i < MANY; i++) {
		snprintf(text, sizeof(text), "Number %d of them", i);
		list[i] = told(i < MANY - 20 ? SAID_DONE : SAID_WAITING,
		    mem_copy(text), i % 3 ? "Because it was so." : "", i % 20);
	}
	st_press(st, "y");
	tell(st, list, MANY, 33);
	st_expect(st, "said-many");
	for (int i = 0; i < MANY - 20; i++) {
		snprintf(text, sizeof(text),
		    SIGN_FOCUS " done         Number %d of them", i);
		if (i % 50 == 0 || i > MANY - 40)
			st_has(st, text);
		st_press(st, "j");
	}
	st_has(st, "Nothing was turned down in these days.");
	st_press(st, "G");
	st_has(st, "and 13 more");
	st_expect(st, "said-many-end");
	st_press(st, "<PgUp><PgUp><PgUp>");
	st_has(st, SIGN_FOCUS);
	st_has(st, "more below");
	st_press(st, "g<PgDn><PgDn><End><Home><Down><Up>k");
	st_has(st, SIGN_FOCUS " done         Number 0 of them");
	for (int i = 0; i < MANY; i++)
		free(list[i].said);
	free(list);
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	st_all_keys(SCREEN_SAID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(parts),
	    cmocka_unit_test(every_kind_has_its_part),
	    cmocka_unit_test(nothing_is_left_out),
	    cmocka_unit_test(hard_texts),
	    cmocka_unit_test(note_is_read),
	    cmocka_unit_test(answered_here),
	    cmocka_unit_test(pages_above),
	    cmocka_unit_test(not_read),
	    cmocka_unit_test(idles),
	    cmocka_unit_test(very_many),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
