/*
 * The downtime sheet as plain text. It must fit one page, so it is set with
 * less and less air until it does. See sheet.h.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/sheet.h"
#include "core/note.h"
#include "util/i18n.h"
#include "util/utf8.h"

/* Columns of an answer's words; what they leave is for strokes. */
#define LABEL_LEAST 26
#define LABEL_MOST 52

/* How much room is given away. */
struct setting {
	int notes;     /* lines to write notes on */
	int contacts;  /* at most */
	bool airy;     /* an empty line between questions */
	bool prompts;  /* what the facilitator says, not only the step */
	bool in_lines; /* a line an answer, to tally on */
	bool themes;   /* their ids, for entering notes */
	bool peers;    /* supporters by name; as a group they are a contact */
};

static const struct setting settings[] = {
    {7, CONTACTS_MAX, true, true, true, true, true},
    {5, CONTACTS_MAX, true, true, true, true, true},
    {4, CONTACTS_MAX, false, true, true, true, true},
    {5, CONTACTS_MAX, true, true, true, true, false},
    {4, CONTACTS_MAX, false, true, true, true, false},
    {4, CONTACTS_MAX, false, false, true, true, false},
    {3, 6, false, false, true, false, false},
    {4, 6, false, false, false, true, false},
    {3, 4, false, false, false, false, false},
    {2, 3, false, false, false, false, false},
};

struct page {
	const struct sheet *sheet;
	const struct setting *set;
	struct buf *out;
};

static void
repeat(struct buf *out, char what, int count)
{
	while (count-- > 0)
		buf_add_bytes(out, &what, 1);
}

/* The text in exactly so many columns, cut or filled up. */
static void
add_column(struct buf *out, const char *text, int columns)
{
	struct buf clean = BUF_INIT;
	int width;
	size_t len;

	utf8_clean(&clean, text, strlen(text));
	len = utf8_fit(buf_text(&clean), columns, &width);
	buf_add_bytes(out, buf_text(&clean), len);
	repeat(out, ' ', columns - width);
	buf_done(&clean);
}

/*
 * A paragraph: `lead` before its first line, spaces of the same width before
 * the others.
 */
static void
add_wrapped(struct buf *out, const char *lead, const char *text)
{
	int indent = utf8_width(lead);
	struct buf clean = BUF_INIT;
	const char *at;
	size_t len;

	utf8_clean(&clean, text, strlen(text));
	at = buf_text(&clean);
	for (int line = 0;; line++) {
		const char *begin = at;

		len = utf8_wrap(at, SHEET_COLUMNS - indent, &at);
		if (len == 0 && *at == '\0' && line > 0)
			break;
		if (line == 0)
			buf_add(out, lead);
		else
			repeat(out, ' ', indent);
		buf_add_bytes(out, begin, len);
		buf_add(out, "\n");
		if (*at == '\0')
			break;
	}
	buf_done(&clean);
}

static void
add_head(struct page *page)
{
	const char *title = _("Huddle on paper");
	int right = utf8_width(title);

	add_column(page->out, page->sheet->config->unit_name,
	    SHEET_COLUMNS - right - 1);
	buf_addf(page->out, " %s\n", title);
	repeat(page->out, '-', SHEET_COLUMNS);
	buf_addf(page->out, "\n%s\n%s\n",
	    _("Date ____-__-__   Shift [ ] day  [ ] night   "
	      "From __:__ to __:__"),
	    _("Present (headcount) ______   "
	      "Slips in the jar (check-ins) ______"));
}

static void
add_steps(struct page *page)
{
	const struct agenda *agenda = page->sheet->agenda;
	int seconds;

	if (!agenda)
		return;
	seconds = agenda_seconds(agenda);
	buf_addf(page->out, _("\nAGENDA (%d:%02d minutes)\n"), seconds / 60,
	    seconds % 60);
	for (int i = 0; i < agenda->step_count; i++) {
		const struct step *step = &agenda->steps[i];
		struct buf lead = BUF_INIT, text = BUF_INIT;

		buf_addf(&lead, "  [ ] %d:%02d  ", step->seconds / 60,
		    step->seconds % 60);
		buf_add(&text, step->title);
		if (page->set->prompts)
			buf_addf(&text, ": %s", sheet_prompt(step));
		add_wrapped(page->out, buf_text(&lead), buf_text(&text));
		buf_done(&lead);
		buf_done(&text);
	}
}

/* Each answer on a line of its own, with room for strokes. */
static void
add_answer_lines(struct page *page, const struct item *item)
{
	for (int a = 0; a < item->answer_count; a++) {
		const char *label =
		    item->answers[a].label.in[page->sheet->language];
		int columns = utf8_width(label);

		if (columns < LABEL_LEAST)
			columns = LABEL_LEAST;
		if (columns > LABEL_MOST)
			columns = LABEL_MOST;
		buf_addf(page->out, "  %d  ", a + 1);
		add_column(page->out, label, columns);
		buf_add(page->out, "  ");
		repeat(page->out, '.', SHEET_COLUMNS - columns - 15);
		buf_add(page->out, "  = ____\n");
	}
}

/* All answers in rows, with room for the totals only. */
static void
add_answer_rows(struct page *page, const struct item *item)
{
	int at = 0;

	for (int a = 0; a < item->answer_count; a++) {
		struct buf answer = BUF_INIT;
		int width;

		buf_addf(&answer, "  %d %s ____", a + 1,
		    item->answers[a].label.in[page->sheet->language]);
		width = utf8_width(buf_text(&answer));
		if (at > 0 && at + width > SHEET_COLUMNS) {
			buf_add(page->out, "\n");
			at = 0;
		}
		add_column(page->out, buf_text(&answer),
		    width < SHEET_COLUMNS ? width : SHEET_COLUMNS);
		at += width;
		buf_done(&answer);
	}
	buf_add(page->out, "\n");
}

static void
add_pulse(struct page *page)
{
	const struct instrument *pulse = page->sheet->pulse;

	if (!pulse)
		return;
	buf_addf(page->out, "\n%s\n", _("PULSE"));
	add_wrapped(page->out, "  ", sheet_how());
	for (int i = 0; i < pulse->item_count; i++) {
		const struct item *item = &pulse->items[i];
		struct buf text = BUF_INIT;

		if (page->set->airy)
			buf_add(page->out, "\n");
		buf_addf(&text, "%s (%s)",
		    item->prompt.in[page->sheet->language], item->id);
		add_wrapped(page->out, "  ", buf_text(&text));
		buf_done(&text);
		if (page->set->in_lines)
			add_answer_lines(page, item);
		else
			add_answer_rows(page, item);
	}
}

static void
add_notes(struct page *page)
{
	struct buf kinds = BUF_INIT;

	buf_addf(page->out, "\n%s\n", _("NOTES"));
	for (int i = 0; i < NOTE_KINDS; i++)
		buf_addf(&kinds, "%s%s", i ? ", " : "", _(note_kind_titles[i]));
	buf_addf(&kinds, ". %s",
	    _("Everyone on the unit can read them: nothing about patients, "
	      "no names but in thanks. Stop this: with the minutes a shift."));
	add_wrapped(page->out, "  ", buf_text(&kinds));
	buf_done(&kinds);
	for (int i = 0; i < page->set->notes; i++) {
		buf_add(page->out, "  ");
		repeat(page->out, '_', 14);
		buf_add(page->out, "  ");
		repeat(page->out, '_', SHEET_COLUMNS - 18);
		buf_add(page->out, "\n");
	}
}

static void
add_contacts(struct page *page)
{
	const struct config *config = page->sheet->config;
	int shown = config->contact_count;

	if (shown == 0)
		return;
	if (shown > page->set->contacts)
		shown = page->set->contacts;
	buf_addf(page->out, "\n%s\n", _("WHERE TO CALL"));
	for (int i = 0; i < shown; i++) {
		const struct contact *contact = &config->contacts[i];
		struct buf text = BUF_INIT;

		buf_addf(&text, "%s: %s%s%s", contact->title, contact->reach,
		    contact->when[0] ? ", " : "", contact->when);
		add_wrapped(page->out, "  ", buf_text(&text));
		buf_done(&text);
	}
	if (shown < config->contact_count)
		buf_addf(page->out, "  %s\n",
		    _("more in the program: press F2 or !"));
}

/* In few lines: the sheet is for what the huddle does. */
static void
add_peers(struct page *page)
{
	const struct config *config = page->sheet->config;
	struct buf text = BUF_INIT;

	if (config->peer_count == 0)
		return;
	for (int i = 0; i < config->peer_count; i++) {
		const struct contact *peer = &config->peers[i];

		buf_addf(&text, "%s%s: %s%s%s", i ? "; " : "", peer->title,
		    peer->reach, peer->when[0] ? ", " : "", peer->when);
	}
	buf_addf(page->out, "\n%s\n", _("PEER SUPPORTERS"));
	add_wrapped(page->out, "  ", buf_text(&text));
	buf_done(&text);
}

/* The command, and the lines that it reads. */
static void
add_entry(struct page *page)
{
	const struct instrument *pulse = page->sheet->pulse;
	const struct config *config = page->sheet->config;
	struct buf themes = BUF_INIT;

	buf_addf(page->out, "\n%s\n",
	    _("ENTERED LATER, once, on the workstation (Ctrl-D ends the "
	      "input)"));
	if (pulse)
		buf_add(page->out, "  huddle round tally --date DATE "
		                   "--headcount N --checkins N -\n");
	for (int i = 0; pulse && i < pulse->item_count; i++) {
		buf_addf(page->out, "    %s=", pulse->items[i].id);
		for (int a = 0; a < pulse->items[i].answer_count; a++)
			buf_add(page->out, a ? ",___" : "___");
		buf_add(page->out, "\n");
	}
	buf_add(page->out,
	    "  huddle note add --kind matters|bright|pebble|stop|thanks "
	    "--theme THEME -\n");
	if (page->set->themes && config->theme_count) {
		for (int i = 0; i < config->theme_count; i++)
			buf_addf(&themes, "%s%s", i ? " " : "",
			    config->themes[i].id);
		add_wrapped(page->out, "    THEME: ", buf_text(&themes));
	}
	buf_done(&themes);
}

static int
count_lines(const char *text)
{
	int lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

void
sheet_text(const struct sheet *sheet, struct buf *out)
{
	const size_t count = sizeof(settings) / sizeof(settings[0]);
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < count; i++) {
		struct page page = {sheet, &settings[i], &text};

		buf_clear(&text);
		add_head(&page);
		add_steps(&page);
		add_pulse(&page);
		add_notes(&page);
		add_contacts(&page);
		if (settings[i].peers)
			add_peers(&page);
		add_entry(&page);
		if (count_lines(buf_text(&text)) <= SHEET_LINES)
			break;
	}
	buf_add(out, buf_text(&text));
	buf_done(&text);
}
