/*
 * The card page's model and its pieces: keys in screen_card.c, what it shows
 * in screen_card_view.c, tests and history in screen_card_history.c.
 */
#ifndef HUDDLE_UI_SCREEN_CARD_H
#define HUDDLE_UI_SCREEN_CARD_H

#include "ui/parts.h"
#include "ui/parts_hand.h"

/* A line as it is drawn: a label and, from the column's stop on, a text. */
struct card_line {
	char *label;
	char *text;
	enum style label_style;
	enum style style;
	bool whole; /* the text begins where labels do */
};

/* Lines made once for a width and drawn as far as they are visible: a history
 * may be thousands of them. */
struct card_column {
	struct card_line *lines;
	int count;
	int columns;
	int stop;
};

/* What the columns were made of; made anew when it is not the same now. */
struct card_made {
	int64_t id;
	int32_t version;
	int32_t day;
	int32_t note; /* the note's version */
	int events;
	int columns; /* of the grid */
};

struct card_layout {
	struct scroll scroll;
	struct card_made made;
	struct card_column left, right; /* right: from LAYOUT_WIDE on */
};

struct card_page {
	int64_t action;
	bool loaded;  /* facts->card is it, or it is gone */
	int64_t seen; /* facts->undo.id, as it was */
	struct hand hand;
	bool reopening;          /* that was asked, and has no answer yet */
	enum request_kind asked; /* by the page above; REQUESTS: nothing */
	int64_t newest;          /* the last step of its history then */
	struct card_layout *layout;
	struct toast toast;
	struct idle idle;
};

void card_column_done(struct card_column *column);

/* A label and a text wrapped beside it; the same with a label that heads what
 * follows; an empty line; a text over the whole width. */
void card_put(struct card_column *column, const char *label, enum style style,
    const char *text);
void card_head(struct card_column *column, const char *label, enum style style,
    const char *text);
void card_skip(struct card_column *column);
void card_whole(struct card_column *column, enum style style, const char *text);

/* A field's value as people read it: "Fri 27 November", "Agreed", "none". */
void card_value(const struct facts *facts, const struct record *record,
    int field, const char *value, struct buf *out);

/* True if a change of it is worth a line: not one of the days that only keep
 * step with something else. */
bool card_tells_field(const struct record *record, int field);

/* Tests, the newest first; the history, likewise. */
void card_tests(struct card_column *column, const struct facts *facts,
    const struct action *action);
void card_history(struct card_column *column, const struct facts *facts,
    const struct fact_card *card);

void
card_view(const void *data, const struct facts *facts, struct cells *cells);
unsigned card_modes(const void *data, const struct facts *facts);

#endif
