/*
 * What the screens get to know of buddies: who joined and who is with whom,
 * and not one word of wishes, of whom somebody is not to be with, or of who
 * asks for another buddy.
 */
#include "tests/db/buddies.h"

#include "app_buddy.c"
#include "app_facts_buddies.c"

int
app_buddy_renew(struct app *app, const struct app_buddies *now, bool taken_back,
    enum buddy_came *came, struct err *err)
{
	(void)app;
	(void)now;
	(void)taken_back;
	(void)err;
	*came = BUDDY_CAME_NOTHING;
	return OK;
}

static void
join(struct app *app, const char *name, const char *wish, const char *not_with)
{
	struct buddy person = {.name = mem_copy(name),
	    .role = mem_copy("nurse"),
	    .shifts = BUDDY_BOTH};
	struct err err;
	bool known;

	person.choices[BUDDY_WISH].names[0] = mem_copy(wish);
	person.choices[BUDDY_NOT_WITH].names[0] = mem_copy(not_with);
	person.choices[BUDDY_WISH].count = 1;
	person.choices[BUDDY_NOT_WITH].count = 1;
	must(app_buddy_join(app, &person, &known, &err));
	buddy_done(&person);
}

static void
pair_first_two(struct app *app)
{
	struct buddy_group group = {.members = {1, 2}, .count = 2};
	struct buddy_round round = {.from = MONDAY,
	    .to = MONDAY + 27,
	    .groups = &group,
	    .group_count = 1};
	struct err err;

	must(db_begin(app->db, &err));
	must(buddy_round_propose(app->db, &round, &err));
	must(buddy_round_confirm(app->db, &err));
	must(buddy_ask(app->db, 2, true, &err));
	must(db_commit(app->db, &err));
}

/* Home's one bit follows the round. */
static void
test_paired(void **state)
{
	struct facts *facts = mem_new(1, sizeof(*facts));
	struct app *app = mem_new(1, sizeof(*app));
	struct place place;
	struct err err;

	(void)state;
	place_with_store(&place);
	app->db = place.db;
	must(app_facts_paired(app, facts, &err));
	assert_false(facts->paired);
	join(app, "Ann", "Wilma", "Nora");
	join(app, "Bob", "Wilma", "Nora");
	must(app_facts_paired(app, facts, &err));
	assert_false(facts->paired);
	pair_first_two(app);
	must(app_facts_paired(app, facts, &err));
	assert_true(facts->paired);
	assert_null(facts->buddies.people);
	place_done(&place);
	free(app);
	free(facts);
}

static void
test_nothing_to_hide(void **state)
{
	struct facts *facts = mem_new(1, sizeof(*facts));
	struct app *app = mem_new(1, sizeof(*app));
	struct app_buddies kept = {0}, all;
	struct place place;
	struct err err;

	(void)state;
	place_with_store(&place);
	app->db = place.db;
	app->config.buddy_weeks = 3;
	join(app, "Bob", "Wilma", "Nora");
	join(app, "Ann", "Wilma", "Nora");
	pair_first_two(app);
	/* The store has it: */
	must(app_buddies_read(app, &all, &err));
	assert_int_equal(all.people[0].choices[BUDDY_NOT_WITH].count, 1);
	assert_int_equal(all.people[0].choices[BUDDY_WISH].count, 1);
	assert_true(all.people[0].again);
	app_buddies_done(&all);
	/* The facts have not, the second time either. */
	for (int times = 0; times < 2; times++) {
		must(app_facts_buddies(app, &kept, facts, &err));
		assert_int_equal(facts->buddies.person_count, 2);
		assert_string_equal(facts->buddies.people[0].name, "Ann");
		assert_string_equal(facts->buddies.people[0].role, "nurse");
	}
	for (int i = 0; i < 2; i++) {
		const struct buddy *person = &facts->buddies.people[i];

		assert_false(person->again);
		for (int kind = 0; kind < BUDDY_CHOICES; kind++) {
			assert_int_equal(person->choices[kind].count, 0);
			for (int k = 0; k < BUDDY_CHOICES_MAX; k++) {
				assert_null(person->choices[kind].names[k]);
				assert_null(person->choices[kind].folded[k]);
			}
		}
	}
	assert_int_equal(facts->buddies.weeks, 3);
	assert_null(facts->buddies.proposed);
	assert_int_equal(facts->buddies.confirmed->group_count, 1);
	assert_true(facts->paired);
	app_buddies_done(&kept);
	place_done(&place);
	free(app);
	free(facts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_paired),
	    cmocka_unit_test(test_nothing_to_hide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
