/*
 * Carrying a file to where the office collects, over SFTP and HTTPS. What
 * stands under its name is looked at first, so that a file whose arrival was
 * not heard of is not sent twice. See transport.h.
 */
#include "sync/transport.h"

#include <assert.h>
#include <curl/curl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sync/transport_folder.h"
#include "sync/transport_settings.h"
#include "util/buf.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define HEARD_MAX 65536 /* bytes of an answer that are listened to */
#define SLOWEST 16      /* bytes a second; less is no progress */

enum scheme { SCHEME_FILE, SCHEME_SFTP, SCHEME_HTTPS, SCHEMES };
static const char *const schemes[SCHEMES] = {"file:///", "sftp://", "https://"};
static const char *const protocols[SCHEMES] = {"file", "sftp", "https"};

/* What stands under the file's name at the other side. */
enum there {
	THERE_NOTHING,
	THERE_OURS,
	THERE_OTHER,
	THERE_HIDDEN, /* we may not look */
};

/* One delivery. */
struct way {
	const struct transport *transport;
	enum scheme scheme;
	const char *name;
	const char *bytes;
	size_t len;
	char *folder; /* the address, a slash at its end */
	char *path;   /* of that folder, as the server knows it */
	char *host;
	char *password; /* secret memory, or NULL */
	CURL *curl;
	size_t at;    /* bytes sent, or compared */
	size_t heard; /* bytes of an answer in words */
	bool differs; /* from what stands there */
	curl_off_t moved;
	time_t since; /* the last progress */
	enum curl_khmatch host_key;
	char reason[CURL_ERROR_SIZE];
};

/* --- Faults --------------------------------------------------------------- */

/* By code, what happened and what to do. ERR_AGAIN where waiting may help; else
 * somebody has to change something. */

struct fault {
	long code; /* of curl, or an HTTP status; the last one is for others */
	int status;
	const char *what; /* N_() */
	const char *todo; /* N_() */
};

#define LATER N_("it is tried again later")
#define MOVED N_("put the final address into deliver.to")
#define PROXY N_("it is tried again later; check deliver.proxy if it stays so")
#define TELL N_("it is tried again later; tell the office if it stays so")

static const struct fault curl_faults[] = {
    {CURLE_COULDNT_RESOLVE_HOST, ERR_AGAIN, N_("its address is not known"),
        N_("it is tried again later; check deliver.to if it stays so")},
    {CURLE_COULDNT_CONNECT, ERR_AGAIN, N_("nothing answers there"), LATER},
    {CURLE_OPERATION_TIMEDOUT, ERR_AGAIN, N_("it does not go on"), LATER},
    {CURLE_ABORTED_BY_CALLBACK, ERR_AGAIN, N_("it does not go on"), LATER},
    {CURLE_LOGIN_DENIED, ERR_PERMISSION, N_("it refuses the login"),
        N_("check deliver.user and its password or key with the office")},
    {CURLE_REMOTE_ACCESS_DENIED, ERR_PERMISSION,
        N_("it lets nobody write there with this login"),
        N_("check deliver.to and deliver.user with the office")},
    {CURLE_REMOTE_DISK_FULL, ERR_AGAIN, N_("no room is left there"), TELL},
    {CURLE_REMOTE_FILE_NOT_FOUND, ERR_CONFIG, N_("that folder is not there"),
        N_("check deliver.to with the office")},
    {CURLE_SSL_CACERT_BADFILE, ERR_CONFIG,
        N_("the certificates in deliver.authorities cannot be used"),
        N_("ask the office for them")},
    {CURLE_PEER_FAILED_VERIFICATION, ERR_PERMISSION,
        N_("its certificate is not to be trusted, so nothing was sent"),
        N_("ask the office which certificates belong into "
           "deliver.authorities")},
    {0, ERR_AGAIN, N_("the connection broke"), LATER},
};

/* Where a proxy is between. */
static const struct fault proxy_faults[] = {
    {CURLE_COULDNT_RESOLVE_PROXY, ERR_AGAIN,
        N_("the address of the proxy is not known"), PROXY},
    {CURLE_COULDNT_CONNECT, ERR_AGAIN, N_("the proxy does not answer"), PROXY},
    {0, ERR_AGAIN, N_("the proxy does not let it through"),
        N_("it is tried again later; ask who runs the proxy if it stays so")},
};

static const struct fault key_faults[] = {
    {CURLKHMATCH_MISMATCH, ERR_PERMISSION,
        N_("its host key is another one than in deliver.known_hosts, so "
           "nothing was sent"),
        N_("ask the office whether its key has changed")},
    {CURLKHMATCH_MISSING, ERR_PERMISSION,
        N_("deliver.known_hosts has no key of it, so nothing was sent"),
        N_("put its host key there once the office has confirmed it")},
    {0, ERR_PERMISSION,
        N_("its host key cannot be checked, so nothing was sent"),
        N_("check deliver.known_hosts")},
};

static const struct fault http_faults[] = {
    {301, ERR_CONFIG, N_("it sends on to another address"), MOVED},
    {302, ERR_CONFIG, N_("it sends on to another address"), MOVED},
    {307, ERR_CONFIG, N_("it sends on to another address"), MOVED},
    {308, ERR_CONFIG, N_("it sends on to another address"), MOVED},
    {401, ERR_PERMISSION, N_("it refuses the login"),
        N_("check deliver.user and its password with the office")},
    {403, ERR_PERMISSION, N_("it lets nobody write there with this login"),
        N_("check deliver.to and deliver.user with the office")},
    {404, ERR_CONFIG, N_("that folder is not there"),
        N_("check deliver.to with the office")},
    {409, ERR_CONFIG, N_("that folder is not there"),
        N_("check deliver.to with the office")},
    {405, ERR_CONFIG, N_("it takes no files (WebDAV)"),
        N_("check deliver.to with the office")},
    {501, ERR_CONFIG, N_("it takes no files (WebDAV)"),
        N_("check deliver.to with the office")},
    {413, ERR_AGAIN, N_("it has no room for a file of that size"), TELL},
    {507, ERR_AGAIN, N_("no room is left there"), TELL},
    {0, ERR_AGAIN, N_("it cannot take files just now"), TELL},
};

static int
tell(const struct way *way, const struct fault *faults, long code,
    const char *reason, struct err *err)
{
	while (faults->code && faults->code != code)
		faults++;
	return err_set(err, faults->status,
	    _("Not delivered to %s: %s (%s). Nothing was lost; %s."), way->host,
	    _(faults->what), reason, _(faults->todo));
}

/* Whether it ended at the proxy, so that nobody looks for it at the office. */
static bool
proxy_failed(const struct way *way, CURLcode code)
{
	long answer = 0;

	if (!transport_has(way->transport->proxy))
		return false;
	curl_easy_getinfo(way->curl, CURLINFO_HTTP_CONNECTCODE, &answer);
	return code == CURLE_COULDNT_RESOLVE_PROXY ||
	       code == CURLE_COULDNT_CONNECT || answer >= 300;
}

static int
curl_fault(const struct way *way, CURLcode code, struct err *err)
{
	const char *reason =
	    way->reason[0] ? way->reason : curl_easy_strerror(code);

	if (way->scheme == SCHEME_SFTP &&
	    code == CURLE_PEER_FAILED_VERIFICATION)
		return tell(way, key_faults, way->host_key, reason, err);
	if (proxy_failed(way, code))
		return tell(way, proxy_faults, code, reason, err);
	return tell(way, curl_faults, code, reason, err);
}

static int
http_fault(const struct way *way, long status, struct err *err)
{
	char reason[32];

	snprintf(reason, sizeof(reason), "HTTP %ld", status);
	return tell(way, http_faults, status, reason, err);
}

/* --- Settings ------------------------------------------------------------- */

static bool
find_scheme(const char *to, enum scheme *scheme)
{
	for (int i = 0; i < SCHEMES; i++) {
		size_t len = strlen(schemes[i]);

		if (strncmp(to, schemes[i], len) != 0)
			continue;
		*scheme = i;
		/* curl would take a folder for the host. */
		return i == SCHEME_FILE || to[len] != '/';
	}
	return false;
}

static char *
url_part(CURLU *url, CURLUPart part, unsigned flags)
{
	char *text = NULL, *copy;

	if (curl_url_get(url, part, &text, flags) != CURLUE_OK)
		return NULL;
	copy = mem_copy(text);
	curl_free(text);
	return copy;
}

/* Takes the address apart. A name or a password in it would be seen wherever
 * settings are shown. */
static int
read_address(struct way *way, struct err *err)
{
	const char *to = way->transport->to ? way->transport->to : "";
	CURLU *url = curl_url();
	char *user = NULL, *query = NULL;
	int result = OK;

	way->folder = mem_printf(
	    "%s%s", to, to[0] && to[strlen(to) - 1] == '/' ? "" : "/");
	if (!find_scheme(to, &way->scheme) || !url ||
	    curl_url_set(url, CURLUPART_URL, way->folder,
	        CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
		result = transport_wrong(err, "deliver.to",
		    _("is no address of the kind file:///, sftp:// or "
		      "https://"));
		goto out;
	}
	user = url_part(url, CURLUPART_USER, 0);
	query = url_part(url, CURLUPART_QUERY, 0);
	way->path = url_part(url, CURLUPART_PATH, CURLU_URLDECODE);
	way->host = url_part(url, CURLUPART_HOST, 0);
	if (user || query || strchr(way->folder, '#') || !way->path ||
	    (way->scheme != SCHEME_FILE && !transport_has(way->host)))
		result = transport_wrong(err, "deliver.to",
		    _("has to be a folder's address, without a name, a "
		      "password, ? or #"));
out:
	free(user);
	free(query);
	curl_url_cleanup(url);
	return result;
}

static int
check(struct way *way, struct err *err)
{
	int result = read_address(way, err);

	if (result == OK && way->scheme != SCHEME_HTTPS &&
	    transport_has(way->transport->proxy))
		return transport_wrong(
		    err, "deliver.proxy", _("is for https only"));
	if (result < 0 || way->scheme == SCHEME_FILE)
		return result;
	if (way->scheme == SCHEME_SFTP)
		return transport_check_sftp(way->transport, err);
	if (!transport_has(way->transport->user) !=
	    !transport_has(way->transport->password_file))
		return transport_wrong(err, "deliver.user",
		    _("and deliver.password_file belong together"));
	return OK;
}

/* --- Talking to the server ------------------------------------------------ */

/* Not the time of day, which somebody may set meanwhile. */
static time_t
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* Also where curl itself waits without a limit: between the commands of a
 * session. */
static int
watch(void *context, curl_off_t down_total, curl_off_t down,
    curl_off_t up_total, curl_off_t up)
{
	struct way *way = context;
	time_t now = seconds();

	(void)down_total;
	(void)up_total;
	if (down + up != way->moved) {
		way->moved = down + up;
		way->since = now;
	}
	if (way->transport->tick)
		way->transport->tick();
	return now - way->since > way->transport->timeout_seconds;
}

static size_t
give(char *to, size_t size, size_t count, void *context)
{
	struct way *way = context;
	size_t len = way->len - way->at;

	if (len > size * count)
		len = size * count;
	memcpy(to, way->bytes + way->at, len);
	way->at += len;
	return len;
}

/* curl begins anew on a connection that was closed just when it was used. */
static int
rewind_to(void *context, curl_off_t offset, int origin)
{
	struct way *way = context;

	if (origin != SEEK_SET || offset < 0 || (size_t)offset > way->len)
		return CURL_SEEKFUNC_FAIL;
	way->at = (size_t)offset;
	return CURL_SEEKFUNC_OK;
}

/* Compares what comes with the file; stops where it differs. */
static size_t
compare(char *from, size_t size, size_t count, void *context)
{
	struct way *way = context;
	size_t len = size * count;

	if (len > way->len - way->at ||
	    memcmp(way->bytes + way->at, from, len) != 0)
		way->differs = true;
	else
		way->at += len;
	return way->differs ? 0 : len;
}

/* An answer in words is not read, and not for ever. */
static size_t
drop(char *from, size_t size, size_t count, void *context)
{
	struct way *way = context;

	(void)from;
	way->heard += size * count;
	return way->heard > HEARD_MAX ? 0 : size * count;
}

/* Only the key that known_hosts has; how it differs is for the message. */
static int
judge_key(CURL *curl, const struct curl_khkey *known,
    const struct curl_khkey *found, enum curl_khmatch match, void *context)
{
	struct way *way = context;

	(void)curl;
	(void)known;
	(void)found;
	way->host_key = match;
	return match == CURLKHMATCH_OK ? CURLKHSTAT_FINE : CURLKHSTAT_REJECT;
}

static void
set_trust(struct way *way)
{
	const struct transport *transport = way->transport;

	curl_easy_setopt(way->curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(way->curl, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(
	    way->curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	/* The system's folder would vouch beside a file of ours. */
	if (transport_has(transport->authorities)) {
		curl_easy_setopt(
		    way->curl, CURLOPT_CAINFO, transport->authorities);
		curl_easy_setopt(way->curl, CURLOPT_CAPATH, NULL);
	}
	/* Without this curl would take any host key. */
	curl_easy_setopt(
	    way->curl, CURLOPT_SSH_KNOWNHOSTS, transport->known_hosts);
	curl_easy_setopt(way->curl, CURLOPT_SSH_KEYFUNCTION, judge_key);
	curl_easy_setopt(way->curl, CURLOPT_SSH_KEYDATA, way);
}

static void
set_login(struct way *way, const char *open_key)
{
	const struct transport *transport = way->transport;
	long types =
	    way->password ? CURLSSH_AUTH_PASSWORD | CURLSSH_AUTH_KEYBOARD : 0;

	if (transport_has(transport->user))
		curl_easy_setopt(way->curl, CURLOPT_USERNAME, transport->user);
	if (way->password)
		curl_easy_setopt(way->curl, CURLOPT_PASSWORD, way->password);
	/* Only ever inside TLS: http:// is no address of ours. */
	curl_easy_setopt(way->curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
	if (transport_has(transport->identity)) {
		types |= CURLSSH_AUTH_PUBLICKEY;
		curl_easy_setopt(way->curl, CURLOPT_SSH_PRIVATE_KEYFILE,
		    transport->identity);
		curl_easy_setopt(
		    way->curl, CURLOPT_SSH_PUBLIC_KEYFILE, open_key);
	}
	curl_easy_setopt(way->curl, CURLOPT_SSH_AUTH_TYPES, types);
}

/* The configuration's or none: a variable of the environment decides nothing,
 * in neither direction. */
static void
set_proxy(struct way *way)
{
	const char *proxy = way->transport->proxy;

	curl_easy_setopt(
	    way->curl, CURLOPT_PROXY, transport_has(proxy) ? proxy : "");
	curl_easy_setopt(way->curl, CURLOPT_NOPROXY, "");
	curl_easy_setopt(
	    way->curl, CURLOPT_HTTPPROXYTUNNEL, transport_has(proxy) ? 1L : 0L);
}

static void
set_limits(struct way *way)
{
	long timeout = way->transport->timeout_seconds;

	curl_easy_setopt(way->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(way->curl, CURLOPT_CONNECTTIMEOUT, timeout);
	curl_easy_setopt(way->curl, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST);
	curl_easy_setopt(way->curl, CURLOPT_LOW_SPEED_TIME, timeout);
	curl_easy_setopt(way->curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(way->curl, CURLOPT_XFERINFOFUNCTION, watch);
	curl_easy_setopt(way->curl, CURLOPT_XFERINFODATA, way);
	/* Where the login and the file go is what the configuration says: no
	 * server sends us on to another one. */
	curl_easy_setopt(
	    way->curl, CURLOPT_PROTOCOLS_STR, protocols[way->scheme]);
	curl_easy_setopt(way->curl, CURLOPT_FOLLOWLOCATION, 0L);
	/* As little as a file of the user's home, or the environment. */
	set_proxy(way);
	curl_easy_setopt(way->curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
}

/* A fresh request on the same connection. All is set anew: what one request
 * needs must not be left over in the next, and trust not be forgotten. */
static void
begin(struct way *way, const char *url)
{
	char *open_key = mem_printf(
	    "%s.pub", way->transport->identity ? way->transport->identity : "");

	curl_easy_reset(way->curl);
	set_limits(way);
	set_trust(way);
	set_login(way, open_key);
	curl_easy_setopt(way->curl, CURLOPT_URL, url);
	curl_easy_setopt(way->curl, CURLOPT_ERRORBUFFER, way->reason);
	curl_easy_setopt(way->curl, CURLOPT_WRITEFUNCTION, drop);
	curl_easy_setopt(way->curl, CURLOPT_WRITEDATA, way);
	way->at = 0;
	way->heard = 0;
	free(open_key);
}

/* The HTTP status, 0 for SFTP, is only set if curl itself is content. */
static CURLcode
perform(struct way *way, long *status)
{
	CURLcode code;

	way->reason[0] = '\0';
	way->moved = 0;
	way->since = seconds();
	way->host_key = CURLKHMATCH_LAST;
	code = curl_easy_perform(way->curl);
	*status = 0;
	if (code == CURLE_OK && way->scheme == SCHEME_HTTPS)
		curl_easy_getinfo(way->curl, CURLINFO_RESPONSE_CODE, status);
	return code;
}

/* --- The steps ------------------------------------------------------------ */

/* A server may hide what stands there, and still take a file. */
static int
look_http(
    const struct way *way, long status, enum there *there, struct err *err)
{
	switch (status) {
	case 200:
		*there = way->differs || way->at != way->len ? THERE_OTHER
		                                             : THERE_OURS;
		return OK;
	case 404:
	case 410:
		*there = THERE_NOTHING;
		return OK;
	case 403:
	case 405:
		*there = THERE_HIDDEN;
		return OK;
	default:
		return http_fault(way, status, err);
	}
}

/* If an answer was lost, the file may be there; to send it again would be
 * refused, or leave two. */
static int
look(struct way *way, const char *url, enum there *there, struct err *err)
{
	CURLcode code;
	long status;

	begin(way, url);
	way->differs = false;
	curl_easy_setopt(way->curl, CURLOPT_WRITEFUNCTION, compare);
	code = perform(way, &status);
	/* The text of an HTTP error differs too. */
	if (code == CURLE_WRITE_ERROR && way->differs) {
		code = CURLE_OK;
		curl_easy_getinfo(way->curl, CURLINFO_RESPONSE_CODE, &status);
	}
	if (code == CURLE_OK && way->scheme == SCHEME_HTTPS)
		return look_http(way, status, there, err);
	if (code == CURLE_OK)
		return look_http(way, 200, there, err);
	if (code == CURLE_REMOTE_FILE_NOT_FOUND)
		return look_http(way, 404, there, err);
	if (code == CURLE_REMOTE_ACCESS_DENIED)
		return look_http(way, 403, there, err);
	return curl_fault(way, code, err);
}

/* Under NAME.part, which no office collects. Without "Expect" curl would wait a
 * second for servers that do not know it. */
static int
upload(struct way *way, const char *url, struct err *err)
{
	struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
	CURLcode code;
	long status;

	begin(way, url);
	curl_easy_setopt(way->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(
	    way->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)way->len);
	curl_easy_setopt(way->curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(way->curl, CURLOPT_READDATA, way);
	curl_easy_setopt(way->curl, CURLOPT_SEEKFUNCTION, rewind_to);
	curl_easy_setopt(way->curl, CURLOPT_SEEKDATA, way);
	if (way->scheme == SCHEME_HTTPS)
		curl_easy_setopt(way->curl, CURLOPT_HTTPHEADER, headers);
	code = perform(way, &status);
	curl_slist_free_all(headers);
	if (code != CURLE_OK)
		return curl_fault(way, code, err);
	if (way->scheme == SCHEME_HTTPS && (status < 200 || status > 299))
		return http_fault(way, status, err);
	return OK;
}

/* In the words of curl's commands: in quotes, relative to home if it begins
 * so. */
static void
add_quoted(struct buf *out, const struct way *way, const char *suffix)
{
	const char *path = way->path;

	if (strncmp(path, "/~/", 3) == 0)
		path += 3;
	buf_add(out, " \"");
	for (; *path; path++) {
		if (*path == '"' || *path == '\\')
			buf_add(out, "\\");
		buf_add_bytes(out, path, 1);
	}
	buf_addf(out, "%s%s\"", way->name, suffix);
}

static CURLcode
rename_sftp(struct way *way)
{
	struct buf command = BUF_INIT;
	struct curl_slist *commands;
	CURLcode code;
	long status;

	buf_add(&command, "rename");
	add_quoted(&command, way, ".part");
	add_quoted(&command, way, "");
	commands = curl_slist_append(NULL, buf_text(&command));
	begin(way, way->folder);
	curl_easy_setopt(way->curl, CURLOPT_NOBODY, 1L);
	curl_easy_setopt(way->curl, CURLOPT_QUOTE, commands);
	code = perform(way, &status);
	curl_slist_free_all(commands);
	buf_done(&command);
	return code;
}

/* "Overwrite: F": what stands there by now stays, and the server says 412. */
static CURLcode
move_http(struct way *way, const char *part, const char *whole, long *status)
{
	char *to = mem_printf("Destination: %s", whole);
	struct curl_slist *headers = curl_slist_append(NULL, "Overwrite: F");
	CURLcode code;

	headers = curl_slist_append(headers, to);
	begin(way, part);
	curl_easy_setopt(way->curl, CURLOPT_CUSTOMREQUEST, "MOVE");
	curl_easy_setopt(way->curl, CURLOPT_HTTPHEADER, headers);
	code = perform(way, status);
	curl_slist_free_all(headers);
	free(to);
	return code;
}

/* Gives the whole file its name. Where we may write but not look, a name that
 * is taken can only be ours: nobody else knows it, and it was whole when it
 * got it. */
static int
place(struct way *way, const char *part, const char *whole, enum there there,
    struct err *err)
{
	bool refused;
	long status = 0;
	CURLcode code;

	if (way->scheme == SCHEME_SFTP) {
		code = rename_sftp(way);
		refused = code == CURLE_QUOTE_ERROR;
	} else {
		code = move_http(way, part, whole, &status);
		refused = code == CURLE_OK && status == 412;
	}
	if (refused && there == THERE_HIDDEN)
		return OK;
	if (code != CURLE_OK)
		return curl_fault(way, code, err);
	if (way->scheme == SCHEME_HTTPS && (status < 200 || status > 299))
		return http_fault(way, status, err);
	return OK;
}

/* Look, upload, place: killed after any of them, it begins anew and comes to
 * the same end. */
static int
deliver(struct way *way, struct err *err)
{
	char *whole = mem_printf("%s%s", way->folder, way->name);
	char *part = mem_printf("%s.part", whole);
	enum there there;
	int result = look(way, whole, &there, err);

	if (result == OK && there == THERE_OTHER)
		result = transport_taken(way->host, way->name, err);
	else if (result == OK && there != THERE_OURS) {
		result = upload(way, part, err);
		if (result == OK)
			result = place(way, part, whole, there, err);
	}
	free(part);
	free(whole);
	return result;
}

static int
connect_and_deliver(struct way *way, struct err *err)
{
	static bool started;
	int result = transport_check_files(way->transport, err);

	if (result == OK)
		result =
		    transport_password(way->transport, &way->password, err);
	if (result < 0)
		return result;
	if (!started && curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(err, ERR_UNAVAILABLE,
		    _("libcurl cannot be used here. Nothing was lost."));
	started = true;
	way->curl = curl_easy_init();
	if (!way->curl)
		return err_set(err, ERR_UNAVAILABLE,
		    _("libcurl cannot be used here. Nothing was lost."));
	result = deliver(way, err);
	curl_easy_cleanup(way->curl);
	return result;
}

static void
way_done(struct way *way)
{
	crypt_secret_free(way->password);
	free(way->folder);
	free(way->path);
	free(way->host);
}

int
transport_deliver(const struct transport *transport, const char *name,
    const void *bytes, size_t len, struct err *err)
{
	struct way way = {
	    .transport = transport, .name = name, .bytes = bytes, .len = len};
	int result = check(&way, err);

	assert(!strchr(name, '/'));
	if (result == OK && way.scheme == SCHEME_FILE)
		result = transport_folder(way.path, name, bytes, len, err);
	else if (result == OK)
		result = connect_and_deliver(&way, err);
	way_done(&way);
	return result;
}

int
transport_check(const struct transport *transport, struct err *err)
{
	struct way way = {.transport = transport};
	int result = check(&way, err);

	way_done(&way);
	return result;
}
