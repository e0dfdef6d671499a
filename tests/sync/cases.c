/*
 * What a delivery must stand, whatever the server speaks. See cases.h.
 */
#include "tests/sync/cases.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct server *server;

const char *
cases_file(void)
{
	static char file[FILE_LEN];

	for (size_t i = 0; i < FILE_LEN && file[0] == '\0'; i++)
		file[FILE_LEN - 1 - i] = (char)(i * i % 251 + 1);
	return file;
}

void
cases_use(struct server *one)
{
	server = one;
}

int
cases_begin(void **state)
{
	const char *argv[] = {"find", server ? server->inbox : "", "-mindepth",
	    "1", "-delete", NULL};

	(void)state;
	if (server)
		umount2(server->inbox, MNT_DETACH); /* of a case that failed */
	return server ? run(argv) : 0;
}

static void
need_server(void)
{
	if (!server)
		skip();
}

static int
deliver(const struct transport *transport, struct err *err)
{
	return transport_deliver(transport, NAME, cases_file(), FILE_LEN, err);
}

void
expect(int status, const struct transport *transport, const char *word)
{
	struct err err = {""};
	int result = deliver(transport, &err);

	if (result != status || (word && !strstr(err.text, word)))
		print_message("%d, not %d: %s\n", result, status, err.text);
	assert_int_equal(result, status);
	if (status == OK)
		return;
	if (word)
		assert_non_null(strstr(err.text, word));
	assert_true(
	    strstr(err.text, "othing was") || strstr(err.text, "is not used"));
	assert_null(strstr(err.text, "right"));
}

void
expect_nothing(const struct server *one)
{
	DIR *dir = opendir(one->inbox);
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			assert_int_equal(
			    strncmp(entry->d_name, PART, strlen(PART)), 0);
	closedir(dir);
}

void
expect_file(const struct server *one)
{
	assert_true(same_file(one->inbox, NAME, cases_file(), FILE_LEN));
	assert_false(there(one->inbox, PART));
}

void
case_whole(void **state)
{
	(void)state;
	need_server();
	expect(OK, &server->transport, NULL);
	expect_file(server);
}

/* Its arrival was not heard of: it is not sent again, and what stands there
 * is left alone. */
void
case_twice(void **state)
{
	struct stat before, after;
	char path[PATH_SIZE * 2];

	(void)state;
	need_server();
	snprintf(path, sizeof(path), "%s/%s", server->inbox, NAME);
	expect(OK, &server->transport, NULL);
	assert_int_equal(stat(path, &before), 0);
	expect(OK, &server->transport, NULL);
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	expect_file(server);
}

/* Something else under the name: shorter, longer, as long. */
void
case_taken(void **state)
{
	static const size_t lens[] = {0, 5, FILE_LEN - 1, FILE_LEN, 40000};
	static char other[40000];

	(void)state;
	need_server();
	memset(other, 'x', sizeof(other));
	for (size_t i = 0; i < sizeof(lens) / sizeof(lens[0]); i++) {
		write_file(server->inbox, NAME, other, lens[i], 0644);
		expect(ERR_DATA, &server->transport, "something else");
		assert_true(same_file(server->inbox, NAME, other, lens[i]));
	}
}

void
case_old_part(void **state)
{
	static char other[40000];

	(void)state;
	need_server();
	write_file(server->inbox, PART, other, sizeof(other), 0644);
	expect(OK, &server->transport, NULL);
	expect_file(server);
}

void
case_down(void **state)
{
	struct transport way;

	(void)state;
	need_server();
	way = server_at(server, free_port(), server->way);
	expect(ERR_AGAIN, &way, "nothing answers");
	expect_nothing(server);
	way.to = "https://no-such-host.invalid/inbox/";
	if (strcmp(server->scheme, "sftp") == 0)
		way.to = "sftp://no-such-host.invalid/inbox/";
	expect(ERR_AGAIN, &way, "no-such-host.invalid");
}

/* Connected, and not a word. */
void
case_silent(void **state)
{
	struct transport way;
	struct gate gate;

	(void)state;
	need_server();
	gate_start(&gate, GATE_HOLD, 0, 0);
	way = server_at(server, gate.port, server->way);
	way.timeout_seconds = 1;
	expect(ERR_AGAIN, &way, "does not go on");
	gate_stop(&gate);
	expect_nothing(server);
}

/* The line is held at several points of the session. */
void
case_held(void **state)
{
	static const long points[] = {1, 600, 2500, 6000, 9000};

	(void)state;
	need_server();
	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
		struct transport way;
		struct gate gate;

		gate_start(&gate, GATE_HOLD, server->port, points[i]);
		server_known(server, gate.port);
		way = server_at(server, gate.port, server->way);
		way.timeout_seconds = 1;
		expect(ERR_AGAIN, &way, "does not go on");
		gate_stop(&gate);
		expect_nothing(server);
	}
	server->transport = server_at(server, server->port, server->way);
	expect(OK, &server->transport, NULL);
	expect_file(server);
}

/* The line is cut after each so many bytes, to the end of the session: there
 * is the whole file, or none. */
void
case_cut(void **state)
{
	int cut = 0, well = 0;

	(void)state;
	need_server();
	for (long after = 1; well == 0; after += 487) {
		struct transport way;
		struct gate gate;
		struct err err = {""};
		int result;

		assert_true(after < 100000);
		gate_start(&gate, GATE_CUT, server->port, after);
		server_known(server, gate.port);
		way = server_at(server, gate.port, server->way);
		result = deliver(&way, &err);
		gate_stop(&gate);
		if (there(server->inbox, NAME))
			expect_file(server);
		else
			expect_nothing(server);
		well += result == OK;
		cut += result != OK;
		/* In the middle of the login libssh2 cannot tell it from a
		 * refusal. */
		if (result != OK && !strstr(err.text, "refuses the login"))
			assert_int_equal(result, ERR_AGAIN);
	}
	print_message("cut %d times\n", cut);
	assert_true(cut > 20);
	expect_file(server);
}

/* A client that is killed in the middle leaves a part only, and the next one
 * delivers. */
void
case_killed(void **state)
{
	struct transport way;
	struct gate gate;
	pid_t child;

	(void)state;
	need_server();
	gate_start(&gate, GATE_HOLD, server->port, 8000);
	server_known(server, gate.port);
	way = server_at(server, gate.port, server->way);
	child = fork();
	if (child == 0)
		_exit(deliver(&way, NULL) == OK);
	if (strcmp(server->scheme, "sftp") == 0)
		wait_for(server->inbox, PART);
	else
		wait_for(server->folder, "body");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	gate_stop(&gate);
	expect_nothing(server);
	way = server_at(server, server->port, server->way);
	expect(OK, &way, NULL);
	expect_file(server);
}

/* A disk with room for half of it. */
void
case_full(void **state)
{
	(void)state;
	need_server();
	if (mount("tmpfs", server->inbox, "tmpfs", 0, "size=8k") != 0) {
		print_message("*** SKIPPED: no small disk can be mounted: "
		              "%s\n",
		    strerror(errno));
		skip();
	}
	expect(ERR_AGAIN, &server->transport, NULL);
	expect_nothing(server);
	assert_int_equal(umount2(server->inbox, MNT_DETACH), 0);
	expect(OK, &server->transport, NULL);
	expect_file(server);
}

/* What is wrong with the settings is said before anything is sent. */
void
case_settings(void **state)
{
	struct transport way;

	(void)state;
	need_server();
	way = server->transport;
	way.password_file = "/nowhere/password";
	expect(ERR_CONFIG, &way, "deliver.password_file");
	way.password_file = server->password;
	write_file(server->folder, "password", "right\n", 6, 0644);
	expect(ERR_PERMISSION, &way, "open to others");
	write_file(server->folder, "password", "right\nmore\n", 11, 0600);
	expect(ERR_CONFIG, &way, "one line");
	write_file(server->folder, "password", "\n", 1, 0600);
	expect(ERR_CONFIG, &way, "one line");
	write_file(server->folder, "password", "right\n", 6, 0600);
	expect_nothing(server);
}
