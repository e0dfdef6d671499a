/*
 * Every sample in every form, with the words of the shipped instruments. With
 * a folder as its argument it only writes them there, for the validators that
 * others have made (tests/npm).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sync/format.h"
#include "tests/unit/config_aid.h"
#include "tests/unit/samples.h"
#include "tests/unit/unit.h"
#include "util/file.h"
#include "util/mem.h"

static const char *target;

/* Writes folder/name, or nothing where nothing is to be written. */
static void
keep(const char *folder, const char *name, const struct buf *text)
{
	char *place, *path;
	struct err err = {""};

	assert_true(text->len > 0);
	if (!target)
		return;
	place = file_join(target, folder);
	path = file_join(place, name);
	if (file_make_folder(place, &err) < 0 ||
	    file_create(path, 0644, text->text, text->len, &err) < 0)
		fail_msg("%s", err.text);
	free(path);
	free(place);
}

static void
write_one(const struct summary *summary, const char *name,
    const struct instrument *instruments, int count)
{
	struct buf text = BUF_INIT;
	char *named = mem_printf("%s.json", name);
	char *csv = mem_printf("csv/%s", name);

	format_json(&text, summary);
	keep("json", named, &text);
	for (int i = 0; i < FORMAT_CSV_FILES; i++) {
		buf_clear(&text);
		format_csv(&text, i, summary, 1);
		keep(csv, format_csv_names[i], &text);
	}
	buf_clear(&text);
	format_fhir(&text, summary, instruments, count);
	keep("fhir", named, &text);
	buf_clear(&text);
	format_fhir(&text, summary, NULL, 0);
	keep("fhir-wordless", named, &text);
	free(csv);
	free(named);
	buf_done(&text);
}

static void
every_sample_has_every_form(void **state)
{
	struct config config;
	char *faults;

	(void)state;
	aid_write("huddle.conf", LEAST);
	faults = aid_load(&config);
	assert_string_equal(faults, "");
	for (int i = 0; i < SAMPLES; i++) {
		struct summary summary;

		sample_summary(&summary, (enum sample)i);
		write_one(&summary, sample_names[i], config.instruments,
		    config.instrument_count);
		summary_done(&summary);
	}
	config_done(&config);
	free(faults);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
	        every_sample_has_every_form, aid_make_folder, aid_drop_folder),
	};

	if (argc > 1)
		target = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
