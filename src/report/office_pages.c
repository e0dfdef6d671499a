/*
 * The office's report, summary by summary. See office_pages.h. Of a unit only
 * the one being read is held; of all units, one sum a line and week.
 */
#include "report/office_pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/office_gather.h"
#include "report/office_index_page.h"
#include "report/office_unit_page.h"
#include "util/buf.h"
#include "util/date.h"
#include "util/mem.h"
#include "util/utf8.h"

struct office_pages {
	struct office_pages_plan plan;
	struct office_entry **entries; /* by id from the first summary on */
	int count;
	bool sorted;
	struct office_entry *now; /* whose summaries come; NULL: none yet */
	struct office_gather unit;
	struct office_gather all;
	struct runchart_blurs blurs;
	struct buf html;
};

struct office_pages *
office_pages_new(const struct office_pages_plan *plan)
{
	struct office_pages *pages = mem_new(1, sizeof(*pages));

	pages->plan = *plan;
	office_gather_init(&pages->unit);
	office_gather_init(&pages->all);
	return pages;
}

void
office_pages_free(struct office_pages *pages)
{
	if (!pages)
		return;
	for (int i = 0; i < pages->count; i++) {
		free(pages->entries[i]->sorted_by);
		free(pages->entries[i]);
	}
	free(pages->entries);
	office_gather_done(&pages->unit);
	office_gather_done(&pages->all);
	buf_done(&pages->html);
	free(pages);
}

/* --- the units --- */

/* Who has told nothing yet has no name: only the unit itself says it. */
static void
set_name(struct office_entry *entry, const char *name, const char *site)
{
	snprintf(entry->name, sizeof(entry->name), "%s",
	    name[0] ? name : entry->unit);
	snprintf(entry->site, sizeof(entry->site), "%s", site);
}

void
office_pages_unit(struct office_pages *pages, const char *unit,
    const char *name, const char *site, int32_t enrolled)
{
	struct office_entry *entry = mem_new(1, sizeof(*entry));
	int count = pages->count;

	if ((count & (count - 1)) == 0)
		pages->entries =
		    mem_grow(pages->entries, count ? 2 * (size_t)count : 1,
		        sizeof(struct office_entry *));
	pages->entries[pages->count++] = entry;
	snprintf(entry->unit, sizeof(entry->unit), "%s", unit);
	set_name(entry, name, site);
	entry->last = DATE_NONE;
	entry->enrolled = enrolled;
	pages->sorted = false;
}

static int
by_id(const void *a, const void *b)
{
	const struct office_entry *x = *(struct office_entry *const *)a;
	const struct office_entry *y = *(struct office_entry *const *)b;

	return strcmp(x->unit, y->unit);
}

static int
by_name(const void *a, const void *b)
{
	const struct office_entry *x = *(struct office_entry *const *)a;
	const struct office_entry *y = *(struct office_entry *const *)b;
	int order = strcmp(x->sorted_by, y->sorted_by);

	return order ? order : strcmp(x->unit, y->unit);
}

/* The unit's entry; one that nobody enrolled gets its own. */
static struct office_entry *
entry_of(struct office_pages *pages, const char *unit)
{
	struct office_entry key, *wanted = &key, **found;

	/* Before the first summary, and again after one of a unit that nobody
	 * enrolled. */
	if (!pages->sorted && pages->count > 0)
		qsort(pages->entries, (size_t)pages->count,
		    sizeof(struct office_entry *), by_id);
	pages->sorted = true;
	snprintf(key.unit, sizeof(key.unit), "%s", unit);
	found = pages->count > 0
	            ? bsearch(&wanted, pages->entries, (size_t)pages->count,
	                  sizeof(struct office_entry *), by_id)
	            : NULL;
	if (found)
		return *found;
	office_pages_unit(pages, unit, "", "", DATE_NONE);
	return pages->entries[pages->count - 1];
}

/* --- the pages --- */

static bool
hand_over(struct office_pages *pages, const char *name)
{
	return pages->plan.page(
	    pages->plan.context, name, buf_text(&pages->html), pages->html.len);
}

/* Its page is handed over before the next unit begins: only one is in
 * memory. */
static bool
finish_unit(struct office_pages *pages)
{
	char name[ID_SIZE + 16];

	if (!pages->now)
		return true;
	snprintf(name, sizeof(name), "unit-%s.html", pages->now->unit);
	office_gather_close(&pages->unit);
	office_gather_merge(&pages->all, &pages->unit);
	buf_clear(&pages->html);
	office_unit_page(&pages->html, &pages->plan, &pages->blurs,
	    pages->now->name, pages->now->site, &pages->unit);
	office_gather_done(&pages->unit);
	pages->now = NULL;
	return hand_over(pages, name);
}

/* All summaries of a unit come in a row. Those of an epoch that has ended
 * count, too: what they tell was told. */
bool
office_pages_add(struct office_pages *pages, const struct summary *summary)
{
	if (pages->now && strcmp(pages->now->unit, summary->unit) != 0 &&
	    !finish_unit(pages))
		return false;
	if (!pages->now)
		pages->now = entry_of(pages, summary->unit);
	office_gather_add(&pages->unit, summary);
	if (summary->to > pages->now->last) {
		pages->now->last = summary->to;
		pages->now->small = summary_small(summary);
		set_name(pages->now, summary->name, summary->site);
	}
	return true;
}

bool
office_pages_end(struct office_pages *pages)
{
	if (!finish_unit(pages))
		return false;
	for (int i = 0; i < pages->count; i++) {
		struct buf folded = BUF_INIT;

		/* Only now are all names those of the newest summaries. */
		utf8_fold(&folded, pages->entries[i]->name);
		free(pages->entries[i]->sorted_by);
		pages->entries[i]->sorted_by = buf_take(&folded);
	}
	if (pages->count > 0)
		qsort(pages->entries, (size_t)pages->count,
		    sizeof(struct office_entry *), by_name);
	pages->sorted = false;
	buf_clear(&pages->html);
	office_index_page(&pages->html, &pages->plan, &pages->blurs,
	    (const struct office_entry *const *)pages->entries, pages->count,
	    &pages->all);
	return hand_over(pages, "index.html");
}
