/*
 * A unit whose language is Spanish: the real program at 80 columns, what each
 * footer has room for, no English left between, and days in Spanish words.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/date.h"

#define FOOTER_ROW 23
#define MARGIN 3

/* Keys, a text of the page that comes, and what its footer begins with: all
 * that it has to say where that ends in "|". */
struct page {
	const char *keys;
	const char *text;
	const char *footer;
};

static const struct page pages[] = {
    {"", "La primera reunión",
        "c responder   h reunión   n notas   a acciones   b compañeros|"},
    {"!", "A quién llamar.", "Esc volver a donde estabas   j bajar   k subir|"},
    {"\033", "La primera reunión", "c responder"},
    {"?", "Por qué los números están difuminados",
        "Esc volver a donde estabas   j bajar   k subir|"},
    {"\033", "La primera reunión", "c responder"},
    {"n", "Todavía no hay notas.",
        "+ añadir   / buscar   f filtrar   Esc salir|"},
    {"+", "¿Qué es?", "Enter elegir   Esc salir|"},
    {"b", "¿Qué salió bien?", "Enter siguiente   Esc salir|"},
    {"La noche fue buena", "La noche fue buena", "Enter siguiente"},
    {"\r", "¿De qué trata?", "Enter guardar la nota   Esc volver al texto|"},
    {"\r", "Guardada. u la retira.", "Enter leer  u deshacer  + añadir"},
    {"\033", "Notas nuevas", "c responder"},
    {"h", "¿Qué reunión?", "Enter empezar   Esc salir|"},
    {"\r", "paso 1 de 4",
        "Enter siguiente   a acción   Espacio pausa   Esc salir|"},
    {"\r", "El buzón está abierto", "Enter cerrar el buzón  c responder"},
    {"c", "¿Cuánta energía tienes",
        "1-5 respuesta   s saltar   L English   Esc salir|"},
    {"4", "2 de 3",
        "1-5 respuesta  s saltar  L English  Izq atrás  Esc salir|"},
    {"4", "3 de 3",
        "1-5 respuesta  s saltar  L English  Izq atrás  Esc salir|"},
    {"4", "tus respuestas", "Enter depositar   Izq atrás   Esc salir|"},
    {"\r", "Guardado. Gracias.", "1-5 respuesta"},
    {"\033", "ha respondido 1 persona", "Enter cerrar el buzón"},
    {"\r", "¿Cuántas personas hay en esta reunión?",
        "Enter mostrar lo que dijo el equipo   Esc todavía no|"},
    {"8\r", "El buzón está cerrado",
        "Enter siguiente   Espacio pausa   Izq atrás   Esc salir|"},
    {"\r", "Anotado ",
        "Enter siguiente   Espacio pausa   Izq atrás   Esc salir|"},
    {" ", "paso 3 de 4, en pausa", "Enter siguiente  Espacio seguir"},
    {"\033", "¿Salir de la reunión?", "Enter elegir|"},
    {"k", "Hay una reunión en curso", "c responder"},
    {"h", "No se pierde nada de ella.",
        "Enter seguir   e terminarla   d descartarla   Esc salir|"},
    {"d", "¿Descartar esta reunión?", "Enter elegir|"},
    {"d", "La reunión se descartó.", "c responder"},
};

/* False where the program finds no catalogue, which is the case as long as it
 * is not where it will be installed. */
static bool
speaks(void)
{
	struct said said;
	bool spanish;

	setenv("LANGUAGE", "es", 1);
	said_run(&said, "", "help", NULL);
	unsetenv("LANGUAGE");
	spanish = strstr(buf_text(&said.output), "reuniones") != NULL;
	said_forget(&said);
	return spanish;
}

static void
speak_spanish(const struct ward *ward)
{
	FILE *file = fopen(ward->config, "a");

	assert_non_null(file);
	fputs("language = \"es\";\n", file);
	assert_int_equal(fclose(file), 0);
}

/* Help and support end the footer; where it has no room for all keys, help
 * says that there are more, and support may stand above the rule, as what is
 * told for a moment does. */
static bool
has_common(struct pty *pty)
{
	bool above = pty_row(pty, FOOTER_ROW - 2)[0] != '\0';
	const char *row = pty_row(pty, FOOTER_ROW);

	if (strstr(row, " ? más"))
		return above || strstr(row, "! apoyo  ");
	return strstr(row, " apoyo  ") && strstr(row, " ayuda");
}

/* The footer begins so and ends with what every page has; what ends in "|" is
 * all that stands between. */
static bool
footer_done(struct pty *pty, void *context)
{
	static const char *const common[] = {"! apoyo", "F2 apoyo", "? más"};
	const char *wanted = context, *row;
	size_t len = strcspn(wanted, "|");

	if (!has_common(pty))
		return false;
	row = pty_row(pty, FOOTER_ROW);
	if (strlen(row) < MARGIN || strncmp(row + MARGIN, wanted, len) != 0)
		return false;
	row += MARGIN + len;
	row += strspn(row, " ");
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (strncmp(row, common[i], strlen(common[i])) == 0)
			return true;
	return wanted[len] == '\0';
}

static void
begin(struct ward *ward)
{
	if (!speaks()) {
		print_message("\n*** SKIPPED: huddle finds no Spanish\n\n");
		skip();
	}
	setenv("LANGUAGE", "es", 1); /* of the files that are set up */
	ward_new(ward, NULL);
	unsetenv("LANGUAGE");
	speak_spanish(ward);
}

static struct pty *
open_program(void)
{
	char *argv[] = {(char *)ward_program(), NULL};

	return pty_new(&(struct pty_start){.argv = argv});
}

static void
leave(struct pty *pty)
{
	int code;

	pty_keys(pty, "q");
	assert_true(pty_wait_end(pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	pty_free(pty);
}

static void
walk(void **state)
{
	struct ward ward;
	struct pty *pty;

	(void)state;
	begin(&ward);
	pty = open_program();
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		pty_keys(pty, pages[i].keys);
		if (!pty_wait_text(pty, pages[i].text) ||
		    !pty_wait_until(
		        pty, footer_done, (void *)(uintptr_t)pages[i].footer))
			fail_msg("page %zu: %s; %s", i, pages[i].text,
			    pages[i].footer);
	}
	leave(pty);
	ward_free(&ward);
}

/* --- no English left ------------------------------------------------------ */

#define TITLE "Reponer el carro de ropa a las 11"
#define PEBBLE "Falta ropa limpia a mediodía"

/* Words of English texts that no Spanish text has. */
static const char *const english[] = {"the", "of", "and", "is", "it", "its",
    "this", "that", "what", "who", "with", "from", "for", "by", "to", "not",
    "you", "your", "there", "here", "card", "cards", "note", "notes", "board",
    "action", "actions", "answer", "answered", "respond", "new", "agreed",
    "testing", "test", "done", "waiting", "closed", "close", "owner", "nobody",
    "theme", "title", "aim", "size", "small", "reason", "due", "overdue", "day",
    "days", "today", "week", "since", "raised", "asked", "said", "too", "none",
    "open", "leave", "move", "add", "find", "filter", "sort", "save", "next",
    "back", "edit", "undo", "review", "looked", "department", "hospital's",
    "prediction", "measure", "history", "support", "help", "buddy", "buddies",
    "join", "joined", "name", "role", "shift", "shifts", "nights", "both",
    "wishes", "whom", "round", "weeks", "propose", "proposal", "group",
    "groups", "swap", "lock", "confirm", "everybody", "another", "connected",
    "slips", "try", "trend", "trends", "median", "better", "newest", "told",
    "about", "answers", "line", "words", "picture", "happened", "lately"};

/* Keys, and what shows that the page that they lead to has come. */
struct step {
	const char *keys;
	const char *text;
};

static const struct step board_pages[] = {
    {"", "Qué fue de ello"},
    {"n", "nueva hoy"},
    {"\r", "En espera de respuesta desde hoy."},
    {"r", "¿Cuál es la respuesta?"},
    {"\033", "En espera de respuesta desde hoy."},
    {"D", "borran para siempre"},
    {"\033", "En espera de respuesta desde hoy."},
    {"m", "Dijiste \"a mí también\"; u lo retira."},
    {"\033", "nueva hoy"},
    {"f", "¿Qué notas?"},
    {"\033", "nueva hoy"},
    {"q", "c responder"},
    {"a", "sin respuesta, desde hoy"},
    {"f", "1 de 1 tarjetas"},
    {"\033", "Nuevo 1"},
    {"?", "Preguntar al nivel superior, con un motivo."},
    {"\033", "Nuevo 1"},
    {"r", "¿Cuál es la respuesta?"},
    {"Llega desde el lunes.", "Llega desde el lunes."},
    {"\r", "Respondido: Reponer el carro"},
    {">", "Movida a Acordado. u lo deshace."},
    {"u", "Deshecho: movido: Reponer"},
    {"U", "Rehecho: movido: Reponer"},
    {"\r", "Tarjeta 1"},
    {"\r", "Responsable │ supervisora"},
    {"\033", "Acordado desde hoy"},
    {"t", "Empezar una prueba"},
    {"Una sala, una semana", "Una sala, una semana"},
    {"\r", "con un número si lo hay"},
    {"Cuatro paseos menos", "Cuatro paseos menos"},
    {"\023", "Prueba planificada: Reponer"},
    {"t", "b abandonar"},
    {"\033", "En prueba desde hoy"},
    {"e", "Sube hasta el servicio."},
    {"Lo paga el servicio", "Lo paga el servicio"},
    {"\r", "Elevado: Reponer"},
    {"p", "Sin aprobar."},
    {"\r", "Aprobada."},
    {"q", "el servicio"},
    {"q", "En espera 1"},
    {"y", "Se hizo"},
    {"p", "Para imprimirla:"},
    {"q", "Todavía en espera"},
    {"q", "En espera 1"},
    {"v", "Revisión semanal"},
    {" ", "vistas 1 de 2"},
    {"d", "¿Terminar la revisión?"},
    {"e", "La revisión está hecha."},
    {"\r", "En espera 1"},
};

/* The first word of a row that is English; NULL if none is. Commands are what
 * they are in every language. */
static const char *
english_in(const char *row)
{
	char word[32];

	while (*row && strncmp(row, "huddle print ", 13) != 0) {
		size_t len = strcspn(row, " ,.;:?\"()<>│▸·");

		snprintf(word, sizeof(word), "%.*s", (int)len, row);
		word[0] = (char)tolower((unsigned char)word[0]);
		for (size_t i = 0; i < sizeof(english) / sizeof(*english); i++)
			if (strcmp(word, english[i]) == 0)
				return english[i];
		row += len;
		row += *row != '\0';
	}
	return NULL;
}

static void
assert_no_english(struct pty *pty, const char *page)
{
	for (int row = 0; row <= FOOTER_ROW; row++) {
		const char *word = english_in(pty_row(pty, row));

		if (word)
			fail_msg("\"%s\" on the page %s:\n%s", word, page,
			    pty_screen(pty));
	}
}

static void
walk_steps(struct pty *pty, const struct step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		pty_keys(pty, steps[i].keys);
		if (!pty_wait_text(pty, steps[i].text))
			fail_msg("page %zu: %s", i, steps[i].text);
		assert_no_english(pty, steps[i].text);
	}
}

static void
add_note_and_card(void)
{
	ward_must(0, PEBBLE, "note", "add", "--kind", "pebble", "--theme",
	    "supplies", "-", NULL);
	ward_must(0, "", "action", "add", TITLE, "--theme", "supplies",
	    "--owner", "supervisora", "--due", "dentro de 3 semanas", "--size",
	    "small", NULL);
}

static void
board(void **state)
{
	struct ward ward;
	struct pty *pty;

	(void)state;
	begin(&ward);
	add_note_and_card();
	pty = open_program();
	walk_steps(
	    pty, board_pages, sizeof(board_pages) / sizeof(*board_pages));
	pty_keys(pty, "q");
	assert_true(pty_wait_text(pty, "c responder"));
	leave(pty);
	ward_free(&ward);
}

/* --- buddies -------------------------------------------------------------- */

static const struct step buddies_pages[] = {
    {"", "b compañeros"},
    {"b", "Todavía no participa nadie."},
    {"j", "Tu nombre o un apodo"},
    {"Ana\t", "Puede quedar vacío."},
    {"\t", "Cuándo trabajas."},
    {"\t", "Con quién te gustaría estar"},
    {"\t", "Con quién no quieres estar nunca."},
    {"\023", "Ana ya participa."},
    {"jBeto\023", "Beto ya participa."},
    {"jCora\023", "Cora ya participa."},
    {"jDora\023", "Dora ya participa."},
    {"p", "Cada participante recibe un compañero"},
    {"\023", "4 personas en 2 grupos"},
    {"s", "¿Quién cambia de sitio?"},
    {"\r", "¿Con quién cambia Ana?"},
    {"\r", "cambiaron de sitio. u lo deshace."},
    {"l", "Una propuesta nueva conserva este grupo."},
    {"\r", "¿Confirmar esta propuesta?"},
    {"y", "Confirmada. o muestra las papeletas"},
    {"o", "Papeletas para los compañeros"},
    {"q", "Quién está con quién"},
    {"c", "Hablaste con tu compañero. ¿Quién eres?"},
    {"\r", "Anotado."},
    {"e", "de día y de noche"},
    {"x", "¿Quién deja de participar?"},
    {"\r", "¿Ana deja de participar?"},
    {"l", "Ana ya no participa."},
    {"?", "Participar, o cambiar lo que dijiste."},
    {"\033", "de día y de noche"},
    {"q", "c responder"},
};

static void
buddies(void **state)
{
	struct ward ward;
	struct pty *pty;

	(void)state;
	begin(&ward);
	pty = open_program();
	walk_steps(
	    pty, buddies_pages, sizeof(buddies_pages) / sizeof(*buddies_pages));
	leave(pty);
	ward_free(&ward);
}

/* --- trends --------------------------------------------------------------- */

#define WEEKS 14
#define PAGE_DOWN "\033[6~"
#define PAGES_DOWN /* to the end, as a page is two rows there */               \
	PAGE_DOWN PAGE_DOWN PAGE_DOWN PAGE_DOWN PAGE_DOWN PAGE_DOWN PAGE_DOWN  \
	    PAGE_DOWN PAGE_DOWN PAGE_DOWN PAGE_DOWN PAGE_DOWN

static const struct step before_answers[] = {
    {"", "c responder"},
    {"t", "En estas 26 semanas no se preguntó nada"},
    {"q", "c responder"},
};

static const struct step trends_pages[] = {
    {"", "c responder"},
    {"t", "tuvieron lo que necesitaban"},
    {"v", "Lo último: aproximadamente"},
    {"v", "último, aproximado"},
    {"\r", "Izq/Der semana"},
    {PAGES_DOWN, "juntas."},
    {"v", "Arriba/Abajo semana"},
    {"w", "52 semanas, hasta el "},
    {"?", "Una línea, en gráfico"},
    {"\033", "Arriba/Abajo semana"},
    {"q", "Enter abrir"},
    {"q", "c responder"},
};

/* Huddles that were counted on paper: of ten 1 had what they needed, then 9. */
static void
count_weeks(void)
{
	char date[DATE_TEXT_SIZE], input[64];
	struct civil now;

	date_local(time(NULL), &now);
	for (int week = WEEKS; week > 0; week--) {
		int needed = 2 * week > WEEKS ? 9 : 81;

		date_format(now.day - 7 * week, date);
		snprintf(input, sizeof(input), "needed=0,%d,0,%d,0\n",
		    90 - needed, needed);
		ward_must(0, input, "round", "tally", "--date", date,
		    "--headcount", "180", "--checkins", "90", "-", NULL);
	}
}

static void
trends(void **state)
{
	struct ward ward;
	struct pty *pty;

	(void)state;
	begin(&ward);
	pty = open_program();
	walk_steps(pty, before_answers,
	    sizeof(before_answers) / sizeof(*before_answers));
	leave(pty);
	count_weeks();
	pty = open_program();
	walk_steps(
	    pty, trends_pages, sizeof(trends_pages) / sizeof(*trends_pages));
	leave(pty);
	ward_free(&ward);
}

/* --- days ----------------------------------------------------------------- */

/* What people type, and what is understood in every language, or in none. */
static const struct {
	const char *spanish;
	const char *known;
} days[] = {
    {"hoy", "today"},
    {"mañana", "tomorrow"},
    {"vie", "fri"},
    {"el viernes", "friday"},
    {"este jueves", "thu"},
    {"sab", "saturday"},
    {"para el miércoles", "wed"},
    {"MIERCOLES", "wed"},
    {"mar", "tue"},
    {"en 2 semanas", "+2w"},
    {"dentro de 2 semanas", "+2w"},
    {"3 sem", "+3w"},
    {"+1s", "+1w"},
    {"10 días", "+10d"},
    {"en 1 dia", "tomorrow"},
    {"+2 meses", "+2m"},
    {"en el futuro", "in the future"},
    {"la semana que viene", "next week"},
    {"próxima semana", "next week"},
    {"la semana proxima", "next week"},
    {"1 de diciembre", "1 dec"},
    {"para el 3 de ene", "3 jan"},
    {"15 de marzo", "15 mar"},
    {"el 27", "27"},
    {"nada", "none"},
    {"sin fecha", "none"},
};

/* The day that a card is due that was added so; "" if that was refused. */
static void
due(const char *text, char day[16])
{
	static const char name[] = "\"due\":";
	struct said said;
	const char *at;
	int status = said_run(
	    &said, "", "action", "add", TITLE, "--due", text, "--json", NULL);

	day[0] = '\0';
	at = strstr(buf_text(&said.output), name);
	if (status == 0 && at) {
		at += strlen(name);
		snprintf(day, 16, "%.*s", (int)strcspn(at, ",}"), at);
	}
	said_forget(&said);
}

/* A day may end between two of them, but not twice. */
static void
understands(void **state)
{
	char known[16], spanish[16];
	struct ward ward;

	(void)state;
	begin(&ward);
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		due(days[i].known, known);
		due(days[i].spanish, spanish);
		if (strcmp(spanish, known) != 0)
			due(days[i].known, known);
		if (strcmp(spanish, known) != 0)
			fail_msg("\"%s\" is %s, \"%s\" is %s", days[i].spanish,
			    spanish, days[i].known, known);
	}
	ward_free(&ward);
}

/* The field says which day it understood: of "vie" a Friday. */
static bool
says_friday(struct pty *pty, void *context)
{
	int row = pty_find(pty, "Fecha       │ vie", NULL);

	(void)context;
	return row >= 0 && strstr(pty_row(pty, row), "  vie ") != NULL;
}

static bool
says_month(struct pty *pty, void *context)
{
	int row = pty_find(pty, "│ en 2 semanas", NULL);

	(void)context;
	return row >= 0 && strstr(pty_row(pty, row), " de ") != NULL;
}

static void
typed(void **state)
{
	struct ward ward;
	struct pty *pty;

	(void)state;
	begin(&ward);
	pty = open_program();
	assert_true(pty_wait_text(pty, "c responder"));
	pty_keys(pty, "a");
	assert_true(pty_wait_text(pty, "Todavía no hay tarjetas."));
	pty_keys(pty, "+");
	assert_true(pty_wait_text(pty, "Acción nueva"));
	pty_keys(pty, TITLE "\t\t\tvie");
	assert_true(pty_wait_until(pty, says_friday, NULL));
	pty_keys(pty, "\025en 2 semanas");
	assert_true(pty_wait_until(pty, says_month, NULL));
	pty_keys(pty, "\023");
	assert_true(pty_wait_text(pty, "Nuevo 1"));
	pty_keys(pty, "q");
	assert_true(pty_wait_text(pty, "c responder"));
	leave(pty);
	ward_free(&ward);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(walk),
	    cmocka_unit_test(board),
	    cmocka_unit_test(buddies),
	    cmocka_unit_test(trends),
	    cmocka_unit_test(understands),
	    cmocka_unit_test(typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
