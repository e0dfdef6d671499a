/*
 * A unit and its office, and the program run on them. See scene.h.
 */
#include "tests/fault/scene.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/start.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/mem.h"

#define BEGIN 1772445600 /* Monday 2026-03-02, 10:00 UTC */
#define WEEK (7 * 24 * 60 * 60)
#define WORDS_MAX 24
#define LIMIT_SECONDS 60
#define LIMIT_STATUS 124

static struct scene scene;
static time_t moment;
static int report = -1;   /* where an undisturbed act tells its calls */
static char *undisturbed; /* what it left */

time_t
scene_now(void)
{
	return moment ? moment : BEGIN;
}

void
scene_weeks(int weeks)
{
	moment = scene_now() + (time_t)weeks * WEEK;
}

const struct scene *
scene_paths(void)
{
	return &scene;
}

/* --- Running ------------------------------------------------------------ */

/* Both programs in one: what the second one does is here, too. */
static const struct cli_place places[] = {
    {"init", cmd_init},
    {"round open", cmd_round_open},
    {"round close", cmd_round_close},
    {"checkin", cmd_checkin},
    {"key export", cmd_key_export},
    {"release seal", cmd_release_seal},
    {"send", cmd_send},
    {"office init", cmd_office_init},
    {"office enrol", cmd_office_enrol},
    {"office collect", cmd_office_collect},
};

/* Never returns to the test: its cleaning up is the parent's business. */
static _Noreturn void
be_program(
    scene_arm *arm, int in, int out, int complaint, const char *const *words)
{
	static const int deaths[] = {
	    SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS};
	char *argv[WORDS_MAX + 2] = {mem_copy("huddle")};
	int argc = 1, status;

	while (words[argc - 1] && argc <= WORDS_MAX) {
		argv[argc] = mem_copy(words[argc - 1]);
		argc++;
	}
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(complaint, STDERR_FILENO);
	/* cmocka's hands are the parent's. */
	for (size_t i = 0; i < sizeof(deaths) / sizeof(*deaths); i++)
		signal(deaths[i], SIG_DFL);
	alarm(LIMIT_SECONDS);
	if (arm)
		arm(true);
	status =
	    cli_start(argc, argv, places, sizeof(places) / sizeof(*places));
	fflush(stdout);
	if (arm)
		arm(false);
	_exit(status);
}

static int
in_memory(const char *text)
{
	int fd = memfd_create("huddle-scene", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* In memory and not through a pipe: a child that is killed blocks nobody. */
static void
read_back(int fd, struct buf *out)
{
	char block[4096];
	ssize_t got;

	buf_init(out);
	lseek(fd, 0, SEEK_SET);
	while ((got = read(fd, block, sizeof(block))) > 0)
		buf_add_bytes(out, block, (size_t)got);
	close(fd);
}

void
scene_run(struct ending *outcome, scene_arm *arm, const char *input,
    const char *const *words)
{
	int in = in_memory(input), out = in_memory(""), bad = in_memory("");
	int status;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0)
		be_program(arm, in, out, bad, words);
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	outcome->status =
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		outcome->status = LIMIT_STATUS;
	close(in);
	read_back(out, &outcome->said);
	read_back(bad, &outcome->complaint);
}

void
ending_done(struct ending *outcome)
{
	buf_done(&outcome->said);
	buf_done(&outcome->complaint);
}

void
scene_must(const char *input, const char *const *words)
{
	struct ending outcome;

	scene_run(&outcome, NULL, input, words);
	if (outcome.status != 0)
		fail_msg("%s: %d, %s", words[0], outcome.status,
		    buf_text(&outcome.complaint));
	ending_done(&outcome);
}

const char *
scene_ended_badly(const struct ending *outcome)
{
	static const int good[] = {0, 65, 69, 71, 73, 75, 77, 78};

	if (outcome->status == LIMIT_STATUS)
		return "did not end";
	if (outcome->status > 128)
		return "ended by a signal";
	if (outcome->status != 0 &&
	    !strstr(buf_text(&outcome->complaint), "huddle: "))
		return "ended without a word";
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		if (outcome->status == good[i])
			return NULL;
	return "ended with a status that means something else";
}

/* --- Making ------------------------------------------------------------- */

/* The configuration's own delivery gives way to ours. */
static void
set_delivery(void)
{
	struct buf text = BUF_INIT, made = BUF_INIT;
	const char *from, *to;
	struct err err;

	assert_int_equal(
	    file_read(scene.config, FILE_TEXT_MAX, &text, &err), OK);
	from = strstr(buf_text(&text), "\ndeliver = {");
	to = from ? strstr(from, "\n};\n") : NULL;
	assert_non_null(to);
	buf_add_bytes(&made, text.text, (size_t)(from - text.text));
	buf_addf(&made,
	    "\noffice_key = \"%s/office.pub\";\n"
	    "deliver = { to = \"file://%s\"; };\n%s",
	    scene.office, scene.inbox, to + 4);
	assert_int_equal(
	    file_replace(scene.config, 0600, made.text, made.len, &err), OK);
	buf_done(&made);
	buf_done(&text);
}

static char *
below(const char *name)
{
	return file_join(scene.folder, name);
}

const struct scene *
scene_new(void)
{
	const char *base = getenv("TMPDIR");
	char *unit, *office_db;

	crypt_init();
	moment = BEGIN;
	scene.folder = mem_printf("%s/scene.XXXXXX", base ? base : "/tmp");
	assert_non_null(mkdtemp(scene.folder));
	unit = below("unit");
	scene.office = below("office");
	scene.inbox = below("inbox");
	assert_int_equal(mkdir(unit, 0700), 0);
	assert_int_equal(mkdir(scene.office, 0700), 0);
	assert_int_equal(mkdir(scene.inbox, 0700), 0);
	scene.config = file_join(unit, "huddle.conf");
	scene.store = file_join(unit, "huddle.db");
	scene.outbox = file_join(unit, "outbox");
	scene.office_key = file_join(scene.office, "office.key");
	office_db = file_join(scene.office, "office.db");
	scene_must(
	    "", (const char *[]){"--config", scene.config, "--store",
	            scene.store, "init", "--unit", "4-west", "--name", "4 West",
	            "--organization", "example-health", "--yes", NULL});
	scene_must("", (const char *[]){"office", "init", "--store", office_db,
	                   "--organization", "example-health", NULL});
	set_delivery();
	free(office_db);
	free(unit);
	return &scene;
}

void
scene_free(void)
{
	tree_remove(scene.folder);
	free(scene.folder);
	free(scene.config);
	free(scene.store);
	free(scene.outbox);
	free(scene.inbox);
	free(scene.office);
	free(scene.office_key);
	free(undisturbed);
	undisturbed = NULL;
	memset(&scene, 0, sizeof(scene));
}

/* --- Acts --------------------------------------------------------------- */

const char *const scene_act_names[SCENE_ACTS] = {
    "send", "release seal", "office collect", "checkin", "round close"};

static void
on_unit(struct ending *out, scene_arm *arm, const char *input, const char *one,
    const char *two, const char *three)
{
	const char *words[] = {"--config", scene.config, "--store", scene.store,
	    one, two, three, NULL};

	scene_run(out, arm, input, words);
}

static void
on_unit_must(const char *input, const char *one, const char *two)
{
	const char *words[] = {
	    "--config", scene.config, "--store", scene.store, one, two, NULL};

	scene_must(input, words);
}

static void
collect(struct ending *out, scene_arm *arm)
{
	char *store = file_join(scene.office, "office.db");

	scene_run(out, arm, "",
	    (const char *[]){
	        "office", "collect", "--store", store, scene.inbox, NULL});
	free(store);
}

void
scene_do(struct ending *out, enum scene_act act, scene_arm *arm)
{
	switch (act) {
	case SCENE_SEND:
		on_unit(out, arm, "", "send", "--now", NULL);
		break;
	case SCENE_SEAL:
		on_unit(out, arm, "", "release", "seal", NULL);
		break;
	case SCENE_COLLECT:
		collect(out, arm);
		break;
	case SCENE_CHECKIN:
		on_unit(out, arm, "energy=4\nneeded=2\n", "checkin", "-", NULL);
		break;
	default:
		on_unit(out, arm, "", "round", "close", NULL);
	}
}

/* Once the unit has a key, which its first sending makes. */
static void
enrol(void)
{
	char *key = file_join(scene.office, "4-west.pub");
	char *store = file_join(scene.office, "office.db");

	scene_must("", (const char *[]){"--config", scene.config, "--store",
	                   scene.store, "key", "export", key, NULL});
	scene_must("",
	    (const char *[]){"office", "enrol", "--store", store, key, NULL});
	free(store);
	free(key);
}

/* Beside three good ones, one that no unit has sealed. */
static void
add_hostile(void)
{
	char *path = file_join(scene.inbox, "hostile.huddle");
	struct err err;

	assert_int_equal(file_create(path, 0600, "no summary", 10, &err), OK);
	free(path);
}

void
scene_before(enum scene_act act)
{
	if (act == SCENE_CHECKIN || act == SCENE_CLOSE) {
		on_unit_must("", "round", "open");
		if (act == SCENE_CLOSE)
			on_unit_must("energy=4\n\nenergy=2\nneeded=1\n\n"
			             "energy=5\n\nenergy=3\n\nneeded=4\n",
			    "checkin", "-");
		return;
	}
	scene_weeks(SCENE_WEEKS);
	if (act != SCENE_COLLECT)
		return;
	on_unit_must("", "send", "--now");
	enrol();
	add_hostile();
}

/* --- Undisturbed --------------------------------------------------------- */

/* Past whatever a test has put in the place of write(). */
void
scene_tell(long calls)
{
	if (report >= 0)
		(void)!syscall(SYS_write, report, &calls, sizeof(calls));
}

long
scene_undisturbed(enum scene_act act, scene_arm *arm, const struct tree *before)
{
	struct ending ending;
	long calls = 0;

	report = memfd_create("huddle-calls", 0);
	assert_true(report >= 0);
	scene_do(&ending, act, arm);
	assert_int_equal(ending.status, 0);
	assert_null(scene_not_done(act));
	free(undisturbed);
	undisturbed = scene_contents(act);
	ending_done(&ending);
	assert_int_equal(
	    pread(report, &calls, sizeof(calls), 0), (int)sizeof(calls));
	close(report);
	report = -1;
	tree_write(before, scene.folder);
	return calls;
}

bool
scene_same(enum scene_act act)
{
	char *now = scene_contents(act);
	bool same = strcmp(now, undisturbed) == 0;

	free(now);
	return same;
}
