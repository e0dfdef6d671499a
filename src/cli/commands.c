/*
 * The table of commands. Options stand in the order in which each command
 * reads them from cli->option.
 */
#include <stddef.h>

#include "cli/cli.h"
#include "util/i18n.h"

/* clang-format off */
const struct cli_command cli_commands[] = {
    {"run", "", 0, 0, N_("the terminal interface (also: huddle alone)"),
        {{0}}, cmd_run},
    {"init", "", 0, 0, N_("set up a new unit"),
        {{"unit", "ID", N_("the unit's id: a-z, 0-9 and -, up to 32")},
         {"name", "TEXT", N_("the unit's name as people read it")},
         {"organization", "ID", N_("the organization's id")},
         {"site", "ID", N_("the site's id")},
         {"yes", NULL, N_("do not ask")}}, cmd_init},
    {"demo", "DIR", 1, 1, N_("make a believable unit to try things on"),
        {{"weeks", "N", N_("weeks of history, 1 to 520 (26)")},
         {"seed", "N", N_("the same number makes the same unit (1)")}},
        cmd_demo},
    {"status", "", 0, 0, N_("the unit at a glance"), {{0}}, cmd_status},
    {"round open", "", 0, 0, N_("open a box for check-ins"),
        {{"kind", "KIND", N_("huddle (as usual) or walkup")},
         {"instrument", "ID", N_("what is asked (pulse)")}}, cmd_round_open},
    {"round status", "", 0, 0, N_("the open boxes"), {{0}},
        cmd_round_status},
    {"round close", "", 0, 0, N_("close a box and say what the room said"),
        {{"round", "R", N_("huddle, or a walk-up box's instrument")},
         {"headcount", "N", N_("how many were present (the last one's)")}},
        cmd_round_close},
    {"round void", "", 0, 0, N_("end a box whose answers are lost"),
        {{"round", "R", N_("huddle, or a walk-up box's instrument")},
         {"reason", "TEXT", N_("why; kept with the round")}},
        cmd_round_void},
    {"round tally", "-", 0, 1, N_("enter a round counted on paper"),
        {{"date", "DATE", N_("the day on which it was held")},
         {"headcount", "N", N_("how many were present")},
         {"checkins", "N", N_("how many slips were in the jar")}},
        cmd_round_tally},
    {"checkin", "-", 0, 1, N_("check in, answers from standard input"),
        {{"round", "R", N_("huddle, or a walk-up box's instrument")}},
        cmd_checkin},
    {"note add", "-", 0, 1, N_("keep a note, its text from standard input"),
        {{"kind", "KIND", N_("matters, bright, pebble, stop or thanks")},
         {"theme", "THEME", N_("a theme's id")},
         {"minutes", "N", N_("a shift, what a stop-this costs")}},
        cmd_note_add},
    {"note list", "", 0, 0, N_("list notes"),
        {{"kind", "KIND", N_("only of this kind")},
         {"theme", "THEME", N_("only of this theme")},
         {"state", "STATE", N_("only in this state")},
         {"since", "DATE", N_("only from this day on")},
         {"match", "TEXT", N_("only with this text")}}, cmd_note_list},
    {"print sheet", "", 0, 0, N_("one page for a huddle on paper"),
        {{"html", NULL, N_("as a page for a browser")}}, cmd_print_sheet},
    {"config check", "", 0, 0, N_("check the configuration, every fault"),
        {{0}}, cmd_config_check},
    {"config show", "", 0, 0, N_("the settings in force"), {{0}},
        cmd_config_show},
    {"config example", "", 0, 0, N_("every setting, explained"), {{0}},
        cmd_config_example},
    {"version", "", 0, 0, N_("the version"), {{0}}, cmd_version},
    {"help", "[COMMAND]", 0, 2, N_("this list, or a command's options"),
        {{0}}, cmd_help},
};
/* clang-format on */

const int cli_command_count = sizeof(cli_commands) / sizeof(cli_commands[0]);
