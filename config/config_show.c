/*
 * Writes a configuration by its option table: the values in force, the
 * commented example, and what `init` puts down. See config.h.
 */
#include "config/config_show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/document.h"
#include "config/options.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

#define COLUMNS 70

struct writer {
	struct buf *out;
	const char *indent;
	bool all; /* also what is at its default; else that is a comment */
};

static void write_table(
    struct writer *writer, const struct table *table, const void *record);

static void
write_comment(struct writer *writer, const char *text)
{
	const char *rest;
	size_t len;

	while ((len = utf8_wrap(text, COLUMNS, &rest)) > 0) {
		buf_addf(
		    writer->out, "%s# %.*s\n", writer->indent, (int)len, text);
		text = rest;
	}
}

/* A default or sample as a file would say it. */
static void
add_written(const struct option *option, const char *text, struct buf *out)
{
	if (option->type == OPTION_INT || option->type == OPTION_BOOL ||
	    option->type == OPTION_IDS)
		buf_add(out, text);
	else
		option_quote(out, text);
}

static void
add_expected(const struct option *option, struct buf *out)
{
	buf_add(out, _("Takes "));
	option_expected(option, out);
	if (option->fallback && option->fallback[0] != '\0') {
		buf_add(out, _("; default "));
		add_written(option, option->fallback, out);
	}
	buf_add(out, ".");
}

static void
write_help(struct writer *writer, const struct option *option)
{
	struct buf takes = BUF_INIT;

	write_comment(writer, _(option->help));
	add_expected(option, &takes);
	write_comment(writer, buf_text(&takes));
	buf_done(&takes);
}

static void
write_single(
    struct writer *writer, const struct option *option, const void *record)
{
	struct buf value = BUF_INIT, usual = BUF_INIT;
	bool active = writer->all || option->required;

	write_help(writer, option);
	option_show(option, record, &value);
	if (option->fallback)
		add_written(option, option->fallback, &usual);
	if (value.len == 0) {
		active = false;
		add_written(
		    option, option->sample ? option->sample : "", &value);
	} else if (strcmp(buf_text(&value), buf_text(&usual)) != 0) {
		active = true;
	}
	buf_addf(writer->out, "%s%s%s = %s;\n", writer->indent,
	    active ? "" : "# ", option->name, buf_text(&value));
	buf_done(&value);
	buf_done(&usual);
}

static void
write_group(
    struct writer *writer, const struct option *option, const void *record)
{
	const char *outer = writer->indent;

	write_comment(writer, _(option->help));
	buf_addf(writer->out, "%s%s = {\n", outer, option->name);
	writer->indent = "\t";
	write_table(
	    writer, option->table, (const char *)record + option->offset);
	writer->indent = outer;
	buf_addf(writer->out, "%s};\n", outer);
}

static void
write_element(
    struct writer *writer, const struct table *table, const void *record)
{
	buf_add(writer->out, "\t{ ");
	for (int i = 0; i < table->count; i++) {
		buf_addf(writer->out, "%s = ", table->options[i].name);
		option_show(&table->options[i], record, writer->out);
		buf_add(writer->out, "; ");
	}
	buf_add(writer->out, "}");
}

/* What an element looks like, where there is none. */
static void
write_sample(struct writer *writer, const struct table *table)
{
	buf_add(writer->out, "\t# { ");
	for (int i = 0; i < table->count; i++) {
		const struct option *option = &table->options[i];

		buf_addf(writer->out, "%s = ", option->name);
		add_written(option,
		    option->sample ? option->sample : option->fallback,
		    writer->out);
		buf_add(writer->out, "; ");
	}
	buf_add(writer->out, "}\n");
}

static void
write_list(
    struct writer *writer, const struct option *option, const void *record)
{
	const char *elements = (const char *)record + option->offset;
	int count =
	    *(const int *)(const void *)((const char *)record + option->count);
	const struct table *table = option->table;

	write_help(writer, option);
	for (int i = 0; i < table->count; i++) {
		struct buf line = BUF_INIT;

		buf_addf(&line, "%s: %s ", table->options[i].name,
		    _(table->options[i].help));
		add_expected(&table->options[i], &line);
		write_comment(writer, buf_text(&line));
		buf_done(&line);
	}
	buf_addf(writer->out, "%s = (\n", option->name);
	if (count == 0 && !writer->all)
		write_sample(writer, table);
	for (int i = 0; i < count; i++) {
		write_element(
		    writer, table, elements + (size_t)i * option->size);
		buf_add(writer->out, i < count - 1 ? ",\n" : "\n");
	}
	buf_add(writer->out, ");\n");
}

static void
write_table(
    struct writer *writer, const struct table *table, const void *record)
{
	for (int i = 0; i < table->count; i++) {
		const struct option *option = &table->options[i];

		if (writer->indent[0] == '\0')
			buf_add(writer->out, "\n");
		if (option->type == OPTION_GROUP)
			write_group(writer, option, record);
		else if (option->type == OPTION_LIST)
			write_list(writer, option, record);
		else
			write_single(writer, option, record);
	}
}

void
config_show(const struct config *config, struct buf *out)
{
	struct writer writer = {.out = out, .indent = "", .all = true};
	struct buf head = BUF_INIT;

	buf_addf(&head, _("What is in force, from %s."), config->path);
	write_comment(&writer, buf_text(&head));
	buf_done(&head);
	write_table(&writer, &table_huddle, config);
}

/* All defaults, and no more: what an empty file says. */
static void
set_defaults(struct config *config)
{
	struct faults faults = {0};
	struct document *empty = document_use("", "", &faults);

	document_read(empty, &table_huddle, config, NULL);
	document_close(empty);
	faults_done(&faults);
}

static void
set_plan(struct config *config, int minute)
{
	struct plan *plan = &config->plans[config->plan_count++];

	plan->minute = minute;
	plan->weekdays = 0x7f;
	snprintf(plan->agenda, sizeof(plan->agenda), "daily");
}

static void
set_seed(struct config *config, const struct config_seed *seed)
{
	/* Ids are cut here if too long, and refused by who checks them. */
	snprintf(config->unit, sizeof(config->unit), "%s", seed->unit);
	snprintf(config->organization, sizeof(config->organization), "%s",
	    seed->organization);
	config->unit_name = mem_copy(seed->name);
	config->timezone = mem_copy(seed->timezone);
	if (seed->site) {
		free(config->site);
		config->site = mem_copy(seed->site);
	}
	config->store = mem_copy(seed->store);
	config->office_key = mem_copy(seed->office_key);
	config->deliver.to = mem_copy(seed->deliver_to);
	config->roster = seed->roster;
	config->release_shift_numbers = seed->release_shift_numbers;
	for (int i = 0; i < seed->shift_field_count; i++) {
		struct shift_field *field =
		    &config->shift_fields[config->shift_field_count++];

		*field = seed->shift_fields[i];
		field->title = mem_copy(field->title);
	}
	set_plan(config, 7 * 60 + 15);
	set_plan(config, 19 * 60 + 15);
}

void
config_text(const struct config_seed *seed, bool beside, struct buf *out)
{
	struct writer writer = {.out = out, .indent = ""};
	struct config config = {0};

	set_defaults(&config);
	set_seed(&config, seed);
	if (beside) {
		config.instruments_path = mem_copy("instruments");
		config.themes_path = mem_copy("themes.conf");
		config.agendas_path = mem_copy("agendas.conf");
		config.support_path = mem_copy("support.conf");
		config.topics_path = mem_copy("topics.conf");
		config.meals_path = mem_copy("meals.conf");
	}
	write_comment(&writer,
	    _("The configuration of one unit, as huddle.conf(5) describes it. "
	      "Settings behind a # are at their default, or not set."));
	write_table(&writer, &table_huddle, &config);
	config_done(&config);
}

void
config_example(struct buf *out)
{
	static const struct config_seed seed = {
	    .unit = "4-west",
	    .name = "4 West",
	    .organization = "example-health",
	    .timezone = "UTC",
	};

	config_text(&seed, false, out);
}
