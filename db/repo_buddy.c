/*
 * Buddies in the store: people, whom they wish for, rounds, and how often "we
 * connected" was said. See repo_buddy.h.
 */
#include "db/repo_buddy.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/period.h"
#include "db/stmt.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* --- People --------------------------------------------------------------- */

static void
read_person(struct stmt *stmt, struct buddy *out)
{
	*out = (struct buddy){0};
	out->id = stmt_int(stmt, "id", 1, INT64_MAX);
	out->name = mem_copy(stmt_text(stmt, "name"));
	out->folded = mem_copy(stmt_text(stmt, "folded"));
	out->role = mem_copy(stmt_text(stmt, "role"));
	out->shifts =
	    (unsigned)stmt_int(stmt, "shifts", BUDDY_DAYS, BUDDY_BOTH);
	out->joined = stmt_day(stmt, "joined");
	out->again = stmt_int(stmt, "again", 0, 1);
}

/* Their choices come behind, in one walk for all of them. */
static int
read_people(struct db *db, struct buddy **out, int *count, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_LIST);
	int room = 0, status;

	while ((status = stmt_step(stmt, err)) == 1) {
		if (*count == room) {
			room = room ? 2 * room : 16;
			*out = mem_grow(*out, (size_t)room, sizeof(**out));
		}
		read_person(stmt, &(*out)[(*count)++]);
	}
	return status;
}

static struct buddy *
find(struct buddy *people, int count, int64_t id)
{
	for (int i = 0; i < count; i++)
		if (people[i].id == id)
			return &people[i];
	return NULL;
}

static void
read_choice(struct stmt *stmt, struct buddy *of)
{
	int kind = (int)stmt_int(stmt, "kind", 0, BUDDY_CHOICES - 1);
	int at = of ? of->choices[kind].count : 0;
	const char *name = stmt_text(stmt, "name");
	const char *folded = stmt_text(stmt, "folded");

	/* Of nobody, or more than anybody can tell: a damaged store. */
	if (!of || at == BUDDY_CHOICES_MAX) {
		stmt_int(stmt, "buddy", 1, 0);
		return;
	}
	of->choices[kind].names[at] = mem_copy(name);
	of->choices[kind].folded[at] = mem_copy(folded);
	of->choices[kind].count++;
}

static int
read_choices(struct db *db, struct buddy *people, int count, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_CHOICES);
	struct buddy *of = NULL;
	int status;

	while ((status = stmt_step(stmt, err)) == 1) {
		int64_t id = stmt_int(stmt, "buddy", 1, INT64_MAX);

		if (!of || of->id != id)
			of = find(people, count, id);
		read_choice(stmt, of);
	}
	return status;
}

int
buddy_list(struct db *db, struct buddy **out, int *count, struct err *err)
{
	int status;

	*out = NULL;
	*count = 0;
	status = read_people(db, out, count, err);
	if (status == OK)
		status = read_choices(db, *out, *count, err);
	if (status < 0) {
		buddy_list_free(*out, *count);
		*out = NULL;
		*count = 0;
	}
	return status;
}

void
buddy_list_free(struct buddy *list, int count)
{
	for (int i = 0; i < count; i++)
		buddy_done(&list[i]);
	free(list);
}

/* The id of a folded name, 0 if nobody has it. */
static int
find_id(struct db *db, const char *folded, int64_t *id, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_FIND);
	int status;

	*id = 0;
	stmt_bind_text(stmt, ":folded", folded);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	*id = stmt_int(stmt, "id", 1, INT64_MAX);
	return stmt_done(stmt, err);
}

/* Statements that know one number. */
static int
run_with(struct db *db, enum query query, const char *name, int64_t value,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, query);

	stmt_bind_int(stmt, name, value);
	return stmt_run(stmt, err);
}

static int
insert_choices(
    struct db *db, const struct buddy *buddy, int kind, struct err *err)
{
	int status = OK;

	for (int i = 0; i < buddy->choices[kind].count && status == OK; i++) {
		struct stmt *stmt = stmt_new(db, QUERY_BUDDY_CHOICE_INSERT);

		stmt_bind_int(stmt, ":buddy", buddy->id);
		stmt_bind_int(stmt, ":kind", kind);
		stmt_bind_text(stmt, ":folded", buddy->choices[kind].folded[i]);
		stmt_bind_text(stmt, ":name", buddy->choices[kind].names[i]);
		status = stmt_run(stmt, err);
	}
	return status;
}

static int
insert_person(struct db *db, struct buddy *buddy, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_INSERT);
	int status;

	stmt_bind_text(stmt, ":name", buddy->name);
	stmt_bind_text(stmt, ":folded", buddy->folded);
	stmt_bind_text(stmt, ":role", buddy->role);
	stmt_bind_int(stmt, ":shifts", buddy->shifts);
	stmt_bind_int(stmt, ":joined", buddy->joined);
	status = stmt_run(stmt, err);
	buddy->id = stmt_last_id(db);
	return status;
}

static int
update_person(struct db *db, const struct buddy *buddy, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_UPDATE);

	stmt_bind_int(stmt, ":id", buddy->id);
	stmt_bind_text(stmt, ":name", buddy->name);
	stmt_bind_text(stmt, ":role", buddy->role);
	stmt_bind_int(stmt, ":shifts", buddy->shifts);
	return stmt_run(stmt, err);
}

/* What is replaced must not stay behind in the files: it may have been whom
 * somebody does not want to be with. */
int
buddy_keep(struct db *db, struct buddy *buddy, struct err *err)
{
	int status;

	assert(db_writing(db));
	status = find_id(db, buddy->folded, &buddy->id, err);
	if (status < 0)
		return status;
	if (buddy->id == 0) {
		status = insert_person(db, buddy, err);
	} else {
		status = update_person(db, buddy, err);
		if (status == OK)
			status = run_with(db, QUERY_BUDDY_CHOICES_DELETE,
			    ":buddy", buddy->id, err);
		if (status == OK)
			status = db_scrub_later(db, err);
	}
	for (int kind = 0; kind < BUDDY_CHOICES && status == OK; kind++)
		status = insert_choices(db, buddy, kind, err);
	return status;
}

/* Nothing may refer to somebody who is not there any more, so the person goes
 * last. */
int
buddy_leave(struct db *db, const char *name, struct err *err)
{
	static const struct {
		enum query query;
		const char *name;
	} traces[] = {
	    {QUERY_BUDDY_CHOICES_DELETE, ":buddy"},
	    {QUERY_BUDDY_MEMBER_LEAVES, ":buddy"},
	    {QUERY_BUDDY_DELETE, ":id"},
	};
	struct buf folded = BUF_INIT;
	int64_t id;
	int status;

	assert(db_writing(db));
	utf8_fold(&folded, name);
	status = find_id(db, buf_text(&folded), &id, err);
	buf_done(&folded);
	if (status == OK && id == 0)
		status = err_set(err, ERR_UNAVAILABLE,
		    _("Nobody of that name is among the buddies. Nothing was "
		      "changed."));
	for (size_t i = 0; i < sizeof(traces) / sizeof(*traces); i++)
		if (status == OK)
			status = run_with(
			    db, traces[i].query, traces[i].name, id, err);
	return status == OK ? db_scrub_later(db, err) : status;
}

int
buddy_ask(struct db *db, int64_t id, bool again, struct err *err)
{
	struct stmt *stmt;
	int status;

	assert(db_writing(db));
	stmt = stmt_new(db, QUERY_BUDDY_ASK);
	stmt_bind_int(stmt, ":id", id);
	stmt_bind_int(stmt, ":again", again);
	status = stmt_run(stmt, err);
	return status == OK && !again ? db_scrub_later(db, err) : status;
}

int
buddy_nobody_asks(struct db *db, struct err *err)
{
	int status;

	assert(db_writing(db));
	status = stmt_run(stmt_new(db, QUERY_BUDDY_NOBODY_ASKS), err);
	return status == OK ? db_scrub_later(db, err) : status;
}

/* --- Rounds --------------------------------------------------------------- */

/* A group for each place; `groups` are as many as the last place needs. */
static int
read_places(
    struct db *db, struct buddy_round *round, int *places, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_MEMBERS);
	int status;

	stmt_bind_int(stmt, ":round", round->id);
	while ((status = stmt_step(stmt, err)) == 1) {
		int place = (int)stmt_int(stmt, "place", 0, BUDDY_MAX - 1);
		int64_t id = stmt_int(stmt, "buddy", 1, INT64_MAX);
		bool locked = stmt_int(stmt, "locked", 0, 1);
		struct buddy_group *group = &round->groups[place];

		if (group->count == MATCHING_GROUP) {
			stmt_int(stmt, "place", 1, 0); /* a damaged store */
			continue;
		}
		group->members[group->count++] = id;
		group->locked |= locked;
		if (place >= *places)
			*places = place + 1;
	}
	return status;
}

/* A group that everybody has left is none. There are never more groups than
 * people. */
static int
read_groups(struct db *db, struct buddy_round *round, struct err *err)
{
	int places = 0, status;

	round->groups = mem_new(BUDDY_MAX, sizeof(*round->groups));
	status = read_places(db, round, &places, err);
	for (int i = 0; i < places; i++)
		if (round->groups[i].count > 0)
			round->groups[round->group_count++] = round->groups[i];
	return status;
}

/* The row of a round, without its groups. */
static void
read_round(struct stmt *stmt, struct buddy_round *out)
{
	*out = (struct buddy_round){0};
	out->id = stmt_int(stmt, "id", 1, INT64_MAX);
	out->state = (enum buddy_round_state)stmt_int(
	    stmt, "state", BUDDY_PROPOSED, BUDDY_ENDED);
	out->from = stmt_day(stmt, "from_day");
	out->to = stmt_day(stmt, "to_day");
}

/* Likewise of a state; id 0 if there is none. */
static int
find_round(struct db *db, enum buddy_round_state state, struct buddy_round *out,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_ROUND_STANDING);
	int status;

	*out = (struct buddy_round){0};
	stmt_bind_int(stmt, ":state", state);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	read_round(stmt, out);
	status = stmt_done(stmt, err);
	if (status < 0)
		*out = (struct buddy_round){0};
	return status;
}

/* Whether the proposal pairs the confirmed round anew: "yes" or "". */
#define ANEW "buddy-anew"

/* What an earlier version has proposed goes by its days. */
static int
read_anew(struct db *db, struct buddy_round *proposed, struct err *err)
{
	struct buddy_round confirmed;
	char *anew;
	int status = db_meta_get(db, ANEW, &anew, err);

	if (status < 0)
		return status;
	proposed->anew = anew && anew[0];
	if (!anew) {
		status = find_round(db, BUDDY_CONFIRMED, &confirmed, err);
		proposed->anew = status == OK && confirmed.id &&
		                 confirmed.from == proposed->from &&
		                 confirmed.to == proposed->to;
	}
	free(anew);
	return status;
}

int
buddy_round_is(
    struct db *db, enum buddy_round_state state, bool *is, struct err *err)
{
	struct buddy_round round = {.id = 0};
	int status = find_round(db, state, &round, err);

	*is = status == OK && round.id != 0;
	return status;
}

int
buddy_round_get(struct db *db, enum buddy_round_state state,
    struct buddy_round *out, struct err *err)
{
	int status = find_round(db, state, out, err);

	if (status == OK && out->id)
		status = read_groups(db, out, err);
	if (status == OK && out->id && state == BUDDY_PROPOSED)
		status = read_anew(db, out, err);
	if (status < 0)
		buddy_round_done(out);
	return status;
}

static int
read_past(struct db *db, struct buddy_round *out, int max, int *count,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_ROUNDS_PAST);
	int status;

	stmt_bind_int(stmt, ":max", max);
	while ((status = stmt_step(stmt, err)) == 1)
		read_round(stmt, &out[(*count)++]);
	return status;
}

int
buddy_round_past(
    struct db *db, struct buddy_round *out, int max, struct err *err)
{
	int count = 0;
	int status = read_past(db, out, max, &count, err);

	for (int i = 0; i < count && status == OK; i++)
		status = read_groups(db, &out[i], err);
	if (status == OK)
		return count;
	for (int i = 0; i < count; i++)
		buddy_round_done(&out[i]);
	return status;
}

static int
insert_group(
    struct db *db, const struct buddy_round *round, int place, struct err *err)
{
	const struct buddy_group *group = &round->groups[place];
	int status = OK;

	for (int i = 0; i < group->count && status == OK; i++) {
		struct stmt *stmt = stmt_new(db, QUERY_BUDDY_MEMBER_INSERT);

		stmt_bind_int(stmt, ":round", round->id);
		stmt_bind_int(stmt, ":buddy", group->members[i]);
		stmt_bind_int(stmt, ":place", place);
		stmt_bind_int(stmt, ":locked", group->locked);
		status = stmt_run(stmt, err);
	}
	return status;
}

int
buddy_round_propose(struct db *db, struct buddy_round *round, struct err *err)
{
	struct stmt *stmt;
	int status = buddy_round_drop(db, err);

	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_BUDDY_ROUND_INSERT);
	stmt_bind_int(stmt, ":from", round->from);
	stmt_bind_int(stmt, ":to", round->to);
	status = stmt_run(stmt, err);
	round->id = stmt_last_id(db);
	round->state = BUDDY_PROPOSED;
	for (int i = 0; i < round->group_count && status == OK; i++)
		status = insert_group(db, round, i, err);
	if (status == OK)
		status = db_meta_set(db, ANEW, round->anew ? "yes" : "", err);
	return status;
}

static int
set_state(
    struct db *db, int64_t id, enum buddy_round_state state, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_ROUND_STATE);

	stmt_bind_int(stmt, ":id", id);
	stmt_bind_int(stmt, ":state", state);
	return stmt_run(stmt, err);
}

/* A round that was paired anew within its days ends, too, and is not deleted:
 * who was together in it is not to be put together again by the next one. */
int
buddy_round_confirm(struct db *db, struct err *err)
{
	struct buddy_round proposed, confirmed = {0};
	int status;

	assert(db_writing(db));
	status = find_round(db, BUDDY_PROPOSED, &proposed, err);
	if (status == OK)
		status = find_round(db, BUDDY_CONFIRMED, &confirmed, err);
	if (status < 0)
		return status;
	if (proposed.id == 0)
		return err_set(err, ERR_UNAVAILABLE,
		    _("There is no proposal to confirm. Nothing was "
		      "changed."));
	if (confirmed.id)
		status = set_state(db, confirmed.id, BUDDY_ENDED, err);
	if (status == OK)
		status = set_state(db, proposed.id, BUDDY_CONFIRMED, err);
	if (status == OK)
		status = buddy_nobody_asks(db, err);
	return status;
}

int
buddy_round_drop(struct db *db, struct err *err)
{
	struct buddy_round proposed;
	int status;

	assert(db_writing(db));
	status = find_round(db, BUDDY_PROPOSED, &proposed, err);
	if (status < 0 || proposed.id == 0)
		return status;
	status = run_with(
	    db, QUERY_BUDDY_MEMBERS_DELETE, ":round", proposed.id, err);
	if (status == OK)
		status = run_with(
		    db, QUERY_BUDDY_ROUND_DELETE, ":id", proposed.id, err);
	return status;
}

/* --- "We connected" ------------------------------------------------------- */

/* By week: groups are to meet about once in it, on whatever day. */
int
buddy_connected(
    struct db *db, int32_t day, int most, bool *counted, struct err *err)
{
	int32_t monday = period_week(day);
	int already, status;

	assert(db_writing(db));
	*counted = false;
	status = buddy_connections(db, monday, monday + 6, &already, err);
	if (status < 0 || already >= most)
		return status;
	*counted = true;
	return run_with(db, QUERY_BUDDY_CONNECTED, ":day", day, err);
}

int
buddy_connections(
    struct db *db, int32_t from, int32_t to, int *count, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_BUDDY_CONNECTIONS);
	int status;

	*count = 0;
	stmt_bind_int(stmt, ":from", from);
	stmt_bind_int(stmt, ":to", to);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	*count = (int)stmt_int(stmt, "count", 0, STMT_COUNT_MAX);
	return stmt_done(stmt, err);
}
