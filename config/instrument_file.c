/*
 * Instruments as files. See instrument_file.h.
 */
#include "config/instrument_file.h"

#include <string.h>

#include "util/file.h"

#define ITEMS "\nitems"

struct document *
instrument_file_read(struct instrument *out, const char *path, const char *text,
    struct faults *faults, struct err *err)
{
	struct document *document = text ? document_use(path, text, faults)
	                                 : document_open(path, faults, err);

	*out = (struct instrument){.version = 0};
	if (document)
		document_read(document, &table_instrument, out, NULL);
	return document;
}

/* Ends the text before its items; false if they are not found as a setting at
 * the beginning of a line, or nothing stands before them. */
static bool
cut_items(struct buf *text)
{
	const char *items = strstr(buf_text(text), ITEMS);
	const char *behind;

	if (!items)
		return false;
	behind = items + strlen(ITEMS);
	behind += strspn(behind, " \t");
	if (*behind != '=' && *behind != ':')
		return false;
	text->len = (size_t)(items + 1 - buf_text(text));
	text->text[text->len] = '\0';
	return true;
}

bool
instrument_file_head(struct instrument *out, const char *path, const char *text)
{
	struct faults faults = {0};
	struct buf head = BUF_INIT;
	struct document *document;
	bool well;

	*out = (struct instrument){.version = 0};
	if (text)
		buf_add(&head, text);
	else if (file_read(path, FILE_TEXT_MAX, &head, NULL) < 0)
		return false;
	well = cut_items(&head);
	if (well) {
		document = document_use(path, buf_text(&head), &faults);
		document_read(document, &table_instrument_head, out, NULL);
		document_close(document);
		well = faults.count == 0 && out->cadence != CADENCE_HUDDLE;
	}
	if (!well)
		instrument_done(out);
	faults_done(&faults);
	buf_done(&head);
	return well;
}
