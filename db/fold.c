/*
 * Search as people mean it, within SQL: folded_find(text, needle) is 1 if the
 * text, its case and diacritics folded away, contains a needle that is folded
 * already. The same for the same texts, and it touches nothing.
 */
#include "db/handle.h"

#include <string.h>

#include "util/utf8.h"

static void
folded_find(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct buf *folded = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *needle = (const char *)sqlite3_value_text(values[1]);

	(void)count;
	if (!text || !needle) {
		sqlite3_result_int(context, 0);
		return;
	}
	buf_clear(folded);
	utf8_fold(folded, text);
	sqlite3_result_int(context, strstr(buf_text(folded), needle) != NULL);
}

int
db_functions(sqlite3 *handle, struct buf *folded)
{
	return sqlite3_create_function_v2(handle, "folded_find", 2,
	    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, folded,
	    folded_find, NULL, NULL, NULL);
}
