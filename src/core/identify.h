/*
 * Points at what in a text could show a patient or a colleague, so that it can
 * be rephrased before it is kept. It only points: nothing is changed, and the
 * person at the keyboard decides.
 */
#ifndef HUDDLE_CORE_IDENTIFY_H
#define HUDDLE_CORE_IDENTIFY_H

#include <stddef.h>

enum identify_kind {
	IDENTIFY_RECORD, /* a record or case number */
	IDENTIFY_BIRTH,  /* a date of birth */
	IDENTIFY_PHONE,
	IDENTIFY_PLACE, /* a bed or a room */
	IDENTIFY_PERSON,
	IDENTIFY_KINDS
};

/* As people read them, to be translated: "a record number". */
extern const char *const identify_titles[IDENTIFY_KINDS];

/* Where it stands: bytes of the text. */
struct finding {
	enum identify_kind kind;
	size_t from;
	size_t len;
};
#define FINDINGS_MAX 16

/*
 * What is found in `text` (UTF-8), in the order of the text, not overlapping;
 * returns how many, at most FINDINGS_MAX. `people` are names that the unit
 * knows (owners of actions, buddies), which need no title beside them; words
 * are compared whole, case folded and without diacritics.
 */
int identify(const char *text, const char *const *people, int people_count,
    struct finding out[FINDINGS_MAX]);

#endif
