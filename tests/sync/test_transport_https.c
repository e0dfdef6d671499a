/*
 * Delivery to a real nginx with TLS and WebDAV.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/sync/cases.h"
#include "util/crypt.h"

static struct server office;
static bool here;

static int
begin(void **state)
{
	(void)state;
	crypt_init();
	/* Nothing of this is asked. */
	setenv("https_proxy", "http://127.0.0.1:1", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
	setenv("no_proxy", "*", 1);
	here = nginx_start(&office);
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

/* At another folder of the server. */
static void
expect_at(int status, const char *folder, const char *word)
{
	struct transport way = server_at(&office, office.port, folder);

	expect(status, &way, word);
	office.transport = server_at(&office, office.port, office.way);
}

static void
wrong_certificate(void **state)
{
	struct transport way = office.transport;
	char path[PATH_SIZE * 2];

	(void)state;
	if (!here)
		skip();
	snprintf(path, sizeof(path), "%s/other.pem", office.folder);
	way.authorities = path;
	expect(ERR_PERMISSION, &way, "not to be trusted");
	way.authorities = NULL; /* the system's */
	expect(ERR_PERMISSION, &way, "not to be trusted");
	way.authorities = "/nowhere/ca.pem";
	expect(ERR_CONFIG, &way, "deliver.authorities");
	snprintf(path, sizeof(path), "%s/config", office.folder);
	way.authorities = path;
	expect(ERR_CONFIG, &way, "deliver.authorities");
	expect_nothing(&office);
}

/* The certificate is of another name than the address. */
static void
wrong_name(void **state)
{
	struct transport way = office.transport;
	char to[PATH_SIZE];

	(void)state;
	if (!here)
		skip();
	snprintf(to, sizeof(to), "https://localhost:%d/inbox/", office.port);
	way.to = to;
	expect(ERR_PERMISSION, &way, "not to be trusted");
	expect_nothing(&office);
}

static void
wrong_login(void **state)
{
	struct transport way = office.transport;

	(void)state;
	if (!here)
		skip();
	way.user = "stranger";
	expect(ERR_PERMISSION, &way, "refuses the login");
	way = office.transport;
	write_file(office.folder, "password", "wrong\n", 6, 0600);
	expect(ERR_PERMISSION, &way, "refuses the login");
	write_file(office.folder, "password", "right\n", 6, 0600);
	way.password_file = NULL;
	expect(ERR_CONFIG, &way, "deliver.password_file");
	way.user = NULL;
	expect(ERR_PERMISSION, &way, "refuses the login");
	expect_nothing(&office);
}

static void
wrong_folder(void **state)
{
	(void)state;
	if (!here)
		skip();
	expect_at(ERR_AGAIN, "/inbox/missing/", "tell the office");
	expect_at(ERR_CONFIG, "/nothing/", "folder is not there");
	expect_at(ERR_CONFIG, "/plain/", "takes no files");
	expect_at(ERR_CONFIG, "/gone/", "sends on to another address");
	expect_nothing(&office);
}

/* A server that takes no file of that size. */
static void
too_large(void **state)
{
	(void)state;
	if (!here)
		skip();
	expect_at(ERR_AGAIN, "/small/", "no room");
	expect_nothing(&office);
}

/* A folder into which we may write only. */
static void
write_only(void **state)
{
	(void)state;
	if (!here)
		skip();
	expect_at(OK, "/blind/", NULL);
	expect_file(&office);
	expect_at(OK, "/blind/", NULL);
	assert_true(same_file(office.inbox, NAME, cases_file(), FILE_LEN));
}

/* Only the proxy knows where the server is: the address has a port on which
 * nothing listens. */
static void
through_proxy(void **state)
{
	char proxy[PATH_SIZE], other[PATH_SIZE * 2], to[PATH_SIZE];
	struct transport way;
	struct gate gate;

	(void)state;
	if (!here)
		skip();
	gate_start(&gate, GATE_PROXY, office.port, 1000000);
	snprintf(proxy, sizeof(proxy), "http://127.0.0.1:%d", gate.port);
	way = server_at(&office, free_port(), office.way);
	expect(ERR_AGAIN, &way, "nothing answers there");
	way.proxy = proxy;
	/* The certificate is the server's, and checked as ever. */
	snprintf(other, sizeof(other), "%s/other.pem", office.folder);
	way.authorities = other;
	expect(ERR_PERMISSION, &way, "not to be trusted");
	way.authorities = office.ca;
	snprintf(to, sizeof(to), "https://localhost:%d/inbox/", office.port);
	way.to = to;
	expect(ERR_PERMISSION, &way, "not to be trusted");
	way.to = office.to;
	expect_nothing(&office);
	expect(OK, &way, NULL);
	expect_file(&office);
	expect(OK, &way, NULL);
	gate_stop(&gate);
	office.transport = server_at(&office, office.port, office.way);
}

/* What ends at the proxy is told of the proxy. */
static void
proxy_fails(void **state)
{
	struct transport way = office.transport;
	char proxy[PATH_SIZE];
	struct gate gate;

	(void)state;
	if (!here)
		skip();
	gate_start(&gate, GATE_REFUSES, office.port, 1000000);
	snprintf(proxy, sizeof(proxy), "http://127.0.0.1:%d", gate.port);
	way.proxy = proxy;
	expect(ERR_AGAIN, &way, "the proxy does not let it through");
	gate_stop(&gate);
	expect(ERR_AGAIN, &way, "the proxy does not answer");
	way.proxy = "http://no-such-proxy.invalid:3128";
	expect(ERR_AGAIN, &way, "the address of the proxy is not known");
	way.to = "sftp://127.0.0.1/inbox/";
	expect(ERR_CONFIG, &way, "deliver.proxy is for https only");
	expect_nothing(&office);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASES,
	    CASE(wrong_certificate),
	    CASE(wrong_name),
	    CASE(wrong_login),
	    CASE(wrong_folder),
	    CASE(too_large),
	    CASE(write_only),
	    CASE(through_proxy),
	    CASE(proxy_fails),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
