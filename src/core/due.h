/*
 * Days as people say them: "fri", "tomorrow", "+2w", "2026-12-01", "1 dec".
 */
#ifndef HUDDLE_CORE_DUE_H
#define HUDDLE_CORE_DUE_H

#include <stdint.h>

#include "util/err.h"

/*
 * A day from today on. "fri" is the next Friday (today's weekday means in a
 * week); "today", "tomorrow"; "+3", "+3d", "+2w", "+1m" (the last day of a
 * month if it has no such day); "27" and "27 nov": the next such day, which
 * may be today; "fri 27 nov 2026"; ISO 8601; "none" and "" mean DATE_NONE.
 * English and the interface's language, any case, at least three letters of a
 * name, "in 2 weeks" and "next week" (its Monday) too. ERR_DATA says what was
 * found and gives examples; a day before today is refused with that reason.
 */
int due_parse(const char *text, int32_t today, int32_t *day, struct err *err);

#endif
