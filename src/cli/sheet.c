/*
 * What the downtime sheet says, whatever it is printed as. See sheet.h.
 */
#include "cli/sheet.h"

#include "util/i18n.h"

const char *
sheet_how(void)
{
	return _("Everyone writes a number for each question on a slip, folds "
	         "it and drops it into a jar. After the huddle one person "
	         "counts, a stroke an answer, and destroys the slips. Exact "
	         "counts are not read out; the program blurs them once they "
	         "are entered. Then destroy this page too.");
}

const char *
sheet_prompt(const struct step *step)
{
	return step->kind == STEP_PULSE
	           ? _("Collect the slips, as it says below.")
	           : step->prompt;
}

void
sheet_init(
    struct sheet *sheet, const struct config *config, const char *language)
{
	*sheet = (struct sheet){
	    .config = config,
	    .pulse = config_instrument(config, "pulse"),
	    .agenda = config_agenda(config, "daily"),
	};
	if (!sheet->agenda && config->agenda_count)
		sheet->agenda = &config->agendas[0];
	if (sheet->pulse)
		sheet->language = instrument_language(sheet->pulse, language);
}
