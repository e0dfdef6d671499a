/*
 * One file of a configuration: read through its option table into a record,
 * and held open so that what belongs to several files can still be told with
 * file and line. Nothing of libconfig shows here.
 */
#ifndef HUDDLE_CONFIG_DOCUMENT_H
#define HUDDLE_CONFIG_DOCUMENT_H

#include "config/faults.h"
#include "config/options.h"
#include "util/err.h"

struct document;

/*
 * Opens a file; faults of its text go into `faults`, which must outlive the
 * document. NULL and `err` only if the file itself cannot be read.
 */
struct document *
document_open(const char *path, struct faults *faults, struct err *err);

/* The same of a text at hand; `name` stands for it in faults. */
struct document *
document_use(const char *name, const char *text, struct faults *faults);

/*
 * Reads all settings into the record, which was zeroed, sets defaults, and
 * tells every fault. Paths are seen from `folder`; NULL leaves them as they
 * are written.
 */
void document_read(struct document *document, const struct table *table,
    void *record, const char *folder);

/*
 * Tells a fault of a setting such as "huddles[2].agenda" (several are counted
 * from 1). Inside a check of a table the setting is seen from its record.
 */
void document_fault(struct document *document, const char *setting,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* NULL is allowed. */
void document_close(struct document *document);

#endif
