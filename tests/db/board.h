/*
 * What the tests of cards and notes share: requests carried out on a store as
 * the app does it, and all that a store knows of its records as one text.
 */
#ifndef HUDDLE_TESTS_DB_BOARD_H
#define HUDDLE_TESTS_DB_BOARD_H

#include "tests/db/store.h"

#include <sqlite3.h>

#include "core/request.h"
#include "db/repo_action.h"
#include "db/repo_note.h"
#include "util/date.h"

/* 2026-11-21, a Saturday. */
#define TODAY 20778

/* --- Requests ----------------------------------------------------------- */

AID int
seen_by(int32_t seen, int32_t version, struct err *err)
{
	if (seen == 0 || seen == version)
		return OK;
	return err_set(err, ERR_AGAIN, "changed meanwhile");
}

AID int
ask_for_card(struct db *db, struct request *request,
    const struct revision *revision, int32_t today, int64_t *id,
    struct err *err)
{
	struct action now;
	struct note was, note;
	int status = OK;

	action_init(&now);
	note_init(&was);
	if (request->note[0])
		status = note_get(db, request->note, &was, err);
	note_copy(&note, &was);
	if (status == OK)
		status = request_action(
		    request, &now, was.id[0] ? &was : NULL, today, err);
	if (status == OK)
		status = action_put(db, revision, NULL, &now, err);
	*id = now.id;
	if (status == OK && was.id[0])
		status = request_note(request, &note, NULL, now.id, today, err);
	if (status == OK && was.id[0])
		status = note_put(db, revision, &was, &note, err);
	action_done(&now);
	note_done(&was);
	note_done(&note);
	return status;
}

AID int
ask_card(struct db *db, struct request *request,
    const struct revision *revision, int32_t today, int64_t *id,
    struct err *err)
{
	struct action was, now;
	int status = action_get(db, request->action, &was, err);

	if (status == OK && was.id == 0)
		status = err_set(err, ERR_UNAVAILABLE, "no such card");
	if (status == OK)
		status = seen_by(request->version, was.version, err);
	action_copy(&now, &was);
	if (status == OK)
		status = request_action(request, &now, NULL, today, err);
	if (status == OK)
		status = action_put(db, revision, &was, &now, err);
	*id = was.id;
	action_done(&was);
	action_done(&now);
	return status;
}

AID int
ask_note(struct db *db, const struct request *request,
    const struct revision *revision, int32_t today, struct err *err)
{
	struct note was, now, other_was, other;
	bool two = request->kind == REQUEST_MERGE;
	int status = note_get(db, request->note, &was, err);

	note_init(&other_was);
	if (status == OK && !was.id[0])
		status = err_set(err, ERR_UNAVAILABLE, "no such note");
	if (status == OK)
		status = seen_by(request->version, was.version, err);
	if (status == OK && two)
		status = note_get(db, request->other, &other_was, err);
	note_copy(&now, &was);
	note_copy(&other, &other_was);
	if (status == OK)
		status = request_note(
		    request, &now, two ? &other : NULL, 0, today, err);
	if (status == OK)
		status = note_put(db, revision, &was, &now, err);
	if (status == OK && two)
		status = note_put(db, revision, &other_was, &other, err);
	if (status == OK && request->kind == REQUEST_REDACT)
		status = note_erase(db, revision, &was, err);
	note_done(&was);
	note_done(&now);
	note_done(&other_was);
	note_done(&other);
	return status;
}

/* One step, whole or not at all; *id is the card that it made or changed. The
 * request is used up. */
AID int
ask(struct db *db, struct request *request, int32_t today, int64_t *id,
    struct err *err)
{
	struct revision revision;
	int status = db_begin(db, err);

	*id = 0;
	if (status == OK)
		status =
		    revision_begin(db, request->kind, today, &revision, err);
	if (status == OK && request->kind == REQUEST_ADD)
		status = ask_for_card(db, request, &revision, today, id, err);
	else if (status == OK && request->kind < REQUEST_ANSWER)
		status = ask_card(db, request, &revision, today, id, err);
	else if (status == OK)
		status = ask_note(db, request, &revision, today, err);
	if (status == OK)
		status = db_commit(db, err);
	db_rollback(db);
	if (status == OK && request->kind == REQUEST_REDACT)
		status = db_scrub(db, err);
	request_done(request);
	return status;
}

AID struct request
of_card(enum request_kind kind, int64_t id)
{
	struct request request;

	request_init(&request, kind);
	request.action = id;
	return request;
}

AID struct request
of_note(enum request_kind kind, const char *id)
{
	struct request request;

	request_init(&request, kind);
	snprintf(request.note, sizeof(request.note), "%.10s", id);
	return request;
}

AID int64_t
must_ask(struct place *place, struct request request, int32_t today)
{
	struct err err = {""};
	int64_t id;

	must(ask(place->db, &request, today, &id, &err));
	return id;
}

/* Asks with one text, and with two. */
AID int64_t
must_say(struct place *place, struct request request, int32_t today,
    enum request_text which, const char *text)
{
	request_text(&request, which, text);
	return must_ask(place, request, today);
}

AID int64_t
add_card(struct place *place, const char *title, int32_t today)
{
	struct request request = of_card(REQUEST_ADD, 0);

	return must_say(place, request, today, TEXT_TITLE, title);
}

AID void
move_card(struct place *place, int64_t id, enum action_state state,
    const char *reason, int32_t today)
{
	struct request request = of_card(REQUEST_MOVE, id);

	request.state = (int)state;
	must_say(place, request, today, TEXT_REASON, reason);
}

AID void
plan_test(struct place *place, int64_t id, const char *plan, int32_t today)
{
	struct request request = of_card(REQUEST_PLAN, id);

	request_text(&request, TEXT_PREDICTION, "it gets better");
	must_say(place, request, today, TEXT_PLAN, plan);
}

AID void
end_test(struct place *place, int64_t id, enum outcome outcome,
    const char *result, int32_t today)
{
	struct request request = of_card(REQUEST_RESULT, id);

	request.outcome = (int)outcome;
	must_say(place, request, today, TEXT_RESULT, result);
}

AID void
respond(struct place *place, int64_t id, int tier, const char *answer,
    int32_t today)
{
	struct request request = of_card(REQUEST_RESPOND, id);

	request.tier = tier;
	must_say(place, request, today, TEXT_ANSWER, answer);
}

/* --- Notes -------------------------------------------------------------- */

AID void
add_note(struct place *place, enum note_kind kind, int32_t day,
    const char *text, char id[NOTE_ID_SIZE])
{
	struct note note;
	struct err err;

	note_init(&note);
	note.kind = kind;
	note.day = day;
	snprintf(note.theme, sizeof(note.theme), "supplies");
	note.text = mem_copy(text);
	must(note_add(place->db, &note, &crypt_random, &err));
	memcpy(id, note.id, NOTE_ID_SIZE);
	note_done(&note);
}

AID int64_t
card_from(struct place *place, const char *note, int32_t today)
{
	return must_ask(place, of_note(REQUEST_ADD, note), today);
}

/* --- Dumps -------------------------------------------------------------- */

/* Every row that a statement gives, a line each. */
AID void
dump_rows(const char *path, const char *sql, struct buf *out)
{
	sqlite3 *handle;
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	if (sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			buf_addf(out, "%s|",
			    (const char *)sqlite3_column_text(stmt, i));
		buf_add(out, "\n");
	}
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
}

/* What of a value is not as in an empty one. */
AID void
dump_value(const struct record *record, const void *empty, const void *value,
    struct buf *out)
{
	struct changes changes;

	record_diff(record, empty, value, &changes);
	for (int i = 0; i < changes.count; i++)
		buf_addf(out, " %s.%d=%s",
		    record->fields[changes.list[i].field].name,
		    changes.list[i].at, changes.list[i].after);
	buf_add(out, "\n");
	changes_done(&changes);
}

/* All cards that are shown, and all notes, but for their versions. */
AID void
dump_records(struct place *place, struct buf *out)
{
	static const int states[] = {-1, NOTE_MERGED, NOTE_REDACTED};
	struct action blank_card;
	struct note blank_note;
	struct card *cards;
	struct err err;
	int count;

	action_init(&blank_card);
	note_init(&blank_note);
	must(action_cards(place->db, &cards, &count, &err));
	for (int i = 0; i < count; i++) {
		struct action action;

		must(action_get(place->db, cards[i].id, &action, &err));
		buf_addf(out, "card %d:", (int)action.id);
		dump_value(&action_record, &blank_card, &action, out);
		action_done(&action);
	}
	card_list_done(cards, count);
	for (int i = 0; i < 3; i++) {
		struct note_filter filter = note_filter_all;
		struct note *notes;

		filter.state = states[i];
		must(note_list(place->db, &filter, &notes, &count, &err));
		for (int j = 0; j < count; j++) {
			buf_addf(out, "note %s %d %d %s:", notes[j].id,
			    (int)notes[j].kind, (int)notes[j].day,
			    notes[j].text);
			dump_value(&note_record, &blank_note, &notes[j], out);
		}
		note_list_done(notes, count);
	}
}

/* True if the bytes are in one of the store's files. */
AID bool
on_disk(const struct place *place, const char *text)
{
	static const char *const ends[] = {"", "-journal", "-queue"};
	bool there = false;

	for (int i = 0; i < 3; i++) {
		struct buf bytes;
		char path[400];

		snprintf(path, sizeof(path), "%s%s", place->store, ends[i]);
		bytes = bytes_of(path);
		there =
		    there || memmem(bytes.text, bytes.len, text, strlen(text));
		buf_done(&bytes);
	}
	return there;
}

#endif
