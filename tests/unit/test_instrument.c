/*
 * Instruments: languages, items, the words of cuts, ids.
 */
#include <stdlib.h>

#include "core/instrument.h"
#include "tests/unit/unit.h"
#include "util/mem.h"

/* Two items and a score, in English and Spanish. */
static void
make(struct instrument *instrument)
{
	*instrument = (struct instrument){.id = "pulse",
	    .version = 1,
	    .language_count = 2,
	    .languages = {"en", "es"},
	    .title = {{mem_copy("Pulse"), mem_copy("Pulso")}},
	    .item_count = 2,
	    .score_count = 1};
	instrument->items = mem_new(2, sizeof(struct item));
	instrument->scores = mem_new(1, sizeof(struct score));
	instrument->items[0] = (struct item){.id = "energy",
	    .domain = mem_copy("workload"),
	    .prompt = {{mem_copy("How much?"), mem_copy("?Cuanta?")}},
	    .answer_count = 2,
	    .cut_count = 2,
	    .cuts = {{2, {{mem_copy("had energy"), mem_copy("tenia")}}},
	        {1, {{mem_copy("had none"), mem_copy("no tenia")}}}}};
	instrument->items[0].answers[0].label.in[0] = mem_copy("none");
	instrument->items[0].answers[1].label.in[0] = mem_copy("plenty");
	instrument->items[1] = (struct item){.id = "needed",
	    .domain = mem_copy(""),
	    .cut_count = 1,
	    .cuts = {{6, {{mem_copy("had what they needed")}}}}};
	instrument->scores[0] = (struct score){.id = "sum",
	    .title = {{mem_copy("Both")}},
	    .band_count = 2,
	    .cut_count = 1,
	    .cuts = {{2, {{mem_copy("did well"), mem_copy("bien")}}}}};
	instrument->scores[0].bands[1].label.in[0] = mem_copy("high");
}

static void
a_language_is_found_by_its_beginning(void **state)
{
	static const struct {
		const char *asked;
		int index;
	} cases[] = {{"en", 0}, {"es", 1}, {"es_MX", 1}, {"es_MX.UTF-8", 1},
	    {"es:en", 1}, {"es.UTF-8", 1}, {"es@euro", 1}, {"es-MX", 1},
	    {"est", 0}, {"e", 0}, {"", 0}, {"C", 0}, {"de_DE.UTF-8", 0},
	    {"ES", 0}};
	struct instrument instrument;

	(void)state;
	make(&instrument);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    instrument_language(&instrument, cases[i].asked),
		    cases[i].index);
	instrument_done(&instrument);
	assert_int_equal(instrument_language(&instrument, "es"), 0);
}

static void
items_are_found_by_id(void **state)
{
	struct instrument instrument;

	(void)state;
	make(&instrument);
	assert_ptr_equal(
	    instrument_item(&instrument, "energy"), &instrument.items[0]);
	assert_ptr_equal(
	    instrument_item(&instrument, "needed"), &instrument.items[1]);
	assert_null(instrument_item(&instrument, "sum"));
	assert_null(instrument_item(&instrument, "Energy"));
	assert_null(instrument_item(&instrument, ""));
	instrument_done(&instrument);
}

static void
cuts_have_words(void **state)
{
	struct instrument i;

	(void)state;
	make(&i);
	assert_string_equal(instrument_words(&i, "energy", 2, 0), "had energy");
	assert_string_equal(instrument_words(&i, "energy", 1, 1), "no tenia");
	assert_string_equal(
	    instrument_words(&i, "needed", 6, 0), "had what they needed");
	assert_string_equal(instrument_words(&i, "sum", 2, 1), "bien");
	assert_null(instrument_words(&i, "energy", 3, 0));
	assert_null(instrument_words(&i, "sum", 1, 0));
	assert_null(instrument_words(&i, "other", 2, 0));
	instrument_done(&i);
}

static void
ids_are_short_and_plain(void **state)
{
	static const char *const good[] = {"a", "4-west", "pulse", "-", "0",
	    "abcdefghijklmnopqrstuvwxyz-01234"};
	static const char *const faulty[] = {"", "A", "a b", "a_b", "a.b",
	    "a/b", "a\n", "\xC3\xA9", "abcdefghijklmnopqrstuvwxyz-012345"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(id_valid(good[i]));
	for (size_t i = 0; i < sizeof(faulty) / sizeof(faulty[0]); i++)
		if (id_valid(faulty[i]))
			fail_msg("\"%s\" is an id", faulty[i]);
}

static void
the_end_leaves_nothing(void **state)
{
	struct instrument instrument;

	(void)state;
	make(&instrument);
	instrument_done(&instrument);
	assert_null(instrument.items);
	assert_null(instrument.scores);
	assert_int_equal(instrument.item_count, 0);
	instrument_done(&instrument);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_language_is_found_by_its_beginning),
	    cmocka_unit_test(items_are_found_by_id),
	    cmocka_unit_test(cuts_have_words),
	    cmocka_unit_test(ids_are_short_and_plain),
	    cmocka_unit_test(the_end_leaves_nothing),
	};

	return cmocka_run_group_tests_name("instrument", tests, NULL, NULL);
}
