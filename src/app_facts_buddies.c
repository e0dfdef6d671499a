/*
 * The facts about buddies. See app_facts_buddies.h.
 */
#include "app_facts_buddies.h"

#include <stdlib.h>
#include <string.h>

#include "db/repo_buddy.h"
#include "util/crypt.h"

int
app_facts_paired(struct app *app, struct facts *facts, struct err *err)
{
	bool is;
	int result = buddy_round_is(app->db, BUDDY_CONFIRMED, &is, err);

	if (result == OK)
		facts->paired = is;
	return result;
}

static void
forget(char **text)
{
	crypt_wipe(*text, strlen(*text));
	free(*text);
	*text = NULL;
}

/* Wishes are for the matching alone, and whom somebody is not to be with or
 * that they ask for another buddy is nobody's business: a screen that does not
 * have it cannot show it. */
static void
strip(struct buddy *person)
{
	for (int kind = 0; kind < BUDDY_CHOICES; kind++) {
		for (int i = 0; i < person->choices[kind].count; i++) {
			forget(&person->choices[kind].names[i]);
			forget(&person->choices[kind].folded[i]);
		}
		person->choices[kind].count = 0;
	}
	person->again = false;
}

int
app_facts_buddies(struct app *app, struct app_buddies *kept,
    struct facts *facts, struct err *err)
{
	struct app_buddies read;
	int result = app_buddies_read(app, &read, err);

	if (result < 0)
		return result;
	app_buddies_done(kept);
	*kept = read;
	for (int i = 0; i < kept->count; i++)
		strip(&kept->people[i]);
	facts->paired = kept->confirmed.id != 0;
	facts->buddies = (struct fact_buddies){
	    .people = kept->people,
	    .person_count = kept->count,
	    .proposed = kept->proposed.id ? &kept->proposed : NULL,
	    .confirmed = kept->confirmed.id ? &kept->confirmed : NULL,
	    .connected = kept->connected,
	    .weeks = app->config.buddy_weeks,
	};
	return OK;
}
