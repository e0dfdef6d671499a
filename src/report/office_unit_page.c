/*
 * One unit's page. See office_unit_page.h.
 */
#include "report/office_unit_page.h"

#include <inttypes.h>
#include <stdio.h>

#include "report/office_parts.h"
#include "util/i18n.h"

#define TEXT 256

/* Huddles over all periods of the page; what was given back, and pairs, as last
 * told. */
static void
put_figures(struct office_page *page, const struct office_gather *unit)
{
	int64_t held = 0, planned = 0;
	char text[TEXT];

	for (int i = 0; i < unit->spans.count; i++) {
		const struct summary_huddles *huddles =
		    &unit->spans.list[i].huddles;

		held += huddles->held[0] + huddles->held[1];
		planned += huddles->planned[0] + huddles->planned[1];
	}
	office_figures(page);
	snprintf(text, sizeof(text), _("%lld of %lld"), (long long)held,
	    (long long)planned);
	office_figure(page, text, _("huddles held of those planned"));
	snprintf(text, sizeof(text), "%" PRId64, unit->dropped_minutes);
	office_figure(page, text,
	    _("minutes a shift given back by tasks that were dropped"));
	/* Told from five up: none is "not told", and not zero. */
	if (unit->pairs > 0) {
		snprintf(text, sizeof(text), "%" PRId64, unit->pairs);
		office_figure(page, text, _("buddy pairs"));
	}
	office_figures_end(page);
}

/* An average over the shifts in which it was entered: those without are no
 * zeros. */
static void
put_shift(struct office_page *page, const struct office_counts *shift)
{
	const char *const columns[] = {
	    _("Number"), _("On average"), _("Shifts told")};

	if (shift->count == 0)
		return;
	office_section(page, _("Numbers of the shift"));
	office_table(page, _("As entered at huddles"), columns, 1, 3);
	for (int i = 0; i < shift->count; i++) {
		const struct office_count *row = shift->list[i];

		office_row(page, row->id);
		if (row->count[1] > 0)
			buf_addf(page->out, "<td>%.1f</td>",
			    (double)row->count[0] / (double)row->count[1]);
		else
			buf_add(page->out, "<td>–</td>");
		office_cell(page, row->count[1]);
		office_row_end(page);
	}
	office_table_end(page);
	office_section_end(page);
}

/* Here people come first: what they said, who answered, what they noted. */
void
office_unit_page(struct buf *out, const struct office_pages_plan *plan,
    struct runchart_blurs *blurs, const char *name, const char *site,
    struct office_gather *unit)
{
	struct office_page page = {
	    .plan = plan, .blurs = blurs, .out = out, .spans = &unit->spans};
	const struct office_spans *spans = &unit->spans;
	char days[2 * WEB_DAY_SIZE + 16], text[TEXT];

	web_days((struct period){spans->list[0].days.from,
	             spans->list[spans->count - 1].days.to},
	    days);
	snprintf(
	    text, sizeof(text), "%s%s%s", site, site[0] ? " · " : "", days);
	office_page_begin(&page, name, text, true);
	put_figures(&page, unit);
	office_charts(&page, &unit->lines);
	office_response_chart(&page);
	office_notes(&page, &unit->notes);
	office_actions(&page, &unit->actions);
	office_stalls(&page, unit->response);
	put_shift(&page, &unit->shift);
	office_withheld(&page, &unit->withheld);
	office_reading(&page);
	office_page_end(&page);
}
