/*
 * Days as people say them: what the words mean in the calendar. See due.h.
 */
#include "core/due.h"

#include <stdbool.h>
#include <string.h>

#include "core/due_words.h"
#include "util/buf.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/utf8.h"

static bool
exists(int year, int month, int mday, int32_t *day)
{
	int y, m, d;

	if (mday < 1 || mday > 31)
		return false;
	*day = date_from_ymd(year, month, mday);
	date_to_ymd(*day, &y, &m, &d);
	return m == month;
}

/* The day of that number in a month counted on from January of a year. */
static bool
exists_in(int year, int months, int mday, int32_t *day)
{
	return exists(year + months / 12, months % 12 + 1, mday, day);
}

/* The next day of that number from today on, in any month that has it. */
static bool
next_mday(int32_t today, int mday, int32_t *day)
{
	int year, month, unused;

	date_to_ymd(today, &year, &month, &unused);
	for (int i = 0; i < 12; i++)
		if (exists_in(year, month - 1 + i, mday, day) && *day >= today)
			return true;
	return false;
}

/* The next such day from today on; 29 February may be eight years away. */
static bool
next_date(int32_t today, int month, int mday, int32_t *day)
{
	int year, unused;

	date_to_ymd(today, &year, &unused, &unused);
	for (int i = 0; i <= 8; i++)
		if (exists(year + i, month, mday, day) && *day >= today)
			return true;
	return false;
}

static int32_t
next_weekday(int32_t today, int weekday)
{
	return today + 1 + (weekday + 6 - date_weekday(today)) % 7;
}

static int32_t
after(int32_t today, int number, int unit)
{
	int year, month, mday;
	int32_t day;

	if (unit != DUE_MONTHS)
		return today + number * (unit == DUE_WEEKS ? 7 : 1);
	date_to_ymd(today, &year, &month, &mday);
	while (!exists_in(year, month - 1 + number, mday, &day))
		mday--;
	return day;
}

static int32_t
phrase_day(int phrase, int32_t today)
{
	switch (phrase) {
	case DUE_TODAY:
		return today;
	case DUE_TOMORROW:
		return today + 1;
	case DUE_NEXT_WEEK:
		return next_weekday(today, 1);
	default:
		return DATE_NONE;
	}
}

/* The day that the parts mean together; false if they mean none. */
static bool
understand(const struct due_found *found, int32_t today, int32_t *day)
{
	const int *value = found->value;
	int number = value[DUE_NUMBER], month = value[DUE_MONTH];

	switch (found->parts & ~DUE_HAS(DUE_WEEKDAY)) {
	case DUE_HAS(DUE_NUMBER):
		return next_mday(today, number, day);
	case DUE_HAS(DUE_NUMBER) | DUE_HAS(DUE_MONTH):
		return next_date(today, month, number, day);
	case DUE_HAS(DUE_NUMBER) | DUE_HAS(DUE_MONTH) | DUE_HAS(DUE_YEAR):
		return exists(value[DUE_YEAR], month, number, day);
	case DUE_HAS(DUE_NUMBER) | DUE_HAS(DUE_SIGN): /* of days */
	case DUE_HAS(DUE_NUMBER) | DUE_HAS(DUE_UNIT):
	case DUE_HAS(DUE_NUMBER) | DUE_HAS(DUE_UNIT) | DUE_HAS(DUE_SIGN):
		*day = after(today, number, value[DUE_UNIT]);
		return true;
	case DUE_HAS(DUE_PHRASE):
		*day = phrase_day(value[DUE_PHRASE], today);
		return true;
	default:
		return false;
	}
}

/* A weekday alone is the next one; beside a date it must be that date's. */
static bool
read_day(const struct due_found *found, int32_t today, int32_t *day)
{
	int weekday = found->value[DUE_WEEKDAY];

	if (found->parts == DUE_HAS(DUE_WEEKDAY)) {
		*day = next_weekday(today, weekday);
		return true;
	}
	return understand(found, today, day) &&
	       (weekday == 0 || date_weekday(*day) == weekday);
}

static bool
parse(const char *text, int32_t today, int32_t *day)
{
	struct due_found found;

	*day = DATE_NONE;
	if (text[strspn(text, " ")] == '\0' || date_parse(text, day))
		return true;
	for (int reading = 0; reading < DUE_READINGS; reading++)
		if (due_find(text, reading, &found) &&
		    read_day(&found, today, day))
			return true;
	return false;
}

static int
not_understood(const char *text, int32_t today, struct err *err)
{
	struct buf shown = BUF_INIT;
	char example[DATE_TEXT_SIZE];
	int status;

	utf8_clean(&shown, text, strlen(text));
	date_format(today + 14, example);
	status = err_set(err, ERR_DATA,
	    _("\"%s\" is no day that is understood here; write fri, tomorrow, "
	      "+2w, 27, 1 dec, %s or none. Nothing was changed."),
	    buf_text(&shown), example);
	buf_done(&shown);
	return status;
}

int
due_parse(const char *text, int32_t today, int32_t *day, struct err *err)
{
	char gone_by[DATE_TEXT_SIZE];
	int32_t meant;

	if (!parse(text, today, &meant))
		return not_understood(text, today, err);
	if (meant < today && meant != DATE_NONE) {
		date_format(meant, gone_by);
		return err_set(err, ERR_DATA,
		    _("%s is before today; name today or a later day. Nothing "
		      "was changed."),
		    gone_by);
	}
	*day = meant;
	return OK;
}
