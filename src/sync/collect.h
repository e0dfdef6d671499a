/*
 * Whether the office takes a sealed file: pure, everything it has to know is
 * handed in. The rules are those of huddle-office(1): each unit's summaries
 * come in order, signed by its key, one for each place.
 */
#ifndef HUDDLE_SYNC_COLLECT_H
#define HUDDLE_SYNC_COLLECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/summary.h"
#include "sync/seal.h"

#define COLLECT_REASON_SIZE 256

/* The office's own key. */
struct collect_office {
	const char *organization;
	const uint8_t *secret; /* SEAL_SECRET_BYTES */
	uint8_t key[SEAL_KEY_BYTES];
};

/* What was opened. */
struct collect_paper {
	bool opened; /* the summary can be read; else why not */
	struct summary summary;
	struct sealed sealed;
	char hash[SUMMARY_HASH_SIZE]; /* of the canonical JSON */
	uint8_t key[SEAL_KEY_BYTES];  /* that has signed it, once decided */
	char reason[COLLECT_REASON_SIZE];
	bool alarm; /* somebody should look */
};

/* Opens and reads a file; for collect_done in any case. Not trusted yet. */
void collect_open(struct collect_paper *out, const void *file, size_t len,
    const struct collect_office *office);
/* The same for a text that was verified and held: `key` has signed it. */
void collect_reopen(struct collect_paper *out, const char *text, size_t len,
    const uint8_t key[SEAL_KEY_BYTES], const struct collect_office *office);
void collect_done(struct collect_paper *paper);

/* How far the unit of a paper came. */
struct collect_unit {
	bool enrolled;
	uint8_t key[SEAL_KEY_BYTES];
	int epoch, sequence; /* approved; the newest in it, 0 none */
	char hash[SUMMARY_HASH_SIZE];
	int32_t to; /* its last day ever; DATE_NONE none */
	/* The hash of what is in the paper's place; "" if nothing is. */
	char there[SUMMARY_HASH_SIZE];
	/* Keys that the unit's held summaries before this one announce. */
	const uint8_t (*announced)[SEAL_KEY_BYTES];
	int announced_count;
};

enum collect_verdict {
	COLLECT_STORE,  /* it comes next */
	COLLECT_HOLD,   /* signed, but earlier ones are missing, or its epoch
	                   is not approved */
	COLLECT_KNOWN,  /* exactly that one is here */
	COLLECT_UNSURE, /* signed by nobody known, but earlier ones that
	                   could announce a key are missing */
	COLLECT_REFUSE
};

/* For a paper that was opened: what becomes of it; the reason where it is not
 * stored or known. */
enum collect_verdict collect_decide(struct collect_paper *paper,
    const struct collect_unit *unit, const struct collect_office *office);

/* For a held paper whose turn it is: STORE or REFUSE. */
enum collect_verdict
collect_decide_held(struct collect_paper *paper, const struct collect_unit *u);

#endif
