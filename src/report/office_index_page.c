/*
 * The organization's page. See office_index_page.h. Units stand in the order
 * of their names, and nothing of theirs is set side by side.
 */
#include "report/office_index_page.h"

#include <inttypes.h>
#include <stdio.h>

#include "report/html.h"
#include "report/office_parts.h"
#include "util/date.h"
#include "util/i18n.h"

#define TEXT 512

/* --- who reports --- */

/* In the order of the page; those before NEW have reported. */
enum standing { REPORTING, SMALL, NEW, SILENT, STANDINGS };

/* Silent before all else: of what does not come, nothing is known. Who was
 * enrolled lately has nothing to tell for as long as others may be late. */
static enum standing
standing_of(
    const struct office_entry *entry, const struct office_pages_plan *plan)
{
	bool none = entry->last == DATE_NONE;
	int64_t since = none ? entry->enrolled : entry->last;

	if (plan->today - since > plan->quiet_days)
		return SILENT;
	if (none)
		return NEW;
	return entry->small ? SMALL : REPORTING;
}

/* Only who has told something has a page. */
static void
put_entry(struct office_page *page, const struct office_entry *entry,
    enum standing standing)
{
	char day[WEB_DAY_SIZE], text[TEXT];

	buf_add(page->out, "<li>");
	if (entry->last != DATE_NONE)
		html_in(page->out, "<a href=\"unit-", entry->unit, ".html\">");
	html_text(page->out, entry->name);
	if (entry->last != DATE_NONE)
		buf_add(page->out, "</a>");
	if (entry->site[0])
		html_in(page->out, " <span class=\"soft\">", entry->site,
		    "</span>");
	if (standing == SILENT && entry->last != DATE_NONE) {
		web_day(entry->last, day);
		snprintf(text, sizeof(text), _("last until %s"), day);
		html_in(page->out, " <span class=\"soft\">", text, "</span>");
	} else if (standing == SILENT) {
		html_in(page->out, " <span class=\"soft\">", _("nothing yet"),
		    "</span>");
	}
	buf_add(page->out, "</li>\n");
}

/* A standing that nobody has is left out, and its words are kind: who is silent
 * may need help. */
static void
put_standing(struct office_page *page, const struct office_entry *const *list,
    int count, enum standing standing)
{
	static const struct {
		const char *title, *about;
	} words[STANDINGS] = {
	    [REPORTING] = {N_("Reporting"), NULL},
	    [SMALL] = {N_("Small"),
	        N_("They report, but fewer than 5 answered in their latest "
	           "period; it is added to the next one.")},
	    [NEW] = {N_("New"), N_("Enrolled lately; nothing is due yet.")},
	    [SILENT] = {N_("Silent"),
	        N_("Nothing came lately. Somebody may need a hand: a call "
	           "helps more than a reminder.")},
	};
	int found = 0;

	for (int i = 0; i < count; i++)
		found += standing_of(list[i], page->plan) == standing;
	if (found == 0)
		return;
	html_in(page->out, "<h3>", _(words[standing].title), "");
	buf_addf(page->out, " <span class=\"soft\">%d</span></h3>\n", found);
	if (words[standing].about)
		office_say(page, _(words[standing].about));
	buf_add(page->out, "<ul class=\"units\">\n");
	for (int i = 0; i < count; i++)
		if (standing_of(list[i], page->plan) == standing)
			put_entry(page, list[i], standing);
	buf_add(page->out, "</ul>\n");
}

static void
put_units(
    struct office_page *page, const struct office_entry *const *list, int count)
{
	office_section(page, _("Units"));
	if (count == 0)
		office_say(page, _("No unit is enrolled yet."));
	for (int standing = 0; standing < STANDINGS; standing++)
		put_standing(page, list, count, (enum standing)standing);
	office_section_end(page);
}

/* --- the whole --- */

/* What the organization can do something about; nothing that one unit could be
 * held against another by. */
static void
put_figures(struct office_page *page, const struct office_gather *all,
    const struct office_entry *const *list, int count)
{
	int64_t held = 0, planned = 0;
	int reporting = 0;
	char text[TEXT];

	for (int i = 0; i < count; i++)
		reporting += standing_of(list[i], page->plan) < NEW;
	for (int i = 0; i < all->spans.count; i++) {
		const struct summary_huddles *huddles =
		    &all->spans.list[i].huddles;

		held += huddles->held[0] + huddles->held[1];
		planned += huddles->planned[0] + huddles->planned[1];
	}
	office_figures(page);
	snprintf(text, sizeof(text), _("%d of %d"), reporting, count);
	office_figure(page, text, _("units report"));
	snprintf(text, sizeof(text), _("%lld of %lld"), (long long)held,
	    (long long)planned);
	office_figure(page, text, _("huddles held of those planned"));
	snprintf(text, sizeof(text), "%" PRId64, all->dropped_minutes);
	office_figure(page, text,
	    _("minutes a shift given back by tasks that were dropped"));
	office_figures_end(page);
}

/* Said before any number is. */
static void
put_is(struct office_page *page)
{
	buf_add(page->out, "<div class=\"is\">\n");
	office_say(page,
	    _("This shows what the units' work asks of the organization: where "
	      "answers stall, what gets in the way, what works."));
	office_say(page,
	    _("It is not a ranking. Units differ in size, work and who "
	      "answers; "
	      "setting them side by side says nothing about their people. "
	      "Nothing in it is of one person."));
	buf_add(page->out, "</div>\n");
}

/* Where answers stall comes first: that is the organization's own part. */
void
office_index_page(struct buf *out, const struct office_pages_plan *plan,
    struct runchart_blurs *blurs, const struct office_entry *const *entries,
    int count, struct office_gather *all)
{
	struct office_page page = {.plan = plan,
	    .blurs = blurs,
	    .out = out,
	    .spans = &all->spans,
	    .weeks = true};
	const struct office_spans *spans = &all->spans;
	char text[2 * WEB_DAY_SIZE + 16];

	if (spans->count > 0)
		web_days((struct period){spans->list[0].days.from,
		             spans->list[spans->count - 1].days.to},
		    text);
	else
		snprintf(
		    text, sizeof(text), "%s", _("No summary has come yet."));
	office_page_begin(&page, _("How the units are doing"), text, false);
	put_is(&page);
	put_figures(&page, all, entries, count);
	put_units(&page, entries, count);
	if (spans->count > 0) {
		office_stalls(&page, all->response);
		office_actions(&page, &all->actions);
		office_notes(&page, &all->notes);
		office_charts(&page, &all->lines);
		office_response_chart(&page);
		office_withheld(&page, &all->withheld);
	}
	office_reading(&page);
	office_page_end(&page);
}
