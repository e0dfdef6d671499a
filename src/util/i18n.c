/*
 * Languages. See i18n.h. A screen asks for some forty texts at every key, so
 * that without a catalogue nothing is looked up at all.
 */
#include "util/i18n.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "huddle"

static bool translated;

void
i18n_init(const char *folder)
{
	setlocale(LC_ALL, "");
	bindtextdomain(DOMAIN, folder);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	i18n_use("auto");
}

void
i18n_use(const char *language)
{
	const char *locale = setlocale(LC_MESSAGES, NULL);

	if (strcmp(language, "auto") != 0) {
		setenv("LANGUAGE", language, 1);
		/* In "C" nothing is ever translated. */
		if (!locale || strcmp(locale, "C") == 0)
			setlocale(LC_MESSAGES, "C.UTF-8");
	}
	textdomain(DOMAIN); /* forgets what it found for another language */
	/* The empty text stands for the catalogue's head. */
	translated = gettext("")[0] != '\0';
}

const char *
i18n_wanted(void)
{
	static const char *const names[] = {
	    "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *wanted = getenv(names[i]);

		if (wanted && wanted[0])
			return wanted;
	}
	return NULL;
}

const char *
i18n_text(const char *text)
{
	return translated ? gettext(text) : text;
}
