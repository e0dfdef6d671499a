/*
 * Random summaries before the audit: it says the same every time, in sentences
 * that can be shown. `make fuzz`.
 */
#include <assert.h>
#include <string.h>

#include "core/audit.h"
#include "sync/format.h"
#include "util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct audit *audit, const struct audit *again)
{
	int breaks = 0;

	assert(audit->count == again->count && audit->breaks == again->breaks);
	for (int i = 0; i < audit->count; i++) {
		const struct audit_finding *finding = &audit->list[i];

		assert(finding->text && finding->text[0]);
		assert(utf8_valid(finding->text, strlen(finding->text), NULL));
		assert(strcmp(finding->text, again->list[i].text) == 0);
		assert(!finding->part[0] || id_valid(finding->part));
		breaks += finding->kind == AUDIT_BREAKS;
	}
	assert(breaks == audit->breaks);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct summary summary;
	struct audit audit, again;

	if (format_json_read(&summary, (const char *)data, size, false, NULL) ==
	    OK) {
		audit_summary(&audit, &summary);
		audit_summary(&again, &summary);
		check(&audit, &again);
		audit_done(&audit);
		audit_done(&again);
	}
	summary_done(&summary);
	return 0;
}
