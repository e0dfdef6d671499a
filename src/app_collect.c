/*
 * Collecting for the wellness office. See app_collect.h.
 *
 * Files are read and opened before the transaction, decided within it, and
 * moved after it: whatever happens in between, the next run finds either the
 * file where it was or its summary in the store.
 */
#include "app_collect.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_alarms.h"
#include "app_inbox.h"
#include "util/crypt.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

#define BATCH_BYTES (48 * 1024 * 1024) /* in memory at once */

/* One file of a batch. */
struct job {
	int index;        /* in the inbox */
	long long size;   /* of the whole file, for the record */
	struct buf bytes; /* the file, as far as it was read */
	struct collect_paper paper;
	enum collect_verdict verdict;
};

struct place_of_unit {
	struct office_unit unit;
	bool changed;
};

struct collecting {
	const struct app_collect *plan;
	struct inbox inbox;
	int next; /* file */
	struct job jobs[APP_COLLECT_BATCH];
	int job_count;
	/* As the store has it, of this batch; units by their ids. */
	struct place_of_unit *units;
	int unit_count;
	struct office_held *held;
	int held_count;
	int64_t stored;       /* by this batch */
	struct alarms alarms; /* told at the end */
	struct err *err;
};

/* --- Reading ------------------------------------------------------------ */

static bool
stopped(const struct collecting *c)
{
	return c->plan->stop && c->plan->stop(c->plan->context);
}

static void
job_done(struct job *job)
{
	collect_done(&job->paper);
	buf_done(&job->bytes);
}

static int
read_job(struct collecting *c, struct job *job, int index, bool *gone)
{
	int status;

	*job = (struct job){.index = index, .verdict = COLLECT_REFUSE};
	/* One byte more than a file may have: a longer one is seen to be too
	 * long, and not cut to something that could be right. */
	status = inbox_read(&c->inbox, index, SEAL_FILE_MAX + 1, &job->bytes,
	    &job->size, gone, c->err);
	if (status == OK && !*gone)
		collect_open(&job->paper, buf_text(&job->bytes), job->bytes.len,
		    &c->plan->key);
	else
		buf_done(&job->bytes);
	return status;
}

/* The next files, as many as a batch holds: by number, so that a kill costs
 * little, and by what they and their texts take in memory. */
static int
read_batch(struct collecting *c, int64_t *gone_count)
{
	size_t bytes = 0;
	int status = OK;

	c->job_count = 0;
	while (status == OK && c->next < c->inbox.count &&
	       c->job_count < APP_COLLECT_BATCH && bytes < BATCH_BYTES &&
	       !stopped(c)) {
		struct job *job = &c->jobs[c->job_count];
		bool gone;

		status = read_job(c, job, c->next++, &gone);
		if (status == OK && gone) {
			(*gone_count)++;
		} else if (status == OK) {
			bytes += job->bytes.len + job->paper.sealed.padded.len;
			c->job_count++;
		}
	}
	return status;
}

/* A unit's own in their order, so that few have to be held; of two in one place
 * the one that came first is first. */
static int
compare_jobs(const void *a, const void *b)
{
	const struct job *x = a, *y = b;
	const struct summary *s = &x->paper.summary, *t = &y->paper.summary;
	int order = strcmp(s->unit, t->unit);

	if (order == 0)
		order = (s->epoch > t->epoch) - (s->epoch < t->epoch);
	if (order == 0)
		order =
		    (s->sequence > t->sequence) - (s->sequence < t->sequence);
	return order ? order : x->index - y->index;
}

/* --- What the store knows ----------------------------------------------- */

/* Room doubles whenever the count is a power of two. */
static bool
keep_unit(void *context, const struct office_unit *unit)
{
	struct collecting *c = context;

	if ((c->unit_count & (c->unit_count - 1)) == 0)
		c->units = mem_grow(c->units,
		    c->unit_count ? (size_t)c->unit_count * 2 : 1,
		    sizeof(*c->units));
	c->units[c->unit_count++] = (struct place_of_unit){*unit, false};
	return true;
}

static bool
keep_held(void *context, const struct office_held *held)
{
	struct collecting *c = context;

	if ((c->held_count & (c->held_count - 1)) == 0)
		c->held = mem_grow(c->held,
		    c->held_count ? (size_t)c->held_count * 2 : 1,
		    sizeof(*c->held));
	c->held[c->held_count] = *held;
	c->held[c->held_count++].text = NULL;
	return true;
}

static int
compare_units(const void *a, const void *b)
{
	const struct place_of_unit *x = a, *y = b;

	return strcmp(x->unit.unit, y->unit.unit);
}

static struct place_of_unit *
find_unit(const struct collecting *c, const char *id)
{
	int low = 0, high = c->unit_count;

	while (low < high) {
		int middle = low + (high - low) / 2;
		int order = strcmp(id, c->units[middle].unit.unit);

		if (order == 0)
			return &c->units[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* Within the transaction, and for each batch anew: another collector may have
 * gone on, or somebody have enrolled a unit. */
static int
load(struct collecting *c)
{
	struct office *office = c->plan->office;
	int status;

	c->unit_count = c->held_count = 0;
	c->stored = 0;
	status = office_units(office, keep_unit, c, c->err);
	if (status == OK)
		status = office_held_list(office, keep_held, c, c->err);
	if (c->unit_count > 0)
		qsort(c->units, (size_t)c->unit_count, sizeof(*c->units),
		    compare_units);
	return status;
}

/* --- Refusing ----------------------------------------------------------- */

/* Names and reasons come from outside: what the store and its readers get is
 * plain text, cut to its place. */
static void
clean(char *out, size_t size, const char *given)
{
	struct buf safe = BUF_INIT;
	size_t len;

	utf8_clean(&safe, given, strlen(given));
	len = safe.len < size ? safe.len : size - 1;
	/* Not in the middle of a character. */
	while (len > 0 && len < safe.len && (safe.text[len] & 0xC0) == 0x80)
		len--;
	memcpy(out, buf_text(&safe), len);
	out[len] = '\0';
	buf_done(&safe);
}

/* Known by its hash: the same file, collected again, is not kept twice. */
static int
refuse(struct collecting *c, const char *file, const char *hash, long long size,
    const struct collect_paper *paper)
{
	struct office_refused refused = {
	    .size = size, .day = c->plan->today, .alarm = paper->alarm};

	memcpy(refused.hash, hash, sizeof(refused.hash));
	if (paper->opened)
		memcpy(refused.unit, paper->summary.unit, ID_SIZE);
	clean(refused.file, sizeof(refused.file), file);
	clean(refused.reason, sizeof(refused.reason), paper->reason);
	return office_refuse(c->plan->office, &refused, c->err);
}

static void
hash_job(const struct job *job, char hex[SUMMARY_HASH_SIZE])
{
	uint8_t hash[CRYPT_HASH_BYTES];

	crypt_hash(hash, buf_text(&job->bytes), job->bytes.len);
	crypt_hex(hex, hash, sizeof(hash));
}

/* Only what is refused is known by the file's own hash. */
static int
refuse_job(struct collecting *c, const struct job *job)
{
	char hex[SUMMARY_HASH_SIZE];

	hash_job(job, hex);
	return refuse(
	    c, c->inbox.files[job->index].name, hex, job->size, &job->paper);
}

static bool
taken(const struct job *job)
{
	return job->verdict == COLLECT_STORE || job->verdict == COLLECT_HOLD ||
	       job->verdict == COLLECT_KNOWN;
}

/* What was refused before and is taken now is no alarm any more: the unit is
 * enrolled by now, or its key approved. An office that has refused nothing
 * hashes nothing for this. */
static int
take_back(struct collecting *c)
{
	struct buf hashes = BUF_INIT;
	char hex[SUMMARY_HASH_SIZE];
	bool any;
	int status = office_refused_any(c->plan->office, &any, c->err);

	for (int i = 0; status == OK && any && i < c->job_count; i++)
		if (taken(&c->jobs[i])) {
			hash_job(&c->jobs[i], hex);
			buf_add(&hashes, hex);
		}
	if (status == OK && hashes.len > 0)
		status = office_refused_drop(
		    c->plan->office, buf_text(&hashes), hashes.len, c->err);
	buf_done(&hashes);
	return status;
}

/* --- Accepting ---------------------------------------------------------- */

/* What the next one is measured by. A key that this one announces signs from
 * now on: it was announced under the old one. */
static int
store(struct collecting *c, struct place_of_unit *at,
    const struct collect_paper *paper)
{
	const struct summary *summary = &paper->summary;
	struct office_unit *unit = &at->unit;

	memcpy(unit->name, summary->name, sizeof(unit->name));
	memcpy(unit->site, summary->site, sizeof(unit->site));
	unit->sequence = summary->sequence;
	memcpy(unit->hash, paper->hash, sizeof(unit->hash));
	unit->from = summary->from;
	unit->to = summary->to;
	unit->small = summary_small(summary);
	if (summary->next_key[0])
		seal_key_parse(summary->next_key, unit->key);
	at->changed = true;
	c->stored++;
	/* Nothing is in its place: that was decided already. */
	return office_accept(c->plan->office, summary,
	    paper->sealed.padded.text, paper->sealed.len, paper->hash, NULL,
	    NULL, c->err);
}

/* The held one whose turn it is; NULL if there is none. */
static struct office_held *
held_next(const struct collecting *c, const struct office_unit *unit)
{
	for (int i = 0; i < c->held_count; i++)
		if (c->held[i].epoch == unit->epoch &&
		    c->held[i].sequence == unit->sequence + 1 &&
		    strcmp(c->held[i].unit, unit->unit) == 0)
			return &c->held[i];
	return NULL;
}

/* Where the unit stands, for a decision. */
static void
describe(const struct office_unit *unit, struct collect_unit *out)
{
	*out = (struct collect_unit){.enrolled = true,
	    .epoch = unit->epoch,
	    .sequence = unit->sequence,
	    .to = unit->to};
	memcpy(out->key, unit->key, sizeof(out->key));
	memcpy(out->hash, unit->hash, sizeof(out->hash));
}

/* Its file is long gone to `collected`; free() it. */
static char *
held_name(const struct office_held *held)
{
	return mem_printf("%s-%d-%d", held->unit, held->epoch, held->sequence);
}

/* One that was held: stored, or refused for good. Decided once more: what came
 * before it by now may have another hash, or have named another key. */
static int
take_held(struct collecting *c, struct place_of_unit *at,
    const struct office_held *held)
{
	char *name = held_name(held);
	struct collect_paper paper;
	struct collect_unit unit;
	int status;

	collect_reopen(&paper, held->text, held->len, held->key, &c->plan->key);
	describe(&at->unit, &unit);
	if (collect_decide_held(&paper, &unit) == COLLECT_STORE) {
		status = store(c, at, &paper);
	} else {
		status =
		    refuse(c, name, held->hash, (long long)held->len, &paper);
		if (c->plan->alarm)
			c->plan->alarm(c->plan->context, name, paper.reason);
	}
	collect_done(&paper);
	free(name);
	return status;
}

/* Takes those that are next by now. Each may be what the one behind it waited
 * for. */
static int
follow(struct collecting *c, struct place_of_unit *at)
{
	struct office_held *next;
	int status = OK;

	while (status == OK && (next = held_next(c, &at->unit))) {
		struct office_held held = {.text = NULL};

		status = office_held_take(c->plan->office, next->unit,
		    next->epoch, next->sequence, &held, c->err);
		*next = c->held[--c->held_count];
		if (status == OK && held.text)
			status = take_held(c, at, &held);
		free(held.text);
	}
	return status;
}

static bool
held_here(const struct collecting *c, const struct office_held *held)
{
	for (int i = 0; i < c->held_count; i++)
		if (strcmp(c->held[i].hash, held->hash) == 0)
			return true;
	return false;
}

/* The first of a place stays: two that are signed and differ are a unit's fault
 * or a stolen key, and somebody has to look. */
static int
hold(struct collecting *c, struct job *job)
{
	struct collect_paper *paper = &job->paper;
	const struct summary *summary = &paper->summary;
	struct office_held held = {.epoch = summary->epoch,
	    .sequence = summary->sequence,
	    .text = paper->sealed.padded.text,
	    .len = paper->sealed.len};
	bool conflict;
	int status;

	memcpy(held.unit, summary->unit, sizeof(held.unit));
	memcpy(held.hash, paper->hash, sizeof(held.hash));
	memcpy(held.key, paper->key, sizeof(held.key));
	memcpy(held.next_key, summary->next_key, sizeof(held.next_key));
	status = office_hold(c->plan->office, &held, &conflict, c->err);
	if (status == OK && conflict) {
		job->verdict = COLLECT_REFUSE;
		paper->alarm = true;
		snprintf(paper->reason, sizeof(paper->reason),
		    _("Another one is held for its place, number %d of epoch "
		      "%d."),
		    summary->sequence, summary->epoch);
	} else if (status == OK && !held_here(c, &held)) {
		keep_held(c, &held);
	}
	return status;
}

/* --- Deciding ----------------------------------------------------------- */

/* Keys that held ones before this one announce; free() them. Without them what
 * is signed by a new key could not be told from a forgery until the gap before
 * it closes. */
static uint8_t (*announced(const struct collecting *c,
    const struct summary *summary, int *count))[SEAL_KEY_BYTES]
{
	uint8_t(*keys)[SEAL_KEY_BYTES] = NULL;

	*count = 0;
	for (int i = 0; i < c->held_count; i++) {
		const struct office_held *held = &c->held[i];

		if (!held->next_key[0] || held->epoch != summary->epoch ||
		    held->sequence >= summary->sequence ||
		    strcmp(held->unit, summary->unit) != 0)
			continue;
		keys = mem_grow(keys, (size_t)*count + 1, sizeof(*keys));
		if (seal_key_parse(held->next_key, keys[*count]))
			(*count)++;
	}
	return keys;
}

static int
decide(struct collecting *c, struct job *job, struct place_of_unit *at)
{
	struct collect_paper *paper = &job->paper;
	const struct summary *summary = &paper->summary;
	struct collect_unit unit = {.enrolled = false};
	uint8_t(*keys)[SEAL_KEY_BYTES] = NULL;
	int status = OK;

	if (at) {
		describe(&at->unit, &unit);
		keys = announced(c, summary, &unit.announced_count);
		unit.announced = (const uint8_t(*)[SEAL_KEY_BYTES])keys;
		/* Nothing is looked up for one that comes in its order. */
		if (summary->epoch < unit.epoch ||
		    (summary->epoch == unit.epoch &&
		        summary->sequence <= unit.sequence))
			status = office_hash(c->plan->office, summary->unit,
			    summary->epoch, summary->sequence, unit.there,
			    c->err);
	}
	if (status == OK)
		job->verdict = collect_decide(paper, &unit, &c->plan->key);
	free(keys);
	return status;
}

static int
decide_job(struct collecting *c, struct job *job)
{
	const struct inbox_file *file = &c->inbox.files[job->index];
	struct place_of_unit *at = NULL;
	int status = OK;

	if (job->paper.opened) {
		at = find_unit(c, job->paper.summary.unit);
		status = decide(c, job, at);
	}
	/* All others have been looked at by now: nobody announces its key. */
	if (job->verdict == COLLECT_UNSURE && file->again)
		job->verdict = COLLECT_REFUSE;
	if (status == OK && job->verdict == COLLECT_STORE) {
		assert(at);
		status = store(c, at, &job->paper);
		if (status == OK)
			status = follow(c, at);
	} else if (status == OK && job->verdict == COLLECT_HOLD) {
		status = hold(c, job);
	}
	return status;
}

/* What a batch changes in the store, in one transaction. Held ones first: a
 * unit that was enrolled anew may have made them due. Summaries before
 * refusals and units: they are added in bulk, which every other statement
 * ends. */
static int
carry_out(struct collecting *c)
{
	struct office *office = c->plan->office;
	int status = load(c);

	for (int i = 0; status == OK && i < c->unit_count; i++)
		status = follow(c, &c->units[i]);
	for (int i = 0; status == OK && i < c->job_count; i++)
		status = decide_job(c, &c->jobs[i]);
	if (status == OK)
		status = take_back(c);
	for (int i = 0; status == OK && i < c->job_count; i++)
		if (c->jobs[i].verdict == COLLECT_REFUSE)
			status = refuse_job(c, &c->jobs[i]);
	for (int i = 0; status == OK && i < c->unit_count; i++)
		if (c->units[i].changed)
			status =
			    office_unit_set(office, &c->units[i].unit, c->err);
	return status;
}

/* --- After it ----------------------------------------------------------- */

static void
tell_job(struct collecting *c, const struct job *job, const char *reason)
{
	const struct collect_paper *paper = &job->paper;

	if (paper->opened && !find_unit(c, paper->summary.unit))
		alarms_stranger(&c->alarms, paper->summary.unit);
	else if (!paper->opened && paper->alarm && reason[0])
		alarms_unread(
		    &c->alarms, c->inbox.files[job->index].name, reason);
	else if (paper->alarm && reason[0] && c->plan->alarm)
		c->plan->alarm(
		    c->plan->context, c->inbox.files[job->index].name, reason);
}

/* The file goes where it belongs; counted is what this collector moved. Only
 * after the commit: a file that is moved and not in the store would be lost. */
static int
settle(struct collecting *c, struct job *job, struct app_collected *out)
{
	const struct collect_paper *paper = &job->paper;
	bool refused = !taken(job), moved;
	char reason[COLLECT_REASON_SIZE];
	int status;

	/* Once more at the end: the one that announces its key may come later
	 * in this run. */
	if (job->verdict == COLLECT_UNSURE) {
		inbox_again(&c->inbox, job->index);
		return OK;
	}
	clean(reason, sizeof(reason), paper->reason);
	status = inbox_move(&c->inbox, job->index,
	    refused ? INBOX_TO_QUARANTINE : INBOX_TO_COLLECTED, reason, &moved,
	    c->err);
	out->done++;
	if (job->verdict == COLLECT_KNOWN && moved)
		out->known++;
	if (refused && moved)
		out->quarantined++;
	if (moved && (refused || job->verdict == COLLECT_HOLD))
		tell_job(c, job, reason);
	return status;
}

/* Read and opened before the transaction, which others wait for: opening is
 * what takes time. */
static int
run_batch(struct collecting *c, struct app_collected *out)
{
	struct office *office = c->plan->office;
	int status = read_batch(c, &out->done);

	qsort(c->jobs, (size_t)c->job_count, sizeof(*c->jobs), compare_jobs);
	if (status == OK)
		status = office_begin(office, c->err);
	if (status == OK) {
		status = carry_out(c);
		if (status == OK)
			status = office_commit(office, c->err);
		else
			office_rollback(office);
	}
	if (status == OK) {
		out->stored += c->stored;
		out->held = c->held_count;
	}
	for (int i = 0; i < c->job_count; i++) {
		if (status == OK)
			status = settle(c, &c->jobs[i], out);
		job_done(&c->jobs[i]);
	}
	return status;
}

int
app_collect(const struct app_collect *collect, struct app_collected *out,
    struct err *err)
{
	struct collecting *c = mem_new(1, sizeof(*c));
	int status;

	*out = (struct app_collected){0};
	c->plan = collect;
	c->err = err;
	status =
	    inbox_list(&c->inbox, collect->paths, collect->path_count, err);
	out->total = c->inbox.count;
	/* Once in any case: what is held may be due by now. */
	if (status == OK)
		do {
			status = run_batch(c, out);
			if (status == OK && collect->progress)
				collect->progress(collect->context, out);
		} while (
		    status == OK && c->next < c->inbox.count && !stopped(c));
	if (collect->alarm)
		alarms_tell(&c->alarms, collect->alarm, collect->context);
	alarms_done(&c->alarms);
	inbox_done(&c->inbox);
	free(c->units);
	free(c->held);
	free(c);
	return status;
}

/* --- Epochs that end ---------------------------------------------------- */

static int
end_held(struct collecting *c, const struct office_held *due, int epoch)
{
	char *name = held_name(due);
	struct collect_paper paper = {.opened = true};
	struct office_held held;
	int status = office_held_take(c->plan->office, due->unit, due->epoch,
	    due->sequence, &held, c->err);

	memcpy(paper.summary.unit, due->unit, ID_SIZE);
	snprintf(paper.reason, sizeof(paper.reason),
	    _("It was held, and its epoch %d has ended: epoch %d is "
	      "approved."),
	    due->epoch, epoch);
	if (status == OK && held.text)
		status =
		    refuse(c, name, held.hash, (long long)held.len, &paper);
	free(held.text);
	free(name);
	return status;
}

/* The same work as collecting, without an inbox: refusals are kept in one
 * way. */
int
app_collect_end_epochs(struct office *office, const struct office_unit *unit,
    int32_t today, struct err *err)
{
	const struct app_collect plan = {.office = office, .today = today};
	struct collecting *c = mem_new(1, sizeof(*c));
	int status;

	c->plan = &plan;
	c->err = err;
	status = office_held_list(office, keep_held, c, err);
	for (int i = 0; status == OK && i < c->held_count; i++)
		if (c->held[i].epoch < unit->epoch &&
		    strcmp(c->held[i].unit, unit->unit) == 0)
			status = end_held(c, &c->held[i], unit->epoch);
	free(c->held);
	free(c);
	return status;
}
