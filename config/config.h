/*
 * The configuration of a unit: huddle.conf and the data files it names
 * (instruments, themes, agendas, support contacts), read by libconfig through
 * one typed option table each (config/options.h) into this struct.
 */
#ifndef HUDDLE_CONFIG_CONFIG_H
#define HUDDLE_CONFIG_CONFIG_H

#include <stdbool.h>

#include "core/agenda.h"
#include "core/board.h"
#include "core/cadence.h"
#include "core/instrument.h"
#include "core/period.h"
#include "core/shift_number.h"
#include "util/buf.h"
#include "util/err.h"

#define THEMES_MAX 40
#define AGENDAS_MAX 10
#define CONTACTS_MAX 20
#define INSTRUMENTS_MAX 20
#define WALKUPS_MAX 6
#define TOPICS_MAX 200
#define MEALS_MAX 200

struct theme {
	char id[ID_SIZE];
	char *title;
};

/* Somebody to call, as the support page shows it. */
struct contact {
	char *title; /* "Employee assistance" */
	char *reach; /* a telephone number, a place, an address */
	char *when;  /* "day and night"; may be "" */
	char *about; /* one sentence; may be "" */
};

/* What buddies may talk about in a week. */
struct topic {
	char *title;   /* short: "the smallest thing that went right" */
	char *prompt;  /* a question */
	char *attempt; /* one small thing to try */
};
void topic_done(struct topic *topic);

/* What colleagues may talk about over a meal. */
struct meal {
	char *opener;   /* light, to begin with */
	char *question; /* for this time */
};
void meal_done(struct meal *meal);

struct menu {
	int meal_count;
	struct meal meals[MEALS_MAX];
};

struct deck {
	int topic_count;
	struct topic topics[TOPICS_MAX];
};

/* How sealed files get to the office; NULL where it is not told. */
struct deliver {
	char *to; /* file:///, sftp://, https:// */
	char *user;
	char *password_file;
	char *identity;
	char *known_hosts;
	char *authorities;
	char *proxy; /* http://host:port */
	int timeout_seconds;
};

enum colour { COLOUR_AUTO, COLOUR_NEVER, COLOUR_16, COLOUR_256 };

struct config {
	char *path;   /* the file it was read from */
	char *folder; /* its folder: names in it are relative to that */

	char unit[ID_SIZE];
	char *unit_name;
	char organization[ID_SIZE];
	char *site; /* an id, or "" */
	char *timezone;
	char *store;    /* path, or NULL if the file does not say */
	char *keys;     /* folder of the round keys */
	char *language; /* "auto", "en", "es", ... */
	int epsilon_milli;
	struct shift_times shifts;
	int roster; /* people on the unit's roster, 0 if not told */
	struct board_rules board;
	int buddy_weeks; /* of a round of buddies */
	int shift_field_count;
	struct shift_field shift_fields[SHIFT_FIELDS_MAX];
	bool release_shift_numbers; /* their sums leave the unit */
	enum colour colour;
	bool ascii;             /* draw with ASCII whatever the locale */
	int period;             /* enum period_kind */
	char *office_key;       /* path of office.pub, or NULL */
	char *outbox;           /* folder of sealed files */
	struct deliver deliver; /* how they get to the office */
	char *instruments_path; /* NULL, like the next: the shipped ones */
	char *themes_path;
	char *agendas_path;
	char *support_path;
	char *topics_path; /* read when it is asked for: config_topic() */
	char *meals_path;  /* likewise: config_meal() */
	int idle_seconds;  /* until the idle screen */
	int checkin_idle_seconds; /* until a check-in starts over */

	/* Ids of the instruments whose boxes open and close by themselves. */
	int walkup_count;
	char walkups[WALKUPS_MAX][ID_SIZE];
	struct rotation rotation;

	int plan_count;
	struct plan plans[PLAN_MAX];
	int instrument_count;
	/* Of some only what stands before their items is read yet: get at them
	 * by config_instrument(), or after config_whole(). */
	struct instrument *instruments;
	struct late *late; /* what is still to be read of each */
	int theme_count;
	struct theme themes[THEMES_MAX];
	int agenda_count;
	struct agenda agendas[AGENDAS_MAX];
	int contact_count;
	struct contact contacts[CONTACTS_MAX];
	int peer_count;
	struct contact peers[CONTACTS_MAX]; /* colleagues trained to support
	                                       after an event: by name */
};

/*
 * Reads and checks huddle.conf and every file it names; local time
 * (util/date.h) is then that of its time zone. On failure ERR_CONFIG
 * (ERR_UNAVAILABLE never: a missing file is a fault of the configuration, with
 * a hint to `huddle init`), nothing allocated, `err` says how many faults
 * there are, and in `faults` is one line each:
 * "file:line: setting: what was found, what was expected". If huddle.conf
 * itself cannot be read, `err` says why and `faults` is empty.
 */
int config_load(struct config *config, const char *path, struct buf *faults,
    struct err *err);

/*
 * The same as fast as a start needs it: instruments that are not asked in
 * huddles are read up to their items, and the rest when it is asked for. What
 * only shows there is not found: `huddle config check` loads everything.
 */
int config_load_start(struct config *config, const char *path,
    struct buf *faults, struct err *err);

/* Reads what config_load_start left. ERR_CONFIG if it has faults. */
int config_whole(const struct config *config, struct err *err);

/* Only the shipped instruments and themes, for whom no huddle.conf is: the
 * words that people know questions by. For config_done. */
void config_shipped(struct config *config);

void config_done(struct config *config);

/* The values in force, in huddle.conf's own syntax, with the help of each
 * setting as a comment. */
void config_show(const struct config *config, struct buf *out);

/* huddle.conf.example: every setting with its help, bounds and default. */
void config_example(struct buf *out);

/* What `init` and `demo` write into huddle.conf. */
struct config_seed {
	const char *unit;
	const char *name;
	const char *organization;
	const char *site; /* NULL for none */
	const char *timezone;
	const char *store;      /* NULL to leave it to the default */
	int roster;             /* 0 to leave it out */
	const char *language;   /* "es_MX.UTF-8"; NULL for English */
	const char *office_key; /* NULL to leave it out, like the next two */
	const char *deliver_to;
	/* Numbers of the shift; their titles are borrowed. */
	const struct shift_field *shift_fields;
	int shift_field_count;
	bool release_shift_numbers;
};

/*
 * Writes a commented huddle.conf at `path` and, beside it, the shipped
 * instruments/, themes.conf, agendas.conf and support.conf, in the seed's
 * language as far as they are there in it, mode 0600 in folders of 0700.
 * ERR_USAGE if the seed is not what the settings expect; refuses (ERR_CREATE)
 * if any of the files exists; what it wrote before a failure is removed again.
 */
int config_write_new(
    const char *path, const struct config_seed *seed, struct err *err);

/* The topic of the ISO week that a day is in, for topic_done. ERR_CONFIG if
 * the file of topics cannot be read, or has faults. */
int config_topic(const struct config *config, int32_t day, struct topic *out,
    struct err *err);

/* Checks the file of topics as config_load checks the others. */
int config_check_topics(
    const struct config *config, struct buf *faults, struct err *err);

/* The questions for a meal: with that number, from 1, or with 0 those of the
 * ISO week that a day is in; for meal_done. ERR_DATA if there are not so many,
 * ERR_CONFIG as above. */
int config_meal(const struct config *config, int32_t day, int number,
    struct meal *out, struct err *err);
int config_check_meals(
    const struct config *config, struct buf *faults, struct err *err);

/* The instrument with its items; NULL if there is none, or they cannot be read
 * (config_whole says why). */
const struct instrument *
config_instrument(const struct config *config, const char *id);

/* The same, perhaps without its items: what it is called, and how often it is
 * asked. */
const struct instrument *
config_instrument_head(const struct config *config, const char *id);
const struct agenda *config_agenda(const struct config *config, const char *id);
const struct theme *config_theme(const struct config *config, const char *id);

/* The title of a theme, or the id itself if the list no longer has it. */
const char *config_theme_title(const struct config *config, const char *id);

#endif
