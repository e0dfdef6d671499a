/*
 * What the page of buddies asks of the app, the questions before it, and what
 * it says of the outcome. Who asked for another buddy and who connected is
 * forgotten with the request. See screen_buddies.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/screen_buddies.h"
#include "util/crypt.h"
#include "util/i18n.h"
#include "util/mem.h"

static void
forget(char **text)
{
	if (*text)
		crypt_wipe(*text, strlen(*text));
	free(*text);
	*text = NULL;
}

void
mates_about(struct mates *model, const char *name, const char *other)
{
	char *one = name ? mem_copy(name) : NULL;

	forget(&model->name);
	forget(&model->other);
	model->name = one;
	model->other = other ? mem_copy(other) : NULL;
}

void
mates_swapped(struct mates *model, const char *name, const char *other)
{
	char *one = name ? mem_copy(name) : NULL;
	char *two = other ? mem_copy(other) : NULL;

	free(model->swapped[0]);
	free(model->swapped[1]);
	model->swapped[0] = one;
	model->swapped[1] = two;
}

struct buddy_request *
mates_request(struct mates *model, struct effects *effects, enum buddy_act act,
    const char *name)
{
	struct buddy_request *request = mem_new(1, sizeof(*request));

	request->act = model->act = act;
	request->shown = model->shown;
	request->person.name = name ? mem_copy(name) : NULL;
	effects_add(effects, EFFECT_BUDDY)->buddy = request;
	return request;
}

static uint64_t
mark_now(const struct facts *facts)
{
	const struct buddy_round *round = facts->buddies.proposed;

	return round ? buddy_round_mark(round) : 0;
}

bool
mates_can_back(const struct mates *model, const struct facts *facts)
{
	return model->swapped[0] && model->after == mark_now(facts);
}

/* A swap that another keyboard went behind is none to be taken back. */
void
mates_shown(struct mates *model, const struct facts *facts)
{
	model->shown = mark_now(facts);
	if (!mates_can_back(model, facts))
		mates_swapped(model, NULL, NULL);
}

/* --- questions --- */

/* What becomes of those whom somebody leaves. */
static void
say_left(const struct facts *facts, const struct buddy *person, struct buf *out)
{
	const struct buddy_round *round = facts->buddies.confirmed;
	const struct buddy_round *proposed = facts->buddies.proposed;
	bool next = proposed && !proposed->anew;
	struct mates_row *rows;
	int count = mates_rows(facts, round, &rows);

	for (int i = 0; mates_paired(round, person) && i < count; i++) {
		struct buf names = BUF_INIT;

		if (rows[i].people[0] != person &&
		    rows[i].people[1] != person && rows[i].people[2] != person)
			continue;
		mates_names(&names, &rows[i], person);
		buf_addf(out,
		    rows[i].count != 2 ? _("%s stay together. ")
		    : next ? _("%s is left alone until the proposal that waits "
		               "is confirmed. ")
		           : _("%s is left alone: they are proposed anew, with "
		               "as few changes as possible. "),
		    buf_text(&names));
		buf_done(&names);
	}
	free(rows);
}

void
mates_ask_leave(
    struct mates *model, const struct facts *facts, const char *name)
{
	const struct buddy *person = mates_find(facts, name);
	struct buf text = BUF_INIT;
	char title[128];

	if (!person)
		return;
	snprintf(title, sizeof(title), _("%s leaves?"), person->name);
	say_left(facts, person, &text);
	buf_addf(&text,
	    _("What %s told is deleted, from earlier rounds too, and no undo "
	      "brings it back. Joining again is always possible."),
	    person->name);
	mates_about(model, person->name, NULL);
	dialog_open(&model->dialog, ASK_LEAVE, title, buf_text(&text));
	dialog_choice(&model->dialog, 'l', _("leave"));
	dialog_choice(&model->dialog, 's', _("stay"));
	model->dialog.focus = 1;
	buf_done(&text);
}

void
mates_ask_confirm(struct mates *model, const struct facts *facts)
{
	const struct buddy_round *round = facts->buddies.proposed;
	char from[64], to[64], command[PART_COMMAND_SIZE];
	struct buf text = BUF_INIT;

	if (!round)
		return;
	mates_shown(model, facts);
	part_command(facts, "print slips", command);
	layout_date(facts, round->from, from);
	layout_date(facts, round->to, to);
	buf_addf(&text,
	    _("From %s to %s these are buddies. The round before ends with "
	      "it. Slips to hand out: %s"),
	    from, to, command);
	dialog_open(&model->dialog, ASK_CONFIRM, _("Confirm this proposal?"),
	    buf_text(&text));
	buf_done(&text);
	dialog_choice(&model->dialog, 'y', _("confirm it"));
	dialog_choice(&model->dialog, 'n', _("not yet"));
}

void
mates_ask_drop(struct mates *model, const struct facts *facts)
{
	mates_shown(model, facts);
	dialog_open(&model->dialog, ASK_DROP, _("Drop this proposal?"),
	    _("What was changed by hand is gone with it, and nobody asks for "
	      "another buddy any more. The confirmed round stays as it is."));
	dialog_choice(&model->dialog, 'd', _("drop it"));
	dialog_choice(&model->dialog, 'k', _("keep it"));
	model->dialog.focus = 1;
}

void
mates_ask_throw(struct mates *model)
{
	dialog_open(&model->dialog, ASK_THROW, _("Leave without saving?"),
	    _("What is written here would be gone."));
	dialog_choice(&model->dialog, 't', _("throw it away"));
	dialog_choice(&model->dialog, 'k', _("keep writing"));
	model->dialog.focus = 1;
}

/* Only the first choice ever does anything. */
void
mates_answer(struct mates *model, uint32_t key, struct effects *effects)
{
	if (dialog_key(&model->dialog, key) != 0)
		return;
	switch ((enum mates_ask)model->dialog.what) {
	case ASK_THROW:
		mates_form_end(model);
		model->look = MATES_PAGE;
		break;
	case ASK_LEAVE:
		mates_request(model, effects, BUDDY_ACT_LEAVE, model->name);
		break;
	case ASK_CONFIRM:
		mates_request(model, effects, BUDDY_ACT_CONFIRM, NULL);
		break;
	case ASK_DROP:
		mates_request(model, effects, BUDDY_ACT_DROP, NULL);
		break;
	}
}

/* --- what came of it --- */

/* True if it was about a proposal, of which another keyboard left none. */
static bool
is_gone(const struct mates *model, const struct facts *facts)
{
	return !facts->buddies.proposed &&
	       (model->act == BUDDY_ACT_SWAP || model->act == BUDDY_ACT_LOCK ||
	           model->act == BUDDY_ACT_CONFIRM ||
	           model->act == BUDDY_ACT_DROP);
}

/* What the state or a rule forbids says so itself. */
static void
failed(
    struct mates *model, const struct facts *facts, const struct event *event)
{
	const char *text = event->text ? event->text : "";
	bool forbidden =
	    event->status == ERR_UNAVAILABLE || event->status == ERR_AGAIN ||
	    event->status == ERR_DATA || event->status == ERR_PERMISSION;

	if (event->status == ERR_UNAVAILABLE && is_gone(model, facts))
		toast_alert(&model->toast,
		    _("There is no proposal any more: p makes one. Nothing was "
		      "changed."));
	else if (forbidden)
		toast_alert(&model->toast, "%s", text);
	else
		part_failed(&model->toast,
		    _("That did not work. Please try again."), text);
}

/* By EVENT_DONE's text. */
static const char *
left(const char *came)
{
	if (strcmp(came, "changed") == 0)
		return _("%s has left. The proposal that waits is changed, as "
		         "little as possible.");
	if (strcmp(came, "dropped") == 0)
		return _("%s has left. The proposal that waited is gone: "
		         "nothing needs it any more.");
	return came[0] ? _("%s has left. A new proposal waits for the "
	                   "coordinator.")
	               : _("%s has left.");
}

static void
say_done(struct mates *model, const char *came)
{
	bool yes = came[0] != '\0';
	struct toast *toast = &model->toast;
	const char *name = model->name ? model->name : "";

	switch (model->act) {
	case BUDDY_ACT_JOIN:
		toast_say(toast,
		    yes ? _("What %s told is changed.")
		        : _("%s has joined. The next proposal has a buddy for "
		            "them."),
		    name);
		break;
	case BUDDY_ACT_LEAVE:
		toast_say(toast, left(came), name);
		break;
	case BUDDY_ACT_SWAP:
		toast_say(toast,
		    model->swapped[0]
		        ? _("%s and %s have changed places. u takes it back.")
		        : _("%s and %s are back in their places."),
		    name, model->other ? model->other : "");
		break;
	default:
		break;
	}
}

/* What needs no name. */
static const char *
plain(const struct mates *model, bool yes)
{
	switch (model->act) {
	case BUDDY_ACT_AGAIN:
		return yes ? _("The coordinator will see that a new pairing is "
		               "wanted, not by whom.")
		           : _("The next proposal sees to it. Nothing shows "
		               "who asked.");
	case BUDDY_ACT_CONNECTED:
		return yes ? _("Noted. What you said stays yours.")
		           : _("This week has one for every group already. "
		               "What you said stays yours.");
	case BUDDY_ACT_PROPOSE:
		return _("Proposed. Look it through; Enter confirms it.");
	case BUDDY_ACT_LOCK:
		return model->locking
		           ? _("Locked. A new proposal keeps this group.")
		           : _("Unlocked. A new proposal may change this "
		               "group.");
	case BUDDY_ACT_CONFIRM:
		return _("Confirmed. o shows the slips to hand out.");
	case BUDDY_ACT_STAY:
		return _("If anybody of this group asked for another buddy, "
		         "that is taken back.");
	case BUDDY_ACT_DROP:
		return _("The proposal is dropped.");
	default:
		return "";
	}
}

/* The same swap once more is the one that takes it back. */
static bool
is_back(const struct mates *model)
{
	return model->swapped[0] &&
	       strcmp(model->swapped[0], model->name) == 0 &&
	       strcmp(model->swapped[1], model->other) == 0;
}

/* Where the page stands then. */
static void
turn(struct mates *model, const struct facts *facts)
{
	switch (model->act) {
	case BUDDY_ACT_JOIN:
		mates_form_end(model);
		model->look = MATES_PAGE;
		mates_focus(facts, mates_listed(model, facts), model->reader,
		    model->name);
		break;
	case BUDDY_ACT_PROPOSE:
		mates_form_end(model);
		mates_swapped(model, NULL, NULL);
		model->look = MATES_PROPOSAL;
		model->groups->focus = 0;
		break;
	case BUDDY_ACT_SWAP:
		if (is_back(model))
			mates_swapped(model, NULL, NULL);
		else
			mates_swapped(model, model->name, model->other);
		model->after = mark_now(facts);
		mates_focus(
		    facts, facts->buddies.proposed, model->groups, model->name);
		break;
	case BUDDY_ACT_LOCK:
		model->after = mark_now(facts);
		break;
	case BUDDY_ACT_CONFIRM:
	case BUDDY_ACT_DROP:
		mates_swapped(model, NULL, NULL);
		model->look = MATES_PAGE;
		model->everybody = false;
		model->reader->focus = 0;
		break;
	default:
		break;
	}
}

void
mates_outcome(
    struct mates *model, const struct facts *facts, const struct event *event)
{
	const char *came = event->text ? event->text : "";

	if (event->status < 0) {
		failed(model, facts, event);
	} else {
		turn(model, facts);
		toast_say(&model->toast, "%s", plain(model, came[0] != '\0'));
		say_done(model, came);
	}
	mates_about(model, NULL, NULL);
}
