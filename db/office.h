/*
 * The wellness office's store: who is enrolled, every summary that was
 * accepted, what is held or in quarantine. One interface over SQLite (a path)
 * and PostgreSQL (a postgresql:// address); both run the same statements.
 *
 * office_begin ... office_commit is one batch. Two collectors may run at once:
 * a batch waits for the other's.
 */
#ifndef HUDDLE_DB_OFFICE_H
#define HUDDLE_DB_OFFICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/summary.h"
#include "util/err.h"

#define OFFICE_KEY_BYTES 32
#define OFFICE_UNIT_KEYS 4

struct office;

/* Programs that carry libpq call this first; without it, and where it was
 * built without libpq, postgresql:// addresses are refused. */
void office_postgres_use(void);

enum office_open { OFFICE_EXISTING, OFFICE_CREATE };

/* `address`: a path, or postgresql://...; ERR_UNAVAILABLE if it is not there
 * or (PostgreSQL) this program was built without it; ERR_CREATE if it exists
 * already. OFFICE_CREATE makes the tables; organization is kept. */
int office_open(struct office **office, const char *address,
    enum office_open how, const char *organization, struct err *err);
void office_close(struct office *office);
const char *office_organization(const struct office *office);

int office_begin(struct office *office, struct err *err);
int office_commit(struct office *office, struct err *err);
void office_rollback(struct office *office);

/* An enrolled unit, and how far its summaries came. */
struct office_unit {
	char organization[ID_SIZE];
	char unit[ID_SIZE];
	char name[SUMMARY_NAME_SIZE]; /* of the newest summary; "" none yet */
	char site[ID_SIZE];
	uint8_t key[OFFICE_KEY_BYTES]; /* that signs the next one */
	int epoch;                     /* approved */
	int sequence;                 /* of the newest accepted in it, 0 none */
	char hash[SUMMARY_HASH_SIZE]; /* of that one; "" none */
	int32_t from, to; /* period of the newest ever; DATE_NONE none */
	int32_t enrolled; /* the day */
	bool small;       /* the newest had no pulse to tell */
};

/* false in *found: not enrolled. Within a batch nobody else changes it. */
int office_unit(struct office *office, const char *unit, bool *found,
    struct office_unit *out, struct err *err);
int office_unit_set(
    struct office *office, const struct office_unit *unit, struct err *err);
/* By name, then id. Returning false from `each` stops. */
int office_units(struct office *office,
    bool (*each)(void *context, const struct office_unit *unit), void *context,
    struct err *err);

/* Keeps an accepted summary with its text. OK and *known if exactly that one
 * (by hash) is there already; *conflict if another one has its place. Both may
 * be NULL where the place is known to be empty: nothing is looked up then. */
int office_accept(struct office *office, const struct summary *summary,
    const char *text, size_t len, const char *hash, bool *known, bool *conflict,
    struct err *err);

/* The hash of the accepted summary of that place; "" if there is none. */
int office_hash(struct office *office, const char *unit, int epoch,
    int sequence, char hash[SUMMARY_HASH_SIZE], struct err *err);

/* Verified, but too early: kept until the gap closes. */
struct office_held {
	char unit[ID_SIZE];
	int epoch, sequence;
	char hash[SUMMARY_HASH_SIZE];
	uint8_t key[OFFICE_KEY_BYTES];    /* that has signed it */
	char next_key[SUMMARY_HASH_SIZE]; /* that it announces; "" none */
	char *text;                       /* NULL in lists */
	size_t len;
};

/* The one that is held in a place already stays; *conflict if it is another
 * one. */
int office_hold(struct office *office, const struct office_held *held,
    bool *conflict, struct err *err);
/* Takes out the held one of that place; out->text NULL if there is none, else
 * for free(). */
int office_held_take(struct office *office, const char *unit, int epoch,
    int sequence, struct office_held *out, struct err *err);
/* By unit, epoch and sequence, without texts. */
int office_held_list(struct office *office,
    bool (*each)(void *context, const struct office_held *held), void *context,
    struct err *err);

/* What was refused: name, SHA-256 and size of the file, the reason; `alarm`
 * if somebody should look (a conflict, a forgery). Once a hash, until that very
 * file is taken. */
struct office_refused {
	char file[256];
	char hash[SUMMARY_HASH_SIZE];
	int64_t size;
	char unit[ID_SIZE]; /* as far as known, else "" */
	int32_t day;
	bool alarm;
	char reason[256];
};

int office_refuse(struct office *office, const struct office_refused *refused,
    struct err *err);

/* Whether anything is refused at all. */
int office_refused_any(struct office *office, bool *any, struct err *err);
/* Takes back the refusals of files that were taken after all: their hashes,
 * one behind the other without a gap, `len` characters together. */
int office_refused_drop(
    struct office *office, const char *hashes, size_t len, struct err *err);

struct office_counts {
	int64_t units, summaries, held, refused, alarms;
};
int office_counts(
    struct office *office, struct office_counts *out, struct err *err);
/* The newest first, by their days. */
int office_refusals(struct office *office,
    bool (*each)(void *context, const struct office_refused *refused),
    void *context, struct err *err);

/* Those of one unit that were refused for the same reason; the ones with the
 * newest day first, of a day alarms first. */
struct office_refused_group {
	char unit[ID_SIZE]; /* as far as known, else "" */
	bool alarm;
	char reason[256];
	char file[256]; /* one of them, the first by name */
	int64_t files;
};
int office_refused_groups(struct office *office,
    bool (*each)(void *context, const struct office_refused_group *group),
    void *context, struct err *err);

/*
 * Every accepted summary from `since` on (DATE_NONE: all), unit by unit in
 * the order of their ids, each unit's by epoch and sequence. `text` is the
 * canonical JSON if `with_text`, else NULL. Memory does not grow with their
 * number. Returning false from `each` stops.
 */
int office_summaries(struct office *office, int32_t since, bool with_text,
    bool (*each)(void *context, const struct summary *summary, const char *text,
        size_t len),
    void *context, struct err *err);

#endif
