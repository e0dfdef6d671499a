/*
 * The home page: what it tells in each state of the day, and where its keys
 * lead.
 */
#include <stdio.h>

#include "releases_unit.h"
#include "screen_test.h"

static void
open_box(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_expect(st, "home-open");
	st_expect_ascii(st, "home-open");
	st_free(st);
}

static void
first_day(void **state)
{
	struct st *st = st_new_first();

	(void)state;
	st_expect(st, "home-first");
	st_free(st);
}

static void
no_box(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_no_box(st);
	st->facts.planned.minutes_until = 735;
	st_expect(st, "home-closed");
	st_press(st, "c");
	st_has(st, "The box is closed; it opens at 06:45. h holds a huddle");
	st_front(st, SCREEN_HOME);
	st_press(st, "x"); /* any key takes the message away */
	st_has_not(st, "h holds a huddle");
	st_free(st);
}

static void
tomorrow(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_no_box(st);
	st->facts.planned.day++;
	st->facts.planned.minutes_until = 1453;
	st_has(st, "Next huddle               Wed 25 November, 07:15");
	st_has(st, "Its box opens             06:45");
	st_press(st, "c");
	st_has(st, "it opens at Wed 25 November, 06:45");
	st_free(st);
}

static void
no_plan(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_no_box(st);
	st->facts.planned_any = false;
	st_has(st, "No huddle is planned      h holds one at any time");
	st_press(st, "c");
	st_has(st, "The box is closed; it opens with a huddle.");
	st_free(st);
}

static void
box_due(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_no_box(st);
	st->facts.box_due = true;
	st_has(st, "The box is open           nobody has checked in yet");
	st_press(st, "c");
	st_log(st, "open box\n");
	st_front(st, SCREEN_CHECKIN);
	st_free(st);
}

static void
box_does_not_open(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_no_box(st);
	st->facts.box_due = true;
	st->fail = EFFECT_BOX_OPEN;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, "c");
	st_front(st, SCREEN_HOME);
	st_has(st, "The box is not open yet; c tries again.");
	st_has(st, "Not saved: the disk is full.");
	st_free(st);
}

static void
opened_there(struct st *st)
{
	st->facts.rounds[0].id = 101; /* as it was before st_no_box() */
	st->facts.round_count = 1;
	st->facts.huddle_round = &st->facts.rounds[0];
}

/* Another keyboard was faster: that is no failure. */
static void
box_opened_there(void **state)
{
	struct st *st = st_new();
	struct fact_round round = st->facts.rounds[0];

	(void)state;
	st_no_box(st);
	st->facts.rounds[0] = round;
	st->facts.box_due = true;
	st->before = st->fail = EFFECT_BOX_OPEN;
	st->meanwhile = opened_there;
	st->fail_status = ERR_UNAVAILABLE;
	st->fail_text = "The box of a huddle is open already.";
	st_press(st, "c");
	st_front(st, SCREEN_CHECKIN);
	st_has(st, "1 of 3");
	st_free(st);
}

/* A path has no spaces to wrap at, and the end of a message counts too. */
static void
long_failure(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_no_box(st);
	st->facts.box_due = true;
	st->fail = EFFECT_BOX_OPEN;
	st->fail_status = ERR_CREATE;
	st->fail_text =
	    "Not saved: /srv/share/hospitals/northern-region/medical-surgical-"
	    "wards/fourth-floor/west-wing/huddle/data/version-one/store-of-the-"
	    "whole-unit-with-a-long-name/another-folder-below-it/huddle.db "
	    "cannot be written. What was saved before is kept. Tell your IT "
	    "service, then do it again.";
	st_press(st, "c");
	st_expect(st, "home-long-failure");
	st_free(st);
}

/* At three in the night the shift is still that of the day before. */
static void
after_midnight(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.shift =
	    (struct shift_date){st->facts.wall.day - 1, SHIFT_NIGHT};
	st->facts.wall.minute = 180;
	st_has(st, "Mon 23 November · night     03:00");
	st_free(st);
}

static void
notice(void **state)
{
	struct st *st = st_new();

	(void)state;
	snprintf(st->facts.notice, sizeof(st->facts.notice),
	    "The round of Mon 23 November has ended, but its key could not be "
	    "wiped; it lies in the folder of keys. It is tried again at the "
	    "next start.");
	st_expect(st, "home-notice");
	snprintf(
	    st->facts.trouble, sizeof(st->facts.trouble), "The store is busy.");
	st_has(st, "The store is busy."); /* comes first */
	st_has_not(st, "could not be wiped");
	st_free(st);
}

static void
late(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.planned.minutes_until = -20;
	st_has(st, "Huddle was at 07:15       daily, 5 minutes");
	st_free(st);
}

static void
walkups(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "w");
	st_front(st, SCREEN_HOME);
	st_open_walkup(st);
	st_expect(st, "home-walkup");
	st_press(st, "w");
	st_front(st, SCREEN_CHECKIN);
	st_has(st, "Leading and being led");
	st_free(st);
}

/* Nobody reads off the page who of those that passed by has answered. */
static void
walkup_checkins(void **state)
{
	static const struct {
		int32_t checkins;
		const char *text;
	} cases[] = {
	    {0, "open; w answers"},
	    {4, "open; w answers"},
	    {5, "open, 5 or more have checked in; w answers"},
	    {14, "open, 10 or more have checked in; w answers"},
	};
	struct st *st = st_new();

	(void)state;
	st_open_walkup(st);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		st->facts.rounds[1].checkins = cases[i].checkins;
		st_has(st, cases[i].text);
	}
	st->facts.rounds[1].changed = true;
	st_has(st, "its questions were changed; close or void it");
	st_has_not(st, "w answers");
	st_free(st);
}

/* More boxes than there is room for: how many is told. */
static void
many_walkups(void **state)
{
	struct st *st = st_new();

	(void)state;
	for (int i = 0; i < 3; i++)
		st_open_walkup(st);
	st_has_not(st, "more          "); /* three have room */
	st_open_walkup(st);
	st_has(st, "and 2 more                open; w answers");
	st_free(st);
}

static void
interrupted(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h<Enter><Enter><Esc>k");
	st_front(st, SCREEN_HOME);
	st_expect(st, "home-interrupted");
	st_expect_ascii(st, "home-interrupted");
	st_free(st);
}

static void
nothing_noted(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.new_note_count = 0;
	for (int i = 0; i < NOTE_KINDS; i++)
		st->facts.new_notes[i] = 0;
	st_has(st, "Nothing noted yet. n opens the notes.");
	st_free(st);
}

/* Those of the last huddle's day may have been seen in it: the title says no
 * more than what is known. */
static void
noted_since(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_has(st, "Noted since 23 Nov");
	st->facts.last_huddle.shift.day = st->facts.shift.day;
	st_has(st, "Noted today");
	st->facts.last_huddle.any = false;
	st_has(st, "New notes");
	st_free(st);
}

/* --- what became of it --- */

#define SAID(a_kind, a_text, days, a_tier)                                     \
	{                                                                      \
		.kind = (a_kind), .said = (a_text), .became = "Because.",      \
		.raised = TODAY - 20, .day = TODAY - (days), .tier = (a_tier)  \
	}
#define TODAY 20781 /* 24 November 2026 */

/* Newest first, what waits behind it, the longest first. */
static const struct said said[] = {
    SAID(SAID_AGREED, "Label the crash carts", 0, TIER_UNIT),
    SAID(SAID_ANSWERED, "Why two signatures for saline?", 1, TIER_UNIT),
    SAID(SAID_CANT, "A pharmacist of our own on nights", 1, TIER_HOSPITAL),
    SAID(SAID_DONE,
        "Nachtschichtübergabeprotokollformulardurchschriftenablageordnung", 2,
        TIER_UNIT),
    SAID(SAID_TRIED, "夜勤の引き継ぎを十五分早く始めて、皆で廊下を歩く", 2,
        TIER_UNIT),
    SAID(SAID_WAITING, "Lift 3 alarms all night", 9, TIER_HOSPITAL),
    SAID(SAID_WAITING, "Rene\xcc\x81's stool, Zoe\xcc\x88's chair", 2,
        TIER_DEPARTMENT),
    SAID(SAID_WAITING, "Linen runs out before noon", 0, TIER_UNIT),
};
#define SAID_COUNT 8
#define SAID_WAIT 5 /* the first that waits */

static void
tell(struct st *st, int from, int count, int open, int overdue)
{
	st->facts.said = (struct fact_said){
	    .list = said + from, .count = count, .since = TODAY - 1};
	st->facts.open_actions = open;
	st->facts.overdue_actions = overdue;
}

static void
became_of_it(void **state)
{
	struct st *st = st_new();

	(void)state;
	tell(st, 0, SAID_COUNT, 12, 2);
	st_expect(st, "home-said");
	st_expect_ascii(st, "home-said");
	/* What waits has a line; of the others what was done comes first. */
	st_has(st, "done         Nacht");
	st_has(st, "waiting      Lift 3 alarms");
	st_has(st, "! 9 days, the hospital");
	st_has_not(st, "A pharmacist");
	st_free(st);
}

static void
only_some_of_it(void **state)
{
	struct st *st = st_new();

	(void)state;
	tell(st, SAID_WAIT, 3, 1, 0);
	st_has(st, "1 open action\n");
	st_has(st, "Lift 3 alarms all night");
	st_has(st, "2 days, the department");
	st_has(st, "  today\n");
	tell(st, 0, 1, 12, 0);
	st_has(st, "12 open actions\n");
	st_has(st, "agreed       Label the crash carts");
	tell(st, 0, SAID_WAIT, 0, 0);
	st_has(st, "done         Nacht");
	st_has(st, "agreed       Label the crash carts");
	st_has(st, "tried        ");
	tell(st, 0, 0, 3, 1);
	st_has(st, "Nothing was closed since the huddle, and nothing waits.");
	st_has(st, "3 open actions, 1 overdue");
	st_free(st);
}

/* However little room there is: something became of it, something waits. */
static void
little_room(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.open_roles = true;
	st_open_walkup(st);
	st_open_walkup(st);
	tell(st, 0, SAID_COUNT, 12, 2);
	st_has(st, "done         Nacht");
	st_has(st, "Linen runs out before noon"); /* a new note */
	st_has(st, "Blurred on purpose");
	st_free(st);
}

static void
several_huddles(void **state)
{
	struct st *st = st_new();

	(void)state;
	for (int i = 0; i < st->facts.view_count; i++)
		st->facts.views[i].view.rounds = 4;
	st_has(st, "Last 4 huddles together, about");
	st->facts.views[1].view.rounds = 2;
	st_has(st, "Last 2 to 4 huddles together, about");
	st_free(st);
}

static void
open_roles(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_has_not(st, "No PINs are set");
	st->facts.open_roles = true;
	st_has(st, "No PINs are set: every role is open to everyone here.");
	st_free(st);
}

static void
crowded(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.open_roles = true;
	st_open_walkup(st);
	st_open_walkup(st);
	st->facts.new_note_count = st->note_count;
	for (int i = 3; i < 12; i++)
		st->facts.views[i] = st->facts.views[i - 3];
	st->facts.view_count = 12;
	st_expect(st, "home-crowded");
	st_free(st);
}

/* All that can stand above it leaves few rows: every heading has a line below
 * it, or is not there. */
static void
no_empty_headings(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_open_walkup(st);
	st_open_walkup(st);
	tell(st, 0, SAID_COUNT, 12, 2);
	releases_fill(st, 3);
	releases_wait(st, 1);
	st->facts.topic.title = "the smallest thing that went right";
	st->facts.paired = true;
	st_expect(st, "home-full");
	st_has(st, "Linen runs out before noon");
	st_has(st, "Last huddle (23 Nov, night), about");
	st_has(st, " in 10 ");
	st->facts.open_roles = true;
	snprintf(st->facts.trouble, sizeof(st->facts.trouble),
	    "The store is damaged: run huddle check.");
	st_expect(st, "home-fuller");
	st_has_not(st, "Noted since");
	st_free(st);
}

static void
trouble(void **state)
{
	struct st *st = st_new();

	(void)state;
	snprintf(st->facts.trouble, sizeof(st->facts.trouble),
	    "The store is damaged: run huddle check.");
	st_expect(st, "home-trouble");
	/* What is not known is not told as closed. */
	st_no_box(st);
	st_press(st, "c");
	st_front(st, SCREEN_CHECKIN);
	st_has(st, "Which box is open cannot be seen now");
	st_has_not(st, "The box is closed");
	st_free(st);
}

static void
keys_lead(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	st_front(st, SCREEN_CHECKIN);
	st_press(st, "<Esc>h");
	st_front(st, SCREEN_HUDDLE);
	st_press(st, "<Esc>n");
	st_front(st, SCREEN_NOTES);
	st_press(st, "<Esc>a");
	st_front(st, SCREEN_BOARD);
	st_press(st, "<Esc>b");
	st_front(st, SCREEN_BUDDIES);
	st_press(st, "<Esc>t");
	st_front(st, SCREEN_TRENDS);
	st_press(st, "<Esc>m");
	st_front(st, SCREEN_REVIEW);
	st_press(st, "<Esc>y");
	st_front(st, SCREEN_SAID);
	st_press(st, "<Esc>!");
	st_front(st, SCREEN_SUPPORT);
	st_press(st, "<Esc><F2>");
	st_front(st, SCREEN_SUPPORT);
	st_press(st, "<Esc>?");
	st_front(st, SCREEN_HELP);
	st_press(st, "<Esc><F1>");
	st_front(st, SCREEN_HELP);
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HOME);
	assert_false(st_press(st, "q"));
	st_free(st);
}

static void
idles_with_warning(void **state)
{
	struct st *st = st_new();

	(void)state;
	assert_int_equal(stage_idle_seconds(st->stage), 280);
	st_idle(st);
	st_front(st, SCREEN_HOME);
	st_has(st, "Nobody there? This page closes soon: press any key.");
	assert_int_equal(stage_idle_seconds(st->stage), 300);
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_press(st, "x");
	st_front(st, SCREEN_HOME);
	st_has_not(st, "Nobody there?");
	st_free(st);
}

static void
key_stays(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_idle(st);
	st_press(st, "x");
	st_has_not(st, "Nobody there?");
	assert_int_equal(stage_idle_seconds(st->stage), 280);
	st->facts.idle_seconds = 30; /* too short for a warning */
	assert_int_equal(stage_idle_seconds(st->stage), 30);
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_free(st);
}

/* Others check in at another keyboard: the page shows it by the minute. */
static void
follows_others(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.rounds[0].checkins = 8;
	st_pass(st, 60);
	st_has(st, "8 have checked in");
	st_has(st, "07:03");
	st_free(st);
}

/* How far the releases came: one line, once there is something to say. */
static void
releases(void **state)
{
	static const struct {
		int waiting, days;
		bool address;
		const char *text;
	} cases[] = {
	    {0, 0, true, "   last release: week 47, sent\n"},
	    {1, 1, true, "Waits to be sent          week 47, since 23 Nov"},
	    {3, 15, true, "Waits to be sent          3 releases, since 9 Nov"},
	    {3, 15, false, "Last release              week 47, kept here"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct st *st = st_new();

		st_has_not(st, "ast release");
		releases_fill(st, 3);
		releases_wait(st, cases[i].waiting);
		st->facts.ledger.address = cases[i].address;
		st_has(st, cases[i].text);
		st_free(st);
	}
}

/* A key that is gone is not told as something that was sent or will be. */
static void
releases_lost(void **state)
{
	struct st *st = st_new();

	(void)state;
	releases_fill(st, 3);
	releases_lose(st, 2);
	st_has(st, "Last release              week 47, never sent: given up");
	st->facts.ledger.waiting = 1;
	st->facts.ledger.waiting_since = st->facts.wall.day;
	st_has(st, "Waits to be sent          week 47, since");
	st->facts.ledger.address = false;
	st_has(st, "Last release              week 47, kept here");
	st_free(st);
}

static void
releases_at_home(void **state)
{
	struct st *st = st_new();

	(void)state;
	releases_fill(st, 3);
	st_expect(st, "home-released");
	releases_wait(st, 3);
	st->facts.ledger.verdict = LEDGER_CLOCK_AHEAD;
	st_expect(st, "home-doubted");
	st_expect_ascii(st, "home-doubted");
	st_press(st, "o");
	st_front(st, SCREEN_RELEASES);
	st_press(st, "<Esc>");
	st->facts.ledger.verdict = LEDGER_WAITS; /* which is as it should be */
	st_has_not(st, "clock");
	st_free(st);
}

/* The topic stands there once people have buddies, however little room there
 * is; at 80 columns the keys of every day are all in the footer. */
static void
topic(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.topic.title = "the smallest thing that went right";
	st_has_not(st, "Buddies this week");
	st->facts.paired = true;
	st_expect(st, "home-topic");
	st_expect_ascii(st, "home-topic");
	st_has(st, "! support\n");
	st_has(st, "? more\n");
	st->facts.open_roles = true;
	st_open_walkup(st);
	st_open_walkup(st);
	st_has(st, "Buddies this week: the smallest thing that went right");
	st->facts.topic.title = NULL;
	st_has_not(st, "Buddies this week");
	st_free(st);
	st = st_new_first();
	st->facts.topic.title = "who taught you";
	st->facts.paired = true;
	st_has(st, "Buddies this week: who taught you");
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	st_all_keys(SCREEN_HOME);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(open_box),
	    cmocka_unit_test(first_day),
	    cmocka_unit_test(no_box),
	    cmocka_unit_test(tomorrow),
	    cmocka_unit_test(no_plan),
	    cmocka_unit_test(box_due),
	    cmocka_unit_test(box_does_not_open),
	    cmocka_unit_test(box_opened_there),
	    cmocka_unit_test(long_failure),
	    cmocka_unit_test(after_midnight),
	    cmocka_unit_test(notice),
	    cmocka_unit_test(late),
	    cmocka_unit_test(walkups),
	    cmocka_unit_test(walkup_checkins),
	    cmocka_unit_test(many_walkups),
	    cmocka_unit_test(interrupted),
	    cmocka_unit_test(nothing_noted),
	    cmocka_unit_test(noted_since),
	    cmocka_unit_test(became_of_it),
	    cmocka_unit_test(only_some_of_it),
	    cmocka_unit_test(little_room),
	    cmocka_unit_test(several_huddles),
	    cmocka_unit_test(open_roles),
	    cmocka_unit_test(crowded),
	    cmocka_unit_test(no_empty_headings),
	    cmocka_unit_test(trouble),
	    cmocka_unit_test(keys_lead),
	    cmocka_unit_test(idles_with_warning),
	    cmocka_unit_test(key_stays),
	    cmocka_unit_test(follows_others),
	    cmocka_unit_test(releases),
	    cmocka_unit_test(releases_lost),
	    cmocka_unit_test(releases_at_home),
	    cmocka_unit_test(topic),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
