/*
 * The pulse of a summary as HL7 FHIR R4 (4.0.1): for each instrument version
 * a Questionnaire, a Measure (cohort, one group an item) and a MeasureReport.
 * A count cannot be negative there, so a stratum has it within 0 and the
 * answers; what was drawn stands beside it as an extension.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/noise.h"
#include "core/release.h"
#include "sync/format.h"
#include "util/crypt.h"
#include "util/date.h"
#include "util/mem.h"
#include "util/utf8.h"

/* Names only: nothing can ever be fetched from .invalid (RFC 2606). */
#define BASE "https://huddle.invalid/fhir/"
#define EXTENSION BASE "StructureDefinition/"
/* The first of release_reasons: there was nothing to be masked. */
#define NO_ROUND release_reasons[0]

#define HL7 "http://terminology.hl7.org/CodeSystem/"
#define ABSENT "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

/* More rounds than a period ever has: give-or-take is not worked out. */
#define ROUNDS_TOLD 500

/* One instrument version of a summary. */
struct subject {
	const struct summary *summary;
	const char *id;
	int version;
	const struct instrument *words; /* NULL: the words are not known */
	const char *absent; /* why nothing is told of it, a code of HL7;
	                       NULL: it is told */
};

/* --- Small parts ---------------------------------------------------------- */

/* json_pack takes over what is handed to its "o": only what was looked at
 * beside that is given back. */

static json_t *
text(const char *given)
{
	struct buf safe = BUF_INIT;
	json_t *out;

	utf8_clean(&safe, given, strlen(given));
	out = json_string(buf_text(&safe));
	buf_done(&safe);
	return out;
}

/* printf into a JSON string, then freed. */
static json_t *
made(char *given)
{
	json_t *out = text(given);

	free(given);
	return out;
}

static json_t *
day(int32_t given)
{
	char date[DATE_TEXT_SIZE];

	date_format(given, date);
	return json_string(date);
}

static json_t *
integer(const char *name, int64_t value)
{
	return json_pack("{s:o, s:I}", "url",
	    made(mem_printf(EXTENSION "%s", name)), "valueInteger",
	    (json_int_t)value);
}

static json_t *
standard(const char *system, const char *code)
{
	return json_pack("{s:[{s:o, s:s}]}", "coding", "system",
	    made(mem_printf(HL7 "%s", system)), "code", code);
}

/* The canonical address of the instrument's Questionnaire or Measure. */
static char *
address(const struct subject *subject, const char *type)
{
	return mem_printf(
	    BASE "%s/%s/%s", subject->summary->organization, type, subject->id);
}

/* The same thing has the same id for ever: a UUID (RFC 9562, version 8) of
 * what it is about. */
static void
uuid_of(char out[37], const char *what)
{
	uint8_t hash[CRYPT_HASH_BYTES];
	char hex[2 * CRYPT_HASH_BYTES + 1];

	crypt_hash(hash, what, strlen(what));
	hash[6] = (uint8_t)((hash[6] & 0x0f) | 0x80);
	hash[8] = (uint8_t)((hash[8] & 0x3f) | 0x80);
	crypt_hex(hex, hash, sizeof(hash));
	snprintf(out, 37, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12,
	    hex + 16, hex + 20);
}

/* Adds a resource of this subject to the entries, under its id. What was asked
 * is the same for all units, and has one id in an organization: a server that
 * takes many bundles keeps it once. */
static void
add_entry(json_t *entries, const struct subject *subject, json_t *resource)
{
	const char *type =
	    json_string_value(json_object_get(resource, "resourceType"));
	const struct summary *summary = subject->summary;
	char *what = mem_printf("%s/%s/%s/%d", summary->organization, type,
	    subject->id, subject->version);
	char uuid[37];

	if (strcmp(type, "MeasureReport") == 0) {
		char *whole = mem_printf("%s/%s/%d/%d", what, summary->unit,
		    summary->epoch, summary->sequence);

		free(what);
		what = whole;
	}
	uuid_of(uuid, what);
	json_object_set_new(resource, "id", json_string(uuid));
	json_array_append_new(entries,
	    json_pack("{s:o, s:o}", "fullUrl",
	        made(mem_printf("urn:uuid:%s", uuid)), "resource", resource));
	free(what);
}

static bool
is_of(const struct subject *subject, const struct summary_pulse *row)
{
	return strcmp(row->key.instrument, subject->id) == 0 &&
	       row->key.version == subject->version;
}

/* --- What was asked ------------------------------------------------------- */

static const char *
prompt_of(const struct subject *subject, const char *id)
{
	const struct item *item =
	    subject->words ? instrument_item(subject->words, id) : NULL;

	if (item)
		return item->prompt.in[0];
	for (int i = 0; subject->words && i < subject->words->score_count; i++)
		if (strcmp(subject->words->scores[i].id, id) == 0)
			return subject->words->scores[i].title.in[0];
	return id;
}

static json_t *
code_of(const struct subject *subject, const char *id)
{
	return json_pack("{s:[{s:o, s:s}], s:o}", "coding", "system",
	    made(address(subject, "CodeSystem")), "code", id, "text",
	    text(prompt_of(subject, id)));
}

static const char *
id_at(const json_t *ids, size_t index)
{
	return json_string_value(json_array_get(ids, index));
}

static void
add_once(json_t *ids, const char *id)
{
	for (size_t i = 0; i < json_array_size(ids); i++)
		if (strcmp(id_at(ids, i), id) == 0)
			return;
	json_array_append_new(ids, json_string(id));
}

/* Ids of the instrument's questions and scores, as far as they are known. Never
 * none: JSON of FHIR has no empty lists. */
static json_t *
items_of(const struct subject *subject, bool scores)
{
	const struct instrument *words = subject->words;
	const struct summary *summary = subject->summary;
	json_t *ids = json_array();

	for (int i = 0; words && i < words->item_count; i++)
		add_once(ids, words->items[i].id);
	for (int i = 0; words && scores && i < words->score_count; i++)
		add_once(ids, words->scores[i].id);
	for (int i = 0; !words && i < summary->pulse_count; i++)
		if (is_of(subject, &summary->pulse[i]))
			add_once(ids, summary->pulse[i].key.item);
	if (json_array_size(ids) == 0)
		add_once(ids, "all");
	return ids;
}

static json_t *
question(const struct subject *subject, const char *id)
{
	const struct item *item =
	    subject->words ? instrument_item(subject->words, id) : NULL;
	json_t *out = json_pack("{s:s, s:o, s:s}", "linkId", id, "text",
	    text(prompt_of(subject, id)), "type", "choice");
	json_t *answers = json_array();

	for (int i = 0; item && i < item->answer_count; i++)
		json_array_append_new(answers,
		    json_pack("{s:{s:o, s:o, s:o}}", "valueCoding", "system",
		        made(address(subject, "CodeSystem")), "code",
		        made(mem_printf("%s-%d", id, i + 1)), "display",
		        text(item->answers[i].label.in[0])));
	if (json_array_size(answers) > 0)
		json_object_set(out, "answerOption", answers);
	json_decref(answers);
	return out;
}

/* What Questionnaire and Measure share. */
static json_t *
definition(const struct subject *subject, const char *type)
{
	json_t *out = json_pack("{s:s, s:o, s:o, s:s, s:b, s:o}",
	    "resourceType", type, "url", made(address(subject, type)),
	    "version", made(mem_printf("%d", subject->version)), "status",
	    "active", "experimental", 0, "title",
	    text(subject->words ? subject->words->title.in[0] : subject->id));
	char *name = mem_printf("Huddle_%s", subject->id);

	/* A name of FHIR begins with a capital and has no hyphen. */
	for (char *at = name; *at; at++)
		*at = *at == '-' ? '_' : *at;
	json_object_set_new(out, "name", made(name));
	if (subject->words && subject->words->about.in[0] &&
	    subject->words->about.in[0][0])
		json_object_set_new(
		    out, "description", text(subject->words->about.in[0]));
	return out;
}

static json_t *
questionnaire(const struct subject *subject)
{
	json_t *out = definition(subject, "Questionnaire");
	json_t *ids = items_of(subject, false), *items = json_array();

	for (size_t i = 0; i < json_array_size(ids); i++)
		json_array_append_new(items, question(subject, id_at(ids, i)));
	json_object_set_new(out, "item", items);
	json_decref(ids);
	return out;
}

/* Who of a group's check-ins counts, in FHIRPath. */
static json_t *
criteria(const char *id, const char *of_answer)
{
	return json_pack("{s:{s:s, s:o}}", "criteria", "language",
	    "text/fhirpath", "expression",
	    made(mem_printf("QuestionnaireResponse.item.where(linkId='%s')"
	                    ".answer.%s",
	        id, of_answer)));
}

static json_t *
measure_group(const struct subject *subject, const char *id)
{
	json_t *population = criteria(id, "exists()");
	json_t *stratifier = criteria(id, "value.code");

	json_object_set_new(population, "code",
	    standard("measure-population", "initial-population"));
	json_object_set_new(
	    stratifier, "code", json_pack("{s:s}", "text", "answer"));
	return json_pack("{s:o, s:[o], s:[o]}", "code", code_of(subject, id),
	    "population", population, "stratifier", stratifier);
}

static json_t *
measure(const struct subject *subject)
{
	json_t *out = definition(subject, "Measure");
	json_t *ids = items_of(subject, true), *groups = json_array();
	char *of = address(subject, "Questionnaire");

	for (size_t i = 0; i < json_array_size(ids); i++)
		json_array_append_new(
		    groups, measure_group(subject, id_at(ids, i)));
	json_object_set_new(out, "group", groups);
	json_object_set_new(
	    out, "scoring", standard("measure-scoring", "cohort"));
	json_object_set_new(out, "relatedArtifact",
	    json_pack("[{s:s, s:o}]", "type", "derived-from", "resource",
	        made(mem_printf("%s|%d", of, subject->version))));
	free(of);
	json_decref(ids);
	return out;
}

/* --- What was counted ----------------------------------------------------- */

static json_t *
population(json_t *count_or_absent, bool absent)
{
	return json_pack("{s:o, s:o}", "code",
	    standard("measure-population", "initial-population"),
	    absent ? "_count" : "count", count_or_absent);
}

/* The words of a cut, else its answers. */
static json_t *
cut_words(const struct subject *subject, const struct cut_key *key)
{
	const char *words = subject->words ? instrument_words(subject->words,
	                                         key->item, key->of, 0)
	                                   : NULL;
	struct buf answers = BUF_INIT;
	json_t *out;

	for (int i = 0; i < ANSWERS_MAX; i++)
		if (key->of & 1u << i)
			buf_addf(
			    &answers, "%s%d", answers.len ? "-" : "", i + 1);
	out = json_pack("{s:[{s:o, s:o}], s:o}", "coding", "system",
	    made(address(subject, "CodeSystem")), "code",
	    made(mem_printf("%s-of-%s", key->item, buf_text(&answers))), "text",
	    text(words ? words : buf_text(&answers)));
	buf_done(&answers);
	return out;
}

/* The count within what FHIR allows, for those who only read that; what was
 * drawn, and how far it strays, beside it. */
static json_t *
stratum(const struct subject *subject, const struct summary_pulse *row)
{
	int64_t most =
	    row->counted < row->answered ? row->counted : row->answered;
	json_t *count =
	    population(json_integer((json_int_t)(most < 0 ? 0 : most)), false);
	json_t *exact = json_pack("[o]", integer("counted", row->counted));

	/* Beyond these no noise of ours was drawn. */
	if (row->rounds <= ROUNDS_TOLD &&
	    row->key.epsilon_milli >= EPSILON_MILLI_MIN)
		json_array_append_new(exact,
		    integer("give-or-take", noise_give_or_take(row->rounds,
		                                row->key.epsilon_milli)));
	json_object_set_new(count, "extension", exact);
	return json_pack("{s:o, s:[o]}", "value", cut_words(subject, &row->key),
	    "population", count);
}

/* Cuts of an item with the same rounds and answers share a group. */
static bool
same_group(const struct summary_pulse *a, const struct summary_pulse *b)
{
	return strcmp(a->key.instrument, b->key.instrument) == 0 &&
	       a->key.version == b->key.version &&
	       strcmp(a->key.item, b->key.item) == 0 &&
	       a->key.epsilon_milli == b->key.epsilon_milli &&
	       a->rounds == b->rounds && a->paper_rounds == b->paper_rounds &&
	       a->answered == b->answered && a->since == b->since;
}

static json_t *
group(const struct subject *subject, int first)
{
	const struct summary_pulse *rows = subject->summary->pulse;
	const struct summary_pulse *row = &rows[first];
	json_t *strata = json_array();

	for (int i = first; i < subject->summary->pulse_count; i++)
		if (same_group(row, &rows[i]))
			json_array_append_new(
			    strata, stratum(subject, &rows[i]));
	return json_pack("{s:o, s:[o], s:[{s:[{s:s}], s:o}], s:[o, o, o, "
	                 "{s:s, s:o}]}",
	    "code", code_of(subject, row->key.item), "population",
	    population(json_integer((json_int_t)row->answered), false),
	    "stratifier", "code", "text", "answer", "stratum", strata,
	    "extension", integer("epsilon-milli", row->key.epsilon_milli),
	    integer("rounds", row->rounds),
	    integer("paper-rounds", row->paper_rounds), "url",
	    EXTENSION "since", "valueDate", day(row->since));
}

static json_t *
absent_group(const struct subject *subject, const char *id)
{
	return json_pack("{s:o, s:[o]}", "code", code_of(subject, id),
	    "population",
	    population(json_pack("{s:[{s:s, s:s}]}", "extension", "url", ABSENT,
	                   "valueCode", subject->absent),
	        true));
}

/* A group for each question that nothing is told of. */
static json_t *
absent_groups(const struct subject *subject)
{
	json_t *ids = items_of(subject, false), *groups = json_array();

	for (size_t i = 0; i < json_array_size(ids); i++)
		json_array_append_new(
		    groups, absent_group(subject, id_at(ids, i)));
	json_decref(ids);
	return groups;
}

/* The first row of a group makes it; few enough that all are compared. */
static json_t *
groups_of(const struct subject *subject)
{
	const struct summary_pulse *rows = subject->summary->pulse;
	json_t *groups = json_array();

	for (int i = 0; i < subject->summary->pulse_count; i++) {
		int before = 0;

		if (!is_of(subject, &rows[i]))
			continue;
		while (before < i && !same_group(&rows[before], &rows[i]))
			before++;
		if (before == i)
			json_array_append_new(groups, group(subject, i));
	}
	return groups;
}

static json_t *
reference(const char *type, char *system, const char *value)
{
	return json_pack("{s:s, s:{s:o, s:s}}", "type", type, "identifier",
	    "system", made(system), "value", value);
}

/* Its date is the period's last day: nothing that leaves a unit has a finer
 * one, not even when it was sealed. */
static json_t *
report(const struct subject *subject)
{
	const struct summary *summary = subject->summary;
	char *of = address(subject, "Measure");
	json_t *unit = reference("Location",
	    mem_printf(BASE "%s/unit", summary->organization), summary->unit);
	json_t *out = json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:{s:o, "
	                        "s:o}, s:o}",
	    "resourceType", "MeasureReport", "status", "complete", "type",
	    "summary", "measure",
	    made(mem_printf("%s|%d", of, subject->version)), "subject", unit,
	    "date", day(summary->to), "reporter",
	    reference("Organization", mem_printf(BASE "organization"),
	        summary->organization),
	    "period", "start", day(summary->from), "end", day(summary->to),
	    "group",
	    subject->absent ? absent_groups(subject) : groups_of(subject));

	json_object_set_new(unit, "display", text(summary->name));
	free(of);
	return out;
}

/* --- The bundle ----------------------------------------------------------- */

static void
add_subject(json_t *entries, const struct subject *subject)
{
	add_entry(entries, subject, questionnaire(subject));
	add_entry(entries, subject, measure(subject));
	add_entry(entries, subject, report(subject));
}

static bool
told(const struct summary *summary, const char *instrument)
{
	for (int i = 0; i < summary->pulse_count; i++)
		if (strcmp(summary->pulse[i].key.instrument, instrument) == 0)
			return true;
	return false;
}

/* Why the pulse is withheld, as a code of HL7; NULL: it is not. Of two reasons
 * "masked" is the one to tell: something was there. */
static const char *
absent_of(const struct summary *summary)
{
	const char *absent = NULL;

	for (int i = 0; i < summary->withheld_count; i++) {
		if (strcmp(summary->withheld[i].part, "pulse") != 0)
			continue;
		if (strcmp(summary->withheld[i].reason, NO_ROUND) != 0)
			return "masked";
		absent = "not-performed";
	}
	return absent;
}

/* What is asked in every huddle and not told is there without counts; the pulse
 * as a whole, without an instrument that can be named. */
static void
add_absent(json_t *entries, const struct summary *summary,
    const struct instrument *instruments, int count)
{
	struct subject subject = {
	    summary, "pulse", 1, NULL, absent_of(summary)};
	bool any = summary->pulse_count > 0;

	for (int i = 0; i < count; i++) {
		if (instruments[i].cadence != CADENCE_HUDDLE ||
		    told(summary, instruments[i].id))
			continue;
		subject.id = instruments[i].id;
		subject.version = instruments[i].version;
		subject.words = &instruments[i];
		add_subject(entries, &subject);
		any = true;
	}
	if (!any)
		add_subject(entries, &subject);
}

void
format_fhir(struct buf *out, const struct summary *summary,
    const struct instrument *instruments, int instrument_count)
{
	json_t *entries = json_array(), *bundle;
	struct subject subject = {summary, "", 0, NULL, NULL};
	char *text;

	for (int i = 0; i < summary->pulse_count; i++) {
		const struct cut_key *key = &summary->pulse[i].key;

		if (strcmp(key->instrument, subject.id) == 0 &&
		    key->version == subject.version)
			continue;
		subject.id = key->instrument;
		subject.version = key->version;
		subject.words = NULL;
		for (int j = 0; j < instrument_count; j++)
			if (strcmp(instruments[j].id, subject.id) == 0 &&
			    instruments[j].version == subject.version)
				subject.words = &instruments[j];
		add_subject(entries, &subject);
	}
	if (absent_of(summary))
		add_absent(entries, summary, instruments, instrument_count);
	bundle = json_pack("{s:s, s:s, s:{s:s, s:o}, s:o}", "resourceType",
	    "Bundle", "type", "collection", "identifier", "system",
	    BASE "release", "value",
	    made(mem_printf("%s/%s/%d/%d", summary->organization, summary->unit,
	        summary->epoch, summary->sequence)),
	    "entry", entries);
	if (json_array_size(entries) == 0)
		json_object_del(bundle, "entry");
	/* Sorted: a second export gives the same bytes. */
	text = json_dumps(bundle, JSON_COMPACT | JSON_SORT_KEYS);
	buf_add(out, text);
	buf_add(out, "\n");
	free(text);
	json_decref(bundle);
}
