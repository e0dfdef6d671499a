/*
 * Rounds in the store. See repo_round.h.
 */
#include "db/repo_round.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/note.h"
#include "db/box.h"
#include "db/stmt.h"
#include "util/buf.h"
#include "util/i18n.h"
#include "util/mem.h"

const char *
round_kind_name(enum round_kind kind)
{
	return kind == ROUND_WALKUP ? "walkup" : "huddle";
}

/* --- Reading ------------------------------------------------------------ */

static int32_t
read_count(struct stmt *stmt, const char *column)
{
	return (int32_t)stmt_int(stmt, column, 0, TALLY_MAX);
}

/* Every column of the row that a statement stands on. A form of no use is
 * empty. */
static int
read_row(struct stmt *stmt, struct round *out, struct err *err)
{
	int status;

	out->id = stmt_int(stmt, "id", 1, INT64_MAX);
	out->kind =
	    (enum round_kind)stmt_int(stmt, "kind", ROUND_HUDDLE, ROUND_WALKUP);
	out->state =
	    (enum round_state)stmt_int(stmt, "state", ROUND_OPEN, ROUND_VOID);
	stmt_copy(stmt, "instrument", out->instrument, sizeof(out->instrument));
	out->shift.day = stmt_day(stmt, "day");
	out->shift.shift =
	    (enum shift)stmt_int(stmt, "shift", SHIFT_DAY, SHIFT_NIGHT);
	out->opened = (time_t)stmt_int(stmt, "opened", INT64_MIN, INT64_MAX);
	out->paper = stmt_int(stmt, "paper", 0, 1);
	out->epsilon_milli = (int)stmt_int(
	    stmt, "epsilon_milli", EPSILON_MILLI_MIN, EPSILON_MILLI_MAX);
	out->frozen = stmt_int(stmt, "frozen", 0, 1);
	out->checkins = read_count(stmt, "checkins");
	out->headcount = (int32_t)stmt_int(stmt, "headcount", 0, INT32_MAX);
	status = form_parse(&out->form, stmt_text(stmt, "form"), err);
	if (status < 0)
		out->form.question_count = 0;
	return status;
}

/* The row of a statement that gives one or none, and its end: 1, 0, or a
 * status. */
static int
read_one(struct stmt *stmt, struct round *out, struct err *err)
{
	int parsed, status = stmt_step(stmt, err);

	if (status < 1)
		return status;
	parsed = read_row(stmt, out, err);
	status = stmt_done(stmt, parsed < 0 ? NULL : err);
	if (parsed < 0)
		return parsed;
	return status < 0 ? status : 1;
}

int
round_get(struct db *db, int64_t id, struct round *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_GET);
	int status;

	stmt_bind_int(stmt, ":id", id);
	status = read_one(stmt, out, err);
	if (status == 0)
		return err_set(err, ERR_UNAVAILABLE,
		    _("There is no round %lld."), (long long)id);
	return status < 0 ? status : OK;
}

int
round_list_open(struct db *db, struct round *out, int max, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_LIST_OPEN);
	int count = 0, status;

	stmt_bind_int(stmt, ":max", max);
	/* Whoever has a form of no use must still see its round, to end it. */
	while ((status = stmt_step(stmt, err)) == 1)
		read_row(stmt, &out[count++], NULL);
	return status < 0 ? status : count;
}

int
round_find_open(struct db *db, enum round_kind kind, const char *instrument,
    struct round *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_FIND_OPEN);
	int status;

	out->id = 0;
	stmt_bind_int(stmt, ":kind", kind);
	stmt_bind_text(
	    stmt, ":instrument", kind == ROUND_HUDDLE ? "" : instrument);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	read_row(stmt, out, NULL);
	return stmt_done(stmt, err);
}

int
round_last_closed(
    struct db *db, enum round_kind kind, struct round *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_LAST_CLOSED);
	int status;

	out->id = 0;
	stmt_bind_int(stmt, ":kind", kind);
	status = read_one(stmt, out, err);
	return status < 0 ? status : OK;
}

int
round_days(struct db *db, enum round_kind kind, int32_t *days, int max,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_DAYS);
	int count = 0, status;

	stmt_bind_int(stmt, ":kind", kind);
	stmt_bind_int(stmt, ":max", max);
	while ((status = stmt_step(stmt, err)) == 1)
		days[count++] = stmt_day(stmt, "day");
	return status < 0 ? status : count;
}

int
round_draws(struct db *db, const struct cut_key *key, enum round_kind kind,
    struct draw *out, int max, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_DRAW_LIST);
	int count = 0, status;

	stmt_bind_text(stmt, ":instrument", key->instrument);
	stmt_bind_int(stmt, ":version", key->version);
	stmt_bind_text(stmt, ":item", key->item);
	stmt_bind_int(stmt, ":cut", key->of);
	stmt_bind_int(stmt, ":epsilon_milli", key->epsilon_milli);
	stmt_bind_int(stmt, ":kind", kind);
	stmt_bind_int(stmt, ":max", max);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct draw *draw = &out[count++];

		draw->key = *key;
		draw->answered = read_count(stmt, "answered");
		draw->counted = stmt_int(stmt, "counted", INT64_MIN, INT64_MAX);
	}
	return status < 0 ? status : count;
}

int
round_draws_of(
    struct db *db, int64_t id, struct draw *out, int max, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_DRAW_LIST_ROUND);
	int count = 0, status;

	stmt_bind_int(stmt, ":round", id);
	stmt_bind_int(stmt, ":max", max);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct draw *draw = &out[count++];
		struct cut_key *key = &draw->key;

		stmt_copy(stmt, "instrument", key->instrument,
		    sizeof(key->instrument));
		key->version = (int)stmt_int(stmt, "version", 0, INT32_MAX);
		stmt_copy(stmt, "item", key->item, sizeof(key->item));
		key->of = (uint8_t)stmt_int(stmt, "cut", 0, UINT8_MAX);
		key->epsilon_milli = (int)stmt_int(stmt, "epsilon_milli",
		    EPSILON_MILLI_MIN, EPSILON_MILLI_MAX);
		draw->answered = read_count(stmt, "answered");
		draw->counted = stmt_int(stmt, "counted", INT64_MIN, INT64_MAX);
	}
	return status < 0 ? status : count;
}

/* --- The open box ------------------------------------------------------- */

/* An open round's box, out of the store. Its tally is in secret->tally. */
struct opened {
	struct box_key key;
	struct box_label label;
	bool frozen;
	char *form_text;
	struct form form;
	uint8_t *sealed;
	size_t len;
	struct box_secret *secret;
};

static void
opened_done(struct opened *box)
{
	free(box->form_text);
	free(box->sealed);
	if (box->secret)
		box_secret_free(box->secret);
}

static int
not_open(int64_t id, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE,
	    _("Round %lld is not open any more. Nothing was changed."),
	    (long long)id);
}

/* What the store has of it. */
static int
read_box(struct db *db, const struct round_keys *keys, int64_t id,
    struct opened *box, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BOX_GET);
	const void *sealed;
	int status;

	*box = (struct opened){.key.folder = keys->folder, .label.round = id};
	stmt_bind_int(stmt, ":round", id);
	status = stmt_step(stmt, err);
	if (status == 0)
		return not_open(id, err);
	if (status < 0)
		return status;
	stmt_copy(stmt, "key_name", box->key.name, sizeof(box->key.name));
	box->form_text = mem_copy(stmt_text(stmt, "form"));
	box->frozen = stmt_int(stmt, "frozen", 0, 1);
	box->label.checkins = read_count(stmt, "checkins");
	box->label.form_text = box->form_text;
	sealed = stmt_blob(stmt, "sealed", &box->len);
	box->sealed = mem_new(box->len, 1);
	memcpy(box->sealed, sealed, box->len);
	return stmt_done(stmt, err);
}

static int
open_box(struct db *db, const struct round_keys *keys, int64_t id,
    struct opened *box, struct err *err)
{
	int status = read_box(db, keys, id, box, err);

	if (status == OK)
		status = form_parse(&box->form, box->form_text, err);
	if (status < 0)
		return status;
	box->secret = box_secret_new();
	status = box_key_read(box->secret, &box->key, err);
	if (status < 0)
		return status;
	return box_open(box->secret, &box->form, &box->label, &box->key,
	    box->sealed, box->len, err);
}

/* --- Opening ------------------------------------------------------------ */

/* The one statement that makes a round, open or ended. */
static int
insert_round(struct db *db, struct round *round, const char *key_name,
    const char *form, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_INSERT);
	int status;

	stmt_bind_int(stmt, ":kind", round->kind);
	stmt_bind_int(stmt, ":state", round->state);
	stmt_bind_text(stmt, ":instrument", round->instrument);
	stmt_bind_int(stmt, ":day", round->shift.day);
	stmt_bind_int(stmt, ":shift", round->shift.shift);
	stmt_bind_int(stmt, ":opened", round->opened);
	stmt_bind_int(stmt, ":paper", round->paper);
	stmt_bind_int(stmt, ":epsilon_milli", round->epsilon_milli);
	stmt_bind_int(stmt, ":checkins", round->checkins);
	stmt_bind_int(stmt, ":headcount", round->headcount);
	stmt_bind_text(stmt, ":key_name", key_name);
	stmt_bind_text(stmt, ":form", form);
	status = stmt_run(stmt, err);
	if (status == OK)
		round->id = stmt_last_id(db);
	return status;
}

static int
check_none_open(struct db *db, const struct round *new, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_COUNT_OPEN);
	int64_t count;
	int status;

	stmt_bind_int(stmt, ":kind", new->kind);
	stmt_bind_text(stmt, ":instrument", new->instrument);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	count = stmt_int(stmt, "count", 0, INT64_MAX);
	status = stmt_done(stmt, err);
	if (status < 0 || count == 0)
		return status;
	return err_set(err, ERR_UNAVAILABLE,
	    new->kind == ROUND_HUDDLE
	        ? _("The box of a huddle is open already. Use it, or close it "
	            "first.")
	        : _("The box of %s is open already. Use it, or close it "
	            "first."),
	    new->instrument);
}

/* Seals secret->tally. */
static int
insert_box(struct db *db, struct box_secret *secret, const struct round *round,
    const char *form_text, const struct random *random, struct err *err)
{
	const struct box_label label = {round->id, round->checkins, form_text};
	size_t len = box_size(&round->form);
	uint8_t *sealed = mem_new(len, 1);
	struct stmt *stmt = stmt_new(db, QUERY_BOX_INSERT);
	int status;

	box_seal(sealed, secret, &round->form, &label, random);
	stmt_bind_int(stmt, ":round", round->id);
	stmt_bind_int(stmt, ":frozen", round->frozen);
	stmt_bind_int(stmt, ":checkins", round->checkins);
	stmt_bind_blob(stmt, ":sealed", sealed, len);
	status = stmt_run(stmt, err);
	free(sealed);
	return status;
}

/*
 * In a transaction: the key, then the round and its box. `made` says that the
 * key is to be wiped if there will be no round.
 */
static int
make_round(struct db *db, const struct round_keys *keys, struct round *new,
    struct opened *box, bool *made, struct err *err)
{
	struct buf text = BUF_INIT;
	int status;

	/* The key is on the disk before anything is sealed with it. */
	status = box_key_create(
	    box->secret, &box->key, db_id(db), keys->random, err);
	if (status < 0)
		return status;
	*made = true;
	new->state = ROUND_OPEN;
	form_text(&new->form, &text);
	box->form_text = mem_copy(buf_text(&text));
	buf_done(&text);
	status = insert_round(db, new, box->key.name, box->form_text, err);
	if (status == OK)
		status = insert_box(
		    db, box->secret, new, box->form_text, keys->random, err);
	box->form = new->form;
	box->label = (struct box_label){new->id, new->checkins, box->form_text};
	return status;
}

int
round_open(struct db *db, const struct round_keys *keys, struct round *new,
    struct err *err)
{
	struct opened box = {.key.folder = keys->folder};
	bool made = false;
	int status = db_begin(db, err);

	if (status < 0)
		return status;
	box.secret = box_secret_new();
	new->paper = new->frozen = false;
	new->checkins = new->headcount = 0;
	status = check_none_open(db, new, err);
	if (status == OK)
		status = make_round(db, keys, new, &box, &made, err);
	if (status == OK) {
		/* A commit that fails may have happened all the same: its key
		 * is for round_tidy, which knows. */
		made = false;
		status = db_commit(db, err);
	}
	db_rollback(db);
	if (made)
		box_key_wipe(&box.key, NULL);
	opened_done(&box);
	return status;
}

/* --- Checking in -------------------------------------------------------- */

static int
update_box(struct db *db, const struct opened *box, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BOX_UPDATE);

	stmt_bind_int(stmt, ":round", box->label.round);
	stmt_bind_int(stmt, ":checkins", box->label.checkins);
	stmt_bind_blob(stmt, ":sealed", box->sealed, box->len);
	return stmt_run(stmt, err);
}

int
round_checkin(struct db *db, const struct round_keys *keys, int64_t id,
    const struct response *response, int32_t *checkins, struct err *err)
{
	struct opened box = {0};
	int status = db_begin(db, err);

	if (status < 0)
		return status;
	status = open_box(db, keys, id, &box, err);
	if (status == OK && box.frozen)
		status = err_set(
		    err, ERR_UNAVAILABLE, _("This box is being closed."));
	if (status == OK)
		status = response_check(&box.form, response, err);
	if (status == OK && box.label.checkins >= TALLY_MAX)
		status = err_set(err, ERR_UNAVAILABLE,
		    _("This round is full: it has %d check-ins."), TALLY_MAX);
	if (status < 0)
		goto out;
	tally_add(&box.form, &box.secret->tally, response);
	box.label.checkins++;
	box_seal(box.sealed, box.secret, &box.form, &box.label, keys->random);
	status = update_box(db, &box, err);
	if (status == OK)
		status = db_commit(db, err);
	if (status == OK)
		*checkins = box.label.checkins;
out:
	db_rollback(db);
	opened_done(&box);
	return status;
}

/* --- Closing ------------------------------------------------------------ */

static int
insert_draw(struct db *db, const struct round *round, int place,
    const struct draw *draw, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_DRAW_INSERT);

	stmt_bind_int(stmt, ":round", round->id);
	stmt_bind_int(stmt, ":place", place);
	stmt_bind_int(stmt, ":kind", round->kind);
	stmt_bind_text(stmt, ":instrument", draw->key.instrument);
	stmt_bind_int(stmt, ":version", draw->key.version);
	stmt_bind_text(stmt, ":item", draw->key.item);
	stmt_bind_int(stmt, ":cut", draw->key.of);
	stmt_bind_int(stmt, ":epsilon_milli", draw->key.epsilon_milli);
	stmt_bind_int(stmt, ":answered", draw->answered);
	stmt_bind_int(stmt, ":counted", draw->counted);
	return stmt_run(stmt, err);
}

/* Draws once for each cut and keeps the draws. */
static int
keep_draws(struct db *db, const struct round *round, const struct tally *tally,
    const struct random *random, struct err *err)
{
	struct draw draws[DRAWS_MAX];
	int count = disclosure_draw(
	    draws, &round->form, tally, round->epsilon_milli, random);
	int status = OK;

	for (int i = 0; status == OK && i < count; i++)
		status = insert_draw(db, round, i, &draws[i], err);
	return status;
}

static int
delete_box(struct db *db, int64_t id, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BOX_DELETE);

	stmt_bind_int(stmt, ":round", id);
	return stmt_run(stmt, err);
}

/* Closed or void: what is left of an open round. */
static int
end_round(struct db *db, const struct round *round, const char *reason,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_END);
	int status;

	stmt_bind_int(stmt, ":id", round->id);
	stmt_bind_int(stmt, ":state", round->state);
	stmt_bind_int(stmt, ":day", round->shift.day);
	stmt_bind_int(stmt, ":checkins", round->checkins);
	stmt_bind_int(stmt, ":headcount", round->headcount);
	stmt_bind_text(stmt, ":reason", reason);
	status = stmt_run(stmt, err);
	if (status == OK && stmt_changes(db) != 1)
		status = not_open(round->id, err);
	return status;
}

static void
raise_headcount(struct round *round)
{
	if (round->headcount < round->checkins)
		round->headcount = round->checkins;
}

static int
key_wiped(struct db *db, int64_t id, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_KEY_WIPED);

	stmt_bind_int(stmt, ":id", id);
	return stmt_run(stmt, err);
}

/*
 * After the commit: without the key the last copies of the box, in the journal
 * or in somebody's backup, say nothing. The round has ended whatever happens
 * here; as long as it has the key's name round_tidy tries again at every start.
 */
static int
forget(struct db *db, int64_t id, const struct box_key *key, struct err *err)
{
	struct err inner;

	if (err)
		err->text[0] = '\0';
	if (box_key_wipe(key, &inner) < 0)
		err_set(err, OK,
		    _("The round has ended, but its key could not be wiped; "
		      "huddle tries again at its next start (%s)."),
		    inner.text);
	else if (db_begin(db, NULL) == OK) {
		if (key_wiped(db, id, NULL) == OK)
			db_commit(db, NULL);
		db_rollback(db);
	}
	db_scrub(db, NULL);
	return OK;
}

/*
 * No answer may be added, and no other noise be drawn, once any draw of this
 * box can be on the disk: hence a commit of its own, before the first draw.
 */
static int
freeze(struct db *db, const struct round *round, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_FREEZE);
	int status;

	stmt_bind_int(stmt, ":id", round->id);
	stmt_bind_int(stmt, ":headcount", round->headcount);
	status = stmt_run(stmt, err);
	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_BOX_FREEZE);
	stmt_bind_int(stmt, ":round", round->id);
	status = stmt_run(stmt, err);
	if (status == OK)
		status = db_commit_and_begin(db, err);
	return status;
}

/* Ends a frozen round: draws, keeps the draws, deletes the box, commits. */
static int
finish(struct db *db, struct round *round, struct opened *box, struct err *err)
{
	const struct random noise = box_noise(box->secret, &box->label);
	int status = keep_draws(db, round, &box->secret->tally, &noise, err);

	round->state = ROUND_CLOSED;
	round->frozen = false;
	if (status == OK)
		status = delete_box(db, round->id, err);
	if (status == OK)
		status = end_round(db, round, "", err);
	if (status == OK)
		status = db_commit(db, err);
	return status;
}

int
round_close(struct db *db, const struct round_keys *keys, int64_t id,
    int32_t headcount, int32_t today, struct round *out, struct err *err)
{
	struct opened box = {0};
	int status = db_begin(db, err);

	if (status < 0)
		return status;
	status = open_box(db, keys, id, &box, err);
	if (status == OK)
		status = round_get(db, id, out, err);
	if (status == OK && !box.frozen) {
		out->headcount = headcount;
		raise_headcount(out);
		status = freeze(db, out, err);
	}
	if (status == OK) {
		if (out->kind == ROUND_WALKUP)
			out->shift.day = today;
		status = finish(db, out, &box, err);
	}
	db_rollback(db);
	if (status == OK)
		status = forget(db, id, &box.key, err);
	opened_done(&box);
	return status;
}

/* What is known of an open round without its form, box and key: any of them
 * may be the reason why it is ended. */
static int
read_remains(
    struct db *db, struct round *round, struct box_key *key, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_REMAINS);
	int status;

	stmt_bind_int(stmt, ":id", round->id);
	status = stmt_step(stmt, err);
	if (status == 0)
		return not_open(round->id, err);
	if (status < 0)
		return status;
	stmt_copy(stmt, "key_name", key->name, sizeof(key->name));
	round->shift.day = stmt_day(stmt, "day");
	round->checkins = read_count(stmt, "checkins");
	return stmt_done(stmt, err);
}

int
round_void(struct db *db, const struct round_keys *keys, int64_t id,
    const char *reason, int32_t *lost, struct err *err)
{
	struct box_key key = {.folder = keys->folder};
	struct round round = {.id = id, .state = ROUND_VOID};
	struct buf clean = BUF_INIT;
	int status = note_clean(&clean, reason, strlen(reason), err);

	if (status == OK)
		status = db_begin(db, err);
	if (status < 0)
		goto out;
	status = read_remains(db, &round, &key, err);
	if (status < 0)
		goto out;
	raise_headcount(&round);
	status = delete_box(db, id, err);
	if (status == OK)
		status = end_round(db, &round, buf_text(&clean), err);
	if (status == OK)
		status = db_commit(db, err);
	if (status == OK)
		*lost = round.checkins;
out:
	db_rollback(db);
	if (status == OK)
		status = forget(db, id, &key, err);
	buf_done(&clean);
	return status;
}

/* --- Paper, demonstrations ---------------------------------------------- */

int
round_enter(struct db *db, const struct round_keys *keys, struct round *round,
    const struct tally *tally, struct err *err)
{
	struct opened box = {.key.folder = keys->folder};
	struct err inner;
	bool made = false;
	int status = db_begin(db, err);

	if (status < 0)
		return status;
	box.secret = box_secret_new();
	box.secret->tally = *tally;
	round->paper = round->frozen = true;
	raise_headcount(round);
	status = make_round(db, keys, round, &box, &made, err);
	if (status == OK) {
		made = false;
		status = db_commit_and_begin(db, err);
	}
	if (status < 0)
		goto out;
	status = finish(db, round, &box, &inner);
	if (status < 0)
		err_set(err, status,
		    _("The sheet is kept, but its round is not closed yet: "
		      "huddle does that at its next start. Do not enter the "
		      "sheet again. (%s)"),
		    inner.text);
out:
	db_rollback(db);
	if (made)
		box_key_wipe(&box.key, NULL);
	if (status == OK)
		status = forget(db, round->id, &box.key, err);
	opened_done(&box);
	return status;
}

int
round_record(struct db *db, struct round *round, const struct tally *tally,
    const struct random *random, struct err *err)
{
	struct buf text = BUF_INIT;
	int status;

	assert(db_writing(db));
	form_text(&round->form, &text);
	round->state = ROUND_CLOSED;
	round->frozen = false;
	raise_headcount(round);
	status = insert_round(db, round, "", buf_text(&text), err);
	if (status == OK)
		status = keep_draws(db, round, tally, random, err);
	buf_done(&text);
	return status;
}
