/*
 * The files that are part of the program are those of the tree, byte by byte.
 */
#include <string.h>

#include "tests/unit/unit.h"
#include "util/embed.h"
#include "util/file.h"

static void
what_is_embedded_is_what_lies_in_the_tree(void **state)
{
	(void)state;
	assert_true(embed_count > 0);
	for (size_t i = 0; i < embed_count; i++) {
		const struct embed *embed = &embed_files[i];
		struct buf file = BUF_INIT;

		if (file_read(embed->name, FILE_TEXT_MAX, &file, NULL) != OK)
			fail_msg("%s is not in the tree", embed->name);
		assert_int_equal(embed->len, file.len);
		assert_memory_equal(embed->text, buf_text(&file), file.len + 1);
		assert_ptr_equal(embed_text(embed->name), embed->text);
		buf_done(&file);
	}
}

static void
what_the_program_needs_is_there(void **state)
{
	static const char *const needed[] = {"db/schema.sql",
	    "config/themes.conf", "config/agendas.conf",
	    "config/instruments/pulse.conf"};

	(void)state;
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		assert_true(strlen(embed_text(needed[i])) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_embedded_is_what_lies_in_the_tree),
	    cmocka_unit_test(what_the_program_needs_is_there),
	};

	return cmocka_run_group_tests_name("embed", tests, NULL, NULL);
}
