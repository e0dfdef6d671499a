/*
 * What is sealed, and its way to the office. See repo_release.h; what a
 * release is made of is read by repo_release_facts.c.
 */
#include "db/repo_release.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/stmt.h"
#include "util/crypt.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/number.h"

/* Small facts in meta. */
#define KEYS "release-keys" /* which signs, which is announced; none: 1 0 */
#define LOST "release-lost" /* the newest release given up; 0 or none: none */

const char *const delivery_names[DELIVERIES] = {
    [DELIVERY_NONE] = "sealed",
    [DELIVERY_WAITING] = "waiting",
    [DELIVERY_SENT] = "sent",
    [DELIVERY_LOST] = "lost",
};

void
release_done(struct release *release)
{
	free(release->document);
	release->document = NULL;
}

/* --- Keeping ------------------------------------------------------------ */

/* What is sealed is never changed: there is no statement that could. Only the
 * row of its delivery is. */

static void
hash_text(char out[SUMMARY_HASH_SIZE], const char *text)
{
	uint8_t hash[CRYPT_HASH_BYTES];

	crypt_hash(hash, text, strlen(text));
	crypt_hex(out, hash, sizeof(hash));
}

/* Whatever the callers believe: no period is sealed twice, no link of the
 * chain is left out. */
static int
check_link(struct db *db, const struct release *release, struct err *err)
{
	char hash[SUMMARY_HASH_SIZE];
	struct ledger_head head;
	int status = release_head(db, &head, err);

	if (status < 0)
		return status;
	hash_text(hash, release->document);
	if (release->epoch == head.epoch &&
	    release->sequence == head.sequence + 1 &&
	    release->period.from > head.to &&
	    strcmp(release->previous, head.hash) == 0 &&
	    strcmp(release->hash, hash) == 0)
		return OK;
	return err_set(err, ERR_SOFTWARE,
	    _("A fault in huddle itself: release %d of epoch %d does not "
	      "follow the one before it. Nothing was sealed."),
	    release->sequence, release->epoch);
}

/* Numbers go on over all epochs and never leave one out: the newest is as many
 * as there are. */
static int
insert_release(struct db *db, struct release *release, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_RELEASE_INSERT);
	int status;

	stmt_bind_int(stmt, ":epoch", release->epoch);
	stmt_bind_int(stmt, ":sequence", release->sequence);
	stmt_bind_int(stmt, ":from", release->period.from);
	stmt_bind_int(stmt, ":to", release->period.to);
	stmt_bind_int(stmt, ":sealed", release->sealed);
	stmt_bind_text(stmt, ":previous", release->previous);
	stmt_bind_text(stmt, ":hash", release->hash);
	stmt_bind_int(stmt, ":key", release->key);
	stmt_bind_text(stmt, ":document", release->document);
	status = stmt_run(stmt, err);
	if (status == OK)
		release->id = stmt_last_id(db);
	return status;
}

/* Lost is worked out when it is read (release_give_up), and is in no row. */
static void
bind_delivery(struct stmt *stmt, const struct release *release)
{
	assert(release->delivery != DELIVERY_LOST);
	stmt_bind_int(stmt, ":release", release->id);
	stmt_bind_int(stmt, ":state", release->delivery);
	stmt_bind_int(stmt, ":tries", release->tries);
	stmt_bind_int(stmt, ":next_try", release->next_try);
	stmt_bind_int(stmt, ":sent", release->sent);
	stmt_bind_text(stmt, ":problem", release->problem);
}

static int
insert_delivery(struct db *db, const struct release *release, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_DELIVERY_INSERT);

	bind_delivery(stmt, release);
	stmt_bind_text(stmt, ":file", release->file);
	return stmt_run(stmt, err);
}

/* Only a draw that none has told yet changes: whatever is wrong elsewhere, no
 * answer leaves in two releases. */
static int
mark_told(
    struct db *db, const struct release *release, int64_t draw, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_DRAW_TOLD);
	int status;

	stmt_bind_int(stmt, ":release", release->id);
	stmt_bind_int(stmt, ":id", draw);
	status = stmt_run(stmt, err);
	if (status == OK && stmt_changes(db) != 1)
		status = err_set(err, ERR_SOFTWARE,
		    _("A fault in huddle itself: a count would have been "
		      "released twice. Nothing was sealed."));
	return status;
}

/* One transaction, with the reading of the facts: a release and the marks on
 * its draws are there together, or neither. */
int
release_keep(struct db *db, struct release *release,
    const struct release_facts *facts, struct err *err)
{
	int status;

	assert(db_writing(db));
	status = check_link(db, release, err);
	if (status == OK)
		status = insert_release(db, release, err);
	if (status == OK)
		status = insert_delivery(db, release, err);
	for (int i = 0; status == OK && i < facts->draw_count; i++)
		if (facts->draws[i].told)
			status =
			    mark_told(db, release, facts->draws[i].id, err);
	return status;
}

int
release_moved(struct db *db, const struct release *release, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_DELIVERY_SAVE);

	bind_delivery(stmt, release);
	return stmt_run(stmt, err);
}

/* --- Reading ------------------------------------------------------------ */

/* Up to which release no file is made any more; 0: none was given up. */
static int
read_lost(struct db *db, int32_t *lost, struct err *err)
{
	char *kept;
	int status = db_meta_get(db, LOST, &kept, err);

	*lost = 0;
	if (status == OK && kept &&
	    (number_list(kept, lost, 1) != 1 || *lost < 0))
		status = err_set(err, ERR_DATA,
		    _("The store is damaged: it does not say which releases "
		      "were given up. Restore a backup."));
	free(kept);
	return status;
}

static void
read_row(struct stmt *stmt, struct release *out)
{
	*out = (struct release){.id = stmt_int(stmt, "id", 1, INT64_MAX)};
	out->epoch = (int)stmt_int(stmt, "epoch", 1, INT32_MAX);
	out->sequence = (int)stmt_int(stmt, "sequence", 1, INT32_MAX);
	out->period.from = stmt_day(stmt, "from_day");
	out->period.to = stmt_day(stmt, "to_day");
	out->sealed = stmt_day(stmt, "sealed");
	stmt_copy(stmt, "previous", out->previous, sizeof(out->previous));
	stmt_copy(stmt, "hash", out->hash, sizeof(out->hash));
	out->key = (int)stmt_int(stmt, "key", 1, INT32_MAX);
	out->delivery =
	    (enum delivery)stmt_int(stmt, "state", 0, DELIVERIES - 1);
	stmt_copy(stmt, "file", out->file, sizeof(out->file));
	out->tries = (int)stmt_int(stmt, "tries", 0, INT32_MAX);
	out->next_try =
	    (time_t)stmt_int(stmt, "next_try", INT64_MIN, INT64_MAX);
	out->sent = stmt_day_or_none(stmt, "sent");
	stmt_copy(stmt, "problem", out->problem, sizeof(out->problem));
}

/* A document that is not what was sealed is never shown or sent. */
static int
check_document(const struct release *release, struct err *err)
{
	char hash[SUMMARY_HASH_SIZE];

	hash_text(hash, release->document);
	if (strcmp(hash, release->hash) == 0)
		return OK;
	return err_set(err, ERR_DATA,
	    _("Release %lld in the store is not what was sealed: the store is "
	      "damaged, or somebody changed it. Nothing was sent. Restore a "
	      "backup."),
	    (long long)release->id);
}

/* *out as it is in the store, id 0 if it is not there. */
static int
read_one(struct db *db, int64_t id, struct release *out, struct err *err)
{
	struct stmt *stmt;
	int32_t lost;
	int status = read_lost(db, &lost, err);

	*out = (struct release){0};
	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_RELEASE_GET);
	stmt_bind_int(stmt, ":lost", lost);
	stmt_bind_int(stmt, ":id", id);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	read_row(stmt, out);
	out->document = mem_copy(stmt_text(stmt, "document"));
	status = stmt_done(stmt, err);
	if (status == OK)
		status = check_document(out, err);
	if (status < 0) {
		release_done(out);
		out->id = 0;
	}
	return status;
}

int
release_standing(struct db *db, struct release_standing *out, struct err *err)
{
	struct stmt *stmt;
	int32_t lost;
	int status = read_lost(db, &lost, err);

	*out = (struct release_standing){.waiting_since = DATE_NONE};
	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_RELEASE_STANDING);
	stmt_bind_int(stmt, ":lost", lost);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	out->count = (int)stmt_int(stmt, "count", 0, INT32_MAX);
	out->waiting = (int)stmt_int(stmt, "waiting", 0, INT32_MAX);
	out->lost = (int)stmt_int(stmt, "lost", 0, INT32_MAX);
	out->newest.from = stmt_day_or_none(stmt, "from_day");
	out->newest.to = stmt_day_or_none(stmt, "to_day");
	out->newest_lost = stmt_int(stmt, "newest_lost", 0, 1) == 1;
	out->waiting_since = stmt_day_or_none(stmt, "waiting_since");
	return stmt_done(stmt, err);
}

int
release_get(struct db *db, int64_t id, struct release *out, struct err *err)
{
	struct release_standing standing;
	int64_t wanted = id;
	int status = OK;

	*out = (struct release){0};
	/* The newest has the number that there are of them. */
	if (id == 0) {
		status = release_standing(db, &standing, err);
		wanted = standing.count;
	}
	if (status == OK && wanted > 0)
		status = read_one(db, wanted, out, err);
	if (status < 0 || out->id != 0)
		return status;
	if (id == 0)
		return err_set(
		    err, ERR_UNAVAILABLE, _("Nothing was released yet."));
	return err_set(err, ERR_UNAVAILABLE, _("There is no release %lld."),
	    (long long)id);
}

int
release_list(
    struct db *db, struct release *out, int max, int *count, struct err *err)
{
	struct release_standing standing = {0};
	struct stmt *stmt;
	int32_t lost;
	int listed = 0, status = read_lost(db, &lost, err);

	if (status == OK && count)
		status = release_standing(db, &standing, err);
	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_RELEASE_LIST);
	stmt_bind_int(stmt, ":lost", lost);
	stmt_bind_int(stmt, ":max", max);
	while ((status = stmt_step(stmt, err)) == 1)
		read_row(stmt, &out[listed++]);
	if (status < 0)
		return status;
	if (count)
		*count = standing.count;
	return listed;
}

/* Only the oldest is asked: if its time has not come, none that is newer goes
 * before it. */
int
release_next(struct db *db, enum delivery delivery, time_t now,
    struct release *out, struct err *err)
{
	struct stmt *stmt;
	int64_t id = 0, next_try = 0;
	int32_t lost;
	int status = read_lost(db, &lost, err);

	*out = (struct release){0};
	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_RELEASE_NEXT);
	stmt_bind_int(stmt, ":state", delivery);
	stmt_bind_int(stmt, ":after", delivery == DELIVERY_NONE ? lost : 0);
	status = stmt_step(stmt, err);
	if (status == 1) {
		id = stmt_int(stmt, "release", 1, INT64_MAX);
		next_try = stmt_int(stmt, "next_try", INT64_MIN, INT64_MAX);
		status = stmt_done(stmt, err);
	}
	if (status < 0 || id == 0)
		return status;
	if (delivery == DELIVERY_WAITING && next_try > now)
		return OK;
	return read_one(db, id, out, err);
}

int
release_file_known(
    struct db *db, const char *file, bool *known, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_DELIVERY_OF_FILE);
	int status;

	stmt_bind_text(stmt, ":file", file);
	status = stmt_step(stmt, err);
	if (status < 0)
		return status;
	*known = stmt_int(stmt, "known", 0, INT64_MAX) > 0;
	return stmt_done(stmt, err);
}

/* --- Keys --------------------------------------------------------------- */

/* A store in which nobody has rotated keys has none of this: the first key
 * signs, and none is announced. */
int
release_keys(struct db *db, int *now, int *next, struct err *err)
{
	int32_t numbers[] = {1, 0};
	char *kept;
	int status = db_meta_get(db, KEYS, &kept, err);

	if (status == OK && kept &&
	    (number_list(kept, numbers, 2) != 2 || numbers[0] < 1 ||
	        numbers[1] < 0))
		status = err_set(err, ERR_DATA,
		    _("The store is damaged: it does not say which key signs. "
		      "Restore a backup."));
	*now = numbers[0];
	*next = numbers[1];
	free(kept);
	return status;
}

int
release_keys_set(struct db *db, int now, int next, struct err *err)
{
	char *text = mem_printf("%d %d", now, next);
	int status = db_meta_set(db, KEYS, text, err);

	free(text);
	return status;
}

/* By number: all up to the newest of now. What has its file goes out all the
 * same. */
int
release_give_up(struct db *db, struct err *err)
{
	struct release_standing standing;
	char *text;
	int status;

	assert(db_writing(db));
	status = release_standing(db, &standing, err);
	if (status < 0)
		return status;
	text = mem_printf("%d", standing.count);
	status = db_meta_set(db, LOST, text, err);
	free(text);
	return status;
}
