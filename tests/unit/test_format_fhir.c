/*
 * FHIR: every count of the pulse is there and no other, within what FHIR can
 * say and exactly beside it; the same bytes each time. That it is FHIR at all
 * is for tests/npm/fhir.mjs.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/noise.h"
#include "core/release.h"
#include "sync/format.h"
#include "tests/unit/config_aid.h"
#include "tests/unit/samples.h"
#include "tests/unit/unit.h"

static struct config config;

static int
load(void **state)
{
	char *faults;
	int result = aid_make_folder(state);

	aid_write("huddle.conf", LEAST);
	faults = aid_load(&config);
	result |= faults[0];
	free(faults);
	return result;
}

static int
unload(void **state)
{
	config_done(&config);
	return aid_drop_folder(state);
}

static char *
bundle_text(enum sample which, bool words)
{
	struct buf out = BUF_INIT;
	struct summary summary;

	sample_summary(&summary, which);
	format_fhir(&out, &summary, words ? config.instruments : NULL,
	    words ? config.instrument_count : 0);
	summary_done(&summary);
	return buf_take(&out);
}

static json_t *
bundle(enum sample which, bool words)
{
	char *text = bundle_text(which, words);
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

	assert_non_null(root);
	free(text);
	return root;
}

/* "a.b.0.c" of an object: a member or an index at a time; NULL if none. */
static const json_t *
at(const json_t *value, const char *path)
{
	char name[64];

	while (value && *path) {
		size_t len = strcspn(path, ".");

		snprintf(name, sizeof(name), "%.*s", (int)len, path);
		value = json_is_array(value)
		            ? json_array_get(value, strtoul(name, NULL, 10))
		            : json_object_get(value, name);
		path += len + (path[len] == '.');
	}
	return value;
}

static const char *
string(const json_t *value, const char *path)
{
	const char *text = json_string_value(at(value, path));

	if (!text)
		fail_msg("no text at %s", path);
	return text;
}

static int64_t
number(const json_t *value, const char *path)
{
	const json_t *found = at(value, path);

	if (!json_is_integer(found))
		fail_msg("no number at %s", path);
	return json_integer_value(found);
}

/* The resource of a type for an instrument, by its address or name. */
static const json_t *
resource(const json_t *root, const char *type, const char *instrument)
{
	const json_t *entries = at(root, "entry");

	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *one = at(json_array_get(entries, i), "resource");
		const char *address = json_string_value(
		    at(one, strcmp(type, "MeasureReport") ? "url" : "measure"));

		if (strcmp(string(one, "resourceType"), type) == 0 &&
		    strncmp(strrchr(address, '/') + 1, instrument,
		        strlen(instrument)) == 0)
			return one;
	}
	fail_msg("no %s of %s", type, instrument);
	return NULL;
}

/* The integer of an extension by the end of its address. */
static int64_t
extension(const json_t *of, const char *name)
{
	const json_t *list = at(of, "extension");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);

		if (strcmp(strrchr(string(one, "url"), '/') + 1, name) == 0)
			return number(one, "valueInteger");
	}
	fail_msg("no extension %s", name);
	return 0;
}

static void
a_report_tells_the_period_and_the_unit(void **state)
{
	json_t *root = bundle(SAMPLE_USUAL, true);
	const json_t *report = resource(root, "MeasureReport", "pulse");

	(void)state;
	assert_string_equal(string(root, "type"), "collection");
	assert_string_equal(
	    string(root, "identifier.value"), "example-health/4-west/1/7");
	assert_string_equal(string(report, "period.start"), "2026-11-09");
	assert_string_equal(string(report, "period.end"), "2026-11-15");
	assert_string_equal(string(report, "date"), "2026-11-15");
	assert_string_equal(string(report, "type"), "summary");
	assert_string_equal(string(report, "subject.type"), "Location");
	assert_string_equal(
	    string(report, "subject.identifier.value"), "4-west");
	assert_string_equal(
	    string(report, "reporter.identifier.value"), "example-health");
	json_decref(root);
}

static void
a_group_tells_its_counts(void **state)
{
	json_t *root = bundle(SAMPLE_USUAL, true);
	const json_t *group =
	    at(resource(root, "MeasureReport", "pulse"), "group.0");
	const json_t *stratum = at(group, "stratifier.0.stratum.0");

	(void)state;
	assert_int_equal(number(group, "population.0.count"), 71);
	assert_int_equal(extension(group, "rounds"), 9);
	assert_int_equal(extension(group, "paper-rounds"), 1);
	assert_int_equal(extension(group, "epsilon-milli"), 1000);
	assert_int_equal(number(stratum, "population.0.count"), 44);
	assert_int_equal(extension(at(stratum, "population.0"), "counted"), 44);
	assert_int_equal(extension(at(stratum, "population.0"), "give-or-take"),
	    noise_give_or_take(9, 1000));
	assert_string_equal(
	    string(stratum, "value.text"), "had energy for the work");
	json_decref(root);
}

static void
a_count_stays_within_its_answers(void **state)
{
	json_t *root = bundle(SAMPLE_AWKWARD, true);
	const json_t *groups =
	    at(resource(root, "MeasureReport", "pulse"), "group");
	const json_t *below =
	    at(groups, "0.stratifier.0.stratum.0.population.0");
	const json_t *above =
	    at(groups, "1.stratifier.0.stratum.0.population.0");

	(void)state;
	assert_int_equal(number(below, "count"), 0);
	assert_int_equal(extension(below, "counted"), -3);
	assert_int_equal(number(above, "count"), 8);
	assert_int_equal(extension(above, "counted"), 11);
	/* Two cuts of an item with the same answers are one group. */
	assert_int_equal(json_array_size(groups), 2);
	assert_int_equal(
	    json_array_size(at(groups, "0.stratifier.0.stratum")), 2);
	json_decref(root);
}

/* Answers and counts of all groups, against those of the summary. */
static void
every_row_is_told_once(void **state)
{
	(void)state;
	for (int i = 0; i < SAMPLES; i++) {
		json_t *root = bundle((enum sample)i, true);
		const json_t *entries = at(root, "entry");
		struct summary summary;
		int64_t sum = 0;
		int strata = 0;

		sample_summary(&summary, (enum sample)i);
		for (int j = 0; j < summary.pulse_count; j++)
			sum += summary.pulse[j].counted;
		for (size_t e = 0; e < json_array_size(entries); e++) {
			const json_t *groups =
			    at(json_array_get(entries, e), "resource.group");

			for (size_t g = 0; g < json_array_size(groups); g++) {
				const json_t *list =
				    at(json_array_get(groups, g),
				        "stratifier.0.stratum");

				for (size_t s = 0; s < json_array_size(list);
				     s++, strata++)
					sum -= extension(
					    at(json_array_get(list, s),
					        "population.0"),
					    "counted");
			}
		}
		assert_int_equal(strata, summary.pulse_count);
		assert_int_equal(sum, 0);
		summary_done(&summary);
		json_decref(root);
	}
}

static void
what_is_withheld_is_masked(void **state)
{
	json_t *root = bundle(SAMPLE_SILENT, true);
	const json_t *groups =
	    at(resource(root, "MeasureReport", "pulse"), "group");

	(void)state;
	assert_int_equal(json_array_size(groups), 3);
	for (size_t i = 0; i < json_array_size(groups); i++) {
		const json_t *one = json_array_get(groups, i);

		assert_null(at(one, "population.0.count"));
		assert_null(at(one, "stratifier"));
		assert_string_equal(
		    string(one, "population.0._count.extension.0.valueCode"),
		    "masked");
	}
	json_decref(root);
	/* Not even the instrument's name. */
	root = bundle(SAMPLE_SILENT, false);
	assert_int_equal(
	    json_array_size(
	        at(resource(root, "MeasureReport", "pulse"), "group")),
	    1);
	json_decref(root);
}

static void
what_was_not_asked_says_so(void **state)
{
	struct buf text = BUF_INIT;
	struct summary summary;

	(void)state;
	sample_summary(&summary, SAMPLE_SILENT);
	for (int i = 0; i < summary.withheld_count; i++)
		snprintf(summary.withheld[i].reason, SUMMARY_REASON_SIZE, "%s",
		    release_reasons[0]);
	assert_non_null(strstr(release_reasons[0], "no round"));
	format_fhir(&text, &summary, NULL, 0);
	assert_non_null(strstr(buf_text(&text), "not-performed"));
	assert_null(strstr(buf_text(&text), "masked"));
	buf_done(&text);
	summary_done(&summary);
}

static void
the_questions_are_the_instruments(void **state)
{
	json_t *root = bundle(SAMPLE_USUAL, true);
	const json_t *asked = resource(root, "Questionnaire", "pulse");

	(void)state;
	assert_int_equal(json_array_size(at(asked, "item")), 3);
	assert_string_equal(string(asked, "item.0.linkId"), "energy");
	assert_int_equal(json_array_size(at(asked, "item.0.answerOption")), 5);
	assert_non_null(strstr(string(asked, "description"), "Not validated"));
	assert_string_equal(
	    string(resource(root, "Measure", "pulse"), "scoring.coding.0.code"),
	    "cohort");
	json_decref(root);
}

/* Words of another version say nothing about this one. */
static void
words_are_those_of_the_version(void **state)
{
	struct instrument *pulse = NULL;
	json_t *root;

	(void)state;
	for (int i = 0; i < config.instrument_count; i++)
		if (strcmp(config.instruments[i].id, "pulse") == 0)
			pulse = &config.instruments[i];
	assert_non_null(pulse);
	pulse->version++;
	root = bundle(SAMPLE_USUAL, true);
	pulse->version--;
	assert_string_equal(string(resource(root, "MeasureReport", "pulse"),
	                        "group.0.stratifier.0.stratum.0.value.text"),
	    "4-5");
	json_decref(root);
}

static void
the_same_is_the_same_and_another_has_another_id(void **state)
{
	char *first = bundle_text(SAMPLE_AWKWARD, true);
	char *again = bundle_text(SAMPLE_AWKWARD, true);
	json_t *usual = bundle(SAMPLE_USUAL, true);
	json_t *awkward = bundle(SAMPLE_AWKWARD, true);

	(void)state;
	assert_string_equal(first, again);
	assert_string_not_equal(
	    string(resource(usual, "MeasureReport", "pulse"), "id"),
	    string(resource(awkward, "MeasureReport", "pulse"), "id"));
	assert_string_equal(string(resource(usual, "Measure", "pulse"), "id"),
	    string(resource(awkward, "Measure", "pulse"), "id"));
	json_decref(usual);
	json_decref(awkward);
	free(first);
	free(again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_report_tells_the_period_and_the_unit),
	    cmocka_unit_test(a_group_tells_its_counts),
	    cmocka_unit_test(a_count_stays_within_its_answers),
	    cmocka_unit_test(every_row_is_told_once),
	    cmocka_unit_test(what_is_withheld_is_masked),
	    cmocka_unit_test(what_was_not_asked_says_so),
	    cmocka_unit_test(the_questions_are_the_instruments),
	    cmocka_unit_test(words_are_those_of_the_version),
	    cmocka_unit_test(the_same_is_the_same_and_another_has_another_id),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
