/*
 * Delivery to a real sshd.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/sync/cases.h"
#include "util/crypt.h"

/* libcurl 7.88 drops a session that it cannot say goodbye to, as on a line that
 * is held. The leak checker is told so here only. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libcurl.so\nleak:libssh2.so\nleak:libcrypto.so\n";
}

static struct server office;
static bool here;

static int
begin(void **state)
{
	(void)state;
	crypt_init();
	setenv("ALL_PROXY", "http://127.0.0.1:1", 1); /* is not asked */
	here = sshd_start(&office);
	if (here)
		cases_use(&office);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop(&office);
	return 0;
}

/* The address of another machine's key: nothing is sent, not even the login. */
static void
wrong_host_key(void **state)
{
	struct transport way = office.transport;
	char other[PATH_SIZE * 2];
	const char *argv[] = {"sh", "-c",
	    "cd \"$0\" && ssh-keygen -q -t ed25519 -N '' -f other && "
	    "sed \"s| .*| $(cut -d ' ' -f 1,2 other.pub)|\" hosts >wrong && "
	    "echo 'elsewhere ssh-ed25519 AAAA' >>wrong && "
	    "sed 's/^[^ ]*/elsewhere/' hosts >missing && : >empty",
	    office.folder, NULL};
	static const struct {
		const char *file, *word;
	} tries[] = {{"wrong", "another one"}, {"missing", "has no key"},
	    {"empty", "has no key"}};

	(void)state;
	if (!here)
		skip();
	assert_int_equal(run(argv), 0);
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		snprintf(other, sizeof(other), "%s/%s", office.folder,
		    tries[i].file);
		way.known_hosts = other;
		expect(ERR_PERMISSION, &way, tries[i].word);
		expect_nothing(&office);
	}
	way.known_hosts = "/nowhere/hosts";
	expect(ERR_CONFIG, &way, "deliver.known_hosts");
	way.known_hosts = NULL;
	expect(ERR_CONFIG, &way, "deliver.known_hosts");
	expect_nothing(&office);
}

static void
wrong_login(void **state)
{
	struct transport way = office.transport;
	char other[PATH_SIZE * 2];
	const char *argv[] = {"sh", "-c",
	    "cd \"$0\" && ssh-keygen -q -t ed25519 -N '' -f stranger",
	    office.folder, NULL};

	(void)state;
	if (!here)
		skip();
	assert_int_equal(run(argv), 0);
	snprintf(other, sizeof(other), "%s/stranger", office.folder);
	way.identity = other;
	expect(ERR_PERMISSION, &way, "refuses the login");
	way = office.transport;
	way.user = "nobody-like-that";
	expect(ERR_PERMISSION, &way, "refuses the login");
	way = office.transport;
	way.identity = NULL;
	write_file(office.folder, "password", "wrong\n", 6, 0600);
	way.password_file = office.password;
	expect(ERR_PERMISSION, &way, "refuses the login");
	way.password_file = NULL;
	expect(ERR_CONFIG, &way, "deliver.identity");
	way.user = NULL;
	expect(ERR_CONFIG, &way, "deliver.user");
	expect_nothing(&office);
}

static void
wrong_folder(void **state)
{
	struct transport way;
	char path[PATH_SIZE * 2];

	(void)state;
	if (!here)
		skip();
	snprintf(path, sizeof(path), "%s/missing/", office.folder);
	way = server_at(&office, office.port, path);
	expect(ERR_CONFIG, &way, "folder is not there");
	/* A file in its place. */
	snprintf(path, sizeof(path), "%s/config/", office.folder);
	way = server_at(&office, office.port, path);
	assert_true(transport_deliver(&way, NAME, "x", 1, NULL) < 0);
	office.transport = server_at(&office, office.port, office.way);
}

/* Blanks and quotes in the folder's name. */
static void
odd_folder(void **state)
{
	struct transport way;
	char path[PATH_SIZE * 2];
	const char *argv[] = {"mkdir", path, NULL};

	(void)state;
	if (!here)
		skip();
	snprintf(path, sizeof(path), "%s/a \"b\" \\c", office.inbox);
	assert_int_equal(run(argv), 0);
	snprintf(
	    path, sizeof(path), "%s/a%%20%%22b%%22%%20%%5cc", office.inbox);
	way = server_at(&office, office.port, path);
	expect(OK, &way, NULL);
	snprintf(path, sizeof(path), "%s/a \"b\" \\c", office.inbox);
	assert_true(same_file(path, NAME, cases_file(), FILE_LEN));
	office.transport = server_at(&office, office.port, office.way);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASES,
	    CASE(wrong_host_key),
	    CASE(wrong_login),
	    CASE(wrong_folder),
	    CASE(odd_folder),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
