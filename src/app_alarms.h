/*
 * Alarms that many files share: told once, with their number, at the end of a
 * collecting. One by one they would hide all others.
 */
#ifndef HUDDLE_APP_ALARMS_H
#define HUDDLE_APP_ALARMS_H

struct alarm_file;

/* Zeroed: none yet. For alarms_done. */
struct alarms {
	struct alarm_file *files;
	int count;
};

/* A file of a unit that is not enrolled. */
void alarms_stranger(struct alarms *alarms, const char *unit);
/* One that could not be read: why, as plain text. */
void alarms_unread(struct alarms *alarms, const char *file, const char *reason);

/* One call a unit, then one a reason; `what` is the unit, the file, or a file
 * and how many more there are. */
void alarms_tell(struct alarms *alarms,
    void (*tell)(void *context, const char *what, const char *reason),
    void *context);
void alarms_done(struct alarms *alarms);

#endif
