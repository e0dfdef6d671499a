/*
 * Pieces of content that several screens show in the same way: room views,
 * notes, contacts, dates, and the boxes of the body that they stand in.
 */
#ifndef HUDDLE_UI_PARTS_H
#define HUDDLE_UI_PARTS_H

#include "ui/cells.h"
#include "ui/facts.h"
#include "ui/screen.h"
#include "ui/widget.h"

/* Narrower areas than that get lines below each other, not a table. */
#define TABLE_COLUMNS 60

/* A box of the body; what is drawn into it takes its rows from the top. */
struct area {
	int row;
	int column;
	int columns;
	int rows;
};

/* The body's first column, and the second beside it; side->columns is 0 where
 * there is none. */
void area_body(const struct cells *cells, struct area *main, struct area *side);

void area_skip(struct area *area, int rows);

/* One line; wrapped text of at most `rows` lines. Nothing once it is full. */
void area_line(
    struct cells *cells, struct area *area, enum style style, const char *text);
void area_wrap(struct cells *cells, struct area *area, int rows,
    enum style style, const char *text);

/* How many lines of `columns` a text takes. */
int part_lines(const char *text, int columns);

/* Wrapped so that its lines are about equally long: for what is read aloud. */
void area_balance(struct cells *cells, struct area *area, int rows,
    enum style style, const char *text);

/* A bold heading, with something normal at `stop` columns from its left (NULL
 * for nothing). */
void area_heading(struct cells *cells, struct area *area, const char *text,
    int stop, const char *beside);

/* The title of a theme, its id if the list no longer has it. */
const char *part_theme(const struct facts *facts, const char *id);

/* A text of an instrument in a language, in its first one if it has no such;
 * "" if it is missing. */
const char *part_text(const struct text *text, int language);

/* The title of a box's instrument, its id if the configuration lost it. */
const char *part_round_title(const struct fact_round *round, int language);

/* How many walk-up boxes are open, and their titles with commas between. */
int part_walkups(const struct facts *facts, char *out, size_t size);

/* What a view is about: its words, its item's id if the configuration lost
 * them. */
const char *part_view_words(const struct fact_view *fact);

#define PART_REASON_SIZE 520
#define PART_REASON_ROWS 3
/* The first line of a message as a sentence. Long words in it, which are
 * paths, keep only their ends where it would not fit otherwise into its rows
 * of `columns`. */
void part_reason(const char *message, int columns, char out[PART_REASON_SIZE]);

#define PART_COMMAND_SIZE 600
#define PART_COMMAND_ROWS 4
/* A command line to type: "huddle print slips", with the configuration that
 * this program was started with. */
void part_command(
    const struct facts *facts, const char *words, char out[PART_COMMAND_SIZE]);

/* What to do now, and below it why: as an alert. */
void part_failed(struct toast *toast, const char *advice, const char *message);

/* "nobody has checked in yet", "7 have checked in" */
void part_checked_in(int32_t checkins, char *out, size_t size);

#define PART_DAY_SIZE 32
#define PART_CLOCK_SIZE 16
/* "24 Nov"; "Nov 2025" of another year. */
void part_day(const struct facts *facts, int32_t day, char out[PART_DAY_SIZE]);
const char *part_shift(enum shift shift);
void part_time(int minute, char out[PART_CLOCK_SIZE]); /* "07:15" */

/* "5 minutes": of seconds, rounded up. */
void part_minutes(int seconds, char out[32]);

/*
 * The last room view, best first, as a table or, in a narrow area, two lines
 * a view. `counts`: "9 of 12", else "7 in 10". Views that have no room are
 * counted on a last line.
 */
void part_views(struct cells *cells, struct area *area,
    const struct facts *facts, bool counts);

/* How many checked in, and that it is blurred. */
void part_views_foot(
    struct cells *cells, struct area *area, const struct facts *facts);

/* The indices of the views, best first. */
void part_view_order(const struct facts *facts, int order[FACT_VIEWS_MAX]);

/* Notes, `count` of them from the first (step 1) or the last (step -1), each
 * with at most so many lines of text; in a narrow area the kind above it. */
void part_notes(struct cells *cells, struct area *area,
    const struct note *notes, int count, int step, int lines);

/* "Noted today", "Noted since 23 Nov": what the new notes are. */
void part_noted_since(const struct facts *facts, char *out, size_t size);

/* "bright spot 2 · thanks 1"; "3 notes" where that is wider than `columns`; ""
 * if there are none. */
void
part_kinds(const int counts[NOTE_KINDS], int columns, char *out, size_t size);

/* Contacts, with less about each where room is short; returns how many were
 * shown. */
int part_contacts(
    struct cells *cells, struct area *area, const struct facts *facts);

/* Peer supporters below their heading, likewise; nothing if there are none. */
int
part_peers(struct cells *cells, struct area *area, const struct facts *facts);

/* The open box with that id, NULL if it is open no longer. */
const struct fact_round *part_round(const struct facts *facts, int64_t id);

/* "18:45", or "Wed 25 November, 18:45" if it is another day: when the next
 * huddle begins, less `before` minutes. */
void
part_planned(const struct facts *facts, int before, char *out, size_t size);

/* --- a text longer than the page --- */

/* What is visible of it. A model holds it by pointer, since only the view
 * knows how long the text and the page are. */
struct scroll {
	int top;
	int count;
	int page;
};

/* j k Up Down PgUp PgDn g G Home End; true if the key was one of them. */
bool scroll_key(struct scroll *scroll, uint32_t key);

#define SCROLL_ROWS 10000

/* Shows what is visible of what `draw` draws, of at most SCROLL_ROWS. */
void scroll_view(struct scroll *scroll, struct cells *cells,
    const struct area *area, const void *data,
    void (*draw)(struct cells *cells, struct area *area, const void *data));

/* The same of a text with its line breaks; longer lines are cut. */
void scroll_text(struct scroll *scroll, struct cells *cells,
    const struct area *area, const char *text);

/* --- a page aside: a text that scrolls and leads back --- */

/* What the model of such a page begins with; these are its functions. */
struct aside {
	struct scroll *scroll;
};

enum aside_command { ASIDE_LEAVE = 1, ASIDE_SCROLL };

void aside_init(void *model, const struct facts *facts);
void aside_done(void *model);
void aside_update(void *model, const struct facts *facts,
    const struct event *event, struct effects *effects);
int aside_idle(const void *model, const struct facts *facts);

/* --- a list whose entries take several rows each --- */

/* Held by pointer like a scroll. Only what is on the page is ever measured or
 * drawn, so it may be as long as it likes. */
struct reader {
	int count;
	int focus;   /* 0 to count - 1; 0 if empty */
	int top;     /* the first visible entry */
	int skip;    /* rows of it above the page */
	bool arrows; /* j and k are the page's own: only the others move */
	/* As of the last view: */
	int rows;
	int shown; /* entries that end on the page */
	int below; /* rows of the focused one that are below it */
};

struct entries {
	const void *data;
	/* Rows that an entry takes, at least 1. */
	int (*rows)(const void *data, int columns, int index);
	/* Takes as many from the area. */
	void (*draw)(struct cells *cells, struct area *area, const void *data,
	    int index, bool focused);
};

/* As list_key, without letters if only arrows move; an entry longer than the
 * page is read to its end first. */
bool reader_key(struct reader *reader, uint32_t key);

/* Draws what is visible; the cursor stands where the focused entry begins, or
 * where its drawing put it. */
void reader_view(struct reader *reader, struct cells *cells,
    const struct area *area, int count, const struct entries *entries);

/* --- a number typed in place --- */

struct number {
	int value;
	bool typed; /* the next digit goes behind, else it begins anew */
};

/* Digits, Backspace, Up and Down; at most 9999. */
bool number_key(struct number *number, uint32_t key);

/* --- idle time, with a warning before it ends; none in a huddle --- */

#define PART_WARNING_SECONDS 20

struct idle {
	bool warned;
};

/* The same of a page aside, which only leads back: early enough for the page
 * below it to warn and close in its time. */
int idle_aside_seconds(const struct facts *facts);

/* For screen.idle: seconds until the next EVENT_IDLE. */
int idle_seconds(const struct idle *idle, const struct facts *facts);

/* First of every update(): true if the idle time is really over; warns by the
 * toast before, and clears toast and warning with a key. */
bool idle_over(struct idle *idle, const struct facts *facts,
    const struct event *event, struct toast *toast);

#endif
