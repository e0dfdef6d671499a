/*
 * The tidy form: a file for each kind of count, one row a count, and a
 * Frictionless Data Package (v1) that says what each column is. Quoted as in
 * RFC 4180. Values, ranges and places come from the tables of format_json.c.
 */
#include <assert.h>
#include <string.h>

#include "sync/format.h"
#include "sync/format_fields.h"

/* --- The files ------------------------------------------------------------ */

#define COLUMNS_MAX 10

/* What may be done with a column: sums over periods and units are right for
 * flows only. */
#define KEY "key"
#define FLOW "flow"
#define STOCK "stock"
#define LARGEST "maximum"
#define MEASURE "measure"

struct column {
	const char *name;
	const char *path; /* of the member in JSON, from its row */
	const char *role;
	const char *help;
};

/* Every row says whose it is and of when: files of many units and periods can
 * be put behind each other. */
static const struct column leading[] = {
    {"organization", "organization.id", KEY, "id of the organization"},
    {"unit", "unit.id", KEY, "id of the unit"},
    {"site", "unit.site", "label", "id of the unit's site, if it has one"},
    {"epoch", "epoch", KEY, "rises when the unit is restored or enrolled anew"},
    {"sequence", "sequence", KEY, "number of the release in its epoch"},
    {"from", "period.from", "label", "first day of the period"},
    {"to", "period.to", "label", "last day of the period"},
};

struct file {
	const char *name;
	const char *path; /* of the rows; NULL: one row a summary */
	const char *null; /* no row where this object is null */
	const char *help;
	struct column columns[COLUMNS_MAX];
};

/* clang-format off */
static const struct file files[] = {
    {"pulse", "pulse", NULL,
        "Sums of blurred counts: for each cut of a question, how many gave "
        "one of its answers. Each round added one draw of noise",
        {{"instrument", "instrument", KEY, "id of the instrument"},
         {"version", "version", KEY, "its version"},
         {"item", "item", KEY, "id of the question or score"},
         {"of", "of", KEY, "the answers that are counted, by number"},
         {"epsilon_milli", "epsilon_milli", KEY,
             "epsilon of each draw of noise, in thousandths"},
         {"rounds", "rounds", FLOW, "rounds in the sum"},
         {"paper_rounds", "paper_rounds", FLOW,
             "of these, rounds counted on paper"},
         {"answered", "answered", FLOW, "answers given, exact"},
         {"counted", "counted", FLOW,
             "of these, those in the cut, with noise: may be negative or "
             "more than answered"}}},
    {"notes", "notes", NULL, "Notes of the period by kind and theme",
        {{"kind", "kind", KEY, "kind of the note"},
         {"theme", "theme", KEY, "id of the theme"},
         {"count", "count", FLOW, "notes"}}},
    {"actions", "actions", NULL,
        "Cards on the board when the period was sealed",
        {{"state", "state", KEY, "state of the cards"},
         {"tier", "tier", KEY, "the tier that they are at"},
         {"theme", "theme", KEY, "id of the theme"},
         {"count", "count", STOCK, "cards"},
         {"median_age_days", "median_age_days", MEASURE,
             "median of the days since they were raised"}}},
    {"response", "response", NULL, "How fast each tier answered",
        {{"tier", "tier", KEY, "the tier that was asked"},
         {"answered", "answered", FLOW, "answered within the period"},
         {"unanswered", "unanswered", STOCK,
             "not answered yet when the period was sealed"},
         {"median_days", "median_days", MEASURE,
             "median of the days until the answer"},
         {"p90_days", "p90_days", MEASURE,
             "90th percentile of the days until the answer"}}},
    {"huddles", NULL, NULL,
        "Huddles of the period, and what was dropped so far",
        {{"planned_day", "huddles.planned.day", FLOW,
             "huddles planned by day"},
         {"planned_night", "huddles.planned.night", FLOW,
             "huddles planned by night"},
         {"held_day", "huddles.held.day", FLOW, "huddles held by day"},
         {"held_night", "huddles.held.night", FLOW,
             "huddles held by night"},
         {"minutes", "huddles.minutes", FLOW, "their minutes together"},
         {"headcount", "huddles.headcount", FLOW,
             "their headcounts together"},
         {"largest", "huddles.largest", LARGEST,
             "the largest headcount of one huddle"},
         {"dropped_tasks", "dropped.tasks", STOCK,
             "tasks and rules that were dropped; empty if it is not told"},
         {"dropped_minutes_a_shift", "dropped.minutes_a_shift", STOCK,
             "minutes a shift given back by that"}}},
    {"shift", "shift", NULL, "Numbers of the shift",
        {{"field", "field", KEY, "what was counted"},
         {"shifts", "shifts", FLOW, "shifts in which it was told"},
         {"sum", "sum", FLOW, "the sum over these shifts"}}},
    {"buddies", NULL, "buddies", "The buddy system; no row if it is not told",
        {{"pairs", "buddies.pairs", STOCK, "pairs and trios"},
         {"connections", "buddies.connections", FLOW,
             "times that a pair connected"}}},
    {"withheld", "withheld", NULL, "What is not told, and why",
        {{"part", "part", KEY, "the part of the summary"},
         {"reason", "reason", KEY, "why it is not told"}}},
};
/* clang-format on */

#define FILES (int)(sizeof(files) / sizeof(files[0]))
#define LEADING (int)(sizeof(leading) / sizeof(leading[0]))

const char *const format_csv_names[FORMAT_CSV_FILES] = {"pulse.csv",
    "notes.csv", "actions.csv", "response.csv", "huddles.csv", "shift.csv",
    "buddies.csv", "withheld.csv", "datapackage.json"};

static int
columns(const struct file *file)
{
	int count = 0;

	while (count < COLUMNS_MAX && file->columns[count].name)
		count++;
	return count;
}

/* The field of that name; columns name no others. */
static const struct format_field *
named(const struct format_shape *shape, const char *name, size_t len)
{
	int i = 0;

	while (strncmp(shape->fields[i].name, name, len) != 0 ||
	       shape->fields[i].name[len]) {
		i++;
		assert(i < shape->count);
	}
	return &shape->fields[i];
}

/*
 * The member at "huddles.planned.day" of a shape. *null is set to the object
 * on the way that may be null, if there is one.
 */
static const struct format_field *
member(const struct format_shape *shape, const char *path,
    const struct format_field **null)
{
	const struct format_field *field;
	size_t len;

	for (;; path += len + 1) {
		len = strcspn(path, ".");
		field = named(shape, path, len);
		if (field->kind == FORMAT_OBJECT && field->null)
			*null = field;
		if (!path[len])
			return field;
		shape = field->shape;
	}
}

static bool
is_there(const struct format_field *object, const char *base)
{
	return !object || *(const bool *)(base + object->offset);
}

/* --- Rows ----------------------------------------------------------------- */

/* Text that a spreadsheet would run gets a ' before it: ids and reasons
 * come from a unit, and are opened at a desk of the office. */
static void
put_text(struct buf *out, const char *text)
{
	bool quote = text[strcspn(text, ",\"\r\n")] != '\0';
	bool run = text[0] && strchr("=+-@\t\r", text[0]);

	buf_add(out, quote ? "\"" : "");
	buf_add(out, run ? "'" : "");
	for (; *text; text++) {
		buf_add(out, *text == '"' ? "\"" : "");
		buf_add_bytes(out, text, 1);
	}
	buf_add(out, quote ? "\"" : "");
}

static void
put_cell(struct buf *out, const struct format_shape *shape,
    const struct column *column, const char *base)
{
	const struct format_field *null = NULL;
	const struct format_field *field = member(shape, column->path, &null);
	struct buf text = BUF_INIT;

	if (is_there(null, base))
		format_text(&text, field, base);
	if (field->kind == FORMAT_INT || field->kind == FORMAT_COUNT)
		buf_add(out, buf_text(&text)); /* "-3" is a number */
	else
		put_text(out, buf_text(&text));
	buf_done(&text);
}

static void
put_row(struct buf *out, const struct file *file,
    const struct format_shape *shape, const struct summary *summary,
    const char *row)
{
	for (int i = 0; i < LEADING; i++) {
		buf_add(out, i ? "," : "");
		put_cell(
		    out, &format_shape, &leading[i], (const char *)summary);
	}
	for (int i = 0; i < columns(file); i++) {
		buf_add(out, ",");
		put_cell(out, shape, &file->columns[i], row);
	}
	buf_add(out, "\r\n");
}

void
format_csv_rows(struct buf *out, int index, const struct summary *summary)
{
	const char *base = (const char *)summary;
	const struct format_field *null = NULL, *rows;
	const struct file *file;

	/* datapackage.json has no rows. */
	if (index >= FILES)
		return;
	file = &files[index];
	if (file->path) {
		rows = member(&format_shape, file->path, &null);
		for (int i = 0; i < format_rows(rows, base); i++)
			put_row(out, file, rows->shape, summary,
			    format_row(rows, base, i));
		return;
	}
	if (file->null)
		member(&format_shape, file->null, &null);
	if (is_there(null, base))
		put_row(out, file, &format_shape, summary, base);
}

/* --- The data package ----------------------------------------------------- */

static void
put_member(struct buf *out, const char *name, const char *text)
{
	buf_addf(out, ",\"%s\":", name);
	format_quoted(out, text);
}

/* What holds for a value, in the words of Table Schema. */
static void
put_constraints(struct buf *out, const struct format_field *field, bool needed)
{
	static const char *const patterns[FORMAT_KINDS] = {
	    /* A text that begins with - is defused. */
	    [FORMAT_ID] = "^'?[a-z0-9-]{1,32}$",
	    [FORMAT_REASON] = "^'?[ -~]{1,80}$",
	    [FORMAT_OF] = "^[1-7]( [1-7]){0,6}$",
	};

	buf_addf(out, ",\"constraints\":{\"required\":%s",
	    needed ? "true" : "false");
	if (field->kind == FORMAT_INT || field->kind == FORMAT_COUNT)
		buf_addf(out, ",\"minimum\":%lld,\"maximum\":%lld",
		    (long long)field->least, (long long)field->most);
	if (patterns[field->kind])
		put_member(out, "pattern", patterns[field->kind]);
	for (int i = 0; i < field->choice_count; i++) {
		buf_add(out, i ? "," : ",\"enum\":[");
		format_quoted(out, field->choices[i]);
	}
	buf_add(out, field->choice_count ? "]}" : "}");
}

static void
put_column(struct buf *out, const struct format_shape *shape,
    const struct column *column)
{
	const struct format_field *null = NULL;
	const struct format_field *field = member(shape, column->path, &null);
	const char *type = "string";

	if (field->kind == FORMAT_DAY)
		type = "date";
	else if (field->kind == FORMAT_INT || field->kind == FORMAT_COUNT)
		type = "integer";
	buf_addf(out, "{\"name\":\"%s\",\"type\":\"%s\",\"role\":\"%s\"",
	    column->name, type, column->role);
	put_member(out, "description", column->help);
	/* An object that may be null has no row of its own, or empty cells. */
	put_constraints(out, field,
	    !field->null && !(null && strcmp(null->name, "dropped") == 0));
	buf_add(out, "}");
}

static void
put_keys(struct buf *out, const struct column *list, int count, bool *first)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(list[i].role, KEY) != 0)
			continue;
		buf_addf(out, "%s\"%s\"", *first ? "" : ",", list[i].name);
		*first = false;
	}
}

static void
put_resource(struct buf *out, const struct file *file)
{
	const struct format_field *null = NULL;
	const struct format_shape *shape =
	    file->path ? member(&format_shape, file->path, &null)->shape
	               : &format_shape;
	bool first = true;

	buf_addf(out,
	    "{\"name\":\"%s\",\"path\":\"%s.csv\","
	    "\"profile\":\"tabular-data-resource\",\"format\":\"csv\","
	    "\"mediatype\":\"text/csv\",\"encoding\":\"utf-8\"",
	    file->name, file->name);
	put_member(out, "description", file->help);
	buf_add(out, ",\"dialect\":{\"delimiter\":\",\",\"quoteChar\":\"\\\"\","
	             "\"doubleQuote\":true,\"lineTerminator\":\"\\r\\n\","
	             "\"header\":true},\"schema\":{\"fields\":[");
	for (int i = 0; i < LEADING; i++) {
		buf_add(out, i ? "," : "");
		put_column(out, &format_shape, &leading[i]);
	}
	for (int i = 0; i < columns(file); i++) {
		buf_add(out, ",");
		put_column(out, shape, &file->columns[i]);
	}
	buf_add(out, "],\"missingValues\":[\"\"],\"primaryKey\":[");
	put_keys(out, leading, LEADING, &first);
	put_keys(out, file->columns, columns(file), &first);
	buf_add(out, "]}}");
}

/* Nothing in it depends on what was counted: it is the same for all. */
static void
put_package(struct buf *out)
{
	buf_add(out, "{\"name\":\"huddle-summary\","
	             "\"profile\":\"tabular-data-package\"");
	put_member(out, "title", "Huddles of hospital units: counts by period");
	put_member(out, "description",
	    "Columns of role flow may be added over periods and units; those "
	    "of role stock, maximum and measure may not. Text that would begin "
	    "with = + - @, tab or return has a ' before it.");
	buf_add(out, ",\"resources\":[");
	for (int i = 0; i < FILES; i++) {
		buf_add(out, i ? "," : "");
		put_resource(out, &files[i]);
	}
	buf_add(out, "]}\n");
}

void
format_csv_head(struct buf *out, int index)
{
	if (index >= FILES) {
		put_package(out);
		return;
	}
	for (int i = 0; i < LEADING; i++)
		buf_addf(out, "%s%s", i ? "," : "", leading[i].name);
	for (int i = 0; i < columns(&files[index]); i++)
		buf_addf(out, ",%s", files[index].columns[i].name);
	buf_add(out, "\r\n");
}

void
format_csv(struct buf *out, int index, const struct summary *list, int count)
{
	format_csv_head(out, index);
	for (int i = 0; i < count; i++)
		format_csv_rows(out, index, &list[i]);
}
