/*
 * huddle print slips: one for everybody who has a buddy in the confirmed
 * round.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app_topic.h"
#include "cli/buddies.h"
#include "report/slips.h"
#include "util/i18n.h"
#include "util/mem.h"

static const char *const shift_words[] = {
    [BUDDY_DAYS] = N_("days"),
    [BUDDY_NIGHTS] = N_("nights"),
    [BUDDY_BOTH] = N_("days and nights"),
};

/* "Bob (nurse, days)" */
static void
add_buddy(struct buf *out, const struct buddy *buddy)
{
	buf_addf(out, "%s%s (%s%s%s)", out->len ? ", " : "", buddy->name,
	    buddy->role, buddy->role[0] ? ", " : "",
	    _(shift_words[buddy->shifts]));
}

/* A slip for each of a group; whoever is alone gets none. */
static int
add_group(struct slip *slips, const struct buddies_group *group)
{
	if (group->count < 2)
		return 0;
	for (int i = 0; i < group->count; i++) {
		struct buf buddies = BUF_INIT;

		for (int k = 0; k < group->count; k++)
			if (k != i)
				add_buddy(&buddies, group->members[k]);
		slips[i].name = mem_copy(group->members[i]->name);
		slips[i].buddies = buf_take(&buddies);
		slips[i].count = group->count - 1;
	}
	return group->count;
}

static void
print_slips(const struct app_buddies *now, const struct page *page,
    const struct topic *topic)
{
	struct slip *list = mem_new((size_t)now->count + 1, sizeof(*list));
	struct slips slips = {list, 0, now->confirmed.from, now->confirmed.to,
	    topic->title, topic->prompt, topic->attempt};
	struct buddies_group *groups;
	int count = buddies_groups(now, &now->confirmed, &groups);
	struct buf out = BUF_INIT;

	for (int i = 0; i < count; i++)
		slips.count += add_group(list + slips.count, &groups[i]);
	slips_page(page, &slips, &out);
	fputs(buf_text(&out), stdout);
	for (int i = 0; i < slips.count; i++) {
		free(list[i].name);
		free(list[i].buddies);
	}
	buf_done(&out);
	free(groups);
	free(list);
}

static int
print(struct app *app, const struct page *page, struct err *err)
{
	struct topic topic = {0};
	struct app_buddies now;
	int result = app_buddies_read(app, &now, err);

	if (result < 0)
		return result;
	if (!now.confirmed.id)
		result = err_set(err, ERR_UNAVAILABLE,
		    _("No round of buddies is confirmed yet. \"huddle buddy "
		      "round propose\" proposes one."));
	if (result == OK)
		result = app_topic(app, page->today, &topic, err);
	if (result == OK)
		print_slips(&now, page, &topic);
	topic_done(&topic);
	app_buddies_done(&now);
	return result;
}

int
cmd_print_slips(const struct cli *cli, struct err *err)
{
	struct app app;
	struct page page;
	int result;

	if (cli->json)
		return err_set(err, ERR_USAGE,
		    _("this makes plain text, or with --html a page for a "
		      "browser; it takes no --json"));
	result = buddies_open(cli, &app, ACT_LOOK, err);
	if (result < 0)
		return result;
	page = (struct page){.unit = app.config.unit_name,
	    .language = app_language(&app),
	    .today = app_shift(&app).day,
	    .html = cli->option[0] != NULL};
	result = print(&app, &page, err);
	app_close(&app);
	return result;
}
