/*
 * What other screens may tell the home page on the way to it.
 */
#ifndef HUDDLE_UI_SCREEN_HOME_H
#define HUDDLE_UI_SCREEN_HOME_H

/* Argument of EFFECT_GO: the huddle was ended at another keyboard. */
#define HOME_OVERTAKEN 1

#endif
