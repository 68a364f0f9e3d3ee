/*
 * options.c - reads a command line by the command's option table.
 */
#include "cli.h"

#include <getopt.h>
#include <string.h>

const struct cli_option cli_common_options[] = {
	{ "help", 'h', NULL, "Show this help and end", "Help", false },
};
const int cli_common_options_length = CLI_LENGTH(cli_common_options);

/* getopt_long's `val` of option i, above every short option's character. */
#define OPTION_BASE 256
#define COMMON_BASE (OPTION_BASE + CLI_OPTIONS_MAX)
#define OPTIONS_ALL (CLI_OPTIONS_MAX + 4)

struct getopt_tables {
	struct option longs[OPTIONS_ALL + 1];
	char shorts[2 * OPTIONS_ALL + 2];
	size_t longs_length;
	size_t shorts_length;
};

static void add_options(struct getopt_tables *tables, const struct cli_option *options, int length, int base)
{
	for (int i = 0; i < length; i++) {
		const struct cli_option *option = &options[i];

		tables->longs[tables->longs_length++] = (struct option){
			.name = option->name,
			.has_arg = option->argument ? required_argument : no_argument,
			.val = base + i,
		};
		if (!option->short_name)
			continue;
		tables->shorts[tables->shorts_length++] = option->short_name;
		if (option->argument)
			tables->shorts[tables->shorts_length++] = ':';
	}
}

static void make_tables(struct getopt_tables *tables, const struct cli_command *command)
{
	*tables = (struct getopt_tables){ .shorts = ":", .shorts_length = 1 };
	add_options(tables, command->options, command->options_length, OPTION_BASE);
	add_options(tables, cli_common_options, cli_common_options_length, COMMON_BASE);
}

/* The option's `val`, whether it came as a long or as a short option; -1: none. */
static int find_short(const struct cli_option *options, int length, int base, int name)
{
	for (int i = 0; i < length; i++) {
		if (options[i].short_name && options[i].short_name == name)
			return base + i;
	}
	return -1;
}

static int option_val(const struct cli_command *command, int got)
{
	int val = got;

	if (got < OPTION_BASE)
		val = find_short(command->options, command->options_length, OPTION_BASE, got);
	if (val < 0)
		val = find_short(cli_common_options, cli_common_options_length, COMMON_BASE, got);
	return val;
}

static const struct cli_option *option_of(const struct cli_command *command, int val)
{
	if (val >= COMMON_BASE)
		return &cli_common_options[val - COMMON_BASE];
	return &command->options[val - OPTION_BASE];
}

/* Lists the options that begin with the first n characters of `word`, as
 * "--search, --specialty"; returns their number. */
static int list_beginning(const struct cli_command *command, const char *word, size_t n, char *out,
                          size_t size)
{
	size_t used = 0;
	int count = 0;

	out[0] = '\0';
	for (int i = 0; i < command->options_length + cli_common_options_length && used < size; i++) {
		int common = i - command->options_length;
		const char *name = common < 0 ? command->options[i].name : cli_common_options[common].name;

		if (strncmp(name, word, n) == 0)
			used += (size_t)snprintf(out + used, size - used, "%s--%s", count++ ? ", " : "",
			                         name);
	}
	return count;
}

static void offer_options(struct cli_nearest *nearest, const struct cli_option *options, int length)
{
	for (int i = 0; i < length; i++)
		cli_nearest_offer(nearest, options[i].name);
}

/* `word` is the option as given, "--yeer=2025". */
static void report_unknown_long(const struct cli_command *command, const char *word)
{
	int n = (int)strcspn(word, "=");
	char name[64];
	struct cli_nearest nearest = { .word = name };
	size_t bare = (size_t)n - 2;
	char several[256];

	if (list_beginning(command, word + 2, bare, several, sizeof(several)) > 1) {
		cli_usage_error(command, "%.*s could be %s; write it in full", n, word, several);
		return;
	}
	snprintf(name, sizeof(name), "%.*s", (int)bare, word + 2);
	offer_options(&nearest, command->options, command->options_length);
	offer_options(&nearest, cli_common_options, cli_common_options_length);
	if (nearest.length > 0)
		cli_usage_error(command, "there is no option %.*s; did you mean --%s?", n, word,
		                nearest.best[0]);
	else
		cli_usage_error(command, "there is no option %.*s; leave it out", n, word);
}

/* After getopt_long returned ':' or '?'. */
static void report_bad_option(const struct cli_command *command, int got, const char *word)
{
	int val = optopt ? option_val(command, optopt) : -1;

	if (got == ':' && val >= 0) {
		const struct cli_option *option = option_of(command, val);

		cli_usage_error(command, "--%s has no value; write --%s %s", option->name, option->name,
		                option->argument);
	} else if (val >= 0) {
		const char *name = option_of(command, val)->name;

		cli_usage_error(command, "--%s takes no value; write only --%s", name, name);
	} else if (optopt && strncmp(word, "--", 2) != 0) {
		cli_usage_error(command, "there is no option -%c; leave it out", optopt);
	} else {
		report_unknown_long(command, word);
	}
}

/* False after reporting what is wrong. */
static bool take_option(struct cli_args *args, int place, const char *value)
{
	const struct cli_option *option = &args->command->options[place];

	if (args->value[place] && option->argument && !option->repeatable) {
		cli_usage_error(args->command, "--%s is given twice; give it once", option->name);
		return false;
	}
	if (args->given_length == CLI_GIVEN_MAX) {
		cli_usage_error(args->command, "there are more than %d options; give fewer", CLI_GIVEN_MAX);
		return false;
	}
	args->value[place] = value ? value : "";
	args->given[args->given_length++] = (struct cli_given){ place, args->value[place] };
	return true;
}

/* The nth word of "FROM TO", and what follows it. */
static const char *operand_name(const struct cli_command *command, int n)
{
	const char *name = command->operands;

	for (; n > 0 && strchr(name, ' '); n--)
		name = strchr(name, ' ') + 1;
	return name;
}

static bool take_operands(struct cli_args *args, int argc, char **argv)
{
	const struct cli_command *command = args->command;

	args->operands = argv + optind;
	args->operands_length = argc - optind;
	if (args->operands_length < command->operands_min) {
		const char *missing = operand_name(command, args->operands_length);

		cli_usage_error(command, "%.*s is missing; write 'mipsia %s %s'", (int)strcspn(missing, " "),
		                missing, command->name, command->operands);
		return false;
	}
	if (args->operands_length > command->operands_max) {
		cli_usage_error(command,
		                "'%s' is one argument too many; put words that belong together in quotes",
		                argv[optind + command->operands_max]);
		return false;
	}
	return true;
}

enum cli_parsed cli_parse(const struct cli_command *command, int argc, char **argv, struct cli_args *args)
{
	struct getopt_tables tables;
	int got;

	*args = (struct cli_args){ .command = command };
	make_tables(&tables, command);
	opterr = 0;
	optind = 0; /* glibc: start anew, whatever was parsed before */
	for (;;) {
		/* The word getopt looks at now, for messages; within "-ab" it stays. */
		int at = optind > 0 ? optind : 1;

		got = getopt_long(argc, argv, tables.shorts, tables.longs, NULL);
		if (got == -1)
			break;
		if (got == ':' || got == '?') {
			/* getopt may have moved operands behind the option: it stands
			 * before optind, unless it is amid a cluster. */
			report_bad_option(command, got, argv[optind > at ? optind - 1 : at]);
			return CLI_PARSED_WRONG;
		}
		int val = option_val(command, got);

		if (val >= COMMON_BASE)
			return CLI_PARSED_HELP;
		if (!take_option(args, val - OPTION_BASE, optarg))
			return CLI_PARSED_WRONG;
	}
	return take_operands(args, argc, argv) ? CLI_PARSED : CLI_PARSED_WRONG;
}

int cli_choice(const struct cli_args *args, int option)
{
	const char *list = args->command->options[option].argument;
	const char *value = args->value[option];
	size_t length = strlen(value);
	int place = 0;

	for (const char *word = list; *word; place++) {
		size_t n = strcspn(word, "|");

		if (n == length && strncmp(word, value, n) == 0)
			return place;
		word += n + (word[n] == '|');
	}
	cli_usage_error(args->command, "--%s cannot be '%s'; give one of %s",
	                args->command->options[option].name, value, list);
	return -1;
}
