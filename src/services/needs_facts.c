/*
 * needs_facts.c - steps: what the settings leave open.
 */
#include <string.h>

#include "services/needs_part.h"

void needs_ask_urgent(const struct needs *needs, json_t *steps)
{
	const struct record *record = needs->record;

	if (json_integer_value(json_object_get(record->settings, "version")) == 0)
		needs_step(steps, "setUp", NULL, MIPSIA_DATE_UNKNOWN,
		           "Say how the practice reports in %d; until then a group under traditional MIPS is "
		           "assumed.",
		           record->year);
	if (record_count_members(record) == 0)
		needs_step(steps, "setUp", NULL, MIPSIA_DATE_UNKNOWN,
		           record->clinicians_length
		                   ? "Nobody of the roster is with the practice in the year; look at "
		                     "the dates of the clinicians."
		                   : "Add the clinicians of the practice.");
}

/* Points needed if the fact were so. */
static int needed_if(const struct needs *needs, uint32_t fact, bool holds)
{
	mipsia_case c = needs->entity.c;
	mipsia_requirements required;

	c.facts = holds ? c.facts | fact : c.facts & ~fact;
	if (mipsia_requirements_of(needs->record->book, &c, &required) != MIPSIA_OK)
		return -1;
	return required.needed_points;
}

/* Whether an APM participant would need less, or a non-participant more. */
static void ask_about_apm(const struct needs *needs, json_t *steps)
{
	int with = needed_if(needs, MIPSIA_FACT_APM_PARTICIPANT, true);
	int without = needed_if(needs, MIPSIA_FACT_APM_PARTICIPANT, false);

	if (!json_is_null(json_object_get(needs->record->settings, "apmParticipant")) ||
	    needs->record->entity == MIPSIA_APM_ENTITY || with == without)
		return;
	needs_step(
		steps, "setUp", NULL, MIPSIA_DATE_UNKNOWN,
		"Find out whether the practice takes part in an APM: then activities must bring %d points, "
		"not %d.",
		with, without);
}

/* Sites whose recognition is not known, when they are all that is missing for full
 * credit by IA_PCMH. */
static void ask_about_sites(const struct needs *needs, json_t *steps)
{
	const struct record *record = needs->record;
	int sites;
	int recognized;

	if (record_sites(record, &sites, &recognized) || sites == 0 || !needs->required.pcmh_suffices)
		return;
	needs_step(
		steps, "setUp", "IA_PCMH", MIPSIA_DATE_UNKNOWN,
		"Find out which practice sites are recognized as a medical home: with enough of them IA_PCMH "
		"alone brings full credit.");
}

void needs_ask_facts(const struct needs *needs, json_t *steps)
{
	ask_about_apm(needs, steps);
	ask_about_sites(needs, steps);
}
