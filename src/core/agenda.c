/*
 * Agendas and the run through one. See agenda.h.
 */
#include "core/agenda.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"

/* A step that was left running for longer than a week has taken a week. */
#define SPENT_MAX (7 * 86400)

const char *const step_kind_names[STEP_KINDS] = {
    [STEP_SINCE] = "since",
    [STEP_PULSE] = "pulse",
    [STEP_ASK] = "ask",
    [STEP_BOARD] = "board",
    [STEP_TALK] = "talk",
    [STEP_TOPIC] = "topic",
    [STEP_SUPPORT] = "support",
    [STEP_CLOSE] = "close",
};

int
agenda_seconds(const struct agenda *agenda)
{
	int seconds = 0;

	for (int i = 0; i < agenda->step_count; i++)
		seconds += agenda->steps[i].seconds;
	return seconds;
}

void
agenda_done(struct agenda *agenda)
{
	free(agenda->title);
	for (int i = 0; i < STEPS_MAX; i++) {
		free(agenda->steps[i].title);
		free(agenda->steps[i].prompt);
		free(agenda->steps[i].hint);
	}
	*agenda = (struct agenda){0};
}

void
run_start(struct run *run, time_t now)
{
	*run = (struct run){.since = now};
}

int
run_spent(const struct run *run, int step, time_t now)
{
	time_t spent = run->spent[step];

	/* A clock set back must not take time away. */
	if (step == run->step && !run->paused && now > run->since)
		spent += now - run->since;
	return spent < SPENT_MAX ? (int)spent : SPENT_MAX;
}

int
run_total(const struct run *run, const struct agenda *agenda, time_t now)
{
	int total = 0;

	for (int i = 0; i < agenda->step_count; i++)
		total += run_spent(run, i, now);
	return total;
}

/* Books the running stretch to its step. */
static void
settle(struct run *run, time_t now)
{
	run->spent[run->step] = run_spent(run, run->step, now);
	run->since = now;
}

bool
run_next(struct run *run, const struct agenda *agenda, time_t now)
{
	if (run->step + 1 >= agenda->step_count)
		return false;
	settle(run, now);
	run->step++;
	return true;
}

bool
run_back(struct run *run, time_t now)
{
	if (run->step == 0)
		return false;
	settle(run, now);
	run->step--;
	return true;
}

void
run_pause(struct run *run, time_t now)
{
	settle(run, now);
	run->paused = true;
}

void
run_resume(struct run *run, time_t now)
{
	settle(run, now);
	run->paused = false;
}

void
run_fit(struct run *run, const struct agenda *agenda)
{
	if (run->step >= agenda->step_count)
		run->step = agenda->step_count - 1;
}

void
run_text(const struct run *run, time_t now, struct buf *out)
{
	buf_addf(out, "%d", run->step);
	for (int i = 0; i < STEPS_MAX; i++)
		buf_addf(out, " %d", run_spent(run, i, now));
}

int
run_parse(struct run *run, const char *text, struct err *err)
{
	char *end;
	long step = strtol(text, &end, 10);

	*run = (struct run){.paused = true};
	for (int i = 0; i < STEPS_MAX && end != text; i++) {
		long spent;

		text = end;
		spent = strtol(text, &end, 10);
		if (spent < 0 || spent > SPENT_MAX)
			end = (char *)text;
		else
			run->spent[i] = (int)spent;
	}
	if (end == text || *end != '\0' || step < 0 || step >= STEPS_MAX)
		return err_set(err, ERR_DATA,
		    _("the running huddle in the store is damaged"));
	run->step = (int)step;
	return OK;
}
