/*
 * The tables of huddle-summary/1, and writing it as canonical JSON. See
 * format.h.
 */
#include <string.h>

#include "sync/format.h"
#include "sync/format_fields.h"
#include "util/date.h"

/* --- What it consists of -------------------------------------------------- */

/* Members stand in the order of their names, as bytes: the order of the file is
 * that of these tables, so a new one goes where its name belongs. A member that
 * is added or changed is another format: the office reads only this one. */

/* IN is a place in the summary, OF one in a row of it, ROWS a list with its
 * length, FROM a range up to what an integer of FHIR holds. */
#define COUNT(field) (int)(sizeof(field) / sizeof((field)[0]))
#define SHAPE(list)                                                            \
	{                                                                      \
		list, COUNT(list), 0                                           \
	}
#define SHAPE_OF(list, row)                                                    \
	{                                                                      \
		list, COUNT(list), sizeof(struct row)                          \
	}
#define IN(member) .offset = offsetof(struct summary, member)
#define OF(row, member) .offset = offsetof(struct row, member)
#define FROM(low) .least = (low), .most = FORMAT_COUNT_MAX
#define NAMED(names, number) .choices = (names), .choice_count = (number)
#define ROWS(list, number, adding)                                             \
	IN(list), .count = offsetof(struct summary, number), .add = (adding)

/* One type for the table, whatever a row is. Rows are added by summary.h only:
 * it knows how they grow. */
static void *
add_pulse(struct summary *summary)
{
	return summary_add_pulse(summary);
}

static void *
add_note(struct summary *summary)
{
	return summary_add_note(summary);
}

static void *
add_action(struct summary *summary)
{
	return summary_add_action(summary);
}

static void *
add_shift(struct summary *summary)
{
	return summary_add_shift(summary);
}

static void *
add_response(struct summary *summary)
{
	return summary_add_response(summary);
}

/* No row that was read is empty, so this one is new. */
static void *
add_withheld(struct summary *summary)
{
	summary_withhold(summary, "", "");
	return &summary->withheld[summary->withheld_count - 1];
}

static const struct format_field action_fields[] = {
    {"count", FORMAT_COUNT, OF(summary_action, count), FROM(1)},
    {"median_age_days", FORMAT_INT, OF(summary_action, median_age_days),
        FROM(0)},
    {"state", FORMAT_CHOICE, OF(summary_action, state),
        NAMED(action_state_names, ACTION_STATES)},
    {"theme", FORMAT_ID, OF(summary_action, theme)},
    {"tier", FORMAT_CHOICE, OF(summary_action, tier), NAMED(tier_names, TIERS)},
};
static const struct format_field buddy_fields[] = {
    {"connections", FORMAT_COUNT, IN(connections), FROM(0)},
    {"pairs", FORMAT_COUNT, IN(pairs), FROM(0)},
};
static const struct format_field dropped_fields[] = {
    {"minutes_a_shift", FORMAT_COUNT, IN(dropped_minutes), FROM(0)},
    {"tasks", FORMAT_COUNT, IN(dropped_tasks), FROM(0)},
};
static const struct format_field held_fields[] = {
    {"day", FORMAT_COUNT, IN(huddles.held[SHIFT_DAY]), FROM(0)},
    {"night", FORMAT_COUNT, IN(huddles.held[SHIFT_NIGHT]), FROM(0)},
};
static const struct format_field planned_fields[] = {
    {"day", FORMAT_COUNT, IN(huddles.planned[SHIFT_DAY]), FROM(0)},
    {"night", FORMAT_COUNT, IN(huddles.planned[SHIFT_NIGHT]), FROM(0)},
};
static const struct format_field note_fields[] = {
    {"count", FORMAT_COUNT, OF(summary_note, count), FROM(1)},
    {"kind", FORMAT_CHOICE, OF(summary_note, kind),
        NAMED(note_kind_names, NOTE_KINDS)},
    {"theme", FORMAT_ID, OF(summary_note, theme)},
};
static const struct format_field organization_fields[] = {
    {"id", FORMAT_ID, IN(organization)},
};
static const struct format_field period_fields[] = {
    {"from", FORMAT_DAY, IN(from)},
    {"to", FORMAT_DAY, IN(to)},
};
/* `answered` has no minimum here, and epsilon_milli may be beyond what a unit
 * can set: that this is not to be told is for the audit to find, in words. */
static const struct format_field pulse_fields[] = {
    {"answered", FORMAT_COUNT, OF(summary_pulse, answered), FROM(0)},
    {"counted", FORMAT_COUNT, OF(summary_pulse, counted),
        FROM(-(int64_t)FORMAT_COUNT_MAX)},
    {"epsilon_milli", FORMAT_INT, OF(summary_pulse, key.epsilon_milli),
        .least = 1, .most = 1000000},
    {"instrument", FORMAT_ID, OF(summary_pulse, key.instrument)},
    {"item", FORMAT_ID, OF(summary_pulse, key.item)},
    {"of", FORMAT_OF, OF(summary_pulse, key.of)},
    {"paper_rounds", FORMAT_INT, OF(summary_pulse, paper_rounds), .least = 0,
        .most = 1000000},
    {"rounds", FORMAT_INT, OF(summary_pulse, rounds), .least = 1,
        .most = 1000000},
    {"since", FORMAT_DAY, OF(summary_pulse, since)},
    {"version", FORMAT_INT, OF(summary_pulse, key.version), .least = 1,
        .most = 999999},
};
static const struct format_field response_fields[] = {
    {"answered", FORMAT_COUNT, OF(summary_response, answered), FROM(0)},
    {"median_days", FORMAT_INT, OF(summary_response, median_days), FROM(0)},
    {"p90_days", FORMAT_INT, OF(summary_response, p90_days), FROM(0)},
    {"tier", FORMAT_CHOICE, OF(summary_response, tier),
        NAMED(tier_names, TIERS)},
    {"unanswered", FORMAT_COUNT, OF(summary_response, unanswered), FROM(0)},
};
static const struct format_field shift_fields[] = {
    {"field", FORMAT_ID, OF(summary_shift, field)},
    {"shifts", FORMAT_COUNT, OF(summary_shift, shifts), FROM(1)},
    {"sum", FORMAT_COUNT, OF(summary_shift, sum), FROM(0)},
};
/* The name is of people; all that is joined and compared goes by ids. */
static const struct format_field unit_fields[] = {
    {"id", FORMAT_ID, IN(unit)},
    {"name", FORMAT_TEXT, IN(name)},
    {"site", FORMAT_ID, IN(site), .null = true},
};
/* The reason is a sentence of release.h in English: a file has no language. */
static const struct format_field withheld_fields[] = {
    {"part", FORMAT_ID, OF(summary_withheld, part)},
    {"reason", FORMAT_REASON, OF(summary_withheld, reason)},
};

static const struct format_shape actions =
    SHAPE_OF(action_fields, summary_action);
static const struct format_shape buddies = SHAPE(buddy_fields);
static const struct format_shape dropped = SHAPE(dropped_fields);
static const struct format_shape held = SHAPE(held_fields);
static const struct format_shape planned = SHAPE(planned_fields);
static const struct format_shape notes = SHAPE_OF(note_fields, summary_note);
static const struct format_shape organization = SHAPE(organization_fields);
static const struct format_shape period = SHAPE(period_fields);
static const struct format_shape pulse = SHAPE_OF(pulse_fields, summary_pulse);
static const struct format_shape response =
    SHAPE_OF(response_fields, summary_response);
static const struct format_shape shift = SHAPE_OF(shift_fields, summary_shift);
static const struct format_shape unit = SHAPE(unit_fields);
static const struct format_shape withheld =
    SHAPE_OF(withheld_fields, summary_withheld);

static const struct format_field huddle_fields[] = {
    {"headcount", FORMAT_COUNT, IN(huddles.headcount), FROM(0)},
    {"held", FORMAT_OBJECT, .shape = &held},
    {"largest", FORMAT_COUNT, IN(huddles.largest), FROM(0)},
    {"minutes", FORMAT_COUNT, IN(huddles.minutes), FROM(0)},
    {"planned", FORMAT_OBJECT, .shape = &planned},
};
static const struct format_shape huddles = SHAPE(huddle_fields);

static const struct format_field fields[] = {
    {"actions", FORMAT_ROWS, ROWS(actions, action_count, add_action),
        .shape = &actions},
    {"buddies", FORMAT_OBJECT, IN(has_buddies), .null = true,
        .shape = &buddies},
    {"dropped", FORMAT_OBJECT, IN(has_dropped), .null = true,
        .shape = &dropped},
    {"epoch", FORMAT_INT, IN(epoch), FROM(1)},
    {"format", FORMAT_CONSTANT, .offset = 0},
    {"huddles", FORMAT_OBJECT, .shape = &huddles},
    {"next_key", FORMAT_HASH, IN(next_key), .null = true},
    {"notes", FORMAT_ROWS, ROWS(notes, note_count, add_note), .shape = &notes},
    {"organization", FORMAT_OBJECT, .shape = &organization},
    {"period", FORMAT_OBJECT, .shape = &period},
    {"previous", FORMAT_HASH, IN(previous), .null = true},
    {"pulse", FORMAT_ROWS, ROWS(pulse, pulse_count, add_pulse),
        .shape = &pulse},
    {"response", FORMAT_ROWS, ROWS(response, response_count, add_response),
        .shape = &response},
    {"sequence", FORMAT_INT, IN(sequence), FROM(1)},
    {"shift", FORMAT_ROWS, ROWS(shift, shift_count, add_shift),
        .shape = &shift},
    {"unit", FORMAT_OBJECT, .shape = &unit},
    {"withheld", FORMAT_ROWS, ROWS(withheld, withheld_count, add_withheld),
        .shape = &withheld},
};
const struct format_shape format_shape = SHAPE(fields);

/* --- Single values -------------------------------------------------------- */

/* `base` is what a field's table is of: the summary, or one row. */
int
format_rows(const struct format_field *field, const char *base)
{
	return *(const int *)(base + field->count);
}

const char *
format_row(const struct format_field *field, const char *base, int index)
{
	const char *rows = *(char *const *)(base + field->offset);

	return rows + (size_t)index * field->shape->size;
}

/* A set of answers is kept as bits, the first answer lowest. */
static void
put_answers(struct buf *out, uint8_t of, char between)
{
	bool first = true;

	for (int answer = 1; answer <= ANSWERS_MAX; answer++) {
		if (!(of & 1u << (answer - 1)))
			continue;
		if (!first)
			buf_add_bytes(out, &between, 1);
		buf_addf(out, "%d", answer);
		first = false;
	}
}

/* Where a value stands as a text; NULL of what is none. */
static const char *
standing_text(const struct format_field *field, const char *base)
{
	const char *at = base + field->offset;

	switch (field->kind) {
	case FORMAT_CONSTANT:
		return SUMMARY_FORMAT;
	case FORMAT_CHOICE:
		return field->choices[*(const int *)at];
	case FORMAT_ID:
	case FORMAT_TEXT:
	case FORMAT_REASON:
	case FORMAT_HASH:
		return at;
	default:
		return NULL;
	}
}

void
format_text(struct buf *out, const struct format_field *field, const char *base)
{
	const char *at = base + field->offset;
	char date[DATE_TEXT_SIZE];

	switch (field->kind) {
	case FORMAT_DAY:
		date_format(*(const int32_t *)at, date);
		buf_add(out, date);
		break;
	case FORMAT_INT:
		buf_addf(out, "%d", *(const int *)at);
		break;
	case FORMAT_COUNT:
		buf_addf(out, "%lld", (long long)*(const int64_t *)at);
		break;
	case FORMAT_OF:
		put_answers(out, *(const uint8_t *)at, ' ');
		break;
	default:
		buf_add(out, standing_text(field, base));
	}
}

/* Only what JSON does not allow in a string is escaped, and in one way: of a
 * text there is one spelling. */
void
format_quoted(struct buf *out, const char *text)
{
	static const char named[] = "\"\\\b\f\n\r\t";
	static const char letter[] = "\"\\bfnrt";
	const char *plain = text; /* what can go out as it is, up to `text` */

	buf_add(out, "\"");
	for (; *text; text++) {
		const char *special;

		if ((unsigned char)*text >= ' ' && *text != '"' &&
		    *text != '\\')
			continue;
		buf_add_bytes(out, plain, (size_t)(text - plain));
		plain = text + 1;
		special = strchr(named, *text);
		if (special)
			buf_addf(out, "\\%c", letter[special - named]);
		else
			buf_addf(out, "\\u%04X", (unsigned)*text);
	}
	buf_add_bytes(out, plain, (size_t)(text - plain));
	buf_add(out, "\"");
}

/* --- The document --------------------------------------------------------- */

static void
put_object(struct buf *out, const struct format_shape *shape, const char *base);

/* An empty list is written, too: no member is ever left out, so that silence is
 * told from a fault. */
static void
put_rows(struct buf *out, const struct format_field *field, const char *base)
{
	buf_add(out, "[");
	for (int i = 0; i < format_rows(field, base); i++) {
		buf_add(out, i ? "," : "");
		put_object(out, field->shape, format_row(field, base, i));
	}
	buf_add(out, "]");
}

/* Null is a text that is "", and an object that is not there. */
static bool
is_null(const struct format_field *field, const char *base)
{
	const char *at = base + field->offset;

	if (!field->null)
		return false;
	return field->kind == FORMAT_OBJECT ? !*(const bool *)at : !at[0];
}

static void
put_value(struct buf *out, const struct format_field *field, const char *base)
{
	if (is_null(field, base)) {
		buf_add(out, "null");
		return;
	}
	switch (field->kind) {
	case FORMAT_OBJECT:
		put_object(out, field->shape, base);
		break;
	case FORMAT_ROWS:
		put_rows(out, field, base);
		break;
	case FORMAT_OF:
		buf_add(out, "[");
		put_answers(out, *(const uint8_t *)(base + field->offset), ',');
		buf_add(out, "]");
		break;
	case FORMAT_INT:
	case FORMAT_COUNT:
		format_text(out, field, base);
		break;
	case FORMAT_DAY:
		buf_add(out, "\"");
		format_text(out, field, base);
		buf_add(out, "\"");
		break;
	default:
		format_quoted(out, standing_text(field, base));
	}
}

/* No spaces, no line breaks: what is hashed and signed are these bytes. */
static void
put_object(struct buf *out, const struct format_shape *shape, const char *base)
{
	for (int i = 0; i < shape->count; i++) {
		buf_add(out, i ? ",\"" : "{\"");
		buf_add(out, shape->fields[i].name);
		buf_add(out, "\":");
		put_value(out, &shape->fields[i], base);
	}
	buf_add(out, "}");
}

void
format_json(struct buf *out, const struct summary *summary)
{
	put_object(out, &format_shape, (const char *)summary);
}
