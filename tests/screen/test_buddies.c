/*
 * Buddies: the topic and who is with whom, joining and leaving, "we
 * connected", asking for another, and the coordinator's proposal. Nothing on
 * any page tells who is not to be with whom, who asked or who connected.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buddies_unit.h"
#include "tests/unit/unit.h"
#include "ui/stage.h"

#define HARD 13 /* people, with names that are hard to show */
#define MANY 200

static struct st *
unit_with(int count)
{
	struct st *st = st_new();

	mates_fill(st, count);
	return st;
}

static struct st *
paired(int count)
{
	struct st *st = unit_with(count);

	mates_confirm(st);
	st->facts.buddies.connected = 5;
	return st;
}

/* --- the page --- */

static void
nobody_yet(void **state)
{
	struct st *st = unit_with(0);

	(void)state;
	st_press(st, "b");
	st_front(st, SCREEN_BUDDIES);
	st_expect(st, "buddies-none");
	st_press(st, "crpxeo/");
	st_expect(st, "buddies-none");
	st_log(st, "");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
nobody_paired(void **state)
{
	struct st *st = unit_with(HARD);

	(void)state;
	st_press(st, "b");
	st_expect(st, "buddies-joined");
	st_press(st, "cre");
	st_expect(st, "buddies-joined");
	st_log(st, "");
	st_free(st);
}

static void
who_with_whom(void **state)
{
	struct st *st = paired(HARD);

	(void)state;
	st_press(st, "b");
	st_expect(st, "buddies");
	st_expect_ascii(st, "buddies");
	st_press(st, "e");
	st_expect(st, "buddies-everybody");
	st_press(st, "<Down><Down>e");
	/* Whoever had the mark keeps it. */
	st_has(st, SIGN_FOCUS " Charlotte-Wilhelmina of the Night Shift and");
	st_free(st);
}

static void
where_the_round_stands(void **state)
{
	struct st *st = paired(4);

	(void)state;
	st_press(st, "b");
	st_has(st, "Mon 23 November to Sun 20 December");
	st_has_not(st, "It begins");
	st->facts.shift.day -= 2;
	st_has(st, "It begins on Mon 23 November.");
	st->facts.shift.day += 40;
	st_has(st, "The round ended on Sun 20 December");
	mates_propose(st, 0);
	st_has(st, "A proposal waits for the coordinator: p");
	st->facts.topic.title = NULL;
	st_has_not(st, "This week:");
	st_free(st);
}

static void
said_so_often(void **state)
{
	struct st *st = paired(4);

	(void)state;
	st_press(st, "b");
	st_has(st, "\"we connected\": 5 times this week");
	st->facts.buddies.connected = 1;
	st_has(st, "\"we connected\": 1 time this week");
	st->facts.buddies.connected = 0; /* nobody is counted out */
	st_has_not(st, "\"we connected\"");
	st->facts.buddies.connected = -1; /* of few it tells who */
	st_has(st, "\"we connected\": told from 5 pairs up");
	st_free(st);
}

static void
very_many(void **state)
{
	struct st *st = paired(MANY);

	(void)state;
	st_press(st, "b");
	st_expect(st, "buddies-many");
	st_press(st, "<End>");
	st_has(st, "Person 199");
	st_press(st, "<PgUp><Up><Home><PgDn><Down>/");
	st_has(st, "Whom do you look for?");
	st_press(st, "N 17");
	st_expect(st, "buddies-find");
	st_press(st, "<Down><Down><PgDn><PgUp><Up><Down><Enter>");
	st_has(st, SIGN_FOCUS " Person 170 and Person 171");
	st_press(st, "/nobody has that<Enter>");
	st_has(st, "Nobody here has that in their name.");
	st_press(st, "<Esc>");
	st_has(st, SIGN_FOCUS " Person 170 and Person 171");
	st_free(st);
}

/* --- what people do --- */

static void
connects(void **state)
{
	struct st *st = paired(HARD);

	(void)state;
	st->facts.buddies.connected = 0;
	st_press(st, "bc");
	st_expect(st, "buddies-connected");
	st_press(st, "sa");
	st_has_not(st, "Alex");
	st_press(st, "<Enter>");
	st_log(st, "connected Sam\n");
	st_has(st, "Noted. What you said stays yours.");
	/* The mark does not stand at who it was. */
	st_has(st, SIGN_FOCUS " Alex and Bob");
	st_press(st, "cZOE<Enter>");
	st_log(st, "connected Zoe\xcc\x88\n");
	st_has_not(st, "This week has one");
	st_press(st, "ckim<Enter>");
	st_has(st, "This week has one for every group already.");
	st_has_not(st, "Noted.");
	st_free(st);
}

/* Who is alone, or joined since, has nobody to connect with. */
static void
only_the_paired(void **state)
{
	struct st *st = paired(4);

	(void)state;
	st_press(st, "bjZacharias<F10>");
	st_log(st, "join Zacharias\n");
	st_has(st, "Zacharias has joined.");
	st_has(st, "waits for a round");
	st_press(st, "cz");
	st_has(st, "Nobody here has that in their name.");
	st_press(st, "<Esc>rz");
	st_has(st, "Nobody here has that in their name.");
	st_free(st);
}

static void
asks_for_another(void **state)
{
	struct st *st = paired(HARD);

	(void)state;
	st_press(st, "br");
	st_expect(st, "buddies-another");
	st_press(st, "jo<Enter>");
	st_log(st, "ask Jo\n");
	st_expect(st, "buddies-asked");
	st_press(st, "p");
	st_has(st, "The round that runs is paired anew");
	st_has_not(st, "asked");
	/* It can be taken back, which tells nothing either. */
	st_press(st, "<Esc>R");
	st_has(st, "You stay with your buddy. Who are you?");
	st_press(st, "jo<Enter>");
	st_log(st, "stay Jo\n");
	st_has(st, "If anybody of this group asked for another buddy, that");
	st_free(st);
}

static void
opts_out(void **state)
{
	struct st *st = paired(HARD);

	(void)state;
	st_press(st, "bxalex<Enter>");
	st_expect(st, "buddies-leave");
	st_press(st, "<Esc>xalex<Enter><Enter>"); /* Enter leaves it, too */
	st_log(st, "");
	st_press(st, "xalex<Enter>l");
	st_log(st, "leave Alex\n");
	st_has(st, "Alex has left.");
	st_has(st, SIGN_FOCUS " Bob");
	st_has(st, "with nobody yet");
	st_press(st, "xuma<Enter>");
	st_has(st, "stay together.");
	st_free(st);
}

/* --- joining --- */

static void
joins(void **state)
{
	struct st *st = paired(HARD);

	(void)state;
	st_press(st, "bj");
	st_expect(st, "buddies-join");
	st_expect_ascii(st, "buddies-join");
	st_press(st, "Lin<Tab>nurse<Enter><Right>n<Left>d<Down>");
	st_press(st, "kim, ZO");
	st_has(st, "Right arrow: Zoe");
	st_press(st, "<Right>, ");
	st_press(st, "<Shift-Tab><Up><Down><Tab><Tab>Max");
	st_has(st, "Nobody called \"Max\" has joined yet");
	st_expect(st, "buddies-join-full");
	st_press(st, "<Enter>");
	st_log(st,
	    "join Lin (nurse), days, wishes [kim] [ Zoe\xcc\x88], not with "
	    "[Max]\n");
	st_has(st, "Lin has joined. The next proposal has a buddy for them.");
	st_has(st, SIGN_FOCUS " Lin");
	st_has_not(st, "Max");
	st_free(st);
}

/* What everybody can read stands there; the rest is not shown, and stays. */
static void
joins_again(void **state)
{
	struct st *st = paired(HARD);

	(void)state;
	st_press(st, "bjeve<Enter>");
	st_expect(st, "buddies-join-known");
	st_press(st, "<Down><Left><Enter>-<Enter><Ctrl-S>");
	st_log(st, "join eve, nights, wishes\n");
	st_has(st, "What eve told is changed.");
	/* Known, and saved at once: nothing is told anew. */
	st_press(st, "jkim<Ctrl-S>");
	st_log(st, "join kim\n");
	/* Another name: what stood there for the first is not theirs. */
	st_press(st, "jrene<Tab>");
	st_has(st, "unit clerk");
	st_press(st, "<Shift-Tab><Ctrl-U>Lin<Tab>");
	st_has_not(st, "unit clerk");
	st_press(st, "<Ctrl-S>");
	st_log(st, "join Lin\n");
	st_free(st);
}

static void
joins_wrongly(void **state)
{
	struct st *st = unit_with(2);

	(void)state;
	st_press(st, "bj<F10>");
	st_has(st, "A name or a nickname is needed.");
	st_press(st, "Lin<Down><Down><Down>a,b,c,d,e,f,g,h,i,j,k<F10>");
	st_has(st, "10 names are the most.");
	st_log(st, "");
	st_press(st, "<Backspace><Down>a,b,c,d,e,f,g,h,i,j,k<Enter>");
	st_has(st, "10 names are the most.");
	st_press(st, "<Ctrl-U>");
	st->fail = EFFECT_BUDDY;
	st->fail_status = ERR_DATA;
	st->fail_text = "Nobody can wish for themselves. Nothing was kept.";
	st_press(st, "<F10>");
	st_has(st, "Nobody can wish for themselves.");
	st_has(st, "a,b,c,d,e,f,g,h,i,j"); /* what was typed is still there */
	st_press(st, "<F10>");
	st_has(st, "Lin has joined.");
	st_free(st);
}

static void
leaves_the_form(void **state)
{
	struct st *st = unit_with(2);

	(void)state;
	st_press(st, "bj<Esc>jLin<Esc>");
	st_has(st, "Leave without saving?");
	st_press(st, "k<Esc>t");
	st_log(st, "");
	st_has(st, "Who has joined");
	st_press(st, "j");
	st_has_not(st, "Lin");
	st_free(st);
}

/* --- the coordinator --- */

static void
proposes(void **state)
{
	struct st *st = unit_with(HARD);

	(void)state;
	st_press(st, "bp");
	st_expect(st, "buddies-weeks");
	st_press(st, "<Ctrl-U>27<Enter>");
	st_has(st, "A round has 1 to 26 weeks.");
	st_press(st, "<Ctrl-U><Enter>");
	st_has(st, "A round has 1 to 26 weeks.");
	st_log(st, "");
	st_press(st, "6<Enter>");
	st_log(st, "propose 6\n");
	st_expect(st, "buddies-proposal");
	st_expect_ascii(st, "buddies-proposal");
	st_press(st, "l<Down>l");
	st_log(st, "lock Alex\nlock Charlotte-Wilhelmina of the Night Shift\n");
	st_expect(st, "buddies-locked");
	st_has(st, "Locked. A new proposal keeps this group.");
	st_has(st, "l unlock");
	st_press(st, "<Up><Up><End>");
	st_has(st, "l lock");
	st_press(st, "<Home><Down>l");
	st_log(st, "lock Charlotte-Wilhelmina of the Night Shift, unlocked\n");
	st_has(st, "Unlocked. A new proposal may change this group.");
	st_press(st, "p");
	st_has(st, "6"); /* the weeks of the proposal that stands */
	st_press(st, "<Enter>");
	st_log(st, "propose 6\n");
	st_press(st, "<Backspace>");
	st_has(st, "A proposal waits");
	st_free(st);
}

static void
another_proposal(void **state)
{
	struct st *st = paired(HARD);

	(void)state;
	st_press(st, "bp");
	st_expect(st, "buddies-weeks-which");
	st_press(st, "<Enter><Right><Enter>");
	st_log(st, "propose 0 anew\n");
	st_has(st, "The round that runs is paired anew");
	st_press(st, "p<Tab>");
	st_has(st, SIGN_FOCUS " t this round, few changes");
	st_press(st, "<Esc>");
	st_has(st, "13 people in 6 groups");
	st_free(st);
}

static void
swaps(void **state)
{
	struct st *st = unit_with(HARD);

	(void)state;
	mates_propose(st, 0);
	st_press(st, "bps");
	st_has(st, "Who changes place?");
	st_press(st, "alex<Enter>");
	st_has(st, "With whom does Alex change?");
	st_has_not(st, "Bob"); /* they are together */
	st_press(st, "bob");
	st_has(st, "Alex and Bob are in the same group already.");
	st_press(st, "<Ctrl-U>Nob");
	st_has(st, "Nobody here has that in their name.");
	st_press(st, "<Ctrl-U>jo<Enter>");
	st_log(st, "swap Alex and Jo\n");
	st_has(st, "Alex and Jo have changed places");
	st_has(st, SIGN_FOCUS " Alex and Eve");
	st_press(st, "u");
	st_log(st, "swap Alex and Jo\n");
	st_has(st, SIGN_FOCUS " Alex and Bob");
	st_has(st, "Alex and Jo are back in their places.");
	st_press(st, "u"); /* once is enough */
	st_log(st, "");
	/* A lock does not stand in its way. */
	st_press(st, "salex<Enter>jo<Enter>lu");
	st_log(st, "swap Alex and Jo\nlock Alex\nswap Alex and Jo\n");
	st_has(st, SIGN_FOCUS " Alex and Bob");
	st_press(st, "salex<Enter>jo<Enter>p<Enter>u"); /* of another one */
	st_log(st, "swap Alex and Jo\npropose 4\n");
	st->fail = EFFECT_BUDDY;
	st->fail_status = ERR_UNAVAILABLE;
	st->fail_text = "These two cannot be together.";
	st_press(st, "salex<Enter>kim<Enter>");
	st_has(st, "These two cannot be together.");
	st_press(st, "s<Esc>");
	st_has(st, "13 people in 6 groups");
	st_free(st);
}

/* Keys that have nobody to go to say so. */
static void
nobody_to_pick(void **state)
{
	struct st *st = paired(2);

	(void)state;
	mates_propose(st, 0);
	st_press(st, "bps<Enter>");
	st_has(st, "There is nobody to change places with.");
	st_has(st, "2 people in 1 group");
	st_press(st, "<Esc>xbob<Enter>l");
	st_log(st, "leave Bob\n");
	st_press(st, "c");
	st_has(st, "There is nobody to pick.");
	st_press(st, "r");
	st_has(st, "There is nobody to pick.");
	st_log(st, "");
	st_free(st);
}

static void
confirms(void **state)
{
	struct st *st = paired(HARD);

	(void)state;
	mates_propose(st, 1);
	st_press(st, "bp<Enter>");
	st_expect(st, "buddies-confirm");
	st_press(st, "n");
	st_log(st, "");
	st_press(st, "y<Enter>");
	st_log(st, "confirm\n");
	st_has(st, "Confirmed.");
	st_has_not(st, "locked"); /* says nothing once the round is on */
	st->facts.page = "Whose slip it is";
	st_press(st, "o");
	st_front(st, SCREEN_PAGE);
	st_has(st, "huddle print slips | lp");
	st_has(st, "Slips for buddies");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_BUDDIES);
	mates_propose(st, 0);
	st_press(st, "pd<Enter>");
	st_log(st, "");
	st_press(st, "dd");
	st_log(st, "drop\n");
	st_has(st, "The proposal is dropped.");
	st_free(st);
}

static void
alone(void **state)
{
	struct st *st = unit_with(3);

	(void)state;
	mates_propose(st, 0);
	mates_alone(st);
	st_press(st, "bp");
	st_expect(st, "buddies-alone");
	st_free(st);
}

/* It was dropped at another keyboard. */
static void
proposal_gone(void **state)
{
	struct st *st = unit_with(4);

	(void)state;
	mates_propose(st, 0);
	st_press(st, "bp");
	st->facts.buddies.proposed = NULL;
	st_has(st, "There is no proposal any more.");
	st_press(st, "<Enter>lsd<Esc>q");
	st_log(st, "");
	mates_propose(st, 0);
	st_press(st, "bp");
	st->facts.buddies.proposed = NULL;
	st_press(st, "p");
	st_has(st, "Weeks");
	st_press(st, "<Esc>");
	st_has(st, "Who has joined");
	st_free(st);
}

static void
more_names(void **state)
{
	struct st *st = paired(MANY);

	(void)state;
	st_press(st, "bx");
	st_has(st, "more below: PgDn");
	st_press(st, "Person 199");
	st_has_not(st, "more below");
	st_free(st);
}

static void
too_few(void **state)
{
	struct st *st = unit_with(1);

	(void)state;
	st_press(st, "bp");
	st_has(st, "A round needs two people at least; j joins.");
	st_free(st);
}

static void
may_not(void **state)
{
	struct st *st = unit_with(4);

	(void)state;
	st->fail = EFFECT_BUDDY;
	st->fail_status = ERR_PERMISSION;
	st->fail_text = "Only a coordinator may do that.";
	st_press(st, "bp<Enter>");
	st_has(st, "Only a coordinator may do that.");
	st->fail = EFFECT_BUDDY;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, "<Enter>");
	st_has(st, "That did not work. Please try again.");
	st_press(st, "<Esc><Esc>");
	st->fail = EFFECT_BUDDIES;
	st_press(st, "b");
	st_has(st, "That did not work. Please try again.");
	st_free(st);
}

/* --- around it --- */

/* Whoever wakes the screen may not be who wrote on it. */
static void
idles(void **state)
{
	struct st *st = paired(4);

	(void)state;
	st_press(st, "bjLin<Down><Down><Down><Down>Bob");
	st_idle(st);
	st_has(st, "Nobody there?");
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_press(st, "x");
	st_front(st, SCREEN_BUDDIES);
	st_has(st, "Who is with whom");
	st_press(st, "j");
	st_has_not(st, "Lin");
	st_press(st, "<Esc>cal");
	st_idle(st);
	st_idle(st);
	st_press(st, "x");
	st_has(st, "Who is with whom");
	st_log(st, "");
	st_free(st);
}

static void
helps(void **state)
{
	struct st *st = paired(4);

	(void)state;
	st_press(st, "b?");
	st_front(st, SCREEN_HELP);
	st_expect(st, "help-buddies");
	st_press(st, "<Esc>q");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

/* Whatever is pressed: what holds for every page holds. */
static void
any_keys(void **state)
{
	static const char *const keys[] = {"b", "c", "j", "r", "x", "p", "o",
	    "u", "/", "e", "s", "l", "d", "y", "<Enter>", "<Enter>", "<Enter>",
	    "<Esc>", "<Down>", "<Up>", "<PgDn>", "<Tab>", "<Right>", "<F10>",
	    "<Backspace>", "<End>", "a", "m", ",", "4", "-", "?", "!"};
	const struct random *random = unit_random();

	(void)state;
	for (int times = 0; times < 12; times++) {
		struct st *st =
		    paired(2 + (int)random->uniform(random->context, 30));

		for (int i = 0; i < 500; i++) {
			if (stage_front(st->stage) == SCREEN_HOME)
				st_press(st, "b");
			st_press(st, keys[random->uniform(random->context,
			                 sizeof(keys) / sizeof(keys[0]))]);
			st_has_not(st, "(null)");
			if (st->facts.buddies.person_count < 2)
				break;
		}
		st_free(st);
	}
}

static void
all_keys(void **state)
{
	struct st *st = unit_with(HARD);

	(void)state;
	mates_propose(st, 0);
	st_press(st, "bp<Down><PgDn><End><Up><PgUp><Home><Esc>pqp<Backspace>");
	st_press(st, "/<Down><PgDn><Up><PgUp><Esc>");
	st_press(st, "<Backspace>");
	st_front(st, SCREEN_HOME);
	st_free(st);
	st_all_keys(SCREEN_BUDDIES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nobody_yet),
	    cmocka_unit_test(nobody_paired),
	    cmocka_unit_test(who_with_whom),
	    cmocka_unit_test(where_the_round_stands),
	    cmocka_unit_test(said_so_often),
	    cmocka_unit_test(very_many),
	    cmocka_unit_test(connects),
	    cmocka_unit_test(only_the_paired),
	    cmocka_unit_test(asks_for_another),
	    cmocka_unit_test(opts_out),
	    cmocka_unit_test(joins),
	    cmocka_unit_test(joins_again),
	    cmocka_unit_test(joins_wrongly),
	    cmocka_unit_test(leaves_the_form),
	    cmocka_unit_test(proposes),
	    cmocka_unit_test(another_proposal),
	    cmocka_unit_test(swaps),
	    cmocka_unit_test(nobody_to_pick),
	    cmocka_unit_test(confirms),
	    cmocka_unit_test(alone),
	    cmocka_unit_test(proposal_gone),
	    cmocka_unit_test(more_names),
	    cmocka_unit_test(too_few),
	    cmocka_unit_test(may_not),
	    cmocka_unit_test(idles),
	    cmocka_unit_test(helps),
	    cmocka_unit_test(any_keys),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
