/*
 * The parent process that outlives the program. It blocks its signals and
 * takes them one by one, so that it needs no handler. See guard.h.
 */
#include "ui/guard.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "ui/term.h"

struct guard {
	pid_t child;
	bool terminal; /* there is one, and `modes` are those it had */
	struct termios modes;
	sigset_t watched;
};

static const int passed_on[] = {
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};

/* True if the terminal is not as it was before the child took it. */
static bool
modes_differ(const struct guard *guard)
{
	struct termios now;

	return guard->terminal && tcgetattr(STDIN_FILENO, &now) == 0 &&
	       (now.c_lflag != guard->modes.c_lflag ||
	           now.c_iflag != guard->modes.c_iflag);
}

static void
restore(const struct guard *guard)
{
	if (!guard->terminal)
		return;
	tcflush(STDIN_FILENO, TCIFLUSH);
	tcsetattr(STDIN_FILENO, TCSANOW, &guard->modes);
	term_wipe_dead();
}

/* Stops with the child, unless both were continued meanwhile. The SIGCONT that
 * ends it stays pending, to be passed on. */
static void
stop_too(void)
{
	sigset_t pending;

	sigpending(&pending);
	if (!sigismember(&pending, SIGCONT))
		raise(SIGSTOP);
}

/* The child has ended: its exit code, once the terminal is clean. */
static int
after(const struct guard *guard, int status)
{
	static const char memory[] =
	    "huddle: no memory is left. What was saved is safe.\n";

	if (WIFSIGNALED(status)) {
		restore(guard);
		return 128 + WTERMSIG(status);
	}
	if (modes_differ(guard)) {
		restore(guard);
		if (WEXITSTATUS(status) == EX_OSERR &&
		    write(STDERR_FILENO, memory, sizeof(memory) - 1) < 0)
			return EX_OSERR;
	}
	return WEXITSTATUS(status);
}

static _Noreturn void
watch(const struct guard *guard)
{
	for (;;) {
		int signal = sigwaitinfo(&guard->watched, NULL), status;

		if (signal != SIGCHLD) {
			if (signal > 0)
				kill(guard->child, signal);
			continue;
		}
		while (
		    waitpid(guard->child, &status, WUNTRACED | WNOHANG) > 0) {
			if (!WIFSTOPPED(status))
				_exit(after(guard, status));
			stop_too();
		}
	}
}

/* If the guard itself is killed the program leaves as on a hang-up. */
static void
child_start(const sigset_t *mask, pid_t guard)
{
	sigprocmask(SIG_SETMASK, mask, NULL);
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGHUP);
#endif
	if (getppid() != guard)
		raise(SIGHUP);
}

void
guard_start(void)
{
	struct guard guard = {
	    .terminal = tcgetattr(STDIN_FILENO, &guard.modes) == 0,
	};
	pid_t self = getpid();
	sigset_t mask;

	sigemptyset(&guard.watched);
	sigaddset(&guard.watched, SIGCHLD);
	for (size_t i = 0; i < sizeof(passed_on) / sizeof(passed_on[0]); i++)
		sigaddset(&guard.watched, passed_on[i]);
	/* So that giving the terminal back cannot stop the guard. */
	sigaddset(&guard.watched, SIGTTOU);
	sigprocmask(SIG_BLOCK, &guard.watched, &mask);
	guard.child = fork();
	if (guard.child > 0)
		watch(&guard);
	if (guard.child == 0)
		child_start(&mask, self);
	else
		sigprocmask(SIG_SETMASK, &mask, NULL);
}
