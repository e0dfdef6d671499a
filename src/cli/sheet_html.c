/*
 * The downtime sheet as a page for a browser: one file, no scripts, made to
 * be printed on A4 or Letter and to be read aloud. See sheet.h.
 */
#include "cli/sheet.h"
#include "core/note.h"
#include "report/html.h"
#include "util/i18n.h"

#define NOTE_ROWS 5

static const char style[] =
    "body{font-size:10pt;line-height:1.3}\n"
    "header{border-bottom:2px solid #000;margin-bottom:.5rem}\n"
    "h1{font-size:1.4rem;margin:0}\n"
    "h2{font-size:1rem;margin:.6rem 0 .1rem}\n"
    "p{margin:.15rem 0}\n"
    "ol,ul{margin:.1rem 0;padding-left:1.3rem}\n"
    "table{width:100%;border-collapse:collapse;margin:.3rem 0}\n"
    "caption{text-align:left;font-weight:600}\n"
    "th,td{border:1px solid #555;padding:.05rem .35rem;text-align:left;\n"
    "  font-weight:400}\n"
    "thead th{font-size:.8em}\n"
    ".pulse th:first-child{width:38%}\n"
    ".pulse th:last-child{width:12%}\n"
    ".notes th:first-child{width:18%}\n"
    ".notes th:last-child{width:14%}\n"
    ".pulse td{height:1.65em}\n"
    ".notes td{height:1.8em}\n"
    ".line{display:inline-block;border-bottom:1px solid #000;width:5rem;\n"
    "  height:1em;margin-right:.6em}\n"
    ".box{display:inline-block;border:1px solid #000;width:.8em;\n"
    "  height:.8em}\n"
    "pre{margin:.2rem 0;font:9pt/1.25 ui-monospace,monospace;\n"
    "  white-space:pre-wrap;overflow-wrap:anywhere}\n"
    "@page{margin:9mm 12mm}\n"
    "@media print{body{font-size:8pt;line-height:1.2}\n"
    "  h2{margin-top:.4rem}\n"
    "  table{margin:.15rem 0}\n"
    "  pre{font-size:7.5pt}\n"
    "  tr,li,section{break-inside:avoid}}\n";

static void
add_head(const struct sheet *sheet, struct buf *out)
{
	struct buf title = BUF_INIT;

	buf_addf(
	    &title, "%s: %s", sheet->config->unit_name, _("huddle on paper"));
	html_head(out,
	    sheet->pulse ? sheet->pulse->languages[sheet->language] : "en",
	    buf_text(&title), style);
	html_in(out, "<header>\n<h1>", buf_text(&title),
	    "</h1>\n</header>\n<main>\n");
	buf_done(&title);
}

/* What is filled in by hand: a label and a line. */
static void
add_blank(struct buf *out, const char *label)
{
	html_in(out, "", label, " <span class=\"line\"></span>\n");
}

static void
add_blanks(struct buf *out)
{
	buf_add(out, "<p>");
	add_blank(out, _("Date"));
	html_in(out, "", _("Shift"), ": <span class=\"box\"></span> ");
	html_in(out, "", _("day"), " <span class=\"box\"></span> ");
	html_in(out, "", _("night"), "\n");
	add_blank(out, _("From"));
	add_blank(out, _("to"));
	buf_add(out, "</p>\n<p>");
	add_blank(out, _("Present (headcount)"));
	add_blank(out, _("Slips in the jar (check-ins)"));
	buf_add(out, "</p>\n");
}

static void
add_steps(const struct sheet *sheet, struct buf *out)
{
	const struct agenda *agenda = sheet->agenda;

	if (!agenda || agenda->step_count == 0)
		return;
	html_in(out, "<section>\n<h2>", _("Agenda"), "</h2>\n<ol>\n");
	for (int i = 0; i < agenda->step_count; i++) {
		const struct step *step = &agenda->steps[i];

		html_in(out, "<li><strong>", step->title, "</strong> ");
		buf_addf(out, _("(%d:%02d minutes) "), step->seconds / 60,
		    step->seconds % 60);
		html_in(out, "", sheet_prompt(step), "</li>\n");
	}
	buf_add(out, "</ol>\n</section>\n");
}

static void
add_columns(struct buf *out, const char *a, const char *b, const char *c)
{
	html_in(out, "<thead><tr><th scope=\"col\">", a, "</th>");
	html_in(out, "<th scope=\"col\">", b, "</th>");
	html_in(out, "<th scope=\"col\">", c, "</th></tr></thead>\n<tbody>\n");
}

static void
add_pulse(const struct sheet *sheet, struct buf *out)
{
	if (!sheet->pulse)
		return;
	html_in(out, "<section>\n<h2>", _("Pulse"), "</h2>\n<p>");
	html_in(out, "", sheet_how(), "</p>\n");
	for (int i = 0; i < sheet->pulse->item_count; i++) {
		const struct item *item = &sheet->pulse->items[i];

		html_in(out, "<table class=\"pulse\">\n<caption>",
		    item->prompt.in[sheet->language], " (");
		html_in(out, "", item->id, ")</caption>\n");
		add_columns(out, _("Answer"), _("Strokes"), _("Total"));
		for (int a = 0; a < item->answer_count; a++) {
			buf_addf(out, "<tr><th scope=\"row\">%d ", a + 1);
			html_in(out, "",
			    item->answers[a].label.in[sheet->language],
			    "</th><td></td><td></td></tr>\n");
		}
		buf_add(out, "</tbody>\n</table>\n");
	}
	buf_add(out, "</section>\n");
}

static void
add_notes(struct buf *out)
{
	html_in(out, "<section>\n<h2>", _("Notes"), "</h2>\n<p>");
	for (int i = 0; i < NOTE_KINDS; i++)
		html_in(out, i ? ", " : "", _(note_kind_titles[i]), "");
	html_in(out, ". ",
	    _("Everyone on the unit can read them: nothing about patients, "
	      "no names but in thanks. Stop this: with the minutes a shift."),
	    "</p>\n");
	buf_add(out, "<table class=\"notes\">\n");
	add_columns(out, _("Kind"), _("Text"), _("Theme"));
	for (int i = 0; i < NOTE_ROWS; i++)
		buf_add(out, "<tr><td></td><td></td><td></td></tr>\n");
	buf_add(out, "</tbody>\n</table>\n</section>\n");
}

static void
add_contacts(const char *title, const struct contact *contacts, int count,
    struct buf *out)
{
	if (count == 0)
		return;
	html_in(out, "<section>\n<h2>", title, "</h2>\n<ul>\n");
	for (int i = 0; i < count; i++) {
		const struct contact *contact = &contacts[i];

		html_in(out, "<li><strong>", contact->title, "</strong>: ");
		html_text(out, contact->reach);
		html_in(out, contact->when[0] ? ", " : "", contact->when,
		    "</li>\n");
	}
	buf_add(out, "</ul>\n</section>\n");
}

static void
add_entry(const struct sheet *sheet, struct buf *out)
{
	const struct instrument *pulse = sheet->pulse;

	html_in(out, "<section>\n<h2>",
	    _("Entered later, once, on the workstation"), "</h2>\n<pre>");
	if (pulse)
		buf_add(out, "huddle round tally --date DATE --headcount N "
		             "--checkins N -\n");
	for (int i = 0; pulse && i < pulse->item_count; i++) {
		html_in(out, "  ", pulse->items[i].id, "=");
		for (int a = 0; a < pulse->items[i].answer_count; a++)
			buf_add(out, a ? ",___" : "___");
		buf_add(out, "\n");
	}
	buf_add(out, "huddle note add --kind matters|bright|pebble|stop|thanks "
	             "--theme THEME -</pre>\n");
	html_in(out, "<p>", _("Themes"), ":");
	for (int i = 0; i < sheet->config->theme_count; i++)
		html_in(out, " ", sheet->config->themes[i].id, "");
	html_in(out, ". ", _("Ctrl-D ends the input."), "</p>\n</section>\n");
}

void
sheet_html(const struct sheet *sheet, struct buf *out)
{
	add_head(sheet, out);
	add_blanks(out);
	add_steps(sheet, out);
	add_pulse(sheet, out);
	add_notes(out);
	add_contacts(_("Where to call"), sheet->config->contacts,
	    sheet->config->contact_count, out);
	add_contacts(_("Peer supporters"), sheet->config->peers,
	    sheet->config->peer_count, out);
	add_entry(sheet, out);
	buf_add(out, "</main>\n");
	html_foot(out);
}
