/*
 * Errors as one line of text and a status. See err.h.
 */
#include "util/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Prints into `size` bytes; what is too long loses whole characters. */
static void
print(char *text, size_t size, const char *format, va_list args)
{
	size_t end = size - 1;

	if (vsnprintf(text, size, format, args) < (int)size)
		return;
	while (end > 0 && ((unsigned char)text[end - 1] & 0xc0) == 0x80)
		end--;
	if (end > 0 && (unsigned char)text[end - 1] >= 0xc0)
		end--;
	text[end] = '\0';
}

int
err_set(struct err *err, int status, const char *format, ...)
{
	if (err) {
		va_list args;

		va_start(args, format);
		print(err->text, sizeof(err->text), format, args);
		va_end(args);
	}
	return status;
}

int
err_errno(struct err *err, int status, const char *format, ...)
{
	/* A limit on a file's size is a full disk to whoever reads this. */
	const char *reason = strerror(errno == EFBIG ? ENOSPC : errno);
	char text[ERR_TEXT_MAX - 128]; /* so that the reason has room */
	va_list args;

	va_start(args, format);
	print(text, sizeof(text), format, args);
	va_end(args);
	return err_set(err, status, "%s: %s", text, reason);
}

int
err_disk_status(void)
{
	return errno == EACCES || errno == EPERM ? ERR_PERMISSION : ERR_CREATE;
}
