/*
 * Small things that take keys: a number typed in place, idle time with its
 * warning.
 */
#include "ui/parts.h"
#include "util/i18n.h"

#define NUMBER_MAX 9999

bool
number_key(struct number *number, uint32_t key)
{
	int value = number->value;

	if (key >= '0' && key <= '9')
		value = (number->typed ? value * 10 : 0) + (int)(key - '0');
	else if (key == K_BACK)
		value /= 10;
	else if (key == K_UP)
		value++;
	else if (key == K_DOWN)
		value--;
	else
		return false;
	if (value >= 0 && value <= NUMBER_MAX)
		number->value = value;
	number->typed = key != K_UP && key != K_DOWN;
	return true;
}

/* A huddle runs at this keyboard, and its clock goes: people stand around it
 * and talk, whatever page they look at. (One of another keyboard is paused
 * here.) */
static bool
in_huddle(const struct facts *facts)
{
	return facts->running_agenda && !facts->run.paused;
}

/* Too short a time has no room for a warning. */
static bool
warns(const struct facts *facts)
{
	return facts->idle_seconds > 2 * PART_WARNING_SECONDS;
}

int
idle_aside_seconds(const struct facts *facts)
{
	int early = 2 * PART_WARNING_SECONDS;

	if (in_huddle(facts))
		return 0;
	return facts->idle_seconds > 2 * early ? facts->idle_seconds - early
	                                       : facts->idle_seconds / 2;
}

int
idle_seconds(const struct idle *idle, const struct facts *facts)
{
	if (in_huddle(facts))
		return 0;
	if (!warns(facts) || idle->warned)
		return facts->idle_seconds;
	return facts->idle_seconds - PART_WARNING_SECONDS;
}

bool
idle_over(struct idle *idle, const struct facts *facts,
    const struct event *event, struct toast *toast)
{
	/* Back from help or support: that took keys too. */
	if (event->kind == EVENT_KEY ||
	    (event->kind == EVENT_ENTER && idle->warned)) {
		idle->warned = false;
		toast_clear(toast);
	}
	if (event->kind != EVENT_IDLE)
		return false;
	if (idle->warned || !warns(facts)) {
		idle->warned = false;
		toast_clear(toast);
		return true;
	}
	idle->warned = true;
	toast_say(toast, "%s",
	    _("Nobody there? This page closes soon: press any key."));
	return false;
}
