/*
 * All screens in one table, the stage that stands on it, and the list of
 * effects that screens fill.
 */
#include "ui/screen.h"

#include <assert.h>
#include <string.h>

#include "ui/stage.h"
#include "util/mem.h"

const struct screen *const screens[SCREENS] = {
    [SCREEN_HOME] = &screen_home,
    [SCREEN_CHECKIN] = &screen_checkin,
    [SCREEN_HUDDLE] = &screen_huddle,
    [SCREEN_NOTE_ENTRY] = &screen_note_entry,
    [SCREEN_NOTES] = &screen_notes,
    [SCREEN_BOARD] = &screen_board,
    [SCREEN_CARD] = &screen_card,
    [SCREEN_REQUEST] = &screen_request,
    [SCREEN_SAID] = &screen_said,
    [SCREEN_REVIEW] = &screen_review,
    [SCREEN_PAGE] = &screen_page,
    [SCREEN_RELEASES] = &screen_releases,
    [SCREEN_TRENDS] = &screen_trends,
    [SCREEN_SHIFT] = &screen_shift,
    [SCREEN_BUDDIES] = &screen_buddies,
    [SCREEN_SUPPORT] = &screen_support,
    [SCREEN_HELP] = &screen_help,
    [SCREEN_IDLE] = &screen_idle,
};

struct stage *
stage_new(const struct host *host)
{
	return stage_new_with(host, screens);
}

struct effect *
effects_add(struct effects *effects, enum effect_kind kind)
{
	struct effect *effect;

	assert(effects->count < EFFECTS_MAX);
	effect = &effects->list[effects->count++];
	memset(effect, 0, sizeof(*effect));
	effect->kind = kind;
	return effect;
}

struct request *
effects_request(struct effects *effects, enum request_kind kind, bool ask)
{
	struct effect *effect =
	    effects_add(effects, ask ? EFFECT_GO : EFFECT_REQUEST);

	effect->screen = SCREEN_REQUEST;
	effect->request = mem_new(1, sizeof(*effect->request));
	request_init(effect->request, kind);
	return effect->request;
}
