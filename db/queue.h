/*
 * The queue of writers: a lock file beside the store that a process holds
 * while it writes, so that all are served in turn and none starves. It also
 * remembers which file it belongs to, so that a store in a new place is first
 * tried for locks that work.
 */
#ifndef HUDDLE_DB_QUEUE_H
#define HUDDLE_DB_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "util/err.h"

/* How long anybody waits at most. */
#define QUEUE_WAIT_MS 10000

#define QUEUE_ID_SIZE 9 /* eight of [0-9a-f] and NUL */

struct queue {
	char *store;
	char *path;
	char id[QUEUE_ID_SIZE]; /* of this store in this place, random */
	int fd;                 /* -1, or the lock is held */
};

/* `store` is the store's own name, without symbolic links. */
void queue_init(struct queue *queue, const char *store);
void queue_done(struct queue *queue);

/*
 * Reads the queue's id. If the file is new, or the store is not the one that
 * it remembers, or `fresh`, two processes try whether locks keep them apart:
 * ERR_UNAVAILABLE if not, with the reason. ERR_PERMISSION if others can read
 * the file.
 */
int queue_check(struct queue *queue, bool fresh, struct err *err);

/*
 * Waits for the turn until `deadline` (queue_clock): ERR_AGAIN then. The lock
 * goes with the process, and is not passed on to programs it starts; do not
 * fork while it is held.
 */
int queue_enter(struct queue *queue, int64_t deadline, struct err *err);

/* Harmless if the lock is not held. */
void queue_leave(struct queue *queue);

/* Milliseconds on a clock that nobody sets. */
int64_t queue_clock(void);

#endif
