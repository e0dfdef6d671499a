/*
 * The app: configuration, store and clock under one roof, and the rounds of a
 * unit as screens and commands ask for them. See app.h.
 */
#include "app.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_release.h"
#include "app_tell.h"
#include "app_walkup.h"
#include "app_words.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SYSTEM_CONFIG "/etc/huddle/huddle.conf"

/* How many rounds back a view of a small unit may have to reach. */
#define VIEW_ROUNDS_MAX 64

/* `$variable/huddle/name`, or `$HOME/fallback/huddle/name`. secure_getenv: a
 * process with other rights than its caller's ignores the environment. */
static char *
home_path(const char *variable, const char *fallback, const char *name)
{
	const char *base = secure_getenv(variable);
	const char *home = secure_getenv("HOME");

	if (base && base[0] == '/')
		return mem_printf("%s/huddle/%s", base, name);
	if (home && home[0] == '/')
		return mem_printf("%s/%s/huddle/%s", home, fallback, name);
	return NULL;
}

char *
app_config_path(const char *given, bool new)
{
	const char *environment = secure_getenv("HUDDLE_CONFIG");
	char *path;

	if (given)
		return mem_copy(given);
	if (environment && environment[0])
		return mem_copy(environment);
	path = home_path("XDG_CONFIG_HOME", ".config", "huddle.conf");
	if (path && (new || file_exists(path) || !file_exists(SYSTEM_CONFIG)))
		return path;
	free(path);
	return mem_copy(SYSTEM_CONFIG);
}

char *
app_store_path(const char *given, const struct config *config)
{
	const char *environment = secure_getenv("HUDDLE_STORE");
	char *path;

	if (given)
		return mem_copy(given);
	if (environment && environment[0])
		return mem_copy(environment);
	if (config && config->store)
		return mem_copy(config->store);
	path = home_path("XDG_DATA_HOME", ".local/share", "huddle.db");
	return path ? path : mem_copy("huddle.db");
}

int
app_configure(struct app *app, const char *config_path, enum app_extent extent,
    struct err *err)
{
	struct buf faults = BUF_INIT;
	char *path = app_config_path(config_path, false);
	int result;

	*app = (struct app){.role = ROLE_STAFF, .config_given = config_path};
	result = extent == APP_WHOLE
	             ? config_load(&app->config, path, &faults, err)
	             : config_load_start(&app->config, path, &faults, err);
	app_tell_lines(buf_text(&faults));
	buf_done(&faults);
	free(path);
	if (result < 0)
		return result;
	i18n_use(app->config.language);
	app->keys = (struct round_keys){app->config.keys, &crypt_random};
	result = date_zone_set(app->config.timezone, err);
	if (result < 0)
		app_close(app);
	return result;
}

/* One unit, one store: a configuration of another unit is refused. */
static int
check_unit(struct app *app, struct err *err)
{
	char *unit;
	int result = db_meta_get(app->db, "unit", &unit, err);

	if (result < 0)
		return result;
	if (!unit || strcmp(unit, app->config.unit) != 0)
		result = err_set(err, ERR_CONFIG,
		    _("The store %s belongs to the unit \"%s\", the "
		      "configuration %s to \"%s\". Nothing was changed."),
		    db_path(app->db), unit ? unit : "", app->config.path,
		    app->config.unit);
	free(unit);
	return result;
}

void
app_notice(struct app *app, const struct err *err)
{
	size_t used = strlen(app->notice);

	/* None takes the place of another that nobody has read yet. */
	if (err->text[0] && !strstr(app->notice, err->text))
		snprintf(app->notice + used, sizeof(app->notice) - used,
		    "%s%.250s", used ? " " : "", err->text);
}

void
app_close_forgotten(struct app *app)
{
	struct round *round = mem_new(1, sizeof(*round));
	struct err err = {""};
	int result = round_find_open(app->db, ROUND_HUDDLE, NULL, round, &err);

	if (result == OK && round->id &&
	    time(NULL) - round->opened >= APP_BOX_SECONDS)
		result = app_round_close(app, round->id, -1, round, &err);
	if (result < 0)
		app_notice(app, &err);
	free(round);
}

int
app_open(struct app *app, const char *config_path, const char *store_path,
    enum app_start start, struct err *err)
{
	struct err notice = {""};
	char *store;
	int result = app_configure(app, config_path, APP_START_QUICK, err);

	if (result < 0)
		return result;
	store = app_store_path(store_path, &app->config);
	result = db_open(&app->db, store, DB_AS_IT_IS, err);
	free(store);
	/* Whose it is comes first: another unit's store stays as it is. */
	if (result == OK)
		result = check_unit(app, err);
	if (result == OK)
		result = db_update(app->db, err);
	if (result < 0) {
		app_close(app);
		return result;
	}
	round_tidy(app->db, &app->keys, app_shift(app).day, &notice);
	app_notice(app, &notice);
	if (db_scrub_due(app->db, &notice) < 0)
		app_notice(app, &notice);
	if (start == APP_START_ALL) {
		app_close_forgotten(app);
		/* First: what is closed is a record, of this clock's day. */
		if (app_release_seal(app, false, NULL, NULL, &notice) < 0)
			app_notice(app, &notice);
		app_walkup_close(app);
	}
	app_words_look(app);
	app_tell(app->notice);
	return OK;
}

void
app_close(struct app *app)
{
	db_close(app->db);
	app->db = NULL;
	config_done(&app->config);
}

int
app_allow(const struct app *app, enum act act, struct err *err)
{
	if (role_may(app->role, act, 0))
		return OK;
	return err_set(err, ERR_PERMISSION,
	    _("This needs the role %s: add --role %s --pin-fd N"),
	    role_names[role_needed(act)], role_names[role_needed(act)]);
}

void
app_wall(struct civil *wall)
{
	date_local(time(NULL), wall);
}

/* A box that opens before the shift begins belongs to its huddle's shift. */
struct shift_date
app_shift(const struct app *app)
{
	struct planned due;
	struct civil wall;

	app_wall(&wall);
	if (period_due(app->config.plans, app->config.plan_count,
	        &app->config.shifts, &wall, &due))
		return due.shift;
	return period_shift(&wall, &app->config.shifts);
}

/* All that the instrument asks or, if it rotates, the item whose turn it is. */
static int
ask(const struct app *app, const struct instrument *instrument,
    struct round *round, struct err *err)
{
	int item;

	if (!instrument->rotate)
		return form_add(&round->form, instrument, err);
	item =
	    rotation_item(instrument, &app->config.rotation, round->shift.day);
	if (item < 0)
		return err_set(err, ERR_DATA,
		    _("All items of \"%s\" are dropped: see \"rotation\" in "
		      "the configuration."),
		    instrument->id);
	return form_add_item(&round->form, instrument, item, err);
}

int
app_round_open(struct app *app, enum round_kind kind, const char *instrument,
    struct round *round, struct err *err)
{
	const struct instrument *found =
	    config_instrument(&app->config, instrument);
	struct err notice = {""};
	int result;

	/* It is there: what is wrong with its file is the answer. */
	if (!found && config_instrument_head(&app->config, instrument) &&
	    config_whole(&app->config, err) < 0)
		return ERR_CONFIG;
	if (!found)
		return err_set(err, ERR_DATA,
		    _("No instrument \"%s\" is configured."), instrument);
	if (kind == ROUND_HUDDLE && found->cadence != CADENCE_HUDDLE)
		return err_set(err, ERR_DATA,
		    _("\"%s\" is asked once a week, month or quarter, in a "
		      "walk-up box, never in a huddle."),
		    instrument);
	*round = (struct round){.kind = kind,
	    .shift = app_shift(app),
	    .opened = time(NULL),
	    .epsilon_milli = app->config.epsilon_milli};
	snprintf(round->instrument, ID_SIZE, "%s", found->id);
	result = ask(app, found, round, err);
	if (result == OK)
		result = app_words_keep(app->db, found, err);
	if (result < 0)
		return result;
	/* A period that is over is sealed first. If that fails, the box still
	 * opens: people wait. */
	if (app_release_seal(app, false, NULL, NULL, &notice) < 0)
		app_notice(app, &notice);
	return round_open(app->db, &app->keys, round, err);
}

int
app_last_headcount(struct app *app, int32_t *headcount, struct err *err)
{
	struct round last;
	int result = round_last_closed(app->db, ROUND_HUDDLE, &last, err);

	*headcount =
	    result == OK && last.id && !last.paper ? last.headcount : 0;
	return result;
}

/* Who may walk up to a box are all on the roster; 0 if that is not told. */
static int
guess_headcount(
    struct app *app, int64_t id, int32_t *headcount, struct err *err)
{
	struct round *round = mem_new(1, sizeof(*round));
	int result = round_get(app->db, id, round, err);

	if (result == OK && round->kind == ROUND_WALKUP)
		*headcount = app->config.roster;
	else if (result == OK)
		result = app_last_headcount(app, headcount, err);
	free(round);
	return result;
}

int
app_round_close(struct app *app, int64_t id, int32_t headcount,
    struct round *round, struct err *err)
{
	int result = OK;

	if (headcount < 0)
		result = guess_headcount(app, id, &headcount, err);
	if (result == OK)
		result = round_close(app->db, &app->keys, id, headcount,
		    app_shift(app).day, round, err);
	return result;
}

bool
app_headcount_known(const struct app *app, const struct round *round)
{
	return round->kind == ROUND_HUDDLE || app->config.roster > 0 ||
	       round->headcount > round->checkins;
}

int
app_rounds_first(struct app *app, struct err *err)
{
	int32_t days[APP_ROUNDS_RARE];
	int count =
	    round_days(app->db, ROUND_HUDDLE, days, APP_ROUNDS_RARE, err);

	if (count < 0)
		return count;
	return count == APP_ROUNDS_RARE &&
	               days[0] - days[count - 1] > APP_RARE_DAYS
	           ? APP_ROUNDS_RARE
	           : 1;
}

int
app_views(struct app *app, const struct round *round, int rounds,
    struct room_view *views, int max, struct err *err)
{
	struct draw own[DRAWS_MAX], draws[VIEW_ROUNDS_MAX];
	int count = round_draws_of(app->db, round->id, own, DRAWS_MAX, err);
	int shown = 0;

	for (int i = 0; i < count && shown < max; i++) {
		int found = round_draws(app->db, &own[i].key, round->kind,
		    draws, VIEW_ROUNDS_MAX, err);

		if (found < 0)
			return found;
		if (disclosure_view(&views[shown], draws, found, rounds))
			shown++;
	}
	return count < 0 ? count : shown;
}

const char *
app_language(const struct app *app)
{
	const char *language = app->config.language;

	if (strcmp(language, "auto") != 0)
		return language;
	/* As gettext does: the C locale is English, whatever else is wanted. */
	language = setlocale(LC_MESSAGES, NULL);
	if (!language || strcmp(language, "C") == 0)
		return "en";
	return i18n_wanted() ? i18n_wanted() : language;
}

const char *
app_view_words(const struct app *app, const struct room_view *view)
{
	const struct instrument *instrument =
	    config_instrument(&app->config, view->key.instrument);
	const char *words = NULL;

	if (instrument)
		words =
		    instrument_words(instrument, view->key.item, view->key.of,
		        instrument_language(instrument, app_language(app)));
	return words ? words : view->key.item;
}

void
app_view_sentence(const struct app *app, const struct room_view *view,
    enum round_kind kind, struct buf *out)
{
	if (disclosure_is_blurred(view->answered, view->give_or_take))
		buf_addf(out, _("%s: too blurred to tell (%d answers)"),
		    app_view_words(app, view), (int)view->answered);
	else
		buf_addf(out, _("about %d of %d %s, give or take %d"),
		    (int)disclosure_clamped(view), (int)view->answered,
		    app_view_words(app, view), view->give_or_take);
	if (view->rounds > 1)
		buf_addf(out,
		    kind == ROUND_WALKUP ? _(" (%d boxes together)")
		                         : _(" (%d huddles together)"),
		    view->rounds);
}
