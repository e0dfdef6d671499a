/*
 * huddle office status: who reported, who is silent, who is small, what waits
 * and what was refused.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_tell.h"
#include "cli/cmd_office.h"
#include "cli/json.h"
#include "util/buf.h"
#include "util/crypt.h"
#include "util/i18n.h"
#include "util/utf8.h"

enum { STATUS_QUIET = OFFICE_OPTIONS };

/* Lines for people: many of them would hide all else. */
#define GROUPS_SHOWN 20

/* Goes from reader to reader; lists are filled for JSON only. */
struct office_status {
	const struct cli *cli;
	int32_t today;
	int64_t quiet_days;
	int64_t silent, small;
	int groups_shown;
	json_t *units, *held, *refused;
};

/* Who has told nothing yet is waited for from the day of enrolling. */
static bool
is_silent(const struct office_status *status, const struct office_unit *unit)
{
	int32_t newest = unit->to == DATE_NONE ? unit->enrolled : unit->to;

	return status->today - newest > status->quiet_days;
}

/* What people read; names come from units, file names from anybody. */
static void
print_clean(const char *line)
{
	struct buf safe = BUF_INIT;

	utf8_clean(&safe, line, strlen(line));
	puts(buf_text(&safe));
	buf_done(&safe);
}

/* "Small" is no reproach: fewer than five answered, and that is told later. */
static bool
one_unit(void *context, const struct office_unit *unit)
{
	struct office_status *status = context;
	bool silent = is_silent(status, unit);
	char fingerprint[SEAL_FINGERPRINT_SIZE], date[DATE_TEXT_SIZE] = "";
	struct buf line = BUF_INIT;

	status->silent += silent;
	status->small += unit->small;
	seal_fingerprint(unit->key, fingerprint);
	if (status->cli->json) {
		json_array_append_new(status->units,
		    json_pack("{s:s, s:s, s:s, s:i, s:i, s:o, s:o, s:o, s:b, "
		              "s:b, s:s}",
		        "unit", unit->unit, "name", unit->name, "site",
		        unit->site, "epoch", unit->epoch, "sequence",
		        unit->sequence, "from", json_day(unit->from), "to",
		        json_day(unit->to), "enrolled",
		        json_day(unit->enrolled), "silent", silent, "small",
		        unit->small, "fingerprint", fingerprint));
		return true;
	}
	buf_addf(&line, "  %s", unit->name[0] ? unit->name : unit->unit);
	if (unit->name[0])
		buf_addf(&line, " (%s)", unit->unit);
	/* How far it came, and not how long ago: the days of a release are what
	 * people know it by. */
	if (unit->to == DATE_NONE) {
		buf_add(&line, _(": nothing yet"));
	} else {
		date_format(unit->to, date);
		buf_addf(&line, _(": up to %s"), date);
	}
	if (silent)
		buf_add(&line, _(", silent"));
	if (unit->small)
		buf_add(&line, _(", too small to tell of its pulse"));
	print_clean(buf_text(&line));
	buf_done(&line);
	return true;
}

/* Ids and numbers of a signed summary: safe to print. */
static bool
one_held(void *context, const struct office_held *held)
{
	struct office_status *status = context;

	if (status->cli->json)
		json_array_append_new(status->held,
		    json_pack("{s:s, s:i, s:i}", "unit", held->unit, "epoch",
		        held->epoch, "sequence", held->sequence));
	else
		printf(_("  held: %s, number %d of epoch %d\n"), held->unit,
		    held->sequence, held->epoch);
	return true;
}

/* Each file, for programs. */
static bool
one_refused(void *context, const struct office_refused *refused)
{
	struct office_status *status = context;

	json_array_append_new(status->refused,
	    json_pack("{s:s, s:s, s:I, s:s, s:o, s:b, s:s}", "file",
	        refused->file, "hash", refused->hash, "size",
	        (json_int_t)refused->size, "unit", refused->unit, "day",
	        json_day(refused->day), "alarm", refused->alarm, "reason",
	        refused->reason));
	return true;
}

/* For people, enough to see what is the matter: a line a reason, however many
 * files were refused for it. */
static bool
one_group(void *context, const struct office_refused_group *group)
{
	struct office_status *status = context;
	struct buf line = BUF_INIT;

	if (status->groups_shown == GROUPS_SHOWN) {
		puts(_("  ... all of them with --json"));
		return false;
	}
	status->groups_shown++;
	buf_addf(&line, "  %s", group->alarm ? _("alarm: ") : "");
	if (group->files == 1)
		buf_add(&line, group->file);
	else
		buf_addf(&line,
		    ngettext("%lld file, it is %s", "%lld files, one is %s",
		        (unsigned long)group->files),
		    (long long)group->files, group->file);
	buf_addf(&line, ": %s", group->reason);
	print_clean(buf_text(&line));
	buf_done(&line);
	return true;
}

static int
tell_refused(
    struct office_status *status, struct office *office, struct err *err)
{
	return status->cli->json
	           ? office_refusals(office, one_refused, status, err)
	           : office_refused_groups(office, one_group, status, err);
}

/* The last line, for those who read no other. */
static void
tell_counts(
    const struct office_status *status, const struct office_counts *counts)
{
	printf(ngettext(
	           "%lld unit, ", "%lld units, ", (unsigned long)counts->units),
	    (long long)counts->units);
	printf(_("%lld silent, %lld small; "), (long long)status->silent,
	    (long long)status->small);
	printf(ngettext("%lld summary, ", "%lld summaries, ",
	           (unsigned long)counts->summaries),
	    (long long)counts->summaries);
	printf(_("%lld held, %lld quarantined, "), (long long)counts->held,
	    (long long)counts->refused);
	printf(ngettext("%lld alarm\n", "%lld alarms\n",
	           (unsigned long)counts->alarms),
	    (long long)counts->alarms);
}

/* Counts at the end, since readers count who is silent and who is small. */
static int
tell(struct office_status *status, struct office *office, struct err *err)
{
	struct office_counts counts;
	int result;

	if (!status->cli->json)
		puts(office_organization(office));
	result = office_units(office, one_unit, status, err);
	if (result == OK)
		result = office_held_list(office, one_held, status, err);
	if (result == OK)
		result = tell_refused(status, office, err);
	if (result == OK)
		result = office_counts(office, &counts, err);
	if (result == OK && status->cli->json)
		json_print(json_pack("{s:s, s:O, s:O, s:O, s:{s:I, s:I, s:I, "
		                     "s:I, s:I, s:I, s:I}}",
		               "organization", office_organization(office),
		               "units", status->units, "held", status->held,
		               "quarantined", status->refused, "counts",
		               "units", (json_int_t)counts.units, "silent",
		               (json_int_t)status->silent, "small",
		               (json_int_t)status->small, "summaries",
		               (json_int_t)counts.summaries, "held",
		               (json_int_t)counts.held, "quarantined",
		               (json_int_t)counts.refused, "alarms",
		               (json_int_t)counts.alarms),
		    "huddle-office-status/1");
	else if (result == OK)
		tell_counts(status, &counts);
	return result;
}

int
cmd_office_status(const struct cli *cli, struct err *err)
{
	struct office_status status = {.cli = cli,
	    .today = office_today(),
	    .quiet_days = OFFICE_QUIET_DAYS,
	    .units = json_array(),
	    .held = json_array(),
	    .refused = json_array()};
	struct office *office = NULL;
	int result = OK;

	if (cli->option[STATUS_QUIET])
		result = cli_number("--quiet-days", cli->option[STATUS_QUIET],
		    1, 3650, &status.quiet_days, err);
	if (result == OK)
		result = office_cli_open(cli, &office, err);
	if (result == OK)
		result = tell(&status, office, err);
	office_close(office);
	json_decref(status.units);
	json_decref(status.held);
	json_decref(status.refused);
	return result;
}
