/*
 * How much room a text takes. See measure.h.
 */
#include "report/measure.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "util/utf8.h"

#define USUAL 625 /* thousandths of the size */
#define FULL 1000 /* of what has two columns on a terminal */
#define BOLD 112  /* hundredths of the same letter that is not */
#define MORE " …"

static const struct {
	const char *letters;
	int wide;
} kinds[] = {
    {" .,:;'!|ijlI", 325},
    {"tfr()-[]\"/", 405},
    {"cszkvxyJ", 575},
    {"mwMW%@", 930},
    {"ABCDEFGHKLNOPQRSTUVXYZ&", 720},
};

static int
letter_wide(const char *cluster, size_t len, int columns)
{
	if (len > 1)
		return columns > 1 ? FULL : USUAL;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strchr(kinds[i].letters, cluster[0]))
			return kinds[i].wide;
	return USUAL;
}

/* Tenths of a pixel. */
static int
bytes_wide(const char *text, size_t len, struct measure_face face)
{
	int64_t sum = 0;

	for (size_t at = 0, more; at < len; at += more) {
		int columns;

		more = utf8_cluster(text + at, len - at, &columns);
		sum += letter_wide(text + at, more, columns);
	}
	return (int)(sum * face.size * (face.bold ? BOLD : 100) / 100000);
}

int
measure_wide(const char *text, struct measure_face face)
{
	return (bytes_wide(text, strlen(text), face) + 9) / 10;
}

/* The words that fit on so many lines: their bytes as result. A word longer
 * than a line breaks anywhere. */
static size_t
walk(const char *text, struct measure_face face, int wide, int most, int *lines)
{
	int room = 10 * wide, x = 0;
	size_t at = 0;

	*lines = text[0] ? 1 : 0;
	while (text[at]) {
		size_t spaces = strspn(text + at, " ");
		size_t len = spaces + strcspn(text + at + spaces, " ");
		int more = bytes_wide(text + at, len, face);
		int line = *lines;

		if (x > 0 && x + more > room) {
			line++;
			x = 0;
		}
		line += more / room;
		if (line > most)
			return at;
		x += more % room;
		*lines = line;
		at += len;
	}
	return at;
}

int
measure_lines(const char *text, struct measure_face face, int wide)
{
	int lines;

	walk(text, face, wide, INT32_MAX / 2, &lines);
	return lines;
}

int
measure_fit(struct buf *out, const char *text, struct measure_face face,
    int wide, int most)
{
	int lines;
	size_t len = walk(text, face, wide, most, &lines);

	if (text[len]) /* with room for what says that there is more */
		len = walk(text, face, wide - measure_wide(MORE, face) - 1,
		    most, &lines);
	buf_add_bytes(out, text, len);
	if (text[len])
		buf_add(out, MORE);
	return lines;
}
