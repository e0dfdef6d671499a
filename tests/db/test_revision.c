/*
 * Whole steps undone and redone: over restarts, by two keyboards, on random
 * histories; what can no longer be undone; histories that are only added to.
 */
#include "tests/db/board.h"

#include "util/random.h"

static void
undo(struct place *place, int32_t day, int kind)
{
	struct revision done;
	struct err err;

	must(revision_undo(place->db, day, 0, &done, &err));
	assert_int_equal(done.kind, kind);
}

static void
redo(struct place *place, int32_t day, int kind)
{
	struct revision done;
	struct err err;

	must(revision_redo(place->db, day, 0, &done, &err));
	assert_int_equal(done.kind, kind);
}

static int
state_of(struct place *place, int64_t id)
{
	struct action action;
	struct err err;
	int state;

	must(action_get(place->db, id, &action, &err));
	state = action.id ? action.state : -1;
	action_done(&action);
	return state;
}

/* Three undone, three redone, another program in between. */
static void
test_three(void **state)
{
	struct place place;
	struct buf before = BUF_INIT, now = BUF_INIT;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "Linen", TODAY - 1);
	move_card(&place, id, ACTION_AGREED, "", TODAY);
	plan_test(&place, id, "two carts", TODAY);
	end_test(&place, id, OUTCOME_ADOPT, "it worked", TODAY);
	dump_records(&place, &before);
	undo(&place, TODAY, REQUEST_RESULT);
	reopen(&place);
	undo(&place, TODAY, REQUEST_PLAN);
	undo(&place, TODAY, REQUEST_MOVE);
	assert_int_equal(state_of(&place, id), ACTION_NEW);
	reopen(&place);
	redo(&place, TODAY, REQUEST_MOVE);
	redo(&place, TODAY, REQUEST_PLAN);
	redo(&place, TODAY, REQUEST_RESULT);
	reopen(&place);
	dump_records(&place, &now);
	assert_string_equal(buf_text(&now), buf_text(&before));
	buf_done(&before);
	buf_done(&now);
	place_done(&place);
}

static void
test_nothing(void **state)
{
	struct place place;
	struct revision done, next;
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	must_fail(revision_undo(place.db, TODAY, 0, &done, &err),
	    ERR_UNAVAILABLE, "left to undo");
	must_fail(revision_redo(place.db, TODAY, 0, &done, &err),
	    ERR_UNAVAILABLE, "left to redo");
	id = add_card(&place, "Yesterday's", TODAY - 1);
	must_fail(revision_undo(place.db, TODAY, 0, &done, &err),
	    ERR_UNAVAILABLE, "left to undo");
	assert_int_equal(state_of(&place, id), ACTION_NEW);
	must(revision_next(place.db, TODAY, &done, &next, &err));
	assert_int_equal(done.id, 0);
	assert_int_equal(next.id, 0);
	assert_false(db_writing(place.db));
	place_done(&place);
}

/* Undoing the adding hides the card and opens its note; redoing it brings the
 * card back under its number. */
static void
test_adding(void **state)
{
	struct place place;
	struct note note;
	struct action action;
	struct err err;
	char text[NOTE_ID_SIZE];
	int64_t id;

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "No stapler", text);
	id = card_from(&place, text, TODAY);
	undo(&place, TODAY, REQUEST_ADD);
	must(action_get(place.db, id, &action, &err));
	assert_int_equal(action.id, 0);
	must(note_get(place.db, text, &note, &err));
	assert_int_equal(note.state, NOTE_OPEN);
	assert_int_equal(note.action, 0);
	assert_int_equal(note.version, 3);
	note_done(&note);
	redo(&place, TODAY, REQUEST_ADD);
	must(action_get(place.db, id, &action, &err));
	assert_int_equal(action.id, id);
	assert_string_equal(action.title, "No stapler");
	assert_string_equal(action.note, text);
	action_done(&action);
	must(note_get(place.db, text, &note, &err));
	assert_int_equal(note.state, NOTE_ACTION);
	assert_int_equal(note.action, id);
	note_done(&note);
	/* The number of one that was taken back is not given away. */
	undo(&place, TODAY, REQUEST_ADD);
	assert_int_equal(add_card(&place, "Another", TODAY), id + 1);
	place_done(&place);
}

static void
test_merge(void **state)
{
	struct place place;
	struct note note;
	struct err err;
	struct request request;
	char ids[2][NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_STOP, TODAY, "Count it twice", ids[0]);
	add_note(&place, NOTE_STOP, TODAY, "Counting twice", ids[1]);
	must_ask(&place, of_note(REQUEST_METOO, ids[0]), TODAY);
	request = of_note(REQUEST_MERGE, ids[0]);
	memcpy(request.other, ids[1], NOTE_ID_SIZE);
	must_ask(&place, request, TODAY);
	must(note_get(place.db, ids[1], &note, &err));
	assert_int_equal(note.metoo, 2);
	note_done(&note);
	undo(&place, TODAY, REQUEST_MERGE);
	must(note_get(place.db, ids[0], &note, &err));
	assert_int_equal(note.state, NOTE_OPEN);
	assert_string_equal(note.into, "");
	note_done(&note);
	must(note_get(place.db, ids[1], &note, &err));
	assert_int_equal(note.metoo, 0);
	note_done(&note);
	place_done(&place);
}

/* A new step ends what could be redone, on its day only. */
static void
test_new_step_ends_redo(void **state)
{
	struct place place;
	struct revision done;
	struct err err;
	int64_t id, other;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "One", TODAY - 1);
	other = add_card(&place, "Two", TODAY - 1);
	undo(&place, TODAY - 1, REQUEST_ADD);
	move_card(&place, id, ACTION_AGREED, "", TODAY);
	move_card(&place, id, ACTION_DONE, "", TODAY);
	undo(&place, TODAY, REQUEST_MOVE);
	move_card(&place, id, ACTION_CLOSED, "no money", TODAY);
	must_fail(revision_redo(place.db, TODAY, 0, &done, &err),
	    ERR_UNAVAILABLE, "left to redo");
	assert_int_equal(state_of(&place, id), ACTION_CLOSED);
	undo(&place, TODAY, REQUEST_MOVE);
	undo(&place, TODAY, REQUEST_MOVE);
	assert_int_equal(state_of(&place, id), ACTION_NEW);
	redo(&place, TODAY - 1, REQUEST_ADD);
	assert_int_equal(state_of(&place, other), ACTION_NEW);
	place_done(&place);
}

/* Somebody at another keyboard took a step, or undid one, in between. */
static void
test_expected(void **state)
{
	struct place place;
	struct db *second;
	struct revision seen, redo_seen, done;
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "One", TODAY);
	must(revision_next(place.db, TODAY, &seen, &redo_seen, &err));
	assert_int_equal(seen.action, id);
	assert_int_equal(seen.kind, REQUEST_ADD);
	assert_int_equal(seen.day, TODAY);
	assert_int_equal(redo_seen.id, 0);
	must(db_open(&second, place.store, DB_EXISTING, &err));
	move_card(&place, id, ACTION_AGREED, "", TODAY);
	must_fail(revision_undo(second, TODAY, seen.id, &done, &err), ERR_AGAIN,
	    "meanwhile");
	assert_int_equal(done.id, 0);
	assert_int_equal(state_of(&place, id), ACTION_AGREED);
	must(revision_undo(second, TODAY, seen.id + 1, &done, &err));
	assert_int_equal(done.id, seen.id + 1);
	must_fail(revision_redo(place.db, TODAY, seen.id, &done, &err),
	    ERR_AGAIN, "meanwhile");
	must(revision_redo(place.db, TODAY, seen.id + 1, &done, &err));
	db_close(second);
	place_done(&place);
}

/* Another day's change of the same field stays, and does not stand in the way
 * of older steps. */
static void
test_other_day(void **state)
{
	struct place place;
	struct revision done;
	struct err err;
	int64_t id, other;

	(void)state;
	place_with_store(&place);
	other = add_card(&place, "Other", TODAY - 2);
	id = add_card(&place, "One", TODAY - 2);
	move_card(&place, other, ACTION_AGREED, "", TODAY - 1);
	move_card(&place, id, ACTION_AGREED, "", TODAY - 1);
	move_card(&place, id, ACTION_DONE, "", TODAY);
	must_fail(revision_undo(place.db, TODAY - 1, 0, &done, &err),
	    ERR_UNAVAILABLE, "changed again since");
	assert_int_equal(state_of(&place, id), ACTION_DONE);
	undo(&place, TODAY - 1, REQUEST_MOVE);
	assert_int_equal(state_of(&place, other), ACTION_NEW);
	place_done(&place);
}

/* A card goes only if nothing of another day would go with it. */
static void
test_adding_other_day(void **state)
{
	struct place place;
	struct revision done;
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "One", TODAY - 1);
	must_say(&place, of_card(REQUEST_EDIT, id), TODAY, TEXT_OWNER, "Ana");
	must_fail(revision_undo(place.db, TODAY - 1, 0, &done, &err),
	    ERR_UNAVAILABLE, "changed again since");
	assert_int_equal(state_of(&place, id), ACTION_NEW);
	place_done(&place);
}

/* A field that a step has set twice. */
static void
test_twice(void **state)
{
	static const int states[] = {ACTION_AGREED, ACTION_TESTING};
	struct place place;
	struct revision step, done;
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "One", TODAY - 1);
	must(db_begin(place.db, &err));
	must(revision_begin(place.db, REQUEST_MOVE, TODAY, &step, &err));
	for (int i = 0; i < 2; i++) {
		struct action was, now;

		must(action_get(place.db, id, &was, &err));
		action_copy(&now, &was);
		now.state = states[i];
		must(action_put(place.db, &step, &was, &now, &err));
		action_done(&was);
		action_done(&now);
	}
	must(db_commit(place.db, &err));
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	assert_int_equal(state_of(&place, id), ACTION_NEW);
	must(revision_redo(place.db, TODAY, 0, &done, &err));
	assert_int_equal(state_of(&place, id), ACTION_TESTING);
	place_done(&place);
}

/* A step that changed nothing is not offered. */
static void
test_empty(void **state)
{
	struct place place;
	struct revision empty, seen, none;
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "Same", TODAY);
	must(db_begin(place.db, &err));
	must(revision_begin(place.db, REQUEST_EDIT, TODAY, &empty, &err));
	must(db_commit(place.db, &err));
	must(revision_next(place.db, TODAY, &seen, &none, &err));
	assert_int_equal(seen.kind, REQUEST_ADD);
	assert_int_equal(seen.id, empty.id - 1);
	undo(&place, TODAY, REQUEST_ADD);
	assert_int_equal(state_of(&place, id), -1);
	place_done(&place);
}

static void
test_history(void **state)
{
	static const char *const expected =
	    "add removed=0 add title=One add raised=2026-11-20 "
	    "add since=2026-11-20 add theme=other add asked=2026-11-20 ";
	struct place place;
	struct revision_event *events;
	struct buf text = BUF_INIT;
	struct err err;
	int64_t id;
	int count, adds = 0;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "One", TODAY - 1);
	move_card(&place, id, ACTION_CLOSED, "no money", TODAY);
	undo(&place, TODAY, REQUEST_MOVE);
	must(action_history(place.db, id, &events, &count, &err));
	for (int i = 0; i < count; i++) {
		const char *name = action_record.fields[events[i].field].name;
		char line[200];

		snprintf(line, sizeof(line), "%s %s=%s ",
		    revision_names[events[i].kind], name, events[i].after);
		buf_add(&text, line);
		if (events[i].kind == REQUEST_ADD) {
			adds++;
			assert_int_equal(events[i].day, TODAY - 1);
			assert_non_null(strstr(expected, line));
		} else {
			assert_int_equal(events[i].day, TODAY);
		}
		assert_int_equal(events[i].of, events[i].kind == REVISION_UNDO
		                                   ? events[i].revision - 1
		                                   : 0);
	}
	assert_int_equal(adds, 6);
	assert_non_null(strstr(text.text, "move state=closed move reason=no "
	                                  "money"));
	assert_non_null(strstr(text.text, "undo state=new"));
	revision_event_list_done(events, count);
	must_fail(action_history(place.db, 99, &events, &count, &err),
	    ERR_UNAVAILABLE, "no card 99");
	assert_null(events);
	buf_done(&text);
	place_done(&place);
}

/* A store in which somebody wrote what cannot be. */
static void
test_damaged(void **state)
{
	static const char *const wrongs[] = {
	    "UPDATE event SET field = 'colour' WHERE field = 'state'",
	    "UPDATE event SET place = 1 WHERE field = 'state'",
	    "UPDATE event SET before = 'blue' WHERE field = 'state'",
	    "UPDATE revision SET kind = 'dance' WHERE kind = 'move'",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrongs) / sizeof(*wrongs); i++) {
		struct place place;
		struct revision done;
		struct buf text = BUF_INIT, after = BUF_INIT;
		struct err err;
		int64_t id;

		place_with_store(&place);
		id = add_card(&place, "One", TODAY - 1);
		move_card(&place, id, ACTION_AGREED, "", TODAY);
		dump_rows(place.store, wrongs[i], &text);
		dump_records(&place, &text);
		must_fail(revision_undo(place.db, TODAY, 0, &done, &err),
		    ERR_DATA, "damaged");
		dump_records(&place, &after);
		assert_string_equal(buf_text(&text), buf_text(&after));
		buf_done(&text);
		buf_done(&after);
		place_done(&place);
	}
}

/* --- Random histories --------------------------------------------------- */

#define STORES 50
#define DAYS 21 /* of each store: 1,050 histories */
#define STEPS_MAX 22
#define NAMES_MAX 400

struct world {
	struct place place;
	struct crypt_seeded seeded;
	struct random random;
	char notes[NAMES_MAX][NOTE_ID_SIZE];
	int note_count;
	int64_t cards;
	int standing; /* steps of the day that can be undone */
	int undone;   /* that can be redone */
	int taken[REQUESTS];
	int32_t day;
	struct buf events;
};

static int
draw(struct world *world, int below)
{
	return (int)world->random.uniform(
	    world->random.context, (uint32_t)below);
}

static const char *
any_note(struct world *world)
{
	return world->notes[draw(world, world->note_count)];
}

static void
another_note(struct world *world)
{
	static const char *const texts[] = {"Linen runs out", "Ana covered me",
	    "Contar dos veces", "Nadie contesta el tel\u00e9fono"};

	if (world->note_count == NAMES_MAX)
		return;
	add_note(&world->place, (enum note_kind)draw(world, NOTE_KINDS),
	    world->day, texts[draw(world, 4)],
	    world->notes[world->note_count++]);
}

static const char *
any_text(struct world *world, enum request_text which)
{
	static const char *const words[] = {"it works", "no money", "two carts",
	    "charge nurse", "Los guantes se acabaron aqu\u00ed", ""};
	static const char *const days[] = {"fri", "+2w", ""};
	static const char *const sizes[] = {"small", "large", ""};

	if (which == TEXT_DUE)
		return days[draw(world, 3)];
	if (which == TEXT_SIZE)
		return sizes[draw(world, 3)];
	return words[draw(world, which == TEXT_THEME ? 1 : 6)];
}

/* Anything at all, sensible or not; but for redacting, which is for good. */
static struct request
any_request(struct world *world)
{
	struct request request;

	request_init(&request, (enum request_kind)draw(world, REQUEST_REDACT));
	request.action = 1 + draw(world, (int)world->cards + 1);
	if (request.kind == REQUEST_ADD)
		request.action = 0;
	if (request.kind != REQUEST_ADD || draw(world, 2))
		memcpy(request.note, any_note(world), NOTE_ID_SIZE);
	memcpy(request.other, any_note(world), NOTE_ID_SIZE);
	request.state = draw(world, ACTION_STATES);
	request.tier = draw(world, TIERS + 1) - 1;
	request.outcome = 1 + draw(world, OUTCOMES - 1);
	for (int i = 0; i < REQUEST_TEXTS; i++)
		if (draw(world, 4))
			request_text(&request, (enum request_text)i,
			    any_text(world, (enum request_text)i));
	if (request.kind == REQUEST_ADD && !request.text[TEXT_TITLE])
		request_text(&request, TEXT_TITLE, "A title");
	return request;
}

static void
random_request(struct world *world)
{
	struct request request = any_request(world);
	enum request_kind kind = request.kind;
	struct buf now = BUF_INIT, before = BUF_INIT;
	struct err err;
	int64_t id;
	int status;

	if (request_check(&request, world->day, &err) < 0) {
		request_done(&request);
		return;
	}
	dump_records(&world->place, &before);
	status = ask(world->place.db, &request, world->day, &id, &err);
	dump_records(&world->place, &now);
	if (id > world->cards)
		world->cards = id;
	if (status == OK) {
		assert_string_not_equal(buf_text(&now), buf_text(&before));
		world->standing++;
		world->taken[kind]++;
		world->undone = 0;
	} else {
		assert_string_equal(buf_text(&now), buf_text(&before));
	}
	buf_done(&now);
	buf_done(&before);
}

/* One step back or forth; false if there was none. What there is must be what
 * the model says. */
static bool
random_walk(struct world *world, bool back)
{
	int *from = back ? &world->standing : &world->undone;
	int *to = back ? &world->undone : &world->standing;
	struct revision undo_next, redo_next, done;
	struct err err;
	int status;

	must(revision_next(
	    world->place.db, world->day, &undo_next, &redo_next, &err));
	assert_int_equal(undo_next.id != 0, world->standing > 0);
	assert_int_equal(redo_next.id != 0, world->undone > 0);
	status = (back ? revision_undo : revision_redo)(world->place.db,
	    world->day, back ? undo_next.id : redo_next.id, &done, &err);
	if (*from == 0) {
		assert_int_equal(status, ERR_UNAVAILABLE);
		return false;
	}
	must(status);
	--*from;
	++*to;
	return true;
}

/* What was written down stays as it was. */
static void
check_events(struct world *world)
{
	struct buf now = BUF_INIT;

	dump_rows(world->place.store, "SELECT * FROM event ORDER BY id", &now);
	assert_true(now.len >= world->events.len);
	assert_memory_equal(
	    buf_text(&now), buf_text(&world->events), world->events.len);
	buf_done(&world->events);
	world->events = now;
}

static void
expect_records(struct world *world, const struct buf *expected)
{
	struct buf now = BUF_INIT;

	dump_records(&world->place, &now);
	assert_string_equal(buf_text(&now), buf_text(expected));
	buf_done(&now);
}

/* One day: at its end all of it is taken back and done again. */
static void
live_day(struct world *world)
{
	struct buf start = BUF_INIT, end = BUF_INIT;
	int steps = 1 + draw(world, STEPS_MAX);

	for (int i = draw(world, 4); i >= 0; i--)
		another_note(world);
	world->standing = world->undone = 0;
	dump_records(&world->place, &start);
	for (int i = 0; i < steps; i++) {
		int what = draw(world, 10);

		if (what < 7)
			random_request(world);
		else if (what < 9)
			random_walk(world, what == 7);
		else
			reopen(&world->place);
	}
	check_events(world);
	while (random_walk(world, false))
		;
	dump_records(&world->place, &end);
	while (random_walk(world, true))
		;
	expect_records(world, &start);
	if (draw(world, 2))
		reopen(&world->place);
	while (random_walk(world, false))
		;
	expect_records(world, &end);
	check_events(world);
	for (int i = draw(world, 3); i > 0; i--)
		random_walk(world, true);
	buf_done(&start);
	buf_done(&end);
}

static void
test_random(void **state)
{
	uint64_t seed = test_seed();
	int histories = 0, taken[REQUESTS] = {0};

	(void)state;
	print_message("SEED=%llu\n", (unsigned long long)seed);
	for (int i = 0; i < STORES; i++) {
		struct world *world = mem_new(1, sizeof(*world));

		place_with_store(&world->place);
		world->random =
		    crypt_seeded(&world->seeded, seed + (uint64_t)i);
		for (int day = 0; day < DAYS; day++) {
			world->day = TODAY + day;
			live_day(world);
			histories++;
		}
		for (int kind = 0; kind < REQUESTS; kind++)
			taken[kind] += world->taken[kind];
		buf_done(&world->events);
		place_done(&world->place);
		free(world);
	}
	assert_true(histories >= 1000);
	for (int kind = 0; kind < REQUEST_REDACT; kind++) {
		print_message("%s %d\n", revision_names[kind], taken[kind]);
		assert_true(taken[kind] >= 10);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_three),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_adding),
	    cmocka_unit_test(test_merge),
	    cmocka_unit_test(test_new_step_ends_redo),
	    cmocka_unit_test(test_expected),
	    cmocka_unit_test(test_other_day),
	    cmocka_unit_test(test_adding_other_day),
	    cmocka_unit_test(test_twice),
	    cmocka_unit_test(test_empty),
	    cmocka_unit_test(test_history),
	    cmocka_unit_test(test_damaged),
	    cmocka_unit_test(test_random),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
