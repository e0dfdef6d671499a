/*
 * The sealed file and the keys that it needs. See seal.h.
 */
#include "sync/seal.h"

#include <assert.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "util/i18n.h"

#define KEY_FORMAT "huddle-key/1"
#define MAGIC_BYTES (sizeof(SEAL_MAGIC) - 1)
#define SIGNATURE_BYTES crypto_sign_BYTES
/* What a file has beside the padded text. */
#define HEAD_BYTES (MAGIC_BYTES + SIGNATURE_BYTES)
/* And around all of that: the box's own key, made for it, and its tag. */
#define FRAME_BYTES (crypto_box_SEALBYTES + HEAD_BYTES)

_Static_assert(SEAL_KEY_BYTES == crypto_sign_PUBLICKEYBYTES, "a unit's key");
_Static_assert(SEAL_SECRET_BYTES == crypto_sign_SECRETKEYBYTES, "its secret");
_Static_assert(SEAL_KEY_BYTES == crypto_box_PUBLICKEYBYTES, "an office's key");
_Static_assert(SEAL_SECRET_BYTES >= crypto_box_SECRETKEYBYTES, "its secret");
_Static_assert(
    sizeof(((struct sealed *)0)->signature) == SIGNATURE_BYTES, "a signature");

static const char *const kinds[] = {
    [SEAL_UNIT] = "unit", [SEAL_OFFICE] = "office"};

/* --- Keys --------------------------------------------------------------- */

void
seal_key_new(enum seal_kind kind, uint8_t secret[SEAL_SECRET_BYTES],
    uint8_t public_key[SEAL_KEY_BYTES])
{
	if (kind == SEAL_UNIT) {
		crypto_sign_keypair(public_key, secret);
		return;
	}
	/* An office's is shorter: the rest is not left to chance. */
	memset(secret, 0, SEAL_SECRET_BYTES);
	crypto_box_keypair(public_key, secret);
}

void
seal_key_public(enum seal_kind kind, const uint8_t secret[SEAL_SECRET_BYTES],
    uint8_t public_key[SEAL_KEY_BYTES])
{
	uint8_t again[SEAL_SECRET_BYTES];

	if (kind == SEAL_UNIT) {
		/* From the seed, so that a changed copy of it is no match. */
		crypto_sign_seed_keypair(public_key, again, secret);
		sodium_memzero(again, sizeof(again));
	} else {
		crypto_scalarmult_base(public_key, secret);
	}
}

/* A hundred bits of the hash or nearly so: enough that nobody makes another key
 * of the same one, and short enough to be read out. */
void
seal_fingerprint(
    const uint8_t public_key[SEAL_KEY_BYTES], char out[SEAL_FINGERPRINT_SIZE])
{
	uint8_t hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, public_key, SEAL_KEY_BYTES);
	for (int i = 0; i < 6; i++) {
		const uint8_t *at = hash + 4 * i;
		uint32_t number = (uint32_t)at[0] << 24 |
		                  (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
		                  at[3];

		snprintf(
		    out + 6 * i, 7, i < 5 ? "%05u " : "%05u", number % 100000);
	}
}

bool
seal_key_parse(const char *hex, uint8_t key[SEAL_KEY_BYTES])
{
	if (strlen(hex) != 2 * SEAL_KEY_BYTES ||
	    strspn(hex, "0123456789abcdef") != 2 * SEAL_KEY_BYTES)
		return false;
	return sodium_hex2bin(key, SEAL_KEY_BYTES, hex, 2 * SEAL_KEY_BYTES,
	           NULL, NULL, NULL) == 0;
}

/* A key of small order would leave nothing secret, or sign anything. */
static bool
is_strong(enum seal_kind kind, const uint8_t *key)
{
	static const uint8_t any[crypto_scalarmult_SCALARBYTES] = {8};
	uint8_t shared[crypto_scalarmult_BYTES];

	if (kind == SEAL_UNIT)
		return crypto_core_ed25519_is_valid_point(key);
	return crypto_scalarmult(shared, any, key) == 0;
}

/* --- A public key's file ------------------------------------------------ */

void
seal_public_write(struct buf *out, const struct seal_public *public_key)
{
	char hex[2 * SEAL_KEY_BYTES + 1], fingerprint[SEAL_FINGERPRINT_SIZE];
	bool unit = public_key->kind == SEAL_UNIT;

	sodium_bin2hex(hex, sizeof(hex), public_key->key, SEAL_KEY_BYTES);
	seal_fingerprint(public_key->key, fingerprint);
	buf_add(out, "{");
	if (unit)
		buf_addf(out, "\"epoch\":%d,", public_key->epoch);
	buf_addf(out,
	    "\"fingerprint\":\"%s\",\"format\":\"" KEY_FORMAT
	    "\",\"key\":\"%s\",\"kind\":\"%s\",\"organization\":\"%s\"",
	    fingerprint, hex, kinds[public_key->kind],
	    public_key->organization);
	if (unit)
		buf_addf(out, ",\"unit\":\"%s\"", public_key->unit);
	buf_add(out, "}\n");
}

/* A member that is a text; else "", which none may be. Jansson refuses texts
 * with a NUL inside. */
static const char *
member(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

static bool
read_id(const json_t *object, const char *name, char out[ID_SIZE])
{
	const char *id = member(object, name);

	if (!id_valid(id))
		return false;
	snprintf(out, ID_SIZE, "%s", id);
	return true;
}

static bool
read_epoch(const json_t *object, int *out)
{
	const json_t *value = json_object_get(object, "epoch");
	json_int_t epoch = json_integer_value(value);

	*out = (int)epoch;
	return epoch >= 1 && epoch <= INT32_MAX;
}

/* The first member that is not as it should be; NULL if all are. The
 * fingerprint finds what was mistyped or mangled; whoever changes both is found
 * by reading it out to each other. */
static const char *
read_members(struct seal_public *out, const json_t *object)
{
	char fingerprint[SEAL_FINGERPRINT_SIZE];
	bool unit = strcmp(member(object, "kind"), kinds[SEAL_UNIT]) == 0;

	if (strcmp(member(object, "format"), KEY_FORMAT) != 0)
		return "format";
	if (!unit && strcmp(member(object, "kind"), kinds[SEAL_OFFICE]) != 0)
		return "kind";
	out->kind = unit ? SEAL_UNIT : SEAL_OFFICE;
	if (!read_id(object, "organization", out->organization))
		return "organization";
	if (unit && !read_id(object, "unit", out->unit))
		return "unit";
	if (unit && !read_epoch(object, &out->epoch))
		return "epoch";
	if (!seal_key_parse(member(object, "key"), out->key) ||
	    !is_strong(out->kind, out->key))
		return "key";
	seal_fingerprint(out->key, fingerprint);
	if (strcmp(member(object, "fingerprint"), fingerprint) != 0)
		return "fingerprint";
	/* Nothing but these. */
	return json_object_size(object) == (unit ? 7 : 5) ? NULL : "{}";
}

int
seal_public_read(struct seal_public *out, const char *name, const char *text,
    size_t len, struct err *err)
{
	json_t *object = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	const char *wrong;
	int status = OK;

	*out = (struct seal_public){0};
	wrong = json_is_object(object) ? read_members(out, object) : "JSON";
	if (wrong)
		status = err_set(err, ERR_DATA,
		    _("%s is no public key of huddle, or was changed (%s). "
		      "Nothing was taken from it. Ask for the file again."),
		    name, wrong);
	json_decref(object);
	return status;
}

/* --- The sealed file ---------------------------------------------------- */

/* The office is in what is signed: it could open the file, and seal the same
 * for another one. So is the padding: nothing of a file is open to change. */
static void
add_signed(struct buf *out, const uint8_t *office_key, const struct buf *padded)
{
	buf_add(out, SEAL_DOMAIN);
	buf_add_bytes(out, office_key, SEAL_KEY_BYTES);
	buf_add_bytes(out, padded->text, padded->len);
}

/* At least one byte is added, so that the end is always marked: a text that
 * fills its blocks gets one more. The size tells how many blocks, and no
 * more. */
static void
pad(struct buf *out, const char *text, size_t len)
{
	static const char zeros[SEAL_BLOCK];
	size_t padded;

	buf_add_bytes(out, text, len);
	buf_add_bytes(out, zeros, SEAL_BLOCK - len % SEAL_BLOCK);
	if (sodium_pad(&padded, (uint8_t *)out->text, len, SEAL_BLOCK,
	        out->len) != 0 ||
	    padded != out->len)
		assert(false);
}

void
seal_make(struct buf *out, const char *text, size_t len,
    const uint8_t unit_secret[SEAL_SECRET_BYTES],
    const uint8_t office_key[SEAL_KEY_BYTES])
{
	struct buf padded = BUF_INIT, message = BUF_INIT, inner = BUF_INIT;
	uint8_t signature[SIGNATURE_BYTES];
	size_t start = out->len;
	int failed;

	assert(len > 0 && len < SEAL_FILE_MAX - FRAME_BYTES - SEAL_BLOCK);
	pad(&padded, text, len);
	add_signed(&message, office_key, &padded);
	crypto_sign_detached(signature, NULL, (const uint8_t *)message.text,
	    message.len, unit_secret);
	buf_add(&inner, SEAL_MAGIC);
	buf_add_bytes(&inner, signature, sizeof(signature));
	buf_add_bytes(&inner, padded.text, padded.len);
	/* Room for the box: what stands there is written over. */
	buf_add_bytes(out, inner.text, inner.len);
	buf_add_bytes(out, inner.text, crypto_box_SEALBYTES);
	failed = crypto_box_seal((uint8_t *)out->text + start,
	    (const uint8_t *)inner.text, inner.len, office_key);
	/* Only with a key that seal_public_read refuses. */
	assert(!failed);
	(void)failed;
	buf_done(&inner);
	buf_done(&message);
	buf_done(&padded);
}

/* A file of this length may be one: frame and whole blocks. Asked before
 * anything is worked out for it. */
static bool
right_size(size_t len)
{
	return len <= SEAL_FILE_MAX && len >= FRAME_BYTES + SEAL_BLOCK &&
	       (len - FRAME_BYTES) % SEAL_BLOCK == 0;
}

/* What was in the box: false unless it is what seal_make puts there. */
static bool
take_apart(struct sealed *out, const char *inner, size_t len)
{
	if (memcmp(inner, SEAL_MAGIC, MAGIC_BYTES) != 0)
		return false;
	memcpy(out->signature, inner + MAGIC_BYTES, SIGNATURE_BYTES);
	buf_add_bytes(&out->padded, inner + HEAD_BYTES, len - HEAD_BYTES);
	return sodium_unpad(&out->len, (const uint8_t *)out->padded.text,
	           out->padded.len, SEAL_BLOCK) == 0 &&
	       out->len > 0;
}

/* The box proves nothing of who has made it: anybody may seal for the office.
 * seal_signed is asked for that. */
int
seal_open(struct sealed *out, const void *file, size_t len,
    const uint8_t office_secret[SEAL_SECRET_BYTES], struct err *err)
{
	uint8_t office_key[SEAL_KEY_BYTES];
	struct buf inner = BUF_INIT;
	int status = OK;

	*out = (struct sealed){0};
	if (!right_size(len))
		return err_set(err, ERR_DATA,
		    ngettext("This is no sealed summary: none has %zu byte.",
		        "This is no sealed summary: none has %zu bytes.", len),
		    len);
	seal_key_public(SEAL_OFFICE, office_secret, office_key);
	buf_add_bytes(&inner, file, len - crypto_box_SEALBYTES);
	if (crypto_box_seal_open((uint8_t *)inner.text, file, len, office_key,
	        office_secret) != 0)
		status = err_set(err, ERR_DATA,
		    _("This does not open with the office's key: it is for "
		      "another office, or was changed on its way."));
	else if (!take_apart(out, inner.text, inner.len))
		status = err_set(err, ERR_DATA,
		    _("This was sealed for the office, but not as a "
		      "summary."));
	if (status < 0)
		seal_done(out);
	buf_done(&inner);
	return status;
}

bool
seal_signed(const struct sealed *sealed,
    const uint8_t office_key[SEAL_KEY_BYTES],
    const uint8_t unit_key[SEAL_KEY_BYTES])
{
	struct buf message = BUF_INIT;
	bool good;

	add_signed(&message, office_key, &sealed->padded);
	good = crypto_sign_verify_detached(sealed->signature,
	           (const uint8_t *)message.text, message.len, unit_key) == 0;
	buf_done(&message);
	return good;
}

void
seal_done(struct sealed *sealed)
{
	buf_done(&sealed->padded);
	*sealed = (struct sealed){0};
}
