/*
 * Files: whole or not at all, private ones kept private, nothing opened that
 * is no regular file; also as a user who may not, and on a full disk.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/unit.h"
#include "util/file.h"
#include "util/mem.h"

#define NOBODY 65534

static char *folder; /* of this test's files */

static int
make_folder(void **state)
{
	const char *where = getenv("TMPDIR");

	(void)state;
	folder = mem_printf("%s/huddle-file.XXXXXX", where ? where : "/tmp");
	return mkdtemp(folder) ? chmod(folder, 0755) : -1;
}

static int
drop_folder(void **state)
{
	const char *argv[] = {"rm", "-rf", folder, NULL};
	int status = -1;
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		execvp(argv[0], (char **)argv);
		_exit(127);
	}
	waitpid(child, &status, 0);
	free(folder);
	return status;
}

/* The path of a name in the folder; good until the next call but three. */
static const char *
in_folder(const char *name)
{
	static char paths[4][PATH_MAX];
	static int next;
	char *path = paths[next++ % 4];

	snprintf(path, PATH_MAX, "%s/%s", folder, name);
	return path;
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void
put(const char *path, const char *text, mode_t mode)
{
	struct err err;

	unlink(path);
	if (file_create(path, mode, text, strlen(text), &err) != OK)
		fail_msg("%s", err.text);
}

static void
check_holds(const char *path, const char *text)
{
	struct buf out = BUF_INIT;

	assert_int_equal(file_read(path, FILE_TEXT_MAX, &out, NULL), OK);
	assert_string_equal(buf_text(&out), text);
	buf_done(&out);
}

/*
 * Runs `act` in a child process as a user without rights where we have all,
 * with files of at most `limit` bytes: its status.
 */
static int
as_somebody_else(int (*act)(const char *path, struct err *err),
    const char *path, rlim_t limit, bool nobody)
{
	struct rlimit most = {limit, limit};
	struct err err;
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		signal(SIGXFSZ, SIG_IGN);
		if (limit != RLIM_INFINITY &&
		    setrlimit(RLIMIT_FSIZE, &most) < 0)
			_exit(1);
		if (nobody && geteuid() == 0 &&
		    (setgid(NOBODY) < 0 || setuid(NOBODY) < 0))
			_exit(1);
		err.text[0] = '\0';
		status = act(path, &err);
		/* An error says which file it is about. */
		if (status != OK && !strstr(err.text, path))
			_exit(2);
		_exit(-status);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return -WEXITSTATUS(status);
}

static int
as_nobody(int (*act)(const char *, struct err *), const char *path)
{
	return as_somebody_else(act, path, RLIM_INFINITY, true);
}

static int
create(const char *path, struct err *err)
{
	static const char text[20000] = "text";

	return file_create(path, 0600, text, sizeof(text), err);
}

static int
read_it(const char *path, struct err *err)
{
	struct buf out = BUF_INIT;
	int result = file_read(path, FILE_TEXT_MAX, &out, err);

	buf_done(&out);
	return result;
}

static int
read_secret(const char *path, struct err *err)
{
	char secret[4];

	return file_read_secret(path, secret, sizeof(secret), err);
}

static void
a_new_file_has_its_text_and_mode(void **state)
{
	const char *path = in_folder("new");
	mode_t before = umask(077);

	(void)state;
	put(path, "text", 0644);
	assert_int_equal(mode_of(path), 0644);
	check_holds(path, "text");
	umask(0);
	put(path, "", 0600);
	assert_int_equal(mode_of(path), 0600);
	check_holds(path, "");
	umask(before);
}

static void
nothing_is_overwritten(void **state)
{
	const char *path = in_folder("there"), *link = in_folder("link");
	struct err err;

	(void)state;
	put(path, "old", 0600);
	assert_int_equal(file_create(path, 0600, "new", 3, &err), ERR_CREATE);
	assert_non_null(strstr(err.text, "exists already"));
	check_holds(path, "old");

	/* Nor is anything made where a link leads. */
	assert_int_equal(symlink(in_folder("elsewhere"), link), 0);
	assert_int_equal(file_create(link, 0600, "new", 3, &err), ERR_CREATE);
	assert_false(file_exists(in_folder("elsewhere")));
	assert_true(file_exists(link));
}

static void
a_full_disk_leaves_nothing_behind(void **state)
{
	const char *path = in_folder("too-large");

	(void)state;
	assert_int_equal(
	    as_somebody_else(create, path, 5000, false), ERR_CREATE);
	assert_false(file_exists(path));
	assert_int_equal(as_somebody_else(create, path, 20000, false), OK);
	assert_true(file_exists(path));
}

static void
a_folder_that_is_not_ours_is_refused(void **state)
{
	const char *path = in_folder("not-mine");

	(void)state;
	assert_int_equal(chmod(folder, 0555), 0);
	assert_int_equal(as_nobody(create, path), ERR_PERMISSION);
	assert_int_equal(
	    as_nobody(file_make_folder, in_folder("mine")), ERR_PERMISSION);
	assert_int_equal(chmod(folder, 0755), 0);
	assert_false(file_exists(path));
	assert_int_equal(create(in_folder("no/such/folder"), NULL), ERR_CREATE);
}

static void
reading_appends(void **state)
{
	struct buf out = BUF_INIT;
	const char *path = in_folder("read");

	(void)state;
	put(path, "second", 0600);
	buf_add(&out, "first ");
	assert_int_equal(file_read(path, 6, &out, NULL), OK);
	assert_string_equal(buf_text(&out), "first second");
	buf_done(&out);
}

static void
what_is_too_large_is_not_read(void **state)
{
	struct buf out = BUF_INIT;
	struct err err;
	const char *path = in_folder("large");

	(void)state;
	put(path, "12345", 0600);
	assert_int_equal(file_read(path, 5, &out, &err), OK);
	buf_clear(&out);
	assert_int_equal(file_read(path, 4, &out, &err), ERR_DATA);
	assert_non_null(strstr(err.text, path));
	assert_non_null(strstr(err.text, "4 bytes"));
	buf_done(&out);
}

/* None of these may block, be read or do anything else. */
static void
only_regular_files_are_read(void **state)
{
	const char *fifo = in_folder("fifo"), *plain = in_folder("plain");
	const char *loop = in_folder("loop"), *link = in_folder("to-plain");

	(void)state;
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_int_equal(read_it(fifo, NULL), ERR_DATA);
	assert_int_equal(read_secret(fifo, NULL), ERR_DATA);
	assert_int_equal(read_it(folder, NULL), ERR_DATA);
	assert_int_equal(read_it("/dev/zero", NULL), ERR_DATA);
	assert_int_equal(read_secret("/dev/zero", NULL), ERR_DATA);
	assert_int_equal(symlink(loop, loop), 0);
	assert_int_equal(read_it(loop, NULL), ERR_UNAVAILABLE);
	assert_int_equal(read_it(in_folder("none"), NULL), ERR_UNAVAILABLE);
	put(plain, "text", 0600);
	assert_int_equal(symlink(plain, link), 0);
	check_holds(link, "text");
}

static void
what_we_may_not_read_is_said(void **state)
{
	const char *path = in_folder("unreadable");

	(void)state;
	put(path, "1234", 0);
	assert_int_equal(as_nobody(read_it, path), ERR_PERMISSION);
	assert_int_equal(as_nobody(read_secret, path), ERR_PERMISSION);
	if (geteuid() == 0) /* or it would be ours to wipe */
		assert_int_equal(as_nobody(file_wipe, path), ERR_PERMISSION);
	assert_int_equal(chmod(path, 0600), 0);
	check_holds(path, "1234");
}

static void
a_secret_is_its_owners_alone(void **state)
{
	static const mode_t shared[] = {
	    0640, 0604, 0620, 0602, 0660, 0644, 0666, 0610, 0601};
	const char *path = in_folder("secret");
	struct err err;
	char secret[5] = "";

	(void)state;
	put(path, "1234", 0600);
	assert_int_equal(file_read_secret(path, secret, 4, &err), OK);
	assert_string_equal(secret, "1234");
	assert_int_equal(file_check_private(path, &err), OK);
	assert_int_equal(chmod(path, 0400), 0);
	assert_int_equal(file_read_secret(path, secret, 4, &err), OK);
	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++) {
		assert_int_equal(chmod(path, shared[i]), 0);
		assert_int_equal(
		    file_read_secret(path, secret, 4, &err), ERR_PERMISSION);
		assert_int_equal(
		    file_check_private(path, &err), ERR_PERMISSION);
		assert_non_null(strstr(err.text, "chmod 600"));
	}
	assert_int_equal(file_check_private(in_folder("none"), &err), OK);
}

static void
a_secret_of_another_size_is_none(void **state)
{
	const char *path = in_folder("short");
	char secret[8];

	(void)state;
	assert_int_equal(
	    file_read_secret(path, secret, 4, NULL), ERR_UNAVAILABLE);
	put(path, "1234", 0600);
	assert_int_equal(
	    file_read_secret(path, secret, 5, NULL), ERR_UNAVAILABLE);
	assert_int_equal(
	    file_read_secret(path, secret, 3, NULL), ERR_UNAVAILABLE);
	put(path, "", 0600);
	assert_int_equal(
	    file_read_secret(path, secret, 4, NULL), ERR_UNAVAILABLE);
}

/* A second name shows what became of the bytes. */
static void
a_wiped_file_is_overwritten_and_gone(void **state)
{
	static const size_t sizes[] = {0, 1, 32, 4095, 4096, 4097, 10000};
	const char *path = in_folder("key"), *other = in_folder("other");

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct buf out = BUF_INIT;
		char *text = mem_new(sizes[i] + 1, 1);

		memset(text, 'k', sizes[i]);
		put(path, text, 0600);
		assert_int_equal(link(path, other), 0);
		assert_int_equal(file_wipe(path, NULL), OK);
		assert_false(file_exists(path));
		assert_int_equal(
		    file_read(other, FILE_TEXT_MAX, &out, NULL), OK);
		assert_int_equal(out.len, sizes[i]);
		for (size_t b = 0; b < out.len; b++)
			assert_int_equal(out.text[b], 0);
		assert_int_equal(unlink(other), 0);
		buf_done(&out);
		free(text);
	}
	assert_int_equal(file_wipe(path, NULL), OK);
}

static void
a_key_that_may_only_be_read_is_wiped_too(void **state)
{
	const char *path = in_folder("read-only");

	(void)state;
	put(path, "key", 0400);
	if (geteuid() == 0) {
		/* so that nobody can be its owner */
		assert_int_equal(chown(path, NOBODY, NOBODY), 0);
		assert_int_equal(chmod(folder, 0777), 0);
	}
	assert_int_equal(as_nobody(file_wipe, path), OK);
	assert_false(file_exists(path));
	assert_int_equal(chmod(folder, 0755), 0);
}

static void
nothing_but_a_file_is_wiped(void **state)
{
	const char *path = in_folder("kept"), *link = in_folder("to-kept");
	const char *fifo = in_folder("fifo-2");
	struct err err;

	(void)state;
	put(path, "text", 0600);
	assert_int_equal(symlink(path, link), 0);
	assert_true(file_wipe(link, &err) < 0);
	assert_non_null(strstr(err.text, link));
	check_holds(path, "text");
	assert_true(file_wipe(folder, NULL) < 0);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_true(file_wipe(fifo, NULL) < 0);
	assert_true(file_exists(fifo));
}

static void
folders_are_made_for_us_alone(void **state)
{
	const char *deep = in_folder("a/b//c/");
	mode_t before = umask(0);
	struct err err;

	(void)state;
	assert_int_equal(file_make_folder(deep, &err), OK);
	assert_int_equal(mode_of(in_folder("a")), 0700);
	assert_int_equal(mode_of(in_folder("a/b/c")), 0700);
	assert_int_equal(chmod(in_folder("a/b"), 0755), 0);
	assert_int_equal(file_make_folder(in_folder("a/b"), &err), OK);
	assert_int_equal(mode_of(in_folder("a/b")), 0755);
	assert_int_equal(file_make_folder("/", &err), OK);
	umask(before);
}

static void
where_no_folder_can_be_is_said(void **state)
{
	const char *path = in_folder("a-file");
	struct err err;

	(void)state;
	put(path, "text", 0600);
	assert_int_equal(file_make_folder(path, &err), ERR_CREATE);
	assert_non_null(strstr(err.text, path));
	assert_int_equal(
	    file_make_folder(in_folder("a-file/below"), &err), ERR_CREATE);
	assert_int_equal(file_make_folder("", &err), ERR_CREATE);
}

static void
paths_are_put_together_and_taken_apart(void **state)
{
	static const struct {
		const char *path, *folder;
	} cases[] = {{"a", "."}, {"a/b", "a"}, {"/a", "/"}, {"/", "/"},
	    {"/a/b/c", "/a/b"}, {"", "."}, {"./a", "."}};
	static const struct {
		const char *folder, *name, *path;
	} joined[] = {{"/etc", "huddle.conf", "/etc/huddle.conf"},
	    {"/etc", "/var/x", "/var/x"}, {".", "x", "./x"},
	    {"a", "b/c", "a/b/c"}};
	char *out;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		out = file_folder(cases[i].path);
		assert_string_equal(out, cases[i].folder);
		free(out);
	}
	for (size_t i = 0; i < sizeof(joined) / sizeof(joined[0]); i++) {
		out = file_join(joined[i].folder, joined[i].name);
		assert_string_equal(out, joined[i].path);
		free(out);
	}
}

static void
a_link_that_leads_nowhere_exists(void **state)
{
	(void)state;
	assert_false(file_exists(in_folder("dangling")));
	assert_int_equal(symlink("nowhere", in_folder("dangling")), 0);
	assert_true(file_exists(in_folder("dangling")));
	assert_true(file_exists(folder));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_new_file_has_its_text_and_mode),
	    cmocka_unit_test(nothing_is_overwritten),
	    cmocka_unit_test(a_full_disk_leaves_nothing_behind),
	    cmocka_unit_test(a_folder_that_is_not_ours_is_refused),
	    cmocka_unit_test(reading_appends),
	    cmocka_unit_test(what_is_too_large_is_not_read),
	    cmocka_unit_test(only_regular_files_are_read),
	    cmocka_unit_test(what_we_may_not_read_is_said),
	    cmocka_unit_test(a_secret_is_its_owners_alone),
	    cmocka_unit_test(a_secret_of_another_size_is_none),
	    cmocka_unit_test(a_wiped_file_is_overwritten_and_gone),
	    cmocka_unit_test(a_key_that_may_only_be_read_is_wiped_too),
	    cmocka_unit_test(nothing_but_a_file_is_wiped),
	    cmocka_unit_test(folders_are_made_for_us_alone),
	    cmocka_unit_test(where_no_folder_can_be_is_said),
	    cmocka_unit_test(paths_are_put_together_and_taken_apart),
	    cmocka_unit_test(a_link_that_leads_nowhere_exists),
	};

	return cmocka_run_group_tests_name(
	    "file", tests, make_folder, drop_folder);
}
