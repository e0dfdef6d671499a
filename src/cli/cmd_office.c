/*
 * huddle office init, enrol: the office's store and keys, and whose summaries
 * it takes.
 */
#include "cli/cmd_office.h"
#include "app_collect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app_tell.h"
#include "cli/json.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define PUB_MAX 4096 /* bytes of a FILE.pub */

/* --- What they share ---------------------------------------------------- */

/* Never both, and never a guess: a command that reads the wrong store would
 * tell the wrong people's counts. */
int
office_address(const struct cli *cli, const char **address, struct err *err)
{
	const char *database = cli->option[OFFICE_OPTION_DATABASE];

	*address = database ? database : cli->store;
	if (!database == !cli->store)
		return err_set(err, ERR_USAGE,
		    _("Name the office's store: --store FILE, or --database "
		      "postgresql://..."));
	if (database && strncmp(database, "postgresql://", 13) != 0)
		return err_set(err, ERR_USAGE,
		    _("--database: expected postgresql://..., a file is named "
		      "with --store"));
	return OK;
}

char *
office_key_path(const struct cli *cli, const char *name)
{
	const char *keys = cli->option[OFFICE_OPTION_KEYS];
	char *folder = keys         ? mem_copy(keys)
	               : cli->store ? file_folder(cli->store)
	                            : mem_copy(".");
	char *path = file_join(folder, name);

	free(folder);
	return path;
}

int
office_cli_open(const struct cli *cli, struct office **office, struct err *err)
{
	const char *address;
	int status = office_address(cli, &address, err);

	*office = NULL;
	if (status == OK)
		status =
		    office_open(office, address, OFFICE_EXISTING, NULL, err);
	return status;
}

/* Asked for by collecting only: status, export and report do without it, and
 * may run where the key is not. */
int
office_key_load(const struct cli *cli, const struct office *office,
    struct collect_office *out, uint8_t **secret, struct err *err)
{
	char *path = office_key_path(cli, OFFICE_KEY);
	int status;

	*secret = crypt_secret_new(SEAL_SECRET_BYTES);
	status = file_read_secret(path, *secret, SEAL_SECRET_BYTES, err);
	if (status == OK) {
		*out = (struct collect_office){
		    office_organization(office), *secret, {0}};
		seal_key_public(SEAL_OFFICE, *secret, out->key);
	} else {
		crypt_secret_free(*secret);
		*secret = NULL;
	}
	free(path);
	return status;
}

/* An office has no shifts: its day ends at midnight. */
int32_t
office_today(void)
{
	struct civil now;

	date_local(time(NULL), &now);
	return now.day;
}

/* --- init --------------------------------------------------------------- */

enum { INIT_ORGANIZATION = OFFICE_OPTIONS };

/* An office that moves its store takes its key along: one that is there is
 * used. *made: it was not, and who cannot go on takes it away again; never one
 * that another `office init` has made meanwhile. */
static int
make_secret(const char *path, uint8_t *secret,
    uint8_t public_key[SEAL_KEY_BYTES], bool *made, struct err *err)
{
	int status;

	*made = false;
	if (!file_exists(path)) {
		seal_key_new(SEAL_OFFICE, secret, public_key);
		status =
		    file_create(path, 0600, secret, SEAL_SECRET_BYTES, err);
		*made = status == OK;
		return status;
	}
	/* Said as "it is there, and not usable": nothing is put in its
	 * place. */
	if (file_read_secret(path, secret, SEAL_SECRET_BYTES, err) < 0)
		return ERR_CREATE;
	seal_key_public(SEAL_OFFICE, secret, public_key);
	return OK;
}

/* The public part is only written beside a secret that it belongs to: what
 * units seal for another key, nobody opens. */
static int
make_public(const char *path, const struct seal_public *key, struct err *err)
{
	struct buf text = BUF_INIT, there = BUF_INIT;
	int status = OK;

	seal_public_write(&text, key);
	if (!file_exists(path))
		status = file_create(path, 0644, text.text, text.len, err);
	else if (file_read(path, PUB_MAX, &there, err) < 0 ||
	         there.len != text.len ||
	         memcmp(there.text, text.text, text.len) != 0)
		status = err_set(err, ERR_CREATE,
		    _("There is another office's key at %s already. Nothing "
		      "was changed. Name another folder with --keys."),
		    path);
	buf_done(&there);
	buf_done(&text);
	return status;
}

/* Takes back what it has made if the rest fails, and never what was there. */
static int
make_keys(
    const struct cli *cli, struct seal_public *key, bool *made, struct err *err)
{
	char *secret_path = office_key_path(cli, OFFICE_KEY);
	char *public_path = office_key_path(cli, OFFICE_PUB);
	uint8_t *secret = crypt_secret_new(SEAL_SECRET_BYTES);
	int status = make_secret(secret_path, secret, key->key, made, err);

	if (status == OK)
		status = make_public(public_path, key, err);
	if (status < 0 && *made)
		file_wipe(secret_path, NULL);
	crypt_secret_free(secret);
	free(public_path);
	free(secret_path);
	return status;
}

/* Only what this run has made. */
static void
drop_keys(const struct cli *cli)
{
	char *secret = office_key_path(cli, OFFICE_KEY);
	char *public_path = office_key_path(cli, OFFICE_PUB);

	file_wipe(secret, NULL);
	unlink(public_path);
	free(public_path);
	free(secret);
}

static void
tell_made(const struct cli *cli, const char *address, const uint8_t *key)
{
	char *public_path = office_key_path(cli, OFFICE_PUB);
	char fingerprint[SEAL_FINGERPRINT_SIZE];

	seal_fingerprint(key, fingerprint);
	if (cli->json)
		json_print(json_pack("{s:s, s:s}", "key", public_path,
		               "fingerprint", fingerprint),
		    "huddle-office-init/1");
	else
		printf(_("Made the office's store: %s\n"
		         "Its key for the units: %s\n"
		         "  fingerprint %s\n"
		         "Next: give this file to every unit, and enrol each "
		         "unit's own: huddle office enrol\n"),
		    strncmp(address, "postgresql://", 13) == 0
		        ? _("in the database")
		        : address,
		    public_path, fingerprint);
	free(public_path);
}

int
cmd_office_init(const struct cli *cli, struct err *err)
{
	const char *organization = cli->option[INIT_ORGANIZATION];
	struct seal_public key = {.kind = SEAL_OFFICE};
	struct office *office = NULL;
	const char *address;
	bool made = false;
	int status = office_address(cli, &address, err);

	if (status == OK && !organization)
		status = err_set(
		    err, ERR_USAGE, _("office init needs --organization"));
	if (status == OK && !id_valid(organization))
		status = err_set(err, ERR_DATA,
		    _("--organization %s: expected a-z, 0-9 and -, 1 to %d "
		      "characters"),
		    organization, ID_MAX);
	if (status < 0)
		return status;
	snprintf(key.organization, ID_SIZE, "%s", organization);
	/* Keys first: a store without its key could collect nothing. */
	status = make_keys(cli, &key, &made, err);
	if (status == OK) {
		status = office_open(
		    &office, address, OFFICE_CREATE, organization, err);
		if (status < 0 && made)
			drop_keys(cli);
	}
	if (status == OK)
		tell_made(cli, address, key.key);
	office_close(office);
	return status;
}

/* --- enrol -------------------------------------------------------------- */

enum { ENROL_REPLACE = OFFICE_OPTIONS };

/* A unit of another organization may have the same id. */
static int
read_public(const char *path, const struct office *office,
    struct seal_public *key, struct err *err)
{
	struct buf text = BUF_INIT;
	int status = file_read(path, PUB_MAX, &text, err);

	if (status == OK)
		status =
		    seal_public_read(key, path, buf_text(&text), text.len, err);
	if (status == OK && key->kind != SEAL_UNIT)
		status = err_set(err, ERR_DATA,
		    _("%s is an office's key, not a unit's. Nothing was "
		      "changed. A unit writes its own with: huddle key "
		      "export"),
		    path);
	else if (status == OK &&
	         strcmp(key->organization, office_organization(office)) != 0)
		status = err_set(err, ERR_DATA,
		    _("%s is of the organization %s, this office is of %s. "
		      "Nothing was changed."),
		    path, key->organization, office_organization(office));
	buf_done(&text);
	return status;
}

/* A unit that is known comes with another key or epoch: that is what somebody
 * who wants to speak for it would send. Only a person can tell, who asks the
 * unit. An epoch never goes back: files of an old one would be good again. */
static int
replace(struct office_unit *unit, const struct seal_public *key, bool allowed,
    struct err *err)
{
	bool same_key = memcmp(unit->key, key->key, SEAL_KEY_BYTES) == 0;

	if (same_key && unit->epoch == key->epoch)
		return OK;
	if (!allowed)
		return err_set(err, ERR_PERMISSION,
		    _("Unit %s is enrolled with another key or epoch. Nothing "
		      "was changed. Ask the unit why and compare the "
		      "fingerprint; if it is right, add --replace."),
		    key->unit);
	if (key->epoch < unit->epoch)
		return err_set(err, ERR_DATA,
		    _("Unit %s is at epoch %d already, this file is of epoch "
		      "%d. Nothing was changed. Ask the unit for a new file."),
		    key->unit, unit->epoch, key->epoch);
	/* Numbers begin at 1 again. Its last day stays: no period is told
	 * twice. */
	if (key->epoch > unit->epoch) {
		unit->sequence = 0;
		unit->hash[0] = '\0';
	}
	return OK;
}

/* Who is enrolled for the first time has told nothing; else all that is known
 * of the unit stays but key and epoch. */
static int
enrol_one(struct office *office, const struct seal_public *key, bool allowed,
    struct err *err)
{
	struct office_unit unit = {.from = DATE_NONE, .to = DATE_NONE};
	bool found;
	int status = office_unit(office, key->unit, &found, &unit, err);

	if (status == OK && found)
		status = replace(&unit, key, allowed, err);
	if (status < 0)
		return status;
	if (!found) {
		unit = (struct office_unit){.from = DATE_NONE, .to = DATE_NONE};
		memcpy(unit.organization, key->organization, ID_SIZE);
		memcpy(unit.unit, key->unit, ID_SIZE);
		unit.enrolled = office_today();
	}
	memcpy(unit.key, key->key, SEAL_KEY_BYTES);
	unit.epoch = key->epoch;
	status = office_unit_set(office, &unit, err);
	/* What waited for an epoch that has ended is never due. */
	if (status == OK && found)
		status =
		    app_collect_end_epochs(office, &unit, office_today(), err);
	return status;
}

/* All of them, or none: files are read before anything is written. */
static int
enrol(const struct cli *cli, struct office *office, struct seal_public *keys,
    struct err *err)
{
	bool allowed = cli->option[ENROL_REPLACE];
	int status = OK;

	for (int i = 0; status == OK && i < cli->word_count; i++)
		status = read_public(cli->words[i], office, &keys[i], err);
	if (status == OK)
		status = office_begin(office, err);
	for (int i = 0; status == OK && i < cli->word_count; i++)
		status = enrol_one(office, &keys[i], allowed, err);
	if (status == OK)
		return office_commit(office, err);
	office_rollback(office);
	return status;
}

static void
tell_enrolled(const struct cli *cli, const struct seal_public *keys)
{
	json_t *list = json_array();

	for (int i = 0; i < cli->word_count; i++) {
		char fingerprint[SEAL_FINGERPRINT_SIZE];

		seal_fingerprint(keys[i].key, fingerprint);
		json_array_append_new(list,
		    json_pack("{s:s, s:i, s:s}", "unit", keys[i].unit, "epoch",
		        keys[i].epoch, "fingerprint", fingerprint));
		if (!cli->json)
			printf(_("Enrolled %s (epoch %d)\n  fingerprint %s\n"),
			    keys[i].unit, keys[i].epoch, fingerprint);
	}
	if (cli->json)
		json_print(
		    json_pack("{s:O}", "units", list), "huddle-office-enrol/1");
	else
		puts(_("Compare each fingerprint with the unit by telephone: "
		       "huddle key show"));
	json_decref(list);
}

int
cmd_office_enrol(const struct cli *cli, struct err *err)
{
	struct seal_public *keys =
	    mem_new((size_t)cli->word_count, sizeof(*keys));
	struct office *office;
	int status = office_cli_open(cli, &office, err);

	if (status == OK)
		status = enrol(cli, office, keys, err);
	if (status == OK)
		tell_enrolled(cli, keys);
	office_close(office);
	free(keys);
	return status;
}
