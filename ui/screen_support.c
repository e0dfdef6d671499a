/*
 * Whom to call: one key from everywhere, never behind a PIN, and nothing
 * about looking here is kept.
 */
#include "ui/layout.h"
#include "ui/parts.h"
#include "util/i18n.h"

struct model {
	struct aside aside;
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
        .keys = {'j', K_DOWN, K_PGDN},
        .command = ASIDE_SCROLL,
        .place = PLACE_FOOTER,
        .label = N_("down"),
        .help = N_("Further down, if the list is longer than the page."),
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
    .title = N_("Support"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
draw(struct cells *cells, struct area *area, const void *data)
{
	const struct facts *facts = data;

	if (facts->contact_count == 0 && facts->peer_count == 0)
		area_wrap(cells, area, 3, STYLE_NORMAL,
		    _("Nobody is entered here yet. Whoever looks after this "
		      "program adds contacts to support.conf."));
	part_contacts(cells, area, facts);
	if (facts->contact_count > 0 && facts->peer_count > 0)
		area_skip(area, 2);
	part_peers(cells, area, facts);
}

static void
support_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct model *model = data;
	struct area main, side;

	area_body(cells, &main, &side);
	layout_header(cells, _("Support"), NULL, NULL);
	cells_cursor(cells, main.row, main.column);
	area_line(cells, &main, STYLE_NORMAL,
	    _("Whom to call. That you look here is noted nowhere."));
	area_skip(&main, 1);
	scroll_view(model->aside.scroll, cells, &main, facts, draw);
	layout_footer(cells, &keymap, 0);
}

const struct screen screen_support = {
    .keymap = &keymap,
    .model_size = sizeof(struct model),
    .init = aside_init,
    .update = aside_update,
    .view = support_view,
    .idle = aside_idle,
    .still = true,
    .done = aside_done,
};
