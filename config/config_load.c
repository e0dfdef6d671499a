/*
 * Reads a whole configuration: huddle.conf, then the data files it names or
 * the shipped ones, then what must hold over all of them. See config.h.
 */
#include "config/config.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/checks.h"
#include "config/document.h"
#include "config/instrument_file.h"
#include "util/embed.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SHIPPED_INSTRUMENTS "config/instruments/"

struct load {
	struct config *config;
	struct faults faults;
	struct document *huddle, *themes, *agendas, *support;
	struct document *instruments[INSTRUMENTS_MAX]; /* NULL: not whole */
	bool quick;
};

/* The data file that the setting names, or the shipped one. */
static struct document *
read_data(struct load *load, const char *setting, const char *path,
    const char *shipped, const struct table *table)
{
	struct document *document;
	struct err err;

	if (path)
		document = document_open(path, &load->faults, &err);
	else
		document =
		    document_use(shipped, embed_text(shipped), &load->faults);
	if (document)
		document_read(document, table, load->config, NULL);
	else
		document_fault(load->huddle, setting,
		    _("%s, expected a file of %s"), err.text, setting);
	return document;
}

/* Where the items of an instrument are; path NULL: they are read. */
struct late {
	char *path;
	const char *text; /* of a shipped one; NULL: the file's */
};

/* A file (text NULL), or a shipped one. */
static int
read_instrument(
    struct load *load, const char *path, const char *text, struct err *err)
{
	struct config *config = load->config;
	int at = config->instrument_count;
	struct instrument *out = &config->instruments[at];

	if (load->quick && instrument_file_head(out, path, text)) {
		config->late[at] = (struct late){mem_copy(path), text};
	} else {
		load->instruments[at] =
		    instrument_file_read(out, path, text, &load->faults, err);
		if (!load->instruments[at])
			return ERR_CONFIG;
	}
	config->instrument_count++;
	return OK;
}

static int
is_conf(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && len > 5 &&
	       strcmp(entry->d_name + len - 5, ".conf") == 0;
}

/* Not alphasort(), whose order depends on the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void
read_instrument_file(struct load *load, const char *path)
{
	struct err err;

	if (read_instrument(load, path, NULL, &err) < 0)
		document_fault(load->huddle, "instruments",
		    _("%s, expected an instrument"), err.text);
}

static void
read_instrument_folder(struct load *load, const char *folder)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_conf, by_name);

	if (count < 0)
		document_fault(load->huddle, "instruments",
		    _("%s: %s, expected a folder of instruments"), folder,
		    strerror(errno));
	else if (count == 0)
		document_fault(load->huddle, "instruments",
		    _("%s has no file *.conf, expected one at least"), folder);
	else if (count > INSTRUMENTS_MAX)
		document_fault(load->huddle, "instruments",
		    _("%s has %d files *.conf, expected %d at most"), folder,
		    count, INSTRUMENTS_MAX);
	for (int i = 0; i < count; i++) {
		char *path = file_join(folder, entries[i]->d_name);

		if (i < INSTRUMENTS_MAX)
			read_instrument_file(load, path);
		free(path);
		free(entries[i]);
	}
	free(entries);
}

static void
read_shipped_instruments(struct load *load)
{
	for (size_t i = 0; i < embed_count; i++)
		if (strncmp(embed_files[i].name, SHIPPED_INSTRUMENTS,
		        strlen(SHIPPED_INSTRUMENTS)) == 0)
			(void)read_instrument(load, embed_files[i].name,
			    embed_files[i].text, NULL);
}

static void
read_all(struct load *load)
{
	struct config *config = load->config;

	document_read(load->huddle, &table_huddle, config, config->folder);
	/* Without huddle.conf nobody knows which data files are meant. */
	if (load->faults.count > 0 && !config->timezone && !config->keys)
		return;
	load->themes = read_data(load, "themes", config->themes_path,
	    "config/themes.conf", &table_themes);
	load->agendas = read_data(load, "agendas", config->agendas_path,
	    "config/agendas.conf", &table_agendas);
	load->support = read_data(load, "support", config->support_path,
	    "config/support.conf", &table_support);
	if (config->instruments_path)
		read_instrument_folder(load, config->instruments_path);
	else
		read_shipped_instruments(load);
	check_together(config, load->huddle, load->agendas, load->instruments);
}

static void
load_done(struct load *load)
{
	for (int i = 0; i < INSTRUMENTS_MAX; i++)
		document_close(load->instruments[i]);
	document_close(load->support);
	document_close(load->agendas);
	document_close(load->themes);
	document_close(load->huddle);
	faults_done(&load->faults);
}

static int
tell_faults(struct faults *faults, struct buf *out, struct err *err)
{
	int count = faults->count + faults->untold;

	faults_print(faults, out);
	return err_set(err, ERR_CONFIG,
	    ngettext("the configuration has %d fault; nothing was changed. "
	             "Mend it, then run `huddle config check`",
	        "the configuration has %d faults; nothing was changed. "
	        "Mend them, then run `huddle config check`",
	        (unsigned long)count),
	    count);
}

static void
load_begin(struct load *load, struct config *config, bool quick)
{
	*load = (struct load){.config = config, .quick = quick};
	*config = (struct config){0};
	config->instruments =
	    mem_new(INSTRUMENTS_MAX, sizeof(*config->instruments));
	config->late = mem_new(INSTRUMENTS_MAX, sizeof(*config->late));
}

static int
load_all(struct config *config, bool quick, const char *path,
    struct buf *faults, struct err *err)
{
	struct load load;
	int result = OK;

	*config = (struct config){0};
	if (access(path, F_OK) < 0 && errno == ENOENT)
		return err_set(err, ERR_CONFIG,
		    _("there is no configuration %s yet. Make one with `huddle "
		      "init --unit ID --name TEXT --organization ID`, or look "
		      "around first with `huddle demo FOLDER`"),
		    path);
	load_begin(&load, config, quick);
	load.huddle = document_open(path, &load.faults, err);
	if (!load.huddle) {
		result = ERR_CONFIG;
		goto out;
	}
	config->path = mem_copy(path);
	config->folder = file_folder(path);
	read_all(&load);
	if (load.faults.count > 0)
		result = tell_faults(&load.faults, faults, err);
out:
	if (result < 0)
		config_done(config);
	load_done(&load);
	return result;
}

int
config_load(struct config *config, const char *path, struct buf *faults,
    struct err *err)
{
	return load_all(config, false, path, faults, err);
}

int
config_load_start(struct config *config, const char *path, struct buf *faults,
    struct err *err)
{
	return load_all(config, true, path, faults, err);
}

/* Reads the rest of an instrument, in its place. */
static int
complete(const struct config *config, int at, struct err *err)
{
	struct late *late = &config->late[at];
	struct instrument *instrument = &config->instruments[at];
	struct faults faults = {0};
	struct instrument whole;
	struct document *document;
	int result = OK;

	if (!late->path)
		return OK;
	document =
	    instrument_file_read(&whole, late->path, late->text, &faults, err);
	if (!document)
		result = ERR_CONFIG;
	else if (faults.count > 0 || strcmp(whole.id, instrument->id) != 0)
		result = err_set(err, ERR_CONFIG,
		    _("%s has faults, or has changed meanwhile. Nothing was "
		      "changed; `huddle config check` says what to mend"),
		    late->path);
	if (result == OK) {
		instrument_done(instrument);
		*instrument = whole;
		free(late->path);
		late->path = NULL;
	} else {
		instrument_done(&whole);
	}
	document_close(document);
	faults_done(&faults);
	return result;
}

int
config_whole(const struct config *config, struct err *err)
{
	int result = OK;

	for (int i = 0; result == OK && i < config->instrument_count; i++)
		result = complete(config, i, err);
	return result;
}

void
config_shipped(struct config *config)
{
	struct load load;

	load_begin(&load, config, false);
	load.themes = read_data(
	    &load, "themes", NULL, "config/themes.conf", &table_themes);
	read_shipped_instruments(&load);
	load_done(&load);
}

static void
free_contacts(struct contact *contacts, int count)
{
	for (int i = 0; i < count; i++) {
		free(contacts[i].title);
		free(contacts[i].reach);
		free(contacts[i].when);
		free(contacts[i].about);
	}
}

void
config_done(struct config *config)
{
	char *const texts[] = {config->path, config->folder, config->unit_name,
	    config->site, config->timezone, config->store, config->keys,
	    config->language, config->instruments_path, config->themes_path,
	    config->agendas_path, config->support_path, config->topics_path,
	    config->meals_path, config->office_key, config->outbox,
	    config->deliver.to, config->deliver.user,
	    config->deliver.password_file, config->deliver.identity,
	    config->deliver.known_hosts, config->deliver.authorities,
	    config->deliver.proxy, config->rotation.pin};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		free(texts[i]);
	for (int i = 0; i < config->instrument_count; i++) {
		instrument_done(&config->instruments[i]);
		free(config->late[i].path);
	}
	free(config->instruments);
	free(config->late);
	for (int i = 0; i < config->theme_count; i++)
		free(config->themes[i].title);
	for (int i = 0; i < config->agenda_count; i++)
		agenda_done(&config->agendas[i]);
	for (int i = 0; i < config->shift_field_count; i++)
		free(config->shift_fields[i].title);
	free_contacts(config->contacts, config->contact_count);
	free_contacts(config->peers, config->peer_count);
	*config = (struct config){0};
}

static int
find_instrument(const struct config *config, const char *id)
{
	for (int i = 0; i < config->instrument_count; i++)
		if (strcmp(config->instruments[i].id, id) == 0)
			return i;
	return -1;
}

const struct instrument *
config_instrument(const struct config *config, const char *id)
{
	int at = find_instrument(config, id);

	if (at < 0 || complete(config, at, NULL) < 0)
		return NULL;
	return &config->instruments[at];
}

const struct instrument *
config_instrument_head(const struct config *config, const char *id)
{
	int at = find_instrument(config, id);

	return at < 0 ? NULL : &config->instruments[at];
}

const struct agenda *
config_agenda(const struct config *config, const char *id)
{
	for (int i = 0; i < config->agenda_count; i++)
		if (strcmp(config->agendas[i].id, id) == 0)
			return &config->agendas[i];
	return NULL;
}

const struct theme *
config_theme(const struct config *config, const char *id)
{
	for (int i = 0; i < config->theme_count; i++)
		if (strcmp(config->themes[i].id, id) == 0)
			return &config->themes[i];
	return NULL;
}

const char *
config_theme_title(const struct config *config, const char *id)
{
	const struct theme *theme = config_theme(config, id);

	return theme ? theme->title : id;
}
