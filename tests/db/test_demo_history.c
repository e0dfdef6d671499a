/*
 * The demonstration's history in a real store, on the shipped configuration:
 * within the figures of real units, the same for the same seed, and complete
 * or not there at all.
 */
#include "cli/demo_history.h"

#include "app_request.c"
#include "cli/demo_board.c"
#include "cli/demo_boxes.c"
#include "cli/demo_buddies.c"
#include "cli/demo_data.c"
#include "cli/demo_fates.c"
#include "cli/demo_history.c"
#include "cli/demo_shift.c"
#include "tests/db/store.h"

/* A Saturday in November, in the evening. */
#define NOW                                                                    \
	{                                                                      \
		20778, SHIFT_NIGHT                                             \
	}

struct unit {
	struct place place;
	struct config config;
	struct demo_made made;
};

static struct unit *
unit_new(void)
{
	struct shift_field fields[DEMO_SHIFT_FIELDS];
	const struct config_seed seed = {.unit = "4-west",
	    .shift_fields = fields,
	    .shift_field_count = DEMO_SHIFT_FIELDS,
	    .name = "4 West",
	    .organization = "example-health",
	    .timezone = "Europe/Madrid",
	    .store = "huddle.db"};
	struct unit *unit = mem_new(1, sizeof(*unit));
	struct buf faults = BUF_INIT;
	struct err err = {""};
	char *path;

	demo_shift_fields(fields);
	place_with_store(&unit->place);
	path = file_join(unit->place.folder, "huddle.conf");
	must(config_write_new(path, &seed, &err));
	must(config_load(&unit->config, path, &faults, &err));
	must(date_zone_set(unit->config.timezone, &err));
	buf_done(&faults);
	free(path);
	return unit;
}

static void
unit_free(struct unit *unit)
{
	config_done(&unit->config);
	place_done(&unit->place);
	free(unit);
}

static struct unit *
unit_made(int weeks, uint64_t seed)
{
	struct unit *unit = unit_new();
	struct demo_plan plan = {.weeks = weeks, .seed = seed, .now = NOW};
	struct err err = {""};

	must(demo_history(
	    unit->place.db, &unit->config, &plan, &unit->made, &err));
	return unit;
}

/* Everything of a history that can be read, as text. */
static void
describe(struct unit *unit, struct buf *out)
{
	struct note_filter filter = note_filter_all;
	struct err err = {""};
	struct note *notes;
	int count;

	for (int id = 1; id <= unit->made.held; id++) {
		struct draw draws[DRAWS_MAX];
		struct round round;
		int drawn;

		must(round_get(unit->place.db, id, &round, &err));
		drawn =
		    round_draws_of(unit->place.db, id, draws, DRAWS_MAX, &err);
		assert_true(drawn > 0);
		buf_addf(out, "%d %d %lld %d %d %d", (int)round.shift.day,
		    round.shift.shift, (long long)round.opened, round.paper,
		    (int)round.checkins, (int)round.headcount);
		for (int i = 0; i < drawn; i++)
			buf_addf(out, " %s %d %d", draws[i].key.item,
			    (int)draws[i].answered, (int)draws[i].counted);
		buf_add(out, "\n");
	}
	must(note_list(unit->place.db, &filter, &notes, &count, &err));
	assert_int_equal(count, unit->made.notes);
	for (int i = 0; i < count; i++)
		buf_addf(out, "%s %d %s %d %s\n", notes[i].id, notes[i].kind,
		    notes[i].theme, (int)notes[i].day, notes[i].text);
	note_list_done(notes, count);
}

static void
the_same_seed_makes_the_same_unit(void **state)
{
	struct buf text[3] = {BUF_INIT, BUF_INIT, BUF_INIT};
	static const uint64_t seeds[] = {7, 7, 8};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct unit *unit = unit_made(4, seeds[i]);

		describe(unit, &text[i]);
		unit_free(unit);
	}
	assert_true(text[0].len > 1000);
	assert_string_equal(buf_text(&text[0]), buf_text(&text[1]));
	assert_string_not_equal(buf_text(&text[0]), buf_text(&text[2]));
	for (int i = 0; i < 3; i++)
		buf_done(&text[i]);
}

/* Where the rounds of a year stand against the figures. */
static void
rounds_are_within_the_figures(void **state)
{
	struct unit *unit = unit_made(52, 1);
	struct err err = {""};
	int present = 0, in = 0, small = 0, paper = 0, held = 0;

	(void)state;
	for (int id = 1; held < unit->made.held; id++) {
		struct civil opened;
		struct round round;

		must(round_get(unit->place.db, id, &round, &err));
		assert_int_equal(round.state, ROUND_CLOSED);
		if (round.kind == ROUND_WALKUP)
			continue;
		held++;
		assert_in_range(round.headcount, 5, 20);
		assert_true(100 * round.checkins >= 35 * round.headcount);
		assert_true(100 * round.checkins <= 75 * round.headcount);
		date_local(round.opened, &opened);
		assert_int_equal(opened.day, round.shift.day);
		assert_in_range(opened.minute % 720, 6 * 60 + 45, 7 * 60 + 15);
		assert_int_equal(
		    opened.minute > 720, round.shift.shift == SHIFT_NIGHT);
		present += round.headcount;
		in += round.checkins;
		small += round.checkins < 5;
		paper += round.paper;
	}
	assert_int_equal(in, unit->made.checkins);
	assert_int_equal(unit->made.planned, 2 * 7 * 52 + 1);
	assert_in_range(100 * unit->made.held / unit->made.planned, 63, 73);
	assert_in_range(present / unit->made.held, 11, 13);
	assert_in_range(100 * in / present, 50, 60);
	assert_in_range(100 * small / unit->made.held, 1, 20);
	assert_int_equal(paper, 2);
	assert_int_equal(paper, unit->made.paper);
	unit_free(unit);
}

/* A question a week, the next in turn, and eight for each of two months; all
 * of a box is there before its week is told. */
static void
boxes_come_with_the_calendar(void **state)
{
	struct unit *unit = unit_made(26, 1);
	struct err err = {""};
	struct round last, round;
	int weekly = 0, monthly = 0;
	int32_t before = 0;

	(void)state;
	must(round_last_closed(unit->place.db, ROUND_WALKUP, &last, &err));
	for (int id = 1; id <= last.id; id++) {
		must(round_get(unit->place.db, id, &round, &err));
		if (round.kind != ROUND_WALKUP)
			continue;
		assert_int_equal(round.state, ROUND_CLOSED);
		assert_in_range(round.checkins, 9, round.headcount / 2);
		if (strcmp(round.instrument, "practice") == 0) {
			assert_int_equal(round.form.question_count, 8);
			monthly++;
			continue;
		}
		assert_string_equal(round.instrument, "drivers");
		assert_int_equal(round.form.question_count, 1);
		assert_int_equal(date_weekday(round.shift.day), 1);
		assert_true(!before || round.shift.day == before + 7);
		before = round.shift.day;
		weekly++;
	}
	assert_in_range(weekly, 25, 26);
	assert_int_equal(monthly, 2);
	unit_free(unit);
}

/* Per cent favourable of an item over the rounds from..to. */
static int
favourable(struct unit *unit, int from, int to, const char *item)
{
	struct err err = {""};
	int64_t counted = 0, answered = 0;

	for (int id = from; id <= to; id++) {
		struct draw draws[DRAWS_MAX];
		int count =
		    round_draws_of(unit->place.db, id, draws, DRAWS_MAX, &err);

		for (int i = 0; i < count; i++) {
			if (strcmp(draws[i].key.item, item) != 0)
				continue;
			counted += draws[i].counted;
			answered += draws[i].answered;
		}
	}
	assert_true(answered > 0);
	return (int)(100 * counted / answered);
}

static void
the_answers_tell_a_story(void **state)
{
	struct unit *unit = unit_made(26, 1);
	int half = unit->made.held / 2, all = unit->made.held;

	(void)state;
	assert_true(favourable(unit, half + 20, all, "needed") >
	            favourable(unit, 1, half, "needed") + 15);
	assert_in_range(favourable(unit, 1, half, "someone"), 70, 95);
	assert_in_range(favourable(unit, half, all, "someone"), 70, 95);
	assert_in_range(favourable(unit, 1, all, "energy"), 35, 60);
	unit_free(unit);
}

/* Whatever became of a note, it is told whole. */
static void
check_future(struct db *db, const struct note *note)
{
	bool ended = note->state == NOTE_ANSWERED || note->state == NOTE_CANT;
	struct action action;
	struct err err = {""};

	assert_int_equal(note->action > 0, note->state == NOTE_ACTION);
	assert_int_equal(note->answered != DATE_NONE, ended);
	if (ended) {
		assert_true(note->answer[0] != '\0');
		assert_in_range(note->answered, note->day, 20778);
	}
	if (note->state != NOTE_ACTION)
		return;
	must(action_get(db, note->action, &action, &err));
	assert_string_equal(action.note, note->id);
	assert_int_equal(action.raised, note->day);
	action_done(&action);
}

static void
notes_are_as_units_write_them(void **state)
{
	struct unit *unit = unit_made(26, 1);
	struct note_filter filter = note_filter_all;
	int kinds[NOTE_KINDS] = {0}, fresh = 0, count, positive;
	struct err err = {""};
	struct note *notes;

	(void)state;
	must(note_list(unit->place.db, &filter, &notes, &count, &err));
	for (int i = 0; i < count; i++) {
		check_future(unit->place.db, &notes[i]);
		assert_non_null(config_theme(&unit->config, notes[i].theme));
		assert_true(notes[i].day <= 20778);
		kinds[notes[i].kind]++;
		fresh += notes[i].day == 20778;
	}
	note_list_done(notes, count);
	for (int kind = 0; kind < NOTE_KINDS; kind++)
		assert_true(kinds[kind] >= 5);
	positive = kinds[NOTE_BRIGHT] + kinds[NOTE_THANKS];
	assert_in_range(100 * positive / count, 35, 65);
	/* 0.65 a day over 182 days are 118. */
	assert_in_range(count, 85, 155);
	assert_true(fresh >= 2);
	unit_free(unit);
}

static void
every_theme_is_a_shipped_one(void **state)
{
	struct unit *unit = unit_new();

	(void)state;
	for (int i = 0; i < demo_note_count; i++)
		if (!config_theme(&unit->config, demo_notes[i].theme))
			fail_msg("no theme %s", demo_notes[i].theme);
	unit_free(unit);
}

static void
the_last_huddle_was_held_and_nothing_is_open(void **state)
{
	for (uint64_t seed = 1; seed <= 5; seed++) {
		struct unit *unit = unit_made(1, seed);
		struct round open[1];
		struct huddle huddle;
		struct err err = {""};

		(void)state;
		must(huddle_last(unit->place.db, &huddle, &err));
		assert_int_equal(huddle.shift.day, 20778);
		assert_int_equal(huddle.shift.shift, SHIFT_DAY);
		assert_int_equal(huddle.round, unit->made.held);
		assert_true(huddle.planned);
		assert_in_range(huddle.seconds, 240, 480);
		must(huddle_running(unit->place.db, &huddle, &err));
		assert_int_equal(huddle.id, 0);
		assert_int_equal(
		    round_list_open(unit->place.db, open, 1, &err), 0);
		unit_free(unit);
	}
}

static void
the_configured_plans_and_themes_count(void **state)
{
	struct demo_plan plan = {.weeks = 2, .seed = 1, .now = NOW};
	struct unit *unit = unit_new();
	struct note_filter filter = note_filter_all;
	struct err err = {""};
	struct note *notes;
	int count;

	(void)state;
	unit->config.plan_count = 1;
	unit->config.plans[0].weekdays = 1; /* Mondays */
	for (int i = 0; i < unit->config.theme_count - 1; i++)
		snprintf(unit->config.themes[i].id, ID_SIZE, "mine-%d", i);
	must(demo_history(
	    unit->place.db, &unit->config, &plan, &unit->made, &err));
	assert_int_equal(unit->made.planned, 2);
	must(note_list(unit->place.db, &filter, &notes, &count, &err));
	assert_true(count >= 2);
	for (int i = 0; i < count; i++)
		assert_string_equal(notes[i].theme, "other");
	note_list_done(notes, count);
	unit_free(unit);
}

static void
without_a_pulse_huddles_have_no_rounds(void **state)
{
	struct demo_plan plan = {.weeks = 2, .seed = 1, .now = NOW};
	struct unit *unit = unit_new();
	struct huddle last;
	struct err err = {""};

	(void)state;
	for (int i = 0; i < unit->config.instrument_count; i++)
		if (strcmp(unit->config.instruments[i].id, "pulse") == 0)
			snprintf(
			    unit->config.instruments[i].id, ID_SIZE, "another");
	must(demo_history(
	    unit->place.db, &unit->config, &plan, &unit->made, &err));
	must(huddle_last(unit->place.db, &last, &err));
	assert_int_equal(last.round, 0);
	assert_int_equal(unit->made.checkins, 0);
	assert_true(unit->made.held > 5);
	unit_free(unit);
}

static bool
stop_in_week_two(void *context, int week, int weeks)
{
	*(int *)context = weeks;
	return week < 2;
}

static void
what_is_stopped_leaves_nothing(void **state)
{
	struct unit *unit = unit_new();
	int told = 0, count;
	struct demo_plan plan = {.weeks = 5,
	    .seed = 1,
	    .now = NOW,
	    .progress = stop_in_week_two,
	    .context = &told};
	struct note_filter filter = note_filter_all;
	struct huddle last;
	struct err err = {""};
	struct note *notes;

	(void)state;
	must_fail(demo_history(
	              unit->place.db, &unit->config, &plan, &unit->made, &err),
	    ERR_AGAIN, "nothing was made");
	assert_int_equal(told, 5);
	must(huddle_last(unit->place.db, &last, &err));
	assert_int_equal(last.id, 0);
	must(note_list(unit->place.db, &filter, &notes, &count, &err));
	assert_int_equal(count, 0);
	note_list_done(notes, count);
	/* And the store can be filled as if nothing had been. */
	plan.progress = NULL;
	must(demo_history(
	    unit->place.db, &unit->config, &plan, &unit->made, &err));
	unit_free(unit);
}

/* No two of a group are not to be together, and nobody is left out. */
static void
assert_round(const struct buddy_round *round, const struct buddy *all,
    int count, int people)
{
	int in = 0;

	for (int a = 0; a < count; a++) {
		int group = buddy_group_of(round, all[a].id);

		in += group >= 0;
		for (int b = 0; b < a; b++)
			if (buddy_excluded(&all[a], &all[b]))
				assert_true(
				    group < 0 ||
				    group != buddy_group_of(round, all[b].id));
	}
	assert_int_equal(in, people);
}

/* Rounds of four weeks, the last one half over; of a short history that one
 * alone. Most weeks have connections from every group. */
static void
buddies_go_on(void **state)
{
	static const struct {
		int weeks, rounds;
	} cases[] = {{26, 3}, {7, 2}, {1, 1}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct unit *unit = unit_made(cases[i].weeks, 1);
		struct db *db = unit->place.db;
		struct buddy_round past[4];
		struct buddy *all;
		struct err err;
		int count, rounds, connections;

		must(buddy_list(db, &all, &count, &err));
		assert_int_equal(count, DEMO_BUDDIES);
		rounds = buddy_round_past(db, past, 4, &err);
		assert_int_equal(rounds, cases[i].rounds);
		assert_int_equal(past[0].state, BUDDY_CONFIRMED);
		assert_true(past[0].from <= 20778 && past[0].to > 20778);
		must(buddy_connections(
		    db, past[0].from, past[0].to, &connections, &err));
		assert_true(connections > 0);
		for (int r = 0; r < rounds; r++) {
			assert_round(&past[r], all, count,
			    r == rounds - 1 && rounds > 1 ? LATE
			                                  : DEMO_BUDDIES);
			buddy_round_done(&past[r]);
		}
		buddy_list_free(all, count);
		unit_free(unit);
	}
}

/* Most shifts have all four numbers, within reason; one week has none. */
static void
shifts_have_numbers(void **state)
{
	struct unit *unit = unit_made(26, 3);
	struct shift_number *list;
	struct shift_week *weeks;
	struct period span = {unit->made.from, unit->made.to};
	struct err err;
	int gaps = 0, missed[2] = {0}, told[2] = {0};
	int count =
	    shift_number_list(unit->place.db, 0, INT32_MAX, &list, &err);
	int week_count =
	    shift_number_weeks(list, count, unit->config.shift_fields,
	        unit->config.shift_field_count, span, &weeks);

	(void)state;
	assert_int_equal(count % DEMO_SHIFT_FIELDS, 0);
	assert_in_range(count / DEMO_SHIFT_FIELDS, 26 * 14 * 7 / 10, 26 * 14);
	for (int i = 0; i < count; i += DEMO_SHIFT_FIELDS) {
		int half = list[i].shift.day >= (span.from + span.to) / 2;

		/* By name: breaks missed, census, planned, present. */
		assert_true(list[i].shift.day >= span.from);
		assert_true(list[i].shift.day < 20778);
		assert_in_range(list[i].value, 0, 12);
		assert_in_range(list[i + 1].value, 10, 40);
		assert_in_range(list[i + 3].value, 2, list[i + 2].value);
		missed[half] += list[i].value;
		told[half]++;
	}
	assert_true(missed[0] * told[1] > missed[1] * told[0]);
	for (int i = 0; i < week_count; i++)
		gaps += weeks[i].fields[0].shifts == 0;
	assert_int_equal(gaps, 1);
	free(weeks);
	free(list);
	unit_free(unit);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shifts_have_numbers),
	    cmocka_unit_test(buddies_go_on),
	    cmocka_unit_test(the_same_seed_makes_the_same_unit),
	    cmocka_unit_test(rounds_are_within_the_figures),
	    cmocka_unit_test(boxes_come_with_the_calendar),
	    cmocka_unit_test(the_answers_tell_a_story),
	    cmocka_unit_test(notes_are_as_units_write_them),
	    cmocka_unit_test(every_theme_is_a_shipped_one),
	    cmocka_unit_test(the_last_huddle_was_held_and_nothing_is_open),
	    cmocka_unit_test(the_configured_plans_and_themes_count),
	    cmocka_unit_test(without_a_pulse_huddles_have_no_rounds),
	    cmocka_unit_test(what_is_stopped_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
