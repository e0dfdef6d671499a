/*
 * Errors: one line that a nurse or an administrator can act on. A function
 * that can fail returns 0 or a negative `enum status` and fills the caller's
 * struct err. There is no global "last error".
 */
#ifndef HUDDLE_UTIL_ERR_H
#define HUDDLE_UTIL_ERR_H

#define ERR_TEXT_MAX 1024

/* The exit codes of sysexits.h, negated. */
enum status {
	OK = 0,
	ERR_FOUND = -1,        /* what an audit or a check looked for */
	ERR_USAGE = -64,       /* the command line is wrong */
	ERR_DATA = -65,        /* what was entered is wrong */
	ERR_UNAVAILABLE = -69, /* the round's or the key's state forbids it */
	ERR_SOFTWARE = -70,    /* a fault of the program itself */
	ERR_CREATE = -73,      /* disk: cannot create or write */
	ERR_AGAIN = -75,       /* somebody else holds the store; try again */
	ERR_PERMISSION = -77,  /* not permitted, or open to others */
	ERR_CONFIG = -78,      /* configuration */
};

struct err {
	char text[ERR_TEXT_MAX]; /* UTF-8, one or more lines, no final \n */
};

/*
 * Writes the message (printf style, cut at ERR_TEXT_MAX) and returns
 * `status`, so that a caller can write `return err_set(...)`. A NULL err is
 * allowed.
 */
int err_set(struct err *err, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* As err_set, with ": " and the text of errno behind the message. */
int err_errno(struct err *err, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The status that fits a failed write: 77 for EACCES and EPERM, else 73. */
int err_disk_status(void);

#endif
