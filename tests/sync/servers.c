/*
 * Real servers for the tests of delivery. See servers.h.
 */
#include "tests/sync/servers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/file.h"

#define TRIES 1500 /* of 10 ms: a server that needs longer is none */

static void
must(bool well, const char *what)
{
	if (well)
		return;
	perror(what);
	abort();
}

static bool
skip(const char *what)
{
	fprintf(stderr, "\n*** SKIPPED: %s\n\n", what);
	return false;
}

/* --- Files and programs --------------------------------------------------- */

void
write_file(const char *folder, const char *name, const void *bytes, size_t len,
    mode_t mode)
{
	char path[PATH_SIZE * 2];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	must(fd >= 0 && write(fd, bytes, len) == (ssize_t)len, path);
	must(fchmod(fd, mode) == 0 && close(fd) == 0, path);
}

static void
write_text(const char *folder, const char *name, const struct buf *text)
{
	write_file(folder, name, buf_text(text), text->len, 0600);
}

bool
there(const char *folder, const char *name)
{
	char path[PATH_SIZE * 2];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return file_exists(path);
}

bool
same_file(const char *folder, const char *name, const void *bytes, size_t len)
{
	char path[PATH_SIZE * 2];
	struct buf text = BUF_INIT;
	bool same;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	same = file_read(path, FILE_TEXT_MAX, &text, NULL) == 0 &&
	       text.len == len && memcmp(buf_text(&text), bytes, len) == 0;
	buf_done(&text);
	return same;
}

void
wait_for(const char *folder, const char *name)
{
	for (int i = 0; i < TRIES; i++) {
		if (there(folder, name))
			return;
		poll(NULL, 0, 10);
	}
	must(false, name);
}

void
make_place(char folder[PATH_SIZE])
{
	const char *where = getenv("TMPDIR");

	snprintf(
	    folder, PATH_SIZE, "%s/huddle-sync.XXXXXX", where ? where : "/tmp");
	must(mkdtemp(folder) != NULL, folder);
}

int
run(const char *const argv[])
{
	int status = -1;
	pid_t child = fork();

	if (child == 0) {
		int quiet = open("/dev/null", O_RDWR);

		dup2(quiet, 0);
		dup2(quiet, 1);
		dup2(quiet, 2);
		execvp(argv[0], (char **)argv);
		_exit(127);
	}
	waitpid(child, &status, 0);
	return status;
}

void
remove_place(const char *folder)
{
	const char *argv[] = {"rm", "-rf", folder, NULL};

	must(run(argv) == 0, folder);
}

/* --- Ports ---------------------------------------------------------------- */

static struct sockaddr_in
address(int port)
{
	return (struct sockaddr_in){.sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int
listen_anywhere(int *port)
{
	struct sockaddr_in here = address(0);
	socklen_t len = sizeof(here);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	must(bind(fd, (struct sockaddr *)&here, len) == 0 &&
	         listen(fd, 8) == 0 &&
	         getsockname(fd, (struct sockaddr *)&here, &len) == 0,
	    "a port");
	*port = ntohs(here.sin_port);
	return fd;
}

int
free_port(void)
{
	int port;

	close(listen_anywhere(&port));
	return port;
}

static int
connect_to(int port)
{
	struct sockaddr_in to = address(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0)
		return fd;
	close(fd);
	return -1;
}

/* --- Servers -------------------------------------------------------------- */

/* Starts a program and waits until it listens. */
static bool
start(struct server *server, const char *const argv[])
{
	char log[PATH_SIZE * 2];

	snprintf(log, sizeof(log), "%s/out", server->folder);
	server->pid = fork();
	if (server->pid == 0) {
		int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);

		prctl(PR_SET_PDEATHSIG, SIGTERM);
		dup2(fd, 1);
		dup2(fd, 2);
		execv(argv[0], (char **)argv);
		_exit(127);
	}
	for (int i = 0; i < TRIES; i++) {
		int fd = connect_to(server->port);

		if (fd >= 0) {
			close(fd);
			return true;
		}
		if (waitpid(server->pid, NULL, WNOHANG) == server->pid)
			break;
		poll(NULL, 0, 10);
	}
	server->pid = 0;
	return false;
}

static const char *
find(const char *const paths[])
{
	while (*paths && access(*paths, X_OK) != 0)
		paths++;
	return *paths;
}

static void
set_up(struct server *server, const char *scheme)
{
	*server = (struct server){.scheme = scheme, .port = free_port()};
	make_place(server->folder);
	chmod(server->folder, 0711);
	snprintf(server->inbox, PATH_SIZE, "%.280s/inbox", server->folder);
	must(mkdir(server->inbox, 0755) == 0, server->inbox);
	snprintf(server->hosts, PATH_SIZE, "%.280s/hosts", server->folder);
	snprintf(server->login, PATH_SIZE, "%.280s/login", server->folder);
	snprintf(server->ca, PATH_SIZE, "%.280s/ca.pem", server->folder);
	snprintf(
	    server->password, PATH_SIZE, "%.280s/password", server->folder);
}

static bool
make_key(const char *path)
{
	const char *argv[] = {"ssh-keygen", "-q", "-t", "ed25519", "-N", "",
	    "-C", "test", "-f", path, NULL};

	return run(argv) == 0;
}

void
server_known(struct server *server, int port)
{
	char path[PATH_SIZE * 2];
	struct buf text = BUF_INIT;

	if (strcmp(server->scheme, "sftp") != 0)
		return;
	file_read(server->hosts, FILE_TEXT_MAX, &text, NULL);
	buf_addf(&text, "[127.0.0.1]:%d ", port);
	snprintf(path, sizeof(path), "%s/host.pub", server->folder);
	must(file_read(path, 4096, &text, NULL) == 0, path);
	write_text(server->folder, "hosts", &text);
	buf_done(&text);
}

bool
sshd_start(struct server *server)
{
	static const char *const paths[] = {
	    "/usr/sbin/sshd", "/usr/bin/sshd", NULL};
	const char *program = find(paths);
	const struct passwd *me = getpwuid(getuid());
	struct buf text = BUF_INIT;
	char path[PATH_SIZE * 2];

	if (!program || !me)
		return skip("sshd is not installed here");
	if (getuid() == 0)
		mkdir("/run/sshd", 0755); /* sshd wants an empty folder */
	set_up(server, "sftp");
	snprintf(path, sizeof(path), "%s/host", server->folder);
	must(make_key(path) && make_key(server->login), "ssh-keygen");
	server_known(server, server->port);
	buf_addf(&text,
	    "Port %d\nListenAddress 127.0.0.1\nHostKey %s\nPidFile none\n"
	    "AuthorizedKeysFile %s.pub\nStrictModes no\nUsePAM no\n"
	    "PermitRootLogin yes\nPasswordAuthentication yes\n"
	    "MaxStartups 100\nSubsystem sftp internal-sftp\n",
	    server->port, path, server->login);
	write_text(server->folder, "config", &text);
	buf_done(&text);
	snprintf(path, sizeof(path), "%s/config", server->folder);
	if (!start(server,
	        (const char *[]){program, "-D", "-e", "-f", path, NULL}))
		return skip("sshd does not start here");
	snprintf(server->way, PATH_SIZE, "%.290s/", server->inbox);
	server->transport = (struct transport){.user = me->pw_name,
	    .identity = server->login,
	    .known_hosts = server->hosts,
	    .timeout_seconds = 20};
	server->transport = server_at(server, server->port, server->way);
	return true;
}

/* A certificate of our own authority for 127.0.0.1, not for localhost. */
static bool
make_certificates(const char *folder)
{
	char command[4096];

	snprintf(command, sizeof(command),
	    "cd '%s' && umask 077 && for name in ca other; do "
	    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
	    "-nodes -keyout $name.key -out $name.pem -subj /CN=$name "
	    "-days 2 || exit; done; "
	    "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
	    "-keyout server.key -out server.csr -subj /CN=server && "
	    "echo subjectAltName=IP:127.0.0.1 >ext && "
	    "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key "
	    "-CAcreateserial -out server.pem -days 2 -extfile ext && "
	    "printf 'unit:%%s\\n' \"$(openssl passwd -6 right)\" >users",
	    folder);
	return run((const char *[]){"sh", "-c", command, NULL}) == 0;
}

static void
nginx_config(const struct server *server, struct buf *text)
{
	const char *f = server->folder;

	if (getuid() == 0)
		buf_add(text, "user root;\n");
	buf_addf(text,
	    "daemon off; worker_processes 1; pid %s/pid;\n"
	    "error_log %s/error.log; events {}\n"
	    "http { access_log off; root %s; client_body_temp_path %s/body;\n"
	    "proxy_temp_path %s/a; fastcgi_temp_path %s/b;\n"
	    "uwsgi_temp_path %s/c; scgi_temp_path %s/d;\n"
	    "server { listen 127.0.0.1:%d ssl;\n"
	    "ssl_certificate %s/server.pem;\n"
	    "ssl_certificate_key %s/server.key;\n"
	    "auth_basic office; auth_basic_user_file %s/users;\n"
	    "location / { return 404; }\n"
	    "location /gone/ { return 302 https://127.0.0.1/inbox/; }\n"
	    "location /plain/ { root %s/inbox; }\n"
	    "location /inbox/ { dav_methods PUT MOVE; }\n"
	    "location /small/ { alias %s/inbox/; dav_methods PUT MOVE;\n"
	    "    client_max_body_size 1k; }\n"
	    "location /blind/ { alias %s/inbox/; dav_methods PUT MOVE;\n"
	    "    limit_except PUT MOVE { deny all; } }\n"
	    "} }\n",
	    f, f, f, f, f, f, f, f, server->port, f, f, f, f, f, f);
}

bool
nginx_start(struct server *server)
{
	static const char *const paths[] = {
	    "/usr/sbin/nginx", "/usr/bin/nginx", NULL};
	const char *program = find(paths);
	struct buf text = BUF_INIT;
	char path[PATH_SIZE * 2];

	if (!program)
		return skip("nginx is not installed here");
	set_up(server, "https");
	must(make_certificates(server->folder), "openssl");
	nginx_config(server, &text);
	write_text(server->folder, "config", &text);
	buf_done(&text);
	write_file(server->folder, "password", "right\n", 6, 0600);
	snprintf(path, sizeof(path), "%s/config", server->folder);
	if (!start(server, (const char *[]){program, "-e", "stderr", "-p",
	                       server->folder, "-c", path, NULL}))
		return skip("nginx does not start here");
	snprintf(server->way, PATH_SIZE, "/inbox/");
	server->transport = (struct transport){.user = "unit",
	    .password_file = server->password,
	    .authorities = server->ca,
	    .timeout_seconds = 20};
	server->transport = server_at(server, server->port, server->way);
	return true;
}

void
server_down(struct server *server)
{
	if (server->pid > 0) {
		kill(server->pid, SIGTERM);
		waitpid(server->pid, NULL, 0);
	}
	server->pid = 0;
}

void
server_stop(struct server *server)
{
	server_down(server);
	umount2(server->inbox, MNT_DETACH); /* of a case that failed */
	if (server->folder[0])
		remove_place(server->folder);
}

struct transport
server_at(struct server *server, int port, const char *way)
{
	struct transport transport = server->transport;

	snprintf(server->to, sizeof(server->to), "%s://127.0.0.1:%d%s",
	    server->scheme, port, way);
	transport.to = server->to;
	return transport;
}

/* --- The gate ------------------------------------------------------------- */

/* Passes on what can be read; false at the end of the line. */
static bool
pass(int from, int to, long *left)
{
	char block[512];
	size_t most = sizeof(block);
	ssize_t got;

	if (left && *left < (long)most)
		most = (size_t)*left;
	got = most ? read(from, block, most) : 0;
	if (got <= 0 || write(to, block, (size_t)got) != got)
		return false;
	if (left)
		*left -= got;
	return true;
}

/* A proxy's part: the question up to its empty line, and the answer. */
static bool
ask_proxy(int client, enum gate_kind kind)
{
	static const char yes[] = "HTTP/1.1 200 Connected\r\n\r\n";
	static const char no[] =
	    "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
	char head[2048] = "";
	size_t len = 0;
	bool opens;

	while (!strstr(head, "\r\n\r\n")) {
		if (len + 1 >= sizeof(head) || read(client, head + len, 1) != 1)
			return false;
		head[++len] = '\0';
	}
	opens = kind == GATE_PROXY && strncmp(head, "CONNECT ", 8) == 0 &&
	        !strcasestr(head, "Authorization");
	return write(client, opens ? yes : no, strlen(opens ? yes : no)) > 0 &&
	       opens;
}

/* One connection; held lines stay open until the other side has had enough. */
static void
guard(int client, enum gate_kind kind, int port, long after)
{
	int server = port ? connect_to(port) : -1;
	long left = after;

	if (kind >= GATE_PROXY && !ask_proxy(client, kind))
		left = 0;
	while (server >= 0 && left > 0) {
		struct pollfd ready[] = {
		    {client, POLLIN, 0}, {server, POLLIN, 0}};

		poll(ready, 2, -1);
		if (ready[1].revents && !pass(server, client, NULL))
			break;
		if (ready[0].revents && !pass(client, server, &left))
			break;
	}
	while (kind == GATE_HOLD && left <= 0) {
		char dropped[1024];

		if (read(client, dropped, sizeof(dropped)) <= 0)
			break;
	}
	if (server >= 0)
		close(server);
	close(client);
}

void
gate_start(struct gate *gate, enum gate_kind kind, int port, long after)
{
	int fd = listen_anywhere(&gate->port);

	gate->pid = fork();
	if (gate->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGPIPE, SIG_IGN);
		for (;;) {
			int client = accept(fd, NULL, NULL);

			if (client >= 0)
				guard(client, kind, port, after);
		}
	}
	close(fd);
}

void
gate_stop(struct gate *gate)
{
	kill(gate->pid, SIGKILL);
	waitpid(gate->pid, NULL, 0);
}
