/*
 * qrda3_encode.h - the QPP submission object of a decoded document, piece by
 * piece (formats.md 3.6).
 */
#ifndef MIPSIA_FORMATS_QRDA3_ENCODE_H
#define MIPSIA_FORMATS_QRDA3_ENCODE_H

#include <stdbool.h>

#include <jansson.h>

#include "formats/qrda3_decode.h"
#include "formats/qrda3_guide.h"
#include "formats/qrda3_validate.h"

/* All return new references, NULL when there is no memory. */

/* What CMS's converter answers to a document without problems. *partial is set
 * when it has sections of other categories, which are left out. */
json_t *qrda3_encode_as_cms(const struct qrda3_decoded *decoded, const struct qrda3_vintage *vintage,
                            bool *partial);

/* { "measureId", "value" } of an activity; what it lacks is left out. */
json_t *qrda3_encode_activity(const struct qrda3_node *activity);

/* Adds the entity's type and identifiers as the converter of the year does;
 * false when there is no memory. `head` tells the program. */
bool qrda3_put_entity(json_t *submission, const struct xml_element *document, const struct qrda3_head *head,
                      const struct qrda3_vintage *vintage);

/* Adds performanceStart and performanceEnd, as far as they are dates. */
bool qrda3_put_period(json_t *set, const struct qrda3_node *parameters);

/* Puts text under a key; nothing when it is absent. */
bool qrda3_put_text(json_t *object, const char *key, struct xml_text text);

#endif
