/*
 * The functions that give memory, as this program's own: the n-th call fails,
 * once or from then on, whoever makes it: SQLite, jansson and libc too. For
 * one .c file of a test, with glibc and without a sanitizer.
 */
#ifndef HUDDLE_TESTS_FAULT_MEMORY_H
#define HUDDLE_TESTS_FAULT_MEMORY_H

#include <dlfcn.h>
#include <errno.h>
#include <libconfig.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define MEMORY_FAILS 1

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static struct {
	long at;   /* the call that fails, from 1; 0 is none */
	bool ever; /* and all that follow */
	long seen;
	int paused;
} memory;

static bool
memory_is_gone(void)
{
	if (memory.paused > 0)
		return false;
	memory.seen++;
	if (memory.at == 0 || memory.seen < memory.at ||
	    (memory.seen > memory.at && !memory.ever))
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return memory_is_gone() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return memory_is_gone() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return memory_is_gone() ? NULL : __libc_realloc(old, size);
}

void *
reallocarray(void *old, size_t count, size_t size)
{
	if (size > 0 && count > SIZE_MAX / size)
		return NULL;
	return realloc(old, count * size);
}

/* libconfig looks at nothing that it is given. Our reader makes sure of room
 * for it first, which is struck as everything else is. */
int
config_read_string(struct config_t *config, const char *text)
{
	int (*real)(struct config_t *, const char *);
	int result;

	memory.paused++;
	*(void **)&real = dlsym(RTLD_NEXT, "config_read_string");
	result = real(config, text);
	memory.paused--;
	return result;
}

void
config_init(struct config_t *config)
{
	void (*real)(struct config_t *);

	memory.paused++;
	*(void **)&real = dlsym(RTLD_NEXT, "config_init");
	real(config);
	memory.paused--;
}
#else
#define MEMORY_FAILS 0
#endif

#endif
