/*
 * Days and local time. See date.h.
 */
#include "util/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/file.h"
#include "util/i18n.h"

#define ZONES "/usr/share/zoneinfo/"

/*
 * Days and dates through years that begin in March, so that the leap day is
 * the last of its year; 400 years have 146,097 days.
 */
int32_t
date_from_ymd(int year, int month, int mday)
{
	int y = month > 2 ? year : year - 1;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * ((month + 9) % 12) + 2) / 5 + mday - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

void
date_to_ymd(int32_t day, int *year, int *month, int *mday)
{
	int32_t days = day + 719468;
	int32_t era = (days >= 0 ? days : days - 146096) / 146097;
	int32_t of_era = days - era * 146097;
	int32_t years =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int32_t of_year = of_era - (365 * years + years / 4 - years / 100);
	int32_t march_month = (5 * of_year + 2) / 153;

	*mday = of_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = years + era * 400 + (*month <= 2);
}

int
date_weekday(int32_t day)
{
	int32_t since_monday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int
date_iso_week(int32_t day, int *year)
{
	int32_t thursday = day - date_weekday(day) + 4;
	int month, mday;

	date_to_ymd(thursday, year, &month, &mday);
	return (thursday - date_from_ymd(*year, 1, 1)) / 7 + 1;
}

/* Exactly `count` digits as a number; false if there are others. */
static bool
digits(const char *text, int count, int *value)
{
	*value = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*value = *value * 10 + (text[i] - '0');
	}
	return true;
}

bool
date_parse(const char *text, int32_t *day)
{
	int year, month, mday, y, m, d;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return false;
	if (!digits(text, 4, &year) || !digits(text + 5, 2, &month) ||
	    !digits(text + 8, 2, &mday))
		return false;
	if (year < 1970 || month < 1 || month > 12 || mday < 1)
		return false;
	*day = date_from_ymd(year, month, mday);
	date_to_ymd(*day, &y, &m, &d);
	return y == year && m == month && d == mday;
}

void
date_format(int32_t day, char out[DATE_TEXT_SIZE])
{
	int year, month, mday;

	date_to_ymd(day, &year, &month, &mday);
	snprintf(out, DATE_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000,
	    (unsigned)month % 100, (unsigned)mday % 100);
}

bool
date_parse_clock(const char *text, int *minute)
{
	int hours, minutes;

	if (strlen(text) != 5 || text[2] != ':' || !digits(text, 2, &hours) ||
	    !digits(text + 3, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	*minute = hours * 60 + minutes;
	return true;
}

/* Beside the zones lie tables and texts: a zone says "TZif" first. */
static bool
is_zone(const char *zone)
{
	struct buf file = BUF_INIT;
	char path[256];
	bool found;

	if (zone[0] == '\0' || zone[0] == '/' || strstr(zone, "..") ||
	    strlen(zone) > 64)
		return false;
	snprintf(path, sizeof(path), ZONES "%s", zone);
	found = file_read(path, FILE_TEXT_MAX, &file, NULL) == OK &&
	        strncmp(buf_text(&file), "TZif", 4) == 0;
	buf_done(&file);
	return found;
}

int
date_zone_set(const char *zone, struct err *err)
{
	/* A zone that the C library does not find silently becomes UTC. */
	if (strcmp(zone, "UTC") != 0 && !is_zone(zone))
		return err_set(err, ERR_CONFIG,
		    _("the time zone \"%s\" is not known here; expected a name "
		      "like Europe/Madrid or UTC (the package tzdata has them "
		      "in %s)"),
		    zone, ZONES);
	unsetenv("TZDIR"); /* or it would be looked for elsewhere */
	if (setenv("TZ", zone, 1) < 0)
		return err_errno(
		    err, ERR_SOFTWARE, _("cannot set the time zone"));
	tzset();
	return OK;
}

void
date_local(time_t moment, struct civil *out)
{
	struct tm tm;

	localtime_r(&moment, &tm);
	out->day = date_from_ymd(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	out->minute = tm.tm_hour * 60 + tm.tm_min;
	out->second = tm.tm_sec;
}
