/*
 * Checks of settings against each other. A record with faults of its own may
 * be half empty here: nothing is told twice. See checks.h.
 */
#include "config/checks.h"

#include <stdio.h>
#include <string.h>

#include "util/i18n.h"

/* Items that all instruments together can have. */
#define TURNING_MAX (INSTRUMENTS_MAX * ITEMS_MAX)

static bool
same(const char *a, const char *b)
{
	return a[0] != '\0' && strcmp(a, b) == 0;
}

/* Tells an id that an earlier element of the list has too. */
static void
check_unique(struct document *document, const char *list, int index,
    const char *id, int earlier)
{
	char setting[64];

	snprintf(setting, sizeof(setting), "%s[%d].id", list, index + 1);
	document_fault(document, setting,
	    _("found \"%s\", which number %d has too, expected an id of its "
	      "own"),
	    id, earlier + 1);
}

static void
check_plan_times(struct document *document, const struct config *config)
{
	char setting[32];

	for (int i = 0; i < config->plan_count; i++)
		for (int j = 0; j < i; j++) {
			const struct plan *a = &config->plans[i];
			const struct plan *b = &config->plans[j];

			if (a->minute < 0 || a->minute != b->minute ||
			    !(a->weekdays & b->weekdays))
				continue;
			snprintf(
			    setting, sizeof(setting), "huddles[%d].at", i + 1);
			document_fault(document, setting,
			    _("found the time of huddle %d, expected one "
			      "huddle at a time"),
			    j + 1);
		}
}

void
check_huddle(struct document *document, const void *record)
{
	const struct config *config = record;

	if (config->shifts.day >= config->shifts.night)
		document_fault(document, "shifts.night",
		    _("found %02d:%02d, expected a time later than the day "
		      "shift's, which is %02d:%02d"),
		    config->shifts.night / 60, config->shifts.night % 60,
		    config->shifts.day / 60, config->shifts.day % 60);
	check_plan_times(document, config);
	for (int i = 0; i < config->shift_field_count; i++)
		for (int j = 0; j < i; j++)
			if (same(config->shift_fields[i].id,
			        config->shift_fields[j].id))
				check_unique(document, "shift_numbers", i,
				    config->shift_fields[i].id, j);
}

/* Two draws of the same count would tell more than one may. */
static void
check_cut_pair(struct document *document, const struct cut *cuts, unsigned all)
{
	if (cuts[0].of == cuts[1].of)
		document_fault(document, "cuts[2].of",
		    _("found the same answers as in the first cut, expected "
		      "others"));
	else if ((cuts[0].of ^ cuts[1].of) == all)
		document_fault(document, "cuts[2].of",
		    _("found all the answers that the first cut leaves out, "
		      "which tells the same twice, expected fewer"));
}

static void
check_cuts(
    struct document *document, const struct cut *cuts, int count, int answers)
{
	unsigned all = (1u << answers) - 1;
	char setting[32];
	bool good = answers > 0;

	for (int i = 0; i < count && answers > 0; i++) {
		snprintf(setting, sizeof(setting), "cuts[%d].of", i + 1);
		good &= cuts[i].of != 0;
		if (cuts[i].of & ~all) {
			document_fault(document, setting,
			    _("found an answer that is not there, expected "
			      "numbers from 1 to %d"),
			    answers);
			good = false;
		} else if (cuts[i].of == all) {
			document_fault(document, setting,
			    _("found all the answers, expected some of "
			      "them"));
			good = false;
		}
	}
	if (good && count == 2)
		check_cut_pair(document, cuts, all);
}

void
check_item(struct document *document, const void *record)
{
	const struct item *item = record;

	check_cuts(document, item->cuts, item->cut_count, item->answer_count);
}

void
check_score(struct document *document, const void *record)
{
	const struct score *score = record;
	char setting[32];

	check_cuts(document, score->cuts, score->cut_count, score->band_count);
	for (int i = 0; i < score->band_count; i++) {
		int32_t up_to = score->bands[i].up_to_milli;
		bool last = i == score->band_count - 1;

		snprintf(setting, sizeof(setting), "bands[%d].up_to", i + 1);
		if (last && up_to != INT32_MAX)
			document_fault(document, setting,
			    _("found a number, expected none: the last band "
			      "holds all higher scores"));
		else if (!last && up_to == INT32_MAX)
			document_fault(document, setting,
			    _("missing, expected the highest score of this "
			      "band"));
		else if (!last && i > 0 &&
		         up_to <= score->bands[i - 1].up_to_milli)
			document_fault(document, setting,
			    _("found a number not above that of the band "
			      "before, expected bands from the lowest up"));
	}
}

void
check_instrument(struct document *document, const void *record)
{
	const struct instrument *instrument = record;
	char setting[32];

	if (instrument->rotate && instrument->score_count > 0)
		document_fault(document, "scores",
		    _("found scores, expected none: with \"rotate\" a box asks "
		      "one item only"));
	for (int i = 0; i < instrument->item_count; i++)
		for (int j = 0; j < i; j++)
			if (same(instrument->items[i].id,
			        instrument->items[j].id))
				check_unique(document, "items", i,
				    instrument->items[i].id, j);
	for (int i = 0; i < instrument->score_count; i++) {
		const char *id = instrument->scores[i].id;

		snprintf(setting, sizeof(setting), "scores[%d].id", i + 1);
		if (id[0] != '\0' && instrument_item(instrument, id))
			document_fault(document, setting,
			    _("found the id \"%s\", which an item has too, "
			      "expected an id of its own"),
			    id);
		for (int j = 0; j < i; j++)
			if (same(id, instrument->scores[j].id))
				check_unique(document, "scores", i, id, j);
	}
}

void
check_themes(struct document *document, const void *record)
{
	const struct config *config = record;

	for (int i = 0; i < config->theme_count; i++)
		for (int j = 0; j < i; j++)
			if (same(config->themes[i].id, config->themes[j].id))
				check_unique(document, "themes", i,
				    config->themes[i].id, j);
	if (config->theme_count > 0 && !config_theme(config, "other"))
		document_fault(document, "themes",
		    _("found no theme with the id \"other\", expected one: "
		      "what is rare is counted there"));
}

/* Steps that an agenda has at most once. */
static void
check_once(
    struct document *document, const struct agenda *agenda, enum step_kind kind)
{
	char setting[32];
	int found = 0;

	for (int i = 0; i < agenda->step_count; i++) {
		if (agenda->steps[i].kind != kind || ++found < 2)
			continue;
		snprintf(setting, sizeof(setting), "steps[%d].kind", i + 1);
		document_fault(document, setting,
		    _("found a second step \"%s\", expected one at most"),
		    step_kind_names[kind]);
	}
}

void
check_agenda(struct document *document, const void *record)
{
	const struct agenda *agenda = record;
	int last = agenda->step_count - 1;
	char setting[32];

	if (last < 0)
		return;
	check_once(document, agenda, STEP_PULSE);
	check_once(document, agenda, STEP_CLOSE);
	snprintf(setting, sizeof(setting), "steps[%d].kind", last + 1);
	if (agenda->steps[last].kind != STEP_CLOSE && agenda->steps[last].title)
		document_fault(document, setting,
		    _("found \"%s\", expected \"close\" as the last step"),
		    step_kind_names[agenda->steps[last].kind]);
}

void
check_agendas(struct document *document, const void *record)
{
	const struct config *config = record;

	for (int i = 0; i < config->agenda_count; i++)
		for (int j = 0; j < i; j++)
			if (same(config->agendas[i].id, config->agendas[j].id))
				check_unique(document, "agendas", i,
				    config->agendas[i].id, j);
}

static void
list_agendas(const struct config *config, struct buf *out)
{
	for (int i = 0; i < config->agenda_count; i++)
		buf_addf(
		    out, "%s\"%s\"", i > 0 ? ", " : "", config->agendas[i].id);
}

static void
check_plans(const struct config *config, struct document *huddle)
{
	struct buf ids = BUF_INIT;
	char setting[32];

	list_agendas(config, &ids);
	for (int i = 0; i < config->plan_count; i++) {
		const char *agenda = config->plans[i].agenda;

		if (agenda[0] == '\0' || config_agenda(config, agenda))
			continue;
		snprintf(setting, sizeof(setting), "huddles[%d].agenda", i + 1);
		document_fault(huddle, setting,
		    _("found \"%s\", expected the id of an agenda: %s"), agenda,
		    buf_text(&ids));
	}
	buf_done(&ids);
}

/* The instrument before `index` that has an item or score of this id. */
static const struct instrument *
earlier_with(const struct config *config, int index, const char *id)
{
	for (int i = 0; i < index; i++) {
		const struct instrument *instrument = &config->instruments[i];

		if (instrument_item(instrument, id))
			return instrument;
		for (int j = 0; j < instrument->score_count; j++)
			if (same(instrument->scores[j].id, id))
				return instrument;
	}
	return NULL;
}

static void
check_id(const struct config *config, struct document *document, int index,
    const char *list, int element, const char *id)
{
	const struct instrument *other = earlier_with(config, index, id);
	char setting[32];

	if (id[0] == '\0' || !other)
		return;
	snprintf(setting, sizeof(setting), "%s[%d].id", list, element + 1);
	document_fault(document, setting,
	    _("found \"%s\", which the instrument \"%s\" has too, expected an "
	      "id of its own"),
	    id, other->id);
}

static void
check_domain(const struct config *config, struct document *document,
    const struct item *item, int index)
{
	char setting[32];

	if (!item->domain || item->domain[0] == '\0' ||
	    config->theme_count == 0 || config_theme(config, item->domain))
		return;
	snprintf(setting, sizeof(setting), "items[%d].domain", index + 1);
	document_fault(document, setting,
	    _("found \"%s\", expected the id of a theme"), item->domain);
}

static void
check_instrument_together(
    const struct config *config, struct document *document, int index)
{
	const struct instrument *instrument = &config->instruments[index];

	for (int i = 0; i < index; i++)
		if (same(instrument->id, config->instruments[i].id))
			document_fault(document, "id",
			    _("found \"%s\", which another file of the folder "
			      "has too, expected an id of its own"),
			    instrument->id);
	for (int i = 0; i < instrument->item_count; i++) {
		check_id(config, document, index, "items", i,
		    instrument->items[i].id);
		check_domain(config, document, &instrument->items[i], i);
	}
	for (int i = 0; i < instrument->score_count; i++)
		check_id(config, document, index, "scores", i,
		    instrument->scores[i].id);
}

/* The fault of a name that is not among those expected, with the one that may
 * have been meant. */
static void
fault_of_name(struct document *document, const char *setting, const char *name,
    const char *expected, const char *const *names)
{
	const char *nearest = faults_nearest(name, names);

	if (nearest)
		document_fault(document, setting,
		    _("found \"%s\", expected %s (did you mean \"%s\"?)"), name,
		    expected, nearest);
	else
		document_fault(document, setting,
		    _("found \"%s\", expected %s"), name, expected);
}

/* Boxes that open by themselves stand beside the huddles. */
static void
check_walkups(const struct config *config, struct document *huddle)
{
	const char *names[INSTRUMENTS_MAX + 1] = {NULL};
	char setting[32];
	int count = 0;

	for (int i = 0; i < config->instrument_count; i++)
		if (config->instruments[i].cadence != CADENCE_HUDDLE)
			names[count++] = config->instruments[i].id;
	for (int i = 0; i < config->walkup_count; i++) {
		const struct instrument *found =
		    config_instrument_head(config, config->walkups[i]);

		if (found && found->cadence != CADENCE_HUDDLE)
			continue;
		snprintf(setting, sizeof(setting), "walkups[%d]", i + 1);
		fault_of_name(huddle, setting, config->walkups[i],
		    _("the id of an instrument that is asked once a week, "
		      "month or quarter"),
		    names);
	}
}

/* The ids of all items that come in turn, ended by NULL. */
static void
list_turning(const struct config *config, const char **names)
{
	int count = 0;

	for (int i = 0; i < config->instrument_count; i++) {
		const struct instrument *instrument = &config->instruments[i];

		for (int j = 0;
		     instrument->rotate && j < instrument->item_count; j++)
			names[count++] = instrument->items[j].id;
	}
	names[count] = NULL;
}

static void
check_turning(struct document *huddle, const char *setting, const char *id,
    const char *const *names)
{
	for (int i = 0; names[i]; i++)
		if (strcmp(names[i], id) == 0)
			return;
	fault_of_name(huddle, setting, id,
	    _("the id of an item of an instrument with \"rotate\""), names);
}

/* False if an instrument whose items come in turn is not read whole yet. */
static bool
turning_is_known(const struct config *config)
{
	for (int i = 0; i < config->instrument_count; i++)
		if (config->instruments[i].rotate &&
		    config->instruments[i].item_count == 0)
			return false;
	return true;
}

static void
check_rotation(const struct config *config, struct document *huddle)
{
	const struct rotation *rotation = &config->rotation;
	const char *names[TURNING_MAX + 1];
	char setting[32];

	list_turning(config, names);
	if (rotation->pin && rotation->pin[0] != '\0')
		check_turning(huddle, "rotation.pin", rotation->pin, names);
	for (int i = 0; i < rotation->drop_count; i++) {
		snprintf(setting, sizeof(setting), "rotation.drop[%d]", i + 1);
		check_turning(huddle, setting, rotation->drop[i], names);
		if (same(rotation->drop[i], rotation->pin ? rotation->pin : ""))
			document_fault(huddle, setting,
			    _("found \"%s\", which is pinned, expected another "
			      "item"),
			    rotation->drop[i]);
	}
	for (int i = 0; i < config->instrument_count; i++) {
		const struct instrument *instrument = &config->instruments[i];

		if (instrument->rotate && instrument->item_count > 0 &&
		    rotation_item(instrument, rotation, 0) < 0)
			document_fault(huddle, "rotation.drop",
			    _("found all the items of \"%s\", expected some "
			      "that are left"),
			    instrument->id);
	}
}

static bool
asks_in_huddles(const struct config *config)
{
	for (int i = 0; i < config->instrument_count; i++)
		if (config->instruments[i].cadence == CADENCE_HUDDLE)
			return true;
	return false;
}

void
check_together(const struct config *config, struct document *huddle,
    struct document *agendas, struct document *const *instruments)
{
	if (config->agenda_count > 0)
		check_plans(config, huddle);
	for (int i = 0; i < config->instrument_count; i++)
		if (instruments[i])
			check_instrument_together(config, instruments[i], i);
	if (config->instrument_count > 0)
		check_walkups(config, huddle);
	if (config->instrument_count > 0 && turning_is_known(config))
		check_rotation(config, huddle);
	if (config->instrument_count == 0 || asks_in_huddles(config))
		return;
	for (int i = 0; i < config->agenda_count; i++)
		for (int j = 0; j < config->agendas[i].step_count; j++) {
			char setting[64];

			if (config->agendas[i].steps[j].kind != STEP_PULSE)
				continue;
			snprintf(setting, sizeof(setting),
			    "agendas[%d].steps[%d].kind", i + 1, j + 1);
			document_fault(agendas, setting,
			    _("found \"pulse\", but no instrument has the "
			      "cadence \"huddle\""));
		}
}
