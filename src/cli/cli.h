/*
 * cli.h - the frame of the command mipsia: what a command is, how its options
 * are read, how it reports errors and ends.
 *
 * A new command is one file cmd_NAME.c with one `const struct cli_command
 * cmd_NAME`, declared below and listed in commands.c. Its option table feeds
 * getopt_long, `--help`, the man page and the shell completion; there is no
 * second place to describe an option.
 *
 *	enum { OPT_YEAR, OPT_JSON };
 *	static const struct cli_option options[] = {
 *		[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year", "Which", false },
 *		[OPT_JSON] = { "json", 0, NULL, "Print JSON", "Output", false },
 *	};
 *	static int run(const struct cli_args *args)
 *	{
 *		const char *year = args->value[OPT_YEAR];    NULL: not given
 *		bool json = args->value[OPT_JSON] != NULL;   flags get ""
 *		...
 *		return CLI_OK;
 *	}
 *
 * A command writes its answer to stdout with stdio and returns; main() flushes
 * stdout and reports a failed write. Text of a case or a file may hold anything:
 * print it through cli_put_clean when stdout may be a terminal.
 */
#ifndef MIPSIA_CLI_H
#define MIPSIA_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "mipsia/mipsia.h"

/* ---------------------------------------------------------------- exit codes */

enum cli_exit {
	CLI_OK = 0,
	CLI_FINDINGS = 1, /* done, but something in the input could not be answered */
	CLI_USAGE = 2,    /* the command line is wrong */
	CLI_INPUT = 3,    /* an input could not be read */
	CLI_INTERNAL = 4, /* out of memory, disk full, a defect of mipsia */
	CLI_EXIT_END
};

/* One sentence for help and man page; NULL when out of range. */
const char *cli_exit_meaning(int code);

/* ------------------------------------------------------------------ commands */

#define CLI_OPTIONS_MAX 32 /* options of one command */
#define CLI_GIVEN_MAX 64   /* options on one command line */
#define CLI_ANY_OPERANDS 1000000

/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): in the order people write it */
struct cli_option {
	const char *name;     /* "year" for --year */
	char short_name;      /* 'y' for -y, or 0 */
	const char *argument; /* "YEAR"; "high|medium" lists all values; NULL: a flag */
	const char *help;     /* one sentence without its full stop */
	const char *category; /* heading in --help; options of one category stand together */
	bool repeatable;      /* may be given more than once: read args->given */
};

/* What the operands of a command are, for completion. */
enum cli_operand {
	CLI_OPERAND_NONE,
	CLI_OPERAND_FILE,
	CLI_OPERAND_ACTIVITY,
	CLI_OPERAND_MVP,
	CLI_OPERAND_YEAR,
	CLI_OPERAND_COMMAND
};

struct cli_example {
	const char *command; /* "mipsia activity IA_BE_4" */
	const char *meaning; /* one sentence without its full stop */
};

struct cli_given {
	int option; /* place in the command's table */
	const char *value;
};

struct cli_args;

struct cli_command {
	const char *name;
	const char *operands;    /* "ID", "[FILE...]", "" */
	const char *summary;     /* one line without full stop */
	const char *description; /* paragraphs, divided by "\n\n" */
	const struct cli_option *options;
	int options_length;
	int operands_min;
	int operands_max;
	enum cli_operand operand;
	const struct cli_example *examples;
	int examples_length;
	int (*run)(const struct cli_args *args); /* returns enum cli_exit */
};

/* A command line that was read without error. Everything points into argv. */
struct cli_args {
	const struct cli_command *command;
	const char *value[CLI_OPTIONS_MAX];    /* by place in the table; last one wins */
	struct cli_given given[CLI_GIVEN_MAX]; /* in the order given */
	int given_length;
	char *const *operands;
	int operands_length;
};

#define CLI_LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* cmd_*.c */
extern const struct cli_command cmd_score;
extern const struct cli_command cmd_explain;
extern const struct cli_command cmd_check;
extern const struct cli_command cmd_convert;
extern const struct cli_command cmd_requirements;
extern const struct cli_command cmd_activities;
extern const struct cli_command cmd_activity;
extern const struct cli_command cmd_mvps;
extern const struct cli_command cmd_changes;
extern const struct cli_command cmd_rules;
extern const struct cli_command cmd_suggest;
extern const struct cli_command cmd_guide;
extern const struct cli_command cmd_template;
extern const struct cli_command cmd_import_inventory;
extern const struct cli_command cmd_circumstances;
extern const struct cli_command cmd_serve;
extern const struct cli_command cmd_account;
extern const struct cli_command cmd_backup;
extern const struct cli_command cmd_restore;
extern const struct cli_command cmd_store;

/* commands.c: the commands in the order help lists them. */
extern const struct cli_command *const cli_commands[];
extern const int cli_commands_length;
/* NULL when there is no such command. */
const struct cli_command *cli_command_find(const char *name);

/* options.c: options every command has (--help). */
extern const struct cli_option cli_common_options[];
extern const int cli_common_options_length;

enum cli_parsed {
	CLI_PARSED,      /* *args is filled: run the command */
	CLI_PARSED_HELP, /* --help was given */
	CLI_PARSED_WRONG /* the error is reported */
};

/* Reads argv[1...] of a command; argv[0] is the command's name. Permutes argv. */
enum cli_parsed cli_parse(const struct cli_command *command, int argc, char **argv, struct cli_args *args);

/* Place of the value among the values that the option's argument lists
 * ("high|medium"), or -1 after reporting what is allowed. */
int cli_choice(const struct cli_args *args, int option);

/* ------------------------------------------------------------------- errors */

/* "mipsia: PLACE: " and the message and a newline, on stderr. The message says
 * what is wrong, then "; " and what to do. Control characters become '?'.
 * `place` is a command, a file name or "FILE:LINE"; NULL: none. */
void cli_error(const char *place, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with the command as place, and a pointer to its --help. Returns
 * CLI_USAGE. */
int cli_usage_error(const struct cli_command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* malloc, realloc and strdup that end the program with CLI_INTERNAL when there
 * is no memory. The caller frees. */
void *cli_alloc(size_t size);
void *cli_realloc(void *memory, size_t size);
char *cli_strdup(const char *text);

/* --------------------------------------------------------------- suggestions */

#define CLI_NEAREST_MAX 3

/* The words most like `word`, nearest first; zero it but for `word`. */
struct cli_nearest {
	const char *word;
	const char *best[CLI_NEAREST_MAX]; /* as offered, not copied */
	size_t distance[CLI_NEAREST_MAX];
	int length;
};

/* Keeps the candidate if it is near enough to be what was meant. Case-insensitive. */
void cli_nearest_offer(struct cli_nearest *nearest, const char *candidate);

/* ------------------------------------------------------------------ terminal */

enum cli_style { CLI_PLAIN, CLI_BOLD, CLI_DIM, CLI_WARNING, CLI_STYLE_END };

/* Columns of the terminal, or 0 when stdout is not one: do not wrap then. */
int cli_width(void);
/* Escape sequence on a terminal that may have colour, else "". CLI_PLAIN ends
 * every other style. */
const char *cli_style(enum cli_style style);

/* Columns that UTF-8 text takes; broken bytes count as one each. */
size_t cli_text_width(const char *text);
/* Bytes of the longest beginning of `text` that takes at most `width` columns. */
size_t cli_text_fit(const char *text, size_t width);
/* Writes text with control characters (escape sequences) as '?'. */
void cli_put_clean(FILE *out, const char *text);

/* Writes clean text with words wrapped at `width` columns (0: one line) and every
 * line but the first indented; `column` is where the first line begins. Several
 * blanks become one. Ends with a newline. */
void cli_put_wrapped(FILE *out, const char *text, int column, int indent, int width);

/* Formats a sentence and writes it to stdout, wrapped to the terminal. The first
 * line begins in column 0; the others are indented. */
void cli_put_line(int indent, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same, bold and not indented. */
void cli_put_heading(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ----------------------------------------------------- help, man, completion */

void cli_help_overview(FILE *out);
void cli_help_command(FILE *out, const struct cli_command *command);
void cli_man(FILE *out);
/* False when there is no such shell. */
bool cli_completion(FILE *out, const char *shell);
/* The words an operand can take, one a line, for completion scripts. False for
 * an unknown kind. */
bool cli_words(FILE *out, const char *kind);

#endif
