/*
 * huddle buddy list: who joined, who is with whom, and how often "we
 * connected" was said this week. See buddies.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/buddies.h"
#include "cli/json.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

int
buddies_open(
    const struct cli *cli, struct app *app, enum act act, struct err *err)
{
	int result = app_open(app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	app->notice[0] = '\0';
	result = app_allow(app, act, err);
	if (result < 0)
		app_close(app);
	return result;
}

/* --- Who is with whom ----------------------------------------------------- */

/* People stand by folded name, so groups and their members do, too. */
int
buddies_groups(const struct app_buddies *now, const struct buddy_round *round,
    struct buddies_group **out)
{
	int *places = mem_new((size_t)round->group_count + 1, sizeof(*places));
	int count = 0;

	*out = mem_new((size_t)round->group_count + 1, sizeof(**out));
	for (int i = 0; i < now->count; i++) {
		int at = buddy_group_of(round, now->people[i].id);
		struct buddies_group *group;

		if (at < 0)
			continue;
		if (places[at] == 0)
			places[at] = ++count;
		group = &(*out)[places[at] - 1];
		group->members[group->count++] = &now->people[i];
		group->locked = round->groups[at].locked;
	}
	free(places);
	return count;
}

void
buddies_names(struct buf *out, const struct buddies_group *group,
    const struct buddy *without)
{
	int left = group->count - (without != NULL), said = 0;

	for (int i = 0; i < group->count; i++) {
		if (group->members[i] == without)
			continue;
		said++;
		buf_add(out, said == 1 ? "" : said < left ? ", " : _(" and "));
		buf_add(out, group->members[i]->name);
	}
}

void
buddies_days(struct buf *out, const struct buddy_round *round)
{
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];

	date_format(round->from, from);
	date_format(round->to, to);
	buf_addf(out, _("%s to %s"), from, to);
}

/* --- For people ----------------------------------------------------------- */

/* A line, safe to show; the buffer is empty again. */
static void
print_line(struct buf *line)
{
	struct buf safe = BUF_INIT;

	utf8_clean(&safe, buf_text(line), line->len);
	puts(buf_text(&safe));
	buf_done(&safe);
	buf_clear(line);
}

/* By columns: names have letters of every width. */
static void
pad(struct buf *line, const char *text, int columns)
{
	buf_add(line, text);
	for (int width = utf8_width(text); width < columns; width++)
		buf_add(line, " ");
}

static int
widest(const struct app_buddies *now, bool role)
{
	int most = 0;

	for (int i = 0; i < now->count; i++) {
		int width = utf8_width(
		    role ? now->people[i].role : now->people[i].name);

		if (width > most)
			most = width;
	}
	return most;
}

static void
print_people(const struct app_buddies *now)
{
	int names = widest(now, false) + 2, roles = widest(now, true);
	struct buf line = BUF_INIT;

	roles += roles > 0 ? 2 : 0;
	for (int i = 0; i < now->count; i++) {
		pad(&line, now->people[i].name, names);
		pad(&line, now->people[i].role, roles);
		buf_add(&line, buddy_shift_names[now->people[i].shifts]);
		print_line(&line);
	}
	if (now->count == 0)
		puts(_("Nobody has joined yet: huddle buddy join NAME"));
	buf_done(&line);
}

static void
print_groups(const struct app_buddies *now, const struct buddy_round *round)
{
	struct buddies_group *groups;
	int count = buddies_groups(now, round, &groups);
	struct buf line = BUF_INIT;

	for (int i = 0; i < count; i++) {
		buf_add(&line, "  ");
		buddies_names(&line, &groups[i], NULL);
		if (groups[i].count == 1)
			buf_add(&line, _(" (with nobody yet)"));
		if (groups[i].locked && round->state == BUDDY_PROPOSED)
			buf_add(&line, _(" (locked)"));
		print_line(&line);
	}
	buf_done(&line);
	free(groups);
}

/* Those who joined after the round was made. */
static void
print_outside(const struct app_buddies *now, const struct buddy_round *round)
{
	struct buf line = BUF_INIT;

	for (int i = 0; i < now->count; i++)
		if (buddy_group_of(round, now->people[i].id) < 0)
			buf_addf(&line, "%s%s",
			    line.len ? ", " : _("  In no group: "),
			    now->people[i].name);
	if (line.len)
		print_line(&line);
	buf_done(&line);
}

static void
print_round(const struct app_buddies *now, const struct buddy_round *round,
    const char *title)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "%s ", title);
	buddies_days(&line, round);
	print_line(&line);
	print_groups(now, round);
	print_outside(now, round);
	buf_done(&line);
}

void
buddies_print_proposal(const struct app_buddies *now)
{
	print_round(now, &now->proposed, _("Proposed for"));
}

static void
print_all(const struct app_buddies *now)
{
	print_people(now);
	if (now->confirmed.id) {
		putchar('\n');
		print_round(now, &now->confirmed, _("Buddies from"));
		printf(now->connected < 0
		           ? _("  \"We connected\": told from %d pairs up\n")
		           : _("  \"We connected\", this week: %d\n"),
		    now->connected < 0 ? BUDDY_TOLD : now->connected);
	}
	if (now->proposed.id) {
		putchar('\n');
		buddies_print_proposal(now);
	}
}

/* --- For programs --------------------------------------------------------- */

/* Texts of a damaged store need not be UTF-8, and JSON must be. */
static json_t *
safe_text(const char *given)
{
	struct buf safe = BUF_INIT;
	json_t *out;

	utf8_clean(&safe, given, strlen(given));
	out = json_string(buf_text(&safe));
	buf_done(&safe);
	return out;
}

/* No wishes: they are nobody's business but the matching's. */
static json_t *
json_people(const struct app_buddies *now)
{
	json_t *list = json_array();

	for (int i = 0; i < now->count; i++) {
		const struct buddy *one = &now->people[i];

		json_array_append_new(list,
		    json_pack("{s:o, s:o, s:s, s:o}", "name",
		        safe_text(one->name), "role", safe_text(one->role),
		        "shifts", buddy_shift_names[one->shifts], "joined",
		        json_day(one->joined)));
	}
	return list;
}

static json_t *
json_names(const struct buddies_group *group)
{
	json_t *list = json_array();

	for (int i = 0; i < group->count; i++)
		json_array_append_new(list, safe_text(group->members[i]->name));
	return list;
}

/* null if there is none. */
static json_t *
json_round(const struct app_buddies *now, const struct buddy_round *round)
{
	json_t *all = json_array(), *locked = json_array(), *out;
	struct buddies_group *groups;
	int count = buddies_groups(now, round, &groups);

	for (int i = 0; i < count; i++) {
		json_array_append_new(all, json_names(&groups[i]));
		if (groups[i].locked)
			json_array_append_new(locked, json_names(&groups[i]));
	}
	free(groups);
	out = json_pack("{s:o, s:o, s:o, s:o}", "from", json_day(round->from),
	    "to", json_day(round->to), "groups", all, "locked", locked);
	/* A hand that held a group says nothing once the round is on. */
	if (round->state != BUDDY_PROPOSED)
		json_object_del(out, "locked");
	if (round->id)
		return out;
	json_decref(out);
	return json_null();
}

/* null: of too few pairs to be told. */
static json_t *
json_connected(const struct app_buddies *now)
{
	return now->connected < 0 ? json_null() : json_integer(now->connected);
}

int
buddies_list(struct app *app, const struct cli *cli, struct err *err)
{
	struct app_buddies now;
	int result = app_buddies_read(app, &now, err);

	if (result < 0)
		return result;
	if (cli->json)
		json_print(json_pack("{s:o, s:o, s:o, s:o}", "people",
		               json_people(&now), "confirmed",
		               json_round(&now, &now.confirmed), "proposed",
		               json_round(&now, &now.proposed), "connected",
		               json_connected(&now)),
		    "huddle-buddies/1");
	else
		print_all(&now);
	app_buddies_done(&now);
	return result;
}

int
cmd_buddy_list(const struct cli *cli, struct err *err)
{
	struct app app;
	int result = buddies_open(cli, &app, ACT_LOOK, err);

	if (result < 0)
		return result;
	result = buddies_list(&app, cli, err);
	app_close(&app);
	return result;
}
