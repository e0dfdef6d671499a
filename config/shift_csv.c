/*
 * Numbers of shifts from CSV. See shift_csv.h.
 *
 * The library is fed line by line, so that a fault knows its line; a cell
 * that is quoted may go on over several, and its row then counts as the first
 * of these.
 */
#include "config/shift_csv.h"

#include <assert.h>
#include <csv.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

#define CELLS_MAX (SHIFT_FIELDS_MAX + 2)
#define CELL_TOLD 40 /* characters of a cell in a fault */
#define MARK "\xef\xbb\xbf"

struct reading {
	const struct shift_csv_rules *rules;
	struct faults *faults;
	int file;
	int line; /* that is fed */
	int row;  /* the line on which the row began, 0 between rows */
	bool headed;
	bool by_rows;
	int columns[CELLS_MAX]; /* the field of each */
	int column_count;
	char *cells[CELLS_MAX];
	int cell_count; /* of the row, more than there are cells for too */
	struct shift_number *list;
	int count;
	/* The line that told a number, 0 for none. */
	int told[SHIFT_BACK_DAYS + 1][2][SHIFT_FIELDS_MAX];
};

static void __attribute__((format(printf, 4, 5))) fault(struct reading *reading,
    int line, const char *what, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	faults_add_value(
	    reading->faults, reading->file, line, what, format, arguments);
	va_end(arguments);
}

/* What was found, not more of it than helps; free() it. */
static char *
told(const char *cell)
{
	size_t fits = utf8_fit(cell, CELL_TOLD, NULL);

	return cell[fits] ? mem_printf("\"%.*s...\"", (int)fits, cell)
	                  : mem_printf("\"%s\"", cell);
}

/* --- The header ----------------------------------------------------------- */

static const char *const by_rows[] = {"date", "shift", "field", "value"};

/* True if the header begins with, or is, these names. */
static bool
header_has(const struct reading *reading, int count)
{
	if (reading->cell_count < count)
		return false;
	for (int i = 0; i < count; i++)
		if (strcasecmp(reading->cells[i], by_rows[i]) != 0)
			return false;
	return true;
}

/* Spreadsheets like to begin with a capital. */
static int
find_field(const struct shift_csv_rules *rules, const char *cell)
{
	for (int i = 0; i < rules->field_count; i++)
		if (strcasecmp(rules->fields[i].id, cell) == 0)
			return i;
	return -1;
}

static void
unknown_field(struct reading *reading, const char *what, const char *cell)
{
	const char *names[SHIFT_FIELDS_MAX + 1] = {NULL};
	char *found = told(cell);
	const char *near;
	struct buf all = BUF_INIT;

	for (int i = 0; i < reading->rules->field_count; i++) {
		names[i] = reading->rules->fields[i].id;
		buf_addf(&all, "%s%s", i ? ", " : "", names[i]);
	}
	near = faults_nearest(cell, names);
	if (near)
		fault(reading, reading->row, what,
		    _("found %s, expected one of %s; did you mean %s?"), found,
		    buf_text(&all), near);
	else
		fault(reading, reading->row, what,
		    _("found %s, expected one of %s"), found, buf_text(&all));
	buf_done(&all);
	free(found);
}

static void
take_column(struct reading *reading, int i)
{
	const struct shift_csv_rules *rules = reading->rules;
	int field = find_field(rules, reading->cells[i]);

	reading->columns[i] = field;
	if (field < 0)
		unknown_field(reading, _("header"), reading->cells[i]);
	for (int k = 2; k < i && field >= 0; k++)
		if (reading->columns[k] == field)
			fault(reading, reading->row, _("header"),
			    _("found \"%s\" twice, expected it once"),
			    rules->fields[field].id);
}

/* By a header with a fault no row is judged, since every row would have it
 * too: column_count is 0. */
static void
take_header(struct reading *reading)
{
	int before = reading->faults->count + reading->faults->untold;
	char *found;

	reading->headed = true;
	reading->column_count = reading->cell_count;
	reading->by_rows = reading->cell_count == 4 && header_has(reading, 4);
	if (reading->by_rows)
		return;
	if (!header_has(reading, 2) || reading->cell_count < 3) {
		found = told(reading->cell_count ? reading->cells[0] : "");
		fault(reading, reading->row, _("header"),
		    _("begins with %s, expected date,shift,field,value or "
		      "date,shift and names of fields"),
		    found);
		free(found);
		reading->column_count = 0;
		return;
	}
	if (reading->cell_count > CELLS_MAX) {
		fault(reading, reading->row, _("header"),
		    _("found %d columns, expected at most %d"),
		    reading->cell_count, reading->rules->field_count + 2);
		reading->column_count = 0;
		return;
	}
	for (int i = 2; i < reading->cell_count; i++)
		take_column(reading, i);
	if (reading->faults->count + reading->faults->untold > before)
		reading->column_count = 0;
}

/* --- A row ---------------------------------------------------------------- */

/* The first thing that is wrong is told: the others may come of it. */
static bool
take_shift(struct reading *reading, struct shift_date *out)
{
	static const char *const names[] = {"day", "night"};
	struct shift_date now = reading->rules->now;
	char *date = told(reading->cells[0]), *shift = told(reading->cells[1]);
	char oldest[DATE_TEXT_SIZE];
	bool night = strcasecmp(reading->cells[1], names[1]) == 0, good = false;

	date_format(now.day - SHIFT_BACK_DAYS, oldest);
	out->shift = night ? SHIFT_NIGHT : SHIFT_DAY;
	if (!date_parse(reading->cells[0], &out->day))
		fault(reading, reading->row, "date",
		    _("found %s, expected a day such as 2026-11-24"), date);
	else if (!night && strcasecmp(reading->cells[1], names[0]) != 0)
		fault(reading, reading->row, "shift",
		    _("found %s, expected day or night"), shift);
	else if (shift_order(*out, now) > 0)
		fault(reading, reading->row, "date",
		    _("found %s, %s, expected a shift that has begun"), date,
		    names[out->shift]);
	else if (out->day < now.day - SHIFT_BACK_DAYS)
		fault(reading, reading->row, "date",
		    _("found %s, expected no day before %s"), date, oldest);
	else
		good = true;
	free(date);
	free(shift);
	return good;
}

/* Each shift and field has one number: which of two is meant nobody knows. */
static void
take_number(struct reading *reading, struct shift_date shift, int field,
    const char *cell)
{
	const struct shift_field *asked = &reading->rules->fields[field];
	int *line = &reading->told[reading->rules->now.day - shift.day]
	                          [shift.shift][field];
	struct shift_number *number;
	char *found = told(cell);
	int32_t value;

	if (!shift_number_parse(cell, &value))
		fault(reading, reading->row, asked->id,
		    _("found %s, expected a whole number"), found);
	else if (value > asked->most)
		fault(reading, reading->row, asked->id,
		    _("found %s, expected at most %d (shift_numbers[%d].most)"),
		    found, asked->most, field + 1);
	else if (*line)
		fault(reading, reading->row, asked->id,
		    _("found a second number for this shift, expected one: "
		      "the first is on line %d"),
		    *line);
	else {
		*line = reading->row;
		reading->list = mem_grow(reading->list,
		    (size_t)reading->count + 1, sizeof(*reading->list));
		number = &reading->list[reading->count++];
		*number = (struct shift_number){.shift = shift, .value = value};
		memcpy(number->field, asked->id, ID_SIZE);
	}
	free(found);
}

/* Spreadsheets leave rows of empty cells behind. */
static bool
is_empty(const struct reading *reading)
{
	for (int i = 0; i < reading->cell_count && i < CELLS_MAX; i++)
		if (reading->cells[i][0])
			return false;
	return reading->cell_count <= CELLS_MAX;
}

/* A line break inside of a cell, a control, a character that changes the
 * direction: none of these belongs to a number, a day or a name. */
static bool
is_plain(struct reading *reading)
{
	for (int i = 0; i < reading->cell_count && i < CELLS_MAX; i++) {
		const char *cell = reading->cells[i];
		size_t left = strlen(cell), taken;
		uint32_t code;

		for (; (taken = utf8_next(cell, left, &code)) > 0;
		     cell += taken, left -= taken)
			if (!utf8_printable(code)) {
				fault(reading, reading->row, "",
				    _("found a character that cannot be "
				      "shown, expected plain text"));
				return false;
			}
	}
	return true;
}

static void
take_row(struct reading *reading)
{
	const struct shift_csv_rules *rules = reading->rules;
	struct shift_date shift;
	int field;

	if (reading->column_count == 0)
		return; /* of a header with a fault */
	if (reading->cell_count != reading->column_count) {
		fault(reading, reading->row, "",
		    _("found %d cells, expected %d as in the header"),
		    reading->cell_count, reading->column_count);
		return;
	}
	if (!take_shift(reading, &shift))
		return;
	if (reading->by_rows) {
		field = find_field(rules, reading->cells[2]);
		if (field < 0)
			unknown_field(reading, "field", reading->cells[2]);
		else
			take_number(reading, shift, field, reading->cells[3]);
		return;
	}
	for (int i = 2; i < reading->column_count; i++)
		if (reading->cells[i][0])
			take_number(reading, shift, reading->columns[i],
			    reading->cells[i]);
}

/* --- What the library tells ----------------------------------------------- */

/* Cells beyond those that a row can have were counted, and not kept. */
static void
drop_row(struct reading *reading)
{
	for (int i = 0; i < reading->cell_count && i < CELLS_MAX; i++)
		free(reading->cells[i]);
	reading->cell_count = 0;
	reading->row = 0;
}

static void
on_cell(void *cell, size_t len, void *context)
{
	struct reading *reading = context;

	if (reading->cell_count < CELLS_MAX)
		reading->cells[reading->cell_count] =
		    mem_copy_bytes(cell ? cell : "", len);
	reading->cell_count++;
}

static void
on_row(int end, void *context)
{
	struct reading *reading = context;

	(void)end;
	if (!is_empty(reading) && is_plain(reading)) {
		if (reading->headed)
			take_row(reading);
		else
			take_header(reading);
	}
	drop_row(reading);
}

/* Memory is there or ends the program, as everywhere (util/mem.h). */
static void *
grow(void *old, size_t size)
{
	return mem_grow(old, size, 1);
}

/* The bytes of the next line, with its end. */
static size_t
line_size(const char *bytes, size_t len)
{
	size_t size = 0;

	while (size < len && bytes[size] != '\n' && bytes[size] != '\r')
		size++;
	if (size + 1 < len && bytes[size] == '\r' && bytes[size + 1] == '\n')
		size++;
	return size < len ? size + 1 : len;
}

static bool
is_blank(const char *bytes, size_t len)
{
	while (len > 0 && strchr(" \t\r\n", bytes[len - 1]))
		len--;
	return len == 0;
}

static void
feed(struct reading *reading, struct csv_parser *parser, const char *bytes,
    size_t len)
{
	size_t size;

	for (; len > 0; bytes += size, len -= size) {
		size = line_size(bytes, len);
		reading->line++;
		if (reading->row == 0)
			reading->row = reading->line;
		if (csv_parse(parser, bytes, size, on_cell, on_row, reading) ==
		    size) {
			if (reading->row == reading->line &&
			    is_blank(bytes, size))
				reading->row = 0;
			continue;
		}
		fault(reading, reading->row, "",
		    _("found a quotation mark inside of a cell, expected "
		      "none, or two within a cell in quotation marks"));
		drop_row(reading);
		/* The next line has no part in it. */
		csv_fini(parser, NULL, NULL, NULL);
	}
	if (reading->row == 0)
		reading->row = reading->line;
	if (csv_fini(parser, on_cell, on_row, reading) != 0)
		fault(reading, reading->row, "",
		    _("found no end of a cell in quotation marks that begins "
		      "here, expected a quotation mark"));
}

/* Other encodings and other kinds of files, told before every row of them
 * would be a fault of its own. */
static bool
is_text(struct reading *reading, const char *bytes, size_t len)
{
	size_t bad = len;
	int line = 1;
	const char *nul = memchr(bytes, '\0', len);

	if (utf8_valid(bytes, len, &bad) && !nul)
		return true;
	if (nul && (size_t)(nul - bytes) < bad)
		bad = (size_t)(nul - bytes);
	for (size_t at = line_size(bytes, len); at <= bad && at < len;
	     at += line_size(bytes + at, len - at))
		line++;
	fault(reading, line, "",
	    _("found bytes that are no text, expected a CSV file in UTF-8"));
	return false;
}

/* Where commas are for decimals, spreadsheets put semicolons between cells. */
static char
delimiter(const char *bytes, size_t len)
{
	size_t size = line_size(bytes, len);

	return memchr(bytes, ';', size) && !memchr(bytes, ',', size) ? ';'
	                                                             : ',';
}

int
shift_csv_read(const char *bytes, size_t len, const char *name,
    const struct shift_csv_rules *rules, struct shift_number **out,
    struct faults *faults)
{
	struct reading *reading = mem_new(1, sizeof(*reading));
	struct csv_parser parser;
	int count, before = faults->count;

	assert(
	    rules->field_count > 0 && rules->field_count <= SHIFT_FIELDS_MAX);
	reading->rules = rules;
	reading->faults = faults;
	reading->file = faults_file(faults, name);
	if (len >= 3 && memcmp(bytes, MARK, 3) == 0) {
		bytes += 3;
		len -= 3;
	}
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_realloc_func(&parser, grow);
	if (len > 0 && is_text(reading, bytes, len)) {
		csv_set_delim(&parser, (unsigned char)delimiter(bytes, len));
		feed(reading, &parser, bytes, len);
	}
	csv_free(&parser);
	drop_row(reading);
	if (!reading->headed && faults->count == before)
		fault(reading, 1, "",
		    _("found nothing, expected a header such as "
		      "date,shift,field,value"));
	if (faults->count > before) {
		free(reading->list);
		reading->list = NULL;
		reading->count = 0;
	}
	*out = reading->list;
	count = reading->count;
	free(reading);
	return count;
}
