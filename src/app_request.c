/*
 * Requests on the store. See app_request.h.
 */
#include "app_request.h"

#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"
#include "util/mem.h"

/* What a request works on, as it was and as it shall be. */
struct subject {
	struct action was, action;
	struct note note_was, note;
	struct note other_was, other;
};

static int
no_such_note(const char *id, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE,
	    _("There is no note %s. Nothing was changed."), id);
}

static int
changed_meanwhile(bool card, struct err *err)
{
	return err_set(err, ERR_AGAIN,
	    card ? _("This card was changed at another keyboard meanwhile. "
	             "Nothing was changed.")
	         : _("This note was changed at another keyboard meanwhile. "
	             "Nothing was changed."));
}

/* A card that is to be changed, in the version that the person saw. */
static int
read_action(struct db *db, const struct request *request,
    struct subject *subject, struct err *err)
{
	int result = action_get(db, request->action, &subject->was, err);

	if (result < 0)
		return result;
	if (subject->was.id == 0)
		return err_set(err, ERR_UNAVAILABLE,
		    _("There is no card %lld. Nothing was changed."),
		    (long long)request->action);
	if (request->version && request->version != subject->was.version)
		return changed_meanwhile(true, err);
	action_copy(&subject->action, &subject->was);
	return OK;
}

static int
read_note(struct db *db, const char *id, int32_t version, struct note *was,
    struct note *note, struct err *err)
{
	int result = note_get(db, id, was, err);

	if (result < 0)
		return result;
	if (!was->id[0])
		return no_such_note(id, err);
	if (version && version != was->version)
		return changed_meanwhile(false, err);
	note_copy(note, was);
	return OK;
}

/* A new card, and the note that it is made of. */
static int
add(struct db *db, const struct request *request, int32_t today,
    struct revision *revision, struct subject *subject, struct err *err)
{
	bool from_note = request->note[0];
	struct note *note = &subject->note;
	int result = OK;

	if (from_note)
		result = read_note(db, request->note, request->version,
		    &subject->note_was, note, err);
	if (result == OK)
		result = request_action(request, &subject->action,
		    from_note ? note : NULL, today, err);
	if (result == OK)
		result = action_put(db, revision, NULL, &subject->action, err);
	if (result == OK && from_note)
		result = request_note(
		    request, note, NULL, subject->action.id, today, err);
	if (result == OK && from_note)
		result = note_put(db, revision, &subject->note_was, note, err);
	return result;
}

static int
change_action(struct db *db, const struct request *request, int32_t today,
    struct revision *revision, struct subject *subject, struct err *err)
{
	int result = read_action(db, request, subject, err);
	const char *source = subject->was.note;

	if (result == OK && source[0])
		result = note_get(db, source, &subject->note_was, err);
	if (result == OK)
		result = request_action(request, &subject->action,
		    source[0] ? &subject->note_was : NULL, today, err);
	if (result == OK)
		result = action_put(
		    db, revision, &subject->was, &subject->action, err);
	return result;
}

static int
change_note(struct db *db, const struct request *request, int32_t today,
    struct revision *revision, struct subject *subject, struct err *err)
{
	bool two = request->kind == REQUEST_MERGE;
	struct note *note = &subject->note, *other = &subject->other;
	int result = read_note(
	    db, request->note, request->version, &subject->note_was, note, err);

	if (result == OK && two)
		result = read_note(
		    db, request->other, 0, &subject->other_was, other, err);
	if (result == OK)
		result = request_note(
		    request, note, two ? other : NULL, 0, today, err);
	if (result == OK)
		result = note_put(db, revision, &subject->note_was, note, err);
	if (result == OK && two)
		result =
		    note_put(db, revision, &subject->other_was, other, err);
	if (result == OK && request->kind == REQUEST_REDACT)
		result = note_erase(db, revision, &subject->note_was, err);
	return result;
}

static int
carry_out(struct db *db, const struct request *request, int32_t today,
    struct subject *subject, struct request_result *out, struct err *err)
{
	struct revision revision;
	int result = revision_begin(db, request->kind, today, &revision, err);

	if (result < 0)
		return result;
	if (request->kind == REQUEST_ADD)
		result = add(db, request, today, &revision, subject, err);
	else if (request->kind < REQUEST_ANSWER)
		result =
		    change_action(db, request, today, &revision, subject, err);
	else
		result =
		    change_note(db, request, today, &revision, subject, err);
	out->action = subject->action.id;
	memcpy(out->note, subject->note.id, NOTE_ID_SIZE);
	out->revision = request->kind == REQUEST_REDACT ? 0 : revision.id;
	return result;
}

static int
check(const struct config *config, struct request *request, int32_t today,
    struct err *err)
{
	const char *theme = request->text[TEXT_THEME];

	if (theme && !config_theme(config, theme))
		return err_set(err, ERR_DATA,
		    _("There is no theme \"%s\". Nothing was changed."), theme);
	return request_check(request, today, err);
}

/* The text is erased; what else may have its words, the person must know. */
static void
finish_redaction(
    struct db *db, const struct subject *subject, struct request_result *out)
{
	struct buf text = BUF_INIT, copies = BUF_INIT;
	struct err left;

	out->unfinished = db_scrub(db, &left) < 0;
	if (out->unfinished)
		buf_add(&text, left.text);
	if (subject->note.action)
		buf_addf(&text,
		    _("%sCard %d was made of it; look at its title and its "
		      "other texts."),
		    text.len ? " " : "", subject->note.action);
	db_copies(db, &copies);
	if (copies.len)
		buf_addf(&text,
		    _("%sCopies from before an upgrade may still have its "
		      "words; delete them once they are no longer needed: %s"),
		    text.len ? " " : "", buf_text(&copies));
	err_set(&out->notice, OK, "%s", buf_text(&text));
	buf_done(&copies);
	buf_done(&text);
}

int
app_request(struct db *db, const struct config *config,
    const struct request *given, int32_t today, struct request_result *out,
    struct err *err)
{
	struct subject *subject = mem_new(1, sizeof(*subject));
	bool own = !db_writing(db);
	struct request request;
	int result;

	*out = (struct request_result){0};
	action_init(&subject->was);
	action_init(&subject->action);
	request_copy(&request, given);
	result = check(config, &request, today, err);
	if (result == OK && own)
		result = db_begin(db, err);
	if (result == OK) {
		result = carry_out(db, &request, today, subject, out, err);
		if (result == OK && own)
			result = db_commit(db, err);
		if (own)
			db_rollback(db);
	}
	if (result == OK && own && request.kind == REQUEST_REDACT)
		finish_redaction(db, subject, out);
	action_done(&subject->was);
	action_done(&subject->action);
	note_done(&subject->note_was);
	note_done(&subject->note);
	note_done(&subject->other_was);
	note_done(&subject->other);
	request_done(&request);
	free(subject);
	return result;
}

int
app_request_act(
    struct db *db, struct request *request, enum act *act, struct err *err)
{
	int result = OK;

	if (request->kind == REQUEST_RESPOND && request->tier < 0) {
		struct action action;

		result = action_get(db, request->action, &action, err);
		request->tier = action.tier;
		action_done(&action);
	}
	*act = request_act(request);
	return result;
}

int
app_revision_act(struct db *db, bool undo, int32_t day, struct revision *next,
    enum act *act, struct err *err)
{
	struct revision other;
	struct request request;
	int result = revision_next(
	    db, day, undo ? next : &other, undo ? &other : next, err);

	*act = ACT_BOARD;
	if (result < 0 || next->id == 0)
		return result;
	result = revision_request(db, next, &request, err);
	if (result == OK)
		*act = request_act(&request);
	request_done(&request);
	return result;
}

/* What the revision was about: the card's title, else the note's text. */
static int
about(struct db *db, const struct revision *revision, struct buf *out,
    struct err *err)
{
	struct action action;
	struct note note;
	int result;

	if (revision->action) {
		result = action_get_any(db, revision->action, &action, err);
		if (result == OK && action.id && action.title &&
		    action.title[0])
			buf_add(out, action.title);
		else if (result == OK)
			buf_addf(
			    out, _("card %lld"), (long long)revision->action);
		action_done(&action);
		return result;
	}
	result = note_get(db, revision->note, &note, err);
	if (result == OK && note.id[0])
		buf_add(out, note.text);
	note_done(&note);
	return result;
}

int
app_revision_text(struct db *db, const struct revision *revision,
    struct buf *out, struct err *err)
{
	buf_addf(out, "%s: ", _(revision_titles[revision->kind]));
	return about(db, revision, out, err);
}
