/*
 * A text that grows. See buf.h.
 */
#include "util/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

void
buf_init(struct buf *buf)
{
	*buf = (struct buf){0};
}

void
buf_done(struct buf *buf)
{
	free(buf->text);
	buf_init(buf);
}

void
buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->text)
		buf->text[0] = '\0';
}

/* Room for `more` bytes and the NUL. */
static void
reserve(struct buf *buf, size_t more)
{
	size_t needed = buf->len + more + 1;

	if (needed <= buf->capacity)
		return;
	if (needed < 2 * buf->capacity)
		needed = 2 * buf->capacity;
	if (needed < 64)
		needed = 64;
	buf->text = mem_grow(buf->text, needed, 1);
	buf->capacity = needed;
}

void
buf_add_bytes(struct buf *buf, const void *bytes, size_t len)
{
	reserve(buf, len);
	if (len)
		memcpy(buf->text + buf->len, bytes, len);
	buf->len += len;
	buf->text[buf->len] = '\0';
}

void
buf_add(struct buf *buf, const char *text)
{
	buf_add_bytes(buf, text, strlen(text));
}

void
buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	size_t room;
	int len;

	va_start(args, format);
	va_copy(again, args);
	reserve(buf, 0);
	room = buf->capacity - buf->len;
	len = vsnprintf(buf->text + buf->len, room, format, args);
	va_end(args);
	if (len > 0 && (size_t)len >= room) {
		reserve(buf, (size_t)len);
		vsnprintf(buf->text + buf->len, (size_t)len + 1, format, again);
	}
	va_end(again);
	if (len > 0)
		buf->len += (size_t)len;
}

const char *
buf_text(const struct buf *buf)
{
	return buf->text ? buf->text : "";
}

char *
buf_take(struct buf *buf)
{
	char *text = buf->text ? buf->text : mem_new(1, 1);

	buf_init(buf);
	return text;
}
