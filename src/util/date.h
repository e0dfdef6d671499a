/*
 * Days and local time. A day is the number of days since 1970-01-01
 * (proleptic Gregorian calendar), so days can be compared and subtracted.
 * The zone comes from the configuration, never from the environment.
 */
#ifndef HUDDLE_UTIL_DATE_H
#define HUDDLE_UTIL_DATE_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "util/err.h"

#define DATE_TEXT_SIZE 12 /* "2026-11-24" and NUL */
#define DATE_NONE INT32_MIN

struct civil { /* a moment on the unit's wall clock */
	int32_t day;
	int minute; /* of the day, 0 to 1439 */
	int second; /* 0 to 60 */
};

int32_t date_from_ymd(int year, int month, int mday);
void date_to_ymd(int32_t day, int *year, int *month, int *mday);

/* 1 Monday to 7 Sunday (ISO 8601). */
int date_weekday(int32_t day);

/* ISO 8601 week number (1 to 53) and the year that the week belongs to. */
int date_iso_week(int32_t day, int *year);

/* Strict "YYYY-MM-DD" of an existing day, years 1970 to 9999. */
bool date_parse(const char *text, int32_t *day);

/* "2026-11-24" */
void date_format(int32_t day, char out[DATE_TEXT_SIZE]);

/* "07:15", minute of the day; false if it is none. */
bool date_parse_clock(const char *text, int *minute);

/*
 * From here on local time is that of `zone` ("Europe/Madrid", "UTC").
 * ERR_CONFIG if the zone is not known to the system.
 */
int date_zone_set(const char *zone, struct err *err);

/* The wall clock at `moment` in the zone set. */
void date_local(time_t moment, struct civil *out);

#endif
