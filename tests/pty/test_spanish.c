/*
 * A unit whose language is Spanish: the real program at 80 columns, where each
 * footer has room for its keys, the way out among them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/pty/pty.h"
#include "tests/pty/ward.h"

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
    {"", "La primera reunión", "c responder   h reunión   n notas   q salir|"},
    {"!", "A quién llamar.", "Esc volver a donde estabas|"},
    {"\033", "La primera reunión", "c responder"},
    {"?", "Por qué los números están difuminados",
        "Esc volver a donde estabas   j bajar   k subir|"},
    {"\033", "La primera reunión", "c responder"},
    {"n", "Todavía no hay notas.", "a añadir   f tipo   Esc salir|"},
    {"a", "¿Qué es?", "Enter elegir   Esc salir|"},
    {"b", "¿Qué salió bien?", "Enter siguiente   Esc salir|"},
    {"La noche fue buena", "La noche fue buena", "Enter siguiente"},
    {"\r", "¿De qué trata?", "Enter guardar la nota   Esc volver al texto|"},
    {"\r", "Guardada. u la retira.",
        "u deshacer   Enter leer   a añadir   f tipo   / buscar"},
    {"\033", "Nuevo desde la reunión", "c responder"},
    {"h", "¿Qué reunión?", "Enter empezar   Esc salir|"},
    {"\r", "paso 1 de 4", "Enter avanzar   Espacio pausa   Esc salir|"},
    {"\r", "El buzón está abierto",
        "Enter cerrar el buzón   c responder   Espacio pausa"},
    {"c", "¿Cuánta energía tienes", "1-5 responder   s saltar   Esc salir   L"},
    {"4", "2 de 3", "1-5 responder   s saltar   Retroceso atrás   Esc salir|"},
    {"4", "3 de 3", "1-5 responder   s saltar   Retroceso atrás   Esc salir|"},
    {"4", "tus respuestas", "Enter depositar   Retroceso atrás   Esc salir|"},
    {"\r", "Guardado. Gracias.", "1-5 responder"},
    {"\033", "ha respondido 1 persona", "Enter cerrar el buzón"},
    {"\r", "¿Cuántas personas hay en esta reunión?",
        "Enter mostrar lo que dijo el equipo   Esc todavía no|"},
    {"8\r", "El buzón está cerrado",
        "Enter avanzar   Espacio pausa   Izq atrás   Esc salir|"},
    {"\r", "Anotado ",
        "Enter avanzar   Espacio pausa   Izq atrás   Esc salir|"},
    {" ", "paso 3 de 4, en pausa", "Enter avanzar   Espacio seguir"},
    {"\033", "¿Salir de la reunión?", "Enter elegir|"},
    {"k", "Hay una reunión en curso", "c responder"},
    {"h", "No se pierde nada de ella.",
        "Enter seguir   e terminarla   d descartarla|"},
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

/* The footer begins so and ends with what every page has; what ends in "|" is
 * all that stands between. */
static bool
footer_done(struct pty *pty, void *context)
{
	const char *wanted = context, *row = pty_row(pty, FOOTER_ROW);
	size_t len = strcspn(wanted, "|");

	if (strlen(row) < MARGIN || strncmp(row + MARGIN, wanted, len) != 0 ||
	    !strstr(row, " apoyo   ") || !strstr(row, " ayuda"))
		return false;
	row += MARGIN + len;
	row += strspn(row, " ");
	return wanted[len] == '\0' || strncmp(row, "! apoyo", 7) == 0 ||
	       strncmp(row, "F2 apoyo", 8) == 0;
}

static void
walk(void **state)
{
	char *argv[] = {(char *)ward_program(), NULL};
	struct ward ward;
	struct pty *pty;
	int code;

	(void)state;
	if (!speaks()) {
		print_message("\n*** SKIPPED: huddle finds no Spanish\n\n");
		skip();
	}
	ward_new(&ward, NULL);
	speak_spanish(&ward);
	pty = pty_new(&(struct pty_start){.argv = argv});
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		pty_keys(pty, pages[i].keys);
		if (!pty_wait_text(pty, pages[i].text) ||
		    !pty_wait_until(
		        pty, footer_done, (void *)(uintptr_t)pages[i].footer))
			fail_msg("page %zu: %s; %s", i, pages[i].text,
			    pages[i].footer);
	}
	pty_keys(pty, "q");
	assert_true(pty_wait_end(pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	pty_free(pty);
	ward_free(&ward);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(walk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
