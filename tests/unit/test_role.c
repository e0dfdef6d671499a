/*
 * Who may do what: the whole table, without PINs and with every set of them.
 */
#include "core/role.h"
#include "tests/unit/unit.h"

static const struct {
	enum act act;
	enum role needed;
} table[ACTS] = {
    {ACT_LOOK, ROLE_STAFF},
    {ACT_CHECK_IN, ROLE_STAFF},
    {ACT_HUDDLE, ROLE_STAFF},
    {ACT_NOTE, ROLE_STAFF},
    {ACT_ROUND_WALKUP, ROLE_MANAGER},
    {ACT_ROUND_TALLY, ROLE_MANAGER},
    {ACT_ROUND_VOID, ROLE_STAFF},
    {ACT_BOARD, ROLE_STAFF},
    {ACT_RESPOND, ROLE_STAFF},
    {ACT_ESCALATE, ROLE_MANAGER},
    {ACT_CLOSE, ROLE_MANAGER},
    {ACT_APPROVE, ROLE_MANAGER},
    {ACT_REDACT, ROLE_MANAGER},
    {ACT_REVIEW, ROLE_MANAGER},
    {ACT_CONFIRM_CLOCK, ROLE_MANAGER},
    {ACT_KEY, ROLE_ADMINISTRATOR},
    {ACT_BUDDY, ROLE_STAFF},
    {ACT_BUDDY_ROUND, ROLE_COORDINATOR},
    {ACT_SHIFT_IMPORT, ROLE_MANAGER},
    {ACT_CONFIGURE, ROLE_ADMINISTRATOR},
};

static void
every_act_has_its_role(void **state)
{
	(void)state;
	for (int i = 0; i < ACTS; i++) {
		assert_int_equal(table[i].act, i);
		assert_int_equal(role_needed(table[i].act), table[i].needed);
	}
}

static void
a_role_without_a_pin_is_open_to_all(void **state)
{
	(void)state;
	for (enum role role = 0; role < ROLES; role++)
		for (int act = 0; act < ACTS; act++)
			assert_true(role_may(role, act, 0));
}

static void
a_pin_keeps_the_others_out(void **state)
{
	(void)state;
	for (unsigned pins = 0; pins < 1u << ROLES; pins++)
		for (enum role role = 0; role < ROLES; role++)
			for (int i = 0; i < ACTS; i++) {
				enum role needed = table[i].needed;
				bool may = role_may(role, table[i].act, pins);

				if (needed == ROLE_STAFF)
					assert_true(may);
				else if (pins & 1u << needed)
					assert_int_equal(may, role == needed);
				else
					assert_true(may);
			}
}

static void
roles_have_names(void **state)
{
	(void)state;
	assert_string_equal(role_names[ROLE_STAFF], "staff");
	assert_string_equal(role_names[ROLE_MANAGER], "manager");
	assert_string_equal(role_names[ROLE_COORDINATOR], "coordinator");
	assert_string_equal(role_names[ROLE_ADMINISTRATOR], "administrator");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_act_has_its_role),
	    cmocka_unit_test(a_role_without_a_pin_is_open_to_all),
	    cmocka_unit_test(a_pin_keeps_the_others_out),
	    cmocka_unit_test(roles_have_names),
	};

	return cmocka_run_group_tests_name("role", tests, NULL, NULL);
}
