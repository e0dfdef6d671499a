/*
 * Records by their table of fields. See record.h.
 */
#include "core/record.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

static int
slots(const struct field *field)
{
	return field->slots ? field->slots : 1;
}

/* Where a field of a value lies; whoever only reads asks for it too. */
static void *
place(const struct field *field, const void *value, int at)
{
	return (char *)value + field->offset + (size_t)at * field->stride;
}

const char *
record_text(const char *text)
{
	return text ? text : "";
}

static const char *
text_at(const struct field *field, const void *value, int at)
{
	return field->type == FIELD_ID
	           ? place(field, value, at)
	           : record_text(*(char **)place(field, value, at));
}

/* Days and enums are read as the int that they are. */
static int
int_at(const struct field *field, const void *value, int at)
{
	return *(const int *)place(field, value, at);
}

static bool
is_text(const struct field *field)
{
	return field->type == FIELD_TEXT || field->type == FIELD_ID;
}

static bool
equal(const struct field *field, const void *a, const void *b, int at)
{
	if (is_text(field))
		return strcmp(text_at(field, a, at), text_at(field, b, at)) ==
		       0;
	return int_at(field, a, at) == int_at(field, b, at);
}

char *
record_get(const struct record *record, const void *value, int field, int at)
{
	const struct field *it = &record->fields[field];
	char day[DATE_TEXT_SIZE] = "";
	int number;

	if (is_text(it))
		return mem_copy(text_at(it, value, at));
	number = int_at(it, value, at);
	if (it->type == FIELD_INT)
		return mem_printf("%d", number);
	if (it->type == FIELD_NAME) {
		assert(number >= 0 && number < it->name_count);
		return mem_copy(it->names[number]);
	}
	if (number != DATE_NONE)
		date_format(number, day);
	return mem_copy(day);
}

static bool
parse_int(const char *text, int *number)
{
	char *end;
	long parsed;

	errno = 0;
	parsed = strtol(text, &end, 10);
	*number = (int)parsed;
	return end != text && *end == '\0' && errno == 0 && parsed >= INT_MIN &&
	       parsed <= INT_MAX;
}

static bool
parse_day(const char *text, int *day)
{
	*day = DATE_NONE;
	return text[0] == '\0' || date_parse(text, day);
}

static bool
parse_name(const struct field *field, const char *text, int *number)
{
	for (int i = 0; i < field->name_count; i++)
		if (strcmp(field->names[i], text) == 0) {
			*number = i;
			return true;
		}
	return false;
}

static bool
parse_number(const struct field *field, const char *text, int *number)
{
	switch (field->type) {
	case FIELD_INT:
		return parse_int(text, number);
	case FIELD_DAY:
		return parse_day(text, number);
	default:
		return parse_name(field, text, number);
	}
}

int
record_set(const struct record *record, void *value, int field, int at,
    const char *text, struct err *err)
{
	const struct field *it = &record->fields[field];
	void *to = place(it, value, at);
	size_t len = strlen(text);
	int number;

	if (it->type == FIELD_TEXT) {
		char *old = *(char **)to;

		*(char **)to = mem_copy(text);
		free(old);
	} else if (it->type == FIELD_ID && len < it->size) {
		memcpy(to, text, len + 1);
	} else if (it->type != FIELD_ID && parse_number(it, text, &number)) {
		*(int *)to = number;
	} else {
		return err_set(err, ERR_DATA,
		    _("The store is damaged: \"%.60s\" cannot be a card's or "
		      "a note's \"%s\". Nothing was changed; restore a "
		      "backup."),
		    text, it->name);
	}
	return OK;
}

int
record_field(const struct record *record, const char *name)
{
	for (int i = 0; i < record->field_count; i++)
		if (strcmp(record->fields[i].name, name) == 0)
			return i;
	return -1;
}

static struct change *
add(struct changes *changes)
{
	int count = changes->count;

	if ((count & (count - 1)) == 0) /* full: 0, 1, 2, 4, 8 ... */
		changes->list = mem_grow(changes->list,
		    count ? 2 * (size_t)count : 1, sizeof(*changes->list));
	changes->count++;
	return &changes->list[count];
}

void
record_diff(const struct record *record, const void *before, const void *after,
    struct changes *out)
{
	*out = (struct changes){0};
	for (int field = 0; field < record->field_count; field++) {
		const struct field *it = &record->fields[field];

		for (int at = 0; at < slots(it); at++)
			if (!equal(it, before, after, at))
				*add(out) = (struct change){field, at,
				    record_get(record, before, field, at),
				    record_get(record, after, field, at)};
	}
}

/* Every text that a value owns. */
static void
each_text(const struct record *record, void *value, void (*visit)(char **text))
{
	for (int field = 0; field < record->field_count; field++) {
		const struct field *it = &record->fields[field];

		if (it->type != FIELD_TEXT)
			continue;
		for (int at = 0; at < slots(it); at++)
			visit(place(it, value, at));
	}
}

static void
drop(char **text)
{
	free(*text);
	*text = NULL;
}

static void
own(char **text)
{
	*text = mem_copy(*text);
}

void
record_done(const struct record *record, void *value)
{
	each_text(record, value, drop);
}

void
record_copy(
    const struct record *record, void *out, const void *value, size_t size)
{
	memcpy(out, value, size);
	each_text(record, out, own);
}

void
changes_done(struct changes *changes)
{
	for (int i = 0; i < changes->count; i++) {
		free(changes->list[i].before);
		free(changes->list[i].after);
	}
	free(changes->list);
	*changes = (struct changes){0};
}
