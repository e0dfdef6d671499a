/*
 * Gathers the faults of a configuration and puts them in order. See
 * faults.h.
 */
#include "config/faults.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* Longer names are not compared. */
#define NAME_MAX_COMPARED 32

void
faults_done(struct faults *faults)
{
	for (int i = 0; i < faults->file_count; i++)
		free(faults->files[i]);
	for (int i = 0; i < faults->count; i++)
		free(faults->list[i].text);
	free(faults->files);
	free(faults->list);
	*faults = (struct faults){0};
}

int
faults_file(struct faults *faults, const char *name)
{
	for (int i = 0; i < faults->file_count; i++)
		if (strcmp(faults->files[i], name) == 0)
			return i;
	faults->files = mem_grow(faults->files, (size_t)faults->file_count + 1,
	    sizeof(faults->files[0]));
	faults->files[faults->file_count] = mem_copy(name);
	return faults->file_count++;
}

/* What people typed is in the message: nothing of it may reach the terminal
 * raw. */
static char *
clean(const char *text, size_t len)
{
	struct buf out = BUF_INIT;

	utf8_clean(&out, text, len);
	return buf_take(&out);
}

/* Takes the text over. */
static void
add(struct faults *faults, struct fault fault)
{
	if (faults->count == FAULTS_MAX) {
		faults->untold++;
		free(fault.text);
		return;
	}
	faults->list = mem_grow(
	    faults->list, (size_t)faults->count + 1, sizeof(faults->list[0]));
	faults->list[faults->count++] = fault;
}

static void
add_format(struct faults *faults, struct fault fault, const char *setting,
    const char *format, va_list arguments)
{
	char text[1024];
	struct buf whole = BUF_INIT;

	vsnprintf(text, sizeof(text), format, arguments);
	if (setting[0] != '\0')
		buf_addf(&whole, "%s: ", setting);
	buf_add(&whole, text);
	fault.text = clean(buf_text(&whole), whole.len);
	buf_done(&whole);
	add(faults, fault);
}

void
faults_add_text(struct faults *faults, int file, int line, const char *setting,
    const char *format, ...)
{
	struct fault fault = {.file = file, .line = line, .shadows = true};
	va_list arguments;

	va_start(arguments, format);
	add_format(faults, fault, setting, format, arguments);
	va_end(arguments);
}

void
faults_add_value(struct faults *faults, int file, int line, const char *setting,
    const char *format, va_list arguments)
{
	struct fault fault = {.file = file, .line = line};

	for (int i = 0; i < faults->count; i++)
		if (faults->list[i].shadows && faults->list[i].file == file &&
		    faults->list[i].line == line)
			return;
	add_format(faults, fault, setting, format, arguments);
}

/* By file and line; a list of at most FAULTS_MAX needs no better sort, and
 * this one keeps the order of equals. */
static void
sort(struct fault *list, int count)
{
	for (int i = 1; i < count; i++) {
		struct fault one = list[i];
		int at = i;

		while (at > 0 && (list[at - 1].file > one.file ||
		                     (list[at - 1].file == one.file &&
		                         list[at - 1].line > one.line))) {
			list[at] = list[at - 1];
			at--;
		}
		list[at] = one;
	}
}

void
faults_print(struct faults *faults, struct buf *out)
{
	sort(faults->list, faults->count);
	for (int i = 0; i < faults->count; i++) {
		const struct fault *fault = &faults->list[i];

		buf_addf(out, "%s:%d: %s\n", faults->files[fault->file],
		    fault->line, fault->text);
	}
	if (faults->untold > 0)
		buf_addf(out,
		    ngettext("and %d more\n", "and %d more\n",
		        (unsigned long)faults->untold),
		    faults->untold);
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/*
 * Letters to change, add, drop or swap with their neighbour (restricted
 * Damerau-Levenshtein distance) to make one name of the other.
 */
static int
distance(const char *a, int a_len, const char *b, int b_len)
{
	int rows[3][NAME_MAX_COMPARED + 1];
	int *above = rows[0], *now = rows[1], *before = rows[2];

	for (int j = 0; j <= b_len; j++)
		now[j] = j;
	for (int i = 1; i <= a_len; i++) {
		int *spare = before;

		before = above;
		above = now;
		now = spare;
		now[0] = i;
		for (int j = 1; j <= b_len; j++) {
			bool same = a[i - 1] == b[j - 1];

			now[j] = least(above[j] + 1, now[j - 1] + 1);
			now[j] = least(now[j], above[j - 1] + !same);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
	}
	return now[b_len];
}

const char *
faults_nearest(const char *name, const char *const *names)
{
	const char *best = NULL;
	size_t len = strlen(name);
	int best_distance = 3;

	if (len > NAME_MAX_COMPARED)
		return NULL;
	for (; *names; names++) {
		size_t other = strlen(*names);
		int apart;

		if (other > NAME_MAX_COMPARED)
			continue;
		apart = distance(name, (int)len, *names, (int)other);
		if (apart < best_distance &&
		    apart * 2 <= least((int)len, (int)other)) {
			best = *names;
			best_distance = apart;
		}
	}
	return best;
}
