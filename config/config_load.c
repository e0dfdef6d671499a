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
#include "util/embed.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SHIPPED_INSTRUMENTS "config/instruments/"

struct load {
	struct config *config;
	struct faults faults;
	struct document *huddle, *themes, *agendas, *support;
	struct document *instruments[INSTRUMENTS_MAX];
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

/* Takes the document over. */
static void
read_instrument(struct load *load, struct document *document)
{
	struct config *config = load->config;
	int at = config->instrument_count++;

	load->instruments[at] = document;
	document_read(
	    document, &table_instrument, &config->instruments[at], NULL);
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
	struct document *document;
	struct err err;

	document = document_open(path, &load->faults, &err);
	if (document)
		read_instrument(load, document);
	else
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
			read_instrument(
			    load, document_use(embed_files[i].name,
			              embed_files[i].text, &load->faults));
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

int
config_load(struct config *config, const char *path, struct buf *faults,
    struct err *err)
{
	struct load load = {.config = config};
	int result = OK;

	*config = (struct config){0};
	if (access(path, F_OK) < 0 && errno == ENOENT)
		return err_set(err, ERR_CONFIG,
		    _("there is no configuration %s yet. Make one with `huddle "
		      "init --unit ID --name TEXT --organization ID`, or look "
		      "around first with `huddle demo FOLDER`"),
		    path);
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

void
config_shipped(struct config *config)
{
	struct load load = {.config = config};

	*config = (struct config){0};
	load.themes = read_data(
	    &load, "themes", NULL, "config/themes.conf", &table_themes);
	read_shipped_instruments(&load);
	load_done(&load);
}

void
config_done(struct config *config)
{
	char *const texts[] = {config->path, config->folder, config->unit_name,
	    config->site, config->timezone, config->store, config->keys,
	    config->language, config->instruments_path, config->themes_path,
	    config->agendas_path, config->support_path, config->topics_path,
	    config->office_key, config->outbox, config->deliver.to,
	    config->deliver.user, config->deliver.password_file,
	    config->deliver.identity, config->deliver.known_hosts,
	    config->deliver.authorities, config->deliver.proxy,
	    config->rotation.pin};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		free(texts[i]);
	for (int i = 0; i < config->instrument_count; i++)
		instrument_done(&config->instruments[i]);
	for (int i = 0; i < config->theme_count; i++)
		free(config->themes[i].title);
	for (int i = 0; i < config->agenda_count; i++)
		agenda_done(&config->agendas[i]);
	for (int i = 0; i < config->shift_field_count; i++)
		free(config->shift_fields[i].title);
	for (int i = 0; i < config->contact_count; i++) {
		free(config->contacts[i].title);
		free(config->contacts[i].reach);
		free(config->contacts[i].when);
		free(config->contacts[i].about);
	}
	*config = (struct config){0};
}

const struct instrument *
config_instrument(const struct config *config, const char *id)
{
	for (int i = 0; i < config->instrument_count; i++)
		if (strcmp(config->instruments[i].id, id) == 0)
			return &config->instruments[i];
	return NULL;
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
