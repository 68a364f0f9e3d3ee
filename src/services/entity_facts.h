/*
 * entity_facts.h - an entity that has not attested anything yet: what is asked
 * about it are its requirements, or suggestions. Nothing is allocated.
 */
#ifndef MIPSIA_SERVICES_ENTITY_FACTS_H
#define MIPSIA_SERVICES_ENTITY_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "mipsia/mipsia.h"

struct entity_facts {
	const mipsia_rulebook *book;
	mipsia_case c;                   /* no activity attested */
	int32_t clinicians;              /* -1: not known */
	const mipsia_rule *derived_rule; /* of the last status that follows from counts; NULL: none */
};

/* A group of unknown size under traditional MIPS, without special status. */
struct entity_facts entity_plain(const mipsia_rulebook *book, int year);

/* CMS's programName: "mips", "app1", "appPlus" or the MVP's ID. */
const char *entity_program(const mipsia_rulebook *book, const mipsia_case *c);
/* Sets option and MVP from it, in any case. False when there is no such program in
 * any year; whether the year has it, the engine says. */
bool entity_set_program(struct entity_facts *facts, const char *program);

/* Ends the description: what is asked is worth something once the entity attests,
 * APM Entities are in an APM, and statuses follow from counts. Call it when all else
 * is set. `encounters`: patient-facing ones of an individual; -1: not known. */
void entity_conclude(struct entity_facts *facts, int32_t encounters);

/* Why the engine refused the entity (`status` is not MIPSIA_OK), in one sentence
 * without a full stop: what it may report in the year instead, or `advice` ("give
 * another year") where there is nothing. */
#define ENTITY_REFUSAL 512
void entity_refusal(const struct entity_facts *facts, mipsia_status status, const char *advice,
                    char out[ENTITY_REFUSAL]);

#endif
