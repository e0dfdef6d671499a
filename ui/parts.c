/*
 * Pieces of content that several screens show: boxes of the body, dates,
 * headings, idle time. Views, notes and contacts are in parts_lists.c.
 */
#include "ui/parts.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "util/buf.h"
#include "util/i18n.h"

#define DAY_MINUTES 1440
#define WORD_BYTES 30 /* of a path that has no room */

void
area_body(const struct cells *cells, struct area *main, struct area *side)
{
	int rows = layout_bottom(cells) - LAYOUT_TOP + 1;

	*main = (struct area){LAYOUT_TOP, LAYOUT_MARGIN,
	    layout_right(cells) - LAYOUT_MARGIN, rows};
	*side = (struct area){LAYOUT_TOP, layout_second(cells), 0, rows};
	if (layout_wide(cells))
		side->columns = cells->columns - LAYOUT_MARGIN - side->column;
}

void
area_skip(struct area *area, int rows)
{
	area->row += rows;
	area->rows -= rows;
}

void
area_line(
    struct cells *cells, struct area *area, enum style style, const char *text)
{
	if (area->rows < 1)
		return;
	cells_text(cells, area->row, area->column, area->columns, style, text);
	area_skip(area, 1);
}

void
area_wrap(struct cells *cells, struct area *area, int rows, enum style style,
    const char *text)
{
	if (rows > area->rows)
		rows = area->rows;
	if (rows < 1)
		return;
	area_skip(area, cells_wrap(cells, area->row, area->column,
	                    area->columns, rows, style, text));
}

int
part_lines(const char *text, int columns)
{
	int lines = 0;

	while (*text) {
		utf8_wrap(text, columns, &text);
		lines++;
	}
	return lines;
}

void
area_balance(struct cells *cells, struct area *area, int rows, enum style style,
    const char *text)
{
	struct area narrow = *area;
	int lines = part_lines(text, area->columns);

	while (narrow.columns > 20 &&
	       part_lines(text, narrow.columns - 1) == lines)
		narrow.columns--;
	area_wrap(cells, &narrow, rows, style, text);
	area_skip(area, narrow.row - area->row);
}

void
area_heading(struct cells *cells, struct area *area, const char *text, int stop,
    const char *beside)
{
	if (area->rows < 1)
		return;
	cells_text(
	    cells, area->row, area->column, area->columns, STYLE_BOLD, text);
	if (beside)
		cells_text(cells, area->row, area->column + stop,
		    area->columns - stop, STYLE_NORMAL, beside);
	area_skip(area, 1);
}

const char *
part_theme(const struct facts *facts, const char *id)
{
	for (int i = 0; i < facts->theme_count; i++)
		if (strcmp(facts->themes[i].id, id) == 0)
			return facts->themes[i].title;
	return id;
}

const char *
part_text(const struct text *text, int language)
{
	if (language >= 0 && language < LANGUAGES_MAX && text->in[language])
		return text->in[language];
	return text->in[0] ? text->in[0] : "";
}

const char *
part_round_title(const struct fact_round *round, int language)
{
	if (round->instrument)
		return part_text(&round->instrument->title, language);
	return round->form.question_count > 0
	           ? round->form.questions[0].instrument
	           : _("A box");
}

int
part_walkups(const struct facts *facts, char *out, size_t size)
{
	size_t used = 0;
	int count = 0;

	out[0] = '\0';
	for (int i = 0; i < facts->round_count; i++) {
		const struct fact_round *round = &facts->rounds[i];

		if (!round->walkup)
			continue;
		if (used < size)
			used += (size_t)snprintf(out + used, size - used,
			    "%s%s", count > 0 ? ", " : "",
			    part_round_title(round, facts->language));
		count++;
	}
	return count;
}

const char *
part_view_words(const struct fact_view *fact)
{
	return fact->words && fact->words[0] ? fact->words
	                                     : fact->view.key.item;
}

/* Where a word of `len` bytes may begin to be short: of a path the end tells
 * most. */
static size_t
word_end(const char *word, size_t len)
{
	size_t from = len - WORD_BYTES;
	const char *slash = memchr(word + from, '/', WORD_BYTES);

	if (slash)
		return (size_t)(slash - word);
	while ((word[from] & 0xc0) == 0x80)
		from++;
	return from;
}

static void
shorten_words(char text[PART_REASON_SIZE])
{
	struct buf out = BUF_INIT;

	for (const char *at = text; *at;) {
		size_t len = strcspn(at, " "), from = 0;

		if (len > WORD_BYTES) {
			from = word_end(at, len);
			buf_add(&out, SIGN_MORE);
		}
		len += strspn(at + len, " ");
		buf_add_bytes(&out, at + from, len - from);
		at += len;
	}
	snprintf(text, PART_REASON_SIZE, "%s", buf_text(&out));
	buf_done(&out);
}

void
part_reason(const char *message, int columns, char out[PART_REASON_SIZE])
{
	int len = message ? (int)strcspn(message, "\n") : 0;
	const char *stop =
	    len > 0 && strchr(".:;,!?", message[len - 1]) ? "" : ".";

	if (len > PART_REASON_SIZE - 8)
		len = PART_REASON_SIZE - 8;
	snprintf(
	    out, PART_REASON_SIZE, "%.*s%s", len, message ? message : "", stop);
	if (part_lines(out, columns) > PART_REASON_ROWS)
		shorten_words(out);
}

void
part_failed(struct toast *toast, const char *advice, const char *message)
{
	char reason[PART_REASON_SIZE];

	part_reason(message, LAYOUT_COLUMNS_MIN - 2 * LAYOUT_MARGIN, reason);
	toast_alert(toast, "%s\n%s", advice, reason);
}

/* As a shell takes it. */
static void
add_quoted(struct buf *out, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	                            "/._-+@%:,=";

	if (word[strspn(word, plain)] == '\0') {
		buf_add(out, word);
		return;
	}
	buf_add(out, "'");
	for (; *word; word++)
		buf_addf(out, *word == '\'' ? "'\\%c'" : "%c", *word);
	buf_add(out, "'");
}

void
part_command(
    const struct facts *facts, const char *words, char out[PART_COMMAND_SIZE])
{
	struct buf text = BUF_INIT;

	buf_add(&text, "huddle ");
	if (facts->config_given) {
		buf_add(&text, "--config ");
		add_quoted(&text, facts->config_given);
		buf_add(&text, " ");
	}
	buf_add(&text, words);
	snprintf(out, PART_COMMAND_SIZE, "%s", buf_text(&text));
	buf_done(&text);
}

void
part_checked_in(int32_t checkins, char *out, size_t size)
{
	if (checkins == 0)
		snprintf(out, size, "%s", _("nobody has checked in yet"));
	else
		snprintf(out, size,
		    ngettext("%d has checked in", "%d have checked in",
		        (unsigned long)checkins),
		    (int)checkins);
}

void
part_day(const struct facts *facts, int32_t day, char out[PART_DAY_SIZE])
{
	static const char *const months[] = {N_("Jan"), N_("Feb"), N_("Mar"),
	    N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"),
	    N_("Oct"), N_("Nov"), N_("Dec")};
	int year, month, mday, now, unused;
	const char *name;

	date_to_ymd(facts->wall.day, &now, &unused, &unused);
	date_to_ymd(day, &year, &month, &mday);
	name = _(months[month - 1]);
	if (year == now)
		snprintf(out, PART_DAY_SIZE, "%d %s", mday, name);
	else
		snprintf(out, PART_DAY_SIZE, "%s %d", name, year);
}

const char *
part_shift(enum shift shift)
{
	return shift == SHIFT_DAY ? _("day") : _("night");
}

void
part_time(int minute, char out[PART_CLOCK_SIZE])
{
	minute = (minute % DAY_MINUTES + DAY_MINUTES) % DAY_MINUTES;
	snprintf(out, PART_CLOCK_SIZE, "%02d:%02d", minute / 60, minute % 60);
}

void
part_minutes(int seconds, char out[32])
{
	int minutes = (seconds + 59) / 60;

	snprintf(out, 32,
	    ngettext("%d minute", "%d minutes", (unsigned long)minutes),
	    minutes);
}

void
part_kinds(const int counts[NOTE_KINDS], int columns, char *out, size_t size)
{
	/* What gets better is told first. */
	static const enum note_kind order[NOTE_KINDS] = {
	    NOTE_BRIGHT, NOTE_THANKS, NOTE_MATTERS, NOTE_PEBBLE, NOTE_STOP};
	size_t used = 0;
	int total = 0;

	out[0] = '\0';
	for (int i = 0; i < NOTE_KINDS && used < size; i++) {
		total += counts[order[i]];
		if (counts[order[i]] > 0)
			used += (size_t)snprintf(out + used, size - used,
			    "%s%s %d", used ? " " SIGN_DOT " " : "",
			    _(note_kind_titles[order[i]]), counts[order[i]]);
	}
	if (utf8_width(out) > columns)
		snprintf(out, size,
		    ngettext("%d note", "%d notes", (unsigned long)total),
		    total);
}

const struct fact_round *
part_round(const struct facts *facts, int64_t id)
{
	for (int i = 0; i < facts->round_count; i++)
		if (facts->rounds[i].id == id)
			return &facts->rounds[i];
	if (facts->huddle_round && facts->huddle_round->id == id)
		return facts->huddle_round;
	return NULL;
}

void
part_planned(const struct facts *facts, int before, char *out, size_t size)
{
	int minute = facts->planned.plan->minute - before;
	int32_t day = facts->planned.day - (minute < 0);
	char time[PART_CLOCK_SIZE], date[64];

	part_time(minute, time);
	if (day == facts->wall.day) {
		snprintf(out, size, "%s", time);
		return;
	}
	layout_date(facts, day, date);
	snprintf(out, size, "%s, %s", date, time);
}
