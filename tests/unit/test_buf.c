/*
 * Texts that grow, memory that is there or ends the program, and errors as
 * one line of text.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/unit.h"
#include "util/buf.h"
#include "util/err.h"
#include "util/mem.h"
#include "util/utf8.h"

static void
an_empty_text_is_a_text(void **state)
{
	struct buf buf = BUF_INIT;
	char *taken;

	(void)state;
	assert_string_equal(buf_text(&buf), "");
	buf_add_bytes(&buf, NULL, 0);
	buf_add(&buf, "");
	buf_addf(&buf, "%s", "");
	assert_int_equal(buf.len, 0);
	assert_string_equal(buf_text(&buf), "");
	buf_done(&buf);
	taken = buf_take(&buf);
	assert_string_equal(taken, "");
	free(taken);
	buf_done(&buf);
	buf_done(&buf);
}

static void
what_is_added_stands_in_order(void **state)
{
	struct buf buf = BUF_INIT;
	char *taken;

	(void)state;
	buf_add(&buf, "one");
	buf_addf(&buf, " %d %s", 2, "three");
	buf_add_bytes(&buf, "\0four", 5);
	assert_int_equal(buf.len, 16);
	assert_memory_equal(buf.text, "one 2 three\0four", 17);
	buf_clear(&buf);
	assert_string_equal(buf_text(&buf), "");
	buf_add(&buf, "again");
	taken = buf_take(&buf);
	assert_string_equal(taken, "again");
	assert_null(buf.text);
	assert_int_equal(buf.len, 0);
	free(taken);
}

/* Against a text that has all the room from the start. */
static void
it_grows_as_needed(void **state)
{
	struct buf buf = BUF_INIT;
	char *naive = mem_new(400000, 1);
	size_t len = 0;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		char piece[100];
		int bytes = unit_between(0, 99);

		memset(piece, 'a' + i % 26, sizeof(piece));
		piece[bytes] = '\0';
		memcpy(naive + len, piece, (size_t)bytes);
		len += (size_t)bytes;
		if (i % 2)
			buf_addf(&buf, "%s", piece);
		else
			buf_add(&buf, piece);
		assert_int_equal(buf.len, len);
		assert_int_equal(buf.text[len], '\0');
		assert_true(buf.capacity > len);
	}
	assert_string_equal(buf_text(&buf), naive);
	buf_done(&buf);
	assert_null(buf.text);
	free(naive);
}

/* Also where the room is just enough or lacks a byte. */
static void
printing_fits_at_every_length(void **state)
{
	(void)state;
	for (int before = 0; before < 130; before++)
		for (int len = 0; len < 130; len++) {
			struct buf buf = BUF_INIT;

			buf_addf(&buf, "%*s", before, "");
			buf_addf(&buf, "%0*d", len, 7);
			assert_int_equal(buf.len, before + (len > 1 ? len : 1));
			assert_int_equal(strlen(buf.text), buf.len);
			assert_int_equal(buf.text[buf.len - 1], '7');
			buf_done(&buf);
		}
}

static void
copies_are_ones_own(void **state)
{
	char text[] = "text";
	char *copy = mem_copy(text), *part = mem_copy_bytes(text, 2);
	char *printed = mem_printf("%s and %d", text, 7);

	(void)state;
	text[0] = 'n';
	assert_string_equal(copy, "text");
	assert_string_equal(part, "te");
	assert_string_equal(printed, "text and 7");
	assert_null(mem_copy(NULL));
	free(copy);
	free(part);
	free(printed);
}

static void
memory_is_zero_and_keeps_what_it_had(void **state)
{
	char *memory = mem_new(3, 100);
	void *none = mem_new(0, 0);

	(void)state;
	for (int i = 0; i < 300; i++)
		assert_int_equal(memory[i], 0);
	memset(memory, 'x', 300);
	memory = mem_grow(memory, 1000, 100);
	for (int i = 0; i < 300; i++)
		assert_int_equal(memory[i], 'x');
	assert_non_null(none);
	free(none);
	free(memory);
}

/* A sanitizer would end the program itself. */
const char *__asan_default_options(void);
const char *
__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void
want_too_much(void)
{
	mem_new(SIZE_MAX / 2, 1);
}

static void
want_more_than_numbers_hold(void)
{
	mem_grow(NULL, SIZE_MAX, 16);
}

/* Runs `act` in a child: its exit status, and what it says in `said`. */
static int
status_of(void (*act)(void), struct buf *said)
{
	int pipes[2], status;
	char part[256];
	ssize_t len;
	pid_t child;

	assert_int_equal(pipe(pipes), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(pipes[1], STDERR_FILENO);
		act();
		_exit(0);
	}
	close(pipes[1]);
	while ((len = read(pipes[0], part, sizeof(part))) > 0)
		buf_add_bytes(said, part, (size_t)len);
	close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
no_memory_ends_the_program_with_a_line(void **state)
{
	void (*const acts[])(void) = {
	    want_too_much, want_more_than_numbers_hold};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct buf said = BUF_INIT;

		assert_int_equal(status_of(acts[i], &said), 71);
		assert_non_null(strstr(buf_text(&said), "no memory"));
		assert_int_equal(said.text[said.len - 1], '\n');
		buf_done(&said);
	}
}

static void
an_error_has_its_status_and_text(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(err_set(&err, ERR_DATA, "%s: %d", "row", 3), ERR_DATA);
	assert_string_equal(err.text, "row: 3");
	assert_int_equal(err_set(NULL, ERR_AGAIN, "unseen"), ERR_AGAIN);

	errno = ENOSPC;
	assert_int_equal(
	    err_errno(&err, ERR_CREATE, "cannot write %s", "x"), ERR_CREATE);
	assert_string_equal(
	    err.text, "cannot write x: No space left on device");
	errno = ENOSPC;
	assert_int_equal(err_errno(NULL, ERR_CREATE, "unseen"), ERR_CREATE);
}

static void
a_failed_write_has_its_status(void **state)
{
	static const struct {
		int number, status;
	} cases[] = {{EACCES, ERR_PERMISSION}, {EPERM, ERR_PERMISSION},
	    {ENOSPC, ERR_CREATE}, {EROFS, ERR_CREATE}, {EIO, ERR_CREATE},
	    {EDQUOT, ERR_CREATE}, {ENOENT, ERR_CREATE}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		errno = cases[i].number;
		assert_int_equal(err_disk_status(), cases[i].status);
	}
}

/* What is too long is cut, between two characters. */
static void
a_long_error_stays_a_text(void **state)
{
	struct err err;

	(void)state;
	for (size_t extra = 0; extra < 4; extra++) {
		struct buf text = BUF_INIT;

		buf_add_bytes(&text, "xxxx", extra);
		for (int i = 0; i < ERR_TEXT_MAX; i++)
			buf_add(&text, "\xE6\xBC\xA2");
		err_set(&err, ERR_DATA, "%s", buf_text(&text));
		assert_in_range(
		    strlen(err.text), ERR_TEXT_MAX - 4, ERR_TEXT_MAX - 1);
		assert_true(utf8_valid(err.text, strlen(err.text), NULL));
		errno = EIO;
		err_errno(&err, ERR_CREATE, "%s", buf_text(&text));
		assert_true(utf8_valid(err.text, strlen(err.text), NULL));
		assert_non_null(strstr(err.text, ": Input/output error"));
		buf_done(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_empty_text_is_a_text),
	    cmocka_unit_test(what_is_added_stands_in_order),
	    cmocka_unit_test(it_grows_as_needed),
	    cmocka_unit_test(printing_fits_at_every_length),
	    cmocka_unit_test(copies_are_ones_own),
	    cmocka_unit_test(memory_is_zero_and_keeps_what_it_had),
	    cmocka_unit_test(no_memory_ends_the_program_with_a_line),
	    cmocka_unit_test(an_error_has_its_status_and_text),
	    cmocka_unit_test(a_failed_write_has_its_status),
	    cmocka_unit_test(a_long_error_stays_a_text),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
