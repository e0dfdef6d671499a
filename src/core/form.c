/*
 * Forms: from instruments, to text for the store and back. See form.h.
 *
 * The text, one line a question, fields by one space, lists by commas:
 *   item INSTRUMENT VERSION ID VALUES CUTS
 *   sum|mean INSTRUMENT VERSION ID UPPER-BOUNDS-MILLI CUTS ITEM-INDICES
 * where a cut is the decimal value of its bits.
 */
#include "core/form.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"

#define VERSION_MAX 999999

/* The parts of a question that items and scores have in common. */
static struct question *
add_question(struct form *form, const struct instrument *instrument,
    const char *id, int cut_count, const struct cut *cuts, struct err *err)
{
	struct question *question;

	if (form->question_count == QUESTIONS_MAX || form_find(form, id) >= 0) {
		err_set(err, ERR_DATA,
		    form->question_count == QUESTIONS_MAX
		        ? _("%s: more than %d questions in one round")
		        : _("%s: the item is in this round already"),
		    id, QUESTIONS_MAX);
		return NULL;
	}
	question = &form->questions[form->question_count++];
	*question = (struct question){
	    .version = instrument->version, .cut_count = cut_count};
	snprintf(question->instrument, ID_SIZE, "%s", instrument->id);
	snprintf(question->id, ID_SIZE, "%s", id);
	for (int i = 0; i < cut_count; i++)
		question->cuts[i] = cuts[i].of;
	return question;
}

static int
add_item(struct form *form, const struct instrument *instrument,
    const struct item *item, struct err *err)
{
	struct question *question = add_question(
	    form, instrument, item->id, item->cut_count, item->cuts, err);

	if (!question)
		return ERR_DATA;
	question->answer_count = item->answer_count;
	for (int a = 0; a < item->answer_count; a++)
		question->values[a] = item->answers[a].value;
	return OK;
}

static int
add_score(struct form *form, const struct instrument *instrument,
    const struct score *score, struct err *err)
{
	struct question *question = add_question(
	    form, instrument, score->id, score->cut_count, score->cuts, err);

	if (!question)
		return ERR_DATA;
	question->score = true;
	question->mean = score->mean;
	question->answer_count = score->band_count;
	for (int b = 0; b < score->band_count; b++)
		question->values[b] = score->bands[b].up_to_milli;
	question->item_count = score->item_count;
	for (int i = 0; i < score->item_count; i++)
		question->items[i] =
		    form_find(form, instrument->items[score->items[i]].id);
	return OK;
}

int
form_add(
    struct form *form, const struct instrument *instrument, struct err *err)
{
	int result = OK;

	if (form->question_count > 0 &&
	    form->questions[form->question_count - 1].score)
		return err_set(err, ERR_DATA,
		    _("%s: an instrument with scores must be a round's last"),
		    instrument->id);
	for (int i = 0; result == OK && i < instrument->item_count; i++)
		result = add_item(form, instrument, &instrument->items[i], err);
	for (int i = 0; result == OK && i < instrument->score_count; i++)
		result =
		    add_score(form, instrument, &instrument->scores[i], err);
	return result;
}

int
form_add_item(struct form *form, const struct instrument *instrument, int item,
    struct err *err)
{
	return add_item(form, instrument, &instrument->items[item], err);
}

/* Numbers may be written in many ways, in the store only in ours. */
static bool
is_text_of(const struct form *form, const char *text)
{
	struct buf ours = BUF_INIT;
	bool same;

	form_text(form, &ours);
	same = strcmp(buf_text(&ours), text) == 0;
	buf_done(&ours);
	return same;
}

bool
form_is_of(const struct form *form, const struct instrument *instrument)
{
	const struct item *item =
	    instrument_item(instrument, form->questions[0].id);
	struct form now = {0};
	struct buf text = BUF_INIT;
	bool same;
	int result;

	if (!instrument->rotate)
		result = form_add(&now, instrument, NULL);
	else if (form->question_count == 1 && item)
		result = add_item(&now, instrument, item, NULL);
	else
		return false;
	form_text(&now, &text);
	same = result == OK && is_text_of(form, buf_text(&text));
	buf_done(&text);
	return same;
}

int
form_find(const struct form *form, const char *id)
{
	for (int i = 0; i < form->question_count; i++)
		if (strcmp(form->questions[i].id, id) == 0)
			return i;
	return -1;
}

int
form_items(const struct form *form)
{
	int count = 0;

	while (count < form->question_count && !form->questions[count].score)
		count++;
	return count;
}

void
form_text(const struct form *form, struct buf *out)
{
	for (int i = 0; i < form->question_count; i++) {
		const struct question *question = &form->questions[i];

		buf_addf(out, "%s %s %d %s",
		    question->score ? question->mean ? "mean" : "sum" : "item",
		    question->instrument, question->version, question->id);
		for (int a = 0; a < question->answer_count; a++)
			buf_addf(out, "%c%d", a ? ',' : ' ',
			    (int)question->values[a]);
		for (int c = 0; c < question->cut_count; c++)
			buf_addf(out, "%c%u", c ? ',' : ' ', question->cuts[c]);
		for (int j = 0; j < question->item_count; j++)
			buf_addf(
			    out, "%c%d", j ? ',' : ' ', question->items[j]);
		buf_add(out, "\n");
	}
}

/* Copies the field before `end` and steps over it; false if too long. */
static bool
take_field(const char **at, char *out, size_t size, char end)
{
	const char *stop = strchr(*at, end);

	if (!stop || stop == *at || (size_t)(stop - *at) >= size)
		return false;
	memcpy(out, *at, (size_t)(stop - *at));
	out[stop - *at] = '\0';
	*at = stop + 1;
	return true;
}

/* Numbers by commas up to `end`; how many, -1 if it is no such list. */
static int
take_numbers(const char **at, long *out, int max, char end)
{
	for (int count = 0; count < max; count++) {
		char *stop;

		errno = 0;
		out[count] = strtol(*at, &stop, 10);
		if (errno || stop == *at || out[count] < INT_MIN ||
		    out[count] > INT_MAX)
			return -1;
		*at = stop + 1;
		if (*stop == end)
			return count + 1;
		if (*stop != ',')
			return -1;
	}
	return -1;
}

/* Cuts, and behind a score's its items. */
static bool
take_cuts_and_items(const char **at, struct question *question, int items)
{
	long numbers[ITEMS_MAX];

	question->cut_count =
	    take_numbers(at, numbers, CUTS_MAX, question->score ? ' ' : '\n');
	if (question->cut_count < 1)
		return false;
	for (int c = 0; c < question->cut_count; c++) {
		if (numbers[c] < 1 ||
		    numbers[c] >= 1L << question->answer_count)
			return false;
		question->cuts[c] = (uint8_t)numbers[c];
	}
	if (!question->score)
		return true;
	question->item_count = take_numbers(at, numbers, ITEMS_MAX, '\n');
	for (int j = 0; j < question->item_count; j++) {
		if (numbers[j] < 0 || numbers[j] >= items)
			return false;
		question->items[j] = (int)numbers[j];
	}
	return question->item_count > 0;
}

static bool
take_question(const char **at, struct question *question, int items)
{
	char kind[8];
	long numbers[ANSWERS_MAX];

	if (!take_field(at, kind, sizeof(kind), ' ') ||
	    !take_field(at, question->instrument, ID_SIZE, ' ') ||
	    take_numbers(at, numbers, 1, ' ') != 1 || numbers[0] < 1 ||
	    numbers[0] > VERSION_MAX)
		return false;
	question->version = (int)numbers[0];
	question->score = strcmp(kind, "item") != 0;
	question->mean = strcmp(kind, "mean") == 0;
	if (question->score && !question->mean && strcmp(kind, "sum") != 0)
		return false;
	if (!take_field(at, question->id, ID_SIZE, ' ') ||
	    !id_valid(question->instrument) || !id_valid(question->id))
		return false;
	question->answer_count = take_numbers(at, numbers, ANSWERS_MAX, ' ');
	if (question->answer_count < ANSWERS_MIN)
		return false;
	for (int a = 0; a < question->answer_count; a++)
		question->values[a] = (int32_t)numbers[a];
	return take_cuts_and_items(at, question, items);
}

int
form_parse(struct form *form, const char *text, struct err *err)
{
	const char *at = text;
	int items = 0;

	*form = (struct form){0};
	while (*at) {
		struct question question = {0};

		if (form->question_count == QUESTIONS_MAX ||
		    !take_question(&at, &question, items) ||
		    form_find(form, question.id) >= 0 ||
		    (!question.score && items != form->question_count))
			goto damaged;
		form->questions[form->question_count++] = question;
		items += !question.score;
	}
	if (items > 0 && is_text_of(form, text))
		return OK;
damaged:
	return err_set(
	    err, ERR_DATA, _("the round's form in the store is damaged"));
}
