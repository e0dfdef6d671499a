/*
 * Looking keys up in a screen's table and naming them. See keymap.h.
 */
#include "ui/keymap.h"

#include <stdio.h>
#include <string.h>

#include "util/i18n.h"

static const struct binding common[] = {
    {
        .keys = {'!', K_F2},
        .command = COMMAND_SUPPORT,
        .place = PLACE_LAST,
        .label = N_("support"),
        .help = N_("Whom to call, from everywhere. Nothing is noted."),
    },
    {
        .keys = {'?', K_F1},
        .command = COMMAND_HELP,
        .place = PLACE_LAST,
        .label = N_("help"),
        .help = N_("The keys of this page."),
    },
    {
        .keys = {K_CONTROL('L')},
        .command = COMMAND_REDRAW,
        .help = N_("Draw the page anew."),
    },
};

const struct keymap keymap_common = {
    .title = N_("Everywhere"),
    .bindings = common,
    .count = sizeof(common) / sizeof(common[0]),
};

bool
key_is_character(uint32_t key)
{
	return key < K_BACK && utf8_printable(key);
}

bool
binding_works(const struct binding *binding, unsigned modes)
{
	return binding->modes == 0 || (binding->modes & modes) != 0;
}

static int
command_in(const struct keymap *keymap, unsigned modes, uint32_t key)
{
	for (int i = 0; i < keymap->count; i++) {
		const struct binding *binding = &keymap->bindings[i];

		if (!binding_works(binding, modes))
			continue;
		for (int k = 0; k < BINDING_KEYS; k++)
			if (binding->keys[k] == key)
				return binding->command;
	}
	return COMMAND_NONE;
}

int
keymap_command(const struct keymap *keymap, unsigned modes, uint32_t key)
{
	int command = COMMAND_NONE;

	if (key == K_NONE ||
	    ((modes & KEYMAP_TYPING) != 0 && key_is_character(key)))
		return COMMAND_NONE;
	if (keymap)
		command = command_in(keymap, modes, key);
	return command ? command : command_in(&keymap_common, modes, key);
}

const char *
binding_key(const struct keymap *keymap, const struct binding *binding,
    unsigned modes, char out[KEY_NAME_SIZE])
{
	out[0] = '\0';
	if (binding->shown)
		snprintf(out, KEY_NAME_SIZE, "%s", _(binding->shown));
	for (int i = 0; i < BINDING_KEYS && out[0] == '\0'; i++)
		if (binding->keys[i] != K_NONE &&
		    keymap_command(keymap, modes, binding->keys[i]) ==
		        binding->command)
			key_text(binding->keys[i], out);
	return out;
}

const char *
binding_keys(const struct binding *binding, char out[BINDING_NAMES_SIZE])
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < BINDING_KEYS && binding->keys[i] != K_NONE; i++) {
		char name[KEY_NAME_SIZE];

		used += (size_t)snprintf(out + used, BINDING_NAMES_SIZE - used,
		    "%s%s", i > 0 ? " " : "", key_text(binding->keys[i], name));
	}
	return out;
}

static const struct {
	uint32_t key;
	const char *name;
} names[] = {
    {' ', N_("Space")},
    {K_TAB, N_("Tab")},
    {K_ENTER, N_("Enter")},
    {K_ESC, N_("Esc")},
    {K_BACK, N_("Backspace")},
    {K_DEL, N_("Delete")},
    {K_UP, N_("Up")},
    {K_DOWN, N_("Down")},
    {K_LEFT, N_("Left")},
    {K_RIGHT, N_("Right")},
    {K_PGUP, N_("PgUp")},
    {K_PGDN, N_("PgDn")},
    {K_HOME, N_("Home")},
    {K_END, N_("End")},
    {K_BACKTAB, N_("Shift-Tab")},
    {K_F1, N_("F1")},
    {K_F2, N_("F2")},
    {K_F10, N_("F10")},
};

const char *
key_text(uint32_t key, char out[KEY_NAME_SIZE])
{
	char bytes[4];
	size_t len;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].key == key) {
			snprintf(out, KEY_NAME_SIZE, "%s", _(names[i].name));
			return out;
		}
	if (key > K_NONE && key < ' ') {
		snprintf(
		    out, KEY_NAME_SIZE, "%s-%c", _("Ctrl"), (int)(key | 0x40));
		return out;
	}
	len = key_is_character(key) ? utf8_put(bytes, key) : 0;
	memcpy(out, bytes, len);
	out[len] = '\0';
	return out;
}
