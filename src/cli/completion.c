/*
 * completion.c - completion scripts for bash, zsh and fish, from the option
 * tables. Operands such as activity IDs are asked of `mipsia __words KIND`, so a
 * script stays right when the rule book changes.
 */
#include "cli.h"

#include <string.h>

static const char *operand_kind(enum cli_operand operand)
{
	switch (operand) {
	case CLI_OPERAND_ACTIVITY:
		return "activity";
	case CLI_OPERAND_MVP:
		return "mvp";
	case CLI_OPERAND_YEAR:
		return "year";
	case CLI_OPERAND_COMMAND:
		return "command";
	case CLI_OPERAND_NONE:
	case CLI_OPERAND_FILE:
		break;
	}
	return NULL;
}

/* The kind of words an option's argument takes, or NULL. */
static const char *argument_kind(const char *argument)
{
	if (strcmp(argument, "YEAR") == 0)
		return "year";
	if (strcmp(argument, "MVP") == 0)
		return "mvp";
	return NULL;
}

static bool is_list(const char *argument)
{
	return strchr(argument, '|') != NULL;
}

/* The words of "high|medium" divided by spaces. */
static void put_list(FILE *out, const char *argument)
{
	for (; *argument; argument++)
		putc(*argument == '|' ? ' ' : *argument, out);
}

/* Text within '...' of a shell. */
static void put_quoted(FILE *out, const char *text)
{
	putc('\'', out);
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", out);
		else
			putc(*text, out);
	}
	putc('\'', out);
}

/* "activities --year -y": every option of the table, for the tests. */
static void put_option_words(FILE *out, const struct cli_command *command)
{
	for (int i = 0; i < command->options_length; i++) {
		const struct cli_option *option = &command->options[i];

		fprintf(out, "%s --%s", command->name, option->name);
		if (option->short_name)
			fprintf(out, " -%c", option->short_name);
		putc('\n', out);
	}
}

bool cli_words(FILE *out, const char *kind)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();

	if (strcmp(kind, "activity") == 0) {
		for (int i = 0; i < mipsia_activity_count(book); i++)
			fprintf(out, "%s\n", mipsia_activity_id(book, i));
	} else if (strcmp(kind, "mvp") == 0) {
		for (int i = 0; i < mipsia_mvp_count(book); i++)
			fprintf(out, "%s\n", mipsia_mvp_id(book, i));
	} else if (strcmp(kind, "year") == 0) {
		for (int year = mipsia_first_year(book); year <= mipsia_last_year(book); year++)
			fprintf(out, "%d\n", year);
	} else if (strcmp(kind, "command") == 0) {
		for (int i = 0; i < cli_commands_length; i++)
			fprintf(out, "%s\n", cli_commands[i]->name);
	} else if (strcmp(kind, "option") == 0) {
		for (int i = 0; i < cli_commands_length; i++)
			put_option_words(out, cli_commands[i]);
	} else {
		return false;
	}
	return true;
}

/* ---------------------------------------------------------------------- bash */

static void bash_option_names(FILE *out, const struct cli_option *options, int length)
{
	for (int i = 0; i < length; i++)
		fprintf(out, " --%s", options[i].name);
}

/* What may follow the option that the word before the cursor is. */
static void bash_arguments(FILE *out, const struct cli_command *command)
{
	for (int i = 0; i < command->options_length; i++) {
		const struct cli_option *option = &command->options[i];

		if (!option->argument)
			continue;
		fprintf(out, "\t%s:--%s", command->name, option->name);
		if (option->short_name)
			fprintf(out, " | %s:-%c", command->name, option->short_name);
		fputs(")\n\t\t", out);
		if (is_list(option->argument)) {
			fputs("words='", out);
			put_list(out, option->argument);
			fputs("'", out);
		} else if (argument_kind(option->argument)) {
			fprintf(out, "words=$(mipsia __words %s 2>/dev/null)",
			        argument_kind(option->argument));
		} else {
			fputs("compopt -o default", out);
		}
		fputs("\n\t\tanswered=1 ;;\n", out);
	}
}

static void bash_operands(FILE *out, const struct cli_command *command)
{
	const char *kind = operand_kind(command->operand);

	fprintf(out, "\t%s)\n\t\toptions='", command->name);
	bash_option_names(out, command->options, command->options_length);
	bash_option_names(out, cli_common_options, cli_common_options_length);
	fputs("'\n", out);
	if (kind)
		fprintf(out, "\t\twords=$(mipsia __words %s 2>/dev/null)\n", kind);
	else if (command->operand == CLI_OPERAND_FILE)
		fputs("\t\tfiles=1\n", out);
	fputs("\t\t;;\n", out);
}

static void put_bash(FILE *out)
{
	fputs("# bash completion for mipsia; made by: mipsia __completion bash\n"
	      "_mipsia() {\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
	      "\tlocal command=${COMP_WORDS[1]} options='' words='' files='' answered=''\n"
	      "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -W \"",
	      out);
	for (int i = 0; i < cli_commands_length; i++)
		fprintf(out, "%s ", cli_commands[i]->name);
	fputs("help --help --version\" -- \"$word\")\n"
	      "\t\treturn\n\tfi\n"
	      "\tcase $command:$before in\n",
	      out);
	for (int i = 0; i < cli_commands_length; i++)
		bash_arguments(out, cli_commands[i]);
	fputs("\tesac\n"
	      "\tif [ -n \"$answered\" ]; then\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
	      "\t\treturn\n\tfi\n"
	      "\tcase $command in\n",
	      out);
	for (int i = 0; i < cli_commands_length; i++)
		bash_operands(out, cli_commands[i]);
	fputs("\thelp)\n\t\twords=$(mipsia __words command 2>/dev/null)\n\t\t;;\n"
	      "\tesac\n"
	      "\tcase $word in\n\t-*) words=$options files='' ;;\n\tesac\n"
	      "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
	      "\tif [ -n \"$files\" ]; then\n\t\tcompopt -o default\n\tfi\n"
	      "}\n"
	      "complete -F _mipsia mipsia\n",
	      out);
}

/* ----------------------------------------------------------------------- zsh */

/* Text within '...[HERE]' of an _arguments specification. */
static void zsh_help(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", out);
		else if (strchr("[]:\\", *text))
			fprintf(out, "\\%c", *text);
		else
			putc(*text, out);
	}
}

static void zsh_action(FILE *out, const char *argument)
{
	if (is_list(argument)) {
		fputs(":value:(", out);
		put_list(out, argument);
		putc(')', out);
	} else if (argument_kind(argument)) {
		fprintf(out, ":%s:{compadd -- ${(f)\"$(mipsia __words %s 2>/dev/null)\"}}", argument,
		        argument_kind(argument));
	} else if (strcmp(argument, "FILE") == 0) {
		fputs(":FILE:_files", out);
	} else {
		fprintf(out, ":%s: ", argument);
	}
}

static void zsh_options(FILE *out, const struct cli_option *options, int length)
{
	for (int i = 0; i < length; i++) {
		const struct cli_option *option = &options[i];

		fprintf(out, "\t\t'%s--%s[", option->repeatable ? "*" : "", option->name);
		zsh_help(out, option->help);
		putc(']', out);
		if (option->argument)
			zsh_action(out, option->argument);
		fputs("' \\\n", out);
		if (!option->short_name)
			continue;
		fprintf(out, "\t\t'%s-%c[", option->repeatable ? "*" : "", option->short_name);
		zsh_help(out, option->help);
		putc(']', out);
		if (option->argument)
			zsh_action(out, option->argument);
		fputs("' \\\n", out);
	}
}

static void zsh_command(FILE *out, const struct cli_command *command)
{
	const char *kind = operand_kind(command->operand);

	fprintf(out, "\t%s)\n\t\t_arguments -S \\\n", command->name);
	zsh_options(out, command->options, command->options_length);
	zsh_options(out, cli_common_options, cli_common_options_length);
	if (kind)
		fprintf(out, "\t\t'*:%s:{compadd -- ${(f)\"$(mipsia __words %s 2>/dev/null)\"}}'", kind,
		        kind);
	else if (command->operand == CLI_OPERAND_FILE)
		fputs("\t\t'*:file:_files'", out);
	else
		fputs("\t\t'*: : '", out);
	fputs("\n\t\t;;\n", out);
}

static void put_zsh(FILE *out)
{
	fputs("#compdef mipsia\n"
	      "# zsh completion for mipsia; made by: mipsia __completion zsh\n"
	      "_mipsia() {\n"
	      "\tif (( CURRENT == 2 )); then\n"
	      "\t\tlocal -a commands=(\n",
	      out);
	for (int i = 0; i < cli_commands_length; i++) {
		fprintf(out, "\t\t\t'%s:", cli_commands[i]->name);
		zsh_help(out, cli_commands[i]->summary);
		fputs("'\n", out);
	}
	fputs("\t\t\t'help:Show the help of a command'\n"
	      "\t\t)\n"
	      "\t\t_describe command commands\n"
	      "\t\tcompadd -- --help --version\n"
	      "\t\treturn\n\tfi\n"
	      "\tlocal command=$words[2]\n"
	      "\tshift words\n"
	      "\t(( CURRENT-- ))\n"
	      "\tcase $command in\n",
	      out);
	for (int i = 0; i < cli_commands_length; i++)
		zsh_command(out, cli_commands[i]);
	fputs("\thelp)\n\t\tcompadd -- ${(f)\"$(mipsia __words command 2>/dev/null)\"}\n\t\t;;\n"
	      "\tesac\n"
	      "}\n"
	      "if [ \"$funcstack[1]\" = _mipsia ]; then\n\t_mipsia \"$@\"\nelse\n\tcompdef _mipsia "
	      "mipsia\nfi\n",
	      out);
}

/* ---------------------------------------------------------------------- fish */

static void fish_option(FILE *out, const char *command, const struct cli_option *option)
{
	fprintf(out, "complete -c mipsia -n '__fish_seen_subcommand_from %s' -l %s", command, option->name);
	if (option->short_name)
		fprintf(out, " -s %c", option->short_name);
	if (option->argument) {
		fputs(" -r", out);
		if (is_list(option->argument)) {
			fputs(" -f -a '", out);
			put_list(out, option->argument);
			putc('\'', out);
		} else if (argument_kind(option->argument)) {
			fprintf(out, " -f -a '(mipsia __words %s)'", argument_kind(option->argument));
		} else if (strcmp(option->argument, "FILE") != 0) {
			fputs(" -f", out);
		}
	}
	fputs(" -d ", out);
	put_quoted(out, option->help);
	putc('\n', out);
}

static void fish_command(FILE *out, const struct cli_command *command)
{
	const char *kind = operand_kind(command->operand);

	fprintf(out, "complete -c mipsia -n __fish_use_subcommand -f -a %s -d ", command->name);
	put_quoted(out, command->summary);
	putc('\n', out);
	for (int i = 0; i < command->options_length; i++)
		fish_option(out, command->name, &command->options[i]);
	for (int i = 0; i < cli_common_options_length; i++)
		fish_option(out, command->name, &cli_common_options[i]);
	if (command->operand == CLI_OPERAND_FILE)
		return;
	fprintf(out, "complete -c mipsia -n '__fish_seen_subcommand_from %s' -f", command->name);
	if (kind)
		fprintf(out, " -a '(mipsia __words %s)'", kind);
	putc('\n', out);
}

static void put_fish(FILE *out)
{
	fputs("# fish completion for mipsia; made by: mipsia __completion fish\n"
	      "complete -c mipsia -n __fish_use_subcommand -f -l help -s h -d 'Show help'\n"
	      "complete -c mipsia -n __fish_use_subcommand -f -l version -s V -d 'Show the version'\n"
	      "complete -c mipsia -n __fish_use_subcommand -f -a help -d 'Show the help of a command'\n"
	      "complete -c mipsia -n '__fish_seen_subcommand_from help' -f -a '(mipsia __words command)'\n",
	      out);
	for (int i = 0; i < cli_commands_length; i++)
		fish_command(out, cli_commands[i]);
}

bool cli_completion(FILE *out, const char *shell)
{
	if (strcmp(shell, "bash") == 0)
		put_bash(out);
	else if (strcmp(shell, "zsh") == 0)
		put_zsh(out);
	else if (strcmp(shell, "fish") == 0)
		put_fish(out);
	else
		return false;
	return true;
}
