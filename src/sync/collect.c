/*
 * Whether the office takes a sealed file. See collect.h.
 */
#include "sync/collect.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/audit.h"
#include "sync/format.h"
#include "util/crypt.h"
#include "util/i18n.h"

/* Keeps why; what an attacker wrote is cut to what may be shown later. */
static enum collect_verdict __attribute__((format(printf, 3, 4)))
refuse(struct collect_paper *paper, bool alarm, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(paper->reason, sizeof(paper->reason), format, args);
	va_end(args);
	paper->alarm = alarm;
	return COLLECT_REFUSE;
}

/* --- Opening ------------------------------------------------------------ */

static void
read_text(struct collect_paper *paper, const char *text, size_t len,
    const struct collect_office *office)
{
	uint8_t hash[CRYPT_HASH_BYTES];
	struct err err = {""};

	/* Canonical: of one content there is one text, or the same summary
	 * could have two hashes, and be two. */
	if (format_json_read(&paper->summary, text, len, true, &err) < 0) {
		refuse(paper, true, "%s", err.text);
		return;
	}
	if (strcmp(paper->summary.organization, office->organization) != 0) {
		refuse(paper, true, _("It is of another organization (%s)."),
		    paper->summary.organization);
		return;
	}
	crypt_hash(hash, text, len);
	crypt_hex(paper->hash, hash, sizeof(hash));
	paper->opened = true;
}

/* The box opens before it is known who has signed: the unit's name is inside.
 * Until collect_decide nothing of it is believed. */
void
collect_open(struct collect_paper *out, const void *file, size_t len,
    const struct collect_office *office)
{
	struct err err = {""};

	*out = (struct collect_paper){.opened = false};
	summary_init(&out->summary);
	if (seal_open(&out->sealed, file, len, office->secret, &err) < 0) {
		refuse(out, true, "%s", err.text);
		return;
	}
	read_text(out, out->sealed.padded.text, out->sealed.len, office);
}

/* From the store, where a batch has put it once its signature was found good;
 * the text is still read as strictly as the first time. */
void
collect_reopen(struct collect_paper *out, const char *text, size_t len,
    const uint8_t key[SEAL_KEY_BYTES], const struct collect_office *office)
{
	*out = (struct collect_paper){.opened = false};
	summary_init(&out->summary);
	buf_add_bytes(&out->sealed.padded, text, len);
	out->sealed.len = len;
	memcpy(out->key, key, SEAL_KEY_BYTES);
	read_text(out, text, len, office);
}

void
collect_done(struct collect_paper *paper)
{
	summary_done(&paper->summary);
	seal_done(&paper->sealed);
}

/* --- Deciding ----------------------------------------------------------- */

/* The office's own key is in what was signed: what a unit has signed for
 * another office is no summary here. */
static bool
signed_by(struct collect_paper *paper, const uint8_t key[SEAL_KEY_BYTES],
    const struct collect_office *office)
{
	if (!seal_signed(&paper->sealed, office->key, key))
		return false;
	memcpy(paper->key, key, SEAL_KEY_BYTES);
	return true;
}

/* Keys that are announced count as well: each announcement was itself signed by
 * a key that counted. This one is decided again when its turn comes. */
static bool
signed_by_unit(struct collect_paper *paper, const struct collect_unit *unit,
    const struct collect_office *office)
{
	bool found = signed_by(paper, unit->key, office);

	for (int i = 0; !found && i < unit->announced_count; i++)
		found = signed_by(paper, unit->announced[i], office);
	return found;
}

/* True if others of its unit have to come before it. */
static bool
too_early(const struct collect_paper *paper, const struct collect_unit *unit)
{
	return paper->summary.epoch == unit->epoch &&
	       paper->summary.sequence > unit->sequence + 1;
}

/* Finds what nobody may send, whoever has signed it. */
static bool
breaks_rules(struct collect_paper *paper)
{
	char *broken = audit_breaks(&paper->summary);

	if (!broken)
		return false;
	refuse(paper, true, _("It breaks a rule: %s"), broken);
	free(broken);
	return true;
}

/* The next in its place: does it follow the one before? Periods do not overlap
 * either, not even over epochs: what was counted once is not counted twice. */
static enum collect_verdict
decide_next(struct collect_paper *paper, const struct collect_unit *unit)
{
	const struct summary *summary = &paper->summary;
	char date[DATE_TEXT_SIZE];

	if (strcmp(summary->previous, unit->hash) != 0)
		return refuse(paper, true,
		    _("It does not follow the one before it: another summary "
		      "is missing or was changed."));
	if (unit->to != DATE_NONE && summary->from <= unit->to) {
		date_format(unit->to, date);
		return refuse(paper, true,
		    _("Its period overlaps what was released up to %s."), date);
	}
	return COLLECT_STORE;
}

/* Signed by its unit, and nothing else is in its place. */
static enum collect_verdict
decide_place(struct collect_paper *paper, const struct collect_unit *unit)
{
	const struct summary *summary = &paper->summary;

	if (summary->epoch < unit->epoch)
		return refuse(paper, true,
		    _("It is of epoch %d, which has ended; epoch %d is "
		      "approved."),
		    summary->epoch, unit->epoch);
	/* A store that was restored, or an enrolment anew. A copy of a store
	 * that goes on by itself looks the same: a person has to ask. */
	if (summary->epoch > unit->epoch) {
		refuse(paper, true,
		    _("It is of epoch %d, which is not approved yet. Ask the "
		      "unit why, compare its fingerprint, then: huddle office "
		      "enrol --replace"),
		    summary->epoch);
		return COLLECT_HOLD;
	}
	if (summary->sequence > unit->sequence + 1) {
		refuse(paper, false, _("Number %d is missing before it."),
		    unit->sequence + 1);
		return COLLECT_HOLD;
	}
	if (summary->sequence <= unit->sequence)
		return refuse(paper, true,
		    _("Its place, number %d, is taken by another one."),
		    summary->sequence);
	return decide_next(paper, unit);
}

/* In this order: what is here already is no alarm, whoever brings it again.
 * Then the signature, so that a forgery is called one, whatever place it
 * claims. Then all else, which is the unit's own doing. */
enum collect_verdict
collect_decide(struct collect_paper *paper, const struct collect_unit *unit,
    const struct collect_office *office)
{
	const struct summary *summary = &paper->summary;

	if (!unit->enrolled)
		return refuse(paper, true,
		    _("Unit %s is not enrolled. If it should be: huddle "
		      "office enrol, then collect the file again."),
		    summary->unit);
	if (unit->there[0] && strcmp(unit->there, paper->hash) == 0)
		return COLLECT_KNOWN;
	if (!signed_by_unit(paper, unit, office)) {
		refuse(paper, true,
		    _("It is not signed by the key of unit %s: a forgery, or "
		      "the unit has a key that nobody has approved."),
		    summary->unit);
		return too_early(paper, unit) ? COLLECT_UNSURE : COLLECT_REFUSE;
	}
	if (unit->there[0])
		return refuse(paper, true,
		    _("Its place, number %d of epoch %d, is taken by another "
		      "one."),
		    summary->sequence, summary->epoch);
	if (breaks_rules(paper))
		return COLLECT_REFUSE;
	return decide_place(paper, unit);
}

/* Its signature was found good when it was held, but by a key that was only
 * announced, maybe: now that has to be the one in force. */
enum collect_verdict
collect_decide_held(struct collect_paper *paper, const struct collect_unit *u)
{
	if (!paper->opened)
		return COLLECT_REFUSE;
	if (memcmp(paper->key, u->key, SEAL_KEY_BYTES) != 0)
		return refuse(paper, true,
		    _("It was held, but is not signed by the key that unit %s "
		      "has by now."),
		    paper->summary.unit);
	if (breaks_rules(paper))
		return COLLECT_REFUSE;
	return decide_next(paper, u);
}
