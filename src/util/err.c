/*
 * Errors as one line of text and a status. See err.h.
 */
#include "util/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
err_set(struct err *err, int status, const char *format, ...)
{
	if (err) {
		va_list args;

		va_start(args, format);
		vsnprintf(err->text, sizeof(err->text), format, args);
		va_end(args);
	}
	return status;
}

int
err_errno(struct err *err, int status, const char *format, ...)
{
	const char *reason = strerror(errno);
	char text[ERR_TEXT_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return err_set(
	    err, status, "%.*s: %s", ERR_TEXT_MAX - 128, text, reason);
}

int
err_disk_status(void)
{
	return errno == EACCES || errno == EPERM ? ERR_PERMISSION : ERR_CREATE;
}
