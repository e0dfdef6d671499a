/*
 * What became of what was said: each kind of line, one line a card, and the
 * same as a slow and plain reading of every card and note would give.
 */
#include "tests/db/board.h"

#include "util/random.h"

static const char *const kinds[SAID_KINDS] = {
    "done", "tried", "answered", "cant", "agreed", "waiting"};

/* What is told, a line each: kind, day, what, became. */
static void
told(struct place *place, int32_t since, int max, struct buf *out)
{
	struct said *said;
	struct err err;
	int count, waiting;

	must(said_list(place->db, since, max, &said, &count, &waiting, &err));
	for (int i = 0; i < count; i++)
		buf_addf(out, "%s %d %s: %s\n", kinds[said[i].kind],
		    said[i].day - TODAY, said[i].said, said[i].became);
	buf_addf(out, "%d wait\n", waiting);
	said_list_done(said, count);
}

static void
expect(struct place *place, int32_t since, const char *expected)
{
	struct buf text = BUF_INIT;

	told(place, since, 8, &text);
	assert_string_equal(buf_text(&text), expected);
	buf_done(&text);
}

static void
escalate(struct place *place, int64_t id, int32_t today)
{
	must_say(place, of_card(REQUEST_ESCALATE, id), today, TEXT_REASON,
	    "not ours to decide");
}

static void
test_kinds(void **state)
{
	struct place place;
	int64_t id;

	(void)state;
	place_with_store(&place);
	expect(&place, TODAY, "0 wait\n");
	id = add_card(&place, "Linen", TODAY - 9);
	expect(&place, TODAY, "waiting -9 Linen: \n1 wait\n");
	respond(&place, id, -1, "we ask the laundry", TODAY - 5);
	expect(&place, TODAY - 5,
	    "answered -5 Linen: we ask the laundry\n0 wait\n");
	expect(&place, TODAY - 4, "0 wait\n");
	move_card(&place, id, ACTION_AGREED, "", TODAY - 4);
	expect(&place, TODAY - 4, "agreed -4 Linen: \n0 wait\n");
	plan_test(&place, id, "two carts", TODAY - 3);
	end_test(&place, id, OUTCOME_ADAPT, "better on nights", TODAY - 2);
	expect(&place, TODAY - 9, "tried -2 Linen: better on nights\n0 wait\n");
	escalate(&place, id, TODAY - 1);
	expect(&place, TODAY - 1, "waiting -1 Linen: \n1 wait\n");
	/* What waits is told once, whatever was tried or answered before. */
	expect(&place, TODAY - 9, "waiting -1 Linen: \n1 wait\n");
	respond(&place, id, TIER_DEPARTMENT, "a third cart", TODAY);
	expect(&place, TODAY - 1, "answered 0 Linen: a third cart\n0 wait\n");
	move_card(&place, id, ACTION_DONE, "", TODAY);
	expect(&place, TODAY - 9, "done 0 Linen: a third cart\n0 wait\n");
	place_done(&place);
}

/* Of several answers the newest, of one day that of the tier above; of tests
 * the last. */
static void
test_newest(void **state)
{
	struct place place;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "Linen", TODAY - 3);
	escalate(&place, id, TODAY - 3);
	respond(&place, id, TIER_DEPARTMENT, "a third cart", TODAY - 3);
	respond(&place, id, TIER_UNIT, "we asked", TODAY - 3);
	expect(&place, TODAY - 3, "answered -3 Linen: a third cart\n0 wait\n");
	for (int day = TODAY - 2; day <= TODAY; day++) {
		plan_test(&place, id, "carts", day);
		end_test(&place, id, OUTCOME_ADAPT,
		    day < TODAY ? "no" : "better", day);
	}
	expect(&place, TODAY - 9, "tried 0 Linen: better\n0 wait\n");
	plan_test(&place, id, "more carts", TODAY);
	expect(&place, TODAY - 9, "tried 0 Linen: better\n0 wait\n");
	id = add_card(&place, "Stapler", TODAY - 9);
	plan_test(&place, id, "a string", TODAY - 1);
	end_test(&place, id, OUTCOME_ADOPT, "still there", TODAY - 1);
	expect(&place, TODAY - 9,
	    "tried 0 Linen: better\n"
	    "tried -1 Stapler: still there\n0 wait\n");
	place_done(&place);
}

/* Of an answer and a test the newer one, on one day the answer. */
static void
test_answer_and_test(void **state)
{
	struct place place;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "New pump", TODAY - 4);
	plan_test(&place, id, "borrow one", TODAY - 4);
	end_test(&place, id, OUTCOME_ADAPT, "worked half", TODAY - 3);
	escalate(&place, id, TODAY - 3);
	respond(&place, id, TIER_DEPARTMENT, "the money is there", TODAY - 3);
	expect(&place, TODAY - 9,
	    "answered -3 New pump: the money is there\n0 wait\n");
	plan_test(&place, id, "two of them", TODAY - 2);
	expect(&place, TODAY - 9,
	    "answered -3 New pump: the money is there\n0 wait\n");
	end_test(&place, id, OUTCOME_ADAPT, "nearly", TODAY - 2);
	expect(&place, TODAY - 9, "tried -2 New pump: nearly\n0 wait\n");
	escalate(&place, id, TODAY - 1);
	respond(&place, id, TIER_HOSPITAL, "we buy it", TODAY);
	expect(&place, TODAY - 9, "answered 0 New pump: we buy it\n0 wait\n");
	expect(&place, TODAY, "answered 0 New pump: we buy it\n0 wait\n");
	place_done(&place);
}

/* What an adopted test showed is told before any answer. */
static void
test_done(void **state)
{
	struct place place;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "Linen", TODAY);
	plan_test(&place, id, "two carts", TODAY);
	end_test(&place, id, OUTCOME_ADOPT, "none missing", TODAY);
	plan_test(&place, id, "three carts", TODAY);
	end_test(&place, id, OUTCOME_ABANDON, "no better", TODAY);
	respond(&place, id, -1, "thank you", TODAY);
	move_card(&place, id, ACTION_DONE, "", TODAY);
	expect(&place, TODAY, "done 0 Linen: none missing\n0 wait\n");
	id = add_card(&place, "Stapler", TODAY);
	move_card(&place, id, ACTION_DONE, "", TODAY);
	expect(&place, TODAY,
	    "done 0 Stapler: \ndone 0 Linen: none missing\n0 wait\n");
	id = add_card(&place, "Fridge", TODAY);
	move_card(&place, id, ACTION_CLOSED, "no room", TODAY);
	expect(&place, TODAY,
	    "cant 0 Fridge: no room\ndone 0 Stapler: \n"
	    "done 0 Linen: none missing\n0 wait\n");
	place_done(&place);
}

static void
merge(struct place *place, const char *from, const char *into)
{
	struct request request = of_note(REQUEST_MERGE, from);

	memcpy(request.other, into, NOTE_ID_SIZE);
	must_ask(place, request, TODAY);
}

/* Notes by themselves; those with a card, or merged, are told by others. */
static void
test_notes(void **state)
{
	struct place place;
	struct said *said;
	struct err err;
	char ids[6][NOTE_ID_SIZE];
	int count, waiting;
	int64_t card;

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY - 8, "No stapler", ids[0]);
	add_note(&place, NOTE_BRIGHT, TODAY - 7, "Ana covered me", ids[1]);
	add_note(&place, NOTE_STOP, TODAY - 6, "Count it twice", ids[2]);
	add_note(&place, NOTE_PEBBLE, TODAY - 5, "Linen runs out", ids[3]);
	add_note(&place, NOTE_PEBBLE, TODAY - 4, "Linen is short", ids[4]);
	add_note(&place, NOTE_MATTERS, TODAY - 3, "Time to talk", ids[5]);
	expect(&place, TODAY,
	    "waiting -8 No stapler: \nwaiting -6 Count it twice: \n"
	    "waiting -5 Linen runs out: \nwaiting -4 Linen is short: \n"
	    "4 wait\n");
	must_say(&place, of_note(REQUEST_ANSWER, ids[0]), TODAY - 1,
	    TEXT_ANSWER, "at the desk now");
	must_say(&place, of_note(REQUEST_CANT, ids[2]), TODAY, TEXT_ANSWER,
	    "the law asks for it");
	card = card_from(&place, ids[3], TODAY);
	merge(&place, ids[4], ids[3]);
	expect(&place, TODAY - 1,
	    "cant 0 Count it twice: the law asks for it\n"
	    "answered -1 No stapler: at the desk now\n"
	    "waiting -5 Linen runs out: \n1 wait\n");
	must(said_list(place.db, TODAY, 8, &said, &count, &waiting, &err));
	assert_int_equal(count, 2);
	assert_int_equal(said[0].action, 0);
	assert_string_equal(said[0].note, ids[2]);
	assert_int_equal(said[0].note_kind, NOTE_STOP);
	assert_int_equal(said[0].raised, TODAY - 6);
	assert_int_equal(said[1].action, card);
	assert_string_equal(said[1].note, ids[3]);
	assert_int_equal(said[1].note_kind, NOTE_PEBBLE);
	assert_int_equal(said[1].raised, TODAY - 5);
	assert_int_equal(said[1].metoo, 1);
	assert_int_equal(said[1].version, 1);
	assert_int_equal(said[1].tier, TIER_UNIT);
	said_list_done(said, count);
	must_say(&place, of_note(REQUEST_REDACT, ids[0]), TODAY, TEXT_REASON,
	    "it named somebody");
	expect(&place, TODAY - 1,
	    "cant 0 Count it twice: the law asks for it\n"
	    "waiting -5 Linen runs out: \n1 wait\n");
	place_done(&place);
}

static void
test_max(void **state)
{
	struct place place;
	struct buf text = BUF_INIT;

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < 5; i++) {
		char title[20];
		int64_t id;

		snprintf(title, sizeof(title), "done %d", i);
		id = add_card(&place, title, TODAY - 9);
		move_card(&place, id, ACTION_DONE, "", TODAY - 4 + i);
		snprintf(title, sizeof(title), "new %d", i);
		add_card(&place, title, TODAY - i);
	}
	told(&place, TODAY - 9, 2, &text);
	assert_string_equal(buf_text(&text),
	    "done 0 done 4: \ndone -1 done 3: \n"
	    "waiting -4 new 4: \nwaiting -3 new 3: \n5 wait\n");
	buf_clear(&text);
	told(&place, TODAY - 9, 0, &text);
	assert_string_equal(buf_text(&text), "5 wait\n");
	buf_done(&text);
	place_done(&place);
}

/* A card that was taken back is not told, nor that somebody waits for it. */
static void
test_taken_back(void **state)
{
	struct place place;
	struct revision done;
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "Linen", TODAY);
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	expect(&place, TODAY, "0 wait\n");
	must(revision_redo(place.db, TODAY, 0, &done, &err));
	expect(&place, TODAY, "waiting 0 Linen: \n1 wait\n");
	move_card(&place, id, ACTION_DONE, "", TODAY);
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	expect(&place, TODAY, "waiting 0 Linen: \n1 wait\n");
	place_done(&place);
}

/* --- Against a plain reading -------------------------------------------- */

#define STORES 12
#define STEPS 220
#define CARDS_MAX 60

struct line {
	enum said_kind kind;
	int32_t day;
	int64_t action;
	char note[NOTE_ID_SIZE];
};

struct lines {
	struct line list[1000];
	int became;
	int waiting;
};

static bool
answered_since(const struct action *action, int32_t since, int32_t *day)
{
	bool found = false;

	for (int i = 0; i < TIERS; i++) {
		const struct reply *reply = &action->responses[i];

		if (!reply->answer || !reply->answer[0] ||
		    reply->answered < since || reply->answered == DATE_NONE)
			continue;
		if (!found || reply->answered > *day)
			*day = reply->answered;
		found = true;
	}
	return found;
}

static bool
tried_since(const struct action *action, int32_t since, int32_t *day)
{
	bool found = false;

	for (int i = 0; i < action_cycles(action); i++) {
		int32_t ended = action->cycles[i].ended;

		if (ended == DATE_NONE || ended < since)
			continue;
		*day = ended;
		found = true;
	}
	return found;
}

static bool
owes(const struct action *action)
{
	return action->state < ACTION_DONE &&
	       action->responses[action->tier].answered == DATE_NONE;
}

/* The most telling line of a card, if anything became of it. */
static bool
became_of(const struct action *action, int32_t since, struct line *line)
{
	int32_t tried_on = DATE_NONE;
	bool tried, answered;

	line->action = action->id;
	line->day = action->ended;
	line->kind = action->state == ACTION_DONE ? SAID_DONE : SAID_CANT;
	if (action->state >= ACTION_DONE)
		return action->ended >= since;
	if (owes(action))
		return false;
	tried = tried_since(action, since, &tried_on);
	answered = answered_since(action, since, &line->day);
	line->kind = SAID_ANSWERED;
	if (answered && (!tried || line->day >= tried_on))
		return true;
	line->kind = SAID_TRIED;
	line->day = tried_on;
	if (tried)
		return true;
	line->kind = SAID_AGREED;
	line->day = action->since;
	return action->state != ACTION_NEW && action->since >= since;
}

static void
read_cards(struct place *place, int32_t since, struct lines *became,
    struct lines *waits)
{
	struct card *cards;
	struct err err;
	int count;

	must(action_cards(place->db, &cards, &count, &err));
	for (int i = 0; i < count; i++) {
		struct action action;
		struct line line = {.kind = SAID_WAITING};

		must(action_get(place->db, cards[i].id, &action, &err));
		if (became_of(&action, since, &line))
			became->list[became->became++] = line;
		if (owes(&action)) {
			line.kind = SAID_WAITING;
			line.day = action.responses[action.tier].asked;
			waits->list[waits->waiting++] = line;
		}
		action_done(&action);
	}
	card_list_done(cards, count);
}

static void
read_notes(struct place *place, int32_t since, struct lines *became,
    struct lines *waits)
{
	struct note_filter filter = note_filter_all;
	struct note *notes;
	struct err err;
	int count;

	must(note_list(place->db, &filter, &notes, &count, &err));
	for (int i = 0; i < count; i++) {
		bool cant = notes[i].state == NOTE_CANT;
		struct line line = {.kind = SAID_WAITING, .day = notes[i].day};

		memcpy(line.note, notes[i].id, NOTE_ID_SIZE);
		if (note_waits(&notes[i]))
			waits->list[waits->waiting++] = line;
		if ((!cant && notes[i].state != NOTE_ANSWERED) ||
		    notes[i].answered < since)
			continue;
		line.kind = cant ? SAID_CANT : SAID_ANSWERED;
		line.day = notes[i].answered;
		became->list[became->became++] = line;
	}
	note_list_done(notes, count);
}

static bool
in_lines(const struct line *lines, int count, const struct said *said)
{
	for (int i = 0; i < count; i++)
		if (lines[i].kind == said->kind && lines[i].day == said->day &&
		    lines[i].action == said->action &&
		    (said->action || strcmp(lines[i].note, said->note) == 0))
			return true;
	return false;
}

/* How many of the lines stand strictly before a day in their order. */
static int
before_day(const struct line *lines, int count, int32_t day, bool newest)
{
	int before = 0;

	for (int i = 0; i < count; i++)
		before += newest ? lines[i].day > day : lines[i].day < day;
	return before;
}

static void
compare(struct place *place, int32_t since, int max)
{
	struct lines *became = mem_new(1, sizeof(*became));
	struct lines *waits = mem_new(1, sizeof(*waits));
	struct said *said;
	struct err err;
	int count, waiting, first;

	read_cards(place, since, became, waits);
	read_notes(place, since, became, waits);
	must(said_list(place->db, since, max, &said, &count, &waiting, &err));
	assert_int_equal(waiting, waits->waiting);
	first = became->became < max ? became->became : max;
	assert_int_equal(
	    count, first + (waits->waiting < max ? waits->waiting : max));
	for (int i = 0; i < count; i++) {
		bool told_waits = i >= first;
		const struct lines *lines = told_waits ? waits : became;
		int all = told_waits ? waits->waiting : became->became;
		int place_in = told_waits ? i - first : i;

		assert_int_equal(said[i].kind == SAID_WAITING, told_waits);
		assert_true(in_lines(lines->list, all, &said[i]));
		assert_true(before_day(lines->list, all, said[i].day,
		                !told_waits) <= place_in);
		for (int j = told_waits ? first : 0; j < i; j++)
			assert_false(said[i].action == said[j].action &&
			             strcmp(said[i].note, said[j].note) == 0);
	}
	said_list_done(said, count);
	free(became);
	free(waits);
}

struct world {
	struct place place;
	struct crypt_seeded seeded;
	struct random random;
	char notes[STEPS][NOTE_ID_SIZE];
	int count;
};

static int
draw(struct world *world, int below)
{
	return (int)world->random.uniform(
	    world->random.context, (uint32_t)below);
}

static void
random_step(struct world *world, int32_t today)
{
	struct request request;
	struct revision done;
	struct err err;
	int64_t id;

	if (draw(world, 4) == 0)
		add_note(&world->place, (enum note_kind)draw(world, NOTE_KINDS),
		    today, "something", world->notes[world->count++]);
	if (draw(world, 12) == 0)
		revision_undo(world->place.db, today, 0, &done, &err);
	request_init(&request, (enum request_kind)draw(world, REQUESTS));
	request.action = 1 + draw(world, CARDS_MAX);
	if (request.kind == REQUEST_ADD)
		request.action = 0;
	if (world->count > 0) {
		memcpy(request.note, world->notes[draw(world, world->count)],
		    NOTE_ID_SIZE);
		memcpy(request.other, world->notes[draw(world, world->count)],
		    NOTE_ID_SIZE);
	}
	if (request.kind == REQUEST_ADD && draw(world, 2))
		request.note[0] = '\0';
	request.state = draw(world, ACTION_STATES);
	request.tier = draw(world, TIERS + 1) - 1;
	request.outcome = 1 + draw(world, OUTCOMES - 1);
	for (int i = TEXT_REASON; i < REQUEST_TEXTS; i++)
		request_text(&request, (enum request_text)i, "because");
	request_text(&request, TEXT_TITLE, "A title");
	ask(world->place.db, &request, today, &id, &err);
}

static void
test_random(void **state)
{
	uint64_t seed = test_seed();

	(void)state;
	print_message("SEED=%llu\n", (unsigned long long)seed);
	for (int i = 0; i < STORES; i++) {
		struct world *world = mem_new(1, sizeof(*world));

		place_with_store(&world->place);
		world->random =
		    crypt_seeded(&world->seeded, seed + (uint64_t)i);
		for (int step = 0; step < STEPS; step++) {
			int32_t today = TODAY + step / 10;

			random_step(world, today);
			if (step % 10 != 9)
				continue;
			compare(&world->place, today - draw(world, 9),
			    draw(world, 12));
			compare(&world->place, DATE_NONE, 1000);
		}
		place_done(&world->place);
		free(world);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_kinds),
	    cmocka_unit_test(test_newest),
	    cmocka_unit_test(test_answer_and_test),
	    cmocka_unit_test(test_done),
	    cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_max),
	    cmocka_unit_test(test_taken_back),
	    cmocka_unit_test(test_random),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
