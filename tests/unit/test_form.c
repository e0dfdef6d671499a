/*
 * Forms: made of instruments, to text and back, and texts that are none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "tests/unit/unit.h"
#include "util/mem.h"

/* An instrument of `items` items "<id>-0", ... of five answers, and scores. */
static void
make(struct instrument *out, const char *id, int items, int scores)
{
	*out = (struct instrument){
	    .version = 3, .item_count = items, .score_count = scores};
	snprintf(out->id, ID_SIZE, "%s", id);
	out->items = mem_new((size_t)items, sizeof(struct item));
	out->scores = mem_new((size_t)scores, sizeof(struct score));
	for (int i = 0; i < items; i++) {
		struct item *item = &out->items[i];

		snprintf(item->id, ID_SIZE, "%s-%d", id, i);
		item->answer_count = 5;
		for (int a = 0; a < 5; a++)
			item->answers[a].value = a - 1;
		item->cut_count = 1 + i % 2;
		item->cuts[0].of = 0x18;
		item->cuts[1].of = 0x03;
	}
	for (int i = 0; i < scores; i++) {
		struct score *score = &out->scores[i];

		snprintf(score->id, ID_SIZE, "%s-score-%d", id, i);
		score->mean = i % 2;
		score->item_count = 2;
		score->items[0] = items - 1;
		score->items[1] = 0;
		score->band_count = 3;
		score->bands[0].up_to_milli = -500;
		score->bands[1].up_to_milli = 2500;
		score->bands[2].up_to_milli = INT32_MAX;
		score->cut_count = 1;
		score->cuts[0].of = 4;
	}
}

static void
add(struct form *form, const char *id, int items, int scores, int expected)
{
	struct instrument instrument;
	struct err err = {""};

	make(&instrument, id, items, scores);
	assert_int_equal(form_add(form, &instrument, &err), expected);
	assert_int_equal(err.text[0] == '\0', expected == OK);
	instrument_done(&instrument);
}

static void
a_form_freezes_what_is_counted(void **state)
{
	const struct question *question;
	struct form form = {0};

	(void)state;
	add(&form, "pulse", 3, 0, OK);
	add(&form, "drivers", 2, 2, OK);
	assert_int_equal(form.question_count, 7);
	assert_int_equal(form_items(&form), 5);
	assert_int_equal(form_find(&form, "pulse-0"), 0);
	assert_int_equal(form_find(&form, "drivers-score-1"), 6);
	assert_int_equal(form_find(&form, "pulse"), -1);
	question = &form.questions[1];
	assert_string_equal(question->instrument, "pulse");
	assert_int_equal(question->version, 3);
	assert_int_equal(question->answer_count, 5);
	assert_int_equal(question->values[0], -1);
	assert_int_equal(question->values[4], 3);
	assert_int_equal(question->cut_count, 2);
	assert_int_equal(question->cuts[0], 0x18);
	assert_int_equal(question->cuts[1], 0x03);
	assert_false(question->score);
	/* A score's items are those of its own instrument. */
	question = &form.questions[6];
	assert_true(question->score);
	assert_true(question->mean);
	assert_int_equal(question->item_count, 2);
	assert_int_equal(question->items[0], 4);
	assert_int_equal(question->items[1], 3);
	assert_int_equal(question->values[1], 2500);
}

static void
a_form_has_its_limits(void **state)
{
	struct form form = {0};

	(void)state;
	assert_int_equal(form_items(&form), 0);
	assert_int_equal(form_find(&form, "any"), -1);
	add(&form, "a", 2, 0, OK);
	add(&form, "a", 2, 0, ERR_DATA);
	form = (struct form){0};
	add(&form, "a", ITEMS_MAX, SCORES_MAX, OK);
	assert_int_equal(form.question_count, QUESTIONS_MAX);
	add(&form, "b", 1, 0, ERR_DATA);
	form = (struct form){0};
	add(&form, "a", 2, 1, OK);
	add(&form, "b", 1, 0, ERR_DATA);
	form = (struct form){0};
	add(&form, "a", 20, 0, OK);
	add(&form, "b", 20, 0, ERR_DATA);
}

static void
random_list(struct buf *out, int count, int low, int high)
{
	for (int i = 0; i < count; i++)
		buf_addf(out, "%s%d", i ? "," : "", unit_between(low, high));
}

/* The text of a random form, as form_text writes it. */
static void
random_text(struct buf *out)
{
	int items = unit_between(1, ITEMS_MAX);
	int scores = unit_between(0, SCORES_MAX);

	for (int i = 0; i < items + scores; i++) {
		int answers = unit_between(ANSWERS_MIN, ANSWERS_MAX);

		buf_addf(out, "%s in-%d %d id-%d ",
		    i < items ? "item"
		    : i % 2   ? "sum"
		              : "mean",
		    unit_between(0, 9), unit_between(1, 999999), i);
		random_list(out, answers, -100000, 100000);
		buf_add(out, " ");
		random_list(out, unit_between(1, 2), 1, (1 << answers) - 1);
		if (i >= items) {
			buf_add(out, " ");
			random_list(
			    out, unit_between(1, ITEMS_MAX), 0, items - 1);
		}
		buf_add(out, "\n");
	}
}

static void
forms_come_back_from_their_text(void **state)
{
	(void)state;
	for (int round = 0; round < 500; round++) {
		static struct form form, again;
		struct buf text = BUF_INIT, written = BUF_INIT;

		random_text(&text);
		assert_int_equal(form_parse(&form, buf_text(&text), NULL), OK);
		form_text(&form, &written);
		assert_string_equal(buf_text(&written), buf_text(&text));
		assert_int_equal(
		    form_parse(&again, buf_text(&written), NULL), OK);
		assert_memory_equal(&again, &form, sizeof(form));
		buf_done(&text);
		buf_done(&written);
	}
}

static void
an_instrument_comes_back_too(void **state)
{
	static struct form form, again;
	struct buf text = BUF_INIT;

	(void)state;
	add(&form, "a", ITEMS_MAX, SCORES_MAX, OK);
	form_text(&form, &text);
	assert_int_equal(form_parse(&again, buf_text(&text), NULL), OK);
	assert_memory_equal(&again, &form, sizeof(form));
	buf_done(&text);
}

static const char *const faulty[] = {
    "",
    "\n",
    "item",
    "item pulse 1 energy 1,2",
    "item pulse 1 energy 1,2 \n",
    "item pulse 1 energy 1,2 1", /* no end of line */
    "item pulse 1 energy 1,2 1\r\n",
    "item pulse 1 energy 1,2 1 0\n", /* an item has no items */
    "items pulse 1 energy 1,2 1\n",
    "Item pulse 1 energy 1,2 1\n",
    "item  1 energy 1,2 1\n",
    "item PULSE 1 energy 1,2 1\n",
    "item pul/se 1 energy 1,2 1\n",
    "item pulse 1 energ\xC3\xA9 1,2 1\n",
    "item pulse 1 abcdefghijklmnopqrstuvwxyz-0123456 1,2 1\n",
    "item pulse one energy 1,2 1\n",
    "item pulse 0 energy 1,2 1\n",
    "item pulse -1 energy 1,2 1\n",
    "item pulse 1000000 energy 1,2 1\n",
    "item pulse 1,2 energy 1,2 1\n",
    "item pulse 99999999999 energy 1,2 1\n",
    "item pulse +1 energy 1,2 1\n",
    "item pulse 01 energy 1,2 1\n",
    "item pulse  1 energy 1,2 1\n",
    "item pulse 1 energy 1, 2 1\n",
    "item pulse 1 energy 1,,2 1\n",
    "item pulse 1 energy ,1,2 1\n",
    "item pulse 1 energy 1,2, 1\n",
    "item pulse 1 energy 1,0x2 1\n",
    "item pulse 1 energy 1 1\n", /* a single answer */
    "item pulse 1 energy 1,2,3,4,5,6,7,8 1\n",
    "item pulse 1 energy 1,2 0\n", /* a cut that counts nothing */
    "item pulse 1 energy 1,2 4\n", /* or an answer too many */
    "item pulse 1 energy 1,2 -1\n",
    "item pulse 1 energy 1,2 1,2,3\n",
    "item pulse 1 energy 1,2 1\n\n",
    "item pulse 1 energy 1,2 1\nitem pulse 1 energy 1,2 1\n",
    "item pulse 1 energy 1,2 1\nx",
    "sum pulse 1 both 1,2 1 0\n", /* a score of no items */
    "item pulse 1 energy 1,2 1\nsum pulse 1 both 1,2 1 1\n",
    "item pulse 1 energy 1,2 1\nsum pulse 1 both 1,2 1 -1\n",
    "item pulse 1 energy 1,2 1\nsum pulse 1 both 1,2 1\n",
    "item pulse 1 energy 1,2 1\nsum pulse 1 both 1,2 1 \n",
    /* an item behind a score */
    ("item pulse 1 energy 1,2 1\nsum pulse 1 both 1,2 1 0\n"
     "item pulse 1 needed 1,2 1\n"),
    "item pulse 1 energy 1,2 1\nmedian pulse 1 both 1,2 1 0\n",
    "item\npulse 1 energy 1,2 1\n",
    "item pulse\n1 energy 1,2 1\n",
    "item pulse 1 energy 1,\n2 1\n",
    "item\tpulse 1 energy 1,2 1\n",
};

static void
texts_that_are_no_form_are_refused(void **state)
{
	static struct form form;

	(void)state;
	for (size_t i = 0; i < sizeof(faulty) / sizeof(faulty[0]); i++) {
		struct err err = {""};

		if (form_parse(&form, faulty[i], &err) != ERR_DATA)
			fail_msg("taken: %s", faulty[i]);
		assert_non_null(strstr(err.text, "form"));
	}
}

/* A question too many. */
static void
a_text_cannot_be_too_long(void **state)
{
	static struct form form;
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < QUESTIONS_MAX; i++)
		buf_addf(&text, "item pulse 1 id-%d 1,2 1\n", i);
	assert_int_equal(form_parse(&form, buf_text(&text), NULL), OK);
	assert_int_equal(form.question_count, QUESTIONS_MAX);
	buf_add(&text, "item pulse 1 more 1,2 1\n");
	assert_int_equal(form_parse(&form, buf_text(&text), NULL), ERR_DATA);
	buf_done(&text);
}

/* Whatever the bytes: refused, or a form whose text they are. */
static void
spoiled_texts_are_refused_or_exact(void **state)
{
	static const char signs[] = "0123456789,- \nabcitemsuman+\t\xFF";
	static struct form form;
	int taken = 0;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf text = BUF_INIT, written = BUF_INIT;

		buf_add(&text, "item pulse 1 energy 1,2,3,4,5 24,3\n"
		               "item pulse 1 needed -1,0,1 6\n"
		               "mean pulse 1 both 500,2147483647 1 0,1\n");
		for (int i = unit_between(1, 3); i > 0; i--)
			text.text[unit_between(0, (int)text.len - 1)] =
			    signs[unit_between(0, sizeof(signs) - 2)];
		if (form_parse(&form, buf_text(&text), NULL) == OK) {
			form_text(&form, &written);
			assert_string_equal(
			    buf_text(&written), buf_text(&text));
			taken++;
		}
		buf_done(&text);
		buf_done(&written);
	}
	assert_in_range(taken, 1, 19999);
}

/* A box of a rotating instrument asks one item, and is known by it. */
static void
a_form_of_one_item(void **state)
{
	struct instrument instrument;
	struct form all = {0}, one = {0}, none = {0};

	(void)state;
	make(&instrument, "turn", 4, 0);
	assert_int_equal(form_add(&all, &instrument, NULL), OK);
	assert_int_equal(form_add_item(&one, &instrument, 2, NULL), OK);
	assert_int_equal(one.question_count, 1);
	assert_string_equal(one.questions[0].id, "turn-2");
	assert_true(form_is_of(&all, &instrument));
	assert_false(form_is_of(&one, &instrument));
	assert_false(form_is_of(&none, &instrument));
	instrument.rotate = true;
	assert_false(form_is_of(&all, &instrument));
	assert_true(form_is_of(&one, &instrument));
	assert_false(form_is_of(&none, &instrument));
	instrument.items[1].answers[0].value = 7; /* asked by no box of ours */
	assert_true(form_is_of(&one, &instrument));
	instrument.items[2].answers[0].value = 7;
	assert_false(form_is_of(&one, &instrument));
	instrument_done(&instrument);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_form_freezes_what_is_counted),
	    cmocka_unit_test(a_form_has_its_limits),
	    cmocka_unit_test(a_form_of_one_item),
	    cmocka_unit_test(forms_come_back_from_their_text),
	    cmocka_unit_test(an_instrument_comes_back_too),
	    cmocka_unit_test(texts_that_are_no_form_are_refused),
	    cmocka_unit_test(a_text_cannot_be_too_long),
	    cmocka_unit_test(spoiled_texts_are_refused_or_exact),
	};

	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
