/*
 * The terminal edge on ncurses: the only file that includes it. Handlers set
 * flags; everything else happens in term_wait, where signals are let in.
 */
#include "ui/term.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include <curses.h>

#include "ui/keymap.h"
#include "util/i18n.h"
#include "util/mem.h"

#define ESC_DELAY_MS 25
#define PASTE_PAUSE_MS 1000 /* a paste that is silent that long has ended */
#define SIDE_MAX 2000       /* rows or columns; no real terminal has more */

/* Ask the terminal to mark what is pasted, and no longer. */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

enum { FLAG_RESIZE, FLAG_STOP, FLAG_CONTINUE, FLAG_END, FLAGS };

/* Set by the handler, read and cleared by term_wait. */
static volatile sig_atomic_t flags[FLAGS];

/* The signals that are let in only while term_wait waits, so none is missed
 * between looking at the flags and waiting. */
static const struct {
	int signal;
	int flag;
} signals[] = {
    {SIGWINCH, FLAG_RESIZE},
    {SIGTSTP, FLAG_STOP},
    {SIGCONT, FLAG_CONTINUE},
    {SIGHUP, FLAG_END},
    {SIGTERM, FLAG_END},
    {SIGINT, FLAG_END},
    {SIGQUIT, FLAG_END},
};
#define SIGNALS (sizeof(signals) / sizeof(signals[0]))

struct term {
	SCREEN *screen;
	bool ascii;
	struct cells shown; /* what the terminal has now */
	bool all;           /* it may have anything: draw everything */
	cchar_t *line;      /* one row on its way to curses */
	attr_t attributes[STYLES];
	short pairs[STYLES];
	bool ahead; /* term_pending has read something: */
	enum term_input ahead_kind;
	uint32_t ahead_key;
	bool pasting;
	bool broken;   /* the paste's last character was a break */
	int64_t heard; /* ms: when the paste's last byte was read */
	char bytes[4]; /* of a character that has not come whole yet */
	size_t byte_count;
	struct sigaction old_actions[SIGNALS];
	sigset_t old_mask; /* lets the signals in */
};

/* --- signals --- */

/* A stop that was not carried out yet is called off by SIGCONT. */
static void
on_signal(int signal)
{
	if (signal == SIGCONT)
		flags[FLAG_STOP] = 0;
	for (size_t i = 0; i < SIGNALS; i++)
		if (signals[i].signal == signal)
			flags[signals[i].flag] = 1;
}

static bool
take_flag(int flag)
{
	bool set = flags[flag] != 0;

	flags[flag] = 0;
	return set;
}

static void
signals_take(struct term *term)
{
	struct sigaction action = {.sa_handler = on_signal};
	sigset_t ours;

	sigemptyset(&ours);
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaddset(&ours, signals[i].signal);
	sigprocmask(SIG_BLOCK, &ours, &term->old_mask);
	for (size_t i = 0; i < SIGNALS; i++) {
		sigdelset(&term->old_mask, signals[i].signal);
		flags[signals[i].flag] = 0;
		sigaction(signals[i].signal, &action, &term->old_actions[i]);
	}
}

/* Once told to end, the program is not told twice: its keeper passes on what
 * the terminal has sent to both. */
static void
signals_give_back(struct term *term)
{
	for (size_t i = 0; i < SIGNALS; i++)
		if (signals[i].flag == FLAG_END && flags[FLAG_END])
			signal(signals[i].signal, SIG_IGN);
		else
			sigaction(
			    signals[i].signal, &term->old_actions[i], NULL);
	sigprocmask(SIG_SETMASK, &term->old_mask, NULL);
}

/* --- writing past curses --- */

static void
tty_write(const char *text)
{
	size_t len = strlen(text);

	while (len > 0) {
		ssize_t done = write(STDOUT_FILENO, text, len);

		if (done < 0 && errno != EINTR)
			return;
		if (done > 0) {
			text += done;
			len -= (size_t)done;
		}
	}
}

static const char *
capability(const char *name)
{
	const char *found = tigetstr(name);

	return found && found != (const char *)-1 ? found : "";
}

/* Asks the terminal to mark what is pasted, or no longer to. Older descriptions
 * say nothing of it; those of its kind have a mouse at least. */
static void
paste_mode(const char *mode)
{
	const char *type = getenv("TERM");
	bool console = type && strncmp(type, "linux", strlen("linux")) == 0;

	if (*capability("BE") != '\0' ||
	    (*capability("kmous") != '\0' && !console))
		tty_write(mode);
}

/* --- wiping --- */

/* The scrollback. Terminals of the ECMA-48 family that cannot do it ignore
 * it; others are not asked. */
static void
wipe_scrollback(void)
{
	const char *wipe = capability("E3");

	if (*wipe == '\0' && strncmp(capability("clear"), "\033[", 2) == 0)
		wipe = "\033[3J";
	tty_write(wipe);
}

void
term_blank(struct term *term)
{
	erase();
	clearok(curscr, TRUE);
	move(0, 0);
	refresh();
	wipe_scrollback();
	cells_clear(&term->shown);
}

void
term_wipe_dead(void)
{
	/* As if starting: what is left behind is then wiped as on leaving. */
	SCREEN *screen = newterm(NULL, stdout, stdin);

	if (!screen) {
		tty_write(PASTE_OFF
		    "\033[0m\033[H\033[2J\033[3J\033[?1049l\033[?25h");
		return;
	}
	clear();
	refresh();
	wipe_scrollback();
	endwin();
	paste_mode(PASTE_OFF);
	delscreen(screen);
}

/* --- styles --- */

/* How a style looks in each kind of colour; -1 is the default foreground.
 * The numbers of 256 are readable on black and on white alike. */
static const struct {
	attr_t mono, with_16, with_256;
	short colour_16, colour_256;
} looks[STYLES] = {
    [STYLE_NORMAL] = {A_NORMAL, A_NORMAL, A_NORMAL, -1, -1},
    [STYLE_DIM] = {A_DIM, A_DIM, A_NORMAL, -1, 243},
    [STYLE_BOLD] = {A_BOLD, A_BOLD, A_BOLD, -1, -1},
    [STYLE_ACCENT] = {A_BOLD, A_NORMAL, A_NORMAL, COLOR_CYAN, 29},
    [STYLE_FOCUS] = {A_BOLD, A_BOLD, A_BOLD, -1, -1},
    [STYLE_MATCH] = {A_UNDERLINE, A_UNDERLINE, A_UNDERLINE, -1, -1},
    [STYLE_ALERT] = {A_REVERSE, A_BOLD, A_BOLD, COLOR_RED, 160},
};

static enum term_colour
choose_colour(enum term_colour wanted)
{
	const char *no_color = getenv("NO_COLOR");
	enum term_colour best = TERM_MONO;

	if (wanted == TERM_AUTO && no_color && *no_color)
		return TERM_MONO;
	if (tigetnum("colors") >= 256)
		best = TERM_256;
	else if (tigetnum("colors") >= 8)
		best = TERM_16;
	return wanted == TERM_AUTO || wanted > best ? best : wanted;
}

static void
styles_init(struct term *term, enum term_colour colour)
{
	short background = COLOR_BLACK;

	colour = choose_colour(colour);
	if (colour != TERM_MONO && start_color() == OK &&
	    use_default_colors() == OK)
		background = -1;
	for (int i = 0; i < STYLES; i++) {
		short ink = colour == TERM_256 ? looks[i].colour_256
		                               : looks[i].colour_16;

		term->attributes[i] = colour == TERM_MONO ? looks[i].mono
		                      : colour == TERM_16 ? looks[i].with_16
		                                          : looks[i].with_256;
		if (colour == TERM_MONO || ink < 0)
			continue;
		term->pairs[i] = (short)(i + 1);
		init_pair(term->pairs[i], ink, background);
	}
}

/* --- beginning and end --- */

/* Without flow control and literal-next: Ctrl-S would look like a crash. Ctrl-C
 * is a key, so that a half-typed text can ask before it goes. */
static void
modes_init(void)
{
	struct termios modes;

	cbreak();
	noecho();
	nonl();
	if (tcgetattr(STDIN_FILENO, &modes) == 0) {
		modes.c_iflag &= (tcflag_t) ~(IXON | IXOFF);
		modes.c_lflag &= (tcflag_t)~IEXTEN;
		modes.c_cc[VINTR] = _POSIX_VDISABLE;
		tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
	}
	def_prog_mode();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	set_escdelay(ESC_DELAY_MS);
	typeahead(-1); /* the loop itself draws only when no key waits */
}

/* The grid of what is shown, in the terminal's size. */
static void
size_take(struct term *term)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0 && size.ws_row <= SIDE_MAX &&
	    size.ws_col <= SIDE_MAX)
		resize_term(size.ws_row, size.ws_col);
	cells_done(&term->shown);
	cells_init(&term->shown, LINES, COLS, term->ascii);
	term->line = mem_grow(term->line, (size_t)COLS, sizeof(*term->line));
	term->all = true;
}

/* Why the terminal could not be taken. */
static int
refuse(struct err *err)
{
	const char *type = getenv("TERM");

	if (!type || *type == '\0')
		return err_set(err, ERR_UNAVAILABLE,
		    _("the variable TERM is not set; try TERM=xterm huddle"));
	return err_set(err, ERR_UNAVAILABLE,
	    _("the terminal type '%s' cannot be used here; try TERM=xterm "
	      "huddle"),
	    type);
}

int
term_new(
    struct term **out, enum term_colour colour, bool ascii, struct err *err)
{
	struct term *term;

	*out = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_UNAVAILABLE,
		    _("this is no terminal; start huddle in one, or see "
		      "'huddle help' for its commands"));
	term = mem_new(1, sizeof(*term));
	signals_take(term);
	/* Not initscr: that one ends the program where the type is unknown. */
	term->screen = newterm(NULL, stdout, stdin);
	if (!term->screen || *capability("cup") == '\0' ||
	    *capability("clear") == '\0') {
		if (term->screen) {
			endwin();
			delscreen(term->screen);
		}
		signals_give_back(term);
		free(term);
		return refuse(err);
	}
	term->ascii = ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	modes_init();
	styles_init(term, colour);
	/* Until it has come back from a suspension once, curses flushes its
	 * output at every move of the cursor: a page would be some fifty writes
	 * instead of one, and as many wake-ups of whoever reads them. */
	endwin();
	doupdate();
	paste_mode(PASTE_ON);
	size_take(term);
	*out = term;
	return OK;
}

void
term_free(struct term *term)
{
	if (!term)
		return;
	term_blank(term);
	endwin();
	paste_mode(PASTE_OFF);
	delscreen(term->screen);
	signals_give_back(term);
	cells_done(&term->shown);
	free(term->line);
	free(term);
}

bool
term_ascii(const struct term *term)
{
	return term->ascii;
}

void
term_size(const struct term *term, int *rows, int *out_columns)
{
	*rows = term->shown.rows;
	*out_columns = term->shown.columns;
}

/* --- keys --- */

/* The marks around a paste; no keys, and no characters either. */
enum { PASTE_BEGIN = K_F10 + 1, PASTE_END };

/* What curses calls keys, and what terminals send that do not keep to their
 * description: without this their Home would be Esc and a few characters. */
static const struct {
	int code;
	const char *sent; /* behind ESC */
	uint32_t key;
} keys[] = {
    {KEY_UP, "[A", K_UP},
    {KEY_DOWN, "[B", K_DOWN},
    {KEY_RIGHT, "[C", K_RIGHT},
    {KEY_LEFT, "[D", K_LEFT},
    {KEY_HOME, "[H", K_HOME},
    {KEY_END, "[F", K_END},
    {KEY_HOME, "[1~", K_HOME},
    {KEY_END, "[4~", K_END},
    {KEY_HOME, "[7~", K_HOME},
    {KEY_END, "[8~", K_END},
    {KEY_DC, "[3~", K_DEL},
    {KEY_PPAGE, "[5~", K_PGUP},
    {KEY_NPAGE, "[6~", K_PGDN},
    {KEY_BTAB, "[Z", K_BACKTAB},
    {KEY_F(1), "[11~", K_F1},
    {KEY_F(2), "[12~", K_F2},
    {KEY_F(10), "[21~", K_F10},
    {KEY_F(1), "[[A", K_F1},
    {KEY_F(2), "[[B", K_F2},
    {KEY_F(1), "OP", K_F1},
    {KEY_F(2), "OQ", K_F2},
    {KEY_UP, "OA", K_UP},
    {KEY_DOWN, "OB", K_DOWN},
    {KEY_RIGHT, "OC", K_RIGHT},
    {KEY_LEFT, "OD", K_LEFT},
    {KEY_HOME, "OH", K_HOME},
    {KEY_END, "OF", K_END},
    {KEY_BACKSPACE, "", K_BACK},
    {KEY_ENTER, "OM", K_ENTER},
    {ERR, "[200~", PASTE_BEGIN},
    {ERR, "[201~", PASTE_END},
};
#define KEYS (sizeof(keys) / sizeof(keys[0]))

static uint32_t
key_of_code(int code)
{
	for (size_t i = 0; i < KEYS; i++)
		if (keys[i].code == code)
			return keys[i].key;
	return K_NONE;
}

/* The next byte of a sequence that has begun; ERR if it does not come. In a
 * paste nobody has pressed Esc: the line may be slow. */
static int
next_byte(const struct term *term)
{
	int patience = term->pasting ? PASTE_PAUSE_MS : ESC_DELAY_MS;
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	int byte = getch();

	if (byte == ERR && poll(&input, 1, patience) > 0)
		byte = getch();
	return byte;
}

/* Behind an ESC: a sequence that curses does not know is one key or none,
 * never the characters that it is made of. */
static uint32_t
key_of_escape(const struct term *term)
{
	char sent[8];
	size_t len = 0;
	int byte = term->pasting ? next_byte(term) : getch();

	if (byte != '[' && byte != 'O') {
		if (byte != ERR)
			ungetch(byte);
		return K_ESC;
	}
	do {
		if (len < sizeof(sent) - 1)
			sent[len++] = (char)byte;
		byte = next_byte(term);
	} while (byte >= ' ' && byte < '@');
	/* The Linux console's F keys have a second bracket. */
	if (byte == '[' && len == 1) {
		sent[len++] = (char)byte;
		byte = next_byte(term);
	}
	if (byte < '@' || byte > '~')
		return K_NONE;
	sent[len++] = (char)byte;
	for (size_t i = 0; i < KEYS; i++)
		if (strlen(keys[i].sent) == len &&
		    memcmp(keys[i].sent, sent, len) == 0)
			return keys[i].key;
	return K_NONE;
}

static uint32_t
key_of_byte(struct term *term, int byte)
{
	uint32_t code;
	size_t len;

	if (byte < 0x80)
		term->byte_count = 0;
	if (byte == K_ESC)
		return key_of_escape(term);
	if (byte == '\n')
		return K_ENTER;
	if (byte == '\b' || byte == 0x7f)
		return K_BACK;
	if (byte < 0x80)
		return (uint32_t)byte;
	if ((byte & 0xc0) != 0x80)
		term->byte_count = 0; /* a new character begins */
	term->bytes[term->byte_count++] = (char)byte;
	len = utf8_next(term->bytes, term->byte_count, &code);
	if (len == term->byte_count && len > 1) {
		term->byte_count = 0;
		return utf8_printable(code) ? code : K_NONE;
	}
	if (term->byte_count == 1 && (byte & 0xc0) == 0x80)
		term->byte_count = 0;
	term->byte_count %= sizeof(term->bytes);
	return K_NONE;
}

static void
put_ahead(struct term *term, enum term_input kind, uint32_t key)
{
	term->ahead = true;
	term->ahead_kind = kind;
	term->ahead_key = key;
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Only characters count in a paste; breaks that follow each other are one
 * space. */
static void
take_pasted(struct term *term, uint32_t key)
{
	bool is_break = key >= '\t' && key <= '\r';

	if (is_break && !term->broken)
		put_ahead(term, TERM_PASTE, ' ');
	else if (key_is_character(key))
		put_ahead(term, TERM_PASTE, key);
	if (is_break || term->ahead)
		term->broken = is_break;
}

static void
take_key(struct term *term, uint32_t key)
{
	if (key == PASTE_BEGIN && !term->pasting) {
		term->pasting = true;
		term->broken = false;
		put_ahead(term, TERM_PASTE, K_NONE);
	} else if (key == PASTE_END) {
		term->pasting = false;
	} else if (term->pasting) {
		take_pasted(term, key);
	} else if (key != K_NONE) {
		put_ahead(term, TERM_KEY, key);
	}
}

bool
term_pending(struct term *term)
{
	int code;

	while (!term->ahead && (code = getch()) != ERR) {
		/* The mark at a paste's end may have been lost. */
		if (term->pasting && now_ms() - term->heard >= PASTE_PAUSE_MS)
			term->pasting = false;
		take_key(term,
		    code < 0x100 ? key_of_byte(term, code) : key_of_code(code));
		term->heard = now_ms();
	}
	return term->ahead;
}

/* --- waiting --- */

/* Lets pending signals in. */
static void
signals_poll(const struct term *term)
{
	struct timespec none = {0};

	ppoll(NULL, 0, &none, &term->old_mask);
}

/* Stops as a shell expects it, with the terminal given back and blank. */
static void
suspend(struct term *term)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	struct sigaction ours;
	sigset_t stop;

	term_blank(term);
	endwin();
	paste_mode(PASTE_OFF);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigaction(SIGTSTP, &action, &ours);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL); /* stops here */
	sigprocmask(SIG_BLOCK, &stop, NULL);
	sigaction(SIGTSTP, &ours, NULL);
	signals_poll(term);
	flags[FLAG_CONTINUE] = 0; /* that was the end of this stop */
	paste_mode(PASTE_ON);
}

/* Continued after a stop that left no time to give the terminal back: others
 * may have used it meanwhile. */
static void
take_again(void)
{
	reset_prog_mode();
	tty_write(capability("smcup"));
	tty_write(capability("smkx"));
	paste_mode(PASTE_ON);
}

/* What signals asked for; false if they asked for nothing. */
static bool
obey_flags(struct term *term, enum term_input *input)
{
	*input = TERM_HANGUP;
	if (flags[FLAG_END])
		return true;
	*input = TERM_RESIZE;
	if (take_flag(FLAG_STOP))
		suspend(term);
	else if (take_flag(FLAG_CONTINUE))
		take_again();
	else if (!take_flag(FLAG_RESIZE))
		return false;
	size_take(term);
	return true;
}

/* Lets signals in and waits for a byte; 0 if none came, -1 if none will. */
static int
wait_byte(const struct term *term, int milliseconds)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	struct timespec time = {
	    .tv_sec = milliseconds / 1000,
	    .tv_nsec = milliseconds % 1000 * 1000000L,
	};
	int count = 0;

	if (ppoll(&input, 1, milliseconds < 0 ? NULL : &time,
	        &term->old_mask) <= 0)
		return 0;
	if ((input.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		return -1;
	/* Readable without anything to read is the end. */
	if (ioctl(STDIN_FILENO, FIONREAD, &count) == 0 && count == 0)
		return -1;
	return 1;
}

enum term_input
term_wait(struct term *term, int milliseconds, uint32_t *key)
{
	enum term_input input;
	int ready = 1;

	/* Signals come first, however many keys are waiting. */
	signals_poll(term);
	while (!obey_flags(term, &input)) {
		if (term_pending(term)) {
			*key = term->ahead_key;
			term->ahead = false;
			return term->ahead_kind;
		}
		if (ready == 0)
			return TERM_TIMEOUT;
		ready = wait_byte(term, milliseconds);
		if (ready < 0)
			return TERM_HANGUP;
	}
	return input;
}

/* --- drawing --- */

/* A cluster as curses takes it: the first character and the marks on it.
 * Joiners and selectors stay out, since terminals disagree about them, and so
 * does a character that the C library gives another width than we do. */
static void
to_wide(const struct cell *cell, wchar_t wide[CCHARW_MAX + 1])
{
	size_t len = strlen(cell->text), at, count = 1;
	uint32_t code;

	at = utf8_next(cell->text, len, &code);
	wide[0] = (wchar_t)code;
	if (code >= 0x80 && wcwidth((wchar_t)code) != cell->width)
		wide[0] = L'?';
	while (at < len && count < CCHARW_MAX) {
		at += utf8_next(cell->text + at, len - at, &code);
		if (wcwidth((wchar_t)code) == 0 &&
		    !(code >= 0xFE00 && code <= 0xFE0F) && code != 0x200D)
			wide[count++] = (wchar_t)code;
	}
	wide[count] = L'\0';
}

/* The cells of a row from `first` to before `end`, on to curses. */
static void
show_run(struct term *term, const struct cell *row, int y, int first, int end)
{
	wchar_t wide[CCHARW_MAX + 1];
	bool narrow = false; /* half of a wide cluster that is not shown */
	int count = 0;

	for (int x = first; x < end; x++) {
		const struct cell *cell = &row[x];

		if (cell->width == 0 && !narrow)
			continue;
		if (cell->width == 0) {
			wide[0] = L' ';
			wide[1] = L'\0';
		} else {
			to_wide(cell, wide);
		}
		narrow = cell->width == 2 && wcwidth(wide[0]) != 2;
		setcchar(&term->line[count++], wide,
		    term->attributes[cell->style], term->pairs[cell->style],
		    NULL);
	}
	mvadd_wchnstr(y, first, term->line, count);
}

static bool
same(const struct cell *a, const struct cell *b, size_t count)
{
	return memcmp(a, b, count * sizeof(*a)) == 0;
}

static void
show_row(struct term *term, const struct cell *row, int y, int width)
{
	struct cell *old = &term->shown.at[y * term->shown.columns];
	int first = 0, end = width;

	if (same(row, old, (size_t)width))
		return;
	while (same(&row[first], &old[first], 1))
		first++;
	while (same(&row[end - 1], &old[end - 1], 1))
		end--;
	/* Never half of a wide cluster. */
	while (first > 0 && row[first].width == 0)
		first--;
	while (end < width && row[end].width == 0)
		end++;
	show_run(term, row, y, first, end);
	memcpy(old, row, (size_t)width * sizeof(*row));
}

void
term_show(struct term *term, const struct cells *cells)
{
	int width = term->shown.columns;
	int height = term->shown.rows;

	if (cells->columns < width)
		width = cells->columns;
	if (cells->rows < height)
		height = cells->rows;
	if (term->all) {
		erase();
		clearok(curscr, TRUE);
		cells_clear(&term->shown);
		term->all = false;
	}
	for (int y = 0; y < height; y++)
		show_row(term, &cells->at[y * cells->columns], y, width);
	move(cells->cursor_row, cells->cursor_column);
	refresh();
}
