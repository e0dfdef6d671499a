/*
 * What the office refused: kept once a file, until that very file is taken
 * after all. See office.h.
 */
#include <stdlib.h>

#include "db/office_values.h"

/* Once a hash: collecting the same folder again tells nothing twice. */
int
office_refuse(struct office *office, const struct office_refused *refused,
    struct err *err)
{
	const struct office_value values[] = {text(office->organization),
	    text(refused->hash), text(refused->file), number(refused->size),
	    text(refused->unit), number(refused->day), number(refused->alarm),
	    text(refused->reason)};

	return run(office,
	    "INSERT INTO refused (organization, hash, file, size, unit, day, "
	    "alarm, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
	    "ON CONFLICT DO NOTHING",
	    values, COUNT(values), NULL, NULL, err);
}

struct refusals {
	bool (*each)(void *context, const struct office_refused *refused);
	void *context;
};

static bool
one_refused(void *context, const struct office_value *cells, int count)
{
	const struct refusals *refusals = context;
	struct office_refused out = {.size = office_number(&cells[2]),
	    .day = day_of(&cells[4]),
	    .alarm = office_number(&cells[5]) != 0};

	(void)count;
	copy(out.hash, sizeof(out.hash), &cells[0]);
	copy(out.file, sizeof(out.file), &cells[1]);
	copy(out.unit, sizeof(out.unit), &cells[3]);
	copy(out.reason, sizeof(out.reason), &cells[6]);
	return refusals->each(refusals->context, &out);
}

/* Nothing of a refused file's contents is kept, only what it was called and
 * why: it may be anything. */
int
office_refusals(struct office *office,
    bool (*each)(void *context, const struct office_refused *refused),
    void *context, struct err *err)
{
	struct refusals refusals = {each, context};
	const struct office_value values[] = {text(office->organization)};

	return run(office,
	    "SELECT hash, file, size, unit, day, alarm, reason FROM refused "
	    "WHERE organization = $1 ORDER BY day DESC, file, hash",
	    values, COUNT(values), one_refused, &refusals, err);
}

struct groups {
	bool (*each)(void *context, const struct office_refused_group *group);
	void *context;
};

static bool
one_group(void *context, const struct office_value *cells, int count)
{
	const struct groups *groups = context;
	struct office_refused_group out = {
	    .alarm = office_number(&cells[1]) != 0,
	    .files = office_number(&cells[4])};

	(void)count;
	copy(out.unit, sizeof(out.unit), &cells[0]);
	copy(out.reason, sizeof(out.reason), &cells[2]);
	copy(out.file, sizeof(out.file), &cells[3]);
	return groups->each(groups->context, &out);
}

/* Of one day what came seldom stands before what came often: a forgery is not
 * to be looked for among files of the wrong office. */
int
office_refused_groups(struct office *office,
    bool (*each)(void *context, const struct office_refused_group *group),
    void *context, struct err *err)
{
	struct groups groups = {each, context};
	const struct office_value values[] = {text(office->organization)};

	return run(office,
	    "SELECT unit, alarm, reason, min(file), count(*) FROM refused "
	    "WHERE organization = $1 GROUP BY unit, alarm, reason "
	    "ORDER BY max(day) DESC, alarm DESC, count(*), min(file), unit, "
	    "reason",
	    values, COUNT(values), one_group, &groups, err);
}

static bool
there_is_one(void *context, const struct office_value *cells, int count)
{
	bool *any = context;

	(void)cells;
	(void)count;
	*any = true;
	return true;
}

int
office_refused_any(struct office *office, bool *any, struct err *err)
{
	const struct office_value values[] = {text(office->organization)};

	*any = false;
	return run(office,
	    "SELECT 1 FROM refused WHERE organization = $1 LIMIT 1", values,
	    COUNT(values), there_is_one, any, err);
}

#define HASH_LEN 64                      /* characters of a SHA-256 */
#define DROP_LEN (64 * (size_t)HASH_LEN) /* of one statement */

/* Many in one statement, for each costs a round trip; not all, for finding the
 * last of a long text takes PostgreSQL longer than that. Where a hash begins is
 * counted in words that both databases know. */
int
office_refused_drop(
    struct office *office, const char *hashes, size_t len, struct err *err)
{
	int status = OK;

	for (size_t at = 0; status == OK && at < len; at += DROP_LEN) {
		const struct office_value values[] = {
		    text(office->organization),
		    text_len(hashes + at,
		        len - at < DROP_LEN ? len - at : DROP_LEN)};

		status = run(office,
		    "WITH RECURSIVE piece(first) AS (SELECT 1 UNION ALL "
		    "SELECT first + 64 FROM piece "
		    "WHERE first + 64 <= length(CAST($2 AS TEXT))) "
		    "DELETE FROM refused WHERE organization = $1 AND hash IN "
		    "(SELECT substr(CAST($2 AS TEXT), first, 64) FROM piece)",
		    values, COUNT(values), NULL, NULL, err);
	}
	return status;
}

static bool
read_counts(void *context, const struct office_value *cells, int count)
{
	struct office_counts *out = context;

	(void)count;
	*out = (struct office_counts){office_number(&cells[0]),
	    office_number(&cells[1]), office_number(&cells[2]),
	    office_number(&cells[3]), office_number(&cells[4])};
	return false;
}

/* In one statement, so that the numbers are of one moment. */
int
office_counts(struct office *office, struct office_counts *out, struct err *err)
{
	const struct office_value values[] = {text(office->organization)};

	return run(office,
	    "SELECT (SELECT count(*) FROM unit WHERE organization = $1), "
	    "(SELECT count(*) FROM document WHERE organization = $1), "
	    "(SELECT count(*) FROM held WHERE organization = $1), "
	    "(SELECT count(*) FROM refused WHERE organization = $1), "
	    "(SELECT count(*) FROM refused WHERE organization = $1 "
	    "AND alarm = 1)",
	    values, COUNT(values), read_counts, out, err);
}
