/*
 * The deck of questions for a meal among colleagues. It is read when an
 * invitation is printed, not at every start.
 */
#include <stdlib.h>

#include "config/config.h"
#include "config/document.h"
#include "util/embed.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SHIPPED "config/meals.conf"
#define FIRST_MONDAY 4 /* 1970-01-05 */

/* ERR_CONFIG with what is wrong in `faults`; menu_free whatever the result. */
static int
read_menu(const struct config *config, struct menu *menu, struct faults *faults,
    struct err *err)
{
	struct document *document =
	    config->meals_path
	        ? document_open(config->meals_path, faults, err)
	        : document_use(SHIPPED, embed_text(SHIPPED), faults);

	if (!document)
		return ERR_CONFIG;
	document_read(document, &table_meals, menu, NULL);
	document_close(document);
	if (faults->count > 0)
		return err_set(err, ERR_CONFIG,
		    _("the questions for meals have faults; huddle config "
		      "check names them"));
	return OK;
}

void
meal_done(struct meal *meal)
{
	free(meal->opener);
	free(meal->question);
	*meal = (struct meal){.opener = NULL};
}

static void
menu_free(struct menu *menu)
{
	for (int i = 0; i < menu->meal_count; i++)
		meal_done(&menu->meals[i]);
	free(menu);
}

/* The week's place in the deck, from 0. */
static int
turn(int32_t day, int count)
{
	int place = (period_week(day) - FIRST_MONDAY) / 7 % count;

	return place < 0 ? place + count : place;
}

int
config_meal(const struct config *config, int32_t day, int number,
    struct meal *out, struct err *err)
{
	struct menu *menu = mem_new(1, sizeof(*menu));
	struct faults faults = {0};
	int place, result = read_menu(config, menu, &faults, err);

	*out = (struct meal){.opener = NULL};
	if (result == OK && number > menu->meal_count)
		result = err_set(err, ERR_DATA,
		    ngettext("there is %d question; choose --question 1",
		        "there are %d questions; choose one with --question 1 "
		        "to %d",
		        (unsigned long)menu->meal_count),
		    menu->meal_count, menu->meal_count);
	if (result == OK) {
		place = number > 0 ? number - 1 : turn(day, menu->meal_count);
		*out = menu->meals[place];
		menu->meals[place] = (struct meal){.opener = NULL};
	}
	faults_done(&faults);
	menu_free(menu);
	return result;
}

int
config_check_meals(
    const struct config *config, struct buf *out, struct err *err)
{
	struct menu *menu = mem_new(1, sizeof(*menu));
	struct faults faults = {0};
	int result = read_menu(config, menu, &faults, err);

	if (faults.count > 0)
		err_set(err, ERR_CONFIG,
		    _("the questions for meals have faults; nothing was "
		      "changed. Mend them, then run `huddle config check`"));
	faults_print(&faults, out);
	faults_done(&faults);
	menu_free(menu);
	return result;
}
