/*
 * One hash for each language of each version of an instrument. See
 * app_words.h.
 */
#include "app_words.h"

#include <stdlib.h>
#include <string.h>

#include "util/crypt.h"
#include "util/i18n.h"
#include "util/mem.h"

#define HASH_SIZE (2 * CRYPT_HASH_BYTES + 1)

/* What people read in a language, and what is counted of it. */
static void
hash_words(
    const struct instrument *instrument, int language, char out[HASH_SIZE])
{
	struct buf text = BUF_INIT;
	struct form form = {0};
	uint8_t hash[CRYPT_HASH_BYTES];

	if (form_add(&form, instrument, NULL) == OK)
		form_text(&form, &text);
	instrument_wording(instrument, language, &text);
	crypt_hash(hash, buf_text(&text), text.len);
	crypt_hex(out, hash, sizeof(hash));
	buf_done(&text);
}

/* Under which the hash stands in the store: "words:pulse:1:en". */
static char *
kept_name(const struct instrument *instrument, int language)
{
	return mem_printf("words:%s:%d:%s", instrument->id, instrument->version,
	    instrument->languages[language]);
}

/* 1 if nothing is kept of the language yet. */
static int
check_language(struct db *db, const struct instrument *instrument, int language,
    struct err *err)
{
	char *name = kept_name(instrument, language), *kept = NULL;
	char hash[HASH_SIZE];
	int result = db_meta_get(db, name, &kept, err);

	if (kept)
		hash_words(instrument, language, hash);
	if (result == OK && !kept)
		result = 1;
	else if (result == OK && strcmp(kept, hash) != 0)
		result = err_set(err, ERR_CONFIG,
		    _("\"%s\" was asked in other words (%s) as version %d. "
		      "Nothing was changed; give its file the version %d, so "
		      "that unlike answers are never added up."),
		    instrument->id, instrument->languages[language],
		    instrument->version, instrument->version + 1);
	free(kept);
	free(name);
	return result;
}

/* 1 if something is to be kept. The first language that differs decides: all
 * of a version's are refused together. */
static int
check_all(struct db *db, const struct instrument *instrument, struct err *err)
{
	int result = OK;

	for (int i = 0; result >= 0 && i < instrument->language_count; i++) {
		int one = check_language(db, instrument, i, err);

		if (one != OK)
			result = one;
	}
	return result;
}

int
app_words_check(
    struct db *db, const struct instrument *instrument, struct err *err)
{
	int result = check_all(db, instrument, err);

	return result < 0 ? result : OK;
}

static int
keep_all(struct db *db, const struct instrument *instrument, struct err *err)
{
	int result = OK;

	for (int i = 0; result == OK && i < instrument->language_count; i++) {
		char *name = kept_name(instrument, i);
		char hash[HASH_SIZE];

		hash_words(instrument, i, hash);
		result = db_meta_set(db, name, hash, err);
		free(name);
	}
	return result;
}

int
app_words_keep(
    struct db *db, const struct instrument *instrument, struct err *err)
{
	int result = check_all(db, instrument, err);

	if (result < 1)
		return result;
	result = db_begin(db, err);
	/* Another keyboard may have kept others a moment before. */
	if (result == OK)
		result = app_words_check(db, instrument, err);
	if (result == OK)
		result = keep_all(db, instrument, err);
	if (result == OK)
		return db_commit(db, err);
	db_rollback(db);
	return result;
}

void
app_words_look(struct app *app)
{
	/* As one read, which costs every start less; without it, one by one. */
	db_read(app->db, NULL);
	for (int i = 0; i < app->config.instrument_count; i++) {
		const struct instrument *instrument =
		    &app->config.instruments[i];
		struct err err = {""};

		app->reworded[i] = false;
		if (instrument->item_count > 0 &&
		    app_words_check(app->db, instrument, &err) < 0) {
			app->reworded[i] = true;
			app_notice(app, &err);
		}
	}
	db_read_end(app->db);
}
