/*
 * What became of what was said. See parts_said.h.
 */
#include "ui/parts_said.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "util/date.h"
#include "util/i18n.h"

/* Stops from the area's left; what is kept free before the time. */
#define WORD 2
#define TEXT 15
#define GAP 2
#define WHEN_SIZE 96

const struct said_room said_brief = {1, 0};
const struct said_room said_some = {2, 3};
const struct said_room said_all = {NOTE_CHARACTERS_MAX, NOTE_CHARACTERS_MAX};

const unsigned said_parts[SAID_PARTS] = {
    1 << SAID_DONE,
    1 << SAID_TRIED | 1 << SAID_AGREED,
    1 << SAID_ANSWERED,
    1 << SAID_CANT,
    1 << SAID_WAITING,
};

/* --- when --- */

/* Nobody has answered for as long as the unit allows itself. */
static bool
late(const struct facts *facts, const struct said *said)
{
	return said->kind == SAID_WAITING &&
	       facts->shift.day - said->day >= facts->rules.response_days;
}

/* "9 days, the hospital", "raised 12 Nov" */
static void
when(const struct facts *facts, const struct said *said, char *out, size_t size)
{
	int days = facts->shift.day - said->day;
	char day[PART_DAY_SIZE], age[48];

	if (said->kind != SAID_WAITING) {
		part_day(facts, said->raised, day);
		snprintf(out, size,
		    said->kind == SAID_ANSWERED ? _("asked %s")
		                                : _("raised %s"),
		    day);
		return;
	}
	snprintf(age, sizeof(age),
	    ngettext("%d day", "%d days", (unsigned long)days), days);
	if (days < 1)
		snprintf(age, sizeof(age), "%s", _("today"));
	if (said->tier > TIER_UNIT && said->tier < TIERS)
		snprintf(out, size, "%s%s, %s", late(facts, said) ? "! " : "",
		    age, _(tier_titles[said->tier]));
	else
		snprintf(out, size, "%s%s", late(facts, said) ? "! " : "", age);
}

/* --- an entry --- */

/* Lines of a text in so many columns, but at most `most`. */
static int
lines_of(const char *text, int columns, int most)
{
	int lines = part_lines(record_text(text), columns);

	return lines < most ? lines : most;
}

/* Columns that are left for what was said, beside the time. */
static int
said_columns(const struct facts *facts, const struct said *said, int columns)
{
	char time[WHEN_SIZE];

	when(facts, said, time, sizeof(time));
	return columns - TEXT - utf8_width(time) - GAP;
}

int
said_rows(const struct facts *facts, const struct said *said, int columns,
    const struct said_room *room)
{
	int beside = said_columns(facts, said, columns);
	int lines = lines_of(said->said, beside, room->said);

	return (lines > 0 ? lines : 1) +
	       lines_of(said->became, columns - TEXT, room->became);
}

static const char *
sign(const struct said *said)
{
	switch (said->kind) {
	case SAID_DONE:
	case SAID_ANSWERED:
		return SIGN_DONE;
	default:
		return SIGN_DOT;
	}
}

void
said_draw(struct cells *cells, struct area *area, const struct facts *facts,
    const struct said *said, bool focused, const struct said_room *room)
{
	int beside = said_columns(facts, said, area->columns);
	int rows = said_rows(facts, said, area->columns, room);
	struct area text = *area;
	char time[WHEN_SIZE];

	if (area->rows < 1)
		return;
	if (focused)
		cells_cursor(cells, area->row, area->column);
	cells_text(cells, area->row, area->column, 1,
	    focused ? STYLE_ACCENT : STYLE_DIM,
	    focused ? SIGN_FOCUS : sign(said));
	cells_text(cells, area->row, area->column + WORD, TEXT - WORD - 1,
	    focused ? STYLE_FOCUS : STYLE_NORMAL, _(said_titles[said->kind]));
	when(facts, said, time, sizeof(time));
	cells_right(cells, area->row, area->column + area->columns,
	    late(facts, said) ? STYLE_ALERT : STYLE_DIM, time);
	text.column += TEXT;
	text.columns = beside;
	area_wrap(cells, &text, room->said,
	    focused            ? STYLE_FOCUS
	    : room->became > 0 ? STYLE_BOLD
	                       : STYLE_NORMAL,
	    record_text(said->said));
	text.columns = area->columns - TEXT;
	area_wrap(cells, &text, room->became, STYLE_NORMAL,
	    record_text(said->became));
	area_skip(area, rows);
}

/* --- all of it --- */

static void
whole_dates(struct cells *cells, struct area *area, const struct facts *facts,
    const struct said *said)
{
	static const char *const then[SAID_KINDS] = {
	    [SAID_DONE] = N_("done %s"),
	    [SAID_TRIED] = N_("tried until %s"),
	    [SAID_ANSWERED] = N_("answered %s"),
	    [SAID_CANT] = N_("told %s"),
	    [SAID_AGREED] = N_("agreed %s"),
	    [SAID_WAITING] = N_("asked %s"),
	};
	char day[PART_DAY_SIZE], age[WHEN_SIZE], text[128];

	part_day(facts, said->raised, day);
	snprintf(text, sizeof(text), _("raised %s"), day);
	area_line(cells, area, STYLE_DIM, text);
	part_day(facts, said->day, day);
	snprintf(text, sizeof(text), _(then[said->kind]), day);
	area_line(cells, area, STYLE_DIM, text);
	if (said->kind != SAID_WAITING)
		return;
	when(facts, said, age, sizeof(age));
	snprintf(text, sizeof(text), "%s: %s", _(said_titles[said->kind]), age);
	area_line(
	    cells, area, late(facts, said) ? STYLE_ALERT : STYLE_NORMAL, text);
}

static void
whole_numbers(struct cells *cells, struct area *area, const struct said *said)
{
	char text[96];

	if (said->metoo > 0) {
		snprintf(text, sizeof(text),
		    ngettext("%d said me too", "%d said me too",
		        (unsigned long)said->metoo),
		    said->metoo);
		area_line(cells, area, STYLE_DIM, text);
	}
	if (said->minutes > 0) {
		snprintf(text, sizeof(text),
		    ngettext("It costs %d minute a shift.",
		        "It costs %d minutes a shift.",
		        (unsigned long)said->minutes),
		    said->minutes);
		area_line(cells, area, STYLE_DIM, text);
	}
	if (said->action) {
		snprintf(text, sizeof(text), _("card %lld"),
		    (long long)said->action);
		area_line(cells, area, STYLE_DIM, text);
	}
}

void
said_whole(struct cells *cells, struct area *area, const struct facts *facts,
    const struct said *said)
{
	area_line(cells, area, STYLE_BOLD, _(said_titles[said->kind]));
	if (said->note_kind >= 0 && said->note_kind < NOTE_KINDS)
		area_line(cells, area, STYLE_DIM,
		    _(note_kind_titles[said->note_kind]));
	area_skip(area, 1);
	area_wrap(cells, area, NOTE_CHARACTERS_MAX, STYLE_NORMAL,
	    record_text(said->said));
	if (record_text(said->became)[0]) {
		area_skip(area, 1);
		area_wrap(
		    cells, area, NOTE_CHARACTERS_MAX, STYLE_BOLD, said->became);
	}
	area_skip(area, 1);
	whole_dates(cells, area, facts, said);
	whole_numbers(cells, area, said);
}

/* --- on the spot --- */

void
said_respond(const struct said *said, struct effects *effects)
{
	struct request *request;

	if (said->kind != SAID_WAITING)
		return;
	request = effects_request(
	    effects, said->action ? REQUEST_RESPOND : REQUEST_ANSWER, true);
	request->action = said->action;
	request->tier = -1;
	request->version = said->version;
	snprintf(
	    request->note, NOTE_ID_SIZE, "%s", said->action ? "" : said->note);
}
