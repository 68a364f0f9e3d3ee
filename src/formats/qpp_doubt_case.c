/* qpp_doubt_case.c - from a measurement set to what the engine understands. */
#include "formats/qpp_doubting.h"

#include <stdio.h>
#include <string.h>

#define SETS_LOOKED_AT 64 /* more no submission has: a set is one of category, method and program */

static const char *text_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static mipsia_date date_of(const json_t *set, const char *name)
{
	const char *text = text_of(set, name);

	return text ? mipsia_date_parse(text, strlen(text)) : MIPSIA_DATE_UNKNOWN;
}

static void take_measurement(const struct qpp_doubting *d, const json_t *measurement, size_t place,
                             struct qpp_ia_set *out)
{
	const json_t *value = json_object_get(measurement, "value");
	const char *id = text_of(measurement, "measureId");
	int activity = id ? mipsia_activity_find(d->book, id, strlen(id)) : -1;

	out->measurements++;
	out->claimed += !json_is_false(value);
	if (!json_is_true(value) || mipsia_activity_in_year(d->book, activity, d->year) == NULL)
		return;
	if (mipsia_set_has(&out->set, activity) || out->attested_length == QPP_ATTESTED_MAX)
		return;
	mipsia_set_add(&out->set, activity);
	out->attested[out->attested_length++] = (struct qpp_attested){ activity, place };
}

static struct qpp_program program_of(const struct qpp_doubting *d, const json_t *set)
{
	const char *name = text_of(set, "programName");

	if (name == NULL || *name == '\0')
		name = d->program ? d->program : "mips";
	return qpp_program_find(d->book, d->year, name);
}

void qpp_ia_set_read(const struct qpp_doubting *d, const json_t *set, const char *path,
                     struct qpp_ia_set *out)
{
	size_t i;
	json_t *measurement;

	*out = (struct qpp_ia_set){ .json = set,
		                    .program = program_of(d, set),
		                    .start = date_of(set, "performanceStart"),
		                    .end = date_of(set, "performanceEnd") };
	snprintf(out->path, sizeof out->path, "%s", path);
	json_array_foreach (json_object_get(set, "measurements"), i, measurement)
		take_measurement(d, measurement, i, out);
}

/* What else was submitted under the program of the set. */
static uint32_t facts_beside(const struct qpp_doubting *d, const struct qpp_ia_set *set, const json_t *sets)
{
	uint32_t facts = 0;
	size_t i;
	json_t *other;

	json_array_foreach (sets, i, other) {
		const char *category = text_of(other, "category");
		struct qpp_program program = program_of(d, other);

		if (i == SETS_LOOKED_AT)
			break;
		if (category == NULL || program.mvp != set->program.mvp ||
		    qpp_program_option(&program) != qpp_program_option(&set->program))
			continue;
		if (strcmp(category, "quality") == 0)
			facts |= MIPSIA_FACT_QUALITY_SUBMITTED;
		if (strcmp(category, "pi") == 0 || strcmp(category, "aci") == 0)
			facts |= MIPSIA_FACT_PI_SUBMITTED;
	}
	return facts;
}

mipsia_case qpp_ia_set_case(const struct qpp_doubting *d, const struct qpp_ia_set *set, const json_t *sets)
{
	mipsia_case c = {
		.performance_year = (uint16_t)d->year,
		.option = (uint8_t)qpp_program_option(&set->program),
		.entity = (uint8_t)(d->entity == MIPSIA_ENTITY_END ? MIPSIA_INDIVIDUAL : d->entity),
		.mvp = (uint8_t)set->program.mvp,
		.facts = facts_beside(d, set, sets),
	};

	if (d->profile == NULL)
		return c;
	c.statuses = d->profile->statuses;
	c.reweighted = d->profile->reweighted;
	c.extreme = d->profile->extreme;
	c.facts |= d->profile->facts;
	c.policies = d->profile->policies;
	c.practice_sites = d->profile->practice_sites;
	c.recognized_sites = d->profile->recognized_sites;
	c.too_frequent = d->profile->too_frequent;
	c.not_performed = d->profile->not_performed;
	return c;
}
