/*
 * The page that asks for the texts a request needs: a new card, an answer, a
 * reason, a test. Every screen that wants one opens it with
 * effects_request(effects, kind, true) and fills in what it knows; the page
 * asks for the rest, has it checked and carried out, and goes back.
 */
#ifndef HUDDLE_UI_SCREEN_REQUEST_H
#define HUDDLE_UI_SCREEN_REQUEST_H

#include "ui/screen.h"

/* The fields of a kind of request, in the order in which they are asked. */
struct request_form {
	enum request_kind kind;
	const char *title; /* of the page (N_) */
	const char *ask;   /* what to write, in one sentence (N_) */
	enum request_text texts[6];
	int text_count;
};

#endif
