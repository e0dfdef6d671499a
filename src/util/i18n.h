/*
 * Every text that people read goes through gettext. _() translates now, N_()
 * only marks a text in a table, to be translated where it is shown.
 */
#ifndef HUDDLE_UTIL_I18N_H
#define HUDDLE_UTIL_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
