/*
 * json.h - the pieces of `--json` that several commands print, in CMS's
 * vocabulary. Every json_t * returned belongs to the caller.
 */
#ifndef MIPSIA_CLI_JSON_H
#define MIPSIA_CLI_JSON_H

#include <jansson.h>

#include "cli.h"

/* Prints the document on stdout and releases it. Returns CLI_OK. */
int json_print(json_t *document);

/* "2026-10-03", or null. */
json_t *json_date(mipsia_date date);
/* "high", "medium", or null for unweighted. */
json_t *json_weight(mipsia_class weight);
/* {key, value, statement, citation, source, confidence}, or null for NULL. */
json_t *json_rule(const mipsia_rule *rule);
/* An activity in one year, as `activities` lists it. */
json_t *json_activity(const mipsia_rulebook *book, const mipsia_activity *activity, int year);
/* {mvpId, title, clinicalTopic, specialties: [...]}. */
json_t *json_mvp(const mipsia_rulebook *book, const mipsia_mvp *mvp);
/* ["IA_BE_4", ...] */
json_t *json_set(const mipsia_rulebook *book, const mipsia_set *set);

#endif
