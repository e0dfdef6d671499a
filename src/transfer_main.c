/*
 * huddle-transfer: the only program that links libcurl and libpq. huddle
 * starts it, with its own command line, for the commands listed here.
 */
#include "cli/start.h"
#include "db/office.h"

static const struct cli_place places[] = {
    {"send", cmd_send},
    {"office init", cmd_office_init},
    {"office enrol", cmd_office_enrol},
    {"office collect", cmd_office_collect},
    {"office status", cmd_office_status},
    {"office export", cmd_office_export},
    {"office report", cmd_office_report},
};

int
main(int argc, char **argv)
{
	office_postgres_use();
	return cli_start(
	    argc, argv, places, sizeof(places) / sizeof(places[0]));
}
