/*
 * The system's time zone, from links and files as systems have them.
 */
#include "cli/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/zone.c"
#include "tests/unit/unit.h"

struct place {
	char folder[64];
	char *link, *file;
};

static int
set_up(void **state)
{
	struct place *place = mem_new(1, sizeof(*place));

	snprintf(place->folder, sizeof(place->folder), "/tmp/zone-XXXXXX");
	if (!mkdtemp(place->folder))
		return -1;
	place->link = file_join(place->folder, "localtime");
	place->file = file_join(place->folder, "timezone");
	*state = place;
	return 0;
}

static int
tear_down(void **state)
{
	struct place *place = *state;

	unlink(place->link);
	unlink(place->file);
	rmdir(place->folder);
	free(place->link);
	free(place->file);
	free(place);
	return 0;
}

static void
expect(const struct place *place, const char *name)
{
	char *zone = cli_zone_from(place->link, place->file);

	assert_string_equal(zone, name);
	assert_int_equal(date_zone_set(zone, NULL), OK);
	free(zone);
}

static void
write_file(const struct place *place, const char *text)
{
	assert_int_equal(
	    file_create(place->file, 0600, text, strlen(text), NULL), OK);
}

static void
the_link_is_asked_first(void **state)
{
	const struct place *place = *state;

	assert_int_equal(
	    symlink("../usr/share/zoneinfo/Europe/Madrid", place->link), 0);
	write_file(place, "America/New_York\n");
	expect(place, "Europe/Madrid");
}

static void
then_the_file(void **state)
{
	const struct place *place = *state;

	write_file(place, "America/New_York \n# comment\n");
	expect(place, "America/New_York");
}

static void
a_link_elsewhere_is_no_answer(void **state)
{
	const struct place *place = *state;

	assert_int_equal(symlink("/etc/alternatives/clock", place->link), 0);
	write_file(place, "Asia/Tokyo");
	expect(place, "Asia/Tokyo");
}

static void
unknown_names_are_utc(void **state)
{
	const struct place *place = *state;

	assert_int_equal(
	    symlink("/usr/share/zoneinfo/Nowhere/Land", place->link), 0);
	write_file(place, "../../etc/passwd\n");
	expect(place, "UTC");
}

static void
nothing_is_utc(void **state)
{
	expect(*state, "UTC");
}

static void
the_system_has_a_zone(void **state)
{
	char *zone = cli_system_zone();

	(void)state;
	assert_int_equal(date_zone_set(zone, NULL), OK);
	free(zone);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(the_link_is_asked_first),
	    TEST(then_the_file),
	    TEST(a_link_elsewhere_is_no_answer),
	    TEST(unknown_names_are_utc),
	    TEST(nothing_is_utc),
	    TEST(the_system_has_a_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
