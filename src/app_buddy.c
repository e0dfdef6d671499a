/*
 * Buddies on the store: who joins and leaves, and rounds from the proposal to
 * the day they end. See app_buddy.h.
 */
#include "app_buddy.h"

#include <stdlib.h>
#include <string.h>

#include "app_buddy_own.h"
#include "config/faults.h"
#include "core/note.h"
#include "core/period.h"
#include "db/repo_buddy.h"
#include "util/buf.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* --- Reading -------------------------------------------------------------- */

/* "This week" is the week in which a connection of now would be counted. */
static int
read_all(struct app *app, struct app_buddies *out, struct err *err)
{
	int32_t monday = period_week(app_shift(app).day);
	int result = buddy_list(app->db, &out->people, &out->count, err);

	if (result == OK)
		result = buddy_round_get(
		    app->db, BUDDY_PROPOSED, &out->proposed, err);
	if (result == OK)
		result = buddy_round_get(
		    app->db, BUDDY_CONFIRMED, &out->confirmed, err);
	if (result == OK)
		result = buddy_connections(
		    app->db, monday, monday + 6, &out->connected, err);
	return result;
}

int
app_buddies_read(struct app *app, struct app_buddies *out, struct err *err)
{
	bool own = !db_writing(app->db) && !db_reading(app->db);
	int result = own ? db_read(app->db, err) : OK;

	*out = (struct app_buddies){0};
	if (result == OK)
		result = read_all(app, out, err);
	if (own)
		db_read_end(app->db);
	if (result < 0)
		app_buddies_done(out);
	return result;
}

void
app_buddies_done(struct app_buddies *buddies)
{
	buddy_list_free(buddies->people, buddies->count);
	buddy_round_done(&buddies->proposed);
	buddy_round_done(&buddies->confirmed);
	*buddies = (struct app_buddies){0};
}

/* --- One transaction ------------------------------------------------------ */

/* Everybody is read within the transaction: nobody at another keyboard can
 * change what is decided by it. */
int
app_buddy_begin(
    struct app *app, enum act act, struct app_buddies *now, struct err *err)
{
	int result = app_allow(app, act, err);

	*now = (struct app_buddies){0};
	if (result == OK)
		result = db_begin(app->db, err);
	if (result < 0)
		return result;
	result = app_buddies_read(app, now, err);
	if (result < 0)
		db_rollback(app->db);
	return result;
}

int
app_buddy_again(struct app *app, struct app_buddies *now, struct err *err)
{
	app_buddies_done(now);
	return app_buddies_read(app, now, err);
}

/* What was taken away leaves the files behind the transaction. If that fails
 * it is done at the next start, and what was asked for is done all the same. */
int
app_buddy_end(
    struct app *app, struct app_buddies *now, int result, struct err *err)
{
	struct err left = {""};

	if (result == OK)
		result = db_commit(app->db, err);
	db_rollback(app->db);
	app_buddies_done(now);
	if (result == OK && db_scrub_due(app->db, &left) < 0)
		app_notice(app, &left);
	return result;
}

/* --- Names ---------------------------------------------------------------- */

static char *
fold(const char *name)
{
	struct buf folded = BUF_INIT;

	utf8_fold(&folded, name);
	return buf_take(&folded);
}

static const struct buddy *
find_folded(const struct app_buddies *now, const char *folded)
{
	for (int i = 0; i < now->count; i++)
		if (strcmp(now->people[i].folded, folded) == 0)
			return &now->people[i];
	return NULL;
}

/* The list is open to everybody, so the nearest name gives nothing away. */
static int
no_such(const struct app_buddies *now, const char *name, const char *folded,
    struct err *err)
{
	const char **names = mem_new((size_t)now->count + 1, sizeof(*names));
	const char *nearest;

	for (int i = 0; i < now->count; i++)
		names[i] = now->people[i].folded;
	nearest = faults_nearest(folded, names);
	free((void *)names);
	if (nearest)
		return err_set(err, ERR_UNAVAILABLE,
		    _("Nobody called \"%s\" is among the buddies; there is "
		      "\"%s\". Nothing was changed."),
		    name, find_folded(now, nearest)->name);
	return err_set(err, ERR_UNAVAILABLE,
	    _("Nobody called \"%s\" is among the buddies. Nothing was "
	      "changed."),
	    name);
}

int
app_buddy_find(const struct app_buddies *now, const char *name,
    const struct buddy **out, struct err *err)
{
	struct buf clean = BUF_INIT;
	int result =
	    text_clean(&clean, name, strlen(name), BUDDY_NAME_MAX, err);
	char *folded = fold(buf_text(&clean));

	*out = find_folded(now, folded);
	if (result == OK && !*out)
		result = no_such(now, buf_text(&clean), folded, err);
	free(folded);
	buf_done(&clean);
	return result;
}

/* --- Joining -------------------------------------------------------------- */

/* The caller's text becomes the one that is kept. */
static int
clean_text(char **text, struct err *err)
{
	struct buf kept = BUF_INIT;
	int result =
	    text_clean(&kept, *text, strlen(*text), BUDDY_NAME_MAX, err);

	if (result == OK) {
		free(*text);
		*text = mem_copy(buf_text(&kept));
	}
	buf_done(&kept);
	return result;
}

/* A name of which something is left to compare it by. */
static int
clean_name(char **name, char **folded, struct err *err)
{
	int result = clean_text(name, err);

	free(*folded);
	*folded = result == OK ? fold(*name) : NULL;
	if (result == OK && !(*folded)[0])
		result = err_set(err, ERR_DATA,
		    _("\"%s\" has no letter or digit in it. Nothing was "
		      "kept."),
		    *name);
	return result;
}

static bool
chosen(const struct buddy *person, int kind, const char *folded, int before)
{
	for (int i = 0; i < before; i++)
		if (strcmp(person->choices[kind].folded[i], folded) == 0)
			return true;
	return false;
}

/* A name that is told twice counts once. */
static int
clean_choices(struct buddy *person, int kind, struct err *err)
{
	char **names = person->choices[kind].names;
	char **folded = person->choices[kind].folded;
	int count = person->choices[kind].count, kept = 0;
	int result = OK;

	for (int i = 0; i < count; i++) {
		if (result == OK)
			result = clean_name(&names[i], &folded[i], err);
		if (result == OK && strcmp(folded[i], person->folded) == 0)
			result = err_set(err, ERR_DATA,
			    _("Nobody can wish for themselves, nor be kept "
			      "apart from themselves. Nothing was kept."));
		if (result == OK && chosen(person, kind, folded[i], kept)) {
			free(names[i]);
			free(folded[i]);
			names[i] = folded[i] = NULL;
			continue;
		}
		if (kept < i) {
			names[kept] = names[i];
			folded[kept] = folded[i];
			names[i] = folded[i] = NULL;
		}
		kept++;
	}
	if (count >= 0)
		person->choices[kind].count = kept;
	return result;
}

/* Somebody may look on: who was told both ways is not named. */
static int
clean_person(struct buddy *person, struct err *err)
{
	int result = clean_name(&person->name, &person->folded, err);

	if (result == OK && person->role && text_blank(person->role))
		person->role[0] = '\0';
	else if (result == OK && person->role)
		result = clean_text(&person->role, err);
	for (int kind = 0; kind < BUDDY_CHOICES && result == OK; kind++)
		result = clean_choices(person, kind, err);
	if (result == OK && person->shifts > BUDDY_BOTH)
		result = err_set(err, ERR_DATA,
		    _("Shifts are days, nights or both. Nothing was kept."));
	for (int i = 0; i < person->choices[BUDDY_WISH].count; i++)
		if (result == OK && chosen(person, BUDDY_NOT_WITH,
		                        person->choices[BUDDY_WISH].folded[i],
		                        person->choices[BUDDY_NOT_WITH].count))
			result = err_set(err, ERR_DATA,
			    _("Nobody can be wished for and be kept apart "
			      "from at once. Nothing was kept."));
	return result;
}

/* What somebody told before and does not mention now. A name that is told now
 * of the other kind is a change of mind: the last word counts. */
static void
copy_choices(struct buddy *person, const struct buddy *was, int kind)
{
	int other = BUDDY_CHOICES - 1 - kind, kept = 0;

	for (int i = 0; was && i < was->choices[kind].count; i++) {
		const char *folded = was->choices[kind].folded[i];

		if (chosen(person, other, folded, person->choices[other].count))
			continue;
		person->choices[kind].names[kept] =
		    mem_copy(was->choices[kind].names[i]);
		person->choices[kind].folded[kept++] = mem_copy(folded);
	}
	person->choices[kind].count = kept;
}

static void
fill_in(struct buddy *person, const struct buddy *was)
{
	if (!person->role)
		person->role = mem_copy(was ? was->role : "");
	if (!person->shifts)
		person->shifts = was ? was->shifts : BUDDY_BOTH;
	for (int kind = 0; kind < BUDDY_CHOICES; kind++)
		if (person->choices[kind].count < 0)
			copy_choices(person, was, kind);
}

int
app_buddy_join(
    struct app *app, struct buddy *person, bool *known, struct err *err)
{
	struct app_buddies now;
	const struct buddy *was;
	bool proposed;
	int result = clean_person(person, err);

	*known = false;
	if (result == OK)
		result = app_buddy_begin(app, ACT_BUDDY, &now, err);
	if (result < 0)
		return result;
	was = find_folded(&now, person->folded);
	*known = was != NULL;
	if (!was && now.count >= BUDDY_MAX)
		result = err_set(err, ERR_UNAVAILABLE,
		    _("There are %d people already, and no more can join. "
		      "Nothing was kept."),
		    BUDDY_MAX);
	if (result == OK) {
		fill_in(person, was);
		person->joined = was ? was->joined : app_shift(app).day;
		result = buddy_keep(app->db, person, err);
	}
	if (result == OK)
		result = app_buddy_again(app, &now, err);
	/* Whom somebody is not to be with, they are not with any longer. */
	if (result == OK)
		result = app_buddy_renew(app, &now, &proposed, err);
	return app_buddy_end(app, &now, result, err);
}

/* --- Leaving, asking, connecting ------------------------------------------ */

/* Who is left behind is in a proposal at once, so that nobody has to ask for
 * it. */
int
app_buddy_leave(
    struct app *app, const char *name, bool *proposed, struct err *err)
{
	struct app_buddies now;
	const struct buddy *person;
	int result = app_buddy_begin(app, ACT_BUDDY, &now, err);

	*proposed = false;
	if (result < 0)
		return result;
	result = app_buddy_find(&now, name, &person, err);
	if (result == OK)
		result = buddy_leave(app->db, person->folded, err);
	if (result == OK)
		result = app_buddy_again(app, &now, err);
	if (result == OK)
		result = app_buddy_renew(app, &now, proposed, err);
	return app_buddy_end(app, &now, result, err);
}

/* ERR_UNAVAILABLE if somebody is in no group of the confirmed round. */
static int
check_paired(
    const struct app_buddies *now, const struct buddy *person, struct err *err)
{
	const struct buddy_round *round = &now->confirmed;
	int group = round->id ? buddy_group_of(round, person->id) : -1;

	if (group >= 0 && round->groups && round->groups[group].count > 1)
		return OK;
	return err_set(err, ERR_UNAVAILABLE,
	    _("%s has no buddy in a confirmed round. Nothing was changed."),
	    person->name);
}

int
app_buddy_ask(
    struct app *app, const char *name, bool *proposed, struct err *err)
{
	struct app_buddies now;
	const struct buddy *person;
	int result = app_buddy_begin(app, ACT_BUDDY, &now, err);

	*proposed = false;
	if (result < 0)
		return result;
	result = app_buddy_find(&now, name, &person, err);
	if (result == OK)
		result = check_paired(&now, person, err);
	if (result == OK)
		result = buddy_ask(app->db, person->id, true, err);
	if (result == OK)
		result = app_buddy_again(app, &now, err);
	if (result == OK)
		result = app_buddy_renew(app, &now, proposed, err);
	return app_buddy_end(app, &now, result, err);
}

int
app_buddy_connected(
    struct app *app, const char *name, bool *counted, struct err *err)
{
	struct app_buddies now;
	const struct buddy *person;
	int most = 0;
	int result = app_buddy_begin(app, ACT_BUDDY, &now, err);

	*counted = false;
	if (result < 0)
		return result;
	result = app_buddy_find(&now, name, &person, err);
	if (result == OK)
		result = check_paired(&now, person, err);
	for (int i = 0; i < now.confirmed.group_count; i++)
		most += now.confirmed.groups[i].count > 1;
	/* From here on nothing knows whose name it was. */
	if (result == OK)
		result = buddy_connected(
		    app->db, app_shift(app).day, most, counted, err);
	return app_buddy_end(app, &now, result, err);
}
