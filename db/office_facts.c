/*
 * A summary as rows of counts, and back. See office_facts.h.
 */
#include "db/office_facts.h"

#include <stddef.h>
#include <string.h>

#include "util/err.h"

/* --- There -------------------------------------------------------------- */

/* Each part has one function that writes it and one, below, that reads it: what
 * a name or a number is goes by its place, and the two must agree. The views of
 * the SQL files say the same for people. */

typedef int put(void *context, const struct office_fact *fact);

/* First of all: it is what tells a summary from the next. A next key has a row
 * of its own, since most have none and names are three. */
static int
put_head(const struct summary *s, put *each, void *context)
{
	const struct summary_huddles *huddles = &s->huddles;
	const struct office_fact head = {FACT_HEAD,
	    {s->name, s->site, s->previous},
	    {s->to, huddles->planned[0], huddles->planned[1], huddles->held[0],
	        huddles->held[1], huddles->minutes, huddles->headcount,
	        huddles->largest},
	    8};
	const struct office_fact next = {"next_key", {s->next_key}, {0}, 0};
	int status = each(context, &head);

	if (status == OK && s->next_key[0])
		status = each(context, &next);
	return status;
}

static int
put_pulse(const struct summary *s, put *each, void *context)
{
	int status = OK;

	for (int i = 0; status == OK && i < s->pulse_count; i++) {
		const struct summary_pulse *row = &s->pulse[i];
		const struct office_fact fact = {"pulse",
		    {row->key.instrument, row->key.item},
		    {row->key.version, row->key.of, row->key.epsilon_milli,
		        row->since, row->rounds, row->paper_rounds,
		        row->answered, row->counted},
		    8};

		status = each(context, &fact);
	}
	return status;
}

/* Names rather than numbers of kinds and tiers: the tables are for people, too,
 * and outlive a program that counts its kinds anew. */
static int
put_notes(const struct summary *s, put *each, void *context)
{
	int status = OK;

	for (int i = 0; status == OK && i < s->note_count; i++) {
		const struct office_fact fact = {"notes",
		    {note_kind_names[s->notes[i].kind], s->notes[i].theme},
		    {s->notes[i].count}, 1};

		status = each(context, &fact);
	}
	return status;
}

static int
put_actions(const struct summary *s, put *each, void *context)
{
	int status = OK;

	for (int i = 0; status == OK && i < s->action_count; i++) {
		const struct summary_action *row = &s->actions[i];
		const struct office_fact fact = {"actions",
		    {action_state_names[row->state], tier_names[row->tier],
		        row->theme},
		    {row->count, row->median_age_days}, 2};

		status = each(context, &fact);
	}
	return status;
}

/* No row says "not told". A row of zeros would say that there was none. */
static int
put_dropped(const struct summary *s, put *each, void *context)
{
	const struct office_fact fact = {
	    "dropped", {NULL}, {s->dropped_tasks, s->dropped_minutes}, 2};

	return s->has_dropped ? each(context, &fact) : OK;
}

static int
put_shift(const struct summary *s, put *each, void *context)
{
	int status = OK;

	for (int i = 0; status == OK && i < s->shift_count; i++) {
		const struct office_fact fact = {"shift", {s->shift[i].field},
		    {s->shift[i].shifts, s->shift[i].sum}, 2};

		status = each(context, &fact);
	}
	return status;
}

static int
put_response(const struct summary *s, put *each, void *context)
{
	int status = OK;

	for (int i = 0; status == OK && i < s->response_count; i++) {
		const struct summary_response *row = &s->response[i];
		const struct office_fact fact = {"response",
		    {tier_names[row->tier]},
		    {row->answered, row->unanswered, row->median_days,
		        row->p90_days},
		    4};

		status = each(context, &fact);
	}
	return status;
}

static int
put_buddies(const struct summary *s, put *each, void *context)
{
	const struct office_fact fact = {
	    "buddies", {NULL}, {s->pairs, s->connections}, 2};

	return s->has_buddies ? each(context, &fact) : OK;
}

static int
put_withheld(const struct summary *s, put *each, void *context)
{
	int status = OK;

	for (int i = 0; status == OK && i < s->withheld_count; i++) {
		const struct office_fact fact = {"withheld",
		    {s->withheld[i].part, s->withheld[i].reason}, {0}, 0};

		status = each(context, &fact);
	}
	return status;
}

/* In an order that never changes: the place of a row is part of its key. */
int
office_facts(const struct summary *summary, put *each, void *context)
{
	static int (*const parts[])(const struct summary *, put *, void *) = {
	    put_head, put_pulse, put_notes, put_actions, put_dropped, put_shift,
	    put_response, put_buddies, put_withheld};
	int status = OK;

	for (size_t i = 0; status == OK && i < sizeof(parts) / sizeof(*parts);
	     i++)
		status = parts[i](summary, each, context);
	return status;
}

/* --- Back --------------------------------------------------------------- */

/* A store may be damaged, or somebody may have written into it by SQL: nothing
 * is taken for a text that fits, or a name that is known. */

/* False if the text is missing or does not fit. */
static bool
take(char *out, size_t size, const char *text)
{
	size_t len = text ? strlen(text) : size;

	if (len >= size)
		return false;
	memcpy(out, text, len + 1);
	return true;
}

/* NULL is no name of any table. */
static bool
find(const char *const *names, int count, const char *name, int *index)
{
	for (*index = 0; name && *index < count; (*index)++)
		if (strcmp(names[*index], name) == 0)
			return true;
	return false;
}

/* The epoch, the number and the first day are in every row's key: the caller
 * has them. */
static bool
read_head(struct summary *s, const struct office_fact *f)
{
	s->to = (int32_t)f->number[0];
	s->huddles = (struct summary_huddles){{f->number[1], f->number[2]},
	    {f->number[3], f->number[4]}, f->number[5], f->number[6],
	    f->number[7]};
	return take(s->name, sizeof(s->name), f->name[0]) &&
	       take(s->site, sizeof(s->site), f->name[1]) &&
	       take(s->previous, sizeof(s->previous), f->name[2]);
}

/* Only a summary that announces a key has this row. */
static bool
read_next_key(struct summary *s, const struct office_fact *f)
{
	return take(s->next_key, sizeof(s->next_key), f->name[0]);
}

static bool
read_pulse(struct summary *s, const struct office_fact *f)
{
	struct summary_pulse *row = summary_add_pulse(s);

	row->key.version = (int)f->number[0];
	row->key.of = (uint8_t)f->number[1];
	row->key.epsilon_milli = (int)f->number[2];
	row->since = (int32_t)f->number[3];
	row->rounds = (int)f->number[4];
	row->paper_rounds = (int)f->number[5];
	row->answered = f->number[6];
	row->counted = f->number[7];
	return take(row->key.instrument, ID_SIZE, f->name[0]) &&
	       take(row->key.item, ID_SIZE, f->name[1]);
}

static bool
read_notes(struct summary *s, const struct office_fact *f)
{
	struct summary_note *row = summary_add_note(s);

	row->count = f->number[0];
	return find(note_kind_names, NOTE_KINDS, f->name[0], &row->kind) &&
	       take(row->theme, ID_SIZE, f->name[1]);
}

static bool
read_actions(struct summary *s, const struct office_fact *f)
{
	struct summary_action *row = summary_add_action(s);

	row->count = f->number[0];
	row->median_age_days = (int)f->number[1];
	return find(action_state_names, ACTION_STATES, f->name[0],
	           &row->state) &&
	       find(tier_names, TIERS, f->name[1], &row->tier) &&
	       take(row->theme, ID_SIZE, f->name[2]);
}

static bool
read_dropped(struct summary *s, const struct office_fact *f)
{
	s->has_dropped = true;
	s->dropped_tasks = f->number[0];
	s->dropped_minutes = f->number[1];
	return true;
}

static bool
read_shift(struct summary *s, const struct office_fact *f)
{
	struct summary_shift *row = summary_add_shift(s);

	row->shifts = f->number[0];
	row->sum = f->number[1];
	return take(row->field, ID_SIZE, f->name[0]);
}

static bool
read_response(struct summary *s, const struct office_fact *f)
{
	struct summary_response *row = summary_add_response(s);

	row->answered = f->number[0];
	row->unanswered = f->number[1];
	row->median_days = (int)f->number[2];
	row->p90_days = (int)f->number[3];
	return find(tier_names, TIERS, f->name[0], &row->tier);
}

static bool
read_buddies(struct summary *s, const struct office_fact *f)
{
	s->has_buddies = true;
	s->pairs = f->number[0];
	s->connections = f->number[1];
	return true;
}

static bool
read_withheld(struct summary *s, const struct office_fact *f)
{
	if (!f->name[0] || !f->name[1])
		return false;
	summary_withhold(s, f->name[0], f->name[1]);
	return true;
}

/* The most frequent first: an office has millions of rows. */
bool
office_fact_read(struct summary *out, const struct office_fact *fact)
{
	static const struct {
		const char *part;
		bool (*read)(struct summary *, const struct office_fact *);
	} parts[] = {{"pulse", read_pulse}, {"notes", read_notes},
	    {"actions", read_actions}, {FACT_HEAD, read_head},
	    {"next_key", read_next_key}, {"dropped", read_dropped},
	    {"shift", read_shift}, {"response", read_response},
	    {"buddies", read_buddies}, {"withheld", read_withheld}};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strcmp(parts[i].part, fact->part) == 0)
			return parts[i].read(out, fact);
	return false;
}
