/*
 * A card in words. See parts_card.h.
 */
#include "ui/parts_card.h"

#include <libintl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ui/parts_match.h"
#include "util/date.h"
#include "util/i18n.h"

#define NEAR_DAYS 250 /* a day so near is understood without its year */
#define BETWEEN " " SIGN_DOT " "
#define BETWEEN_COLUMNS 3

/* --- days --- */

void
card_due(const struct facts *facts, int32_t day, char out[PART_DAY_SIZE])
{
	static const char *const weekdays[] = {N_("Mon"), N_("Tue"), N_("Wed"),
	    N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};
	static const char *const months[] = {N_("Jan"), N_("Feb"), N_("Mar"),
	    N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"),
	    N_("Oct"), N_("Nov"), N_("Dec")};
	int32_t days = day - facts->shift.day;
	int year, month, mday;

	date_to_ymd(day, &year, &month, &mday);
	if (days == 0)
		snprintf(out, PART_DAY_SIZE, "%s", _("today"));
	else if (days == 1)
		snprintf(out, PART_DAY_SIZE, "%s", _("tomorrow"));
	else if (days > -NEAR_DAYS && days < NEAR_DAYS)
		snprintf(out, PART_DAY_SIZE, _("%s %d %s"),
		    _(weekdays[date_weekday(day) - 1]), mday,
		    _(months[month - 1]));
	else
		snprintf(out, PART_DAY_SIZE, _("%d %s %d"), mday,
		    _(months[month - 1]), year);
}

/* --- words --- */

static void __attribute__((format(printf, 3, 4)))
add(struct card_words *words, enum style style, const char *format, ...)
{
	struct card_word *word = &words->list[words->count];
	va_list args;
	size_t bad;

	if (words->count == CARD_WORDS_MAX)
		return;
	va_start(args, format);
	vsnprintf(word->text, sizeof(word->text), format, args);
	va_end(args);
	/* What did not fit may have been cut within a character. */
	if (!utf8_valid(word->text, strlen(word->text), &bad))
		word->text[bad] = '\0';
	word->style = style;
	words->count++;
}

static void
add_unanswered(
    const struct card *card, unsigned marks, int days, struct card_words *out)
{
	enum style style =
	    (marks & MARK_UNANSWERED) ? STYLE_ALERT : STYLE_NORMAL;
	const char *sign = (marks & MARK_UNANSWERED) ? "! " : "";
	bool waits = (marks & MARK_WAITING) != 0;
	char age[32], text[64];

	snprintf(age, sizeof(age),
	    ngettext("%d day", "%d days", (unsigned long)days), days);
	if (days == 0)
		snprintf(age, sizeof(age), "%s", _("since today"));
	if (waits)
		snprintf(text, sizeof(text), "%s, %s",
		    _(tier_titles[card->tier]), age);
	else
		snprintf(text, sizeof(text), _("no answer, %s"), age);
	add(out, style, "%s%s", sign, text);
}

/* What is done or closed needs nobody. */
static bool
add_ended(
    const struct facts *facts, const struct card *card, struct card_words *out)
{
	int days = card->ended - card->raised;
	char day[PART_DAY_SIZE];

	if (card->state != ACTION_DONE && card->state != ACTION_CLOSED)
		return false;
	part_day(facts, card->ended, day);
	if (card->state == ACTION_CLOSED)
		add(out, STYLE_NORMAL, _("closed %s"), day);
	else
		add(out, STYLE_NORMAL, SIGN_DONE " %s %s", _("done"), day);
	if (card->state == ACTION_DONE && days > 0)
		add(out, STYLE_DIM,
		    ngettext(
		        "after %d day", "after %d days", (unsigned long)days),
		    days);
	return true;
}

static void
add_stuck(int days, struct card_words *out)
{
	add(out, STYLE_ALERT,
	    ngettext("! no result for %d day", "! no result for %d days",
	        (unsigned long)days),
	    days);
}

void
card_needs(
    const struct facts *facts, const struct card *card, struct card_words *out)
{
	int32_t today = facts->shift.day;
	unsigned marks = card_marks(card, &facts->rules, today);
	int unanswered = card_unanswered_days(card, today);
	int days = today - card->since;

	if (add_ended(facts, card, out))
		return;
	if (unanswered >= 0)
		add_unanswered(card, marks, unanswered, out);
	if (marks & MARK_STUCK)
		add_stuck(today - card->cycle_begun, out);
	if (marks & MARK_OVERDUE)
		add(out, STYLE_ALERT, "! %s", _("overdue"));
	if ((marks & MARK_AGEING) && !(marks & MARK_STUCK))
		add(out, STYLE_NORMAL,
		    ngettext(
		        "%d day here", "%d days here", (unsigned long)days),
		    days);
	if (out->count == 0 && card->state == ACTION_NEW)
		add(out, STYLE_DIM, "%s", _("answered"));
}

static void
add_test(
    const struct facts *facts, const struct card *card, struct card_words *out)
{
	if (card->cycle_begun != DATE_NONE)
		add(out, STYLE_DIM, _("test %d, day %d"), card->cycles,
		    (int)(facts->shift.day - card->cycle_begun) + 1);
	else if (card->cycles > 0)
		add(out, STYLE_DIM,
		    ngettext(
		        "%d test", "%d tests", (unsigned long)card->cycles),
		    card->cycles);
}

void
card_tells(
    const struct facts *facts, const struct card *card, struct card_words *out)
{
	bool over = card->state == ACTION_DONE || card->state == ACTION_CLOSED;
	char day[PART_DAY_SIZE];

	if (card->owner[0])
		add(out, STYLE_NORMAL, "%s", card->owner);
	if (card->due != DATE_NONE && !over) {
		card_due(facts, card->due, day);
		add(out, STYLE_NORMAL, "%s", day);
	}
	add_test(facts, card, out);
	if (card->metoo > 0)
		add(out, STYLE_DIM,
		    ngettext("%d said me too", "%d said me too",
		        (unsigned long)card->metoo),
		    card->metoo);
	if (card->tier > TIER_UNIT && card_column(card) != COLUMN_WAITING)
		add(out, STYLE_DIM, _("%s answered"),
		    _(tier_titles[card->tier]));
	if (card->prediction[0] && !over)
		add(out, STYLE_DIM, _("predicted: %s"), card->prediction);
}

void
card_words(
    const struct facts *facts, const struct card *card, struct card_words *out)
{
	card_needs(facts, card, out);
	card_tells(facts, card, out);
}

int
card_words_width(const struct card_words *words)
{
	int width = 0;

	for (int i = 0; i < words->count; i++)
		width += utf8_width(words->list[i].text) +
		         (i > 0 ? BETWEEN_COLUMNS : 0);
	return width;
}

void
card_words_line(struct cells *cells, int row, int column, int columns,
    const struct card_words *words)
{
	int end = column + columns;

	for (int i = 0; i < words->count && column < end; i++) {
		if (i > 0)
			column = cells_text(cells, row, column, end - column,
			    STYLE_DIM, BETWEEN);
		column = cells_text(cells, row, column, end - column,
		    words->list[i].style, words->list[i].text);
	}
}

int
card_words_flow(struct cells *cells, int row, int column, int columns, int rows,
    const struct card_words *words)
{
	int lines = 0, used = 0;

	for (int i = 0; i < words->count; i++) {
		const struct card_word *word = &words->list[i];
		int width = utf8_width(word->text);
		bool beside =
		    used > 0 && used + BETWEEN_COLUMNS + width <= columns;
		int at = beside ? lines - 1 : lines;

		if (at == rows)
			break;
		if (beside && cells)
			cells_text(cells, row + at, column + used,
			    columns - used, STYLE_DIM, BETWEEN);
		used = beside ? used + BETWEEN_COLUMNS : 0;
		if (cells)
			cells_wrap(cells, row + at, column + used,
			    columns - used, rows - at, word->style, word->text);
		lines = at +
		        (width > columns ? part_lines(word->text, columns) : 1);
		lines = lines < rows ? lines : rows;
		/* Nothing stands beside the end of a long one. */
		used = width > columns ? columns : used + width;
	}
	return lines;
}

int
card_title(struct cells *cells, int row, int column, int columns, int rows,
    const struct card *card, enum style style, const char *needle)
{
	int lines = part_lines(card->title, columns);

	if (cells) {
		cells_wrap(
		    cells, row, column, columns, rows, style, card->title);
		match_wrap(
		    cells, row, column, columns, rows, card->title, needle);
	}
	return lines < rows ? lines : rows;
}
