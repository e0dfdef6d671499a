/*
 * Real servers for the tests of delivery: sshd and nginx on a free port of
 * this machine, in a folder of their own, ended by their own number; and a
 * gate before them that cuts or holds the line.
 */
#ifndef HUDDLE_TESTS_SYNC_SERVERS_H
#define HUDDLE_TESTS_SYNC_SERVERS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "sync/transport.h"

#define PATH_SIZE 300

struct server {
	const char *scheme; /* "sftp", "https" */
	pid_t pid;
	int port;
	char folder[PATH_SIZE]; /* of everything it has */
	char inbox[PATH_SIZE];
	char way[PATH_SIZE]; /* of the address, to the inbox */
	char to[PATH_SIZE * 2];
	char login[PATH_SIZE], hosts[PATH_SIZE], ca[PATH_SIZE];
	char password[PATH_SIZE];
	struct transport transport; /* all that is right */
};

/* False, and the reason said loudly, if it cannot be started here. */
bool sshd_start(struct server *server);
bool nginx_start(struct server *server);
void server_stop(struct server *server); /* the folder goes too */

/* Ends the server only, or starts it again in the same place. */
void server_down(struct server *server);

/* The transport, to another port or another folder of the server. */
struct transport server_at(struct server *server, int port, const char *way);

/* Adds the host key for a port to known_hosts. */
void server_known(struct server *server, int port);

/* After so many bytes towards the server the line is cut, or held. A proxy
 * leads to the server whatever it is asked for, unless it sees a login, or says
 * no. */
enum gate_kind { GATE_CUT, GATE_HOLD, GATE_PROXY, GATE_REFUSES };
struct gate {
	pid_t pid;
	int port;
};
void gate_start(struct gate *gate, enum gate_kind kind, int port, long after);
void gate_stop(struct gate *gate);

/* A port on which nothing listens. */
int free_port(void);

/* Files in a folder. */
void write_file(const char *folder, const char *name, const void *bytes,
    size_t len, mode_t mode);
bool
same_file(const char *folder, const char *name, const void *bytes, size_t len);
bool there(const char *folder, const char *name);
void wait_for(const char *folder, const char *name);
void make_place(char folder[PATH_SIZE]);
void remove_place(const char *folder);

/* Runs a program to its end, quietly; its status. */
int run(const char *const argv[]);

#endif
