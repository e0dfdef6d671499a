/*
 * The command line: one table of commands, each with its options, from which
 * parsing, `huddle help` and the test against the manual page are made.
 * Option names are matched whole, never abbreviated.
 */
#ifndef HUDDLE_CLI_CLI_H
#define HUDDLE_CLI_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include "util/err.h"

#define CLI_OPTIONS_MAX 12
#define CLI_WORDS_MAX 4096
#define CLI_MANY_MAX 64

struct cli_option {
	const char *name;     /* without the dashes */
	const char *argument; /* "FILE", or NULL for a flag; with " ..." behind
	                         it may be given several times */
	const char *help;     /* N_() */
};

/* A parsed command line. */
struct cli {
	const char *config; /* --config or NULL */
	const char *store;  /* --store or NULL */
	const char *role;   /* --role or NULL */
	const char *pin_fd; /* --pin-fd or NULL */
	bool json;          /* --json */
	/* The command's own options, in its table's order: NULL if absent, ""
	 * for a flag that is present. */
	const char *option[CLI_OPTIONS_MAX];
	/* Every value of those that may be given several times, in order. */
	struct {
		int option; /* its index */
		const char *value;
	} many[CLI_MANY_MAX];
	int many_count;
	const char *words[CLI_WORDS_MAX]; /* behind the command's name */
	int word_count;
	char *const *argv; /* the command line itself */
};

struct cli_command {
	const char *name;  /* "round close" */
	const char *words; /* "DIR", "-" or "" */
	int words_min, words_max;
	const char *summary; /* N_(): one line */
	struct cli_option options[CLI_OPTIONS_MAX];
	/* Returns OK or a negative enum status, the message in err. What was
	 * done goes to standard output. */
	int (*run)(const struct cli *cli, struct err *err);
};

extern const struct cli_command cli_commands[];
extern const int cli_command_count;

/* Options that every command takes. */
extern const struct cli_option cli_common[];
extern const int cli_common_count;

/* Finds the command and parses what is behind it. ERR_USAGE. */
int cli_parse(int argc, char **argv, const struct cli_command **command,
    struct cli *cli, struct err *err);

/* How often an option, by its index, was given of those that may be given
 * several times; the first `max` values are in `out`. */
int cli_many(const struct cli *cli, int option, const char **out, int max);

/* A whole number within bounds; ERR_USAGE names the option. */
int cli_number(const char *option, const char *text, int64_t least,
    int64_t most, int64_t *out, struct err *err);

/* What every command is: one function, in its own file. */
int cmd_run(const struct cli *cli, struct err *err);
int cmd_init(const struct cli *cli, struct err *err);
int cmd_demo(const struct cli *cli, struct err *err);
int cmd_status(const struct cli *cli, struct err *err);
int cmd_round_open(const struct cli *cli, struct err *err);
int cmd_round_status(const struct cli *cli, struct err *err);
int cmd_round_close(const struct cli *cli, struct err *err);
int cmd_round_void(const struct cli *cli, struct err *err);
int cmd_round_tally(const struct cli *cli, struct err *err);
int cmd_checkin(const struct cli *cli, struct err *err);
int cmd_note_add(const struct cli *cli, struct err *err);
int cmd_note_list(const struct cli *cli, struct err *err);
int cmd_note_answer(const struct cli *cli, struct err *err);
int cmd_note_metoo(const struct cli *cli, struct err *err);
int cmd_note_merge(const struct cli *cli, struct err *err);
int cmd_note_redact(const struct cli *cli, struct err *err);
int cmd_action_add(const struct cli *cli, struct err *err);
int cmd_action_list(const struct cli *cli, struct err *err);
int cmd_action_show(const struct cli *cli, struct err *err);
int cmd_action_move(const struct cli *cli, struct err *err);
int cmd_action_edit(const struct cli *cli, struct err *err);
int cmd_action_escalate(const struct cli *cli, struct err *err);
int cmd_action_respond(const struct cli *cli, struct err *err);
int cmd_action_approve(const struct cli *cli, struct err *err);
int cmd_action_pdsa(const struct cli *cli, struct err *err);
int cmd_action_result(const struct cli *cli, struct err *err);
int cmd_action_history(const struct cli *cli, struct err *err);
int cmd_action_undo(const struct cli *cli, struct err *err);
int cmd_action_redo(const struct cli *cli, struct err *err);
int cmd_audit(const struct cli *cli, struct err *err);
int cmd_release_preview(const struct cli *cli, struct err *err);
int cmd_release_seal(const struct cli *cli, struct err *err);
int cmd_release_list(const struct cli *cli, struct err *err);
int cmd_release_show(const struct cli *cli, struct err *err);
int cmd_release_export(const struct cli *cli, struct err *err);
int cmd_key_show(const struct cli *cli, struct err *err);
int cmd_key_rotate(const struct cli *cli, struct err *err);
int cmd_key_export(const struct cli *cli, struct err *err);
int cmd_config_check(const struct cli *cli, struct err *err);
int cmd_config_show(const struct cli *cli, struct err *err);
int cmd_config_example(const struct cli *cli, struct err *err);
int cmd_buddy_join(const struct cli *cli, struct err *err);
int cmd_buddy_leave(const struct cli *cli, struct err *err);
int cmd_buddy_list(const struct cli *cli, struct err *err);
int cmd_buddy_ask(const struct cli *cli, struct err *err);
int cmd_buddy_connected(const struct cli *cli, struct err *err);
int cmd_buddy_topic(const struct cli *cli, struct err *err);
int cmd_buddy_round_propose(const struct cli *cli, struct err *err);
int cmd_buddy_round_swap(const struct cli *cli, struct err *err);
int cmd_buddy_round_lock(const struct cli *cli, struct err *err);
int cmd_buddy_round_confirm(const struct cli *cli, struct err *err);
int cmd_buddy_round_drop(const struct cli *cli, struct err *err);
int cmd_print_slips(const struct cli *cli, struct err *err);
int cmd_print_invitation(const struct cli *cli, struct err *err);
int cmd_shift_set(const struct cli *cli, struct err *err);
int cmd_shift_import(const struct cli *cli, struct err *err);
int cmd_shift_list(const struct cli *cli, struct err *err);
int cmd_trend(const struct cli *cli, struct err *err);
int cmd_report(const struct cli *cli, struct err *err);
int cmd_print_sheet(const struct cli *cli, struct err *err);
int cmd_print_board(const struct cli *cli, struct err *err);
int cmd_print_card(const struct cli *cli, struct err *err);
int cmd_print_worked(const struct cli *cli, struct err *err);
/* In the second program. */
int cmd_elsewhere(const struct cli *cli, struct err *err);
int cmd_send(const struct cli *cli, struct err *err);
int cmd_office_init(const struct cli *cli, struct err *err);
int cmd_office_enrol(const struct cli *cli, struct err *err);
int cmd_office_collect(const struct cli *cli, struct err *err);
int cmd_office_status(const struct cli *cli, struct err *err);
int cmd_office_export(const struct cli *cli, struct err *err);
int cmd_office_report(const struct cli *cli, struct err *err);
int cmd_version(const struct cli *cli, struct err *err);
int cmd_help(const struct cli *cli, struct err *err);

#endif
