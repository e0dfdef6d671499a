/*
 * Notes: names, fields, and what a text must be. See note.h.
 */
#include "core/note.h"

#include <stdlib.h>
#include <string.h>

#include "core/action.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

const char *const note_kind_names[NOTE_KINDS] = {
    [NOTE_MATTERS] = "matters",
    [NOTE_BRIGHT] = "bright",
    [NOTE_PEBBLE] = "pebble",
    [NOTE_STOP] = "stop",
    [NOTE_THANKS] = "thanks",
};

const char *const note_state_names[NOTE_STATES] = {
    [NOTE_OPEN] = "open",
    [NOTE_ACTION] = "action",
    [NOTE_ANSWERED] = "answered",
    [NOTE_CANT] = "cant",
    [NOTE_MERGED] = "merged",
    [NOTE_REDACTED] = "redacted",
};

const char *const note_kind_titles[NOTE_KINDS] = {
    [NOTE_MATTERS] = N_("what matters"),
    [NOTE_BRIGHT] = N_("bright spot"),
    [NOTE_PEBBLE] = N_("pebble"),
    [NOTE_STOP] = N_("stop this"),
    [NOTE_THANKS] = N_("thanks"),
};

#define OF_NOTE(member) .offset = offsetof(struct note, member)
static const struct field fields[] = {
    {"state", FIELD_NAME, N_("state"), OF_NOTE(state),
        .names = note_state_names, .name_count = NOTE_STATES},
    {"minutes", FIELD_INT, N_("minutes a shift"), OF_NOTE(minutes)},
    {"answer", FIELD_TEXT, N_("answer"), OF_NOTE(answer)},
    {"answered", FIELD_DAY, N_("answered"), OF_NOTE(answered)},
    {"metoo", FIELD_INT, N_("said \"me too\""), OF_NOTE(metoo)},
    {"into", FIELD_ID, N_("merged into"), OF_NOTE(into), .size = NOTE_ID_SIZE},
    {"action", FIELD_INT, N_("card"), OF_NOTE(action)},
};

const struct record note_record = {fields, sizeof(fields) / sizeof(fields[0])};

const struct note_filter note_filter_all = {
    .kind = -1, .state = -1, .since = DATE_NONE, .until = DATE_NONE};

void
note_init(struct note *note)
{
	*note = (struct note){.day = DATE_NONE,
	    .answered = DATE_NONE,
	    .version = 1,
	    .action_state = -1};
}

void
note_copy(struct note *out, const struct note *note)
{
	record_copy(&note_record, out, note, sizeof(*out));
	out->text = mem_copy(note->text);
}

void
note_done(struct note *note)
{
	record_done(&note_record, note);
	free(note->text);
	note->text = NULL;
}

bool
note_waits(const struct note *note)
{
	return note->state == NOTE_OPEN &&
	       (note->kind == NOTE_PEBBLE || note->kind == NOTE_STOP);
}

void
note_unmerge(struct note *note)
{
	note->state = NOTE_OPEN;
	note->into[0] = '\0';
}

int
note_name_find(const char *const *names, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

/* Spaces of every width, and what ends a line. */
static bool
is_blank(uint32_t code)
{
	return code == ' ' || code == '\t' || code == '\r' || code == '\n' ||
	       code == 0x00A0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200A) || code == 0x202F ||
	       code == 0x205F || code == 0x3000;
}

/* Where the text begins and ends within its outer spaces. */
static void
find_inner(const char *text, size_t len, size_t *from, size_t *to)
{
	*from = *to = 0;
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t bytes = utf8_next(text + at, len - at, &code);

		if (!is_blank(code)) {
			if (*to == 0)
				*from = at;
			*to = at + bytes;
		}
		at += bytes;
	}
}

/* The first character that must not be kept, by its place (from 1) in what
 * was entered. */
static int
check_characters(const char *text, size_t from, size_t to, struct err *err)
{
	size_t place = 1;

	for (size_t at = 0; at < to; place++) {
		uint32_t code;
		size_t bytes = utf8_next(text + at, to - at, &code);

		if (code == 0xFFFD && bytes == 1)
			return err_set(err, ERR_DATA,
			    _("Character %zu is not valid UTF-8 (byte %02x); "
			      "nothing was kept."),
			    place, (unsigned char)text[at]);
		if (at >= from && !utf8_printable(code))
			return err_set(err, ERR_DATA,
			    _("Character %zu cannot be kept (U+%04X, a "
			      "control or hidden character); nothing was "
			      "kept."),
			    place, (unsigned)code);
		at += bytes;
	}
	return OK;
}

bool
text_blank(const char *text)
{
	size_t from, to;

	find_inner(text, strlen(text), &from, &to);
	return to == 0;
}

int
text_clean(
    struct buf *out, const char *text, size_t len, int max, struct err *err)
{
	struct buf composed = BUF_INIT;
	size_t from, to, characters;
	char *inner;
	int result;

	find_inner(text, len, &from, &to);
	if (to == 0)
		return err_set(
		    err, ERR_DATA, _("The text is empty. Nothing was kept."));
	result = check_characters(text, from, to, err);
	if (result < 0)
		return result;
	inner = mem_copy_bytes(text + from, to - from);
	utf8_compose(&composed, inner);
	free(inner);
	characters = utf8_count(buf_text(&composed));
	if (characters > (size_t)max)
		result = err_set(err, ERR_DATA,
		    _("The text has %zu characters; %d are allowed. "
		      "Nothing was kept."),
		    characters, max);
	else
		buf_add(out, buf_text(&composed));
	buf_done(&composed);
	return result;
}

int
note_clean(struct buf *out, const char *text, size_t len, struct err *err)
{
	return text_clean(out, text, len, NOTE_CHARACTERS_MAX, err);
}

/* Cut between characters as people see them, within the limit of a title. */
char *
note_title(const char *text)
{
	size_t len = strlen(text), at = 0, next = 0, characters = 0;

	if (utf8_count(text) <= ACTION_TITLE_MAX)
		return mem_copy(text);
	while (characters < ACTION_TITLE_MAX) {
		int width;

		at = next;
		next += utf8_cluster(text + at, len - at, &width);
		for (size_t i = at; i < next; i++)
			characters += ((unsigned char)text[i] & 0xc0) != 0x80;
	}
	return mem_printf("%.*s\xE2\x80\xA6", (int)at, text);
}

static bool
same_folded(const char *a, const char *b)
{
	struct buf folded[2] = {BUF_INIT, BUF_INIT};
	bool same;

	utf8_fold(&folded[0], a);
	utf8_fold(&folded[1], b);
	same = strcmp(buf_text(&folded[0]), buf_text(&folded[1])) == 0;
	buf_done(&folded[0]);
	buf_done(&folded[1]);
	return same;
}

bool
note_is_title(const struct note *note, const char *title)
{
	char *cut;
	bool is;

	if (!note->text || !note->text[0])
		return false;
	cut = note_title(note->text);
	is = same_folded(title, cut) || same_folded(title, note->text);
	free(cut);
	return is;
}

int
note_check_minutes(enum note_kind kind, int minutes, struct err *err)
{
	if (minutes != 0 && kind != NOTE_STOP)
		return err_set(err, ERR_DATA,
		    _("Minutes belong to a stop-this note only."));
	if (minutes < 0 || minutes > NOTE_MINUTES_MAX)
		return err_set(err, ERR_DATA,
		    _("%d minutes a shift: expected 0 to %d."), minutes,
		    NOTE_MINUTES_MAX);
	return OK;
}
