/*
 * An instrument's texts and its end. See instrument.h.
 */
#include "core/instrument.h"

#include <stdlib.h>
#include <string.h>

int
instrument_language(const struct instrument *instrument, const char *language)
{
	for (int i = 0; i < instrument->language_count; i++) {
		size_t len = strlen(instrument->languages[i]);

		if (strncmp(language, instrument->languages[i], len) == 0 &&
		    (language[len] == '\0' || strchr("_.@-:", language[len])))
			return i;
	}
	return 0;
}

const struct item *
instrument_item(const struct instrument *instrument, const char *id)
{
	for (int i = 0; i < instrument->item_count; i++)
		if (strcmp(instrument->items[i].id, id) == 0)
			return &instrument->items[i];
	return NULL;
}

static const char *
cut_words(const struct cut *cuts, int count, uint8_t of, int language)
{
	for (int i = 0; i < count; i++)
		if (cuts[i].of == of)
			return cuts[i].words.in[language];
	return NULL;
}

const char *
instrument_words(const struct instrument *instrument, const char *id,
    uint8_t of, int language)
{
	const struct item *item = instrument_item(instrument, id);

	if (item)
		return cut_words(item->cuts, item->cut_count, of, language);
	for (int i = 0; i < instrument->score_count; i++) {
		const struct score *score = &instrument->scores[i];

		if (strcmp(score->id, id) == 0)
			return cut_words(
			    score->cuts, score->cut_count, of, language);
	}
	return NULL;
}

static void
add_text(struct buf *out, const struct text *text, int language)
{
	buf_addf(out, "%s\n", text->in[language]);
}

static void
add_cuts(struct buf *out, const struct cut *cuts, int count, int language)
{
	for (int i = 0; i < count; i++)
		add_text(out, &cuts[i].words, language);
}

void
instrument_wording(
    const struct instrument *instrument, int language, struct buf *out)
{
	for (int i = 0; i < instrument->item_count; i++) {
		const struct item *item = &instrument->items[i];

		add_text(out, &item->prompt, language);
		for (int a = 0; a < item->answer_count; a++)
			add_text(out, &item->answers[a].label, language);
		add_cuts(out, item->cuts, item->cut_count, language);
	}
	for (int i = 0; i < instrument->score_count; i++) {
		const struct score *score = &instrument->scores[i];

		add_text(out, &score->title, language);
		for (int b = 0; b < score->band_count; b++)
			add_text(out, &score->bands[b].label, language);
		add_cuts(out, score->cuts, score->cut_count, language);
	}
}

bool
id_valid(const char *id)
{
	size_t len = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return len > 0 && len <= ID_MAX && id[len] == '\0';
}

static void
text_done(struct text *text)
{
	for (int i = 0; i < LANGUAGES_MAX; i++)
		free(text->in[i]);
}

void
instrument_done(struct instrument *instrument)
{
	for (int i = 0; i < instrument->item_count; i++) {
		struct item *item = &instrument->items[i];

		free(item->domain);
		text_done(&item->prompt);
		for (int a = 0; a < ANSWERS_MAX; a++)
			text_done(&item->answers[a].label);
		for (int c = 0; c < CUTS_MAX; c++)
			text_done(&item->cuts[c].words);
	}
	for (int i = 0; i < instrument->score_count; i++) {
		struct score *score = &instrument->scores[i];

		text_done(&score->title);
		for (int b = 0; b < ANSWERS_MAX; b++)
			text_done(&score->bands[b].label);
		for (int c = 0; c < CUTS_MAX; c++)
			text_done(&score->cuts[c].words);
	}
	free(instrument->items);
	free(instrument->scores);
	text_done(&instrument->title);
	text_done(&instrument->about);
	*instrument = (struct instrument){0};
}
