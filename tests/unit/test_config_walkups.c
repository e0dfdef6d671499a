/*
 * What a unit says of its walk-up boxes: which open by themselves, and which
 * items of a rotating instrument are pinned or dropped. Every fault with file
 * and line.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/unit/config_aid.h"
#include "tests/unit/unit.h"

static void
expect(const char *text, const char *expected)
{
	char *faults = aid_faults(text);

	assert_string_equal(faults, expected);
	free(faults);
}

static void
none_unless_it_is_said(void **state)
{
	struct config config;
	char *faults;

	(void)state;
	aid_write("huddle.conf", LEAST);
	faults = aid_load(&config);
	assert_string_equal(faults, "");
	assert_int_equal(config.walkup_count, 0);
	assert_int_equal(config.rotation.drop_count, 0);
	assert_string_equal(config.rotation.pin, "");
	free(faults);
	config_done(&config);
}

static void
settings_of_boxes(void **state)
{
	struct config config;
	struct buf shown = BUF_INIT;
	char *faults;

	(void)state;
	aid_write("huddle.conf",
	    LEAST "walkups = [\"drivers\", \"practice\"];\n"
	          "rotation = {\n"
	          "\tpin = \"time-to-eat\";\n"
	          "\tdrop = [\"shifts-ahead\", \"day-off-free\"];\n"
	          "};\n");
	faults = aid_load(&config);
	assert_string_equal(faults, "");
	free(faults);
	assert_int_equal(config.walkup_count, 2);
	assert_string_equal(config.walkups[1], "practice");
	assert_string_equal(config.rotation.pin, "time-to-eat");
	assert_int_equal(config.rotation.drop_count, 2);
	assert_string_equal(config.rotation.drop[1], "day-off-free");
	config_show(&config, &shown);
	assert_non_null(strstr(
	    buf_text(&shown), "\nwalkups = [\"drivers\", \"practice\"];\n"));
	assert_non_null(strstr(buf_text(&shown),
	    "\n\tdrop = [\"shifts-ahead\", \"day-off-free\"];\n"));
	buf_done(&shown);
	config_done(&config);
}

static void
faults_of_boxes(void **state)
{
	(void)state;
	expect(LEAST "walkups = [\"pulse\",\n\"driver\",\n\"nothing-like\"];\n",
	    "huddle.conf:4: walkups[1]: found \"pulse\", expected the id of an "
	    "instrument that is asked once a week, month or quarter\n"
	    "huddle.conf:5: walkups[2]: found \"driver\", expected the id of "
	    "an "
	    "instrument that is asked once a week, month or quarter (did you "
	    "mean \"drivers\"?)\n"
	    "huddle.conf:6: walkups[3]: found \"nothing-like\", expected the "
	    "id "
	    "of an instrument that is asked once a week, month or quarter\n");
	expect(LEAST "walkups = [\"drivers\", \"drivers\"];\n",
	    "huddle.conf:4: walkups: found \"drivers\", expected ids, each "
	    "once, in brackets: [\"a\", \"b\"]\n");
	expect(LEAST "walkups = \"drivers\";\n",
	    "huddle.conf:4: walkups: found \"drivers\", expected ids, each "
	    "once, in brackets: [\"a\", \"b\"]\n");
}

static void
faults_of_rotation(void **state)
{
	(void)state;
	expect(LEAST "rotation = {\n\tpin = \"time-to-eet\";\n"
	             "\tdrop = [\"stay-a-year\",\n\"safe-hear\"];\n};\n",
	    "huddle.conf:5: rotation.pin: found \"time-to-eet\", expected the "
	    "id of an item of an instrument with \"rotate\" (did you mean "
	    "\"time-to-eat\"?)\n"
	    "huddle.conf:6: rotation.drop[1]: found \"stay-a-year\", expected "
	    "the id of an item of an instrument with \"rotate\"\n"
	    "huddle.conf:7: rotation.drop[2]: found \"safe-hear\", expected "
	    "the id of an item of an instrument with \"rotate\" (did you mean "
	    "\"safe-here\"?)\n");
	expect(LEAST
	    "rotation = { pin = \"thanked\"; drop = [\"thanked\"]; };\n",
	    "huddle.conf:4: rotation.drop[1]: found \"thanked\", which is "
	    "pinned, expected another item\n");
}

#define ONE                                                                    \
	"id = \"one\"; version = 1; cadence = \"week\"; rotate = true;\n"      \
	"languages = [\"en\"]; title = \"t\"; about = \"a\";\n"                \
	"items = ({ id = \"only\"; prompt = \"p\";\n"                          \
	"answers = ({ label = \"l\"; }, { label = \"m\"; });\n"                \
	"cuts = ({ of = [1]; words = \"w\"; }); });\n"

static void
something_must_be_left(void **state)
{
	(void)state;
	aid_write("instruments/one.conf", ONE);
	expect(LEAST "instruments = \"instruments\";\n"
	             "agendas = \"agendas.conf\";\n"
	             "rotation = { drop = [\"only\"]; };\n",
	    "huddle.conf:6: rotation.drop: found all the items of \"one\", "
	    "expected some that are left\n");
	aid_write("instruments/one.conf",
	    ONE "scores = ({ id = \"s\"; title = \"t\"; items = [\"only\"];\n"
	        "bands = ({ up_to = 1; label = \"l\"; }, { label = \"h\"; });\n"
	        "cuts = ({ of = [1]; words = \"w\"; }); });\n");
	expect(LEAST "instruments = \"instruments\";\n"
	             "agendas = \"agendas.conf\";\n",
	    "instruments/one.conf:6: scores: found scores, expected none: with "
	    "\"rotate\" a box asks one item only\n");
}

static int
make(void **state)
{
	if (aid_make_folder(state) != 0)
		return -1;
	if (mkdir(aid_path("instruments"), 0700) != 0)
		return -1;
	aid_write("agendas.conf",
	    "agendas = ({ id = \"daily\"; title = \"d\"; steps = ({ kind = "
	    "\"close\"; title = \"c\"; prompt = \"p\"; seconds = 9; }); });\n");
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(none_unless_it_is_said),
	    cmocka_unit_test(settings_of_boxes),
	    cmocka_unit_test(faults_of_boxes),
	    cmocka_unit_test(faults_of_rotation),
	    cmocka_unit_test(something_must_be_left),
	};

	return cmocka_run_group_tests_name(
	    "config_walkups", tests, make, aid_drop_folder);
}
