/*
 * The office's report: who stands where, what is summed, what is never put
 * together, and that a browser gets whole and harmless HTML. With a folder as
 * its argument it writes the pages there, for the tests in a browser.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/markup.h"
#include "tests/unit/office_maker.h"
#include "tests/unit/unit.h"
#include "util/buf.h"
#include "util/date.h"
#include "util/err.h"
#include "util/file.h"

#define PAGES_MOST 16

struct taken {
	int count;
	int most; /* then it says stop; 0 never */
	char name[PAGES_MOST][64];
	char *html[PAGES_MOST];
};

static bool
take(void *context, const char *name, const char *html, size_t len)
{
	struct taken *taken = context;

	assert_true(taken->count < PAGES_MOST);
	assert_int_equal(strlen(html), len);
	snprintf(taken->name[taken->count], sizeof(taken->name[0]), "%s", name);
	taken->html[taken->count++] = strdup(html);
	return taken->count != taken->most;
}

static const char *
page_named(const struct taken *taken, const char *name)
{
	for (int i = 0; i < taken->count; i++)
		if (strcmp(taken->name[i], name) == 0)
			return taken->html[i];
	fail_msg("no page %s", name);
	return NULL;
}

static void
untake(struct taken *taken)
{
	for (int i = 0; i < taken->count; i++)
		free(taken->html[i]);
}

static struct office_pages_plan
plan_of(struct taken *taken)
{
	return (struct office_pages_plan){.organization = "example-health",
	    .language = "en",
	    .today = MAKER_LAST + 2,
	    .quiet_days = 21,
	    .page = take,
	    .context = taken};
}

static void
make_all(struct taken *taken)
{
	const struct office_made made = {12, 26, 1};
	struct office_pages_plan plan = plan_of(taken);

	memset(taken, 0, sizeof(*taken));
	office_made_report(&made, &plan);
}

static void
has(const char *html, const char *part)
{
	if (!strstr(html, part))
		fail_msg("no \"%s\" in\n%.20000s", part, html);
}

static void
in_order(const char *html, const char *first, const char *second)
{
	const char *at = strstr(html, first);

	if (!at || !strstr(at, second))
		fail_msg("not \"%s\", then \"%s\"", first, second);
}

static void
a_page_for_each_unit_that_reported(void **state)
{
	struct taken taken;

	(void)state;
	make_all(&taken);
	assert_int_equal(taken.count, 12);
	assert_string_equal(taken.name[11], "index.html");
	for (int i = 0; i < taken.count; i++) {
		markup_check(taken.html[i]);
		assert_null(strstr(taken.html[i], "<script"));
		assert_null(strstr(taken.html[i], "<b>"));
		assert_null(strstr(taken.html[i], "://"));
	}
	untake(&taken);
}

static void
units_stand_by_name_and_standing(void **state)
{
	struct taken taken;
	const char *html;

	(void)state;
	make_all(&taken);
	html = page_named(&taken, "index.html");
	in_order(html, ">Reporting", ">4 West<");
	in_order(html, ">4 West<", ">\303\204rzte "); /* as if an A */
	in_order(html, ">\303\204rzte ", ">Cardiology<");
	in_order(html, ">Cardiology<", ">Intensive care<");
	in_order(html, ">Ward 12<", ">Ward 3<");
	in_order(html, ">Small", ">Hospice at home<");
	in_order(html, ">Silent", ">Emergency<");
	in_order(html, ">Emergency<", ">Pharmacy");
	has(html, "<a href=\"unit-unit-00.html\">4 West</a>");
	assert_null(strstr(html, "unit-unit-07.html"));
	has(html, "not a ranking");
	untake(&taken);
}

/* --- sums, on summaries made by hand --- */

static void
make_summary(struct summary *summary, const char *unit, int32_t to,
    int answered, int counted)
{
	struct summary_pulse *row;

	summary_init(summary);
	snprintf(summary->unit, ID_SIZE, "%s", unit);
	snprintf(summary->name, sizeof(summary->name), "%s", unit);
	summary->epoch = summary->sequence = 1;
	summary->from = to - 6;
	summary->to = to;
	row = summary_add_pulse(summary);
	row->key = (struct cut_key){"pulse", 1, "needed", 24, 1000};
	row->rounds = 7;
	row->since = summary->from;
	row->answered = answered;
	row->counted = counted;
}

static void
add_one(struct office_pages *pages, const char *unit, int32_t to, int answered,
    int counted)
{
	struct summary summary;

	make_summary(&summary, unit, to, answered, counted);
	assert_true(office_pages_add(pages, &summary));
	summary_done(&summary);
}

static void
draws_are_added_up_over_units(void **state)
{
	struct taken taken = {0};
	const struct office_pages_plan plan = plan_of(&taken);
	struct office_pages *pages = office_pages_new(&plan);

	(void)state;
	add_one(pages, "a", MAKER_LAST, 40, 31);
	add_one(pages, "b", MAKER_LAST, 60, -3);
	assert_true(office_pages_end(pages));
	office_pages_free(pages);
	/* 28 of 100 in 14 rounds, of two units; a blur of 14 draws is 9 */
	has(page_named(&taken, "index.html"),
	    "<td>100</td><td>28</td><td>8</td><td>28%</td><td>14</td>"
	    "<td>2</td>");
	/* and shown within its bounds */
	has(page_named(&taken, "unit-b.html"),
	    "<td>60</td><td>0</td><td>6</td><td>0%</td><td>7</td>");
	untake(&taken);
}

static void
who_was_too_few_to_tell_lowers_no_share(void **state)
{
	struct taken taken = {0};
	const struct office_pages_plan plan = plan_of(&taken);
	struct office_pages *pages = office_pages_new(&plan);
	struct summary summary;
	int pulse;

	(void)state;
	make_summary(&summary, "a", MAKER_LAST, 40, 20);
	summary.huddles.headcount = 100;
	assert_true(office_pages_add(pages, &summary));
	snprintf(summary.unit, ID_SIZE, "b");
	pulse = summary.pulse_count;
	summary.pulse_count = 0;
	assert_true(office_pages_add(pages, &summary));
	summary.pulse_count = pulse;
	summary_done(&summary);
	assert_true(office_pages_end(pages));
	office_pages_free(pages);
	has(page_named(&taken, "index.html"),
	    "40 answers of 100 present at huddles: 40%.");
	untake(&taken);
}

/* Draws that waited for more answers are told with the days they are of; a
 * week of all units stays that week. */
static void
what_waited_says_since_when(void **state)
{
	struct taken taken = {0};
	const struct office_pages_plan plan = plan_of(&taken);
	struct office_pages *pages = office_pages_new(&plan);
	struct summary summary;

	(void)state;
	make_summary(&summary, "a", MAKER_LAST, 40, 20);
	summary.pulse[0].since -= 14;
	assert_true(office_pages_add(pages, &summary));
	summary_done(&summary);
	assert_true(office_pages_end(pages));
	office_pages_free(pages);
	has(page_named(&taken, "unit-a.html"),
	    "2026-11-02 \342\200\223 2026-11-22</th><td>40</td><td>20</td>");
	has(page_named(&taken, "index.html"),
	    "2026-11-16 \342\200\223 2026-11-22</th><td>40</td><td>20</td>");
	untake(&taken);
}

static void
other_versions_and_epsilons_stand_apart(void **state)
{
	struct taken taken = {0};
	const struct office_pages_plan plan = plan_of(&taken);
	struct office_pages *pages = office_pages_new(&plan);
	struct summary summary;

	(void)state;
	make_summary(&summary, "a", MAKER_LAST - 14, 50, 25);
	assert_true(office_pages_add(pages, &summary));
	summary.from += 7;
	summary.to += 7;
	summary.pulse[0].key.version = 2;
	assert_true(office_pages_add(pages, &summary));
	summary.from += 7;
	summary.to += 7;
	summary.pulse[0].key.epsilon_milli = 500;
	assert_true(office_pages_add(pages, &summary));
	summary_done(&summary);
	assert_true(office_pages_end(pages));
	office_pages_free(pages);
	/* Three lines, without a chart where there is one point only, and the
	 * chart of who answered. */
	assert_int_equal(
	    markup_count(page_named(&taken, "unit-a.html"), "<figure"), 4);
	assert_int_equal(
	    markup_count(page_named(&taken, "index.html"), "<figure"), 4);
	assert_int_equal(
	    markup_count(page_named(&taken, "unit-a.html"), "<svg "), 1);
	assert_int_equal(
	    markup_count(page_named(&taken, "index.html"), "<svg "), 1);
	untake(&taken);
}

/* What was asked more often comes first, whatever it is called. */
static void
what_has_a_course_comes_first(void **state)
{
	struct taken taken = {0};
	const struct office_pages_plan plan = plan_of(&taken);
	struct office_pages *pages = office_pages_new(&plan);
	struct summary summary;
	const char *page, *often, *once;

	(void)state;
	for (int week = 0; week < 4; week++) {
		make_summary(
		    &summary, "a", MAKER_LAST - 7 * (3 - week), 50, 25);
		snprintf(summary.pulse[0].key.item, ID_SIZE, "%s",
		    week == 1 ? "asked-once" : "often");
		assert_true(office_pages_add(pages, &summary));
		summary_done(&summary);
	}
	assert_true(office_pages_end(pages));
	office_pages_free(pages);
	page = page_named(&taken, "unit-a.html");
	often = strstr(page, "<h3>often");
	once = strstr(page, "<h3>asked-once");
	assert_non_null(often);
	assert_non_null(once);
	assert_true(often < once);
	assert_int_equal(markup_count(page, "<svg "), 2);
	untake(&taken);
}

static void
epochs_are_one_line(void **state)
{
	struct taken taken;

	(void)state;
	make_all(&taken);
	/* unit 4: three items over 26 weeks of two epochs */
	assert_int_equal(
	    markup_count(page_named(&taken, "unit-unit-04.html"), "<svg "), 4);
	has(page_named(&taken, "unit-unit-04.html"), "<td>2.1</td>");
	untake(&taken);
}

static void
small_weeks_are_gaps(void **state)
{
	struct taken taken;
	const char *html;

	(void)state;
	make_all(&taken);
	html = page_named(&taken, "unit-unit-00.html");
	has(html, "3 gaps");
	has(html, "fewer than 5 answers");
	html = page_named(&taken, "unit-unit-02.html");
	has(html, "Nothing was told yet");
	/* months have no gaps between them */
	has(page_named(&taken, "unit-unit-05.html"), "0 gaps");
	untake(&taken);
}

static void
a_change_is_told_beyond_blur_and_chance_only(void **state)
{
	struct taken taken;
	const char *html;

	(void)state;
	make_all(&taken);
	html = page_named(&taken, "index.html");
	in_order(html, "<h3>energy", "no change beyond blur and chance");
	in_order(
	    html, "<h3>needed", "higher, by more than blur and chance explain");
	in_order(html, "<h3>someone", "no change beyond blur and chance");
	untake(&taken);
}

static void
it_stops_when_told(void **state)
{
	const struct office_made made = {3, 2, 1};
	struct taken taken = {.most = 2};
	struct office_pages_plan plan = plan_of(&taken);

	(void)state;
	office_made_report(&made, &plan);
	assert_int_equal(taken.count, 2);
	untake(&taken);
}

static void
nothing_makes_a_page_too(void **state)
{
	struct taken taken = {0};
	const struct office_pages_plan plan = plan_of(&taken);
	struct office_pages *pages = office_pages_new(&plan);

	(void)state;
	assert_true(office_pages_end(pages));
	office_pages_free(pages);
	has(page_named(&taken, "index.html"), "No unit is enrolled yet.");
	markup_check(taken.html[0]);
	untake(&taken);
}

/* --- for a browser --- */

static bool
write_page(void *folder, const char *name, const char *html, size_t len)
{
	struct err err;
	char *path = file_join(folder, name);
	int result = file_create(path, 0600, html, len, &err);

	free(path);
	if (result < 0)
		fprintf(stderr, "%s\n", err.text);
	return result == OK;
}

static const char *
cut_words(void *context, const struct cut_key *key)
{
	(void)context;
	return strcmp(key->item, "energy") == 0   ? "had energy for the work"
	       : strcmp(key->item, "needed") == 0 ? "had what they needed"
	                                          : "had someone to turn to";
}

static int
write_pages(char *folder, int units, int weeks)
{
	const struct office_made made = {units, weeks, 1};
	const struct office_pages_plan plan = {.organization = "example-health",
	    .language = "en",
	    .today = MAKER_LAST + 2,
	    .quiet_days = 21,
	    .cut = cut_words,
	    .page = write_page,
	    .context = folder};

	office_made_report(&made, &plan);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_page_for_each_unit_that_reported),
	    cmocka_unit_test(units_stand_by_name_and_standing),
	    cmocka_unit_test(draws_are_added_up_over_units),
	    cmocka_unit_test(who_was_too_few_to_tell_lowers_no_share),
	    cmocka_unit_test(what_waited_says_since_when),
	    cmocka_unit_test(other_versions_and_epsilons_stand_apart),
	    cmocka_unit_test(what_has_a_course_comes_first),
	    cmocka_unit_test(epochs_are_one_line),
	    cmocka_unit_test(small_weeks_are_gaps),
	    cmocka_unit_test(a_change_is_told_beyond_blur_and_chance_only),
	    cmocka_unit_test(it_stops_when_told),
	    cmocka_unit_test(nothing_makes_a_page_too),
	};

	if (argc == 4)
		return write_pages(argv[1], (int)strtol(argv[2], NULL, 10),
		    (int)strtol(argv[3], NULL, 10));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
