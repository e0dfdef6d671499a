/*
 * Carrying a file to where the office collects: a folder, SFTP or HTTPS
 * (WebDAV). It arrives whole under its name, or not at all: NAME.part first,
 * then renamed or MOVEd. Host keys and certificates are always verified. Only
 * for the second program.
 */
#ifndef HUDDLE_SYNC_TRANSPORT_H
#define HUDDLE_SYNC_TRANSPORT_H

#include <stddef.h>

#include "util/err.h"

/* As the configuration has it; paths are whole. NULL or "": not set. */
struct transport {
	const char *to; /* file:///dir, sftp://host[:port]/dir/, https://... */
	const char *user;
	const char *password_file; /* mode 0600: the password, one line */
	const char *identity; /* SFTP: private key file, mode 0600; its public
	                         one beside it, .pub */
	const char *known_hosts; /* SFTP: needed */
	const char *authorities; /* HTTPS: CA file; the system's if not set */
	const char
	    *proxy; /* HTTPS: http://host:port; never the environment's */
	int timeout_seconds; /* without progress */
	void (*tick)(void);  /* now and then while it lasts; may be NULL */
};

/*
 * Delivers `len` bytes as `name`. OK also if exactly that file is there
 * already (it was delivered before); ERR_DATA if another one has its name.
 * ERR_AGAIN if trying again later may help
 * (no connection, server full or busy), ERR_PERMISSION if the other side or
 * ourselves refuse (host key, certificate, password), ERR_CONFIG if the
 * settings are wrong; err says what to do.
 */
int transport_deliver(const struct transport *transport, const char *name,
    const void *bytes, size_t len, struct err *err);

/* ERR_CONFIG if `to` is no address that can be delivered to. No network. */
int transport_check(const struct transport *transport, struct err *err);

#endif
