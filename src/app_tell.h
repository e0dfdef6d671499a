/*
 * What is told on standard error. File names and settings come from outside:
 * nothing in them reaches the terminal as a control character.
 */
#ifndef HUDDLE_APP_TELL_H
#define HUDDLE_APP_TELL_H

/* One or more lines, as they are but for what is not plain text. */
void app_tell_lines(const char *text);

/* "huddle: ", the message and a line end; nothing if it is "". */
void app_tell(const char *message);

#endif
