/*
 * A program from its start to its end: how long it takes, and the most memory
 * that it ever held.
 */
#ifndef HUDDLE_BENCH_TIMED_H
#define HUDDLE_BENCH_TIMED_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/pty/gauge.h"

struct timed {
	double microseconds;
	double processor; /* microseconds of it, the kernel's too */
	double peak;      /* KiB, shared pages too */
};

static inline void
must(bool well, const char *what)
{
	if (well)
		return;
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

static inline double
timed_microseconds(const struct timeval *time)
{
	return (double)time->tv_sec * 1e6 + (double)time->tv_usec;
}

/* Found by PATH; its output is not wanted. */
static inline struct timed
timed_run(const char *const *argv)
{
	struct timed timed = {gauge_now(), 0, 0};
	struct rusage usage;
	int status;
	pid_t pid = fork();

	must(pid >= 0, "fork");
	if (pid == 0) {
		dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	must(wait4(pid, &status, 0, &usage) == pid && status == 0, argv[0]);
	timed.microseconds = gauge_now() - timed.microseconds;
	timed.processor = timed_microseconds(&usage.ru_utime) +
	                  timed_microseconds(&usage.ru_stime);
	timed.peak = (double)usage.ru_maxrss;
	return timed;
}

#endif
