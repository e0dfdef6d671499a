/*
 * Rounds of buddies: proposals, what the coordinator changes in them by hand,
 * and new ones where something happened. See app_buddy.h.
 */
#include "app_buddy_own.h"

#include <stdlib.h>
#include <string.h>

#include "db/repo_buddy.h"
#include "util/date.h"
#include "util/i18n.h"

#define WEEK 7
#define WEEKS_MAX 26

/* --- Proposing ------------------------------------------------------------ */

static bool
same_days(const struct buddy_round *a, const struct buddy_round *b)
{
	return a->from == b->from && a->to == b->to;
}

/* NULL in a damaged store, which must not end the program. */
static const struct buddy *
person_of(const struct app_buddies *now, int64_t id)
{
	for (int i = 0; i < now->count; i++)
		if (now->people[i].id == id)
			return &now->people[i];
	return NULL;
}

#define PAST_READ 16

/*
 * The rounds whose pairs are not to be repeated, newest first: of those that
 * were paired anew within their days the first and the last, or a few people
 * who left would make all earlier rounds forgotten. Returns how many; the
 * others are freed.
 */
static int
read_past(struct app *app, struct buddy_round *rounds, struct err *err)
{
	int found = buddy_round_past(app->db, rounds, PAST_READ, err);
	int kept = 0;

	for (int i = 0; i < found; i++) {
		bool between = kept > 0 && i + 1 < found &&
		               same_days(&rounds[kept - 1], &rounds[i]) &&
		               same_days(&rounds[i], &rounds[i + 1]);

		if (between || kept == BUDDY_ROUNDS_BACK)
			buddy_round_done(&rounds[i]);
		else
			rounds[kept++] = rounds[i];
	}
	return found < 0 ? found : kept;
}

/*
 * Makes out->groups for its days and keeps it as the proposal. `keep`: the
 * round of which as little as possible changes, or NULL. Nothing is kept if
 * nothing would change, which *changed tells.
 */
static int
propose(struct app *app, const struct app_buddies *now,
    const struct buddy_round *keep, struct buddy_round *out, bool *changed,
    struct err *err)
{
	const struct buddy_round *standing =
	    now->proposed.id ? &now->proposed : NULL;
	struct buddy_round rounds[PAST_READ];
	int count = read_past(app, rounds, err);
	struct buddy_past past = {
	    rounds, count, keep, .today = app_shift(app).day};
	int result = count < 0 ? count : OK;

	if (result == OK) {
		buddy_propose(out, now->people, now->count, &past, standing);
		*changed = !keep || buddy_changes(keep, out) > 0;
	}
	if (result == OK && *changed)
		result = buddy_round_propose(app->db, out, err);
	for (int i = 0; i < count; i++)
		buddy_round_done(&rounds[i]);
	return result;
}

/* True if two must not stay together: one is not to be with the other, or
 * their group asks for others. */
static bool
apart(const struct app_buddies *now, int64_t one, int64_t other)
{
	const struct buddy *a = person_of(now, one);
	const struct buddy *b = person_of(now, other);
	int group = buddy_group_of(&now->confirmed, one);

	if (!a || !b || a == b)
		return false;
	if (buddy_excluded(a, b))
		return true;
	return (a->again || b->again) && group >= 0 &&
	       buddy_group_of(&now->confirmed, other) == group;
}

static bool
group_broken(const struct app_buddies *now, const struct buddy_group *group)
{
	for (int i = 0; i < group->count; i++)
		for (int j = 0; j < i; j++)
			if (apart(now, group->members[i], group->members[j]))
				return true;
	return group->count == 1;
}

static bool
round_broken(const struct app_buddies *now, const struct buddy_round *round)
{
	for (int i = 0; i < round->group_count; i++)
		if (group_broken(now, &round->groups[i]))
			return true;
	return false;
}

/* What the coordinator has changed in a proposal stays as long as it holds. */
static int
mend(struct app *app, const struct app_buddies *now, enum buddy_came *came,
    struct err *err)
{
	bool waits = now->proposed.id != 0, proposed;
	bool next = waits && !now->proposed.anew;
	const struct buddy_round *keep =
	    next ? &now->proposed : &now->confirmed;
	struct buddy_round out = {
	    .from = keep->from, .to = keep->to, .anew = !next};
	int result = propose(app, now, keep, &out, &proposed, err);

	if (result == OK && proposed)
		*came = waits ? BUDDY_CAME_CHANGE : BUDDY_CAME_PROPOSAL;
	/* The round is as good as it can be as it is. */
	if (result == OK && !proposed && waits && !next) {
		*came = BUDDY_CAME_DROP;
		result = buddy_round_drop(app->db, err);
	}
	buddy_round_done(&out);
	return result;
}

int
app_buddy_renew(struct app *app, const struct app_buddies *now, bool taken_back,
    enum buddy_came *came, struct err *err)
{
	const struct buddy_round *round =
	    now->proposed.id ? &now->proposed : &now->confirmed;
	bool needless = taken_back && now->proposed.id && now->proposed.anew;

	*came = BUDDY_CAME_NOTHING;
	if (now->count < 2 && now->proposed.id) {
		*came = BUDDY_CAME_DROP;
		return buddy_round_drop(app->db, err);
	}
	if (now->count < 2 || !round->id ||
	    (!needless && !round_broken(now, round)))
		return OK;
	return mend(app, now, came, err);
}

/* A round that waits for its days would hide the one that runs, and who leaves
 * that one meanwhile: so there is none until the last week. */
static int
check_early(const struct app_buddies *now, int32_t today, struct err *err)
{
	char last[DATE_TEXT_SIZE], from[DATE_TEXT_SIZE];

	if (!now->confirmed.id || now->confirmed.to - today < WEEK)
		return OK;
	date_format(now->confirmed.to, last);
	date_format(now->confirmed.to - WEEK + 1, from);
	return err_set(err, ERR_UNAVAILABLE,
	    _("The round goes on until %s. The next one can be proposed in its "
	      "last week, from %s on. Nothing was changed."),
	    last, from);
}

/* The days of a new round. */
static int
set_days(struct app *app, const struct app_buddies *now, int weeks,
    enum buddy_which which, struct buddy_round *out, struct err *err)
{
	int32_t today = app_shift(app).day;
	bool anew = which == BUDDY_ANEW;

	if (anew && !now->confirmed.id)
		return err_set(err, ERR_UNAVAILABLE,
		    _("There is no confirmed round to pair anew. Nothing was "
		      "changed."));
	if (weeks < 0 || weeks > WEEKS_MAX)
		return err_set(err, ERR_DATA,
		    _("A round has 1 to %d weeks. Nothing was changed."),
		    WEEKS_MAX);
	if (weeks == 0)
		weeks = app->config.buddy_weeks;
	out->anew = anew;
	out->from = today;
	out->to = out->from + weeks * WEEK - 1;
	if (anew) {
		out->from = now->confirmed.from;
		out->to = now->confirmed.to;
	}
	return which == BUDDY_NEXT ? check_early(now, today, err) : OK;
}

int
app_buddy_propose(
    struct app *app, int weeks, enum buddy_which which, struct err *err)
{
	struct buddy_round out = {0};
	struct app_buddies now;
	bool changed;
	int result = app_buddy_begin(app, ACT_BUDDY_ROUND, &now, err);

	if (result < 0)
		return result;
	if (now.count < 2)
		result = err_set(err, ERR_UNAVAILABLE,
		    _("A round needs two people at least. Nothing was "
		      "changed."));
	if (result == OK)
		result = set_days(app, &now, weeks, which, &out, err);
	if (result == OK)
		result = propose(app, &now,
		    which == BUDDY_ANEW ? &now.confirmed : NULL, &out, &changed,
		    err);
	if (result == OK && !changed)
		result = err_set(err, ERR_UNAVAILABLE,
		    _("Everybody is with whom they would be. Nothing was "
		      "changed."));
	buddy_round_done(&out);
	return app_buddy_end(app, &now, result, err);
}

/* --- By hand -------------------------------------------------------------- */

/* Begins, and looks whether there is a proposal, and the one that was shown. */
static int
begin_proposal(
    struct app *app, uint64_t shown, struct app_buddies *now, struct err *err)
{
	int result = app_buddy_begin(app, ACT_BUDDY_ROUND, now, err);

	if (result < 0)
		return result;
	if (!now->proposed.id)
		result = err_set(err, ERR_UNAVAILABLE,
		    _("There is no proposal. \"huddle buddy round propose\" "
		      "makes one."));
	else if (shown && shown != buddy_round_mark(&now->proposed))
		result = err_set(err, ERR_AGAIN,
		    _("The proposal was changed meanwhile. Look at it "
		      "again."));
	return result < 0 ? app_buddy_end(app, now, result, err) : OK;
}

/* Somebody, and their group in the proposal. */
static int
find_proposed(const struct app_buddies *now, const char *name,
    const struct buddy **person, int *group, struct err *err)
{
	int result = app_buddy_find(now, name, person, err);

	if (result < 0)
		return result;
	*group = buddy_group_of(&now->proposed, (*person)->id);
	if (*group >= 0)
		return OK;
	return err_set(err, ERR_UNAVAILABLE,
	    _("%s is not in the proposal; propose again. Nothing was "
	      "changed."),
	    (*person)->name);
}

/* Why not, or of which two, is nobody's business. */
static int
swap(struct app_buddies *now, const char *a, const char *b, struct err *err)
{
	struct buddy_past past = {
	    .keep = now->confirmed.id ? &now->confirmed : NULL};
	const struct buddy *one, *other;
	int of_one, of_other;
	int result = find_proposed(now, a, &one, &of_one, err);

	if (result == OK)
		result = find_proposed(now, b, &other, &of_other, err);
	if (result == OK && of_one == of_other)
		return err_set(err, ERR_UNAVAILABLE,
		    _("These two are in one group already. Nothing was "
		      "changed."));
	if (result == OK && !buddy_swap(&now->proposed, now->people, now->count,
	                        &past, one->id, other->id))
		result = err_set(
		    err, ERR_UNAVAILABLE, _("This swap is not possible."));
	return result;
}

/* A proposal is small: it is written anew whole. */
int
app_buddy_swap(struct app *app, const char *a, const char *b, uint64_t shown,
    struct err *err)
{
	struct app_buddies now;
	int result = begin_proposal(app, shown, &now, err);

	if (result < 0)
		return result;
	result = swap(&now, a, b, err);
	if (result == OK)
		result = buddy_round_propose(app->db, &now.proposed, err);
	return app_buddy_end(app, &now, result, err);
}

int
app_buddy_lock(struct app *app, const char *name, bool locked, uint64_t shown,
    struct err *err)
{
	struct app_buddies now;
	const struct buddy *person;
	int group;
	int result = begin_proposal(app, shown, &now, err);

	if (result < 0)
		return result;
	result = find_proposed(&now, name, &person, &group, err);
	if (result == OK && now.proposed.groups[group].count < 2)
		result = err_set(err, ERR_UNAVAILABLE,
		    _("%s is with nobody in this proposal. Nothing was "
		      "changed."),
		    person->name);
	if (result == OK) {
		now.proposed.groups[group].locked = locked;
		result = buddy_round_propose(app->db, &now.proposed, err);
	}
	return app_buddy_end(app, &now, result, err);
}

/* --- Its end -------------------------------------------------------------- */

int
app_buddy_confirm(struct app *app, uint64_t shown, struct err *err)
{
	struct app_buddies now;
	int result = begin_proposal(app, shown, &now, err);

	if (result < 0)
		return result;
	result = buddy_round_confirm(app->db, err);
	return app_buddy_end(app, &now, result, err);
}

int
app_buddy_drop(struct app *app, uint64_t shown, struct err *err)
{
	struct app_buddies now;
	int result = begin_proposal(app, shown, &now, err);

	if (result < 0)
		return result;
	result = buddy_round_drop(app->db, err);
	/* Or what is not wanted would come back whenever somebody joins. */
	if (result == OK)
		result = buddy_nobody_asks(app->db, err);
	return app_buddy_end(app, &now, result, err);
}
