/*
 * Help: the keys of the page below, from the table that it works by, and in
 * plain words why nobody can trace an answer and why counts are blurred.
 */
#include <string.h>

#include "ui/layout.h"
#include "ui/parts.h"
#include "util/i18n.h"

#define KEYS_STOP 24 /* where sentences begin */

struct model {
	struct aside aside;
	enum screen_id about;
};

static const struct binding bindings[] = {
    {
        .keys = {K_ESC, 'q', K_ENTER, K_BACK},
        .command = ASIDE_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("back to where you were"),
        .help = N_("Back to where you were."),
    },
    {
        .keys = {'j', K_DOWN, K_PGDN, ' '},
        .command = ASIDE_SCROLL,
        .place = PLACE_FOOTER,
        .label = N_("down"),
        .help = N_("Further down, if the text is longer than the page."),
    },
    {
        .keys = {'k', K_UP, K_PGUP},
        .command = ASIDE_SCROLL,
        .place = PLACE_FOOTER,
        .label = N_("up"),
        .help = N_("Further up."),
    },
};

static const struct keymap keymap = {
    .title = N_("Help"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

struct section {
	const char *title;
	const char *paragraphs[6];
};

static const struct section traced = {N_("Why nobody can trace your answers"),
    {
        N_("Each answer is added to a count, and the count is sealed. The "
           "program opens it only to add, and shows it to nobody. Your "
           "answers are not kept together, and no name, no time, no order "
           "and no keyboard is kept with them."),
        N_("When the box is closed, chance adds a little to each "
           "count or takes a little away, once. That blurred count is all "
           "that stays. The exact one is destroyed, and its key with it."),
        N_("So nobody can find an answer again: no colleague, no manager, "
           "and no backup has it."),
    }};

static const struct section blurred = {N_("Why the numbers are blurred"),
    {
        N_("With exact counts, somebody who knows how all others answered "
           "would know your answer. The blur leaves them guessing."),
        N_("\"About 9 of 12, give or take 2\" means that in 9 of 10 huddles "
           "the true count is within 2 of the 9. Small differences between "
           "two days may be nothing but blur."),
        N_("Fewer than 5 answers are never shown alone. They are kept and "
           "added to those of the huddles before."),
    }};

static const struct section limits = {N_("What this cannot do"),
    {
        N_("It cannot hide the keyboard from somebody who stands behind you, "
           "or from a person with full rights on this computer who watches "
           "the program while the box is open."),
        N_("It cannot tell whether somebody checks in twice."),
        N_("The blur protects each answer. Somebody who sees every huddle "
           "for months can guess a steady habit a little better than one "
           "answer."),
    }};

static void
help_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct model *model = data;

	if (event->kind == EVENT_ENTER && event->argument >= 0 &&
	    event->argument < SCREENS)
		model->about = (enum screen_id)event->argument;
	aside_update(data, facts, event, effects);
}

/* True if a binding before it says the same already. */
static bool
said_before(const struct keymap *shown, int index)
{
	const struct binding *binding = &shown->bindings[index];

	for (int i = 0; i < index; i++) {
		const struct binding *before = &shown->bindings[i];

		if (before->command == binding->command && before->help &&
		    strcmp(before->help, binding->help) == 0)
			return true;
	}
	return false;
}

static void
draw_keys(struct cells *cells, struct area *area, const struct keymap *shown)
{
	area_heading(cells, area, _(shown->title), 0, NULL);
	for (int i = 0; i < shown->count; i++) {
		const struct binding *binding = &shown->bindings[i];
		char names[BINDING_NAMES_SIZE];
		struct area text;

		if (!binding->help || said_before(shown, i))
			continue;
		if (binding->heading)
			area_line(cells, area, STYLE_DIM, _(binding->heading));
		text = *area;
		cells_text(cells, area->row, area->column, KEYS_STOP - 2,
		    STYLE_ACCENT,
		    binding->shown ? _(binding->shown)
		                   : binding_keys(binding, names));
		text.column += KEYS_STOP;
		text.columns -= KEYS_STOP;
		area_wrap(cells, &text, 3, STYLE_NORMAL, _(binding->help));
		area_skip(area, text.row - area->row);
	}
	area_skip(area, 1);
}

static void
draw_section(
    struct cells *cells, struct area *area, const struct section *section)
{
	area_heading(cells, area, _(section->title), 0, NULL);
	for (int i = 0; i < 6 && section->paragraphs[i]; i++) {
		area_wrap(
		    cells, area, 8, STYLE_NORMAL, _(section->paragraphs[i]));
		area_skip(area, 1);
	}
}

struct page {
	const struct model *model;
	const struct facts *facts;
};

/* What the questions of the open boxes are, in their own words. */
static void
draw_about(struct cells *cells, struct area *area, const struct facts *facts)
{
	area_heading(cells, area, _("The questions"), 0, NULL);
	for (int i = 0; i < facts->round_count; i++)
		if (facts->rounds[i].instrument)
			area_wrap(cells, area, 4, STYLE_NORMAL,
			    part_text(&facts->rounds[i].instrument->about,
			        facts->language));
	area_skip(area, 1);
}

static void
draw(struct cells *cells, struct area *area, const void *data)
{
	const struct page *page = data;
	const struct model *model = page->model;
	const struct keymap *below = screens[model->about]->keymap;
	bool answers = model->about == SCREEN_CHECKIN;
	bool home = model->about == SCREEN_HOME;
	bool counts = home || model->about == SCREEN_HUDDLE;

	/* What the page below points here for comes first: home's footer for
	 * its other keys, then its numbers for why they are blurred. */
	if (answers)
		draw_section(cells, area, &traced);
	if (counts && !home)
		draw_section(cells, area, &blurred);
	draw_keys(cells, area, below);
	if (home)
		draw_section(cells, area, &blurred);
	draw_keys(cells, area, &keymap_common);
	if (model->about == SCREEN_RELEASES)
		draw_section(cells, area, &blurred);
	if (counts)
		draw_section(cells, area, &traced);
	if (answers)
		draw_section(cells, area, &blurred);
	if (counts || answers)
		draw_section(cells, area, &limits);
	if (answers && page->facts->round_count > 0)
		draw_about(cells, area, page->facts);
}

static void
help_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct model *model = data;
	struct page page = {model, facts};
	struct area main, side;

	area_body(cells, &main, &side);
	layout_header(
	    cells, _("Help"), NULL, _(screens[model->about]->keymap->title));
	cells_cursor(cells, main.row, main.column);
	scroll_view(model->aside.scroll, cells, &main, &page, draw);
	layout_footer(cells, &keymap, 0);
}

const struct screen screen_help = {
    .keymap = &keymap,
    .model_size = sizeof(struct model),
    .init = aside_init,
    .update = help_update,
    .view = help_view,
    .idle = aside_idle,
    .still = true,
    .done = aside_done,
};
