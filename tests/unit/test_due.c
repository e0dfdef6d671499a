/*
 * Days as people say them, from one Tuesday and from the ends of months and
 * years; what is refused and why; the same words in Spanish.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/due.h"
#include "tests/unit/unit.h"
#include "util/buf.h"
#include "util/date.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define TUESDAY "2026-11-24"

static int32_t
day_of(const char *text)
{
	int32_t day;

	assert_true(date_parse(text, &day));
	return day;
}

struct example {
	const char *text, *day; /* "" none, NULL refused */
};

static void
assert_means(const char *today, const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char found[DATE_TEXT_SIZE] = "";
		struct err err = {""};
		int32_t day = 0;
		int status =
		    due_parse(examples[i].text, day_of(today), &day, &err);

		if (status == OK && day != DATE_NONE)
			date_format(day, found);
		if (!examples[i].day && status == OK)
			fail_msg("\"%s\" is %s, not refused", examples[i].text,
			    found);
		if (examples[i].day && status < 0)
			fail_msg("\"%s\": %s", examples[i].text, err.text);
		if (examples[i].day && strcmp(found, examples[i].day) != 0)
			fail_msg("\"%s\" is %s, not %s", examples[i].text,
			    found, examples[i].day);
	}
}

#define ASSERT_MEANS(today, ...)                                               \
	do {                                                                   \
		static const struct example all[] = {__VA_ARGS__};             \
                                                                               \
		assert_means(today, all, sizeof(all) / sizeof(all[0]));        \
	} while (0)

static void
words_from_a_tuesday(void **state)
{
	(void)state;
	ASSERT_MEANS(TUESDAY, {"today", TUESDAY}, {"Tomorrow", "2026-11-25"},
	    {"wed", "2026-11-25"}, {"thu", "2026-11-26"}, {"fri", "2026-11-27"},
	    {"Friday", "2026-11-27"}, {"FRI.", "2026-11-27"},
	    {"  fri  ", "2026-11-27"}, {"on friday", "2026-11-27"},
	    {"sat", "2026-11-28"}, {"sun", "2026-11-29"}, {"mon", "2026-11-30"},
	    {"tue", "2026-12-01"}, {"tues", "2026-12-01"},
	    {"next week", "2026-11-30"}, {"", ""}, {"   ", ""}, {"none", ""},
	    {"None", ""}, {"no date", ""});
}

static void
so_many_days_weeks_and_months(void **state)
{
	(void)state;
	ASSERT_MEANS(TUESDAY, {"+0", TUESDAY}, {"+1", "2026-11-25"},
	    {"+3", "2026-11-27"}, {"+3d", "2026-11-27"},
	    {"+ 3 days", "2026-11-27"}, {"3 days", "2026-11-27"},
	    {"in 1 day", "2026-11-25"}, {"+2w", "2026-12-08"},
	    {"in 2 weeks", "2026-12-08"}, {"2W", "2026-12-08"},
	    {"+1m", "2026-12-24"}, {"+2m", "2027-01-24"},
	    {"+14m", "2028-01-24"}, {"in 1 month", "2026-12-24"},
	    {"+999", "2029-08-19"});
}

static void
numbers_and_months_from_a_tuesday(void **state)
{
	(void)state;
	ASSERT_MEANS(TUESDAY, {"24", TUESDAY}, {"25", "2026-11-25"},
	    {"27", "2026-11-27"}, {"1", "2026-12-01"}, {"23", "2026-12-23"},
	    {"31", "2026-12-31"}, {"27 nov", "2026-11-27"}, {"24 nov", TUESDAY},
	    {"23 nov", "2027-11-23"}, {"1 dec", "2026-12-01"},
	    {"dec 1", "2026-12-01"}, {"1 December", "2026-12-01"},
	    {"1 dec.", "2026-12-01"}, {"the 1 of december", "2026-12-01"},
	    {"1dec", "2026-12-01"}, {"3 mar", "2027-03-03"},
	    {"1 may", "2027-05-01"}, {"1 Sept", "2027-09-01"},
	    {"29 feb", "2028-02-29"}, {"1 dec 2026", "2026-12-01"},
	    {"Dec 1, 2027", "2027-12-01"}, {"Fri 27 November", "2026-11-27"},
	    {"Fri 27 November 2026", "2026-11-27"}, {"fri 27", "2026-11-27"},
	    {"2026-12-01", "2026-12-01"}, {TUESDAY, TUESDAY},
	    {"2028-02-29", "2028-02-29"}, {"9999-12-31", "9999-12-31"});
}

static void
the_ends_of_months_and_years(void **state)
{
	(void)state;
	ASSERT_MEANS("2027-01-31", {"+1m", "2027-02-28"}, {"+2m", "2027-03-31"},
	    {"+3m", "2027-04-30"}, {"+13m", "2028-02-29"}, {"31", "2027-01-31"},
	    {"30", "2027-03-30"}, {"29", "2027-03-29"},
	    {"tomorrow", "2027-02-01"}, {"29 feb", "2028-02-29"},
	    {"+1d", "2027-02-01"});
	ASSERT_MEANS("2028-02-28", {"tomorrow", "2028-02-29"},
	    {"29", "2028-02-29"}, {"30", "2028-03-30"},
	    {"29 feb", "2028-02-29"}, {"+1m", "2028-03-28"});
	ASSERT_MEANS("2028-02-29", {"29 feb", "2028-02-29"},
	    {"+12m", "2029-02-28"}, {"+48m", "2032-02-29"},
	    {"28 feb", "2029-02-28"}, {"+1w", "2028-03-07"});
	ASSERT_MEANS("2026-12-31", {"tomorrow", "2027-01-01"},
	    {"1", "2027-01-01"}, {"31", "2026-12-31"}, {"30", "2027-01-30"},
	    {"fri", "2027-01-01"}, {"+1m", "2027-01-31"}, {"+2m", "2027-02-28"},
	    {"1 jan", "2027-01-01"}, {"30 dec", "2027-12-30"},
	    {"next week", "2027-01-04"});
	/* 2100 has no leap day. */
	ASSERT_MEANS("2096-03-01", {"29 feb", "2104-02-29"});
	/* A Monday and a Sunday. */
	ASSERT_MEANS("2026-11-23", {"mon", "2026-11-30"},
	    {"next week", "2026-11-30"}, {"sun", "2026-11-29"});
	ASSERT_MEANS("2026-11-29", {"mon", "2026-11-30"},
	    {"next week", "2026-11-30"}, {"sun", "2026-12-06"});
}

static void
what_means_no_day_is_refused_with_examples(void **state)
{
	static const char *const texts[] = {"yesterday", "soon", "fr", "f",
	    "frid4y", "friyay", "next", "next fri", "in", "the", ".", "+", "+w",
	    "w", "-3", "+-3", "+3x", "+3mon", "0", "32", "99", "0 dec",
	    "32 dec", "31 nov", "30 feb", "dec", "2026", "dec 2026",
	    "1 dec 99999", "12 2026", "1/12", "2026-11-31", "2026-13-01",
	    "2026-1-5", "2026-12-01x", "fri sat", "1 2", "1 dec jan",
	    "thu 27 nov", "thu 27", "+1000", "+3 + 3", "1 mon", "none at all",
	    "today tomorrow", "fri\x1B[2J", "fri\xFF", "99999999999999999999",
	    "\xF0\x9F\x9A\x80"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct err err = {""};
		int32_t day = 4711;

		if (due_parse(texts[i], day_of(TUESDAY), &day, &err) !=
		    ERR_DATA)
			fail_msg("\"%s\" is no day", texts[i]);
		assert_int_equal(day, 4711);
		assert_non_null(strstr(err.text, "+2w"));
		assert_non_null(strstr(err.text, "2026-12-08"));
		assert_non_null(strstr(err.text, "Nothing was changed."));
		assert_null(strchr(err.text, '\x1B'));
		if (!strpbrk(texts[i], "\x1B\xFF"))
			assert_non_null(strstr(err.text, texts[i]));
	}
}

static void
a_day_gone_by_is_refused_with_that_reason(void **state)
{
	static const char *const texts[] = {
	    "2026-11-23", "23 nov 2026", "1 jan 2020", "1970-01-01"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct err err = {""};
		int32_t day = 4711;

		assert_int_equal(
		    due_parse(texts[i], day_of(TUESDAY), &day, &err), ERR_DATA);
		assert_int_equal(day, 4711);
		assert_non_null(strstr(err.text, "is before today"));
	}
}

/* Whatever the bytes: refused, or a day from today on. */
static void
nothing_typed_is_a_day_before_today(void **state)
{
	static const char *const pieces[] = {"+", "1", "29", "2027", " ", "fri",
	    "feb", "w", "m", "in", "next week", "\xC3\xA1", "-", ",", "none"};
	int32_t today = day_of(TUESDAY);
	int understood = 0;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf text = BUF_INIT;
		int32_t day = today;

		for (int i = unit_between(1, 4); i > 0; i--)
			buf_add(&text, pieces[unit_between(0, 14)]);
		understood +=
		    due_parse(buf_text(&text), today, &day, NULL) == OK;
		if (day != DATE_NONE && day < today)
			fail_msg("\"%s\" is before today", buf_text(&text));
		buf_done(&text);
	}
	assert_in_range(understood, 500, 19000);
}

/* --- In Spanish, with a catalogue of these words only --- */

/* Sorted, as a catalogue has to be. */
static const char *const spanish[][2] = {
    {"", "Content-Type: text/plain; charset=UTF-8\n"},
    {"+, in", "+, en, dentro"},
    {"August", "agosto"},
    {"December", "diciembre"},
    {"February", "febrero"},
    {"January", "enero"},
    {"March", "marzo"},
    {"Saturday", "s\xC3\xA1"
                 "bado"},
    {"Tuesday", "martes"},
    {"Wednesday", "mi\xC3\xA9rcoles"},
    {"d, day, days", "d, d\xC3\xAD"
                     "a, d\xC3\xAD"
                     "as"},
    {"m, month, months", "m, mes, meses"},
    {"next week", "pr\xC3\xB3xima semana, semana que viene"},
    {"none, no date", "nada, sin fecha"},
    {"the, of, on, by", "el, la, de, del, para"},
    {"today", "hoy"},
    {"tomorrow", "ma\xC3\xB1"
                 "ana"},
    {"w, week, weeks", "s, sem, semana, semanas"},
};
#define WORDS ((uint32_t)(sizeof(spanish) / sizeof(spanish[0])))

/* The GNU MO format: a head, a table of (length, offset) for each side, then
 * the strings. */
static void
write_catalogue(const char *path)
{
	uint32_t head[] = {
	    0x950412de, 0, WORDS, 28, 28 + 8 * WORDS, 0, 28 + 16 * WORDS};
	uint32_t offset = head[6];
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fwrite(head, sizeof(head), 1, file);
	for (int side = 0; side < 2; side++)
		for (uint32_t i = 0; i < WORDS; i++) {
			uint32_t len = (uint32_t)strlen(spanish[i][side]);

			fwrite(&len, sizeof(len), 1, file);
			fwrite(&offset, sizeof(offset), 1, file);
			offset += len + 1;
		}
	for (int side = 0; side < 2; side++)
		for (uint32_t i = 0; i < WORDS; i++)
			fwrite(spanish[i][side], 1,
			    strlen(spanish[i][side]) + 1, file);
	assert_int_equal(fclose(file), 0);
}

static void
the_same_in_spanish_and_still_in_english(void **state)
{
	char folder[] = "/tmp/huddle-due-XXXXXX";
	char *path, *es;

	(void)state;
	assert_non_null(mkdtemp(folder));
	es = mem_printf("%s/es/LC_MESSAGES", folder);
	path = mem_printf("%s/huddle.mo", es);
	assert_int_equal(file_make_folder(es, NULL), OK);
	write_catalogue(path);
	i18n_init(folder);
	i18n_use("es");
	ASSERT_MEANS(TUESDAY, {"hoy", TUESDAY},
	    {"ma\xC3\xB1"
	     "ana",
	        "2026-11-25"},
	    {"Manana", "2026-11-25"}, {"mi\xC3\xA9", "2026-11-25"},
	    {"mie", "2026-11-25"},
	    {"el s\xC3\xA1"
	     "bado",
	        "2026-11-28"},
	    {"mar", "2026-12-01"}, {"martes", "2026-12-01"},
	    {"3 mar", "2027-03-03"}, {"mar 1 dic", "2026-12-01"},
	    {"mar 2 mar", "2027-03-02"}, {"mar 3 mar", NULL},
	    {"1 de diciembre", "2026-12-01"}, {"1 ago", "2027-08-01"},
	    {"29 feb", "2028-02-29"}, {"+2s", "2026-12-08"},
	    {"en 2 semanas", "2026-12-08"},
	    {"dentro de 3 d\xC3\xAD"
	     "as",
	        "2026-11-27"},
	    {"+1m", "2026-12-24"}, {"1 mes", "2026-12-24"},
	    {"la semana que viene", "2026-11-30"},
	    {"proxima semana", "2026-11-30"}, {"nada", ""}, {"sin fecha", ""},
	    {"fri", "2026-11-27"}, {"tomorrow", "2026-11-25"},
	    {"+2w", "2026-12-08"}, {"1 dec", "2026-12-01"}, {"none", ""},
	    {"ayer", NULL});
	unlink(path);
	for (char *end = es + strlen(es); end > es + sizeof(folder) - 1;
	     end = strrchr(es, '/')) {
		*end = '\0';
		rmdir(es);
	}
	rmdir(folder);
	free(path);
	free(es);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_from_a_tuesday),
	    cmocka_unit_test(so_many_days_weeks_and_months),
	    cmocka_unit_test(numbers_and_months_from_a_tuesday),
	    cmocka_unit_test(the_ends_of_months_and_years),
	    cmocka_unit_test(what_means_no_day_is_refused_with_examples),
	    cmocka_unit_test(a_day_gone_by_is_refused_with_that_reason),
	    cmocka_unit_test(nothing_typed_is_a_day_before_today),
	    cmocka_unit_test(the_same_in_spanish_and_still_in_english),
	};

	return cmocka_run_group_tests_name("due", tests, NULL, NULL);
}
