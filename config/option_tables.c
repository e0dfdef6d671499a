/*
 * Every setting there is: of huddle.conf, of instruments, themes, agendas and
 * support contacts. Whoever adds a setting adds its line here and its words in
 * the manual page; a test compares both.
 */
#include "config/options.h"

#include <stdint.h>

#include "config/checks.h"
#include "config/config.h"
#include "core/noise.h"
#include "util/i18n.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))
#define TABLE(list) .options = (list), .count = COUNT(list)

/* The field of a struct that holds a setting. */
#define IN(record, field) .offset = offsetof(struct record, field)

/* An array in a struct, its count, and the table of its elements. */
#define LIST(record, field, counter)                                           \
	.offset = offsetof(struct record, field),                              \
	.count = offsetof(struct record, counter),                             \
	.size = sizeof(((struct record *)0)->field[0])

/* What stands in huddle.conf. */

static const struct option unit_options[] = {
    {"id", OPTION_ID, .required = true, .sample = "4-west", IN(config, unit),
        .help = N_("Names the unit in all that leaves it; never changed "
                   "later.")},
    {"name", OPTION_TEXT, .required = true, .min = 1, .max = 40,
        .sample = "4 West", IN(config, unit_name),
        .help = N_("The unit as people call it; stands on every screen.")},
    {"site", OPTION_OTHER_ID, .fallback = "", .sample = "main",
        IN(config, site),
        .help = N_("The hospital or campus, if the organization has more "
                   "than one.")},
};
static const struct table table_unit = {TABLE(unit_options)};

static const struct option plan_options[] = {
    {"at", OPTION_CLOCK, .required = true, IN(plan, minute),
        .help = N_("When it begins.")},
    {"days", OPTION_DAYS, .fallback = "daily", IN(plan, weekdays),
        .help = N_("On which days.")},
    {"agenda", OPTION_ID, .fallback = "daily", IN(plan, agenda),
        .help = N_("The id of its agenda.")},
};

static void
prepare_plan(void *record, int index)
{
	struct plan *plan = record;

	(void)index;
	plan->minute = -1;
}

static const struct table table_plan = {
    TABLE(plan_options), .prepare = prepare_plan};

static const struct option shift_options[] = {
    {"day", OPTION_CLOCK, .fallback = "07:00", IN(config, shifts.day),
        .help = N_("When the day shift begins.")},
    {"night", OPTION_CLOCK, .fallback = "19:00", IN(config, shifts.night),
        .help = N_("When the night shift begins, later than the day "
                   "shift. A night belongs to the date on which it began.")},
};
static const struct table table_shifts = {TABLE(shift_options)};

static const struct option board_options[] = {
    {"response_days", OPTION_INT, .fallback = "3", .min = 1, .max = 90,
        IN(config, board.response_days),
        .help = N_("Days after which a card without a first response, from "
                   "the unit or from a tier above, is marked.")},
    {"ageing_days", OPTION_INT, .fallback = "14", .min = 1, .max = 365,
        IN(config, board.ageing_days),
        .help = N_("Days after which a card is marked that stands where it "
                   "stood, or a test without a result.")},
    {"agreed_limit", OPTION_INT, .fallback = "5", .max = 99,
        IN(config, board.limits[COLUMN_AGREED]),
        .help = N_("How many cards should be agreed at a time; 0 for no "
                   "limit. One more is asked about, not refused.")},
    {"testing_limit", OPTION_INT, .fallback = "3", .max = 99,
        IN(config, board.limits[COLUMN_TESTING]),
        .help = N_("The same for cards that are tested.")},
    {"news_days", OPTION_INT, .fallback = "28", .min = 1, .max = 365,
        IN(config, board.news_days),
        .help = N_("How many days \"what became of it\" looks back.")},
};
static const struct table table_board = {TABLE(board_options)};

static const struct option buddy_options[] = {
    {"weeks", OPTION_INT, .fallback = "4", .min = 1, .max = 26,
        IN(config, buddy_weeks),
        .help = N_("How many weeks a round of buddies goes on, unless its "
                   "proposal says otherwise.")},
};
static const struct table table_buddies = {TABLE(buddy_options)};

static const struct option rotation_options[] = {
    {"pin", OPTION_OTHER_ID, .fallback = "", .sample = "time-to-eat",
        IN(config, rotation.pin),
        .help = N_("The id of an item that is asked in every box of its "
                   "instrument, until it is taken out here.")},
    {"drop", OPTION_IDS, .max = ITEMS_MAX,
        .sample = "[\"shifts-ahead\", \"day-off-free\"]",
        IN(config, rotation.drop),
        .count = offsetof(struct config, rotation.drop_count),
        .help = N_("The ids of items that are never asked here.")},
};
static const struct table table_rotation = {TABLE(rotation_options)};

static const char *const colours[] = {
    [COLOUR_AUTO] = "auto",
    [COLOUR_NEVER] = "never",
    [COLOUR_16] = "16",
    [COLOUR_256] = "256",
    NULL,
};

static const struct option display_options[] = {
    {"colour", OPTION_CHOICE, .choices = colours, .fallback = "auto",
        IN(config, colour),
        .help = N_("How many colours to use; \"auto\" asks the terminal "
                   "and obeys NO_COLOR.")},
    {"ascii", OPTION_BOOL, .fallback = "false", IN(config, ascii),
        .help = N_("Draw lines and bars with plain ASCII, whatever the "
                   "terminal can do.")},
};
static const struct table table_display = {TABLE(display_options)};

static const struct option deliver_options[] = {
    {"to", OPTION_ADDRESS, .sample = "sftp://office.example.org/inbox/",
        IN(config, deliver.to),
        .help = N_("Where the office collects: file:///folder, "
                   "sftp://host/folder/ or https://host/folder/. Without it "
                   "sealed files wait in the outbox.")},
    {"user", OPTION_TEXT, .min = 1, .max = 100, .sample = "4-west",
        IN(config, deliver.user), .help = N_("The name to log in with.")},
    {"password_file", OPTION_PATH, .sample = "office-password",
        IN(config, deliver.password_file),
        .help = N_("A file with the password in one line, that only its "
                   "owner may read.")},
    {"identity", OPTION_PATH, .sample = "office-login",
        IN(config, deliver.identity),
        .help = N_("For sftp: the private key to log in with (ed25519), its "
                   "public key beside it with .pub behind its name.")},
    {"known_hosts", OPTION_PATH, .sample = "known_hosts",
        IN(config, deliver.known_hosts),
        .help = N_("For sftp: the file with the server's host key, as "
                   "ssh-keyscan(1) writes it. Always checked.")},
    {"authorities", OPTION_PATH, .sample = "office-ca.pem",
        IN(config, deliver.authorities),
        .help = N_("For https: the certificates that vouch for the server. "
                   "Without it the system's.")},
    {"proxy", OPTION_PROXY, .sample = "http://proxy.example.org:3128",
        IN(config, deliver.proxy),
        .help = N_("For https: the proxy that leads to the office. What the "
                   "environment says of proxies is not used.")},
    {"timeout_seconds", OPTION_INT, .fallback = "60", .min = 1, .max = 600,
        IN(config, deliver.timeout_seconds),
        .help = N_("Seconds without any progress until a try is given "
                   "up.")},
};
static const struct table table_deliver = {TABLE(deliver_options)};

static const struct option shift_field_options[] = {
    {"id", OPTION_ID, .required = true, .sample = "census", IN(shift_field, id),
        .help = N_("Names the number.")},
    {"title", OPTION_TEXT, .required = true, .min = 1, .max = 30,
        .sample = "Census", IN(shift_field, title),
        .help = N_("The number as people read it.")},
    {"most", OPTION_INT, .fallback = "999", .min = 1, .max = SHIFT_NUMBER_MAX,
        IN(shift_field, most),
        .help = N_("The most it can be; more is a slip of the finger.")},
};
static const struct table table_shift_field = {TABLE(shift_field_options)};

static const struct option huddle_options[] = {
    {"unit", OPTION_GROUP, .required = true, .table = &table_unit,
        .help = N_("The unit whose huddles these are.")},
    {"organization", OPTION_ID, .required = true, .sample = "example-health",
        IN(config, organization),
        .help = N_("Names the organization that the unit belongs to.")},
    {"timezone", OPTION_ZONE, .required = true, .sample = "UTC",
        IN(config, timezone),
        .help = N_("The unit's time zone; the environment's TZ is not "
                   "used.")},
    {"language", OPTION_LANGUAGE, .fallback = "auto", IN(config, language),
        .help = N_("Language of check-ins and screens; \"auto\" follows "
                   "the environment (LANG).")},
    {"huddles", OPTION_LIST, .max = PLAN_MAX, .table = &table_plan,
        LIST(config, plans, plan_count),
        .help = N_("The huddles that are planned. The box of one opens 30 "
                   "minutes before it.")},
    {"walkups", OPTION_IDS, .max = WALKUPS_MAX,
        .sample = "[\"drivers\", \"practice\"]",
        LIST(config, walkups, walkup_count),
        .help = N_("The ids of instruments whose boxes open and close by "
                   "themselves with their week, month or quarter, beside "
                   "the huddles. Without it none does.")},
    {"rotation", OPTION_GROUP, .table = &table_rotation,
        .help = N_("What the unit chose of instruments that ask one item "
                   "at a time, as the shipped drivers does.")},
    {"shifts", OPTION_GROUP, .table = &table_shifts,
        .help = N_("When the shifts begin.")},
    {"roster", OPTION_INT, .fallback = "0", .max = 2000, IN(config, roster),
        .help = N_("People on the unit's roster; 0 if not told.")},
    {"epsilon_milli", OPTION_INT, .fallback = "1000", .min = EPSILON_MILLI_MIN,
        .max = EPSILON_MILLI_MAX, IN(config, epsilon_milli),
        .help = N_("How much a view may tell about one answer: a "
                   "thousandth of the epsilon of differential privacy. "
                   "Smaller blurs more. See huddle-privacy(7).")},
    {"board", OPTION_GROUP, .table = &table_board,
        .help = N_("The action board.")},
    {"shift_numbers", OPTION_LIST, .max = SHIFT_FIELDS_MAX,
        .table = &table_shift_field,
        LIST(config, shift_fields, shift_field_count),
        .help = N_("Numbers of a shift that are asked at the end of a "
                   "huddle: of the unit, never of people. None by "
                   "default.")},
    {"release_shift_numbers", OPTION_BOOL, .fallback = "false",
        IN(config, release_shift_numbers),
        .help = N_("Whether the sums of these numbers go to the wellness "
                   "office.")},
    {"buddies", OPTION_GROUP, .table = &table_buddies,
        .help = N_("Buddies: two or three who look after each other.")},
    {"display", OPTION_GROUP, .table = &table_display,
        .help = N_("How screens are drawn.")},
    {"idle_seconds", OPTION_INT, .fallback = "300", .min = 60, .max = 3600,
        IN(config, idle_seconds),
        .help = N_("Seconds without a key until the idle screen comes. A "
                   "running huddle never idles out.")},
    {"checkin_idle_seconds", OPTION_INT, .fallback = "30", .min = 10,
        .max = 120, IN(config, checkin_idle_seconds),
        .help = N_("Seconds without a key until an unfinished check-in is "
                   "dropped.")},
    {"store", OPTION_PATH, .sample = "/var/lib/huddle/huddle.db",
        IN(config, store),
        .help = N_("The file with the unit's data. Without it "
                   "huddle/huddle.db in $XDG_DATA_HOME.")},
    {"keys", OPTION_PATH, .fallback = "keys", IN(config, keys),
        .help = N_("The folder of the keys that open rounds have. Keep it "
                   "out of every backup.")},
    {"period", OPTION_CHOICE, .choices = period_names, .fallback = "week",
        IN(config, period),
        .help = N_("How much time one release to the wellness office is "
                   "about: an ISO week, four of them, or a month.")},
    {"office_key", OPTION_PATH, .sample = "office.pub", IN(config, office_key),
        .help = N_("The office's public key, office.pub. Without it nothing "
                   "is made ready for sending.")},
    {"outbox", OPTION_PATH, .fallback = "outbox", IN(config, outbox),
        .help = N_("The folder in which sealed files wait until they are "
                   "delivered.")},
    {"deliver", OPTION_GROUP, .table = &table_deliver,
        .help = N_("How sealed files get to the office.")},
    {"instruments", OPTION_PATH, .sample = "instruments",
        IN(config, instruments_path),
        .help = N_("The folder of the instruments: all its files *.conf "
                   "are read. Without it the shipped ones.")},
    {"themes", OPTION_PATH, .sample = "themes.conf", IN(config, themes_path),
        .help = N_("The file of the themes. Without it the shipped ones.")},
    {"agendas", OPTION_PATH, .sample = "agendas.conf", IN(config, agendas_path),
        .help = N_("The file of the agendas. Without it the shipped "
                   "ones.")},
    {"support", OPTION_PATH, .sample = "support.conf", IN(config, support_path),
        .help = N_("The file of the people to call for support. Without it "
                   "the shipped examples, which help nobody.")},
    {"meals", OPTION_PATH, .sample = "meals.conf", IN(config, meals_path),
        .help = N_("The file of the questions for a meal among colleagues. "
                   "Without it the shipped ones are used.")},
    {"topics", OPTION_PATH, .sample = "topics.conf", IN(config, topics_path),
        .help = N_("The file of the topics for buddies. Without it the "
                   "shipped ones.")},
};
const struct table table_huddle = {
    TABLE(huddle_options), .check = check_huddle};

/* An instrument. */

static const struct option answer_options[] = {
    {"value", OPTION_INT, .min = -1000, .max = 1000,
        .offset = offsetof(struct item, answers[0].value) -
                  offsetof(struct item, answers),
        .help = N_("What a score adds up; by default the answer's "
                   "number.")},
    {"label", OPTION_WORDS, .required = true, .min = 1, .max = 40,
        .offset = offsetof(struct item, answers[0].label) -
                  offsetof(struct item, answers),
        .help = N_("The answer as people read it.")},
};

static void
prepare_answer(void *record, int index)
{
	int *value = (int *)((char *)record + answer_options[0].offset);

	*value = index + 1;
}

static const struct table table_answer = {
    TABLE(answer_options), .prepare = prepare_answer};

static const struct option cut_options[] = {
    {"of", OPTION_ANSWERS, .required = true, .min = 1, .max = ANSWERS_MAX,
        IN(cut, of), .help = N_("The numbers of the answers that count.")},
    {"words", OPTION_WORDS, .required = true, .min = 1, .max = 50,
        IN(cut, words),
        .help = N_("The words for them: \"about 9 of 12 ...\".")},
};
static const struct table table_cut = {TABLE(cut_options)};

static const struct option item_options[] = {
    {"id", OPTION_ID, .required = true, IN(item, id),
        .help = N_("Names the item; unique over all instruments.")},
    {"domain", OPTION_OTHER_ID, .fallback = "", IN(item, domain),
        .help = N_("The id of the theme it belongs to.")},
    {"prompt", OPTION_WORDS, .required = true, .min = 1, .max = 200,
        IN(item, prompt), .help = N_("The question.")},
    {"answers", OPTION_LIST, .required = true, .min = ANSWERS_MIN,
        .max = ANSWERS_MAX, .table = &table_answer,
        LIST(item, answers, answer_count),
        .help = N_("The answers, in the order of their keys 1, 2, 3.")},
    {"cuts", OPTION_LIST, .required = true, .min = 1, .max = CUTS_MAX,
        .table = &table_cut, LIST(item, cuts, cut_count),
        .help = N_("What a view counts, and nothing else.")},
};
static const struct table table_item = {
    TABLE(item_options), .check = check_item};

static const struct option band_options[] = {
    {"up_to", OPTION_MILLI, .min = -100000, .max = 100000,
        .offset = offsetof(struct score, bands[0].up_to_milli) -
                  offsetof(struct score, bands),
        .help = N_("The highest score of the band; the last band has "
                   "none.")},
    {"label", OPTION_WORDS, .required = true, .min = 1, .max = 40,
        .offset = offsetof(struct score, bands[0].label) -
                  offsetof(struct score, bands),
        .help = N_("The band as people read it.")},
};

static void
prepare_band(void *record, int index)
{
	int32_t *up_to = (int32_t *)((char *)record + band_options[0].offset);

	(void)index;
	*up_to = INT32_MAX;
}

static const struct table table_band = {
    TABLE(band_options), .prepare = prepare_band};

static const struct option score_options[] = {
    {"id", OPTION_ID, .required = true, IN(score, id),
        .help = N_("Names the score; unique over all instruments, items "
                   "included.")},
    {"title", OPTION_WORDS, .required = true, .min = 1, .max = 60,
        IN(score, title), .help = N_("The score as people read it.")},
    {"items", OPTION_ITEMS, .required = true, .min = 1, .max = ITEMS_MAX,
        IN(score, items),
        .help = N_("The ids of the items whose values it adds up.")},
    {"mean", OPTION_BOOL, .fallback = "false", IN(score, mean),
        .help = N_("The mean of the values instead of their sum.")},
    {"bands", OPTION_LIST, .required = true, .min = ANSWERS_MIN,
        .max = ANSWERS_MAX, .table = &table_band,
        LIST(score, bands, band_count),
        .help = N_("The bands that a score falls into, from the lowest "
                   "up.")},
    {"cuts", OPTION_LIST, .required = true, .min = 1, .max = CUTS_MAX,
        .table = &table_cut, LIST(score, cuts, cut_count),
        .help = N_("What a view counts, of the bands' numbers.")},
};
static const struct table table_score = {
    TABLE(score_options), .check = check_score};

static const char *const cadences[] = {
    [CADENCE_HUDDLE] = "huddle",
    [CADENCE_WEEK] = "week",
    [CADENCE_MONTH] = "month",
    [CADENCE_QUARTER] = "quarter",
    NULL,
};

static const struct option instrument_options[] = {
    {"id", OPTION_ID, .required = true, IN(instrument, id),
        .help = N_("Names the instrument.")},
    {"version", OPTION_INT, .required = true, .min = 1, .max = 999999,
        IN(instrument, version),
        .help = N_("Raised whenever an item, its answers or its cuts "
                   "change, so that unlike counts are never added up.")},
    {"cadence", OPTION_CHOICE, .choices = cadences, .fallback = "huddle",
        IN(instrument, cadence),
        .help = N_("How often it is asked: in every huddle, or in a "
                   "walk-up box once a week, month or quarter.")},
    {"rotate", OPTION_BOOL, .fallback = "false", IN(instrument, rotate),
        .help = N_("Each box asks one item only, the next one in turn.")},
    {"languages", OPTION_LANGUAGES, .required = true, .min = 1,
        .max = LANGUAGES_MAX, IN(instrument, languages),
        .count = offsetof(struct instrument, language_count),
        .help = N_("The languages of its texts, the one to fall back to "
                   "first.")},
    {"title", OPTION_WORDS, .required = true, .min = 1, .max = 60,
        IN(instrument, title), .help = N_("Its name as people read it.")},
    {"about", OPTION_WORDS, .required = true, .min = 1, .max = 500,
        IN(instrument, about), .help = N_("What it is, and what it is not.")},
    {"items", OPTION_LIST, .required = true, .min = 1, .max = ITEMS_MAX,
        .table = &table_item, .offset = offsetof(struct instrument, items),
        .count = offsetof(struct instrument, item_count),
        .size = sizeof(struct item), .heap = true,
        .help = N_("What is asked.")},
    {"scores", OPTION_LIST, .max = SCORES_MAX, .table = &table_score,
        .offset = offsetof(struct instrument, scores),
        .count = offsetof(struct instrument, score_count),
        .size = sizeof(struct score), .heap = true,
        .help = N_("What is derived from several items. Who skips one of "
                   "them has no score.")},
};
const struct table table_instrument = {
    TABLE(instrument_options), .check = check_instrument};

/* All but items and scores, which stand last. */
const struct table table_instrument_head = {
    .options = instrument_options, .count = COUNT(instrument_options) - 2};

/* Themes, agendas, support contacts. */

static const struct option theme_options[] = {
    {"id", OPTION_ID, .required = true, IN(theme, id),
        .help = N_("Names the theme in commands and counts.")},
    {"title", OPTION_TEXT, .required = true, .min = 1, .max = 40,
        IN(theme, title), .help = N_("The theme as people read it.")},
};
static const struct table table_theme = {TABLE(theme_options)};

static const struct option themes_options[] = {
    {"themes", OPTION_LIST, .required = true, .min = 1, .max = THEMES_MAX,
        .table = &table_theme, LIST(config, themes, theme_count),
        .help = N_("What a note can be about, in the order of the list "
                   "on the screen.")},
};
const struct table table_themes = {
    TABLE(themes_options), .check = check_themes};

static const struct option topic_options[] = {
    {"title", OPTION_TEXT, .required = true, .min = 1, .max = 50,
        IN(topic, title), .help = N_("The topic in a few words.")},
    {"prompt", OPTION_TEXT, .required = true, .min = 1, .max = 200,
        IN(topic, prompt), .help = N_("A question to talk about.")},
    {"try", OPTION_TEXT, .required = true, .min = 1, .max = 150,
        IN(topic, attempt), .help = N_("One small thing to try.")},
};
static const struct table table_topic = {TABLE(topic_options)};

static const struct option topics_options[] = {
    {"topics", OPTION_LIST, .required = true, .min = 1, .max = TOPICS_MAX,
        .table = &table_topic, LIST(deck, topics, topic_count),
        .help = N_("What buddies may talk about: one a week, in this "
                   "order, and then from the beginning again.")},
};
const struct table table_topics = {TABLE(topics_options)};

static const struct option meal_options[] = {
    {"opener", OPTION_TEXT, .required = true, .min = 1, .max = 150,
        IN(meal, opener), .help = N_("A light question to begin with.")},
    {"question", OPTION_TEXT, .required = true, .min = 1, .max = 200,
        IN(meal, question), .help = N_("The question for this time.")},
};
static const struct table table_meal = {TABLE(meal_options)};

static const struct option meals_options[] = {
    {"meals", OPTION_LIST, .required = true, .min = 1, .max = MEALS_MAX,
        .table = &table_meal, LIST(menu, meals, meal_count),
        .help = N_("What colleagues may talk about over a meal, in this "
                   "order, week by week.")},
};
const struct table table_meals = {TABLE(meals_options)};

/* The order of step_kind_names, which cannot be ended by NULL. */
static const char *const step_kinds[] = {
    [STEP_SINCE] = "since",
    [STEP_PULSE] = "pulse",
    [STEP_ASK] = "ask",
    [STEP_BOARD] = "board",
    [STEP_TALK] = "talk",
    [STEP_TOPIC] = "topic",
    [STEP_SUPPORT] = "support",
    [STEP_CLOSE] = "close",
    NULL,
};

static const struct option step_options[] = {
    {"kind", OPTION_CHOICE, .required = true, .choices = step_kinds,
        IN(step, kind), .help = N_("What happens in the step.")},
    {"title", OPTION_TEXT, .required = true, .min = 1, .max = 20,
        IN(step, title), .help = N_("Its name in the row of steps.")},
    {"prompt", OPTION_TEXT, .required = true, .min = 1, .max = 200,
        IN(step, prompt), .help = N_("What the facilitator says or asks.")},
    {"hint", OPTION_TEXT, .fallback = "", .max = 200, IN(step, hint),
        .help = N_("How, in a few words.")},
    {"seconds", OPTION_INT, .required = true, .min = 1, .max = STEP_SECONDS_MAX,
        IN(step, seconds), .help = N_("The time it should take.")},
};
static const struct table table_step = {TABLE(step_options)};

static const struct option agenda_options[] = {
    {"id", OPTION_ID, .required = true, IN(agenda, id),
        .help = N_("Names the agenda for the setting huddles.")},
    {"title", OPTION_TEXT, .required = true, .min = 1, .max = 30,
        IN(agenda, title), .help = N_("The agenda as people read it.")},
    {"steps", OPTION_LIST, .required = true, .min = 1, .max = STEPS_MAX,
        .table = &table_step, LIST(agenda, steps, step_count),
        .help = N_("Its steps; the last one is of the kind close.")},
};
static const struct table table_agenda = {
    TABLE(agenda_options), .check = check_agenda};

static const struct option agendas_options[] = {
    {"agendas", OPTION_LIST, .required = true, .min = 1, .max = AGENDAS_MAX,
        .table = &table_agenda, LIST(config, agendas, agenda_count),
        .help = N_("The agendas a huddle can have.")},
};
const struct table table_agendas = {
    TABLE(agendas_options), .check = check_agendas};

static const struct option contact_options[] = {
    {"title", OPTION_TEXT, .required = true, .min = 1, .max = 60,
        IN(contact, title), .help = N_("Who it is.")},
    {"reach", OPTION_TEXT, .required = true, .min = 1, .max = 60,
        IN(contact, reach),
        .help = N_("A telephone number, a place, an address.")},
    {"when", OPTION_TEXT, .fallback = "", .max = 60, IN(contact, when),
        .help = N_("When they can be reached.")},
    {"about", OPTION_TEXT, .fallback = "", .max = 200, IN(contact, about),
        .help = N_("One sentence on what they do.")},
};
static const struct table table_contact = {TABLE(contact_options)};

/* A peer supporter is a contact by another name. */
static const struct option peer_options[] = {
    {"name", OPTION_TEXT, .required = true, .min = 1, .max = 60,
        IN(contact, title), .help = N_("The name, as colleagues know it.")},
    {"when", OPTION_TEXT, .fallback = "", .max = 60, IN(contact, when),
        .help = N_("When they are on, or can be reached.")},
    {"reach", OPTION_TEXT, .required = true, .min = 1, .max = 60,
        IN(contact, reach),
        .help = N_("A telephone number, a place, an address.")},
    {"about", OPTION_TEXT, .fallback = "", .max = 200, IN(contact, about),
        .help = N_("What helps to choose, in one sentence.")},
};
static const struct table table_peer = {TABLE(peer_options)};

static const struct option support_options[] = {
    {"contacts", OPTION_LIST, .required = true, .min = 1, .max = CONTACTS_MAX,
        .table = &table_contact, LIST(config, contacts, contact_count),
        .help = N_("Whom to call, the first one first.")},
    {"peers", OPTION_LIST, .max = CONTACTS_MAX, .table = &table_peer,
        LIST(config, peers, peer_count),
        .help = N_("Peer supporters: colleagues who are trained to support "
                   "each other after an event.")},
};
const struct table table_support = {TABLE(support_options)};
