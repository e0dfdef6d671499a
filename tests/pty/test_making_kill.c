/*
 * The program is killed at system calls that change a file while it makes a
 * unit, at others in each run. The same command then makes it, or it was whole
 * before; and one that fails leaves nothing.
 */
#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/pty/trace.h"
#include "tests/unit/unit.h"
#include "util/file.h"
#include "util/mem.h"

#define CALLS_MAX 2000 /* far more than any of the commands makes */
#define WORDS_MAX 16

/* A command that makes a unit, below a folder. */
struct maker {
	char *folder;
	char *config;
	char *store;
	const char *words[WORDS_MAX];
};

static void
new_folder(struct maker *maker, const char *config, const char *store)
{
	const char *under = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	maker->folder = mem_printf("%s/making.XXXXXX", under);
	assert_non_null(mkdtemp(maker->folder));
	maker->config = file_join(maker->folder, config);
	maker->store = file_join(maker->folder, store);
}

/* Configuration and store apart from each other, each in a new folder. */
static void
init_apart(struct maker *maker)
{
	const char *words[] = {"--config", "", "--store", "", "init", "--unit",
	    "4-west", "--name", "4 West", "--organization", "example-health",
	    "--yes", NULL};

	new_folder(maker, "conf/huddle.conf", "data/deep/huddle.db");
	memcpy(maker->words, words, sizeof(words));
	maker->words[1] = maker->config;
	maker->words[3] = maker->store;
}

static void
demo(struct maker *maker)
{
	const char *words[] = {"demo", "", "--weeks", "1", NULL};

	new_folder(maker, "huddle.conf", "huddle.db");
	memcpy(maker->words, words, sizeof(words));
	maker->words[1] = maker->folder;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st;
	(void)type;
	(void)walk;
	remove(path);
	return 0;
}

static void
maker_done(struct maker *maker)
{
	nftw(maker->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(maker->folder);
	free(maker->config);
	free(maker->store);
}

struct fuse {
	int calls;
	bool blown;
};

static bool
burn(void *context, const struct trace_call *call)
{
	struct fuse *fuse = context;

	if (call->child || !trace_changes(call) || --fuse->calls > 0)
		return true;
	fuse->blown = true;
	return false;
}

static int
run(const struct maker *maker, int kill_at, bool *killed)
{
	struct fuse fuse = {.calls = kill_at > 0 ? kill_at : CALLS_MAX * 10};
	struct said said;
	int status;

	trace_run(&said, "", maker->words, burn, &fuse);
	status = said.status;
	if (!fuse.blown && status != 0)
		print_message("%s", buf_text(&said.complaint));
	if (killed)
		*killed = fuse.blown;
	said_forget(&said);
	return status;
}

static int hidden_count;

static int
count_hidden(
    const char *path, const struct stat *st, int type, struct FTW *walk)
{
	const char *name = path + walk->base;

	(void)st;
	(void)type;
	hidden_count += (name[0] == '.' && strncmp(name, ".ledger-", 8) != 0) ||
	                strstr(name, "-new") != NULL;
	return 0;
}

/* What only the making needed. */
static int
left_of_making(const struct maker *maker)
{
	hidden_count = 0;
	assert_int_equal(nftw(maker->folder, count_hidden, 8, FTW_PHYS), 0);
	return hidden_count;
}

/* How many changes the making takes. */
static int
count_changes(void (*begin)(struct maker *maker))
{
	struct maker maker = {.folder = NULL};
	struct fuse fuse = {.calls = CALLS_MAX};
	struct said said;

	begin(&maker);
	trace_run(&said, "", maker.words, burn, &fuse);
	assert_int_equal(said.status, 0);
	assert_false(fuse.blown);
	said_forget(&said);
	maker_done(&maker);
	return CALLS_MAX - fuse.calls;
}

/* Killed at one change; true if the unit was whole by then. */
static bool
kill_at(void (*begin)(struct maker *maker), int change)
{
	struct maker maker = {.folder = NULL};
	bool killed, whole;

	begin(&maker);
	run(&maker, change, &killed);
	whole = file_exists(maker.config);
	/* Not always as many: then it had ended before. */
	assert_true(killed || whole);
	if (!whole) {
		if (run(&maker, 0, NULL) != 0)
			fail_msg("not repeated after %d changes", change);
		assert_int_equal(left_of_making(&maker), 0);
	}
	ward_must(0, "", "--config", maker.config, "--store", maker.store,
	    "round", "open", NULL);
	maker_done(&maker);
	return whole;
}

/* Killed at so many changes, one by chance in each part of the making; as
 * many as there are: at each. */
static void
kill_in_parts(void (*begin)(struct maker *maker), int parts)
{
	int changes = count_changes(begin), whole = 0;

	assert_true(changes > 40);
	if (parts > changes)
		parts = changes;
	for (int i = 0; i < parts; i++)
		whole += kill_at(begin, unit_between(1 + i * changes / parts,
		                            (i + 1) * changes / parts));
	print_message("killed at %d of %d changes, whole after %d\n", parts,
	    changes, whole);
	assert_true(whole <= parts / 2);
}

static void
test_init(void **state)
{
	(void)state;
	kill_in_parts(init_apart, 24);
}

/* Three units and an office: thousands of changes, all alike. */
static void
test_demo(void **state)
{
	(void)state;
	kill_in_parts(demo, 5);
}

/* A store that waits for another configuration, or belongs to another unit, is
 * nobody's leftover. */
static void
test_other_store(void **state)
{
	struct maker maker;
	bool killed = true;
	char *other;

	(void)state;
	init_apart(&maker);
	other = file_join(maker.folder, "conf/other.conf");
	/* A store stands before its configuration. */
	for (int n = 1; killed && !file_exists(maker.store); n += 2)
		run(&maker, n, &killed);
	assert_true(killed);
	assert_false(file_exists(maker.config));
	maker.words[1] = other;
	assert_int_equal(run(&maker, 0, NULL), 73);
	maker.words[1] = maker.config;
	maker.words[6] = "5-east";
	assert_int_equal(run(&maker, 0, NULL), 73);
	assert_true(file_exists(maker.store));
	maker.words[6] = "4-west";
	assert_int_equal(run(&maker, 0, NULL), 0);
	assert_int_equal(run(&maker, 0, NULL), 73);
	free(other);
	maker_done(&maker);
}

/* A folder in the way of the configuration's files. */
static void
test_failure(void **state)
{
	struct maker maker;
	char *conf, *theirs, *data;

	(void)state;
	init_apart(&maker);
	conf = file_join(maker.folder, "conf");
	theirs = file_join(conf, "themes.conf");
	data = file_join(maker.folder, "data");
	assert_int_equal(mkdir(conf, 0700), 0);
	assert_int_equal(mkdir(theirs, 0700), 0);
	assert_int_equal(run(&maker, 0, NULL), 73);
	assert_false(file_exists(data));
	assert_int_equal(rmdir(theirs), 0);
	assert_int_equal(rmdir(conf), 0);
	free(conf);
	free(theirs);
	free(data);
	maker_done(&maker);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_init),
	    cmocka_unit_test(test_demo),
	    cmocka_unit_test(test_other_store),
	    cmocka_unit_test(test_failure),
	};

	if (!trace_allowed()) {
		print_message("SKIPPED: this system forbids tracing, so the "
		              "program was not killed at its system calls\n");
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
