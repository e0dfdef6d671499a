/*
 * The program under a tracer. See trace.h.
 */
#include "tests/pty/trace.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/mem.h"

#define SYSCALL_STOP (SIGTRAP | 0x80)

static const long changing[] = {
    SYS_write,
    SYS_writev,
    SYS_pwrite64,
    SYS_pwritev,
    SYS_ftruncate,
    SYS_fallocate,
    SYS_fsync,
    SYS_fdatasync,
    SYS_unlinkat,
    SYS_renameat2,
    SYS_mkdirat,
    SYS_linkat,
    SYS_fchmod,
    SYS_fchmodat,
    SYS_fchown,
    SYS_exit_group,
#ifdef SYS_unlink
    SYS_unlink,
    SYS_rename,
    SYS_mkdir,
    SYS_rmdir,
    SYS_link,
    SYS_chmod,
    SYS_truncate,
#endif
#ifdef SYS_renameat
    SYS_renameat,
#endif
};

bool
trace_changes(const struct trace_call *call)
{
	int how = O_RDONLY;

	if (call->number == SYS_openat)
		how = (int)call->args[2];
#ifdef SYS_open
	if (call->number == SYS_open)
		how = (int)call->args[1];
#endif
	if (how & (O_CREAT | O_TRUNC))
		return true;
	for (size_t i = 0; i < sizeof(changing) / sizeof(changing[0]); i++)
		if (call->number == (uint64_t)changing[i])
			return true;
	return false;
}

/* In the child: stops until the tracer has set its options. The leak checker
 * of a build with sanitizers cannot work under a tracer. */
static void
be_traced(void)
{
	const char *options = getenv("ASAN_OPTIONS");
	char *more = mem_printf(
	    "%s:detect_leaks=0", options ? options : "abort_on_error=0");

	setenv("ASAN_OPTIONS", more, 1);
	free(more);
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0)
		_exit(126);
	raise(SIGSTOP);
}

bool
trace_allowed(void)
{
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0);
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* A traced process has stopped: goes on, or is killed. */
static void
go_on(pid_t pid, pid_t program, int status, trace_hook *hook, void *context)
{
	struct __ptrace_syscall_info info;
	struct trace_call call = {.pid = pid, .child = pid != program};
	int signal = WSTOPSIG(status);

	if (signal == SYSCALL_STOP) {
		signal = 0;
		if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) >
		        0 &&
		    info.op == PTRACE_SYSCALL_INFO_ENTRY) {
			call.number = info.entry.nr;
			for (int i = 0; i < 6; i++)
				call.args[i] = info.entry.args[i];
			if (!hook(context, &call)) {
				kill(pid, SIGKILL);
				return;
			}
		}
	} else if (status >> 16 != 0 || signal == SIGSTOP ||
	           signal == SIGTRAP) {
		signal = 0;
	}
	ptrace(PTRACE_SYSCALL, pid, NULL, (long)signal);
}

void
trace_run(struct said *said, const char *input, const char *const *words,
    trace_hook *hook, void *context)
{
	const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL |
	                     PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
	                     PTRACE_O_TRACECLONE;
	int status, end = 0;
	pid_t pid;

	said_start(said, input, words, be_traced);
	assert_int_equal(waitpid(said->pid, &status, 0), said->pid);
	assert_true(WIFSTOPPED(status));
	assert_int_equal(
	    ptrace(PTRACE_SETOPTIONS, said->pid, NULL, options), 0);
	ptrace(PTRACE_SYSCALL, said->pid, NULL, 0L);
	while ((pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
		if (pid < 0)
			continue;
		if (WIFSTOPPED(status))
			go_on(pid, said->pid, status, hook, context);
		else if (pid == said->pid)
			end = status;
	}
	said_finish(said, end);
}

bool
trace_memory(const struct trace_call *call, uint64_t address, size_t len,
    struct buf *out)
{
	char *bytes = mem_new(1, len + 1);
	struct iovec here = {bytes, len};
	struct iovec there = {(void *)(uintptr_t)address, len};
	bool whole =
	    process_vm_readv(call->pid, &here, 1, &there, 1, 0) == (ssize_t)len;

	if (whole)
		buf_add_bytes(out, bytes, len);
	free(bytes);
	return whole;
}
