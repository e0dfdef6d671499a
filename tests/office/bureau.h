/*
 * An office for tests: the real program on a store of its own, SQLite or a
 * PostgreSQL server that the test starts, with an inbox; and units that seal
 * summaries for it, good ones and others.
 */
#ifndef HUDDLE_TESTS_OFFICE_BUREAU_H
#define HUDDLE_TESTS_OFFICE_BUREAU_H

#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

#include "core/summary.h"
#include "db/office.h"
#include "tests/unit/envelopes.h"

#define BUREAU_ORGANIZATION "example-health"
#define BUREAU_PATH 300

enum bureau_kind { BUREAU_SQLITE, BUREAU_POSTGRES, BUREAUS };
extern const char *const bureau_names[BUREAUS];

struct bureau {
	enum bureau_kind kind;
	char folder[BUREAU_PATH]; /* keys, store, inbox: all below it */
	char address[BUREAU_PATH];
	char inbox[BUREAU_PATH];
	struct holder key; /* the office's; its secret too */
};

/*
 * The PostgreSQL server of this program, in a folder of its own; false, said
 * loudly, if there is none on this machine. Ended by postgres_stop.
 */
bool postgres_start(void);
void postgres_stop(void);

/* Makes an office with `huddle office init`. */
void bureau_new(struct bureau *bureau, enum bureau_kind kind);
void bureau_free(struct bureau *bureau);
struct office *bureau_open(const struct bureau *bureau);

/* Starts `huddle office WORD --store ... MORE`; its output goes to `out`, a
 * file descriptor, and its messages to "messages" in the folder. `more` ends
 * with NULL. */
pid_t bureau_start(const struct bureau *bureau, const char *word,
    const char *const *more, int out);
/* The same to its end: its exit status, its output for free(). */
int bureau_run(const struct bureau *bureau, const char *word,
    const char *const *more, char **output);
/* What it said on standard error; free() it. */
char *bureau_messages(const struct bureau *bureau);

/* Collects the inbox, which must succeed. */
struct bureau_sum {
	int stored, quarantined, held, known, alarms;
};
struct bureau_sum bureau_collect(const struct bureau *bureau);
/* Collects and compares. */
void bureau_expect(const struct bureau *bureau, int stored, int quarantined,
    int held, int known);

/* What a command prints with --json; json_decref it. */
json_t *bureau_json(const struct bureau *bureau, const char *word);

/* Files below the inbox's folder ("" is the inbox) that end so. */
int bureau_files(
    const struct bureau *bureau, const char *folder, const char *suffix);

/* A unit, and how far it came. */
struct member {
	char id[ID_SIZE];
	struct holder key;
	int epoch, sequence;
	char hash[SUMMARY_HASH_SIZE];
	int32_t to;
};
struct member member_new(const char *id);

/* Writes its .pub and runs `office enrol`; the exit status. */
int bureau_enrol(
    const struct bureau *bureau, const struct member *member, bool replace);

/* The summary that comes next, for summary_done; member_told then counts it as
 * released. */
void member_next(const struct member *member, struct summary *out);
void member_told(struct member *member, const struct summary *summary);

/* Seals with a key and lays it into the inbox under a name. */
void bureau_put(const struct bureau *bureau, const struct holder *key,
    const struct summary *summary, const char *name);
void bureau_put_bytes(const struct bureau *bureau, const void *bytes,
    size_t len, const char *name);
/* The next of a member, put and told. */
void bureau_release(
    const struct bureau *bureau, struct member *member, const char *name);

/* The numbers of a unit's accepted summaries, as "1.1 1.2 2.1"; free() it. */
char *bureau_chain(const struct bureau *bureau, const char *unit);

#endif
