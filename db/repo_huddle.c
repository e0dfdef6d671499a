/*
 * Huddles in the store. See repo_huddle.h.
 */
#include "db/repo_huddle.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/stmt.h"
#include "util/i18n.h"
#include "util/mem.h"

/* The row of a statement that gives one or none, and its end. */
static int
read_one(struct stmt *stmt, struct huddle *out, struct err *err)
{
	char *run;
	int status = stmt_step(stmt, err);

	*out = (struct huddle){0};
	if (status < 1)
		return status;
	out->id = stmt_int(stmt, "id", 1, INT64_MAX);
	out->shift.day = stmt_day(stmt, "day");
	out->shift.shift =
	    (enum shift)stmt_int(stmt, "shift", SHIFT_DAY, SHIFT_NIGHT);
	stmt_copy(stmt, "agenda", out->agenda, sizeof(out->agenda));
	out->planned = stmt_int(stmt, "planned", 0, 1);
	out->running = stmt_int(stmt, "running", 0, 1);
	run = mem_copy(stmt_text(stmt, "run"));
	out->round = stmt_int(stmt, "round", 0, INT64_MAX);
	out->seconds = (int32_t)stmt_int(stmt, "seconds", 0, INT32_MAX);
	out->headcount = (int32_t)stmt_int(stmt, "headcount", 0, INT32_MAX);
	out->checkins = (int32_t)stmt_int(stmt, "checkins", 0, INT32_MAX);
	out->notes = (int32_t)stmt_int(stmt, "notes", 0, INT32_MAX);
	stmt_copy(stmt, "note_ids", out->note_ids, sizeof(out->note_ids));
	status = stmt_done(stmt, err);
	if (status == OK && out->running)
		status = run_parse(&out->run, run, err);
	free(run);
	if (status < 0)
		*out = (struct huddle){0};
	return status;
}

int
huddle_running(struct db *db, struct huddle *out, struct err *err)
{
	return read_one(stmt_new(db, QUERY_HUDDLE_RUNNING), out, err);
}

int
huddle_last(struct db *db, struct huddle *out, struct err *err)
{
	return read_one(stmt_new(db, QUERY_HUDDLE_LAST), out, err);
}

static int
insert(struct db *db, const struct huddle *huddle, const char *run,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_HUDDLE_INSERT);

	stmt_bind_int(stmt, ":day", huddle->shift.day);
	stmt_bind_int(stmt, ":shift", huddle->shift.shift);
	stmt_bind_text(stmt, ":agenda", huddle->agenda);
	stmt_bind_int(stmt, ":planned", huddle->planned);
	stmt_bind_int(stmt, ":running", huddle->running);
	stmt_bind_text(stmt, ":run", run);
	stmt_bind_int(stmt, ":round", huddle->round);
	stmt_bind_int(stmt, ":seconds", huddle->seconds);
	stmt_bind_int(stmt, ":headcount", huddle->headcount);
	stmt_bind_int(stmt, ":checkins", huddle->checkins);
	stmt_bind_int(stmt, ":notes", huddle->notes);
	return stmt_run(stmt, err);
}

int
huddle_start(struct db *db, struct huddle *huddle, struct err *err)
{
	struct huddle other;
	struct buf run = BUF_INIT;
	int status = db_begin(db, err);

	if (status < 0)
		return status;
	status = huddle_running(db, &other, err);
	if (status == OK && other.id != 0)
		status = err_set(err, ERR_UNAVAILABLE,
		    _("A huddle is running already. Resume it, or end it "
		      "first."));
	if (status < 0)
		goto out;
	huddle->running = true;
	/* Nothing is spent yet but what `run` says of earlier steps. */
	run_text(&huddle->run, huddle->run.since, &run);
	status = insert(db, huddle, buf_text(&run), err);
	if (status < 0)
		goto out;
	huddle->id = stmt_last_id(db);
	status = db_commit(db, err);
out:
	db_rollback(db);
	buf_done(&run);
	return status;
}

/* Whether a change of the running huddle, which somebody else may have ended
 * meanwhile, met one. */
static int
check_running(struct db *db, int status, struct err *err)
{
	if (status == OK && stmt_changes(db) == 0)
		status = err_set(err, ERR_UNAVAILABLE,
		    _("This huddle was ended at another keyboard."));
	return status;
}

static int
commit_change(struct db *db, int status, struct err *err)
{
	status = check_running(db, status, err);
	if (status == OK)
		return db_commit(db, err);
	db_rollback(db);
	return status;
}

int
huddle_save(struct db *db, int64_t id, const struct run *run, time_t now,
    struct err *err)
{
	struct buf text = BUF_INIT;
	struct stmt *stmt;
	int status = db_begin(db, err);

	if (status < 0)
		return status;
	run_text(run, now, &text);
	stmt = stmt_new(db, QUERY_HUDDLE_SAVE);
	stmt_bind_int(stmt, ":id", id);
	stmt_bind_text(stmt, ":run", buf_text(&text));
	status = commit_change(db, stmt_run(stmt, err), err);
	buf_done(&text);
	return status;
}

/* --- Its notes ---------------------------------------------------------- */

/* Appends an id; the oldest make room. */
static void
add_id(char ids[HUDDLE_NOTE_IDS_SIZE], const char *id)
{
	size_t more = strlen(id) + 1, len = strlen(ids);
	const char *kept = ids;

	while (len + more >= HUDDLE_NOTE_IDS_SIZE) {
		const char *space = strchr(kept, ' ');

		kept = space ? space + 1 : kept + strlen(kept);
		len = strlen(kept);
	}
	memmove(ids, kept, len + 1);
	snprintf(
	    ids + len, HUDDLE_NOTE_IDS_SIZE - len, "%s%s", len ? " " : "", id);
}

/* False if it is not there. */
static bool
take_id(char *ids, const char *id)
{
	size_t len = strlen(id);
	char *at = ids, *rest;

	while (len > 0 && (at = strstr(at, id))) {
		rest = at + len;
		if ((at == ids || at[-1] == ' ') && (!*rest || *rest == ' '))
			break;
		at = rest;
	}
	if (len == 0 || !at)
		return false;
	if (*rest)
		rest++; /* the space behind it */
	else if (at > ids)
		at--; /* the one before it */
	memmove(at, rest, strlen(rest) + 1);
	return true;
}

int
huddle_note(
    struct db *db, int64_t id, const char *note_id, bool added, struct err *err)
{
	struct huddle huddle;
	struct stmt *stmt;
	int status;

	assert(db_writing(db));
	status = huddle_running(db, &huddle, err);
	if (status < 0)
		return status;
	if (added) {
		add_id(huddle.note_ids, note_id);
		huddle.notes++;
	} else if (take_id(huddle.note_ids, note_id) && huddle.notes > 0) {
		huddle.notes--;
	}
	stmt = stmt_new(db, QUERY_HUDDLE_NOTE);
	stmt_bind_int(stmt, ":id", id);
	stmt_bind_int(stmt, ":notes", huddle.notes);
	stmt_bind_text(stmt, ":note_ids", huddle.note_ids);
	return check_running(db, stmt_run(stmt, err), err);
}

int
huddle_end(
    struct db *db, const struct huddle *huddle, bool held, struct err *err)
{
	struct stmt *stmt;
	int status = db_begin(db, err);

	if (status < 0)
		return status;
	stmt = stmt_new(db, held ? QUERY_HUDDLE_END : QUERY_HUDDLE_DROP);
	stmt_bind_int(stmt, ":id", huddle->id);
	if (held) {
		stmt_bind_int(stmt, ":round", huddle->round);
		stmt_bind_int(stmt, ":seconds", huddle->seconds);
		stmt_bind_int(stmt, ":headcount", huddle->headcount);
		stmt_bind_int(stmt, ":checkins", huddle->checkins);
	}
	return commit_change(db, stmt_run(stmt, err), err);
}

int
huddle_record(struct db *db, const struct huddle *huddle, struct err *err)
{
	struct huddle held = *huddle;

	assert(db_writing(db));
	held.running = false;
	return insert(db, &held, "", err);
}
