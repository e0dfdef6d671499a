/*
 * The tables of keys: looking up, naming, and what must hold for every table
 * of every screen. Prints them all.
 */
#include <string.h>

#include "tests/unit/unit.h"
#include "ui/screen.h"

enum { MODE_LIST = 1, MODE_FIELD = 2 };
enum { OPEN = 1, ADD, DROP };

static const struct binding bindings[] = {
    {.keys = {K_ENTER, ' ', 'o'}, .command = OPEN, .label = "open"},
    {.modes = MODE_LIST, .keys = {'a', '?'}, .command = ADD, .label = "add"},
    {.modes = MODE_FIELD, .keys = {'a', K_DEL}, .command = DROP},
    {.keys = {'1', '2'}, .command = 4, .shown = "1-2", .label = "answer"},
};
static const struct keymap keymap = {"test", bindings, 4};

static void
test_command(void **state)
{
	static const struct {
		unsigned modes;
		uint32_t key;
		int command;
	} cases[] = {
	    {0, K_ENTER, OPEN},
	    {MODE_LIST, 'o', OPEN},
	    {MODE_LIST, 'a', ADD},
	    {MODE_FIELD, 'a', DROP},
	    {0, 'a', COMMAND_NONE},
	    {0, 'x', COMMAND_NONE},
	    {0, K_NONE, COMMAND_NONE},
	    {0, '?', COMMAND_HELP},
	    {MODE_LIST, '?', ADD}, /* one's own table comes first */
	    {MODE_LIST, K_F1, COMMAND_HELP},
	    {0, '!', COMMAND_SUPPORT},
	    {0, K_F2, COMMAND_SUPPORT},
	    {0, K_CONTROL('L'), COMMAND_REDRAW},
	    {MODE_FIELD | KEYMAP_TYPING, 'a', COMMAND_NONE},
	    {MODE_FIELD | KEYMAP_TYPING, ' ', COMMAND_NONE},
	    {MODE_FIELD | KEYMAP_TYPING, '!', COMMAND_NONE},
	    {MODE_FIELD | KEYMAP_TYPING, K_DEL, DROP},
	    {MODE_FIELD | KEYMAP_TYPING, K_ENTER, OPEN},
	    {MODE_FIELD | KEYMAP_TYPING, K_F1, COMMAND_HELP},
	    {MODE_FIELD | KEYMAP_TYPING, K_F2, COMMAND_SUPPORT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    keymap_command(&keymap, cases[i].modes, cases[i].key),
		    cases[i].command);
	assert_int_equal(keymap_command(NULL, 0, '?'), COMMAND_HELP);
}

static void
test_shown_key(void **state)
{
	const struct binding *help = &keymap_common.bindings[1];
	char out[KEY_NAME_SIZE], names[BINDING_NAMES_SIZE];

	(void)state;
	assert_string_equal(
	    binding_key(&keymap, &bindings[0], 0, out), "Enter");
	assert_string_equal(
	    binding_key(&keymap, &bindings[2], MODE_FIELD, out), "a");
	assert_string_equal(
	    binding_key(&keymap, &bindings[2], MODE_FIELD | KEYMAP_TYPING, out),
	    "Delete");
	assert_string_equal(binding_key(&keymap, &bindings[3], 0, out), "1-2");
	assert_string_equal(binding_key(&keymap, help, MODE_FIELD, out), "?");
	/* A key that does something else here is not shown. */
	assert_string_equal(binding_key(&keymap, help, MODE_LIST, out), "F1");
	assert_string_equal(
	    binding_key(&keymap, help, KEYMAP_TYPING, out), "F1");
	assert_string_equal(binding_key(&keymap, &bindings[1], 0, out), "");
	assert_string_equal(binding_keys(&bindings[0], names), "Enter Space o");
}

static void
test_key_text(void **state)
{
	static const struct {
		uint32_t key;
		const char *text;
	} cases[] = {{'a', "a"}, {'G', "G"}, {' ', "Space"}, {K_TAB, "Tab"},
	    {K_ENTER, "Enter"}, {K_ESC, "Esc"}, {K_BACK, "Backspace"},
	    {K_BACKTAB, "Shift-Tab"}, {K_F10, "F10"},
	    {K_CONTROL('l'), "Ctrl-L"}, {K_CONTROL('A'), "Ctrl-A"}, {0xf1, "ñ"},
	    {0x6f22, "漢"}, {0x9b, ""}, {0x202e, ""}, {K_NONE, ""},
	    {0x110099, ""}};
	char out[KEY_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(key_text(cases[i].key, out), cases[i].text);
	for (uint32_t key = K_BACK; key <= K_F10; key++)
		assert_string_not_equal(key_text(key, out), "");
}

/* --- every table --- */

static void
print_binding(const struct binding *binding)
{
	char keys[BINDING_NAMES_SIZE];

	print_message("  %08x  %-28s %-18s %s\n", binding->modes,
	    binding_keys(binding, keys), binding->label ? binding->label : "",
	    binding->help ? binding->help : "");
}

static void
check_binding(const struct binding *binding)
{
	print_binding(binding);
	assert_int_not_equal(binding->keys[0], K_NONE);
	/* Digits that are typed do nothing else, but help tells of them. */
	if (binding->place != PLACE_HELP)
		assert_int_not_equal(binding->command, COMMAND_NONE);
	if (binding->help)
		assert_string_not_equal(binding->help, "");
	if (binding->place != PLACE_HELP) {
		assert_non_null(binding->label);
		assert_in_range(utf8_width(binding->label), 1, 40);
	}
	assert_int_equal(binding->modes & KEYMAP_TYPING, 0);
}

static bool
has_key(const struct binding *binding, uint32_t key)
{
	for (int i = 0; i < BINDING_KEYS; i++)
		if (key != K_NONE && binding->keys[i] == key)
			return true;
	return false;
}

/* Only what has no name in a footer may be told by the binding before it. */
static void
check_told(const struct keymap *keymap, int index)
{
	if (keymap->bindings[index].help)
		return;
	assert_int_equal(keymap->bindings[index].place, PLACE_HELP);
	assert_in_range(index, 1, keymap->count - 1);
	assert_non_null(keymap->bindings[index - 1].help);
	assert_int_equal(
	    keymap->bindings[index - 1].modes, keymap->bindings[index].modes);
}

/* Two bindings of one key never work in the same mode. */
static void
check_apart(const struct binding *one, const struct binding *other)
{
	if (one->modes != 0 && other->modes != 0 &&
	    (one->modes & other->modes) == 0)
		return;
	for (int i = 0; i < BINDING_KEYS; i++)
		assert_false(has_key(other, one->keys[i]));
}

static void
check_table(const struct keymap *table)
{
	assert_non_null(table->title);
	print_message("%s\n", table->title);
	for (int i = 0; i < table->count; i++) {
		check_binding(&table->bindings[i]);
		check_told(table, i);
		for (int k = 0; k < i; k++)
			check_apart(&table->bindings[k], &table->bindings[i]);
	}
}

static void
test_all_tables(void **state)
{
	(void)state;
	check_table(&keymap_common);
	for (int id = 0; id < SCREENS; id++) {
		const struct keymap *table = screens[id]->keymap;

		check_table(table);
		for (int i = 0; i < table->count; i++) {
			const struct binding *binding = &table->bindings[i];

			assert_in_range(
			    binding->command, 0, COMMAND_COMMON - 1);
			/* These two are the same everywhere. */
			if (id != SCREEN_HELP)
				assert_false(has_key(binding, K_F1));
			if (id != SCREEN_SUPPORT)
				assert_false(has_key(binding, K_F2));
			assert_false(has_key(binding, K_CONTROL('L')));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_command),
	    cmocka_unit_test(test_shown_key),
	    cmocka_unit_test(test_key_text),
	    cmocka_unit_test(test_all_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
