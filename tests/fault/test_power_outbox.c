/*
 * The power goes while weeks are sealed and sent: what is called sent is at
 * the office, whole; a file under its final name is whole or absent; and the
 * next run delivers each once, with the bytes that may have been seen there
 * before. With any one of the syncs left out, that does not hold.
 */
#include "tests/fault/record.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "tests/db/store.h"
#include "tests/fault/clock.h"
#include "tests/fault/scene.h"
#include "tests/unit/unit.h"

#define STATES 400       /* a run; STATES=N takes others */
#define STATES_MOST 4000 /* until a missing sync has to be seen */

/* One recorded run, and where it began. */
static struct {
	struct tree before;
	struct power power;
	int file;
} run;

static void
arm(bool begins)
{
	record_file = begins ? run.file : -1;
}

static int
begin(void **state)
{
	const struct scene *scene = scene_new();
	struct ending ending;

	(void)state;
	scene_before(SCENE_SEND);
	tree_read(&run.before, scene->folder);
	run.file = memfd_create("huddle-record", MFD_CLOEXEC);
	assert_true(run.file >= 0);
	scene_do(&ending, SCENE_SEND, arm);
	if (ending.status != 0)
		fail_msg("%s", buf_text(&ending.complaint));
	assert_null(scene_not_done(SCENE_SEND));
	ending_done(&ending);
	power_new(&run.power, scene->folder, &run.before, run.file);
	close(run.file);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	power_free(&run.power);
	tree_done(&run.before);
	scene_free();
	return 0;
}

/* --- One state ---------------------------------------------------------- */

/* An office may have collected what it saw: that is what has to come. */
static const char *
same_as_seen(const struct tree *seen)
{
	static const char inbox[] = "inbox/", suffix[] = ".huddle";
	const char *wrong = NULL;
	struct tree now;

	tree_read(&now, scene_paths()->folder);
	for (int i = 0; !wrong && i < seen->count; i++) {
		const struct tree_file *was = &seen->files[i], *is;
		size_t len = strlen(was->path);

		if (strncmp(was->path, inbox, strlen(inbox)) != 0 ||
		    strcmp(was->path + len - strlen(suffix), suffix) != 0)
			continue;
		is = tree_find(&now, was->path);
		if (!is || is->bytes.len != was->bytes.len ||
		    memcmp(is->bytes.text, was->bytes.text, was->bytes.len) !=
		        0)
			wrong = "other bytes than the office has seen";
	}
	tree_done(&now);
	return wrong;
}

/* The next run: it recovers the store itself. */
static const char *
go_on(const struct tree *after, const struct tree *seen, struct buf *said)
{
	struct ending ending;
	const char *wrong;

	tree_write(after, scene_paths()->folder);
	scene_do(&ending, SCENE_SEND, NULL);
	wrong = ending.status == 0 ? scene_not_done(SCENE_SEND)
	                           : "the next run does not go on";
	if (!wrong)
		wrong = same_as_seen(seen);
	buf_addf(said, "%d, %s", ending.status, buf_text(&ending.complaint));
	ending_done(&ending);
	return wrong;
}

/* What is wrong after a cut; NULL if nothing. */
static const char *
cut(int calls, bool (*forgets)(const char *path), struct buf *said)
{
	struct tree after, seen;
	const char *wrong;

	power_cut(&run.power, calls, forgets, unit_random(), &after, &seen);
	tree_write(&after, scene_paths()->folder);
	wrong = scene_wrong();
	if (!wrong)
		wrong = go_on(&after, &seen, said);
	tree_done(&after);
	tree_done(&seen);
	return wrong;
}

static int
any_moment(void)
{
	return unit_between(1, run.power.count);
}

static void
test_states(void **state)
{
	const char *given = getenv("STATES");
	long states = given ? strtol(given, NULL, 10) : STATES;

	(void)state;
	assert_true(run.power.count > 200);
	for (long i = 0; i < states; i++) {
		struct buf said = BUF_INIT;
		int calls = any_moment();
		const char *wrong = cut(calls, NULL, &said);

		if (wrong)
			fail_msg("cut behind call %d of %d: %s; it said %s",
			    calls, run.power.count, wrong, buf_text(&said));
		buf_done(&said);
	}
	print_message("%ld states after a cut in one of %d calls\n", states,
	    run.power.count);
}

/* --- Its teeth ---------------------------------------------------------- */

static bool
begins_with(const char *path, const char *with)
{
	return strncmp(path, with, strlen(with)) == 0;
}

static bool
of_store(const char *path)
{
	return begins_with(path, "unit/huddle.db");
}

static bool
of_outbox_file(const char *path)
{
	return begins_with(path, "unit/outbox/");
}

static bool
of_outbox(const char *path)
{
	return strcmp(path, "unit/outbox") == 0;
}

static bool
of_inbox_file(const char *path)
{
	return begins_with(path, "inbox/");
}

static bool
of_inbox(const char *path)
{
	return strcmp(path, "inbox") == 0;
}

static bool
of_key(const char *path)
{
	return begins_with(path, "unit/keys/unit-key");
}

static bool
of_keys(const char *path)
{
	return strcmp(path, "unit/keys") == 0;
}

static void
test_teeth(void **state)
{
	static const struct {
		const char *name;
		bool (*forgets)(const char *path);
	} syncs[] = {{"the store", of_store},
	    {"a file in the outbox", of_outbox_file}, {"the outbox", of_outbox},
	    {"a delivered file", of_inbox_file}, {"the inbox", of_inbox},
	    {"the unit's key", of_key}, {"the folder of keys", of_keys}};

	(void)state;
	for (size_t i = 0; i < sizeof(syncs) / sizeof(*syncs); i++) {
		const char *wrong = NULL;
		int states = 0;

		while (!wrong && states++ < STATES_MOST) {
			struct buf said = BUF_INIT;

			wrong = cut(any_moment(), syncs[i].forgets, &said);
			buf_done(&said);
		}
		if (!wrong)
			fail_msg("%s need not be synced", syncs[i].name);
		print_message("without a sync of %s, state %d: %s\n",
		    syncs[i].name, states, wrong);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_states, begin, end),
	    cmocka_unit_test_setup_teardown(test_teeth, begin, end),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
