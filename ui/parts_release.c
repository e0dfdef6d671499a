/*
 * Releases in words. See parts_release.h.
 */
#include "ui/parts_release.h"

#include <libintl.h>
#include <stdio.h>

#include "ui/layout.h"
#include "util/i18n.h"

#define LATE_DAYS 7
#define YEAR_BYTES 5 /* "2025-" */
#define PROBLEM_ROWS 6

/* "week 47 of 2025" where the year is not this one. */
static void
week_text(const struct facts *facts, int32_t day, char out[PART_PERIOD_SIZE])
{
	int year, now, week = date_iso_week(day, &year);

	date_iso_week(facts->wall.day, &now);
	if (year == now)
		snprintf(out, PART_PERIOD_SIZE, _("week %d"), week);
	else
		snprintf(out, PART_PERIOD_SIZE, _("week %d of %d"), week, year);
}

void
part_period(
    const struct facts *facts, struct period period, char out[PART_PERIOD_SIZE])
{
	char from[PART_DAY_SIZE], to[PART_DAY_SIZE];
	int year, now, unused;

	if (period.to - period.from == 6 && date_weekday(period.from) == 1) {
		week_text(facts, period.from, out);
		return;
	}
	date_to_ymd(facts->wall.day, &now, &unused, &unused);
	date_to_ymd(period.from, &year, &unused, &unused);
	if (year == now) {
		part_day(facts, period.from, from);
		part_day(facts, period.to, to);
		snprintf(out, PART_PERIOD_SIZE, _("%s to %s"), from, to);
	} else { /* a year's name alone would not tell which days */
		date_format(period.from, from);
		date_format(period.to, to);
		snprintf(out, PART_PERIOD_SIZE, _("%s to %s"), from,
		    to + YEAR_BYTES);
	}
}

const char *
part_release_word(const struct facts *facts, const struct fact_release *release)
{
	if (release->sent != DATE_NONE)
		return _("sent");
	if (release->lost)
		return _("never sent");
	return facts->ledger.address ? _("waiting") : _("kept here");
}

void
part_release(const struct facts *facts, const struct fact_release *release,
    char out[PART_RELEASE_SIZE])
{
	char day[64];

	if (release->sent != DATE_NONE) {
		layout_date(facts, release->sent, day);
		snprintf(out, PART_RELEASE_SIZE, _("sent %s"), day);
	} else if (release->lost) {
		snprintf(
		    out, PART_RELEASE_SIZE, "%s", _("never sent: given up"));
	} else if (!facts->ledger.address) {
		snprintf(out, PART_RELEASE_SIZE, "%s",
		    _("waiting: no office is configured"));
	} else if (release->tries > 0) {
		snprintf(out, PART_RELEASE_SIZE,
		    ngettext("waiting, tried once", "waiting, tried %d times",
		        (unsigned long)release->tries),
		    release->tries);
	} else {
		snprintf(out, PART_RELEASE_SIZE, "%s", _("waits to be sent"));
	}
}

static void
about_file(
    struct cells *cells, struct area *area, const struct fact_release *release)
{
	if (release->file[0]) {
		area_skip(area, 1);
		area_heading(cells, area, _("Its file"), 0, NULL);
		area_wrap(cells, area, 2, STYLE_NORMAL, release->file);
	}
	if (release->hash[0]) {
		area_skip(area, 1);
		area_heading(
		    cells, area, _("SHA-256 of what is in it"), 0, NULL);
		area_wrap(cells, area, 3, STYLE_NORMAL, release->hash);
	}
}

void
part_release_about(struct cells *cells, struct area *area,
    const struct facts *facts, const struct fact_release *release)
{
	char from[64], to[64], text[PART_RELEASE_SIZE + 64];

	if (release->epoch > 1)
		snprintf(text, sizeof(text), _("Release %d of epoch %d"),
		    release->sequence, release->epoch);
	else
		snprintf(
		    text, sizeof(text), _("Release %d"), release->sequence);
	area_heading(cells, area, text, 0, NULL);
	layout_date(facts, release->period.from, from);
	layout_date(facts, release->period.to, to);
	snprintf(text, sizeof(text), _("%s to %s"), from, to);
	area_wrap(cells, area, 2, STYLE_NORMAL, text);
	layout_date(facts, release->sealed, from);
	snprintf(text, sizeof(text), _("sealed %s"), from);
	area_wrap(cells, area, 2, STYLE_NORMAL, text);
	part_release(facts, release, text);
	area_wrap(cells, area, 2, STYLE_NORMAL, text);
	if (release->sent == DATE_NONE && release->problem[0])
		area_wrap(
		    cells, area, PROBLEM_ROWS, STYLE_DIM, release->problem);
	about_file(cells, area, release);
}

void
part_ledger(const struct facts *facts, char *out, size_t size)
{
	const struct fact_ledger *ledger = &facts->ledger;
	char period[PART_PERIOD_SIZE], since[PART_DAY_SIZE];

	part_period(facts, ledger->last, period);
	part_day(facts, ledger->waiting_since, since);
	if (!ledger->address && ledger->waiting > 0)
		snprintf(out, size, _("%s, kept here"), period);
	else if (ledger->waiting == 0 && ledger->lost)
		snprintf(out, size, _("%s, never sent: given up"), period);
	else if (ledger->waiting == 0)
		snprintf(out, size, _("%s, sent"), period);
	else if (ledger->waiting == 1)
		snprintf(out, size, _("%s, since %s"), period, since);
	else
		snprintf(out, size,
		    ngettext("%d release, since %s", "%d releases, since %s",
		        (unsigned long)ledger->waiting),
		    ledger->waiting, since);
}

bool
part_ledger_late(const struct facts *facts)
{
	const struct fact_ledger *ledger = &facts->ledger;

	return ledger->address && ledger->waiting > 0 &&
	       facts->shift.day - ledger->waiting_since > LATE_DAYS;
}

bool
part_ledger_doubt(const struct facts *facts)
{
	return facts->ledger.verdict == LEDGER_CLOCK_BEHIND ||
	       facts->ledger.verdict == LEDGER_CLOCK_AHEAD;
}
