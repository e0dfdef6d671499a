/*
 * Collecting for the wellness office: files become summaries in its store, in
 * batches. What is committed is not done again; a batch that was interrupted
 * is. Several may collect from one folder at once.
 */
#ifndef HUDDLE_APP_COLLECT_H
#define HUDDLE_APP_COLLECT_H

#include <stdbool.h>
#include <stdint.h>

#include "db/office.h"
#include "sync/collect.h"

#define APP_COLLECT_BATCH 256

struct app_collected {
	int64_t total;       /* files that were found */
	int64_t done;        /* of these, looked at */
	int64_t stored;      /* summaries, held ones that became due too */
	int64_t known;       /* files whose summary was there already */
	int64_t quarantined; /* files */
	int64_t held;        /* summaries that wait in the store, at the end */
};

struct app_collect {
	struct office *office;
	struct collect_office key;
	int32_t today;
	const char *const *paths;
	int path_count;
	/* Asked between files: true ends after this batch. May be NULL. */
	bool (*stop)(void *context);
	/* After each batch; may be NULL. */
	void (*progress)(void *context, const struct app_collected *so_far);
	/* What somebody should look at: a file, after its batch; at the end a
	 * unit that is not enrolled, once for all its files, and files that
	 * cannot be read, once a reason. May be NULL. */
	void (*alarm)(void *context, const char *what, const char *reason);
	void *context;
};

/* OK also where files were quarantined. On failure *out tells what was done
 * before. */
int app_collect(const struct app_collect *collect, struct app_collected *out,
    struct err *err);

/* Within a batch: what is held of the unit's epochs before unit->epoch can
 * never be due, and is refused without an alarm. */
int app_collect_end_epochs(struct office *office,
    const struct office_unit *unit, int32_t today, struct err *err);

#endif
