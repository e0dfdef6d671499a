/*
 * What the analysers cannot see from one file: err_set() and err_errno()
 * return the status that they are given.
 */
#ifndef HUDDLE_TESTS_LINT_MODEL_H
#define HUDDLE_TESTS_LINT_MODEL_H

#include "util/err.h"

#define err_set(err, status, ...)                                              \
	((void)(err_set)(err, status, __VA_ARGS__), (status))
#define err_errno(err, status, ...)                                            \
	((void)(err_errno)(err, status, __VA_ARGS__), (status))

#endif
