/*
 * Every text that people read goes through gettext. _() translates now, N_()
 * only marks a text in a table, to be translated where it is shown.
 */
#ifndef HUDDLE_UTIL_I18N_H
#define HUDDLE_UTIL_I18N_H

#include <libintl.h>

/* Takes the locale and the language from the environment; catalogues lie in
 * `folder`. A locale that is not there means ASCII. */
void i18n_init(const char *folder);

/* From here on texts are in `language` ("es"), or in English if there is no
 * catalogue of it; "auto" is the environment's. */
void i18n_use(const char *language);

/* What the environment wants texts in, as it names it ("es_MX.UTF-8"); NULL if
 * it does not say. */
const char *i18n_wanted(void);

/* The text in the language in use; the text itself if there is none. */
const char *i18n_text(const char *text) __attribute__((format_arg(1)));

#define _(text) i18n_text(text)
#define N_(text) text

#endif
