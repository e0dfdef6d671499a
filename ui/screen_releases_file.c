/*
 * The file of a release, laid out to be read: line breaks and spaces are put
 * between its members, and not one character is left out or changed.
 */
#include <string.h>

#include "ui/screen_releases.h"
#include "util/i18n.h"

#define INDENT 2
#define DEPTH_MAX 12 /* deeper ones are not indented any more */

struct writer {
	struct buf *out;
	struct buf line;
	int columns;
	int depth;
};

/* Bytes of a string with its quotes, to the text's end if it has none. */
static size_t
string_length(const char *text)
{
	size_t len = 1;

	while (text[len] && text[len] != '"')
		len += text[len] == '\\' && text[len + 1] ? 2 : 1;
	return text[len] ? len + 1 : len;
}

/* Bytes of an object or a list up to its own end. */
static size_t
whole_length(const char *text)
{
	size_t len = 0;
	int depth = 0;

	while (text[len]) {
		if (text[len] == '"') {
			len += string_length(text + len);
			continue;
		}
		depth += text[len] == '{' || text[len] == '[';
		depth -= text[len] == '}' || text[len] == ']';
		len++;
		if (depth == 0)
			break;
	}
	return len;
}

/* As it stands, with a space behind what parts its members. */
static void
add_spaced(struct buf *out, const char *text, size_t len)
{
	size_t used;

	for (size_t at = 0; at < len; at += used) {
		used = text[at] == '"' ? string_length(text + at) : 1;
		if (used > len - at)
			used = len - at;
		buf_add_bytes(out, text + at, used);
		if (text[at] == ',' || text[at] == ':')
			buf_add(out, " ");
	}
}

/* Ends the line; what is too long goes on below, further to the right. */
static void
end_line(struct writer *writer)
{
	const char *text = buf_text(&writer->line);
	int depth = writer->depth < DEPTH_MAX ? writer->depth : DEPTH_MAX;
	int indent = 0, columns = writer->columns;

	while (*text) {
		size_t len = utf8_fit(text, columns - indent, NULL);

		if (len == 0)
			len = strlen(text);
		for (int i = 0; i < indent; i++)
			buf_add(writer->out, " ");
		buf_add_bytes(writer->out, text, len);
		buf_add(writer->out, "\n");
		text += len;
		indent = (int)strspn(buf_text(&writer->line), " ") + 2 * INDENT;
	}
	buf_clear(&writer->line);
	for (int i = 0; i < depth * INDENT; i++)
		buf_add(&writer->line, " ");
}

/* An object or a list: on this line if it fits, else its members below. */
static size_t
add_whole(struct writer *writer, const char *text)
{
	size_t len = whole_length(text);
	struct buf spaced = BUF_INIT;
	int width;

	add_spaced(&spaced, text, len);
	width = utf8_width(buf_text(&writer->line)) +
	        utf8_width(buf_text(&spaced)) + 1; /* a comma may follow */
	if (width <= writer->columns) {
		buf_add(&writer->line, buf_text(&spaced));
	} else {
		buf_add_bytes(&writer->line, text, 1);
		writer->depth++;
		end_line(writer);
		len = 1;
	}
	buf_done(&spaced);
	return len;
}

void
releases_lay_out(struct buf *out, const char *json, int columns)
{
	struct writer writer = {.out = out, .columns = columns};
	size_t len;

	for (; *json; json += len) {
		len = *json == '"' ? string_length(json) : 1;
		switch (*json) {
		case '{':
		case '[':
			len = add_whole(&writer, json);
			continue;
		case '}':
		case ']':
			writer.depth -= writer.depth > 0;
			end_line(&writer);
			break;
		default:
			break;
		}
		buf_add_bytes(&writer.line, json, len);
		if (*json == ',')
			end_line(&writer);
		else if (*json == ':')
			buf_add(&writer.line, " ");
	}
	writer.depth = 0;
	end_line(&writer);
	buf_done(&writer.line);
}

void
releases_file(const struct releases_model *model, const struct facts *facts,
    struct cells *cells, struct area *main)
{
	const struct fact_release *release = facts->releases.shown;
	const char *document = facts->releases.document;
	struct buf text = BUF_INIT;

	if (!document) {
		area_wrap(cells, main, 3, STYLE_ALERT,
		    _("The file could not be read. Esc leads back."));
		return;
	}
	area_wrap(cells, main, 2, STYLE_NORMAL,
	    _("Exactly what was sealed; only line breaks and spaces are put "
	      "in."));
	if (release->file[0])
		area_line(cells, main, STYLE_DIM, release->file);
	if (release->hash[0])
		area_line(cells, main, STYLE_DIM, release->hash);
	area_skip(main, 1);
	releases_lay_out(&text, document, main->columns);
	scroll_text(model->scroll, cells, main, buf_text(&text));
	buf_done(&text);
}
