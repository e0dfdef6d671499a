/*
 * Pages as text. See markup.h.
 */
#include "tests/unit/markup.h"

#include <stdbool.h>
#include <string.h>

#include "tests/unit/unit.h"

int
markup_count(const char *text, const char *part)
{
	int found = 0;

	for (; (text = strstr(text, part)); text += strlen(part))
		found++;
	return found;
}

void
markup_check(const char *html)
{
	char open[32][16];
	int depth = 0;

	while ((html = strchr(html, '<'))) {
		char name[16] = "";
		bool closing = html[1] == '/';
		size_t len;

		html += closing ? 2 : 1;
		len = strcspn(html, " >");
		assert_true(len < sizeof(name));
		memcpy(name, html, len);
		if (strcmp(name, "!DOCTYPE") == 0 || strcmp(name, "meta") == 0)
			continue;
		/* SVG has elements that close themselves. */
		if (html[strcspn(html, ">") - 1] == '/')
			continue;
		if (!closing) {
			assert_true(depth < 32);
			memcpy(open[depth++], name, sizeof(name));
			continue;
		}
		assert_true(depth > 0);
		assert_string_equal(open[--depth], name);
	}
	assert_int_equal(depth, 0);
}
