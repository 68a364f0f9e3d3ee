/* finding_json.h - findings about a file, as the API tells them. */
#ifndef MIPSIA_SERVICES_FINDING_JSON_H
#define MIPSIA_SERVICES_FINDING_JSON_H

#include <jansson.h>

#include "formats/finding.h"

/* Array of Finding of docs/openapi.yaml; the last one says how many were dropped. A new
 * reference. */
json_t *findings_json(const struct findings *findings);

#endif
