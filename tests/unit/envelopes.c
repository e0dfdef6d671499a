/*
 * Offices, units and what goes from one to the other. See envelopes.h.
 */
#include "tests/unit/envelopes.h"

#include <sodium.h>
#include <string.h>

#include "tests/unit/unit.h"

struct holder
envelope_holder(enum seal_kind kind)
{
	struct holder holder;

	seal_key_new(kind, holder.secret, holder.public_key);
	return holder;
}

char *
envelope_text(int notes)
{
	struct buf text = BUF_INIT;

	buf_add(&text, "{\"format\":\"huddle-summary/1\",\"notes\":[");
	for (int i = 0; i < notes; i++)
		buf_addf(&text,
		    "%s{\"count\":%d,\"kind\":\"pebble\",\"theme\":\"t-%d\"}",
		    i ? "," : "", 3 + i % 7, i);
	buf_add(&text, "],\"unit\":{\"id\":\"4-west\"}}");
	return buf_take(&text);
}

struct buf
envelope_seal(
    const char *text, const struct holder *unit, const struct holder *office)
{
	struct buf file = BUF_INIT;

	seal_make(&file, text, strlen(text), unit->secret, office->public_key);
	return file;
}

bool
envelope_accepted(const void *file, size_t len, const struct holder *office,
    const struct holder *unit, struct buf *text)
{
	struct sealed sealed;
	struct err err = {""};
	int status = seal_open(&sealed, file, len, office->secret, &err);
	bool accepted;

	if (text)
		buf_clear(text);
	if (status < 0) {
		assert_int_equal(status, ERR_DATA);
		assert_string_not_equal(err.text, "");
		assert_int_equal(sealed.padded.len, 0);
		return false;
	}
	accepted = seal_signed(&sealed, office->public_key, unit->public_key);
	if (accepted && text)
		buf_add_bytes(text, sealed.padded.text, sealed.len);
	seal_done(&sealed);
	return accepted;
}

struct buf
envelope_box(const void *inner, size_t len, const struct holder *office)
{
	struct buf file = BUF_INIT;

	buf_add_bytes(&file, inner, len);
	for (size_t i = 0; i < crypto_box_SEALBYTES; i++)
		buf_add_bytes(&file, "", 1);
	assert_int_equal(crypto_box_seal((uint8_t *)file.text, inner, len,
	                     office->public_key),
	    0);
	return file;
}

struct buf
envelope_inner(const struct buf *file, const struct holder *office)
{
	struct buf inner = BUF_INIT;

	buf_add_bytes(
	    &inner, file->text, file->len - (size_t)crypto_box_SEALBYTES);
	assert_int_equal(crypto_box_seal_open((uint8_t *)inner.text,
	                     (const uint8_t *)file->text, file->len,
	                     office->public_key, office->secret),
	    0);
	return inner;
}
