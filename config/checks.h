/*
 * What settings must be to each other: within a record, right after it was
 * read, and over all files of a configuration.
 */
#ifndef HUDDLE_CONFIG_CHECKS_H
#define HUDDLE_CONFIG_CHECKS_H

#include "config/config.h"
#include "config/document.h"

/* For the tables; the record is what the name says, of the file of themes and
 * of agendas the whole struct config. */
void check_huddle(struct document *document, const void *record);
void check_item(struct document *document, const void *record);
void check_score(struct document *document, const void *record);
void check_instrument(struct document *document, const void *record);
void check_themes(struct document *document, const void *record);
void check_agenda(struct document *document, const void *record);
void check_agendas(struct document *document, const void *record);

/*
 * Over all files: planned agendas exist, ids of items and instruments are
 * unique, domains are themes, and a pulse step has something to ask.
 * `instruments` are the documents in the order of config->instruments, NULL
 * where the items are not read.
 */
void check_together(const struct config *config, struct document *huddle,
    struct document *agendas, struct document *const *instruments);

#endif
