/*
 * Measuring for tests/bench. See gauge.h.
 */
#include "tests/pty/gauge.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "util/mem.h"

#define PATIENCE 2000000.0
#define TAIL 64 /* bytes kept to find a text that comes in two parts */

extern char **environ;

double
gauge_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

/* --- Sets ----------------------------------------------------------------- */

void
gauge_add(struct gauge_set *set, double value)
{
	if (value >= 0 && set->count < GAUGE_MAX)
		set->values[set->count++] = value;
}

static int
by_size(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

double
gauge_percentile(struct gauge_set *set, int percent)
{
	int at = set->count * percent / 100;

	if (set->count == 0)
		return -1;
	qsort(set->values, (size_t)set->count, sizeof(double), by_size);
	return set->values[at < set->count ? at : set->count - 1];
}

double
gauge_median(struct gauge_set *set)
{
	return gauge_percentile(set, 50);
}

/* --- Programs on a pty ---------------------------------------------------- */

struct gauge {
	pid_t pid;
	int fd;
	double started;
};

static void
become(const char *const *argv, const char *terminal)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	int fd;

	setsid();
	fd = open(terminal, O_RDWR);
	ioctl(fd, TIOCSCTTY, 0);
	ioctl(fd, TIOCSWINSZ, &size);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	if (fd > 2)
		close(fd);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

struct gauge *
gauge_start(const char *const *argv)
{
	struct gauge *gauge = mem_new(1, sizeof(*gauge));
	char *terminal = NULL;

	gauge->fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (gauge->fd >= 0 && grantpt(gauge->fd) == 0 &&
	    unlockpt(gauge->fd) == 0)
		terminal = ptsname(gauge->fd);
	if (!terminal) {
		free(gauge);
		return NULL;
	}
	gauge->started = gauge_now();
	gauge->pid = fork();
	if (gauge->pid == 0)
		become(argv, terminal);
	return gauge;
}

/* More bytes within so many milliseconds, or 0. */
static size_t
more(struct gauge *gauge, int milliseconds, char *bytes, size_t size)
{
	struct pollfd ready = {gauge->fd, POLLIN, 0};
	ssize_t got = 0;

	if (poll(&ready, 1, milliseconds) > 0)
		got = read(gauge->fd, bytes, size);
	return got > 0 ? (size_t)got : 0;
}

static struct gauge_burst
take(struct gauge *gauge, double since, int quiet)
{
	struct gauge_burst burst = {-1, 0};
	char bytes[65536];
	size_t got;
	int wait = (int)(PATIENCE / 1000);

	while ((got = more(gauge, wait, bytes, sizeof(bytes))) > 0) {
		burst.microseconds = gauge_now() - since;
		burst.bytes += got;
		wait = quiet;
	}
	return burst;
}

struct gauge_burst
gauge_settle(struct gauge *gauge, int quiet)
{
	return take(gauge, gauge->started, quiet);
}

static double
send_keys(struct gauge *gauge, const char *keys)
{
	double now = gauge_now();

	if (write(gauge->fd, keys, strlen(keys)) < 0)
		return -1;
	return now;
}

struct gauge_burst
gauge_keys(struct gauge *gauge, const char *keys, int quiet)
{
	return take(gauge, send_keys(gauge, keys), quiet);
}

double
gauge_until(struct gauge *gauge, const char *keys, const char *text)
{
	char bytes[65536];
	double since = send_keys(gauge, keys);
	size_t kept = 0, got;

	while ((got = more(gauge, (int)(PATIENCE / 1000), bytes + kept,
	            sizeof(bytes) - kept)) > 0) {
		double now = gauge_now();

		kept += got;
		if (memmem(bytes, kept, text, strlen(text)))
			return now - since;
		if (kept > TAIL) {
			memmove(bytes, bytes + kept - TAIL, TAIL);
			kept = TAIL;
		}
	}
	return -1;
}

size_t
gauge_watch(struct gauge *gauge, int milliseconds)
{
	double left, until = gauge_now() + milliseconds * 1000.0;
	char bytes[4096];
	size_t all = 0;

	while ((left = until - gauge_now()) > 0)
		all +=
		    more(gauge, (int)(left / 1000) + 1, bytes, sizeof(bytes));
	return all;
}

void
gauge_end(struct gauge *gauge, const char *keys)
{
	double until = gauge_now() + PATIENCE;
	char bytes[4096];

	send_keys(gauge, keys);
	while (waitpid(gauge->pid, NULL, WNOHANG) == 0) {
		more(gauge, 1, bytes, sizeof(bytes));
		if (gauge_now() > until)
			kill(gauge->pid, SIGKILL);
	}
	close(gauge->fd);
	free(gauge);
}

pid_t
gauge_pid(const struct gauge *gauge)
{
	return gauge->pid;
}

/* --- Processes ------------------------------------------------------------ */

double
gauge_process(const char *const *argv, const char *input)
{
	posix_spawn_file_actions_t actions;
	int in = memfd_create("huddle-bench", MFD_CLOEXEC);
	int status = -1;
	double began;
	pid_t pid;

	if (input && write(in, input, strlen(input)) < 0)
		return -1;
	lseek(in, 0, SEEK_SET);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	began = gauge_now();
	if (posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)argv,
	        environ) == 0)
		waitpid(pid, &status, 0);
	began = gauge_now() - began;
	posix_spawn_file_actions_destroy(&actions);
	close(in);
	return status == 0 ? began : -1;
}

bool
gauge_found(const char *program)
{
	char *path = mem_copy(getenv("PATH"));
	char *rest = path, *folder;
	bool found = false;

	while (!found && (folder = strsep(&rest, ":"))) {
		char *name = mem_printf("%s/%s", folder, program);

		found = access(name, X_OK) == 0;
		free(name);
	}
	free(path);
	return found;
}

/* The number behind a word that begins a line of /proc/PID/FILE. */
static long
proc_number(pid_t pid, const char *name, const char *word)
{
	char *path = mem_printf("/proc/%d/%s", (int)pid, name);
	FILE *file = fopen(path, "r");
	char line[256];
	long number = 0;

	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, word, strlen(word)) == 0)
			number = strtol(line + strlen(word), NULL, 10);
	if (file)
		fclose(file);
	free(path);
	return number;
}

long
gauge_memory(pid_t pid)
{
	return proc_number(pid, "smaps_rollup", "Pss:");
}

long
gauge_sleeps(pid_t pid)
{
	return proc_number(pid, "status", "voluntary_ctxt_switches:");
}

pid_t
gauge_child(pid_t parent)
{
	DIR *all = opendir("/proc");
	struct dirent *entry;
	pid_t found = 0;

	while (all && !found && (entry = readdir(all))) {
		pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);

		if (isdigit((unsigned char)entry->d_name[0]) &&
		    proc_number(pid, "status", "PPid:") == parent)
			found = pid;
	}
	if (all)
		closedir(all);
	return found;
}

/* --- The table ------------------------------------------------------------ */

#define WIDE 44

void
gauge_heading(const char *title)
{
	printf("\n%-*s %9s %9s %7s  %s\n", WIDE, title, "ours", "floor",
	    "ratio", "target");
}

static void
figure(double value)
{
	if (value < 0)
		printf(" %9s", "-");
	else
		printf(" %9.*f", value < 10 ? 2 : value < 100 ? 1 : 0, value);
}

void
gauge_row(const char *what, const char *unit, double ours, double floor,
    const char *target)
{
	printf("  %s, %-*s", what, WIDE - 4 - (int)strlen(what), unit);
	figure(ours);
	figure(floor);
	if (ours >= 0 && floor > 0)
		printf(" %6.2fx", ours / floor);
	else
		printf(" %7s", "");
	printf("  %s\n", target);
	fflush(stdout);
}
