/*
 * Answers that a test gives, and the search for them. See secret.h.
 */
#include "tests/pty/secret.h"

#include <stdlib.h>
#include <string.h>

#include "db/box.h"
#include "db/db.h"
#include "db/repo_round.h"
#include "db/stmt.h"
#include "util/crypt.h"
#include "util/mem.h"

/* A little generator of its own: the answers are the same in every run. */
static uint32_t
mixed(uint32_t person, uint32_t item)
{
	uint32_t x = person * 2654435761u + item * 40503u + 12345u;

	x ^= x >> 15;
	x *= 2246822519u;
	x ^= x >> 13;
	return x;
}

void
secret_response(const struct form *form, int person, struct response *response)
{
	*response = (struct response){{0}};
	for (int i = 0; i < form_items(form); i++) {
		uint32_t draw = mixed((uint32_t)person, (uint32_t)i) % 16;
		int answers = form->questions[i].answer_count;

		/* Lopsided, with a skip now and then. */
		response->answers[i] =
		    draw == 0 ? ANSWER_SKIP
		              : (uint8_t)(1 + (draw * draw / 15 + i) % answers);
	}
}

void
secret_blocks(const struct form *form, int from, int to, struct buf *out)
{
	for (int person = from; person < to; person++) {
		struct response response;
		bool any = false;

		secret_response(form, person, &response);
		for (int i = 0; i < form_items(form); i++)
			if (response.answers[i] != ANSWER_SKIP) {
				any = true;
				buf_addf(out, "%s=%d\n", form->questions[i].id,
				    response.answers[i]);
			}
		assert_true(any);
		buf_add(out, "\n");
	}
}

void
secret_tally(const struct form *form, int people, struct tally *tally)
{
	memset(tally, 0, sizeof(*tally));
	for (int person = 0; person < people; person++) {
		struct response response;

		secret_response(form, person, &response);
		tally_add(form, tally, &response);
	}
}

/* --- Ways to write a question's counts in clear --------------------------- */

static void
add_number(struct buf *out, uint32_t number, int bytes, bool big)
{
	for (int i = 0; i < bytes; i++) {
		int shift = 8 * (big ? bytes - 1 - i : i);
		char byte = (char)(number >> shift);

		buf_add_bytes(out, &byte, 1);
	}
}

/* Skips are left out: what holds them holds the answers too. */
static void
write_counts(const struct question *question, const uint32_t *counts, int way,
    struct buf *out)
{
	static const struct {
		int bytes;
		bool big;
		const char *between;
	} ways[SECRET_WAYS] = {
	    {4, false, NULL},
	    {4, true, NULL},
	    {2, false, NULL},
	    {1, false, NULL},
	    {0, false, ","},
	    {0, false, " "},
	};

	for (int answer = 1; answer <= question->answer_count; answer++)
		if (ways[way].bytes)
			add_number(out, counts[answer], ways[way].bytes,
			    ways[way].big);
		else
			buf_addf(out, "%s%u",
			    answer > 1 ? ways[way].between : "",
			    counts[answer]);
}

void
secret_betray(const struct form *form, int people, int way, struct buf *out)
{
	struct tally tally;

	secret_tally(form, people, &tally);
	for (int i = 0; i < form_items(form); i++)
		write_counts(&form->questions[i], tally.counts[i], way, out);
}

/* --- The search ----------------------------------------------------------- */

struct search {
	const char *where;
	const void *bytes;
	size_t len;
	int found;
};

static void
look_for(struct search *search, const void *needle, size_t len,
    const char *what, int people)
{
	const char *at = memmem(search->bytes, search->len, needle, len);

	if (!at)
		return;
	search->found++;
	if (search->where)
		print_message("%s: byte %zu: %s of %d\n", search->where,
		    (size_t)(at - (const char *)search->bytes), what, people);
}

static void
look_for_tally(struct search *search, const struct form *form, int people)
{
	struct buf needle = BUF_INIT;
	struct tally tally;

	secret_tally(form, people, &tally);
	for (int i = 0; i < form_items(form); i++)
		for (int way = 0; way < SECRET_WAYS; way++) {
			buf_clear(&needle);
			write_counts(
			    &form->questions[i], tally.counts[i], way, &needle);
			look_for(search, needle.text, needle.len,
			    form->questions[i].id, people);
		}
	buf_done(&needle);
}

static void
look_for_answers(struct search *search, const struct form *form)
{
	static const char *const shapes[] = {
	    "%s=%d", "\"%s\":%d", "\"%s\": %d", "%s: %d"};

	for (int i = 0; i < form_items(form); i++)
		for (int answer = 1; answer <= form->questions[i].answer_count;
		     answer++)
			for (size_t k = 0;
			     k < sizeof(shapes) / sizeof(shapes[0]); k++) {
				struct buf needle = BUF_INIT;

				buf_addf(&needle, shapes[k],
				    form->questions[i].id, answer);
				look_for(search, needle.text, needle.len,
				    needle.text, 1);
				buf_done(&needle);
			}
}

int
secret_traces(const struct form *form, int people, const char *where,
    const void *bytes, size_t len)
{
	struct search search = {where, bytes, len, 0};

	look_for_answers(&search, form);
	for (int some = SECRET_FEW; some <= people; some++)
		look_for_tally(&search, form, some);
	return search.found;
}

struct below {
	const struct form *form;
	int people;
	int found;
};

static void
search_file(void *context, const char *path, const void *bytes, size_t len)
{
	struct below *below = context;

	below->found +=
	    secret_traces(below->form, below->people, path, bytes, len);
}

int
secret_traces_below(const struct form *form, int people, const char *folder)
{
	struct below below = {form, people, 0};

	ward_files(folder, search_file, &below);
	return below.found;
}

/* --- With the key --------------------------------------------------------- */

static struct db *
open_store(const struct ward *ward)
{
	struct err err = {""};
	struct db *db;

	crypt_init();
	if (db_open(&db, ward->store, DB_EXISTING, &err) != OK)
		fail_msg("%s", err.text);
	return db;
}

int64_t
secret_form(const struct ward *ward, struct form *form)
{
	struct db *db = open_store(ward);
	struct round round;
	struct err err;

	assert_int_equal(round_list_open(db, &round, 1, &err), 1);
	*form = round.form;
	db_close(db);
	return round.id;
}

void
secret_unseal(const struct ward *ward, int64_t round, struct tally *tally)
{
	struct db *db = open_store(ward);
	struct stmt *stmt = stmt_new(db, QUERY_BOX_GET);
	struct box_secret *secret = box_secret_new();
	struct box_key key = {.folder = ward->keys};
	struct err err = {""};
	struct form form;
	size_t len;

	stmt_bind_int(stmt, ":round", round);
	assert_int_equal(stmt_step(stmt, &err), 1);
	{
		const char *text = stmt_text(stmt, "form");
		struct box_label label = {round,
		    (int32_t)stmt_int(stmt, "checkins", 0, TALLY_MAX), text};
		const void *sealed = stmt_blob(stmt, "sealed", &len);

		stmt_int(stmt, "frozen", 0, 1);
		stmt_copy(stmt, "key_name", key.name, sizeof(key.name));
		assert_int_equal(form_parse(&form, text, &err), OK);
		assert_int_equal(box_key_read(secret, &key, &err), OK);
		assert_int_equal(
		    box_open(secret, &form, &label, &key, sealed, len, &err),
		    OK);
	}
	*tally = secret->tally;
	assert_int_equal(stmt_done(stmt, &err), OK);
	box_secret_free(secret);
	db_close(db);
}
