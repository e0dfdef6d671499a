/*
 * The data files: what is shipped, and every fault of instruments, themes,
 * agendas and support contacts with file, line and what was expected.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/config_aid.h"
#include "tests/unit/unit.h"
#include "util/embed.h"
#include "util/utf8.h"

#define HEAD                                                                   \
	"id = \"a\"; version = 1; languages = [\"en\"];\n"                     \
	"title = \"A\"; about = \"B\";\n"
#define FOUR                                                                   \
	"answers = ( {label=\"1\"}, {label=\"2\"}, {label=\"3\"}, "            \
	"{label=\"4\"} );\n"
#define CUTS "cuts = ( { of = [4]; words = \"w\"; } );"
#define ITEM(id) "{ id = \"" id "\"; prompt = \"P\"; " FOUR CUTS " }"

#define SCORE(id, last)                                                        \
	"{ id = \"" id "\"; title = \"S\"; items = [\"x\"]; bands = ( "        \
	"{ up_to = 1; label = \"low\" }, { " last "label = \"high\" } ); "     \
	"cuts = ( { of = [2]; words = \"w\" } ); }"

static void
load_shipped(struct config *config)
{
	char *faults;

	aid_write("huddle.conf", LEAST);
	faults = aid_load(config);
	assert_string_equal(faults, "");
	free(faults);
}

static void
shipped_pulse(void **state)
{
	static const char *const ids[] = {"energy", "needed", "someone"};
	const struct instrument *pulse;
	struct config config;

	(void)state;
	load_shipped(&config);
	assert_int_equal(config.instrument_count, 5);
	pulse = config_instrument(&config, "pulse");
	assert_non_null(pulse);
	assert_int_equal(pulse->version, 1);
	assert_int_equal(pulse->cadence, CADENCE_HUDDLE);
	assert_int_equal(pulse->language_count, 2);
	assert_int_equal(instrument_language(pulse, "es_MX.UTF-8"), 1);
	assert_non_null(strstr(pulse->about.in[0], "ot validated"));
	assert_non_null(strstr(pulse->about.in[0], "not a measure of burnout"));
	assert_int_equal(pulse->item_count, 3);
	assert_int_equal(pulse->score_count, 0);
	for (int i = 0; i < 3; i++) {
		const struct item *item = &pulse->items[i];

		assert_string_equal(item->id, ids[i]);
		assert_non_null(config_theme(&config, item->domain));
		assert_int_equal(item->answer_count, 5);
		assert_int_equal(item->cut_count, 1);
		assert_int_equal(item->cuts[0].of, 1 << 3 | 1 << 4);
		for (int a = 0; a < 5; a++) {
			assert_int_equal(item->answers[a].value, a + 1);
			assert_string_not_equal(item->answers[a].label.in[0],
			    item->answers[a].label.in[1]);
		}
		assert_string_not_equal(item->prompt.in[0], item->prompt.in[1]);
	}
	assert_string_equal(
	    instrument_words(pulse, "needed", 1 << 3 | 1 << 4, 0),
	    "had what they needed");
	config_done(&config);
}

static int
count_kind(const struct agenda *agenda, enum step_kind kind)
{
	int found = 0;

	for (int i = 0; i < agenda->step_count; i++)
		found += agenda->steps[i].kind == kind;
	return found;
}

static void
shipped_agendas(void **state)
{
	const struct agenda *daily, *weekly, *after;
	struct config config;

	(void)state;
	load_shipped(&config);
	daily = config_agenda(&config, "daily");
	weekly = config_agenda(&config, "weekly");
	after = config_agenda(&config, "after-event");
	assert_int_equal(agenda_seconds(daily), 300);
	assert_int_equal(agenda_seconds(weekly), 600);
	assert_int_equal(daily->steps[0].kind, STEP_SINCE);
	assert_int_equal(daily->steps[1].kind, STEP_PULSE);
	assert_int_equal(weekly->steps[0].kind, STEP_SINCE);
	assert_int_equal(weekly->steps[1].kind, STEP_PULSE);
	/* After an event nothing is counted and nothing is noted. */
	assert_int_equal(count_kind(after, STEP_PULSE), 0);
	assert_int_equal(count_kind(after, STEP_ASK), 0);
	assert_int_equal(count_kind(after, STEP_SUPPORT), 1);
	for (int i = 0; i < config.agenda_count; i++)
		for (int j = 0; j < config.agendas[i].step_count; j++) {
			const struct step *step = &config.agendas[i].steps[j];

			assert_in_range(utf8_width(step->title), 1, 20);
			assert_string_not_equal(step->prompt, "");
			assert_null(strchr(step->prompt, '!'));
		}
	config_done(&config);
}

static void
shipped_themes_and_contacts(void **state)
{
	static const char *const ids[] = {"staffing", "breaks", "records",
	    "alarms", "supplies", "teamwork", "schedule", "meaning",
	    "recognition", "respect", "leadership", "rules", "learning", "home",
	    "other"};
	struct config config;

	(void)state;
	load_shipped(&config);
	assert_int_equal(config.theme_count, 15);
	for (int i = 0; i < 15; i++)
		assert_string_equal(config.themes[i].id, ids[i]);
	assert_in_range(config.contact_count, 4, CONTACTS_MAX);
	/* Nobody may take an example for a number that answers. */
	for (int i = 0; i < config.contact_count; i++) {
		assert_non_null(strstr(config.contacts[i].title, "example"));
		assert_int_equal(
		    strncmp(config.contacts[i].reach, "555-01", 6), 0);
	}
	config_done(&config);
}

/* The topic of a day, of the deck that this setting names. */
static struct topic
topic_of(const char *setting, int32_t day)
{
	struct config config;
	struct topic topic;
	struct err err;
	char *faults;

	aid_write("huddle.conf", setting);
	faults = aid_load(&config);
	assert_string_equal(faults, "");
	free(faults);
	assert_int_equal(config_topic(&config, day, &topic, &err), OK);
	config_done(&config);
	return topic;
}

/* More than a year's weeks, each another one; both languages alike. */
static void
shipped_topics(void **state)
{
	enum { WEEKS = 53, MONDAY = 20776 };
	struct topic first = topic_of(LEAST, MONDAY), english, spanish;

	(void)state;
	aid_write("topics.conf", embed_text("config/es/topics.conf"));
	for (int week = 0; week < WEEKS; week++) {
		int32_t monday = MONDAY + 7 * week;

		english = topic_of(LEAST, monday + week % 7);
		spanish = topic_of(LEAST "topics = \"topics.conf\";\n", monday);
		assert_true(
		    week == 0 || strcmp(english.title, first.title) != 0);
		assert_string_not_equal(english.prompt, spanish.prompt);
		assert_null(strchr(english.prompt, '!'));
		assert_null(strchr(spanish.attempt, '!'));
		topic_done(&english);
		topic_done(&spanish);
	}
	english = topic_of(LEAST, MONDAY + 7 * WEEKS);
	assert_string_equal(english.title, first.title);
	topic_done(&english);
	english = topic_of(LEAST, MONDAY - 7 * WEEKS * 100);
	assert_string_equal(english.title, first.title);
	topic_done(&english);
	topic_done(&first);
}

static void
faults_of_topics(void **state)
{
	static const char text[] =
	    "topics = (\n  { title = \"one\"; prompt = \"Why?\"; },\n"
	    "  { title = \"two\"; prompt = 3; try = \"It.\"; }\n);\n";
	struct buf faults = BUF_INIT;
	struct config config;
	struct topic topic;
	struct err err;
	char *none;

	(void)state;
	aid_write("topics.conf", text);
	aid_write("huddle.conf", LEAST "topics = \"topics.conf\";\n");
	none = aid_load(&config);
	assert_string_equal(none, ""); /* nobody waits for it at a start */
	free(none);
	assert_int_equal(
	    config_check_topics(&config, &faults, &err), ERR_CONFIG);
	assert_non_null(strstr(buf_text(&faults),
	    "topics.conf:2: topics[1].try: missing, expected a text of 1 to "
	    "150 printable characters\n"));
	assert_non_null(strstr(buf_text(&faults),
	    "topics.conf:3: topics[2].prompt: found 3, expected a text"));
	assert_int_equal(
	    config_topic(&config, 20000, &topic, &err), ERR_CONFIG);
	assert_null(topic.title);
	buf_done(&faults);
	config_done(&config);
}

/* The faults of one instrument file. */
static void
expect_instrument(const char *text, const char *expected)
{
	char *faults;

	aid_write("instruments/a.conf", text);
	faults = aid_faults(LEAST "instruments = \"instruments\";\n");
	assert_string_equal(faults, expected);
	free(faults);
}

static void
load_spanish(struct config *config)
{
	static const char *const names[] = {
	    "themes.conf", "agendas.conf", "support.conf"};
	char *faults;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char name[64];

		snprintf(name, sizeof(name), "config/es/%s", names[i]);
		aid_write(names[i], embed_text(name));
	}
	aid_write("huddle.conf", LEAST "themes = \"themes.conf\";\n"
	                               "agendas = \"agendas.conf\";\n"
	                               "support = \"support.conf\";\n");
	faults = aid_load(config);
	assert_string_equal(faults, "");
	free(faults);
}

static void
same_steps(const struct agenda *english, const struct agenda *spanish)
{
	assert_string_equal(english->id, spanish->id);
	assert_string_not_equal(english->title, spanish->title);
	assert_int_equal(english->step_count, spanish->step_count);
	for (int i = 0; i < english->step_count; i++) {
		const struct step *one = &english->steps[i];
		const struct step *other = &spanish->steps[i];

		assert_int_equal(one->kind, other->kind);
		assert_int_equal(one->seconds, other->seconds);
		assert_string_not_equal(one->prompt, other->prompt);
		assert_string_not_equal(one->hint, other->hint);
		assert_in_range(utf8_width(other->title), 1, 20);
		assert_null(strchr(other->prompt, '!'));
	}
}

/* Reports of units in both languages can be laid side by side. */
static void
spanish_differs_in_words_only(void **state)
{
	struct config english, spanish;

	(void)state;
	load_shipped(&english);
	load_spanish(&spanish);
	assert_int_equal(english.theme_count, spanish.theme_count);
	for (int i = 0; i < english.theme_count; i++) {
		assert_string_equal(english.themes[i].id, spanish.themes[i].id);
		assert_string_not_equal(
		    english.themes[i].title, spanish.themes[i].title);
	}
	assert_int_equal(english.agenda_count, spanish.agenda_count);
	for (int i = 0; i < english.agenda_count; i++)
		same_steps(&english.agendas[i], &spanish.agendas[i]);
	assert_int_equal(english.contact_count, spanish.contact_count);
	assert_in_range(english.peer_count, 3, CONTACTS_MAX);
	assert_int_equal(english.peer_count, spanish.peer_count);
	for (int i = 0; i < english.peer_count; i++) {
		assert_non_null(strstr(english.peers[i].title, "example"));
		assert_non_null(strstr(spanish.peers[i].title, "ejemplo"));
		assert_memory_equal(english.peers[i].reach,
		    spanish.peers[i].reach, strlen("555-0100"));
	}
	for (int i = 0; i < english.contact_count; i++) {
		assert_non_null(strstr(spanish.contacts[i].title, "ejemplo"));
		assert_memory_equal(english.contacts[i].reach,
		    spanish.contacts[i].reach, strlen("555-0100"));
	}
	config_done(&english);
	config_done(&spanish);
}

static void
instrument_settings(void **state)
{
	(void)state;
	expect_instrument("",
	    "instruments/a.conf:1: id: missing, expected 1 to 32 of a-z, 0-9 "
	    "and -\n"
	    "instruments/a.conf:1: version: missing, expected a whole number "
	    "from 1 to 999999\n"
	    "instruments/a.conf:1: languages: missing, expected languages, "
	    "each once, in brackets: [\"en\", \"es\"]\n"
	    "instruments/a.conf:1: title: missing, expected a text of 1 to 60 "
	    "printable characters\n"
	    "instruments/a.conf:1: about: missing, expected a text of 1 to "
	    "500 printable characters\n"
	    "instruments/a.conf:1: items: missing, expected 1 to 32 times "
	    "{ ... } in parentheses ( )\n");
	expect_instrument("id = \"a\"; version = 0; cadence = \"weekly\";\n"
	                  "languages = [\"en\", \"english\", \"en\"];\n"
	                  "title = \"A\"; about = \"B\"; items = ( );\n",
	    "instruments/a.conf:1: version: found 0, expected a whole number "
	    "from 1 to 999999\n"
	    "instruments/a.conf:1: cadence: found \"weekly\", expected "
	    "\"huddle\", \"week\", \"month\" or \"quarter\" (did you mean "
	    "\"week\"?)\n"
	    "instruments/a.conf:2: languages: found \"english\", expected "
	    "languages, each once, in brackets: [\"en\", \"es\"]\n"
	    "instruments/a.conf:2: languages: found \"en\", expected "
	    "languages, each once, in brackets: [\"en\", \"es\"]\n"
	    "instruments/a.conf:3: items: found 0, expected 1 to 32\n");
	expect_instrument(HEAD "items = ( { id = \"x\"; prompt = \"P\";\n"
	                       "answers = ( { lable = \"1\"; } );\n"
	                       "cuts = ( );\n"
	                       "domain = \"nothing\"; } );\n",
	    "instruments/a.conf:4: items[1].answers: found 1, expected 2 to "
	    "7\n"
	    "instruments/a.conf:4: items[1].answers[1].label: missing, "
	    "expected a text of 1 to 40 printable characters\n"
	    "instruments/a.conf:4: items[1].answers[1].lable: unknown setting "
	    "\"lable\" (did you mean \"label\"?)\n"
	    "instruments/a.conf:5: items[1].cuts: found 0, expected 1 to 2\n"
	    "instruments/a.conf:6: items[1].domain: found \"nothing\", "
	    "expected the id of a theme\n");
}

static void
words_in_every_language(void **state)
{
	(void)state;
	expect_instrument(
	    "id = \"a\"; version = 1; languages = [\"en\", \"es\"];\n"
	    "title = \"A\";\n"
	    "about = { en = \"B\"; };\n"
	    "items = ( { id = \"x\";\n"
	    "prompt = { en = \"P\"; es = \"\"; };\n"
	    "answers = ( { label = { en = \"1\"; es = \"1\"; fr = \"1\"; }; "
	    "},\n"
	    "{ label = { en = \"2\"; es = 2; }; } );\n"
	    "cuts = ( { of = [1]; words = { en = \"w\"; es = \"w\"; }; } );\n"
	    "} );\n",
	    "instruments/a.conf:2: title: found one text, expected one in "
	    "each language: { en = \"...\"; es = \"...\"; }\n"
	    "instruments/a.conf:3: about.es: missing, expected the text in "
	    "this language\n"
	    "instruments/a.conf:5: items[1].prompt.es: found \"\", expected a "
	    "text of 1 to 200 printable characters\n"
	    "instruments/a.conf:6: items[1].answers[1].label.fr: unknown "
	    "setting \"fr\"\n"
	    "instruments/a.conf:7: items[1].answers[2].label.es: found 2, "
	    "expected a text of 1 to 40 printable characters\n");
}

/* The faults of the cuts of an item with four answers. */
static void
expect_cuts(const char *cuts, const char *expected)
{
	struct buf text = BUF_INIT;

	buf_addf(&text,
	    HEAD "items = ( { id = \"x\"; prompt = \"P\"; " FOUR "%s } );\n",
	    cuts);
	expect_instrument(buf_text(&text), expected);
	buf_done(&text);
}

static void
cuts(void **state)
{
	(void)state;
	expect_cuts("cuts = ( { of = [3, 4]; words = \"w\" },\n"
	            "{ of = [1]; words = \"w\" } );",
	    "");
	expect_cuts("cuts = ( { of = [4, 5]; words = \"w\" },\n"
	            "{ of = [ ]; words = \"w\" } );",
	    "instruments/a.conf:4: items[1].cuts[1].of: found an answer that "
	    "is not there, expected numbers from 1 to 4\n"
	    "instruments/a.conf:5: items[1].cuts[2].of: found 0, expected 1 "
	    "to 7\n");
	expect_cuts("cuts = ( { of = [0, 8, 2, 2]; words = \"w\" } );",
	    "instruments/a.conf:4: items[1].cuts[1].of: found 0, expected "
	    "numbers of answers, each once, in brackets: [4, 5]\n"
	    "instruments/a.conf:4: items[1].cuts[1].of: found 8, expected "
	    "numbers of answers, each once, in brackets: [4, 5]\n"
	    "instruments/a.conf:4: items[1].cuts[1].of: found 2, expected "
	    "numbers of answers, each once, in brackets: [4, 5]\n");
	expect_cuts("cuts = ( { of = [1, 2, 3, 4]; words = \"w\" } );",
	    "instruments/a.conf:4: items[1].cuts[1].of: found all the "
	    "answers, expected some of them\n");
	expect_cuts("cuts = ( { of = [3, 4]; words = \"w\" },\n"
	            "{ of = [4, 3]; words = \"v\" } );",
	    "instruments/a.conf:5: items[1].cuts[2].of: found the same "
	    "answers as in the first cut, expected others\n");
	expect_cuts("cuts = ( { of = [3, 4]; words = \"w\" },\n"
	            "{ of = [1, 2]; words = \"v\" } );",
	    "instruments/a.conf:5: items[1].cuts[2].of: found all the "
	    "answers that the first cut leaves out, which tells the same "
	    "twice, expected fewer\n");
	expect_cuts("cuts = ( { of = [1]; words = \"w\" },\n"
	            "{ of = [2]; words = \"w\" },\n"
	            "{ of = [3]; words = \"w\" } );",
	    "instruments/a.conf:4: items[1].cuts: found 3, expected 1 to 2\n");
	expect_cuts("cuts = ( { of = 4; } );",
	    "instruments/a.conf:4: items[1].cuts[1].of: found 4, expected "
	    "numbers of answers, each once, in brackets: [4, 5]\n"
	    "instruments/a.conf:4: items[1].cuts[1].words: missing, expected "
	    "a text of 1 to 50 printable characters\n");
}

static void
scores(void **state)
{
	(void)state;
	expect_instrument(HEAD "items = ( " ITEM("x") ",\n" ITEM(
	                      "y") " );\n"
	                           "scores = ( { id = \"x\"; title = \"S\";\n"
	                           "items = [\"x\", \"z\", \"x\"]; mean = 1;\n"
	                           "bands = (\n"
	                           "{ up_to = 2.5; label = \"low\" },\n"
	                           "{ up_to = 2.5; label = \"middle\" },\n"
	                           "{ label = \"high\" },\n"
	                           "{ up_to = 2.0001; label = \"top\" } );\n"
	                           "cuts = ( { of = [5]; words = \"w\" } );\n"
	                           "} );\n",
	    "instruments/a.conf:7: scores[1].id: found the id \"x\", which an "
	    "item has too, expected an id of its own\n"
	    "instruments/a.conf:8: scores[1].items: found \"z\", expected ids "
	    "of items of this file, each once, in brackets: [\"a\"]\n"
	    "instruments/a.conf:8: scores[1].items: found \"x\", expected ids "
	    "of items of this file, each once, in brackets: [\"a\"]\n"
	    "instruments/a.conf:8: scores[1].mean: found 1, expected true or "
	    "false\n"
	    "instruments/a.conf:11: scores[1].bands[2].up_to: found a number "
	    "not above that of the band before, expected bands from the "
	    "lowest up\n"
	    "instruments/a.conf:12: scores[1].bands[3].up_to: missing, "
	    "expected the highest score of this band\n"
	    "instruments/a.conf:13: scores[1].bands[4].up_to: found 2.0001, "
	    "expected a number from -100000 to 100000, to three decimals\n"
	    "instruments/a.conf:14: scores[1].cuts[1].of: found an answer "
	    "that is not there, expected numbers from 1 to 4\n");
}

static void
more_scores(void **state)
{
	(void)state;
	expect_instrument(HEAD
	    "items = ( " ITEM("x") " );\n"
	                           "scores = (\n" SCORE("s", "") ",\n" SCORE(
	                               "s", "up_to = 9; ") "\n);",
	    "instruments/a.conf:7: scores[2].bands[2].up_to: found a number, "
	    "expected none: the last band holds all higher scores\n"
	    "instruments/a.conf:7: scores[2].id: found \"s\", which number 1 "
	    "has too, expected an id of its own\n");
}

static void
a_good_score(void **state)
{
	const struct instrument *instrument;
	const struct score *score;
	struct config config;
	char *faults;

	(void)state;
	aid_write("instruments/a.conf", HEAD
	    "cadence = \"quarter\";\n"
	    "items = ( " ITEM(
	        "x") ",\n"
	             "{ id = \"y\"; prompt = \"P\"; answers = (\n"
	             "  { label = \"1\"; value = 7; }, { label = \"2\"; value "
	             "= -7; }\n"
	             "); cuts = ( { of = [1]; words = \"w\" } ); } );\n"
	             "scores = ( { id = \"s\"; title = \"S\"; items = [\"y\", "
	             "\"x\"];\n"
	             "mean = true; bands = ( { up_to = -1; label = \"low\" },\n"
	             "{ up_to = 2.125; label = \"middle\" }, { label = "
	             "\"high\" } );\n"
	             "cuts = ( { of = [2, 3]; words = \"w\" } ); } );\n");
	aid_write("agendas.conf",
	    "agendas = ( { id = \"a\"; title = \"a\"; steps = (\n"
	    "{ kind = \"close\"; title = \"t\"; prompt = \"p\"; "
	    "seconds = 1; } ); } );\n");
	aid_write("huddle.conf", LEAST "instruments = \"instruments\";\n"
	                               "agendas = \"agendas.conf\";\n");
	faults = aid_load(&config);
	assert_string_equal(faults, "");
	free(faults);
	instrument = config_instrument(&config, "a");
	assert_int_equal(instrument->cadence, CADENCE_QUARTER);
	assert_int_equal(instrument->items[0].answers[3].value, 4);
	assert_int_equal(instrument->items[1].answers[1].value, -7);
	assert_int_equal(instrument->score_count, 1);
	score = &instrument->scores[0];
	assert_true(score->mean);
	assert_int_equal(score->item_count, 2);
	assert_int_equal(score->items[0], 1);
	assert_int_equal(score->items[1], 0);
	assert_int_equal(score->band_count, 3);
	assert_int_equal(score->bands[0].up_to_milli, -1000);
	assert_int_equal(score->bands[1].up_to_milli, 2125);
	assert_int_equal(score->bands[2].up_to_milli, INT32_MAX);
	assert_int_equal(score->cuts[0].of, 6);
	config_done(&config);
}

static void
ids_over_instruments(void **state)
{
	char *faults;

	(void)state;
	aid_write("instruments/a.conf",
	    HEAD "items = (\n" ITEM("x") ",\n" ITEM("x") "\n );\n");
	aid_write("instruments/b.conf",
	    HEAD "items = (\n" ITEM("y") ",\n" ITEM("x") "\n );\n"
	                                                 "scores = (" SCORE(
	                                                     "x2", "") ");");
	assert_int_equal(mkdir(aid_path("instruments/c.conf"), 0700), 0);
	aid_write("instruments/d.conf",
	    "@include \"c.conf\"\n id = \"d\"; version = 1;\n"
	    "languages = [\"en\"]; title = \"D\"; about = \"D\";\n"
	    "items = (" ITEM("x2") ");\n");
	faults = aid_faults(LEAST "instruments = \"instruments\";\n");
	assert_string_equal(faults,
	    "huddle.conf:4: instruments: instruments/c.conf is not a regular "
	    "file, expected an instrument\n"
	    "instruments/a.conf:6: items[2].id: found \"x\", which number 1 "
	    "has too, expected an id of its own\n"
	    "instruments/b.conf:1: id: found \"a\", which another file of the "
	    "folder has too, expected an id of its own\n"
	    "instruments/b.conf:6: items[2].id: found \"x\", which the "
	    "instrument \"a\" has too, expected an id of its own\n"
	    "instruments/d.conf:1: instruments/c.conf is not a regular file\n"
	    "instruments/d.conf:4: items[1].id: found \"x2\", which the "
	    "instrument \"a\" has too, expected an id of its own\n");
	free(faults);
	rmdir(aid_path("instruments/c.conf"));
	unlink(aid_path("instruments/d.conf"));
	unlink(aid_path("instruments/b.conf"));
}

static void
too_many_instruments(void **state)
{
	char *faults;

	(void)state;
	mkdir(aid_path("many"), 0700);
	for (int i = 0; i <= INSTRUMENTS_MAX; i++) {
		char name[32];
		char text[1000];

		snprintf(name, sizeof(name), "many/%02d.conf", i);
		snprintf(text, sizeof(text),
		    "id = \"a%d\"; version = 1; languages = [\"en\"];"
		    "title = \"A\"; about = \"B\"; items = ( { id = \"i%d\"; "
		    "prompt = \"P\"; " FOUR CUTS " } );\n",
		    i, i);
		aid_write(name, text);
	}
	faults = aid_faults(LEAST "instruments = \"many\";\n");
	assert_string_equal(faults,
	    "huddle.conf:4: instruments: many has 21 files *.conf, expected "
	    "20 at most\n");
	free(faults);
	unlink(aid_path("many/20.conf"));
	faults = aid_faults(LEAST "instruments = \"many\";\n");
	assert_string_equal(faults, "");
	free(faults);
}

static void
expect_agendas(const char *text, const char *expected)
{
	char *faults;

	aid_write("agendas.conf", text);
	faults = aid_faults(LEAST "agendas = \"agendas.conf\";\n");
	assert_string_equal(faults, expected);
	free(faults);
}

static void
agendas(void **state)
{
	(void)state;
	expect_agendas("agendas = (\n"
	               "{ id = \"a\"; title = \"a\"; steps = (\n"
	               "{ kind = \"pulse\"; title = \"t\"; prompt = \"p\"; "
	               "seconds = 60; },\n"
	               "{ kind = \"pulse\"; title = \"t\"; prompt = \"p\"; "
	               "seconds = 60; },\n"
	               "{ kind = \"aks\"; title = \"a title of 21 letters\"; "
	               "prompt = \"p\"; seconds = 0; },\n"
	               "{ kind = \"close\"; title = \"t\"; seconds = 60; },\n"
	               "{ kind = \"talk\"; title = \"t\"; prompt = \"p\"; "
	               "seconds = 60; hunt = \"x\"; }\n"
	               "); },\n"
	               "{ id = \"a\"; title = \"b\"; steps = ( ); }\n"
	               ");\n",
	    "agendas.conf:4: agendas[1].steps[2].kind: found a second step "
	    "\"pulse\", expected one at most\n"
	    "agendas.conf:5: agendas[1].steps[3].kind: found \"aks\", "
	    "expected \"since\", \"pulse\", \"ask\", \"board\", \"talk\", "
	    "\"topic\", "
	    "\"support\" or "
	    "\"close\" (did you mean \"ask\"?)\n"
	    "agendas.conf:5: agendas[1].steps[3].title: found \"a title of 21 "
	    "letters\", expected a text of 1 to 20 printable characters\n"
	    "agendas.conf:5: agendas[1].steps[3].seconds: found 0, expected a "
	    "whole number from 1 to 3600\n"
	    "agendas.conf:6: agendas[1].steps[4].prompt: missing, expected a "
	    "text of 1 to 200 printable characters\n"
	    "agendas.conf:7: agendas[1].steps[5].hunt: unknown setting "
	    "\"hunt\" (did you mean \"hint\"?)\n"
	    "agendas.conf:7: agendas[1].steps[5].kind: found \"talk\", "
	    "expected \"close\" as the last step\n"
	    "agendas.conf:9: agendas[2].steps: found 0, expected 1 to 12\n"
	    "agendas.conf:9: agendas[2].id: found \"a\", which number 1 has "
	    "too, expected an id of its own\n");
}

static void
a_pulse_needs_questions(void **state)
{
	char *faults;

	(void)state;
	aid_write("instruments/a.conf",
	    HEAD "cadence = \"month\"; items = (\n" ITEM("x") "\n );\n");
	aid_write("agendas.conf",
	    "agendas = ( { id = \"a\"; title = \"a\"; steps = (\n"
	    "{ kind = \"pulse\"; title = \"t\"; prompt = \"p\"; "
	    "seconds = 60; },\n"
	    "{ kind = \"close\"; title = \"t\"; prompt = \"p\"; "
	    "seconds = 60; } ); } );\n");
	faults = aid_faults(LEAST "instruments = \"instruments\";\n"
	                          "agendas = \"agendas.conf\";\n");
	assert_string_equal(faults,
	    "agendas.conf:2: agendas[1].steps[1].kind: found \"pulse\", but "
	    "no instrument has the cadence \"huddle\"\n");
	free(faults);
}

static void
themes_and_contacts(void **state)
{
	char *faults;

	(void)state;
	aid_write("instruments/a.conf", HEAD "items = (" ITEM("x") ");");
	aid_write("themes.conf", "themes = (\n"
	                         "{ id = \"supplies\"; title = \"S\"; },\n"
	                         "{ id = \"supplies\"; title = \"T\"; },\n"
	                         "{ id = \"Alarms\"; titel = \"U\"; }\n"
	                         ");\n");
	aid_write("support.conf",
	    "contacts = ( { title = \"a\"; },\n"
	    "{ title = \"b\"; reach = \"555-0100\"; when = 24; } );\n"
	    "peers = ( { name = \"a\"; when = \"nights\"; } );\n");
	faults = aid_faults(LEAST "themes = \"themes.conf\";\n"
	                          "support = \"support.conf\";\n"
	                          "instruments = \"instruments\";\n");
	assert_string_equal(faults,
	    "themes.conf:1: themes: found no theme with the id \"other\", "
	    "expected one: what is rare is counted there\n"
	    "themes.conf:3: themes[2].id: found \"supplies\", which number 1 "
	    "has too, expected an id of its own\n"
	    "themes.conf:4: themes[3].id: found \"Alarms\", expected 1 to 32 "
	    "of a-z, 0-9 and -\n"
	    "themes.conf:4: themes[3].title: missing, expected a text of 1 to "
	    "40 printable characters\n"
	    "themes.conf:4: themes[3].titel: unknown setting \"titel\" (did "
	    "you mean \"title\"?)\n"
	    "support.conf:1: contacts[1].reach: missing, expected a text of 1 "
	    "to 60 printable characters\n"
	    "support.conf:2: contacts[2].when: found 24, expected a text of 0 "
	    "to 60 printable characters\n"
	    "support.conf:3: peers[1].reach: missing, expected a text of 1 to "
	    "60 printable characters\n");
	free(faults);
}

static int
make_folders(void **state)
{
	if (aid_make_folder(state) < 0)
		return -1;
	return mkdir(aid_path("instruments"), 0700);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shipped_pulse),
	    cmocka_unit_test(shipped_agendas),
	    cmocka_unit_test(shipped_themes_and_contacts),
	    cmocka_unit_test(shipped_topics),
	    cmocka_unit_test(faults_of_topics),
	    cmocka_unit_test(spanish_differs_in_words_only),
	    cmocka_unit_test(instrument_settings),
	    cmocka_unit_test(words_in_every_language),
	    cmocka_unit_test(cuts),
	    cmocka_unit_test(scores),
	    cmocka_unit_test(more_scores),
	    cmocka_unit_test(a_good_score),
	    cmocka_unit_test(ids_over_instruments),
	    cmocka_unit_test(too_many_instruments),
	    cmocka_unit_test(agendas),
	    cmocka_unit_test(a_pulse_needs_questions),
	    cmocka_unit_test(themes_and_contacts),
	};

	return cmocka_run_group_tests(tests, make_folders, aid_drop_folder);
}
