/*
 * entity.c - see entity.h.
 */
#include "entity.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"

#define WORD_MAX 64
#define COUNT_MAX 1000000 /* clinicians; far above any TIN */

/* ------------------------------------------------------------- lists of names */

typedef const char *name_fn(int index);

static const char *status_name(int index)
{
	return mipsia_special_name((mipsia_special)index);
}

static const char *category_name(int index)
{
	return mipsia_category_name((mipsia_category)index);
}

/* "smallPractice, rural, hpsa, nonPatientFacing" */
static void list_names(name_fn *name, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; name(i) && used < size; i++)
		used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "", name(i));
}

static bool report_unknown_name(const struct cli_args *args, int option, const char *word, name_fn *name)
{
	struct cli_nearest nearest = { .word = word };
	char names[160];

	for (int i = 0; name(i); i++)
		cli_nearest_offer(&nearest, name(i));
	list_names(name, names, sizeof(names));
	if (nearest.length > 0)
		cli_usage_error(args->command, "--%s does not know '%s'; did you mean %s? It knows %s",
		                args->command->options[option].name, word, nearest.best[0], names);
	else
		cli_usage_error(args->command, "--%s does not know '%s'; it knows %s",
		                args->command->options[option].name, word, names);
	return false;
}

/* Reads "rural,hpsa" into bits. False after reporting what is wrong. */
static bool read_names(const struct cli_args *args, int option, name_fn *name, unsigned *bits)
{
	const char *at = option >= 0 ? args->value[option] : NULL;

	while (at && *at) {
		size_t length = strcspn(at, ",");
		char word[WORD_MAX];
		int i = 0;

		snprintf(word, sizeof(word), "%.*s", (int)(length < WORD_MAX ? length : WORD_MAX - 1), at);
		while (name(i) && strcasecmp(name(i), word) != 0)
			i++;
		if (!name(i))
			return report_unknown_name(args, option, word, name);
		*bits |= MIPSIA_BIT(i);
		at += length;
		at += strspn(at, ", ");
	}
	return true;
}

/* -------------------------------------------------------------------- options */

static bool read_count(const struct cli_args *args, int option, int32_t *count)
{
	const char *text = option >= 0 ? args->value[option] : NULL;
	char *end;
	long value;

	*count = -1;
	if (!text)
		return true;
	value = strtol(text, &end, 10);
	if (!isdigit((unsigned char)*text) || *end || value > COUNT_MAX) {
		cli_usage_error(args->command, "--%s cannot be '%s'; give a whole number from 0 to %d",
		                args->command->options[option].name, text, COUNT_MAX);
		return false;
	}
	*count = (int32_t)value;
	return true;
}

static bool read_entity(const struct cli_args *args, int option, mipsia_case *c)
{
	int choice;

	if (!args->value[option])
		return true;
	choice = cli_choice(args, option);
	if (choice < 0)
		return false;
	c->entity = (uint8_t)choice; /* the option lists the entities in the order of mipsia_entity */
	return true;
}

static bool read_program(const struct cli_args *args, int option, struct entity_facts *facts)
{
	const char *program = args->value[option];

	if (!program || entity_set_program(facts, program))
		return true;
	cli_usage_error(
		args->command,
		"there is no program '%s'; give mips, app1, appPlus or the ID of an MVP ('mipsia mvps')",
		program);
	return false;
}

static bool read_standard(const struct cli_args *args, int option, mipsia_case *c)
{
	static const mipsia_option standards[] = { MIPSIA_APM_STANDARD_WEB, MIPSIA_APM_STANDARD_OTHER };
	int choice;

	if (!args->value[option])
		return true;
	choice = cli_choice(args, option);
	if (choice < 0)
		return false;
	c->option = (uint8_t)standards[choice];
	c->mvp = MIPSIA_NO_MVP;
	return true;
}

static bool report_unknown_policy(const struct cli_args *args, const char *text)
{
	struct cli_nearest nearest = { .word = text };
	char name[WORD_MAX];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(text, "="), text);
	nearest.word = name;
	for (int i = 0; i < MIPSIA_POLICY_END; i++)
		cli_nearest_offer(&nearest, mipsia_policy_info_of((mipsia_policy)i)->name);
	if (nearest.length > 0)
		cli_usage_error(args->command, "--policy does not know '%s'; did you mean %s?", name,
		                nearest.best[0]);
	else
		cli_usage_error(args->command,
		                "--policy does not know '%s'; see docs/case-format.md, section policy", name);
	return false;
}

/* One "apmCreditMode=floor". */
static bool read_policy(const struct cli_args *args, const char *text, mipsia_case *c)
{
	for (int i = 0; i < MIPSIA_POLICY_END; i++) {
		const mipsia_policy_info *policy = mipsia_policy_info_of((mipsia_policy)i);
		size_t length = strlen(policy->name);

		if (strncasecmp(text, policy->name, length) != 0 || text[length] != '=')
			continue;
		c->policies &= ~MIPSIA_BIT(i);
		if (strcasecmp(text + length + 1, policy->reading[1]) == 0) {
			c->policies |= MIPSIA_BIT(i);
		} else if (strcasecmp(text + length + 1, policy->reading[0]) != 0) {
			cli_usage_error(args->command, "--policy %s cannot be '%s'; give %s or %s",
			                policy->name, text + length + 1, policy->reading[0],
			                policy->reading[1]);
			return false;
		}
		return true;
	}
	return report_unknown_policy(args, text);
}

static bool read_policies(const struct cli_args *args, int option, mipsia_case *c)
{
	for (int i = 0; i < args->given_length; i++) {
		if (args->given[i].option == option && !read_policy(args, args->given[i].value, c))
			return false;
	}
	return true;
}

bool entity_read(const struct cli_args *args, const struct entity_options *options,
                 struct entity_facts *facts)
{
	unsigned statuses = 0;
	unsigned reweighted = 0;
	int32_t encounters;
	int year;

	*facts = entity_plain(mipsia_rulebook_builtin(), 0);
	if (!catalogue_year_option(args, options->year, &year) ||
	    !read_entity(args, options->entity, &facts->c) || !read_program(args, options->program, facts) ||
	    !read_standard(args, options->apm_scoring_standard, &facts->c) ||
	    !read_names(args, options->status, status_name, &statuses) ||
	    !read_names(args, options->reweighted, category_name, &reweighted) ||
	    !read_count(args, options->clinicians, &facts->clinicians) ||
	    !read_count(args, options->encounters, &encounters) ||
	    !read_policies(args, options->policy, &facts->c))
		return false;
	facts->c.performance_year = (uint16_t)year;
	facts->c.statuses = (uint8_t)statuses;
	facts->c.reweighted = (uint8_t)reweighted;
	if (args->value[options->apm])
		facts->c.facts |= MIPSIA_FACT_APM_PARTICIPANT;
	entity_conclude(facts, encounters);
	return true;
}

int entity_report(const struct cli_args *args, const struct entity_facts *facts, mipsia_status status)
{
	char text[ENTITY_REFUSAL];

	entity_refusal(facts, status, "give another --entity or --year", text);
	return cli_usage_error(args->command, "%s", text);
}
