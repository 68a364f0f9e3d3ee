/* practices.h - what the files of practices share. */
#ifndef MIPSIA_SERVICES_PRACTICES_H
#define MIPSIA_SERVICES_PRACTICES_H

#include "services/operation.h"

#define PRACTICE_NAME_MAX 160 /* characters */

/* Practice of docs/openapi.yaml, as `role` sees it. NULL after a problem. */
json_t *practice_json(const struct op_call *call, struct op_reply *reply, const char *practice_id,
                      enum role role);

/* "XX-XXX1234" for the last four digits; null for NULL. A new reference. */
json_t *practice_masked_tin(const char *last4);

/* Adds a practice by the call's body (PracticeInput) and puts its id into `id`. False
 * after a problem. */
bool practice_create(const struct op_call *call, struct op_reply *reply, bool demonstration, char id[32]);

/* Standing of docs/openapi.yaml, or null when the practice has no settings of that year
 * or it cannot be told. A new reference. */
json_t *practice_standing(const struct op_call *call, const char *practice_id, int year);
/* False after a problem. */
bool practice_has_settings(const struct op_call *call, struct op_reply *reply, const char *practice_id,
                           int year, bool *has);

#endif
