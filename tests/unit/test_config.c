/*
 * huddle.conf: what it means, its defaults, and every fault of a value with
 * file, line and what was expected.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/config_aid.h"
#include "tests/unit/unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct expectation {
	const char *text;   /* of huddle.conf */
	const char *faults; /* all of them */
};

static void
expect(const struct expectation *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *faults = aid_faults(list[i].text);

		assert_string_equal(faults, list[i].faults);
		free(faults);
	}
}

static void
defaults(void **state)
{
	struct config config;
	char *faults;

	(void)state;
	aid_write("huddle.conf", LEAST);
	faults = aid_load(&config);
	assert_string_equal(faults, "");
	free(faults);
	assert_string_equal(config.path, aid_path("huddle.conf"));
	assert_string_equal(config.unit, "4-west");
	assert_string_equal(config.unit_name, "4 West");
	assert_string_equal(config.organization, "ex");
	assert_string_equal(config.site, "");
	assert_string_equal(config.timezone, "UTC");
	assert_string_equal(config.language, "auto");
	assert_null(config.store);
	assert_string_equal(config.keys, aid_path("keys"));
	assert_int_equal(config.epsilon_milli, 1000);
	assert_int_equal(config.shifts.day, 420);
	assert_int_equal(config.shifts.night, 1140);
	assert_int_equal(config.roster, 0);
	assert_int_equal(config.colour, COLOUR_AUTO);
	assert_false(config.ascii);
	assert_int_equal(config.idle_seconds, 300);
	assert_int_equal(config.checkin_idle_seconds, 30);
	assert_int_equal(config.plan_count, 0);
	assert_non_null(config_instrument(&config, "pulse"));
	assert_non_null(config_agenda(&config, "daily"));
	assert_non_null(config_theme(&config, "other"));
	assert_true(config.contact_count > 0);
	config_done(&config);
	assert_null(config.unit_name);
}

static void
values(void **state)
{
	struct config config;
	char *faults;

	(void)state;
	aid_write("huddle.conf",
	    "unit = { id = \"icu-2\"; name = \"UCI \\\"2\\\" ñ\"; "
	    "site: \"north\" }\n"
	    "organization = \"ex\", timezone = \"Europe/Madrid\"\n"
	    "language = \"es_MX\"; roster = 35.0; epsilon_milli = 2000L;\n"
	    "store = \"data/h.db\"; keys = \"/var/keys\";\n"
	    "shifts = { day = \"06:30\"; night = \"18:30\"; };\n"
	    "display = { colour = 256; ascii = TRUE; };\n"
	    "idle_seconds = 6e1; checkin_idle_seconds = 0x78;\n"
	    "huddles = ( { at = \"00:00\"; days = \"sat-mon, thu\"; },\n"
	    " { at = \"23:59\"; days = \"mon-fri\"; agenda = \"weekly\"; } );");
	faults = aid_load(&config);
	assert_string_equal(faults, "");
	free(faults);
	assert_string_equal(config.unit, "icu-2");
	assert_string_equal(config.unit_name, "UCI \"2\" ñ");
	assert_string_equal(config.site, "north");
	assert_string_equal(config.timezone, "Europe/Madrid");
	assert_string_equal(config.language, "es_MX");
	assert_int_equal(config.roster, 35);
	assert_int_equal(config.epsilon_milli, 2000);
	assert_string_equal(config.store, aid_path("data/h.db"));
	assert_string_equal(config.keys, "/var/keys");
	assert_int_equal(config.shifts.day, 390);
	assert_int_equal(config.shifts.night, 1110);
	assert_int_equal(config.colour, COLOUR_256);
	assert_true(config.ascii);
	assert_int_equal(config.idle_seconds, 60);
	assert_int_equal(config.checkin_idle_seconds, 120);
	assert_int_equal(config.plan_count, 2);
	assert_int_equal(config.plans[0].minute, 0);
	assert_int_equal(config.plans[0].weekdays, 1 | 8 | 32 | 64);
	assert_string_equal(config.plans[0].agenda, "daily");
	assert_int_equal(config.plans[1].minute, 1439);
	assert_int_equal(config.plans[1].weekdays, 31);
	assert_string_equal(config.plans[1].agenda, "weekly");
	config_done(&config);
}

static void
a_missing_file_tells_how_to_make_one(void **state)
{
	struct config config;
	struct buf faults = BUF_INIT;
	struct err err;

	(void)state;
	assert_int_equal(
	    config_load(&config, aid_path("none.conf"), &faults, &err),
	    ERR_CONFIG);
	assert_non_null(strstr(err.text, aid_path("none.conf")));
	assert_non_null(strstr(err.text, "huddle init"));
	assert_non_null(strstr(err.text, "huddle demo"));
	assert_int_equal(faults.len, 0);
}

/* What others keep closed is not told to be missing. */
static void
a_file_that_may_not_be_read(void **state)
{
	int status;
	pid_t child;

	(void)state;
	assert_int_equal(mkdir(aid_path("closed"), 0700), 0);
	aid_write("closed/huddle.conf", LEAST);
	assert_int_equal(chmod(aid_path(""), 0755), 0);
	assert_int_equal(chmod(aid_path("closed"), 0), 0);
	child = fork();
	if (child == 0) {
		struct config config;
		struct buf faults = BUF_INIT;
		struct err err;

		if (getuid() == 0 && setuid(65534) != 0)
			_exit(2);
		if (config_load(&config, aid_path("closed/huddle.conf"),
		        &faults, &err) != ERR_CONFIG)
			_exit(3);
		_exit(strstr(err.text, "ermission denied") &&
		              !strstr(err.text, "huddle init")
		          ? 0
		          : 4);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(chmod(aid_path("closed"), 0700), 0);
}

static void
only_regular_files_are_read(void **state)
{
	char *text;

	(void)state;
	unlink(aid_path("huddle.conf"));
	assert_int_equal(mkfifo(aid_path("huddle.conf"), 0600), 0);
	text = aid_load(NULL);
	assert_non_null(strstr(text, "huddle.conf is not a regular file"));
	free(text);
	unlink(aid_path("huddle.conf"));
	assert_int_equal(mkdir(aid_path("huddle.conf"), 0700), 0);
	text = aid_load(NULL);
	assert_non_null(strstr(text, "huddle.conf is not a regular file"));
	free(text);
	rmdir(aid_path("huddle.conf"));
}

static void
required_settings(void **state)
{
	static const struct expectation list[] = {
	    {"", "huddle.conf:1: unit: missing, expected settings in braces "
	         "{ }\n"
	         "huddle.conf:1: organization: missing, expected 1 to 32 of "
	         "a-z, 0-9 and -\n"
	         "huddle.conf:1: timezone: missing, expected a time zone such "
	         "as \"Europe/Madrid\" or \"UTC\"\n"},
	    {"organization = \"ex\"; timezone = \"UTC\";\n\nunit = {\n};\n",
	        "huddle.conf:3: unit.id: missing, expected 1 to 32 of a-z, "
	        "0-9 and -\n"
	        "huddle.conf:3: unit.name: missing, expected a text of 1 to "
	        "40 printable characters\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

static void
unknown_settings(void **state)
{
	static const struct expectation list[] = {
	    {"unit = {\n id = \"4-west\";\n nam = \"4 West\";\n};\n"
	     "organization = \"ex\";\ntimezone = \"UTC\";\nroaster = 40;\n"
	     "zebra = 1;\n",
	        "huddle.conf:1: unit.name: missing, expected a text of 1 to "
	        "40 printable characters\n"
	        "huddle.conf:3: unit.nam: unknown setting \"nam\" (did you "
	        "mean \"name\"?)\n"
	        "huddle.conf:7: roaster: unknown setting \"roaster\" (did you "
	        "mean \"roster\"?)\n"
	        "huddle.conf:8: zebra: unknown setting \"zebra\"\n"},
	    {LEAST "huddles = (\n { at = \"07:15\";\n dyas = \"daily\"; }\n);",
	        "huddle.conf:6: huddles[1].dyas: unknown setting \"dyas\" "
	        "(did you mean \"days\"?)\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

static void
numbers(void **state)
{
	static const struct expectation list[] = {
	    {LEAST "roster = 2001;\n"
	           "idle_seconds = 59;\n"
	           "checkin_idle_seconds = 121;\n"
	           "epsilon_milli = 99;\n",
	        "huddle.conf:4: roster: found 2001, expected a whole number "
	        "from 0 to 2000\n"
	        "huddle.conf:5: idle_seconds: found 59, expected a whole "
	        "number from 60 to 3600\n"
	        "huddle.conf:6: checkin_idle_seconds: found 121, expected a "
	        "whole number from 10 to 120\n"
	        "huddle.conf:7: epsilon_milli: found 99, expected a whole "
	        "number from 100 to 2000\n"},
	    {LEAST "roster = -1;\nidle_seconds = \"300\";\n"
	           "checkin_idle_seconds = 30.5;\nepsilon_milli = true;\n",
	        "huddle.conf:4: roster: found -1, expected a whole number "
	        "from 0 to 2000\n"
	        "huddle.conf:5: idle_seconds: found \"300\", expected a whole "
	        "number from 60 to 3600\n"
	        "huddle.conf:6: checkin_idle_seconds: found 30.5, expected a "
	        "whole number from 10 to 120\n"
	        "huddle.conf:7: epsilon_milli: found true, expected a whole "
	        "number from 100 to 2000\n"},
	    {LEAST "roster = [1, 2];\nidle_seconds = ( 300 );\n"
	           "checkin_idle_seconds = { };\nepsilon_milli = 1e400;\n",
	        "huddle.conf:4: roster: found values in brackets [ ], "
	        "expected a whole number from 0 to 2000\n"
	        "huddle.conf:5: idle_seconds: found a list in parentheses "
	        "( ), expected a whole number from 60 to 3600\n"
	        "huddle.conf:6: checkin_idle_seconds: found settings in "
	        "braces { }, expected a whole number from 10 to 120\n"
	        "huddle.conf:7: epsilon_milli: found inf, expected a whole "
	        "number from 100 to 2000\n"},
	    {LEAST "roster = 4294967301L;\n",
	        "huddle.conf:4: roster: found 4294967301, expected a whole "
	        "number from 0 to 2000\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

static void
texts_and_ids(void **state)
{
	static const struct expectation list[] = {
	    {"unit = {\n id = \"4 West\";\n name = \"\";\n site = \"Main\";\n"
	     "};\norganization = 5;\ntimezone = \"Mars/Olympus\";\n",
	        "huddle.conf:2: unit.id: found \"4 West\", expected 1 to 32 "
	        "of a-z, 0-9 and -\n"
	        "huddle.conf:3: unit.name: found \"\", expected a text of 1 "
	        "to 40 printable characters\n"
	        "huddle.conf:4: unit.site: found \"Main\", expected 1 to 32 "
	        "of a-z, 0-9 and -\n"
	        "huddle.conf:6: organization: found 5, expected 1 to 32 of "
	        "a-z, 0-9 and -\n"
	        "huddle.conf:7: timezone: found \"Mars/Olympus\", expected a "
	        "time zone such as \"Europe/Madrid\" or \"UTC\"\n"},
	    {"unit = { id = \"0123456789-0123456789-0123456789-\";\n"
	     " name = \"0123456789012345678901234567890123456789x\"; };\n"
	     "organization = \"\"; timezone = \"../../etc/passwd\";\n",
	        "huddle.conf:1: unit.id: found \"0123456789-0123456789-"
	        "0123456789-\", expected 1 to 32 of a-z, 0-9 and -\n"
	        "huddle.conf:2: unit.name: found \"0123456789012345678901234"
	        "567890123456789...\" (41 characters), expected a text of 1 "
	        "to 40 printable characters\n"
	        "huddle.conf:3: organization: found \"\", expected 1 to 32 of "
	        "a-z, 0-9 and -\n"
	        "huddle.conf:3: timezone: found \"../../etc/passwd\", "
	        "expected a time zone such as \"Europe/Madrid\" or "
	        "\"UTC\"\n"},
	    {"unit = { id = \"a\"; name = \"   \"; }; organization = \"b\";\n"
	     "timezone = \"\"; language = \"english\";\n"
	     "store = \"~/huddle.db\"; keys = \"\";",
	        "huddle.conf:1: unit.name: found \"   \", expected a text of "
	        "1 to 40 printable characters\n"
	        "huddle.conf:2: timezone: found \"\", expected a time zone "
	        "such as \"Europe/Madrid\" or \"UTC\"\n"
	        "huddle.conf:2: language: found \"english\", expected "
	        "\"auto\" or a language such as \"es\"\n"
	        "huddle.conf:3: store: found \"~/huddle.db\", expected a "
	        "path, from / or from this file's folder\n"
	        "huddle.conf:3: keys: found \"\", expected a path, from / or "
	        "from this file's folder\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

/* Whatever a text holds, a message about it is safe to print. */
static void
hidden_characters_are_refused_and_not_repeated(void **state)
{
	static const char *const names[] = {"a\\x07b", "a\\x1b[31mb", "a\\nb",
	    "a\\tb", "a\xe2\x80\xae" /* right to left */,
	    "a\xe2\x80\x8b" /* zero width */, "\xc2\x85" /* next line */,
	    "a\\xff"};

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct buf text = BUF_INIT;
		char *faults;

		buf_addf(&text,
		    "unit = { id = \"a\"; name = \"%s\"; };\n"
		    "organization = \"b\"; timezone = \"UTC\";\n",
		    names[i]);
		faults = aid_faults(buf_text(&text));
		assert_int_equal(
		    strncmp(faults, "huddle.conf:1: unit.name: found \"", 33),
		    0);
		assert_non_null(strstr(faults, "\xef\xbf\xbd"));
		assert_non_null(strstr(faults, "printable characters\n"));
		assert_int_equal(strcspn(faults, "\a\033\t"), strlen(faults));
		assert_ptr_equal(
		    strchr(faults, '\n'), faults + strlen(faults) - 1);
		free(faults);
		buf_done(&text);
	}
}

static void
choices_and_truths(void **state)
{
	static const struct expectation list[] = {
	    {LEAST "display = {\n colour = \"atuo\";\n ascii = \"yes\";\n};\n",
	        "huddle.conf:5: display.colour: found \"atuo\", expected "
	        "\"auto\", \"never\", \"16\" or \"256\" (did you mean "
	        "\"auto\"?)\n"
	        "huddle.conf:6: display.ascii: found \"yes\", expected true "
	        "or false\n"},
	    {LEAST "display = { colour = \"mauve\"; ascii = 1; };\n",
	        "huddle.conf:4: display.colour: found \"mauve\", expected "
	        "\"auto\", \"never\", \"16\" or \"256\"\n"
	        "huddle.conf:4: display.ascii: found 1, expected true or "
	        "false\n"},
	    {LEAST "display = 16;\n",
	        "huddle.conf:4: display: found 16, expected settings in "
	        "braces { }\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

static void
huddles_and_shifts(void **state)
{
	static const struct expectation list[] = {
	    {LEAST "shifts = { day = \"19:00\"; night = \"07:00\"; };\n",
	        "huddle.conf:4: shifts.night: found 07:00, expected a time "
	        "later than the day shift's, which is 19:00\n"},
	    {LEAST "shift_numbers = (\n"
	           "{ id = \"census\"; title = \"Census\"; most = 60; },\n"
	           "{ id = \"census\"; title = \"\"; most = 0; });\n",
	        "huddle.conf:6: shift_numbers[2].title: found \"\", expected "
	        "a text of 1 to 30 printable characters\n"
	        "huddle.conf:6: shift_numbers[2].most: found 0, expected a "
	        "whole number from 1 to 999999\n"
	        "huddle.conf:6: shift_numbers[2].id: found \"census\", which "
	        "number 1 has too, expected an id of its own\n"},
	    {LEAST "shifts = { day = \"noon\"; };\n",
	        "huddle.conf:4: shifts.day: found \"noon\", expected a time "
	        "of day such as \"07:15\"\n"},
	    {LEAST "huddles = (\n"
	           " { at = \"7:15\"; days = \"mo\"; agenda = \"dayly\"; },\n"
	           " { days = \"mon-\"; }, { at = \"24:00\"; days = \"\"; }\n"
	           ");\n",
	        "huddle.conf:5: huddles[1].at: found \"7:15\", expected a "
	        "time of day such as \"07:15\"\n"
	        "huddle.conf:5: huddles[1].days: found \"mo\", expected "
	        "\"daily\", or days such as \"mon-fri\" or \"mon,wed\"\n"
	        "huddle.conf:5: huddles[1].agenda: found \"dayly\", expected "
	        "the id of an agenda: \"daily\", \"weekly\", "
	        "\"after-event\"\n"
	        "huddle.conf:6: huddles[2].at: missing, expected a time of "
	        "day such as \"07:15\"\n"
	        "huddle.conf:6: huddles[2].days: found \"mon-\", expected "
	        "\"daily\", or days such as \"mon-fri\" or \"mon,wed\"\n"
	        "huddle.conf:6: huddles[3].at: found \"24:00\", expected a "
	        "time of day such as \"07:15\"\n"
	        "huddle.conf:6: huddles[3].days: found \"\", expected "
	        "\"daily\", or days such as \"mon-fri\" or \"mon,wed\"\n"},
	    {LEAST "huddles = (\n { at = \"07:15\"; days = \"mon-wed\"; },\n"
	           " { at = \"07:15\"; days = \"wed\"; },\n"
	           " { at = \"07:15\"; days = \"thu\"; }\n);\n",
	        "huddle.conf:6: huddles[2].at: found the time of huddle 1, "
	        "expected one huddle at a time\n"},
	    {LEAST "huddles = { at = \"07:15\"; };\n",
	        "huddle.conf:4: huddles: found settings in braces { }, "
	        "expected 0 to 14 times { ... } in parentheses ( )\n"},
	    {LEAST "huddles = ( \"07:15\" );\n",
	        "huddle.conf:4: huddles[1]: found \"07:15\", expected "
	        "settings in braces { }\n"},
	    {LEAST "huddles = ( {at=\"00:00\"}, {at=\"00:01\"}, "
	           "{at=\"00:02\"}, {at=\"00:03\"}, {at=\"00:04\"}, "
	           "{at=\"00:05\"}, {at=\"00:06\"}, {at=\"00:07\"}, "
	           "{at=\"00:08\"}, {at=\"00:09\"}, {at=\"00:10\"}, "
	           "{at=\"00:11\"}, {at=\"00:12\"}, {at=\"00:13\"}, "
	           "{at=\"00:14\"} );\n",
	        "huddle.conf:4: huddles: found 15, expected 0 to 14\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

/* Whether the setting of deliver takes it; what it says if not. */
static void
expect_address(const char *name, const char *address, const char *wanted)
{
	struct buf text = BUF_INIT;
	char *faults;

	buf_addf(&text, LEAST "deliver = { %s = \"%s\"; };\n", name, address);
	faults = aid_faults(buf_text(&text));
	if (!wanted) {
		assert_string_equal(faults, "");
	} else {
		buf_clear(&text);
		buf_addf(&text, "huddle.conf:4: deliver.%s: found ", name);
		assert_memory_equal(faults, text.text, text.len);
		assert_non_null(strstr(faults, wanted));
	}
	free(faults);
	buf_done(&text);
}

static void
addresses(void **state)
{
	static const char *const places[] = {"file:///mnt/office",
	    "sftp://office.example.org:2222/inbox/", "https://192.0.2.1/in/"};
	static const char *const no_places[] = {"", "/mnt/office", "file:///",
	    "ftp://office.example.org/", "http://office.example.org/",
	    "https://u:p@office.example.org/", "sftp://office.example.org/?a"};
	static const char *const proxies[] = {"http://proxy.example.org:3128",
	    "http://192.0.2.1:80", "http://p:65535"};
	static const char *const no_proxies[] = {"", "http://",
	    "proxy.example.org:3128", "https://proxy.example.org:3128",
	    "socks5://proxy.example.org:1080", "http://proxy.example.org",
	    "http://proxy.example.org:", "http://:3128", "http://p:0",
	    "http://p:65536", "http://p:3128/", "http://p:3128 ",
	    "http://p:31 28", "http://u:p@proxy.example.org:3128",
	    "http://p:-1", "http://p\\n:3128"};

	(void)state;
	for (size_t i = 0; i < COUNT(places); i++)
		expect_address("to", places[i], NULL);
	for (size_t i = 0; i < COUNT(no_places); i++)
		expect_address("to", no_places[i],
		    "expected an address: "
		    "file:///, sftp://");
	for (size_t i = 0; i < COUNT(proxies); i++)
		expect_address("proxy", proxies[i], NULL);
	for (size_t i = 0; i < COUNT(no_proxies); i++)
		expect_address("proxy", no_proxies[i],
		    "expected an address such as "
		    "http://proxy.example.org:3128, without a name or "
		    "password in it");
}

static void
files_that_are_not_there(void **state)
{
	static const struct expectation list[] = {
	    {LEAST "themes = \"none.conf\";\n"
	           "agendas = \".\";\n"
	           "support = \"none.conf\";\n"
	           "instruments = \"none\";\n",
	        "huddle.conf:4: themes: none.conf does not exist, expected a "
	        "file of themes\n"
	        "huddle.conf:5: agendas: . is not a regular file, expected a "
	        "file of agendas\n"
	        "huddle.conf:6: support: none.conf does not exist, expected a "
	        "file of support\n"
	        "huddle.conf:7: instruments: none: No such file or directory, "
	        "expected a folder of instruments\n"},
	    {LEAST "instruments = \"empty\";\n",
	        "huddle.conf:4: instruments: empty has no file *.conf, "
	        "expected one at least\n"},
	};

	(void)state;
	assert_int_equal(mkdir(aid_path("empty"), 0700), 0);
	aid_write("empty/.hidden.conf", "never read");
	aid_write("empty/old.conf~", "never read");
	expect(list, COUNT(list));
}

static void
a_hundred_faults_are_enough(void **state)
{
	struct buf text = BUF_INIT;
	char *faults;
	int lines = 0;

	(void)state;
	buf_add(&text, LEAST);
	for (int i = 0; i < 130; i++)
		buf_addf(&text, "unknown_%d = 1;\n", i);
	faults = aid_faults(buf_text(&text));
	for (const char *at = faults; *at; at++)
		lines += *at == '\n';
	assert_int_equal(lines, 101);
	assert_non_null(strstr(faults, "huddle.conf:103: unknown_99: "));
	assert_null(strstr(faults, "unknown_100"));
	assert_string_equal(strstr(faults, "and "), "and 30 more\n");
	free(faults);
	buf_done(&text);
}

static void
themes_have_a_title(void **state)
{
	struct config config;
	char *faults;

	(void)state;
	aid_write("huddle.conf", LEAST);
	faults = aid_load(&config);
	assert_string_equal(faults, "");
	free(faults);
	assert_string_equal(config_theme_title(&config, "supplies"),
	    config_theme(&config, "supplies")->title);
	assert_string_equal(config_theme_title(&config, "gone"), "gone");
	assert_null(config_theme(&config, "gone"));
	assert_null(config_agenda(&config, "gone"));
	assert_null(config_instrument(&config, "gone"));
	config_done(&config);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(defaults),
	    cmocka_unit_test(values),
	    cmocka_unit_test(a_missing_file_tells_how_to_make_one),
	    cmocka_unit_test(a_file_that_may_not_be_read),
	    cmocka_unit_test(only_regular_files_are_read),
	    cmocka_unit_test(required_settings),
	    cmocka_unit_test(unknown_settings),
	    cmocka_unit_test(numbers),
	    cmocka_unit_test(texts_and_ids),
	    cmocka_unit_test(hidden_characters_are_refused_and_not_repeated),
	    cmocka_unit_test(choices_and_truths),
	    cmocka_unit_test(huddles_and_shifts),
	    cmocka_unit_test(addresses),
	    cmocka_unit_test(files_that_are_not_there),
	    cmocka_unit_test(a_hundred_faults_are_enough),
	    cmocka_unit_test(themes_have_a_title),
	};

	return cmocka_run_group_tests(tests, aid_make_folder, aid_drop_folder);
}
