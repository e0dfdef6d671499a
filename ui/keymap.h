/*
 * Keys come from one table per screen. The footer and the help page are made
 * from it, so that neither can be wrong.
 */
#ifndef HUDDLE_UI_KEYMAP_H
#define HUDDLE_UI_KEYMAP_H

#include <stdint.h>

#include "ui/cells.h"

/* Keys that are no characters; above the last code point. */
enum key {
	K_NONE = 0,
	K_TAB = '\t',
	K_ENTER = '\r',
	K_ESC = 27,
	K_BACK = 0x110000, /* Backspace */
	K_DEL,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_PGUP,
	K_PGDN,
	K_HOME,
	K_END,
	K_BACKTAB,
	K_F1,
	K_F2,
	K_F10,
};
#define K_CONTROL(letter) ((letter)&0x1f)

#define BINDING_KEYS 4
#define KEY_NAME_SIZE 16
#define BINDING_NAMES_SIZE (BINDING_KEYS * KEY_NAME_SIZE)

/* Added to a screen's modes while characters are typed into a field: keys that
 * are characters do nothing else then, and are not shown. */
#define KEYMAP_TYPING (1u << 31)

/* Footer places: what does not fit is dropped from the right. */
enum binding_place {
	PLACE_HELP,   /* only on the help page */
	PLACE_FOOTER, /* from the left */
	PLACE_LAST,   /* at the right end of the footer, always there */
};

struct binding {
	unsigned modes; /* bits of the screen's modes it works in; 0: all */
	uint32_t keys[BINDING_KEYS]; /* the first is the one that is shown */
	int command;                 /* the screen's own enum, 1 and up */
	enum binding_place place;
	const char *shown; /* instead of the first key's name: "1-5"; or NULL */
	const char *label; /* footer: "check in" (N_) */
	/* Help page: a sentence (N_), NULL where the pair to it says it; the
	 * heading (N_) of it and of those behind it, or NULL. */
	const char *help;
	const char *heading;
};

struct keymap {
	const char *title; /* of the screen, for the help page (N_) */
	const struct binding *bindings;
	int count;
};

/* Commands that every screen understands; see keymap_common. */
enum {
	COMMAND_NONE = 0,
	COMMAND_COMMON = 1000,
	COMMAND_SUPPORT = COMMAND_COMMON,
	COMMAND_HELP,
	COMMAND_REDRAW,
};

/* F2 and ! support, ? and F1 help, Ctrl-L redraw. Text fields take characters
 * before this table is asked; F1 and F2 always work. */
extern const struct keymap keymap_common;

/* The command of a key in the given modes (a bit set), COMMAND_NONE if it has
 * none. The screen's own table comes first, then the common one. */
int keymap_command(const struct keymap *keymap, unsigned modes, uint32_t key);

/* True if the binding works in the modes. */
bool binding_works(const struct binding *binding, unsigned modes);

/* The key to show for a binding of this keymap or of the common one: `shown`,
 * else the name of its first key that does its command in the modes; "" if
 * none does. */
const char *binding_key(const struct keymap *keymap,
    const struct binding *binding, unsigned modes, char out[KEY_NAME_SIZE]);

/* All its keys' names with spaces between: "j Down". */
const char *
binding_keys(const struct binding *binding, char out[BINDING_NAMES_SIZE]);

/* True for a key that is a character (a space too). */
bool key_is_character(uint32_t key);

/* "Enter", "F2", "Space", "c", "Ctrl-L" */
const char *key_text(uint32_t key, char out[KEY_NAME_SIZE]);

#endif
