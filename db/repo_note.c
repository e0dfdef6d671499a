/*
 * Notes in the store. See repo_note.h.
 */
#include "db/repo_note.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "db/repo_action.h"
#include "db/stmt.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* --- One note ----------------------------------------------------------- */

static void
draw_id(char id[NOTE_ID_SIZE], const struct random *random)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	for (int i = 0; i < NOTE_ID_SIZE - 1; i++)
		id[i] = letters[random->uniform(
		    random->context, sizeof(letters) - 1)];
	id[NOTE_ID_SIZE - 1] = '\0';
}

/* What may change of a note. */
static void
bind_changing(struct stmt *stmt, const struct note *note)
{
	stmt_bind_text(stmt, ":id", note->id);
	stmt_bind_int(stmt, ":state", note->state);
	stmt_bind_int(stmt, ":minutes", note->minutes);
	stmt_bind_int(stmt, ":version", note->version);
	stmt_bind_int(stmt, ":metoo", note->metoo);
	stmt_bind_int(stmt, ":answered", note->answered);
	stmt_bind_text(stmt, ":answer", record_text(note->answer));
	stmt_bind_text(stmt, ":into_note", note->into);
	stmt_bind_int(stmt, ":action", note->action);
}

/* Draws ids until one is free. */
static int
insert(struct db *db, struct note *note, const struct random *random,
    struct err *err)
{
	struct stmt *stmt;
	int status;

	note->version = 1;
	if (note->state == NOTE_OPEN)
		note->answered = DATE_NONE;
	do {
		draw_id(note->id, random);
		stmt = stmt_new(db, QUERY_NOTE_INSERT);
		bind_changing(stmt, note);
		stmt_bind_int(stmt, ":kind", note->kind);
		stmt_bind_text(stmt, ":theme", note->theme);
		stmt_bind_int(stmt, ":day", note->day);
		stmt_bind_text(stmt, ":text", record_text(note->text));
		status = stmt_run(stmt, err);
	} while (status == OK && stmt_changes(db) == 0);
	return status;
}

int
note_add(struct db *db, struct note *note, const struct random *random,
    struct err *err)
{
	bool own = !db_writing(db);
	int status = own ? db_begin(db, err) : OK;

	if (status < 0)
		return status;
	status = insert(db, note, random, err);
	if (!own)
		return status;
	if (status == OK)
		return db_commit(db, err);
	db_rollback(db);
	return status;
}

static int delete (struct db *db, const char *id, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_NOTE_DELETE);
	int status;

	stmt_bind_text(stmt, ":id", id);
	status = stmt_run(stmt, err);
	if (status == OK && stmt_changes(db) == 0)
		status = err_set(err, ERR_UNAVAILABLE,
		    _("This note is gone, or was answered or changed "
		      "meanwhile. Nothing was changed."));
	return status == OK ? db_scrub_later(db, err) : status;
}

int
note_remove(struct db *db, const char *id, struct err *err)
{
	bool own = !db_writing(db);
	int status = own ? db_begin(db, err) : OK;

	if (status < 0)
		return status;
	status = delete (db, id, err);
	if (!own)
		return status;
	if (status == OK)
		status = db_commit(db, err);
	db_rollback(db);
	if (status == OK)
		db_scrub(db, NULL);
	return status;
}

static void
read_row(struct stmt *stmt, struct note *out)
{
	note_init(out);
	stmt_copy(stmt, "id", out->id, sizeof(out->id));
	out->kind = (enum note_kind)stmt_int(stmt, "kind", 0, NOTE_KINDS - 1);
	out->state =
	    (enum note_state)stmt_int(stmt, "state", 0, NOTE_STATES - 1);
	stmt_copy(stmt, "theme", out->theme, sizeof(out->theme));
	out->minutes = (int)stmt_int(stmt, "minutes", 0, NOTE_MINUTES_MAX);
	out->day = stmt_day(stmt, "day");
	out->text = mem_copy(stmt_text(stmt, "text"));
	out->version = (int32_t)stmt_int(stmt, "version", 1, STMT_COUNT_MAX);
	out->metoo = (int)stmt_int(stmt, "metoo", 0, STMT_COUNT_MAX);
	out->answered = stmt_day_or_none(stmt, "answered");
	out->answer = mem_copy(stmt_text(stmt, "answer"));
	stmt_copy(stmt, "into_note", out->into, sizeof(out->into));
	out->action = (int)stmt_int(stmt, "action", 0, INT32_MAX);
	out->action_state =
	    (int)stmt_int(stmt, "action_state", -1, ACTION_STATES - 1);
}

int
note_get(struct db *db, const char *id, struct note *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_NOTE_GET);
	int status;

	note_init(out);
	stmt_bind_text(stmt, ":id", id);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	read_row(stmt, out);
	status = stmt_done(stmt, err);
	if (status < 0) {
		note_done(out);
		note_init(out);
	}
	return status;
}

int
note_put(struct db *db, const struct revision *revision, const struct note *was,
    struct note *now, struct err *err)
{
	struct stmt *stmt;
	int status;

	assert(db_writing(db));
	now->version = was->version + 1;
	stmt = stmt_new(db, QUERY_NOTE_UPDATE);
	bind_changing(stmt, now);
	stmt_bind_int(stmt, ":seen", was->version);
	status = stmt_run(stmt, err);
	if (status == OK && stmt_changes(db) == 0)
		status = err_set(err, ERR_AGAIN,
		    _("This note was changed at another keyboard meanwhile. "
		      "Nothing was changed."));
	if (status < 0)
		return status;
	return revision_events(
	    db, revision, &note_record, was, now, 0, now->id, err);
}

/* --- Redaction ---------------------------------------------------------- */

/* One that was merged into the note; "" if there is none any more. */
static int
find_merged(struct db *db, const struct note *note, char id[NOTE_ID_SIZE],
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_NOTE_MERGED);
	int status;

	id[0] = '\0';
	stmt_bind_text(stmt, ":note", note->id);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	stmt_copy(stmt, "id", id, NOTE_ID_SIZE);
	return stmt_done(stmt, err);
}

/* Nobody would answer the others through a note that says nothing. */
static int
part_merged(struct db *db, const struct revision *revision,
    const struct note *note, struct err *err)
{
	char id[NOTE_ID_SIZE];
	int status = find_merged(db, note, id, err);

	while (status == OK && id[0]) {
		struct note was, now;

		status = note_get(db, id, &was, err);
		note_copy(&now, &was);
		note_unmerge(&now);
		if (status == OK)
			status = note_put(db, revision, &was, &now, err);
		note_done(&was);
		note_done(&now);
		if (status == OK)
			status = find_merged(db, note, id, err);
	}
	return status;
}

int
note_erase(struct db *db, const struct revision *revision,
    const struct note *note, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_NOTE_ERASE);
	int status;

	assert(db_writing(db));
	stmt_bind_text(stmt, ":id", note->id);
	status = stmt_run(stmt, err);
	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_EVENT_ERASE_ANSWER);
	stmt_bind_text(stmt, ":note", note->id);
	stmt_bind_int(stmt, ":revision", revision->id);
	status = stmt_run(stmt, err);
	if (status == OK)
		status = revision_seal_note(db, note->id, err);
	if (status == OK)
		status = part_merged(db, revision, note, err);
	if (status == OK)
		status = action_erase(db, revision, note, err);
	return status == OK ? db_scrub_later(db, err) : status;
}

/* --- Lists -------------------------------------------------------------- */

/* A statement on the notes of a filter; which one depends on whether texts
 * must be read. */
struct list {
	struct stmt *stmt;
	struct buf needle;
};

static void
list_begin(struct list *list, struct db *db, const struct note_filter *filter,
    enum query plain, enum query matching)
{
	bool search = filter->match && filter->match[0];
	struct stmt *stmt = stmt_new(db, search ? matching : plain);

	*list = (struct list){.stmt = stmt};
	stmt_bind_int(stmt, ":kind", filter->kind);
	stmt_bind_int(stmt, ":state", filter->state);
	stmt_bind_int(stmt, ":waiting", filter->waiting);
	stmt_bind_text(stmt, ":theme", record_text(filter->theme));
	stmt_bind_int(stmt, ":since", filter->since);
	stmt_bind_int(stmt, ":until",
	    filter->until == DATE_NONE ? INT32_MAX : filter->until);
	if (!search)
		return;
	utf8_fold(&list->needle, filter->match);
	stmt_bind_text(stmt, ":needle", buf_text(&list->needle));
	stmt_bind_text(stmt, ":themes", record_text(filter->match_themes));
}

int
note_window(struct db *db, const struct note_filter *filter, int first, int max,
    struct note *out, int *count, struct err *err)
{
	struct list list;
	int found = 0, status;

	list_begin(
	    &list, db, filter, QUERY_NOTE_WINDOW, QUERY_NOTE_WINDOW_MATCH);
	stmt_bind_int(list.stmt, ":first", first);
	stmt_bind_int(list.stmt, ":max", max);
	while ((status = stmt_step(list.stmt, err)) == 1)
		read_row(list.stmt, &out[found++]);
	buf_done(&list.needle);
	if (status < 0)
		while (found > 0)
			note_done(&out[--found]);
	*count = found;
	return status;
}

int
note_count(struct db *db, const struct note_filter *filter,
    struct note_sum *out, struct err *err)
{
	struct list list;
	int status;

	*out = (struct note_sum){0};
	list_begin(&list, db, filter, QUERY_NOTE_COUNT, QUERY_NOTE_COUNT_MATCH);
	status = stmt_step(list.stmt, err);
	if (status == 1) {
		out->total = (int)stmt_int(list.stmt, "total", 0, INT32_MAX);
		out->minutes =
		    (int)stmt_int(list.stmt, "minutes", 0, INT32_MAX);
		for (int kind = 0; kind < NOTE_KINDS; kind++)
			out->kinds[kind] = (int)stmt_int(
			    list.stmt, note_kind_names[kind], 0, INT32_MAX);
		status = stmt_done(list.stmt, err);
	}
	buf_done(&list.needle);
	return status;
}

int
note_place(struct db *db, const struct note_filter *filter, const char *id,
    int *place, struct err *err)
{
	struct list list;
	struct note note;
	int status = note_get(db, id, &note, err);

	*place = -1;
	if (status < 0 || !note.id[0])
		return status;
	list_begin(&list, db, filter, QUERY_NOTE_PLACE, QUERY_NOTE_PLACE_MATCH);
	stmt_bind_text(list.stmt, ":id", note.id);
	stmt_bind_int(list.stmt, ":day", note.day);
	status = stmt_step(list.stmt, err);
	if (status == 1) {
		int before = (int)stmt_int(list.stmt, "place", 0, INT32_MAX);
		bool here = stmt_int(list.stmt, "here", 0, 1);

		status = stmt_done(list.stmt, err);
		if (status == OK && here)
			*place = before;
	}
	buf_done(&list.needle);
	note_done(&note);
	return status;
}
