/*
 * terminal.c - what stdout is: how wide, and whether it may have colour.
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_DEFAULT 80
#define WIDTH_LEAST 40

static int environment_columns(void)
{
	const char *text = getenv("COLUMNS");
	char *end;
	long columns;

	if (!text || !*text)
		return 0;
	columns = strtol(text, &end, 10);
	return *end == '\0' && columns > 0 && columns < 10000 ? (int)columns : 0;
}

int cli_width(void)
{
	struct winsize size;
	int width;

	if (!isatty(STDOUT_FILENO))
		return 0;
	width = environment_columns();
	if (!width && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (!width)
		width = WIDTH_DEFAULT;
	return width < WIDTH_LEAST ? WIDTH_LEAST : width;
}

static bool may_have_colour(void)
{
	const char *no_colour = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	if (!isatty(STDOUT_FILENO) || (no_colour && *no_colour))
		return false;
	return terminal && strcmp(terminal, "dumb") != 0;
}

const char *cli_style(enum cli_style style)
{
	static const char *const sequences[CLI_STYLE_END] = {
		[CLI_PLAIN] = "\033[0m",
		[CLI_BOLD] = "\033[1m",
		[CLI_DIM] = "\033[2m",
		[CLI_WARNING] = "\033[1;33m",
	};

	return may_have_colour() ? sequences[style] : "";
}
