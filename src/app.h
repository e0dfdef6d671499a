/*
 * The app: owns the configuration, the store and the clock, and carries out
 * what screens and commands ask for.
 */
#ifndef HUDDLE_APP_H
#define HUDDLE_APP_H

#include <stdbool.h>
#include <time.h>

#include "config/config.h"
#include "core/disclosure.h"
#include "core/role.h"
#include "db/repo_huddle.h"
#include "db/repo_note.h"
#include "db/repo_round.h"
#include "util/err.h"

/* An open huddle's box is closed by itself after that long. */
#define APP_BOX_SECONDS (24 * 60 * 60)

/* The most boxes that can be open side by side. */
#define APP_OPEN_MAX 32

/* Whether boxes that were forgotten are closed at the start. */
enum app_start {
	APP_START_ALL,
	APP_START_KEEP, /* not: the command is about to end one itself */
};

struct app {
	struct config config;
	const char *config_given; /* by --config, the caller's; or NULL */
	struct db *db;
	struct round_keys keys;
	enum role role;
	char notice[512]; /* sentences to be told, "" if all is well */
	/* By the configuration's instruments: asked in other words before,
	 * under the same version. */
	bool reworded[INSTRUMENTS_MAX];
};

/* Where the configuration is: `given` (--config), the environment, the home
 * folder, /etc if it is there; free() it. With `new`: where a new one goes. */
char *app_config_path(const char *given, bool new);

/* Where a configuration's store is: `given` (--store), the environment, the
 * setting, the home folder; free() it. */
char *app_store_path(const char *given, const struct config *config);

/*
 * Makes a new unit: store with its unit's id, folder of keys, configuration
 * (config_write_new). ERR_CREATE if any of it exists. On failure nothing of it
 * is left; a making that was killed half-way can be repeated. `store` is where
 * the store goes, whatever seed->store tells the configuration.
 */
int app_create(const char *config_path, const char *store,
    const struct config_seed *seed, struct err *err);

/* Reads and checks the configuration only, all of it or (config_load_start)
 * what a start needs; sets the time zone. On failure every fault is printed to
 * standard error. */
enum app_extent { APP_START_QUICK, APP_WHOLE };
int app_configure(struct app *app, const char *config_path,
    enum app_extent extent, struct err *err);

/*
 * Configuration and store, ready to use: the store belongs to the configured
 * unit, an interrupted closing is completed, forgotten boxes are closed. What
 * of that could not be done does not hinder the start: app->notice tells it.
 */
int app_open(struct app *app, const char *config_path, const char *store_path,
    enum app_start start, struct err *err);
void app_close(struct app *app);

/* Keeps a message for app->notice, if there is one. */
void app_notice(struct app *app, const struct err *err);

/* Closes a huddle's box that has been open for APP_BOX_SECONDS, with the last
 * headcount; what cannot be closed stays, and app->notice says why. */
void app_close_forgotten(struct app *app);

/* ERR_PERMISSION unless the app's role may do it. */
int app_allow(const struct app *app, enum act act, struct err *err);

void app_wall(struct civil *wall); /* now, in the unit's zone */
struct shift_date app_shift(const struct app *app);

/* Opens a box of an instrument now; *round is filled. One that rotates asks
 * the item whose turn it is. ERR_DATA if there is no such instrument, or a
 * huddle's box would ask one of walk-up boxes; ERR_CONFIG if its file has
 * faults, or this version of it was asked in other words before. */
int app_round_open(struct app *app, enum round_kind kind,
    const char *instrument, struct round *round, struct err *err);

/* Closes a box; headcount 0 and up, -1: the last one of a huddle's, the roster
 * of a walk-up box. *round is the closed one. */
int app_round_close(struct app *app, int64_t id, int32_t headcount,
    struct round *round, struct err *err);

/* The headcount to suggest: that of the last huddle's round, 0 if there is
 * none or it was counted on paper. */
int app_last_headcount(struct app *app, int32_t *headcount, struct err *err);

/*
 * How many of the last rounds a view adds up first: 1, or APP_ROUNDS_RARE for
 * a unit whose last so many huddles lie over more than APP_RARE_DAYS. A
 * negative status if the store cannot be read.
 */
#define APP_ROUNDS_RARE 4
#define APP_RARE_DAYS 28
int app_rounds_first(struct app *app, struct err *err);

/*
 * What the room may see of a closed round: a view for each cut of its form
 * that reaches five answers, of at least `rounds` rounds (with those before
 * it), at most `max`; returns how many, or a negative status.
 */
int app_views(struct app *app, const struct round *round, int rounds,
    struct room_view *views, int max, struct err *err);

/* The words of a view's cut in the unit's language (the item's id if the
 * instrument no longer has them). */
const char *app_view_words(const struct app *app, const struct room_view *view);

/* "about 9 of 12 had what they needed, give or take 2", or that it is too
 * blurred to tell; of a huddle's box or a
 * walk-up box. */
void app_view_sentence(const struct app *app, const struct room_view *view,
    enum round_kind kind, struct buf *out);

/* False for a walk-up box of a unit that does not tell its roster: nobody
 * knows how many could have answered, and the headcount is just how many
 * did. */
bool app_headcount_known(const struct app *app, const struct round *round);

/* The language of texts: the setting, or the locale's. */
const char *app_language(const struct app *app);

#endif
