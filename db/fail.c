/*
 * What a failing SQLite means for the people who use the store: one status
 * and one sentence each, with what is safe and the one thing to do.
 */
#include <errno.h>

#include "db/handle.h"
#include "util/i18n.h"

/* Codes for what SQLite tells only through errno, outside its own range. */
enum { FAIL_NOT_READABLE = 0x10000, FAIL_FOLDER };

/* Each text takes the store's path, then SQLite's own words (%2$s). */
static const struct {
	int code; /* an extended code stands before its plain one */
	int status;
	const char *text;
} reasons[] = {
    {SQLITE_FULL, ERR_CREATE,
        N_("Not saved: the disk is full. What was saved before is safe. "
           "Free some space, then do it again (%1$s).")},
    {SQLITE_IOERR_NOMEM, ERR_AGAIN,
        N_("Not saved: memory is short. What was saved before is safe. "
           "Close other programs, then do it again (%1$s).")},
    {SQLITE_NOMEM, ERR_AGAIN,
        N_("Not saved: memory is short. What was saved before is safe. "
           "Close other programs, then do it again (%1$s).")},
    {SQLITE_IOERR_LOCK, ERR_UNAVAILABLE,
        N_("Not saved: the file system of %1$s keeps no locks, so two "
           "people could overwrite each other. Move the store to a local "
           "disk.")},
    {SQLITE_IOERR_CORRUPTFS, ERR_DATA,
        N_("The file system of the store is damaged: %1$s. Nothing was "
           "changed. Tell your IT service.")},
    {SQLITE_READONLY_DBMOVED, ERR_UNAVAILABLE,
        N_("Not saved: the store was moved or replaced while huddle ran "
           "(%1$s). Leave huddle and start it again.")},
    {SQLITE_READONLY, ERR_PERMISSION,
        N_("The store cannot be written: %1$s. Nothing was changed. Whoever "
           "runs huddle must be able to write this file and its folder.")},
    {FAIL_NOT_READABLE, ERR_PERMISSION,
        N_("The store cannot be opened: %1$s. Nothing was changed. Whoever "
           "runs huddle must be able to read and write this file and its "
           "folder.")},
    {FAIL_FOLDER, ERR_CREATE,
        N_("Not saved: no file can be made beside %1$s. What was saved "
           "before is safe. The folder must exist and be writable.")},
    {SQLITE_BUSY, ERR_AGAIN,
        N_("Not saved: another program has held the store for too long. "
           "Do it again in a moment. Who holds it is told by: "
           "fuser -v %1$s")},
    {SQLITE_LOCKED, ERR_AGAIN,
        N_("Not saved: another program has held the store for too long. "
           "Do it again in a moment. Who holds it is told by: "
           "fuser -v %1$s")},
    {SQLITE_NOTADB, ERR_DATA,
        N_("%1$s is not a store of huddle, or it is damaged. Nothing was "
           "changed. Check the name; if it is right, put the last backup "
           "in its place.")},
    {SQLITE_CORRUPT, ERR_DATA,
        N_("The store is damaged: %1$s. Nothing was changed. Put the last "
           "backup in its place, and keep the damaged file for whoever "
           "looks into it.")},
    {SQLITE_IOERR, ERR_CREATE,
        N_("Not saved: the disk reports a fault. What was saved before is "
           "kept. Tell your IT service, then do it again (%1$s: %2$s).")},
};

static bool
no_room(int system)
{
	return system == ENOSPC || system == EDQUOT || system == EFBIG;
}

/* Finds out what is really meant; `system` is errno when it failed. */
static int
refine(const struct db *db, int code, int system)
{
	int plain = code & 0xff;

	switch (code) {
	case SQLITE_IOERR_UNLOCK:
	case SQLITE_IOERR_RDLOCK:
	case SQLITE_IOERR_CHECKRESERVEDLOCK:
	case SQLITE_PROTOCOL:
		return SQLITE_IOERR_LOCK;
	case SQLITE_IOERR_SHORT_READ:
	case SQLITE_FORMAT:
		return SQLITE_CORRUPT;
	}
	if ((plain == SQLITE_IOERR || plain == SQLITE_CANTOPEN) &&
	    no_room(system))
		return SQLITE_FULL;
	if (plain == SQLITE_PERM || plain == SQLITE_AUTH)
		return FAIL_NOT_READABLE;
	if (plain != SQLITE_CANTOPEN)
		return code;
	system = db->handle ? sqlite3_system_errno(db->handle) : 0;
	return system == EACCES || system == EPERM || system == EROFS
	           ? FAIL_NOT_READABLE
	           : FAIL_FOLDER;
}

int
db_fail(const struct db *db, int code, struct err *err)
{
	int meant = refine(db, code, errno);
	const char *said = sqlite3_errstr(code);

	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].code == meant ||
		    reasons[i].code == (meant & 0xff))
			return err_set(err, reasons[i].status,
			    gettext(reasons[i].text), db->path, said);
	if (db->handle && sqlite3_extended_errcode(db->handle) == code)
		said = sqlite3_errmsg(db->handle);
	return err_set(err, ERR_SOFTWARE,
	    _("Not saved, by a fault in huddle itself. What was saved before "
	      "is "
	      "safe. Please report it with these words: %s (%d, %s)"),
	    said, code, db->path);
}

int
db_damaged(const struct db *db, struct err *err)
{
	return db_fail(db, SQLITE_CORRUPT, err);
}
