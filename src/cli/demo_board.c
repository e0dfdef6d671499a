/*
 * What became of the demonstration's notes. See demo_board.h.
 */
#include "cli/demo_board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_request.h"
#include "util/date.h"
#include "util/mem.h"

/* Days until a first response: half within two, one in ten after ten (an
 * assumption; units do not publish it). */
static const int response_days[] = {0, 0, 1, 1, 2, 2, 3, 5, 7, 10};
#define RESPONSES ((int)(sizeof(response_days) / sizeof(response_days[0])))

/* A note with its fate, and the card that was made of it. */
struct raised {
	char note[NOTE_ID_SIZE];
	const struct demo_fate *fate;
	int64_t action;
};

/* One request to come. */
struct deed {
	int32_t day;
	int subject;
	enum request_kind kind;
	int which; /* of a test; the state of a move */
};

struct demo_board {
	struct db *db;
	const struct config *config;
	const struct random *random;
	struct raised *raised;
	int subject_count;
	struct deed *deeds; /* by day, then in the order of planning */
	int deed_count;
	int cards;
};

struct demo_board *
demo_board_new(
    struct db *db, const struct config *config, const struct random *random)
{
	struct demo_board *board = mem_new(1, sizeof(*board));

	board->db = db;
	board->config = config;
	board->random = random;
	return board;
}

void
demo_board_free(struct demo_board *board)
{
	free(board->raised);
	free(board->deeds);
	free(board);
}

int
demo_board_cards(const struct demo_board *board)
{
	return board->cards;
}

static int
pick(const struct demo_board *board, int limit)
{
	return (int)board->random->uniform(
	    board->random->context, (uint32_t)limit);
}

/* --- planning --- */

static const struct demo_fate *
find_fate(const char *text)
{
	for (int i = 0; i < demo_fate_count; i++)
		if (strncmp(text, demo_fates[i].of, strlen(demo_fates[i].of)) ==
		    0)
			return &demo_fates[i];
	return NULL;
}

static void
plan(struct demo_board *board, int32_t day, enum request_kind kind, int which)
{
	int at = board->deed_count++;

	board->deeds = mem_grow(
	    board->deeds, (size_t)board->deed_count, sizeof(*board->deeds));
	for (; at > 0 && board->deeds[at - 1].day > day; at--)
		board->deeds[at] = board->deeds[at - 1];
	board->deeds[at] =
	    (struct deed){day, board->subject_count - 1, kind, which};
}

/* The tests, one after the other; returns the day of the last result. */
static int32_t
plan_tests(struct demo_board *board, const struct demo_fate *fate, int32_t day)
{
	for (int i = 0; i < 2 && fate->tests[i].plan; i++) {
		day += 1 + pick(board, 5);
		plan(board, day, REQUEST_PLAN, i);
		day += 5 + pick(board, 10);
		plan(board, day, REQUEST_RESULT, i);
	}
	return day;
}

static void
plan_card(struct demo_board *board, const struct demo_fate *fate, int32_t day)
{
	int32_t answered = day + response_days[pick(board, RESPONSES)];

	plan(board, day, REQUEST_ADD, 0);
	plan(board, answered, REQUEST_RESPOND, TIER_UNIT);
	day = answered + 1 + pick(board, 5);
	if (fate->end == DEMO_CLOSED && !fate->why) {
		plan(board, day + 7, REQUEST_MOVE, ACTION_CLOSED);
		return;
	}
	plan(board, day, REQUEST_EDIT, 0);
	plan(board, day, REQUEST_MOVE, ACTION_AGREED);
	if (fate->why) {
		day += 2 + pick(board, 6);
		plan(board, day, REQUEST_ESCALATE, 0);
		if (fate->tier == TIER_HOSPITAL)
			plan(board, day + 2, REQUEST_ESCALATE, 0);
		day += 6 + pick(board, 20);
		plan(board, day, REQUEST_RESPOND, (int)fate->tier);
	}
	day = plan_tests(board, fate, day);
	day += 14 + pick(board, 56);
	plan(board, day, REQUEST_MOVE,
	    fate->end == DEMO_CLOSED ? ACTION_CLOSED : ACTION_DONE);
}

void
demo_board_note(struct demo_board *board, const struct note *note)
{
	const struct demo_fate *fate = find_fate(note->text);
	int32_t answered = note->day + response_days[pick(board, RESPONSES)];
	int others = pick(board, 10) - 4;
	struct raised *subject;

	if (!fate || !note_waits(note))
		return;
	board->raised = mem_grow(board->raised,
	    (size_t)board->subject_count + 1, sizeof(*board->raised));
	subject = &board->raised[board->subject_count++];
	*subject = (struct raised){.fate = fate};
	memcpy(subject->note, note->id, NOTE_ID_SIZE);
	if (fate->end == DEMO_ANSWERED)
		plan(board, answered, REQUEST_ANSWER, 0);
	else if (fate->end == DEMO_CANT)
		plan(board, answered, REQUEST_CANT, 0);
	else
		plan_card(board, fate, note->day);
	for (int i = 0; i < others; i++)
		plan(board, note->day + pick(board, 6), REQUEST_METOO, 0);
}

/* --- doing --- */

static void
fill_test(struct request *request, const struct demo_test *test)
{
	if (request->kind == REQUEST_PLAN) {
		request_text(request, TEXT_PLAN, test->plan);
		request_text(request, TEXT_PREDICTION, test->prediction);
		request_text(request, TEXT_MEASURE, test->measure);
		request_text(request, TEXT_BEFORE, test->before);
	} else {
		request->outcome = test->outcome;
		request_text(request, TEXT_RESULT, test->result);
		request_text(request, TEXT_AFTER, test->after);
	}
}

/* Who takes it on, until when. */
static void
fill_edit(const struct demo_board *board, struct request *request,
    const struct demo_fate *fate, int32_t day)
{
	char due[DATE_TEXT_SIZE];

	date_format(day + 28 + pick(board, 56), due);
	request_text(request, TEXT_OWNER, fate->owner);
	request_text(request, TEXT_DUE, due);
	request_text(request, TEXT_AIM, fate->aim);
	request_text(request, TEXT_SIZE,
	    action_size_names[SIZE_SMALL + pick(board, SIZES - SIZE_SMALL)]);
}

static void
fill(const struct demo_board *board, struct request *request,
    const struct deed *deed, const struct raised *subject)
{
	const struct demo_fate *fate = subject->fate;

	request->action = subject->action;
	switch (request->kind) {
	case REQUEST_ADD:
		request_text(request, TEXT_TITLE, fate->title);
		break;
	case REQUEST_EDIT:
		fill_edit(board, request, fate, deed->day);
		break;
	case REQUEST_MOVE:
		request->state = deed->which;
		if (deed->which == ACTION_CLOSED)
			request_text(request, TEXT_REASON,
			    fate->above ? fate->above : fate->answer);
		break;
	case REQUEST_ESCALATE:
		request_text(request, TEXT_REASON, fate->why);
		break;
	case REQUEST_RESPOND:
		request->tier = deed->which;
		request_text(request, TEXT_ANSWER,
		    deed->which == TIER_UNIT ? fate->answer : fate->above);
		break;
	case REQUEST_PLAN:
	case REQUEST_RESULT:
		fill_test(request, &fate->tests[deed->which]);
		break;
	default:
		request_text(request, TEXT_ANSWER, fate->answer);
		break;
	}
}

static int
do_deed(struct demo_board *board, const struct deed *deed, struct err *err)
{
	struct raised *subject = &board->raised[deed->subject];
	struct request_result done;
	struct request request;
	int result;

	request_init(&request, deed->kind);
	if (deed->kind == REQUEST_ADD || deed->kind >= REQUEST_ANSWER)
		memcpy(request.note, subject->note, NOTE_ID_SIZE);
	fill(board, &request, deed, subject);
	result = app_request(
	    board->db, board->config, &request, deed->day, &done, err);
	if (result == OK && deed->kind == REQUEST_ADD) {
		subject->action = done.action;
		board->cards++;
	}
	request_done(&request);
	return result;
}

int
demo_board_until(struct demo_board *board, int32_t day, struct err *err)
{
	int done = 0, result = OK;

	while (result == OK && done < board->deed_count &&
	       board->deeds[done].day <= day)
		result = do_deed(board, &board->deeds[done++], err);
	board->deed_count -= done;
	if (board->deed_count > 0)
		memmove(board->deeds, board->deeds + done,
		    (size_t)board->deed_count * sizeof(*board->deeds));
	return result;
}
