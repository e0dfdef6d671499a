/*
 * What an interrupted run left of rounds, put in order at the next start:
 * closings that were begun, and keys that nobody needs. See repo_round.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/box.h"
#include "db/repo_round.h"
#include "db/stmt.h"
#include "util/i18n.h"
#include "util/mem.h"

/* The first thing that could not be done; what comes after it goes on. */
static void
tell(struct err *notice, const char *format, const char *why)
{
	if (!notice->text[0])
		err_set(notice, OK, format, why);
}

/* --- Closings ----------------------------------------------------------- */

struct frozen {
	int64_t id; /* 0: none */
	bool paper;
};

/* The first one whose id is above `after`. */
static int
find_frozen(struct db *db, int64_t after, struct frozen *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ROUND_FROZEN);
	int status;

	*out = (struct frozen){0};
	stmt_bind_int(stmt, ":after", after);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	out->id = stmt_int(stmt, "id", 1, INT64_MAX);
	out->paper = stmt_int(stmt, "paper", 0, 1);
	return stmt_done(stmt, err);
}

/*
 * A sheet whose key is lost would stand in the way for ever, and nobody sees
 * its box. It is still on paper, so that it is ended and can be entered again.
 */
static void
give_up_sheet(struct db *db, const struct round_keys *keys, int64_t id,
    const char *why, struct err *notice)
{
	int32_t lost;

	if (round_void(db, keys, id, "entering the sheet was interrupted",
	        &lost, NULL) == OK)
		tell(notice,
		    _("A sheet whose entry was interrupted could not be "
		      "counted. Enter it again. (%s)"),
		    why);
}

static int
complete(struct db *db, const struct round_keys *keys, int32_t today,
    struct err *notice, struct err *err)
{
	struct frozen frozen, still;
	struct round *round = mem_new(1, sizeof(*round));
	struct err why;
	int status = find_frozen(db, 0, &frozen, err);

	while (status == OK && frozen.id != 0) {
		int closed =
		    round_close(db, keys, frozen.id, 0, today, round, &why);

		if (closed == OK && why.text[0])
			tell(notice, "%s", why.text);
		/* Somebody else may have been faster. */
		status = find_frozen(db, frozen.id - 1, &still, err);
		if (status < 0)
			break;
		if (still.id == frozen.id && frozen.paper &&
		    closed == ERR_UNAVAILABLE)
			give_up_sheet(db, keys, frozen.id, why.text, notice);
		else if (still.id == frozen.id)
			tell(notice,
			    _("The closing of a box was interrupted and cannot "
			      "be completed: %s"),
			    why.text);
		status = find_frozen(db, frozen.id, &frozen, err);
	}
	free(round);
	return status;
}

/* --- Keys --------------------------------------------------------------- */

struct owner {
	int64_t round;
	bool ended;
	char name[BOX_KEY_NAME_SIZE];
};

struct tidy {
	struct db *db;
	const char *folder;
	struct owner *owners; /* of keys */
	int count;
	struct err *notice;
};

/* 1 if a round that has ended still has a key. */
static int
read_owners(struct tidy *tidy, struct err *err)
{
	struct stmt *stmt = stmt_new(tidy->db, QUERY_ROUND_KEYS);
	int ended = 0, status;

	tidy->count = 0;
	while ((status = stmt_step(stmt, err)) == 1) {
		struct owner *owner;

		tidy->owners = mem_grow(tidy->owners, (size_t)tidy->count + 1,
		    sizeof(*tidy->owners));
		owner = &tidy->owners[tidy->count++];
		owner->round = stmt_int(stmt, "id", 1, INT64_MAX);
		owner->ended = stmt_int(stmt, "state", ROUND_OPEN,
		                   ROUND_VOID) != ROUND_OPEN;
		stmt_copy(stmt, "key_name", owner->name, sizeof(owner->name));
		ended |= owner->ended;
	}
	return status < 0 ? status : ended;
}

static bool
is_owned(const struct tidy *tidy, const struct box_key *key)
{
	for (int i = 0; i < tidy->count; i++)
		if (strcmp(tidy->owners[i].name, key->name) == 0)
			return true;
	return false;
}

/* 1 stops the walk: there is something to wipe. */
static int
find_orphan(void *context, const struct box_key *key)
{
	return is_owned(context, key) ? 0 : 1;
}

static bool
wipe(struct tidy *tidy, const struct box_key *key)
{
	struct err why;

	if (box_key_wipe(key, &why) == OK)
		return true;
	tell(tidy->notice,
	    _("The key of a round that has ended could not be wiped; huddle "
	      "tries again at its next start (%s)."),
	    why.text);
	return false;
}

static int
wipe_orphan(void *context, const struct box_key *key)
{
	struct tidy *tidy = context;

	if (!is_owned(tidy, key))
		wipe(tidy, key);
	return OK;
}

/* By their names: the store may be in another place now, with another id. */
static int
wipe_ended(struct tidy *tidy, struct err *err)
{
	int status = OK;

	for (int i = 0; status == OK && i < tidy->count; i++) {
		const struct owner *owner = &tidy->owners[i];
		struct box_key key = {.folder = tidy->folder};
		struct stmt *stmt;

		memcpy(key.name, owner->name, sizeof(key.name));
		if (!owner->ended || !wipe(tidy, &key))
			continue;
		stmt = stmt_new(tidy->db, QUERY_ROUND_KEY_WIPED);
		stmt_bind_int(stmt, ":id", owner->round);
		status = stmt_run(stmt, err);
	}
	return status;
}

/* With the lock: a key whose round is being opened this moment looks like an
 * orphan to those without. */
static int
wipe_all(struct tidy *tidy, struct err *why)
{
	int status = db_begin(tidy->db, why);

	if (status == OK)
		status = read_owners(tidy, why);
	if (status >= 0)
		status = wipe_ended(tidy, why);
	if (status == OK)
		status = box_key_walk(
		    tidy->folder, db_id(tidy->db), wipe_orphan, tidy);
	if (status == OK)
		status = db_commit(tidy->db, why);
	db_rollback(tidy->db);
	if (status == OK)
		db_scrub(tidy->db, NULL);
	return status;
}

int
round_tidy(struct db *db, const struct round_keys *keys, int32_t today,
    struct err *err)
{
	struct err notice = {""}, why;
	struct tidy tidy = {
	    .db = db, .folder = keys->folder, .notice = &notice};
	int status = complete(db, keys, today, &notice, err);

	if (status == OK)
		status = read_owners(&tidy, err);
	if (status < 0)
		goto out;
	/* Mostly nothing is to be done, and a look without the lock tells. */
	if (status == 0)
		status =
		    box_key_walk(keys->folder, db_id(db), find_orphan, &tidy);
	if (status == 1 && wipe_all(&tidy, &why) < 0)
		tell(&notice, "%s", why.text);
	status = err_set(err, OK, "%s", notice.text);
out:
	free(tidy.owners);
	return status;
}
