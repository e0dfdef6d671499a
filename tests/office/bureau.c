/*
 * An office for tests. See bureau.h.
 */
#include "tests/office/bureau.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sync/format.h"
#include "tests/unit/samples.h"
#include "util/buf.h"
#include "util/crypt.h"
#include "util/date.h"
#include "util/file.h"
#include "util/mem.h"

#define WORDS_MAX 40
#define PG_READY_TRIES 3000

const char *const bureau_names[BUREAUS] = {"SQLite", "PostgreSQL"};

/* --- Programs ----------------------------------------------------------- */

static pid_t
start(const char *const *argv, int out, const char *messages)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		int log = open(messages, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		dup2(out, STDOUT_FILENO);
		dup2(log, STDERR_FILENO);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	return pid;
}

static int
ended(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		assert_int_equal(errno, EINTR);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
remove_all(const char *folder)
{
	const char *const argv[] = {"rm", "-rf", folder, NULL};
	int null = open("/dev/null", O_WRONLY);

	assert_int_equal(ended(start(argv, null, "/dev/null")), 0);
	close(null);
}

static void
new_folder(char out[BUREAU_PATH], const char *name)
{
	const char *base = getenv("TMPDIR");

	snprintf(out, BUREAU_PATH, "%s/%s.XXXXXX", base ? base : "/tmp", name);
	assert_non_null(mkdtemp(out));
}

/* --- PostgreSQL --------------------------------------------------------- */

static struct {
	char folder[BUREAU_PATH];  /* short: a socket's path has 107 bytes */
	char program[BUREAU_PATH]; /* the folder of its programs */
	pid_t pid;
	int databases;
} pg;

/* Postgres does not run as root: then it runs as its own user. */
static pid_t
start_as_postgres(const char *name, const char *const *more)
{
	const char *argv[WORDS_MAX];
	char *program = file_join(pg.program, name);
	char *log = file_join(pg.folder, "log");
	int count = 0, null = open("/dev/null", O_WRONLY);
	pid_t pid;

	if (geteuid() == 0) {
		argv[count++] = "setpriv";
		argv[count++] = "--reuid=postgres";
		argv[count++] = "--regid=postgres";
		argv[count++] = "--clear-groups";
	}
	argv[count++] = program;
	while (*more)
		argv[count++] = *more++;
	argv[count] = NULL;
	pid = start(argv, null, log);
	close(null);
	free(log);
	free(program);
	return pid;
}

static bool
find_programs(void)
{
	glob_t found = {0};
	bool there =
	    glob("/usr/lib/postgresql/*/bin/initdb", 0, NULL, &found) == 0 ||
	    glob("/usr/bin/initdb", 0, NULL, &found) == 0;

	if (there) {
		char *folder = file_folder(found.gl_pathv[found.gl_pathc - 1]);

		snprintf(pg.program, sizeof(pg.program), "%s", folder);
		free(folder);
	}
	globfree(&found);
	return there;
}

static bool
ready(void)
{
	const char *const probe[] = {"-h", pg.folder, "-U", "postgres", NULL};

	for (int i = 0; i < PG_READY_TRIES; i++)
		if (ended(start_as_postgres("pg_isready", probe)) == 0)
			return true;
	return false;
}

bool
postgres_start(void)
{
	char *data;
	bool up;

	if (pg.pid)
		return true;
	if (!find_programs()) {
		puts("\n*** SKIPPED: PostgreSQL is not installed here\n");
		return false;
	}
	snprintf(pg.folder, sizeof(pg.folder), "/tmp/hpg.XXXXXX");
	assert_non_null(mkdtemp(pg.folder));
	chmod(pg.folder, 0777);
	data = file_join(pg.folder, "data");
	const char *const make[] = {"-D", data, "-A", "trust", "--no-sync",
	    "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", NULL};
	const char *const serve[] = {"-D", data, "-k", pg.folder, "-c",
	    "listen_addresses=", "-c", "fsync=off", NULL};

	up = ended(start_as_postgres("initdb", make)) == 0;
	if (up)
		pg.pid = start_as_postgres("postgres", serve);
	up = up && ready();
	if (!up) {
		printf("\n*** SKIPPED: PostgreSQL does not start; see %s/log\n",
		    pg.folder);
		postgres_stop();
	}
	free(data);
	return up;
}

void
postgres_stop(void)
{
	if (pg.pid) {
		kill(pg.pid, SIGQUIT);
		ended(pg.pid);
		remove_all(pg.folder);
	}
	pg.pid = 0;
}

static void
new_database(char out[BUREAU_PATH])
{
	char *name = mem_printf("office%d", ++pg.databases);
	const char *const make[] = {
	    "-h", pg.folder, "-U", "postgres", name, NULL};

	assert_int_equal(ended(start_as_postgres("createdb", make)), 0);
	snprintf(out, BUREAU_PATH, "postgresql://postgres@/%s?host=%.100s",
	    name, pg.folder);
	free(name);
}

/* --- The office --------------------------------------------------------- */

static const char *
program(void)
{
	const char *huddle = getenv("HUDDLE");

	return huddle ? huddle : "build/huddle";
}

pid_t
bureau_start(const struct bureau *bureau, const char *word,
    const char *const *more, int out)
{
	const char *argv[WORDS_MAX] = {program(), "office", word,
	    bureau->kind == BUREAU_SQLITE ? "--store" : "--database",
	    bureau->address, "--keys", bureau->folder};
	char *messages = file_join(bureau->folder, "messages");
	int count = 7;
	pid_t pid;

	while (more && *more) {
		assert_true(count < WORDS_MAX - 1);
		argv[count++] = *more++;
	}
	pid = start(argv, out, messages);
	free(messages);
	return pid;
}

int
bureau_run(const struct bureau *bureau, const char *word,
    const char *const *more, char **output)
{
	char *path = file_join(bureau->folder, "output");
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	struct buf text = BUF_INIT;
	int status;

	assert_true(fd >= 0);
	status = ended(bureau_start(bureau, word, more, fd));
	close(fd);
	assert_int_equal(file_read(path, FILE_TEXT_MAX, &text, NULL), OK);
	if (output)
		*output = buf_take(&text);
	buf_done(&text);
	free(path);
	return status;
}

char *
bureau_messages(const struct bureau *bureau)
{
	char *path = file_join(bureau->folder, "messages");
	struct buf text = BUF_INIT;

	assert_int_equal(file_read(path, FILE_TEXT_MAX, &text, NULL), OK);
	free(path);
	return buf_take(&text);
}

static void
read_keys(struct bureau *bureau)
{
	char *path = file_join(bureau->folder, "office.key");
	struct err err = {""};

	if (file_read_secret(
	        path, bureau->key.secret, SEAL_SECRET_BYTES, &err) < 0)
		fail_msg("%s", err.text);
	seal_key_public(
	    SEAL_OFFICE, bureau->key.secret, bureau->key.public_key);
	free(path);
}

void
bureau_new(struct bureau *bureau, enum bureau_kind kind)
{
	const char *const init[] = {
	    "--organization", BUREAU_ORGANIZATION, NULL};

	crypt_init();
	bureau->kind = kind;
	new_folder(bureau->folder, "office");
	snprintf(bureau->inbox, BUREAU_PATH, "%.200s/inbox", bureau->folder);
	snprintf(
	    bureau->address, BUREAU_PATH, "%.200s/office.db", bureau->folder);
	if (kind == BUREAU_POSTGRES)
		new_database(bureau->address);
	assert_int_equal(mkdir(bureau->inbox, 0700), 0);
	if (bureau_run(bureau, "init", init, NULL) != 0)
		fail_msg("%s", bureau_messages(bureau));
	read_keys(bureau);
}

void
bureau_free(struct bureau *bureau)
{
	remove_all(bureau->folder);
}

struct office *
bureau_open(const struct bureau *bureau)
{
	struct office *office;
	struct err err = {""};

	office_postgres_use();
	if (office_open(&office, bureau->address, OFFICE_EXISTING, NULL, &err) <
	    0)
		fail_msg("%s", err.text);
	return office;
}

/* --- Collecting --------------------------------------------------------- */

json_t *
bureau_json(const struct bureau *bureau, const char *word)
{
	const char *const inbox[] = {"--json", bureau->inbox, NULL};
	const char *const none[] = {"--json", NULL};
	char *output;
	int status = bureau_run(
	    bureau, word, strcmp(word, "collect") == 0 ? inbox : none, &output);
	json_t *object;

	if (status != 0)
		fail_msg("%s", bureau_messages(bureau));
	object = json_loads(output, 0, NULL);
	assert_non_null(object);
	free(output);
	return object;
}

struct bureau_sum
bureau_collect(const struct bureau *bureau)
{
	json_t *object = bureau_json(bureau, "collect");
	struct bureau_sum sum;

	assert_int_equal(
	    json_unpack(object, "{s:i, s:i, s:i, s:i, s:i}", "stored",
	        &sum.stored, "quarantined", &sum.quarantined, "held", &sum.held,
	        "known", &sum.known, "alarms", &sum.alarms),
	    0);
	json_decref(object);
	return sum;
}

void
bureau_expect(const struct bureau *bureau, int stored, int quarantined,
    int held, int known)
{
	struct bureau_sum sum = bureau_collect(bureau);

	if (sum.stored != stored || sum.quarantined != quarantined ||
	    sum.held != held || sum.known != known)
		fail_msg("%d stored, %d quarantined, %d held, %d known; not "
		         "%d, %d, %d, %d: %s",
		    sum.stored, sum.quarantined, sum.held, sum.known, stored,
		    quarantined, held, known, bureau_messages(bureau));
}

int
bureau_files(
    const struct bureau *bureau, const char *folder, const char *suffix)
{
	char *path = file_join(bureau->inbox, folder[0] ? folder : ".");
	DIR *dir = opendir(path);
	const struct dirent *entry;
	int count = 0;

	while (dir && (entry = readdir(dir))) {
		size_t len = strlen(entry->d_name), end = strlen(suffix);

		count +=
		    len > end && strcmp(entry->d_name + len - end, suffix) == 0;
	}
	if (dir)
		closedir(dir);
	free(path);
	return count;
}

/* Not synced, as file_create would: thousands are written. */
static void
write_file(const char *path, const void *bytes, size_t len)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* --- Units -------------------------------------------------------------- */

struct member
member_new(const char *id)
{
	struct member member = {.epoch = 1,
	    .key = envelope_holder(SEAL_UNIT),
	    .to = date_from_ymd(2026, 8, 30)};

	snprintf(member.id, sizeof(member.id), "%s", id);
	return member;
}

int
bureau_enrol(
    const struct bureau *bureau, const struct member *member, bool replace)
{
	struct seal_public key = {.kind = SEAL_UNIT, .epoch = member->epoch};
	char *name = mem_printf("%s.pub", member->id);
	char *path = file_join(bureau->folder, name);
	const char *const more[] = {path, replace ? "--replace" : NULL, NULL};
	struct buf text = BUF_INIT;
	int status;

	snprintf(key.organization, ID_SIZE, "%s", BUREAU_ORGANIZATION);
	snprintf(key.unit, ID_SIZE, "%s", member->id);
	memcpy(key.key, member->key.public_key, SEAL_KEY_BYTES);
	seal_public_write(&text, &key);
	write_file(path, text.text, text.len);
	status = bureau_run(bureau, "enrol", more, NULL);
	buf_done(&text);
	free(path);
	free(name);
	return status;
}

void
member_next(const struct member *member, struct summary *out)
{
	sample_summary(out, SAMPLE_USUAL);
	snprintf(out->organization, ID_SIZE, "%s", BUREAU_ORGANIZATION);
	snprintf(out->unit, ID_SIZE, "%s", member->id);
	out->epoch = member->epoch;
	out->sequence = member->sequence + 1;
	memcpy(out->previous, member->hash, sizeof(out->previous));
	out->from = member->to + 1;
	out->to = member->to + 7;
	for (int i = 0; i < out->pulse_count; i++)
		out->pulse[i].since = out->from;
}

void
member_told(struct member *member, const struct summary *summary)
{
	uint8_t hash[CRYPT_HASH_BYTES];
	struct buf text = BUF_INIT;

	format_json(&text, summary);
	crypt_hash(hash, text.text, text.len);
	crypt_hex(member->hash, hash, sizeof(hash));
	member->sequence = summary->sequence;
	member->to = summary->to;
	buf_done(&text);
}

void
bureau_put_bytes(const struct bureau *bureau, const void *bytes, size_t len,
    const char *name)
{
	char *path = file_join(bureau->inbox, name);

	write_file(path, bytes, len);
	free(path);
}

void
bureau_put(const struct bureau *bureau, const struct holder *key,
    const struct summary *summary, const char *name)
{
	struct buf text = BUF_INIT, file;

	format_json(&text, summary);
	file = envelope_seal(text.text, key, &bureau->key);
	bureau_put_bytes(bureau, file.text, file.len, name);
	buf_done(&file);
	buf_done(&text);
}

void
bureau_release(
    const struct bureau *bureau, struct member *member, const char *name)
{
	struct summary summary;

	member_next(member, &summary);
	bureau_put(bureau, &member->key, &summary, name);
	member_told(member, &summary);
	summary_done(&summary);
}

struct chain {
	const char *unit;
	struct buf text;
};

static bool
link_chain(
    void *context, const struct summary *summary, const char *text, size_t len)
{
	struct chain *chain = context;

	(void)text;
	(void)len;
	if (strcmp(summary->unit, chain->unit) == 0)
		buf_addf(&chain->text, "%s%d.%d", chain->text.len ? " " : "",
		    summary->epoch, summary->sequence);
	return true;
}

char *
bureau_chain(const struct bureau *bureau, const char *unit)
{
	struct chain chain = {unit, BUF_INIT};
	struct office *office = bureau_open(bureau);
	struct err err = {""};

	if (office_summaries(
	        office, DATE_NONE, false, link_chain, &chain, &err) < 0)
		fail_msg("%s", err.text);
	office_close(office);
	return chain.text.len ? buf_take(&chain.text) : mem_copy("");
}
