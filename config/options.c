/*
 * What the types of settings are: how a value gets into its field, how the
 * field is written again, and how to say what is expected. See options.h.
 */
#include "config/options.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/instrument.h"
#include "util/date.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/number.h"
#include "util/utf8.h"

#define WEEK_BITS 0x7f
#define HOST_LETTERS                                                           \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-"

static const char *const weekdays[] = {
    "mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static bool
printable(const char *text, int min, int max)
{
	size_t len = strlen(text), count = 0, bytes;
	uint32_t code;

	if (!utf8_valid(text, len, NULL))
		return false;
	for (size_t at = 0; at < len; at += bytes, count++) {
		bytes = utf8_next(text + at, len - at, &code);
		if (!utf8_printable(code))
			return false;
	}
	if (min > 0 && text[strspn(text, " ")] == '\0')
		return false;
	return count >= (size_t)min && count <= (size_t)max;
}

static bool
replace(char **field, const char *text)
{
	free(*field);
	*field = mem_copy(text);
	return true;
}

static bool
set_text(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	(void)context;
	return value->kind == VALUE_TEXT &&
	       printable(value->text, option->min, option->max) &&
	       replace(field, value->text);
}

static bool
set_path(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	char *path;

	(void)option;
	/* A shell would have replaced the ~; here it would name a folder. */
	if (value->kind != VALUE_TEXT || value->text[0] == '~' ||
	    !printable(value->text, 1, 4000))
		return false;
	if (!context->folder)
		return replace(field, value->text);
	path = file_join(context->folder, value->text);
	replace(field, path);
	free(path);
	return true;
}

/* http://, a host and a port, which curl would guess otherwise. */
static bool
set_proxy(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	static const char scheme[] = "http://";
	const char *host;
	size_t len;
	int32_t port;

	(void)option;
	(void)context;
	if (value->kind != VALUE_TEXT || !printable(value->text, 1, 300) ||
	    strncmp(value->text, scheme, strlen(scheme)) != 0)
		return false;
	host = value->text + strlen(scheme);
	len = strspn(host, HOST_LETTERS);
	if (len == 0 || host[len] != ':' || strchr(host, ' ') ||
	    number_list(host + len + 1, &port, 1) != 1)
		return false;
	return port >= 1 && port <= 65535 && replace(field, value->text);
}

/* An address that files can be delivered to. */
static bool
set_address(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	static const char *const schemes[] = {
	    "file:///", "sftp://", "https://"};

	(void)option;
	(void)context;
	if (value->kind != VALUE_TEXT || !printable(value->text, 1, 2000) ||
	    strpbrk(value->text, " \"?#@"))
		return false;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		size_t len = strlen(schemes[i]);

		if (strncmp(value->text, schemes[i], len) == 0 &&
		    value->text[len] != '\0')
			return replace(field, value->text);
	}
	return false;
}

static bool
set_id(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	(void)option;
	(void)context;
	if (value->kind != VALUE_TEXT || !id_valid(value->text))
		return false;
	memcpy(field, value->text, strlen(value->text) + 1);
	return true;
}

static bool
set_other_id(const struct option *option, const struct value *value,
    void *field, const struct context *context)
{
	(void)option;
	(void)context;
	return value->kind == VALUE_TEXT &&
	       (value->text[0] == '\0' || id_valid(value->text)) &&
	       replace(field, value->text);
}

/* "es", "es_MX" */
static bool
language_valid(const char *text)
{
	size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz");

	if (letters < 2 || letters > 3)
		return false;
	if (text[letters] == '\0')
		return true;
	return text[letters] == '_' && strlen(text + letters) == 3 &&
	       strspn(text + letters + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2;
}

static bool
set_language(const struct option *option, const struct value *value,
    void *field, const struct context *context)
{
	(void)option;
	(void)context;
	return value->kind == VALUE_TEXT &&
	       (strcmp(value->text, "auto") == 0 ||
	           language_valid(value->text)) &&
	       replace(field, value->text);
}

static bool
set_zone(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	(void)option;
	(void)context;
	return value->kind == VALUE_TEXT &&
	       date_zone_set(value->text, NULL) == OK &&
	       replace(field, value->text);
}

/* Real numbers count as whole ones only if they are. */
static bool
whole(const struct value *value, int factor, long long *out)
{
	double real = value->real * factor;

	if (value->kind == VALUE_INTEGER && value->integer >= INT32_MIN &&
	    value->integer <= INT32_MAX) {
		*out = value->integer * factor;
		return true;
	}
	if (value->kind != VALUE_REAL || !(real > -2e9 && real < 2e9))
		return false;
	*out = (long long)(real < 0 ? real - 0.5 : real + 0.5);
	real -= (double)*out;
	return real > -1e-6 && real < 1e-6;
}

static bool
set_int(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	long long number;

	(void)context;
	if (!whole(value, 1, &number) || number < option->min ||
	    number > option->max)
		return false;
	*(int *)field = (int)number;
	return true;
}

static bool
set_milli(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	long long number;

	(void)context;
	if (!whole(value, 1000, &number) || number < option->min * 1000LL ||
	    number > option->max * 1000LL)
		return false;
	*(int32_t *)field = (int32_t)number;
	return true;
}

static bool
set_bool(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	(void)option;
	(void)context;
	if (value->kind != VALUE_TRUTH)
		return false;
	*(bool *)field = value->integer != 0;
	return true;
}

static bool
set_choice(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	char number[24];
	const char *text = value->text;

	(void)context;
	/* 16 is as good as "16". */
	if (value->kind == VALUE_INTEGER) {
		snprintf(number, sizeof(number), "%lld", value->integer);
		text = number;
	}
	for (int i = 0; text && option->choices[i]; i++)
		if (strcmp(option->choices[i], text) == 0) {
			*(int *)field = i;
			return true;
		}
	return false;
}

static bool
set_clock(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	(void)option;
	(void)context;
	return value->kind == VALUE_TEXT &&
	       date_parse_clock(value->text, field);
}

/* The day that a text of at least three letters begins with, -1 if none. */
static int
weekday(const char *text)
{
	for (int i = 0; i < 7; i++)
		if (strncmp(text, weekdays[i], 3) == 0)
			return i;
	return -1;
}

/* "mon" or "fri-sun"; returns what is behind it, NULL if it is neither. */
static const char *
add_days(const char *text, unsigned *days)
{
	int from = weekday(text), to = from;

	if (from < 0)
		return NULL;
	text += 3;
	if (*text == '-') {
		to = weekday(text + 1);
		if (to < 0)
			return NULL;
		text += 4;
	}
	for (int day = from;; day = (day + 1) % 7) {
		*days |= 1u << day;
		if (day == to)
			return text;
	}
}

static bool
set_days(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	const char *at = value->text;
	unsigned days = 0;

	(void)option;
	(void)context;
	if (value->kind != VALUE_TEXT)
		return false;
	if (strcmp(at, "daily") == 0) {
		days = WEEK_BITS;
		at = "";
	}
	while (at && *at != '\0') {
		at = add_days(at, &days);
		if (at && *at == ',')
			at += strspn(at, ", ");
		else if (at && *at != '\0')
			at = NULL;
	}
	if (!at || days == 0)
		return false;
	*(uint8_t *)field = (uint8_t)days;
	return true;
}

static bool
set_words(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	struct text *text = field;

	return set_text(option, value, &text->in[context->language], context);
}

static bool
add_language(const struct option *option, const struct value *value,
    void *field, const struct context *context)
{
	struct instrument *instrument = context->root;

	(void)option;
	(void)field;
	if (value->kind != VALUE_TEXT || !language_valid(value->text))
		return false;
	for (int i = 0; i < instrument->language_count; i++)
		if (strcmp(instrument->languages[i], value->text) == 0)
			return false;
	memcpy(instrument->languages[instrument->language_count++], value->text,
	    strlen(value->text) + 1);
	return true;
}

static bool
add_answer(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	uint8_t *of = field;
	long long number;

	(void)context;
	if (!whole(value, 1, &number) || number < 1 || number > option->max ||
	    (*of & 1u << (number - 1)))
		return false;
	*of = (uint8_t)(*of | 1u << (number - 1));
	return true;
}

static bool
add_id(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	char(*ids)[ID_SIZE] = field;
	int *count =
	    (int *)(void *)((char *)field - option->offset + option->count);

	(void)context;
	if (value->kind != VALUE_TEXT || !id_valid(value->text))
		return false;
	for (int i = 0; i < *count; i++)
		if (strcmp(ids[i], value->text) == 0)
			return false;
	memcpy(ids[(*count)++], value->text, strlen(value->text) + 1);
	return true;
}

static bool
add_item(const struct option *option, const struct value *value, void *field,
    const struct context *context)
{
	const struct instrument *instrument = context->root;
	struct score *score =
	    (struct score *)((char *)field - offsetof(struct score, items));
	const struct item *item;
	int index;

	(void)option;
	if (value->kind != VALUE_TEXT)
		return false;
	item = instrument_item(instrument, value->text);
	if (!item)
		return false;
	index = (int)(item - instrument->items);
	for (int i = 0; i < score->item_count; i++)
		if (score->items[i] == index)
			return false;
	score->items[score->item_count++] = index;
	return true;
}

void
option_quote(struct buf *out, const char *text)
{
	buf_add(out, "\"");
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_add(out, "\\");
		buf_add_bytes(out, text, 1);
	}
	buf_add(out, "\"");
}

static void
show_text(const struct option *option, const void *field, struct buf *out)
{
	const char *text = *(char *const *)field;

	(void)option;
	if (text && text[0] != '\0')
		option_quote(out, text);
}

static void
show_id(const struct option *option, const void *field, struct buf *out)
{
	const char *id = field;

	(void)option;
	if (id[0] != '\0')
		option_quote(out, id);
}

static void
show_int(const struct option *option, const void *field, struct buf *out)
{
	(void)option;
	buf_addf(out, "%d", *(const int *)field);
}

static void
show_bool(const struct option *option, const void *field, struct buf *out)
{
	(void)option;
	buf_add(out, *(const bool *)field ? "true" : "false");
}

static void
show_choice(const struct option *option, const void *field, struct buf *out)
{
	option_quote(out, option->choices[*(const int *)field]);
}

static void
show_clock(const struct option *option, const void *field, struct buf *out)
{
	int minute = *(const int *)field;

	(void)option;
	buf_addf(out, "\"%02d:%02d\"", minute / 60, minute % 60);
}

static void
show_days(const struct option *option, const void *field, struct buf *out)
{
	unsigned days = *(const uint8_t *)field;
	const char *comma = "";

	(void)option;
	if (days == WEEK_BITS) {
		buf_add(out, "\"daily\"");
		return;
	}
	if (days == 0x1f) {
		buf_add(out, "\"mon-fri\"");
		return;
	}
	buf_add(out, "\"");
	for (int i = 0; i < 7; i++)
		if (days & 1u << i) {
			buf_addf(out, "%s%s", comma, weekdays[i]);
			comma = ",";
		}
	buf_add(out, "\"");
}

static void
show_ids(const struct option *option, const void *field, struct buf *out)
{
	const char *ids = field;
	int count =
	    *(const int *)(const void *)((const char *)field - option->offset +
	                                 option->count);

	for (int i = 0; i < count; i++) {
		buf_add(out, i > 0 ? ", " : "[");
		option_quote(out, ids + (size_t)i * ID_SIZE);
	}
	if (count > 0)
		buf_add(out, "]");
}

static void
expect_text(const struct option *option, struct buf *out)
{
	buf_addf(out, _("a text of %d to %d printable characters"), option->min,
	    option->max);
}

static void
expect_number(const struct option *option, struct buf *out)
{
	buf_addf(out,
	    option->type == OPTION_INT
	        ? _("a whole number from %d to %d")
	        : _("a number from %d to %d, to three decimals"),
	    option->min, option->max);
}

static void
expect_choice(const struct option *option, struct buf *out)
{
	for (int i = 0; option->choices[i]; i++) {
		if (i > 0)
			buf_add(out, option->choices[i + 1] ? ", " : _(" or "));
		option_quote(out, option->choices[i]);
	}
}

static void
expect_answers(const struct option *option, struct buf *out)
{
	(void)option;
	buf_add(out, _("numbers of answers, each once, in brackets: [4, 5]"));
}

static void
expect_list(const struct option *option, struct buf *out)
{
	buf_addf(out, _("%d to %d times { ... } in parentheses ( )"),
	    option->min, option->max);
}

static const struct type {
	bool (*set)(const struct option *option, const struct value *value,
	    void *field, const struct context *context);
	void (*show)(
	    const struct option *option, const void *field, struct buf *out);
	void (*expect)(const struct option *option, struct buf *out);
	const char *expected; /* where there is no expect() */
} types[OPTION_TYPES] = {
    [OPTION_TEXT] = {set_text, show_text, expect_text, NULL},
    [OPTION_PATH] = {set_path, show_text, NULL,
        N_("a path, from / or from this file's folder")},
    [OPTION_ADDRESS] = {set_address, show_text, NULL,
        N_("an address: file:///, sftp:// or https://, without a name or "
           "password in it")},
    [OPTION_PROXY] = {set_proxy, show_text, NULL,
        N_("an address such as http://proxy.example.org:3128, without a name "
           "or password in it")},
    [OPTION_ID] = {set_id, show_id, NULL, N_("1 to 32 of a-z, 0-9 and -")},
    [OPTION_OTHER_ID] = {set_other_id, show_text, NULL,
        N_("1 to 32 of a-z, 0-9 and -")},
    [OPTION_LANGUAGE] = {set_language, show_text, NULL,
        N_("\"auto\" or a language such as \"es\"")},
    [OPTION_ZONE] = {set_zone, show_text, NULL,
        N_("a time zone such as \"Europe/Madrid\" or \"UTC\"")},
    [OPTION_INT] = {set_int, show_int, expect_number, NULL},
    [OPTION_MILLI] = {set_milli, NULL, expect_number, NULL},
    [OPTION_BOOL] = {set_bool, show_bool, NULL, N_("true or false")},
    [OPTION_CHOICE] = {set_choice, show_choice, expect_choice, NULL},
    [OPTION_CLOCK] = {set_clock, show_clock, NULL,
        N_("a time of day such as \"07:15\"")},
    [OPTION_DAYS] = {set_days, show_days, NULL,
        N_("\"daily\", or days such as \"mon-fri\" or \"mon,wed\"")},
    [OPTION_WORDS] = {set_words, NULL, expect_text, NULL},
    [OPTION_LANGUAGES] = {add_language, NULL, NULL,
        N_("languages, each once, in brackets: [\"en\", \"es\"]")},
    [OPTION_ANSWERS] = {add_answer, NULL, expect_answers, NULL},
    [OPTION_ITEMS] = {add_item, NULL, NULL,
        N_("ids of items of this file, each once, in brackets: [\"a\"]")},
    [OPTION_IDS] = {add_id, show_ids, NULL,
        N_("ids, each once, in brackets: [\"a\", \"b\"]")},
    [OPTION_GROUP] = {NULL, NULL, NULL, N_("settings in braces { }")},
    [OPTION_LIST] = {NULL, NULL, expect_list, NULL},
};

bool
option_set(const struct option *option, const struct value *value, void *record,
    const struct context *context)
{
	return types[option->type].set(
	    option, value, (char *)record + option->offset, context);
}

void
option_default(
    const struct option *option, void *record, const struct context *context)
{
	struct value value = {.kind = VALUE_TEXT, .text = option->fallback};

	if (!option->fallback)
		return;
	if (option->type == OPTION_INT) {
		value.kind = VALUE_INTEGER;
		value.integer = strtoll(option->fallback, NULL, 10);
	} else if (option->type == OPTION_BOOL) {
		value.kind = VALUE_TRUTH;
		value.integer = strcmp(option->fallback, "true") == 0;
	}
	option_set(option, &value, record, context);
}

void
option_expected(const struct option *option, struct buf *out)
{
	const struct type *type = &types[option->type];

	if (type->expect)
		type->expect(option, out);
	else
		buf_add(out, _(type->expected));
}

void
option_show(const struct option *option, const void *record, struct buf *out)
{
	types[option->type].show(
	    option, (const char *)record + option->offset, out);
}
