/*
 * Buddies at two keyboards: what was done at the other one is neither
 * overwritten nor confirmed unseen.
 */
#include "buddies_unit.h"

static struct st *
unit_with(int count)
{
	struct st *st = st_new();

	mates_fill(st, count);
	return st;
}

static struct st *
paired(int count)
{
	struct st *st = unit_with(count);

	mates_confirm(st);
	return st;
}

static void
swapped_there(struct st *st)
{
	mates_swap(st, "Alex", "Dora");
}

/* What is taken back is the swap of this keyboard, and nothing after it. */
static void
swapped_here_and_there(void **state)
{
	struct st *st = unit_with(6);

	(void)state;
	mates_propose(st, 0);
	st_press(st, "bpsalex<Enter>eve<Enter>");
	st_has(st, "u undo");
	st->before = EFFECT_BUDDY;
	st->meanwhile = swapped_there;
	st_press(st, "u");
	st_has(st, "The proposal was changed meanwhile. Look at it");
	st_has_not(st, "u undo");
	buf_clear(&st->log);
	st_press(st, "u");
	st_log(st, "");
	st_press(st, "salex<Enter>eve<Enter>");
	st_has(st, "u takes it back.");
	st_free(st);
}

static void
dropped_there(struct st *st)
{
	mates_drop(st);
}

/* What is sent says which proposal was looked at. */
static void
changed_there(void **state)
{
	static const char *const keys[] = {
	    "yy", "dd", "l", "salex<Enter>eve<Enter>"};

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct st *st = unit_with(6);

		mates_propose(st, 0);
		st_press(st, "bp");
		st->before = EFFECT_BUDDY;
		st->meanwhile = swapped_there;
		st_press(st, keys[i]);
		st_has(st, "The proposal was changed meanwhile. Look at it");
		st_has(st, "Alex and Charlotte");
		assert_non_null(st->facts.buddies.proposed);
		assert_null(st->facts.buddies.confirmed);
		buf_clear(&st->log);
		st_press(st, "yy");
		st_log(st, "confirm\n");
		st_has(st, "Confirmed.");
		st_free(st);
	}
}

static void
gone_there(void **state)
{
	static const char *const keys[] = {"yy", "dd", "l"};

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct st *st = unit_with(6);

		mates_propose(st, 0);
		st_press(st, "bp");
		st->before = EFFECT_BUDDY;
		st->meanwhile = dropped_there;
		st_press(st, keys[i]);
		st_has(st, "There is no proposal any more: p makes one.");
		st_has_not(st, "huddle buddy");
		st_press(st, "p");
		st_has(st, "Weeks");
		st_free(st);
	}
}

static void
told_there(struct st *st)
{
	mates_tell(st, "Robin", "aide", BUDDY_NIGHTS);
}

/* The form begins with what holds now, and sends what was touched. */
static void
joined_there(void **state)
{
	struct st *st = unit_with(4);

	(void)state;
	st_press(st, "b");
	st->before = EFFECT_BUDDIES;
	st->meanwhile = told_there;
	st_press(st, "jRobin<Tab>");
	assert_null(st->meanwhile);
	st_has(st, "Robin has joined: this changes what they told.");
	st_has(st, "aide");
	st_press(st, "<Tab><Tab>Bob<Ctrl-S>");
	st_log(st, "join Robin, wishes [Bob]\n");
	st_has(st, "What Robin told is changed.");
	/* They joined while the form was open. */
	st_press(st, "xrobin<Enter>ljRobin");
	told_there(st);
	st_press(st, "<Ctrl-S>");
	st_log(st, "leave Robin\njoin Robin\n");
	st_press(st, "e");
	st_has(st, "aide");
	st_has(st, "nights");
	st_free(st);
}

static void
proposed_there(struct st *st)
{
	mates_propose(st, 0);
}

/* A proposal that came meanwhile is looked at, not replaced. */
static void
waits_there(void **state)
{
	struct st *st = unit_with(4);

	(void)state;
	st_press(st, "b");
	st->before = EFFECT_BUDDIES;
	st->meanwhile = proposed_there;
	st_press(st, "p");
	st_has(st, "4 people in 2 groups");
	st->fail = EFFECT_BUDDIES;
	st->fail_status = ERR_CREATE;
	st->fail_text = "The disk cannot be read.";
	st_press(st, "<Esc>j");
	st_has(st, "That did not work. Please try again.");
	st_has(st, "Who has joined");
	st_free(st);
}

/* A leave that took a proposal with it says so. */
static void
left_and_changed(void **state)
{
	static const char *const said[] = {"changed",
	    "The proposal that waits is changed", "dropped",
	    "The proposal that waited is gone"};

	(void)state;
	for (int i = 0; i < 4; i += 2) {
		struct st *st = paired(6);

		mates_propose(st, 0);
		mates_came(st, said[i]);
		st_press(st, "bxalex<Enter>");
		st_has(st, "Bob is left alone until the proposal that waits");
		st_press(st, "l");
		st_has(st, "Alex has left.");
		st_has(st, said[i + 1]);
		st_free(st);
	}
}

/* On the day that the running one began a new round is a new one. */
static void
same_days(void **state)
{
	struct st *st = paired(4);

	(void)state;
	mates_propose(st, 0);
	mates_same_days(st);
	st_press(st, "bp");
	st_has(st, "Nothing holds before it is confirmed.");
	st_has_not(st, "is paired anew");
	st_free(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(changed_there),
	    cmocka_unit_test(swapped_here_and_there),
	    cmocka_unit_test(gone_there),
	    cmocka_unit_test(joined_there),
	    cmocka_unit_test(waits_there),
	    cmocka_unit_test(left_and_changed),
	    cmocka_unit_test(same_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
