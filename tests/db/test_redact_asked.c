/*
 * A redaction as the app carries it out: what is told of it, and that it joins
 * a transaction that is under way.
 */
#include "app_request.c"
#include "tests/db/board.h"
#include "tests/fault/shim.h"

static int
redact(struct place *place, const char *id, struct request_result *out,
    struct err *err)
{
	struct request request = of_note(REQUEST_REDACT, id);
	struct config config = {0};
	int status;

	request_text(&request, TEXT_REASON, "it named somebody");
	status = app_request(place->db, &config, &request, TODAY, out, err);
	request_done(&request);
	return status;
}

static void
test_told(void **state)
{
	struct request_result done;
	struct place place;
	struct err err;
	char id[NOTE_ID_SIZE], copy[310];

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "Quibble is rude", id);
	must(redact(&place, id, &done, &err));
	assert_string_equal(done.notice.text, "");
	assert_false(done.unfinished);
	add_note(&place, NOTE_PEBBLE, TODAY, "Quibble is rude", id);
	card_from(&place, id, TODAY);
	snprintf(copy, sizeof(copy), "%s.v1", place.store);
	must(file_create(copy, 0600, "", 0, &err));
	must(redact(&place, id, &done, &err));
	assert_non_null(strstr(done.notice.text, "Card 1 "));
	assert_non_null(strstr(done.notice.text, copy));
	assert_false(on_disk(&place, "Quibble"));
	place_done(&place);
}

/* Whoever began the transaction clears, or the next start does. */
static void
test_joined(void **state)
{
	struct request_result done;
	struct place place;
	struct err err;
	char id[NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	add_note(&place, NOTE_PEBBLE, TODAY, "Quibble is rude", id);
	must(db_begin(place.db, &err));
	must(redact(&place, id, &done, &err));
	must(db_commit(place.db, &err));
	assert_true(on_disk(&place, "Quibble"));
	must(db_scrub_due(place.db, &err));
	assert_false(on_disk(&place, "Quibble"));
	place_done(&place);
}

/* A disk that fails behind the commit: redacted, but nobody says that the
 * text has left the disk. */
static void
test_unfinished(void **state)
{
	int unfinished = 0;
	bool struck = true;

	(void)state;
	for (int at = 1; struck; at++) {
		struct request_result done;
		struct place place;
		struct err err;
		char id[NOTE_ID_SIZE];
		int status;

		place_with_store(&place);
		add_note(&place, NOTE_PEBBLE, TODAY, "Quibble is rude", id);
		shim_set(SHIM_FAIL_EVER, at, EIO);
		status = redact(&place, id, &done, &err);
		struck = shim.seen >= at;
		shim_set(SHIM_OFF, 0, 0);
		if (status == OK)
			assert_int_equal(done.unfinished,
			    strstr(done.notice.text, "next start") != NULL);
		if (status == OK && on_disk(&place, "Quibble"))
			assert_true(done.unfinished);
		unfinished += status == OK && done.unfinished;
		place_done(&place);
	}
	assert_true(unfinished > 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_told),
	    cmocka_unit_test(test_joined),
	    cmocka_unit_test(test_unfinished),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
