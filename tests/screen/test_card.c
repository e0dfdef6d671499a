/*
 * A card's page: everything of it on one page that scrolls, every step a key.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "util/mem.h"

enum { LINEN = 1, LABELS = 4, SALINE = 5, GLUCOMETER = 6, LIFT = 7, CLOSED };

#define STATE "state"

static int
field(const char *name)
{
	return record_field(&action_record, name);
}

static void
add(struct revision_event *events, int *count, int64_t revision, int kind,
    int64_t of, int32_t day, const char *name, const char *before,
    const char *after)
{
	events[(*count)++] = (struct revision_event){.revision = revision,
	    .kind = kind,
	    .of = of,
	    .day = day,
	    .field = field(name),
	    .before = (char *)before,
	    .after = (char *)after};
}

/* A history with a step undone, one done again, and long texts. */
static void
with_history(struct st *st)
{
	static struct revision_event events[32];
	int32_t day = st->facts.shift.day - 20;
	int count = 0;

	add(events, &count, 3, REQUEST_ADD, 0, day, "state", "new", "new");
	add(events, &count, 3, REQUEST_ADD, 0, day, "title", "", "Saline");
	add(events, &count, 5, REQUEST_EDIT, 0, day, "owner", "", "Kim");
	add(events, &count, 5, REQUEST_EDIT, 0, day, "due", "", "2026-11-27");
	add(events, &count, 9, REQUEST_MOVE, 0, day + 2, STATE, "new",
	    "agreed");
	add(events, &count, 9, REQUEST_MOVE, 0, day + 2, "since", "2026-11-04",
	    "2026-11-06");
	add(events, &count, 10, REVISION_UNDO, 9, day + 2, STATE, "agreed",
	    "new");
	add(events, &count, 11, REVISION_REDO, 9, day + 2, STATE, "new",
	    "agreed");
	add(events, &count, 12, REQUEST_EDIT, 0, day + 3, "aim", "",
	    "One signature is enough for saline on every hall, day and night, "
	    "from 1 December on");
	add(events, &count, 14, REQUEST_EDIT, 0, day + 3, "owner", "Kim",
	    "charge nurse");
	add(events, &count, 15, REVISION_UNDO, 14, day + 3, "owner",
	    "charge nurse", "Kim");
	add(events, &count, 16, REQUEST_ESCALATE, 0, day + 4, "tier", "unit",
	    "department");
	add(events, &count, 16, REQUEST_ESCALATE, 0, day + 4, "escalation", "",
	    "The form belongs to the pharmacy.");
	st->events = events;
	st->event_count = count;
}

static void
pages(void **state)
{
	struct st *st = desk_new();

	(void)state;
	with_history(st);
	desk_card(st, SALINE);
	st_expect(st, "card-testing");
	st_expect_ascii(st, "card-testing");
	st_press(st, "G");
	st_expect(st, "card-testing-end");
	st_press(st, "<Esc>");
	desk_front(st);
	st->event_count = 0;
	desk_card(st, LINEN);
	st_expect(st, "card-new");
	st_press(st, "<Esc>");
	desk_card(st, LIFT);
	st_expect(st, "card-waiting");
	st_press(st, "<Esc>");
	desk_card(st, CLOSED);
	st_expect(st, "card-closed");
	st_press(st, "q");
	desk_front(st);
	st_free(st);
}

/* The field that has its slot is not the first of the step. */
static void
answers_from_above(void **state)
{
	static struct revision_event events[16];
	struct st *st = desk_new();
	int32_t day = st->facts.shift.day;
	int count = 0;

	(void)state;
	add(events, &count, 1, REQUEST_ADD, 0, day - 14, "title", "", "Lift");
	add(events, &count, 2, REQUEST_RESPOND, 0, day - 2, "since",
	    "2026-11-15", "2026-11-22");
	for (int i = 0; i < 2; i++) {
		static const char *const names[] = {"answered", "answer"};
		static const char *const after[] = {
		    "2026-11-22", "From March on"};

		add(events, &count, 2, REQUEST_RESPOND, 0, day - 2, names[i],
		    "", after[i]);
		events[count - 1].at = TIER_HOSPITAL;
	}
	add(events, &count, 3, REQUEST_RESPOND, 0, day - 1, "answer", "We ask",
	    "We asked");
	st->events = events;
	st->event_count = count;
	desk_card(st, LIFT);
	st_press(st, "G");
	st_has(st, "22 Nov          responded: the hospital");
	st_has(st, "23 Nov          responded: the unit");
	st_free(st);
}

/* It came into its state on another day than it went up. */
static void
waits_since_it_was_asked(void **state)
{
	struct st *st = desk_new();
	struct action *card = &st->cards[LIFT - 1];
	int32_t day = st->facts.shift.day;

	(void)state;
	card->since = day - 3;
	desk_card(st, LIFT);
	st_has(st, "Waiting for the hospital since 15 Nov, 9 days");
	st_has(st, "state           Agreed");
	st_press(st, "<Esc>");
	card->responses[TIER_HOSPITAL].asked = day;
	desk_card(st, LIFT);
	st_has(st, "Waiting for the hospital since today");
	st_press(st, "<Esc>");
	card->responses[TIER_HOSPITAL].answered = day;
	desk_card(st, LIFT);
	st_has(st, "Agreed, here since 21 Nov, 3 days");
	st_has_not(st, "Waiting");
	st_has_not(st, "state  ");
	st_free(st);
}

/* Taken up without a word; passed over because the card went on up. */
static void
answers_without_words(void **state)
{
	struct st *st = desk_new();
	struct action *card = &st->cards[LIFT - 1];
	struct reply *replies = card->responses;

	(void)state;
	free(replies[TIER_UNIT].answer);
	replies[TIER_UNIT].answer = NULL;
	replies[TIER_DEPARTMENT].asked = st->facts.shift.day - 12;
	desk_card(st, LIFT);
	st_expect(st, "card-passed-on");
	st_has(st, "asked 10 Nov, taken up 11 Nov");
	st_has(st, "asked 12 Nov, passed on to the hospital, 15 Nov");
	st_press(st, "<Esc>");
	/* It was asked again, from the unit, and has not been passed over. */
	replies[TIER_HOSPITAL].asked = DATE_NONE;
	card->tier = TIER_DEPARTMENT;
	desk_card(st, LIFT);
	st_has(st, "asked 12 Nov, no answer yet, 12 days");
	st_press(st, "<Esc>");
	card->state = ACTION_DONE;
	card->ended = st->facts.shift.day;
	card->version++;
	desk_card(st, LIFT);
	st_has(st, "asked 12 Nov, no answer");
	st_has_not(st, "no answer yet");
	st_free(st);
}

/* What is asked for most comes first; the way out is known. */
static void
footers(void **state)
{
	struct st *st = desk_new();

	(void)state;
	desk_card(st, LINEN);
	st_has(st, "Enter edit  > move  r respond  e escalate     Esc leave");
	st_press(st, ">");
	st_press(st, "<Esc>");
	desk_card(st, SALINE);
	st_has(st, "t end test");
	st_has_not(st, "t test");
	st_press(st, "<Esc>");
	desk_card(st, CLOSED);
	st_has(st, "Enter edit  r respond  o open again  ");
	st_free(st);
}

/* --- everything that can be done --- */

static void
moves(void **state)
{
	struct st *st = desk_new();

	(void)state;
	desk_card(st, LINEN);
	st_press(st, ">");
	st_log(st, "move 1 agreed\n");
	st_has(st, "Agreed, here since today");
	st_has(st, "Moved to Agreed. u undoes it.");
	st_press(st, "><");
	st_log(st, "move 1 testing\nmove 1 agreed\n");
	st_press(st, ">>");
	st_log(st, "move 1 testing\nmove 1 done\n");
	st_has(st, "Done, here since today");
	st_press(st, "o");
	st_log(st, "move 1 agreed\n");
	st_has(st, "It is open again, as agreed. u undoes it.");
	st_press(st, ">>");
	st->before = EFFECT_REQUEST;
	st->meanwhile = desk_somebody;
	st_press(st, "o");
	st_has(st, "It was not opened again.");
	st_has(st, "changed at another keyboard");
	st_has(st, "Ana");
	st_press(st, "o");
	st_has(st, "It is open again");
	st_free(st);
}

/* A column that is full asks first. */
static void
full_column(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->facts.rules.limits[COLUMN_AGREED] = 1;
	desk_card(st, LINEN);
	st_press(st, ">");
	st_log(st, "");
	st_expect(st, "card-full");
	st_press(st, "<Enter>");
	st_log(st, "");
	st_press(st, ">m");
	st_log(st, "move 1 agreed\n");
	st_free(st);
}

/* Each form comes with its card, and leads back with word of it. */
static void
asks(void **state)
{
	static const struct {
		int64_t card;
		const char *key, *title, *typed, *said;
	} forms[] = {
	    {LINEN, "<Enter>", "Edit", "!<F10>", "Changed: Linen runs out"},
	    {LINEN, "E", "Edit", "!<F10>", "Changed: Linen runs out"},
	    {LINEN, "r", "Respond", "Ordered<Enter>", "Responded: Linen"},
	    {LINEN, "e", "Escalate", "Theirs<Enter>", "Escalated: Linen"},
	    {LINEN, "c", "Close", "Too dear<Enter>", "Closed: Linen"},
	    {LABELS, "t", "Begin a test", "One<Enter>Two<F10>",
	        "Test planned: Label"},
	    {SALINE, "t", "End the test", "d<Enter>Less<F10>",
	        "Test ended: One-signature"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct st *st = desk_new();

		desk_card(st, forms[i].card);
		st_press(st, forms[i].key);
		st_front(st, SCREEN_REQUEST);
		st_has(st, forms[i].title);
		st_press(st, "<Esc>");
		st_front(st, SCREEN_CARD);
		st_has_not(st, "u undoes it");
		st_press(st, forms[i].key);
		st_press(st, forms[i].typed);
		st_front(st, SCREEN_CARD);
		st_has(st, forms[i].said);
		st_has(st, "u undoes it.");
		st_free(st);
	}
}

/* What its state has no use for does nothing. */
static void
no_use(void **state)
{
	struct st *st = desk_new();

	(void)state;
	desk_card(st, CLOSED);
	st_press(st, "cte>w");
	st_front(st, SCREEN_CARD);
	st_log(st, "");
	st_press(st, "<Esc>");
	desk_card(st, LIFT);
	st_press(st, "eow");
	st_front(st, SCREEN_CARD);
	st_log(st, "");
	st_press(st, "][");
	st_front(st, SCREEN_CARD);
	st_free(st);
}

static void
undoes(void **state)
{
	struct st *st = desk_new();

	(void)state;
	desk_card(st, LINEN);
	st_press(st, "u");
	st_log(st, "");
	st_press(st, ">u");
	st_log(st, "move 1 agreed\nundo 1\n");
	st_has(st, "New, here since 20 Nov");
	st_has(st, "Undone:");
	st_press(st, "U");
	st_log(st, "redo 1\n");
	st_has(st, "Agreed, here since today");
	st_free(st);
}

/* Somebody was faster: what it is now, and the choice. */
static void
faster(void **state)
{
	struct st *st = desk_new();

	(void)state;
	desk_card(st, LINEN);
	st->before = EFFECT_REQUEST;
	st->meanwhile = desk_somebody;
	st_press(st, ">");
	st_expect(st, "card-faster");
	st_press(st, "<Enter>");
	st_has(st, "Ana");
	st_has(st, "New, here since 20 Nov");
	st_free(st);
}

/* Somebody moves it and names an owner while the title is written. */
static struct revision_event meanwhile[8];

static void
somebody_and_we(struct st *st)
{
	int32_t day = st->facts.shift.day;
	int64_t theirs = st->revisions + 1;
	int count = 1;

	desk_somebody(st);
	add(meanwhile, &count, theirs, REQUEST_EDIT, 0, day, "owner", "",
	    "Ana");
	add(meanwhile, &count, theirs + 1, REQUEST_MOVE, 0, day, STATE, "new",
	    "agreed");
	add(meanwhile, &count, theirs + 1, REQUEST_MOVE, 0, day, "since", "",
	    "2026-11-24");
	add(meanwhile, &count, theirs + 1, REQUEST_EDIT, 0, day, "owner", "Al",
	    "Ana");
	/* Ours: once refused, then saved. */
	add(meanwhile, &count, theirs + 3, REQUEST_EDIT, 0, day, "title",
	    "Linen runs out before noon", "Linen runs out before noon!");
	st->revisions = theirs + 1;
	st->event_count = count;
}

static void
told_of_others(void **state)
{
	struct st *st = desk_new();
	int count = 0;

	(void)state;
	add(meanwhile, &count, 1, REQUEST_ADD, 0, st->facts.shift.day - 4,
	    "aim", "", "Linen");
	st->revisions = 1;
	st->events = meanwhile;
	st->event_count = count;
	desk_card(st, LINEN);
	st_press(st, "E!");
	st->before = EFFECT_REQUEST;
	st->meanwhile = somebody_and_we;
	st_press(st, "<F10>");
	st_front(st, SCREEN_CARD);
	st_expect(st, "card-meanwhile");
	st_has(st, "Saved. Meanwhile somebody changed: owner, column.");
	assert_string_equal(st->cards[0].title, "Linen runs out before noon!");
	assert_string_equal(st->cards[0].owner, "Ana");
	/* Told once. */
	st_press(st, "E<Esc>");
	st_has_not(st, "Meanwhile");
	st_free(st);
}

static void
somebody_removes(struct st *st)
{
	st->cards[0].removed = 1;
	st->cards[0].version++;
}

static void
gone(void **state)
{
	struct st *st = desk_new();

	(void)state;
	desk_card(st, LINEN);
	st->before = EFFECT_REQUEST;
	st->meanwhile = somebody_removes;
	st_press(st, ">");
	st_has(st, "This card is gone");
	st_press(st, "r>");
	st_expect(st, "card-gone");
	st_press(st, "<Enter>");
	desk_front(st);
	desk_card(st, 99);
	st_press(st, "q");
	desk_front(st);
	desk_card(st, 99);
	st_press(st, "<Esc>");
	desk_front(st);
	st_free(st);
}

static void
not_read(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->fail = EFFECT_CARD;
	st->fail_status = ERR_DATA;
	st->fail_text = "The store is damaged: card 1.";
	desk_card(st, LINEN);
	st_has(st, "The store is damaged: card 1.");
	st_press(st, "<Backspace>");
	desk_front(st);
	st_free(st);
}

static void
leads_to_pages(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->facts.page = "The page of a card\n";
	desk_card(st, SALINE);
	st_press(st, "p");
	st_front(st, SCREEN_PAGE);
	st_has(st, "huddle print card 5 | lp");
	st_press(st, "<Esc>w");
	st_has(st, "huddle print worked 5 | lp");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_CARD);
	st_press(st, "<Backspace>");
	desk_front(st);
	st_free(st);
}

/* --- what is hard to show --- */

static void
hard_texts(void **state)
{
	struct st *st = desk_new();
	struct action *card = &st->cards[SALINE - 1];

	(void)state;
	free(card->title);
	card->title =
	    mem_copy("Nachtschichtübergabeprotokollformulardurchschriftenablage"
	             "ordnungsvorschrift für 夜勤 abschaffen, Zoe\xcc\x88");
	free(card->cycles[1].plan);
	card->cycles[1].plan =
	    mem_copy("夜勤の引き継ぎがとても分かりやすかったです。ありがとう "
	             "ございました、皆さん \033[31mred\033[0m");
	card->aim = mem_copy("Nachtschichtübergabeprotokollformular"
	                     "durchschriftenablageordnungsvorschrift");
	card->size = SIZE_MEDIUM;
	card->due = st->facts.shift.day - 1;
	snprintf(card->note, sizeof(card->note), "note3");
	st->notes[3].metoo = 3;
	desk_card(st, SALINE);
	st_expect(st, "card-hard");
	st_expect_ascii(st, "card-hard");
	st_has(st, "1 day overdue");
	st_press(st, "<PgDn>");
	st_has(st, "3 said me too");
	st_expect(st, "card-hard-down");
	st_free(st);
}

/* Thousands of steps: every one can be reached, and the page goes on to be
 * drawn from the same lines. */
#define STEPS 5000
static void
long_history(void **state)
{
	static struct revision_event events[STEPS];
	static char owners[STEPS][24];
	struct st *st = desk_new();

	(void)state;
	for (int i = 0; i < STEPS; i++) {
		snprintf(owners[i], sizeof(owners[i]), "Owner %d", i);
		events[i] = (struct revision_event){.revision = i + 1,
		    .kind = REQUEST_EDIT,
		    .day = st->facts.shift.day - (STEPS - i) / 20,
		    .field = field("owner"),
		    .before = i > 0 ? owners[i - 1] : owners[0],
		    .after = owners[i]};
	}
	st->events = events;
	st->event_count = STEPS;
	desk_card(st, LINEN);
	st_has(st, "more below: j or PgDn");
	st_has_not(st, "Owner 0");
	st_press(st, "G");
	st_has(st, "owner: Owner 0 to Owner 1");
	st_has_not(st, "more below");
	st_press(st, "k<PgUp>j<Up><Down><PgDn><Home>");
	st_has_not(st, "Owner 0");
	st_press(st, "<End>g");
	st_has(st, "Linen runs out before noon");
	st_free(st);
}

static void
idle(void **state)
{
	struct st *st = desk_new();

	(void)state;
	desk_card(st, LINEN);
	st_press(st, "j");
	st_idle(st);
	st_has(st, "Nobody there?");
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_has_not(st, "Linen");
	st_press(st, "x");
	st_has(st, "Linen");
	st_press(st, "!<Esc>?<Esc>");
	st_front(st, SCREEN_CARD);
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	desk_all_keys(SCREEN_CARD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(answers_from_above),
	    cmocka_unit_test(waits_since_it_was_asked),
	    cmocka_unit_test(answers_without_words),
	    cmocka_unit_test(footers),
	    cmocka_unit_test(moves),
	    cmocka_unit_test(full_column),
	    cmocka_unit_test(asks),
	    cmocka_unit_test(no_use),
	    cmocka_unit_test(undoes),
	    cmocka_unit_test(faster),
	    cmocka_unit_test(told_of_others),
	    cmocka_unit_test(gone),
	    cmocka_unit_test(not_read),
	    cmocka_unit_test(leads_to_pages),
	    cmocka_unit_test(hard_texts),
	    cmocka_unit_test(long_history),
	    cmocka_unit_test(idle),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
