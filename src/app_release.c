/*
 * Sealing: periods that are over become releases, and a store that has lost
 * some is noticed. See app_release.h; the way to the office is app_outbox.c.
 */
#include "app_release.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/repo_shift.h"
#include "sync/format.h"
#include "sync/unit_key.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/number.h"

#define HEAD_FORMAT "huddle-ledger/1"
#define HEAD_MAX 256 /* bytes */

/* A clock far off after years of silence seals at most so many at once; the
 * rest follows at the next start. Ten years of weeks. */
#define SEAL_MOST 520

/* --- The copy of the chain's last link ------------------------------------ */

/* In the folder that no backup has; hidden there, since people look into it
 * for the keys of open boxes. */

static char *
head_path(const struct app *app)
{
	return mem_printf("%s/.ledger-%s", app->config.keys, app->config.unit);
}

/* One line: format, epoch, sequence, last day, hash; "-" where there is
 * none. */
static int
head_write(
    const struct app *app, const struct ledger_head *head, struct err *err)
{
	char *path = head_path(app);
	struct buf text = BUF_INIT;
	char to[DATE_TEXT_SIZE] = "-";
	int result = file_make_folder(app->config.keys, err);

	if (head->to != DATE_NONE)
		date_format(head->to, to);
	buf_addf(&text, "%s %d %d %s %s\n", HEAD_FORMAT, head->epoch,
	    head->sequence, to, head->hash[0] ? head->hash : "-");
	if (result == OK)
		result =
		    file_replace(path, 0600, buf_text(&text), text.len, err);
	buf_done(&text);
	free(path);
	return result;
}

/* The next word of a line, "" if there is none; ends the text before it. */
static const char *
next_word(char **rest)
{
	const char *word = strsep(rest, " \n");

	return word ? word : "";
}

static bool
head_parse(char *text, struct ledger_head *head)
{
	const char *words[5];
	int32_t epoch, sequence;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		words[i] = next_word(&text);
	*head = (struct ledger_head){.to = DATE_NONE};
	if (strcmp(words[0], HEAD_FORMAT) != 0 ||
	    number_list(words[1], &epoch, 1) != 1 || epoch < 1 ||
	    number_list(words[2], &sequence, 1) != 1 || sequence < 0)
		return false;
	head->epoch = epoch;
	head->sequence = sequence;
	if (strcmp(words[4], "-") != 0)
		snprintf(head->hash, sizeof(head->hash), "%s", words[4]);
	return strcmp(words[3], "-") == 0 || date_parse(words[3], &head->to);
}

/* *there is false if there is no copy yet. */
static int
head_read(const struct app *app, struct ledger_head *head, bool *there,
    struct err *err)
{
	char *path = head_path(app);
	struct buf text = BUF_INIT;
	char *whole;
	int result = OK;

	*there = file_exists(path);
	if (*there)
		result = file_read(path, HEAD_MAX, &text, err);
	whole = buf_take(&text);
	if (*there && result == OK && !head_parse(whole, head))
		result = err_set(err, ERR_DATA,
		    _("%s is damaged: it tells which release was the last. "
		      "Nothing is sealed until it is put right, or removed if "
		      "this store was never restored from a backup."),
		    path);
	free(whole);
	free(path);
	return result;
}

/* As the store has it now. Held, since another program that seals must not be
 * overtaken by an older copy. */
static int
head_keep(struct app *app, struct err *err)
{
	struct ledger_head head;
	int result = db_begin(app->db, err);

	if (result == OK)
		result = release_head(app->db, &head, err);
	if (result == OK)
		result = head_write(app, &head, err);
	db_rollback(app->db);
	return result;
}

/* Begins the new epoch, if the store is still a restored one now that nobody
 * else seals: another program may have sealed between the two looks. Needs a
 * transaction. */
static int
begin_epoch(
    struct app *app, struct ledger_head *head, bool *restarted, struct err *err)
{
	struct ledger_head store, copy;
	bool there = false;
	int result = release_head(app->db, &store, err);

	if (result == OK)
		result = head_read(app, &copy, &there, err);
	*restarted = result == OK && there &&
	             ledger_compare(&store, &copy) == LEDGER_COPY_RESTORED;
	if (!*restarted)
		return result;
	*head = ledger_restored(&store, &copy);
	result = release_restart(app->db, head, err);
	/* The newest one without a file is perhaps none that the copy ever
	 * knew, and another one left in its place. */
	if (result == OK && app->config.office_key)
		result = release_give_up(app->db, err);
	return result;
}

static void
tell_restored(struct app *app, const struct ledger_head *head)
{
	struct err notice = {""};

	err_set(&notice, OK,
	    _("This store was restored from an older copy. Releases go on as "
	      "number 1 of epoch %d; the office has to approve that."),
	    head->epoch);
	app_notice(app, &notice);
	notice.text[0] = '\0';
	/* The boxes that ended with it: their keys go, and their traces. */
	if (round_tidy(app->db, &app->keys, app_shift(app).day, &notice) < 0 ||
	    db_scrub(app->db, &notice) < 0)
		app_notice(app, &notice);
}

/* A store that has lost releases goes on in a new epoch. Committed before the
 * copy says so: if it is killed in between, the next start finds the store
 * ahead of its copy, and does not take it for restored once more. */
static int
restart(struct app *app, struct err *err)
{
	struct ledger_head head;
	bool restarted = false;
	int result = db_begin(app->db, err);

	if (result == OK)
		result = begin_epoch(app, &head, &restarted, err);
	if (result == OK)
		result = db_commit(app->db, err);
	db_rollback(app->db);
	if (result == OK && restarted)
		result = head_keep(app, err);
	if (result == OK && restarted)
		tell_restored(app, &head);
	return result;
}

/* *again: the store's head may be another one by now. */
static int
check_head(struct app *app, const struct ledger_head *head, bool *again,
    struct err *err)
{
	struct ledger_head copy;
	bool there;
	int result = head_read(app, &copy, &there, err);

	*again = false;
	/* Before the first release there is nothing to lose. */
	if (result < 0 || (!there && head->to == DATE_NONE))
		return result;
	switch (ledger_compare(head, there ? &copy : NULL)) {
	case LEDGER_COPY_OLD:
		return head_keep(app, err);
	case LEDGER_COPY_RESTORED:
		*again = true;
		return restart(app, err);
	default:
		return OK;
	}
}

/* --- One release ---------------------------------------------------------- */

/* What is told, as the file will have it: every export shows these bytes, and
 * the hash that chains releases is theirs. */
static int
make_document(struct app *app, struct release *release,
    struct release_facts *facts, int next_key, struct err *err)
{
	const struct config *config = &app->config;
	uint8_t key[SEAL_KEY_BYTES], hash[CRYPT_HASH_BYTES];
	struct buf text = BUF_INIT;
	struct summary summary;
	int result = OK;

	summary_init(&summary);
	snprintf(summary.organization, ID_SIZE, "%s", config->organization);
	snprintf(summary.unit, ID_SIZE, "%s", config->unit);
	snprintf(summary.name, SUMMARY_NAME_SIZE, "%s", config->unit_name);
	snprintf(summary.site, ID_SIZE, "%s", config->site);
	snprintf(summary.previous, SUMMARY_HASH_SIZE, "%s", release->previous);
	summary.epoch = release->epoch;
	summary.sequence = release->sequence;
	summary.from = release->period.from;
	summary.to = release->period.to;
	/* Made within the transaction: no other program makes the same key
	 * meanwhile (unit_key_make). */
	if (next_key) {
		const struct unit_key next = {
		    config->keys, config->organization, config->unit, next_key};

		result = unit_key_make(&next, key, err);
		if (result == OK)
			crypt_hex(summary.next_key, key, sizeof(key));
	}
	if (result == OK && config->release_shift_numbers)
		result = shift_number_sums(
		    app->db, summary.from, summary.to, &summary, err);
	if (result == OK) {
		release_build(&summary, facts);
		format_json(&text, &summary);
		crypt_hash(hash, buf_text(&text), text.len);
		crypt_hex(release->hash, hash, sizeof(hash));
		release->document = buf_take(&text);
	}
	buf_done(&text);
	summary_done(&summary);
	return result;
}

/* Random, so that a folder or a lost stick does not tell whose file it is, of
 * when. Drawn once, when it is sealed: who makes or sends the file again writes
 * over the same one. */
static void
name_file(struct release *release)
{
	uint8_t name[16];
	char hex[2 * sizeof(name) + 1];

	crypt_random.bytes(crypt_random.context, name, sizeof(name));
	crypt_hex(hex, name, sizeof(name));
	snprintf(
	    release->file, sizeof(release->file), "%s%s", hex, SEAL_SUFFIX);
}

/* The next link; needs a transaction, in which the facts are read too: a round
 * that closes meanwhile is in this release or in a later one, never in both. */
static int
seal_period(struct app *app, const struct ledger_head *head,
    struct period period, int32_t today, struct release *release,
    struct err *err)
{
	const struct config *config = &app->config;
	struct release_facts facts = {0};
	int next_key;
	int result = release_keys(app->db, &release->key, &next_key, err);

	release->epoch = head->epoch;
	release->sequence = head->sequence + 1;
	release->period = period;
	release->sealed = today;
	release->sent = DATE_NONE;
	snprintf(release->previous, SUMMARY_HASH_SIZE, "%s", head->hash);
	name_file(release);
	if (result == OK)
		result = release_facts_read(app->db, period, &facts, err);
	facts.period_kind = (enum period_kind)config->period;
	period_planned(config->plans, config->plan_count, &config->shifts,
	    period, facts.huddles.planned);
	if (result == OK)
		result = make_document(app, release, &facts, next_key, err);
	if (result == OK)
		result = release_keep(app->db, release, &facts, err);
	/* What is announced signs from the next one on. */
	if (result == OK && next_key)
		result = release_keys_set(app->db, next_key, 0, err);
	release_facts_free(&facts);
	return result;
}

static bool
clock_moves(const struct ledger *ledger, int32_t today)
{
	const struct ledger_clock known = ledger_believe(ledger, today);

	return known.day != ledger->clock.day;
}

/* Keeps what is known of the clock: before anything is written under it. */
static int
keep_clock(struct app *app, struct ledger *ledger, int32_t today, bool confirm,
    struct err *err)
{
	if (confirm)
		ledger->clock = ledger_confirm(ledger, today);
	else if (clock_moves(ledger, today))
		ledger->clock = ledger_believe(ledger, today);
	else
		return OK;
	return release_clock_set(app->db, &ledger->clock, err);
}

/* Looks at the ledger and seals the next period if it may: *head is then the
 * new one. Needs a transaction. */
static int
seal_next(struct app *app, int32_t today, bool confirm,
    struct ledger_head *head, enum ledger_verdict *verdict, struct err *err)
{
	struct release release = {.id = 0};
	struct ledger ledger;
	struct period next = {DATE_NONE, DATE_NONE};
	int result = release_ledger(app->db, today, &ledger, err);

	if (result == OK)
		result = keep_clock(app, &ledger, today, confirm, err);
	if (result == OK)
		*verdict = ledger_next(&ledger,
		    (enum period_kind)app->config.period, today, &next);
	if (result == OK && *verdict == LEDGER_SEAL) {
		result =
		    seal_period(app, &ledger.head, next, today, &release, err);
		*head = ledger.head;
		head->sequence = release.sequence;
		head->to = release.period.to;
		memcpy(head->hash, release.hash, SUMMARY_HASH_SIZE);
	}
	release_done(&release);
	return result;
}

/* The copy is written once the store has it for certain: a copy that is ahead
 * means a restored store. */
static int
seal_and_keep(struct app *app, int32_t today, bool confirm,
    enum ledger_verdict *verdict, struct err *err)
{
	struct ledger_head head;
	int result = db_begin(app->db, err);

	if (result == OK)
		result = seal_next(app, today, confirm, &head, verdict, err);
	if (result == OK)
		result = db_commit(app->db, err);
	db_rollback(app->db);
	if (result == OK && *verdict == LEDGER_SEAL)
		result = head_keep(app, err);
	return result;
}

/* --- For everybody -------------------------------------------------------- */

int
app_release_known(struct app *app, struct err *err)
{
	struct ledger_head head;
	bool again;
	int result = release_head(app->db, &head, err);

	return result == OK ? check_head(app, &head, &again, err) : result;
}

int
app_release_due(struct app *app, struct period *next,
    enum ledger_verdict *verdict, struct err *err)
{
	int32_t today = app_shift(app).day;
	struct ledger ledger;
	int result = release_ledger(app->db, today, &ledger, err);

	if (result == OK)
		*verdict = ledger_next(
		    &ledger, (enum period_kind)app->config.period, today, next);
	return result;
}

bool
app_release_doubt(struct app *app)
{
	int32_t today = app_shift(app).day;
	struct ledger ledger;

	return release_ledger(app->db, today, &ledger, NULL) < 0 ||
	       ledger_doubts(&ledger, today);
}

/* Which were not over when they were: by a clock that was ahead, or a shift
 * that began earlier then. */
static void
tell_released_days(struct app *app, int32_t to)
{
	struct err notice = {""};
	char day[DATE_TEXT_SIZE];

	date_format(to, day);
	err_set(&notice, OK,
	    _("Days up to %s are released already: notes and huddles of these "
	      "days will be in no release. All else goes on."),
	    day);
	app_notice(app, &notice);
}

/* What a start has to see to: *next says what is to be sealed, *waits whether
 * anything is to be written at all. */
static int
look(struct app *app, int32_t today, enum ledger_verdict *next, bool *waits,
    struct err *err)
{
	struct ledger ledger;
	struct period period;
	bool again = false;
	int result = release_ledger(app->db, today, &ledger, err);

	if (result == OK)
		result = check_head(app, &ledger.head, &again, err);
	if (result == OK && again)
		result = release_ledger(app->db, today, &ledger, err);
	if (result < 0)
		return result;
	*next = ledger_next(
	    &ledger, (enum period_kind)app->config.period, today, &period);
	*waits = *next == LEDGER_SEAL || clock_moves(&ledger, today);
	if (*next == LEDGER_NOTHING && today <= ledger.head.to)
		tell_released_days(app, ledger.head.to);
	return OK;
}

int
app_release_seal(struct app *app, bool confirm, int *sealed,
    enum ledger_verdict *verdict, struct err *err)
{
	enum ledger_verdict why = LEDGER_NOTHING;
	int32_t today = app_shift(app).day;
	struct err notice = {""};
	bool waits = false;
	int count = 0, made;
	int result = look(app, today, &why, &waits, err);

	waits = waits || confirm;
	/* Looked at without a transaction first: most starts have nothing to
	 * seal or to keep, and need not wait in the queue for that. seal_next
	 * looks again. */
	while (result == OK && waits && count < SEAL_MOST) {
		result = seal_and_keep(app, today, confirm, &why, err);
		if (result < 0 || why != LEDGER_SEAL)
			break;
		/* Said once; the store keeps it. */
		confirm = false;
		count++;
	}
	if (sealed)
		*sealed = count;
	if (verdict)
		*verdict = why;
	/* What is sealed is sealed: without a file it waits. */
	if (result == OK && app_release_make(app, &made, &notice) < 0)
		app_notice(app, &notice);
	return result;
}

int
app_release_seal_at(struct app *app, int32_t today, struct err *err)
{
	enum ledger_verdict verdict = LEDGER_SEAL;
	struct ledger_head head;
	int result = OK;

	while (result == OK && verdict == LEDGER_SEAL)
		result = seal_next(app, today, false, &head, &verdict, err);
	return result;
}

const char *
app_release_verdict(enum ledger_verdict verdict)
{
	switch (verdict) {
	case LEDGER_WAITS:
		return _("A huddle of that time is still open; its end is "
		         "waited for, a day at most.");
	case LEDGER_CLOCK_BEHIND:
		return _("The clock is behind the newest record or release, "
		         "so nothing is sealed until a manager confirms it.");
	case LEDGER_CLOCK_AHEAD:
		return _("The clock is more than 35 days ahead of the newest "
		         "record, so nothing is sealed until a manager "
		         "confirms it.");
	default:
		return "";
	}
}
