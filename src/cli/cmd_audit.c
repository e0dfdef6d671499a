/*
 * huddle audit FILE ...: does a summary keep the rules, and what does it tell?
 * Needs no configuration, so that anybody can ask. Files that follow each
 * other must be links of one chain.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_tell.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "core/audit.h"
#include "sync/format.h"
#include "sync/seal.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/utf8.h"

/* One file after the other; `before` is the last one that could be read. */
struct auditing {
	bool json;
	json_t *files; /* for --json */
	int breaks;
	struct summary before;
	char hash[SUMMARY_HASH_SIZE]; /* of `before`; "": there is none */
};

/* --- Telling -------------------------------------------------------------- */

static void
say(const char *name, const char *part, bool breaks, const char *text)
{
	struct buf line = BUF_INIT;

	utf8_clean(&line, name, strlen(name));
	buf_add(&line, ": ");
	if (part[0])
		buf_addf(&line, "%s: ", part);
	if (breaks)
		buf_addf(&line, "%s: ", _("this breaks a rule"));
	buf_add(&line, text);
	puts(buf_text(&line));
	buf_done(&line);
}

static json_t *
text_of(const char *text)
{
	struct buf safe = BUF_INIT;
	json_t *out;

	utf8_clean(&safe, text, strlen(text));
	out = json_string(buf_text(&safe));
	buf_done(&safe);
	return out;
}

static void
found(struct auditing *auditing, const char *name, json_t *findings,
    const char *part, bool breaks, const char *text)
{
	auditing->breaks += breaks;
	if (!auditing->json)
		say(name, part, breaks, text);
	json_array_append_new(findings,
	    json_pack("{s:s, s:o, s:o}", "kind", breaks ? "breaks" : "tells",
	        "part", part[0] ? text_of(part) : json_null(), "text",
	        text_of(text)));
}

/* --- One file ------------------------------------------------------------- */

/* A sealed box has no sign of its own but its name and its size. */
static bool
looks_sealed(const char *name, const struct buf *bytes)
{
	size_t len = strlen(name), end = strlen(SEAL_SUFFIX);
	size_t blank = strspn(buf_text(bytes), " \t\r\n");

	if (blank < bytes->len && buf_text(bytes)[blank] == '{')
		return false;
	return (len > end && strcmp(name + len - end, SEAL_SUFFIX) == 0) ||
	       bytes->len > SEAL_BLOCK;
}

static int
read_summary(
    struct summary *out, const char *name, struct buf *bytes, struct err *err)
{
	struct err why = {""};
	int result;

	summary_init(out);
	result = file_read(name, SEAL_FILE_MAX, bytes, err);
	if (result < 0)
		return result;
	if (looks_sealed(name, bytes))
		return err_set(err, ERR_DATA,
		    _("%s: it is sealed, and only the office can open it; "
		      "\"huddle release export\" writes the same as JSON"),
		    name);
	result = format_json_read_any(out, buf_text(bytes), bytes->len, &why);
	if (result < 0)
		return err_set(
		    err, result, _("%s is no summary: %s"), name, why.text);
	return OK;
}

static void
hash_of(const struct buf *canonical, char out[SUMMARY_HASH_SIZE])
{
	uint8_t hash[CRYPT_HASH_BYTES];

	crypt_hash(hash, buf_text(canonical), canonical->len);
	crypt_hex(out, hash, sizeof(hash));
}

/* True if the file is what was sealed, byte for byte, but for a newline that
 * an editor may have added. */
static bool
is_canonical(const struct buf *bytes, const struct buf *canonical)
{
	size_t len = bytes->len;

	if (len == canonical->len + 1 && bytes->text[len - 1] == '\n')
		len--;
	return len == canonical->len &&
	       memcmp(buf_text(bytes), buf_text(canonical), len) == 0;
}

/* What only the file before tells. */
static const char *
chain_fault(const struct auditing *auditing, const struct summary *summary)
{
	const struct summary *before = &auditing->before;

	if (!auditing->hash[0] ||
	    strcmp(summary->organization, before->organization) != 0 ||
	    strcmp(summary->unit, before->unit) != 0)
		return NULL;
	if (summary->epoch == before->epoch &&
	    summary->sequence == before->sequence + 1 &&
	    strcmp(summary->previous, auditing->hash) != 0)
		return _("it does not follow the file before: the hash of "
		         "that one is another");
	if (summary->epoch == before->epoch &&
	    summary->sequence > before->sequence && summary->from <= before->to)
		return _("its period begins before that of the file before "
		         "ended");
	return NULL;
}

static void
audit_bytes(struct auditing *auditing, const char *name,
    const struct buf *bytes, const struct summary *summary, json_t *findings)
{
	struct buf canonical = BUF_INIT;
	const char *fault = chain_fault(auditing, summary);
	struct audit audit;

	audit_summary(&audit, summary);
	for (int i = 0; i < audit.count; i++)
		found(auditing, name, findings, audit.list[i].part,
		    audit.list[i].kind == AUDIT_BREAKS, audit.list[i].text);
	if (fault)
		found(auditing, name, findings, "", true, fault);
	format_json(&canonical, summary);
	if (!is_canonical(bytes, &canonical))
		found(auditing, name, findings, "", false,
		    _("It is not written as it was sealed, byte for byte; its "
		      "counts were read all the same."));
	hash_of(&canonical, auditing->hash);
	audit_done(&audit);
	buf_done(&canonical);
}

static int
audit_file(struct auditing *auditing, const char *name, struct err *err)
{
	struct buf bytes = BUF_INIT;
	struct summary summary;
	json_t *findings = json_array();
	int before = auditing->breaks, breaks;
	int result = read_summary(&summary, name, &bytes, err);

	if (result < 0) {
		app_tell(err->text);
		json_array_append_new(auditing->files,
		    json_pack("{s:o, s:o}", "error", text_of(err->text), "file",
		        text_of(name)));
		summary_done(&summary);
		goto out;
	}
	audit_bytes(auditing, name, &bytes, &summary, findings);
	breaks = auditing->breaks - before;
	if (!auditing->json)
		say(name, "", false,
		    breaks ? _("rules are broken") : _("no rule is broken"));
	json_array_append_new(auditing->files,
	    json_pack("{s:o, s:i, s:O, s:o, s:o, s:o, s:i, s:i}", "file",
	        text_of(name), "breaks", breaks, "findings", findings, "unit",
	        text_of(summary.unit), "from", json_day(summary.from), "to",
	        json_day(summary.to), "epoch", summary.epoch, "sequence",
	        summary.sequence));
	summary_done(&auditing->before);
	auditing->before = summary;
out:
	json_decref(findings);
	buf_done(&bytes);
	return result;
}

int
cmd_audit(const struct cli *cli, struct err *err)
{
	struct auditing auditing = {.json = cli->json, .files = json_array()};
	int result = OK;

	summary_init(&auditing.before);
	for (int i = 0; i < cli->word_count; i++) {
		int one = audit_file(&auditing, cli->words[i], err);

		if (result == OK)
			result = one;
	}
	err->text[0] = '\0'; /* it was told where it happened */
	if (result == OK && auditing.breaks)
		result = ERR_FOUND;
	if (cli->json)
		json_print(json_pack("{s:O, s:i}", "files", auditing.files,
		               "breaks", auditing.breaks),
		    "huddle-audit/1");
	json_decref(auditing.files);
	summary_done(&auditing.before);
	return result;
}
