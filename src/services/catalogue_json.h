/*
 * catalogue_json.h - the pieces of JSON that several answers share, in CMS's
 * vocabulary. Every json_t * returned belongs to the caller; NULL: no memory, and
 * jansson carries that on to the document.
 */
#ifndef MIPSIA_SERVICES_CATALOGUE_JSON_H
#define MIPSIA_SERVICES_CATALOGUE_JSON_H

#include <jansson.h>

#include "mipsia/mipsia.h"

/* "2026-10-03", or null. */
json_t *json_date(mipsia_date date);
/* "high", "medium", or null for unweighted. */
json_t *json_weight(mipsia_class weight);
/* The number, or null for one that is not known (below 0). */
json_t *json_count(int32_t count);
/* {key, value, statement, citation, source, confidence}, or null for NULL. */
json_t *json_rule(const mipsia_rule *rule);
/* An activity in one year, as `activities` lists it. */
json_t *json_activity(const mipsia_rulebook *book, const mipsia_activity *activity, int year);
/* How often it may be attested: "once in 4 years", "every year". */
json_t *json_frequency(const mipsia_activity *activity);
/* ["Neurology", "Vascular Surgery"] */
json_t *json_specialties(const mipsia_mvp *mvp);
/* {mvpId, title, clinicalTopic, specialties: [...]}. */
json_t *json_mvp(const mipsia_rulebook *book, const mipsia_mvp *mvp);
/* ["IA_BE_4", ...] */
json_t *json_set(const mipsia_rulebook *book, const mipsia_set *set);
/* ["rural", ...] of MIPSIA_BIT(mipsia_special), ["cost", ...] of MIPSIA_BIT(mipsia_category). */
json_t *json_statuses(unsigned statuses);
json_t *json_categories(unsigned categories);

#endif
