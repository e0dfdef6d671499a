/*
 * Keys in, text and cursor out. See screen_test.h.
 */
#include "screen_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/stage.h"
#include "util/mem.h"

#include "screen_unit.h"

#define GOLDEN "tests/screen/golden/"
#define BINDINGS_MAX 80

/* --- spies: which keys of which tables have been pressed --- */

static bool pressed[SCREENS][BINDINGS_MAX][BINDING_KEYS];

/* Marks the binding that gave the event its command. */
static void
mark(enum screen_id id, const void *model, const struct facts *facts,
    const struct event *event)
{
	const struct screen *screen = screens[id];
	unsigned modes;

	if (event->kind != EVENT_KEY)
		return;
	modes = screen->modes ? screen->modes(model, facts) : 0;
	for (int i = 0; i < screen->keymap->count; i++) {
		const struct binding *binding = &screen->keymap->bindings[i];

		if (!binding_works(binding, modes))
			continue;
		for (int k = 0; k < BINDING_KEYS; k++)
			if (binding->keys[k] == event->key && event->key) {
				pressed[id][i][k] = true;
				return;
			}
	}
}

#define SPY(id)                                                                \
	static void spy_##id(void *model, const struct facts *facts,           \
	    const struct event *event, struct effects *effects)                \
	{                                                                      \
		mark(id, model, facts, event);                                 \
		screens[id]->update(model, facts, event, effects);             \
	}

SPY(SCREEN_HOME)
SPY(SCREEN_CHECKIN)
SPY(SCREEN_HUDDLE)
SPY(SCREEN_NOTE_ENTRY)
SPY(SCREEN_NOTES)
SPY(SCREEN_SAID)
SPY(SCREEN_RELEASES)
SPY(SCREEN_BUDDIES)
SPY(SCREEN_SHIFT)
SPY(SCREEN_SUPPORT)
SPY(SCREEN_HELP)
SPY(SCREEN_IDLE)

static struct screen spied[SCREENS];
static const struct screen *table[SCREENS];

static void
spy(enum screen_id id, void (*update)(void *, const struct facts *,
                           const struct event *, struct effects *))
{
	spied[id] = *screens[id];
	spied[id].update = update;
	table[id] = &spied[id];
}

static void
spy_all(void)
{
	for (int id = 0; id < SCREENS; id++)
		table[id] = screens[id];
	spy(SCREEN_HOME, spy_SCREEN_HOME);
	spy(SCREEN_CHECKIN, spy_SCREEN_CHECKIN);
	spy(SCREEN_HUDDLE, spy_SCREEN_HUDDLE);
	spy(SCREEN_NOTE_ENTRY, spy_SCREEN_NOTE_ENTRY);
	spy(SCREEN_NOTES, spy_SCREEN_NOTES);
	spy(SCREEN_SAID, spy_SCREEN_SAID);
	spy(SCREEN_RELEASES, spy_SCREEN_RELEASES);
	spy(SCREEN_BUDDIES, spy_SCREEN_BUDDIES);
	spy(SCREEN_SHIFT, spy_SCREEN_SHIFT);
	spy(SCREEN_SUPPORT, spy_SCREEN_SUPPORT);
	spy(SCREEN_HELP, spy_SCREEN_HELP);
	spy(SCREEN_IDLE, spy_SCREEN_IDLE);
}

void
st_all_keys(enum screen_id id)
{
	const struct keymap *keymap = screens[id]->keymap;
	int missed = 0;

	assert_true(keymap->count <= BINDINGS_MAX);
	for (int i = 0; i < keymap->count; i++)
		for (int k = 0; k < BINDING_KEYS; k++) {
			uint32_t key = keymap->bindings[i].keys[k];
			char name[KEY_NAME_SIZE];

			if (key == K_NONE || pressed[id][i][k])
				continue;
			print_error("never pressed: %s (%s)\n",
			    key_text(key, name), keymap->bindings[i].help);
			missed++;
		}
	assert_int_equal(missed, 0);
}

/* --- the stage --- */

void
st_restart(struct st *st)
{
	struct host host = unit_host(st);

	stage_free(st->stage);
	spy_all();
	st->stage = stage_new_with(&host, table);
	buf_clear(&st->log);
}

struct st *
st_new(void)
{
	struct st *st = mem_new(1, sizeof(*st));

	unit_fill(st);
	st_restart(st);
	return st;
}

struct st *
st_new_first(void)
{
	struct st *st = mem_new(1, sizeof(*st));

	unit_fill(st);
	unit_forget_history(st);
	st_restart(st);
	return st;
}

void
st_free(struct st *st)
{
	stage_free(st->stage);
	unit_done(st);
	free(st);
}

/* --- keys and time --- */

static uint32_t
named_key(const char *name, size_t len)
{
	static const uint32_t keys[] = {K_TAB, K_ENTER, K_ESC, K_BACK, K_DEL,
	    K_UP, K_DOWN, K_LEFT, K_RIGHT, K_PGUP, K_PGDN, K_HOME, K_END,
	    K_BACKTAB, K_F1, K_F2, K_F10, ' ', K_CONTROL('L'), K_CONTROL('S'),
	    K_CONTROL('U')};
	char text[KEY_NAME_SIZE];

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strlen(key_text(keys[i], text)) == len &&
		    strncmp(text, name, len) == 0)
			return keys[i];
	fail_msg("no key <%.*s>", (int)len, name);
	return K_NONE;
}

/* What holds for every page, whatever it shows. */
static void
check_page(struct st *st)
{
	struct cells cells;

	cells_init(&cells, 24, 80, false);
	stage_view(st->stage, &cells);
	assert_in_range(cells.cursor_row, 1, 21);
	assert_in_range(cells.cursor_column, 2, 79);
	/* The footer always tells a key; that of support at least. */
	assert_string_not_equal(cells.at[23 * 80 + 73].text, " ");
	cells_done(&cells);
}

bool
st_press(struct st *st, const char *keys)
{
	size_t len = strlen(keys), at = 0;
	bool on = true;

	while (at < len && on) {
		uint32_t key;

		if (keys[at] == '<' && strchr(keys + at, '>')) {
			size_t name = strcspn(keys + at, ">");

			key = named_key(keys + at + 1, name - 1);
			at += name + 1;
		} else {
			at += utf8_next(keys + at, len - at, &key);
		}
		on = stage_key(st->stage, key);
		check_page(st);
	}
	return on;
}

void
st_pass(struct st *st, int seconds)
{
	for (int i = 0; i < seconds; i++) {
		st->facts.now++;
		st->facts.wall.second++;
		if (st->facts.wall.second == 60) {
			st->facts.wall.second = 0;
			st->facts.wall.minute++;
			st->facts.planned.minutes_until--;
		}
		if (stage_wants_tick(st->stage) ||
		    (st->facts.wall.second == 0 &&
		        stage_tick_seconds(st->stage) == 60))
			stage_tick(st->stage);
	}
	check_page(st);
}

void
st_idle(struct st *st)
{
	st->facts.now += stage_idle_seconds(st->stage);
	stage_idle(st->stage);
	check_page(st);
}

/* --- pages --- */

static void
page_text(struct st *st, int rows, int columns, bool ascii, struct buf *out)
{
	struct cells cells;

	cells_init(&cells, rows, columns, ascii);
	stage_view(st->stage, &cells);
	cells_dump(&cells, out);
	buf_addf(out, "cursor %d %d\n", cells.cursor_row, cells.cursor_column);
	cells_done(&cells);
}

static char *
read_golden(const char *path)
{
	struct buf text = BUF_INIT;
	FILE *file = fopen(path, "rb");
	char bytes[4096];
	size_t len;

	if (!file)
		return NULL;
	while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add_bytes(&text, bytes, len);
	fclose(file);
	return buf_take(&text);
}

static void
write_golden(const char *path, const struct buf *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text->text, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

static void
expect_page(struct st *st, const char *name, int rows, int columns, bool ascii)
{
	struct buf text = BUF_INIT;
	char path[256];
	char *golden;

	if (ascii)
		snprintf(path, sizeof(path), GOLDEN "%s-ascii.txt", name);
	else
		snprintf(path, sizeof(path), GOLDEN "%s-%dx%d.txt", name,
		    columns, rows);
	page_text(st, rows, columns, ascii, &text);
	if (getenv("UPDATE_GOLDEN"))
		write_golden(path, &text);
	golden = read_golden(path);
	if (!golden || strcmp(golden, buf_text(&text)) != 0)
		print_error("%s is\n%s\nbut the page is\n%s\n", path,
		    golden ? golden : "not there", buf_text(&text));
	assert_non_null(golden);
	assert_string_equal(golden, buf_text(&text));
	free(golden);
	buf_done(&text);
}

void
st_expect(struct st *st, const char *name)
{
	expect_page(st, name, 24, 80, false);
	expect_page(st, name, 40, 120, false);
}

void
st_expect_ascii(struct st *st, const char *name)
{
	expect_page(st, name, 24, 80, true);
}

static bool
has(struct st *st, const char *text)
{
	struct buf page = BUF_INIT;
	bool found;

	page_text(st, 24, 80, false, &page);
	found = strstr(buf_text(&page), text) != NULL;
	buf_done(&page);
	return found;
}

void
st_has(struct st *st, const char *text)
{
	struct buf page = BUF_INIT;

	if (!has(st, text)) {
		page_text(st, 24, 80, false, &page);
		print_error("no \"%s\" on\n%s\n", text, buf_text(&page));
		buf_done(&page);
	}
	assert_true(has(st, text));
}

void
st_has_not(struct st *st, const char *text)
{
	assert_false(has(st, text));
}

void
st_front(struct st *st, enum screen_id id)
{
	assert_int_equal(stage_front(st->stage), id);
}

void
st_log(struct st *st, const char *expected)
{
	assert_string_equal(buf_text(&st->log), expected);
	buf_clear(&st->log);
}
