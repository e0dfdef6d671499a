/*
 * Cards in the store: one of them whole, with what tiers answered and what was
 * tested; all of them as the board shows them; counts. See repo_action.h.
 */
#include "db/repo_action.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "db/stmt.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

static char *
read_text(struct stmt *stmt, const char *column)
{
	return mem_copy(stmt_text(stmt, column));
}

/* --- Reading one -------------------------------------------------------- */

static int
read_card(struct db *db, int64_t id, struct action *out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ACTION_GET);
	int status;

	stmt_bind_int(stmt, ":id", id);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	out->id = stmt_int(stmt, "id", 1, INT64_MAX);
	out->version = (int32_t)stmt_int(stmt, "version", 1, STMT_COUNT_MAX);
	out->removed = (int)stmt_int(stmt, "removed", 0, 1);
	out->state = (int)stmt_int(stmt, "state", 0, ACTION_STATES - 1);
	out->tier = (int)stmt_int(stmt, "tier", 0, TIERS - 1);
	out->size = (int)stmt_int(stmt, "size", 0, SIZES - 1);
	stmt_copy(stmt, "theme", out->theme, sizeof(out->theme));
	stmt_copy(stmt, "note", out->note, sizeof(out->note));
	out->title = read_text(stmt, "title");
	out->owner = read_text(stmt, "owner");
	out->aim = read_text(stmt, "aim");
	out->reason = read_text(stmt, "reason");
	out->due = stmt_day_or_none(stmt, "due");
	out->raised = stmt_day(stmt, "raised");
	out->since = stmt_day(stmt, "since");
	out->ended = stmt_day_or_none(stmt, "ended");
	out->approved = stmt_day_or_none(stmt, "approved");
	out->metoo = (int)stmt_int(stmt, "metoo", 0, STMT_COUNT_MAX);
	return stmt_done(stmt, err);
}

static int
read_replies(struct db *db, struct action *action, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_RESPONSE_LIST);
	int status;

	stmt_bind_int(stmt, ":action", action->id);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct reply *reply =
		    &action->responses[stmt_int(stmt, "tier", 0, TIERS - 1)];

		free(reply->reason);
		free(reply->answer);
		reply->asked = stmt_day_or_none(stmt, "asked");
		reply->reason = read_text(stmt, "reason");
		reply->answered = stmt_day_or_none(stmt, "answered");
		reply->answer = read_text(stmt, "answer");
	}
	return status;
}

static int
read_cycles(struct db *db, struct action *action, struct err *err)
{
	static const struct {
		const char *column;
		size_t offset;
	} texts[] = {
	    {"plan", offsetof(struct cycle, plan)},
	    {"prediction", offsetof(struct cycle, prediction)},
	    {"measure", offsetof(struct cycle, measure)},
	    {"before", offsetof(struct cycle, before)},
	    {"after", offsetof(struct cycle, after)},
	    {"result", offsetof(struct cycle, result)},
	};
	struct stmt *stmt = stmt_new(db, QUERY_CYCLE_LIST);
	int place = 0, status;

	stmt_bind_int(stmt, ":action", action->id);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct cycle *cycle = &action->cycles[place % CYCLES_MAX];

		/* One that is missing would take those behind it along. */
		stmt_int(stmt, "place", place, place < CYCLES_MAX ? place : 0);
		place++;

		for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
			char **text =
			    (char **)((char *)cycle + texts[i].offset);

			free(*text);
			*text = read_text(stmt, texts[i].column);
		}
		cycle->outcome =
		    (int)stmt_int(stmt, "outcome", 0, OUTCOMES - 1);
		cycle->begun = stmt_day(stmt, "begun");
		cycle->ended = stmt_day_or_none(stmt, "ended");
	}
	return status;
}

int
action_get_any(struct db *db, int64_t id, struct action *out, struct err *err)
{
	int status;

	action_init(out);
	status = read_card(db, id, out, err);
	if (status == OK && out->id)
		status = read_replies(db, out, err);
	if (status == OK && out->id)
		status = read_cycles(db, out, err);
	if (status < 0) {
		action_done(out);
		action_init(out);
	}
	return status;
}

int
action_get(struct db *db, int64_t id, struct action *out, struct err *err)
{
	int status = action_get_any(db, id, out, err);

	if (status == OK && out->removed) {
		action_done(out);
		action_init(out);
	}
	return status;
}

/* --- Writing one -------------------------------------------------------- */

/* Since when the tier that it is at owes an answer, or DATE_NONE. */
static int32_t
waits_since(const struct action *action)
{
	const struct reply *reply = &action->responses[action->tier];

	if (action->removed || action->state >= ACTION_DONE ||
	    reply->answered != DATE_NONE)
		return DATE_NONE;
	return reply->asked != DATE_NONE ? reply->asked : action->raised;
}

static void
bind_card(struct stmt *stmt, const struct action *action)
{
	stmt_bind_int(stmt, ":version", action->version);
	stmt_bind_int(stmt, ":removed", action->removed);
	stmt_bind_int(stmt, ":state", action->state);
	stmt_bind_int(stmt, ":tier", action->tier);
	stmt_bind_int(stmt, ":size", action->size);
	stmt_bind_text(stmt, ":theme", action->theme);
	stmt_bind_text(stmt, ":note", action->note);
	stmt_bind_text(stmt, ":title", record_text(action->title));
	stmt_bind_text(stmt, ":owner", record_text(action->owner));
	stmt_bind_text(stmt, ":aim", record_text(action->aim));
	stmt_bind_text(stmt, ":reason", record_text(action->reason));
	stmt_bind_int(stmt, ":due", action->due);
	stmt_bind_int(stmt, ":raised", action->raised);
	stmt_bind_int(stmt, ":since", action->since);
	stmt_bind_int(stmt, ":ended", action->ended);
	stmt_bind_int(stmt, ":approved", action->approved);
	stmt_bind_int(stmt, ":waits", waits_since(action));
}

static int
update_card(
    struct db *db, const struct action *action, int32_t seen, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ACTION_UPDATE);
	int status;

	bind_card(stmt, action);
	stmt_bind_int(stmt, ":id", action->id);
	stmt_bind_int(stmt, ":seen", seen);
	status = stmt_run(stmt, err);
	if (status == OK && stmt_changes(db) == 0)
		status = err_set(err, ERR_AGAIN,
		    _("This card was changed at another keyboard meanwhile. "
		      "Nothing was changed."));
	return status;
}

static int
insert_card(struct db *db, struct action *action, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ACTION_INSERT);
	int status;

	bind_card(stmt, action);
	status = stmt_run(stmt, err);
	action->id = stmt_last_id(db);
	return status;
}

/* A tier that nobody asked, and that has not answered, has no row. */
static int
write_reply(
    struct db *db, const struct action *action, int tier, struct err *err)
{
	const struct reply *reply = &action->responses[tier];
	bool there = reply->asked != DATE_NONE || reply->answered != DATE_NONE;
	struct stmt *stmt =
	    stmt_new(db, there ? QUERY_RESPONSE_PUT : QUERY_RESPONSE_DELETE);

	stmt_bind_int(stmt, ":action", action->id);
	stmt_bind_int(stmt, ":tier", tier);
	if (there) {
		stmt_bind_int(stmt, ":asked", reply->asked);
		stmt_bind_text(stmt, ":reason", record_text(reply->reason));
		stmt_bind_int(stmt, ":answered", reply->answered);
		stmt_bind_text(stmt, ":answer", record_text(reply->answer));
	}
	return stmt_run(stmt, err);
}

static int
write_cycle(
    struct db *db, const struct action *action, int place, struct err *err)
{
	const struct cycle *cycle = &action->cycles[place];
	struct stmt *stmt = stmt_new(db, QUERY_CYCLE_PUT);

	stmt_bind_int(stmt, ":action", action->id);
	stmt_bind_int(stmt, ":place", place);
	stmt_bind_text(stmt, ":plan", record_text(cycle->plan));
	stmt_bind_text(stmt, ":prediction", record_text(cycle->prediction));
	stmt_bind_text(stmt, ":measure", record_text(cycle->measure));
	stmt_bind_text(stmt, ":before", record_text(cycle->before));
	stmt_bind_text(stmt, ":after", record_text(cycle->after));
	stmt_bind_text(stmt, ":result", record_text(cycle->result));
	stmt_bind_int(stmt, ":outcome", cycle->outcome);
	stmt_bind_int(stmt, ":begun", cycle->begun);
	stmt_bind_int(stmt, ":ended", cycle->ended);
	return stmt_run(stmt, err);
}

static int
write_parts(struct db *db, const struct action *action, struct err *err)
{
	int count = action_cycles(action), status = OK;
	struct stmt *stmt;

	for (int tier = 0; status == OK && tier < TIERS; tier++)
		status = write_reply(db, action, tier, err);
	for (int i = 0; status == OK && i < count; i++)
		status = write_cycle(db, action, i, err);
	if (status < 0)
		return status;
	stmt = stmt_new(db, QUERY_CYCLE_DELETE);
	stmt_bind_int(stmt, ":action", action->id);
	stmt_bind_int(stmt, ":place", count);
	return stmt_run(stmt, err);
}

int
action_put(struct db *db, const struct revision *revision,
    const struct action *was, struct action *now, struct err *err)
{
	struct action none;
	int status;

	assert(db_writing(db));
	now->version = was ? was->version + 1 : 1;
	status = was ? update_card(db, now, was->version, err)
	             : insert_card(db, now, err);
	if (status == OK)
		status = write_parts(db, now, err);
	if (status < 0)
		return status;
	/* What is not there yet differs by that alone, too. */
	action_init(&none);
	none.removed = 1;
	return revision_events(db, revision, &action_record, was ? was : &none,
	    now, now->id, "", err);
}

/* --- Redaction ---------------------------------------------------------- */

/* The next card of a note; 0 if there is no other. */
static int
next_of_note(struct db *db, const struct note *note, int64_t *id, bool *from,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ACTIONS_OF_NOTE);
	int status;

	stmt_bind_text(stmt, ":note", note->id);
	stmt_bind_int(stmt, ":after", *id);
	*id = 0;
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	*id = stmt_int(stmt, "id", 1, INT64_MAX);
	*from = note_is_title(note, stmt_text(stmt, "title"));
	return stmt_done(stmt, err);
}

/* As a change of the card like any other, of the redaction's own step. */
static int
redact_title(
    struct db *db, const struct revision *revision, int64_t id, struct err *err)
{
	struct action was, now;
	int status = action_get_any(db, id, &was, err);

	action_copy(&now, &was);
	free(now.title);
	now.title = mem_copy(_("(redacted)"));
	now.approved = DATE_NONE;
	if (status == OK)
		status = action_put(db, revision, &was, &now, err);
	action_done(&was);
	action_done(&now);
	return status;
}

/* An event of a card's title. */
struct title_event {
	int64_t id; /* 0: no other */
	int64_t revision;
	bool before, after; /* these are the note's words */
};

static int
next_title(struct db *db, const struct note *note, int64_t card,
    struct title_event *event, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_EVENT_TITLE);
	int status;

	stmt_bind_int(stmt, ":action", card);
	stmt_bind_int(stmt, ":last", event->id);
	*event = (struct title_event){0};
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	event->id = stmt_int(stmt, "id", 1, INT64_MAX);
	event->revision = stmt_int(stmt, "revision", 1, INT64_MAX);
	event->before = note_is_title(note, stmt_text(stmt, "before"));
	event->after = note_is_title(note, stmt_text(stmt, "after"));
	return stmt_done(stmt, err);
}

/* What people wrote by hand stays, and can still be undone. */
static int
erase_titles(
    struct db *db, const struct note *note, int64_t card, struct err *err)
{
	struct title_event event = {0};
	int status = next_title(db, note, card, &event, err);

	while (status == OK && event.id) {
		if (event.before || event.after) {
			struct stmt *stmt = stmt_new(db, QUERY_EVENT_ERASE);

			stmt_bind_int(stmt, ":id", event.id);
			stmt_bind_int(stmt, ":before", event.before);
			stmt_bind_int(stmt, ":after", event.after);
			status = stmt_run(stmt, err);
			if (status == OK)
				status = revision_seal(db, event.revision, err);
		}
		if (status == OK)
			status = next_title(db, note, card, &event, err);
	}
	return status;
}

int
action_erase(struct db *db, const struct revision *revision,
    const struct note *note, struct err *err)
{
	int64_t id = 0;

	for (;;) {
		bool from = false;
		int status = next_of_note(db, note, &id, &from, err);

		if (status < 0 || id == 0)
			return status;
		if (from)
			status = redact_title(db, revision, id, err);
		if (status == OK)
			status = erase_titles(db, note, id, err);
		if (status < 0)
			return status;
	}
}

/* --- The board ---------------------------------------------------------- */

struct cards {
	struct card *list;
	int count;
	int room;
};

static int
read_cards(struct db *db, struct cards *cards, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_CARD_LIST);
	int status;

	while ((status = stmt_step(stmt, err)) == 1) {
		struct card *card;

		if (cards->count == cards->room) {
			cards->room = cards->room ? 2 * cards->room : 64;
			cards->list = mem_grow(
			    cards->list, (size_t)cards->room, sizeof(*card));
		}
		card = &cards->list[cards->count++];
		*card = (struct card){.cycle_begun = DATE_NONE};
		for (int tier = 0; tier < TIERS; tier++)
			card->asked[tier] = card->answered[tier] = DATE_NONE;
		card->id = stmt_int(stmt, "id", 1, INT64_MAX);
		card->version =
		    (int32_t)stmt_int(stmt, "version", 1, STMT_COUNT_MAX);
		card->state =
		    (int)stmt_int(stmt, "state", 0, ACTION_STATES - 1);
		card->tier = (int)stmt_int(stmt, "tier", 0, TIERS - 1);
		card->size = (int)stmt_int(stmt, "size", 0, SIZES - 1);
		stmt_copy(stmt, "theme", card->theme, sizeof(card->theme));
		card->title = read_text(stmt, "title");
		card->owner = read_text(stmt, "owner");
		card->due = stmt_day_or_none(stmt, "due");
		card->raised = stmt_day(stmt, "raised");
		card->since = stmt_day(stmt, "since");
		card->ended = stmt_day_or_none(stmt, "ended");
		card->metoo = (int)stmt_int(stmt, "metoo", 0, STMT_COUNT_MAX);
		card->prediction = mem_copy("");
	}
	return status;
}

/* The card of the row, which is at `at` or behind it; NULL if it is removed. */
static struct card *
card_of_row(const struct cards *cards, struct stmt *stmt, int *at)
{
	int64_t id = stmt_int(stmt, "action", 1, INT64_MAX);

	while (*at < cards->count && cards->list[*at].id < id)
		++*at;
	if (*at < cards->count && cards->list[*at].id == id)
		return &cards->list[*at];
	return NULL;
}

static int
read_card_replies(struct db *db, const struct cards *cards, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_CARD_RESPONSES);
	int at = 0, status;

	while ((status = stmt_step(stmt, err)) == 1) {
		struct card *card = card_of_row(cards, stmt, &at);
		int tier = (int)stmt_int(stmt, "tier", 0, TIERS - 1);
		int32_t asked = stmt_day_or_none(stmt, "asked");
		int32_t answered = stmt_day_or_none(stmt, "answered");

		if (!card)
			continue;
		card->asked[tier] = asked;
		card->answered[tier] = answered;
	}
	return status;
}

static int
read_card_cycles(struct db *db, const struct cards *cards, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_CARD_CYCLES);
	int at = 0, status;

	while ((status = stmt_step(stmt, err)) == 1) {
		struct card *card = card_of_row(cards, stmt, &at);
		int32_t begun = stmt_day(stmt, "begun");
		int32_t ended = stmt_day_or_none(stmt, "ended");
		const char *prediction = stmt_text(stmt, "prediction");

		if (!card)
			continue;
		card->cycles++;
		if (ended != DATE_NONE)
			continue;
		card->cycle_begun = begun;
		free(card->prediction);
		card->prediction = mem_copy(prediction);
	}
	return status;
}

int
action_cards(struct db *db, struct card **out, int *count, struct err *err)
{
	struct cards cards = {0};
	int status = db_read(db, err);

	if (status == OK)
		status = read_cards(db, &cards, err);
	if (status == OK)
		status = read_card_replies(db, &cards, err);
	if (status == OK)
		status = read_card_cycles(db, &cards, err);
	db_read_end(db);
	if (status < 0) {
		card_list_done(cards.list, cards.count);
		cards = (struct cards){0};
	}
	*out = cards.list;
	*count = cards.count;
	return status;
}

int
action_count(
    struct db *db, int32_t today, int *open, int *overdue, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ACTION_COUNT);
	int status;

	*open = *overdue = 0;
	stmt_bind_int(stmt, ":today", today);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	*open = (int)stmt_int(stmt, "open", 0, INT32_MAX);
	*overdue = (int)stmt_int(stmt, "overdue", 0, INT32_MAX);
	return stmt_done(stmt, err);
}

int
action_owners(struct db *db, char ***out, int *count, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_ACTION_OWNERS);
	char **owners = NULL;
	int found = 0, room = 0, status;

	while ((status = stmt_step(stmt, err)) == 1) {
		if (found == room) {
			room = room ? 2 * room : 16;
			owners =
			    mem_grow(owners, (size_t)room, sizeof(*owners));
		}
		owners[found++] = read_text(stmt, "owner");
	}
	if (status < 0) {
		while (found > 0)
			free(owners[--found]);
		free(owners);
		owners = NULL;
	}
	*out = owners;
	*count = found;
	return status;
}
