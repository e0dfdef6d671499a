/*
 * Numbers of the shift. See app_shift.h.
 */
#include "app_shift.h"

#include <stdlib.h>
#include <string.h>

#include "db/repo_shift.h"
#include "util/i18n.h"

int
app_shift_asked(const struct app *app, struct err *err)
{
	if (app->config.shift_field_count > 0)
		return OK;
	return err_set(err, ERR_UNAVAILABLE,
	    _("this unit has no numbers of the shift; shift_numbers in "
	      "huddle.conf(5) says how to have some"));
}

/* As the store lists them. */
static int
order(const void *left, const void *right)
{
	const struct shift_number *a = left, *b = right;
	int by_shift = shift_order(a->shift, b->shift);

	return by_shift ? by_shift : strcmp(a->field, b->field);
}

/* `before` is what the store had of it, NULL if nothing. */
static void
count_one(const struct shift_number *number, const struct shift_number *before,
    struct app_shift_kept *kept)
{
	bool none = number->value == SHIFT_NUMBER_NONE;

	if (before ? before->value == number->value : none)
		kept->same++;
	else if (none)
		kept->removed++;
	else if (before)
		kept->changed++;
	else
		kept->added++;
}

/* Within the transaction: what is there is what the counts are about. */
static int
keep_all(struct app *app, const struct shift_number *list, int count,
    struct app_shift_kept *kept, struct err *err)
{
	struct period span = {list[0].shift.day, list[0].shift.day};
	struct shift_number *now;
	int result, now_count;

	for (int i = 1; i < count; i++) {
		if (list[i].shift.day < span.from)
			span.from = list[i].shift.day;
		if (list[i].shift.day > span.to)
			span.to = list[i].shift.day;
	}
	now_count = shift_number_list(app->db, span.from, span.to, &now, err);
	result = now_count < 0 ? now_count : OK;
	for (int i = 0; i < count && result == OK; i++) {
		/* An empty list has no place to look in. */
		const struct shift_number *before =
		    now_count > 0 ? bsearch(&list[i], now, (size_t)now_count,
		                        sizeof(*now), order)
		                  : NULL;

		count_one(&list[i], before, kept);
		result = shift_number_keep(app->db, &list[i], err);
	}
	if (now_count > 0)
		free(now);
	return result;
}

int
app_shift_keep(struct app *app, const struct shift_number *list, int count,
    struct app_shift_kept *kept, struct err *err)
{
	int result;

	*kept = (struct app_shift_kept){0};
	if (count == 0)
		return OK;
	result = db_begin(app->db, err);
	if (result < 0)
		return result;
	result = keep_all(app, list, count, kept, err);
	if (result == OK)
		return db_commit(app->db, err);
	db_rollback(app->db);
	return result;
}
