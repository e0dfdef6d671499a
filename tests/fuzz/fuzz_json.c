/*
 * Random bytes as a summary: refused with a message, or understood exactly and
 * written as they were, in every form. `make fuzz`.
 */
#include <assert.h>
#include <jansson.h>
#include <string.h>

#include "sync/format.h"
#include "util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_forms(const struct summary *summary)
{
	struct buf text = BUF_INIT;
	json_t *bundle;

	for (int i = 0; i < FORMAT_CSV_FILES; i++) {
		buf_clear(&text);
		format_csv(&text, i, summary, 1);
		assert(text.len > 0 && text.text[text.len - 1] == '\n');
		assert(utf8_valid(text.text, text.len, NULL));
	}
	buf_clear(&text);
	format_fhir(&text, summary, NULL, 0);
	bundle = json_loadb(text.text, text.len, JSON_REJECT_DUPLICATES, NULL);
	assert(json_is_object(bundle));
	json_decref(bundle);
	buf_done(&text);
}

static void
check_written(
    const struct summary *summary, const char *text, size_t len, bool canonical)
{
	struct buf written = BUF_INIT, twice = BUF_INIT;
	struct summary again;

	assert(summary_sorted(summary));
	format_json(&written, summary);
	if (canonical)
		assert(
		    written.len == len && memcmp(written.text, text, len) == 0);
	assert(format_json_read(
	           &again, written.text, written.len, true, NULL) == OK);
	format_json(&twice, &again);
	assert(twice.len == written.len &&
	       memcmp(twice.text, written.text, twice.len) == 0);
	summary_done(&again);
	buf_done(&twice);
	buf_done(&written);
}

static int
check(const char *text, size_t len, bool canonical)
{
	struct summary summary;
	struct err err = {""};
	int status = format_json_read(&summary, text, len, canonical, &err);

	if (status < 0) {
		assert(status == ERR_DATA && err.text[0]);
		assert(utf8_valid(err.text, strlen(err.text), NULL));
	} else {
		check_written(&summary, text, len, canonical);
		check_forms(&summary);
	}
	summary_done(&summary);
	return status;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;

	/* What is canonical is also good where spaces would be allowed. */
	if (check(text, size, true) == OK)
		assert(check(text, size, false) == OK);
	else
		check(text, size, false);
	return 0;
}
