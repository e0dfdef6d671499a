/*
 * Notes in the store. See repo_note.h.
 */
#include "db/repo_note.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/stmt.h"
#include "util/buf.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

const struct note_filter note_filter_all = {
    .kind = -1, .state = -1, .since = DATE_NONE};

static void
draw_id(char id[NOTE_ID_SIZE], const struct random *random)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	for (int i = 0; i < NOTE_ID_SIZE - 1; i++)
		id[i] = letters[random->uniform(
		    random->context, sizeof(letters) - 1)];
	id[NOTE_ID_SIZE - 1] = '\0';
}

/* Draws ids until one is free. */
static int
insert(struct db *db, struct note *note, const struct random *random,
    struct err *err)
{
	struct stmt *stmt;
	int status;

	do {
		draw_id(note->id, random);
		stmt = stmt_new(db, QUERY_NOTE_INSERT);
		stmt_bind_text(stmt, ":id", note->id);
		stmt_bind_int(stmt, ":kind", note->kind);
		stmt_bind_int(stmt, ":state", note->state);
		stmt_bind_text(stmt, ":theme", note->theme);
		stmt_bind_int(stmt, ":minutes", note->minutes);
		stmt_bind_int(stmt, ":day", note->day);
		stmt_bind_text(stmt, ":text", note->text);
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
		    _("This note is gone, or was answered meanwhile. Nothing "
		      "was changed."));
	return status;
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
		db_scrub(db);
	return status;
}

static void
read_row(struct stmt *stmt, struct note *out)
{
	stmt_copy(stmt, "id", out->id, sizeof(out->id));
	out->kind = (enum note_kind)stmt_int(stmt, "kind", 0, NOTE_KINDS - 1);
	out->state =
	    (enum note_state)stmt_int(stmt, "state", 0, NOTE_STATES - 1);
	stmt_copy(stmt, "theme", out->theme, sizeof(out->theme));
	out->minutes = (int)stmt_int(stmt, "minutes", 0, NOTE_MINUTES_MAX);
	out->day = (int32_t)stmt_int(stmt, "day", INT32_MIN, INT32_MAX);
	out->text = mem_copy(stmt_text(stmt, "text"));
}

int
note_get(struct db *db, const char *id, struct note *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_NOTE_GET);
	int status;

	*out = (struct note){0};
	stmt_bind_text(stmt, ":id", id);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	read_row(stmt, out);
	status = stmt_done(stmt, err);
	if (status < 0) {
		note_done(out);
		*out = (struct note){0};
	}
	return status;
}

/* `needle` is folded already, NULL finds all. */
static bool
matches(const struct note *note, const char *needle)
{
	struct buf folded = BUF_INIT;
	bool found;

	if (!needle)
		return true;
	utf8_fold(&folded, note->text);
	found = strstr(buf_text(&folded), needle) != NULL;
	buf_done(&folded);
	return found;
}

int
note_list(struct db *db, const struct note_filter *filter, struct note **out,
    int *count, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_NOTE_LIST);
	struct buf needle = BUF_INIT;
	struct note *notes = NULL;
	int found = 0, room = 0, status;

	if (filter->match)
		utf8_fold(&needle, filter->match);
	stmt_bind_int(stmt, ":kind", filter->kind);
	stmt_bind_int(stmt, ":state", filter->state);
	stmt_bind_text(stmt, ":theme", filter->theme ? filter->theme : "");
	stmt_bind_int(stmt, ":since", filter->since);
	while ((status = stmt_step(stmt, err)) == 1) {
		if (found == room) {
			room = room ? 2 * room : 16;
			notes = mem_grow(notes, (size_t)room, sizeof(*notes));
		}
		read_row(stmt, &notes[found]);
		if (matches(&notes[found],
		        filter->match ? buf_text(&needle) : NULL))
			found++;
		else
			note_done(&notes[found]);
	}
	buf_done(&needle);
	if (status < 0) {
		note_list_done(notes, found);
		notes = NULL;
		found = 0;
	}
	*out = notes;
	*count = found;
	return status;
}

void
note_list_done(struct note *notes, int count)
{
	for (int i = 0; i < count; i++)
		note_done(&notes[i]);
	free(notes);
}
