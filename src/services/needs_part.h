/*
 * needs_part.h - what the parts of getNeeds share. Of needs*.c alone.
 */
#ifndef MIPSIA_SERVICES_NEEDS_PART_H
#define MIPSIA_SERVICES_NEEDS_PART_H

#include "services/record_requirements.h"

struct needs {
	const struct op_call *call;
	const struct record *record;
	struct entity_facts entity;
	mipsia_requirements required;
	const json_t *standing;   /* Standing of docs/openapi.yaml */
	const json_t *activities; /* Needs.activities */
};

/* Steps to take, most urgent first: Needs.next of docs/openapi.yaml. A new reference. */
json_t *needs_next(const struct needs *needs);

/* One more step. `measure_id` may be NULL, `by` MIPSIA_DATE_UNKNOWN. */
void needs_step(json_t *steps, const char *kind, const char *measure_id, mipsia_date by, const char *format,
                ...) __attribute__((format(printf, 5, 6)));

/* needs_facts.c: what the settings leave open. `urgent`: without it nothing else can
 * be told; else facts that would change the answer. */
void needs_ask_urgent(const struct needs *needs, json_t *steps);
void needs_ask_facts(const struct needs *needs, json_t *steps);

/* needs_work.c: choose, record, prove. */
void needs_choose(const struct needs *needs, json_t *steps);
void needs_record(const struct needs *needs, json_t *steps);
void needs_prove(const struct needs *needs, json_t *steps);

/* needs_finish.c: attest, submit, receipt, wait, done. */
void needs_finish(const struct needs *needs, json_t *steps);

/* A warning of the intake for people: without the advice to who writes the file, with a
 * capital and a full stop. A new reference. (Also attest_findings.c) */
json_t *needs_plain_warning(const char *message);

/* Members of the standing. */
bool needs_is_met(const struct needs *needs);
mipsia_date needs_day(const json_t *object, const char *member);

#endif
