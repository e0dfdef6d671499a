/*
 * The facts' longer lists. See app_facts_lists.h.
 */
#include "app_facts_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_facts_buddies.h"
#include "app_facts_releases.h"
#include "app_facts_trends.h"
#include "app_request.h"
#include "app_slips.h"
#include "report/page.h"
#include "util/date.h"
#include "util/mem.h"

#define SAID_SHORT 24
#define SAID_MOST 1000
#define WAITING_MOST 200
#define NOTES_WINDOW 256

/* A card with its history. */
struct card_list {
	struct action action;
	struct note note;
	struct revision_event *events;
	int event_count;
};

struct app_lists {
	struct app *app;
	struct fact_said said, told;
	struct buf undo, redo;
	char **people;
	int person_count;

	bool used; /* a page of lists was opened */

	/* What pages asked for, to be read again; EFFECT_NONE: nothing yet. */
	struct effect asked[EFFECTS];
	struct buf theme, match, match_themes; /* of the notes' filter */

	struct note rows[NOTES_WINDOW];
	int row_count;
	struct card *cards;
	int card_count;
	struct card_list card;
	struct note waiting[WAITING_MOST];
	int waiting_count;
	struct buf page;
	struct app_releases *releases;
	struct app_trend_facts *trends;
	struct app_buddies buddies;
};

struct app_lists *
app_lists_new(struct app *app)
{
	struct app_lists *lists = mem_new(1, sizeof(*lists));

	lists->app = app;
	lists->releases = app_releases_new(app);
	lists->trends = app_trend_facts_new(app);
	action_init(&lists->card.action);
	return lists;
}

/* --- what goes again --- */

static void
forget_said(struct fact_said *said)
{
	said_list_done((struct said *)said->list, said->count);
	*said = (struct fact_said){0};
}

static void
forget_notes(struct note *notes, int *count)
{
	for (int i = 0; i < *count; i++)
		note_done(&notes[i]);
	*count = 0;
}

static void
forget_card(struct card_list *card)
{
	action_done(&card->action);
	note_done(&card->note);
	revision_event_list_done(card->events, card->event_count);
	*card = (struct card_list){.events = NULL};
	action_init(&card->action);
}

static void
forget_people(struct app_lists *lists)
{
	for (int i = 0; i < lists->person_count; i++)
		free(lists->people[i]);
	free(lists->people);
	lists->people = NULL;
	lists->person_count = 0;
}

void
app_lists_free(struct app_lists *lists)
{
	struct buf *texts[] = {&lists->undo, &lists->redo, &lists->theme,
	    &lists->match, &lists->match_themes, &lists->page};

	forget_said(&lists->said);
	forget_said(&lists->told);
	forget_notes(lists->rows, &lists->row_count);
	forget_notes(lists->waiting, &lists->waiting_count);
	card_list_done(lists->cards, lists->card_count);
	forget_card(&lists->card);
	forget_people(lists);
	app_releases_free(lists->releases);
	app_trend_facts_free(lists->trends);
	app_buddies_done(&lists->buddies);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		buf_done(texts[i]);
	free(lists);
}

/* --- what is always shown --- */

static int
read_said(struct app_lists *lists, struct fact_said *out, int32_t since,
    int max, struct err *err)
{
	struct said *list;
	int count, waiting;
	int result =
	    said_list(lists->app->db, since, max, &list, &count, &waiting, err);

	if (result < 0)
		return result;
	forget_said(out);
	*out = (struct fact_said){
	    list, count, waiting, since, said_minutes(list, count)};
	return OK;
}

static int
read_revision(struct app_lists *lists, const struct revision *revision,
    struct buf *text, struct fact_revision *out, struct err *err)
{
	int result = OK;

	buf_clear(text);
	if (revision->id)
		result = app_revision_text(lists->app->db, revision, text, err);
	*out = (struct fact_revision){revision->id, buf_text(text)};
	return result;
}

int
app_lists_short(
    struct app_lists *lists, struct facts *out, int32_t since, struct err *err)
{
	struct db *db = lists->app->db;
	int32_t today = app_shift(lists->app).day;
	struct revision undo, redo;
	int result = read_said(lists, &lists->said, since, SAID_SHORT, err);

	if (result == OK)
		result = action_count(
		    db, today, &out->open_actions, &out->overdue_actions, err);
	out->said = lists->said;
	/* Home undoes nothing, and should be there at once. */
	if (!lists->used || result < 0)
		return result;
	result = revision_next(db, today, &undo, &redo, err);
	if (result == OK)
		result =
		    read_revision(lists, &undo, &lists->undo, &out->undo, err);
	if (result == OK)
		result =
		    read_revision(lists, &redo, &lists->redo, &out->redo, err);
	return result;
}

int
app_lists_people(struct app_lists *lists, struct facts *out, struct err *err)
{
	char **people;
	int count;
	int result = action_owners(lists->app->db, &people, &count, err);

	if (result < 0)
		return result;
	forget_people(lists);
	lists->people = people;
	lists->person_count = count;
	out->people = (const char *const *)people;
	out->person_count = count;
	return OK;
}

/* --- what a page asks for --- */

/* The filter outlives the page's effect, so its texts are copied. */
static const char *
keep_text(struct buf *kept, const char *text)
{
	if (!text)
		return NULL;
	if (text != kept->text) {
		buf_clear(kept);
		buf_add(kept, text);
	}
	return buf_text(kept);
}

/* A window that has the row asked for, and the asked-for note's row. */
static int
read_notes(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	struct db *db = lists->app->db;
	struct note_filter *filter = &effect->filter;
	int first = effect->first, place = -1, result;
	struct note_sum sum;

	filter->theme = keep_text(&lists->theme, filter->theme);
	filter->match = keep_text(&lists->match, filter->match);
	filter->match_themes =
	    keep_text(&lists->match_themes, filter->match_themes);
	result = note_count(db, filter, &sum, err);
	if (result == OK && effect->id[0])
		result = note_place(db, filter, effect->id, &place, err);
	if (place >= 0 && (place < first || place >= first + NOTES_WINDOW))
		first = place - NOTES_WINDOW / 2;
	if (first > sum.total - 1)
		first = sum.total - 1;
	if (first < 0)
		first = 0;
	forget_notes(lists->rows, &lists->row_count);
	if (result == OK)
		result = note_window(db, filter, first, NOTES_WINDOW,
		    lists->rows, &lists->row_count, err);
	effect->first = first;
	out->notes = (struct fact_notes){lists->rows, first, lists->row_count,
	    sum.total, sum.minutes, place};
	return result;
}

static int
read_board(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	struct card *cards;
	int count;
	int result = action_cards(lists->app->db, &cards, &count, err);

	(void)effect;
	if (result < 0)
		return result;
	card_list_done(lists->cards, lists->card_count);
	lists->cards = cards;
	lists->card_count = count;
	out->cards = cards;
	out->card_count = count;
	return OK;
}

static int
read_card(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	struct db *db = lists->app->db;
	struct card_list *card = &lists->card;
	int result;

	forget_card(card);
	out->card = (struct fact_card){.action = NULL};
	result = action_get(db, effect->action, &card->action, err);
	if (result < 0 || card->action.id == 0)
		return result;
	if (card->action.note[0])
		result = note_get(db, card->action.note, &card->note, err);
	if (result == OK)
		result = action_history(db, card->action.id, &card->events,
		    &card->event_count, err);
	out->card = (struct fact_card){&card->action,
	    card->note.id[0] ? &card->note : NULL, card->events,
	    card->event_count};
	return result;
}

static int
read_told(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	struct app *app = lists->app;
	int32_t since = app_shift(app).day - app->config.board.news_days;
	int result = read_said(lists, &lists->told, since, SAID_MOST, err);

	(void)effect;
	out->told = lists->told;
	return result;
}

/* The oldest notes first, as they come last in lists. */
static int
read_waiting(struct app_lists *lists, struct facts *out, struct err *err)
{
	struct note_filter filter = note_filter_all;
	struct note_sum sum;
	int result, first;

	filter.waiting = true;
	result = note_count(lists->app->db, &filter, &sum, err);
	if (result < 0)
		return result;
	first = sum.total > WAITING_MOST ? sum.total - WAITING_MOST : 0;
	forget_notes(lists->waiting, &lists->waiting_count);
	result = note_window(lists->app->db, &filter, first, WAITING_MOST,
	    lists->waiting, &lists->waiting_count, err);
	for (int i = 0; i < lists->waiting_count / 2; i++) {
		struct note *last =
		    &lists->waiting[lists->waiting_count - 1 - i];
		struct note swap = lists->waiting[i];

		lists->waiting[i] = *last;
		*last = swap;
	}
	out->waiting = lists->waiting;
	out->waiting_count = lists->waiting_count;
	out->waiting_total = sum.total;
	return result;
}

static int
read_review(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	char *day = NULL;
	int result = read_board(lists, out, effect, err);

	if (result == OK)
		result = read_waiting(lists, out, err);
	if (result == OK)
		result = db_meta_get(lists->app->db, "reviewed", &day, err);
	if (result < 0)
		return result;
	if (!day || !date_parse(day, &out->reviewed))
		out->reviewed = DATE_NONE;
	free(day);
	return OK;
}

/* A card's page; none if there is no such card. */
static int
make_card_page(struct app_lists *lists, const struct page *common,
    const struct effect *effect, struct err *err)
{
	struct page page = *common;
	struct action action;
	struct note note;
	int result = action_get(lists->app->db, effect->action, &action, err);
	const char *theme =
	    config_theme_title(&lists->app->config, action.theme);

	note_init(&note);
	if (result == OK && action.note[0])
		result = note_get(lists->app->db, action.note, &note, err);
	page.source = note.id[0] ? &note : NULL;
	if (result == OK && action.id && effect->page == PAGE_CARD)
		page_card(&page, &action, theme, &lists->page);
	else if (result == OK && action.id)
		page_worked(&page, &action, theme, &lists->page);
	note_done(&note);
	action_done(&action);
	return result;
}

/* None while nobody has a buddy. */
static int
make_slips(struct app_lists *lists, const struct page *page, struct err *err)
{
	struct app_buddies now;
	int result = app_buddies_read(lists->app, &now, err);

	if (result < 0)
		return result;
	if (app_slips_any(&now))
		result = app_slips(lists->app, &now, page, &lists->page, err);
	app_buddies_done(&now);
	return result;
}

static int
read_page(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	const struct app *app = lists->app;
	const struct page page = {.unit = app->config.unit_name,
	    .language = app_language(app),
	    .today = app_shift(app).day};
	const struct fact_said *told = &lists->told;
	int result;

	buf_clear(&lists->page);
	if (effect->page == PAGE_SLIPS) {
		result = make_slips(lists, &page, err);
	} else if (effect->page != PAGE_BOARD) {
		result = make_card_page(lists, &page, effect, err);
	} else {
		result = read_told(lists, out, effect, err);
		if (result == OK)
			page_board(&page, told->list, told->count,
			    told->waiting, told->since, told->minutes,
			    &lists->page);
	}
	out->page = buf_text(&lists->page);
	return result;
}

static int
read_releases(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	int result = app_releases_ledger(lists->app, out, err);

	(void)effect;
	return result == OK ? app_releases_list(lists->releases, out, err)
	                    : result;
}

static int
read_release(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	return app_releases_one(lists->releases, out, effect->release, err);
}

static int
read_buddies(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	(void)effect;
	return app_facts_buddies(lists->app, &lists->buddies, out, err);
}

/* Not again after a change: nothing that is done at a page moves a line, and
 * the trends page asks whenever it is opened. */
static int
read_trends(struct app_lists *lists, struct facts *out, struct effect *effect,
    struct err *err)
{
	effect->kind = EFFECT_NONE;
	return app_trend_facts_read(lists->trends, out, effect->weeks, err);
}

static int (*const readers[EFFECTS])(
    struct app_lists *, struct facts *, struct effect *, struct err *) = {
    [EFFECT_NOTES] = read_notes,
    [EFFECT_BOARD] = read_board,
    [EFFECT_CARD] = read_card,
    [EFFECT_SAID] = read_told,
    [EFFECT_REVIEW] = read_review,
    [EFFECT_PAGE] = read_page,
    [EFFECT_RELEASES] = read_releases,
    [EFFECT_RELEASE] = read_release,
    [EFFECT_TRENDS] = read_trends,
    [EFFECT_BUDDIES] = read_buddies,
};

int
app_lists_read(struct app_lists *lists, struct facts *out,
    const struct effect *effect, struct err *err)
{
	lists->used = true;
	lists->asked[effect->kind] = *effect;
	return readers[effect->kind](
	    lists, out, &lists->asked[effect->kind], err);
}

int
app_lists_again(struct app_lists *lists, struct facts *out, struct err *err)
{
	int result = OK;

	lists->used = true;
	for (int kind = 0; result == OK && kind < EFFECTS; kind++)
		if (readers[kind] && lists->asked[kind].kind != EFFECT_NONE)
			result =
			    readers[kind](lists, out, &lists->asked[kind], err);
	return result;
}
