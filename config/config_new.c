/*
 * Lays down a new configuration: huddle.conf and the data files beside it, all
 * of them or none. See config.h.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/config_show.h"
#include "config/document.h"
#include "config/options.h"
#include "util/embed.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SHIPPED "config/"
#define LANGUAGE_LEN 2 /* the "es" of "es_MX.UTF-8" */
#define FILES_MAX 64
#define FOLDERS_MAX 32

/* What was made so far, to be undone in reverse. */
struct laying {
	char *files[FILES_MAX];
	int file_count;
	char *folders[FOLDERS_MAX];
	int folder_count;
};

static int
check_id(const char *setting, const char *id, struct err *err)
{
	if (id_valid(id))
		return OK;
	return err_set(err, ERR_USAGE,
	    _("%s: found \"%s\", expected 1 to 32 of a-z, 0-9 and -"), setting,
	    id);
}

/* The seed is right if the file made of it is. */
static int
check_seed(const struct config_seed *seed, const char *text, struct err *err)
{
	struct faults faults = {0};
	struct config config = {0};
	struct document *document;
	int result;

	if ((result = check_id("unit.id", seed->unit, err)) < 0 ||
	    (result = check_id("organization", seed->organization, err)) < 0)
		return result;
	document = document_use("huddle.conf", text, &faults);
	document_read(document, &table_huddle, &config, NULL);
	if (faults.count > 0)
		result = err_set(err, ERR_USAGE, "%s", faults.list[0].text);
	config_done(&config);
	document_close(document);
	faults_done(&faults);
	return result;
}

/* Makes a folder and those above it, remembering which were not there. */
static int
make_folder(struct laying *laying, const char *path, struct err *err)
{
	char *above;
	int result = OK;

	if (file_exists(path) || laying->folder_count == FOLDERS_MAX)
		return OK;
	above = file_folder(path);
	if (strcmp(above, path) != 0)
		result = make_folder(laying, above, err);
	free(above);
	if (result < 0)
		return result;
	result = file_make_folder(path, err);
	if (result == OK)
		laying->folders[laying->folder_count++] = mem_copy(path);
	return result;
}

static int
lay(struct laying *laying, const char *path, const char *text, size_t len,
    struct err *err)
{
	char *folder = file_folder(path);
	int result = make_folder(laying, folder, err);

	free(folder);
	if (result == OK && laying->file_count == FILES_MAX)
		result = err_set(err, ERR_SOFTWARE, _("too many files"));
	if (result == OK)
		result = file_create(path, 0600, text, len, err);
	if (result == OK)
		laying->files[laying->file_count++] = mem_copy(path);
	return result;
}

static void
undo(struct laying *laying)
{
	for (int i = laying->file_count - 1; i >= 0; i--)
		unlink(laying->files[i]);
	for (int i = laying->folder_count - 1; i >= 0; i--)
		rmdir(laying->folders[i]);
}

static void
laying_done(struct laying *laying)
{
	for (int i = 0; i < laying->file_count; i++)
		free(laying->files[i]);
	for (int i = 0; i < laying->folder_count; i++)
		free(laying->folders[i]);
}

/* Where a shipped data file goes; NULL if it is none, or only stands in for
 * one in another language, as "config/es/themes.conf" does. */
static char *
target(const char *folder, const struct embed *file)
{
	const char *name;

	if (strncmp(file->name, SHIPPED, strlen(SHIPPED)) != 0)
		return NULL;
	name = file->name + strlen(SHIPPED);
	if (strcspn(name, "/") == LANGUAGE_LEN)
		return NULL;
	return file_join(folder, name);
}

/* A shipped data file in a language; the file itself if it is not there. */
static const struct embed *
translated(const struct embed *file, const char *language)
{
	const struct embed *found = file;
	char *name;

	if (!language)
		return file;
	name = mem_printf(SHIPPED "%.*s/%s", LANGUAGE_LEN, language,
	    file->name + strlen(SHIPPED));
	for (size_t i = 0; i < embed_count; i++)
		if (strcmp(embed_files[i].name, name) == 0)
			found = &embed_files[i];
	free(name);
	return found;
}

static int
refuse_existing(const char *path, struct err *err)
{
	if (!file_exists(path))
		return OK;
	return err_set(
	    err, ERR_CREATE, _("%s exists already; nothing was written"), path);
}

static int
refuse_all_existing(const char *path, const char *folder, struct err *err)
{
	char *instruments = file_join(folder, "instruments");
	int result = refuse_existing(path, err);

	/* What lies in the folder would be read as instruments. */
	if (result == OK)
		result = refuse_existing(instruments, err);
	for (size_t i = 0; i < embed_count && result == OK; i++) {
		char *name = target(folder, &embed_files[i]);

		if (name)
			result = refuse_existing(name, err);
		free(name);
	}
	free(instruments);
	return result;
}

static int
lay_data(struct laying *laying, const char *folder, const char *language,
    struct err *err)
{
	int result = OK;

	for (size_t i = 0; i < embed_count && result == OK; i++) {
		const struct embed *file = &embed_files[i];
		char *name = target(folder, file);

		if (name) {
			file = translated(file, language);
			result = lay(laying, name, file->text, file->len, err);
		}
		free(name);
	}
	return result;
}

int
config_write_new(
    const char *path, const struct config_seed *seed, struct err *err)
{
	struct buf text = BUF_INIT;
	struct laying laying = {0};
	char *folder = file_folder(path);
	int result;

	config_text(seed, true, &text);
	result = check_seed(seed, buf_text(&text), err);
	if (result == OK)
		result = refuse_all_existing(path, folder, err);
	if (result == OK)
		result = lay_data(&laying, folder, seed->language, err);
	/* Last, since it is what makes the others a configuration. */
	if (result == OK)
		result = lay(&laying, path, buf_text(&text), text.len, err);
	if (result < 0)
		undo(&laying);
	laying_done(&laying);
	free(folder);
	buf_done(&text);
	return result;
}
