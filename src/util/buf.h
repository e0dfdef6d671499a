/*
 * A text that grows. The bytes are always followed by a NUL, so `buf.text`
 * can be printed as it stands (it is "" when nothing was added).
 */
#ifndef HUDDLE_UTIL_BUF_H
#define HUDDLE_UTIL_BUF_H

#include <stddef.h>

struct buf {
	char *text;
	size_t len;
	size_t capacity;
};

#define BUF_INIT                                                               \
	{                                                                      \
		.text = NULL                                                   \
	}

void buf_init(struct buf *buf);
void buf_done(struct buf *buf);
void buf_clear(struct buf *buf);
void buf_add(struct buf *buf, const char *text);
void buf_add_bytes(struct buf *buf, const void *bytes, size_t len);
void buf_addf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The text, owned by the buffer; "" when empty. */
const char *buf_text(const struct buf *buf);

/* The text, now the caller's to free(); the buffer is empty again. */
char *buf_take(struct buf *buf);

#endif
