/*
 * Two people at two terminals and one card: whoever comes second sees both,
 * decides, and nothing of either is lost. The real program, twice.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/mem.h"

#define ENTER "\r"
#define ESC "\033"
#define TAB "\t"
#define SAVE "\023" /* Ctrl-S */

struct two {
	struct ward ward;
	struct pty *ours, *theirs;
};

static void
press(struct pty *pty, const char *keys, const char *text)
{
	pty_keys(pty, keys);
	if (!pty_wait_text(pty, text))
		fail_msg("\"%s\" did not come", text);
}

/* At the board, with one card. */
static struct pty *
begin(void)
{
	char *argv[] = {(char *)ward_program(), NULL};
	struct pty *pty = pty_new(&(struct pty_start){.argv = argv});

	press(pty, "", "c check in");
	press(pty, "a", "Linen runs out");
	return pty;
}

static int
set_up(void **state)
{
	struct two *two = mem_new(1, sizeof(*two));

	ward_new(&two->ward, NULL);
	ward_must(0, "", "action", "add", "Linen runs out", NULL);
	two->ours = begin();
	two->theirs = begin();
	*state = two;
	return 0;
}

static int
tear_down(void **state)
{
	struct two *two = *state;

	pty_free(two->ours);
	pty_free(two->theirs);
	ward_free(&two->ward);
	free(two);
	return 0;
}

/* To the form of the card, and a name into its field for the owner. */
static void
write_owner(struct pty *pty, const char *owner)
{
	press(pty, ENTER, "Card 1");
	press(pty, "E", "Owner");
	pty_keys(pty, TAB TAB);
	press(pty, owner, owner);
}

static void
told(const char *text, bool wanted, const char *command)
{
	struct said said;

	assert_int_equal(said_run(&said, "", "action", command, "1", NULL), 0);
	if ((strstr(buf_text(&said.output), text) != NULL) != wanted)
		fail_msg(
		    "\"%s\" in %s: %s", text, command, buf_text(&said.output));
	said_forget(&said);
}

static void
meet(struct two *two)
{
	write_owner(two->ours, "Kim");
	write_owner(two->theirs, "Ana");
	press(two->theirs, SAVE, "Changed: Linen runs out");
	press(two->ours, SAVE, "Somebody changed this card");
	press(two->ours, "", "Ana");
	press(two->ours, "", "Kim");
	told("Kim", false, "show");
}

static void
mine_is_kept_and_theirs_is_history(void **state)
{
	struct two *two = *state;

	meet(two);
	press(two->ours, "m", "Changed: Linen runs out");
	told("Kim", true, "show");
	told("Ana", true, "history");
	told("Kim", true, "history");
	/* The other one's undo would take back what they have not seen. */
	press(two->theirs, "u", "Kim");
}

static void
theirs_is_taken(void **state)
{
	struct two *two = *state;

	meet(two);
	press(two->ours, "t", "Ana");
	told("Ana", true, "show");
	told("Kim", false, "history");
}

static void
what_was_typed_is_edited_again(void **state)
{
	struct two *two = *state;

	meet(two);
	press(two->ours, ENTER, "Kim");
	press(two->ours, "ball", "Kimball");
	press(two->ours, SAVE, "Changed: Linen runs out");
	told("Kimball", true, "show");
}

/* Another field of the same card: both are saved, and it is told. */
static void
both_are_saved(void **state)
{
	struct two *two = *state;

	write_owner(two->ours, "Kim");
	press(two->theirs, ENTER, "Card 1");
	press(two->theirs, "E", "Owner");
	press(two->theirs, " at noon", "Linen runs out at noon");
	press(two->theirs, SAVE, "Changed: Linen runs out at noon");
	press(two->ours, SAVE, "Saved. Meanwhile somebody changed: title.");
	press(two->ours, "", "Linen runs out at noon");
	press(two->ours, "", "Kim");
	told("Kim", true, "show");
	told("Linen runs out at noon", true, "show");
}

static void
a_move_meets_a_move(void **state)
{
	struct two *two = *state;

	press(two->theirs, ">", "Moved to Agreed.");
	press(two->ours, ">", "Somebody else moved it there meanwhile");
	told("Agreed", true, "show");
	told("Testing", false, "history");
}

static void
a_move_meets_a_new_owner(void **state)
{
	struct two *two = *state;

	write_owner(two->theirs, "Ana");
	press(two->theirs, SAVE, "Changed: Linen runs out");
	press(two->ours, ">", "Ana");
	told("Agreed", false, "show");
}

/* Nobody takes back by habit what somebody else did. */
static void
a_strangers_step_is_named_first(void **state)
{
	struct two *two = *state;

	press(two->theirs, ">", "Moved to Agreed.");
	press(two->ours, "r", "Enter save");
	press(two->ours, ESC, "Linen runs out");
	press(two->ours, "u", "another keyboard");
	told("Agreed", true, "show");
	press(two->ours, "u", "Undone: moved");
	told("Agreed", false, "show");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
	        mine_is_kept_and_theirs_is_history, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(theirs_is_taken, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
	        what_was_typed_is_edited_again, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(both_are_saved, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
	        a_move_meets_a_move, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
	        a_move_meets_a_new_owner, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
	        a_strangers_step_is_named_first, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
