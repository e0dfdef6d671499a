/*
 * libconfig to structs: the walk that reads a file by its option table and
 * tells everything that is wrong with it. The only file that knows libconfig.
 * See document.h.
 */
#include "config/document.h"

#include <libconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/conf_text.h"
#include "core/instrument.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* As much of a text as a message repeats. */
#define FOUND_COLUMNS 40
#define ROOM 65536 /* bytes, for what libconfig makes of a short text */

/* No table has more settings. */
#define OPTIONS_MAX 32

/* Where the walk is: a chain from the innermost setting up. */
struct place {
	const struct place *above;
	const char *name; /* NULL: an element */
	int index;
};

struct document {
	struct conf_text text;
	config_t tree;
	bool parsed;
	struct faults *faults;
	struct context context;
	const struct place *place;
};

static void read_table(struct document *document, const struct table *table,
    const config_setting_t *group, void *record);

static void
add_place(const struct place *place, struct buf *out)
{
	if (!place)
		return;
	add_place(place->above, out);
	if (place->name)
		buf_addf(out, "%s%s", out->len > 0 ? "." : "", place->name);
	else
		buf_addf(out, "[%d]", place->index + 1);
}

/* The setting of a path such as "huddles[2].at"; as far as it is there. */
static const config_setting_t *
locate(const struct document *document, const char *path)
{
	const config_setting_t *at = config_root_setting(&document->tree);
	char name[64];

	while (*path != '\0') {
		const config_setting_t *next = NULL;
		size_t len = strcspn(path + 1, ".[") + 1;
		long index;

		if (path[0] == '[') {
			index = strtol(path + 1, NULL, 10);
			next =
			    config_setting_get_elem(at, (unsigned)(index - 1));
		} else if (len < sizeof(name) && config_setting_is_group(at)) {
			memcpy(name, path, len);
			name[len] = '\0';
			next = config_setting_get_member(at, name);
		}
		if (!next)
			break;
		at = next;
		path += len;
		path += *path == '.';
	}
	return at;
}

void
document_fault(
    struct document *document, const char *setting, const char *format, ...)
{
	struct buf path = BUF_INIT;
	int file, line;
	va_list arguments;

	add_place(document->place, &path);
	buf_addf(&path, "%s%s", path.len > 0 && setting[0] ? "." : "", setting);
	conf_text_place(&document->text,
	    (int)config_setting_source_line(locate(document, buf_text(&path))),
	    &file, &line);
	va_start(arguments, format);
	faults_add_value(
	    document->faults, file, line, buf_text(&path), format, arguments);
	va_end(arguments);
	buf_done(&path);
}

static void
describe_text(const char *text, struct buf *out)
{
	size_t fit = utf8_fit(text, FOUND_COLUMNS, NULL);
	bool whole = text[fit] == '\0';

	buf_add(out, "\"");
	buf_add_bytes(out, text, fit);
	buf_add(out, whole ? "\"" : "...\"");
	if (!whole)
		buf_addf(out, _(" (%zu characters)"), utf8_count(text));
}

/* What the file says, for a message. */
static void
describe(const config_setting_t *setting, struct buf *out)
{
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_GROUP:
		buf_add(out, _("settings in braces { }"));
		break;
	case CONFIG_TYPE_LIST:
		buf_add(out, _("a list in parentheses ( )"));
		break;
	case CONFIG_TYPE_ARRAY:
		buf_add(out, _("values in brackets [ ]"));
		break;
	case CONFIG_TYPE_STRING:
		describe_text(config_setting_get_string(setting), out);
		break;
	case CONFIG_TYPE_BOOL:
		buf_add(
		    out, config_setting_get_bool(setting) ? "true" : "false");
		break;
	case CONFIG_TYPE_FLOAT:
		buf_addf(out, "%g", config_setting_get_float(setting));
		break;
	default:
		buf_addf(out, "%lld", config_setting_get_int64(setting));
	}
}

/* False if the setting is no single value. */
static bool
take_value(const config_setting_t *setting, struct value *value)
{
	*value = (struct value){0};
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		value->kind = VALUE_INTEGER;
		value->integer = config_setting_get_int64(setting);
		return true;
	case CONFIG_TYPE_FLOAT:
		value->kind = VALUE_REAL;
		value->real = config_setting_get_float(setting);
		return true;
	case CONFIG_TYPE_BOOL:
		value->kind = VALUE_TRUTH;
		value->integer = config_setting_get_bool(setting);
		return true;
	case CONFIG_TYPE_STRING:
		value->kind = VALUE_TEXT;
		value->text = config_setting_get_string(setting);
		return true;
	default:
		return false;
	}
}

static void
fault_of_element(struct document *document, const config_setting_t *setting)
{
	struct buf found = BUF_INIT;

	describe(setting, &found);
	document_fault(document, "",
	    _("found %s, expected settings in braces { }"), buf_text(&found));
	buf_done(&found);
}

/* "found this, expected that", and the choice that may have been meant. */
static void
fault_of_value(struct document *document, const struct option *option,
    const config_setting_t *setting)
{
	struct buf found = BUF_INIT, expected = BUF_INIT;
	const char *nearest = NULL;

	describe(setting, &found);
	option_expected(option, &expected);
	if (option->type == OPTION_CHOICE &&
	    config_setting_type(setting) == CONFIG_TYPE_STRING)
		nearest = faults_nearest(
		    config_setting_get_string(setting), option->choices);
	if (nearest)
		document_fault(document, "",
		    _("found %s, expected %s (did you mean \"%s\"?)"),
		    buf_text(&found), buf_text(&expected), nearest);
	else
		document_fault(document, "", _("found %s, expected %s"),
		    buf_text(&found), buf_text(&expected));
	buf_done(&found);
	buf_done(&expected);
}

static void
read_value(struct document *document, const struct option *option,
    const config_setting_t *setting, void *record)
{
	struct value value;

	if (take_value(setting, &value) &&
	    option_set(option, &value, record, &document->context))
		return;
	fault_of_value(document, option, setting);
	/* So that checks do not judge what was not meant. */
	option_default(option, record, &document->context);
}

/* How many there are, within the bounds of the option; what is beyond is
 * told and not read. */
static int
count_elements(struct document *document, const struct option *option,
    const config_setting_t *setting)
{
	int count = config_setting_length(setting);

	if (count >= option->min && count <= option->max)
		return count;
	document_fault(document, "", _("found %d, expected %d to %d"), count,
	    option->min, option->max);
	return count > option->max ? option->max : count;
}

static void
read_several(struct document *document, const struct option *option,
    const config_setting_t *setting, void *record)
{
	int count;

	if (config_setting_is_group(setting) ||
	    !config_setting_is_aggregate(setting)) {
		fault_of_value(document, option, setting);
		return;
	}
	count = count_elements(document, option, setting);
	for (int i = 0; i < count; i++)
		read_value(document, option,
		    config_setting_get_elem(setting, (unsigned)i), record);
}

static void
read_element(struct document *document, const struct option *option,
    const config_setting_t *element, void *record, int index)
{
	struct place place = {document->place, NULL, index};

	document->place = &place;
	if (option->table->prepare)
		option->table->prepare(record, index);
	if (config_setting_is_group(element))
		read_table(document, option->table, element, record);
	else
		fault_of_element(document, element);
	document->place = place.above;
}

static void
read_list(struct document *document, const struct option *option,
    const config_setting_t *setting, void *record)
{
	char *elements = (char *)record + option->offset;
	int *count = (int *)((char *)record + option->count);

	if (!config_setting_is_list(setting)) {
		fault_of_value(document, option, setting);
		return;
	}
	*count = count_elements(document, option, setting);
	if (option->heap) {
		void *block = mem_new((size_t)*count + 1, option->size);

		*(void **)(void *)elements = block;
		elements = block;
	}
	for (int i = 0; i < *count; i++)
		read_element(document, option,
		    config_setting_get_elem(setting, (unsigned)i),
		    elements + (size_t)i * option->size, i);
}

/* The names of the languages, ended by NULL. */
static void
language_names(const struct instrument *instrument, const char **names)
{
	int i;

	for (i = 0; i < instrument->language_count; i++)
		names[i] = instrument->languages[i];
	names[i] = NULL;
}

/* Tells the settings of a group that nobody knows. */
static void
find_unknown(struct document *document, const config_setting_t *group,
    const char *const *names)
{
	for (int i = 0; i < config_setting_length(group); i++) {
		const char *name = config_setting_name(
		    config_setting_get_elem(group, (unsigned)i));
		struct place place = {document->place, name, 0};
		const char *nearest;
		int known = 0;

		while (names[known] && strcmp(names[known], name) != 0)
			known++;
		if (names[known])
			continue;
		nearest = faults_nearest(name, names);
		document->place = &place;
		if (nearest)
			document_fault(document, "",
			    _("unknown setting \"%s\" (did you mean "
			      "\"%s\"?)"),
			    name, nearest);
		else
			document_fault(
			    document, "", _("unknown setting \"%s\""), name);
		document->place = place.above;
	}
}

/* One text for each language, or a single one where there is one language. */
static void
read_words(struct document *document, const struct option *option,
    const config_setting_t *setting, void *record)
{
	const struct instrument *instrument = document->context.root;
	const char *names[LANGUAGES_MAX + 1];

	document->context.language = 0;
	if (!config_setting_is_group(setting) &&
	    instrument->language_count <= 1) {
		read_value(document, option, setting, record);
		return;
	}
	if (!config_setting_is_group(setting)) {
		document_fault(document, "",
		    _("found one text, expected one in each language: "
		      "{ %s = \"...\"; %s = \"...\"; }"),
		    instrument->languages[0], instrument->languages[1]);
		return;
	}
	language_names(instrument, names);
	for (int i = 0; i < instrument->language_count; i++) {
		struct place place = {document->place, names[i], 0};
		const config_setting_t *one =
		    config_setting_get_member(setting, names[i]);

		document->place = &place;
		document->context.language = i;
		if (one)
			read_value(document, option, one, record);
		else
			document_fault(document, "",
			    _("missing, expected the text in this language"));
		document->place = place.above;
	}
	if (instrument->language_count > 0)
		find_unknown(document, setting, names);
}

/* Defaults of an option that the file does not have, and of all below it. */
static void
set_defaults(
    struct document *document, const struct option *option, void *record)
{
	option_default(option, record, &document->context);
	if (option->type != OPTION_GROUP)
		return;
	for (int i = 0; i < option->table->count; i++)
		set_defaults(document, &option->table->options[i],
		    (char *)record + option->offset);
}

static void
read_group(struct document *document, const struct option *option,
    const config_setting_t *setting, void *record)
{
	if (config_setting_is_group(setting)) {
		read_table(document, option->table, setting,
		    (char *)record + option->offset);
		return;
	}
	fault_of_value(document, option, setting);
	set_defaults(document, option, record);
}

static void
read_missing(
    struct document *document, const struct option *option, void *record)
{
	struct buf expected = BUF_INIT;

	set_defaults(document, option, record);
	if (!option->required)
		return;
	option_expected(option, &expected);
	document_fault(
	    document, "", _("missing, expected %s"), buf_text(&expected));
	buf_done(&expected);
}

static void
read_option(struct document *document, const struct option *option,
    const config_setting_t *setting, void *record)
{
	struct place place = {document->place, option->name, 0};

	document->place = &place;
	if (!setting)
		read_missing(document, option, record);
	else if (option->type == OPTION_GROUP)
		read_group(document, option, setting, record);
	else if (option->type == OPTION_LIST)
		read_list(document, option, setting, record);
	else if (option->type == OPTION_WORDS)
		read_words(document, option, setting, record);
	else if (option->type == OPTION_LANGUAGES ||
	         option->type == OPTION_ANSWERS ||
	         option->type == OPTION_ITEMS || option->type == OPTION_IDS)
		read_several(document, option, setting, record);
	else
		read_value(document, option, setting, record);
	document->place = place.above;
}

static void
read_table(struct document *document, const struct table *table,
    const config_setting_t *group, void *record)
{
	const char *names[OPTIONS_MAX + 1];

	for (int i = 0; i < table->count; i++) {
		const struct option *option = &table->options[i];

		names[i] = option->name;
		read_option(document, option,
		    config_setting_get_member(group, option->name), record);
	}
	names[table->count] = NULL;
	find_unknown(document, group, names);
	if (table->check)
		table->check(document, record);
}

static void
fault_of_syntax(struct document *document)
{
	static const struct {
		const char *theirs;
		const char *ours;
	} texts[] = {
	    {"duplicate setting name",
	        N_("found a setting for the second time, expected each "
	           "once")},
	    {"mismatched element type in array",
	        N_("found values of different types in brackets [ ], expected "
	           "one type")},
	};
	const char *text = config_error_text(&document->tree);
	int file, line;

	conf_text_place(
	    &document->text, config_error_line(&document->tree), &file, &line);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (text && strcmp(text, texts[i].theirs) == 0)
			text = _(texts[i].ours);
	faults_add_text(document->faults, file, line, "", "%s",
	    text ? text : _("not a configuration"));
}

static void
parse(struct document *document)
{
	if (document->text.broken)
		return;
	/* libconfig does not look whether it got memory: far more than it
	 * will take is there, or the program ends here. */
	free(mem_grow(NULL, 16, document->text.text.len + ROOM));
	if (config_read_string(&document->tree, buf_text(&document->text.text)))
		document->parsed = true;
	else
		fault_of_syntax(document);
}

static struct document *
document_new(struct faults *faults)
{
	struct document *document = mem_new(1, sizeof(*document));

	document->faults = faults;
	config_init(&document->tree);
	config_set_auto_convert(&document->tree, CONFIG_FALSE);
	return document;
}

struct document *
document_open(const char *path, struct faults *faults, struct err *err)
{
	struct document *document = document_new(faults);

	if (conf_text_read(&document->text, path, faults, err) < 0) {
		document_close(document);
		return NULL;
	}
	parse(document);
	return document;
}

struct document *
document_use(const char *name, const char *text, struct faults *faults)
{
	struct document *document = document_new(faults);

	conf_text_use(&document->text, name, text, faults);
	parse(document);
	return document;
}

void
document_read(struct document *document, const struct table *table,
    void *record, const char *folder)
{
	if (!document->parsed)
		return;
	document->context = (struct context){.folder = folder, .root = record};
	read_table(
	    document, table, config_root_setting(&document->tree), record);
}

void
document_close(struct document *document)
{
	if (!document)
		return;
	conf_text_done(&document->text);
	config_destroy(&document->tree);
	free(document);
}
