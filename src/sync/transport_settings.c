/*
 * What the settings of a delivery have to be. See transport_settings.h.
 */
#include "sync/transport_settings.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define PASSWORD_SIZE 1024

bool
transport_has(const char *text)
{
	return text && text[0];
}

int
transport_wrong(struct err *err, const char *setting, const char *what)
{
	return err_set(err, ERR_CONFIG,
	    _("The setting %s %s. Nothing was sent or lost."), setting, what);
}

/* Without known_hosts anybody in between could be the server. The file is
 * sealed, but the login would be theirs. */
int
transport_check_sftp(const struct transport *transport, struct err *err)
{
	if (!transport_has(transport->known_hosts))
		return transport_wrong(err, "deliver.known_hosts",
		    _("is needed for sftp: the host key is always checked"));
	if (!transport_has(transport->user))
		return transport_wrong(
		    err, "deliver.user", _("is needed for sftp"));
	if (!transport_has(transport->identity) &&
	    !transport_has(transport->password_file))
		return transport_wrong(err, "deliver.identity",
		    _("or deliver.password_file is needed for sftp"));
	return OK;
}

/* A file that a setting names is there; a private one is private. */
static int
check_file(const char *setting, const char *path, bool private, struct err *err)
{
	if (!transport_has(path))
		return OK;
	if (access(path, R_OK) != 0)
		return err_errno(err, ERR_CONFIG,
		    _("The setting %s names a file that cannot be read. "
		      "Nothing was sent or lost. %s"),
		    setting, path);
	return private ? file_check_private(path, err) : OK;
}

/* Before a connection is made: here it can be told which setting is wrong,
 * where curl would only say that a login failed. */
int
transport_check_files(const struct transport *transport, struct err *err)
{
	char *open_key = transport_has(transport->identity)
	                     ? mem_printf("%s.pub", transport->identity)
	                     : NULL;
	int result = check_file(
	    "deliver.password_file", transport->password_file, true, err);

	if (result == OK)
		result = check_file(
		    "deliver.identity", transport->identity, true, err);
	if (result == OK)
		result = check_file("deliver.identity", open_key, false, err);
	if (result == OK)
		result = check_file(
		    "deliver.known_hosts", transport->known_hosts, false, err);
	if (result == OK)
		result = check_file(
		    "deliver.authorities", transport->authorities, false, err);
	free(open_key);
	return result;
}

/* One line. It is in our memory only, and wiped. */
int
transport_password(
    const struct transport *transport, char **password, struct err *err)
{
	const char *path = transport->password_file;
	struct buf text = BUF_INIT;
	size_t len;
	int result;

	*password = NULL;
	if (!transport_has(path))
		return OK;
	result = file_read(path, PASSWORD_SIZE - 1, &text, err);
	if (result < 0)
		return result;
	len = strcspn(buf_text(&text), "\r\n");
	if (len == 0 || text.len - len > 2)
		result = transport_wrong(err, "deliver.password_file",
		    _("has to name a file with one line, the password"));
	*password = crypt_secret_new(PASSWORD_SIZE);
	memcpy(*password, buf_text(&text), len);
	crypt_wipe(text.text, text.len);
	buf_done(&text);
	return result;
}
