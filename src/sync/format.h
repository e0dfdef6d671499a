/*
 * The forms in which a summary leaves the unit: canonical JSON (the one that
 * is sealed, hashed and sent), tidy CSV with a data package, FHIR R4. The
 * manual page huddle-summary(5) and src/sync/summary.schema.json describe
 * them.
 */
#ifndef HUDDLE_SYNC_FORMAT_H
#define HUDDLE_SYNC_FORMAT_H

#include "core/summary.h"
#include "util/buf.h"
#include "util/err.h"

/* The largest file that is read as a summary. */
#define FORMAT_JSON_MAX (256 * 1024)

/* UTF-8, keys sorted, no spaces, integers only, no final newline. */
void format_json(struct buf *out, const struct summary *summary);

/*
 * Reads exactly what format_json writes: ERR_DATA for anything else (unknown
 * or missing members, duplicates, ranges, another order or spelling), naming
 * member, what was found and what is expected. *out is for summary_done, also
 * after a failure. `canonical` false: members may come in any order and be
 * spelled in any way that JSON allows. What breaks a rule of disclosure is
 * read all the same: that is for core/audit.h to find.
 */
int format_json_read(struct summary *out, const char *text, size_t len,
    bool canonical, struct err *err);

/* The same, not canonical, for the audit: looks at members and ranges one by
 * one, not at how they fit each other, and rows may be in any order. */
int format_json_read_any(
    struct summary *out, const char *text, size_t len, struct err *err);

/* The files of the CSV form, datapackage.json last. */
#define FORMAT_CSV_FILES 9
extern const char *const format_csv_names[FORMAT_CSV_FILES];

/* File `index` for these summaries (one, or an office's many): head and a row
 * a count. Cells that a spreadsheet would run are defused with a '. */
void
format_csv(struct buf *out, int index, const struct summary *list, int count);

/* In pieces, for an office: the head, then the rows of one summary. */
void format_csv_head(struct buf *out, int index);
void format_csv_rows(struct buf *out, int index, const struct summary *summary);

/* A FHIR R4 Bundle (collection): Questionnaire and Measure of each instrument
 * version, one MeasureReport each. `instruments` gives the words where the
 * configuration has them (may be NULL, 0). */
void format_fhir(struct buf *out, const struct summary *summary,
    const struct instrument *instruments, int instrument_count);

#endif
