/*
 * Tallies: bands of scores, bytes, paper counts; and random rounds against a
 * model that keeps every response and counts afterwards.
 */
#include <string.h>

#include "core/tally.h"
#include "tests/unit/unit.h"

static void
parse(struct form *form, const char *text)
{
	struct err err;

	if (form_parse(form, text, &err) != OK)
		fail_msg("%s", err.text);
}

static void
answers_must_be_there(void **state)
{
	struct form form;
	struct response response = {{2, 3, 0, 99}};
	struct err err = {""};

	(void)state;
	parse(&form, "item p 1 first 1,2 1\nitem p 1 second 1,2,3 1\n"
	             "item p 1 third 1,2 1\nsum p 1 all 3,9000 1 0,1,2\n");
	assert_int_equal(response_check(&form, &response, &err), OK);
	response.answers[1] = 4;
	assert_int_equal(response_check(&form, &response, &err), ERR_DATA);
	assert_non_null(strstr(err.text, "second"));
	assert_non_null(strstr(err.text, "1 to 3"));
	response.answers[1] = 255;
	assert_int_equal(response_check(&form, &response, NULL), ERR_DATA);
	memset(&response, ANSWER_SKIP, sizeof(response));
	assert_int_equal(response_check(&form, &response, NULL), OK);
}

/* Three items of values -2, 0, 5; `score` begins the fourth line. */
static uint32_t
band_of(const char *score, int a, int b, int c)
{
	struct form form;
	struct tally tally = {0};
	struct response response = {{(uint8_t)a, (uint8_t)b, (uint8_t)c}};
	struct buf text = BUF_INIT;
	uint32_t band = 99;

	for (int i = 0; i < 3; i++)
		buf_addf(&text, "item p 1 id-%d -2,0,5 1\n", i);
	buf_addf(&text, "%s\n", score);
	parse(&form, buf_text(&text));
	buf_done(&text);
	tally_add(&form, &tally, &response);
	for (uint32_t answer = 0; answer <= ANSWERS_MAX; answer++) {
		if (tally.counts[3][answer] == 0)
			continue;
		assert_int_equal(tally.counts[3][answer], 1);
		assert_int_equal(band, 99);
		band = answer;
	}
	return band;
}

static void
a_score_is_the_band_of_a_sum_or_mean(void **state)
{
	static const char *const sum =
	    "sum p 1 score -3000,0,4999,2147483647 1 0,1,2";
	static const char *const mean =
	    "mean p 1 score -667,-666,1666,1667,2147483647 1 0,1,2";
	static const char *const twice = "sum p 1 score 9999,10000 1 2,2";

	(void)state;
	assert_int_equal(band_of(sum, 1, 1, 1), 1); /* -6 */
	assert_int_equal(band_of(sum, 1, 1, 2), 1); /* -4 */
	assert_int_equal(band_of(sum, 2, 1, 2), 2); /* -2 */
	assert_int_equal(band_of(sum, 2, 2, 2), 2); /* 0: up to the bound */
	assert_int_equal(band_of(sum, 1, 3, 2), 3); /* 3 */
	assert_int_equal(band_of(sum, 2, 2, 3), 4); /* 5 */
	assert_int_equal(band_of(sum, 3, 3, 3), 4);
	/* means of thirds lie between two thousandths */
	assert_int_equal(band_of(mean, 1, 2, 2), 2); /* -2/3 */
	assert_int_equal(band_of(mean, 1, 1, 2), 1); /* -4/3 */
	assert_int_equal(band_of(mean, 2, 2, 2), 3);
	assert_int_equal(band_of(mean, 3, 2, 2), 4); /* 5/3 */
	assert_int_equal(band_of(mean, 3, 3, 2), 5);
	/* an item may count twice; what is above the last band is in it */
	assert_int_equal(band_of(twice, 1, 1, 2), 1);
	assert_int_equal(band_of(twice, 1, 1, 3), 2);
}

static void
a_skipped_item_leaves_no_score(void **state)
{
	static const char *const sum = "sum p 1 score 0,2147483647 1 0,2";

	(void)state;
	assert_int_equal(band_of(sum, 0, 1, 1), ANSWER_SKIP);
	assert_int_equal(band_of(sum, 1, 1, 0), ANSWER_SKIP);
	assert_int_equal(band_of(sum, 1, 0, 1), 1);
	assert_int_equal(band_of(sum, 0, 0, 0), ANSWER_SKIP);
}

/* Values and bounds as far as they can be: no overflow. */
static void
the_largest_scores_are_right(void **state)
{
	struct form form;
	struct tally tally = {0};
	struct response low = {{1, 1}}, high = {{2, 2}};

	(void)state;
	parse(&form,
	    "item p 1 a -2147483648,2147483647 1\n"
	    "item p 1 b -2147483648,2147483647 1\n"
	    "sum p 1 s -2147483648,2147483646,2147483647 1 0,1,0,1,0,1,0,1\n"
	    "mean p 1 m -2147483648,2147483646,2147483647 1 0,1,0,1,0,1\n");
	tally_add(&form, &tally, &low);
	tally_add(&form, &tally, &high);
	for (int score = 2; score < 4; score++) {
		assert_int_equal(tally.counts[score][1], 1);
		assert_int_equal(tally.counts[score][2], 0);
		assert_int_equal(tally.counts[score][3], 1);
	}
}

/* A score by division: with few items and small values that is exact where
 * it matters, at the bounds. */
static int
naive_band(const struct form *form, const struct question *score,
    const struct response *response)
{
	double sum = 0;

	for (int i = 0; i < score->item_count; i++) {
		int item = score->items[i], answer = response->answers[item];

		if (answer == 0)
			return 0;
		sum += form->questions[item].values[answer - 1];
	}
	if (score->mean)
		sum /= score->item_count;
	for (int band = 1; band < score->answer_count; band++)
		if (sum * 1000 <= score->values[band - 1])
			return band;
	return score->answer_count;
}

#define PEOPLE 60

struct model {
	struct form form;
	int people;
	struct response responses[PEOPLE];
};

static uint32_t
naive_count(const struct model *model, int question, int answer)
{
	const struct question *asked = &model->form.questions[question];
	uint32_t count = 0;

	for (int i = 0; i < model->people; i++) {
		const struct response *response = &model->responses[i];
		int given = asked->score
		                ? naive_band(&model->form, asked, response)
		                : response->answers[question];

		count += given == answer;
	}
	return count;
}

static void
random_form(struct form *form)
{
	int items = unit_between(1, 8), scores = unit_between(0, 3);
	struct buf text = BUF_INIT;

	for (int i = 0; i < items; i++) {
		buf_addf(&text, "item p 1 id-%d %d", i, unit_between(-9, 9));
		for (int a = unit_between(1, ANSWERS_MAX - 1); a > 0; a--)
			buf_addf(&text, ",%d", unit_between(-9, 9));
		buf_add(&text, " 1\n");
	}
	for (int i = 0; i < scores; i++) {
		int bound = unit_between(-9, 3);

		buf_addf(&text, "%s p 1 score-%d %d",
		    unit_between(0, 1) ? "sum" : "mean", i, 1000 * bound);
		for (int b = unit_between(0, 4); b > 0; b--)
			buf_addf(
			    &text, ",%d", 500 * (bound += unit_between(1, 4)));
		buf_addf(&text, ",2147483647 1 %d", unit_between(0, items - 1));
		for (int j = unit_between(0, 3); j > 0; j--)
			buf_addf(&text, ",%d", unit_between(0, items - 1));
		buf_add(&text, "\n");
	}
	parse(form, buf_text(&text));
	buf_done(&text);
}

static void
random_round(struct model *model, struct tally *tally)
{
	*tally = (struct tally){0};
	random_form(&model->form);
	model->people = unit_between(0, PEOPLE);
	for (int i = 0; i < model->people; i++) {
		struct response *response = &model->responses[i];

		*response = (struct response){0};
		for (int q = 0; q < form_items(&model->form); q++)
			response->answers[q] = (uint8_t)unit_between(
			    0, model->form.questions[q].answer_count);
		/* what stands at a score is not looked at */
		for (int q = form_items(&model->form); q < QUESTIONS_MAX; q++)
			response->answers[q] = 200;
		assert_int_equal(
		    response_check(&model->form, response, NULL), OK);
		tally_add(&model->form, tally, response);
	}
}

static void
random_rounds_agree_with_the_model(void **state)
{
	(void)state;
	for (int round = 0; round < 300; round++) {
		static struct model model;
		static struct tally tally;

		random_round(&model, &tally);
		for (int q = 0; q < QUESTIONS_MAX; q++) {
			bool asked = q < model.form.question_count;

			for (int a = 0; a <= ANSWERS_MAX; a++)
				assert_int_equal(tally.counts[q][a],
				    asked ? naive_count(&model, q, a) : 0);
			if (asked)
				assert_int_equal(
				    tally_answered(&model.form, &tally, q),
				    model.people - (int)tally.counts[q][0]);
		}
	}
}

static void
tallies_come_back_from_their_bytes(void **state)
{
	(void)state;
	for (int round = 0; round < 300; round++) {
		static struct model model;
		static struct tally tally, again;
		uint8_t bytes[sizeof(tally) + 1];
		size_t size;

		random_round(&model, &tally);
		size = tally_size(&model.form);
		assert_in_range(size, 12, sizeof(tally));
		bytes[size] = 0xA5;
		tally_encode(&model.form, &tally, bytes);
		assert_int_equal(bytes[size], 0xA5);
		memset(&again, 0xFF, sizeof(again));
		tally_decode(&model.form, &again, bytes);
		assert_memory_equal(&again, &tally, sizeof(tally));
	}
}

/* The format of the sealed count, byte by byte. */
static void
bytes_are_little_endian_by_question(void **state)
{
	static const uint8_t expected[] = {4, 3, 2, 1, 5, 0, 0, 0, 0, 1, 0,
	    0, /* skips, 1, 2 */
	    0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 7, 0, 0, 0};
	struct tally tally = {{{0x01020304, 5, 256}, {0, UINT32_MAX, 0, 7}}};
	uint8_t bytes[sizeof(expected)];
	struct form form;

	(void)state;
	parse(&form, "item p 1 a 1,2 1\nitem p 1 b 1,2,3 1\n");
	assert_int_equal(tally_size(&form), sizeof(expected));
	tally_encode(&form, &tally, bytes);
	assert_memory_equal(bytes, expected, sizeof(expected));
}

static void
paper_counts_are_filled_up_with_skips(void **state)
{
	struct form form;
	struct tally tally = {{{99, 3, 4}, {0, 0, 10, 0}, {0}}};
	struct err err = {""};

	(void)state;
	parse(&form, "item p 1 a 1,2 1\nitem p 1 b 1,2,3 1\n"
	             "sum p 1 s 3,9 1 0,1\n");
	assert_int_equal(tally_complete(&form, &tally, 10, &err), OK);
	assert_int_equal(tally.counts[0][ANSWER_SKIP], 3);
	assert_int_equal(tally.counts[1][ANSWER_SKIP], 0);
	assert_int_equal(tally.counts[2][ANSWER_SKIP], 10);
	assert_int_equal(tally.counts[0][1], 3);
	assert_int_equal(tally_complete(&form, &tally, 9, &err), ERR_DATA);
	assert_non_null(strstr(err.text, "b: 10 answers"));
	/* a sum that does not fit 32 bits is too many all the same */
	tally.counts[0][1] = tally.counts[0][2] = UINT32_MAX;
	assert_int_equal(
	    tally_complete(&form, &tally, UINT32_MAX, &err), ERR_DATA);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(answers_must_be_there),
	    cmocka_unit_test(a_score_is_the_band_of_a_sum_or_mean),
	    cmocka_unit_test(a_skipped_item_leaves_no_score),
	    cmocka_unit_test(the_largest_scores_are_right),
	    cmocka_unit_test(random_rounds_agree_with_the_model),
	    cmocka_unit_test(tallies_come_back_from_their_bytes),
	    cmocka_unit_test(bytes_are_little_endian_by_question),
	    cmocka_unit_test(paper_counts_are_filled_up_with_skips),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
