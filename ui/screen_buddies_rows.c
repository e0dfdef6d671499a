/*
 * Who is with whom, as the page lists it: by name, whatever order the round
 * has. See screen_buddies.h.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/screen_buddies.h"
#include "util/i18n.h"
#include "util/mem.h"

#define NAME_ROWS 3
#define BESIDE_COLUMNS 24 /* what stands behind the names, at the right end */
#define ROLE_STOP 34
#define ROLE_COLUMNS 24

static struct mates_row
alone(const struct buddy *person, bool outside)
{
	return (struct mates_row){
	    .people = {person}, .count = 1, .outside = outside};
}

/* People stand by name, so groups and their members do, too. */
static int
add_groups(const struct fact_buddies *facts, const struct buddy_round *round,
    struct mates_row *rows)
{
	int *places = mem_new((size_t)round->group_count + 1, sizeof(*places));
	int count = 0;

	for (int i = 0; i < facts->person_count; i++) {
		int at = buddy_group_of(round, facts->people[i].id);
		struct mates_row *row;

		if (at < 0)
			continue;
		if (places[at] == 0)
			places[at] = ++count;
		row = &rows[places[at] - 1];
		if (row->count < MATCHING_GROUP)
			row->people[row->count++] = &facts->people[i];
		row->locked = round->groups[at].locked;
	}
	free(places);
	return count;
}

int
mates_rows(const struct facts *facts, const struct buddy_round *round,
    struct mates_row **out)
{
	const struct fact_buddies *buddies = &facts->buddies;
	int count = 0;

	*out = mem_new((size_t)buddies->person_count + 1, sizeof(**out));
	if (round)
		count = add_groups(buddies, round, *out);
	for (int i = 0; i < buddies->person_count; i++)
		if (!round || buddy_group_of(round, buddies->people[i].id) < 0)
			(*out)[count++] =
			    alone(&buddies->people[i], round != NULL);
	return count;
}

const struct buddy_round *
mates_listed(const struct mates *model, const struct facts *facts)
{
	return model->everybody ? NULL : facts->buddies.confirmed;
}

struct mates_row
mates_focused(const struct facts *facts, const struct buddy_round *round,
    const struct reader *reader)
{
	struct mates_row *rows, row = {.count = 0};
	int count = mates_rows(facts, round, &rows);

	if (reader->focus < count)
		row = rows[reader->focus];
	free(rows);
	return row;
}

void
mates_focus(const struct facts *facts, const struct buddy_round *round,
    struct reader *reader, const char *name)
{
	const struct buddy *person = mates_find(facts, name);
	struct mates_row *rows;
	int count = mates_rows(facts, round, &rows);

	for (int i = 0; person && i < count; i++)
		for (int k = 0; k < rows[i].count; k++)
			if (rows[i].people[k] == person)
				reader->focus = i;
	free(rows);
}

void
mates_names(
    struct buf *out, const struct mates_row *row, const struct buddy *without)
{
	int left = row->count, said = 0;

	for (int i = 0; i < row->count; i++)
		left -= row->people[i] == without;
	for (int i = 0; i < row->count; i++) {
		if (row->people[i] == without)
			continue;
		said++;
		buf_add(out, said == 1 ? "" : said < left ? ", " : _(" and "));
		buf_add(out, row->people[i]->name);
	}
}

const struct buddy *
mates_find(const struct facts *facts, const char *name)
{
	const struct fact_buddies *buddies = &facts->buddies;
	const struct buddy *found = NULL;
	struct buf folded = BUF_INIT;

	utf8_fold(&folded, name ? name : "");
	for (int i = 0; i < buddies->person_count && !found; i++)
		if (strcmp(buddies->people[i].folded, buf_text(&folded)) == 0)
			found = &buddies->people[i];
	buf_done(&folded);
	return found;
}

bool
mates_paired(const struct buddy_round *round, const struct buddy *person)
{
	int at = round ? buddy_group_of(round, person->id) : -1;

	return at >= 0 && round->groups[at].count > 1;
}

const char *
mates_shifts(const struct buddy *person)
{
	static const char *const words[] = {
	    "", N_("days"), N_("nights"), N_("days and nights")};
	const char *word = words[person->shifts & BUDDY_BOTH];

	return word[0] ? _(word) : "";
}

/* --- looks --- */

struct drawn {
	const struct facts *facts;
	const struct buddy_round *round;
	const struct mates_row *rows;
};

static bool
proposed(const struct drawn *drawn)
{
	return drawn->round && drawn->round == drawn->facts->buddies.proposed;
}

/* At the right end, in a word or two. */
static const char *
beside(const struct drawn *drawn, const struct mates_row *row)
{
	if (row->outside)
		return proposed(drawn) ? _("not in it yet")
		                       : _("waits for a round");
	if (row->count == 1)
		return proposed(drawn) ? "" : _("with nobody yet");
	return row->locked && proposed(drawn) ? _("locked") : "";
}

/* That somebody is alone, on a row of its own; why is nobody's business. */
static char *
reason(const struct drawn *drawn, const struct mates_row *row)
{
	if (!proposed(drawn) || row->outside || row->count > 1)
		return mem_copy("");
	return mem_printf(_("%s has no buddy yet"), row->people[0]->name);
}

static int
names_columns(int columns)
{
	return columns - 2 - BESIDE_COLUMNS;
}

static int
row_rows(const void *data, int columns, int index)
{
	const struct drawn *drawn = data;
	const struct mates_row *row = &drawn->rows[index];
	struct buf names = BUF_INIT;
	char *why = reason(drawn, row);
	int rows = 1;

	if (drawn->round) {
		mates_names(&names, row, NULL);
		rows = part_lines(buf_text(&names), names_columns(columns));
		rows = rows < NAME_ROWS ? rows : NAME_ROWS;
		rows += why[0] ? part_lines(why, columns - 2) : 0;
	}
	buf_done(&names);
	free(why);
	return rows > 0 ? rows : 1;
}

static void
draw_person(struct cells *cells, struct area *area, const struct buddy *person,
    enum style style)
{
	cells_text(cells, area->row, area->column + 2, ROLE_STOP - 4, style,
	    person->name);
	cells_text(cells, area->row, area->column + ROLE_STOP, ROLE_COLUMNS,
	    STYLE_NORMAL, person->role);
	cells_right(cells, area->row, area->column + area->columns, STYLE_DIM,
	    mates_shifts(person));
	area_skip(area, 1);
}

static void
draw_group(struct cells *cells, struct area *area, const struct drawn *drawn,
    const struct mates_row *row, enum style style)
{
	struct area text = *area;
	struct buf names = BUF_INIT;
	char *why = reason(drawn, row);

	cells_right(cells, area->row, area->column + area->columns,
	    row->locked ? STYLE_ACCENT : STYLE_DIM, beside(drawn, row));
	text.column += 2;
	text.columns = names_columns(area->columns);
	mates_names(&names, row, NULL);
	area_wrap(cells, &text, NAME_ROWS, style, buf_text(&names));
	text.columns = area->columns - 2;
	if (why[0])
		area_wrap(cells, &text, NAME_ROWS, STYLE_ALERT, why);
	area_skip(area, text.row - area->row);
	buf_done(&names);
	free(why);
}

static void
draw_row(struct cells *cells, struct area *area, const void *data, int index,
    bool focused)
{
	const struct drawn *drawn = data;
	const struct mates_row *row = &drawn->rows[index];
	enum style style = focused ? STYLE_FOCUS : STYLE_NORMAL;

	if (focused)
		cells_text(cells, area->row, area->column, 1, STYLE_ACCENT,
		    SIGN_FOCUS);
	if (drawn->round)
		draw_group(cells, area, drawn, row, style);
	else
		draw_person(cells, area, row->people[0], style);
}

void
mates_list(struct reader *reader, const struct facts *facts,
    const struct buddy_round *round, struct cells *cells,
    const struct area *area)
{
	struct mates_row *rows;
	int count = mates_rows(facts, round, &rows);
	struct drawn drawn = {facts, round, rows};
	struct entries entries = {&drawn, row_rows, draw_row};

	reader_view(reader, cells, area, count, &entries);
	free(rows);
}
