/*
 * The staff room's page: what stands first, what is told of each line and of
 * nothing else, and that it is whole. With a folder as its argument it writes
 * the pages that tests/pages/look.sh looks at.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/noise.h"
#include "report/svg.h"
#include "report/trend_page.h"
#include "tests/unit/markup.h"
#include "tests/unit/unit.h"
#include "util/date.h"
#include "util/mem.h"

/* Sunday, 2026-11-22. */
#define TODAY 20779
#define NOTES 40
#define DRAWS_MOST 8000

static char prompts[][64] = {"Did you have what you needed last shift?",
    "How much <energy> do you have & keep?", "Was there someone?",
    "Does your manager listen?", "Would you stay?"};
static char words[][48] = {"had what they needed", "had \"energy\" & more",
    "had someone to turn to", "felt heard", "would rather leave"};
static char titles[][32] = {
    "Pulse", "Leadership, by the month", "Staying, by the quarter"};

static struct item items[5];
static struct instrument instruments[3];

static void
make_instruments(void)
{
	static const char *const ids[] = {
	    "needed", "energy", "support", "listens", "leave"};
	static const char *const names[] = {"pulse", "leadership", "retention"};
	static const enum cadence cadences[] = {
	    CADENCE_HUDDLE, CADENCE_MONTH, CADENCE_QUARTER};
	static const int first[] = {0, 3, 4, 5};

	for (int i = 0; i < 5; i++) {
		snprintf(items[i].id, sizeof(items[i].id), "%s", ids[i]);
		items[i].prompt.in[0] = prompts[i];
		items[i].answer_count = 5;
		items[i].cut_count = 1;
		items[i].cuts[0].of = 24;
		items[i].cuts[0].words.in[0] = words[i];
	}
	for (int i = 0; i < 3; i++) {
		snprintf(instruments[i].id, sizeof(instruments[i].id), "%s",
		    names[i]);
		instruments[i].version = 2;
		instruments[i].cadence = cadences[i];
		instruments[i].language_count = 1;
		snprintf(instruments[i].languages[0], ID_SIZE, "en");
		instruments[i].title.in[0] = titles[i];
		instruments[i].item_count = first[i + 1] - first[i];
		instruments[i].items = &items[first[i]];
	}
}

/* --- A unit's time ------------------------------------------------------- */

struct scene {
	struct trend_draw *draws;
	int draw_count;
	struct trend *trends;
	struct trend_page_line *lines;
	struct buf *texts;
	struct trend_note notes[NOTES];
	struct trend_page page;
};

static void
add_draw(struct scene *scene, int instrument, int item, int version,
    int32_t day, int answered, int share)
{
	struct trend_draw *draw;
	int64_t noise = noise_draw(unit_random(), 1000);

	assert_true(scene->draw_count < DRAWS_MOST);
	draw = &scene->draws[scene->draw_count++];
	*draw = (struct trend_draw){.walkup = instrument > 0,
	    .day = day,
	    .checkins = answered,
	    .headcount = 2 * answered,
	    .draw = {
	        .key = {.version = version, .of = 24, .epsilon_milli = 1000},
	        .answered = answered,
	        .counted = answered * share / 1000 + noise}};
	snprintf(draw->draw.key.instrument, ID_SIZE, "%s",
	    instruments[instrument].id);
	snprintf(draw->draw.key.item, ID_SIZE, "%s", items[item].id);
}

/* Huddles on most days: one item rises, one stands and has a gap, one changed
 * its wording; some weeks are small. */
static void
add_weeks(struct scene *scene, int weeks)
{
	for (int32_t day = TODAY - 7 * weeks; day <= TODAY; day++) {
		int week = (day - TODAY + 7 * weeks) / 7;
		bool late = 2 * week > weeks;
		int answered = week % 9 == 4 ? day % 7 == 0 : 11;

		add_draw(scene, 0, 0, 2, day, answered, late ? 750 : 350);
		if (week % 13 < 9)
			add_draw(scene, 0, 1, 2, day, answered, 500);
		add_draw(scene, 0, 2, late ? 2 : 1, day, answered, 900);
	}
	for (int32_t day = TODAY - 7 * weeks; day <= TODAY; day += 30) {
		add_draw(scene, 1, 3, 2, day, 23, 600);
		if ((TODAY - day) % 90 < 30)
			add_draw(scene, 2, 4, 2, day, 23,
			    day > TODAY - 4 * weeks ? 800 : 200);
	}
}

static void
add_notes(struct scene *scene, int weeks)
{
	static char title[] = "Linen <b>runs out</b> before \"noon\" & later";

	for (int i = 0; i < NOTES; i++) {
		scene->notes[i] = (struct trend_note){
		    TODAY - 7 * weeks + 7 * weeks * i / NOTES,
		    (enum trend_note_kind)(i % 3), i % OUTCOMES, title, i + 1};
	}
	scene->page.notes = scene->notes;
	scene->page.note_count = NOTES;
}

/* A field that has numbers but for a gap, one that has none, one that is always
 * 0. */
static char census[] = "Census <all>", planned[] = "Planned",
            missed[] = "Missed";
static const struct shift_field fields[] = {
    {"census", census, 99}, {"planned", planned, 99}, {"missed", missed, 99}};
static struct shift_week shift_weeks[TREND_WEEKS_MAX];

static void
add_shifts(struct scene *scene, int weeks)
{
	for (int i = 0; i < weeks; i++) {
		struct shift_week *week = &shift_weeks[i];

		*week = (struct shift_week){
		    .monday = period_week(TODAY) - 7 * (weeks - i)};
		if (i % 10 != 5)
			week->fields[0] =
			    (struct shift_mean){14, unit_between(150, 220)};
		week->fields[2] = (struct shift_mean){14, 0};
	}
	scene->page.fields = fields;
	scene->page.field_count = 3;
	scene->page.weeks = shift_weeks;
	scene->page.week_count = weeks;
}

static char said_text[] = "The lift <alarm> rings all night",
            became_text[] = "It was \"mended\" & tried";
static struct said said[12];
static const struct trend_page_contact contacts[] = {
    {"Employee assistance", "0800 <1>", "day and night", "Free & private."},
    {"Peer supporters", "ask at the desk", "", ""}};

static void
fill_page(struct scene *scene)
{
	struct trend_page *page = &scene->page;

	for (int i = 0; i < 12; i++)
		said[i] =
		    (struct said){.kind = (enum said_kind)(i % SAID_KINDS),
		        .said = said_text,
		        .became = i % 2 ? became_text : NULL,
		        .day = TODAY - 3};
	page->unit = "4 West <& friends>";
	page->language = "en_GB.UTF-8";
	page->today = TODAY;
	page->said = said;
	page->said_count = 12;
	page->waiting = 9;
	page->said_since = TODAY - 28;
	page->minutes = 25;
	page->contacts = contacts;
	page->contact_count = 2;
}

static int
by_rank(const void *left, const void *right)
{
	const struct trend_page_line *a = left, *b = right;

	return trend_rank(a->trend, a->texts.favourable) -
	       trend_rank(b->trend, b->texts.favourable);
}

/* For scene_done. */
static void
scene_make(struct scene *scene, int weeks, bool empty)
{
	int count;

	*scene =
	    (struct scene){.draws = mem_new(DRAWS_MOST, sizeof(*scene->draws))};
	fill_page(scene);
	if (empty)
		scene->page.said_count = scene->page.waiting =
		    scene->page.minutes = scene->page.contact_count = 0;
	else
		add_weeks(scene, weeks);
	if (!empty)
		add_notes(scene, weeks);
	if (!empty)
		add_shifts(scene, weeks);
	scene->page.span = trend_span(TODAY, weeks);
	count = trend_build(&scene->trends, scene->draws, scene->draw_count,
	    instruments, 3, scene->page.span);
	scene->lines = mem_new((size_t)count + 1, sizeof(*scene->lines));
	scene->texts = mem_new(2 * (size_t)count + 1, sizeof(*scene->texts));
	for (int i = 0; i < count; i++) {
		struct trend_page_line *line = &scene->lines[i];

		line->trend = &scene->trends[i];
		trend_texts(line->trend, instruments, 3, "en", &line->texts);
		trend_sentence(
		    line->trend, line->texts.words, &scene->texts[2 * i]);
		trend_runs_sentence(line->trend, &scene->texts[2 * i + 1]);
		line->sentence = buf_text(&scene->texts[2 * i]);
		line->runs = buf_text(&scene->texts[2 * i + 1]);
	}
	qsort(scene->lines, (size_t)count, sizeof(*scene->lines), by_rank);
	scene->page.lines = scene->lines;
	scene->page.count = count;
}

static void
scene_done(struct scene *scene)
{
	for (int i = 0; i < 2 * scene->page.count; i++)
		buf_done(&scene->texts[i]);
	trend_free(scene->trends, scene->page.count);
	free(scene->texts);
	free(scene->lines);
	free(scene->draws);
}

static struct buf
whole_page(int weeks, bool empty)
{
	struct buf html = BUF_INIT;
	struct scene scene;

	scene_make(&scene, weeks, empty);
	trend_page_write(&scene.page, &html);
	scene_done(&scene);
	return html;
}

#define SHEET "<div class=\"sheet\">"

/* As it is on a screen, without the sheet of paper. */
static struct buf
page_of(int weeks, bool empty)
{
	struct buf whole = whole_page(weeks, empty), html = BUF_INIT;
	const char *sheet = strstr(buf_text(&whole), SHEET);

	assert_non_null(sheet);
	buf_add_bytes(&html, whole.text, (size_t)(sheet - whole.text));
	buf_add(&html, "</main>\n</body>\n</html>\n");
	buf_done(&whole);
	return html;
}

static struct buf
sheet_of(int weeks, bool empty)
{
	struct buf whole = whole_page(weeks, empty), html = BUF_INIT;

	markup_check(buf_text(&whole));
	buf_add(&html, strstr(buf_text(&whole), SHEET));
	buf_done(&whole);
	return html;
}

/* --- What is checked ----------------------------------------------------- */

static void
has(const struct buf *html, const char *part)
{
	if (!strstr(buf_text(html), part))
		fail_msg("no \"%s\"", part);
}

/* One part stands before the other. */
static void
before(const struct buf *html, const char *first, const char *second)
{
	has(html, first);
	has(html, second);
	assert_true(
	    strstr(buf_text(html), first) < strstr(buf_text(html), second));
}

static void
what_got_better_stands_first(void **state)
{
	struct buf html = page_of(26, false);

	(void)state;
	markup_check(buf_text(&html));
	before(&html, "What got better", "At a glance");
	before(&html, "had what they needed, before that", "At a glance");
	before(&html, "At a glance", "What people said");
	before(&html, "<h3>had what they needed",
	    "<h3>had &quot;energy&quot; &amp; more");
	before(
	    &html, "What happened meanwhile", "What became of what you said");
	before(&html, "Somebody to talk to", "How to read this");
	has(&html, "Perla");
	has(&html, "a reason to ask, not a proof");
	has(&html, "It may still be chance");
	assert_null(strstr(buf_text(&html), "rare"));
	has(&html, "gives back 25 minutes a shift");
	has(&html, "0800 &lt;1&gt;");
	buf_done(&html);
}

/* Of six lines one is an older version, and one has two points, which are no
 * line: four tiles, five charts; and a tile for each of two fields that have
 * numbers. */
static void
every_line_has_its_chart_and_its_table(void **state)
{
	struct buf html = page_of(26, false);
	const char *text = buf_text(&html);

	(void)state;
	assert_int_equal(markup_count(text, "class=\"tile chart small\""), 6);
	assert_int_equal(markup_count(text, "<svg "), 11);
	assert_int_equal(markup_count(text, "class=\"chart scroll\""), 5);
	assert_int_equal(markup_count(text, "<details>"), 6);
	assert_int_equal(markup_count(text, "<p class=\"says\">"), 5);
	has(&html, "fewer than 5 answers");
	has(&html, "nobody was asked");
	has(&html, " in a row</text>");
	has(&html, "<td class=\"w\">in a run above the median</td>");
	/* Up to the last week that is over, as the charts. */
	has(&html, " to 15 November 2026</p>");
	has(&html, ">&lt;5</text>");
	has(&html, "in a box that stood open");
	before(&html, "Asked now and then",
	    "<tr><th scope=\"row\">would rather leave</th>");
	has(&html, "<p>Census &lt;all&gt;</p>");
	has(&html, "Between 0.0 and 0.0 a shift");
	assert_null(strstr(text, "<p>Planned</p>"));
	buf_done(&html);
}

static void
nothing_of_others_is_taken_for_markup(void **state)
{
	struct buf html = whole_page(26, false);

	(void)state;
	assert_null(strstr(buf_text(&html), "<b>"));
	assert_null(strstr(buf_text(&html), "<alarm>"));
	assert_null(strstr(buf_text(&html), "<energy>"));
	assert_null(strstr(buf_text(&html), "<script"));
	assert_null(strstr(buf_text(&html), "http"));
	buf_done(&html);
}

/* Every note is in the list, under a flag that is in each chart, and flags
 * have room beside each other. */
static void
flags_are_numbered_once(void **state)
{
	static const int spans[] = {4, 26, 52, 104};

	(void)state;
	for (size_t k = 0; k < sizeof(spans) / sizeof(*spans); k++) {
		struct buf html = page_of(spans[k], false);
		const char *text = buf_text(&html);
		int flags = markup_count(text, "<li value=\"");

		assert_true(flags > 0 && flags <= SVG_FLAGS_MOST);
		assert_int_equal(markup_count(text, "Linen &lt;b&gt;"), NOTES);
		assert_int_equal(markup_count(text, "class=\"flag\""),
		    flags * markup_count(text, "class=\"chart scroll\""));
		for (int i = 1; i <= flags; i++) {
			char item[32];

			snprintf(item, sizeof(item), "<li value=\"%d\">", i);
			assert_int_equal(markup_count(text, item), 1);
		}
		markup_check(text);
		buf_done(&html);
	}
}

static void
a_new_unit_has_a_page_too(void **state)
{
	struct buf html = page_of(26, true);

	(void)state;
	markup_check(buf_text(&html));
	has(&html, "Nothing was told yet");
	has(&html, "Nothing waits for an answer.");
	assert_int_equal(markup_count(buf_text(&html), "<svg "), 0);
	assert_null(strstr(buf_text(&html), "Somebody to talk to"));
	assert_null(strstr(buf_text(&html), "Numbers of the shift"));
	buf_done(&html);
}

/* Of what is asked in every huddle large charts, older wordings left out; small
 * ones of the rest; what became of it on a few lines, the waiting among them;
 * whom to call; and where all else is. */
static void
the_sheet_has_what_matters(void **state)
{
	struct buf html = sheet_of(26, false);
	const char *text = buf_text(&html);

	(void)state;
	before(&html, "What got better", "What people said");
	before(&html, "had what they needed, before that", "What people said");
	before(&html, "<h3>had what they needed", "class=\"tiles\"");
	before(&html, "class=\"tiles\"", "What became of what you said");
	before(&html, "<dt>done</dt>", "<dt>waiting</dt>");
	before(&html, "<dt>waiting</dt>", "Somebody to talk to");
	has(&html, "<strong>0800 &lt;1&gt;</strong>");
	has(&html, "Still waiting: 9");
	has(&html, "(for 3 days)");
	has(&html, "Last told: 77 answers, response 50%.");
	has(&html, "or huddle trend.");
	assert_int_equal(markup_count(text, "<h3>"), 3);
	assert_int_equal(markup_count(text, ">answers</text>"), 3);
	assert_int_equal(markup_count(text, "class=\"tile chart small\""), 3);
	assert_int_equal(markup_count(text, "<svg "), 6);
	assert_true(markup_count(text, "<dd>") <= 8);
	assert_null(strstr(text, "<table"));
	assert_null(strstr(text, "<details"));
	assert_null(strstr(text, "class=\"flag\""));
	assert_null(strstr(text, "test begun"));
	buf_done(&html);
}

static void
a_new_unit_has_a_sheet_too(void **state)
{
	struct buf html = sheet_of(26, true);

	(void)state;
	has(&html, "Nothing was told yet");
	has(&html, "Still waiting: 0");
	assert_int_equal(markup_count(buf_text(&html), "<svg "), 0);
	assert_null(strstr(buf_text(&html), "Somebody to talk to"));
	buf_done(&html);
}

static void
a_page_knows_its_own(void **state)
{
	struct buf html = page_of(26, true);

	(void)state;
	assert_true(trend_page_is_one(buf_text(&html)));
	assert_false(trend_page_is_one(""));
	assert_false(trend_page_is_one("<!DOCTYPE html>\n<main>\n"));
	buf_done(&html);
}

/* --- Much of all --------------------------------------------------------- */

#define LONG                                                                   \
	"Somebody writes at length about the linen, the pumps and the lift, "  \
	"and then about what would have to change so that nobody waits"
#define FULL_SAID 24
#define FULL_CONTACTS 9
#define FULL_LINES 10

/* Long texts, many cards, many numbers to call, and so many items in every
 * huddle: the rest are asked seldom. */
static struct buf
full_page(int each_huddle)
{
	static char text[] = LONG, title[] = "Staff who had no break";
	static struct said much[FULL_SAID];
	static struct trend_page_contact call[FULL_CONTACTS];
	static struct shift_field all[4];
	static struct trend copies[FULL_LINES];
	struct trend_page_line lines[FULL_LINES];
	struct buf html = BUF_INIT;
	struct trend_page made;
	struct scene scene;

	scene_make(&scene, 26, false);
	made = scene.page;
	for (int i = 0; i < FULL_SAID; i++)
		much[i] = (struct said){.kind = (enum said_kind)(i / 4),
		    .said = text,
		    .became = text,
		    .day = TODAY - i};
	for (int i = 0; i < FULL_CONTACTS; i++)
		call[i] = (struct trend_page_contact){
		    "Whoever answers at this time of day", "0800 123 456", "",
		    ""};
	for (int i = 0; i < 4; i++) {
		all[i] = (struct shift_field){.title = title, .most = 99};
		for (int k = 0; k < scene.page.week_count; k++)
			shift_weeks[k].fields[i] = (struct shift_mean){14, 70};
	}
	for (int i = 0; i < FULL_LINES; i++) {
		lines[i] = scene.lines[0];
		copies[i] = *lines[i].trend;
		copies[i].cadence =
		    i < each_huddle ? CADENCE_HUDDLE : CADENCE_MONTH;
		lines[i].trend = &copies[i];
	}
	scene.page.lines = lines;
	scene.page.count = FULL_LINES;
	scene.page.said = much;
	scene.page.said_count = FULL_SAID;
	scene.page.contacts = call;
	scene.page.contact_count = FULL_CONTACTS;
	scene.page.fields = all;
	scene.page.field_count = 4;
	trend_page_write(&scene.page, &html);
	scene.page = made;
	scene_done(&scene);
	return html;
}

/* However much there is: a few lines, and what is left off is counted. */
static void
a_full_sheet_leaves_off_and_says_so(void **state)
{
	(void)state;
	for (int each = 1; each <= FULL_LINES; each++) {
		struct buf html = full_page(each);
		const char *sheet = strstr(buf_text(&html), SHEET);
		int large = each < 6 ? each : 6;

		assert_non_null(sheet);
		assert_int_equal(markup_count(sheet, "<h3>"), large);
		assert_in_range(markup_count(sheet, "<svg "), large, 14);
		assert_in_range(markup_count(sheet, "<dd>"), 2, 8);
		assert_in_range(markup_count(sheet, "<strong>"), 1, 3);
		assert_non_null(strstr(sheet, "We did: 4"));
		assert_non_null(strstr(sheet, "<dt>waiting</dt>"));
		assert_non_null(strstr(sheet, "…"));
		buf_done(&html);
	}
}

/* --- Pages to look at ---------------------------------------------------- */

static int
write_page(const char *folder, const char *name, struct buf html)
{
	char *path = mem_printf("%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	bool well =
	    file && fwrite(buf_text(&html), 1, html.len, file) == html.len;

	well = file && fclose(file) == 0 && well;
	free(path);
	buf_done(&html);
	return well ? 0 : 1;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_got_better_stands_first),
	    cmocka_unit_test(every_line_has_its_chart_and_its_table),
	    cmocka_unit_test(nothing_of_others_is_taken_for_markup),
	    cmocka_unit_test(flags_are_numbered_once),
	    cmocka_unit_test(a_new_unit_has_a_page_too),
	    cmocka_unit_test(the_sheet_has_what_matters),
	    cmocka_unit_test(a_new_unit_has_a_sheet_too),
	    cmocka_unit_test(a_full_sheet_leaves_off_and_says_so),
	    cmocka_unit_test(a_page_knows_its_own),
	};

	make_instruments();
	if (argc == 2)
		return write_page(
		           argv[1], "staff-room.html", whole_page(26, false)) |
		       write_page(argv[1], "staff-room-long.html",
		           whole_page(104, false)) |
		       write_page(argv[1], "staff-room-new.html",
		           whole_page(26, true)) |
		       write_page(
		           argv[1], "staff-room-full.html", full_page(3)) |
		       write_page(
		           argv[1], "staff-room-many.html", full_page(6));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
