/*
 * The text of a configuration file, checked before libconfig sees it, because
 * libconfig 1.5 takes 4294967301 for 5, opens FIFOs, accepts invalid UTF-8 and
 * calls every slip a "syntax error". Files included are spliced in.
 */
#ifndef HUDDLE_CONFIG_CONF_TEXT_H
#define HUDDLE_CONFIG_CONF_TEXT_H

#include <stdbool.h>

#include "config/faults.h"
#include "util/buf.h"
#include "util/err.h"

#define INCLUDE_DEPTH_MAX 8
#define INCLUDES_MAX 64
#define NESTING_MAX 32

/* A stretch of lines that come from one file. */
struct conf_part {
	int first; /* line of the whole, from 1 */
	int file;  /* index of faults_file() */
	int line;  /* its line there */
};

struct conf_text {
	struct buf text; /* for libconfig: no comments, no includes */
	struct conf_part *parts;
	int part_count;
	int lines;    /* ended lines of the text */
	int includes; /* files that were spliced in */
	bool broken;  /* what is wrong leaves nothing for libconfig to read */
};

/*
 * Reads a file and what it includes. What is wrong inside goes into `faults`;
 * a negative status and `err` only if the file itself cannot be read.
 */
int conf_text_read(struct conf_text *conf, const char *path,
    struct faults *faults, struct err *err);

/* The same of a text at hand; `name` stands for it in faults. It may not
 * include anything. */
void conf_text_use(struct conf_text *conf, const char *name, const char *text,
    struct faults *faults);

/* Where a line of the whole text was written. */
void
conf_text_place(const struct conf_text *conf, int line, int *file, int *there);

void conf_text_done(struct conf_text *conf);

#endif
