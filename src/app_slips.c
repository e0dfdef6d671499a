/*
 * Slips for everybody who has a buddy. See app_slips.h.
 */
#include "app_slips.h"

#include <stdlib.h>

#include "app_topic.h"
#include "report/slips.h"
#include "util/i18n.h"
#include "util/mem.h"

static const char *const shift_words[] = {
    [BUDDY_DAYS] = N_("days"),
    [BUDDY_NIGHTS] = N_("nights"),
    [BUDDY_BOTH] = N_("days and nights"),
};

/* "Bob (nurse, days), Cat (nights)": who is in the group with somebody. */
static char *
name_buddies(const struct app_buddies *now, int group, const struct buddy *of)
{
	struct buf out = BUF_INIT;

	for (int i = 0; i < now->count; i++) {
		const struct buddy *buddy = &now->people[i];

		if (buddy == of ||
		    buddy_group_of(&now->confirmed, buddy->id) != group)
			continue;
		buf_addf(&out, "%s%s (%s%s%s)", out.len ? ", " : "",
		    buddy->name, buddy->role, buddy->role[0] ? ", " : "",
		    _(shift_words[buddy->shifts]));
	}
	return buf_take(&out);
}

/* A slip for each of a group, by name; whoever is alone gets none. */
static int
add_group(const struct app_buddies *now, int group, struct slip *slips)
{
	int size = now->confirmed.groups[group].count, count = 0;

	for (int i = 0; i < now->count && size > 1; i++) {
		const struct buddy *buddy = &now->people[i];

		if (buddy_group_of(&now->confirmed, buddy->id) != group)
			continue;
		slips[count] = (struct slip){.name = mem_copy(buddy->name),
		    .buddies = name_buddies(now, group, buddy),
		    .count = size - 1};
		count++;
	}
	return count;
}

/* Groups by their first name, so that slips lie as people look for them. */
static int
add_all(const struct app_buddies *now, struct slip *slips)
{
	size_t groups = (size_t)now->confirmed.group_count;
	bool *done = mem_new(groups + 1, sizeof(*done));
	int count = 0;

	for (int i = 0; i < now->count; i++) {
		int at = buddy_group_of(&now->confirmed, now->people[i].id);

		if (at < 0 || done[at])
			continue;
		done[at] = true;
		count += add_group(now, at, slips + count);
	}
	free(done);
	return count;
}

bool
app_slips_any(const struct app_buddies *now)
{
	for (int i = 0; i < now->confirmed.group_count; i++)
		if (now->confirmed.groups[i].count > 1)
			return true;
	return false;
}

int
app_slips(struct app *app, const struct app_buddies *now,
    const struct page *page, struct buf *out, struct err *err)
{
	struct slip *list;
	struct slips slips = {
	    .from = now->confirmed.from, .to = now->confirmed.to};
	struct topic topic = {0};
	int result = app_topic(app, page->today, &topic, err);

	if (result == OK) {
		list = mem_new((size_t)now->count + 1, sizeof(*list));
		slips.list = list;
		slips.count = add_all(now, list);
		slips.title = topic.title;
		slips.prompt = topic.prompt;
		slips.attempt = topic.attempt;
		slips_page(page, &slips, out);
		for (int i = 0; i < slips.count; i++) {
			free(list[i].name);
			free(list[i].buddies);
		}
		free(list);
	}
	topic_done(&topic);
	return result;
}
