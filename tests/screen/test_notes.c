/*
 * The notes page: reading, filtering, finding, taking back.
 */
#include <stdio.h>
#include <string.h>

#include "screen_test.h"
#include "util/mem.h"

static void
pages(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "n");
	st_expect(st, "notes");
	st_expect_ascii(st, "notes");
	st_press(st, "j<Enter>");
	st_expect(st, "notes-read");
	st_press(st, "<Esc>jj");
	st_expect(st, "notes-third");
	st_free(st);
}

static void
reading(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "n<Down><Down><Down><Enter>");
	st_has(st, "It costs 15 minutes a shift.");
	st_has(st, "4 of 7");
	st_press(st, "k<Up>"); /* from note to note */
	st_has(st, "2 of 7");
	st_press(st, "j<PgDn><PgUp><End><Home>j<Backspace>");
	st_has(st, "7 notes");
	st_press(st, "<Enter><Enter><Enter>q<Enter><Esc>");
	st_has(st, "7 notes");
	st_press(st, "<Enter>j<Down>k");
	st_has(st, "3 of 7");
	st_free(st);
}

static void
moving(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "n<End>");
	st_has(st, SIGN_FOCUS " Oct 2025  pebble");
	st_press(st, "<Home>");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble");
	st_press(st, "G<PgUp>g<PgDn>");
	st_has(st, SIGN_FOCUS " Oct 2025  pebble");
	st_press(st, "<Home>k<Up>");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble");
	st_free(st);
}

static void
filtering(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "n");
	st_has(st, "all kinds");
	st_press(st, "f");
	st_has(st, "what matters     1 note");
	st_press(st, "fff");
	st_has(st, "stop this     1 note");
	st_press(st, "f");
	st_has(st, "thanks     1 note");
	st_press(st, "f");
	st_has(st, "all kinds     7 notes");
	st_free(st);
}

static void
none(void **state)
{
	struct st *st = st_new_first();

	(void)state;
	st_press(st, "n");
	st_expect(st, "notes-none");
	st_press(st, "<Enter>jknN");
	st_has(st, "No notes yet.");
	st_press(st, "f");
	st_has(st, "No notes of this kind. f shows the next kind, a adds one.");
	st_free(st);
}

static void
finding(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "n/");
	st_expect(st, "notes-find");
	st_press(st, "RENE\xcc\x81");
	st_has(st, SIGN_FOCUS "   21 Nov");
	st_press(st, "<Enter>");
	st_expect(st, "notes-found");
	st_press(st, "n"); /* round the end to itself */
	st_has(st, SIGN_FOCUS "   21 Nov");
	st_press(st, "/lin");
	st_has(st, SIGN_FOCUS "   24 Nov"); /* linen, round the end */
	st_press(st, "<Enter>");
	st_press(st, "nnN");
	st_has(st, "next match");
	st_free(st);
}

/* Themes are found too; n and N go through the matches. */
static void
through_matches(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "n/teamwork<Enter>");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_press(st, "n");
	st_has(st, SIGN_FOCUS "   23 Nov  thanks");
	st_press(st, "n");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_press(st, "N");
	st_has(st, SIGN_FOCUS "   23 Nov  thanks");
	st_free(st);
}

static void
not_found(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "nj/zzz<Enter>");
	st_has(st, "No note has \"zzz\".");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot"); /* where it began */
	st_press(st, "n");
	st_has(st, "No note has \"zzz\".");
	st_press(st, "/lift<Esc>");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_has_not(st, "next match");
	st_press(st, "/<Enter>?<Esc>/a?!<Esc>");
	st_front(st, SCREEN_NOTES);
	st_free(st);
}

static void
undo(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "n");
	st_has_not(st, "take it back");
	st_press(st, "apNoise<Enter>a");
	st_has(st, "Kept. u takes it back.");
	st_has(st, "u take it back");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble        Noise");
	buf_clear(&st->log);
	st_press(st, "u");
	st_log(st, "remove new7\n");
	st_has(st, "Taken back; it is gone.");
	st_has(st, "7 notes");
	st_has_not(st, "u take it back");
	st_free(st);
}

/* A note of another kind than the one filtered for is shown all the same. */
static void
added_under_a_filter(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "nfapNoise<Enter>a");
	st_has(st, "all kinds     8 notes");
	st_has(st, "Noise");
	st_free(st);
}

static void
failures(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->fail = EFFECT_NOTES;
	st->fail_status = ERR_DATA;
	st->fail_text = "The store is damaged.";
	st_press(st, "n");
	st_has(st, "The store is damaged.");
	st_has_not(st, "No notes yet.");
	st_press(st, "<Esc>napNoise<Enter>a");
	st->fail = EFFECT_NOTE_REMOVE;
	st->fail_text = "It is answered already.";
	st_press(st, "u");
	st_has(st, "It is answered already.");
	st_has(st, "Noise");
	st_free(st);
}

static void
many(void **state)
{
	struct st *st = st_new();
	char keys[64];

	(void)state;
	st_press(st, "n");
	for (int i = 0; i < 25; i++) {
		snprintf(keys, sizeof(keys), "apNoise number %d<Enter>a", i);
		st_press(st, keys);
	}
	st_press(st, "<End>");
	st_expect(st, "notes-many");
	st_press(st, "<PgUp>kkk");
	st_expect(st, "notes-many-up");
	st_free(st);
}

static void
leaving(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "nq");
	st_front(st, SCREEN_HOME);
	st_press(st, "n<Backspace>");
	st_front(st, SCREEN_HOME);
	st_press(st, "n<Esc>");
	st_front(st, SCREEN_HOME);
	st_press(st, "n");
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
	st_all_keys(SCREEN_NOTES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(reading),
	    cmocka_unit_test(moving),
	    cmocka_unit_test(filtering),
	    cmocka_unit_test(none),
	    cmocka_unit_test(finding),
	    cmocka_unit_test(through_matches),
	    cmocka_unit_test(not_found),
	    cmocka_unit_test(undo),
	    cmocka_unit_test(added_under_a_filter),
	    cmocka_unit_test(failures),
	    cmocka_unit_test(many),
	    cmocka_unit_test(leaving),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
