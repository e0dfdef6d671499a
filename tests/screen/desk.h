/*
 * A desk to open pages on that otherwise lie behind others: the card, the form
 * of a request, a page to print. Below them is nothing but the desk.
 */
#ifndef HUDDLE_TESTS_SCREEN_DESK_H
#define HUDDLE_TESTS_SCREEN_DESK_H

#include "screen_test.h"

/* As st_new(), with the desk at the front; for st_free. */
struct st *desk_new(void);

void desk_card(struct st *st, int64_t card);
void desk_page(struct st *st, enum fact_page page, int64_t card);

/* A request to be filled in by the caller before desk_ask() takes it to its
 * form. */
struct request *desk_request(enum request_kind kind, int64_t card);
void desk_ask(struct st *st, struct request *request);

/* Ctrl-S. */
void desk_save(struct st *st);

/* The front page is the desk: what was opened has led back. */
void desk_front(struct st *st);

/* Changes card 1 as somebody at another keyboard would: due and owner. */
void desk_somebody(struct st *st);

/* Last test of a program: every key of the screen's table was pressed in a
 * mode in which it works. */
void desk_all_keys(enum screen_id id);

#endif
