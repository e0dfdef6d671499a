/*
 * Reading huddle-summary/1, strictly: what is read may come from anybody.
 * Walks the tables that writing walks. See format.h.
 */
#include <assert.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/format.h"
#include "sync/format_fields.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/utf8.h"

#define DEPTH_MAX 4  /* steps; no member of the tables stands deeper */
#define FOUND_MAX 40 /* characters of a wrong value that are repeated */

/* Where reading stands is only put into words when something is wrong. */
struct reader {
	struct summary *summary;
	struct err *err;
	struct step {
		const char *name; /* of a member; NULL: a row */
		size_t index;
	} steps[DEPTH_MAX];
	int depth;
};

/* --- What is wrong -------------------------------------------------------- */

/* A foreign text, safe to show and short: a message with all of a hostile file
 * in it would be the file's to word. */
static void
add_foreign(struct buf *out, const char *text)
{
	const char *rest = text;
	uint32_t code;

	for (int i = 0; i < FOUND_MAX && *rest; i++)
		rest += utf8_next(rest, strlen(rest), &code);
	utf8_clean(out, text, (size_t)(rest - text));
	if (*rest)
		buf_add(out, "...");
}

static void
add_found(struct buf *out, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		buf_add(out, "\"");
		add_foreign(out, json_string_value(value));
		buf_add(out, "\"");
		break;
	case JSON_INTEGER:
		buf_addf(out, "%lld", (long long)json_integer_value(value));
		break;
	case JSON_REAL:
		buf_add(out, _("a number with a point"));
		break;
	case JSON_OBJECT:
		buf_add(out, _("an object"));
		break;
	case JSON_ARRAY:
		buf_add(out, _("a list"));
		break;
	case JSON_NULL:
		buf_add(out, "null");
		break;
	default:
		buf_add(out, json_is_true(value) ? "true" : "false");
	}
}

/* "pulse[3].answered". Names in it are of our tables, never of the file. */
static void
add_path(struct buf *out, const struct reader *reader)
{
	for (int i = 0; i < reader->depth; i++) {
		const struct step *step = &reader->steps[i];

		if (step->name)
			buf_addf(out, "%s%s", i ? "." : "", step->name);
		else
			buf_addf(out, "[%zu]", step->index);
	}
}

static int
wrong(struct reader *reader, const json_t *value, const char *expected)
{
	struct buf path = BUF_INIT, found = BUF_INIT;
	int result;

	add_path(&path, reader);
	add_found(&found, value);
	result = err_set(reader->err, ERR_DATA, _("%s: found %s, expected %s"),
	    path.len ? path.text : _("the file"), buf_text(&found), expected);
	buf_done(&path);
	buf_done(&found);
	return result;
}

/* Steps into a member, or into a row. After a fault nobody steps back: where it
 * is has been told, and reading ends. */
static void
enter(struct reader *reader, const char *name, size_t index)
{
	assert(reader->depth < DEPTH_MAX);
	reader->steps[reader->depth++] = (struct step){name, index};
}

static void
leave(struct reader *reader)
{
	reader->depth--;
}

/* --- Single values -------------------------------------------------------- */

static int
read_constant(struct reader *reader, const struct format_field *field,
    const json_t *value, char *base)
{
	(void)field;
	(void)base;
	if (!json_is_string(value) ||
	    strcmp(json_string_value(value), SUMMARY_FORMAT) != 0)
		return wrong(reader, value, "\"" SUMMARY_FORMAT "\"");
	return OK;
}

/* As many characters as have room if each takes four bytes. What cannot be
 * printed could move a cursor, or turn a line around. */
static bool
text_valid(const char *text)
{
	size_t count = utf8_count(text), len;
	uint32_t code;

	if (count < 1 || count > (SUMMARY_NAME_SIZE - 1) / 4)
		return false;
	for (; (len = utf8_next(text, strlen(text), &code)) > 0; text += len)
		if (!utf8_printable(code))
			return false;
	return true;
}

/* Any in ASCII: that it is one of ours is for the audit to see, which has words
 * for it. */
static bool
reason_valid(const char *text)
{
	size_t len = strlen(text);

	for (const char *at = text; *at; at++)
		if (*at < ' ' || *at > '~')
			return false;
	return len > 0 && len < SUMMARY_REASON_SIZE;
}

static bool
hash_valid(const char *text)
{
	return strlen(text) == SUMMARY_HASH_SIZE - 1 &&
	       text[strspn(text, "0123456789abcdef")] == '\0';
}

/* Texts by kind: what holds for one, its room, and how to say it. */
static const struct {
	bool (*valid)(const char *text);
	size_t size;
	const char *expected;
} texts[FORMAT_KINDS] = {
    [FORMAT_ID] = {id_valid, ID_SIZE, N_("1 to 32 of a-z, 0-9 and -")},
    [FORMAT_TEXT] = {text_valid, SUMMARY_NAME_SIZE,
        N_("1 to 40 printable characters")},
    [FORMAT_REASON] = {reason_valid, SUMMARY_REASON_SIZE,
        N_("1 to 80 printable ASCII characters")},
    [FORMAT_HASH] = {hash_valid, SUMMARY_HASH_SIZE,
        N_("64 digits of 0-9 and a-f")},
};

/* Jansson lets no NUL into a string, so that its end is where it seems to
 * be. */
static int
read_text(struct reader *reader, const struct format_field *field,
    const json_t *value, char *base)
{
	const char *text = json_string_value(value);
	size_t size;

	if (!text || !texts[field->kind].valid(text))
		return wrong(reader, value, _(texts[field->kind].expected));
	size = strlen(text) + 1;
	assert(size <= texts[field->kind].size);
	memcpy(base + field->offset, text, size);
	return OK;
}

static int
read_day(struct reader *reader, const struct format_field *field,
    const json_t *value, char *base)
{
	const char *text = json_string_value(value);

	if (!text || !date_parse(text, (int32_t *)(base + field->offset)))
		return wrong(reader, value, _("a day like \"2026-11-09\""));
	return OK;
}

/* Jansson has refused what does not fit into 64 bits; 5.0 is no integer. */
static int
read_number(struct reader *reader, const struct format_field *field,
    const json_t *value, char *base)
{
	json_int_t number = json_integer_value(value);
	char expected[96];

	if (!json_is_integer(value) || number < field->least ||
	    number > field->most) {
		snprintf(expected, sizeof(expected),
		    _("a whole number from %lld to %lld"),
		    (long long)field->least, (long long)field->most);
		return wrong(reader, value, expected);
	}
	if (field->kind == FORMAT_INT)
		*(int *)(base + field->offset) = (int)number;
	else
		*(int64_t *)(base + field->offset) = number;
	return OK;
}

static int
read_choice(struct reader *reader, const struct format_field *field,
    const json_t *value, char *base)
{
	const char *text = json_string_value(value);
	int choice =
	    text ? note_name_find(field->choices, field->choice_count, text)
	         : -1;
	struct buf expected = BUF_INIT;
	int result;

	if (choice >= 0) {
		*(int *)(base + field->offset) = choice;
		return OK;
	}
	for (int i = 0; i < field->choice_count; i++)
		buf_addf(
		    &expected, "%s\"%s\"", i ? ", " : "", field->choices[i]);
	result = wrong(reader, value, buf_text(&expected));
	buf_done(&expected);
	return result;
}

static int
read_of(struct reader *reader, const struct format_field *field,
    const json_t *value, char *base)
{
	json_int_t last = 0;
	uint8_t of = 0;

	if (!json_is_array(value))
		return wrong(reader, value, _("a list of answers"));
	for (size_t i = 0; i < json_array_size(value); i++) {
		const json_t *answer = json_array_get(value, i);
		json_int_t number = json_integer_value(answer);

		/* No integer counts as 0. */
		if (number <= last || number > ANSWERS_MAX)
			return wrong(reader, answer,
			    _("answers from 1 to 7, each once, in order"));
		of |= (uint8_t)(1u << (number - 1));
		last = number;
	}
	if (!of)
		return wrong(reader, value, _("at least one answer"));
	*(uint8_t *)(base + field->offset) = of;
	return OK;
}

/* --- Objects and rows ----------------------------------------------------- */

static int read_members(struct reader *reader, const struct format_shape *shape,
    const json_t *value, char *base);

static int
read_object(struct reader *reader, const struct format_field *field,
    const json_t *value, char *base)
{
	/* What is null was passed over by the caller: this one is there. */
	if (field->null)
		*(bool *)(base + field->offset) = true;
	return read_members(reader, field->shape, value, base);
}

/* As many as the size of a file allows: FORMAT_JSON_MAX is what bounds
 * memory. */
static int
read_rows(struct reader *reader, const struct format_field *field,
    const json_t *value, char *base)
{
	int result = OK;

	(void)base;
	if (!json_is_array(value))
		return wrong(reader, value, _("a list"));
	for (size_t i = 0; i < json_array_size(value); i++) {
		enter(reader, NULL, i);
		result = read_members(reader, field->shape,
		    json_array_get(value, i), field->add(reader->summary));
		if (result < 0)
			break;
		leave(reader);
	}
	return result;
}

typedef int read_function(struct reader *reader,
    const struct format_field *field, const json_t *value, char *base);

static read_function *const readers[FORMAT_KINDS] = {
    [FORMAT_CONSTANT] = read_constant,
    [FORMAT_ID] = read_text,
    [FORMAT_TEXT] = read_text,
    [FORMAT_REASON] = read_text,
    [FORMAT_HASH] = read_text,
    [FORMAT_DAY] = read_day,
    [FORMAT_INT] = read_number,
    [FORMAT_COUNT] = read_number,
    [FORMAT_CHOICE] = read_choice,
    [FORMAT_OF] = read_of,
    [FORMAT_OBJECT] = read_object,
    [FORMAT_ROWS] = read_rows,
};

static bool
is_known(const struct format_shape *shape, const char *name)
{
	for (int i = 0; i < shape->count; i++)
		if (strcmp(shape->fields[i].name, name) == 0)
			return true;
	return false;
}

/* All members of the shape are there by now: one more is unknown. It could
 * carry what nobody has agreed to send. */
static int
refuse_unknown(struct reader *reader, const struct format_shape *shape,
    const json_t *value)
{
	void *at = json_object_iter((json_t *)value);
	struct buf path = BUF_INIT, name = BUF_INIT;

	while (is_known(shape, json_object_iter_key(at)))
		at = json_object_iter_next((json_t *)value, at);
	add_foreign(&name, json_object_iter_key(at));
	add_path(&path, reader);
	err_set(reader->err, ERR_DATA, _("%s%s\"%s\": no such member is known"),
	    buf_text(&path), path.len ? ": " : "", buf_text(&name));
	buf_done(&path);
	buf_done(&name);
	return ERR_DATA;
}

static int
missing(struct reader *reader)
{
	struct buf path = BUF_INIT;

	add_path(&path, reader);
	err_set(reader->err, ERR_DATA, _("%s: it is missing"), buf_text(&path));
	buf_done(&path);
	return ERR_DATA;
}

static int
read_members(struct reader *reader, const struct format_shape *shape,
    const json_t *value, char *base)
{
	if (!json_is_object(value))
		return wrong(reader, value, _("an object"));
	for (int i = 0; i < shape->count; i++) {
		const struct format_field *field = &shape->fields[i];
		const json_t *member = json_object_get(value, field->name);

		enter(reader, field->name, 0);
		if (!member)
			return missing(reader);
		if (!(field->null && json_is_null(member))) {
			int result =
			    readers[field->kind](reader, field, member, base);

			if (result < 0)
				return result;
		}
		leave(reader);
	}
	if (json_object_size(value) != (size_t)shape->count)
		return refuse_unknown(reader, shape, value);
	return OK;
}

/* --- The document --------------------------------------------------------- */

/* What no single member tells. The audit finds the same and more; here a file
 * is no summary at all, and not read any further. */
static int
check_whole(const struct summary *summary, struct err *err)
{
	if (summary->from > summary->to)
		return err_set(
		    err, ERR_DATA, _("period: it ends before it begins"));
	if ((summary->sequence == 1) != !summary->previous[0])
		return err_set(err, ERR_DATA,
		    _("previous: null is for sequence 1, and only for it"));
	for (int i = 0; i < summary->pulse_count; i++) {
		const struct summary_pulse *row = &summary->pulse[i];

		if (row->since > summary->from)
			return err_set(err, ERR_DATA,
			    _("pulse[%d].since: later than the period begins"),
			    i);
		if (row->paper_rounds > row->rounds)
			return err_set(err, ERR_DATA,
			    _("pulse[%d].paper_rounds: more than rounds"), i);
	}
	for (int i = 0; i < summary->response_count; i++)
		if (summary->response[i].median_days >
		    summary->response[i].p90_days)
			return err_set(err, ERR_DATA,
			    _("response[%d].median_days: more than p90_days"),
			    i);
	if (!summary_sorted(summary))
		return err_set(err, ERR_DATA,
		    _("rows are twice there, or not in the order of "
		      "huddle-summary(5)"));
	return OK;
}

/* Writes it again and compares: that settles order, spaces, escapes and numbers
 * in one go, by the very code that defines them. */
static int
check_canonical(const struct summary *summary, const char *text, size_t len,
    struct err *err)
{
	struct buf again = BUF_INIT;
	size_t same = 0;
	int result = OK;

	format_json(&again, summary);
	while (same < len && same < again.len && text[same] == again.text[same])
		same++;
	if (same < len || same < again.len)
		result = err_set(err, ERR_DATA,
		    _("byte %zu: not the canonical form of huddle-summary(5)"),
		    same + 1);
	buf_done(&again);
	return result;
}

int
format_json_read_any(
    struct summary *out, const char *text, size_t len, struct err *err)
{
	struct reader reader = {.summary = out, .err = err};
	json_error_t error;
	json_t *root;
	int result;

	summary_init(out);
	if (len > FORMAT_JSON_MAX)
		return err_set(err, ERR_DATA,
		    _("it has %zu bytes, a summary has at most %d"), len,
		    FORMAT_JSON_MAX);
	/* Twice the same member: which of them counts would depend on who reads
	 * it. */
	root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
	if (!root) {
		struct buf why = BUF_INIT;

		add_foreign(&why, error.text);
		result = err_set(err, ERR_DATA, _("line %d: no JSON: %s"),
		    error.line, buf_text(&why));
		buf_done(&why);
		return result;
	}
	result = read_members(&reader, &format_shape, root, (char *)out);
	json_decref(root);
	return result;
}

int
format_json_read(struct summary *out, const char *text, size_t len,
    bool canonical, struct err *err)
{
	int result = format_json_read_any(out, text, len, err);

	if (result == OK)
		result = check_whole(out, err);
	if (result == OK && canonical)
		result = check_canonical(out, text, len, err);
	return result;
}
