/*
 * Alarms that many files share. See app_alarms.h.
 */
#include "app_alarms.h"

#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"
#include "util/mem.h"

/* What is the same in all files that are told together; a stranger's reason is
 * told here, with their number. */
struct alarm_file {
	char *unit;   /* "" for one that could not be read */
	char *reason; /* "" for a stranger */
	char *file;
};

/* Room doubles whenever the count is a power of two. */
static void
keep(struct alarms *alarms, const char *unit, const char *reason,
    const char *file)
{
	if ((alarms->count & (alarms->count - 1)) == 0)
		alarms->files = mem_grow(alarms->files,
		    alarms->count ? (size_t)alarms->count * 2 : 1,
		    sizeof(*alarms->files));
	alarms->files[alarms->count++] = (struct alarm_file){
	    mem_copy(unit), mem_copy(reason), mem_copy(file)};
}

void
alarms_stranger(struct alarms *alarms, const char *unit)
{
	keep(alarms, unit, "", "");
}

void
alarms_unread(struct alarms *alarms, const char *file, const char *reason)
{
	keep(alarms, "", reason, file);
}

/* Files that could not be read stand behind strangers: of these somebody has
 * to do something. */
static int
compare_kinds(const struct alarm_file *x, const struct alarm_file *y)
{
	int order = !x->unit[0] - !y->unit[0];

	if (order == 0)
		order = strcmp(x->unit, y->unit);
	return order ? order : strcmp(x->reason, y->reason);
}

static int
compare(const void *a, const void *b)
{
	const struct alarm_file *x = a, *y = b;
	int order = compare_kinds(x, y);

	return order ? order : strcmp(x->file, y->file);
}

typedef void telling(void *context, const char *what, const char *reason);

static void
tell_stranger(const char *id, int files, telling *tell, void *context)
{
	char *unit = mem_printf(_("unit %s"), id);
	char *reason = mem_printf(
	    _("It is not enrolled. Files of it that were refused: %d. If it "
	      "should be: huddle office enrol, then collect them again."),
	    files);

	tell(context, unit, reason);
	free(reason);
	free(unit);
}

static void
tell_unread(
    const struct alarm_file *first, int files, telling *tell, void *context)
{
	char *what =
	    files == 1 ? mem_copy(first->file)
	               : mem_printf(ngettext("%s and %d more", "%s and %d more",
	                                (unsigned long)files - 1),
	                     first->file, files - 1);

	tell(context, what, first->reason);
	free(what);
}

void
alarms_tell(struct alarms *alarms, telling *tell, void *context)
{
	const struct alarm_file *first = alarms->files;

	if (alarms->count == 0)
		return;
	qsort(alarms->files, (size_t)alarms->count, sizeof(*alarms->files),
	    compare);
	for (int i = 1; i <= alarms->count; i++) {
		const struct alarm_file *next = &alarms->files[i];
		int files = (int)(next - first);

		if (i < alarms->count && compare_kinds(first, next) == 0)
			continue;
		if (first->unit[0])
			tell_stranger(first->unit, files, tell, context);
		else
			tell_unread(first, files, tell, context);
		first = next;
	}
}

void
alarms_done(struct alarms *alarms)
{
	for (int i = 0; i < alarms->count; i++) {
		free(alarms->files[i].unit);
		free(alarms->files[i].reason);
		free(alarms->files[i].file);
	}
	free(alarms->files);
}
