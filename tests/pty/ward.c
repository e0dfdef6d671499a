/*
 * A unit of its own, and the program run in it. See ward.h.
 */
#include "tests/pty/ward.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"

#define WORDS_MAX 16
#define OUTPUT_MAX (1024 * 1024)

const char *
ward_program(void)
{
	const char *program = getenv("HUDDLE");

	return program ? program : "build/huddle";
}

/* --- The folder ----------------------------------------------------------- */

void
ward_new(struct ward *ward, const char *under)
{
	const char *temporary = getenv("TMPDIR");

	if (!under)
		under = temporary ? temporary : "/tmp";
	ward->folder = mem_printf("%s/ward.XXXXXX", under);
	assert_non_null(mkdtemp(ward->folder));
	ward->config = file_join(ward->folder, "huddle.conf");
	ward->store = file_join(ward->folder, "huddle.db");
	ward->keys = file_join(ward->folder, "keys");
	setenv("HUDDLE_CONFIG", ward->config, 1);
	ward_must(0, "", "init", "--unit", "4-west", "--name", "4 West",
	    "--organization", "example-health", "--yes", NULL);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st;
	(void)type;
	(void)walk;
	remove(path);
	return 0;
}

void
ward_free(struct ward *ward)
{
	nftw(ward->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(ward->folder);
	free(ward->config);
	free(ward->store);
	free(ward->keys);
	unsetenv("HUDDLE_CONFIG");
}

/* nftw takes no context. */
static struct {
	void (*each)(
	    void *context, const char *path, const void *bytes, size_t len);
	void *context;
} walk;

static int
visit(const char *path, const struct stat *st, int type, struct FTW *at)
{
	struct buf bytes = BUF_INIT;
	struct err err;

	(void)at;
	if (type != FTW_F || !S_ISREG(st->st_mode))
		return 0;
	assert_int_equal(file_read(path, OUTPUT_MAX * 64, &bytes, &err), OK);
	walk.each(walk.context, path, buf_text(&bytes), bytes.len);
	buf_done(&bytes);
	return 0;
}

void
ward_files(const char *folder,
    void (*each)(
        void *context, const char *path, const void *bytes, size_t len),
    void *context)
{
	walk.each = each;
	walk.context = context;
	assert_int_equal(nftw(folder, visit, 8, FTW_PHYS), 0);
}

static void
count_one(void *context, const char *path, const void *bytes, size_t len)
{
	(void)path;
	(void)bytes;
	(void)len;
	++*(int *)context;
}

int
ward_key_count(const struct ward *ward)
{
	int count = 0;

	ward_files(ward->keys, count_one, &count);
	return count;
}

/* --- The program ---------------------------------------------------------- */

static int
memory(const char *text)
{
	int fd = memfd_create("huddle-test", 0);
	size_t len = strlen(text);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, len), len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

void
said_start(struct said *said, const char *input, const char *const *words,
    void (*prepare)(void))
{
	const char *argv[WORDS_MAX + 2] = {ward_program()};

	for (int i = 0; words[i]; i++) {
		assert_true(i < WORDS_MAX);
		argv[i + 1] = words[i];
	}
	*said = (struct said){
	    .in = memory(input), .out = memory(""), .err = memory("")};
	said->pid = fork();
	assert_true(said->pid >= 0);
	if (said->pid > 0)
		return;
	dup2(said->in, STDIN_FILENO);
	dup2(said->out, STDOUT_FILENO);
	dup2(said->err, STDERR_FILENO);
	close(said->in);
	close(said->out);
	close(said->err);
	if (prepare)
		prepare();
	execv(argv[0], (char *const *)argv);
	_exit(127);
}

static void
take(struct buf *out, int fd)
{
	char bytes[4096];
	ssize_t got;

	lseek(fd, 0, SEEK_SET);
	while ((got = read(fd, bytes, sizeof(bytes))) > 0)
		buf_add_bytes(out, bytes, (size_t)got);
	close(fd);
}

void
said_finish(struct said *said, int wait_status)
{
	said->status = WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status)
	                                        : WEXITSTATUS(wait_status);
	close(said->in);
	take(&said->output, said->out);
	take(&said->complaint, said->err);
}

void
said_forget(struct said *said)
{
	buf_done(&said->output);
	buf_done(&said->complaint);
}

static int
run_words(struct said *said, const char *input, va_list list)
{
	const char *words[WORDS_MAX + 1];
	int count = 0, status;

	while ((words[count] = va_arg(list, const char *)))
		assert_true(++count < WORDS_MAX);
	said_start(said, input, words, NULL);
	while (waitpid(said->pid, &status, 0) < 0)
		assert_int_equal(errno, EINTR);
	said_finish(said, status);
	return said->status;
}

int
said_run(struct said *said, const char *input, ...)
{
	va_list list;
	int status;

	va_start(list, input);
	status = run_words(said, input, list);
	va_end(list);
	return status;
}

void
ward_must(int status, const char *input, ...)
{
	struct said said;
	va_list list;

	va_start(list, input);
	if (run_words(&said, input, list) != status)
		fail_msg("ended with %d, not %d: %s%s", said.status, status,
		    buf_text(&said.output), buf_text(&said.complaint));
	va_end(list);
	said_forget(&said);
}

long
ward_number(const char *name, ...)
{
	char *key = mem_printf("\"%s\":", name);
	struct said said;
	va_list list;
	const char *at;
	long number;

	va_start(list, name);
	assert_int_equal(run_words(&said, "", list), 0);
	va_end(list);
	at = strstr(buf_text(&said.output), key);
	if (!at)
		fail_msg("no %s in %s", key, buf_text(&said.output));
	number = strtol(at + strlen(key), NULL, 10);
	said_forget(&said);
	free(key);
	return number;
}
