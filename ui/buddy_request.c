/*
 * The end of what the page of buddies asked for. See buddy_request.h.
 */
#include "ui/buddy_request.h"

#include <stdlib.h>
#include <string.h>

#include "util/crypt.h"

static void
wipe(char *text)
{
	if (text)
		crypt_wipe(text, strlen(text));
}

void
buddy_request_free(struct buddy_request *request)
{
	if (!request)
		return;
	for (int kind = 0; kind < BUDDY_CHOICES; kind++)
		for (int i = 0; i < request->person.choices[kind].count; i++) {
			wipe(request->person.choices[kind].names[i]);
			wipe(request->person.choices[kind].folded[i]);
		}
	wipe(request->person.name);
	wipe(request->person.folded);
	wipe(request->other);
	buddy_done(&request->person);
	free(request->other);
	free(request);
}
