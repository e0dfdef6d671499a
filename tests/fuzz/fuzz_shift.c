/*
 * Random bytes as a CSV file of numbers of the shift: refused with its faults
 * by line, or understood as the file says it and nothing else. `make fuzz`.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "config/shift_csv.h"
#include "util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TODAY 20780 /* 2026-11-23, as in the corpus */

static char census[] = "Census", present[] = "Staff present";
static const struct shift_field fields[] = {
    {"census", census, 60}, {"staff-present", present, 20}};
static const struct shift_csv_rules rules = {fields, 2, {TODAY, SHIFT_DAY}};

/* What may be kept: of a field, within its bounds, of a shift that has begun,
 * each once. */
static void
check_list(const struct shift_number *list, int count)
{
	for (int i = 0; i < count; i++) {
		int field = shift_field_find(fields, 2, list[i].field);

		assert(field >= 0);
		assert(
		    list[i].value >= 0 && list[i].value <= fields[field].most);
		assert(shift_order(list[i].shift, rules.now) <= 0);
		assert(list[i].shift.day >= TODAY - SHIFT_BACK_DAYS);
		/* Each comes once: at most 2 x 2 x 367 of them. */
		for (int k = 0; k < i; k++)
			assert(strcmp(list[k].field, list[i].field) != 0 ||
			       shift_order(list[k].shift, list[i].shift) != 0);
	}
}

/* Written by rows it is understood as the same. */
static void
check_again(const struct shift_number *list, int count)
{
	struct buf text = BUF_INIT;
	struct faults faults = {0};
	struct shift_number *again;

	buf_add(&text, "date,shift,field,value\r\n");
	for (int i = 0; i < count; i++) {
		char day[DATE_TEXT_SIZE];

		date_format(list[i].shift.day, day);
		buf_addf(&text, "\"%s\",%s,%s,%d\r\n", day,
		    shift_name(list[i].shift.shift), list[i].field,
		    (int)list[i].value);
	}
	assert(shift_csv_read(buf_text(&text), text.len, "again", &rules,
	           &again, &faults) == count);
	assert(faults.count == 0);
	for (int i = 0; i < count; i++)
		assert(shift_order(again[i].shift, list[i].shift) == 0 &&
		       again[i].value == list[i].value &&
		       strcmp(again[i].field, list[i].field) == 0);
	faults_done(&faults);
	free(again);
	buf_done(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct faults faults = {0};
	struct buf told = BUF_INIT;
	struct shift_number *list;
	int count = shift_csv_read(
	    (const char *)data, size, "numbers.csv", &rules, &list, &faults);

	if (faults.count > 0) {
		assert(count == 0 && !list);
		faults_print(&faults, &told);
		assert(utf8_valid(told.text, told.len, NULL));
		assert(strncmp(told.text, "numbers.csv:", 12) == 0);
		/* A fault tells a little of the file, never all of it. */
		assert(told.len < 1024 * (FAULTS_MAX + 1));
	} else {
		check_list(list, count);
		check_again(list, count);
	}
	buf_done(&told);
	free(list);
	faults_done(&faults);
	return 0;
}
