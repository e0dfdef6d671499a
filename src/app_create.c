/*
 * A new unit: its configuration, the folder of its keys and its store, all of
 * them or none. See app_create in app.h.
 */
#include "app.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app_stage.h"
#include "db/repo_release.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define STAGE ".init-"

/* Beside a store that has no configuration yet: which one it waits for. */
#define WAITING "-new"

/* The store's parts in the order in which they come to their place. */
static const char *const parts[] = {"-queue", "-journal", ""};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

struct making {
	const struct config_seed *seed;
	char *config;  /* its whole path */
	char *waiting; /* the store's, with WAITING behind it */
	const char *store;
	struct stage home;  /* for the configuration */
	struct stage place; /* for the store */
	bool found;         /* the store was there, and waited */
};

static const char *
last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The same path from wherever it is looked at. */
static char *
whole_path(const char *folder, const char *path)
{
	char *whole = realpath(folder, NULL);
	char *result = file_join(whole ? whole : folder, last_name(path));

	free(whole);
	return result;
}

/* --- The store ------------------------------------------------------------ */

static int
fill_store(const char *path, const char *unit, struct err *err)
{
	struct ledger ledger;
	struct civil wall;
	struct db *db;
	int result = db_open(&db, path, DB_CREATE, err);

	if (result < 0)
		return result;
	result = db_begin(db, err);
	if (result == OK)
		result = db_meta_set(db, "unit", unit, err);
	/* A unit that never begins is to be known as silent. */
	date_local(time(NULL), &wall);
	if (result == OK)
		result = release_ledger(db, wall.day, &ledger, err);
	if (result == OK)
		result = db_commit(db, err);
	db_close(db);
	return result;
}

/* A store whose configuration never came, since its maker was killed, is
 * taken; any other stays as it is. */
static int
take_store(struct making *making, struct err *err)
{
	struct buf config = BUF_INIT;
	char *unit = NULL;
	struct db *db;

	if (file_read(making->waiting, FILE_TEXT_MAX, &config, NULL) == OK &&
	    strcmp(buf_text(&config), making->config) == 0 &&
	    db_open(&db, making->store, DB_AS_IT_IS, NULL) == OK) {
		if (db_meta_get(db, "unit", &unit, NULL) < 0)
			unit = NULL;
		db_close(db);
	}
	making->found = unit && strcmp(unit, making->seed->unit) == 0;
	free(unit);
	buf_done(&config);
	if (making->found)
		return OK;
	return err_set(err, ERR_CREATE,
	    _("There is a file at %s already. Nothing was changed."),
	    making->store);
}

/* The store comes to its place at last: what lies beside it without it is of
 * no use to anybody. */
static int
place_store(struct making *making, struct err *err)
{
	char *made = file_join(making->place.path, last_name(making->store));
	int result = fill_store(made, making->seed->unit, err);

	unlink(making->waiting);
	if (result == OK)
		result = file_create(making->waiting, 0600, making->config,
		    strlen(making->config), err);
	for (size_t i = 0; result == OK && i < PARTS; i++) {
		char *from = mem_printf("%s%s", made, parts[i]);
		char *to = mem_printf("%s%s", making->store, parts[i]);

		if (file_exists(from))
			result = stage_rename(from, to, err);
		free(from);
		free(to);
	}
	free(made);
	return result;
}

static void
discard_store(const struct making *making)
{
	for (size_t i = PARTS; i-- > 0;) {
		char *path = mem_printf("%s%s", making->store, parts[i]);

		unlink(path);
		free(path);
	}
	unlink(making->waiting);
}

static int
make_store(struct making *making, struct err *err)
{
	char *folder = file_folder(making->store);
	int result = stage_begin(&making->place, folder, STAGE, err);

	making->waiting = mem_printf("%s" WAITING, making->store);
	if (result == OK && file_exists(making->store))
		result = take_store(making, err);
	else if (result == OK) {
		result = place_store(making, err);
		if (result < 0)
			discard_store(making);
	}
	free(folder);
	return result;
}

/* --- The configuration ---------------------------------------------------- */

static int
make_config(struct making *making, struct err *err)
{
	char *made = file_join(making->home.path, last_name(making->config));
	char *there = file_join(making->home.folder, "keys");
	char *keys = file_join(making->home.path, "keys");
	int result = config_write_new(made, making->seed, err);

	if (result == OK && !file_exists(there))
		result = file_make_folder(keys, err);
	if (result == OK)
		result = stage_check(&making->home, err);
	free(keys);
	free(there);
	free(made);
	return result;
}

int
app_create(const char *config_path, const char *store,
    const struct config_seed *seed, struct err *err)
{
	struct making making = {.seed = seed,
	    .store = store,
	    .home = {.lock = -1},
	    .place = {.lock = -1}};
	char *folder = file_folder(config_path);
	int result;

	if (file_exists(config_path))
		result = err_set(err, ERR_CREATE,
		    _("%s exists already. Nothing was changed."), config_path);
	else
		result = stage_begin(&making.home, folder, STAGE, err);
	making.config = whole_path(folder, config_path);
	if (result == OK)
		result = make_config(&making, err);
	if (result == OK) {
		result = make_store(&making, err);
		if (result == OK) {
			result = stage_move(
			    &making.home, last_name(config_path), err);
			if (result == OK)
				unlink(making.waiting);
			else if (!making.found)
				discard_store(&making);
		}
	}
	stage_end(&making.place, result == OK);
	stage_end(&making.home, result == OK);
	free(making.waiting);
	free(making.config);
	free(folder);
	return result;
}
