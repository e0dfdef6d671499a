/*
 * Units to print the downtime sheet of. See sheets.h.
 */
#include "tests/unit/sheets.h"

#include <stdio.h>
#include <stdlib.h>

#include "util/mem.h"

static void
connect(struct sheet *sheet, struct config *config)
{
	config->instrument_count = config->agenda_count = 1;
	*sheet = (struct sheet){.config = config,
	    .pulse = &config->instruments[0],
	    .agenda = &config->agendas[0]};
}

static void
set_item(struct item *item, const char *id, const char *prompt, int answers)
{
	static const char *const labels[] = {
	    "none", "a little", "some", "enough", "plenty", "more", "most"};

	snprintf(item->id, ID_SIZE, "%s", id);
	item->prompt.in[0] = (char *)prompt;
	item->answer_count = answers;
	for (int a = 0; a < answers; a++)
		item->answers[a].label.in[0] = (char *)labels[a];
}

void
sheets_plain(struct sheet *sheet, struct config *config)
{
	static struct step steps[] = {
	    {STEP_SINCE, "What became of it", "Read out what is new.", "", 60},
	    {STEP_PULSE, "Pulse", "What does the room say?", "", 60},
	    {STEP_ASK, "One question", "What gets in the way of a good day?",
	        "", 120},
	    {STEP_CLOSE, "Close", "Thank everyone.", "", 60},
	};
	struct instrument *pulse = mem_new(1, sizeof(*pulse));

	*config = (struct config){.unit_name = "4 West",
	    .contact_count = 1,
	    .theme_count = 2,
	    .themes = {{"supplies", "Supplies"}, {"other", "Other"}},
	    .instruments = pulse,
	    .peer_count = 1,
	    .peers = {{"Alex", "555-0151", "nights", ""}}};
	config->contacts[0] = (struct contact){
	    "Employee assistance", "extension 4357", "day and night", ""};
	snprintf(pulse->languages[0], ID_SIZE, "en");
	pulse->language_count = 1;
	pulse->items = mem_new(3, sizeof(*pulse->items));
	pulse->item_count = 3;
	set_item(&pulse->items[0], "energy",
	    "How much energy do you have for today's work?", 5);
	set_item(
	    &pulse->items[1], "needed", "Did you have what you needed?", 5);
	set_item(
	    &pulse->items[2], "someone", "Did you have someone to turn to?", 5);
	connect(sheet, config);
	for (int i = 0; i < 4; i++)
		config->agendas[0].steps[i] = steps[i];
	config->agendas[0].step_count = 4;
}

void
sheets_full(struct sheet *sheet, struct config *config, int items, int steps,
    int contacts, const char *text)
{
	struct instrument *pulse = mem_new(1, sizeof(*pulse));
	char *same = (char *)text;

	*config = (struct config){.unit_name = same,
	    .contact_count = contacts,
	    .peer_count = contacts,
	    .instruments = pulse,
	    .theme_count = THEMES_MAX};
	for (int i = 0; i < THEMES_MAX; i++)
		snprintf(config->themes[i].id, ID_SIZE, "a-theme-number-%d", i);
	for (int i = 0; i < contacts; i++)
		config->contacts[i] = config->peers[i] =
		    (struct contact){same, same, same, same};
	snprintf(pulse->languages[0], ID_SIZE, "es");
	pulse->language_count = 1;
	pulse->items = mem_new((size_t)items, sizeof(*pulse->items));
	pulse->item_count = items;
	for (int i = 0; i < items; i++) {
		char id[ID_SIZE];

		snprintf(id, sizeof(id), "item-%d", i);
		set_item(&pulse->items[i], id, text, ANSWERS_MAX);
		for (int a = 0; a < ANSWERS_MAX; a++)
			pulse->items[i].answers[a].label.in[0] = same;
	}
	connect(sheet, config);
	config->agendas[0].step_count = steps;
	for (int i = 0; i < steps; i++)
		config->agendas[0].steps[i] =
		    (struct step){STEP_TALK, same, same, same, 60};
}

void
sheets_done(struct config *config)
{
	free(config->instruments[0].items);
	free(config->instruments);
}
