/*
 * The calls by which a process changes a disk, as shim.h hears of them.
 */
#ifndef HUDDLE_TESTS_FAULT_CALLS_H
#define HUDDLE_TESTS_FAULT_CALLS_H

/* A file or folder by its descriptor, a name by its folder's. */
enum shim_call {
	SHIM_OPENED, /* `offset` has the flags */
	SHIM_WROTE,  /* to `offset`, below 0 up to where the file stands */
	SHIM_SYNCED,
	SHIM_RESIZED, /* to `offset` */
	SHIM_UNLINKED,
	SHIM_RENAMED, /* from `path` to `bytes` */
	SHIM_MADE,    /* a folder */
};

#endif
