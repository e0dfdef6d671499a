/*
 * The page of what leaves this unit, shared by its keys (screen_releases.c),
 * its list with what comes next (screen_releases_list.c), one release in words
 * (screen_releases_view.c) and its file (screen_releases_file.c).
 */
#ifndef HUDDLE_UI_SCREEN_RELEASES_H
#define HUDDLE_UI_SCREEN_RELEASES_H

#include "ui/parts.h"

enum releases_look {
	LOOK_LIST,
	LOOK_RELEASE, /* in words */
	LOOK_FILE,    /* exactly as it was sealed */
	LOOK_AUDIT,   /* what the audit says */
};

struct releases_model {
	bool loaded;
	enum releases_look look;
	int64_t id; /* of the release that was asked for */
	int sealed; /* how many there were before a manager confirmed */
	struct reader *reader; /* over the list */
	struct scroll *scroll; /* over all the others */
	struct dialog dialog;
	struct toast toast;
	struct idle idle;
};

/* The release with the focus in the list, NULL if there is none. */
const struct fact_release *
releases_focused(const struct releases_model *model, const struct facts *facts);

/* The one that was asked for; NULL until it is there. */
const struct fact_release *
releases_shown(const struct releases_model *model, const struct facts *facts);

/* What comes next, what hinders it, and the list. */
void releases_list(const struct releases_model *model,
    const struct facts *facts, struct cells *cells, struct area *main);

/* The shown release in words; for scroll_view, data is the facts. */
void releases_words(struct cells *cells, struct area *area, const void *data);

/* What the audit says; likewise. */
void releases_audit(struct cells *cells, struct area *area, const void *data);

/* A part of a summary as people read it; its id if it is not known. */
const char *releases_part(const char *part);

/* Canonical JSON with line breaks and spaces, nothing else changed, in lines of
 * at most `columns`. */
void releases_lay_out(struct buf *out, const char *json, int columns);

/* The file of the shown release, scrolled. */
void releases_file(const struct releases_model *model,
    const struct facts *facts, struct cells *cells, struct area *main);

unsigned releases_modes(const void *data, const struct facts *facts);
void
releases_view(const void *data, const struct facts *facts, struct cells *cells);

#endif
