/*
 * The board: columns and marks as tables; order, filter and search against a
 * second, naive implementation on random boards.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/board.h"
#include "tests/unit/cards.h"
#include "tests/unit/unit.h"
#include "util/date.h"
#include "util/mem.h"
#include "util/utf8.h"

static const struct board_rules rules = {
    .response_days = 3, .ageing_days = 14, .news_days = 28};

/* A card of the unit that was asked today; texts are not owned. */
static struct card
card(enum action_state is)
{
	struct card new = {.id = 1,
	    .state = (int)is,
	    .title = (char *)"Linen",
	    .owner = (char *)"",
	    .prediction = (char *)"",
	    .due = DATE_NONE,
	    .raised = DAY,
	    .since = DAY,
	    .ended = DATE_NONE,
	    .cycle_begun = DATE_NONE};

	for (int tier = 0; tier < TIERS; tier++)
		new.asked[tier] = new.answered[tier] = DATE_NONE;
	new.asked[TIER_UNIT] = DAY;
	return new;
}

static void
a_card_shows_its_action(void **state)
{
	struct action action;
	struct card shown;

	(void)state;
	card_new(&action);
	action.id = 12;
	action.version = 3;
	action.metoo = 4;
	assert_int_equal(
	    ASK(&action, DAY + 1, NULL, .kind = REQUEST_PLAN,
	        .text = {[TEXT_PLAN] = "x", [TEXT_PREDICTION] = "20 min less"}),
	    OK);
	card_of(&shown, &action);
	assert_int_equal(shown.id, 12);
	assert_int_equal(shown.version, 3);
	assert_int_equal(shown.state, ACTION_TESTING);
	assert_string_equal(shown.title, "Linen runs out");
	assert_string_equal(shown.owner, "");
	assert_string_equal(shown.theme, "other");
	assert_int_equal(shown.due, DATE_NONE);
	assert_int_equal(shown.raised, DAY);
	assert_int_equal(shown.since, DAY + 1);
	assert_int_equal(shown.asked[TIER_UNIT], DAY);
	assert_int_equal(shown.answered[TIER_UNIT], DAY + 1);
	assert_int_equal(shown.asked[TIER_HOSPITAL], DATE_NONE);
	assert_int_equal(shown.metoo, 4);
	assert_int_equal(shown.cycles, 1);
	assert_int_equal(shown.cycle_begun, DAY + 1);
	assert_string_equal(shown.prediction, "20 min less");
	card_done(&shown);
	assert_int_equal(
	    ASK(&action, DAY + 2, NULL, .kind = REQUEST_RESULT,
	        .outcome = OUTCOME_ADOPT, .text = {[TEXT_RESULT] = "x"}),
	    OK);
	card_of(&shown, &action);
	assert_int_equal(shown.cycles, 1);
	assert_int_equal(shown.cycle_begun, DATE_NONE);
	assert_string_equal(shown.prediction, "");
	card_done(&shown);
	action_done(&action);
}

/* What was asked above and not answered waits, until the card is over. */
static void
each_card_stands_in_one_column(void **state)
{
	static const enum column at_unit[ACTION_STATES] = {COLUMN_NEW,
	    COLUMN_AGREED, COLUMN_TESTING, COLUMN_DONE, COLUMN_CLOSED};

	(void)state;
	for (int is = 0; is < ACTION_STATES; is++)
		for (int tier = 0; tier < TIERS; tier++)
			for (int answered = 0; answered < 2; answered++) {
				struct card it = card((enum action_state)is);
				bool over = is >= ACTION_DONE;

				it.tier = tier;
				it.asked[tier] = DAY;
				if (answered)
					it.answered[tier] = DAY;
				assert_int_equal(card_column(&it),
				    tier > TIER_UNIT && !answered && !over
				        ? COLUMN_WAITING
				        : at_unit[is]);
			}
}

static void
marks_come_on_their_day(void **state)
{
	static const struct {
		int days; /* after DAY */
		enum action_state state;
		int tier;      /* asked on DAY */
		int answered;  /* it answered on DAY */
		int32_t due;   /* after DAY; 0 none */
		int32_t begun; /* the test under way; 0 none */
		unsigned marks;
	} cases[] = {
	    {0, ACTION_NEW, 0, 0, 0, 0, 0},
	    {2, ACTION_NEW, 0, 0, 0, 0, 0},
	    {3, ACTION_NEW, 0, 0, 0, 0, MARK_UNANSWERED},
	    {3, ACTION_NEW, 0, 1, 0, 0, 0},
	    {3, ACTION_DONE, 0, 0, 0, 0, 0},
	    {99, ACTION_CLOSED, 1, 0, 1, 1, 0},
	    {2, ACTION_AGREED, 1, 0, 0, 0, MARK_WAITING},
	    {3, ACTION_AGREED, 1, 0, 0, 0, MARK_WAITING | MARK_UNANSWERED},
	    {3, ACTION_AGREED, 2, 1, 0, 0, 0},
	    {1, ACTION_AGREED, 0, 1, 1, 0, 0},
	    {2, ACTION_AGREED, 0, 1, 1, 0, MARK_OVERDUE},
	    {13, ACTION_AGREED, 0, 1, 0, 0, 0},
	    {14, ACTION_AGREED, 0, 1, 0, 0, MARK_AGEING},
	    {15, ACTION_TESTING, 0, 1, 0, 2, MARK_AGEING},
	    {16, ACTION_TESTING, 0, 1, 0, 2, MARK_AGEING | MARK_STUCK},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct card it = card(cases[i].state);

		it.tier = cases[i].tier;
		it.asked[it.tier] = DAY;
		if (cases[i].answered)
			it.answered[it.tier] = DAY;
		if (cases[i].due)
			it.due = DAY + cases[i].due;
		if (cases[i].begun)
			it.cycle_begun = DAY + cases[i].begun;
		if (card_marks(&it, &rules, DAY + cases[i].days) !=
		    cases[i].marks)
			fail_msg("case %zu: marks %x", i,
			    card_marks(&it, &rules, DAY + cases[i].days));
	}
}

static void
days_without_a_response_are_of_the_tier_it_is_at(void **state)
{
	struct card it = card(ACTION_NEW);

	(void)state;
	assert_int_equal(card_unanswered_days(&it, DAY + 4), 4);
	assert_int_equal(card_unanswered_days(&it, DAY - 1), 0);
	it.answered[TIER_UNIT] = DAY + 1;
	assert_int_equal(card_unanswered_days(&it, DAY + 4), -1);
	it.tier = TIER_DEPARTMENT;
	it.asked[TIER_DEPARTMENT] = DAY + 2;
	assert_int_equal(card_unanswered_days(&it, DAY + 4), 2);
	it.state = ACTION_CLOSED;
	assert_int_equal(card_unanswered_days(&it, DAY + 4), -1);
}

/* --- The second implementation: one card at a time, from the words of the
 * header, with no keys --- */

static bool
folded_has(const char *text, const char *part, bool whole)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool has;

	utf8_fold(&a, text);
	utf8_fold(&b, part);
	has = whole ? strcmp(buf_text(&a), buf_text(&b)) == 0
	            : strstr(buf_text(&a), buf_text(&b)) != NULL;
	buf_done(&a);
	buf_done(&b);
	return has;
}

static bool
naive_passes(const struct card *it, const struct board_filter *filter)
{
	char number[24];
	bool passes = true;

	snprintf(number, sizeof(number), "%" PRId64, it->id);
	if (filter->theme)
		passes = passes && strcmp(it->theme, filter->theme) == 0;
	if (filter->owner)
		passes = passes && folded_has(it->owner, filter->owner, true);
	if (filter->tier != -1)
		passes = passes && it->tier == filter->tier;
	if (filter->state != -1)
		passes = passes && it->state == filter->state;
	if (filter->marks)
		passes = passes &&
		         (card_marks(it, &rules, DAY) & filter->marks) != 0;
	if (filter->match)
		passes =
		    passes && (folded_has(it->title, filter->match, false) ||
		                  folded_has(it->owner, filter->match, false) ||
		                  folded_has(number, filter->match, false));
	return passes;
}

static int
by_number(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int
by_due(const struct card *a, const struct card *b)
{
	if (a->due == DATE_NONE || b->due == DATE_NONE)
		return (a->due == DATE_NONE) - (b->due == DATE_NONE);
	return by_number(a->due, b->due);
}

static int
has_mark(const struct card *it, unsigned mark)
{
	return (card_marks(it, &rules, DAY) & mark) != 0;
}

static int
naive_urgent(const struct card *a, const struct card *b)
{
	int order;

	if (a->state == ACTION_DONE || a->state == ACTION_CLOSED)
		return by_number(b->ended, a->ended);
	order = has_mark(b, MARK_UNANSWERED) - has_mark(a, MARK_UNANSWERED);
	if (order == 0)
		order = has_mark(b, MARK_OVERDUE) - has_mark(a, MARK_OVERDUE);
	if (order == 0)
		order = by_due(a, b);
	return order ? order : by_number(a->since, b->since);
}

static int
naive_order(const struct card *a, const struct card *b, enum board_sort sort)
{
	struct buf left = BUF_INIT, right = BUF_INIT;
	int order = 0;

	if (card_column(a) != card_column(b))
		return by_number(card_column(a), card_column(b));
	if (sort == SORT_URGENT)
		order = naive_urgent(a, b);
	if (sort == SORT_DUE)
		order = by_due(a, b);
	if (sort == SORT_AGE)
		order = by_number(a->raised, b->raised);
	if (sort == SORT_METOO)
		order = by_number(b->metoo, a->metoo);
	if (sort == SORT_TITLE) {
		utf8_fold(&left, a->title);
		utf8_fold(&right, b->title);
		order = strcmp(buf_text(&left), buf_text(&right));
		buf_done(&left);
		buf_done(&right);
	}
	return order ? order : by_number(a->id, b->id);
}

/* --- Random boards --- */

static int32_t
some_day(void)
{
	return unit_between(0, 3) ? DAY + unit_between(-20, 5) : DATE_NONE;
}

static const char *const titles[] = {
    "Linen", "linen runs out", "\xC3\x81nimo", "animo 7", "", "17"};
static const char *const owners[] = {"", "Kim", "KIM", "Jos\xC3\xA9"};
static const char *const themes[] = {"supplies", "other"};

static struct card
random_card(int64_t id)
{
	struct card it =
	    card((enum action_state)unit_between(0, ACTION_STATES - 1));

	it.id = id;
	it.tier = unit_between(0, TIERS - 1);
	for (int tier = 0; tier <= it.tier; tier++) {
		it.asked[tier] = DAY - unit_between(0, 6);
		it.answered[tier] = some_day();
	}
	it.title = (char *)titles[unit_between(0, 5)];
	it.owner = (char *)owners[unit_between(0, 3)];
	memcpy(it.theme, themes[id % 2], strlen(themes[id % 2]) + 1);
	it.due = some_day();
	it.raised = DAY - unit_between(0, 20);
	it.since = DAY - unit_between(0, 20);
	it.ended =
	    it.state >= ACTION_DONE ? DAY - unit_between(0, 9) : DATE_NONE;
	it.metoo = unit_between(0, 3);
	it.cycle_begun = some_day();
	return it;
}

static struct board_filter
random_filter(void)
{
	static const char *const matches[] = {"LINEN", "anim", "1", "", "jose"};
	struct board_filter filter = board_filter_all;

	if (unit_between(0, 4) == 0)
		filter.theme = themes[unit_between(0, 1)];
	if (unit_between(0, 4) == 0)
		filter.owner = owners[unit_between(0, 3)];
	if (unit_between(0, 4) == 0)
		filter.tier = unit_between(0, TIERS - 1);
	if (unit_between(0, 4) == 0)
		filter.state = unit_between(0, ACTION_STATES - 1);
	if (unit_between(0, 4) == 0)
		filter.marks = (unsigned)unit_between(0, 31);
	if (unit_between(0, 2) == 0)
		filter.match = matches[unit_between(0, 4)];
	return filter;
}

/* Every card that passes is there once, in its column, in order. */
static void
assert_arranged(const struct board *board, const struct card *cards, int count,
    const struct board_filter *filter, enum board_sort sort)
{
	int passing = 0;

	for (int i = 0; i < count; i++)
		passing += naive_passes(&cards[i], filter);
	assert_int_equal(board->count, passing);
	assert_int_equal(board->first[0], 0);
	assert_int_equal(board->first[COLUMNS], passing);
	for (int column = 0; column < COLUMNS; column++) {
		assert_true(board->first[column] <= board->first[column + 1]);
		for (int i = board->first[column]; i < board->first[column + 1];
		     i++)
			assert_int_equal(
			    card_column(&cards[board->order[i]]), column);
	}
	for (int i = 0; i < board->count; i++) {
		const struct card *it = &cards[board->order[i]];

		assert_true(naive_passes(it, filter));
		if (i > 0 &&
		    naive_order(&cards[board->order[i - 1]], it, sort) >= 0)
			fail_msg("sort %d: card %d before %d", sort,
			    (int)cards[board->order[i - 1]].id, (int)it->id);
	}
}

static void
boards_are_arranged_as_the_naive_way_does(void **state)
{
	int shown = 0, asked = 0;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		struct board_filter filter = random_filter();
		enum board_sort sort =
		    (enum board_sort)unit_between(0, SORTS - 1);
		int count = unit_between(0, 40);
		struct card cards[40];
		struct board board;

		for (int i = 0; i < count; i++)
			cards[i] = random_card(count - i);
		board_arrange(&board, cards, count, &filter, sort, &rules, DAY);
		assert_arranged(&board, cards, count, &filter, sort);
		shown += board.count;
		asked += count;
		board_done(&board);
		assert_int_equal(board.count, 0);
	}
	assert_in_range(shown, asked / 20, asked * 19 / 20);
}

static void
an_empty_board_has_empty_columns(void **state)
{
	struct board board;

	(void)state;
	board_arrange(
	    &board, NULL, 0, &board_filter_all, SORT_TITLE, &rules, DAY);
	assert_int_equal(board.count, 0);
	for (int column = 0; column <= COLUMNS; column++)
		assert_int_equal(board.first[column], 0);
	board_done(&board);
}

static void
lists_free_what_they_hold(void **state)
{
	struct card *cards = mem_new(2, sizeof(*cards));
	struct said *said = mem_new(2, sizeof(*said));

	(void)state;
	for (int i = 0; i < 2; i++) {
		cards[i].title = mem_copy("a");
		cards[i].owner = mem_copy("b");
		cards[i].prediction = mem_copy("c");
		said[i].said = mem_copy("a");
		said[i].became = mem_copy("b");
	}
	card_done(&cards[0]);
	assert_null(cards[0].title);
	said_done(&said[0]);
	assert_null(said[0].said);
	card_list_done(cards, 2);
	said_list_done(said, 2);
	card_list_done(NULL, 0);
	said_list_done(NULL, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_card_shows_its_action),
	    cmocka_unit_test(each_card_stands_in_one_column),
	    cmocka_unit_test(marks_come_on_their_day),
	    cmocka_unit_test(days_without_a_response_are_of_the_tier_it_is_at),
	    cmocka_unit_test(boards_are_arranged_as_the_naive_way_does),
	    cmocka_unit_test(an_empty_board_has_empty_columns),
	    cmocka_unit_test(lists_free_what_they_hold),
	};

	return cmocka_run_group_tests_name("board", tests, NULL, NULL);
}
