/*
 * The terminal's keeper: a small parent process that outlives the program and
 * wipes the screen when it dies, however it dies.
 */
#ifndef HUDDLE_UI_GUARD_H
#define HUDDLE_UI_GUARD_H

/*
 * Forks. The child returns and goes on as the program; the parent waits, and
 * when the child dies by a signal it restores the terminal's modes, wipes
 * screen and scrollback, and ends with 128 + signal; else with the child's
 * exit code. Passes on SIGTERM, SIGHUP, SIGINT, stops and continues with the
 * child. If fork fails the program goes on without a keeper.
 */
void guard_start(void);

#endif
