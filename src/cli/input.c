/*
 * Standard input, line by line. See input.h.
 */
#include "cli/input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "util/crypt.h"
#include "util/i18n.h"
#include "util/utf8.h"

/* More bytes behind those that are there; false at the end. */
static int
fill(struct input *input, struct err *err)
{
	ssize_t got;

	if (input->start > 0) {
		memmove(input->bytes, input->bytes + input->start,
		    input->end - input->start);
		input->end -= input->start;
		input->start = 0;
	}
	do
		got = read(STDIN_FILENO, input->bytes + input->end,
		    sizeof(input->bytes) - input->end);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_errno(
		    err, ERR_DATA, _("cannot read standard input"));
	input->over = got == 0;
	input->end += (size_t)got;
	return OK;
}

static int
check_line(const struct input *input, size_t len, struct err *err)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t bytes = utf8_next(input->text + at, len - at, &code);

		if (!utf8_printable(code) || (code == 0xFFFD && bytes == 1))
			return err_set(err, ERR_DATA,
			    _("line %d: not plain text (a control character "
			      "or invalid UTF-8)"),
			    input->line);
		at += bytes;
	}
	return 1;
}

int
input_line(struct input *input, struct err *err)
{
	for (;;) {
		size_t have = input->end - input->start;
		char *from = input->bytes + input->start;
		char *stop = memchr(from, '\n', have);
		size_t len = stop ? (size_t)(stop - from) : have;

		if (!stop && !input->over && have <= INPUT_LINE_MAX) {
			int result = fill(input, err);

			if (result < 0)
				return result;
			continue;
		}
		if (!stop && have == 0)
			return 0;
		input->line++;
		if (len > INPUT_LINE_MAX)
			return err_set(err, ERR_DATA,
			    _("line %d is longer than %d bytes"), input->line,
			    INPUT_LINE_MAX);
		memcpy(input->text, from, len);
		input->start += len + (stop ? 1 : 0);
		if (len > 0 && input->text[len - 1] == '\r')
			len--;
		input->text[len] = '\0';
		return check_line(input, len, err);
	}
}

void
input_done(struct input *input)
{
	crypt_wipe(input, sizeof(*input));
}

int
input_all(struct buf *out, size_t max, struct err *err)
{
	char block[4096];

	for (;;) {
		ssize_t got = read(STDIN_FILENO, block, sizeof(block));

		if (got == 0)
			return OK;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(
			    err, ERR_DATA, _("cannot read standard input"));
		buf_add_bytes(out, block, (size_t)got);
		if (out->len > max)
			return err_set(err, ERR_DATA,
			    _("standard input has more than %zu bytes; "
			      "nothing was kept"),
			    max);
	}
}
