/*
 * Files of numbers of the shift: what is written in any way comes back as it
 * was; a fault knows its line; what is too much is bounded.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/shift_csv.h"
#include "tests/unit/unit.h"
#include "util/buf.h"

#define TODAY 20780 /* 2026-11-23 */
#define TRIALS 300

static char title[] = "A number";
static const struct shift_field fields[] = {{"census", title, 60},
    {"staff-present", title, 20}, {"breaks-missed", title, 999999}};
static const struct shift_csv_rules rules = {fields, 3, {TODAY, SHIFT_NIGHT}};

static int
read_text(const struct buf *text, struct shift_number **list, struct buf *told)
{
	struct faults faults = {0};
	int count = shift_csv_read(
	    buf_text(text), text->len, "f.csv", &rules, list, &faults);

	buf_clear(told);
	faults_print(&faults, told);
	faults_done(&faults);
	return count;
}

/* --- Whatever a spreadsheet writes ---------------------------------------- */

struct written {
	struct buf text;
	const char *end;
	char between;
	int32_t values[40][2][3]; /* by days back */
	int count;
};

static void
add_cell(struct written *written, const char *cell)
{
	static const char *const forms[] = {
	    "%s", "\"%s\"", " %s", "%s  ", " \"%s\" "};

	buf_addf(&written->text, forms[unit_between(0, 4)], cell);
}

static void
add_between(struct written *written)
{
	buf_add_bytes(&written->text, &written->between, 1);
}

static void
add_end(struct written *written)
{
	buf_add(&written->text, written->end);
	if (unit_between(0, 9) == 0)
		buf_add(&written->text, written->end);
}

static void
add_row(struct written *written, int back, int shift, const int *order)
{
	char day[DATE_TEXT_SIZE], value[16];

	date_format(TODAY - back, day);
	for (int i = 0; i < 3; i++) {
		int32_t number = written->values[back][shift][order[i]];

		snprintf(value, sizeof(value), "%d", (int)number);
		if (i == 0) {
			add_cell(written, day);
			add_between(written);
			add_cell(written, shift ? "night" : "Day");
		}
		add_between(written);
		add_cell(written, number < 0 ? "" : value);
	}
	add_end(written);
}

static void
write_rows(struct written *written)
{
	char day[DATE_TEXT_SIZE], row[96];

	buf_addf(&written->text, "date%cshift%cfield%cvalue%s",
	    written->between, written->between, written->between, written->end);
	for (int i = 0; i < 40 * 2 * 3; i++) {
		int back = i / 6, shift = i / 3 % 2;
		int32_t number = written->values[back][shift][i % 3];

		if (number < 0)
			continue;
		date_format(TODAY - back, day);
		snprintf(row, sizeof(row), "%s%c%s%c%s%c%06d", day,
		    written->between, shift ? "NIGHT" : "day", written->between,
		    fields[i % 3].id, written->between, (int)number);
		buf_add(&written->text, row);
		add_end(written);
	}
}

static void
write_columns(struct written *written)
{
	static const int orders[][3] = {{0, 1, 2}, {2, 0, 1}, {1, 2, 0}};
	const int *order = orders[unit_between(0, 2)];

	buf_addf(&written->text, "Date%c Shift ", written->between);
	for (int i = 0; i < 3; i++) {
		add_between(written);
		add_cell(written, fields[order[i]].id);
	}
	buf_add(&written->text, written->end);
	for (int back = 39; back >= 0; back--)
		for (int shift = 0; shift < 2; shift++)
			add_row(written, back, shift, order);
}

static void
draw(struct written *written)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};

	buf_clear(&written->text);
	written->end = ends[unit_between(0, 2)];
	written->between = unit_between(0, 1) ? ',' : ';';
	written->count = 0;
	for (int i = 0; i < 40 * 2 * 3; i++) {
		bool told = unit_between(0, 2) > 0;

		written->values[i / 6][i / 3 % 2][i % 3] =
		    told ? unit_between(0, fields[i % 3].most) : -1;
		written->count += told;
	}
	if (unit_between(0, 1))
		buf_add(&written->text, "\xef\xbb\xbf");
}

static void
what_is_written_comes_back(void **state)
{
	struct written written = {.count = 0};
	struct buf told = BUF_INIT;

	(void)state;
	for (int trial = 0; trial < TRIALS; trial++) {
		struct shift_number *list;
		int count;

		draw(&written);
		if (unit_between(0, 1))
			write_rows(&written);
		else
			write_columns(&written);
		count = read_text(&written.text, &list, &told);
		assert_string_equal(buf_text(&told), "");
		assert_int_equal(count, written.count);
		for (int i = 0; i < count; i++) {
			int field = shift_field_find(fields, 3, list[i].field);
			int32_t *value =
			    &written.values[TODAY - list[i].shift.day]
			                   [list[i].shift.shift][field];

			assert_int_equal(list[i].value, *value);
			*value = -1; /* each once */
		}
		free(list);
	}
	buf_done(&written.text);
	buf_done(&told);
}

/* --- What is wrong -------------------------------------------------------- */

/* Bytes changed at random are never understood as a number that is not there
 * or out of bounds; mostly they are faults, with a line of the file. */
static void
changed_bytes_have_lines(void **state)
{
	struct written written = {.count = 0};
	struct buf told = BUF_INIT;
	int faulty = 0;

	(void)state;
	for (int trial = 0; trial < TRIALS; trial++) {
		struct shift_number *list;
		int count, lines = 1;

		draw(&written);
		write_rows(&written);
		for (int i = 0; i < 3; i++)
			written.text
			    .text[unit_between(0, (int)written.text.len - 1)] =
			    (char)unit_between(0, 255);
		count = read_text(&written.text, &list, &told);
		faulty += told.len > 0;
		assert_true(told.len == 0 || count == 0);
		for (int i = 0; i < count; i++)
			assert_in_range(list[i].value, 0, 999999);
		free(list);
		for (size_t i = 0; i < written.text.len; i++)
			lines += written.text.text[i] == '\n' ||
			         written.text.text[i] == '\r';
		for (const char *line = buf_text(&told); *line;
		     line = strchr(line, '\n') + 1) {
			assert_int_equal(strncmp(line, "f.csv:", 6), 0);
			assert_in_range(strtol(line + 6, NULL, 10), 1, lines);
		}
	}
	assert_true(faulty > TRIALS / 2);
	buf_done(&written.text);
	buf_done(&told);
}

static void
too_much_is_bounded(void **state)
{
	struct buf text = BUF_INIT, told = BUF_INIT;
	struct shift_number *list;

	(void)state;
	/* Columns by the thousand, in the header and in a row. */
	buf_add(&text, "date,shift");
	for (int i = 0; i < 100000; i++)
		buf_add(&text, ",census");
	assert_int_equal(read_text(&text, &list, &told), 0);
	assert_string_equal(buf_text(&told),
	    "f.csv:1: header: found 100002 columns, expected at most 5\n");
	buf_clear(&text);
	buf_add(&text, "date,shift,census\n2026-11-23,day");
	for (int i = 0; i < 100000; i++)
		buf_add(&text, ",1");
	assert_int_equal(read_text(&text, &list, &told), 0);
	assert_string_equal(buf_text(&told),
	    "f.csv:2: found 100002 cells, expected 3 as in the header\n");
	/* Lines by the thousand that end nowhere. */
	buf_clear(&text);
	buf_add(&text, "date,shift,census\n2026-11-23,day,\"");
	for (int i = 0; i < 100000; i++)
		buf_add(&text, "\n");
	assert_int_equal(read_text(&text, &list, &told), 0);
	assert_non_null(strstr(buf_text(&told), "f.csv:2: found no end"));
	buf_done(&text);
	buf_done(&told);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_comes_back),
	    cmocka_unit_test(changed_bytes_have_lines),
	    cmocka_unit_test(too_much_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
