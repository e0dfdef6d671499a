/*
 * What a start leaves unread: the items of instruments that are not asked in
 * huddles. They come when they are asked for, and their faults with them.
 */
#include <string.h>
#include <sys/stat.h>

#include "config/config.h"
#include "tests/unit/config_aid.h"
#include "tests/unit/unit.h"
#include "util/embed.h"

#define TOOLS_HEAD                                                             \
	"id = \"tools\";\nversion = 1;\ncadence = \"month\";\n"                \
	"languages = [\"en\"];\ntitle = \"Tools\";\nabout = \"About.\";\n"
#define TOOLS_ITEMS                                                            \
	"items = ( { id = \"equipment\"; prompt = \"How often?\";\n"           \
	"answers = ( { label = \"no\"; }, { label = \"yes\"; } );\n"           \
	"cuts = ( { of = [2]; words = \"had it\"; } ); } );\n"

/* As the program starts, with this instrument beside the pulse. */
static int
start(struct config *config, const char *tools)
{
	struct buf faults = BUF_INIT;
	struct err err = {""};
	int result;

	aid_write("instruments/pulse.conf",
	    embed_text("config/instruments/pulse.conf"));
	aid_write("instruments/tools.conf", tools);
	aid_write("huddle.conf", LEAST "instruments = \"instruments\";\n");
	result =
	    config_load_start(config, aid_path("huddle.conf"), &faults, &err);
	buf_done(&faults);
	return result;
}

static void
items_come_when_they_are_asked_for(void **state)
{
	const struct instrument *tools;
	struct config config;

	(void)state;
	assert_int_equal(start(&config, TOOLS_HEAD TOOLS_ITEMS), OK);
	assert_int_equal(config.instrument_count, 2);
	tools = config_instrument_head(&config, "tools");
	assert_non_null(tools);
	assert_int_equal(tools->item_count, 0);
	assert_int_equal(tools->cadence, CADENCE_MONTH);
	assert_string_equal(tools->title.in[0], "Tools");
	assert_int_equal(
	    config_instrument_head(&config, "pulse")->item_count, 3);

	assert_ptr_equal(config_instrument(&config, "tools"), tools);
	assert_int_equal(tools->item_count, 1);
	assert_string_equal(tools->items[0].id, "equipment");
	assert_int_equal(config_whole(&config, NULL), OK);
	assert_null(config_instrument(&config, "gone"));
	assert_null(config_instrument_head(&config, "gone"));
	config_done(&config);
}

static void
all_of_them_come_at_once(void **state)
{
	struct config config;

	(void)state;
	assert_int_equal(start(&config, TOOLS_HEAD TOOLS_ITEMS), OK);
	assert_int_equal(config_whole(&config, NULL), OK);
	for (int i = 0; i < config.instrument_count; i++)
		assert_true(config.instruments[i].item_count > 0);
	config_done(&config);
}

/* The unit goes on without a question that nobody can read. */
static void
a_fault_in_them_is_told_when_they_are_needed(void **state)
{
	struct config config;
	struct err err = {""};

	(void)state;
	assert_int_equal(start(&config, TOOLS_HEAD "items = ( { } );\n"), OK);
	assert_null(config_instrument(&config, "tools"));
	assert_int_equal(config_whole(&config, &err), ERR_CONFIG);
	assert_non_null(strstr(err.text, "tools.conf has faults"));
	assert_non_null(strstr(err.text, "huddle config check"));
	assert_non_null(config_instrument(&config, "pulse"));
	config_done(&config);

	/* Another one under its name is not taken for it. */
	assert_int_equal(start(&config, TOOLS_HEAD TOOLS_ITEMS), OK);
	aid_write("instruments/tools.conf",
	    embed_text("config/instruments/pulse.conf"));
	assert_null(config_instrument(&config, "tools"));
	config_done(&config);
}

/* What does not fit the short way is read whole, faults and all. */
static void
the_rest_is_read_whole(void **state)
{
	static const char *const whole[] = {
	    /* the title behind the items; no cadence; items in a line */
	    "id = \"tools\";\nversion = 1;\ncadence = \"month\";\n"
	    "languages = [\"en\"];\n" TOOLS_ITEMS
	    "title = \"Tools\";\nabout = \"About.\";\n",
	    "id = \"tools\";\nversion = 1;\nlanguages = [\"en\"];\n"
	    "title = \"Tools\";\nabout = \"About.\";\n" TOOLS_ITEMS,
	    "id = \"tools\"; version = 1; cadence = \"month\"; "
	    "languages = [\"en\"]; title = \"T\"; about = \"A\"; " TOOLS_ITEMS,
	    "# about the\nid = \"tools\";\nversion = 1;\n"
	    "cadence = \"month\";\nlanguages = [\"en\"];\n"
	    "title = \"Tools\";\nabout = \"About.\";\n/* see\nitems "
	    "*/\n" TOOLS_ITEMS,
	};
	struct config config;

	(void)state;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
		assert_int_equal(start(&config, whole[i]), OK);
		assert_int_equal(
		    config_instrument_head(&config, "tools")->item_count, 1);
		config_done(&config);
	}
	assert_int_equal(
	    start(&config, "id = \"tools\";\nversion = 0;\n" TOOLS_ITEMS),
	    ERR_CONFIG);
}

static int
make_folders(void **state)
{
	return aid_make_folder(state) < 0
	           ? -1
	           : mkdir(aid_path("instruments"), 0700);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(items_come_when_they_are_asked_for),
	    cmocka_unit_test(all_of_them_come_at_once),
	    cmocka_unit_test(a_fault_in_them_is_told_when_they_are_needed),
	    cmocka_unit_test(the_rest_is_read_whole),
	};

	return cmocka_run_group_tests(tests, make_folders, aid_drop_folder);
}
