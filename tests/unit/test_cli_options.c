/*
 * Options of a command line: the last value counts, but all of them of an
 * option that says so, in their order and up to a limit.
 */
#include "cli/cli.c"
#include "tests/unit/unit.h"
#include "util/mem.h"

static int
nothing(const struct cli *cli, struct err *err)
{
	(void)cli;
	(void)err;
	return OK;
}

const struct cli_command cli_commands[] = {
    {"help", "", 0, 1, "", {{0}}, nothing},
    {"join", "NAME", 1, 1, "",
        {{"shifts", "SHIFTS", ""}, {"wish", "NAME ...", ""},
            {"quick", NULL, ""}, {"not-with", "NAME ...", ""}},
        nothing},
};
const int cli_command_count = 2;

enum { SHIFTS, WISH, QUICK, NOT_WITH };

/* Parses words up to a NULL. */
static int
parse_words(struct cli *cli, char **words, struct err *err)
{
	const struct cli_command *command;
	int count = 0;

	while (words[count])
		count++;
	return cli_parse(count, words, &command, cli, err);
}

static void
all_values_of_some(void **state)
{
	char *words[] = {"huddle", "join", "--wish", "Bob", "--shifts", "days",
	    "Ann", "--not-with=Cat", "--wish=Dan", "--shifts", "both",
	    "--quick", "--wish", "", NULL};
	struct cli *cli = mem_new(1, sizeof(*cli));
	const char *names[4] = {0};
	struct err err;

	(void)state;
	assert_int_equal(parse_words(cli, words, &err), OK);
	assert_string_equal(cli->words[0], "Ann");
	assert_string_equal(cli->option[SHIFTS], "both");
	assert_string_equal(cli->option[QUICK], "");
	assert_int_equal(cli_many(cli, WISH, names, 4), 3);
	assert_string_equal(names[0], "Bob");
	assert_string_equal(names[1], "Dan");
	assert_string_equal(names[2], "");
	assert_null(names[3]);
	assert_int_equal(cli_many(cli, NOT_WITH, names, 1), 1);
	assert_string_equal(names[0], "Cat");
	/* One that may not be repeated is in no list; its last value counts. */
	assert_int_equal(cli_many(cli, SHIFTS, names, 4), 0);
	free(cli);
}

/* More than fit are counted and not written. */
static void
no_more_than_asked_for(void **state)
{
	char *words[] = {"huddle", "join", "Ann", "--wish", "a", "--wish", "b",
	    "--wish", "c", NULL};
	struct cli *cli = mem_new(1, sizeof(*cli));
	const char *names[3] = {0};
	struct err err;

	(void)state;
	assert_int_equal(parse_words(cli, words, &err), OK);
	assert_int_equal(cli_many(cli, WISH, names, 2), 3);
	assert_string_equal(names[1], "b");
	assert_null(names[2]);
	free(cli);
}

static void
too_many_are_refused(void **state)
{
	char *words[3 + CLI_MANY_MAX + 2] = {"huddle", "join", "Ann"};
	struct cli *cli = mem_new(1, sizeof(*cli));
	struct err err = {""};

	(void)state;
	for (int i = 0; i < CLI_MANY_MAX; i++)
		words[3 + i] = i % 2 ? "--wish=x" : "--not-with=y";
	assert_int_equal(parse_words(cli, words, &err), OK);
	assert_int_equal(cli->many_count, CLI_MANY_MAX);
	words[3 + CLI_MANY_MAX] = "--wish=z";
	assert_int_equal(parse_words(cli, words, &err), ERR_USAGE);
	assert_non_null(strstr(err.text, "--wish"));
	free(cli);
}

static void
a_value_is_needed(void **state)
{
	char *words[] = {"huddle", "join", "Ann", "--wish", NULL};
	struct cli *cli = mem_new(1, sizeof(*cli));
	struct err err = {""};

	(void)state;
	assert_int_equal(parse_words(cli, words, &err), ERR_USAGE);
	assert_non_null(strstr(err.text, "--wish NAME"));
	free(cli);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_values_of_some),
	    cmocka_unit_test(no_more_than_asked_for),
	    cmocka_unit_test(too_many_are_refused),
	    cmocka_unit_test(a_value_is_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
