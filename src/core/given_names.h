/*
 * Names that people bear. Internal to identify*.c.
 */
#ifndef HUDDLE_CORE_GIVEN_NAMES_H
#define HUDDLE_CORE_GIVEN_NAMES_H

#include "core/identify_words.h"

#define NAME_LISTS 6

extern const struct word_list name_lists[NAME_LISTS];

#endif
