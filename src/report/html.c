/*
 * What all pages for a browser share: escaping, the head with its style, the
 * foot. See html.h.
 */
#include "report/html.h"

#include <string.h>

#include "util/utf8.h"

/* Dark on light whatever the browser prefers: these pages go on paper. */
static const char common[] = "*{box-sizing:border-box}\n"
                             "html{color-scheme:light}\n"
                             "body{font:12pt/1.4 system-ui,sans-serif;\n"
                             "  color:#000;background:#fff;max-width:48rem;\n"
                             "  margin:1rem auto;padding:0 1rem;\n"
                             "  overflow-wrap:anywhere}\n"
                             "@page{margin:12mm}\n"
                             "@media print{body{max-width:none;margin:0;\n"
                             "  padding:0}}\n";

static const char *
entity(char c)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
html_text(struct buf *out, const char *text)
{
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, text, strlen(text));
	for (const char *at = buf_text(&clean); *at; at++) {
		const char *escaped = entity(*at);

		buf_add_bytes(
		    out, escaped ? escaped : at, escaped ? strlen(escaped) : 1);
	}
	buf_done(&clean);
}

void
html_in(
    struct buf *out, const char *before, const char *text, const char *after)
{
	buf_add(out, before);
	html_text(out, text);
	buf_add(out, after);
}

/* "es" of "es_MX.UTF-8"; what is no language ("C") has English texts. */
static void
add_language(struct buf *out, const char *locale)
{
	size_t len = strspn(locale, "abcdefghijklmnopqrstuvwxyz");

	if (len == 2 || len == 3)
		buf_add_bytes(out, locale, len);
	else
		buf_add(out, "en");
}

void
html_head(
    struct buf *out, const char *language, const char *title, const char *style)
{
	buf_add(out, "<!DOCTYPE html>\n<html lang=\"");
	add_language(out, language);
	buf_add(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
	             "<meta name=\"viewport\" "
	             "content=\"width=device-width, initial-scale=1\">\n");
	html_in(out, "<title>", title, "</title>\n<style>\n");
	buf_add(out, common);
	buf_add(out, style);
	buf_add(out, "</style>\n</head>\n<body>\n");
}

void
html_foot(struct buf *out)
{
	buf_add(out, "</body>\n</html>\n");
}
