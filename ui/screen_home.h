/*
 * What other screens may tell the home page on the way to it.
 */
#ifndef HUDDLE_UI_SCREEN_HOME_H
#define HUDDLE_UI_SCREEN_HOME_H

/* Arguments of EFFECT_GO. */
enum home_argument {
	HOME_OVERTAKEN = 1, /* the huddle was ended at another keyboard */
};

#endif
