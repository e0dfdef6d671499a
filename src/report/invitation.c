/*
 * The invitation to a meal, as text or HTML. See invitation.h.
 */
#include "report/invitation.h"

#include <stdio.h>

#include "report/doc.h"
#include "util/i18n.h"

#define BLANK "________________________________________"
#define PLACES 8 /* at the table */

/* One page, with room for a pen; the question is what one sees from afar. */
static const char invitation_style[] =
    "body{font-size:11.5pt;line-height:1.35}\n"
    ".from{display:flex;justify-content:space-between}\n"
    "h1{font-size:24pt;line-height:1.2;margin:.2em 0}\n"
    "h2{font-size:11.5pt;margin:1.4em 0 .2em;border-bottom:1pt solid #000}\n"
    "p{margin:.3em 0}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.9em 1.2em;\n"
    "  margin:.8em 0}\n"
    "dd{margin:0;overflow:hidden;white-space:nowrap}\n"
    "section{break-inside:avoid}\n"
    "section:nth-of-type(2) p{font-size:15pt}\n"
    "section:nth-of-type(3) p{font-size:19pt;line-height:1.25}\n"
    "section:last-of-type dl"
    "{grid-template-columns:max-content 1fr max-content 1fr}\n";

void
invitation_page(const struct page *page, const char *opener,
    const char *question, struct buf *out)
{
	static const char *const agreed[] = {
	    N_("What is said at the table stays there."),
	    N_("Nobody has to answer. To pass is fine, and nobody asks why."),
	    N_("Here all are colleagues, with the same time to talk."),
	    N_("Listen first. Advice only for those who ask for it."),
	    N_("Nothing that shows a patient."),
	};
	struct doc doc;

	doc_begin(&doc, page, out, _("A meal together"),
	    _("For 4 to 8 of us. Come as you are; there is nothing to "
	      "prepare."),
	    invitation_style);
	doc_section(&doc, _("When and where"));
	doc_field(&doc, _("Day and time"), BLANK);
	doc_field(&doc, _("How long"), _("90 minutes, and then we stop"));
	doc_field(&doc, _("Place"), BLANK);
	doc_field(&doc, _("Who invites"), BLANK);
	doc_field(&doc, _("Costs"), BLANK);
	doc_section(&doc, _("To begin with, everybody in turn"));
	doc_text(&doc, opener);
	doc_section(&doc, _("What we talk about this time"));
	doc_text(&doc, question);
	doc_section(&doc, _("Agreed at the table"));
	for (size_t i = 0; i < sizeof(agreed) / sizeof(agreed[0]); i++)
		doc_text(&doc, _(agreed[i]));
	doc_section(&doc, _("I am coming"));
	for (int i = 1; i <= PLACES; i++) {
		char place[16];

		snprintf(place, sizeof(place), "%d", i);
		doc_field(&doc, place, BLANK);
	}
	doc_end(&doc);
}
