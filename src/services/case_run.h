/*
 * case_run.h - one case (docs/case-format.md) as text through the same intake and
 * engine as `mipsia score`. Apart, because the JSON of the formats and jansson's
 * have names in common.
 */
#ifndef MIPSIA_SERVICES_CASE_RUN_H
#define MIPSIA_SERVICES_CASE_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "mipsia/mipsia.h"

#define CASE_RUN_MESSAGE 512

/* What the engine made of a case. */
struct case_run {
	mipsia_case picked; /* of the set that was picked */
	mipsia_result result;
	char message[CASE_RUN_MESSAGE]; /* why it cannot be scored: the first error */
};

/* False when the case cannot be scored; then only the message is filled. */
bool case_run(const mipsia_rulebook *book, const char *json, size_t length, struct case_run *out);

/* The answer with explanation, as `mipsia score --explain --json` writes it; the
 * caller frees. NULL: no memory. */
char *case_run_answer(const mipsia_rulebook *book, const char *json, size_t length, size_t *answer_length);

#endif
