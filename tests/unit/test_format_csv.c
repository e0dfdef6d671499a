/*
 * The tidy form: heads as documented, a row a count, nothing that a
 * spreadsheet would run, and a data package that fits the files.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "sync/format.h"
#include "tests/unit/samples.h"
#include "tests/unit/unit.h"
#include "util/mem.h"

#define LEADING "organization,unit,site,epoch,sequence,from,to,"
#define PACKAGE (FORMAT_CSV_FILES - 1)

static const char *const heads[] = {
    LEADING "instrument,version,item,of,epsilon_milli,rounds,paper_rounds,"
            "answered,counted",
    LEADING "kind,theme,count",
    LEADING "state,tier,theme,count,median_age_days",
    LEADING "tier,answered,unanswered,median_days,p90_days",
    LEADING "planned_day,planned_night,held_day,held_night,minutes,headcount,"
            "largest,dropped_tasks,dropped_minutes_a_shift",
    LEADING "field,shifts,sum",
    LEADING "pairs,connections",
    LEADING "part,reason",
};

/* The file of one sample; free() it. */
static char *
file_of(enum sample which, int index)
{
	struct buf out = BUF_INIT;
	struct summary summary;

	sample_summary(&summary, which);
	format_csv(&out, index, &summary, 1);
	summary_done(&summary);
	return buf_take(&out);
}

/* The next cell as RFC 4180 reads it, at *at; what ended it in *end. */
static char *
next_cell(const char **at, char *end)
{
	struct buf cell = BUF_INIT;
	const char *text = *at;

	if (*text == '"') {
		for (text++; *text != '"' || text[1] == '"'; text++) {
			assert_true(*text != '\0');
			text += *text == '"';
			buf_add_bytes(&cell, text, 1);
		}
		text++;
	} else {
		size_t len = strcspn(text, ",\r\n\"");

		buf_add_bytes(&cell, text, len);
		text += len;
	}
	*end = *text;
	assert_true(*end == ',' || *end == '\r');
	if (*end == '\r')
		assert_int_equal(*++text, '\n');
	*at = text + 1;
	return buf_take(&cell);
}

static void
the_files_are_those_documented(void **state)
{
	(void)state;
	assert_int_equal(PACKAGE, sizeof(heads) / sizeof(heads[0]));
	assert_string_equal(format_csv_names[PACKAGE], "datapackage.json");
	for (int i = 0; i < PACKAGE; i++) {
		char *text = file_of(SAMPLE_USUAL, i);
		size_t len = strlen(heads[i]);

		assert_memory_equal(text, heads[i], len);
		assert_memory_equal(text + len, "\r\n", 2);
		free(text);
	}
}

static void
a_usual_one_has_these_rows(void **state)
{
#define FIRST "example-health,4-west,main,1,7,2026-11-09,2026-11-15,"
	static const char *const rows[] = {FIRST
	    "pulse,1,energy,4 5,1000,9,1,71,44\r\n",
	    FIRST "pebble,supplies,4\r\n", FIRST "new,unit,supplies,3,24\r\n",
	    FIRST "unit,9,3,2,8\r\n", FIRST "7,6,5,4,61,98,14,5,45\r\n",
	    FIRST "census,9,214\r\n", FIRST "7,20\r\n",
	    FIRST "pulse,fewer than 5 answers\r\n"};

	(void)state;
	for (int i = 0; i < PACKAGE; i++) {
		char *text = file_of(SAMPLE_USUAL, i);

		assert_string_equal(text + strlen(heads[i]) + 2, rows[i]);
		free(text);
	}
}

/* Every cell of every file: as many as the head has, none that runs. */
static void
no_text_is_run_by_a_spreadsheet(void **state)
{
	int negative = 0, defused = 0;

	(void)state;
	for (int i = 0; i < SAMPLES * PACKAGE; i++) {
		char *text = file_of((enum sample)(i / PACKAGE), i % PACKAGE);
		const char *at = text;
		int columns = 0, cells = 0;

		while (*at) {
			char end, *cell = next_cell(&at, &end), *rest;

			cells++;
			strtol(cell, &rest, 10);
			if (cell[0] == '-' && !*rest)
				negative++;
			else
				assert_true(
				    !cell[0] || !strchr("=+-@\t\r", cell[0]));
			defused += cell[0] == '\'';
			free(cell);
			if (end == ',')
				continue;
			if (!columns)
				columns = cells;
			assert_int_equal(cells, columns);
			cells = 0;
		}
		free(text);
	}
	assert_true(negative > 0 && defused > 0);
}

static void
awkward_values_are_as_they_were(void **state)
{
	char *pulse = file_of(SAMPLE_AWKWARD, 0);
	char *withheld = file_of(SAMPLE_AWKWARD, 7);

	(void)state;
	assert_non_null(strstr(pulse, "\r\nexample-health,'-4-west-,'-,1,7,"));
	assert_non_null(strstr(pulse, ",energy,1,1000,9,1,71,-3\r\n"));
	assert_non_null(strstr(pulse, ",someone,4 5,1000,9,0,8,11\r\n"));
	assert_non_null(
	    strstr(pulse, ",'-x,1,'-y,1 2 3 4 5 6 7,1000,9,0,5,-1\r\n"));
	assert_non_null(strstr(withheld, ",notes,\"'= a, \"\"b\"\" 'c'\"\r\n"));
	free(pulse);
	free(withheld);
}

static void
what_is_not_told_is_empty(void **state)
{
	char *buddies = file_of(SAMPLE_SILENT, 6);
	char *huddles = file_of(SAMPLE_SILENT, 4);

	(void)state;
	assert_string_equal(
	    buddies + strlen(heads[6]), "\r\n"); /* the head alone */
	assert_string_equal(huddles + strlen(heads[4]),
	    "\r\nexample-health,4-west,,1,1,2026-11-09,2026-11-15,"
	    "0,0,0,0,0,0,0,,\r\n");
	free(buddies);
	free(huddles);
}

static void
many_are_the_head_and_the_rows_of_each(void **state)
{
	struct summary list[SAMPLES];

	(void)state;
	for (int i = 0; i < SAMPLES; i++)
		sample_summary(&list[i], (enum sample)i);
	for (int file = 0; file < FORMAT_CSV_FILES; file++) {
		struct buf whole = BUF_INIT, pieces = BUF_INIT;

		format_csv(&whole, file, list, SAMPLES);
		format_csv_head(&pieces, file);
		for (int i = 0; i < SAMPLES; i++)
			format_csv_rows(&pieces, file, &list[i]);
		assert_string_equal(buf_text(&whole), buf_text(&pieces));
		buf_done(&whole);
		buf_done(&pieces);
	}
	for (int i = 0; i < SAMPLES; i++)
		summary_done(&list[i]);
}

/* --- The data package ----------------------------------------------------- */

static const char *
string_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	assert_non_null(text);
	return text;
}

static json_t *
package(void)
{
	char *text = file_of(SAMPLE_USUAL, PACKAGE);
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

	assert_non_null(root);
	free(text);
	return root;
}

static void
the_package_names_every_column(void **state)
{
	json_t *root = package(), *resource, *field;
	size_t i, j;

	(void)state;
	json_array_foreach(json_object_get(root, "resources"), i, resource)
	{
		struct buf head = BUF_INIT;

		assert_string_equal(
		    string_of(resource, "path"), format_csv_names[i]);
		json_array_foreach(
		    json_object_get(
		        json_object_get(resource, "schema"), "fields"),
		    j, field)
		{
			buf_addf(&head, "%s%s", j ? "," : "",
			    string_of(field, "name"));
			assert_true(string_of(field, "description")[0]);
		}
		assert_string_equal(buf_text(&head), heads[i]);
		buf_done(&head);
	}
	assert_int_equal(i, PACKAGE);
	json_decref(root);
}

/* What may be added up and what may not, by file and column. */
static void
flows_and_stocks_are_told_apart(void **state)
{
	static const struct {
		int file;
		const char *column, *role;
	} cases[] = {{0, "answered", "flow"}, {0, "counted", "flow"},
	    {0, "item", "key"}, {1, "count", "flow"}, {2, "count", "stock"},
	    {2, "median_age_days", "measure"}, {3, "answered", "flow"},
	    {3, "unanswered", "stock"}, {3, "p90_days", "measure"},
	    {4, "held_day", "flow"}, {4, "largest", "maximum"},
	    {4, "dropped_tasks", "stock"}, {6, "pairs", "stock"},
	    {6, "connections", "flow"}};
	json_t *root = package(), *field;
	size_t j;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		json_t *schema = json_object_get(
		    json_array_get(json_object_get(root, "resources"),
		        (size_t)cases[i].file),
		    "schema");
		int seen = 0;

		json_array_foreach(json_object_get(schema, "fields"), j,
		    field) if (strcmp(string_of(field, "name"),
		                   cases[i].column) == 0)
		{
			assert_string_equal(
			    string_of(field, "role"), cases[i].role);
			seen++;
		}
		assert_int_equal(seen, 1);
	}
	json_decref(root);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_files_are_those_documented),
	    cmocka_unit_test(a_usual_one_has_these_rows),
	    cmocka_unit_test(no_text_is_run_by_a_spreadsheet),
	    cmocka_unit_test(awkward_values_are_as_they_were),
	    cmocka_unit_test(what_is_not_told_is_empty),
	    cmocka_unit_test(many_are_the_head_and_the_rows_of_each),
	    cmocka_unit_test(the_package_names_every_column),
	    cmocka_unit_test(flows_and_stocks_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
