/*
 * help.c - `mipsia --help` and `mipsia COMMAND --help`, from the option tables.
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

#define HELP_WIDTH 80 /* also when stdout is no terminal: help is read, not parsed */
#define HELP_WIDTH_MOST 100
#define OPTION_COLUMN 30

static int help_width(void)
{
	int width = cli_width();

	if (!width)
		return HELP_WIDTH;
	return width > HELP_WIDTH_MOST ? HELP_WIDTH_MOST : width;
}

static void put_heading(FILE *out, const char *text)
{
	fprintf(out, "\n%s%s%s\n", cli_style(CLI_BOLD), text, cli_style(CLI_PLAIN));
}

/* Text of several paragraphs, each wrapped. */
static void put_paragraphs(FILE *out, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t length = end ? (size_t)(end - text) : strlen(text);
		char *paragraph = cli_alloc(length + 1); /* ours, until the end of the loop */

		memcpy(paragraph, text, length);
		paragraph[length] = '\0';
		putc('\n', out);
		cli_put_wrapped(out, paragraph, 0, 0, help_width());
		free(paragraph);
		text += length + (end ? 2 : 0);
	}
}

/* "  -y, --year YEAR" and, from OPTION_COLUMN on, its meaning. */
static void put_option(FILE *out, const struct cli_option *option)
{
	char left[128];
	int used;

	used = snprintf(left, sizeof(left), "  %c%c%s --%s%s%s", option->short_name ? '-' : ' ',
	                option->short_name ? option->short_name : ' ', option->short_name ? "," : " ",
	                option->name, option->argument ? " " : "", option->argument ? option->argument : "");
	fputs(left, out);
	if (used + 2 > OPTION_COLUMN)
		fprintf(out, "\n%*s", OPTION_COLUMN, "");
	else
		fprintf(out, "%*s", OPTION_COLUMN - used, "");
	cli_put_wrapped(out, option->help, OPTION_COLUMN, OPTION_COLUMN, help_width());
}

static void put_options(FILE *out, const struct cli_option *options, int length)
{
	const char *category = "";

	for (int i = 0; i < length; i++) {
		if (strcmp(category, options[i].category) != 0) {
			category = options[i].category;
			put_heading(out, category);
		}
		put_option(out, &options[i]);
	}
}

static void put_examples(FILE *out, const struct cli_example *examples, int length)
{
	if (length == 0)
		return;
	put_heading(out, "Examples");
	for (int i = 0; i < length; i++) {
		fprintf(out, "  %s\n      ", examples[i].command);
		cli_put_wrapped(out, examples[i].meaning, 6, 6, help_width());
	}
}

static void put_exit_codes(FILE *out)
{
	put_heading(out, "Exit codes");
	for (int code = 0; code < CLI_EXIT_END; code++) {
		fprintf(out, "  %d  ", code);
		cli_put_wrapped(out, cli_exit_meaning(code), 5, 5, help_width());
	}
}

void cli_help_command(FILE *out, const struct cli_command *command)
{
	fprintf(out, "mipsia %s: %s\n\n", command->name, command->summary);
	fprintf(out, "Usage: mipsia %s [options]%s%s\n", command->name, *command->operands ? " " : "",
	        command->operands);
	put_paragraphs(out, command->description);
	put_options(out, command->options, command->options_length);
	put_options(out, cli_common_options, cli_common_options_length);
	put_examples(out, command->examples, command->examples_length);
	put_exit_codes(out);
}

/* Where the summaries of the overview begin. */
static int summary_column(void)
{
	size_t longest = 0;

	for (int i = 0; i < cli_commands_length; i++) {
		size_t length = strlen(cli_commands[i]->name);

		longest = length > longest ? length : longest;
	}
	return (int)longest + 4;
}

void cli_help_overview(FILE *out)
{
	int column = summary_column();

	fprintf(out, "mipsia: scores MIPS improvement activities of any year, and shows why\n\n");
	fprintf(out, "Usage: mipsia COMMAND [options]\n");
	put_heading(out, "Commands");
	for (int i = 0; i < cli_commands_length; i++) {
		fprintf(out, "  %-*s", column - 2, cli_commands[i]->name);
		cli_put_wrapped(out, cli_commands[i]->summary, column, column, help_width());
	}
	put_heading(out, "Help");
	fprintf(out, "  mipsia COMMAND --help   Options and examples of one command\n");
	fprintf(out, "  mipsia --version        Version, and the digest of the rules inside\n");
	fprintf(out, "  man mipsia              All commands on one page\n");
	put_exit_codes(out);
}
