/*
 * Random summaries before the audit: it says the same every time, in sentences
 * that can be shown. Bytes that begin like a file are read as one; all others
 * are taken for the numbers of a summary, which must also be read again as it
 * was written. `make fuzz`.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/audit.h"
#include "core/noise.h"
#include "sync/format.h"
#include "util/utf8.h"

#define ROWS_MAX 5
#define LATEST 40000 /* days: in 2079 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct bytes {
	const uint8_t *at, *end;
};

/* Small ones take one byte, all of 32 bits six; the lowest at the end. */
static int
number(struct bytes *bytes, int low, int high)
{
	uint32_t value = 0;

	for (int i = 0; i < 6 && bytes->at < bytes->end; i++) {
		uint8_t byte = *bytes->at++;

		value = value << 6 | (byte & 0x3f);
		if (byte < 0xc0)
			break;
	}
	return (int)(low + (int64_t)value % ((int64_t)high - low + 1));
}

static void
word(struct bytes *bytes, char out[ID_SIZE])
{
	static const char *const words[] = {"other", "pulse", "energy",
	    "supplies", "4-west", "notes", "a", "-",
	    "01234567890123456789012345678901"};

	snprintf(out, ID_SIZE, "%s",
	    words[number(bytes, 0, (int)(sizeof(words) / sizeof(*words)) - 1)]);
}

static void
build_pulse(struct summary *summary, struct bytes *bytes)
{
	struct summary_pulse *row = summary_add_pulse(summary);

	word(bytes, row->key.instrument);
	word(bytes, row->key.item);
	row->key.version = number(bytes, 1, 9);
	row->key.of = (uint8_t)number(bytes, 1, (1 << ANSWERS_MAX) - 1);
	row->key.epsilon_milli = number(bytes, 1, EPSILON_MILLI_MAX + 1);
	row->since = summary->from - number(bytes, 0, summary->from);
	row->rounds = number(bytes, 1, 1000000);
	row->paper_rounds = number(bytes, 0, row->rounds);
	row->answered = number(bytes, 0, INT32_MAX);
	row->counted = number(bytes, -INT32_MAX, INT32_MAX);
}

static void
build_stocks(struct summary *summary, struct bytes *bytes)
{
	for (int i = number(bytes, 0, ROWS_MAX); i > 0; i--) {
		struct summary_action *row = summary_add_action(summary);

		row->state = number(bytes, 0, ACTION_STATES - 1);
		row->tier = number(bytes, 0, TIERS - 1);
		word(bytes, row->theme);
		row->count = number(bytes, 1, INT32_MAX);
		row->median_age_days = number(bytes, 0, INT32_MAX);
	}
	for (int i = number(bytes, 0, TIERS); i > 0; i--) {
		struct summary_response *row = summary_add_response(summary);

		row->tier = i - 1;
		row->answered = number(bytes, 0, INT32_MAX);
		row->unanswered = number(bytes, 0, INT32_MAX);
		row->p90_days = number(bytes, 0, INT32_MAX);
		row->median_days = number(bytes, 0, row->p90_days);
	}
	summary->has_buddies = number(bytes, 0, 1);
	if (summary->has_buddies) {
		summary->pairs = number(bytes, 0, INT32_MAX);
		summary->connections = number(bytes, 0, INT32_MAX);
	}
	summary->has_dropped = number(bytes, 0, 1);
	if (summary->has_dropped) {
		summary->dropped_tasks = number(bytes, 0, INT32_MAX);
		summary->dropped_minutes = number(bytes, 0, INT32_MAX);
	}
}

static void
build_flows(struct summary *summary, struct bytes *bytes)
{
	struct summary_huddles *huddles = &summary->huddles;

	for (int i = 0; i < 2; i++) {
		huddles->planned[i] = number(bytes, 0, INT32_MAX);
		huddles->held[i] = number(bytes, 0, INT32_MAX);
	}
	huddles->minutes = number(bytes, 0, INT32_MAX);
	huddles->headcount = number(bytes, 0, INT32_MAX);
	huddles->largest = number(bytes, 0, INT32_MAX);
	for (int i = number(bytes, 0, ROWS_MAX); i > 0; i--)
		build_pulse(summary, bytes);
	for (int i = number(bytes, 0, ROWS_MAX); i > 0; i--) {
		struct summary_note *row = summary_add_note(summary);

		row->kind = number(bytes, 0, NOTE_KINDS - 1);
		word(bytes, row->theme);
		row->count = number(bytes, 1, INT32_MAX);
	}
	for (int i = number(bytes, 0, ROWS_MAX); i > 0; i--) {
		struct summary_shift *row = summary_add_shift(summary);

		word(bytes, row->field);
		row->shifts = number(bytes, 1, INT32_MAX);
		row->sum = number(bytes, 0, INT32_MAX);
	}
	for (int i = number(bytes, 0, ROWS_MAX); i > 0; i--) {
		char part[ID_SIZE], reason[ID_SIZE];

		word(bytes, part);
		word(bytes, reason);
		summary_withhold(summary, part, reason);
	}
}

/* False if two rows are of one key: no file has that. */
static bool
build(struct summary *summary, struct bytes *bytes)
{
	summary_init(summary);
	word(bytes, summary->organization);
	word(bytes, summary->unit);
	word(bytes, summary->name);
	if (number(bytes, 0, 1))
		word(bytes, summary->site);
	summary->epoch = number(bytes, 1, INT32_MAX);
	summary->sequence = number(bytes, 1, INT32_MAX);
	if (summary->sequence > 1)
		memset(summary->previous, 'a', SUMMARY_HASH_SIZE - 1);
	if (number(bytes, 0, 1))
		memset(summary->next_key, '7', SUMMARY_HASH_SIZE - 1);
	summary->from = number(bytes, 0, LATEST);
	summary->to = number(bytes, summary->from, LATEST);
	build_flows(summary, bytes);
	build_stocks(summary, bytes);
	summary_sort(summary);
	return summary_sorted(summary);
}

static void
check_audit(const struct summary *summary)
{
	struct audit audit, again;
	char *broken = audit_breaks(summary);
	int breaks = 0;

	audit_summary(&audit, summary);
	audit_summary(&again, summary);
	assert(audit.count == again.count && audit.breaks == again.breaks);
	for (int i = 0; i < audit.count; i++) {
		const struct audit_finding *finding = &audit.list[i];

		assert(finding->text && finding->text[0]);
		assert(utf8_valid(finding->text, strlen(finding->text), NULL));
		assert(strcmp(finding->text, again.list[i].text) == 0);
		assert(!finding->part[0] || id_valid(finding->part));
		if (finding->kind == AUDIT_BREAKS && breaks++ == 0)
			assert(broken && strcmp(broken, finding->text) == 0);
	}
	assert(breaks == audit.breaks && !broken == !breaks);
	free(broken);
	audit_done(&audit);
	audit_done(&again);
}

static void
check_read_again(const struct summary *summary)
{
	struct buf text = BUF_INIT, twice = BUF_INIT;
	struct summary again;
	struct err err = {""};

	format_json(&text, summary);
	if (format_json_read(&again, text.text, text.len, true, &err) < 0)
		fprintf(stderr, "%s\n%s\n", err.text, text.text);
	assert(!err.text[0]);
	format_json(&twice, &again);
	assert(strcmp(text.text, twice.text) == 0);
	summary_done(&again);
	buf_done(&twice);
	buf_done(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = {data, data + size};
	struct summary summary;

	if (size > 0 && data[0] == '{') {
		if (format_json_read(
		        &summary, (const char *)data, size, false, NULL) == OK)
			check_audit(&summary);
	} else if (build(&summary, &bytes)) {
		check_audit(&summary);
		check_read_again(&summary);
	}
	summary_done(&summary);
	return 0;
}
