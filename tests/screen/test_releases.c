/*
 * What leaves the unit: what comes next, the list, one release in words, its
 * file, the audit, and a clock in doubt.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "releases_unit.h"
#include "ui/screen_releases.h"
#include "util/date.h"
#include "util/mem.h"

#define MANY 320
#define DEEP                                                                   \
	"[[[[[[[[[[[[[[[[[[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20" \
	"]]]]]]]]]]]]]]]]]]"

static struct st *
unit_with(int count)
{
	struct st *st = st_new();

	releases_fill(st, count);
	return st;
}

/* --- the list --- */

static void
list(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	releases_wait(st, 2);
	releases_rows(st)[0].tries = 0;
	releases_rows(st)[1].tries = 3;
	snprintf(releases_rows(st)[1].problem, 256,
	    "The server inbox.example.org did not answer within 30 seconds.");
	st_press(st, "o");
	st_front(st, SCREEN_RELEASES);
	st_expect(st, "releases");
	st_expect_ascii(st, "releases");
	st_press(st, "j");
	st_expect(st, "releases-second");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
nothing_yet(void **state)
{
	struct st *st = unit_with(0);

	(void)state;
	st_press(st, "o");
	st_expect(st, "releases-none");
	st_press(st, "<Enter>vnpc");
	st_log(st, "");
	st_press(st, "q");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
no_office(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	releases_wait(st, 3);
	st->facts.ledger.address = false;
	st_press(st, "o");
	st_expect(st, "releases-kept");
	st_press(st, "<Enter>");
	st_expect(st, "releases-no-office");
	st_free(st);
}

/* Weeks, months, other spans, this year and another one. */
static void
periods(void **state)
{
	static const int32_t spans[][2] = {{20766, 20766 + 6},
	    {20745, 20745 + 27}, {20758, 20787}, {20451, 20451 + 6},
	    {20444, 20444 + 6}, {20395, 20395 + 27}};
	struct st *st = unit_with(6);

	(void)state;
	for (int i = 0; i < 6; i++)
		releases_rows(st)[i].period =
		    (struct period){spans[i][0], spans[i][1]};
	st_press(st, "o");
	st_expect(st, "releases-periods");
	st_free(st);
}

static void
very_many(void **state)
{
	struct st *st = unit_with(MANY);

	(void)state;
	st_press(st, "oG");
	st_expect(st, "releases-many-end");
	st_press(st, "<PgUp><PgDn>k<Up><Down>j<Home>");
	st_has(st, SIGN_FOCUS " week 47");
	st_press(st, "<End><Enter>");
	st_log(st, "release 1\n");
	st_free(st);
}

/* What is told beforehand is the same whatever was answered and kept. */
static void
preview_is_blind(void **state)
{
	struct st *st = unit_with(0);

	(void)state;
	st->facts.huddle_round = NULL;
	st->facts.rounds[0].checkins = 13;
	st->facts.view_count = 0;
	st->facts.new_note_count = 0;
	st->facts.open_actions = 99;
	st_press(st, "o");
	st_expect(st, "releases-none");
	/* Numbers of the shift only where they leave. */
	st_has_not(st, "numbers of the shift");
	st->facts.ledger.shift_numbers = true;
	st_has(st, "sums of numbers of the shift, from 3 shifts up");
	st_free(st);
}

/* --- what hinders --- */

static void
hindered(void **state)
{
	static const struct {
		enum ledger_verdict verdict;
		const char *text;
		bool asks;
	} cases[] = {
	    {LEDGER_WAITS, "It waits for a huddle that is still open.", false},
	    {LEDGER_SEAL, "It is over", false},
	    {LEDGER_CLOCK_BEHIND, "records of a later day", true},
	    {LEDGER_CLOCK_AHEAD, "more than a month after the newest", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct st *st = unit_with(2);

		st->facts.ledger.verdict = cases[i].verdict;
		st_press(st, "o");
		st_has(st, cases[i].text);
		if (cases[i].asks)
			st_has(st, "c the clock is right");
		else
			st_has_not(st, "c the clock is right");
		st_press(st, "c");
		if (cases[i].asks)
			st_has(st, "Is the clock right?");
		else
			st_has_not(st, "Is the clock right?");
		st_free(st);
	}
}

static void
clock_confirmed(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	st->facts.ledger.verdict = LEDGER_CLOCK_AHEAD;
	st_press(st, "o");
	st_expect(st, "releases-clock");
	st_press(st, "c");
	st_expect(st, "releases-clock-ask");
	st_press(st, "<Esc>");
	st_log(st, "");
	st_press(st, "c<Enter>"); /* Enter leaves it too */
	st_log(st, "");
	st_press(st, "cr");
	st_log(st, "seal, confirmed\n");
	st_has(st, "Sealed: 2 releases.");
	st_has(st, SIGN_FOCUS " week 49");
	st_has_not(st, "c the clock is right");
	st_free(st);
}

static void
clock_refused(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	st->facts.ledger.verdict = LEDGER_CLOCK_BEHIND;
	st->fail = EFFECT_SEAL;
	st->fail_status = ERR_PERMISSION;
	st->fail_text = "Only a manager may confirm the clock.";
	st_press(st, "oc");
	st_has(st, "Is the clock right?");
	st_has(st, "The clock says Tue 24 November 2026, 07:02");
	st_has(st, "Enter choose ");
	st_press(st, "r");
	st_has(st, "Nothing was sealed and nothing is lost.");
	st_has(st, "Only a manager may confirm the clock.");
	st_has(st, "c the clock is right");
	st_free(st);
}

/* --- one release --- */

static void
in_words(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	st_press(st, "o<Enter>");
	st_log(st, "release 3\n");
	st_expect(st, "release");
	st_expect_ascii(st, "release");
	st_press(st, "G");
	st_expect(st, "release-end");
	st_press(st, "g<Esc>");
	st_has(st, SIGN_FOCUS " week 47");
	st_free(st);
}

static void
waits(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	releases_wait(st, 1);
	st_press(st, "o<Enter>");
	st_has(st, "week 47, waiting");
	st_has(st, "Exactly this goes to the wellness office, and no more.");
	st_has_not(st, "this went");
	st_free(st);
}

/* Nothing promises that it goes: its file cannot be made any more. */
static void
lost(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	releases_lose(st, 1);
	st_press(st, "o");
	st_has(st, "never sent: given up");
	st_press(st, "<Enter>");
	st_has(st, "week 47, never sent");
	st_has(st, "and it stays here");
	st_has_not(st, "goes to the wellness office");
	st_free(st);
}

/* A period with nothing to tell still says why. */
static void
nothing_to_tell(void **state)
{
	struct st *st = unit_with(1);
	struct summary *summary = releases_summary(st);

	(void)state;
	summary->pulse_count = summary->note_count = summary->action_count = 0;
	summary->response_count = summary->shift_count = 0;
	summary->has_dropped = false;
	summary->previous[0] = summary->site[0] = '\0';
	memset(&summary->huddles, 0, sizeof(summary->huddles));
	summary_withhold(summary, "pulse", "no round was closed");
	summary_withhold(summary, "notes", "fewer than 3 notes");
	summary_withhold(summary, "made-up", "a reason nobody knows");
	st_press(st, "o<Enter>");
	st_expect(st, "release-nothing");
	st_free(st);
}

static struct summary_pulse *
add_sum(struct summary *summary, const char *instrument, const char *item)
{
	struct summary_pulse *row = summary_add_pulse(summary);

	*row = summary->pulse[0];
	snprintf(row->key.instrument, ID_SIZE, "%s", instrument);
	snprintf(row->key.item, ID_SIZE, "%s", item);
	return row;
}

/* Other instruments, paper, sums that waited, counts out of bounds, long and
 * wide words. */
static void
hard_sums(void **state)
{
	static const char *words[] = {"had energy for the work",
	    "tenían lo que necesitaban para hacer un buen trabajo en su "
	    "último turno",
	    NULL, "夜勤の引き継ぎがとても分かりやすかった",
	    "Nachtschichtübergabeprotokollformulardurchschriftenablage"};
	struct st *st = unit_with(3);
	struct summary *summary = releases_summary(st);

	(void)state;
	summary->pulse[0].counted = -3;
	summary->pulse[1].paper_rounds = 2;
	add_sum(summary, "pulse", "someone-else")->key.version = 2;
	add_sum(summary, "leadership", "asked")->counted = 71;
	summary->pulse[4].since = summary->from - 14;
	summary->pulse[4].answered = 1234567890123;
	snprintf(summary->name, SUMMARY_NAME_SIZE, "病棟四西 Zoë");
	snprintf(summary->next_key, SUMMARY_HASH_SIZE, "%s", summary->previous);
	st->facts.releases.words = words;
	st_press(st, "o<Enter>");
	st_expect(st, "release-hard");
	st_press(st, "G");
	st_expect(st, "release-hard-end");
	st_free(st);
}

static void
not_read(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	st->fail = EFFECT_RELEASES;
	st->fail_status = ERR_DATA;
	st->fail_text = "The store is busy.";
	st_press(st, "o");
	st_has(st, "That did not work. Please try again.");
	st_press(st, "<Esc>o");
	st->fail = EFFECT_RELEASE;
	st_press(st, "<Enter>");
	st_has(st, "The store is busy.");
	st_has(st, SIGN_FOCUS " week 47");
	st_press(st, "<Enter>");
	st_has(st, "Exactly this went");
	st->fail = EFFECT_RELEASE;
	st_press(st, "p");
	st_has(st, "The store is busy.");
	st_press(st, "j");
	st_has(st, "week 47, sent");
	st->facts.releases.shown = NULL; /* it went with a restored store */
	st_has(st, "This release could not be read.");
	st_press(st, "<Esc>");
	st_has(st, SIGN_FOCUS " week 47");
	st_free(st);
}

/* A document that no summary could be made of is still shown. */
static void
not_understood(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	st_press(st, "o<Enter>");
	st->facts.releases.summary = NULL;
	st->facts.releases.audit = NULL;
	st->facts.releases.document = "{\"broken";
	st_has(st, "cannot be read as a release");
	st_press(st, "<Enter>");
	st_has(st, "{\"broken");
	st_press(st, "<Esc>v");
	st_has(st, "The audit could not be done");
	st->facts.releases.document = NULL;
	st_press(st, "<Esc><Enter>");
	st_has(st, "The file could not be read.");
	st_free(st);
}

static void
neighbours(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	st_press(st, "o<Enter>");
	st_has_not(st, "n later");
	st_press(st, "n"); /* it is the newest */
	st_log(st, "release 3\n");
	st_press(st, "Gp");
	st_log(st, "release 2\n");
	st_has(st, "week 46, sent");
	st_has(st, "Exactly this went"); /* from its top */
	st_press(st, "<Left>");
	st_log(st, "release 1\n");
	st_has_not(st, "p earlier");
	st_press(st, "p");
	st_log(st, "");
	st_press(st, "<Right>n");
	st_log(st, "release 2\nrelease 3\n");
	st_press(st, "p<Backspace>");
	st_has(st, SIGN_FOCUS " week 46");
	st_free(st);
}

/* --- the file --- */

static void
file(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	st_press(st, "o<Enter><Enter>");
	st_expect(st, "release-file");
	st_press(st, "jkG<Down><Up><PgUp><PgDn><End>");
	st_expect(st, "release-file-end");
	st_press(st, "g<Home>");
	st_has(st, "\"actions\"");
	st_press(st, "<Enter>");
	st_has(st, "Exactly this went");
	st_press(st, "<Enter>q<Enter><Backspace><Enter><Esc>");
	st_has(st, "Exactly this went");
	st_press(st, "q");
	st_has(st, SIGN_FOCUS " week 47");
	st_free(st);
}

/* Takes out what the layout put in: line breaks, and spaces outside strings. */
static char *
canonical(const char *text)
{
	struct buf out = BUF_INIT;
	bool quoted = false;

	for (; *text; text++) {
		if (*text == '\n') { /* with the spaces of the next line */
			text += strspn(text + 1, " ");
			continue;
		}
		if (!quoted && *text == ' ')
			continue;
		buf_add_bytes(&out, text, 1);
		if (quoted && *text == '\\')
			buf_add_bytes(&out, ++text, 1);
		else if (*text == '"')
			quoted = !quoted;
	}
	return buf_take(&out);
}

static void
check_layout(const char *json, int columns)
{
	struct buf out = BUF_INIT;
	char *again;

	releases_lay_out(&out, json, columns);
	again = canonical(buf_text(&out));
	assert_string_equal(again, json);
	for (char *at = out.text; at && *at;) {
		size_t len = strcspn(at, "\n");
		char *line = mem_copy_bytes(at, len);

		assert_true(utf8_width(line) <= columns);
		free(line);
		at += len + (at[len] == '\n');
	}
	free(again);
	buf_done(&out);
}

/* Not one character of the file is lost or changed by its layout. */
static void
layout_is_faithful(void **state)
{
	static const char *const texts[] = {"{}", "[]", "{\"a\":[],\"b\":null}",
	    "{\"a\":\"x, y: {z} [\\\"q\\\\\",\"b\":[1,-2,[3,[4,[5]]]]}",
	    "{\"name\":\"病棟四西病棟四西病棟四西病棟四西病棟四西病棟四西\"}",
	    "{\"broken", DEEP, "}}]", ""};
	struct st *st = unit_with(1);

	(void)state;
	releases_show(st, 1);
	for (int columns = 40; columns < 100; columns += 3) {
		check_layout(st->facts.releases.document, columns);
		for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
			check_layout(texts[i], columns);
	}
	st_free(st);
}

/* --- the audit --- */

static void
audited(void **state)
{
	struct audit_finding found[] = {
	    {AUDIT_TELLS, "pulse",
	        "had energy for the work, 9 rounds: shifts the odds about one "
	        "answer by at most 2.7, about a habit in all rounds by at most "
	        "8103."},
	    {AUDIT_TELLS, "pulse",
	        "had what they needed, 9 rounds: shifts the odds about one "
	        "answer by at most 2.7."},
	    {AUDIT_BREAKS, "notes",
	        "pebble, supplies: 2 notes, fewer than 3 of a theme."},
	    {AUDIT_BREAKS, "", "The period is longer than a month."},
	};
	struct st *st = unit_with(3);

	(void)state;
	releases_find(st, found, 2, 0);
	st_press(st, "o<Enter>v");
	st_expect(st, "release-audit");
	st_press(st, "<Esc>");
	releases_find(st, found, 4, 2);
	st_press(st, "v");
	st_expect(st, "release-audit-breaks");
	st_press(st, "<Enter>");
	st_has(st, "Exactly this went");
	st_free(st);
}

/* The last of very many findings can be read. */
static void
many_findings(void **state)
{
	struct audit_finding *found = mem_new(MANY, sizeof(*found));
	char texts[MANY][64];
	struct st *st = unit_with(3);

	(void)state;
	for (int i = 0; i < MANY; i++) {
		snprintf(texts[i], 64, "Finding %d of very many.", i);
		found[i].text = texts[i];
		snprintf(found[i].part, ID_SIZE, "pulse");
	}
	releases_find(st, found, MANY, 0);
	st_press(st, "o<Enter>v");
	st_has(st, "more below");
	st_press(st, "G");
	st_has(st, "Finding 319 of very many.");
	st_has(st, "huddle audit FILE");
	st_free(st);
	free(found);
}

/* --- around it --- */

static void
helps(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	st_press(st, "o?");
	st_front(st, SCREEN_HELP);
	st_expect(st, "help-releases");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_RELEASES);
	st_has(st, SIGN_FOCUS " week 47");
	st_free(st);
}

static void
idles(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	st_press(st, "o<Enter>");
	st_idle(st);
	st_has(st, "Nobody there?");
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_free(st);
}

static void
all_keys(void **state)
{
	struct st *st = unit_with(9);

	(void)state;
	st_press(st, "oj<Down><PgDn><End>k<Up><PgUp><Home><Enter>");
	st_press(st, "j<Down><PgDn><End>k<Up><PgUp><Home><Backspace>");
	st_press(st, "<Backspace>");
	st_front(st, SCREEN_HOME);
	st_free(st);
	st_all_keys(SCREEN_RELEASES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(list),
	    cmocka_unit_test(nothing_yet),
	    cmocka_unit_test(no_office),
	    cmocka_unit_test(periods),
	    cmocka_unit_test(very_many),
	    cmocka_unit_test(preview_is_blind),
	    cmocka_unit_test(hindered),
	    cmocka_unit_test(clock_confirmed),
	    cmocka_unit_test(clock_refused),
	    cmocka_unit_test(in_words),
	    cmocka_unit_test(waits),
	    cmocka_unit_test(lost),
	    cmocka_unit_test(nothing_to_tell),
	    cmocka_unit_test(hard_sums),
	    cmocka_unit_test(not_read),
	    cmocka_unit_test(not_understood),
	    cmocka_unit_test(neighbours),
	    cmocka_unit_test(file),
	    cmocka_unit_test(layout_is_faithful),
	    cmocka_unit_test(audited),
	    cmocka_unit_test(many_findings),
	    cmocka_unit_test(helps),
	    cmocka_unit_test(idles),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
