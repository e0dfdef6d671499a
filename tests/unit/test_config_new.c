/*
 * New configurations: what `init` lays down, with which rights, and what it
 * refuses; the example, and the values in force as a file.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/config_aid.h"
#include "tests/unit/unit.h"
#include "util/embed.h"
#include "util/file.h"

#define NOBODY 65534
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const laid_files[] = {"huddle.conf", "themes.conf",
    "agendas.conf", "support.conf", "topics.conf", "meals.conf",
    "instruments/pulse.conf", "instruments/drivers.conf",
    "instruments/leadership.conf", "instruments/practice.conf",
    "instruments/retention.conf"};

static const struct config_seed seed = {
    .unit = "icu-2",
    .name = "ICU \"2\" \\ ñ",
    .organization = "example-health",
    .site = "north",
    .timezone = "Europe/Madrid",
    .store = "data/huddle.db",
    .roster = 55,
};

static mode_t
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

/* How many entries a folder of the test has; -1 if it is not there. */
static int
entries(const char *name)
{
	DIR *folder = opendir(aid_path(name));
	int count = -2;

	if (!folder)
		return -1;
	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

static void
load(struct config *config, const char *path)
{
	struct buf faults = BUF_INIT;
	struct err err = {0};
	int result = config_load(config, path, &faults, &err);

	assert_string_equal(buf_text(&faults), "");
	assert_int_equal(result, OK);
	buf_done(&faults);
}

static void
a_new_configuration_is_whole_and_private(void **state)
{
	struct config config;
	struct err err;
	mode_t before = umask(0);

	(void)state;
	assert_int_equal(
	    config_write_new(aid_path("new/unit/huddle.conf"), &seed, &err),
	    OK);
	umask(before);
	assert_int_equal(mode_of(aid_path("new")), 0700);
	assert_int_equal(mode_of(aid_path("new/unit")), 0700);
	assert_int_equal(mode_of(aid_path("new/unit/instruments")), 0700);
	for (size_t i = 0; i < COUNT(laid_files); i++) {
		char name[64];

		snprintf(name, sizeof(name), "new/unit/%s", laid_files[i]);
		assert_int_equal(mode_of(aid_path(name)), 0600);
	}
	assert_int_equal(entries("new/unit"), 7);

	load(&config, aid_path("new/unit/huddle.conf"));
	assert_string_equal(config.unit, "icu-2");
	assert_string_equal(config.unit_name, "ICU \"2\" \\ ñ");
	assert_string_equal(config.organization, "example-health");
	assert_string_equal(config.site, "north");
	assert_string_equal(config.timezone, "Europe/Madrid");
	assert_string_equal(config.store, aid_path("new/unit/data/huddle.db"));
	assert_string_equal(config.keys, aid_path("new/unit/keys"));
	assert_int_equal(config.roster, 55);
	assert_int_equal(config.plan_count, 2);
	assert_int_equal(config.plans[0].minute, 7 * 60 + 15);
	assert_int_equal(config.plans[1].minute, 19 * 60 + 15);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(config.plans[i].weekdays, 0x7f);
		assert_string_equal(config.plans[i].agenda, "daily");
	}
	assert_string_equal(
	    config.themes_path, aid_path("new/unit/themes.conf"));
	config_done(&config);
}

static void
expect_laid(const char *name, const char *shipped)
{
	struct buf text = BUF_INIT;
	struct err err;

	assert_int_equal(
	    file_read(aid_path(name), FILE_TEXT_MAX, &text, &err), OK);
	assert_string_equal(buf_text(&text), embed_text(shipped));
	buf_done(&text);
}

static void
laid_data_files_are_the_shipped_ones(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(
	    config_write_new(aid_path("same/huddle.conf"), &seed, &err), OK);
	expect_laid(
	    "same/instruments/pulse.conf", "config/instruments/pulse.conf");
	expect_laid("same/support.conf", "config/support.conf");
}

static void
data_files_are_in_the_language_of_the_seed(void **state)
{
	struct config_seed spanish = seed;
	struct config config;
	struct err err;

	(void)state;
	spanish.language = "es";
	assert_int_equal(
	    config_write_new(aid_path("es/huddle.conf"), &spanish, &err), OK);
	assert_int_equal(entries("es"), 7);
	expect_laid("es/themes.conf", "config/es/themes.conf");
	expect_laid("es/agendas.conf", "config/es/agendas.conf");
	expect_laid("es/support.conf", "config/es/support.conf");
	expect_laid("es/topics.conf", "config/es/topics.conf");
	expect_laid("es/meals.conf", "config/es/meals.conf");
	/* Of this one there is no other: it has both languages. */
	expect_laid(
	    "es/instruments/pulse.conf", "config/instruments/pulse.conf");
	load(&config, aid_path("es/huddle.conf"));
	assert_string_equal(
	    config_theme_title(&config, "supplies"), "Material y equipos");
	assert_string_equal(config_agenda(&config, "weekly")->title, "semanal");
	assert_non_null(strstr(config.contacts[0].title, "ejemplo"));
	config_done(&config);
}

static void
languages_are_told_by_two_letters(void **state)
{
	static const struct {
		const char *language;
		const char *shipped;
	} list[] = {
	    {"es_MX.UTF-8", "config/es/themes.conf"},
	    {"es:en", "config/es/themes.conf"},
	    {"en_US.UTF-8", "config/themes.conf"},
	    {"fr", "config/themes.conf"},
	    {"C", "config/themes.conf"},
	    {"..", "config/themes.conf"},
	    {"", "config/themes.conf"},
	    {NULL, "config/themes.conf"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(list); i++) {
		struct config_seed other = seed;
		struct err err;
		char name[64];

		other.language = list[i].language;
		snprintf(name, sizeof(name), "letters%zu/huddle.conf", i);
		assert_int_equal(
		    config_write_new(aid_path(name), &other, &err), OK);
		snprintf(name, sizeof(name), "letters%zu/themes.conf", i);
		expect_laid(name, list[i].shipped);
	}
}

static void
nothing_is_overwritten(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(laid_files); i++) {
		struct buf text = BUF_INIT;
		struct err err;
		char name[64];

		snprintf(name, sizeof(name), "old%zu", i);
		assert_int_equal(mkdir(aid_path(name), 0700), 0);
		snprintf(name, sizeof(name), "old%zu/instruments", i);
		if (strchr(laid_files[i], '/'))
			assert_int_equal(mkdir(aid_path(name), 0700), 0);
		snprintf(name, sizeof(name), "old%zu/%s", i, laid_files[i]);
		aid_write(name, "mine");
		snprintf(name, sizeof(name), "old%zu/huddle.conf", i);
		assert_int_equal(
		    config_write_new(aid_path(name), &seed, &err), ERR_CREATE);
		assert_non_null(strstr(err.text, "nothing was written"));
		snprintf(name, sizeof(name), "old%zu", i);
		assert_int_equal(entries(name), 1);
		snprintf(name, sizeof(name), "old%zu/%s", i, laid_files[i]);
		assert_int_equal(
		    file_read(aid_path(name), 100, &text, &err), OK);
		assert_string_equal(buf_text(&text), "mine");
		buf_done(&text);
	}
}

/* What lies in a folder of instruments would be read as one. */
static void
a_folder_of_instruments_is_not_joined(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(mkdir(aid_path("joined"), 0700), 0);
	assert_int_equal(mkdir(aid_path("joined/instruments"), 0700), 0);
	assert_int_equal(
	    config_write_new(aid_path("joined/huddle.conf"), &seed, &err),
	    ERR_CREATE);
	assert_non_null(strstr(err.text, "joined/instruments"));
	assert_int_equal(entries("joined"), 1);
	/* A link that leads nowhere is in the way, too. */
	assert_int_equal(mkdir(aid_path("linked"), 0700), 0);
	assert_int_equal(
	    symlink("/nowhere/at/all", aid_path("linked/themes.conf")), 0);
	assert_int_equal(
	    config_write_new(aid_path("linked/huddle.conf"), &seed, &err),
	    ERR_CREATE);
	assert_int_equal(entries("linked"), 1);
}

static void
seeds_are_checked_first(void **state)
{
	static const struct {
		struct config_seed seed;
		const char *message;
	} list[] = {
	    {{.unit = "4 West",
	         .name = "a",
	         .organization = "b",
	         .timezone = "UTC"},
	        "unit.id: found \"4 West\", expected 1 to 32 of a-z, 0-9 and "
	        "-"},
	    {{.unit = "a234567890b234567890c234567890d23",
	         .name = "a",
	         .organization = "b",
	         .timezone = "UTC"},
	        "unit.id: found \"a234567890b234567890c234567890d23\", "
	        "expected 1 to 32 of a-z, 0-9 and -"},
	    {{.unit = "a", .name = "a", .organization = "", .timezone = "UTC"},
	        "organization: found \"\", expected 1 to 32 of a-z, 0-9 and "
	        "-"},
	    {{.unit = "a",
	         .name = "\033[2J",
	         .organization = "b",
	         .timezone = "UTC"},
	        "found the control character U+001B, expected text"},
	    {{.unit = "a", .name = "", .organization = "b", .timezone = "UTC"},
	        "unit.name: missing, expected a text of 1 to 40 printable "
	        "characters"},
	    {{.unit = "a",
	         .name = "b",
	         .organization = "b",
	         .site = "B",
	         .timezone = "UTC"},
	        "unit.site: found \"B\", expected 1 to 32 of a-z, 0-9 and -"},
	    {{.unit = "a",
	         .name = "b",
	         .organization = "b",
	         .timezone = "Nowhere"},
	        "timezone: found \"Nowhere\", expected a time zone such as "
	        "\"Europe/Madrid\" or \"UTC\""},
	    {{.unit = "a",
	         .name = "b",
	         .organization = "b",
	         .timezone = "UTC",
	         .roster = 5000},
	        "roster: found 5000, expected a whole number from 0 to 2000"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(list); i++) {
		struct err err;

		assert_int_equal(config_write_new(aid_path("bad/huddle.conf"),
		                     &list[i].seed, &err),
		    ERR_USAGE);
		assert_string_equal(err.text, list[i].message);
		assert_int_equal(entries("bad"), -1);
	}
}

/* As somebody who may write nothing there: a child, since root may all. */
static void
write_as_nobody(const char *path, int expected)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct err err;

		if (getuid() == 0 && setuid(NOBODY) != 0)
			_exit(2);
		_exit(config_write_new(path, &seed, &err) == expected ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void
a_folder_without_rights(void **state)
{
	(void)state;
	assert_int_equal(mkdir(aid_path("closed"), 0555), 0);
	assert_int_equal(chmod(aid_path(""), 0755), 0);
	write_as_nobody(aid_path("closed/huddle.conf"), ERR_PERMISSION);
	assert_int_equal(entries("closed"), 0);
	write_as_nobody(aid_path("closed/below/huddle.conf"), ERR_PERMISSION);
	assert_int_equal(entries("closed"), 0);
}

/* The configuration itself cannot be written, after all data files were. */
static void
a_failure_leaves_nothing(void **state)
{
	char name[300];
	struct err err;

	(void)state;
	snprintf(name, sizeof(name), "half/way/%0260d", 0);
	assert_int_equal(
	    config_write_new(aid_path(name), &seed, &err), ERR_CREATE);
	assert_int_equal(entries("half"), -1);
	assert_int_equal(mkdir(aid_path("half"), 0700), 0);
	assert_int_equal(
	    config_write_new(aid_path(name), &seed, &err), ERR_CREATE);
	assert_int_equal(entries("half"), 0);
}

static void
the_example_is_up_to_date(void **state)
{
	struct buf file = BUF_INIT, example = BUF_INIT;
	struct err err;
	char *faults;

	(void)state;
	config_example(&example);
	assert_int_equal(
	    file_read("config/huddle.conf.example", FILE_TEXT_MAX, &file, &err),
	    OK);
	assert_string_equal(buf_text(&file), buf_text(&example));
	faults = aid_faults(buf_text(&file));
	assert_string_equal(faults, "");
	free(faults);
	buf_done(&file);
	buf_done(&example);
}

/* What stands as a comment is right, too: take away the "# ". */
static void
commented_defaults_can_be_taken(void **state)
{
	struct buf example = BUF_INIT, all = BUF_INIT;
	struct config config;
	int taken = 0;
	char *faults;

	(void)state;
	config_example(&example);
	for (const char *line = buf_text(&example); *line;) {
		size_t len = strcspn(line, "\n") + 1;
		size_t blank = strspn(line, "\t");
		const char *text = line + blank;
		const char *sign = memmem(line, len, " = ", 3);

		if (strncmp(text, "# ", 2) == 0 && line[len - 2] == ';' &&
		    sign && !memchr(text + 2, ' ', (size_t)(sign - text - 2))) {
			buf_add_bytes(&all, text + 2, len - blank - 2);
			taken++;
		} else {
			buf_add_bytes(&all, line, len);
		}
		line += len;
	}
	assert_int_equal(taken, 39);
	mkdir(aid_path("instruments"), 0700);
	for (size_t i = 0; i < embed_count; i++) {
		const char *name = embed_files[i].name;

		if (strncmp(name, "config/instruments/", 19) == 0)
			aid_write(
			    name + strlen("config/"), embed_files[i].text);
	}
	aid_write("themes.conf", embed_text("config/themes.conf"));
	aid_write("agendas.conf", embed_text("config/agendas.conf"));
	aid_write("support.conf", embed_text("config/support.conf"));
	aid_write("huddle.conf", buf_text(&all));
	faults = aid_load(&config);
	assert_string_equal(faults, "");
	free(faults);
	assert_string_equal(config.site, "main");
	assert_string_equal(config.store, "/var/lib/huddle/huddle.db");
	assert_int_equal(config.epsilon_milli, 1000);
	assert_non_null(config.support_path);
	config_done(&config);
	buf_done(&example);
	buf_done(&all);
}

/* What `config show` writes is the same configuration again. */
static void
shown_values_are_those_in_force(void **state)
{
	struct config first, second;
	struct buf shown = BUF_INIT, again = BUF_INIT;

	(void)state;
	aid_write("first.conf",
	    "unit = { id = \"a\"; name = \"A \\\"b\\\" \\\\\"; };\n"
	    "organization = \"ex\"; timezone = \"UTC\"; language = \"es\";\n"
	    "roster = 12; epsilon_milli = 700; store = \"x/../h.db\";\n"
	    "shifts = { day = \"05:05\"; };\n"
	    "display = { colour = \"never\"; ascii = true; };\n"
	    "huddles = ( { at = \"12:00\"; days = \"sat,sun\"; },\n"
	    "{ at = \"06:00\"; days = \"mon-fri\"; agenda = \"weekly\"; } );");
	load(&first, aid_path("first.conf"));
	config_show(&first, &shown);
	aid_write("second.conf", buf_text(&shown));
	load(&second, aid_path("second.conf"));
	assert_string_equal(second.unit, "a");
	assert_string_equal(second.unit_name, "A \"b\" \\");
	assert_string_equal(second.language, "es");
	assert_string_equal(second.store, first.store);
	assert_string_equal(second.keys, first.keys);
	assert_int_equal(second.roster, 12);
	assert_int_equal(second.epsilon_milli, 700);
	assert_int_equal(second.colour, COLOUR_NEVER);
	assert_true(second.ascii);
	assert_int_equal(second.shifts.day, 305);
	assert_int_equal(second.plan_count, 2);
	assert_memory_equal(
	    second.plans, first.plans, 2 * sizeof(first.plans[0]));
	/* Once more: only the name of the file in the first line differs. */
	config_show(&second, &again);
	assert_string_equal(
	    strstr(buf_text(&again), "\n\n"), strstr(buf_text(&shown), "\n\n"));
	config_done(&first);
	config_done(&second);
	buf_done(&shown);
	buf_done(&again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_new_configuration_is_whole_and_private),
	    cmocka_unit_test(laid_data_files_are_the_shipped_ones),
	    cmocka_unit_test(data_files_are_in_the_language_of_the_seed),
	    cmocka_unit_test(languages_are_told_by_two_letters),
	    cmocka_unit_test(nothing_is_overwritten),
	    cmocka_unit_test(a_folder_of_instruments_is_not_joined),
	    cmocka_unit_test(seeds_are_checked_first),
	    cmocka_unit_test(a_folder_without_rights),
	    cmocka_unit_test(a_failure_leaves_nothing),
	    cmocka_unit_test(the_example_is_up_to_date),
	    cmocka_unit_test(commented_defaults_can_be_taken),
	    cmocka_unit_test(shown_values_are_those_in_force),
	};

	return cmocka_run_group_tests(tests, aid_make_folder, aid_drop_folder);
}
