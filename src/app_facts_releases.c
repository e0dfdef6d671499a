/*
 * The facts about releases. See app_facts_releases.h.
 */
#include "app_facts_releases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_release.h"
#include "core/audit.h"
#include "core/noise.h"
#include "sync/format.h"
#include "util/mem.h"

/* The page's list: twenty years of weeks. */
#define LIST_MAX 1040

/* What the facts of the page point into; it lasts until another release is
 * shown, or the list is read again. */
struct app_releases {
	struct app *app;
	struct fact_release *list;
	int count;
	struct fact_release shown;
	struct release release; /* the shown one, with its document */
	struct summary summary;
	struct audit audit;
	int *give_or_take;
	const char **words;
};

struct app_releases *
app_releases_new(struct app *app)
{
	struct app_releases *releases = mem_new(1, sizeof(*releases));

	releases->app = app;
	summary_init(&releases->summary);
	return releases;
}

static void
forget_shown(struct app_releases *releases)
{
	release_done(&releases->release);
	summary_done(&releases->summary);
	audit_done(&releases->audit);
	free(releases->give_or_take);
	free(releases->words);
	releases->give_or_take = NULL;
	releases->words = NULL;
	releases->shown.id = 0;
}

void
app_releases_free(struct app_releases *releases)
{
	forget_shown(releases);
	free(releases->list);
	free(releases);
}

int
app_releases_ledger(struct app *app, struct facts *facts, struct err *err)
{
	struct fact_ledger *out = &facts->ledger;
	struct release_standing standing;
	struct transport transport;
	int result = release_standing(app->db, &standing, err);

	*out = (struct fact_ledger){.waiting_since = DATE_NONE};
	if (result == OK) {
		out->count = standing.count;
		out->last = standing.newest;
		out->waiting = standing.waiting;
		out->waiting_since = standing.waiting_since;
		out->lost = standing.newest_lost;
		result = app_release_due(app, &out->next, &out->verdict, err);
	}
	out->shift_numbers = app->config.release_shift_numbers &&
	                     app->config.shift_field_count > 0;
	/* Both are needed: where it goes, and to whom it is sealed. */
	out->address =
	    app->config.office_key && app_release_transport(app, &transport);
	return result;
}

/* A file that was lost has a name and is nowhere: it is not shown. */
static void
take_release(struct fact_release *out, const struct release *release)
{
	*out = (struct fact_release){.id = release->id,
	    .epoch = release->epoch,
	    .sequence = release->sequence,
	    .period = release->period,
	    .sealed = release->sealed,
	    .made = release->delivery == DELIVERY_WAITING ||
	            release->delivery == DELIVERY_SENT,
	    .lost = release->delivery == DELIVERY_LOST,
	    .sent =
	        release->delivery == DELIVERY_SENT ? release->sent : DATE_NONE,
	    .tries = release->tries};
	snprintf(out->problem, sizeof(out->problem), "%s", release->problem);
	snprintf(out->hash, sizeof(out->hash), "%s", release->hash);
	if (!out->lost)
		snprintf(out->file, sizeof(out->file), "%s", release->file);
}

/* The old list goes only when the new one is there. */
int
app_releases_list(
    struct app_releases *releases, struct facts *facts, struct err *err)
{
	struct release *list = mem_new(LIST_MAX, sizeof(*list));
	int count = release_list(releases->app->db, list, LIST_MAX, NULL, err);

	if (count >= 0) {
		free(releases->list);
		releases->list =
		    mem_new(count ? (size_t)count : 1, sizeof(*releases->list));
		releases->count = count;
		for (int i = 0; i < count; i++) {
			take_release(&releases->list[i], &list[i]);
			release_done(&list[i]);
		}
		facts->releases.list = releases->list;
		facts->releases.count = count;
	}
	free(list);
	return count < 0 ? count : OK;
}

/* What the pulse's rows are called, and how far they are blurred. */
static void
take_words(struct app_releases *releases)
{
	const struct summary *summary = &releases->summary;
	size_t room = summary->pulse_count ? (size_t)summary->pulse_count : 1;

	releases->give_or_take = mem_new(room, sizeof(int));
	releases->words = mem_new(room, sizeof(char *));
	for (int i = 0; i < summary->pulse_count; i++) {
		const struct summary_pulse *row = &summary->pulse[i];
		struct room_view view = {.key = row->key};

		releases->give_or_take[i] =
		    noise_give_or_take(row->rounds, row->key.epsilon_milli);
		releases->words[i] = app_view_words(releases->app, &view);
	}
}

int
app_releases_one(struct app_releases *releases, struct facts *facts, int64_t id,
    struct err *err)
{
	struct fact_releases *out = &facts->releases;
	struct release *release = &releases->release;
	int result = OK;

	forget_shown(releases);
	/* First, so that nothing points at what is freed, whatever happens
	 * below. */
	out->shown = NULL;
	out->summary = NULL;
	out->audit = NULL;
	out->document = NULL;
	if (id == 0)
		return OK;
	result = release_get(releases->app->db, id, release, err);
	if (result < 0)
		return result;
	take_release(&releases->shown, release);
	out->shown = &releases->shown;
	out->document = release->document;
	/* Read from the very bytes that left, as the office does. One of
	 * another version of the program is still shown as it is. */
	if (format_json_read(&releases->summary, release->document,
	        strlen(release->document), true, NULL) < 0)
		return OK;
	audit_summary(&releases->audit, &releases->summary);
	take_words(releases);
	out->summary = &releases->summary;
	out->audit = &releases->audit;
	out->give_or_take = releases->give_or_take;
	out->words = releases->words;
	return OK;
}
