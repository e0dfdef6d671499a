/*
 * Numbers of the demonstration's shifts. See demo_shift.h.
 */
#include "cli/demo_shift.h"

#include <stdio.h>
#include <string.h>

#include "db/repo_shift.h"
#include "util/i18n.h"

#define TOLD_PERCENT 85 /* of the shifts */
#define ROSTER 40       /* where it is not told */
#define PATIENTS_DAY 5  /* one nurse's; the charge nurse has none */
#define PATIENTS_NIGHT 6
#define WEEK 7

enum { CENSUS, PLANNED, PRESENT, MISSED };

static const struct {
	const char *id, *title;
	int most;
} number_fields[DEMO_SHIFT_FIELDS] = {
    [CENSUS] = {"census", N_("Census"), 80},
    [PLANNED] = {"staff-planned", N_("Staff planned"), 30},
    [PRESENT] = {"staff-present", N_("Staff present"), 30},
    [MISSED] = {"breaks-missed", N_("Breaks missed"), 40},
};

void
demo_shift_fields(struct shift_field out[DEMO_SHIFT_FIELDS])
{
	for (int i = 0; i < DEMO_SHIFT_FIELDS; i++) {
		out[i] = (struct shift_field){
		    .title = (char *)_(number_fields[i].title),
		    .most = number_fields[i].most};
		snprintf(out[i].id, ID_SIZE, "%s", number_fields[i].id);
	}
}

void
demo_shift_init(struct demo_shift *shift, struct db *db,
    const struct config *config, int32_t from, int32_t now, uint64_t seed)
{
	*shift = (struct demo_shift){
	    .db = db, .config = config, .from = from, .done = from - 1};
	shift->half = from + (now - from) / 2;
	shift->random = crypt_seeded(&shift->state, seed ^ 0x5eed5);
}

static int
number_below(struct demo_shift *shift, int limit)
{
	return (int)shift->random.uniform(
	    shift->random.context, (uint32_t)limit);
}

/* Short staffing comes on weekends, and in winter; breaks are missed where
 * somebody is missing, and less once the unit has changed how they relieve
 * each other. */
static void
draw_numbers(struct demo_shift *shift, struct shift_date when,
    int32_t values[DEMO_SHIFT_FIELDS])
{
	int roster = shift->config->roster > 0 ? shift->config->roster : ROSTER;
	int beds = roster / 2, each, year, month, mday, shortage, busy;
	bool night = when.shift == SHIFT_NIGHT;

	date_to_ymd(when.day, &year, &month, &mday);
	each = night ? PATIENTS_NIGHT : PATIENTS_DAY;
	values[CENSUS] = beds * (78 + number_below(shift, 21)) / 100;
	values[PLANNED] = 1 + (beds * 9 / 10 + each - 1) / each;
	shortage = 20 + (date_weekday(when.day) > 5 ? 20 : 0) +
	           (month == 12 || month < 3 ? 15 : 0) + (night ? 10 : 0);
	values[PRESENT] = values[PLANNED] -
	                  (number_below(shift, 100) < shortage) -
	                  (number_below(shift, 100) < shortage / 3);
	busy = when.day < shift->half ? 3 : 2;
	values[MISSED] =
	    number_below(shift, busy) +
	    (values[PLANNED] - values[PRESENT]) * number_below(shift, busy + 1);
}

static int
keep_numbers(struct demo_shift *shift, struct shift_date when, struct err *err)
{
	int32_t values[DEMO_SHIFT_FIELDS];
	bool told = number_below(shift, 100) < TOLD_PERCENT;
	/* Once, early, nobody had the time all week. */
	int32_t gap =
	    period_week(shift->from + (shift->half - shift->from) / 2);
	int result = OK;

	draw_numbers(shift, when, values);
	if (!told || (when.day >= gap && when.day < gap + WEEK))
		return OK;
	for (int i = 0; i < DEMO_SHIFT_FIELDS && result == OK; i++) {
		struct shift_number number = {
		    .shift = when, .value = values[i]};

		if (shift_field_find(shift->config->shift_fields,
		        shift->config->shift_field_count,
		        number_fields[i].id) < 0)
			continue;
		snprintf(number.field, ID_SIZE, "%s", number_fields[i].id);
		result = shift_number_keep(shift->db, &number, err);
	}
	return result;
}

int
demo_shift_until(struct demo_shift *shift, int32_t day, struct err *err)
{
	int result = OK;

	for (; result == OK && shift->done < day; shift->done++) {
		struct shift_date when = {shift->done + 1, SHIFT_DAY};

		result = keep_numbers(shift, when, err);
		when.shift = SHIFT_NIGHT;
		if (result == OK)
			result = keep_numbers(shift, when, err);
	}
	return result;
}
