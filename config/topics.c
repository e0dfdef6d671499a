/*
 * The deck of topics for buddies. It is read when a topic is asked for, not at
 * every start: nobody should wait for fifty of them to check in.
 */
#include <stdlib.h>

#include "config/config.h"
#include "config/document.h"
#include "util/date.h"
#include "util/embed.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SHIPPED "config/topics.conf"
#define FIRST_MONDAY 4 /* 1970-01-05 */

/* ERR_CONFIG with what is wrong in `faults`; deck_free whatever the result. */
static int
read_deck(const struct config *config, struct deck *deck, struct faults *faults,
    struct err *err)
{
	struct document *document =
	    config->topics_path
	        ? document_open(config->topics_path, faults, err)
	        : document_use(SHIPPED, embed_text(SHIPPED), faults);

	if (!document)
		return ERR_CONFIG;
	document_read(document, &table_topics, deck, NULL);
	document_close(document);
	return faults->count > 0 ? ERR_CONFIG : OK;
}

static void
deck_free(struct deck *deck)
{
	for (int i = 0; i < deck->topic_count; i++)
		topic_done(&deck->topics[i]);
	free(deck);
}

void
topic_done(struct topic *topic)
{
	free(topic->title);
	free(topic->prompt);
	free(topic->attempt);
	*topic = (struct topic){.title = NULL};
}

int
config_topic(const struct config *config, int32_t day, struct topic *out,
    struct err *err)
{
	struct deck *deck = mem_new(1, sizeof(*deck));
	struct faults faults = {0};
	int result = read_deck(config, deck, &faults, err);

	*out = (struct topic){.title = NULL};
	if (result == OK) {
		int week = (period_week(day) - FIRST_MONDAY) / 7;
		int place = week % deck->topic_count;

		if (place < 0)
			place += deck->topic_count;
		*out = deck->topics[place];
		deck->topics[place] = (struct topic){.title = NULL};
	} else if (faults.count > 0) {
		err_set(err, ERR_CONFIG,
		    _("the topics for buddies have faults; huddle config "
		      "check names them"));
	}
	faults_done(&faults);
	deck_free(deck);
	return result;
}

int
config_check_topics(
    const struct config *config, struct buf *out, struct err *err)
{
	struct deck *deck = mem_new(1, sizeof(*deck));
	struct faults faults = {0};
	int result = read_deck(config, deck, &faults, err);

	if (faults.count > 0)
		err_set(err, ERR_CONFIG,
		    _("the topics for buddies have faults; nothing was "
		      "changed. Mend them, then run `huddle config check`"));
	faults_print(&faults, out);
	faults_done(&faults);
	deck_free(deck);
	return result;
}
