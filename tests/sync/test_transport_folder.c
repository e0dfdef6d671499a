/*
 * Delivery into a folder, and the addresses that can be delivered to.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/sync/cases.h"
#include "util/crypt.h"

#define NOBODY 65534

static struct server office = {.scheme = "file"};

static int
begin(void **state)
{
	(void)state;
	crypt_init();
	make_place(office.folder);
	if (chmod(office.folder, 0755) != 0)
		return -1;
	snprintf(office.inbox, PATH_SIZE, "%.280s/in box", office.folder);
	snprintf(
	    office.to, PATH_SIZE, "file://%.280s/in%%20box", office.folder);
	office.transport.to = office.to;
	cases_use(&office);
	return mkdir(office.inbox, 0755);
}

static int
end(void **state)
{
	(void)state;
	server_stop(&office);
	return 0;
}

/* Whoever collects is somebody else. */
static void
everybody_may_read(void **state)
{
	char path[PATH_SIZE * 2];
	struct stat st;

	(void)state;
	umask(077);
	expect(OK, &office.transport, NULL);
	snprintf(path, sizeof(path), "%s/%s", office.inbox, NAME);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0644);
}

/* A share that is not mounted, a file in its place. */
static void
no_folder(void **state)
{
	struct transport way = {.to = "file:///nowhere/inbox/"};

	(void)state;
	expect(ERR_AGAIN, &way, "not there");
	way.to = "file:///dev/null";
	expect(ERR_AGAIN, &way, "not there");
}

/* What a link leads to is not written over, nor is the link. */
static void
links(void **state)
{
	char path[PATH_SIZE * 2], elsewhere[PATH_SIZE * 2];

	(void)state;
	write_file(office.folder, "elsewhere", "kept", 4, 0600);
	snprintf(elsewhere, sizeof(elsewhere), "%s/elsewhere", office.folder);
	snprintf(path, sizeof(path), "%s/%s", office.inbox, NAME);
	assert_int_equal(symlink(elsewhere, path), 0);
	expect(ERR_DATA, &office.transport, "something else");
	unlink(path);
	snprintf(path, sizeof(path), "%s/%s", office.inbox, PART);
	assert_int_equal(symlink(elsewhere, path), 0);
	expect(OK, &office.transport, NULL);
	expect_file(&office);
	assert_true(same_file(office.folder, "elsewhere", "kept", 4));
}

/* Runs in a child that is somebody else. */
static void
not_permitted(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	if (child == 0) {
		struct err err = {""};
		int result;

		if (getuid() == 0 && setuid(NOBODY) != 0)
			_exit(99);
		if (getuid() != NOBODY)
			chmod(office.inbox, 0555);
		result =
		    transport_deliver(&office.transport, NAME, "x", 1, &err);
		_exit(result == ERR_PERMISSION &&
		              strstr(err.text, "nothing was lost")
		          ? 0
		          : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	chmod(office.inbox, 0755);
	expect_nothing(&office);
}

/* A child whose files may have half of the bytes. */
static int
half(sighandler_t on_limit)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		struct rlimit limit = {FILE_LEN / 2, FILE_LEN / 2};

		signal(SIGXFSZ, on_limit);
		setrlimit(RLIMIT_FSIZE, &limit);
		_exit(transport_deliver(&office.transport, NAME, cases_file(),
		          FILE_LEN, NULL) == ERR_AGAIN
		          ? 0
		          : 1);
	}
	waitpid(child, &status, 0);
	return status;
}

/* No room for more: nothing is left behind. */
static void
no_room(void **state)
{
	(void)state;
	assert_int_equal(half(SIG_IGN), 0);
	expect_nothing(&office);
	assert_false(there(office.inbox, PART));
}

/* Killed in the middle: a part, which the next try replaces. */
static void
killed(void **state)
{
	int status = half(SIG_DFL);

	(void)state;
	assert_true(WIFSIGNALED(status));
	expect_nothing(&office);
	assert_true(there(office.inbox, PART));
	expect(OK, &office.transport, NULL);
	expect_file(&office);
}

static void
addresses(void **state)
{
	static const struct {
		int status;
		const char *to;
	} tries[] = {
	    {OK, "file:///srv/inbox"},
	    {OK, "file:///srv/in%20box/"},
	    {OK, "sftp://office.example.org/inbox/"},
	    {OK, "sftp://office.example.org:2222/~/inbox"},
	    {OK, "https://office.example.org/"},
	    {OK, "https://[::1]:8443/inbox/"},
	    {ERR_CONFIG, NULL},
	    {ERR_CONFIG, ""},
	    {ERR_CONFIG, "/srv/inbox"},
	    {ERR_CONFIG, "file://server/inbox"},
	    {ERR_CONFIG, "http://office.example.org/"},
	    {ERR_CONFIG, "ftp://office.example.org/"},
	    {ERR_CONFIG, "scp://office.example.org/"},
	    {ERR_CONFIG, "https://"},
	    {ERR_CONFIG, "https:///inbox/"},
	    {ERR_CONFIG, "https://office.example.org:port/"},
	    {ERR_CONFIG, "https://unit@office.example.org/"},
	    {ERR_CONFIG, "https://unit:word@office.example.org/"},
	    {ERR_CONFIG, "https://office.example.org/?a=b"},
	    {ERR_CONFIG, "https://office.example.org/#a"},
	    {ERR_CONFIG, "sftp://office.example.org/a%00b/"},
	    {ERR_CONFIG, "sftp://office.example.org/a%0ab/"},
	};
	struct transport way = {.user = "unit",
	    .password_file = "password",
	    .known_hosts = "hosts"};

	(void)state;
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		struct err err = {""};

		way.to = tries[i].to;
		if (transport_check(&way, &err) != tries[i].status)
			fail_msg("%s: not %d: %s", way.to ? way.to : "NULL",
			    tries[i].status, err.text);
		if (tries[i].status)
			assert_non_null(strstr(err.text, "deliver.to"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(case_whole),
	    CASE(case_twice),
	    CASE(case_taken),
	    CASE(case_old_part),
	    CASE(case_full),
	    CASE(everybody_may_read),
	    CASE(no_folder),
	    CASE(links),
	    CASE(not_permitted),
	    CASE(no_room),
	    CASE(killed),
	    CASE(addresses),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
