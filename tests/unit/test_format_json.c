/*
 * The canonical form: exactly these bytes, read back as they are, and
 * everything else refused by the name of the member.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "sync/format.h"
#include "tests/unit/samples.h"
#include "tests/unit/unit.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/utf8.h"

static char *
written(enum sample which)
{
	struct buf out = BUF_INIT;
	struct summary summary;

	sample_summary(&summary, which);
	format_json(&out, &summary);
	summary_done(&summary);
	return buf_take(&out);
}

static void
the_bytes_are_these(void **state)
{
	char *text = written(SAMPLE_USUAL);

	(void)state;
	assert_string_equal(text, sample_usual_json);
	free(text);
}

/* The manual page breaks it into lines. */
static void
the_manual_page_shows_the_usual_one(void **state)
{
	struct buf page = BUF_INIT, shown = BUF_INIT;
	struct err err = {""};
	const char *text, *end;

	(void)state;
	if (file_read("man/huddle-summary.5", FILE_TEXT_MAX, &page, &err) < 0)
		fail_msg("%s", err.text);
	text = strstr(buf_text(&page), "\n{\"actions\"");
	assert_non_null(text);
	end = strstr(text, "\n.Ed");
	assert_non_null(end);
	for (; text < end; text++)
		if (*text != '\n')
			buf_add_bytes(&shown, text, 1);
	assert_string_equal(buf_text(&shown), sample_usual_json);
	buf_done(&shown);
	buf_done(&page);
}

static void
a_json_library_would_write_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < SAMPLES; i++) {
		char *text = written((enum sample)i), *again;
		json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

		assert_non_null(root);
		again = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
		assert_string_equal(text, again);
		json_decref(root);
		free(again);
		free(text);
	}
}

/* Controls never get into a name, but what is written is JSON all the same. */
static void
every_character_is_escaped_as_by_the_library(void **state)
{
	struct summary summary;
	struct buf out = BUF_INIT;
	char *again;
	json_t *root;

	(void)state;
	sample_summary(&summary, SAMPLE_SILENT);
	for (int i = 0; i < 127; i++)
		summary.name[i] = (char)(i + 1);
	summary.name[127] = '\0';
	format_json(&out, &summary);
	root = json_loads(buf_text(&out), 0, NULL);
	assert_non_null(root);
	again = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
	assert_string_equal(buf_text(&out), again);
	json_decref(root);
	free(again);
	buf_done(&out);
	summary_done(&summary);
}

static void
what_is_written_reads_back(void **state)
{
	(void)state;
	for (int i = 0; i < SAMPLES; i++) {
		char *text = written((enum sample)i);
		struct buf again = BUF_INIT;
		struct summary read;
		struct err err = {""};

		if (format_json_read(&read, text, strlen(text), true, &err) < 0)
			fail_msg("%s: %s", sample_names[i], err.text);
		format_json(&again, &read);
		assert_string_equal(buf_text(&again), text);
		summary_done(&read);
		buf_done(&again);
		free(text);
	}
}

static void
every_member_lands_where_it_belongs(void **state)
{
	struct summary read;

	(void)state;
	assert_int_equal(format_json_read(&read, sample_usual_json,
	                     strlen(sample_usual_json), true, NULL),
	    OK);
	assert_string_equal(read.organization, "example-health");
	assert_string_equal(read.unit, "4-west");
	assert_string_equal(read.name, "4 West");
	assert_string_equal(read.site, "main");
	assert_int_equal(read.sequence, 7);
	assert_int_equal(strlen(read.previous), 64);
	assert_string_equal(read.next_key, "");
	assert_int_equal(read.to, read.from + 6);
	assert_int_equal(read.huddles.planned[SHIFT_DAY], 7);
	assert_int_equal(read.huddles.planned[SHIFT_NIGHT], 6);
	assert_int_equal(read.huddles.held[SHIFT_DAY], 5);
	assert_int_equal(read.huddles.held[SHIFT_NIGHT], 4);
	assert_int_equal(read.huddles.minutes, 61);
	assert_int_equal(read.huddles.headcount, 98);
	assert_int_equal(read.huddles.largest, 14);
	assert_int_equal(read.pulse[0].key.of, 0x18);
	assert_int_equal(read.pulse[0].since, read.from - 7);
	assert_int_equal(read.pulse[0].answered, 71);
	assert_int_equal(read.pulse[0].counted, 44);
	assert_int_equal(read.notes[0].kind, NOTE_PEBBLE);
	assert_int_equal(read.actions[0].median_age_days, 24);
	assert_true(read.has_dropped && read.has_buddies);
	assert_int_equal(read.dropped_minutes, 45);
	assert_int_equal(read.dropped_tasks, 5);
	assert_int_equal(read.pairs, 7);
	assert_int_equal(read.connections, 20);
	assert_int_equal(read.response[0].p90_days, 8);
	assert_int_equal(read.response[0].unanswered, 3);
	assert_int_equal(read.shift[0].sum, 214);
	assert_string_equal(read.withheld[0].part, "pulse");
	summary_done(&read);
}

/* --- What is refused ------------------------------------------------------ */

/* `from` replaced by `to` once in the usual one, and what the message says;
 * NULL: read where it need not be canonical. */
static const struct {
	const char *from, *to, *says;
} spoiled[] = {
    {"\"answered\":71", "\"answered\":-1", "pulse[0].answered: found -1"},
    {"\"answered\":71", "\"answered\":71.0", "pulse[0].answered"},
    {"\"answered\":71", "\"answered\":7e1", "pulse[0].answered"},
    {"\"answered\":71", "\"answered\":\"71\"", "found \"71\""},
    {"\"answered\":71", "\"answered\":null", "found null"},
    {"\"answered\":71", "\"answered\":true", "found true"},
    {"\"answered\":71", "\"answered\":[]", "found a list"},
    {"\"answered\":71", "\"answered\":{}", "found an object"},
    {"\"answered\":71", "\"answered\":2147483648", "to 2147483647"},
    {"\"answered\":71", "\"answered\":9223372036854775808", "no JSON"},
    {"\"answered\":71", "\"answered\":71,\"answered\":71", "no JSON"},
    {"\"answered\":71,", "", "pulse[0].answered: it is missing"},
    {"\"answered\":71", "\"answered\":71,\"who\":1", "pulse[0]: \"who\""},
    {"\"counted\":44", "\"counted\":-2147483648", "pulse[0].counted"},
    {"\"epsilon_milli\":1000", "\"epsilon_milli\":0", "epsilon_milli"},
    {"\"instrument\":\"pulse\"", "\"instrument\":\"Pulse\"", "instrument"},
    {"\"instrument\":\"pulse\"", "\"instrument\":\"\"", "instrument"},
    {"\"item\":\"energy\"", "\"item\":\"energy-energy-energy-energy-energy\"",
        "pulse[0].item"},
    {"\"of\":[4,5]", "\"of\":[5,4]", "pulse[0].of: found 4"},
    {"\"of\":[4,5]", "\"of\":[4,4]", "pulse[0].of"},
    {"\"of\":[4,5]", "\"of\":[0,5]", "pulse[0].of"},
    {"\"of\":[4,5]", "\"of\":[4,8]", "pulse[0].of"},
    {"\"of\":[4,5]", "\"of\":[]", "pulse[0].of"},
    {"\"of\":[4,5]", "\"of\":\"4 5\"", "pulse[0].of"},
    {"\"of\":[4,5]", "\"of\":[\"4\"]", "pulse[0].of"},
    {"\"paper_rounds\":1", "\"paper_rounds\":10", "pulse[0].paper_rounds"},
    {"\"rounds\":9", "\"rounds\":0", "pulse[0].rounds"},
    {"\"since\":\"2026-11-02\"", "\"since\":\"2026-11-10\"", "since"},
    {"\"version\":1", "\"version\":0", "pulse[0].version"},
    {"\"2026-11-09\"", "\"2026-11-31\"", "period.from: found \"2026-11-31\""},
    {"\"2026-11-09\"", "\"2026-11-9\"", "period.from"},
    {"\"2026-11-09\"", "\"2026-11-16\"", "period"},
    {"\"2026-11-09\"", "20261109", "period.from"},
    {"\"pebble\"", "\"pebbles\"", "notes[0].kind"},
    {"\"count\":4", "\"count\":0", "notes[0].count"},
    {"\"state\":\"new\"", "\"state\":\"old\"", "actions[0].state"},
    {"\"theme\":\"supplies\",\"tier\":\"unit\"",
        "\"theme\":\"supplies\",\"tier\":\"ward\"", "actions[0].tier"},
    {"\"median_days\":2", "\"median_days\":9", "response[0].median_days"},
    {"\"pairs\":7", "\"pairs\":-7", "buddies.pairs"},
    {"{\"connections\":20,\"pairs\":7}", "[]", "buddies: found a list"},
    {"{\"minutes_a_shift\":45,\"tasks\":5}", "{}", "dropped.minutes_a_shift"},
    {"\"night\":4", "\"night\":-4", "huddles.held.night"},
    {"\"epoch\":1", "\"epoch\":0", "epoch"},
    {"\"sequence\":7", "\"sequence\":1", "previous"},
    {"huddle-summary/1", "huddle-summary/2", "\"huddle-summary/2\""},
    {"\"next_key\":null", "\"next_key\":\"\"", "next_key"},
    {"\"previous\":\"00", "\"previous\":\"0", "previous"},
    {"\"previous\":\"00", "\"previous\":\"AA", "previous"},
    {"\"id\":\"example-health\"", "\"id\":null", "organization.id"},
    {"\"name\":\"4 West\"", "\"name\":\"\"", "unit.name"},
    {"\"name\":\"4 West\"", "\"name\":\"\\u001b[2J\"", "unit.name"},
    {"\"name\":\"4 West\"", "\"name\":\"4\\u0000W\"", "no JSON"},
    {"\"name\":\"4 West\"", "\"name\":\"4 \\u202eWest\"", "unit.name"},
    {"\"name\":\"4 West\"", "\"name\":\"4 \xffWest\"", "no JSON"},
    {"\"name\":\"4 West\"",
        "\"name\":\"12345678901234567890123456789012345678901\"", "unit.name"},
    {"\"part\":\"pulse\"", "\"part\":\"Pulse!\"", "withheld[0].part"},
    {"\"fewer than 5 answers\"", "\"f\xc3\xa9wer\"", "withheld[0].reason"},
    {"[{\"part\"",
        "[{\"part\":\"pulse\",\"reason\":\"fewer than 5 "
        "answers\"},{\"part\"",
        "twice"},
    {"[{\"part\"", "[{\"part\":\"response\",\"reason\":\"none\"},{\"part\"",
        "order"},
    {"\"withheld\":[", "\"withheld\":[1,", "withheld[0]: found 1"},
    {"\"sequence\":7", "\"sequence\" : 7", NULL},
    {"\"sequence\":7", "\"sequence\":7\n", NULL},
    {"\"4 West\"", "\"4\\u0020West\"", NULL},
    {"\"minutes\":61", "\"minutes\":61 ", NULL},
    {"\"paper_rounds\":1", "\"paper_rounds\":-0", NULL},
    {"\"unit\":{\"id\":\"4-west\",\"name\":\"4 West\",",
        "\"unit\":{\"name\":\"4 West\",\"id\":\"4-west\",", NULL},
};

static char *
replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	return mem_printf(
	    "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void
what_is_spoiled_is_refused_by_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(spoiled) / sizeof(spoiled[0]); i++) {
		char *text =
		    replaced(sample_usual_json, spoiled[i].from, spoiled[i].to);
		struct summary read;
		struct err err = {""};
		int result =
		    format_json_read(&read, text, strlen(text), true, &err);

		summary_done(&read);
		if (result != ERR_DATA)
			fail_msg("read: %s", spoiled[i].to);
		if (!strstr(err.text,
		        spoiled[i].says ? spoiled[i].says : "canonical"))
			fail_msg("%s: said: %s", spoiled[i].to, err.text);
		assert_true(utf8_valid(err.text, strlen(err.text), NULL));
		result =
		    format_json_read(&read, text, strlen(text), false, &err);
		assert_int_equal(result, spoiled[i].says ? ERR_DATA : OK);
		summary_done(&read);
		free(text);
	}
}

static void
no_part_of_it_is_read_for_the_whole(void **state)
{
	size_t len = strlen(sample_usual_json);
	struct summary read;

	(void)state;
	for (size_t i = 0; i < len; i++) {
		assert_int_equal(
		    format_json_read(&read, sample_usual_json, i, false, NULL),
		    ERR_DATA);
		summary_done(&read);
	}
}

/* No byte can be another one and still be read as canonical, unless what is
 * read differs too: one bit at a time. */
static void
another_byte_is_another_summary(void **state)
{
	size_t len = strlen(sample_usual_json);
	int good = 0;

	(void)state;
	for (size_t i = 0; i < 8 * len; i++) {
		char *text = mem_copy(sample_usual_json);
		struct buf again = BUF_INIT;
		struct summary read;

		text[i / 8] = (char)(text[i / 8] ^ 1 << i % 8);
		if (format_json_read(&read, text, len, true, NULL) == OK) {
			format_json(&again, &read);
			assert_memory_equal(again.text, text, len);
			good++;
		}
		summary_done(&read);
		buf_done(&again);
		free(text);
	}
	assert_true(good > 0);
}

static void
hostile_texts_are_refused(void **state)
{
	char *deep = mem_new(FORMAT_JSON_MAX + 2, 1);
	static const char *const texts[] = {"", " ", "{", "[]", "{}", "null",
	    "7", "\"\"", "{\"format\":\"huddle-summary/1\"}", "\xef\xbb\xbf{}",
	    "{\"\\u0000\":1}", "{\"a\":1}{\"a\":1}"};
	struct summary read;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		err.text[0] = '\0';
		assert_int_equal(format_json_read(&read, texts[i],
		                     strlen(texts[i]), false, &err),
		    ERR_DATA);
		assert_true(err.text[0]);
		summary_done(&read);
	}
	memset(deep, '[', FORMAT_JSON_MAX + 1);
	assert_int_equal(
	    format_json_read(&read, deep, FORMAT_JSON_MAX, false, &err),
	    ERR_DATA);
	summary_done(&read);
	memset(deep, ' ', FORMAT_JSON_MAX + 1);
	assert_int_equal(
	    format_json_read(&read, deep, FORMAT_JSON_MAX + 1, false, &err),
	    ERR_DATA);
	assert_non_null(strstr(err.text, "at most"));
	summary_done(&read);
	free(deep);
}

/* A message repeats what was found, but not all of it, and not raw. */
static void
a_message_is_safe_and_short(void **state)
{
	char *long_text = mem_new(5001, 1), *text, *key;
	struct summary read;
	struct err err;

	(void)state;
	memset(long_text, 'x', 5000);
	text = mem_printf("\"kind\":\"%s\"", long_text);
	key = replaced(sample_usual_json, "\"kind\":\"pebble\"", text);
	assert_int_equal(
	    format_json_read(&read, key, strlen(key), true, &err), ERR_DATA);
	assert_true(strlen(err.text) < 200);
	summary_done(&read);
	free(key);
	key = replaced(sample_usual_json, "\"epoch\":1",
	    "\"epoch\":1,\"\\u001b[2Jx\":\"\\u009b\"");
	assert_int_equal(
	    format_json_read(&read, key, strlen(key), true, &err), ERR_DATA);
	assert_null(strchr(err.text, '\033'));
	assert_non_null(strstr(err.text, "[2Jx"));
	summary_done(&read);
	free(key);
	free(text);
	free(long_text);
}

/* For the audit, what does not fit together is read. */
static void
the_audit_reads_what_does_not_fit(void **state)
{
	char *text = replaced(
	    sample_usual_json, "\"paper_rounds\":1", "\"paper_rounds\":10");
	char *worse = replaced(text, "\"sequence\":7", "\"sequence\":1");
	struct summary read;

	(void)state;
	assert_int_equal(
	    format_json_read_any(&read, worse, strlen(worse), NULL), OK);
	assert_int_equal(read.pulse[0].paper_rounds, 10);
	summary_done(&read);
	free(worse);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_bytes_are_these),
	    cmocka_unit_test(the_manual_page_shows_the_usual_one),
	    cmocka_unit_test(a_json_library_would_write_the_same),
	    cmocka_unit_test(every_character_is_escaped_as_by_the_library),
	    cmocka_unit_test(what_is_written_reads_back),
	    cmocka_unit_test(every_member_lands_where_it_belongs),
	    cmocka_unit_test(what_is_spoiled_is_refused_by_name),
	    cmocka_unit_test(no_part_of_it_is_read_for_the_whole),
	    cmocka_unit_test(another_byte_is_another_summary),
	    cmocka_unit_test(hostile_texts_are_refused),
	    cmocka_unit_test(a_message_is_safe_and_short),
	    cmocka_unit_test(the_audit_reads_what_does_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
