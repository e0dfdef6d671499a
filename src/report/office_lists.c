/*
 * What a unit's page and the organization's have in common beside charts:
 * notes, actions, answers by tier, what was withheld. See office_parts.h.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report/html.h"
#include "report/office_parts.h"
#include "util/i18n.h"

/* --- notes --- */

static const char *const note_columns[NOTE_KINDS] = {
    [NOTE_MATTERS] = N_("What matters"),
    [NOTE_BRIGHT] = N_("Bright spots"),
    [NOTE_PEBBLE] = N_("Pebbles"),
    [NOTE_STOP] = N_("Stop this"),
    [NOTE_THANKS] = N_("Thanks"),
};

/* What works stands first. */
static const int note_order[NOTE_KINDS] = {
    NOTE_BRIGHT, NOTE_THANKS, NOTE_MATTERS, NOTE_PEBBLE, NOTE_STOP};

/* Few themes and five kinds: looked through from the beginning each time. */
static int64_t
note_count(const struct office_counts *notes, int kind, const char *theme)
{
	for (int i = 0; i < notes->count; i++)
		if (notes->list[i]->kind == kind &&
		    strcmp(notes->list[i]->id, theme) == 0)
			return notes->list[i]->count[0];
	return 0;
}

/* True where the theme comes up first: it has its row there. */
static bool
first_of_theme(const struct office_counts *notes, int i)
{
	for (int k = 0; k < i; k++)
		if (strcmp(notes->list[k]->id, notes->list[i]->id) == 0)
			return false;
	return true;
}

void
office_notes(struct office_page *page, const struct office_counts *notes)
{
	const char *columns[NOTE_KINDS + 1] = {_("Theme")};

	office_section(page, _("What people noted"));
	if (notes->count == 0) {
		office_say(page, _("No notes were told."));
		office_section_end(page);
		return;
	}
	office_say(page, _("Counts only: what a note says never leaves its "
	                   "unit. A theme of fewer than 3 notes is counted "
	                   "under something else."));
	for (int k = 0; k < NOTE_KINDS; k++)
		columns[k + 1] = _(note_columns[note_order[k]]);
	office_table(
	    page, _("Notes by theme and kind"), columns, 1, NOTE_KINDS + 1);
	for (int i = 0; i < notes->count; i++) {
		const char *theme = notes->list[i]->id;

		if (!first_of_theme(notes, i))
			continue;
		office_row(page, office_theme(page, theme));
		for (int k = 0; k < NOTE_KINDS; k++)
			office_cell(
			    page, note_count(notes, note_order[k], theme));
		office_row_end(page);
	}
	office_table_end(page);
	office_section_end(page);
}

/* --- actions --- */

/* Of no open card there is no age: a dash, and no zero. */
static void
put_age(struct office_page *page, struct office_days *days)
{
	int median = office_days_median(days);
	char text[64];

	if (median < 0) {
		buf_add(page->out, "<td>–</td>");
		return;
	}
	snprintf(text, sizeof(text),
	    ngettext("%d day", "%d days", (unsigned long)median), median);
	html_in(page->out, "<td>", text, "</td>");
}

/* By tier, since each has its own to answer for. */
static void
put_tier(struct office_page *page, struct office_counts *actions, int tier)
{
	static const char *const captions[TIERS] = {
	    [TIER_UNIT] = N_("With the unit"),
	    [TIER_DEPARTMENT] = N_("With the department"),
	    [TIER_HOSPITAL] = N_("With the hospital"),
	};
	const char *const columns[] = {_("Theme"), _("New"), _("Agreed"),
	    _("Testing"), _("Done"), _("Closed"), _("Median age, open")};
	bool any = false;

	for (int i = 0; i < actions->count; i++) {
		struct office_count *row = actions->list[i];

		if (row->kind != tier)
			continue;
		if (!any)
			office_table(page, _(captions[tier]), columns, 1, 7);
		any = true;
		office_row(page, office_theme(page, row->id));
		for (int state = 0; state < ACTION_STATES; state++)
			office_cell(page, row->count[state]);
		put_age(page, &row->ages);
		office_row_end(page);
	}
	if (any)
		office_table_end(page);
}

/* Stocks: each unit's newest summary, of whatever week it is. */
void
office_actions(struct office_page *page, struct office_counts *actions)
{
	office_section(page, _("What became of it"));
	if (actions->count == 0)
		office_say(page, _("No actions were told."));
	else
		office_say(page,
		    page->weeks
		        ? _("Actions as each unit last told them. The age is "
		            "in the middle of what the units told.")
		        : _("Actions as last told."));
	for (int tier = 0; tier < TIERS; tier++)
		put_tier(page, actions, tier);
	office_section_end(page);
}

/* --- where answers stall --- */

/* Tiers, and never units: the table asks those who were asked. */
void
office_stalls(struct office_page *page, struct office_response response[TIERS])
{
	const char *const columns[] = {_("Asked"), _("Answered"),
	    _("Still waiting"), _("Median wait"), _("Nine in ten within"),
	    _("Units")};
	bool any = false;

	office_section(page, _("Where answers stall"));
	for (int tier = 0; tier < TIERS; tier++)
		any = any || response[tier].units > 0;
	if (!any) {
		office_say(page, _("Nothing was told: response times are told "
		                   "from 5 answered up."));
		office_section_end(page);
		return;
	}
	office_say(page,
	    page->weeks
	        ? _("How long a first answer takes. Waits are those of the "
	            "unit in the middle, as each last told them.")
	        : _("How long a first answer takes, as last told."));
	office_table(page, _("First answers by who was asked"), columns, 1,
	    page->weeks ? 6 : 5);
	for (int tier = 0; tier < TIERS; tier++) {
		if (response[tier].units == 0)
			continue;
		office_row(page, _(tier_titles[tier]));
		office_cell(page, response[tier].answered);
		office_cell(page, response[tier].unanswered);
		put_age(page, &response[tier].median);
		put_age(page, &response[tier].p90);
		if (page->weeks)
			office_cell(page, response[tier].units);
		office_row_end(page);
	}
	office_table_end(page);
	office_section_end(page);
}

/* --- what was not told --- */

/* A part of a newer format is shown as it is. */
static const char *
part_title(const char *part)
{
	static const struct {
		const char *part, *title;
	} titles[] = {{"pulse", N_("answers")}, {"notes", N_("notes")},
	    {"actions", N_("actions")}, {"response", N_("response times")},
	    {"buddies", N_("buddies")}, {"dropped", N_("dropped tasks")},
	    {"shift", N_("numbers of the shift")}};

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (strcmp(titles[i].part, part) == 0)
			return _(titles[i].title);
	return part;
}

/* Reasons stand in the file in English, as release.h has them: that is what
 * they are translated by. */
void
office_withheld(struct office_page *page, const struct office_counts *withheld)
{
	const char *const columns[] = {
	    _("What"), _("Why"), _("Periods"), _("Units")};

	office_section(page, _("What was not told, and why"));
	if (withheld->count == 0) {
		office_say(page, _("Everything was told."));
		office_section_end(page);
		return;
	}
	office_say(page, _("Small numbers stay in the unit, so that nobody can "
	                   "be made out in them."));
	office_table(
	    page, _("Withheld, in periods"), columns, 2, page->weeks ? 4 : 3);
	for (int i = 0; i < withheld->count; i++) {
		const struct office_count *row = withheld->list[i];

		office_row(page, part_title(row->id));
		office_words(page, _(row->reason));
		office_cell(page, row->count[0]);
		if (page->weeks)
			office_cell(page, row->units);
		office_row_end(page);
	}
	office_table_end(page);
	office_section_end(page);
}

/* For who finds the page without knowing how it came about; on each of them. */
void
office_reading(struct office_page *page)
{
	static const char *const lines[] = {
	    N_("Every count of answers was blurred once, in its unit, when its "
	       "huddle ended. The band around a line is the give or take of "
	       "that blur: it holds the unblurred share 9 times in 10."),
	    N_("The dashed line is the median. A line breaks where fewer than "
	       "5 answered, where the give or take is half of the answers or "
	       "more, or nothing came; small marks below stand for these "
	       "periods. They are never a zero."),
	    N_("Answers counted with another version of the questions, or "
	       "blurred otherwise, are never put into the same line."),
	};

	office_section(page, _("How to read this"));
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		office_say(page, _(lines[i]));
	office_section_end(page);
}
