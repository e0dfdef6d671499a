/*
 * What has to hold of a scene, read from its files alone: the stores by
 * SQLite's own hands, the sealed files with the office's key. See scene.h.
 */
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/seal.h"
#include "tests/fault/scene.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/mem.h"

#define ROWS_MAX 8
#define TEXT_MAX 65536

enum { STATE_SENT = 2 };

/* A release as the unit's ledger has it. */
struct row {
	char hash[65], previous[65];
	char *document;
	char file[64];
	int state;
};

struct ledger {
	struct row rows[ROWS_MAX];
	int count;
};

/* --- Stores ------------------------------------------------------------- */

/* A journal that was left behind is rolled back, and stays as a file. */
static sqlite3 *
open_store(const char *path)
{
	sqlite3 *handle = NULL;

	if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, NULL) ==
	        SQLITE_OK &&
	    sqlite3_exec(handle, "PRAGMA journal_mode = PERSIST", NULL, NULL,
	        NULL) == SQLITE_OK)
		return handle;
	sqlite3_close(handle);
	return NULL;
}

/* The number that a statement gives; -1 if it fails. */
static int
number(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int value = -1;

	if (sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW)
		value = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

/* All that SQLite can tell of a file. */
static bool
is_whole(sqlite3 *handle)
{
	return number(handle, "SELECT count(*) = 1 AND min(integrity_check) = "
	                      "'ok' FROM pragma_integrity_check") == 1;
}

static void
copy(char *out, size_t size, sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);

	snprintf(out, size, "%s", text ? text : "");
}

static void
read_ledger(sqlite3 *handle, struct ledger *ledger)
{
	sqlite3_stmt *stmt = NULL;

	ledger->count = 0;
	assert_int_equal(
	    sqlite3_prepare_v2(handle,
	        "SELECT hash, previous, document, file, state FROM release "
	        "JOIN delivery ON release = id ORDER BY epoch, sequence",
	        -1, &stmt, NULL),
	    SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		struct row *row = &ledger->rows[ledger->count++];

		assert_true(ledger->count <= ROWS_MAX);
		copy(row->hash, sizeof(row->hash), stmt, 0);
		copy(row->previous, sizeof(row->previous), stmt, 1);
		row->document =
		    mem_copy((const char *)sqlite3_column_text(stmt, 2));
		copy(row->file, sizeof(row->file), stmt, 3);
		row->state = sqlite3_column_int(stmt, 4);
	}
	sqlite3_finalize(stmt);
}

static void
ledger_done(struct ledger *ledger)
{
	for (int i = 0; i < ledger->count; i++)
		free(ledger->rows[i].document);
}

/* Each release has the hash of its own text and that of the one before. */
static const char *
chain_wrong(const struct ledger *ledger)
{
	const char *last = "";

	for (int i = 0; i < ledger->count; i++) {
		const struct row *row = &ledger->rows[i];
		uint8_t hash[CRYPT_HASH_BYTES];
		char hex[2 * sizeof(hash) + 1];

		crypt_hash(hash, row->document, strlen(row->document));
		crypt_hex(hex, hash, sizeof(hash));
		if (strcmp(hex, row->hash) != 0)
			return "a release is not what its hash says";
		if (strcmp(row->previous, last) != 0)
			return "the ledger is no chain";
		last = row->hash;
	}
	return NULL;
}

/* --- Sealed files ------------------------------------------------------- */

/* The office's secret, kept in `key`. */
static void
read_key(const struct scene *scene, uint8_t key[SEAL_SECRET_BYTES])
{
	struct err err = {""};

	if (file_read_secret(scene->office_key, key, SEAL_SECRET_BYTES, &err) <
	    0)
		fail_msg("%s", err.text);
}

/* Whether a file opens and says what was released. */
static bool
says(const char *path, const char *document, const uint8_t *key)
{
	struct buf bytes = BUF_INIT;
	struct sealed sealed = {.len = 0};
	bool same =
	    file_read(path, SEAL_FILE_MAX, &bytes, NULL) == OK &&
	    seal_open(&sealed, buf_text(&bytes), bytes.len, key, NULL) == OK &&
	    sealed.len == strlen(document) &&
	    memcmp(sealed.padded.text, document, sealed.len) == 0;

	seal_done(&sealed);
	buf_done(&bytes);
	return same;
}

static bool
ends_with(const char *name, const char *end)
{
	size_t len = strlen(name), tail = strlen(end);

	return len > tail && strcmp(name + len - tail, end) == 0;
}

/* The files of a folder that bear a final name; those of the ledger have to
 * be whole. *strange are of no release. Negative: one is not whole. */
static int
count_final(const char *folder, const struct ledger *ledger, const uint8_t *key,
    int *strange)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int count = 0;

	*strange = 0;
	while (count >= 0 && dir && (entry = readdir(dir))) {
		char *path = file_join(folder, entry->d_name);
		int i = 0;

		while (i < ledger->count &&
		       strcmp(ledger->rows[i].file, entry->d_name) != 0)
			i++;
		if (i < ledger->count)
			count = says(path, ledger->rows[i].document, key)
			            ? count + 1
			            : -1;
		else
			*strange += ends_with(entry->d_name, SEAL_SUFFIX);
		free(path);
	}
	if (dir)
		closedir(dir);
	return count;
}

struct counts {
	int outbox, inbox, collected, quarantined;
};

static const char *
count_files(const struct scene *scene, const struct ledger *ledger,
    struct counts *counts)
{
	char *collected = file_join(scene->inbox, "collected");
	char *quarantine = file_join(scene->inbox, "quarantine");
	uint8_t key[SEAL_SECRET_BYTES];
	const char *wrong = NULL;
	int strange, hostile;

	read_key(scene, key);
	counts->outbox = count_final(scene->outbox, ledger, key, &strange);
	if (counts->outbox < 0 || strange > 0)
		wrong = "a file in the outbox is not whole";
	counts->inbox = count_final(scene->inbox, ledger, key, &strange);
	counts->collected = count_final(collected, ledger, key, &hostile);
	if (counts->inbox < 0 || counts->collected < 0)
		wrong = "a delivered file is not whole";
	if (count_final(quarantine, ledger, key, &counts->quarantined) != 0)
		wrong = "a good file was quarantined";
	if (strange + hostile + counts->quarantined > 1 || hostile > 0)
		wrong = "a file is of no release";
	crypt_wipe(key, sizeof(key));
	free(quarantine);
	free(collected);
	return wrong;
}

/* What is said to be sent is there. */
static const char *
sent_wrong(const struct scene *scene, const struct ledger *ledger)
{
	for (int i = 0; i < ledger->count; i++) {
		const struct row *row = &ledger->rows[i];
		char *here = file_join(scene->inbox, row->file);
		char *there =
		    mem_printf("%s/collected/%s", scene->inbox, row->file);
		bool lost = row->state == STATE_SENT && !file_exists(here) &&
		            !file_exists(there);

		free(there);
		free(here);
		if (lost)
			return "a release is called sent and is not there";
	}
	return NULL;
}

/* --- The office --------------------------------------------------------- */

/* How many summaries the office has; negative where one is not the unit's. */
static int
count_documents(sqlite3 *handle, const struct ledger *ledger)
{
	sqlite3_stmt *stmt = NULL;
	int count = 0;

	assert_int_equal(
	    sqlite3_prepare_v2(handle,
	        "SELECT text FROM document ORDER BY sequence", -1, &stmt, NULL),
	    SQLITE_OK);
	while (count >= 0 && sqlite3_step(stmt) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(stmt, 0);

		if (count < ledger->count &&
		    strcmp(text, ledger->rows[count].document) == 0)
			count++;
		else
			count = -1;
	}
	sqlite3_finalize(stmt);
	return count;
}

/* Files move after the store has them, so the store has all that moved. */
static const char *
office_wrong(const struct scene *scene, const struct ledger *ledger,
    const struct counts *counts, int *documents)
{
	char *path = file_join(scene->office, "office.db");
	sqlite3 *handle = open_store(path);
	const char *wrong = NULL;

	free(path);
	*documents = 0;
	if (!handle || !is_whole(handle)) {
		wrong = "the office's store is not whole";
	} else {
		*documents = count_documents(handle, ledger);
		if (*documents < 0)
			wrong = "the office has what was not released";
		else if (number(handle, "SELECT ifnull(max(sequence), 0) FROM "
		                        "unit") != *documents)
			wrong = "the office counts otherwise than it has";
		else if (counts->collected > *documents)
			wrong = "a collected summary is not there";
		else if (counts->quarantined >
		         number(handle, "SELECT count(*) FROM refused"))
			wrong = "the office does not know what it refused";
	}
	sqlite3_close(handle);
	return wrong;
}

/* --- Both --------------------------------------------------------------- */

struct found {
	struct counts counts;
	int rows, sent, waiting, documents;
	int open;  /* boxes */
	int draws; /* of rounds that are closed */
};

static const char *
look(struct found *found)
{
	const struct scene *scene = scene_paths();
	sqlite3 *handle = open_store(scene->store);
	struct ledger ledger = {.count = 0};
	const char *wrong = NULL;

	memset(found, 0, sizeof(*found));
	if (!handle || !is_whole(handle)) {
		wrong = "the unit's store is not whole";
		goto out;
	}
	read_ledger(handle, &ledger);
	found->rows = ledger.count;
	for (int i = 0; i < ledger.count; i++) {
		found->sent += ledger.rows[i].state == STATE_SENT;
		found->waiting += ledger.rows[i].state != 0;
	}
	found->open = number(handle, "SELECT count(*) FROM box");
	found->draws = number(handle, "SELECT count(*) FROM draw");
	wrong = chain_wrong(&ledger);
	if (!wrong)
		wrong = count_files(scene, &ledger, &found->counts);
	if (!wrong)
		wrong = sent_wrong(scene, &ledger);
	if (!wrong)
		wrong = office_wrong(
		    scene, &ledger, &found->counts, &found->documents);
out:
	ledger_done(&ledger);
	sqlite3_close(handle);
	return wrong;
}

const char *
scene_wrong(void)
{
	struct found found;

	return look(&found);
}

const char *
scene_not_done(enum scene_act act)
{
	struct found found;
	const char *wrong = look(&found);
	const struct counts *counts = &found.counts;

	if (wrong)
		return wrong;
	switch (act) {
	case SCENE_SEAL:
		return found.rows == SCENE_WEEKS ? NULL : "not all sealed";
	case SCENE_SEND:
		return found.rows == SCENE_WEEKS && found.sent == SCENE_WEEKS &&
		               counts->inbox == SCENE_WEEKS
		           ? NULL
		           : "not each is delivered once";
	case SCENE_COLLECT:
		return found.documents == SCENE_WEEKS && counts->inbox == 0 &&
		               counts->collected == SCENE_WEEKS &&
		               counts->quarantined == 1
		           ? NULL
		           : "not all collected";
	case SCENE_CLOSE:
		return found.open == 0 && found.draws > 0 ? NULL : "not closed";
	default:
		return found.open == 1 ? NULL : "the box is gone";
	}
}

/* The number that a run printed before a word; 0 if it did not. */
static long
printed(const struct ending *ending, const char *word)
{
	const char *said = buf_text(&ending->said);
	const char *end = strstr(said, word), *begin = end;

	while (begin && begin > said && begin[-1] >= '0' && begin[-1] <= '9')
		begin--;
	return begin && begin < end ? strtol(begin, NULL, 10) : 0;
}

const char *
scene_said_wrong(const struct ending *ending)
{
	struct found found;
	const char *wrong = look(&found);

	if (!wrong && printed(ending, " sent") > found.sent)
		wrong = "it says that more was sent";
	if (!wrong && printed(ending, " stored") > found.documents)
		wrong = "it says that more was collected";
	return wrong;
}

/* All rows, a line each. */
static void
add_rows(struct buf *out, sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	assert_int_equal(
	    sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++) {
			const char *text =
			    (const char *)sqlite3_column_text(stmt, i);

			buf_addf(out, "%s|", text ? text : "-");
		}
		buf_add(out, "\n");
	}
	sqlite3_finalize(stmt);
}

char *
scene_contents(enum scene_act act)
{
	static const char *const of_unit[] = {
	    "SELECT epoch, sequence, hash, document, state, sent, problem "
	    "FROM release JOIN delivery ON release = id ORDER BY id",
	    NULL};
	static const char *const of_office[] = {"SELECT * FROM unit",
	    "SELECT * FROM document ORDER BY sequence",
	    "SELECT * FROM fact ORDER BY sequence, place", "SELECT * FROM held",
	    "SELECT * FROM refused", NULL};
	bool office = act == SCENE_COLLECT;
	const char *const *sql = office ? of_office : of_unit;
	char *path = office ? file_join(scene_paths()->office, "office.db")
	                    : mem_copy(scene_paths()->store);
	sqlite3 *handle = open_store(path);
	struct buf out = BUF_INIT;

	assert_non_null(handle);
	buf_add(&out, "");
	while (*sql)
		add_rows(&out, handle, *sql++);
	sqlite3_close(handle);
	free(path);
	return out.len > 0 ? buf_take(&out) : mem_copy("");
}

int
scene_checkins(void)
{
	sqlite3 *handle = open_store(scene_paths()->store);
	int count = number(handle, "SELECT sum(checkins) FROM box");

	sqlite3_close(handle);
	return count;
}
