/*
 * huddle key show, rotate, export: the keys that sign what leaves this unit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd_release.h"
#include "cli/json.h"
#include "sync/unit_key.h"
#include "util/file.h"
#include "util/i18n.h"

/* What `key show` tells. Number 0: there is none. */
struct keys {
	int epoch;
	int now, next;
	uint8_t now_key[SEAL_KEY_BYTES];
	uint8_t next_key[SEAL_KEY_BYTES];
	bool has_office;
	struct seal_public office;
};

static struct unit_key
own_key(const struct app *app, int number)
{
	return (struct unit_key){app->config.keys, app->config.organization,
	    app->config.unit, number};
}

/* Its public part, which proves that the secret is there and whole. */
static int
read_key(struct app *app, int number, uint8_t *public_key, struct err *err)
{
	const struct unit_key key = own_key(app, number);

	return unit_key_public(&key, public_key, err);
}

/* The store's numbers, and the keys that they stand for. */
static int
read_keys(struct app *app, struct keys *keys, struct err *err)
{
	struct ledger ledger;
	int result = app_release_key(app, err);

	if (result == OK)
		result =
		    release_ledger(app->db, app_shift(app).day, &ledger, err);
	if (result == OK)
		result = release_keys(app->db, &keys->now, &keys->next, err);
	if (result == OK)
		result = read_key(app, keys->now, keys->now_key, err);
	if (result == OK && keys->next)
		result = read_key(app, keys->next, keys->next_key, err);
	if (result == OK)
		keys->epoch = ledger.head.epoch;
	return result;
}

/* Configuration and store, and whether the role may. */
static int
begin(const struct cli *cli, struct app *app, enum act act, struct err *err)
{
	int result = app_open(app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	result = app_allow(app, act, err);
	if (result < 0)
		app_close(app);
	return result;
}

/* --- show --------------------------------------------------------------- */

static json_t *
key_json(int number, const uint8_t *public_key)
{
	char fingerprint[SEAL_FINGERPRINT_SIZE];

	if (!number)
		return json_null();
	seal_fingerprint(public_key, fingerprint);
	return json_pack(
	    "{s:i, s:s}", "number", number, "fingerprint", fingerprint);
}

static json_t *
office_json(const struct keys *keys)
{
	char fingerprint[SEAL_FINGERPRINT_SIZE];

	if (!keys->has_office)
		return json_null();
	seal_fingerprint(keys->office.key, fingerprint);
	return json_pack("{s:s, s:s}", "organization",
	    keys->office.organization, "fingerprint", fingerprint);
}

static void
show_text(const struct keys *keys)
{
	char fingerprint[SEAL_FINGERPRINT_SIZE];

	seal_fingerprint(keys->now_key, fingerprint);
	printf(_("key %d (epoch %d) signs:\n  %s\n"), keys->now, keys->epoch,
	    fingerprint);
	if (keys->next) {
		seal_fingerprint(keys->next_key, fingerprint);
		printf(_("key %d is announced with the next release, and signs "
		         "those behind it:\n  %s\n"),
		    keys->next, fingerprint);
	}
	if (keys->has_office) {
		seal_fingerprint(keys->office.key, fingerprint);
		printf(_("the office of %s opens it:\n  %s\n"),
		    keys->office.organization, fingerprint);
	} else {
		puts(_("no office is configured (office_key)"));
	}
}

static void
show_json(const struct keys *keys)
{
	json_print(json_pack("{s:i, s:o, s:o, s:o}", "epoch", keys->epoch,
	               "key", key_json(keys->now, keys->now_key), "announced",
	               key_json(keys->next, keys->next_key), "office",
	               office_json(keys)),
	    "huddle-keys/1");
}

/* Behind every command: what was said, or with --json how it is now. */
static int
tell(struct app *app, bool json, const struct buf *said, struct err *err)
{
	struct keys keys = {0};
	int result;

	if (said && !json) {
		fputs(buf_text(said), stdout);
		return OK;
	}
	result = read_keys(app, &keys, err);
	/* Whether it is the right organization's is for who reads it. */
	keys.has_office = app->config.office_key != NULL;
	if (result == OK && keys.has_office)
		result = app_release_office(app, &keys.office, err);
	if (result < 0)
		return result;
	if (json)
		show_json(&keys);
	else
		show_text(&keys);
	return OK;
}

int
cmd_key_show(const struct cli *cli, struct err *err)
{
	struct app app;
	int result = begin(cli, &app, ACT_LOOK, err);

	if (result < 0)
		return result;
	result = tell(&app, cli->json, NULL, err);
	app_close(&app);
	return result;
}

/* --- rotate ------------------------------------------------------------- */

/* A new key, under a number that none had: a restored store may not know of
 * keys that were made behind it. */
static int
make_key(struct app *app, int after, int *number, struct err *err)
{
	uint8_t public_key[SEAL_KEY_BYTES];
	struct unit_key key = own_key(app, after);
	bool taken;

	do {
		char *path;

		key.number++;
		path = unit_key_path(&key);
		taken = file_exists(path);
		free(path);
	} while (taken);
	*number = key.number;
	return unit_key_make(&key, public_key, err);
}

/* Boxes would end with a restart: people's answers are not lost for a key. */
static int
refuse_open(struct app *app, struct err *err)
{
	struct round round;
	int count = round_list_open(app->db, &round, 1, err);

	if (count <= 0)
		return count;
	return err_set(err, ERR_UNAVAILABLE,
	    _("The key that signs this unit's summaries is lost, and a new one "
	      "begins a new epoch, but a box is open. Nothing was changed. "
	      "Close the box first: huddle round close"));
}

/* The key without which nothing leaves any more, 0 if all are there: that of
 * the oldest release without a file, or the one in force. */
static int
find_lost(struct app *app, int now, int *lost, struct err *err)
{
	uint8_t public_key[SEAL_KEY_BYTES];
	struct release oldest;
	int numbers[2] = {0, now};
	int result = release_next(app->db, DELIVERY_NONE, 0, &oldest, err);

	*lost = 0;
	if (result == OK && oldest.id)
		numbers[0] = oldest.key;
	release_done(&oldest);
	for (int i = 0; result == OK && i < 2; i++) {
		if (numbers[i])
			result = read_key(app, numbers[i], public_key, err);
		if (result == ERR_UNAVAILABLE)
			*lost = numbers[i];
	}
	return *lost ? OK : result;
}

/* What the key was lost for, and what has to be done. */
static int
tell_lost(struct app *app, int lost, int number, int epoch, struct buf *said,
    struct err *err)
{
	struct release_standing standing;
	char words[RELEASE_STATE_SIZE];
	int result = release_standing(app->db, &standing, err);

	buf_addf(said,
	    _("Key %d was lost; key %d is made. Releases go on as "
	      "number 1 of epoch %d.\nThe office has to approve "
	      "that: take it the file of `huddle key export "
	      "FILE.pub`\nfor `huddle office enrol --replace "
	      "FILE.pub`.\n"),
	    lost, number, epoch);
	if (standing.lost > 0) {
		release_lost(standing.lost, words);
		buf_addf(said, "%s\n", words);
	}
	return result;
}

/* A key is lost: nobody can announce another one, or a release is missing for
 * ever, so that the office has to enrol this unit anew. The key is made before
 * the commit: a number in the store without its key would stop everything, a
 * key whose number is nowhere hurts nobody. */
static int
begin_anew(
    struct app *app, int now, int lost, struct buf *said, struct err *err)
{
	struct ledger_head head = {0};
	struct ledger ledger;
	int number, result = refuse_open(app, err);

	if (result == OK)
		result =
		    release_ledger(app->db, app_shift(app).day, &ledger, err);
	if (result == OK)
		result = make_key(app, now, &number, err);
	if (result < 0)
		return result;
	head.epoch = ledger.head.epoch + 1;
	head.to = ledger.head.to;
	result = release_new_epoch(app->db, &head, err);
	if (result == OK)
		result = release_keys_set(app->db, number, 0, err);
	if (result == OK)
		result = release_give_up(app->db, err);
	if (result == OK)
		result = tell_lost(app, lost, number, head.epoch, said, err);
	if (result == OK)
		result = db_commit(app->db, err);
	return result;
}

/* The next release says it, signed by the key in force, so that nobody has to
 * approve it. */
static int
announce(struct app *app, int now, struct buf *said, struct err *err)
{
	int number, result = make_key(app, now, &number, err);

	if (result == OK)
		result = release_keys_set(app->db, now, number, err);
	if (result == OK)
		result = db_commit(app->db, err);
	if (result == OK)
		buf_addf(said,
		    _("Key %d is made. The next release announces it to the "
		      "office, and those behind it are signed with it.\n"),
		    number);
	return result;
}

/* Needs a transaction; commits it if anything is to be changed. */
static int
rotate(struct app *app, struct buf *said, struct err *err)
{
	int now, next, lost = 0;
	int result = release_keys(app->db, &now, &next, err);

	if (result == OK)
		result = find_lost(app, now, &lost, err);
	if (result < 0)
		return result;
	if (lost)
		return begin_anew(app, now, lost, said, err);
	/* One at a time: the office follows from key to key. */
	if (!next)
		return announce(app, now, said, err);
	buf_addf(said,
	    _("Key %d is made already and will be announced with the next "
	      "release. Nothing was changed.\n"),
	    next);
	return OK;
}

int
cmd_key_rotate(const struct cli *cli, struct err *err)
{
	struct buf said = BUF_INIT;
	struct app app;
	int result = begin(cli, &app, ACT_KEY, err);

	if (result < 0)
		return result;
	result = app_release_key(&app, err);
	if (result == OK)
		result = db_begin(app.db, err);
	if (result == OK)
		result = rotate(&app, &said, err);
	db_rollback(app.db);
	if (result == OK)
		result = tell(&app, cli->json, &said, err);
	buf_done(&said);
	app_close(&app);
	return result;
}

/* --- export ------------------------------------------------------------- */

/* The key in force, also while another one is announced: the office learns of
 * that from a release. */
int
cmd_key_export(const struct cli *cli, struct err *err)
{
	const char *path = cli->words[0];
	struct seal_public own = {.kind = SEAL_UNIT};
	char fingerprint[SEAL_FINGERPRINT_SIZE];
	struct buf text = BUF_INIT;
	struct keys keys = {0};
	struct app app;
	int result = begin(cli, &app, ACT_KEY, err);

	if (result < 0)
		return result;
	result = read_keys(&app, &keys, err);
	if (result == OK) {
		snprintf(
		    own.organization, ID_SIZE, "%s", app.config.organization);
		snprintf(own.unit, ID_SIZE, "%s", app.config.unit);
		/* The epoch goes with the key: enrolling with it approves
		 * both. */
		own.epoch = keys.epoch;
		memcpy(own.key, keys.now_key, SEAL_KEY_BYTES);
		seal_public_write(&text, &own);
		result =
		    file_create(path, 0644, buf_text(&text), text.len, err);
	}
	if (result == OK) {
		seal_fingerprint(own.key, fingerprint);
		buf_clear(&text);
		buf_addf(&text,
		    _("%s: key %d (epoch %d) for the office; read out to "
		      "each other:\n  %s\n"),
		    path, keys.now, keys.epoch, fingerprint);
		result = tell(&app, cli->json, &text, err);
	}
	buf_done(&text);
	app_close(&app);
	return result;
}
