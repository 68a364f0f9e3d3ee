/*
 * errors.c - messages on stderr, exit codes, and memory that ends the program
 * when there is none.
 */
#include "cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define MESSAGE_MAX 2048 /* longer messages are cut */

static const char *const meanings[CLI_EXIT_END] = {
	[CLI_OK] = "Everything asked for was done.",
	[CLI_FINDINGS] =
		"Done, but something could not be answered, such as a case that could not be scored.",
	[CLI_USAGE] = "The command line is wrong; nothing was done.",
	[CLI_INPUT] = "An input could not be read.",
	[CLI_INTERNAL] = "The answer could not be written, memory ran out, or mipsia has a defect.",
};

const char *cli_exit_meaning(int code)
{
	return code >= 0 && code < CLI_EXIT_END ? meanings[code] : NULL;
}

static void put_message(const char *place, char *message, const char *more)
{
	for (char *c = message; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 127)
			*c = '?';
	}
	fputs("mipsia: ", stderr);
	if (place) {
		cli_put_clean(stderr, place);
		fputs(": ", stderr);
	}
	fprintf(stderr, "%s%s\n", message, more);
}

void cli_error(const char *place, const char *format, ...)
{
	char message[MESSAGE_MAX];
	va_list values;

	va_start(values, format);
	vsnprintf(message, sizeof(message), format, values);
	va_end(values);
	put_message(place, message, "");
}

int cli_usage_error(const struct cli_command *command, const char *format, ...)
{
	char message[MESSAGE_MAX];
	char more[128];
	va_list values;

	va_start(values, format);
	vsnprintf(message, sizeof(message), format, values);
	va_end(values);
	snprintf(more, sizeof(more), " (see mipsia %s --help)", command->name);
	put_message(command->name, message, more);
	return CLI_USAGE;
}

static void *or_die(void *memory)
{
	if (memory)
		return memory;
	cli_error(NULL, "out of memory; close other programs or give a smaller input");
	exit(CLI_INTERNAL);
}

void *cli_alloc(size_t size)
{
	return or_die(malloc(size ? size : 1));
}

void *cli_realloc(void *memory, size_t size)
{
	return or_die(realloc(memory, size ? size : 1));
}

char *cli_strdup(const char *text)
{
	return or_die(strdup(text));
}
