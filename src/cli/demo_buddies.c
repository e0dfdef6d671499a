/*
 * Buddies of the demonstration. See demo_buddies.h.
 */
#include "cli/demo_buddies.h"

#include <stdlib.h>

#include "core/period.h"
#include "db/repo_buddy.h"
#include "util/mem.h"
#include "util/utf8.h"

#define WEEK 7
#define PAST_ROUNDS 2 /* before the one that goes on */
#define LATE 11       /* from here on people join after the first round */

/* A group says "we connected" in most weeks: per thousand groups and days. */
#define CONNECTED 135

/* Invented, as people call each other. */
static const char *const names[] = {"Wren", "Juno", "Bex", "Tavi", "Soraya",
    "Odile", "Tam", "Jory", "Lark", "Esme", "Dov", "Maren", "Anouk", "Zuri",
    "Basil", "Femi", "Oona", "Ilka", "Bram", "Neve", "Sunniva", "Taro", "Yuki",
    "Cleo", "Rufus"};
#define NAMES ((int)(sizeof(names) / sizeof(names[0])))

/* What each of the thirteen does and wishes; others by their place. */
static const struct {
	const char *role;
	unsigned shifts;
	int wish, not_with; /* -1: nobody */
} people[DEMO_BUDDIES] = {
    {"nurse", BUDDY_DAYS, 1, -1},
    {"nurse", BUDDY_DAYS, 0, -1},
    {"nurse", BUDDY_NIGHTS, 5, -1},
    {"charge nurse", BUDDY_BOTH, -1, 4},
    {"nurse", BUDDY_BOTH, 0, -1},
    {"nurse", BUDDY_NIGHTS, -1, -1},
    {"technician", BUDDY_DAYS, 7, -1},
    {"unit clerk", BUDDY_DAYS, -1, -1},
    {"nurse", BUDDY_NIGHTS, -1, -1},
    {"respiratory therapist", BUDDY_BOTH, 2, -1},
    {"nurse", BUDDY_DAYS, -1, -1},
    {"nurse", BUDDY_NIGHTS, -1, -1},
    {"technician", BUDDY_BOTH, 11, -1},
};

static int
lot(struct demo_buddies *buddies, int limit)
{
	return (int)buddies->random.uniform(
	    buddies->random.context, (uint32_t)limit);
}

/* The round that goes on is half over. The seed is another one than that of
 * the huddles, whose draws these must not be. */
void
demo_buddies_init(struct demo_buddies *buddies, struct db *db, int weeks,
    int32_t from, int32_t now, uint64_t seed)
{
	int deck[NAMES];

	*buddies =
	    (struct demo_buddies){.db = db, .weeks = weeks, .done = from - 1};
	buddies->random = crypt_seeded(&buddies->state, ~seed);
	buddies->start = period_week(now) - WEEK * (weeks / 2);
	if (buddies->start < from)
		buddies->start = from;
	for (int i = 0; i < NAMES; i++)
		deck[i] = i;
	for (int i = 0; i < DEMO_BUDDIES; i++) {
		int other = i + lot(buddies, NAMES - i), name = deck[other];

		deck[other] = deck[i];
		buddies->order[i] = name;
	}
}

/* --- Joining -------------------------------------------------------------- */

static char *
fold_name(const char *name)
{
	struct buf folded = BUF_INIT;

	utf8_fold(&folded, name);
	return buf_take(&folded);
}

static void
choose(
    const struct demo_buddies *buddies, struct buddy *who, int kind, int whom)
{
	int at = who->choices[kind].count;

	if (whom < 0)
		return;
	who->choices[kind].names[at] = mem_copy(names[buddies->order[whom]]);
	who->choices[kind].folded[at] = fold_name(names[buddies->order[whom]]);
	who->choices[kind].count++;
}

static int
join(struct demo_buddies *buddies, int index, int32_t day, struct err *err)
{
	const char *name = names[buddies->order[index]];
	struct buddy who = {.name = mem_copy(name),
	    .folded = fold_name(name),
	    .role = mem_copy(people[index].role),
	    .shifts = people[index].shifts,
	    .joined = day};
	int result;

	choose(buddies, &who, BUDDY_WISH, people[index].wish);
	choose(buddies, &who, BUDDY_NOT_WITH, people[index].not_with);
	result = buddy_keep(buddies->db, &who, err);
	buddy_done(&who);
	return result;
}

/* --- Rounds --------------------------------------------------------------- */

static int
pair(struct demo_buddies *buddies, struct buddy_round *round, struct err *err)
{
	struct buddy_round rounds[BUDDY_ROUNDS_BACK];
	struct buddy_past past = {.rounds = rounds, .today = round->from};
	struct buddy *all;
	int count;
	int result = buddy_list(buddies->db, &all, &count, err);

	if (result < 0)
		return result;
	past.count =
	    buddy_round_past(buddies->db, rounds, BUDDY_ROUNDS_BACK, err);
	result = past.count < 0 ? past.count : OK;
	if (result == OK) {
		buddy_propose(round, all, count, &past, NULL);
		result = buddy_round_propose(buddies->db, round, err);
	}
	for (int i = 0; i < past.count; i++)
		buddy_round_done(&rounds[i]);
	buddy_list_free(all, count);
	return result;
}

/* The round that begins on a day; some join behind the first of several. */
static int
begin_round(struct demo_buddies *buddies, int32_t day, struct err *err)
{
	struct buddy_round round = {
	    .from = day, .to = day + WEEK * buddies->weeks - 1};
	bool more = buddies->joined == 0 && day < buddies->start;
	int result = OK;

	while (buddies->joined < (more ? LATE : DEMO_BUDDIES) && result == OK)
		result = join(buddies, buddies->joined++, day, err);
	if (result == OK)
		result = pair(buddies, &round, err);
	if (result == OK)
		result = buddy_round_confirm(buddies->db, err);
	buddy_round_done(&round);
	return result;
}

/* By chance, group by group and day by day; nobody's name is needed. */
static int
connect_some(struct demo_buddies *buddies, int32_t day, struct err *err)
{
	struct buddy_round round;
	bool counted;
	int result = buddy_round_get(buddies->db, BUDDY_CONFIRMED, &round, err);

	for (int i = 0; i < round.group_count && result == OK; i++)
		if (lot(buddies, 1000) < CONNECTED)
			result = buddy_connected(
			    buddies->db, day, round.group_count, &counted, err);
	buddy_round_done(&round);
	return result;
}

int
demo_buddies_until(struct demo_buddies *buddies, int32_t day, struct err *err)
{
	int length = WEEK * buddies->weeks, result = OK;

	while (buddies->done < day && result == OK) {
		int32_t now = ++buddies->done;
		int ago = buddies->start - now;

		if (ago >= 0 && ago <= PAST_ROUNDS * length &&
		    ago % length == 0)
			result = begin_round(buddies, now, err);
		if (result == OK)
			result = connect_some(buddies, now, err);
	}
	return result;
}
