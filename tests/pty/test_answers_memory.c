/*
 * What people answer stands in locked memory only, which is wiped: while the
 * program saves a check-in or a tally, none of the lines that were read is on
 * its stack or its heap.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/pty/trace.h"
#include "util/mem.h"

#define LINE_MAX_BYTES 512
#define MAPPING_MAX (1024UL * 1024) /* a sanitizer has huge ones */

static struct ward ward;

struct search {
	const char *text;
	int looks;     /* how often the memory was read */
	int in_stack;  /* and the text was on the stack or the heap */
	int elsewhere; /* or anywhere else */
};

static bool
holds(const struct trace_call *call, unsigned long from, unsigned long to,
    const char *text)
{
	struct buf bytes = BUF_INIT;
	bool found = to - from <= MAPPING_MAX &&
	             trace_memory(call, from, to - from, &bytes) &&
	             memmem(bytes.text, bytes.len, text, strlen(text));

	buf_done(&bytes);
	return found;
}

static void
look(struct search *search, const struct trace_call *call, FILE *maps)
{
	char line[LINE_MAX_BYTES];

	while (fgets(line, sizeof(line), maps)) {
		unsigned long from, to;
		char may[5];
		bool plain;

		if (sscanf(line, "%lx-%lx %4s", &from, &to, may) != 3 ||
		    strncmp(may, "rw", 2) != 0)
			continue;
		plain = strstr(line, "[stack]") || strstr(line, "[heap]");
		if (holds(call, from, to, search->text))
			*(plain ? &search->in_stack : &search->elsewhere) += 1;
		search->looks += plain;
	}
}

static bool
at_call(void *context, const struct trace_call *call)
{
	char path[64];
	FILE *maps;

	if (call->child || (call->number != SYS_read && !trace_changes(call)))
		return true;
	snprintf(path, sizeof(path), "/proc/%d/maps", (int)call->pid);
	maps = fopen(path, "r");
	if (!maps)
		return true;
	look(context, call, maps);
	fclose(maps);
	return true;
}

static void
runs_without_trace(const char *text, const char *const *words)
{
	struct search search = {.text = text};
	struct said said;

	trace_run(&said, text, words, at_call, &search);
	if (said.status != 0)
		fail_msg("%s", buf_text(&said.complaint));
	said_forget(&said);
	assert_true(search.looks > 10);
	assert_int_equal(search.in_stack, 0);
	/* It can be found where it is. */
	assert_true(search.elsewhere > 0);
}

static void
test_checkin(void **state)
{
	static const char *const words[] = {"checkin", "-", NULL};

	(void)state;
	ward_must(0, "", "round", "open", NULL);
	runs_without_trace("someone=3\nenergy=4\nneeded=2\n", words);
}

static void
test_tally(void **state)
{
	static const char *const words[] = {"round", "tally", "--date",
	    "2025-03-03", "--headcount", "14", "--checkins", "12", "-", NULL};

	(void)state;
	runs_without_trace("needed=0,0,4,4,4\nenergy=1,2,3,4,2\n", words);
}

static int
set_up(void **state)
{
	(void)state;
	ward_new(&ward, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	ward_free(&ward);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_checkin, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_tally, set_up, tear_down),
	};

	if (!trace_allowed() || geteuid() != 0) {
		print_message("SKIPPED: only root may look into the memory of "
		              "the program\n");
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
