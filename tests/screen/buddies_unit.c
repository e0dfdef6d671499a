/*
 * Buddies made by hand. See buddies_unit.h.
 */
#include "buddies_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/date.h"
#include "util/mem.h"
#include "util/utf8.h"

#define MONDAY 20780 /* 23 November 2026 */
#define MOST BUDDY_MAX

struct st_buddies {
	struct buddy people[MOST];
	int count;
	int64_t ids;
	struct buddy_round proposed, confirmed;
	const char *came; /* what the next leave says of the proposal */
};

/* By folded name, as the store gives them. */
static const struct {
	const char *name;
	const char *role;
	unsigned shifts;
} known[] = {
    {"Alex", "nurse", BUDDY_DAYS},
    {"Bob", "aide", BUDDY_BOTH},
    {"Charlotte-Wilhelmina of the Night Shift", "charge nurse on nights",
        BUDDY_NIGHTS},
    {"Dora", "", BUDDY_DAYS},
    {"Eve", "respiratory therapist, 4 West and 5 East", BUDDY_BOTH},
    {"Jo", "nurse", BUDDY_DAYS},
    {"Kim", "physician", BUDDY_BOTH},
    {"Rene\xcc\x81", "unit clerk", BUDDY_DAYS},
    {"Sam", "nurse", BUDDY_NIGHTS},
    {"Samantha", "nurse", BUDDY_NIGHTS},
    {"Uma", "aide", BUDDY_DAYS},
    {"Zoe\xcc\x88", "student", BUDDY_BOTH},
    {"夜勤さん", "看護師", BUDDY_NIGHTS},
};
#define KNOWN (int)(sizeof(known) / sizeof(known[0]))

static int
by_name(const void *left, const void *right)
{
	const struct buddy *a = left, *b = right;

	return strcmp(a->folded, b->folded);
}

static void
publish(struct st *st)
{
	struct st_buddies *buddies = st->buddies;

	qsort(buddies->people, (size_t)buddies->count,
	    sizeof(buddies->people[0]), by_name);
	st->facts.buddies.people = buddies->people;
	st->facts.buddies.person_count = buddies->count;
	st->facts.buddies.proposed =
	    buddies->proposed.id ? &buddies->proposed : NULL;
	st->facts.buddies.confirmed =
	    buddies->confirmed.id ? &buddies->confirmed : NULL;
	st->facts.paired = buddies->confirmed.id != 0;
}

static struct buddy *
find(struct st_buddies *buddies, const char *name)
{
	struct buf folded = BUF_INIT;
	struct buddy *found = NULL;

	utf8_fold(&folded, name);
	for (int i = 0; i < buddies->count; i++)
		if (strcmp(buddies->people[i].folded, buf_text(&folded)) == 0)
			found = &buddies->people[i];
	buf_done(&folded);
	return found;
}

static void
add(struct st_buddies *buddies, const char *name, const char *role,
    unsigned shifts)
{
	struct buddy *person = &buddies->people[buddies->count++];
	struct buf folded = BUF_INIT;

	utf8_fold(&folded, name);
	*person = (struct buddy){.id = ++buddies->ids,
	    .name = mem_copy(name),
	    .folded = buf_take(&folded),
	    .role = mem_copy(role),
	    .shifts = shifts};
}

void
mates_fill(struct st *st, int count)
{
	assert_null(st->buddies);
	st->buddies = mem_new(1, sizeof(*st->buddies));
	for (int i = 0; i < count; i++) {
		char name[32];

		snprintf(name, sizeof(name), "Person %03d", i);
		if (i < KNOWN)
			add(st->buddies, known[i].name, known[i].role,
			    known[i].shifts);
		else
			add(st->buddies, name, "nurse", BUDDY_BOTH);
	}
	st->facts.buddies.weeks = 4;
	st->facts.topic =
	    (struct fact_topic){"the smallest thing that went right",
	        "What is the smallest thing that went right this week?",
	        "Tell one person what they did that helped."};
	publish(st);
}

/* --- rounds --- */

static void
pair_up(struct st_buddies *buddies, struct buddy_round *round, int64_t id,
    int32_t from, int weeks)
{
	buddy_round_done(round);
	*round = (struct buddy_round){
	    .id = id, .from = from, .to = from + 7 * weeks - 1};
	round->groups =
	    mem_new((size_t)buddies->count + 1, sizeof(*round->groups));
	for (int i = 0; i < buddies->count; i++) {
		bool third = i % 2 == 0 && i == buddies->count - 1 && i > 0;
		struct buddy_group *group =
		    &round->groups[third ? i / 2 - 1 : i / 2];

		group->members[group->count++] = buddies->people[i].id;
	}
	round->group_count =
	    buddies->count > 1 ? buddies->count / 2 : buddies->count;
}

void
mates_confirm(struct st *st)
{
	pair_up(st->buddies, &st->buddies->confirmed, 1, MONDAY, 4);
	st->buddies->confirmed.state = BUDDY_CONFIRMED;
	publish(st);
}

void
mates_propose(struct st *st, int locked)
{
	pair_up(st->buddies, &st->buddies->proposed, 2, MONDAY + 28, 4);
	for (int i = 0; i < locked; i++)
		st->buddies->proposed.groups[i].locked = true;
	publish(st);
}

void
mates_same_days(struct st *st)
{
	struct st_buddies *buddies = st->buddies;

	buddies->proposed.from = buddies->confirmed.from;
	buddies->proposed.to = buddies->confirmed.to;
}

void
mates_came(struct st *st, const char *text)
{
	st->buddies->came = text;
}

void
mates_alone(struct st *st)
{
	struct buddy_round *round = &st->buddies->proposed;
	struct buddy_group *last = &round->groups[round->group_count - 1];

	assert_int_equal(last->count, 3);
	round->groups[round->group_count++] =
	    (struct buddy_group){.members = {last->members[2]}, .count = 1};
	last->count = 2;
	publish(st);
}

static void
take_out(struct buddy_round *round, int64_t id)
{
	for (int i = 0; i < round->group_count; i++) {
		struct buddy_group *group = &round->groups[i];
		int kept = 0;

		for (int k = 0; k < group->count; k++)
			if (group->members[k] != id)
				group->members[kept++] = group->members[k];
		group->count = kept;
	}
}

/* --- the host --- */

static void
log_names(
    struct buf *log, const char *what, const struct buddy *person, int kind)
{
	int count = person->choices[kind].count;

	if (count >= 0)
		buf_addf(log, ", %s", what);
	for (int i = 0; i < count; i++)
		buf_addf(log, " [%s]", person->choices[kind].names[i]);
}

void
mates_log(struct buf *log, const struct buddy_request *request)
{
	static const char *const acts[BUDDY_ACTS] = {"join", "leave", "ask",
	    "connected", "propose", "swap", "lock", "confirm", "drop", "stay"};

	buf_add(log, acts[request->act]);
	if (request->person.name)
		buf_addf(log, " %s", request->person.name);
	if (request->act == BUDDY_ACT_JOIN) {
		if (request->person.role)
			buf_addf(log, " (%s)", request->person.role);
		if (request->person.shifts)
			buf_addf(log, ", %s",
			    buddy_shift_names[request->person.shifts]);
		log_names(log, "wishes", &request->person, BUDDY_WISH);
		log_names(log, "not with", &request->person, BUDDY_NOT_WITH);
	}
	if (request->other)
		buf_addf(log, " and %s", request->other);
	if (request->act == BUDDY_ACT_PROPOSE)
		buf_addf(
		    log, " %d%s", request->weeks, request->anew ? " anew" : "");
	if (request->act == BUDDY_ACT_LOCK && !request->locked)
		buf_add(log, ", unlocked");
	buf_add(log, "\n");
}

static bool
join(struct st_buddies *buddies, const struct buddy *told)
{
	struct buddy *person = find(buddies, told->name);

	if (!person) {
		add(buddies, told->name, told->role ? told->role : "",
		    told->shifts ? told->shifts : BUDDY_BOTH);
		return false;
	}
	if (told->role) {
		free(person->role);
		person->role = mem_copy(told->role);
	}
	if (told->shifts)
		person->shifts = told->shifts;
	return true;
}

static void
leave(struct st_buddies *buddies, const char *name)
{
	struct buddy *person = find(buddies, name);

	assert_non_null(person);
	take_out(&buddies->proposed, person->id);
	take_out(&buddies->confirmed, person->id);
	buddy_done(person);
	*person = buddies->people[--buddies->count];
}

void
mates_tell(struct st *st, const char *name, const char *role, unsigned shifts)
{
	add(st->buddies, name, role, shifts);
	publish(st);
}

void
mates_drop(struct st *st)
{
	buddy_round_done(&st->buddies->proposed);
	publish(st);
}

static void
swap(struct st_buddies *buddies, const char *a, const char *b)
{
	struct buddy *one = find(buddies, a);
	struct buddy *other = find(buddies, b);

	struct buddy_past past = {0};

	assert_true(buddy_swap(&buddies->proposed, buddies->people,
	    buddies->count, &past, one->id, other->id));
}

void
mates_swap(struct st *st, const char *one, const char *other)
{
	swap(st->buddies, one, other);
	publish(st);
}

/* Who is outside is in no group to lock. */
static void
lock(struct st_buddies *buddies, const struct buddy_request *request)
{
	int at = buddy_group_of(
	    &buddies->proposed, find(buddies, request->person.name)->id);

	if (at >= 0)
		buddies->proposed.groups[at].locked = request->locked;
}

static void
confirm(struct st_buddies *buddies)
{
	buddy_round_done(&buddies->confirmed);
	buddies->confirmed = buddies->proposed;
	buddies->proposed = (struct buddy_round){0};
}

/* As the app does: what is about a proposal needs the one that was shown. */
static int
check_shown(const struct st_buddies *buddies,
    const struct buddy_request *request, struct err *err)
{
	if (request->act < BUDDY_ACT_SWAP || request->act > BUDDY_ACT_DROP)
		return OK;
	if (!buddies->proposed.id)
		return err_set(err, ERR_UNAVAILABLE,
		    "There is no proposal. \"huddle buddy\" makes one.");
	if (request->shown == buddy_round_mark(&buddies->proposed))
		return OK;
	return err_set(err, ERR_AGAIN,
	    "The proposal was changed meanwhile. Look at it again.");
}

int
mates_perform(struct st *st, const struct buddy_request *request,
    const char **text, struct err *err)
{
	struct st_buddies *buddies = st->buddies;
	struct buddy_round *proposed = &buddies->proposed;
	int result = check_shown(buddies, request, err);
	bool yes = false;

	*text = "";
	if (result < 0)
		return result;
	switch (request->act) {
	case BUDDY_ACT_JOIN:
		yes = join(buddies, &request->person);
		break;
	case BUDDY_ACT_LEAVE:
		leave(buddies, request->person.name);
		break;
	case BUDDY_ACT_AGAIN:
		pair_up(buddies, proposed, 3, buddies->confirmed.from, 4);
		proposed->anew = true;
		yes = true;
		break;
	case BUDDY_ACT_CONNECTED:
		yes = st->facts.buddies.connected < 2;
		st->facts.buddies.connected += yes;
		break;
	case BUDDY_ACT_PROPOSE:
		pair_up(buddies, proposed, 4,
		    request->anew ? buddies->confirmed.from : MONDAY + 28,
		    request->anew ? 4 : request->weeks);
		proposed->anew = request->anew;
		break;
	case BUDDY_ACT_SWAP:
		swap(buddies, request->person.name, request->other);
		break;
	case BUDDY_ACT_LOCK:
		lock(buddies, request);
		break;
	case BUDDY_ACT_CONFIRM:
		confirm(buddies);
		break;
	default:
		buddy_round_done(proposed);
		break;
	}
	publish(st);
	*text = buddies->came ? buddies->came : yes ? "yes" : "";
	buddies->came = NULL;
	return OK;
}

void
mates_forget(struct st *st)
{
	struct st_buddies *buddies = st->buddies;

	if (!buddies)
		return;
	for (int i = 0; i < buddies->count; i++)
		buddy_done(&buddies->people[i]);
	buddy_round_done(&buddies->proposed);
	buddy_round_done(&buddies->confirmed);
	free(buddies);
	st->buddies = NULL;
}
