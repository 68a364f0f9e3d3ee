/*
 * record_requirements.h - what the practice of a record must do for full credit, as
 * `mipsia requirements` says it.
 */
#ifndef MIPSIA_SERVICES_RECORD_REQUIREMENTS_H
#define MIPSIA_SERVICES_RECORD_REQUIREMENTS_H

#include "services/record.h"
#include "services/requirements.h"

/* The practice without what it did. False when it cannot report so: then `message`
 * has a sentence. */
bool record_entity(const struct record *record, struct entity_facts *out, char *message, size_t size);

/* Requirements of docs/openapi.yaml. A new reference; NULL with a sentence in
 * `message` when the practice cannot report so. */
json_t *record_requirements(const struct record *record, char *message, size_t size);

/* Counts from which special statuses follow: stated, or of the roster. */
mipsia_counts record_counts(const struct record *record);

#endif
