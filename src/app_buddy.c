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

static int
count_pairs(const struct buddy_round *round)
{
	int count = 0;

	for (int i = 0; i < round->group_count; i++)
		count += round->groups[i].count > 1;
	return count;
}

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
	/* Of few the number tells who. */
	if (result == OK && count_pairs(&out->confirmed) < BUDDY_TOLD)
		out->connected = -1;
	return result;
}

int
app_buddies_read(struct app *app, struct app_buddies *out, struct err *err)
{
	int result = db_read(app->db, err);

	*out = (struct app_buddies){0};
	if (result == OK)
		result = read_all(app, out, err);
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

#define MARKS_MAX 4 /* on one letter, which no script needs more of */

/* Appends a name or role as it is kept: spaces within count once, or two names
 * that look the same would be two people. */
static int
clean_into(struct buf *out, const char *text, struct err *err)
{
	struct buf clean = BUF_INIT;
	int marks = 0, most = 0;
	bool space = false;
	int result =
	    text_clean(&clean, text, strlen(text), BUDDY_NAME_MAX, err);

	for (size_t at = 0, len; result == OK && at < clean.len; at += len) {
		uint32_t code;
		char *one, *folded;

		len = utf8_next(buf_text(&clean) + at, clean.len - at, &code);
		one = mem_copy_bytes(buf_text(&clean) + at, len);
		folded = fold(one);
		marks = folded[0] ? 0 : marks + 1;
		most = marks > most ? marks : most;
		if (strcmp(folded, " ") != 0)
			buf_add(out, one);
		else if (!space)
			buf_add(out, " ");
		space = strcmp(folded, " ") == 0;
		free(one);
		free(folded);
	}
	buf_done(&clean);
	if (most > MARKS_MAX)
		result = err_set(err, ERR_DATA,
		    _("A letter has %d marks at most. Nothing was kept."),
		    MARKS_MAX);
	return result;
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
const struct buddy *
app_buddy_nearest(const struct app_buddies *now, const char *name)
{
	const char **names = mem_new((size_t)now->count + 1, sizeof(*names));
	char *folded = fold(name);
	const char *nearest;

	for (int i = 0; i < now->count; i++)
		names[i] = now->people[i].folded;
	nearest = faults_nearest(folded, names);
	free((void *)names);
	free(folded);
	return nearest ? find_folded(now, nearest) : NULL;
}

static int
no_such(const struct app_buddies *now, const char *name, struct err *err)
{
	const struct buddy *nearest = app_buddy_nearest(now, name);

	if (nearest)
		return err_set(err, ERR_UNAVAILABLE,
		    _("Nobody called \"%s\" is among the buddies; there is "
		      "\"%s\". Nothing was changed."),
		    name, nearest->name);
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
	int result = clean_into(&clean, name, err);
	char *folded = fold(buf_text(&clean));

	*out = find_folded(now, folded);
	if (result == OK && !*out)
		result = no_such(now, buf_text(&clean), err);
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
	int result = clean_into(&kept, *text, err);

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
	/* Forms have several names in one field. */
	if (result == OK && strpbrk(*name, ",;"))
		result = err_set(err, ERR_DATA,
		    _("\"%s\": a name has no comma or semicolon in it. "
		      "Nothing was kept."),
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

/* Adds what somebody told before and does not mention now. */
static int
add_choices(
    struct buddy *person, const struct buddy *was, int kind, struct err *err)
{
	int *count = &person->choices[kind].count;

	*count = *count < 0 ? 0 : *count;
	for (int i = 0; was && i < was->choices[kind].count; i++) {
		const char *folded = was->choices[kind].folded[i];

		if (chosen(person, kind, folded, *count))
			continue;
		if (*count == BUDDY_CHOICES_MAX)
			return err_set(err, ERR_DATA,
			    _("%d names are the most, with those told before. "
			      "Nothing was kept."),
			    BUDDY_CHOICES_MAX);
		person->choices[kind].names[*count] =
		    mem_copy(was->choices[kind].names[i]);
		person->choices[kind].folded[(*count)++] = mem_copy(folded);
	}
	return OK;
}

/* Whom somebody is not to be with is only ever taken back by saying so: anybody
 * can type a name, and nobody would notice that one is missing. */
static int
fill_in(struct buddy *person, const struct buddy *was, struct err *err)
{
	int result = OK;

	if (!person->role)
		person->role = mem_copy(was ? was->role : "");
	if (!person->shifts)
		person->shifts = was ? was->shifts : BUDDY_BOTH;
	if (person->choices[BUDDY_WISH].count < 0)
		result = add_choices(person, was, BUDDY_WISH, err);
	if (result == OK && person->choices[BUDDY_NOT_WITH].count != 0)
		result = add_choices(person, was, BUDDY_NOT_WITH, err);
	return result;
}

int
app_buddy_join(
    struct app *app, struct buddy *person, bool *known, struct err *err)
{
	struct app_buddies now;
	const struct buddy *was;
	enum buddy_came came;
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
	if (result == OK)
		result = fill_in(person, was, err);
	if (result == OK) {
		person->joined = was ? was->joined : app_shift(app).day;
		result = buddy_keep(app->db, person, err);
	}
	if (result == OK)
		result = app_buddy_again(app, &now, err);
	/* Whom somebody is not to be with, they are not with any longer. */
	if (result == OK)
		result = app_buddy_renew(app, &now, false, &came, err);
	return app_buddy_end(app, &now, result, err);
}

/* --- Leaving, asking, connecting ------------------------------------------ */

/* Who is left behind is in a proposal at once, so that nobody has to ask for
 * it. */
int
app_buddy_leave(
    struct app *app, const char *name, enum buddy_came *came, struct err *err)
{
	struct app_buddies now;
	const struct buddy *person;
	bool in = false;
	int result = app_buddy_begin(app, ACT_BUDDY, &now, err);

	*came = BUDDY_CAME_NOTHING;
	if (result < 0)
		return result;
	result = app_buddy_find(&now, name, &person, err);
	if (result == OK) {
		in = buddy_group_of(&now.proposed, person->id) >= 0;
		result = buddy_leave(app->db, person->folded, err);
	}
	if (result == OK)
		result = app_buddy_again(app, &now, err);
	if (result == OK)
		result = app_buddy_renew(app, &now, false, came, err);
	/* Also where it holds without them. */
	if (in && *came == BUDDY_CAME_NOTHING)
		*came = BUDDY_CAME_CHANGE;
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

/* For everybody of the group, so that nothing tells who of them it was. */
static int
ask_group(struct app *app, const struct app_buddies *now,
    const struct buddy *person, bool again, struct err *err)
{
	const struct buddy_round *round = &now->confirmed;
	const struct buddy_group *group =
	    &round->groups[buddy_group_of(round, person->id)];
	int result = OK;

	for (int i = 0; i < group->count && result == OK; i++)
		result = buddy_ask(app->db, group->members[i], again, err);
	return result;
}

int
app_buddy_ask(struct app *app, const char *name, bool off, bool *proposed,
    struct err *err)
{
	struct app_buddies now;
	const struct buddy *person;
	enum buddy_came came = BUDDY_CAME_NOTHING;
	bool was = false;
	int result = app_buddy_begin(app, ACT_BUDDY, &now, err);

	*proposed = false;
	if (result < 0)
		return result;
	result = app_buddy_find(&now, name, &person, err);
	if (result == OK)
		result = check_paired(&now, person, err);
	if (result == OK) {
		was = person->again;
		result = ask_group(app, &now, person, !off, err);
	}
	if (result == OK)
		result = app_buddy_again(app, &now, err);
	if (result == OK && (!off || was))
		result = app_buddy_renew(app, &now, off, &came, err);
	*proposed = came == BUDDY_CAME_PROPOSAL || came == BUDDY_CAME_CHANGE;
	return app_buddy_end(app, &now, result, err);
}

int
app_buddy_connected(
    struct app *app, const char *name, bool *counted, struct err *err)
{
	struct app_buddies now;
	const struct buddy *person;
	int most;
	int result = app_buddy_begin(app, ACT_BUDDY, &now, err);

	*counted = false;
	if (result < 0)
		return result;
	result = app_buddy_find(&now, name, &person, err);
	if (result == OK)
		result = check_paired(&now, person, err);
	most = count_pairs(&now.confirmed);
	/* From here on nothing knows whose name it was. */
	if (result == OK)
		result = buddy_connected(
		    app->db, app_shift(app).day, most, counted, err);
	/* Of few it would tell that the other group had. */
	*counted |= most < BUDDY_TOLD;
	return app_buddy_end(app, &now, result, err);
}
