/*
 * huddle: the terminal interface and the commands of a unit. What talks to the
 * network or to a database server is the second program, transfer_main.c.
 */
#include <stddef.h>

#include "cli/start.h"

int
main(int argc, char **argv)
{
	return cli_start(argc, argv, NULL, 0);
}
