/*
 * Who may do what. See role.h.
 */
#include "core/role.h"

const char *const role_names[ROLES] = {
    [ROLE_STAFF] = "staff",
    [ROLE_MANAGER] = "manager",
    [ROLE_COORDINATOR] = "coordinator",
    [ROLE_ADMINISTRATOR] = "administrator",
};

/* Running a huddle never needs a PIN: a relief charge nurse must be able to. */
static const enum role needed[ACTS] = {
    [ACT_LOOK] = ROLE_STAFF,
    [ACT_CHECK_IN] = ROLE_STAFF,
    [ACT_HUDDLE] = ROLE_STAFF,
    [ACT_NOTE] = ROLE_STAFF,
    [ACT_ROUND_WALKUP] = ROLE_MANAGER,
    [ACT_ROUND_TALLY] = ROLE_MANAGER,
    [ACT_ROUND_VOID] = ROLE_STAFF,
    [ACT_BOARD] = ROLE_STAFF,
    [ACT_RESPOND] = ROLE_STAFF,
    [ACT_ESCALATE] = ROLE_MANAGER,
    [ACT_CLOSE] = ROLE_MANAGER,
    [ACT_APPROVE] = ROLE_MANAGER,
    [ACT_REDACT] = ROLE_MANAGER,
    [ACT_REVIEW] = ROLE_MANAGER,
    [ACT_CONFIRM_CLOCK] = ROLE_MANAGER,
    [ACT_KEY] = ROLE_ADMINISTRATOR,
    [ACT_BUDDY] = ROLE_STAFF,
    [ACT_BUDDY_ROUND] = ROLE_COORDINATOR,
    [ACT_SHIFT_IMPORT] = ROLE_MANAGER,
    [ACT_CONFIGURE] = ROLE_ADMINISTRATOR,
};

enum role
role_needed(enum act act)
{
	return needed[act];
}

bool
role_may(enum role role, enum act act, unsigned with_pin)
{
	return needed[act] == ROLE_STAFF || needed[act] == role ||
	       !(with_pin & 1u << needed[act]);
}
