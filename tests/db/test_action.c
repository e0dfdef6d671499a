/*
 * Cards in the store: what is put is what is got, whole; the board; counts;
 * versions, so that two keyboards never overwrite each other.
 */
#include "tests/db/board.h"

static struct action
get(struct place *place, int64_t id)
{
	struct action action;
	struct err err;

	must(action_get(place->db, id, &action, &err));
	return action;
}

static void
expect_same(const struct action *a, const struct action *b)
{
	struct changes changes;

	record_diff(&action_record, a, b, &changes);
	for (int i = 0; i < changes.count; i++)
		fail_msg("%s: %s, %s",
		    action_record.fields[changes.list[i].field].name,
		    changes.list[i].before, changes.list[i].after);
	changes_done(&changes);
	assert_int_equal(a->id, b->id);
	assert_int_equal(a->version, b->version);
}

/* Another value of every field, so that none is forgotten. */
static void
fill_all(struct action *action, int round)
{
	struct err err;

	for (int i = 0; i < action_record.field_count; i++) {
		const struct field *field = &action_record.fields[i];
		int slots = field->slots ? field->slots : 1;

		for (int at = 0; at < slots; at++) {
			char text[60];
			int number = 1 + (i + at + round) % 2;

			if (strcmp(field->name, "removed") == 0)
				continue;
			if (field->type == FIELD_NAME)
				snprintf(text, sizeof(text), "%s",
				    field->names[number]);
			else if (field->type == FIELD_DAY)
				date_format(TODAY + i + at + round, text);
			else
				snprintf(
				    text, sizeof(text), "%d%d%d", i, at, round);
			must(record_set(
			    &action_record, action, i, at, text, &err));
		}
	}
}

static int
put(struct place *place, const struct action *was, struct action *now,
    struct err *err)
{
	struct revision revision;
	int status = db_begin(place->db, err);

	if (status == OK)
		status = revision_begin(
		    place->db, REQUEST_EDIT, TODAY, &revision, err);
	if (status == OK)
		status = action_put(place->db, &revision, was, now, err);
	if (status == OK)
		status = db_commit(place->db, err);
	db_rollback(place->db);
	return status;
}

static void
test_every_field(void **state)
{
	struct place place;
	struct action now, was, read;
	struct err err;

	(void)state;
	place_with_store(&place);
	action_init(&now);
	fill_all(&now, 0);
	must(put(&place, NULL, &now, &err));
	assert_true(now.id > 0);
	assert_int_equal(now.version, 1);
	reopen(&place);
	read = get(&place, now.id);
	expect_same(&now, &read);
	for (int round = 1; round < 4; round++) {
		action_copy(&was, &now);
		fill_all(&now, round);
		must(put(&place, &was, &now, &err));
		assert_int_equal(now.version, 1 + round);
		action_done(&read);
		read = get(&place, now.id);
		expect_same(&now, &read);
		action_done(&was);
	}
	action_done(&now);
	action_done(&read);
	place_done(&place);
}

/* What is taken out of a card has no row any more. */
static void
test_parts_go(void **state)
{
	struct place place;
	struct action was, now, none;
	struct buf rows = BUF_INIT;
	struct err err;

	(void)state;
	place_with_store(&place);
	action_init(&now);
	fill_all(&now, 0);
	must(put(&place, NULL, &now, &err));
	action_copy(&was, &now);
	action_done(&now);
	action_init(&none);
	none.id = was.id;
	none.raised = none.since = TODAY;
	must(put(&place, &was, &none, &err));
	now = get(&place, was.id);
	expect_same(&none, &now);
	dump_rows(place.store,
	    "SELECT (SELECT count(*) FROM response), "
	    "(SELECT count(*) FROM cycle)",
	    &rows);
	assert_string_equal(buf_text(&rows), "0|0|\n");
	buf_done(&rows);
	action_done(&was);
	action_done(&now);
	place_done(&place);
}

static void
test_none(void **state)
{
	struct place place;
	struct card *cards;
	struct action action;
	struct err err;
	char **owners;
	int count, open, overdue;

	(void)state;
	place_with_store(&place);
	action = get(&place, 1);
	assert_int_equal(action.id, 0);
	must(action_cards(place.db, &cards, &count, &err));
	assert_int_equal(count, 0);
	card_list_done(cards, count);
	must(action_owners(place.db, &owners, &count, &err));
	assert_int_equal(count, 0);
	free(owners);
	must(action_count(place.db, TODAY, &open, &overdue, &err));
	assert_int_equal(open + overdue, 0);
	place_done(&place);
}

/* --- The board ---------------------------------------------------------- */

static void
same_card(const struct card *a, const struct card *b)
{
	assert_int_equal(a->id, b->id);
	assert_int_equal(a->version, b->version);
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->tier, b->tier);
	assert_int_equal(a->size, b->size);
	assert_string_equal(a->theme, b->theme);
	assert_string_equal(a->title, b->title);
	assert_string_equal(a->owner, b->owner);
	assert_int_equal(a->due, b->due);
	assert_int_equal(a->raised, b->raised);
	assert_int_equal(a->since, b->since);
	assert_int_equal(a->ended, b->ended);
	assert_memory_equal(a->asked, b->asked, sizeof(a->asked));
	assert_memory_equal(a->answered, b->answered, sizeof(a->answered));
	assert_int_equal(a->metoo, b->metoo);
	assert_int_equal(a->cycles, b->cycles);
	assert_int_equal(a->cycle_begun, b->cycle_begun);
	assert_string_equal(a->prediction, b->prediction);
}

/* Every card as its action says; those taken back are not there. */
static void
expect_board(struct place *place, int expected)
{
	struct card *cards;
	struct err err;
	int count;

	must(action_cards(place->db, &cards, &count, &err));
	assert_int_equal(count, expected);
	for (int i = 0; i < count; i++) {
		struct action action = get(place, cards[i].id);
		struct card card;

		assert_true(i == 0 || cards[i - 1].id < cards[i].id);
		card_of(&card, &action);
		same_card(&cards[i], &card);
		card_done(&card);
		action_done(&action);
	}
	card_list_done(cards, count);
}

static void
test_board(void **state)
{
	struct place place;
	struct revision done;
	struct err err;
	char note[NOTE_ID_SIZE];
	int64_t id, gone;

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY - 9, "Linen runs out", note);
	must_ask(&place, of_note(REQUEST_METOO, note), TODAY);
	id = card_from(&place, note, TODAY);
	gone = add_card(&place, "Taken back", TODAY);
	plan_test(&place, gone, "nothing", TODAY);
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	expect_board(&place, 1);
	plan_test(&place, id, "two carts", TODAY);
	end_test(&place, id, OUTCOME_ADAPT, "not quite", TODAY);
	plan_test(&place, id, "three carts", TODAY);
	must_say(&place, of_card(REQUEST_ESCALATE, id), TODAY, TEXT_REASON,
	    "needs the laundry");
	add_card(&place, "Another", TODAY);
	expect_board(&place, 2);
	reopen(&place);
	expect_board(&place, 2);
	place_done(&place);
}

static void
set_due(struct place *place, int64_t id, const char *due, const char *owner)
{
	struct request request = of_card(REQUEST_EDIT, id);

	request_text(&request, TEXT_OWNER, owner);
	must_say(place, request, TODAY, TEXT_DUE, due);
}

static void
expect_counts(struct place *place, int32_t today, int open, int overdue)
{
	struct err err;
	int counts[2];

	must(action_count(place->db, today, &counts[0], &counts[1], &err));
	assert_int_equal(counts[0], open);
	assert_int_equal(counts[1], overdue);
}

static void
test_counts(void **state)
{
	struct place place;
	struct revision done;
	struct err err;
	int64_t ids[4];

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < 4; i++)
		ids[i] = add_card(&place, "x", TODAY);
	expect_counts(&place, TODAY + 99, 4, 0);
	set_due(&place, ids[0], "+1", "Ana");
	set_due(&place, ids[1], "+2", "Ben");
	expect_counts(&place, TODAY + 1, 4, 0);
	expect_counts(&place, TODAY + 2, 4, 1);
	expect_counts(&place, TODAY + 3, 4, 2);
	move_card(&place, ids[0], ACTION_DONE, "", TODAY);
	move_card(&place, ids[2], ACTION_CLOSED, "no money", TODAY);
	expect_counts(&place, TODAY + 3, 2, 1);
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	expect_counts(&place, TODAY + 3, 3, 1);
	place_done(&place);
}

static void
test_owners(void **state)
{
	static const char *const expected[] = {"Ana", "Ben", "charge nurse"};
	struct place place;
	struct revision done;
	struct err err;
	char **owners;
	int count;

	(void)state;
	place_with_store(&place);
	set_due(&place, add_card(&place, "a", TODAY), "fri", "charge nurse");
	set_due(&place, add_card(&place, "b", TODAY), "fri", "Ben");
	set_due(&place, add_card(&place, "c", TODAY), "fri", "Ana");
	set_due(&place, add_card(&place, "d", TODAY), "fri", "Ben");
	add_card(&place, "nobody's", TODAY);
	set_due(&place, add_card(&place, "e", TODAY), "fri", "Gone");
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	must(action_owners(place.db, &owners, &count, &err));
	assert_int_equal(count, 3);
	for (int i = 0; i < count; i++) {
		assert_string_equal(owners[i], expected[i]);
		free(owners[i]);
	}
	free(owners);
	place_done(&place);
}

/* --- Two keyboards ------------------------------------------------------ */

static void
test_versions(void **state)
{
	struct place place;
	struct action seen, first, second;
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct db *other;
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "One", TODAY);
	seen = get(&place, id);
	action_copy(&first, &seen);
	action_copy(&second, &seen);
	free(first.title);
	first.title = mem_copy("The first");
	free(second.owner);
	second.owner = mem_copy("The second");
	must(put(&place, &seen, &first, &err));
	dump_records(&place, &before);
	must(db_open(&other, place.store, DB_EXISTING, &err));
	db_close(place.db);
	place.db = other;
	must_fail(put(&place, &seen, &second, &err), ERR_AGAIN,
	    "This card was changed at another keyboard meanwhile. Nothing was "
	    "changed.");
	dump_records(&place, &after);
	assert_string_equal(buf_text(&after), buf_text(&before));
	/* Once it is read again it goes through, and nothing is lost. */
	action_done(&seen);
	action_done(&second);
	seen = get(&place, id);
	assert_int_equal(seen.version, 2);
	action_copy(&second, &seen);
	free(second.owner);
	second.owner = mem_copy("The second");
	must(put(&place, &seen, &second, &err));
	action_done(&first);
	first = get(&place, id);
	assert_string_equal(first.title, "The first");
	assert_string_equal(first.owner, "The second");
	assert_int_equal(first.version, 3);
	action_done(&seen);
	action_done(&first);
	action_done(&second);
	buf_done(&before);
	buf_done(&after);
	place_done(&place);
}

#define WRITERS 3
#define TIMES 40

/* Reads without a transaction, as a person looks at a screen, then asks for a
 * change of what was seen; looks again when somebody was faster. Returns how
 * often that was so, or -1. */
static int
count_up(struct db *db, int64_t id, const char *note)
{
	int again = 0;

	for (int i = 0; i < TIMES;) {
		struct request request = of_note(REQUEST_METOO, note);
		struct note seen;
		struct err err;
		int64_t card;
		int status = note_get(db, note, &seen, &err);

		if (status < 0)
			return -1;
		request.version = seen.version;
		note_done(&seen);
		status = ask(db, &request, TODAY, &card, &err);
		if (status == OK) {
			request = of_card(REQUEST_RESPOND, id);
			request_text(&request, TEXT_ANSWER,
			    i % 2 ? "we look into it" : "we are at it");
			status = ask(db, &request, TODAY, &card, &err);
			i++;
		}
		again += status == ERR_AGAIN;
		if (status != OK && status != ERR_AGAIN &&
		    status != ERR_UNAVAILABLE)
			return -1;
	}
	return again;
}

/* Several processes at one note and one card: every "me too" counts. */
static void
test_writers(void **state)
{
	struct place place;
	struct note seen;
	struct buf events = BUF_INIT;
	struct err err;
	char note[NOTE_ID_SIZE];
	pid_t children[WRITERS];
	int64_t id;

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "Linen runs out", note);
	id = card_from(&place, note, TODAY);
	db_close(place.db);
	place.db = NULL;
	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			struct db *db;
			int again = -1;

			if (db_open(&db, place.store, DB_EXISTING, NULL) == OK)
				again = count_up(db, id, note);
			_exit(again < 0);
		}
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	reopen(&place);
	must(note_get(place.db, note, &seen, &err));
	assert_int_equal(seen.metoo, WRITERS * TIMES);
	assert_int_equal(seen.version, 2 + WRITERS * TIMES);
	note_done(&seen);
	dump_rows(place.store,
	    "SELECT count(*), count(DISTINCT after) FROM event "
	    "WHERE field = 'metoo'",
	    &events);
	assert_string_equal(buf_text(&events), "120|120|\n");
	buf_done(&events);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_field),
	    cmocka_unit_test(test_parts_go),
	    cmocka_unit_test(test_none),
	    cmocka_unit_test(test_board),
	    cmocka_unit_test(test_counts),
	    cmocka_unit_test(test_owners),
	    cmocka_unit_test(test_versions),
	    cmocka_unit_test(test_writers),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
