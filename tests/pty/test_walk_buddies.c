/*
 * Buddies by keys alone on the real program: thirteen people, a round that is
 * proposed, locked in part and confirmed, two who connect, one who leaves, one
 * who asks for another; then the next round, in which nobody is with whom they
 * were with. A name that somebody is not to be with is on no page, ever.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/mem.h"

#define ENTER "\r"
#define ESC "\033"
#define SAVE "\023" /* Ctrl-S */
#define SECRET "Xaverius"
#define PAIRS_MAX 64

struct walk {
	int rows, columns;
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
	char *argv[] = {(char *)ward_program(), NULL};

	walk->pty = pty_new(&(struct pty_start){
	    .rows = walk->rows, .columns = walk->columns, .argv = argv});
	press(walk, "", "c check in");
}

static void
leave(struct walk *walk)
{
	int code;

	press(walk, ESC, "c check in");
	pty_keys(walk->pty, "q");
	assert_true(pty_wait_end(walk->pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	pty_free(walk->pty);
	walk->pty = NULL;
}

/* --- who is with whom, as the commands tell it --- */

struct pairs {
	int count;
	char *names[PAIRS_MAX][2];
};

static void
add_pair(struct pairs *pairs, const char *one, const char *other)
{
	assert_true(pairs->count < PAIRS_MAX);
	pairs->names[pairs->count][0] = mem_copy(one);
	pairs->names[pairs->count++][1] = mem_copy(other);
}

/* "  Ann, Bob and Cat (locked)": all pairs of it. */
static void
add_line(struct pairs *pairs, char *line)
{
	char *names[4], *save = NULL;
	int count = 0;

	for (char *name = strtok_r(line, " ,", &save); name;
	     name = strtok_r(NULL, " ,", &save))
		if (strcmp(name, "and") != 0 && name[0] != '(') {
			assert_true(count < 4);
			names[count++] = name;
		}
	for (int i = 0; i < count; i++)
		for (int k = 0; k < i; k++)
			add_pair(pairs, names[k], names[i]);
}

/* Of the part of `huddle buddy list` that begins so. */
static void
read_pairs(struct pairs *pairs, const char *part)
{
	struct said said;
	char *save = NULL, *text;
	bool here = false;

	*pairs = (struct pairs){.count = 0};
	assert_int_equal(said_run(&said, "", "buddy", "list", NULL), 0);
	text = mem_copy(buf_text(&said.output));
	for (char *line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		if (line[0] != ' ')
			here = strncmp(line, part, strlen(part)) == 0;
		else if (here && strstr(line, " and "))
			add_line(pairs, line);
	}
	assert_null(strstr(buf_text(&said.output), SECRET));
	free(text);
	said_forget(&said);
}

static bool
together(const struct pairs *pairs, const char *a, const char *b)
{
	for (int i = 0; i < pairs->count; i++)
		if ((strcmp(pairs->names[i][0], a) == 0 &&
		        strcmp(pairs->names[i][1], b) == 0) ||
		    (strcmp(pairs->names[i][0], b) == 0 &&
		        strcmp(pairs->names[i][1], a) == 0))
			return true;
	return false;
}

static int
repeated(const struct pairs *before, const struct pairs *after)
{
	int count = 0;

	for (int i = 0; i < after->count; i++)
		count +=
		    together(before, after->names[i][0], after->names[i][1]);
	return count;
}

static void
forget(struct pairs *pairs)
{
	for (int i = 0; i < pairs->count; i++) {
		free(pairs->names[i][0]);
		free(pairs->names[i][1]);
	}
	pairs->count = 0;
}

/* --- the walk --- */

/* Ten at another keyboard, three here; one of these says more. */
static void
everybody_joins(struct walk *walk)
{
	static const char *const names[] = {"Bea", "Cat", "Dan", "Eve", "Fay",
	    "Gus", "Hal", "Ida", "Jim", "Kim"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ward_must(0, "", "buddy", "join", names[i], "--role", "nurse",
		    "--shifts", i % 3 ? "days" : "both", NULL);
	press(walk, "b", "Who has joined");
	press(walk, "j", "Everybody reads your name");
	press(walk, "Ann" ENTER "aide" ENTER "d" ENTER, "Wishes");
	press(walk, "ki", "Right arrow: Kim");
	press(walk, "\033[C" ENTER, "With whom you never");
	press(walk, SECRET, "Nobody called \"" SECRET "\"");
	press(walk, ENTER, "Ann has joined.");
	/* From here on that name is nowhere. */
	assert_true(pty_wait_gone(walk->pty, SECRET));
	pty_forget(walk->pty);
	press(walk, "jLea" SAVE, "Lea has joined.");
	press(walk, "jMia\tnurse" SAVE, "Mia has joined.");
	press(walk, "jann" ENTER, "Ann has joined: this changes");
	press(walk, SAVE, "What ann told is changed.");
}

static void
first_round(struct walk *walk)
{
	press(walk, "p", "Weeks");
	press(walk, ENTER, "13 people in 6 groups");
	press(walk, "l", "locked");
	press(walk, "p", "Weeks");
	press(walk, ENTER, "Proposed. Look it through");
	press(walk, "", "locked");
	press(walk, ENTER, "Confirm this proposal?");
	press(walk, "y", "Confirmed.");
	assert_true(pty_wait_gone(walk->pty, "locked"));
	press(walk, "cKim" ENTER, "\"we connected\": 1 time this week");
	press(walk, "", "What you said stays yours.");
	press(walk, "ccat" ENTER, "\"we connected\": 2 times this week");
}

/* What is said depends on whether the next proposal is there already. */
static bool
asked(struct pty *pty, void *context)
{
	(void)context;
	return pty_find(pty, "not by whom.", NULL) >= 0 ||
	       pty_find(pty, "The next proposal sees to it.", NULL) >= 0;
}

static void
one_leaves_one_asks(struct walk *walk)
{
	press(walk, "xjim" ENTER, "Jim leaves?");
	press(walk, ENTER, "Who is with whom"); /* Enter stays */
	press(walk, "xjim" ENTER, "Jim leaves?");
	press(walk, "l", "Jim has left");
	press(walk, "rfay" ENTER, "Who is with whom");
	assert_true(pty_wait_until(walk->pty, asked, NULL));
}

static void
walk_it(int rows, int columns)
{
	struct walk walk = {.rows = rows, .columns = columns};
	struct pairs first, second, third;

	ward_new(&walk.ward, NULL);
	start(&walk);
	everybody_joins(&walk);
	first_round(&walk);
	read_pairs(&first, "Buddies from");
	assert_int_equal(first.count, 5 + 3);
	one_leaves_one_asks(&walk);
	press(&walk, "p", "is paired anew");
	press(&walk, ENTER "y", "Confirmed.");
	read_pairs(&second, "Buddies from");
	/* Who did not leave and did not ask is mostly with whom they were. */
	assert_in_range(repeated(&first, &second), 3, 6);
	for (int i = 0; i < first.count; i++)
		if (strcmp(first.names[i][0], "Fay") == 0 ||
		    strcmp(first.names[i][1], "Fay") == 0)
			assert_false(together(
			    &second, first.names[i][0], first.names[i][1]));
	press(&walk, "p", "new one, from today");
	press(&walk, SAVE, "12 people in 6 groups");
	press(&walk, "yy", "Confirmed.");
	read_pairs(&third, "Buddies from");
	assert_int_equal(third.count, 6);
	assert_int_equal(repeated(&first, &third), 0);
	assert_int_equal(repeated(&second, &third), 0);
	press(&walk, "o", "Slips for buddies");
	press(&walk, "", "huddle print slips | lp");
	press(&walk, "", "This week: ");
	press(&walk, ESC, "Who is with whom");
	press(&walk, "e", "Who has joined");
	press(&walk, "?", "Find somebody in the list.");
	press(&walk, ESC, "Who has joined");
	press(&walk, ESC, "Buddies this week: ");
	assert_null(strstr(pty_written(walk.pty, NULL), SECRET));
	leave(&walk);
	forget(&first);
	forget(&second);
	forget(&third);
	ward_free(&walk.ward);
}

static void
goes_all_its_way(void **state)
{
	(void)state;
	walk_it(24, 80);
}

static void
goes_all_its_way_wide(void **state)
{
	(void)state;
	walk_it(40, 120);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(goes_all_its_way),
	    cmocka_unit_test(goes_all_its_way_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
