/*
 * The manual pages and the option tables name the same settings, with the
 * same bounds, choices and defaults; so does the example.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config/options.h"
#include "tests/unit/config_aid.h"
#include "tests/unit/unit.h"
#include "util/file.h"
#include "util/mem.h"

#define ITEM ".It Ic "

struct page {
	struct buf text;
	int documented; /* settings found on it */
};

static void
read_page(struct page *page, const char *path)
{
	struct err err;

	*page = (struct page){0};
	assert_int_equal(file_read(path, FILE_TEXT_MAX, &page->text, &err), OK);
}

/* What the page says of a setting, up to the next one; NULL if nothing.
 * free() it. */
static char *
passage(const struct page *page, const char *path)
{
	char *head = mem_printf("\n" ITEM "%s\n", path);
	const char *at = strstr(buf_text(&page->text), head);
	char *result = NULL;

	if (at) {
		const char *end;

		at += strlen(head);
		end = strstr(at, "\n" ITEM);
		result = mem_copy_bytes(
		    at, end ? (size_t)(end - at) + 1 : strlen(at));
	}
	free(head);
	return result;
}

/* The passage says the number, and not as a part of another. */
static bool
says_number(const char *text, int number)
{
	char digits[16];
	const char *at = text;

	snprintf(digits, sizeof(digits), "%d", number);
	while ((at = strstr(at, digits))) {
		char behind = at[strlen(digits)];

		if ((at == text || !strchr("0123456789-", at[-1])) &&
		    !strchr("0123456789", behind))
			return true;
		at++;
	}
	return false;
}

static bool
says_quoted(const char *text, const char *word)
{
	char *quoted = mem_printf("\\(dq%s\\(dq", word);
	char *plain = mem_printf(".It Li %s\n", word);
	bool found = strstr(text, quoted) || strstr(text, plain);

	free(quoted);
	free(plain);
	return found;
}

static bool
has_bounds(const struct option *option)
{
	switch (option->type) {
	case OPTION_TEXT:
	case OPTION_INT:
	case OPTION_MILLI:
	case OPTION_WORDS:
	case OPTION_LANGUAGES:
	case OPTION_ANSWERS:
	case OPTION_ITEMS:
	case OPTION_LIST:
		return true;
	default:
		return false;
	}
}

static void
check_option(struct page *page, const struct option *option, const char *path)
{
	char *text = passage(page, path);

	if (!text)
		fail_msg("%s is not on its page", path);
	page->documented++;
	if (!!option->required != (strstr(text, "Required.") == text))
		fail_msg(
		    "%s is%s required", path, option->required ? "" : " not");
	if (has_bounds(option) &&
	    (!says_number(text, option->max) ||
	        (option->min > 0 && !says_number(text, option->min))))
		fail_msg("%s is from %d to %d", path, option->min, option->max);
	if (option->fallback && option->fallback[0] != '\0' &&
	    !strstr(text, option->fallback))
		fail_msg("%s is %s by default", path, option->fallback);
	for (int i = 0; option->choices && option->choices[i]; i++)
		if (!says_quoted(text, option->choices[i]))
			fail_msg("%s can be %s", path, option->choices[i]);
	free(text);
}

static void
check_table(struct page *page, const struct table *table, const char *above)
{
	for (int i = 0; i < table->count; i++) {
		const struct option *option = &table->options[i];
		char *path = mem_printf(
		    "%s%s%s", above, above[0] != '\0' ? "." : "", option->name);

		assert_non_null(option->help);
		assert_int_equal(option->help[strlen(option->help) - 1], '.');
		check_option(page, option, path);
		if (option->table)
			check_table(page, option->table, path);
		free(path);
	}
}

static int
count_items(const struct page *page)
{
	const char *at = buf_text(&page->text);
	int count = 0;

	while ((at = strstr(at, "\n" ITEM))) {
		count++;
		at++;
	}
	return count;
}

static void
the_page_of_the_configuration(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "man/huddle.conf.5");
	check_table(&page, &table_huddle, "");
	check_table(&page, table_themes.options[0].table, "themes");
	check_table(&page, table_agendas.options[0].table, "agendas");
	check_table(&page, &table_support, "");
	check_table(&page, table_topics.options[0].table, "topics");
	check_table(&page, table_meals.options[0].table, "meals");
	/* themes, agendas, topics and meals are on it twice. */
	assert_int_equal(count_items(&page), page.documented + 4);
	buf_done(&page.text);
}

static void
the_page_of_instruments(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "man/huddle-instrument.5");
	check_table(&page, &table_instrument, "");
	assert_int_equal(count_items(&page), page.documented);
	buf_done(&page.text);
}

/* Whatever the example of a page says is understood. */
static void
check_page_example(const char *path, const char *name, const char *conf)
{
	struct page page;
	const char *from, *to;
	char *text, *faults;

	read_page(&page, path);
	from = strstr(buf_text(&page.text), ".Bd -literal -offset indent\n");
	assert_non_null(from);
	from = strchr(from, '\n') + 1;
	to = strstr(from, ".Ed");
	assert_non_null(to);
	text = mem_copy_bytes(from, (size_t)(to - from));
	aid_write(name, text);
	faults = conf ? aid_faults(conf) : aid_load(NULL);
	assert_string_equal(faults, "");
	free(faults);
	free(text);
	buf_done(&page.text);
}

static void
examples_of_pages(void **state)
{
	(void)state;
	check_page_example("man/huddle.conf.5", "huddle.conf", NULL);
	aid_write("agendas.conf",
	    "agendas = ( { id = \"a\"; title = \"a\"; steps = (\n"
	    "{ kind = \"close\"; title = \"t\"; prompt = \"p\"; "
	    "seconds = 1; } ); } );\n");
	assert_int_equal(mkdir(aid_path("only"), 0700), 0);
	check_page_example("man/huddle-instrument.5", "only/tools.conf",
	    LEAST "agendas = \"agendas.conf\"; instruments = \"only\";\n");
}

static void
check_example(const struct table *table, const char *text, int *found)
{
	for (int i = 0; i < table->count; i++) {
		char *line = mem_printf("%s = ", table->options[i].name);

		if (!strstr(text, line))
			fail_msg(
			    "%s is not in the example", table->options[i].name);
		(*found)++;
		free(line);
		if (table->options[i].table)
			check_example(table->options[i].table, text, found);
	}
}

static void
the_example_has_every_setting(void **state)
{
	struct buf text = BUF_INIT;
	int found = 0;

	(void)state;
	config_example(&text);
	check_example(&table_huddle, buf_text(&text), &found);
	assert_true(found > table_huddle.count);
	buf_done(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_page_of_the_configuration),
	    cmocka_unit_test(the_page_of_instruments),
	    cmocka_unit_test(examples_of_pages),
	    cmocka_unit_test(the_example_has_every_setting),
	};

	return cmocka_run_group_tests(tests, aid_make_folder, aid_drop_folder);
}
