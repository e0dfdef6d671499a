/*
 * What is told on standard error. See app_tell.h.
 */
#include "app_tell.h"

#include <stdio.h>
#include <string.h>

#include "util/utf8.h"

void
app_tell_lines(const char *text)
{
	struct buf clean = BUF_INIT;

	while (*text) {
		size_t len = strcspn(text, "\n");

		utf8_clean(&clean, text, len);
		text += len;
		if (*text == '\n') {
			buf_add(&clean, "\n");
			text++;
		}
	}
	fputs(buf_text(&clean), stderr);
	buf_done(&clean);
}

void
app_tell(const char *message)
{
	if (!message[0])
		return;
	fputs("huddle: ", stderr);
	app_tell_lines(message);
	fputs("\n", stderr);
}
