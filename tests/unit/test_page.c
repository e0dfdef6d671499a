/*
 * Pages to print: what they say, what they must never say, that they fit the
 * paper, and that a browser gets whole and harmless HTML.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/html.h"
#include "report/page.h"
#include "tests/unit/cards.h"
#include "tests/unit/markup.h"
#include "tests/unit/unit.h"
#include "util/date.h"
#include "util/mem.h"
#include "util/utf8.h"

#define HOSTILE "<script>alert(\"1\")</script> & 'x' \033[0m\342\200\256"

static const struct page text = {"4 West", "en", DAY, false, NULL};
static const struct page html = {"4 West", "en", DAY, true, NULL};

static struct said
line(enum said_kind kind, const char *said, const char *became, int days)
{
	return (struct said){.kind = kind,
	    .said = (char *)said,
	    .became = (char *)became,
	    .raised = DAY - days - 5,
	    .day = DAY - days,
	    .note_kind = -1};
}

static void
expect(struct buf *out, const char *wanted)
{
	if (strcmp(buf_text(out), wanted) != 0)
		print_error("the page is\n%s", buf_text(out));
	assert_string_equal(buf_text(out), wanted);
	buf_done(out);
}

static void
has(const struct buf *out, const char *part)
{
	if (!strstr(buf_text(out), part))
		fail_msg("no \"%s\" in\n%s", part, buf_text(out));
}

static void
lacks(const struct buf *out, const char *part)
{
	if (strstr(buf_text(out), part))
		fail_msg("\"%s\" in\n%s", part, buf_text(out));
}

/* --- the wall --- */

static void
the_wall_in_text(void **state)
{
	struct said said[] = {
	    line(SAID_DONE, "Spare glucometer on each hall",
	        "Two more were bought; one hangs on each hall.", 4),
	    line(SAID_CANT, "A pharmacist of our own on nights",
	        "No budget before July; we ask again then.", 330),
	    line(SAID_WAITING, "Lift 3 alarms all night", "", 9)};
	struct buf out = BUF_INIT;

	(void)state;
	said[0].metoo = 3;
	said[2].tier = TIER_HOSPITAL;
	page_board(&text, said, 3, 4, DAY - 28, 25, &out);
	expect(&out,
	    "4 West                                                        24 "
	    "November 2026\n"
	    "\n"
	    "What became of what you said\n"
	    "============================\n"
	    "27 October to 24 November 2026\n"
	    "\n"
	    "What was dropped gives back 25 minutes a shift.\n"
	    "\n\n"
	    "We did: 1\n"
	    "---------\n"
	    "\n"
	    "  done       Spare glucometer on each hall\n"
	    "             Two more were bought; one hangs on each hall.\n"
	    "             raised on 15 November, done on 20 November, 3 said "
	    "me too\n"
	    "\n\n"
	    "We are on it: 0\n"
	    "---------------\n"
	    "\n"
	    "  Nothing is under way.\n"
	    "\n\n"
	    "We answered: 0\n"
	    "--------------\n"
	    "\n"
	    "  Nothing was answered in these days.\n"
	    "\n\n"
	    "Can't, because: 1\n"
	    "-----------------\n"
	    "\n"
	    "  can't      A pharmacist of our own on nights\n"
	    "             No budget before July; we ask again then.\n"
	    "             raised on 24 December 2025, told on 29 December "
	    "2025\n"
	    "\n\n"
	    "Still waiting: 4\n"
	    "----------------\n"
	    "\n"
	    "  waiting    Lift 3 alarms all night\n"
	    "             The hospital has not answered yet.\n"
	    "             raised on 10 November, asked on 15 November, 9 days "
	    "ago\n"
	    "\n"
	    "  And 3 more.\n");
}

/* What is empty says so; nothing is left out. */
static void
an_empty_wall(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	page_board(&text, NULL, 0, 0, DAY - 28, 0, &out);
	has(&out, "We did: 0");
	has(&out, "Nothing was finished in these days.");
	has(&out, "We are on it: 0");
	has(&out, "Nothing is under way.");
	has(&out, "We answered: 0");
	has(&out, "Nothing was answered in these days.");
	has(&out, "Can't, because: 0");
	has(&out, "Nothing was turned down in these days.");
	has(&out, "Still waiting: 0");
	has(&out, "Nothing waits for an answer.");
	lacks(&out, "gives back");
	buf_done(&out);
}

/* What is only answered, agreed or tried was not done. */
static void
every_kind_has_its_part(void **state)
{
	static const char *const parts[] = {"We did", "We are on it",
	    "We answered", "Can't, because", "Still waiting"};
	static const int part_of[SAID_KINDS] = {[SAID_DONE] = 0,
	    [SAID_TRIED] = 1,
	    [SAID_AGREED] = 1,
	    [SAID_ANSWERED] = 2,
	    [SAID_CANT] = 3,
	    [SAID_WAITING] = 4};
	struct buf out = BUF_INIT;
	char entry[32];

	(void)state;
	for (int kind = 0; kind < SAID_KINDS; kind++) {
		struct said said = line((enum said_kind)kind, "This", "", 1);
		int found = -1;
		const char *entry_at;

		page_board(
		    &text, &said, 1, kind == SAID_WAITING, DAY - 28, 0, &out);
		snprintf(entry, sizeof(entry), "\n  %s ", said_titles[kind]);
		entry_at = strstr(buf_text(&out), entry);
		assert_non_null(entry_at);
		for (int i = 0; i < 5; i++) {
			const char *at = strstr(buf_text(&out), parts[i]);

			assert_non_null(at);
			found += at < entry_at;
		}
		assert_int_equal(found, part_of[kind]);
		buf_clear(&out);
	}
	buf_done(&out);
}

/* A day that has not passed has no age, and a line without days none at all.
 */
static void
waiting_since_today(void **state)
{
	struct said said = line(SAID_WAITING, "Linen", "", 0);
	struct buf out = BUF_INIT;

	(void)state;
	said.raised = DAY;
	page_board(&text, &said, 1, 1, DAY - 28, 0, &out);
	has(&out, "raised on 24 November\n");
	has(&out, "Nobody on the unit has answered yet.");
	lacks(&out, "ago");
	buf_clear(&out);
	said.day = DAY - 1;
	page_board(&text, &said, 1, 1, DAY - 28, 1, &out);
	has(&out, "asked on 23 November, 1 day ago");
	has(&out, "gives back 1 minute a shift.");
	buf_done(&out);
}

/* --- a card --- */

static char *
set(char **at, const char *value)
{
	free(*at);
	return *at = mem_copy(value);
}

/* A card that went up to the hospital, tried twice. */
static void
tried_card(struct action *card)
{
	card_new(card);
	card->tier = TIER_HOSPITAL;
	card->size = SIZE_SMALL;
	card->metoo = 3;
	card->raised = DAY - 30;
	set(&card->aim, "Linen until 15:00 on every day");
	set(&card->owner, "Kim Owner");
	card->responses[TIER_UNIT].answered = DAY - 29;
	set(&card->responses[TIER_UNIT].answer, "Kim asks the laundry");
	card->responses[TIER_DEPARTMENT].asked = DAY - 20;
	set(&card->responses[TIER_DEPARTMENT].reason,
	    "We don't own the carts.");
	card->responses[TIER_DEPARTMENT].answered = DAY - 10;
	set(&card->responses[TIER_DEPARTMENT].answer, "Nor do we.");
	card->responses[TIER_HOSPITAL].asked = DAY - 9;
	set(&card->responses[TIER_HOSPITAL].reason, "The laundry is yours.");
	card->cycles[0] = (struct cycle){.plan = mem_copy("A cart at eleven"),
	    .prediction = mem_copy("No walk for linen"),
	    .measure = mem_copy("walks a shift"),
	    .before = mem_copy("9"),
	    .after = mem_copy("2"),
	    .result = mem_copy("Two walks, both before ten"),
	    .outcome = OUTCOME_ADOPT,
	    .begun = DAY - 28,
	    .ended = DAY - 21};
	card->cycles[1] = (struct cycle){.plan = mem_copy("Two carts"),
	    .begun = DAY - 3,
	    .ended = DATE_NONE};
}

static void
a_card_goes_up(void **state)
{
	struct buf out = BUF_INIT;
	struct action card;

	(void)state;
	tried_card(&card);
	page_card(&text, &card, "Supplies and equipment", &out);
	expect(&out,
	    "4 West                                                        24 "
	    "November 2026\n"
	    "\n"
	    "Linen runs out\n"
	    "==============\n"
	    "To the hospital. Draft, not approved yet.\n"
	    "\n\n"
	    "What it is about\n"
	    "----------------\n"
	    "\n"
	    "  Aim             Linen until 15:00 on every day\n"
	    "  About           Supplies and equipment\n"
	    "  Size            small\n"
	    "  Raised on       25 October, 30 days ago\n"
	    "  Said me too     3\n"
	    "\n\n"
	    "Why it goes up\n"
	    "--------------\n"
	    "\n"
	    "  To the department\n"
	    "\n"
	    "  Because         We don't own the carts.\n"
	    "  Asked on        4 November\n"
	    "  Answered on     14 November\n"
	    "  Answer          Nor do we.\n"
	    "\n"
	    "  To the hospital\n"
	    "\n"
	    "  Because         The laundry is yours.\n"
	    "  Asked on        15 November, 9 days ago\n"
	    "\n\n"
	    "What the unit tried\n"
	    "-------------------\n"
	    "\n"
	    "  Test 1, 27 October to 3 November\n"
	    "\n"
	    "  Tried           A cart at eleven\n"
	    "  Expected        No walk for linen\n"
	    "  Counted         walks a shift\n"
	    "  Before          9\n"
	    "  After           2\n"
	    "  Found           Two walks, both before ten\n"
	    "  Decided         adopt\n"
	    "\n"
	    "  Test 2, under way since 21 November\n"
	    "\n"
	    "  Tried           Two carts\n"
	    "\n\n"
	    "Your answer\n"
	    "-----------\n"
	    "\n"
	    "  Yes, no or in part, and why. The unit reads it on its board.\n"
	    "\n\n"
	    "  _____________________________________________________________"
	    "_______________\n"
	    "\n\n"
	    "  _____________________________________________________________"
	    "_______________\n"
	    "\n\n"
	    "  _____________________________________________________________"
	    "_______________\n"
	    "\n\n"
	    "  _____________________________________________________________"
	    "_______________\n"
	    "\n\n"
	    "  _____________________________________________________________"
	    "_______________\n");
	action_done(&card);
}

static void
an_approved_card(void **state)
{
	struct buf out = BUF_INIT;
	struct action card;

	(void)state;
	tried_card(&card);
	card.approved = DAY;
	page_card(&text, &card, "Supplies", &out);
	has(&out, "To the hospital. Approved on 24 November 2026.");
	lacks(&out, "Draft");
	buf_done(&out);
	action_done(&card);
}

/* Of a card that nobody has asked a tier for it says so. */
static void
a_card_that_has_not_gone_up(void **state)
{
	struct buf out = BUF_INIT;
	struct action card;

	(void)state;
	card_new(&card);
	page_card(&text, &card, "Supplies", &out);
	has(&out, "To the department. Draft, not approved yet.");
	has(&out, "It has not gone up yet, and no reason is told.");
	has(&out, "Nothing was tested yet.");
	lacks(&out, "Aim");
	lacks(&out, "Size");
	lacks(&out, "me too");
	buf_done(&out);
	action_done(&card);
}

static void
what_worked(void **state)
{
	struct buf out = BUF_INIT;
	struct action card;
	const char *at;

	(void)state;
	tried_card(&card);
	page_worked(&text, &card, "Supplies", &out);
	has(&out, "What worked on 4 West\n");
	has(&out, "Linen runs out\n");
	has(&out, "  Before          9\n  After           2\n");
	has(&out, "  Decided         adopt\n");
	has(&out, "Try it on your unit\n");
	lacks(&out, "Two carts"); /* it has no result yet */
	lacks(&out, "hospital");
	buf_clear(&out);
	card.cycles[0].outcome = OUTCOME_ABANDON;
	page_worked(&text, &card, "Supplies", &out);
	has(&out, "What was tried on 4 West\n");
	lacks(&out, "Try it on your unit");
	lacks(&out, "Begin small");
	at = strstr(buf_text(&out), "What we learned\n");
	assert_non_null(at);
	assert_non_null(strstr(at, "Two walks, both before ten"));
	buf_clear(&out);
	/* The last result is what was learned. */
	card.cycles[1].ended = DAY - 1;
	card.cycles[1].outcome = OUTCOME_ABANDON;
	set(&card.cycles[1].result, "Two carts stood in the way");
	page_worked(&text, &card, "Supplies", &out);
	at = strstr(buf_text(&out), "What we learned\n");
	assert_non_null(at);
	assert_null(strstr(at, "Two walks"));
	assert_non_null(strstr(at, "Two carts stood in the way"));
	buf_clear(&out);
	card.cycles[1].ended = DATE_NONE;
	card.cycles[0].ended = DATE_NONE;
	page_worked(&text, &card, "Supplies", &out);
	has(&out, "No test has a result yet.");
	lacks(&out, "What we learned");
	lacks(&out, "Try it on your unit");
	buf_done(&out);
	action_done(&card);
}

/* Neither page of a card tells whose it is, nor what the unit said of it. */
static void
nobody_is_named(void **state)
{
	static void (*const pages[])(const struct page *, const struct action *,
	    const char *, struct buf *) = {page_card, page_worked};
	static const struct page *const forms[] = {&text, &html};
	struct action card;

	(void)state;
	tried_card(&card);
	snprintf(card.note, sizeof(card.note), "abcdefghij");
	for (int i = 0; i < 2; i++)
		for (int form = 0; form < 2; form++) {
			struct buf out = BUF_INIT;

			pages[i](forms[form], &card, "Supplies", &out);
			lacks(&out, "Kim");
			lacks(&out, "abcdefghij");
			buf_done(&out);
		}
	action_done(&card);
}

/* --- paper and browser --- */

static void
make(const struct page *page, int which, const char *words, struct buf *out)
{
	struct said said[SAID_KINDS];
	struct action card;

	tried_card(&card);
	for (int i = 0; i < SAID_KINDS; i++) {
		said[i] = line((enum said_kind)i, words, words, i);
		said[i].metoo = i;
	}
	set(&card.title, words);
	set(&card.aim, words);
	set(&card.responses[TIER_HOSPITAL].reason, words);
	set(&card.cycles[0].plan, words);
	set(&card.cycles[0].measure, words);
	set(&card.cycles[0].result, words);
	if (which == 0)
		page_board(page, said, SAID_KINDS, 9, DAY - 28, 5, out);
	else if (which == 1)
		page_card(page, &card, words, out);
	else
		page_worked(page, &card, words, out);
	action_done(&card);
}

static void
check_lines(const struct buf *out)
{
	for (const char *at = buf_text(out); *at;) {
		const char *end = strchr(at, '\n');
		char *copy;

		assert_non_null(end);
		copy = mem_copy_bytes(at, (size_t)(end - at));
		if (utf8_width(copy) > PAGE_COLUMNS)
			fail_msg("too wide: %s", copy);
		if (end > at && end[-1] == ' ')
			fail_msg("a space at its end: \"%s\"", copy);
		free(copy);
		at = end + 1;
	}
}

static void
text_fits_the_paper(void **state)
{
	static const char *const words[] = {HOSTILE, "x",
	    "Nachtschichtübergabeprotokollformulardurchschriftenablageordnung"
	    "svorschriftenverzeichniseintrag zweimal",
	    "夜勤の引き継ぎを十五分早く始めて、皆で廊下を歩きながら話すことに"
	    "しました。来月また見直します。",
	    "Rene\xcc\x81, Zoe\xcc\x88 and A\xcc\x8asa asked for it; it was "
	    "tried "
	    "for a week on both halls, by day and by night, and found good."};
	struct page wide = text;

	(void)state;
	wide.unit = "The intensive care unit of the northern region's children";
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (int which = 0; which < 3; which++) {
			struct buf out = BUF_INIT;

			make(i % 2 ? &wide : &text, which, words[i], &out);
			check_lines(&out);
			assert_null(strchr(buf_text(&out), '\033'));
			buf_done(&out);
		}
}

/* Words of any length between any spaces. */
static void
any_text_fits_the_paper(void **state)
{
	(void)state;
	for (int round = 0; round < 300; round++) {
		static const char *const letters[] = {
		    "a", " ", "w", "ß", "漢", "e\xcc\x81", " ", "-"};
		struct buf words = BUF_INIT, out = BUF_INIT;

		for (int i = unit_between(1, 400); i > 0; i--)
			buf_add(&words, letters[unit_between(0, 7)]);
		make(&text, round % 3, buf_text(&words), &out);
		check_lines(&out);
		buf_done(&words);
		buf_done(&out);
	}
}

static void
html_is_whole(void **state)
{
	static const char *const parts[] = {"<!DOCTYPE html>\n",
	    "<html lang=\"es\">", "<meta charset=\"utf-8\">", "<header>",
	    "</header>\n<main>", "</main>\n</body>\n</html>\n", "@page",
	    "@media print"};
	static const char *const absent[] = {"<script", "<link", "<img",
	    "src=", "href=", "url(", "http", "style=\"", " \n"};
	struct page page = html;

	(void)state;
	page.language = "es";
	for (int which = 0; which < 3; which++) {
		struct buf out = BUF_INIT;

		make(&page, which, "Linen \"until\" noon", &out);
		markup_check(buf_text(&out));
		for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
			has(&out, parts[i]);
		for (size_t i = 0; i < sizeof(absent) / sizeof(absent[0]); i++)
			lacks(&out, absent[i]);
		assert_int_equal(markup_count(buf_text(&out), "<h1>"), 1);
		assert_int_equal(markup_count(buf_text(&out), "<main>"), 1);
		buf_done(&out);
	}
}

/* Headings go down by one: a screen reader jumps from one to the next. */
static void
headings_are_in_order(void **state)
{
	(void)state;
	for (int which = 0; which < 3; which++) {
		struct buf out = BUF_INIT;
		int level = 0;

		make(&html, which, "Linen", &out);
		for (const char *at = buf_text(&out); (at = strstr(at, "<h"));
		     at++)
			if (at[2] >= '1' && at[2] <= '6') {
				assert_true(at[2] - '0' <= level + 1);
				level = at[2] - '0';
			}
		assert_true(level >= 2);
		buf_done(&out);
	}
}

static void
html_is_harmless(void **state)
{
	(void)state;
	for (int which = 0; which < 3; which++) {
		struct buf out = BUF_INIT;

		make(&html, which, HOSTILE, &out);
		lacks(&out, "<script");
		lacks(&out, "alert(\"");
		lacks(&out, "& ");
		lacks(&out, "\033");
		lacks(&out, "\342\200\256");
		has(&out, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
		has(&out, "&amp; &#39;x&#39;");
		markup_check(buf_text(&out));
		buf_done(&out);
	}
}

/* Whatever the locale is called, a page names its language as browsers do. */
static void
languages(void **state)
{
	static const char *const cases[][2] = {{"es", "<html lang=\"es\">"},
	    {"es_MX.UTF-8", "<html lang=\"es\">"},
	    {"C.UTF-8", "<html lang=\"en\">"}, {"", "<html lang=\"en\">"},
	    {"\"><b>", "<html lang=\"en\">"},
	    {"ast_ES", "<html lang=\"ast\">"}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = BUF_INIT;

		html_head(&out, cases[i][0], "Title", "");
		has(&out, cases[i][1]);
		buf_done(&out);
	}
}

static void
escaping(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	html_text(&out, "a<b>&\"c'\x01");
	html_in(&out, "[", "1 < 2", "]");
	expect(&out, "a&lt;b&gt;&amp;&quot;c&#39;\xEF\xBF\xBD[1 &lt; 2]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_wall_in_text),
	    cmocka_unit_test(an_empty_wall),
	    cmocka_unit_test(every_kind_has_its_part),
	    cmocka_unit_test(waiting_since_today),
	    cmocka_unit_test(a_card_goes_up),
	    cmocka_unit_test(an_approved_card),
	    cmocka_unit_test(a_card_that_has_not_gone_up),
	    cmocka_unit_test(what_worked),
	    cmocka_unit_test(nobody_is_named),
	    cmocka_unit_test(text_fits_the_paper),
	    cmocka_unit_test(any_text_fits_the_paper),
	    cmocka_unit_test(html_is_whole),
	    cmocka_unit_test(headings_are_in_order),
	    cmocka_unit_test(html_is_harmless),
	    cmocka_unit_test(languages),
	    cmocka_unit_test(escaping),
	};

	return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
