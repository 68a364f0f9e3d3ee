/*
 * entity_facts.c - see entity_facts.h.
 */
#include "services/entity_facts.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "services/catalogue.h"
#include "services/words.h"

struct entity_facts entity_plain(const mipsia_rulebook *book, int year)
{
	return (struct entity_facts){ .book = book,
		                      .c = { .performance_year = (uint16_t)year,
		                             .option = MIPSIA_TRADITIONAL,
		                             .entity = MIPSIA_GROUP,
		                             .mvp = MIPSIA_NO_MVP },
		                      .clinicians = -1 };
}

/* ------------------------------------------------------------------- programs */

/* Programs that are no MVP, in CMS's words. */
static const struct {
	const char *name;
	mipsia_option option;
} programs[] = {
	{ "mips", MIPSIA_TRADITIONAL },
	{ "app1", MIPSIA_APP },
	{ "appPlus", MIPSIA_APP_PLUS },
};

#define PROGRAMS (sizeof(programs) / sizeof(programs[0]))

const char *entity_program(const mipsia_rulebook *book, const mipsia_case *c)
{
	if (c->option == MIPSIA_MVP)
		return mipsia_mvp_id(book, c->mvp);
	for (size_t i = 0; i < PROGRAMS; i++) {
		if (programs[i].option == (mipsia_option)c->option)
			return programs[i].name;
	}
	return programs[0].name; /* the APM scoring standard has no name of its own */
}

bool entity_set_program(struct entity_facts *facts, const char *program)
{
	facts->c.mvp = MIPSIA_NO_MVP;
	for (size_t i = 0; i < PROGRAMS; i++) {
		if (strcasecmp(programs[i].name, program) != 0)
			continue;
		facts->c.option = (uint8_t)programs[i].option;
		return true;
	}
	facts->c.option = MIPSIA_MVP;
	facts->c.mvp = (uint8_t)mipsia_mvp_find(facts->book, program, strlen(program));
	return facts->c.mvp != MIPSIA_NO_MVP;
}

/* ------------------------------------------------------------------- statuses */

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

void entity_conclude(struct entity_facts *facts, int32_t encounters)
{
	facts->c.facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	if (facts->c.entity == MIPSIA_APM_ENTITY)
		facts->c.facts |= MIPSIA_FACT_APM_PARTICIPANT;
	derive_statuses(facts, encounters);
}

/* -------------------------------------------------------------- what cannot be */

/* Whether the entity may report under `option` in its year. */
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
static void list_options(const struct entity_facts *facts, const char *advice, char *out, size_t size)
{
	static const char *const beginning = "it can report ";
	size_t used = 0;

	snprintf(out, size, "it can report nothing that year: %s", advice);
	for (int i = 0; i < MIPSIA_OPTION_END && used < size; i++) {
		if (may_report(facts, (mipsia_option)i))
			used += (size_t)snprintf(out + used, size - used, "%s%s", used ? ", " : beginning,
			                         words_option((mipsia_option)i));
	}
}

void entity_refusal(const struct entity_facts *facts, mipsia_status status, const char *advice,
                    char out[ENTITY_REFUSAL])
{
	int year = facts->c.performance_year;
	char span[CATALOGUE_SPAN];
	char options[256];

	if (status == MIPSIA_EMVP) {
		catalogue_span_text(catalogue_mvp_span(facts->book, facts->c.mvp), span);
		snprintf(out, ENTITY_REFUSAL, "the MVP %s does not exist in %d; it exists %s",
		         mipsia_mvp_id(facts->book, facts->c.mvp), year, span);
	} else if (status == MIPSIA_EOPTION || status == MIPSIA_EENTITY) {
		list_options(facts, advice, options, sizeof(options));
		snprintf(out, ENTITY_REFUSAL, "the %s cannot report %s in %d; %s",
		         words_entity((mipsia_entity)facts->c.entity),
		         words_option((mipsia_option)facts->c.option), year, options);
	} else {
		snprintf(out, ENTITY_REFUSAL, "%s; %s", mipsia_strstatus(status), advice);
	}
}
