/*
 * The unit behind the screens under test, made by hand: its facts, and a host
 * that answers effects as the app would.
 */
#ifndef HUDDLE_TESTS_SCREEN_UNIT_H
#define HUDDLE_TESTS_SCREEN_UNIT_H

#include "screen_test.h"

void unit_fill(struct st *st);
void unit_forget_history(struct st *st);
void unit_done(struct st *st);
struct host unit_host(struct st *st);

#endif
