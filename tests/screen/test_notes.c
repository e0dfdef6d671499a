/*
 * The notes page: reading, narrowing and finding, and everything that can be
 * done with a note. What asks for words and the card's page are made here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notes_unit.h"
#include "tests/unit/unit.h"
#include "ui/stage.h"
#include "util/mem.h"

/* How many cells of the page (80x24) have a style. */
static int
styled(struct st *st, enum style style)
{
	struct cells cells;
	int count = 0;

	cells_init(&cells, 24, 80, false);
	stage_view(st->stage, &cells);
	for (int i = 0; i < 24 * 80; i++)
		count += cells.at[i].style == style;
	cells_done(&cells);
	return count;
}

/* --- looking --- */

static void
pages(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_expect(st, "notes");
	st_expect_ascii(st, "notes");
	st_press(st, "j<Enter>");
	st_expect(st, "notes-read");
	st_press(st, "<Esc>jj");
	st_expect(st, "notes-third");
	st_free(st);
}

static void
states(void **state)
{
	struct st *st = notes_unit_of_states();

	(void)state;
	st_expect(st, "notes-states");
	st_expect_ascii(st, "notes-states");
	st_has(st, "card 5, testing");
	st_has(st, "5 notes"); /* neither merged nor redacted */
	st_has(st, "waiting 14 days");
	st_press(st, "<Enter>");
	st_has(st, "3 more said me too.");
	st_has(st, "On the action board");
	st_has(st, "card 5, testing");
	st_press(st, "jj");
	st_expect(st, "notes-read-cant");
	st_has(st, "It costs 15 minutes a shift.");
	st_has(st, "Can't, because (Tue 24 November)");
	st_has(st, "The law wants both copies.");
	st_press(st, "j");
	st_has(st, "Waiting for an answer for 14 days.");
	st_press(st, "j");
	st_has(st, "Answered (Sun 22 November)");
	st_has(st, "It is repaired.");
	st_free(st);
}

/* The card is known by its number even if the board was never read. */
static void
unknown_card(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->notes[0].state = NOTE_ACTION;
	st->notes[0].action = 4711;
	notes_show(st);
	st_has(st, "card 4711\n");
	st_free(st);
}

static void
reading(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "<Down><Down><Down><Enter>");
	st_has(st, "It costs 15 minutes a shift.");
	st_has(st, "4 of 7");
	st_press(st, "k<Up>"); /* from note to note */
	st_has(st, "2 of 7");
	st_press(st, "j<PgDn><PgUp> <Down>");
	st_has(st, "4 of 7");
	st_press(st, "<Backspace>");
	st_has(st, "7 notes");
	st_press(st, "<Enter><Enter><Enter>q<Enter><Esc>");
	st_has(st, "7 notes");
	st_front(st, SCREEN_NOTES);
	st_free(st);
}

/* A long note with a long answer is scrolled; the next begins at its top. */
static void
long_note(void **state)
{
	struct st *st = st_new();
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < 62; i++)
		buf_add(&text, "\xe5\xa4\x9c\xe7\x8f\xad night ");
	for (int i = 0; i < 2; i++)
		notes_set(&st->notes[i].text, buf_text(&text));
	buf_add(&text, "is the end");
	for (int i = 0; i < 2; i++) {
		st->notes[i].state = NOTE_ANSWERED;
		st->notes[i].answered = st->facts.shift.day;
		notes_set(&st->notes[i].answer, buf_text(&text));
	}
	notes_show(st);
	st_press(st, "<Enter>");
	st_expect(st, "notes-long");
	st_has(st, "more below: PgDn");
	st_has_not(st, "is the end");
	st_press(st, "<Esc>");
	st_expect(st, "notes-long-beside");
	st_press(st, "<Enter><PgDn><PgDn>");
	st_has(st, "is the end");
	st_has_not(st, "more below");
	st_press(st, "j");
	st_has(st, "bright spot\n");
	st_has(st, "more below: PgDn");
	buf_done(&text);
	st_free(st);
}

static void
moving(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "<End>");
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
none(void **state)
{
	struct st *st = st_new_first();

	(void)state;
	notes_show(st);
	st_expect(st, "notes-none");
	st_press(st, "<Enter>jknNramcMDo");
	st_has(st, "No notes yet. + adds the first one.");
	st_press(st, "u");
	st_has(st, "Nothing was changed today that could be undone.");
	st_press(st, "U");
	st_has(st, "Nothing was undone that could be done again.");
	st_press(st, "f<Right>q");
	st_has(st, "No notes are like that.");
	st_press(st, "F/x");
	st_has(st, "No note has \"x\".");
	st_log(st, "");
	st_free(st);
}

/* --- narrowing --- */

static void
filtering(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "jf");
	st_expect(st, "notes-filter");
	st_press(st, "<Right>");
	st_has(st, "what matters");
	st_has(st, "1 note");
	st_press(st, "l ");
	st_has(st, "3 notes"); /* the list behind the box follows */
	st_press(st, "<Left>h<Backspace><Backspace>"); /* round */
	st_has(st, "     1 note");
	st_has(st, "thanks");
	st_press(st, "<Esc>"); /* as before, on the note that it was */
	st_has(st, "7 notes");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_press(st, "f<Right><Right><Right><Enter>");
	st_has(st, "only pebble");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble");
	st_press(st, "f<Down>j<Right><Enter>");
	st_has(st, "only pebble " SIGN_DOT " waiting for an answer");
	st_expect(st, "notes-filtered");
	st_press(st, "fkj<Up><Down><Down><Right><Right><Right><Right><Right>f");
	st_has(st, "only pebble " SIGN_DOT " Supplies and equipment " SIGN_DOT
	           " waiting for an answer");
	st_press(st, "F");
	st_has(st, "7 notes");
	st_has_not(st, "only");
	st_press(st, "f<Right>F");
	st_has(st, "7 notes");
	st_has_not(st, "Which notes?");
	st_press(st, "fl<Enter><Esc>"); /* Esc: all, then away */
	st_has(st, "7 notes");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
ages(void **state)
{
	static const int days[] = {0, 7, 8, 30, 31, 60, 70};
	struct st *st = st_new();

	(void)state;
	for (int i = 0; i < 7; i++)
		st->notes[i].day = st->facts.shift.day - days[i];
	notes_show(st);
	st_press(st, "fk<Right>");
	st_has(st, "of the last 7 days");
	st_has(st, "     2 notes");
	st_press(st, "<Right>");
	st_has(st, "older than a week");
	st_has(st, "     5 notes");
	st_press(st, "<Right>");
	st_has(st, "older than a month");
	st_has(st, "     3 notes");
	st_press(st, "<Right>");
	st_has(st, "any age");
	st_has(st, "     7 notes");
	st_free(st);
}

/* Merged and redacted notes are shown when they are asked for. */
static void
out_of_sight(void **state)
{
	struct st *st = notes_unit_of_states();

	(void)state;
	st_has_not(st, "21 Nov");
	st_press(st, "fjj<Left><Enter>");
	st_has(st, "only redacted");
	st_has(st, "(redacted: it named a patient)");
	st_press(st, "<Enter>");
	st_has(st, "Its text was taken away.");
	st_has(st, "Redacted, because");
	st_press(st, "D");
	st_has(st, "This note was redacted.");
	st_press(st, "qfjj<Left>q");
	st_has(st, "only merged into another");
	st_expect(st, "notes-merged");
	st_press(st, "<Enter>");
	st_has(st, "Merged into another note");
	st_press(st, "<Enter>"); /* there */
	st_has(st, "2 of 5");
	st_has(st, "Night shift restocked");
	st_press(st, "<Esc>");
	st_has_not(st, "only");
	st_press(st, "fjjhhqo");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_free(st);
}

static void
finding(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "/");
	st_expect(st, "notes-find");
	st_press(st, "RENE\xcc\x81");
	st_has(st, SIGN_FOCUS "   21 Nov");
	st_has(st, "     1 note");
	assert_int_equal(styled(st, STYLE_MATCH), 4);
	st_press(st, "<Left><Right>");
	st_press(st, "<Enter>");
	st_expect(st, "notes-found");
	st_has(st, "only \"RENE\xcc\x81\"");
	st_press(st, "<Enter>"); /* marked where it is read, too */
	assert_int_equal(styled(st, STYLE_MATCH), 4);
	st_press(st, "<Esc>/");
	st_has(st, "7 notes");
	st_press(st, "n");
	st_has(st, "Find: n");
	st_has(st, SIGN_FOCUS "   21 Nov");
	st_press(st, "<Down>"); /* in the list */
	st_has(st, SIGN_FOCUS "   10 Nov");
	st_press(st, "<Esc>");
	st_has(st, SIGN_FOCUS "   21 Nov");
	assert_int_equal(styled(st, STYLE_MATCH), 0);
	st_free(st);
}

/* Themes are found too; n and N go through the matches, round the end. */
static void
through_matches(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "/teamwork<Enter>");
	st_has(st, "     2 notes");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_press(st, "n");
	st_has(st, SIGN_FOCUS "   23 Nov  thanks");
	st_press(st, "n");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_press(st, "N");
	st_has(st, SIGN_FOCUS "   23 Nov  thanks");
	st_press(st, "<Esc>");
	st_has(st, SIGN_FOCUS "   23 Nov  thanks");
	st_has(st, "7 notes");
	st_free(st);
}

static void
not_found(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "j/zzz");
	st_has(st, "No note has \"zzz\".");
	st_press(st, "<Enter>");
	st_has(st, "     0 notes");
	st_press(st, "nNrm<Esc>");
	st_has(st, "7 notes");
	st_press(st, "g/lift<Esc>");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble"); /* where it began */
	st_press(st, "/<Enter>?<Esc>/a?!<Esc>");
	st_front(st, SCREEN_NOTES);
	st_has(st, "7 notes");
	st_free(st);
}

/* --- answering --- */

static void
me_too(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "m");
	st_log(st, "metoo note0\n");
	st_has(st, "You said me too; u takes it back.");
	st_press(st, "jU");
	st_has(st, "Nothing was undone that could be done again.");
	st_press(st, "u");
	st_log(st, "undo 1\n");
	st_has(st, "Undone: me too: Linen runs out before noon. U does it "
	           "again.");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble"); /* what it was about */
	assert_int_equal(st->notes[0].metoo, 0);
	st_press(st, "<Enter>U");
	st_log(st, "redo 1\n");
	st_has(st, "Done again: me too: Linen runs out before noon. u undoes "
	           "it.");
	st_has(st, "1 more said me too.");
	st_press(st, "u");
	st_has_not(st, "more said");
	st_free(st);
}

static void
answers(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "r");
	st_front(st, SCREEN_REQUEST);
	assert_int_equal(notes_asked()->kind, REQUEST_ANSWER);
	assert_string_equal(notes_asked()->note, "note0");
	assert_int_equal(notes_asked()->version, 1);
	st_press(st, "x"); /* left again */
	st_has_not(st, "Answered");
	st_press(st, "mrx"); /* though something else was done with it */
	st_has_not(st, "Answered");
	st_press(st, "ur<Enter>");
	st_has(st, "Answered. u undoes it.");
	st_has(st, "noon      answered");
	st_press(st, "r");
	st_front(st, SCREEN_NOTES);
	st_has(st, "This note has its answer already. Nothing was changed.");
	st_press(st, "jjjc");
	assert_int_equal(notes_asked()->kind, REQUEST_CANT);
	st_press(st, "<Enter>");
	st_has(st, "Kept, with the reason. u undoes it.");
	st_has(st, "can't");
	st_press(st, "<Enter>racM"); /* no use, and not in the footer */
	st_has(st, "This note has its answer already. Nothing was changed.");
	st_has(st, "   Esc list   m me too   u undo   D redact");
	st_press(st, "<Esc>uu");
	st_has(st, "new today");
	st_has(st, "waiting 1 day");
	st_free(st);
}

/* A note that was answered leaves those that wait; the next is in its place. */
static void
answers_of_what_waits(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "fjjl<Enter><Enter>");
	st_has(st, "1 of 4");
	st_press(st, "r<Enter>");
	st_has(st, "Answered. u undoes it.");
	st_has(st, "1 of 3");
	st_has(st, "Nachtschicht");
	st_press(st, "u");
	st_has(st, "1 of 4");
	st_has(st, "Linen");
	for (int i = 0; i < 4; i++)
		st_press(st, "r<Enter>");
	st_has(st, "Nothing waits for an answer.");
	st_has(st, "f filter");
	st_free(st);
}

static void
becomes_action(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "a");
	assert_int_equal(notes_asked()->kind, REQUEST_ADD);
	assert_string_equal(notes_asked()->note, "note0");
	st_press(st, "<Enter>");
	st_has(st, "It is card 9 on the board now. u undoes it.");
	st_has(st, "card 9, new");
	st_press(st, "a");
	st_has(st, "This note is card 9 by now.");
	st_press(st, "o");
	st_front(st, SCREEN_CARD);
	assert_int_equal(notes_opened(), 9);
	st_press(st, "x<Enter><Enter>"); /* from the note itself */
	st_front(st, SCREEN_CARD);
	st_press(st, "x");
	st_has_not(st, "u undoes it");
	st_press(st, "u");
	st_has(st, "Undone: added: Linen runs out before noon.");
	st_has(st, "Waiting for an answer since today.");
	st_free(st);
}

static void
redacts(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "mD");
	assert_int_equal(notes_asked()->kind, REQUEST_REDACT);
	st_press(st, "x");
	st_has_not(st, "Redacted");
	st_press(st, "D<Enter>");
	st_has(st, "Redacted: its text is gone for good.");
	st_has_not(st, "Linen");
	st_has(st, "6 notes");
	st_press(st, "fjj<Left><Enter>D"); /* once is enough */
	st_has(st, "(redacted: It named a patient.)");
	st_front(st, SCREEN_NOTES);
	st_free(st);
}

/* --- merging --- */

static void
merges(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "G<Up>M");
	st_expect(st, "notes-merge");
	st_press(st, "<Enter>");
	st_has(st, "That is the note itself. Choose the one that stays.");
	/* What cannot take a pebble is passed over. */
	st_press(st, "k");
	st_has(st, SIGN_FOCUS "   23 Nov  stop this");
	st_expect(st, "notes-merge-into");
	st_press(st, "k");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble        Linen");
	st_press(st, "k");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble        Linen");
	st_press(st, "G");
	st_has(st, SIGN_FOCUS " Oct 2025  pebble");
	st_press(st, "g<PgDn>k");
	st_has(st, SIGN_FOCUS "   23 Nov  stop this");
	buf_clear(&st->log);
	st_press(st, "/linen<Enter><Enter>"); /* found: still merging */
	st_log(st, "merge note5 note0\n");
	st_has(st, "Merged into this one. u undoes it.");
	st_press(st, "<Esc>");
	st_has(st, "6 notes");
	st_press(st, "u");
	st_has(st, "7 notes");
	st_has(st, SIGN_FOCUS "   10 Nov  pebble");
	st_free(st);
}

/* Where nothing can take it, the mark stays and says so. */
static void
merges_with_nothing(void **state)
{
	struct st *st = notes_unit();
	int dim;

	(void)state;
	dim = styled(st, STYLE_DIM);
	st_press(st, "jjjM"); /* the only stop this, with a long text */
	st_expect(st, "notes-merge-long");
	/* Six others that cannot take it, each with its kind. */
	assert_true(styled(st, STYLE_DIM) > dim + 6 * 6);
	st_press(st, "<Esc>kkM"); /* the only bright spot */
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_press(st, "j");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_has(st, "No note that way can take it.");
	st_press(st, "k");
	st_has(st, SIGN_FOCUS "   24 Nov  bright spot");
	st_press(st, "/linen<Enter>"); /* of another kind: it is not hidden */
	st_has(st, SIGN_FOCUS "   24 Nov  pebble");
	st_press(st, "<Enter>");
	st_has(st, "A note of the kind \"bright spot\" cannot be merged");
	st_free(st);
}

static void
does_not_merge(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "<Enter>M<Esc>");
	st_has_not(st, "goes into which note?");
	st_press(st, "Mq");
	st_front(st, SCREEN_NOTES);
	st_press(st, "Mfl<Enter>");
	st_has(st, "No note that way can take it.");
	st_press(st, "M");
	st_has_not(st, "goes into which note?");
	st_has(st, "only what matters");
	st_press(st, "Fgr<Enter>M");
	st_has(st, "This note has its answer already. Nothing was changed.");
	st_free(st);
}

/* --- what others do --- */

static void
changed_elsewhere(struct st *st)
{
	st->notes[0].version++;
	st->notes[0].metoo = 4;
}

static void
somebody_faster(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st->before = EFFECT_REQUEST;
	st->meanwhile = changed_elsewhere;
	st_press(st, "<Enter>m");
	st_has(st, "Somebody was faster. This is how it stands now.");
	st_has(st, "4 more said me too.");
	st_press(st, "m");
	st_has(st, "5 more said me too.");
	st_press(st, "<Esc>M");
	st->before = EFFECT_REQUEST;
	st->meanwhile = changed_elsewhere;
	st_press(st, "G<Enter>");
	st_has(st, "Somebody was faster.");
	st_press(st, "j");
	st_has_not(st, "goes into which note?");
	st_free(st);
}

static void
failures(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st->fail = EFFECT_REQUEST;
	st->fail_status = ERR_CREATE;
	st->fail_text = "The disk is full.";
	st_press(st, "m");
	st_has(st, "That did not work. Please try again.");
	st_has(st, "The disk is full.");
	st->fail = EFFECT_UNDO;
	st->fail_status = ERR_AGAIN;
	st->fail_text = "Somebody changed something else meanwhile.";
	st_press(st, "mu");
	st_has(st, "Somebody changed something else meanwhile.");
	st_press(st, "<Esc>");
	st->fail = EFFECT_NOTES;
	st->fail_status = ERR_DATA;
	st->fail_text = "The store is damaged.";
	st_press(st, "n");
	st_has(st, "The store is damaged.");
	st_has_not(st, "No notes yet.");
	st_press(st, "jG<Enter><Esc>n+pNoise<Enter>a");
	st->fail = EFFECT_NOTE_REMOVE;
	st->fail_text = "It is answered already.";
	st_press(st, "u");
	st_has(st, "It is answered already.");
	st_has(st, "Noise");
	st_free(st);
}

/* --- adding --- */

static void
takes_back(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "m");
	st_has_not(st, "take it back");
	st_press(st, "+pNoise<Enter>a");
	st_has(st, "Kept. u takes it back.");
	st_has(st, "u take it back");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble        Noise");
	buf_clear(&st->log);
	st_press(st, "u");
	st_log(st, "remove new7\n");
	st_has(st, "Taken back; it is gone.");
	st_has(st, "7 notes");
	st_press(st, "u"); /* the step before */
	st_log(st, "undo 1\n");
	st_press(st, "+pNoise<Enter>am");
	buf_clear(&st->log);
	st_press(st, "u"); /* me too is newer than the note */
	st_log(st, "undo 2\n");
	st_free(st);
}

/* A note of another kind than the one filtered for is shown all the same. */
static void
added_under_a_filter(void **state)
{
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "f<Right>q+pNoise<Enter>a");
	st_has(st, "8 notes");
	st_has(st, SIGN_FOCUS "   24 Nov  pebble        Noise");
	st_free(st);
}

static void
many(void **state)
{
	struct st *st = notes_unit();
	char keys[64];

	(void)state;
	for (int i = 0; i < 25; i++) {
		snprintf(keys, sizeof(keys), "+pNoise number %d<Enter>a", i);
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
	struct st *st = notes_unit();

	(void)state;
	st_press(st, "q");
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

/* --- any keys --- */

/* Whatever is pressed, the page stands: st_press looks at it each time. */
static void
any_keys(void **state)
{
	static const char *const keys[] = {"j", "k", "<Down>", "<Up>", "g", "G",
	    "<PgDn>", "<PgUp>", "<Home>", "<End>", "<Enter>", "<Enter>",
	    "<Esc>", "m", "a", "r", "c", "M", "D", "o", "/", "f", "F", "n", "N",
	    "u", "U", "<Left>", "<Right>", " ", "e", "\xc3\xa9"};
	int count = sizeof(keys) / sizeof(keys[0]);

	(void)state;
	for (int round = 0; round < 12; round++) {
		struct st *st =
		    round % 2 ? notes_unit_of_states() : notes_unit();

		for (int i = 0; i < 250; i++) {
			st_press(st, keys[unit_between(0, count - 1)]);
			if (stage_front(st->stage) == SCREEN_HOME)
				st_press(st, "n");
			if (st->card_count > ST_CARDS - 2)
				break;
		}
		st_free(st);
	}
}

static void
all_keys(void **state)
{
	(void)state;
	notes_all_keys();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(states),
	    cmocka_unit_test(unknown_card),
	    cmocka_unit_test(reading),
	    cmocka_unit_test(long_note),
	    cmocka_unit_test(moving),
	    cmocka_unit_test(none),
	    cmocka_unit_test(filtering),
	    cmocka_unit_test(ages),
	    cmocka_unit_test(out_of_sight),
	    cmocka_unit_test(finding),
	    cmocka_unit_test(through_matches),
	    cmocka_unit_test(not_found),
	    cmocka_unit_test(me_too),
	    cmocka_unit_test(answers),
	    cmocka_unit_test(answers_of_what_waits),
	    cmocka_unit_test(becomes_action),
	    cmocka_unit_test(redacts),
	    cmocka_unit_test(merges),
	    cmocka_unit_test(merges_with_nothing),
	    cmocka_unit_test(does_not_merge),
	    cmocka_unit_test(somebody_faster),
	    cmocka_unit_test(failures),
	    cmocka_unit_test(takes_back),
	    cmocka_unit_test(added_under_a_filter),
	    cmocka_unit_test(many),
	    cmocka_unit_test(leaving),
	    cmocka_unit_test(all_keys), /* of the tests before */
	    cmocka_unit_test(any_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
