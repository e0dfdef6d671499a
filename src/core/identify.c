/*
 * Points at what in a text could show a patient or a colleague. See
 * identify.h; numbers and names are looked for in identify_numbers.c and
 * identify_names.c.
 */
#include "core/identify.h"

#include "core/identify_text.h"
#include "util/i18n.h"

const char *const identify_titles[IDENTIFY_KINDS] = {
    [IDENTIFY_RECORD] = N_("a record number"),
    [IDENTIFY_BIRTH] = N_("a date of birth"),
    [IDENTIFY_PHONE] = N_("a phone number"),
    [IDENTIFY_PLACE] = N_("a bed or a room"),
    [IDENTIFY_PERSON] = N_("a person's name"),
};

/* From the first token of what was found to its last. */
static struct finding
finding_at(const struct text *text, int at)
{
	const struct token *first = token_at(text, at);
	const struct token *last = first;

	while (token_at(text, at + 1)->found == first->found &&
	       !token_at(text, at + 1)->opens)
		last = token_at(text, ++at);
	return (struct finding){
	    .kind = (enum identify_kind)first->found,
	    .from = first->from,
	    .len = last->from + last->len - first->from,
	};
}

int
identify(const char *bytes, const char *const *people, int people_count,
    struct finding out[FINDINGS_MAX])
{
	struct text text;
	int count = 0;

	text_read(&text, bytes);
	identify_numbers(&text);
	identify_names(&text, people, people_count);
	for (int i = 0; i < text.count && count < FINDINGS_MAX; i++)
		if (text.tokens[i].opens)
			out[count++] = finding_at(&text, i);
	text_done(&text);
	return count;
}
