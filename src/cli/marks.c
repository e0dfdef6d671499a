/*
 * The marks of a card in words. See marks.h.
 */
#include "cli/marks.h"

#include "util/i18n.h"

const char *const mark_names[MARKS] = {
    "unanswered", "overdue", "ageing", "waiting", "stuck"};

static const char *const titles[MARKS] = {N_("no answer"), N_("overdue"),
    N_("standing long"), N_("waiting"), N_("test without a result")};

void
marks_text(struct buf *out, unsigned marks)
{
	const char *before = "";

	for (int i = 0; i < MARKS; i++)
		if (marks & 1u << i) {
			buf_addf(out, "%s%s", before, _(titles[i]));
			before = ", ";
		}
}
