/*
 * The wellness office's store, whatever database keeps it: see office.h. The
 * same statements run on SQLite and PostgreSQL.
 */
#include "db/office.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "db/office_facts.h"
#include "db/office_values.h"
#include "util/crypt.h"
#include "util/i18n.h"
#include "util/mem.h"

#define VERSION "1" /* of the tables, for both databases */
#define HEX_SIZE (2 * OFFICE_KEY_BYTES + 1)

/* --- Values ------------------------------------------------------------- */

/* PostgreSQL hands over all cells as text. */
int64_t
office_number(const struct office_value *value)
{
	if (value->kind == OFFICE_TEXT)
		return strtoll(value->text, NULL, 10);
	return value->kind == OFFICE_NUMBER ? value->number : 0;
}

/* Hexadecimal as crypt_hex writes it. Of a damaged store it makes some key:
 * with that no signature is ever good. */
static void
copy_key(uint8_t key[OFFICE_KEY_BYTES], const struct office_value *value)
{
	memset(key, 0, OFFICE_KEY_BYTES);
	for (size_t i = 0;
	     value->kind == OFFICE_TEXT && i < value->len && i < HEX_SIZE - 1;
	     i++) {
		char c = value->text[i];
		int half = c <= '9' ? c - '0' : c - 'a' + 10;

		key[i / 2] |= (uint8_t)((half & 15) << (i % 2 ? 0 : 4));
	}
}

/* --- Opening, batches --------------------------------------------------- */

/* Both spellings that libpq takes; all else is a path. */
static bool
is_postgres(const char *address)
{
	return strncmp(address, "postgresql://", 13) == 0 ||
	       strncmp(address, "postgres://", 11) == 0;
}

/* NULL in a program without libpq: only the second one registers it. */
static const struct office_driver *postgres_driver;

void
office_driver_add(const struct office_driver *postgres)
{
	postgres_driver = postgres;
}

static bool
read_meta(void *context, const struct office_value *cells, int count)
{
	char **value = context;

	(void)count;
	if (cells[0].kind == OFFICE_TEXT)
		*value = mem_copy_bytes(cells[0].text, cells[0].len);
	return false;
}

static int
meta_get(struct office *office, const char *name, char **value, struct err *err)
{
	const struct office_value values[] = {text(name)};

	*value = NULL;
	return run(office, "SELECT value FROM meta WHERE name = $1", values,
	    COUNT(values), read_meta, value, err);
}

static int
meta_set(
    struct office *office, const char *name, const char *value, struct err *err)
{
	const struct office_value values[] = {text(name), text(value)};

	return run(office, "INSERT INTO meta (name, value) VALUES ($1, $2)",
	    values, COUNT(values), NULL, NULL, err);
}

/* In one transaction: a store without its organization or version is none, and
 * recognise says so. */
static int
describe(struct office *office, const char *organization, struct err *err)
{
	int status = office_begin(office, err);

	if (status < 0)
		return status;
	status = meta_set(office, "organization", organization, err);
	if (status == OK)
		status = meta_set(office, "version", VERSION, err);
	if (status == OK)
		return office_commit(office, err);
	office_rollback(office);
	return status;
}

/* Before anything else is read: what a newer program keeps is not for this one
 * to interpret. */
static int
recognise(struct office *office, const char *address, struct err *err)
{
	char *version = NULL, *organization = NULL;
	int status = meta_get(office, "version", &version, err);

	if (status == OK)
		status = meta_get(office, "organization", &organization, err);
	if (status == OK && version && strcmp(version, VERSION) != 0)
		status = err_set(err, ERR_UNAVAILABLE,
		    _("The office's store was made by another huddle (version "
		      "%s of the store; this program knows %s). Nothing was "
		      "changed. Start the newer program."),
		    version, VERSION);
	else if (status == OK &&
	         (!version || !organization || !id_valid(organization)))
		status = err_set(err, ERR_DATA,
		    _("The office's store is not complete: %s. Nothing was "
		      "changed. Check the name, or make it anew: huddle "
		      "office init"),
		    is_postgres(address) ? _("the database") : address);
	if (status == OK)
		memcpy(office->organization, organization,
		    strlen(organization) + 1);
	free(version);
	free(organization);
	return status;
}

int
office_open(struct office **out, const char *address, enum office_open how,
    const char *organization, struct err *err)
{
	struct office *office = mem_new(1, sizeof(*office));
	int status;

	*out = NULL;
	office->driver =
	    is_postgres(address) ? postgres_driver : &office_sqlite;
	if (!office->driver) {
		free(office);
		return err_set(err, ERR_UNAVAILABLE,
		    _("This program was built without PostgreSQL. Name a file "
		      "with --store, or build it where libpq is installed."));
	}
	status = office->driver->open(
	    &office->self, address, how == OFFICE_CREATE, err);
	if (status == OK && how == OFFICE_CREATE)
		status = describe(office, organization, err);
	if (status == OK)
		status = recognise(office, address, err);
	if (status < 0) {
		office_close(office);
		return status;
	}
	*out = office;
	return OK;
}

void
office_close(struct office *office)
{
	if (!office)
		return;
	if (office->self)
		office->driver->close(office->self);
	free(office);
}

const char *
office_organization(const struct office *office)
{
	return office->organization;
}

int
office_begin(struct office *office, struct err *err)
{
	int status;

	assert(!office->batch);
	status = office->driver->begin(office->self, err);
	office->batch = status == OK;
	return status;
}

int
office_commit(struct office *office, struct err *err)
{
	assert(office->batch);
	office->batch = false;
	return office->driver->commit(office->self, err);
}

void
office_rollback(struct office *office)
{
	if (office->batch)
		office->driver->rollback(office->self);
	office->batch = false;
}

/* --- Units -------------------------------------------------------------- */

/* Taken by place: read_unit and office_unit_set follow the order. */
#define UNIT_COLUMNS                                                           \
	"unit, name, site, signing_key, epoch, sequence, hash, from_day, "     \
	"to_day, enrolled_day, small"

static void
read_unit(const struct office *office, const struct office_value *cells,
    struct office_unit *out)
{
	*out = (struct office_unit){.epoch = (int)office_number(&cells[4]),
	    .sequence = (int)office_number(&cells[5]),
	    .from = day_of(&cells[7]),
	    .to = day_of(&cells[8]),
	    .enrolled = day_of(&cells[9]),
	    .small = office_number(&cells[10]) != 0};
	memcpy(out->organization, office->organization, ID_SIZE);
	copy(out->unit, sizeof(out->unit), &cells[0]);
	copy(out->name, sizeof(out->name), &cells[1]);
	copy(out->site, sizeof(out->site), &cells[2]);
	copy_key(out->key, &cells[3]);
	copy(out->hash, sizeof(out->hash), &cells[6]);
}

/* One reader for both: of one unit (`each` is NULL) and of all. */
struct units {
	const struct office *office;
	bool (*each)(void *context, const struct office_unit *unit);
	void *context;
	bool found;
	struct office_unit *out; /* of one; of all, the one being told */
};

static bool
one_unit(void *context, const struct office_value *cells, int count)
{
	struct units *units = context;

	(void)count;
	units->found = true;
	read_unit(units->office, cells, units->out);
	return units->each ? units->each(units->context, units->out) : false;
}

int
office_unit(struct office *office, const char *unit, bool *found,
    struct office_unit *out, struct err *err)
{
	struct units units = {.office = office, .out = out};
	const struct office_value values[] = {
	    text(office->organization), text(unit)};
	int status = run(office,
	    "SELECT " UNIT_COLUMNS
	    " FROM unit WHERE organization = $1 AND unit = $2",
	    values, COUNT(values), one_unit, &units, err);

	*found = units.found;
	return status;
}

int
office_units(struct office *office,
    bool (*each)(void *context, const struct office_unit *unit), void *context,
    struct err *err)
{
	struct office_unit unit;
	struct units units = {office, each, context, false, &unit};
	const struct office_value values[] = {text(office->organization)};

	return run(office,
	    "SELECT " UNIT_COLUMNS
	    " FROM unit WHERE organization = $1 ORDER BY name, unit",
	    values, COUNT(values), one_unit, &units, err);
}

int
office_unit_set(
    struct office *office, const struct office_unit *unit, struct err *err)
{
	char key[HEX_SIZE];
	const struct office_value values[] = {text(office->organization),
	    text(unit->unit), text(unit->name), text(unit->site),
	    text_len(key, HEX_SIZE - 1), number(unit->epoch),
	    number(unit->sequence), text(unit->hash), day(unit->from),
	    day(unit->to), number(unit->enrolled), number(unit->small)};

	crypt_hex(key, unit->key, OFFICE_KEY_BYTES);
	return run(office,
	    "INSERT INTO unit (organization, " UNIT_COLUMNS ") "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
	    "ON CONFLICT (organization, unit) DO UPDATE SET "
	    "name = excluded.name, site = excluded.site, "
	    "signing_key = excluded.signing_key, epoch = excluded.epoch, "
	    "sequence = excluded.sequence, hash = excluded.hash, "
	    "from_day = excluded.from_day, to_day = excluded.to_day, "
	    "enrolled_day = excluded.enrolled_day, small = excluded.small",
	    values, COUNT(values), NULL, NULL, err);
}

/* --- Summaries ---------------------------------------------------------- */

/* An accepted summary is kept twice: whole as it was signed, for export and for
 * checking, and as rows of counts, for pages and for people who ask in SQL. */
static const struct office_bulk document_bulk = {
    "INSERT INTO document (organization, unit, epoch, sequence, from_day, "
    "to_day, hash, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    "COPY document (organization, unit, epoch, sequence, from_day, "
    "to_day, hash, text) FROM STDIN (FORMAT binary)"};

static const struct office_bulk fact_bulk = {
    "INSERT INTO fact (organization, unit, epoch, sequence, place, from_day, "
    "part, name1, name2, name3, n1, n2, n3, n4, n5, n6, n7, n8) VALUES ($1, "
    "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
    "$18)",
    "COPY fact (organization, unit, epoch, sequence, place, from_day, part, "
    "name1, name2, name3, n1, n2, n3, n4, n5, n6, n7, n8) FROM STDIN "
    "(FORMAT binary)"};

#define FACT_FIRST 7 /* name1 of a row's values; before it: whose row */

struct adding {
	struct office *office;
	const struct summary *summary;
	int place;
	struct err *err;
};

/* `place` keeps the order in which rows were told, and makes each one's key. */
static int
add_fact(void *context, const struct office_fact *fact)
{
	struct adding *adding = context;
	const struct summary *summary = adding->summary;
	struct office_value values[FACT_FIRST + FACT_NAMES + FACT_NUMBERS] = {
	    text(adding->office->organization), text(summary->unit),
	    number(summary->epoch), number(summary->sequence),
	    number(adding->place++), number(summary->from), text(fact->part)};

	for (int i = 0; i < FACT_NAMES; i++)
		values[FACT_FIRST + i] = text(fact->name[i]);
	for (int i = 0; i < fact->numbers; i++)
		values[FACT_FIRST + FACT_NAMES + i] = number(fact->number[i]);
	return adding->office->driver->add(adding->office->self, &fact_bulk,
	    values, COUNT(values), adding->err);
}

static bool
read_hash(void *context, const struct office_value *cells, int count)
{
	(void)count;
	copy(context, SUMMARY_HASH_SIZE, cells);
	return false;
}

int
office_hash(struct office *office, const char *unit, int epoch, int sequence,
    char hash[SUMMARY_HASH_SIZE], struct err *err)
{
	const struct office_value values[] = {text(office->organization),
	    text(unit), number(epoch), number(sequence)};

	hash[0] = '\0';
	return run(office,
	    "SELECT hash FROM document WHERE organization = $1 AND unit = $2 "
	    "AND epoch = $3 AND sequence = $4",
	    values, COUNT(values), read_hash, hash, err);
}

/* In a batch: document and rows come together or not at all. */
int
office_accept(struct office *office, const struct summary *summary,
    const char *given, size_t len, const char *hash, bool *known,
    bool *conflict, struct err *err)
{
	struct adding adding = {office, summary, 0, err};
	const struct office_value values[] = {text(office->organization),
	    text(summary->unit), number(summary->epoch),
	    number(summary->sequence), number(summary->from),
	    number(summary->to), text(hash), text_len(given, len)};
	int status = OK;

	/* Who has decided already that the place is empty asks for neither, and
	 * saves a look a summary. */
	if (known && conflict) {
		char there[SUMMARY_HASH_SIZE];

		status = office_hash(office, summary->unit, summary->epoch,
		    summary->sequence, there, err);
		*known = status == OK && strcmp(there, hash) == 0;
		*conflict = status == OK && there[0] && !*known;
		if (status < 0 || *known || *conflict)
			return status;
	}
	status = office->driver->add(
	    office->self, &document_bulk, values, COUNT(values), err);
	return status == OK ? office_facts(summary, add_fact, &adding) : status;
}

/* Where reading stands: one summary is put together at a time. */
struct reading {
	struct office *office;
	bool (*each)(void *context, const struct summary *summary,
	    const char *text, size_t len);
	void *context;
	struct summary summary;
	char *text;
	size_t len;
	bool open;    /* there is one */
	bool stopped; /* by each */
	bool damaged;
};

/* Hands over what was put together. */
static bool
close_summary(struct reading *reading)
{
	if (reading->open && !reading->damaged)
		reading->stopped = !reading->each(reading->context,
		    &reading->summary, reading->text, reading->len);
	if (reading->open)
		summary_done(&reading->summary);
	free(reading->text);
	reading->text = NULL;
	reading->open = false;
	return !reading->stopped && !reading->damaged;
}

/* The columns of a row; behind the part are its names, and then its numbers. */
enum { CELL_UNIT, CELL_EPOCH, CELL_SEQUENCE, CELL_FROM, CELL_TEXT, CELL_PART };

/* The head of a summary opens it; its text comes with that row only. */
static void
open_summary(struct reading *reading, const struct office_value *cells)
{
	struct summary *summary = &reading->summary;

	summary_init(summary);
	reading->open = true;
	memcpy(summary->organization, reading->office->organization, ID_SIZE);
	copy(summary->unit, sizeof(summary->unit), &cells[CELL_UNIT]);
	summary->epoch = (int)office_number(&cells[CELL_EPOCH]);
	summary->sequence = (int)office_number(&cells[CELL_SEQUENCE]);
	summary->from = (int32_t)office_number(&cells[CELL_FROM]);
	if (cells[CELL_TEXT].kind == OFFICE_TEXT) {
		reading->len = cells[CELL_TEXT].len;
		reading->text =
		    mem_copy_bytes(cells[CELL_TEXT].text, reading->len);
	}
}

/* A head ends the summary before it. Rows that no head precedes, or that make
 * no sense, are a damaged store: no page is made of half a summary. */
static bool
one_fact(void *context, const struct office_value *cells, int count)
{
	struct reading *reading = context;
	const struct office_value *names = &cells[CELL_PART + 1];
	struct office_fact fact = {.part = cells[CELL_PART].text};

	(void)count;
	for (int i = 0; i < FACT_NAMES; i++)
		fact.name[i] =
		    names[i].kind == OFFICE_TEXT ? names[i].text : NULL;
	for (int i = 0; i < FACT_NUMBERS; i++)
		fact.number[i] = office_number(&names[FACT_NAMES + i]);
	if (strcmp(fact.part, FACT_HEAD) == 0) {
		if (!close_summary(reading))
			return false;
		open_summary(reading, cells);
	}
	reading->damaged =
	    !reading->open || !office_fact_read(&reading->summary, &fact);
	return !reading->damaged;
}

#define FACT_COLUMNS                                                           \
	"f.part, f.name1, f.name2, f.name3, f.n1, f.n2, f.n3, f.n4, f.n5, "    \
	"f.n6, f.n7, f.n8"
/* By a summary's first day, so that it comes whole or not at all. */
#define FACT_ORDER                                                             \
	" WHERE f.organization = $1 AND f.from_day >= $2 "                     \
	"ORDER BY f.unit, f.epoch, f.sequence, f.place"

int
office_summaries(struct office *office, int32_t since, bool with_text,
    bool (*each)(void *context, const struct summary *summary, const char *text,
        size_t len),
    void *context, struct err *err)
{
	static const char without[] =
	    "SELECT f.unit, f.epoch, f.sequence, f.from_day, "
	    "NULL, " FACT_COLUMNS " FROM fact f" FACT_ORDER;
	/* The text once a summary, with its first row: joined to every row it
	 * would be carried as often as there are counts. */
	static const char with[] =
	    "SELECT f.unit, f.epoch, f.sequence, f.from_day, "
	    "CASE f.place WHEN 0 THEN (SELECT d.text FROM document d "
	    "WHERE d.organization = f.organization AND d.unit = f.unit "
	    "AND d.epoch = f.epoch AND d.sequence = f.sequence "
	    "AND d.from_day = f.from_day) END, " FACT_COLUMNS
	    " FROM fact f" FACT_ORDER;
	struct reading reading = {
	    .office = office, .each = each, .context = context};
	const struct office_value values[] = {
	    text(office->organization), number(since)};
	int status = run(office, with_text ? with : without, values,
	    COUNT(values), one_fact, &reading, err);

	/* The last one has no head behind it. */
	if (status == OK && !reading.stopped)
		close_summary(&reading);
	else if (reading.open)
		summary_done(&reading.summary);
	free(reading.text);
	if (status == OK && reading.damaged)
		status = err_set(err, ERR_DATA,
		    _("The office's store is damaged. Nothing was changed. Put "
		      "the last backup in its place."));
	return status;
}

/* --- Held --------------------------------------------------------------- */

#define HELD_COLUMNS "unit, epoch, sequence, hash, signing_key, next_key, text"

/* As for units: one that is taken with its text, or all without. */
struct held {
	bool (*each)(void *context, const struct office_held *held);
	void *context;
	struct office_held *out;
};

static bool
one_held(void *context, const struct office_value *cells, int count)
{
	struct held *held = context;
	struct office_held *out = held->out;

	(void)count;
	*out = (struct office_held){.epoch = (int)office_number(&cells[1]),
	    .sequence = (int)office_number(&cells[2])};
	copy(out->unit, sizeof(out->unit), &cells[0]);
	copy(out->hash, sizeof(out->hash), &cells[3]);
	copy_key(out->key, &cells[4]);
	copy(out->next_key, sizeof(out->next_key), &cells[5]);
	if (held->each)
		return held->each(held->context, out);
	out->len = cells[6].len;
	out->text = mem_copy_bytes(cells[6].text, cells[6].len);
	return false;
}

/* Of its place there is one at most: the first signed one stays. */
static int
held_get(struct office *office, const char *unit, int epoch, int sequence,
    struct office_held *out, struct err *err)
{
	struct held held = {NULL, NULL, out};
	const struct office_value values[] = {text(office->organization),
	    text(unit), number(epoch), number(sequence)};

	*out = (struct office_held){.text = NULL};
	return run(office,
	    "SELECT " HELD_COLUMNS " FROM held WHERE organization = $1 AND "
	    "unit = $2 AND epoch = $3 AND sequence = $4",
	    values, COUNT(values), one_held, &held, err);
}

int
office_hold(struct office *office, const struct office_held *held,
    bool *conflict, struct err *err)
{
	char key[HEX_SIZE];
	struct office_held there = {.text = NULL};
	const struct office_value values[] = {text(office->organization),
	    text(held->unit), number(held->epoch), number(held->sequence),
	    text(held->hash), text_len(key, HEX_SIZE - 1), text(held->next_key),
	    text_len(held->text, held->len)};
	int status = held_get(
	    office, held->unit, held->epoch, held->sequence, &there, err);

	if (status < 0)
		return status;
	*conflict = there.text && strcmp(there.hash, held->hash) != 0;
	free(there.text);
	crypt_hex(key, held->key, OFFICE_KEY_BYTES);
	/* One that is there already, with the same hash, stays as it is. */
	return *conflict ? OK
	                 : run(office,
	                       "INSERT INTO held (organization, " HELD_COLUMNS
	                       ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
	                       "ON CONFLICT DO NOTHING",
	                       values, COUNT(values), NULL, NULL, err);
}

/* Read, then deleted, in one batch: a rollback has it back. */
int
office_held_take(struct office *office, const char *unit, int epoch,
    int sequence, struct office_held *out, struct err *err)
{
	const struct office_value values[] = {text(office->organization),
	    text(unit), number(epoch), number(sequence)};
	int status = held_get(office, unit, epoch, sequence, out, err);

	if (status == OK && out->text)
		status = run(office,
		    "DELETE FROM held WHERE organization = $1 AND unit = $2 "
		    "AND epoch = $3 AND sequence = $4",
		    values, COUNT(values), NULL, NULL, err);
	return status;
}

int
office_held_list(struct office *office,
    bool (*each)(void *context, const struct office_held *held), void *context,
    struct err *err)
{
	struct office_held out;
	struct held held = {each, context, &out};
	const struct office_value values[] = {text(office->organization)};

	return run(office,
	    "SELECT unit, epoch, sequence, hash, signing_key, next_key, NULL "
	    "FROM held WHERE organization = $1 ORDER BY unit, epoch, sequence",
	    values, COUNT(values), one_held, &held, err);
}
