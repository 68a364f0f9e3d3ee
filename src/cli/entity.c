/*
 * entity.c - see entity.h.
 */
#include "entity.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "services/words.h"

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

	c->entity = MIPSIA_GROUP;
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

	facts->c.option = MIPSIA_TRADITIONAL;
	facts->c.mvp = MIPSIA_NO_MVP;
	if (!program || strcasecmp(program, "mips") == 0)
		return true;
	if (strcasecmp(program, "app1") == 0) {
		facts->c.option = MIPSIA_APP;
		return true;
	}
	if (strcasecmp(program, "appPlus") == 0) {
		facts->c.option = MIPSIA_APP_PLUS;
		return true;
	}
	facts->c.option = MIPSIA_MVP;
	facts->c.mvp = (uint8_t)mipsia_mvp_find(facts->book, program, strlen(program));
	if (facts->c.mvp != MIPSIA_NO_MVP)
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

/* Adds the statuses that follow from counts to those stated. */
static void derive_statuses(struct entity_facts *facts, int32_t encounters)
{
	mipsia_counts counts = MIPSIA_COUNTS_UNKNOWN;

	counts.clinicians = facts->clinicians;
	counts.patient_facing_encounters = encounters;
	if (facts->c.entity == MIPSIA_SUBGROUP)
		counts.clinicians = -1; /* the count is the subgroup's; its statuses are the group's */
	for (int i = 0; i < MIPSIA_SPECIAL_END; i++) {
		const mipsia_rule *rule;
		mipsia_answer answer = mipsia_status_derive(facts->book, facts->c.performance_year,
		                                            (mipsia_entity)facts->c.entity, (mipsia_special)i,
		                                            &counts, &rule);

		if (answer != MIPSIA_MET || (facts->c.statuses & MIPSIA_BIT(i)))
			continue;
		facts->derived_rule = rule;
		facts->c.statuses |= (uint8_t)MIPSIA_BIT(i);
	}
}

bool entity_read(const struct cli_args *args, const struct entity_options *options,
                 struct entity_facts *facts)
{
	unsigned statuses = 0;
	unsigned reweighted = 0;
	int32_t encounters;
	int year;

	*facts = (struct entity_facts){ .book = mipsia_rulebook_builtin() };
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
	/* What is asked is worth something once the entity attests. */
	facts->c.facts = MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	if (args->value[options->apm] || facts->c.entity == MIPSIA_APM_ENTITY)
		facts->c.facts |= MIPSIA_FACT_APM_PARTICIPANT;
	derive_statuses(facts, encounters);
	return true;
}

/* ----------------------------------------------------------------- what cannot be */

/* Whether the entity of *facts may report under `option` in its year. */
static bool may_report(const struct entity_facts *facts, mipsia_option option)
{
	mipsia_case c = facts->c;
	mipsia_result result;

	c.option = (uint8_t)option;
	if (option != MIPSIA_MVP) {
		c.mvp = MIPSIA_NO_MVP;
		return mipsia_score(facts->book, &c, &result) == MIPSIA_OK;
	}
	for (int i = 0; i < mipsia_mvp_count(facts->book); i++) {
		c.mvp = (uint8_t)i;
		if (mipsia_score(facts->book, &c, &result) == MIPSIA_OK)
			return true;
	}
	return false;
}

/* "it can report traditional MIPS, an MVP" */
static void list_options(const struct entity_facts *facts, char *out, size_t size)
{
	static const char *const beginning = "it can report ";
	size_t used = 0;

	snprintf(out, size, "it can report nothing that year: give another --entity or --year");
	for (int i = 0; i < MIPSIA_OPTION_END && used < size; i++) {
		if (may_report(facts, (mipsia_option)i))
			used += (size_t)snprintf(out + used, size - used, "%s%s", used ? ", " : beginning,
			                         words_option((mipsia_option)i));
	}
}

int entity_report(const struct cli_args *args, const struct entity_facts *facts, mipsia_status status)
{
	mipsia_option option = (mipsia_option)facts->c.option;
	const char *entity = words_entity((mipsia_entity)facts->c.entity);
	int year = facts->c.performance_year;
	char options[256];

	if (status == MIPSIA_EMVP) {
		char span[CATALOGUE_SPAN];

		catalogue_span_text(catalogue_mvp_span(facts->book, facts->c.mvp), span);
		return cli_usage_error(args->command, "the MVP %s does not exist in %d; it exists %s",
		                       mipsia_mvp_id(facts->book, facts->c.mvp), year, span);
	}
	list_options(facts, options, sizeof(options));
	if (status == MIPSIA_EOPTION || status == MIPSIA_EENTITY)
		return cli_usage_error(args->command, "the %s cannot report %s in %d; %s", entity,
		                       words_option(option), year, options);
	return cli_usage_error(args->command, "%s; check the options", mipsia_strstatus(status));
}

const char *entity_program(const struct entity_facts *facts)
{
	switch (facts->c.option) {
	case MIPSIA_MVP:
		return mipsia_mvp_id(facts->book, facts->c.mvp);
	case MIPSIA_APP:
		return "app1";
	case MIPSIA_APP_PLUS:
		return "appPlus";
	default:
		return "mips";
	}
}
