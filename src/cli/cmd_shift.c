/*
 * huddle shift set, list: numbers of the shift, one shift at a time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_shift.h"
#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/shifts.h"
#include "config/faults.h"
#include "db/repo_shift.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* Days that are listed as usual, the shift's own too. */
#define LIST_DAYS 28

/* Columns of a list that has fields which are asked no more. */
#define COLUMNS_MAX (4 * SHIFT_FIELDS_MAX)

/* --- Telling ------------------------------------------------------------- */

static json_t *
json_fields(const struct config *config)
{
	json_t *list = json_array();

	for (int i = 0; i < config->shift_field_count; i++)
		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:i}", "id",
		              config->shift_fields[i].id, "title",
		              config->shift_fields[i].title, "most",
		              config->shift_fields[i].most));
	return list;
}

static void
print_json(
    const struct config *config, const struct shift_number *list, int count)
{
	json_t *shifts = json_array(), *numbers = NULL;

	for (int i = 0; i < count; i++) {
		if (i == 0 ||
		    shift_order(list[i].shift, list[i - 1].shift) != 0) {
			numbers = json_object();
			json_array_append_new(
			    shifts, json_pack("{s:o, s:s, s:o}", "date",
			                json_day(list[i].shift.day), "shift",
			                shift_name(list[i].shift.shift),
			                "numbers", numbers));
		}
		json_object_set_new(
		    numbers, list[i].field, json_integer(list[i].value));
	}
	json_print(json_pack("{s:o, s:o}", "fields", json_fields(config),
	               "shifts", shifts),
	    "huddle-shift/1");
}

/* The columns: fields as the configuration has them, then others that are
 * still in the store. */
static int
take_columns(const struct config *config, const struct shift_number *list,
    int count, const char *columns[COLUMNS_MAX])
{
	int found = config->shift_field_count;

	for (int i = 0; i < found; i++)
		columns[i] = config->shift_fields[i].id;
	for (int i = 0; i < count && found < COLUMNS_MAX; i++) {
		int k = 0;

		while (k < found && strcmp(columns[k], list[i].field) != 0)
			k++;
		if (k == found)
			columns[found++] = list[i].field;
	}
	return found;
}

/* One shift's line; returns how many numbers it has. */
static int
print_shift(const struct shift_number *list, int count,
    const char *const columns[], int column_count)
{
	char day[DATE_TEXT_SIZE];
	int taken = 0;

	while (
	    taken < count && shift_order(list[taken].shift, list[0].shift) == 0)
		taken++;
	date_format(list[0].shift.day, day);
	printf("%s  %-5s", day, shift_name(list[0].shift.shift));
	for (int i = 0; i < column_count; i++) {
		int width = (int)strlen(columns[i]), k = 0;

		while (k < taken && strcmp(list[k].field, columns[i]) != 0)
			k++;
		if (k < taken)
			printf(
			    "  %*d", width < 6 ? 6 : width, (int)list[k].value);
		else
			printf("  %*s", width < 6 ? 6 : width, "-");
	}
	putchar('\n');
	return taken;
}

static void
print_text(
    const struct config *config, const struct shift_number *list, int count)
{
	const char *columns[COLUMNS_MAX];
	int column_count = take_columns(config, list, count, columns);

	if (count == 0) {
		puts(_("No numbers are kept of these days."));
		return;
	}
	printf("%-17s", "");
	for (int i = 0; i < column_count; i++)
		printf("  %6s", columns[i]);
	putchar('\n');
	for (int i = 0; i < count;)
		i += print_shift(list + i, count - i, columns, column_count);
}

/* Every number of these shifts, from the store. */
static int
print_days(
    struct app *app, bool json, int32_t from, int32_t to, struct err *err)
{
	struct shift_number *list;
	int count = shift_number_list(app->db, from, to, &list, err);

	if (count < 0)
		return count;
	if (json)
		print_json(&app->config, list, count);
	else
		print_text(&app->config, list, count);
	free(list);
	return OK;
}

/* --- Setting ------------------------------------------------------------- */

/* Options of shift set, by their place in the table. */
enum { SET_DATE, SET_SHIFT };

static int
check_shift(struct shift_date shift, struct shift_date now, struct err *err)
{
	char day[DATE_TEXT_SIZE];

	date_format(shift.day, day);
	if (shift_order(shift, now) > 0)
		return err_set(err, ERR_DATA,
		    _("%s, %s: that shift has not begun; nothing was kept"),
		    day, shift_name(shift.shift));
	if (shift.day < now.day - SHIFT_BACK_DAYS)
		return err_set(err, ERR_DATA,
		    _("%s is more than a year ago; nothing was kept"), day);
	return OK;
}

/* With a day and no shift it is the day's. */
static int
take_shift(const struct cli *cli, struct shift_date now, struct shift_date *out,
    struct err *err)
{
	static const char *const names[] = {"day", "night"};
	int shift = SHIFT_DAY, result = OK;

	*out = now;
	if (cli->option[SET_DATE] &&
	    !date_parse(cli->option[SET_DATE], &out->day))
		return err_set(err, ERR_DATA,
		    _("--date %s: expected a day such as 2026-11-24"),
		    cli->option[SET_DATE]);
	if (cli->option[SET_SHIFT])
		result = ask_name(
		    "--shift", names, 2, cli->option[SET_SHIFT], &shift, err);
	if (cli->option[SET_SHIFT] || cli->option[SET_DATE])
		out->shift = (enum shift)shift;
	return result == OK ? check_shift(*out, now, err) : result;
}

static int
unknown_field(const struct config *config, const char *name, struct err *err)
{
	const char *names[SHIFT_FIELDS_MAX + 1] = {NULL};
	struct buf all = BUF_INIT;
	const char *near;

	for (int i = 0; i < config->shift_field_count; i++) {
		names[i] = config->shift_fields[i].id;
		buf_addf(&all, "%s%s", i ? ", " : "", names[i]);
	}
	near = faults_nearest(name, names);
	if (near)
		err_set(err, ERR_DATA,
		    _("\"%s\" is no number of the shift; did you mean %s? "
		      "Nothing was kept"),
		    name, near);
	else
		err_set(err, ERR_DATA,
		    _("\"%s\" is no number of the shift; these are: %s. "
		      "Nothing was kept"),
		    name, buf_text(&all));
	buf_done(&all);
	return ERR_DATA;
}

/* FIELD=N into its place; *field is its index. */
static int
take_number(const struct config *config, const char *word,
    struct shift_number *out, int *field, struct err *err)
{
	const char *equals = strchr(word, '=');
	char *name;
	int result = OK;

	if (!equals)
		return err_set(err, ERR_USAGE,
		    _("\"%s\": expected a field and its number, such as %s=4"),
		    word, config->shift_fields[0].id);
	name = mem_copy_bytes(word, (size_t)(equals - word));
	*field = shift_field_find(
	    config->shift_fields, config->shift_field_count, name);
	if (*field < 0)
		result = unknown_field(config, name, err);
	else if (!equals[1])
		out->value = SHIFT_NUMBER_NONE;
	else if (!shift_number_parse(equals + 1, &out->value))
		result = err_set(err, ERR_DATA,
		    _("%s: found \"%s\", expected a whole number; nothing was "
		      "kept"),
		    name, equals + 1);
	else if (out->value > config->shift_fields[*field].most)
		result = err_set(err, ERR_DATA,
		    _("%s: found %d, expected at most %d "
		      "(shift_numbers[%d].most in huddle.conf); nothing was "
		      "kept"),
		    name, (int)out->value, config->shift_fields[*field].most,
		    *field + 1);
	if (result == OK)
		snprintf(out->field, sizeof(out->field), "%s", name);
	free(name);
	return result;
}

static int
take_numbers(const struct cli *cli, const struct config *config,
    struct shift_date shift, struct shift_number *list, struct err *err)
{
	bool told[SHIFT_FIELDS_MAX] = {false};
	int result = OK, field = 0;

	if (cli->word_count > SHIFT_FIELDS_MAX)
		return err_set(err, ERR_USAGE,
		    _("%d numbers are the most; nothing was kept"),
		    SHIFT_FIELDS_MAX);
	for (int i = 0; i < cli->word_count && result == OK; i++) {
		list[i] = (struct shift_number){.shift = shift};
		result =
		    take_number(config, cli->words[i], &list[i], &field, err);
		if (result == OK && told[field])
			result = err_set(err, ERR_USAGE,
			    _("%s was told twice; nothing was kept"),
			    list[i].field);
		if (result == OK)
			told[field] = true;
	}
	return result;
}

int
cmd_shift_set(const struct cli *cli, struct err *err)
{
	struct shift_number list[SHIFT_FIELDS_MAX];
	struct app_shift_kept kept;
	struct shift_date shift;
	struct app app;
	int result = shifts_open(cli, &app, ACT_HUDDLE, err);

	if (result < 0)
		return result;
	result = take_shift(cli, app_shift(&app), &shift, err);
	if (result == OK)
		result = take_numbers(cli, &app.config, shift, list, err);
	if (result == OK)
		result =
		    app_shift_keep(&app, list, cli->word_count, &kept, err);
	if (result == OK)
		result = print_days(&app, cli->json, shift.day, shift.day, err);
	app_close(&app);
	return result;
}

/* --- Listing ------------------------------------------------------------- */

int
cmd_shift_list(const struct cli *cli, struct err *err)
{
	int32_t since = DATE_NONE;
	struct app app;
	int result;

	if (cli->option[0] && !date_parse(cli->option[0], &since))
		return err_set(err, ERR_DATA,
		    _("--since %s: expected a day such as 2026-11-24"),
		    cli->option[0]);
	result = app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	if (since == DATE_NONE)
		since = app_shift(&app).day - LIST_DAYS + 1;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = print_days(&app, cli->json, since, INT32_MAX, err);
	app_close(&app);
	return result;
}
