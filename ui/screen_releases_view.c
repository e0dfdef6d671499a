/*
 * One release in words: every number that is in its file, and why others are
 * not; and what the audit says of it.
 */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_release.h"
#include "ui/screen_releases.h"
#include "util/i18n.h"

#define STOP 13 /* where texts begin behind their heading */
#define WORD_ROWS 3
#define TEXT_ROWS 12
/* Right ends of numbers, from the area's right end. */
#define COUNTED_END 14
#define ANSWERS_END 24
#define ROUNDS_END 36
#define WORDS_END 44
#define CARDS_END 14
#define THEMES_END 20
#define THEME_STOP 26

static const struct {
	const char *id;
	const char *title;
} parts[] = {
    {"pulse", N_("Pulse")},
    {"notes", N_("Notes")},
    {"actions", N_("Actions")},
    {"response", N_("Replies")},
    {"huddles", N_("Huddles")},
    {"shift", N_("Shifts")},
    {"dropped", N_("Given back")},
    {"buddies", N_("Buddies")},
};

const char *
releases_part(const char *part)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp(parts[i].id, part) == 0)
			return _(parts[i].title);
	return part;
}

/* --- pieces --- */

static void
view_number(struct cells *cells, const struct area *area, int end,
    enum style style, int64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)number);
	cells_right(
	    cells, area->row, area->column + area->columns - end, style, text);
}

static void
view_above(
    struct cells *cells, const struct area *area, int end, const char *text)
{
	cells_right(cells, area->row, area->column + area->columns - end,
	    STYLE_DIM, text);
}

/* A heading with text behind it, as many lines as it takes. */
static void
view_row(
    struct cells *cells, struct area *area, const char *title, const char *text)
{
	struct area beside = *area;

	cells_text(cells, area->row, area->column, STOP - 1, STYLE_BOLD, title);
	beside.column += STOP;
	beside.columns -= STOP;
	area_wrap(cells, &beside, TEXT_ROWS, STYLE_NORMAL, text);
	area_skip(area, beside.row - area->row);
}

/* "other" takes what is too small to be told. */
static const char *
theme_title(const struct facts *facts, const char *theme)
{
	return strcmp(theme, "other") == 0 ? _("other themes")
	                                   : part_theme(facts, theme);
}

/* --- pulse --- */

static void
view_instrument(struct cells *cells, struct area *area,
    const struct cut_key *key, const struct cut_key *before)
{
	char text[ID_SIZE + 48];

	if (before ? strcmp(before->instrument, key->instrument) == 0 &&
	                 before->version == key->version
	           : strcmp(key->instrument, "pulse") == 0)
		return;
	snprintf(text, sizeof(text), _("%s, version %d"), key->instrument,
	    key->version);
	area_line(cells, area, STYLE_DIM, text);
}

/* What else is to be known of a sum. */
static void
view_pulse_about(struct cells *cells, struct area *area,
    const struct facts *facts, const struct summary_pulse *pulse)
{
	struct area below = *area;
	char day[64], text[128];

	below.column += 4;
	below.columns -= 4;
	if (pulse->since < facts->releases.summary->from) {
		layout_date(facts, pulse->since, day);
		snprintf(text, sizeof(text),
		    _("since %s: it waited for enough answers"), day);
		area_line(cells, &below, STYLE_DIM, text);
	}
	if (pulse->paper_rounds > 0) {
		snprintf(text, sizeof(text),
		    ngettext("%d round was counted on paper",
		        "%d rounds were counted on paper",
		        (unsigned long)pulse->paper_rounds),
		    pulse->paper_rounds);
		area_line(cells, &below, STYLE_DIM, text);
	}
	area_skip(area, below.row - area->row);
}

static void
view_pulse_row(struct cells *cells, struct area *area,
    const struct facts *facts, int index)
{
	const struct fact_releases *releases = &facts->releases;
	const struct summary_pulse *pulse = &releases->summary->pulse[index];
	const char *words = releases->words ? releases->words[index] : NULL;
	struct area about = *area;

	view_number(cells, area, ROUNDS_END, STYLE_NORMAL, pulse->rounds);
	view_number(cells, area, ANSWERS_END, STYLE_NORMAL, pulse->answered);
	view_number(cells, area, COUNTED_END, STYLE_NORMAL, pulse->counted);
	if (releases->give_or_take)
		view_number(cells, area, 0, STYLE_NORMAL,
		    releases->give_or_take[index]);
	about.column += 2;
	about.columns -= 2 + WORDS_END;
	area_wrap(cells, &about, WORD_ROWS, STYLE_NORMAL,
	    words && words[0] ? words : pulse->key.item);
	area_skip(area, about.row - area->row);
	view_pulse_about(cells, area, facts, pulse);
}

static void
view_pulse(struct cells *cells, struct area *area, const struct facts *facts)
{
	const struct summary *summary = facts->releases.summary;
	bool outside = false;

	if (summary->pulse_count == 0)
		return;
	view_above(cells, area, ROUNDS_END, _("rounds"));
	view_above(cells, area, ANSWERS_END, _("answers"));
	view_above(cells, area, COUNTED_END, _("counted"));
	view_above(cells, area, 0, _("give or take"));
	area_heading(cells, area, releases_part("pulse"), 0, NULL);
	for (int i = 0; i < summary->pulse_count; i++) {
		const struct summary_pulse *pulse = &summary->pulse[i];

		view_instrument(cells, area, &pulse->key,
		    i > 0 ? &summary->pulse[i - 1].key : NULL);
		view_pulse_row(cells, area, facts, i);
		outside |=
		    pulse->counted < 0 || pulse->counted > pulse->answered;
	}
	if (outside)
		area_wrap(cells, area, 2, STYLE_DIM,
		    _("Blurred as they are, counts may lie below 0 or above "
		      "the answers."));
	area_skip(area, 1);
}

/* --- notes and actions --- */

static void
view_notes(struct cells *cells, struct area *area, const struct facts *facts)
{
	const struct summary *summary = facts->releases.summary;
	const char *title = releases_part("notes");
	struct buf text = BUF_INIT;

	for (int i = 0; i < summary->note_count; i++) {
		const struct summary_note *note = &summary->notes[i];
		bool begins = i == 0 || note[-1].kind != note->kind;

		if (begins)
			buf_addf(
			    &text, "%s: ", _(note_kind_titles[note->kind]));
		buf_addf(&text, "%s%s %lld", begins ? "" : ", ",
		    theme_title(facts, note->theme), (long long)note->count);
		if (i + 1 < summary->note_count && note[1].kind == note->kind)
			continue;
		view_row(cells, area, title, buf_text(&text));
		buf_clear(&text);
		title = "";
	}
	area_skip(area, summary->note_count > 0);
	buf_done(&text);
}

static void
view_action(struct cells *cells, struct area *area, const struct facts *facts,
    const struct summary_action *action, bool first)
{
	char text[160];

	snprintf(
	    text, sizeof(text), "%s", _(action_state_titles[action->state]));
	if (action->tier != TIER_UNIT)
		snprintf(text, sizeof(text), "%s, %s",
		    _(action_state_titles[action->state]),
		    _(tier_titles[action->tier]));
	if (first)
		cells_text(cells, area->row, area->column + 2, THEME_STOP - 3,
		    STYLE_NORMAL, text);
	cells_text(cells, area->row, area->column + THEME_STOP,
	    area->columns - THEME_STOP - THEMES_END, STYLE_NORMAL,
	    theme_title(facts, action->theme));
	view_number(cells, area, CARDS_END, STYLE_NORMAL, action->count);
	view_number(cells, area, 0, STYLE_NORMAL, action->median_age_days);
	area_skip(area, 1);
}

static void
view_actions(struct cells *cells, struct area *area, const struct facts *facts)
{
	const struct summary *summary = facts->releases.summary;

	if (summary->action_count == 0)
		return;
	view_above(cells, area, CARDS_END, _("cards"));
	view_above(cells, area, 0, _("median days"));
	area_heading(cells, area, releases_part("actions"), 0, NULL);
	for (int i = 0; i < summary->action_count; i++) {
		const struct summary_action *action = &summary->actions[i];

		view_action(cells, area, facts, action,
		    i == 0 || action[-1].state != action->state ||
		        action[-1].tier != action->tier);
	}
	area_skip(area, 1);
}

/* --- the rest --- */

static void
view_responses(
    struct cells *cells, struct area *area, const struct summary *summary)
{
	const char *title = releases_part("response");
	char text[256];

	for (int i = 0; i < summary->response_count; i++) {
		const struct summary_response *response = &summary->response[i];

		snprintf(text, sizeof(text),
		    _("%s: %lld answered, half of them within %d days, 9 in 10 "
		      "within %d; %lld not yet"),
		    _(tier_titles[response->tier]),
		    (long long)response->answered, response->median_days,
		    response->p90_days, (long long)response->unanswered);
		view_row(cells, area, title, text);
		title = "";
	}
}

static void
view_huddles(
    struct cells *cells, struct area *area, const struct summary *summary)
{
	const struct summary_huddles *huddles = &summary->huddles;
	char text[320];

	snprintf(text, sizeof(text),
	    _("by day held %lld of %lld planned, by night %lld of %lld; %lld "
	      "minutes, %lld people present in all, %lld at the largest"),
	    (long long)huddles->held[SHIFT_DAY],
	    (long long)huddles->planned[SHIFT_DAY],
	    (long long)huddles->held[SHIFT_NIGHT],
	    (long long)huddles->planned[SHIFT_NIGHT],
	    (long long)huddles->minutes, (long long)huddles->headcount,
	    (long long)huddles->largest);
	view_row(cells, area, releases_part("huddles"), text);
}

static void
view_shifts(
    struct cells *cells, struct area *area, const struct summary *summary)
{
	struct buf text = BUF_INIT;

	for (int i = 0; i < summary->shift_count; i++) {
		const struct summary_shift *shift = &summary->shift[i];

		buf_addf(&text, i > 0 ? "; " : "");
		buf_addf(&text, _("%s %lld in %lld shifts"), shift->field,
		    (long long)shift->sum, (long long)shift->shifts);
	}
	if (text.len > 0)
		view_row(cells, area, releases_part("shift"), buf_text(&text));
	buf_done(&text);
}

static void
view_others(
    struct cells *cells, struct area *area, const struct summary *summary)
{
	char text[256];

	if (summary->has_dropped) {
		snprintf(text, sizeof(text),
		    _("%lld tasks done away with, %lld minutes a shift"),
		    (long long)summary->dropped_tasks,
		    (long long)summary->dropped_minutes);
		view_row(cells, area, releases_part("dropped"), text);
	}
	if (summary->has_buddies) {
		snprintf(text, sizeof(text), _("%lld pairs, %lld connections"),
		    (long long)summary->pairs, (long long)summary->connections);
		view_row(cells, area, releases_part("buddies"), text);
	}
	if (summary->next_key[0])
		view_row(cells, area, _("New key"), summary->next_key);
}

static void
view_withheld(
    struct cells *cells, struct area *area, const struct summary *summary)
{
	const char *title = _("Not told");
	char text[ID_SIZE + SUMMARY_REASON_SIZE + 64];

	for (int i = 0; i < summary->withheld_count; i++) {
		const struct summary_withheld *row = &summary->withheld[i];

		snprintf(text, sizeof(text), "%s: %s", releases_part(row->part),
		    _(row->reason));
		view_row(cells, area, title, text);
		title = "";
	}
}

/* Whose it is, and where it stands among the others. */
static void
view_whose(
    struct cells *cells, struct area *area, const struct summary *summary)
{
	char text[512];
	int used;

	used = snprintf(text, sizeof(text), _("%s (%s) of %s"), summary->name,
	    summary->unit, summary->organization);
	if (summary->site[0])
		used += snprintf(text + used, sizeof(text) - (size_t)used,
		    _(", site %s"), summary->site);
	snprintf(text + used, sizeof(text) - (size_t)used,
	    _("; number %d of epoch %d"), summary->sequence, summary->epoch);
	view_row(cells, area, _("Whose"), text);
	if (summary->previous[0])
		view_row(cells, area, _("Follows"), summary->previous);
}

/* --- a release --- */

static void
view_promise(struct cells *cells, struct area *area, const struct facts *facts,
    const struct fact_release *release)
{
	char day[64], text[256];

	if (release->sent != DATE_NONE) {
		layout_date(facts, release->sent, day);
		snprintf(text, sizeof(text),
		    _("Exactly this went to the wellness office on %s, and no "
		      "more."),
		    day);
	} else if (release->lost) {
		snprintf(text, sizeof(text), "%s",
		    _("Exactly this was sealed, and it stays here: it was "
		      "given up when a key was lost, or the store "
		      "restored."));
	} else if (facts->ledger.address) {
		snprintf(text, sizeof(text), "%s",
		    _("Exactly this goes to the wellness office, and no more. "
		      "It still waits."));
	} else {
		snprintf(text, sizeof(text), "%s",
		    _("Exactly this is sealed, and no more. Without an office "
		      "it stays here."));
	}
	area_wrap(cells, area, 3, STYLE_NORMAL, text);
	area_skip(area, 1);
}

void
releases_words(struct cells *cells, struct area *area, const void *data)
{
	const struct facts *facts = data;
	const struct summary *summary = facts->releases.summary;

	view_promise(cells, area, facts, facts->releases.shown);
	if (!summary) {
		area_wrap(cells, area, 3, STYLE_ALERT,
		    _("Its file cannot be read as a release; Enter shows it as "
		      "it is."));
		return;
	}
	view_pulse(cells, area, facts);
	view_notes(cells, area, facts);
	view_actions(cells, area, facts);
	view_responses(cells, area, summary);
	view_huddles(cells, area, summary);
	view_shifts(cells, area, summary);
	view_others(cells, area, summary);
	view_withheld(cells, area, summary);
	view_whose(cells, area, summary);
	area_skip(area, 1);
	area_wrap(cells, area, 3, STYLE_DIM,
	    _("No text, no names, no single answers. Each count was blurred "
	      "once, at its huddle, and never again."));
}

/* --- the audit --- */

static void
view_findings(struct cells *cells, struct area *area, const struct audit *audit,
    enum audit_kind kind)
{
	const char *before = NULL;

	for (int i = 0; i < audit->count; i++) {
		const struct audit_finding *finding = &audit->list[i];
		bool same = before && strcmp(before, finding->part) == 0;

		if (finding->kind != kind)
			continue;
		view_row(cells, area,
		    same               ? ""
		    : finding->part[0] ? releases_part(finding->part)
		                       : _("The file"),
		    finding->text);
		before = finding->part;
	}
}

void
releases_audit(struct cells *cells, struct area *area, const void *data)
{
	const struct facts *facts = data;
	const struct audit *audit = facts->releases.audit;
	char text[96];

	if (!audit) {
		area_wrap(cells, area, 3, STYLE_ALERT,
		    _("The audit could not be done: the file cannot be read as "
		      "a release."));
		return;
	}
	if (audit->breaks > 0) {
		snprintf(text, sizeof(text),
		    ngettext("%d rule is broken.", "%d rules are broken.",
		        (unsigned long)audit->breaks),
		    audit->breaks);
		area_wrap(cells, area, 2, STYLE_ALERT, text);
		area_skip(area, 1);
		view_findings(cells, area, audit, AUDIT_BREAKS);
	} else {
		area_wrap(cells, area, 2, STYLE_BOLD,
		    _("Every rule is kept, as far as the file itself tells."));
	}
	area_skip(area, 1);
	if (audit->count > audit->breaks)
		area_wrap(cells, area, 2, STYLE_NORMAL,
		    _("What its counts tell somebody who knows the rule:"));
	view_findings(cells, area, audit, AUDIT_TELLS);
	area_skip(area, 1);
	area_wrap(cells, area, 2, STYLE_DIM,
	    _("Anybody can check it: huddle audit FILE"));
}
