/*
 * From a release to the office: the sealed file in the outbox, and its
 * delivery. Never twice, never half; what fails is tried again later. See
 * app_release.h.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "app_release.h"
#include "sync/unit_key.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

/* The first wait after a failure, doubled each time up to the last. */
#define RETRY_SECONDS 60
#define RETRY_DOUBLINGS 9 /* about eight and a half hours */

#define FOREVER ((time_t)INT64_MAX)

static char *
outbox_path(const struct app *app, const struct release *release)
{
	return file_join(app->config.outbox, release->file);
}

static struct unit_key
own_key(const struct app *app, int number)
{
	return (struct unit_key){app->config.keys, app->config.organization,
	    app->config.unit, number};
}

/* Keeps how far it came, in a transaction of its own: what was delivered stays
 * so, whatever becomes of the next one. */
static int
keep(struct app *app, const struct release *release, struct err *err)
{
	int result = db_begin(app->db, err);

	if (result == OK)
		result = release_moved(app->db, release, err);
	if (result == OK)
		result = db_commit(app->db, err);
	db_rollback(app->db);
	return result;
}

/* --- Making the files ----------------------------------------------------- */

int
app_release_office(
    const struct app *app, struct seal_public *office, struct err *err)
{
	const char *path = app->config.office_key;
	struct buf text = BUF_INIT;
	int result = file_read(path, FILE_TEXT_MAX, &text, err);

	if (result == OK)
		result = seal_public_read(
		    office, path, buf_text(&text), text.len, err);
	if (result == OK && office->kind != SEAL_OFFICE)
		result = err_set(err, ERR_CONFIG,
		    _("%s is a unit's key; the setting office_key has to name "
		      "an office's."),
		    path);
	buf_done(&text);
	return result;
}

/* A file is only ever made for the unit's own organization: with a wrong key in
 * the configuration strangers could read it. */
static int
own_office(const struct app *app, struct seal_public *office, struct err *err)
{
	int result = app_release_office(app, office, err);

	if (result == OK &&
	    strcmp(office->organization, app->config.organization) != 0)
		result = err_set(err, ERR_CONFIG,
		    _("%s is not the key of an office of \"%s\"; the setting "
		      "office_key has to name one."),
		    app->config.office_key, app->config.organization);
	return result;
}

/* The key first, the mark that it was made behind it: a run that was killed in
 * between finds the key there and takes it (unit_key_make). */
int
app_release_key(struct app *app, struct err *err)
{
	const struct unit_key first = own_key(app, 1);
	uint8_t key[SEAL_KEY_BYTES];
	char *made = NULL;
	int result = db_begin(app->db, err);

	if (result == OK)
		result = db_meta_get(app->db, "unit_key_made", &made, err);
	if (result == OK && !made) {
		result = file_make_folder(app->config.keys, err);
		if (result == OK)
			result = unit_key_make(&first, key, err);
		if (result == OK)
			result =
			    db_meta_set(app->db, "unit_key_made", "1", err);
	}
	if (result == OK)
		result = db_commit(app->db, err);
	db_rollback(app->db);
	free(made);
	return result;
}

/* Under a name that was fixed when it was sealed: a run that was killed before
 * the store knows of the file is simply repeated, and writes over it. */
static int
make_file(struct app *app, const struct seal_public *office,
    struct release *release, struct err *err)
{
	char *path = outbox_path(app, release);
	struct buf file = BUF_INIT;
	uint8_t *secret = NULL;
	const struct unit_key key = own_key(app, release->key);
	int result = unit_key_load(&key, &secret, err);

	if (result == OK) {
		seal_make(&file, release->document, strlen(release->document),
		    secret, office->key);
		result =
		    file_replace(path, 0600, buf_text(&file), file.len, err);
	}
	if (result == OK) {
		release->delivery = DELIVERY_WAITING;
		result = keep(app, release, err);
	}
	crypt_secret_free(secret);
	buf_done(&file);
	free(path);
	return result;
}

/* Keys before the one in force have signed all that they ever will. Whoever
 * takes the folder of keys cannot sign in their name any more. */
static int
wipe_old_keys(struct app *app, struct err *err)
{
	int now, next;
	int result = release_keys(app->db, &now, &next, err);

	for (int number = 1; result == OK && number < now; number++) {
		const struct unit_key key = own_key(app, number);

		result = unit_key_wipe(&key, err);
	}
	return result;
}

int
app_release_make(struct app *app, int *made, struct err *err)
{
	struct seal_public office;
	struct release release = {.id = 0};
	int result = OK;

	*made = 0;
	if (!app->config.office_key)
		return OK;
	/* Asked first: most starts have no file to make, and need neither the
	 * office's key nor a folder. */
	result = release_next(app->db, DELIVERY_NONE, 0, &release, err);
	if (result < 0 || release.id == 0)
		return result;
	/* No file before the copy of the chain's head knows the release: else a
	 * store that is restored could seal another one in its place. */
	result = app_release_known(app, err);
	if (result == OK)
		result = own_office(app, &office, err);
	if (result == OK)
		result = file_make_folder(app->config.outbox, err);
	if (result == OK)
		result = app_release_key(app, err);
	while (result == OK && release.id) {
		result = make_file(app, &office, &release, err);
		release_done(&release);
		if (result < 0)
			break;
		(*made)++;
		result = release_next(app->db, DELIVERY_NONE, 0, &release, err);
	}
	release_done(&release);
	if (result == OK)
		result = wipe_old_keys(app, err);
	return result;
}

/* --- Delivering them ------------------------------------------------------ */

bool
app_release_transport(const struct app *app, struct transport *out)
{
	const struct deliver *deliver = &app->config.deliver;

	*out = (struct transport){.to = deliver->to,
	    .user = deliver->user,
	    .password_file = deliver->password_file,
	    .identity = deliver->identity,
	    .known_hosts = deliver->known_hosts,
	    .authorities = deliver->authorities,
	    .proxy = deliver->proxy,
	    .timeout_seconds = deliver->timeout_seconds};
	return deliver->to != NULL;
}

/* One sender at a time; the lock goes with the process, so that nothing has to
 * be cleared away after one that was killed. */
static int
lock_outbox(const struct app *app, int *fd, struct err *err)
{
	*fd = open(app->config.outbox, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd < 0)
		return err_errno(err, ERR_UNAVAILABLE, _("cannot read %s"),
		    app->config.outbox);
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return OK;
	close(*fd);
	*fd = -1;
	return err_set(err, ERR_AGAIN,
	    _("Something else is sending from %s just now. Nothing was "
	      "changed; try again later."),
	    app->config.outbox);
}

/* After a failure: later each time, and not all units at the same moment: from
 * half of the wait to the whole of it, by chance. */
static void
postpone(struct release *release, const struct err *why)
{
	int doublings =
	    release->tries < RETRY_DOUBLINGS ? release->tries : RETRY_DOUBLINGS;
	uint32_t wait = (uint32_t)RETRY_SECONDS << doublings;

	release->tries++;
	release->next_try =
	    time(NULL) + wait / 2 +
	    crypt_random.uniform(crypt_random.context, wait / 2 + 1);
	snprintf(
	    release->problem, sizeof(release->problem), "%.250s", why->text);
}

/* The file itself. One that somebody removed is made again. */
static int
read_file(struct app *app, struct release *release, struct buf *file,
    bool *again, struct err *err)
{
	char *path = outbox_path(app, release);
	int result = OK;

	*again = !file_exists(path);
	if (*again) {
		release->delivery = DELIVERY_NONE;
		result = keep(app, release, err);
	} else {
		result = file_read(path, SEAL_FILE_MAX, file, err);
	}
	free(path);
	return result;
}

/* If this is not kept, the file goes out again: transport_deliver finds it
 * there, or the office knows it already. */
static int
mark_sent(struct app *app, struct release *release, struct err *err)
{
	char *path = outbox_path(app, release);
	int result;

	release->delivery = DELIVERY_SENT;
	release->sent = app_shift(app).day;
	release->problem[0] = '\0';
	result = keep(app, release, err);
	/* A copy that stays behind harms nobody. */
	if (result == OK)
		unlink(path);
	free(path);
	return result;
}

static int
send_one(struct app *app, app_deliver *deliver,
    const struct transport *transport, struct release *release, bool *again,
    struct err *err)
{
	struct err kept = {""};
	struct buf file = BUF_INIT;
	int result = read_file(app, release, &file, again, err);

	if (result == OK && !*again) {
		result = deliver(
		    transport, release->file, buf_text(&file), file.len, err);
		if (result == OK) {
			result = mark_sent(app, release, err);
		} else {
			/* What went wrong on the way is what is told; that it
			 * could not be noted only stands in the notice. */
			postpone(release, err);
			if (keep(app, release, &kept) < 0)
				app_notice(app, &kept);
		}
	}
	buf_done(&file);
	return result;
}

/* In order, up to the first that fails: what came later would only be held by
 * the office until the one before it is there. */
static int
send_all(struct app *app, app_deliver *deliver,
    const struct transport *transport, bool now, int *sent, struct err *err)
{
	struct release release = {.id = 0};
	bool again = false, repeated = false;
	int made;
	int result = OK;

	for (;;) {
		result = release_next(app->db, DELIVERY_WAITING,
		    now ? FOREVER : time(NULL), &release, err);
		if (result < 0 || release.id == 0)
			break;
		result =
		    send_one(app, deliver, transport, &release, &again, err);
		release_done(&release);
		if (result < 0)
			break;
		*sent += !again;
		/* Once: whatever takes files away would do it for ever. */
		if (again && repeated)
			break;
		if (again) {
			repeated = true;
			result = app_release_make(app, &made, err);
		}
		if (result < 0)
			break;
	}
	release_done(&release);
	return result;
}

static bool
is_sealed_file(const char *name)
{
	size_t len = strlen(name), suffix = strlen(SEAL_SUFFIX);

	return name[0] != '.' && len > suffix &&
	       strcmp(name + len - suffix, SEAL_SUFFIX) == 0;
}

/* As it is; the office passes over what it has. */
static int
send_stray(struct app *app, app_deliver *deliver,
    const struct transport *transport, const char *name, struct err *err)
{
	char *path = file_join(app->config.outbox, name);
	struct buf file = BUF_INIT;
	int result = file_read(path, SEAL_FILE_MAX, &file, err);

	if (result == OK)
		result =
		    deliver(transport, name, buf_text(&file), file.len, err);
	if (result == OK)
		unlink(path);
	buf_done(&file);
	free(path);
	return result;
}

/* What a restored store had let out before it was lost, and does not know any
 * more. After one that fails the others wait for the next time, and hold up
 * nothing else. Returns how many wait. */
static int
send_strays(struct app *app, app_deliver *deliver,
    const struct transport *transport, int *sent)
{
	DIR *dir = opendir(app->config.outbox);
	const struct dirent *entry;
	struct err err = {""};
	int result = OK, left = 0;
	bool known;

	while (dir && (entry = readdir(dir))) {
		if (!is_sealed_file(entry->d_name) ||
		    release_file_known(app->db, entry->d_name, &known, NULL) <
		        0 ||
		    known)
			continue;
		if (result == OK)
			result = send_stray(
			    app, deliver, transport, entry->d_name, &err);
		*sent += result == OK;
		left += result < 0;
	}
	if (dir)
		closedir(dir);
	if (result < 0)
		app_notice(app, &err);
	return left;
}

int
app_release_send(struct app *app, app_deliver *deliver, bool now, int *sent,
    int *waiting, struct err *err)
{
	struct transport transport;
	struct release_standing standing;
	struct err ignored;
	int32_t restored = DATE_NONE;
	int fd = -1, strays = 0;
	int result = release_standing(app->db, &standing, err);

	*sent = 0;
	*waiting = standing.waiting;
	if (result == OK)
		result = release_restored(app->db, &restored, err);
	if (result < 0 || (*waiting == 0 && restored == DATE_NONE) ||
	    !app->config.office_key || !app_release_transport(app, &transport))
		return result;
	result = lock_outbox(app, &fd, err);
	if (result == OK && restored != DATE_NONE)
		strays = send_strays(app, deliver, &transport, sent);
	if (result == OK)
		result = send_all(app, deliver, &transport, now, sent, err);
	/* Also after a failure: some may have gone out before it. */
	if (release_standing(app->db, &standing, &ignored) == OK)
		*waiting = standing.waiting + strays;
	if (fd >= 0)
		close(fd);
	return result;
}
