/*
 * Releases as the app makes them: seals what is due at the named moments,
 * notices a restored store, makes the files for the office.
 */
#ifndef HUDDLE_APP_RELEASE_H
#define HUDDLE_APP_RELEASE_H

#include "app.h"
#include "db/repo_release.h"
#include "sync/seal.h"
#include "sync/transport.h"

/*
 * Seals every period that is over, in order, and makes their files if an
 * office is configured. Called at start, when the day changes, before a round
 * opens and by `huddle send`; keeps what is known of the clock before anything
 * is written under it. With `confirm` (ACT_CONFIRM_CLOCK, asked by the
 * caller) the clock is right, whatever the records say. *sealed (may be NULL)
 * is how many; *verdict (may be NULL) why no more. What hinders only the files
 * is told by app->notice.
 */
int app_release_seal(struct app *app, bool confirm, int *sealed,
    enum ledger_verdict *verdict, struct err *err);

/* True while the clock is in doubt (ledger_doubts), or that cannot be read:
 * nothing then ends or begins by the calendar. */
bool app_release_doubt(struct app *app);

/* Seals what is over on that day, in the transaction that is running: for
 * demonstrations, whose weeks are long gone. */
int app_release_seal_at(struct app *app, int32_t today, struct err *err);

/* The period that is sealed next, and what hinders it now. */
int app_release_due(struct app *app, struct period *next,
    enum ledger_verdict *verdict, struct err *err);

/* A sentence for people: why nothing is sealed; "" for LEDGER_NOTHING and
 * LEDGER_SEAL. */
const char *app_release_verdict(enum ledger_verdict verdict);

/* The key that the setting office_key names: ERR_CONFIG if it is no office's;
 * of which organization is for the caller to look at. */
int app_release_office(
    const struct app *app, struct seal_public *office, struct err *err);

/* Makes the unit's first key, once in a store's life: one that is missing
 * later was lost, and is not made anew behind anybody's back. */
int app_release_key(struct app *app, struct err *err);

/* Sees that the copy of the chain's head names the newest release, be it that
 * the program which sealed it was killed before: nothing leaves that a restored
 * store could seal again unnoticed. */
int app_release_known(struct app *app, struct err *err);

/* Makes the sealed files of releases that have none yet; *made is how many. OK
 * and 0 if no office is configured. */
int app_release_make(struct app *app, int *made, struct err *err);

/* The configuration's way to the office. False if none is set. */
bool app_release_transport(const struct app *app, struct transport *out);

/* Delivers what waits, with `deliver` (transport_deliver, or a test's), in
 * order; stops at the first that fails, which is tried again later, unless
 * `now` (all at once, whatever was tried before). *sent and *waiting. */
typedef int app_deliver(const struct transport *transport, const char *name,
    const void *bytes, size_t len, struct err *err);
int app_release_send(struct app *app, app_deliver *deliver, bool now, int *sent,
    int *waiting, struct err *err);

#endif
