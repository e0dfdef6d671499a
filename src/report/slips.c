/*
 * Slips to cut, as text or HTML. See slips.h.
 */
#include "report/slips.h"

#include <libintl.h>

#include "report/doc.h"
#include "util/i18n.h"

/* Two slips beside each other, cut along the dashes. */
static const char slip_style[] =
    "body{font-size:11pt;line-height:1.35}\n"
    "h1{font-size:16pt;line-height:1.2;margin:.3em 0}\n"
    ".from{display:flex;justify-content:space-between}\n"
    "main{display:grid;grid-template-columns:1fr 1fr;margin-top:1em}\n"
    "section{border:1pt dashed #000;margin:0 -1pt -1pt 0;\n"
    "  padding:.6em 1em;break-inside:avoid;overflow-wrap:anywhere}\n"
    "h2{font-size:14pt;margin:0 0 .3em}\n"
    "p{margin:.3em 0}\n"
    "@media screen and (max-width:40em)"
    "{main{grid-template-columns:1fr}}\n";

static void
add_line(struct doc *doc, const char *format, const char *text)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, format, text);
	doc_text(doc, buf_text(&line));
	buf_done(&line);
}

static void
add_slip(struct doc *doc, const struct slips *slips, const struct slip *slip)
{
	char from[DOC_DAY_SIZE], to[DOC_DAY_SIZE];
	struct buf line = BUF_INIT;

	if (!doc->page->html) {
		buf_add(doc->out, "\n");
		for (int i = 1; i < PAGE_COLUMNS; i += 2)
			buf_add(doc->out, i > 1 ? " -" : "-");
	}
	doc_day(doc->page, slips->from, false, from);
	doc_day(doc->page, slips->to, false, to);
	doc_section(doc, slip->name);
	buf_addf(&line, _("%s, %s to %s"), doc->page->unit, from, to);
	doc_text(doc, buf_text(&line));
	add_line(doc,
	    ngettext("Your buddy: %s", "Your buddies: %s",
	        (unsigned long)slip->count),
	    slip->buddies);
	add_line(doc, _("This week: %s"), slips->title);
	doc_text(doc, slips->prompt);
	add_line(doc, _("To try: %s"), slips->attempt);
	doc_text(doc,
	    _("Press b on the home screen and say \"we connected\". What you "
	      "say to each other is yours."));
	buf_done(&line);
}

void
slips_page(const struct page *page, const struct slips *slips, struct buf *out)
{
	struct doc doc;

	doc_begin(&doc, page, out, _("Buddies"),
	    _("A slip for each, to cut along the lines and hand out."),
	    slip_style);
	for (int i = 0; i < slips->count; i++)
		add_slip(&doc, slips, &slips->list[i]);
	doc_end(&doc);
}
