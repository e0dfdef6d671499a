/*
 * Revisions in the store: beginning one, the events of what differs, undo and
 * redo by these events, histories. See repo_revision.h.
 */
#include "db/repo_revision.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "db/handle.h"
#include "db/repo_action.h"
#include "db/repo_note.h"
#include "util/i18n.h"
#include "util/mem.h"

/* As the column has it. */
enum revision_state { STANDS, UNDONE, SEALED };

/* --- Beginning, and what belongs to one --------------------------------- */

static int
insert(struct db *db, int kind, int32_t day, int64_t of, struct revision *out,
    struct err *err)
{
	bool undoable = kind < REQUESTS && kind != REQUEST_REDACT;
	struct stmt *stmt = stmt_new(db, QUERY_REVISION_INSERT);
	int status;

	assert(db_writing(db) && kind >= 0 && kind < REVISIONS);
	stmt_bind_int(stmt, ":day", day);
	stmt_bind_text(stmt, ":kind", revision_names[kind]);
	stmt_bind_int(stmt, ":state", undoable ? STANDS : SEALED);
	stmt_bind_int(stmt, ":of", of);
	status = stmt_run(stmt, err);
	*out = (struct revision){
	    .id = stmt_last_id(db), .kind = kind, .day = day, .of = of};
	return status;
}

int
revision_begin(struct db *db, int kind, int32_t day, struct revision *revision,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_REVISION_FORGET_UNDONE);
	int status;

	stmt_bind_int(stmt, ":day", day);
	status = stmt_run(stmt, err);
	*revision = (struct revision){0};
	return status < 0 ? status : insert(db, kind, day, 0, revision, err);
}

static int
insert_event(struct db *db, int64_t revision, const struct record *record,
    const struct change *change, int64_t action, const char *note,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_EVENT_INSERT);

	stmt_bind_int(stmt, ":revision", revision);
	stmt_bind_int(stmt, ":action", action);
	stmt_bind_text(stmt, ":note", note);
	stmt_bind_text(stmt, ":field", record->fields[change->field].name);
	stmt_bind_int(stmt, ":place", change->at);
	stmt_bind_text(stmt, ":before", change->before);
	stmt_bind_text(stmt, ":after", change->after);
	return stmt_run(stmt, err);
}

int
revision_events(struct db *db, const struct revision *revision,
    const struct record *record, const void *before, const void *after,
    int64_t action, const char *note, struct err *err)
{
	struct changes changes;
	int status = OK;

	record_diff(record, before, after, &changes);
	for (int i = 0; status == OK && i < changes.count; i++)
		status = insert_event(db, revision->id, record,
		    &changes.list[i], action, note, err);
	if (status == OK && changes.count > 0) {
		struct stmt *stmt = stmt_new(db, QUERY_REVISION_NAME);

		stmt_bind_int(stmt, ":id", revision->id);
		stmt_bind_int(stmt, ":action", action);
		stmt_bind_text(stmt, ":note", note);
		status = stmt_run(stmt, err);
	}
	changes_done(&changes);
	return status;
}

static int
set_state(struct db *db, int64_t id, enum revision_state state, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_REVISION_STATE);

	stmt_bind_int(stmt, ":id", id);
	stmt_bind_int(stmt, ":state", state);
	return stmt_run(stmt, err);
}

int
revision_seal(struct db *db, int64_t id, struct err *err)
{
	assert(db_writing(db));
	return set_state(db, id, SEALED, err);
}

int
revision_seal_note(struct db *db, const char *note, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_REVISION_SEAL_NOTE);

	assert(db_writing(db));
	stmt_bind_text(stmt, ":note", note);
	return stmt_run(stmt, err);
}

/* --- What undo and redo would do ---------------------------------------- */

/* The kind by its name in the column, -1 in a damaged store. */
static int
read_kind(struct stmt *stmt)
{
	return note_name_find(
	    revision_names, REVISIONS, stmt_text(stmt, "kind"));
}

static int
find(struct db *db, enum query which, int32_t day, struct revision *out,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, which);
	int status;

	*out = (struct revision){0};
	stmt_bind_int(stmt, ":day", day);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	out->id = stmt_int(stmt, "id", 1, INT64_MAX);
	out->day = stmt_day(stmt, "day");
	out->kind = read_kind(stmt);
	out->of = stmt_int(stmt, "of", 0, INT64_MAX);
	out->action = stmt_int(stmt, "action", 0, INT64_MAX);
	stmt_copy(stmt, "note", out->note, sizeof(out->note));
	status = stmt_done(stmt, err);
	if (status == OK && out->kind < 0)
		status = db_damaged(db, err);
	if (status < 0)
		*out = (struct revision){0};
	return status;
}

int
revision_last(struct db *db, int64_t *id, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_REVISION_LAST);
	int status = stmt_step(stmt, err);

	*id = 0;
	if (status < 1)
		return status;
	*id = stmt_int(stmt, "id", 0, INT64_MAX);
	return stmt_done(stmt, err);
}

int
revision_next(struct db *db, int32_t day, struct revision *undo,
    struct revision *redo, struct err *err)
{
	int status = find(db, QUERY_REVISION_TO_UNDO, day, undo, err);

	if (status < 0)
		return status;
	return find(db, QUERY_REVISION_TO_REDO, day, redo, err);
}

/* --- Events -------------------------------------------------------------- */

static void
read_event(
    struct stmt *stmt, const struct record *record, struct revision_event *out)
{
	out->revision = stmt_int(stmt, "revision", 1, INT64_MAX);
	out->kind = read_kind(stmt);
	out->of = stmt_int(stmt, "of", 0, INT64_MAX);
	out->day = stmt_day(stmt, "day");
	out->field = record_field(record, stmt_text(stmt, "field"));
	out->at = (int)stmt_int(stmt, "place", 0, INT32_MAX);
	out->before = mem_copy(stmt_text(stmt, "before"));
	out->after = mem_copy(stmt_text(stmt, "after"));
}

/* True if it is about a field and a slot that the record has. */
static bool
fits(const struct record *record, const struct revision_event *event)
{
	int slots;

	if (event->kind < 0 || event->field < 0)
		return false;
	slots = record->fields[event->field].slots;
	return event->at < (slots ? slots : 1);
}

/* --- Undo and redo ------------------------------------------------------- */

/* An event of a step, and whose it is. */
struct move {
	struct revision_event event;
	int64_t action; /* 0: the note's */
	char note[NOTE_ID_SIZE];
};

struct moves {
	struct move *list;
	int count;
};

/* The card or the note that is worked on. */
struct subject {
	int64_t action;
	char note[NOTE_ID_SIZE];
	struct action card_was, card;
	struct note note_was, text;
};

/* A step that is taken back or done again. */
struct walk {
	struct db *db;
	bool back;
	struct revision of; /* the step */
	struct revision by; /* what it is now done by */
	bool stuck;         /* it can be neither taken back nor done again */
	struct subject subject;
	struct err *err;
};

static void
moves_done(struct moves *moves)
{
	for (int i = 0; i < moves->count; i++) {
		free(moves->list[i].event.before);
		free(moves->list[i].event.after);
	}
	free(moves->list);
}

static const struct record *
record_of(const struct move *move)
{
	return move->action ? &action_record : &note_record;
}

static int
read_moves(struct db *db, int64_t revision, struct moves *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_EVENTS_OF_REVISION);
	int room = 0, status;

	*out = (struct moves){0};
	stmt_bind_int(stmt, ":revision", revision);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct move *move;

		if (out->count == room) {
			room = room ? 2 * room : 16;
			out->list = mem_grow(
			    out->list, (size_t)room, sizeof(*out->list));
		}
		move = &out->list[out->count++];
		move->action = stmt_int(stmt, "action", 0, INT64_MAX);
		stmt_copy(stmt, "note", move->note, sizeof(move->note));
		read_event(stmt, record_of(move), &move->event);
	}
	for (int i = 0; status == OK && i < out->count; i++)
		if (!fits(record_of(&out->list[i]), &out->list[i].event))
			status = db_damaged(db, err);
	return status;
}

/* Of the tiers that a card has, an answer is about one only. */
static int
set_request(const struct moves *moves, struct request *out, struct err *err)
{
	struct action action;
	int status = OK, at = 0;

	action_init(&action);
	for (int i = 0; status == OK && i < moves->count; i++) {
		const struct revision_event *event = &moves->list[i].event;

		if (!moves->list[i].action)
			continue;
		status = record_set(&action_record, &action, event->field,
		    event->at, event->after, err);
		at = event->at > at ? event->at : at;
	}
	out->state = action.state;
	out->tier = out->kind == REQUEST_RESPOND ? at : action.tier;
	action_done(&action);
	return status;
}

int
revision_request(struct db *db, const struct revision *revision,
    struct request *out, struct err *err)
{
	struct moves moves;
	int status;

	request_init(out, REQUEST_EDIT);
	if (revision->kind >= REQUESTS)
		return db_damaged(db, err);
	out->kind = (enum request_kind)revision->kind;
	status = read_moves(db, revision->id, &moves, err);
	if (status == OK)
		status = set_request(&moves, out, err);
	moves_done(&moves);
	return status;
}

static int
changed_since(struct walk *walk)
{
	walk->stuck = true;
	return err_set(walk->err, ERR_UNAVAILABLE,
	    walk->back ? _("What this step changed was changed again since, "
	                   "so it can't be undone. Nothing was changed.")
	               : _("What this step changed was changed again since, "
	                   "so it can't be redone. Nothing was changed."));
}

static void
subject_done(struct subject *subject)
{
	action_done(&subject->card_was);
	action_done(&subject->card);
	note_done(&subject->note_was);
	note_done(&subject->text);
	*subject = (struct subject){0};
}

static bool
is_subject(const struct subject *subject, const struct move *move)
{
	return subject->action == move->action &&
	       strcmp(subject->note, move->note) == 0;
}

/* A card goes away whole, so nothing of it may be of another day. */
static int
check_adding(struct walk *walk, int64_t action)
{
	struct stmt *stmt = stmt_new(walk->db, QUERY_EVENTS_ELSEWHERE);
	int64_t count = 0;
	int status;

	stmt_bind_int(stmt, ":action", action);
	stmt_bind_int(stmt, ":revision", walk->of.id);
	stmt_bind_int(stmt, ":day", walk->of.day);
	status = stmt_step(stmt, walk->err);
	if (status == 1) {
		count = stmt_int(stmt, "count", 0, INT64_MAX);
		status = stmt_done(stmt, walk->err);
	}
	return status == OK && count > 0 ? changed_since(walk) : status;
}

static int
load(struct walk *walk, const struct move *move)
{
	struct subject *subject = &walk->subject;
	bool there;
	int status;

	subject->action = move->action;
	memcpy(subject->note, move->note, sizeof(subject->note));
	if (move->action) {
		status = action_get_any(
		    walk->db, move->action, &subject->card_was, walk->err);
		there = subject->card_was.id != 0;
		action_copy(&subject->card, &subject->card_was);
	} else {
		status = note_get(
		    walk->db, move->note, &subject->note_was, walk->err);
		there = subject->note_was.id[0];
		note_copy(&subject->text, &subject->note_was);
	}
	if (status == OK && !there)
		return changed_since(walk);
	if (status == OK && move->action && walk->of.kind == REQUEST_ADD)
		status = check_adding(walk, move->action);
	return status;
}

/* Writes the card or note, if there is one, and lets go of it. */
static int
put(struct walk *walk)
{
	struct subject *subject = &walk->subject;
	int status = OK;

	if (subject->action)
		status = action_put(walk->db, &walk->by, &subject->card_was,
		    &subject->card, walk->err);
	else if (subject->note[0])
		status = note_put(walk->db, &walk->by, &subject->note_was,
		    &subject->text, walk->err);
	subject_done(subject);
	return status;
}

/*
 * Sets one field back, or forth, if it is as the step, or its undo, left it.
 * A card whose adding is taken back keeps what is in it, and is only hidden.
 */
static int
apply(struct walk *walk, const struct move *move)
{
	const struct revision_event *event = &move->event;
	const struct record *record = record_of(move);
	void *value = move->action ? (void *)&walk->subject.card
	                           : (void *)&walk->subject.text;
	bool added = walk->of.kind == REQUEST_ADD && move->action;
	bool hides =
	    added && strcmp(record->fields[event->field].name, "removed") == 0;
	const char *left = walk->back ? event->after : event->before;
	const char *to = walk->back ? event->before : event->after;
	char *is = record_get(record, value, event->field, event->at);
	bool same = strcmp(is, added && !hides ? event->after : left) == 0;

	free(is);
	if (!same)
		return changed_since(walk);
	if (added && !hides)
		return OK;
	return record_set(
	    record, value, event->field, event->at, to, walk->err);
}

static int
take(struct walk *walk)
{
	struct moves moves;
	int status = read_moves(walk->db, walk->of.id, &moves, walk->err);

	for (int i = 0; status == OK && i < moves.count; i++) {
		const struct move *move =
		    &moves.list[walk->back ? moves.count - 1 - i : i];

		if (!is_subject(&walk->subject, move)) {
			status = put(walk);
			if (status == OK)
				status = load(walk, move);
		}
		if (status == OK)
			status = apply(walk, move);
	}
	if (status == OK)
		status = put(walk);
	subject_done(&walk->subject);
	moves_done(&moves);
	return status;
}

/* The step that is next, if it is the one that the person saw. */
static int
choose(struct walk *walk, int32_t day, int64_t expected)
{
	int status = find(walk->db,
	    walk->back ? QUERY_REVISION_TO_UNDO : QUERY_REVISION_TO_REDO, day,
	    &walk->of, walk->err);

	if (status < 0)
		return status;
	if (walk->of.id == 0)
		return err_set(walk->err, ERR_UNAVAILABLE,
		    walk->back ? _("Nothing of today is left to undo.")
		               : _("Nothing of today is left to redo."));
	if (expected && walk->of.id != expected)
		return err_set(walk->err, ERR_AGAIN,
		    _("Another step was taken meanwhile. Nothing was changed; "
		      "look at it, then do this again."));
	return OK;
}

/* A step that cannot be taken back must not stand in the way of the others. */
static void
pass_by(struct db *db, int64_t id)
{
	if (db_begin(db, NULL) < 0)
		return;
	if (set_state(db, id, SEALED, NULL) == OK)
		db_commit(db, NULL);
	db_rollback(db);
}

static int
walk_step(struct db *db, bool back, int32_t day, int64_t expected,
    struct revision *done, struct err *err)
{
	struct walk walk = {.db = db, .back = back, .err = err};
	int status = db_begin(db, err);

	*done = (struct revision){0};
	if (status < 0)
		return status;
	status = choose(&walk, day, expected);
	if (status == OK)
		status = insert(db, back ? REVISION_UNDO : REVISION_REDO, day,
		    walk.of.id, &walk.by, err);
	if (status == OK)
		status = take(&walk);
	if (status == OK)
		status = set_state(db, walk.of.id, back ? UNDONE : STANDS, err);
	if (status == OK)
		status = db_commit(db, err);
	db_rollback(db);
	if (status == OK)
		*done = walk.of;
	if (walk.stuck)
		pass_by(db, walk.of.id);
	return status;
}

int
revision_undo(struct db *db, int32_t day, int64_t expected,
    struct revision *done, struct err *err)
{
	return walk_step(db, true, day, expected, done, err);
}

int
revision_redo(struct db *db, int32_t day, int64_t expected,
    struct revision *done, struct err *err)
{
	return walk_step(db, false, day, expected, done, err);
}

/* --- Histories ---------------------------------------------------------- */

static int
read_events(struct db *db, struct stmt *stmt, const struct record *record,
    struct revision_event **out, int *count, struct err *err)
{
	struct revision_event *events = NULL;
	int found = 0, room = 0, status;

	while ((status = stmt_step(stmt, err)) == 1) {
		if (found == room) {
			room = room ? 2 * room : 16;
			events =
			    mem_grow(events, (size_t)room, sizeof(*events));
		}
		read_event(stmt, record, &events[found++]);
	}
	for (int i = 0; status == OK && i < found; i++)
		if (!fits(record, &events[i]))
			status = db_damaged(db, err);
	if (status < 0) {
		revision_event_list_done(events, found);
		events = NULL;
		found = 0;
	}
	*out = events;
	*count = found;
	return status;
}

int
action_history(struct db *db, int64_t id, struct revision_event **out,
    int *count, struct err *err)
{
	struct stmt *stmt;
	struct action action;
	bool there;
	int status = action_get(db, id, &action, err);

	*out = NULL;
	*count = 0;
	if (status < 0)
		return status;
	there = action.id != 0;
	action_done(&action);
	if (!there)
		return err_set(err, ERR_UNAVAILABLE,
		    _("There is no card %lld."), (long long)id);
	stmt = stmt_new(db, QUERY_EVENTS_OF_ACTION);
	stmt_bind_int(stmt, ":action", id);
	return read_events(db, stmt, &action_record, out, count, err);
}
