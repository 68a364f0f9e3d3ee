/*
 * rules_json.h - the rule values of a year with their citations, searched: `mipsia
 * rules` and the workbench's rule pages. Every json_t * belongs to the caller.
 */
#ifndef MIPSIA_SERVICES_RULES_JSON_H
#define MIPSIA_SERVICES_RULES_JSON_H

#include <jansson.h>
#include <stddef.h>

#include "mipsia/mipsia.h"

/* What is asked for. */
struct rules_question {
	const mipsia_rulebook *book;
	int year;
	const char *words; /* all of them in key, value, statement, citation or source; NULL: any */
	const char *key;   /* this key, or those below it: "points.traditional"; NULL: any */
};

/* The next rule asked for, from *at on (0 at first); NULL at the end. */
const mipsia_rule *rules_next(const struct rules_question *question, size_t *at);

/* {performanceYear, provisional, rules: [json_rule, ...]} */
json_t *rules_json(const struct rules_question *question);

/* What was read: {sources: [{key, title}]}. */
json_t *rules_sources_json(const mipsia_rulebook *book);

#endif
