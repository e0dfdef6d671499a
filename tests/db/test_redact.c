/*
 * Redaction: a note's words leave the store's files for good, the card's and
 * the events' with them, and nothing brings them back.
 */
#include "tests/db/board.h"

#include "util/random.h"

static void
redact(struct place *place, const char *note)
{
	must_say(place, of_note(REQUEST_REDACT, note), TODAY, TEXT_REASON,
	    "it named somebody");
}

static void
gone(const struct place *place, const char *text)
{
	if (on_disk(place, text))
		fail_msg("\"%s\" is still there", text);
}

static void
test_note(void **state)
{
	struct place place;
	struct note note;
	struct revision done;
	struct err err;
	char id[NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "Quentin Quibble is rude", id);
	must_ask(&place, of_note(REQUEST_METOO, id), TODAY);
	assert_true(on_disk(&place, "Quibble"));
	redact(&place, id);
	gone(&place, "Quibble");
	must(note_get(place.db, id, &note, &err));
	assert_int_equal(note.state, NOTE_REDACTED);
	assert_string_equal(note.text, "");
	assert_string_equal(note.answer, "it named somebody");
	assert_int_equal(note.metoo, 1);
	note_done(&note);
	must_fail(revision_undo(place.db, TODAY, 0, &done, &err),
	    ERR_UNAVAILABLE, "left to undo");
	reopen(&place);
	gone(&place, "Quibble");
	place_done(&place);
}

/* The card that was made of it keeps everything but these words. */
static void
test_card(void **state)
{
	static const char text[] =
	    "Quentin Quibble hides the stapler behind the third cupboard of "
	    "the corridor every single night, and nobody dares to say so, "
	    "not even the one who told me this morning";
	struct place place;
	struct action action;
	struct revision done;
	struct buf events = BUF_INIT;
	struct err err;
	char id[NOTE_ID_SIZE];
	int64_t card;
	int32_t version;

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, text, id);
	card = card_from(&place, id, TODAY);
	move_card(&place, card, ACTION_AGREED, "", TODAY);
	must_ask(&place, of_card(REQUEST_APPROVE, card), TODAY);
	must(action_get(place.db, card, &action, &err));
	version = action.version;
	assert_true(strlen(action.title) < strlen(text));
	action_done(&action);
	assert_true(on_disk(&place, "third cupboard"));
	redact(&place, id);
	gone(&place, "Quibble");
	gone(&place, "third cupboard");
	must(action_get(place.db, card, &action, &err));
	assert_string_equal(action.title, "(redacted)");
	assert_int_equal(action.state, ACTION_AGREED);
	assert_int_equal(action.approved, DATE_NONE);
	assert_int_equal(action.version, version + 1);
	action_done(&action);
	dump_rows(place.store,
	    "SELECT r.kind, e.after FROM event e JOIN revision r "
	    "ON r.id = e.revision WHERE e.field = 'approved' ORDER BY e.id",
	    &events);
	assert_string_equal(
	    buf_text(&events), "approve|2026-11-21|\nredact||\n");
	buf_done(&events);
	must_fail(revision_undo(place.db, TODAY, 0, &done, &err),
	    ERR_UNAVAILABLE, "changed again since");
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	assert_int_equal(done.kind, REQUEST_MOVE);
	must_fail(revision_undo(place.db, TODAY, 0, &done, &err),
	    ERR_UNAVAILABLE, "left to undo");
	place_done(&place);
}

/* A card whose adding was undone has them, too; it does not come back. */
static void
test_card_taken_back(void **state)
{
	struct place place;
	struct revision done;
	struct err err;
	char id[NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "Quentin Quibble is rude", id);
	card_from(&place, id, TODAY);
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	redact(&place, id);
	gone(&place, "Quibble");
	must_fail(revision_redo(place.db, TODAY, 0, &done, &err),
	    ERR_UNAVAILABLE, "left to redo");
	place_done(&place);
}

/* A title in other words stays, and so does what people wrote before it; what
 * the card was called after the note does not. */
static void
test_other_words(void **state)
{
	struct place place;
	struct action action;
	struct buf titles = BUF_INIT;
	struct err err;
	char id[NOTE_ID_SIZE], other[NOTE_ID_SIZE];
	int64_t card, unrelated;

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "Old LIFT is broken again", id);
	add_note(&place, NOTE_PEBBLE, TODAY, "Another pebble", other);
	card = card_from(&place, id, TODAY);
	unrelated = card_from(&place, other, TODAY);
	must_say(&place, of_card(REQUEST_EDIT, card), TODAY, TEXT_TITLE,
	    "old lift is broken AGAIN");
	must_say(
	    &place, of_card(REQUEST_EDIT, card), TODAY, TEXT_TITLE, "a ramp");
	must_say(
	    &place, of_card(REQUEST_EDIT, card), TODAY, TEXT_TITLE, "lift");
	redact(&place, id);
	gone(&place, "LIFT");
	gone(&place, "AGAIN");
	must(action_get(place.db, card, &action, &err));
	assert_string_equal(action.title, "lift");
	action_done(&action);
	dump_rows(place.store,
	    "SELECT before, after FROM event WHERE field = 'title' "
	    "AND action = 1 ORDER BY id",
	    &titles);
	assert_string_equal(
	    buf_text(&titles), "||\n||\n|a ramp|\na ramp|lift|\n");
	buf_done(&titles);
	must(action_get(place.db, unrelated, &action, &err));
	assert_string_equal(action.title, "Another pebble");
	action_done(&action);
	place_done(&place);
}

/* What people wrote by hand can still be undone; what was the note's not. */
static void
test_undo_by_hand(void **state)
{
	struct place place;
	struct action action;
	struct revision done;
	struct err err;
	char id[NOTE_ID_SIZE];
	int64_t card;

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "Quentin Quibble is rude", id);
	card = card_from(&place, id, TODAY);
	must_say(&place, of_card(REQUEST_EDIT, card), TODAY, TEXT_TITLE, "One");
	must_say(&place, of_card(REQUEST_EDIT, card), TODAY, TEXT_TITLE, "Two");
	redact(&place, id);
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	must(action_get(place.db, card, &action, &err));
	assert_string_equal(action.title, "One");
	action_done(&action);
	must_fail(revision_undo(place.db, TODAY, 0, &done, &err),
	    ERR_UNAVAILABLE, "left to undo");
	place_done(&place);
}

/* The same words in another case are the same words. */
static void
test_folded(void **state)
{
	struct place place;
	struct action action;
	struct err err;
	char id[NOTE_ID_SIZE];
	int64_t card;

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "Quentin Quíbble", id);
	card = card_from(&place, id, TODAY);
	must_say(&place, of_card(REQUEST_EDIT, card), TODAY, TEXT_TITLE,
	    "QUENTIN QUIBBLE");
	redact(&place, id);
	gone(&place, "QUIBBLE");
	must(action_get(place.db, card, &action, &err));
	assert_string_equal(action.title, "(redacted)");
	action_done(&action);
	place_done(&place);
}

/* An answer often says again what the note said. The reason stays. */
static void
test_answer(void **state)
{
	struct place place;
	struct buf answers = BUF_INIT;
	char id[NOTE_ID_SIZE], other[NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "Quentin is rude", id);
	add_note(&place, NOTE_PEBBLE, TODAY, "No pens", other);
	must_say(&place, of_note(REQUEST_ANSWER, id), TODAY, TEXT_ANSWER,
	    "Quibble was told");
	must_say(&place, of_note(REQUEST_ANSWER, other), TODAY, TEXT_ANSWER,
	    "On Friday");
	redact(&place, id);
	gone(&place, "Quibble");
	dump_rows(place.store,
	    "SELECT before, after FROM event WHERE field = 'answer' "
	    "ORDER BY id",
	    &answers);
	assert_string_equal(
	    buf_text(&answers), "||\n|On Friday|\n|it named somebody|\n");
	buf_done(&answers);
	place_done(&place);
}

static void
check_merged(struct place *place, const char *id, enum note_state expected)
{
	struct note note;
	struct err err;

	must(note_get(place->db, id, &note, &err));
	assert_int_equal(note.state, expected);
	if (expected == NOTE_OPEN)
		assert_string_equal(note.into, "");
	assert_int_equal(note.metoo, 1);
	note_done(&note);
}

static void
merge(struct place *place, const char *id, const char *into)
{
	struct request request = of_note(REQUEST_MERGE, id);

	memcpy(request.other, into, NOTE_ID_SIZE);
	must_ask(place, request, TODAY);
}

/* Whoever was merged into it still waits for an answer. */
static void
test_merged(void **state)
{
	struct place place;
	struct buf events = BUF_INIT;
	struct revision done;
	struct err err;
	char ids[4][NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < 4; i++) {
		add_note(&place, NOTE_PEBBLE, TODAY - i, "A pebble", ids[i]);
		if (i < 3)
			must_ask(&place, of_note(REQUEST_METOO, ids[i]), TODAY);
	}
	merge(&place, ids[0], ids[3]);
	merge(&place, ids[1], ids[3]);
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	must(revision_redo(place.db, TODAY, 0, &done, &err));
	merge(&place, ids[2], ids[3]);
	redact(&place, ids[2]);
	redact(&place, ids[3]);
	check_merged(&place, ids[0], NOTE_OPEN);
	check_merged(&place, ids[1], NOTE_OPEN);
	check_merged(&place, ids[2], NOTE_REDACTED);
	dump_rows(place.store,
	    "SELECT r.kind, e.field, e.after FROM event e JOIN revision r "
	    "ON r.id = e.revision WHERE e.revision = "
	    "(SELECT max(id) FROM revision) AND e.note IN (SELECT id FROM "
	    "note WHERE state = 0) ORDER BY e.note, e.id",
	    &events);
	assert_string_equal(buf_text(&events),
	    "redact|state|open|\nredact|into||\n"
	    "redact|state|open|\nredact|into||\n");
	buf_done(&events);
	must_say(&place, of_note(REQUEST_ANSWER, ids[0]), TODAY, TEXT_ANSWER,
	    "On Friday");
	place_done(&place);
}

/* --- Copies ------------------------------------------------------------- */

#define ROUNDS 30
#define NOTES 120 /* added in each */
#define SECRET_SIZE 13

struct many {
	struct place place;
	struct random random;
	struct crypt_seeded seeded;
	int count;
	int copies[ROUNDS * NOTES]; /* of each text in the store's file */
};

static int
draw(struct many *many, int below)
{
	return (int)many->random.uniform(many->random.context, (uint32_t)below);
}

/* Rows of many lengths on days out of order, so that pages split and rows
 * move. */
static void
add_notes(struct many *many)
{
	for (int i = 0; i < NOTES; i++) {
		char text[500], id[NOTE_ID_SIZE];
		int len = 10 + draw(many, 440);

		snprintf(text, sizeof(text), "secret-%05d-%0*d", many->count++,
		    len, 0);
		add_note(&many->place, NOTE_PEBBLE, TODAY - draw(many, 99),
		    text, id);
	}
}

static void
count_copies(struct many *many)
{
	struct buf bytes = bytes_of(many->place.store);
	const char *at = bytes.text, *end = bytes.text + bytes.len;

	memset(many->copies, 0, sizeof(many->copies));
	while ((at = memmem(at, (size_t)(end - at), "secret-", 7))) {
		int which = (int)strtol(at + 7, NULL, 10);

		assert_in_range(which, 0, many->count - 1);
		many->copies[which]++;
		at++;
	}
	buf_done(&bytes);
}

static int
copies_of(const struct many *many, const struct note *note)
{
	return many->copies[strtol(note->text + 7, NULL, 10)];
}

/* All notes, so that their pages are in the memory of this connection. */
static struct note *
read_all(struct db *db, int *count)
{
	struct note_filter filter = note_filter_all;
	struct note *notes;
	struct err err;

	must(note_list(db, &filter, &notes, count, &err));
	return notes;
}

/* As ask() does it, but somebody else reads before what is left is cleared. */
static void
redact_watched(struct db *db, struct db *other, const char *note)
{
	struct request request = of_note(REQUEST_REDACT, note);
	struct revision revision;
	struct note *notes;
	struct err err;
	int count;

	request_text(&request, TEXT_REASON, "it named somebody");
	must(db_begin(db, &err));
	must(revision_begin(db, REQUEST_REDACT, TODAY, &revision, &err));
	must(ask_note(db, &request, &revision, TODAY, &err));
	must(db_commit(db, &err));
	notes = read_all(other, &count);
	note_list_done(notes, count);
	must(db_scrub(db, &err));
	request_done(&request);
}

/* Writes to the rows beside one that is no longer listed, on its pages. */
static void
write_beside(struct db *db, const struct note *notes, int count, int at)
{
	for (int i = at - 9; i <= at + 9; i++) {
		struct request request;
		struct err err;
		int64_t card;

		if (i < 0 || i >= count || i == at)
			continue;
		request = of_note(REQUEST_METOO, notes[i].id);
		must(ask(db, &request, TODAY, &card, &err));
	}
}

/* Redacts a note of whose text there is a copy; false if there is none. */
static bool
redact_copied(struct many *many, struct db *db, struct db *other)
{
	struct db *writer = draw(many, 2) ? db : other;
	char secret[SECRET_SIZE];
	int count, at = 0;
	struct note *notes = read_all(db, &count);

	count_copies(many);
	while (at < count && copies_of(many, &notes[at]) < 2)
		at++;
	if (at < count) {
		snprintf(secret, sizeof(secret), "%.12s", notes[at].text);
		redact_watched(db, other, notes[at].id);
		gone(&many->place, secret);
		write_beside(writer, notes, count, at);
		gone(&many->place, secret);
	}
	note_list_done(notes, count);
	return at < count;
}

/*
 * Pages that rows were moved between hold copies of them beside what counts.
 * Whoever has these pages in memory, and writes to them later, must not bring
 * the copies back.
 */
static void
test_copies(void **state)
{
	struct many *many = mem_new(1, sizeof(*many));
	uint64_t seed = test_seed();
	struct buf whole = BUF_INIT;
	struct db *db[2];
	struct err err;
	int redacted = 0;

	(void)state;
	print_message("SEED=%llu\n", (unsigned long long)seed);
	many->random = crypt_seeded(&many->seeded, seed);
	place_with_store(&many->place);
	db[0] = many->place.db;
	must(db_open(&db[1], many->place.store, DB_EXISTING, &err));
	for (int i = 0; i < ROUNDS; i++) {
		int first = draw(many, 2);

		add_notes(many);
		redacted += redact_copied(many, db[first], db[!first]);
	}
	print_message("%d had left copies\n", redacted);
	assert_true(redacted > 0);
	db_close(db[1]);
	dump_rows(many->place.store, "PRAGMA integrity_check", &whole);
	assert_string_equal(buf_text(&whole), "ok|\n");
	buf_done(&whole);
	place_done(&many->place);
	free(many);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_note),
	    cmocka_unit_test(test_card),
	    cmocka_unit_test(test_card_taken_back),
	    cmocka_unit_test(test_other_words),
	    cmocka_unit_test(test_undo_by_hand),
	    cmocka_unit_test(test_folded),
	    cmocka_unit_test(test_answer),
	    cmocka_unit_test(test_merged),
	    cmocka_unit_test(test_copies),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
