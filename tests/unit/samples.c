/*
 * Summaries for tests. See samples.h.
 */
#include "tests/unit/samples.h"

#include <stdio.h>
#include <string.h>

#include "core/release.h"
#include "util/date.h"

#define HASH "00112233445566778899aabbccddeeff"
#define SET(field, text) snprintf(field, sizeof(field), "%s", text)

const char *const sample_names[SAMPLES] = {
    "usual", "silent", "awkward", "large"};

const char sample_usual_json[] =
    "{\"actions\":[{\"count\":3,\"median_age_days\":24,\"state\":\"new\","
    "\"theme\":\"supplies\",\"tier\":\"unit\"}],"
    "\"buddies\":{\"connections\":20,\"pairs\":7},"
    "\"dropped\":{\"minutes_a_shift\":45,\"tasks\":5},"
    "\"epoch\":1,\"format\":\"huddle-summary/1\","
    "\"huddles\":{\"headcount\":98,\"held\":{\"day\":5,\"night\":4},"
    "\"largest\":14,\"minutes\":61,\"planned\":{\"day\":7,\"night\":6}},"
    "\"next_key\":null,"
    "\"notes\":[{\"count\":4,\"kind\":\"pebble\",\"theme\":\"supplies\"}],"
    "\"organization\":{\"id\":\"example-health\"},"
    "\"period\":{\"from\":\"2026-11-09\",\"to\":\"2026-11-15\"},"
    "\"previous\":\"" HASH HASH "\","
    "\"pulse\":[{\"answered\":71,\"counted\":44,\"epsilon_milli\":1000,"
    "\"instrument\":\"pulse\",\"item\":\"energy\",\"of\":[4,5],"
    "\"paper_rounds\":1,\"rounds\":9,\"since\":\"2026-11-02\","
    "\"version\":1}],"
    "\"response\":[{\"answered\":9,\"median_days\":2,\"p90_days\":8,"
    "\"tier\":\"unit\",\"unanswered\":3}],"
    "\"sequence\":7,"
    "\"shift\":[{\"field\":\"census\",\"shifts\":9,\"sum\":214}],"
    "\"unit\":{\"id\":\"4-west\",\"name\":\"4 West\",\"site\":\"main\"},"
    "\"withheld\":[{\"part\":\"pulse\",\"reason\":\"fewer than 5 "
    "answers\"}]}";

static void
add_pulse(struct summary *summary, const char *instrument, const char *item,
    uint8_t of, int64_t answered, int64_t counted)
{
	struct summary_pulse *row = summary_add_pulse(summary);

	SET(row->key.instrument, instrument);
	SET(row->key.item, item);
	row->key.version = 1;
	row->key.of = of;
	row->key.epsilon_milli = 1000;
	row->since = summary->from;
	row->rounds = 9;
	row->answered = answered;
	row->counted = counted;
}

static void
add_note(struct summary *summary, int kind, const char *theme, int64_t count)
{
	struct summary_note *row = summary_add_note(summary);

	row->kind = kind;
	SET(row->theme, theme);
	row->count = count;
}

static void
add_action(struct summary *summary, int state, int tier, const char *theme,
    int64_t count, int age)
{
	struct summary_action *row = summary_add_action(summary);

	row->state = state;
	row->tier = tier;
	SET(row->theme, theme);
	row->count = count;
	row->median_age_days = age;
}

static void
add_shift(struct summary *summary, const char *field, int64_t sum)
{
	struct summary_shift *row = summary_add_shift(summary);

	SET(row->field, field);
	row->shifts = 9;
	row->sum = sum;
}

static void
make_usual(struct summary *out)
{
	struct summary_response *response = summary_add_response(out);

	SET(out->previous, HASH HASH);
	SET(out->site, "main");
	out->sequence = 7;
	out->huddles = (struct summary_huddles){
	    {7, 6}, {5, 4}, .minutes = 61, .headcount = 98, .largest = 14};
	add_pulse(out, "pulse", "energy", 0x18, 71, 44);
	out->pulse[0].paper_rounds = 1;
	out->pulse[0].since = out->from - 7;
	add_note(out, NOTE_PEBBLE, "supplies", 4);
	add_action(out, ACTION_NEW, TIER_UNIT, "supplies", 3, 24);
	add_shift(out, "census", 214);
	*response = (struct summary_response){TIER_UNIT, 9, 3, 2, 8};
	out->has_dropped = true;
	out->dropped_tasks = 5;
	out->dropped_minutes = 45;
	out->has_buddies = true;
	out->pairs = 7;
	out->connections = 20;
	summary_withhold(out, "pulse", "fewer than 5 answers");
}

/* Every part that may be withheld is; of the pulse there was too little. */
static void
make_silent(struct summary *out)
{
	for (int i = 0; i < release_part_count; i++)
		summary_withhold(
		    out, release_parts[i], release_reasons[i == 0]);
}

/* Ids that a spreadsheet would take for a formula, a name with all that has
 * to be escaped, counts far out. */
static void
make_awkward(struct summary *out)
{
	make_usual(out);
	SET(out->name, "=\"4\", W\xc3\xabst \\ \xf0\x9f\x8f\xa5 <b>&'");
	SET(out->unit, "-4-west-");
	SET(out->site, "-");
	SET(out->next_key, HASH HASH);
	add_pulse(out, "pulse", "energy", 0x01, 71, -3);
	out->pulse[1].paper_rounds = 1;
	out->pulse[1].since = out->from - 7;
	add_pulse(out, "pulse", "someone", 0x18, 8, 11);
	add_pulse(out, "-x", "-y", 0x7f, 5, -1);
	add_note(out, NOTE_THANKS, "-1-1", 3);
	add_action(out, ACTION_CLOSED, TIER_HOSPITAL, "-", 1, 0);
	summary_withhold(out, "notes", "= a, \"b\" 'c'");
}

static void
make_large(struct summary *out)
{
	char id[ID_SIZE];

	make_usual(out);
	for (int i = 0; i < 150; i++) {
		snprintf(id, sizeof(id), "item-%d", i);
		add_pulse(out, i % 2 ? "drivers" : "leadership", id,
		    (uint8_t)(1 + i % 127), 5 + i, i - 40);
		add_note(out, i % NOTE_KINDS, id, 3 + i);
		add_action(out, i % ACTION_STATES, i % TIERS, id, 3 + i, i);
		add_shift(out, id, 1000 * i);
	}
}

void
sample_summary(struct summary *out, enum sample which)
{
	static void (*const make[SAMPLES])(struct summary *) = {
	    make_usual, make_silent, make_awkward, make_large};

	summary_init(out);
	SET(out->organization, "example-health");
	SET(out->unit, "4-west");
	SET(out->name, "4 West");
	out->epoch = 1;
	out->sequence = 1;
	out->from = date_from_ymd(2026, 11, 9);
	out->to = out->from + 6;
	make[which](out);
	summary_sort(out);
}
