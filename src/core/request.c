/*
 * Requests: what each kind needs and who may ask it, and the check of what was
 * typed. See request.h; request_card.c and request_note.c carry them out.
 */
#include "core/request.h"

#include <stdlib.h>
#include <string.h>

#include "core/due.h"
#include "util/i18n.h"
#include "util/mem.h"

const char *const revision_names[REVISIONS] = {
    [REQUEST_ADD] = "add",
    [REQUEST_EDIT] = "edit",
    [REQUEST_MOVE] = "move",
    [REQUEST_ESCALATE] = "escalate",
    [REQUEST_RESPOND] = "respond",
    [REQUEST_PLAN] = "plan",
    [REQUEST_RESULT] = "result",
    [REQUEST_APPROVE] = "approve",
    [REQUEST_ANSWER] = "answer",
    [REQUEST_CANT] = "cant",
    [REQUEST_METOO] = "metoo",
    [REQUEST_MERGE] = "merge",
    [REQUEST_REDACT] = "redact",
    [REVISION_UNDO] = "undo",
    [REVISION_REDO] = "redo",
};

const char *const revision_titles[REVISIONS] = {
    [REQUEST_ADD] = N_("added"),
    [REQUEST_EDIT] = N_("changed"),
    [REQUEST_MOVE] = N_("moved"),
    [REQUEST_ESCALATE] = N_("escalated"),
    [REQUEST_RESPOND] = N_("responded"),
    [REQUEST_PLAN] = N_("test planned"),
    [REQUEST_RESULT] = N_("test ended"),
    [REQUEST_APPROVE] = N_("page approved"),
    [REQUEST_ANSWER] = N_("answered"),
    [REQUEST_CANT] = N_("answered: can't, because"),
    [REQUEST_METOO] = N_("me too"),
    [REQUEST_MERGE] = N_("merged"),
    [REQUEST_REDACT] = N_("redacted"),
    [REVISION_UNDO] = N_("undone"),
    [REVISION_REDO] = N_("done again"),
};

/* Of an act, and what must be told and not be empty. */
#define BIT(which) (1u << (which))
static const struct {
	enum act act;
	unsigned needs;
} kinds[REQUESTS] = {
    [REQUEST_ADD] = {ACT_BOARD, BIT(TEXT_TITLE)},
    [REQUEST_EDIT] = {ACT_BOARD, 0},
    [REQUEST_MOVE] = {ACT_BOARD, 0},
    [REQUEST_ESCALATE] = {ACT_ESCALATE, BIT(TEXT_REASON)},
    [REQUEST_RESPOND] = {ACT_RESPOND, BIT(TEXT_ANSWER)},
    [REQUEST_PLAN] = {ACT_BOARD, BIT(TEXT_PLAN) | BIT(TEXT_PREDICTION)},
    [REQUEST_RESULT] = {ACT_BOARD, BIT(TEXT_RESULT)},
    [REQUEST_APPROVE] = {ACT_APPROVE, 0},
    [REQUEST_ANSWER] = {ACT_RESPOND, BIT(TEXT_ANSWER)},
    [REQUEST_CANT] = {ACT_RESPOND, BIT(TEXT_ANSWER)},
    [REQUEST_METOO] = {ACT_BOARD, 0},
    [REQUEST_MERGE] = {ACT_BOARD, 0},
    [REQUEST_REDACT] = {ACT_REDACT, BIT(TEXT_REASON)},
};

static const struct {
	const char *title;
	int max; /* characters */
} texts[REQUEST_TEXTS] = {
    [TEXT_TITLE] = {N_("Title"), ACTION_TITLE_MAX},
    [TEXT_THEME] = {N_("Theme"), ID_SIZE - 1},
    [TEXT_OWNER] = {N_("Owner"), ACTION_OWNER_MAX},
    [TEXT_DUE] = {N_("Due"), 60},
    [TEXT_SIZE] = {N_("Size"), 10},
    [TEXT_AIM] = {N_("Aim"), ACTION_TEXT_MAX},
    [TEXT_REASON] = {N_("Reason"), ACTION_TEXT_MAX},
    [TEXT_ANSWER] = {N_("Answer"), ACTION_TEXT_MAX},
    [TEXT_PLAN] = {N_("Plan"), ACTION_TEXT_MAX},
    [TEXT_PREDICTION] = {N_("Prediction"), ACTION_TEXT_MAX},
    [TEXT_MEASURE] = {N_("Measure"), ACTION_MEASURE_MAX},
    [TEXT_BEFORE] = {N_("Before"), ACTION_MEASURE_MAX},
    [TEXT_AFTER] = {N_("After"), ACTION_MEASURE_MAX},
    [TEXT_RESULT] = {N_("Result"), ACTION_TEXT_MAX},
};

void
request_init(struct request *request, enum request_kind kind)
{
	*request = (struct request){.kind = kind, .tier = -1};
}

void
request_done(struct request *request)
{
	for (int i = 0; i < REQUEST_TEXTS; i++) {
		free(request->text[i]);
		request->text[i] = NULL;
	}
}

void
request_copy(struct request *out, const struct request *request)
{
	*out = *request;
	for (int i = 0; i < REQUEST_TEXTS; i++)
		out->text[i] = mem_copy(request->text[i]);
}

void
request_text(struct request *request, enum request_text which, const char *text)
{
	char *copy = mem_copy(text);

	free(request->text[which]);
	request->text[which] = copy;
}

enum act
request_act(const struct request *request)
{
	bool above = request->tier > TIER_UNIT;

	if (request->kind == REQUEST_MOVE && request->state == ACTION_CLOSED)
		return ACT_CLOSE;
	if (above &&
	    (request->kind == REQUEST_ADD || request->kind == REQUEST_RESPOND))
		return ACT_ESCALATE;
	return kinds[request->kind].act;
}

int
request_text_max(enum request_text which)
{
	return texts[which].max;
}

/* The texts that must be told and not be empty. */
static unsigned
needed(const struct request *request)
{
	unsigned needs = kinds[request->kind].needs;

	if (request->kind == REQUEST_ADD && request->note[0] != '\0')
		needs &= ~BIT(TEXT_TITLE); /* the note's words will do */
	if (request->kind == REQUEST_MOVE && request->state == ACTION_CLOSED)
		needs |= BIT(TEXT_REASON);
	/* These may be left as they are, but not be emptied. */
	if (request->kind == REQUEST_EDIT && request->text[TEXT_TITLE])
		needs |= BIT(TEXT_TITLE);
	if (request->kind == REQUEST_EDIT && request->text[TEXT_THEME])
		needs |= BIT(TEXT_THEME);
	return needs;
}

/* Cleans a text in place; only spaces become "". */
static int
clean(char **text, int max, struct err *err)
{
	struct buf kept = BUF_INIT;
	int status = OK;

	if (!text_blank(*text))
		status = text_clean(&kept, *text, strlen(*text), max, err);
	if (status == OK) {
		free(*text);
		*text = buf_take(&kept);
	}
	buf_done(&kept);
	return status;
}

static int
check_texts(struct request *request, struct err *err)
{
	unsigned needs = needed(request);

	for (int i = 0; i < REQUEST_TEXTS; i++) {
		const char *title = _(texts[i].title);
		char **text = &request->text[i];
		struct err why;

		if (*text && clean(text, texts[i].max, &why) < 0)
			return err_set(
			    err, ERR_DATA, "%s: %s", title, why.text);
		if ((needs & BIT(i)) && (!*text || **text == '\0'))
			return err_set(err, ERR_DATA,
			    _("%s: this is needed. Nothing was changed."),
			    title);
	}
	return OK;
}

static bool
edits_nothing(const struct request *request)
{
	if (request->kind != REQUEST_EDIT)
		return false;
	for (int i = TEXT_TITLE; i <= TEXT_AIM; i++)
		if (request->text[i])
			return false;
	return true;
}

int
request_check(struct request *request, int32_t today, struct err *err)
{
	const char *due, *size;
	int32_t day;

	if (check_texts(request, err) < 0)
		return ERR_DATA;
	if (edits_nothing(request))
		return err_set(err, ERR_DATA,
		    _("Nothing was said to change, and nothing was."));
	if (request->kind == REQUEST_RESULT && request->outcome == OUTCOME_OPEN)
		return err_set(err, ERR_DATA,
		    _("A test ends with adopt, adapt or abandon. Nothing was "
		      "changed."));
	size = request->text[TEXT_SIZE];
	if (size && note_name_find(action_size_names, SIZES, size) < 0)
		return err_set(err, ERR_DATA,
		    _("Size: expected small, medium or large, found \"%s\". "
		      "Nothing was changed."),
		    size);
	due = request->text[TEXT_DUE];
	return due ? due_parse(due, today, &day, err) : OK;
}

void
revision_event_list_done(struct revision_event *events, int count)
{
	for (int i = 0; i < count; i++) {
		free(events[i].before);
		free(events[i].after);
	}
	free(events);
}
