/*
 * Weeks, months and quarters of instruments, and whose turn it is in them. See
 * cadence.h.
 */
#include "core/cadence.h"

#include <string.h>

#define FIRST_MONDAY 4 /* 1970-01-05 */
#define QUARTER_MONTHS 3
#define YEAR_MONTHS 12

/* Months since January 1970. */
static int32_t
month_number(int32_t day)
{
	int year, month, mday;

	date_to_ymd(day, &year, &month, &mday);
	return (year - 1970) * YEAR_MONTHS + month - 1;
}

/* The quotient of a division, rounded down. */
static int32_t
floored(int32_t number, int32_t by)
{
	return number / by - (number % by < 0);
}

/* The first day of a month by its number. */
static int32_t
month_start(int32_t number)
{
	int32_t years = floored(number, YEAR_MONTHS);

	return date_from_ymd(1970 + years, number - years * YEAR_MONTHS + 1, 1);
}

struct period
cadence_period(enum cadence cadence, int32_t day)
{
	int32_t quarter;

	if (cadence == CADENCE_MONTH)
		return period_of(PERIOD_MONTH, day);
	if (cadence != CADENCE_QUARTER)
		return period_of(PERIOD_WEEK, day);
	quarter = cadence_turn(cadence, day);
	return (struct period){month_start(QUARTER_MONTHS * quarter),
	    month_start(QUARTER_MONTHS * (quarter + 1)) - 1};
}

int32_t
cadence_turn(enum cadence cadence, int32_t day)
{
	if (cadence == CADENCE_MONTH)
		return month_number(day);
	if (cadence == CADENCE_QUARTER)
		return floored(month_number(day), QUARTER_MONTHS);
	return floored(day - FIRST_MONDAY, 7);
}

static bool
dropped(const struct rotation *rotation, const char *id)
{
	for (int i = 0; i < rotation->drop_count; i++)
		if (strcmp(rotation->drop[i], id) == 0)
			return true;
	return false;
}

int
rotation_item(const struct instrument *instrument,
    const struct rotation *rotation, int32_t day)
{
	int left[ITEMS_MAX];
	int32_t turn = cadence_turn(instrument->cadence, day);
	int count = 0;

	for (int i = 0; i < instrument->item_count; i++) {
		const char *id = instrument->items[i].id;

		if (rotation->pin && strcmp(rotation->pin, id) == 0)
			return i;
		if (!dropped(rotation, id))
			left[count++] = i;
	}
	if (count == 0)
		return -1;
	return left[turn - count * floored(turn, count)];
}
