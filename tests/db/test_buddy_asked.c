/*
 * Whoever of a group asks for another buddy: the proposal is the same, for the
 * days of the round and for new ones, in any unit, and so is what is kept.
 */
#include "tests/db/buddies.h"

#include "app_buddy.c"
#include "app_buddy_round.c"
#include "tests/unit/unit.h"

#define UNITS 60
#define FEWEST 4
#define MOST 13

static void
join(struct app *app, int number, int exclusions)
{
	struct buddy person = {.name = mem_printf("P%d", number),
	    .shifts = (unsigned)unit_between(BUDDY_DAYS, BUDDY_BOTH)};
	struct err err;
	bool known;

	for (int i = 0; i < exclusions; i++) {
		int other = unit_between(0, MOST);

		if (other == number)
			continue;
		person.choices[BUDDY_NOT_WITH].names[0] =
		    mem_printf("P%d", other);
		person.choices[BUDDY_NOT_WITH].count = 1;
		break;
	}
	must(app_buddy_join(app, &person, &known, &err));
	buddy_done(&person);
}

/* Who is with whom in the proposal, and whose group asks, as one text. */
static void
tell(struct app *app, struct buf *out)
{
	struct app_buddies now;
	struct err err;

	must(app_buddies_read(app, &now, &err));
	for (int i = 0; i < now.count; i++)
		buf_addf(out, "%s%s %d\n", now.people[i].name,
		    now.people[i].again ? " asks" : "",
		    buddy_group_of(&now.proposed, now.people[i].id));
	app_buddies_done(&now);
}

/* All that comes of somebody's asking; then it is as it was. */
static void
ask_and_see(struct app *app, const char *name, struct buf *out)
{
	struct buf left = BUF_INIT;
	struct err err;
	bool proposed;

	must(app_buddy_ask(app, name, false, &proposed, &err));
	buf_addf(out, "proposed %d\n", proposed);
	tell(app, out);
	must(app_buddy_propose(app, 4, BUDDY_NOW, &err));
	tell(app, out);
	must(app_buddy_drop(app, 0, &err));
	tell(app, &left);
	assert_null(strstr(buf_text(&left), "asks"));
	buf_done(&left);
}

static int
check_group(struct app *app, const struct app_buddies *now,
    const struct buddy_group *group)
{
	struct buf first = BUF_INIT, next = BUF_INIT;

	for (int i = 0; i < group->count && group->count > 1; i++) {
		struct buf *out = i == 0 ? &first : &next;

		ask_and_see(app, person_of(now, group->members[i])->name, out);
		if (i > 0)
			assert_string_equal(buf_text(&first), buf_text(&next));
		buf_clear(&next);
	}
	assert_true(group->count == 1 || strstr(buf_text(&first), "asks"));
	buf_done(&first);
	buf_done(&next);
	return group->count;
}

static void
test_whoever_asks(void **state)
{
	struct app *app = mem_new(1, sizeof(*app));
	int threes = 0;

	(void)state;
	for (int unit = 0; unit < UNITS; unit++) {
		int count = unit_between(FEWEST, MOST);
		struct app_buddies now;
		struct place place;
		struct err err;

		place_with_store(&place);
		app->db = place.db;
		for (int i = 0; i < count; i++)
			join(app, i, unit_between(0, unit % 2));
		must(app_buddy_propose(app, 4, BUDDY_NEXT, &err));
		must(app_buddy_confirm(app, 0, &err));
		must(app_buddies_read(app, &now, &err));
		for (int i = 0; i < now.confirmed.group_count; i++)
			threes += check_group(
			              app, &now, &now.confirmed.groups[i]) == 3;
		app_buddies_done(&now);
		place_done(&place);
	}
	assert_true(threes > UNITS / 6);
	free(app);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whoever_asks),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
