/*
 * The page of buddies on the real program while somebody works at another
 * keyboard: what was not looked at is not confirmed, what was told there stays,
 * and a new round proposed on the day the running one began is a new one.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/mem.h"

#define ENTER "\r"
#define ESC "\033"
#define SAVE "\023" /* Ctrl-S */

struct walk {
	struct ward ward;
	struct pty *pty;
};

/* Keys, and what must come of them. */
static void
press(struct walk *walk, const char *keys, const char *text)
{
	pty_keys(walk->pty, keys);
	if (!pty_wait_text(walk->pty, text))
		fail_msg("\"%s\" did not come", text);
}

static void
start(struct walk *walk)
{
	static const char *const names[] = {
	    "Ann", "Bea", "Cat", "Dan", "Eve", "Fay"};
	char *argv[4] = {(char *)ward_program(), "--config", NULL, NULL};

	ward_new(&walk->ward, NULL);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ward_must(0, "", "buddy", "join", names[i], "--role", "nurse",
		    "--shifts", "days", NULL);
	argv[2] = walk->ward.config;
	walk->pty = pty_new(
	    &(struct pty_start){.rows = 24, .columns = 80, .argv = argv});
	press(walk, "", "c check in");
	press(walk, "b", "Who has joined");
}

static void
end(struct walk *walk)
{
	int code;

	press(walk, ESC, "c check in");
	pty_keys(walk->pty, "q");
	assert_true(pty_wait_end(walk->pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	pty_free(walk->pty);
	ward_free(&walk->ward);
}

/* What `huddle buddy list` says; for said_forget. */
static const char *
list(struct said *said)
{
	assert_int_equal(said_run(said, "", "buddy", "list", NULL), 0);
	return buf_text(&said->output);
}

/* Two of the first two groups of the proposal change places there. */
static void
swap_there(void)
{
	struct said said;
	char *text, *one, *other, *save = NULL;

	text = mem_copy(strstr(list(&said), "Proposed for"));
	strtok_r(text, "\n", &save);
	one = strtok_r(NULL, "\n", &save) + 2;
	other = strtok_r(NULL, "\n", &save) + 2;
	one[strcspn(one, " ")] = other[strcspn(other, " ")] = '\0';
	ward_must(0, "", "buddy", "round", "swap", one, other, NULL);
	free(text);
	said_forget(&said);
}

static void
confirms_what_was_shown(void **state)
{
	struct walk walk;
	struct said said;

	(void)state;
	start(&walk);
	press(&walk, "p", "Weeks");
	press(&walk, ENTER, "6 people in 3 groups");
	press(&walk, ENTER, "Confirm this proposal?");
	press(&walk, "", "huddle --config");
	swap_there();
	press(&walk, "y", "The proposal was changed meanwhile. Look at it");
	assert_null(strstr(list(&said), "Buddies from"));
	said_forget(&said);
	press(&walk, ENTER "y", "Confirmed.");
	assert_non_null(strstr(list(&said), "Buddies from"));
	said_forget(&said);
	press(&walk, "p", "new one, from today");
	press(&walk, SAVE, "Nothing holds before it is confirmed.");
	ward_must(0, "", "buddy", "round", "drop", NULL);
	press(&walk, "l", "There is no proposal any more: p makes one.");
	press(&walk, "p", "Weeks");
	press(&walk, ESC, "Who is with whom");
	end(&walk);
}

static void
keeps_what_was_told_there(void **state)
{
	struct walk walk;
	struct said said;

	(void)state;
	start(&walk);
	ward_must(0, "", "buddy", "join", "Robin", "--role", "aide", "--shifts",
	    "nights", NULL);
	ward_must(0, "", "buddy", "join", "Ann", "--role", "clerk", "--shifts",
	    "nights", NULL);
	press(&walk, "jRobin\t", "Robin has joined: this changes");
	press(&walk, "\t\tBea" SAVE, "What Robin told is changed.");
	press(&walk, "jAnn\t", "clerk");
	/* And while the form is open. */
	ward_must(0, "", "buddy", "join", "Ann", "--role", "porter", NULL);
	press(&walk, "\t\tBea" SAVE, "What Ann told is changed.");
	assert_non_null(strstr(list(&said), "Ann    porter  nights"));
	assert_non_null(
	    strstr(buf_text(&said.output), "Robin  aide    nights"));
	said_forget(&said);
	end(&walk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(confirms_what_was_shown),
	    cmocka_unit_test(keeps_what_was_told_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
