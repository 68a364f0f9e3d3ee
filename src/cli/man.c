/*
 * man.c - the manual page mipsia(1) in roff, from the option tables.
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

#define MAN_DATE "2026-11-21" /* of the last change of this text; a clock would make builds differ */

/* Text with roff's own characters escaped. At the beginning of a line a '.' or
 * a "'" would be a request. */
static void put_roff(FILE *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", out);
	for (; *text; text++) {
		switch (*text) {
		case '\\':
			fputs("\\e", out);
			break;
		case '-':
			fputs("\\-", out);
			break;
		case '\'':
			fputs("\\(aq", out);
			break;
		case '`':
			fputs("\\(ga", out);
			break;
		case '^':
			fputs("\\(ha", out);
			break;
		case '~':
			fputs("\\(ti", out);
			break;
		default:
			putc(*text, out);
		}
	}
}

#define LINE_MAX_BYTES 70 /* of text; roff joins lines, and mandoc wants them short */

/* A paragraph in lines of at most LINE_MAX_BYTES; ends with a newline. */
static void put_lines(FILE *out, const char *text)
{
	while (*text) {
		char *line = cli_strdup(text); /* ours, until the end of the loop */
		size_t length = strlen(text);

		if (length > LINE_MAX_BYTES) {
			length = LINE_MAX_BYTES;
			while (length > 0 && text[length] != ' ')
				length--;
			if (length == 0)
				length = strcspn(text, " ");
		}
		line[length] = '\0';
		put_roff(out, line);
		putc('\n', out);
		free(line);
		text += length;
		text += strspn(text, " ");
	}
}

static void put_paragraphs(FILE *out, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		char *paragraph = cli_strdup(text); /* ours, until the end of the loop */

		paragraph[length] = '\0';
		put_lines(out, paragraph);
		free(paragraph);
		text += length;
		text += strspn(text, "\n");
		if (*text)
			fputs(".PP\n", out);
	}
}

/* A sentence whose full stop is missing in the tables. */
static void put_sentence(FILE *out, const char *text)
{
	size_t size = strlen(text) + 2;
	char *sentence = cli_alloc(size); /* ours, until the end of the function */

	snprintf(sentence, size, "%s.", text);
	put_lines(out, sentence);
	free(sentence);
}

static void put_options(FILE *out, const struct cli_option *options, int length)
{
	for (int i = 0; i < length; i++) {
		const struct cli_option *option = &options[i];

		fputs(".TP\n", out);
		if (option->short_name)
			fprintf(out, "\\fB\\-%c\\fR, ", option->short_name);
		fputs("\\fB\\-\\-", out);
		put_roff(out, option->name);
		fputs("\\fR", out);
		if (option->argument) {
			fputs(" \\fI", out);
			put_roff(out, option->argument);
			fputs("\\fR", out);
		}
		putc('\n', out);
		put_sentence(out, option->help);
	}
}

static void put_command(FILE *out, const struct cli_command *command)
{
	fputs(".SS ", out);
	fprintf(out, "\"mipsia %s [options]%s", command->name, *command->operands ? " " : "");
	put_roff(out, command->operands);
	fputs("\"\n", out);
	put_sentence(out, command->summary);
	fputs(".PP\n", out);
	put_paragraphs(out, command->description);
	put_options(out, command->options, command->options_length);
	put_options(out, cli_common_options, cli_common_options_length);
}

static void put_examples(FILE *out)
{
	fputs(".SH EXAMPLES\n", out);
	for (int i = 0; i < cli_commands_length; i++) {
		const struct cli_command *command = cli_commands[i];

		for (int j = 0; j < command->examples_length; j++) {
			fputs(".TP\n.B ", out);
			put_roff(out, command->examples[j].command);
			putc('\n', out);
			put_sentence(out, command->examples[j].meaning);
		}
	}
}

static void put_exit_codes(FILE *out)
{
	fputs(".SH EXIT STATUS\n", out);
	for (int code = 0; code < CLI_EXIT_END; code++) {
		fprintf(out, ".TP\n.B %d\n", code);
		put_lines(out, cli_exit_meaning(code));
	}
}

static void put_environment(FILE *out)
{
	fputs(".SH ENVIRONMENT\n"
	      ".TP\n.B COLUMNS\n"
	      "Width of tables when standard output is a terminal.\n"
	      "Elsewhere nothing is wrapped or cut.\n"
	      ".TP\n.B NO_COLOR\n"
	      "When it is set and not empty, the terminal gets no colour.\n",
	      out);
}

void cli_man(FILE *out)
{
	fprintf(out, ".TH MIPSIA 1 \"%s\" \"mipsia %s\" \"User Commands\"\n", MAN_DATE, mipsia_version());
	fputs(".SH NAME\n"
	      "mipsia \\- scores MIPS improvement activities of any year, and shows why\n"
	      ".SH SYNOPSIS\n"
	      ".B mipsia\n.I command\n[options]\n"
	      ".br\n.B mipsia\n\\fIcommand\\fR \\fB\\-\\-help\\fR\n"
	      ".br\n.B mipsia \\-\\-version\n"
	      ".SH DESCRIPTION\n"
	      "The rules and the inventory of the Improvement Activities category\n"
	      "of MIPS are built in, each value with its citation.\n"
	      "Nothing is read from or sent to a network.\n"
	      ".PP\n"
	      "Long options may be shortened as long as they stay unique.\n"
	      "\\fB\\-\\-\\fR ends the options.\n"
	      ".SH COMMANDS\n",
	      out);
	for (int i = 0; i < cli_commands_length; i++)
		put_command(out, cli_commands[i]);
	put_exit_codes(out);
	put_environment(out);
	put_examples(out);
}
