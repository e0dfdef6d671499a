/*
 * huddle send on a terminal, to an office that takes the line and is silent:
 * it says how far it is, gives up in time, and leaves a clean line.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/pty/pty.h"
#include "tests/sync/servers.h"
#include "tests/unit/unit.h"
#include "util/mem.h"

/* A unit with one week that is over, and an office at port $0. */
static const char script[] =
    "set -e; cd \"$1\"; mkdir office\n"
    "at() { day=$1; shift; faketime \"$day 10:00:00\" \"$HUDDLE\" \"$@\"; }\n"
    "export HUDDLE_CONFIG=\"$1/unit/huddle.conf\"\n"
    "at 2026-03-02 office init --store \"$1/office/office.db\" \\\n"
    "    --organization example-health >out 2>&1\n"
    "at 2026-03-02 init --unit 4-west --name '4 West' \\\n"
    "    --organization example-health --yes >>out 2>&1\n"
    "sed -i '/^deliver = {/,/^};/d' \"$HUDDLE_CONFIG\"\n"
    "at 2026-03-02 action add Linen >>out\n"
    "cat >>\"$HUDDLE_CONFIG\" <<.\n"
    "office_key = \"$1/office/office.pub\";\n"
    "deliver = { to = \"https://127.0.0.1:$0/\"; timeout_seconds = 4; };\n"
    ".\n"
    "at 2026-03-09 send\n";

static void
silent_office(void **state)
{
	char place[PATH_SIZE];
	struct gate gate;
	struct pty *pty;
	char *port;
	int code;

	(void)state;
	if (!getenv("HUDDLE") ||
	    run((const char *[]){"faketime", "--version", NULL}) != 0) {
		print_message("*** SKIPPED: no HUDDLE, or no faketime\n");
		skip();
	}
	make_place(place);
	gate_start(&gate, GATE_HOLD, 0, 0);
	port = mem_printf("%d", gate.port);
	pty = pty_new(&(struct pty_start){
	    .env = (const char *[]){"TZ=UTC",
	        "ASAN_OPTIONS=verify_asan_link_order=0", NULL},
	    .argv = (char *[]){"sh", "-c", (char *)script, port, place, NULL}});
	assert_true(pty_wait_text(pty, "file 1 of 1,"));
	assert_true(pty_wait_text(pty, "does not go on"));
	assert_true(pty_wait_end(pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 75);
	assert_true(pty_wait_gone(pty, "file 1 of 1,"));
	assert_true(pty_wait_text(pty, "0 sent, 1 waiting"));
	pty_free(pty);
	gate_stop(&gate);
	remove_place(place);
	free(port);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(silent_office),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
