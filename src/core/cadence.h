/*
 * When an instrument's turn is: the week, month or quarter of a day, and which
 * item a rotating instrument asks in it. Pure.
 */
#ifndef HUDDLE_CORE_CADENCE_H
#define HUDDLE_CORE_CADENCE_H

#include <stdint.h>

#include "core/instrument.h"
#include "core/period.h"

/* The ISO week, month or quarter that a day lies in; what is asked in every
 * huddle goes by weeks too. */
struct period cadence_period(enum cadence cadence, int32_t day);

/* The number of that week since Monday, 1970-01-05, or of that month or
 * quarter since January 1970; negative before. */
int32_t cadence_turn(enum cadence cadence, int32_t day);

/* What a unit chose of rotating instruments: one item to be asked until it
 * chooses another, and items that are never asked. */
struct rotation {
	char *pin; /* an item's id, "" for none */
	int drop_count;
	char drop[ITEMS_MAX][ID_SIZE];
};

/*
 * The index of the item that a rotating instrument asks on a day: the pinned
 * one if it is one of its own, else the next in turn of those not dropped;
 * -1 if all are dropped.
 */
int rotation_item(const struct instrument *instrument,
    const struct rotation *rotation, int32_t day);

#endif
