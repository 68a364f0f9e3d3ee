/*
 * cmd_rules.c - `mipsia rules YEAR`: every rule value of a year with its
 * citation, and the sources that were read.
 */
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "cli.h"
#include "json.h"
#include "services/rules_json.h"
#include "services/words.h"
#include "table.h"

enum { OPT_SEARCH, OPT_KEY, OPT_SOURCES, OPT_JSON };

static const struct cli_option options[] = {
	[OPT_SEARCH] = { "search", 's', "WORDS",
	                 "Only rules with all these words in key, value, statement or citation", "Which",
	                 false },
	[OPT_KEY] = { "key", 'k', "KEY", "Only the rule of this key, or those below it: points.traditional",
	              "Which", false },
	[OPT_SOURCES] = { "sources", 0, NULL, "Print the sources that were read instead", "Output", false },
	[OPT_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia rules 2025 --key points", "Points of an activity in 2025" },
	{ "mipsia rules 2024 --search 'apm credit'", "What APM participants get" },
	{ "mipsia rules --sources", "What was read" },
};

static size_t count_rules(const struct rules_question *question)
{
	size_t found = 0;

	for (size_t at = 0; rules_next(question, &at);)
		found++;
	return found;
}

/* ---------------------------------------------------------------------- rules */

static void put_rule(const mipsia_rule *rule)
{
	char where[1024];
	bool careful = rule->confidence == MIPSIA_REMEMBERED;

	printf("%s%s%s = ", cli_style(CLI_BOLD), rule->key, cli_style(CLI_PLAIN));
	cli_put_wrapped(stdout, rule->value, (int)cli_text_width(rule->key) + 3, 4, cli_width());
	printf("    ");
	cli_put_wrapped(stdout, rule->statement, 4, 4, cli_width());
	snprintf(where, sizeof(where), "[%s; source %s; %s]", rule->citation, rule->source,
	         words_confidence(rule->confidence));
	printf("    %s", cli_style(careful ? CLI_WARNING : CLI_DIM));
	cli_put_wrapped(stdout, where, 4, 4, cli_width());
	fputs(cli_style(CLI_PLAIN), stdout);
}

static int print_text(const struct rules_question *question)
{
	struct rules_question all = { question->book, question->year, NULL, NULL };
	size_t found = count_rules(question);
	const mipsia_rule *rule;
	char year[CATALOGUE_YEAR];

	catalogue_year_text(question->book, question->year, true, year);
	if (question->words || question->key)
		cli_put_heading("Rules, %s: %zu of %zu", year, found, count_rules(&all));
	else
		cli_put_heading("Rules, %s: %zu", year, found);
	catalogue_warn_provisional(question->book, question->year);
	for (size_t at = 0; (rule = rules_next(question, &at));) {
		putchar('\n');
		put_rule(rule);
	}
	if (found == 0)
		printf("\nNo rule of %d has these words; give fewer.\n", question->year);
	return CLI_OK;
}

/* -------------------------------------------------------------------- sources */

static int print_sources(const mipsia_rulebook *book)
{
	static const struct table_column columns[] = { { "Source", false, false },
		                                       { "What was read", false, true } };
	struct table *table = table_new(columns, CLI_LENGTH(columns));
	size_t count;
	const mipsia_source *sources = mipsia_sources(book, &count);

	for (size_t i = 0; i < count; i++) {
		table_add(table, sources[i].key);
		table_add(table, sources[i].title);
	}
	table_print(table, stdout);
	table_free(table);
	return CLI_OK;
}

/* ---------------------------------------------------------------------- command */

#define GROUPS_MAX 64

/* Offers the first words of the keys: "points" of "points.max". They are copied
 * to `groups`, and the caller frees them; returns their number. */
static int offer_groups(const struct rules_question *all, struct cli_nearest *nearest,
                        char *groups[GROUPS_MAX])
{
	const mipsia_rule *rule;
	int length = 0;

	for (size_t at = 0; length < GROUPS_MAX && (rule = rules_next(all, &at));) {
		char *group = cli_strdup(rule->key);

		group[strcspn(group, ".")] = '\0';
		if (length > 0 && strcmp(groups[length - 1], group) == 0) {
			free(group);
			continue;
		}
		groups[length++] = group;
		cli_nearest_offer(nearest, group);
	}
	return length;
}

static int report_unknown_key(const struct cli_args *args, const struct rules_question *question)
{
	struct rules_question all = { question->book, question->year, NULL, NULL };
	struct cli_nearest nearest = { .word = question->key };
	char *groups[GROUPS_MAX]; /* ours */
	int length = offer_groups(&all, &nearest, groups);
	const mipsia_rule *rule;

	for (size_t at = 0; (rule = rules_next(&all, &at));)
		cli_nearest_offer(&nearest, rule->key);
	if (nearest.length > 0)
		cli_usage_error(args->command, "there is no rule '%s' in %d; did you mean %s?", question->key,
		                question->year, nearest.best[0]);
	else
		cli_usage_error(args->command,
		                "there is no rule '%s' in %d; 'mipsia rules %d' lists the keys",
		                question->key, question->year, question->year);
	while (length > 0)
		free(groups[--length]);
	return CLI_USAGE;
}

static int run(const struct cli_args *args)
{
	struct rules_question question = { .book = mipsia_rulebook_builtin(),
		                           .words = args->value[OPT_SEARCH],
		                           .key = args->value[OPT_KEY] };
	bool json = args->value[OPT_JSON] != NULL;

	if (args->value[OPT_SOURCES])
		return json ? json_print(rules_sources_json(question.book)) : print_sources(question.book);
	if (args->operands_length == 0)
		return cli_usage_error(args->command, "YEAR is missing; write 'mipsia rules %d'",
		                       catalogue_latest_year(question.book));
	if (!catalogue_read_year(args->command, args->operands[0], &question.year))
		return CLI_USAGE;
	if (question.key) {
		struct rules_question key_only = { question.book, question.year, NULL, question.key };

		if (count_rules(&key_only) == 0)
			return report_unknown_key(args, &question);
	}
	return json ? json_print(rules_json(&question)) : print_text(&question);
}

const struct cli_command cmd_rules = {
	.name = "rules",
	.operands = "YEAR",
	.summary = "Print every rule value of a year with its citation",
	.description = "Prints the rule values that the engine applies in a performance year: key, value, "
		       "the rule in a sentence, where it stands, the edition read, and how sure it is. "
		       "'Remembered' values were found in no source at hand. A provisional year is one "
		       "whose rules CMS has not issued.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 0,
	.operands_max = 1,
	.operand = CLI_OPERAND_YEAR,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
