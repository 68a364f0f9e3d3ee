/*
 * cmd_changes.c - `mipsia changes FROM TO`: what is different in another year.
 */
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "cli.h"
#include "json.h"
#include "services/changes.h"
#include "services/words.h"
#include "table.h"

enum { OPT_JSON };

static const struct cli_option options[] = {
	[OPT_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia changes 2025 2026", "What to change in next year's plan" },
	{ "mipsia changes 2017 2026 --json", "Ten years at once, for a program" },
};

/* A table made of one list of the document: a column is a member of its
 * entries; "from.value" is the member `value` of the member `from`. */
struct section {
	const char *part;    /* "activities" */
	const char *list;    /* "added" */
	const char *heading; /* "added": in the summary, and over the table */
	const char *members[5];
	struct table_column columns[5];
	int length;
};

/* clang-format off */
#define FIXED(heading) { heading, false, false }
#define WRAPPED(heading) { heading, false, true }

static const struct section sections[] = {
	{ "activities", "added", "added",
	  { "measureId", "title" },
	  { FIXED("ID"), WRAPPED("Title") }, 2 },
	{ "activities", "removed", "removed",
	  { "measureId", "suspendedOn", "title" },
	  { FIXED("ID"), FIXED("Suspended"), WRAPPED("Title") }, 3 },
	{ "activities", "renumbered", "renumbered: the same activity has another ID",
	  { "from", "to", "title" },
	  { FIXED("Old ID"), FIXED("New ID"), WRAPPED("Title") }, 3 },
	{ "activities", "redefined", "redefined: the ID asks for something else",
	  { "measureId", "year", "note" },
	  { FIXED("ID"), FIXED("From"), WRAPPED("What changed") }, 3 },
	{ "activities", "renamed", "renamed",
	  { "measureId", "from", "to" },
	  { FIXED("ID"), WRAPPED("Old title"), WRAPPED("New title") }, 3 },
	{ "activities", "respelled", "with the same title in other capitals or punctuation",
	  { "measureId", "from", "to" },
	  { FIXED("ID"), WRAPPED("Old title"), WRAPPED("New title") }, 3 },
	{ "activities", "moved", "moved to another subcategory",
	  { "measureId", "from", "to", "title" },
	  { FIXED("ID"), WRAPPED("Before"), WRAPPED("Now"), WRAPPED("Title") }, 4 },
	{ "activities", "reweighted", "with another weight",
	  { "measureId", "from", "to", "title" },
	  { FIXED("ID"), FIXED("Before"), FIXED("Now"), WRAPPED("Title") }, 4 },
	{ "activities", "suspended", "suspended within the later year",
	  { "measureId", "suspendedOn", "title" },
	  { FIXED("ID"), FIXED("Suspended"), WRAPPED("Title") }, 3 },
	{ "activities", "duration", "with another least duration",
	  { "measureId", "from", "to", "title", "citation" },
	  { FIXED("ID"), FIXED("Before"), FIXED("Now"), WRAPPED("Title"), WRAPPED("Citation") }, 5 },
	{ "activities", "frequency", "with another frequency limit",
	  { "measureId", "from", "to", "title", "citation" },
	  { FIXED("ID"), FIXED("Before"), FIXED("Now"), WRAPPED("Title"), WRAPPED("Citation") }, 5 },
	{ "activities", "cehrt", "with a change in the bonus for certified EHR technology",
	  { "measureId", "from", "to", "title" },
	  { FIXED("ID"), FIXED("Before"), FIXED("Now"), WRAPPED("Title") }, 4 },
	{ "mvps", "added", "added",
	  { "mvpId", "title" },
	  { FIXED("ID"), WRAPPED("Title") }, 2 },
	{ "mvps", "removed", "removed",
	  { "mvpId", "title" },
	  { FIXED("ID"), WRAPPED("Title") }, 2 },
	{ "mvps", "renamed", "renamed",
	  { "mvpId", "from", "to" },
	  { FIXED("ID"), WRAPPED("Old title"), WRAPPED("New title") }, 3 },
	{ "mvps", "activities", "with other activities",
	  { "mvpId", "added", "removed", "renumbered" },
	  { FIXED("ID"), WRAPPED("Added"), WRAPPED("Removed"), WRAPPED("Renumbered") }, 4 },
	{ "rules", "changed", "with another value",
	  { "key", "from.value", "to.value", "from.citation", "to.citation" },
	  { WRAPPED("Rule"), WRAPPED("Before"), WRAPPED("Now"), WRAPPED("Citation"), WRAPPED("Now in") },
	  5 },
	{ "rules", "added", "new",
	  { "key", "value", "citation" },
	  { WRAPPED("Rule"), WRAPPED("Now"), WRAPPED("Citation") }, 3 },
	{ "rules", "removed", "gone",
	  { "key", "value", "citation" },
	  { WRAPPED("Rule"), WRAPPED("Before"), WRAPPED("Citation") }, 3 },
};
/* clang-format on */

#define LABEL_COLUMN 12

static const json_t *list_of(const json_t *changes, const struct section *section)
{
	return json_object_get(json_object_get(changes, section->part), section->list);
}

/* ---------------------------------------------------------------------- cells */

static void put_array(FILE *out, const json_t *array)
{
	size_t i;
	json_t *item;

	json_array_foreach (array, i, item) {
		fputs(i ? ", " : "", out);
		if (json_is_string(item))
			fputs(json_string_value(item), out);
		else
			fprintf(out, "%s -> %s", json_string_value(json_object_get(item, "from")),
			        json_string_value(json_object_get(item, "to")));
	}
}

static void put_value(FILE *out, const struct section *section, const json_t *value)
{
	char words[WORDS_SUBCATEGORY];

	if (json_is_array(value)) {
		put_array(out, value);
	} else if (json_is_integer(value)) {
		fprintf(out, "%d", (int)json_integer_value(value));
	} else if (json_is_boolean(value)) {
		fputs(json_is_true(value) ? "bonus" : "none", out);
	} else if (json_is_string(value) && strcmp(section->list, "moved") == 0 &&
	           !strchr(json_string_value(value), ' ')) {
		words_subcategory(json_string_value(value), words);
		fputs(words, out);
	} else if (json_is_string(value)) {
		fputs(json_string_value(value), out);
	} else if (strcmp(section->list, "reweighted") == 0) {
		fputs("none", out);
	}
}

/* The member "a" or "a.b" of an entry. */
static const json_t *member_of(const json_t *entry, const char *path)
{
	const char *dot = strchr(path, '.');
	char first[32];

	if (!dot)
		return json_object_get(entry, path);
	snprintf(first, sizeof(first), "%.*s", (int)(dot - path), path);
	return json_object_get(json_object_get(entry, first), dot + 1);
}

/* Whether this is the later citation, and the rule stands where it stood. */
static bool is_same_citation(const json_t *entry, const char *member)
{
	return strcmp(member, "to.citation") == 0 &&
	       json_equal(member_of(entry, "to.citation"), member_of(entry, "from.citation"));
}

static void add_cell(struct table *table, const struct section *section, const json_t *entry,
                     const char *member)
{
	char *text = NULL; /* open_memstream's; ours */
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	if (!out) {
		table_add(table, "");
		return;
	}
	if (is_same_citation(entry, member))
		fputs("the same", out);
	else
		put_value(out, section, member_of(entry, member));
	fclose(out);
	table_add(table, text);
	free(text);
}

/* -------------------------------------------------------------------- sections */

static const char *noun_of(const char *part, size_t count)
{
	if (strcmp(part, "activities") == 0)
		return count == 1 ? "activity" : "activities";
	if (strcmp(part, "mvps") == 0)
		return count == 1 ? "MVP" : "MVPs";
	return count == 1 ? "rule" : "rules";
}

/* When CMS drops all weights, a hundred lines would say one thing. */
static bool is_all_weights_gone(const struct changes_years *years, const struct section *section)
{
	return strcmp(section->list, "reweighted") == 0 && catalogue_has_weights(years->book, years->from) &&
	       !catalogue_has_weights(years->book, years->to);
}

static void put_section_heading(const struct section *section, size_t count)
{
	putchar('\n');
	cli_put_heading("%zu %s %s", count, noun_of(section->part, count), section->heading);
	putchar('\n');
}

static void put_section(const json_t *changes, const struct section *section)
{
	const json_t *list = list_of(changes, section);
	struct table *table;
	size_t i;
	json_t *entry;

	if (json_array_size(list) == 0)
		return;
	put_section_heading(section, json_array_size(list));
	table = table_new(section->columns, section->length);
	json_array_foreach (list, i, entry) {
		for (int column = 0; column < section->length; column++)
			add_cell(table, section, entry, section->members[column]);
	}
	table_print(table, stdout);
	table_free(table);
}

/* "12 removed, 6 renumbered" of one part; the short word of each heading. */
static void put_summary(const json_t *changes, const struct changes_years *years, const char *label,
                        const char *part)
{
	char text[512] = "";
	size_t used = 0;

	for (int i = 0; i < CLI_LENGTH(sections) && used < sizeof(text); i++) {
		const struct section *section = &sections[i];
		size_t count = json_array_size(list_of(changes, section));
		const char *comma = used ? ", " : "";

		if (strcmp(section->part, part) != 0 || count == 0)
			continue;
		if (is_all_weights_gone(years, section))
			used += (size_t)snprintf(text + used, sizeof(text) - used, "%sweights gone", comma);
		else
			used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%zu %.*s", comma, count,
			                         (int)strcspn(section->heading, ":"), section->heading);
	}
	printf("%-*s", LABEL_COLUMN, label);
	cli_put_wrapped(stdout, *text ? text : "no change", LABEL_COLUMN, LABEL_COLUMN, cli_width());
}

static void put_weights_gone(const struct changes_years *years)
{
	putchar('\n');
	cli_put_heading("Weights are gone: no activity of %d is high or medium, all count the same",
	                years->to);
}

static void put_text(const json_t *changes, const struct changes_years *years)
{
	cli_put_heading("Changes from performance year %d to %d", years->from, years->to);
	catalogue_warn_provisional(years->book, years->to);
	putchar('\n');
	put_summary(changes, years, "Activities", "activities");
	put_summary(changes, years, "MVPs", "mvps");
	put_summary(changes, years, "Rules", "rules");
	for (int i = 0; i < CLI_LENGTH(sections); i++) {
		if (is_all_weights_gone(years, &sections[i]))
			put_weights_gone(years);
		else
			put_section(changes, &sections[i]);
	}
}

static int run(const struct cli_args *args)
{
	struct changes_years years = { .book = mipsia_rulebook_builtin() };
	json_t *changes;

	if (!catalogue_read_year(args->command, args->operands[0], &years.from) ||
	    !catalogue_read_year(args->command, args->operands[1], &years.to))
		return CLI_USAGE;
	if (years.from >= years.to)
		return cli_usage_error(args->command, "%d is not before %d; give the earlier year first",
		                       years.from, years.to);
	changes = changes_of(&years);
	if (args->value[OPT_JSON])
		return json_print(changes);
	put_text(changes, &years);
	json_decref(changes);
	return CLI_OK;
}

const struct cli_command cmd_changes = {
	.name = "changes",
	.operands = "FROM TO",
	.summary = "Show what differs between two years",
	.description = "Compares two performance years: activities added, removed, renamed, renumbered, "
		       "with another weight, suspended, or with other limits; MVPs and their activities; "
		       "and every rule whose value differs, with both citations.\n\n"
		       "An activity that goes on under another ID is renumbered, not removed and added.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 2,
	.operands_max = 2,
	.operand = CLI_OPERAND_YEAR,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
