/*
 * compare_usual.c - which ways to report are worth a look: the current one, group and
 * individual under traditional MIPS, the APP for who is in an APM, and the MVPs that
 * fit best.
 */
#include "services/compare_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "services/catalogue_json.h"
#include "services/words.h"

/* -------------------------------------------------------------------- specialties */

/* Whether CMS names the specialty for the MVP, or its title does. */
static bool names_specialty(const mipsia_mvp *mvp, const char *specialty)
{
	json_t *list = json_specialties(mvp);
	bool found = words_letters_in(specialty, mvp->title);
	json_t *item;
	size_t i;

	json_array_foreach (list, i, item)
		found = found || words_letters_in(specialty, json_string_value(item)) ||
		        words_letters_in(json_string_value(item), specialty);
	json_decref(list);
	return found;
}

/* Adds `weight` to the fit of each MVP for the specialty. A specialty that most MVPs
 * are for ("nurse practitioner") says nothing. */
static bool add_fit(const struct record *record, const char *specialty, int weight, int *fit)
{
	int count = mipsia_mvp_count(record->book);
	int named = 0;
	int all = 0;

	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < count; i++) {
			const mipsia_mvp *mvp = mipsia_mvp_in_year(record->book, i, record->year);
			bool names = mvp && names_specialty(mvp, specialty);

			if (round == 0) {
				all += mvp != NULL;
				named += names;
			} else if (names) {
				fit[i] += weight;
			}
		}
		if (named * 2 > all)
			return false;
	}
	return true;
}

/* How many clinicians of the roster have the same specialty as clinician `first`; 0
 * when an earlier one has it. */
static int count_alike(const struct record *record, size_t first)
{
	const char *specialty = record->clinicians[first].specialty;
	int count = 0;

	for (size_t i = 0; i < record->clinicians_length; i++) {
		if (!record->clinicians[i].member ||
		    strcasecmp(record->clinicians[i].specialty, specialty) != 0)
			continue;
		if (i < first)
			return 0;
		count++;
	}
	return count;
}

/* How well each MVP fits the specialty asked for, or those of the roster. False when
 * none is known that tells MVPs apart. */
static bool fill_fit(const struct comparison *comparison, int *fit)
{
	const struct record *record = comparison->record;
	bool knows = false;

	if (comparison->specialty)
		return add_fit(record, comparison->specialty, 1, fit);
	for (size_t i = 0; i < record->clinicians_length; i++) {
		const struct record_clinician *c = &record->clinicians[i];
		int count = c->member && *c->specialty ? count_alike(record, i) : 0;

		if (count > 0)
			knows |= add_fit(record, c->specialty, count, fit);
	}
	return knows;
}

/* -------------------------------------------------------------------------- plans */

static const char *setting(const struct comparison *comparison, const char *name)
{
	const char *text = json_string_value(json_object_get(comparison->record->settings, name));

	return text ? text : "";
}

static bool is_planned(const json_t *plans, const char *entity, const char *program)
{
	json_t *plan;
	size_t i;

	json_array_foreach (plans, i, plan) {
		if (strcmp(json_string_value(json_object_get(plan, "entityType")), entity) == 0 &&
		    strcmp(json_string_value(json_object_get(plan, "programName")), program) == 0)
			return true;
	}
	return false;
}

static void add_plan(json_t *plans, const char *entity, const char *program)
{
	if (!is_planned(plans, entity, program) && json_array_size(plans) < COMPARE_USUAL_MAX)
		json_array_append_new(plans,
		                      json_pack("{s:s, s:s}", "entityType", entity, "programName", program));
}

/* Whether the entity may report under the option that year. */
static bool is_open(const struct comparison *comparison, mipsia_option option, int mvp, mipsia_entity entity)
{
	mipsia_case c = { .performance_year = (uint16_t)comparison->record->year,
		          .option = (uint8_t)option,
		          .entity = (uint8_t)entity,
		          .mvp = (uint8_t)mvp };
	mipsia_result result;

	return mipsia_score(comparison->record->book, &c, &result) == MIPSIA_OK;
}

struct candidate {
	const mipsia_mvp *mvp;
	int contained; /* recorded or chosen activities in it */
	int fit;       /* to the specialty */
};

static int by_fit(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;

	if (x->contained != y->contained)
		return x->contained > y->contained ? -1 : 1;
	if (x->fit != y->fit)
		return x->fit > y->fit ? -1 : 1;
	return x->mvp->mvp - y->mvp->mvp;
}

static int count_both(const mipsia_set *a, const mipsia_set *b)
{
	int count = 0;

	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		count += __builtin_popcountll(a->word[i] & b->word[i]);
	return count;
}

/* With a specialty known only MVPs for it; else those that hold what is done. */
static size_t find_candidates(const struct comparison *comparison, int *fit, struct candidate *out)
{
	const struct record *record = comparison->record;
	bool knows = fill_fit(comparison, fit);
	size_t length = 0;

	for (int i = 0; i < mipsia_mvp_count(record->book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(record->book, i, record->year);
		struct candidate candidate = { .mvp = mvp };

		if (!mvp)
			continue;
		candidate.contained = count_both(&mvp->activities, &comparison->doing);
		candidate.fit = fit[i];
		if (knows ? candidate.fit > 0 : candidate.contained > 0)
			out[length++] = candidate;
	}
	if (length > 0)
		qsort(out, length, sizeof(*out), by_fit);
	return length;
}

/* Who can report an MVP as what the practice is now does so; else a group. */
static const char *mvp_entity(const struct comparison *comparison, const mipsia_mvp *mvp)
{
	mipsia_entity entity = comparison->record->entity;

	if (!is_open(comparison, MIPSIA_MVP, mvp->mvp, entity))
		entity = MIPSIA_GROUP;
	return mipsia_entity_name(entity);
}

static void add_mvps(const struct comparison *comparison, json_t *plans)
{
	const mipsia_rulebook *book = comparison->record->book;
	struct candidate *candidates = calloc((size_t)mipsia_mvp_count(book) + 1, sizeof(*candidates));
	int *fit = calloc((size_t)mipsia_mvp_count(book) + 1, sizeof(*fit));
	size_t length = candidates && fit ? find_candidates(comparison, fit, candidates) : 0;

	for (size_t i = 0; i < length; i++)
		add_plan(plans, mvp_entity(comparison, candidates[i].mvp),
		         mipsia_mvp_id(book, candidates[i].mvp->mvp));
	free(candidates);
	free(fit);
}

json_t *compare_usual_plans(const struct comparison *comparison)
{
	const json_t *apm = json_object_get(comparison->record->settings, "apmParticipant");
	mipsia_entity entity = comparison->record->entity;
	json_t *plans = json_array();

	add_plan(plans, setting(comparison, "entityType"), setting(comparison, "programName"));
	add_plan(plans, mipsia_entity_name(MIPSIA_GROUP), "mips");
	add_plan(plans, mipsia_entity_name(MIPSIA_INDIVIDUAL), "mips");
	if ((json_is_true(apm) || entity == MIPSIA_APM_ENTITY) &&
	    is_open(comparison, MIPSIA_APP, MIPSIA_NO_MVP, entity))
		add_plan(plans, mipsia_entity_name(entity), "app1");
	add_mvps(comparison, plans);
	return plans;
}
