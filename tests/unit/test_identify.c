/*
 * The privacy check of notes: what it finds and what it leaves alone, measured
 * on labelled notes (tests/data/notes-labelled.txt). The figures are printed;
 * floors a little below them keep what was reached.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/given_names.h"
#include "core/identify.h"
#include "unit.h"
#include "util/buf.h"
#include "util/utf8.h"

#define NOTES "tests/data/notes-labelled.txt"
#define LABELS_MAX 8
#define LINE_SIZE 600

enum part { PART_TUNED, PART_HELD_OUT, PARTS };

static const char *const kind_names[IDENTIFY_KINDS] = {
    "record", "birth", "phone", "place", "person"};

struct score {
	int labels[IDENTIFY_KINDS];
	int found[IDENTIFY_KINDS];
	int notes;     /* with something to be found */
	int clean;     /* with nothing */
	int alarmed;   /* clean ones in which something was found */
	int elsewhere; /* findings beside the labels of the others */
};

/* A note and what must be found in it. */
struct labelled {
	struct buf text;
	struct finding labels[LABELS_MAX];
	int count;
};

static int
kind_of(const char *name, size_t len)
{
	for (int kind = 0; kind < IDENTIFY_KINDS; kind++)
		if (strlen(kind_names[kind]) == len &&
		    memcmp(kind_names[kind], name, len) == 0)
			return kind;
	fail_msg("a label of no kind: %s", name);
	return -1;
}

/* "Fall in [place room 412] again" */
static void
read_line(const char *line, struct labelled *note)
{
	buf_clear(&note->text);
	note->count = 0;
	while (*line) {
		size_t plain = strcspn(line, "["), kind, words;
		struct finding *label = &note->labels[note->count];

		buf_add_bytes(&note->text, line, plain);
		line += plain;
		if (*line == '\0')
			break;
		assert_true(note->count < LABELS_MAX);
		kind = strcspn(line, " ");
		words = strcspn(line, "]") - kind - 1;
		label->kind = (enum identify_kind)kind_of(line + 1, kind - 1);
		label->from = note->text.len;
		label->len = words;
		note->count++;
		buf_add_bytes(&note->text, line + kind + 1, words);
		line += kind + 1 + words + 1;
	}
}

static bool
meets(const struct finding *one, const struct finding *other)
{
	return one->kind == other->kind &&
	       one->from < other->from + other->len &&
	       other->from < one->from + one->len;
}

static bool
meets_any(const struct finding *one, const struct finding *others, int count)
{
	for (int i = 0; i < count; i++)
		if (meets(one, &others[i]))
			return true;
	return false;
}

static void
tell(const char *what, const struct labelled *note,
    const struct finding *finding)
{
	printf("  %s %s \"%.*s\": %s\n", what, kind_names[finding->kind],
	    (int)finding->len, buf_text(&note->text) + finding->from,
	    buf_text(&note->text));
}

static void
measure(const struct labelled *note, struct score *score)
{
	struct finding found[FINDINGS_MAX];
	int count = identify(buf_text(&note->text), NULL, 0, found);

	for (int i = 0; i < note->count; i++) {
		bool hit = meets_any(&note->labels[i], found, count);

		score->labels[note->labels[i].kind]++;
		score->found[note->labels[i].kind] += hit;
		if (!hit)
			tell("missed", note, &note->labels[i]);
	}
	for (int i = 0; i < count; i++)
		if (!meets_any(&found[i], note->labels, note->count)) {
			score->elsewhere += note->count > 0;
			tell("false alarm:", note, &found[i]);
		}
	score->notes += note->count > 0;
	score->clean += note->count == 0;
	score->alarmed += note->count == 0 && count > 0;
}

static int
share(int part, int whole)
{
	return whole > 0 ? part * 1000 / whole : 1000;
}

static void
print_share(const char *what, int part, int whole)
{
	printf("  %-12s %3d of %3d  %5.1f%%\n", what, part, whole,
	    share(part, whole) / 10.0);
}

/* Prints it; returns what was found of a thousand labels. */
static int
print_score(const char *title, const struct score *score)
{
	int labels = 0, found = 0;

	printf("%s: %d notes with something to be found, %d without\n", title,
	    score->notes, score->clean);
	for (int kind = 0; kind < IDENTIFY_KINDS; kind++) {
		print_share(
		    kind_names[kind], score->found[kind], score->labels[kind]);
		labels += score->labels[kind];
		found += score->found[kind];
	}
	print_share("recall", found, labels);
	print_share("false alarms", score->alarmed, score->clean);
	printf("  and %d beside the labels of the others\n", score->elsewhere);
	return share(found, labels);
}

static void
add_score(struct score *sum, const struct score *score)
{
	for (int kind = 0; kind < IDENTIFY_KINDS; kind++) {
		sum->labels[kind] += score->labels[kind];
		sum->found[kind] += score->found[kind];
	}
	sum->notes += score->notes;
	sum->clean += score->clean;
	sum->alarmed += score->alarmed;
	sum->elsewhere += score->elsewhere;
}

static void
read_notes(struct score scores[PARTS])
{
	struct labelled note = {.text = BUF_INIT};
	enum part part = PART_TUNED;
	char line[LINE_SIZE];
	FILE *file = fopen(NOTES, "r");

	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '=')
			part = strcmp(line, "= held out") == 0 ? PART_HELD_OUT
			                                       : PART_TUNED;
		if (line[0] == '\0' || line[0] == '#' || line[0] == '=')
			continue;
		read_line(line, &note);
		measure(&note, &scores[part]);
	}
	fclose(file);
	buf_done(&note.text);
}

static void
labelled_notes(void **state)
{
	static const struct {
		const char *title;
		int recall; /* of a thousand labels, at least */
		int alarms; /* of a thousand clean notes, at most */
	} floors[PARTS] = {
	    [PART_TUNED] = {"Tuned", 960, 30},
	    [PART_HELD_OUT] = {"Held out", 920, 50},
	};
	struct score scores[PARTS] = {{{0}, {0}, 0, 0, 0, 0}};
	struct score all = {{0}, {0}, 0, 0, 0, 0};

	(void)state;
	read_notes(scores);
	for (int part = 0; part < PARTS; part++) {
		const struct score *score = &scores[part];
		int recall = print_score(floors[part].title, score);

		assert_in_range(recall, floors[part].recall, 1000);
		assert_true(
		    share(score->alarmed, score->clean) <= floors[part].alarms);
		add_score(&all, score);
	}
	assert_true(all.notes + all.clean >= 240);
	assert_in_range(print_score("All", &all), 950, 1000);
	assert_true(share(all.alarmed, all.clean) <= 30);
}

/* --- one by one --- */

/* What is found, as "place 'room 412', person 'Maria'". */
static void
expect(const char *text, const char *const *people, int people_count,
    const char *expected)
{
	struct finding found[FINDINGS_MAX];
	struct buf told = BUF_INIT;
	int count = identify(text, people, people_count, found);

	for (int i = 0; i < count; i++)
		buf_addf(&told, "%s%s '%.*s'", i ? ", " : "",
		    kind_names[found[i].kind], (int)found[i].len,
		    text + found[i].from);
	assert_string_equal(buf_text(&told), expected);
	buf_done(&told);
}

static void
where_it_stands(void **state)
{
	(void)state;
	expect("", NULL, 0, "");
	expect("Quiet night.", NULL, 0, "");
	expect("José, bed 4: DOB 3/14/52, MRN 0041223, call 555-210-4417.",
	    NULL, 0,
	    "person 'José', place 'bed 4', birth 'DOB 3/14/52', "
	    "record 'MRN 0041223', phone '555-210-4417'");
	expect(
	    "rooms 4, 7 and 9 are cold", NULL, 0, "place 'rooms 4, 7 and 9'");
	expect("(María José de la Cruz-López)", NULL, 0,
	    "person 'María José de la Cruz-López'");
	expect("Mr. O’Brien’s son", NULL, 0, "person 'Mr. O’Brien'");
}

/* The same words in capitals, without marks, with marks of their own. */
static void
however_written(void **state)
{
	(void)state;
	expect("HABITACIÓN 12", NULL, 0, "place 'HABITACIÓN 12'");
	expect("habitacion 12", NULL, 0, "place 'habitacion 12'");
	expect(
	    "habitacio\xcc\x81n 12", NULL, 0, "place 'habitacio\xcc\x81n 12'");
	expect("A\xcc\x81ngel vino", NULL, 0, "person 'A\xcc\x81ngel'");
	expect("ｒｏｏｍ １２", NULL, 0, "place 'ｒｏｏｍ １２'");
	expect("room\xc2\xa0"
	       "12",
	    NULL, 0,
	    "place 'room\xc2\xa0"
	    "12'");
	expect("MARIA IS ALONE", NULL, 0, "person 'MARIA'");
}

/* Whole words only. */
static void
whole_words(void **state)
{
	(void)state;
	expect("mariachi, annals, benjamins, bedroom 4u", NULL, 0, "");
	expect("Embedded 12 of them", NULL, 0, "");
	expect("marías", NULL, 0, "");
	expect("annaïs", NULL, 0, "");
}

/* Owners of cards may be people, or roles and departments. */
static void
known_people(void **state)
{
	static const char *const people[] = {"Thandi Ndlovu", "Pharmacy",
	    "Night charge", "Nurse Wojcik", "Will", "Sterile processing",
	    "Mbögo", ""};
	const int count = sizeof(people) / sizeof(people[0]);
	const char *text = "the ndlovu list, and thandi wrote it";

	(void)state;
	expect(text, NULL, 0, "");
	expect(text, people, count, "person 'ndlovu', person 'thandi'");
	expect("what MBOGO said", people, count, "person 'MBOGO'");
	expect("wojcik was kind", people, count, "person 'wojcik'");
	expect("pharmacy and the night charge will call", people, count, "");
	expect("sterile processing is slow", people, count, "");
	expect("when Will was here", people, count, "person 'Will'");
}

static void
no_more_than_fit(void **state)
{
	struct finding found[FINDINGS_MAX];
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < 2 * FINDINGS_MAX; i++)
		buf_add(&text, "room 4; ");
	assert_int_equal(
	    identify(buf_text(&text), NULL, 0, found), FINDINGS_MAX);
	for (int i = 0; i < FINDINGS_MAX; i++)
		assert_int_equal(found[i].from, i * 8);
	buf_done(&text);
}

/* --- whatever is typed --- */

#define PIECES_MAX 30
#define HOSTILE_BYTES 65536

/* In order, apart, inside the text, on edges of characters. */
static void
check_shape(const char *text)
{
	struct finding found[FINDINGS_MAX];
	int count = identify(text, NULL, 0, found);
	size_t behind = 0, len = strlen(text);

	assert_in_range(count, 0, FINDINGS_MAX);
	for (int i = 0; i < count; i++) {
		assert_true(found[i].from >= behind);
		assert_true(found[i].len > 0);
		behind = found[i].from + found[i].len;
		assert_true(behind <= len);
		assert_true((text[found[i].from] & 0xc0) != 0x80);
		assert_true((text[behind] & 0xc0) != 0x80);
	}
}

static void
whatever_is_typed(void **state)
{
	static const char *const pieces[] = {"room", " ", "4", "12", "-", ".",
	    "/", ":", "#", "(", ")", "+", "Maria", "de", "la", "Mr", "dob",
	    "mrn", "x", "call", "March", "1952", "'", "s", "Grace", "ask", "é",
	    "\xcc\x81", "夜", "a", "B", ",", "and", "%", "mg", "\n",
	    "\xe2\x80\x99", "st", "RN", "555", "0142"};
	const int count = sizeof(pieces) / sizeof(pieces[0]);
	struct buf text = BUF_INIT;

	(void)state;
	for (int trial = 0; trial < 20000; trial++) {
		int length = unit_between(0, PIECES_MAX);

		buf_clear(&text);
		for (int i = 0; i < length; i++)
			buf_add(&text, pieces[unit_between(0, count - 1)]);
		check_shape(buf_text(&text));
	}
	buf_done(&text);
}

/* Bytes that are no text harm nothing. */
static void
bytes(void **state)
{
	char text[64];

	(void)state;
	for (int trial = 0; trial < 5000; trial++) {
		int length = unit_between(0, (int)sizeof(text) - 1);
		struct finding found[FINDINGS_MAX];

		for (int i = 0; i < length; i++)
			text[i] = (char)unit_between(1, 255);
		text[length] = '\0';
		assert_in_range(
		    identify(text, NULL, 0, found), 0, FINDINGS_MAX);
	}
}

/* Long texts made to be looked at again and again end all the same. */
static void
hostile(void **state)
{
	static const char *const pieces[] = {"a", "1", "1-", "mrn ", "room 1, ",
	    "a.", "a'", "Maria ", "Mr. ", "#", "de la ", "A. ", "x1", "(1)",
	    "\xcc\x81", "1/", "born ", "é"};

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct buf text = BUF_INIT;

		while (text.len < HOSTILE_BYTES)
			buf_add(&text, pieces[i]);
		check_shape(buf_text(&text));
		buf_done(&text);
	}
}

/* --- the lists --- */

/* Each in order, without doubles, folded. */
static void
check_list(const struct word_list *list)
{
	for (int i = 0; i < list->count; i++) {
		struct buf folded = BUF_INIT;

		if (i > 0)
			assert_true(
			    strcmp(list->words[i - 1], list->words[i]) < 0);
		utf8_fold(&folded, list->words[i]);
		assert_string_equal(buf_text(&folded), list->words[i]);
		assert_true(
		    (word_classes(list->words[i]) & list->classes) != 0);
		buf_done(&folded);
	}
}

static void
lists(void **state)
{
	int given = 0;

	(void)state;
	for (int i = 0; i < WORD_LISTS; i++)
		check_list(&word_lists[i]);
	for (int i = 0; i < NAME_LISTS; i++) {
		check_list(&name_lists[i]);
		if (name_lists[i].classes & NAME_GIVEN)
			given += name_lists[i].count;
	}
	assert_true(given >= 400);
	assert_int_equal(word_classes("zzz"), 0);
	assert_int_equal(word_classes("alongerwordthanalllisted"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(labelled_notes),
	    cmocka_unit_test(where_it_stands),
	    cmocka_unit_test(however_written),
	    cmocka_unit_test(whole_words),
	    cmocka_unit_test(known_people),
	    cmocka_unit_test(no_more_than_fit),
	    cmocka_unit_test(whatever_is_typed),
	    cmocka_unit_test(bytes),
	    cmocka_unit_test(hostile),
	    cmocka_unit_test(lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
