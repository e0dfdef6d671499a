/*
 * Scans a configuration file before libconfig does. What can be mended is
 * mended in the copy, so that all other faults can still be found and told at
 * once. See conf_text.h.
 */
#include "config/conf_text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "config/conf_word.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

#define PUNCTUATION "=:;,(){}[]"

/* As much of something unexpected as a message repeats. */
#define FOUND_COLUMNS 40

/* Kinds of tokens: punctuation stands for itself, '=' also for ':'. */
#define TOKEN_NAME 'n'
#define TOKEN_TEXT 't'
#define TOKEN_VALUE 'v' /* any other, also a bracket and what is in it */

struct name {
	const char *text;
	int len;
};

struct scan {
	struct conf_text *out;
	struct faults *faults;
	const char *folder; /* of the file; NULL: it may not include */
	const char *at, *end;
	int file, line;
	int depth;
	char last;        /* kind of the last token; 0 at first */
	size_t comma;     /* where in the output the last comma stands */
	struct name name; /* the last one */
	int nesting;
	struct {
		char bracket;
		int line;
		struct name name; /* of what is in the brackets */
		int element;      /* of a list, from 1 */
	} opened[NESTING_MAX];
};

static int splice(struct conf_text *conf, const char *path, int depth,
    struct faults *faults, struct err *err);

static bool
in_list(const struct scan *scan)
{
	return scan->nesting > 0 &&
	       scan->opened[scan->nesting - 1].bracket != '{';
}

static void
add_name(struct buf *out, struct name name)
{
	if (name.len > 0)
		buf_addf(out, "%s%.*s", out->len > 0 ? "." : "", name.len,
		    name.text);
}

/* Tells a fault of the text that stands here. */
__attribute__((format(printf, 2, 3))) static void
fault(struct scan *scan, const char *format, ...)
{
	struct buf setting = BUF_INIT;
	char text[512];
	va_list arguments;

	for (int i = 0; i < scan->nesting; i++) {
		add_name(&setting, scan->opened[i].name);
		if (scan->opened[i].bracket != '{')
			buf_addf(&setting, "[%d]", scan->opened[i].element);
	}
	if (!in_list(scan) && scan->last && strchr("=ntv", scan->last))
		add_name(&setting, scan->name);
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	faults_add_text(scan->faults, scan->file, scan->line,
	    buf_text(&setting), "%s", text);
	buf_done(&setting);
}

/* The file is beyond reading: stops the scan. */
static void
give_up(struct scan *scan)
{
	scan->out->broken = true;
	scan->at = scan->end;
}

static void
put(struct scan *scan, const char *bytes, size_t len)
{
	buf_add_bytes(&scan->out->text, bytes, len);
}

static void
new_line(struct scan *scan)
{
	put(scan, "\n", 1);
	scan->out->lines++;
	scan->line++;
}

/* From here on lines come from this file and line. */
static void
begin_part(struct scan *scan)
{
	struct conf_text *out = scan->out;

	if (out->text.len > 0) {
		put(scan, "\n", 1);
		out->lines++;
	}
	out->parts = mem_grow(
	    out->parts, (size_t)out->part_count + 1, sizeof(out->parts[0]));
	out->parts[out->part_count++] = (struct conf_part){
	    .first = out->lines + 1, .file = scan->file, .line = scan->line};
}

static bool
starts(const struct scan *scan, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(scan->end - scan->at) >= len &&
	       strncmp(scan->at, word, len) == 0;
}

static bool
comment(const struct scan *scan)
{
	return *scan->at == '#' ||
	       (*scan->at == '/' && (starts(scan, "//") || starts(scan, "/*")));
}

static void
skip_comment(struct scan *scan)
{
	int line = scan->line;

	if (!starts(scan, "/*")) {
		scan->at += strcspn(scan->at, "\n");
		return;
	}
	scan->at += 2;
	while (scan->at < scan->end && !starts(scan, "*/")) {
		if (*scan->at == '\n')
			new_line(scan);
		scan->at++;
	}
	if (scan->at < scan->end) {
		scan->at += 2;
		return;
	}
	faults_add_text(scan->faults, scan->file, line, "",
	    _("the comment that begins here has no end, expected */"));
	give_up(scan);
}

static void
scan_quoted(struct scan *scan)
{
	const char *from = scan->at;

	/* The text is ended by NUL, which no search here goes past. */
	scan->at++;
	while (*(scan->at += strcspn(scan->at, "\"\\\n")) == '\\') {
		if (starts(scan, "\\x00"))
			fault(
			    scan, _("found \\x00 in a text, expected printable "
			            "characters"));
		scan->at +=
		    starts(scan, "\\\"") || starts(scan, "\\\\") ? 2 : 1;
	}
	if (*scan->at != '"') {
		fault(scan,
		    _("a text is opened by \" and not closed on this line, "
		      "expected another \" behind it"));
		give_up(scan);
		return;
	}
	scan->at++;
	put(scan, from, (size_t)(scan->at - from));
	scan->last = TOKEN_TEXT;
}

static void
open_bracket(struct scan *scan, char bracket)
{
	if (scan->nesting == NESTING_MAX) {
		fault(scan, _("found brackets %d deep, expected fewer"),
		    NESTING_MAX + 1);
		give_up(scan);
		return;
	}
	scan->opened[scan->nesting].bracket = bracket;
	scan->opened[scan->nesting].line = scan->line;
	scan->opened[scan->nesting].element = 1;
	scan->opened[scan->nesting].name =
	    in_list(scan) ? (struct name){0} : scan->name;
	scan->nesting++;
}

static char
closing(char bracket)
{
	return bracket == '(' ? ')' : bracket == '[' ? ']' : '}';
}

static void
close_bracket(struct scan *scan, char bracket)
{
	bool comma = scan->last == ',';

	scan->last = TOKEN_VALUE;
	if (scan->nesting == 0) {
		fault(
		    scan, _("found %c, but no bracket is open here"), bracket);
		give_up(scan);
		return;
	}
	scan->nesting--;
	if (closing(scan->opened[scan->nesting].bracket) != bracket) {
		fault(scan,
		    _("found %c, expected %c to close the %c of line %d"),
		    bracket, closing(scan->opened[scan->nesting].bracket),
		    scan->opened[scan->nesting].bracket,
		    scan->opened[scan->nesting].line);
		give_up(scan);
		return;
	}
	scan->name = scan->opened[scan->nesting].name;
	if (comma && bracket != '}') {
		fault(scan,
		    _("found a comma before the closing %c, expected none "
		      "behind the last one"),
		    bracket);
		scan->out->text.text[scan->comma] = ' ';
	}
}

static void
scan_punctuation(struct scan *scan, char kind)
{
	char mark = *scan->at++;

	if (strchr("({[", mark)) {
		open_bracket(scan, mark);
		scan->last = mark;
	} else if (strchr(")}]", mark)) {
		close_bracket(scan, mark);
	} else {
		if (mark == ',')
			scan->comma = scan->out->text.len;
		if (mark == ',' && in_list(scan))
			scan->opened[scan->nesting - 1].element++;
		scan->last = kind;
	}
	put(scan, &mark, 1);
}

/* Goes on behind the text that the word begins, if it ends on this line. */
static void
skip_wrong_quotes(struct scan *scan, const char *word, size_t quote)
{
	const char *text = scan->at - strlen(word) + quote;
	size_t line = strcspn(text, "\n");
	/* Closing ones differ from opening ones in their last byte. */
	const char *close = memmem(text, line, word, quote > 1 ? 2 : 1);

	if (close && close + quote > scan->at)
		scan->at = close + quote;
}

/* True if libconfig may have the word; else the fault is told. */
static bool
judge_word(struct scan *scan, const char *word)
{
	size_t quote;

	switch (conf_word_judge(word, &quote)) {
	case CONF_WORD_GOOD:
		return true;
	case CONF_WORD_QUOTE:
		fault(scan,
		    _("found the quote %.*s, expected a plain double one "
		      "(\")"),
		    (int)quote, word);
		skip_wrong_quotes(scan, word, quote);
		return false;
	case CONF_WORD_LONG:
		fault(scan,
		    _("found the number %.60s, expected at most %d digits"),
		    word, CONF_WORD_DIGITS);
		return false;
	case CONF_WORD_HABIT:
		fault(scan,
		    _("found %s, expected true or false, or a text in quotes"),
		    word);
		return false;
	default:
		fault(scan,
		    _("found %.60s, expected a number, true or false, or a "
		      "text in quotes"),
		    word);
		return false;
	}
}

/* A value that is no quoted text: it ends where something else begins. */
static void
scan_word(struct scan *scan)
{
	const char *from = scan->at;
	char *word;

	while (scan->at < scan->end &&
	       !strchr(" \t\r\n;,(){}[]\"=#", *scan->at) && !comment(scan))
		scan->at++;
	if (scan->at == from)
		scan->at++;
	word = mem_copy_bytes(from, (size_t)(scan->at - from));
	if (judge_word(scan, word))
		put(scan, word, strlen(word));
	else
		put(scan, "0", 1);
	scan->last = TOKEN_VALUE;
	free(word);
}

static void
include(struct scan *scan, const char *name)
{
	struct conf_text *out = scan->out;
	struct err err;
	char *path;

	if (!scan->folder) {
		fault(scan, _("this file cannot include another"));
		return;
	}
	if (scan->depth >= INCLUDE_DEPTH_MAX ||
	    ++out->includes > INCLUDES_MAX) {
		fault(scan,
		    _("too many files include each other; does one include "
		      "itself?"));
		give_up(scan);
		return;
	}
	path = file_join(scan->folder, name);
	if (splice(out, path, scan->depth + 1, scan->faults, &err) < 0)
		fault(scan, "%s", err.text);
	free(path);
	begin_part(scan);
	scan->last = ';';
}

static void
scan_include(struct scan *scan)
{
	const char *from;
	char *name;

	scan->at += strlen("@include");
	scan->at += strspn(scan->at, " \t");
	from = scan->at + 1;
	scan->at += *scan->at == '"';
	scan->at += strcspn(scan->at, "\"\n");
	if (from[-1] != '"' || *scan->at != '"' || scan->at == from) {
		scan->at += strcspn(scan->at, "\n");
		fault(
		    scan, _("found @include without a file, expected @include "
		            "\"file\""));
		return;
	}
	name = mem_copy_bytes(from, (size_t)(scan->at - from));
	scan->at++;
	include(scan, name);
	free(name);
}

/* In no locale more than these; by strspn every name would cost more than the
 * rest of its line. */
static size_t
name_length(const char *text)
{
	size_t len = 0;

	while ((text[len] >= 'a' && text[len] <= 'z') ||
	       (text[len] >= 'A' && text[len] <= 'Z') ||
	       (text[len] >= '0' && text[len] <= '9') || text[len] == '-' ||
	       text[len] == '_' || text[len] == '*')
		len++;
	return len;
}

/* Names end at once, so that `a=1` and `a:1` are read like `a = 1`. */
static void
scan_name(struct scan *scan)
{
	size_t len = name_length(scan->at);

	put(scan, scan->at, len);
	scan->name = (struct name){scan->at, (int)len};
	scan->at += len;
	scan->last = TOKEN_NAME;
}

static bool
is_value(char kind)
{
	return kind == TOKEN_VALUE || kind == TOKEN_TEXT;
}

static bool
value_expected(const struct scan *scan)
{
	if (scan->last == '=')
		return true;
	return in_list(scan) && strchr("([,", scan->last);
}

/* Where a setting can begin without one before it. */
static bool
at_start(const struct scan *scan)
{
	return scan->last == 0 || strchr("{;,", scan->last);
}

static char
kind_here(const struct scan *scan)
{
	char c = *scan->at;

	if (c == '"')
		return TOKEN_TEXT;
	if (c == ':')
		return '=';
	if (strchr("({[", c))
		return TOKEN_VALUE;
	if (strchr(PUNCTUATION, c))
		return c;
	return value_expected(scan) ? TOKEN_VALUE : TOKEN_NAME;
}

/* Brackets inside of [ ], which holds only plain values. */
static bool
bracket_in_array(const struct scan *scan)
{
	return scan->nesting > 0 &&
	       scan->opened[scan->nesting - 1].bracket == '[' &&
	       strchr("({[", *scan->at);
}

/* What may be the name of a setting: not true and false. */
static bool
name_here(const struct scan *scan)
{
	size_t len = name_length(scan->at);

	if (starts(scan, "@include"))
		return true;
	return (isalpha((unsigned char)*scan->at) || *scan->at == '*') &&
	       !(len == 4 && strncasecmp(scan->at, "true", len) == 0) &&
	       !(len == 5 && strncasecmp(scan->at, "false", len) == 0);
}

/* The grammar: whether a token of this kind may stand here. */
static bool
may_follow(const struct scan *scan, char kind)
{
	bool list = in_list(scan);
	bool after_value = is_value(scan->last);

	switch (kind) {
	case TOKEN_NAME:
		return !list && (after_value || at_start(scan)) &&
		       name_here(scan);
	case TOKEN_TEXT: /* libconfig joins texts: not in lists, please */
		return value_expected(scan) ||
		       (!list && scan->last == TOKEN_TEXT);
	case TOKEN_VALUE:
		return value_expected(scan) && !bracket_in_array(scan);
	case '=':
		return scan->last == TOKEN_NAME;
	case ';':
		return !list && after_value;
	case ',':
		return after_value;
	default:
		return after_value ||
		       (list ? value_expected(scan) : at_start(scan));
	}
}

static const char *
expected_here(const struct scan *scan)
{
	bool after_value = is_value(scan->last);

	if (scan->last == TOKEN_NAME)
		return _("= and a value");
	if (scan->last == '=')
		return _("a value");
	if (in_list(scan))
		return after_value ? _("a comma or the closing bracket")
		                   : _("a value or the closing bracket");
	return after_value ? _("; or the next setting")
	                   : _("the name of a setting");
}

static void
misplaced(struct scan *scan)
{
	const char *at = scan->at;
	size_t len = strcspn(at, " \t\r\n" PUNCTUATION);
	size_t fit = utf8_fit(at, FOUND_COLUMNS, NULL);

	if (len == 0)
		len = 1;
	if (*at == '\0')
		fault(scan, _("found the end of the file, expected %s"),
		    expected_here(scan));
	else
		fault(scan, _("found %.*s, expected %s"),
		    (int)(len < fit ? len : fit), at, expected_here(scan));
	give_up(scan);
}

static void
scan_token(struct scan *scan)
{
	char kind = kind_here(scan);

	if (!may_follow(scan, kind))
		misplaced(scan);
	else if (kind == TOKEN_NAME && *scan->at == '@')
		scan_include(scan);
	else if (kind == TOKEN_TEXT)
		scan_quoted(scan);
	else if (strchr(PUNCTUATION, *scan->at))
		scan_punctuation(scan, kind);
	else if (kind == TOKEN_VALUE)
		scan_word(scan);
	else
		scan_name(scan);
}

static void
scan_next(struct scan *scan)
{
	char c = *scan->at;

	if (c == '\n') {
		new_line(scan);
		scan->at++;
	} else if (c == ' ' || c == '\t' || c == '\r') {
		/* Only words need a space between them. */
		if (scan->last == TOKEN_NAME || scan->last == TOKEN_VALUE)
			put(scan, " ", 1);
		do
			scan->at++;
		while (
		    *scan->at == ' ' || *scan->at == '\t' || *scan->at == '\r');
	} else if (comment(scan)) {
		skip_comment(scan);
	} else {
		scan_token(scan);
	}
}

static int
line_of(const char *text, size_t offset)
{
	int line = 1;

	for (size_t i = 0; i < offset; i++)
		line += text[i] == '\n';
	return line;
}

/* The bytes as such: UTF-8 without a mark before and without controls. */
static void
check_bytes(struct scan *scan)
{
	const char *text = scan->at;
	size_t len = (size_t)(scan->end - text), bad;

	if (!utf8_valid(text, len, &bad)) {
		faults_add_text(scan->faults, scan->file, line_of(text, bad),
		    "",
		    _("found the byte 0x%02x, expected UTF-8: save the file "
		      "in that encoding"),
		    (unsigned char)text[bad]);
		give_up(scan);
		return;
	}
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if ((c >= 0x20 && c != 0x7f) || c == '\t' || c == '\r' ||
		    c == '\n')
			continue;
		faults_add_text(scan->faults, scan->file, line_of(text, i), "",
		    _("found the control character U+%04X, expected text"), c);
		give_up(scan);
		return;
	}
	if (starts(scan, "\xef\xbb\xbf")) {
		faults_add_text(scan->faults, scan->file, 1, "",
		    _("the file begins with a byte order mark, expected none: "
		      "save it as UTF-8 without it"));
		scan->at += 3;
	}
}

static void
scan_text(struct scan *scan)
{
	begin_part(scan);
	check_bytes(scan);
	while (scan->at < scan->end)
		scan_next(scan);
	if (scan->out->broken)
		return;
	if (scan->nesting > 0) {
		faults_add_text(scan->faults, scan->file,
		    scan->opened[scan->nesting - 1].line, "",
		    _("the %c that stands here is not closed, expected %c"),
		    scan->opened[scan->nesting - 1].bracket,
		    closing(scan->opened[scan->nesting - 1].bracket));
		give_up(scan);
	} else if (scan->last == TOKEN_NAME || scan->last == '=') {
		misplaced(scan);
	}
}

/* Appends a file to the whole. */
static int
splice(struct conf_text *conf, const char *path, int depth,
    struct faults *faults, struct err *err)
{
	struct buf text = BUF_INIT;
	char *folder = file_folder(path);
	int result = file_read(path, FILE_TEXT_MAX, &text, err);

	if (result == OK && conf->text.len + text.len > FILE_TEXT_MAX)
		result = err_set(err, ERR_DATA,
		    _("%s is too much: a file with all it includes may have "
		      "%d bytes"),
		    path, FILE_TEXT_MAX);
	if (result == OK) {
		struct scan scan = {.out = conf,
		    .faults = faults,
		    .folder = folder,
		    .at = buf_text(&text),
		    .end = buf_text(&text) + text.len,
		    .file = faults_file(faults, path),
		    .line = 1,
		    .depth = depth};

		scan_text(&scan);
	}
	free(folder);
	buf_done(&text);
	return result;
}

int
conf_text_read(struct conf_text *conf, const char *path, struct faults *faults,
    struct err *err)
{
	*conf = (struct conf_text){0};
	return splice(conf, path, 0, faults, err);
}

void
conf_text_use(struct conf_text *conf, const char *name, const char *text,
    struct faults *faults)
{
	struct scan scan = {.out = conf,
	    .faults = faults,
	    .at = text,
	    .end = text + strlen(text),
	    .file = faults_file(faults, name),
	    .line = 1};

	*conf = (struct conf_text){0};
	scan_text(&scan);
}

void
conf_text_place(const struct conf_text *conf, int line, int *file, int *there)
{
	int i = conf->part_count - 1;

	while (i > 0 && conf->parts[i].first > line)
		i--;
	*file = conf->parts[i].file;
	*there = line - conf->parts[i].first + conf->parts[i].line;
	if (*there < 1)
		*there = 1;
}

void
conf_text_done(struct conf_text *conf)
{
	buf_done(&conf->text);
	free(conf->parts);
	*conf = (struct conf_text){0};
}
