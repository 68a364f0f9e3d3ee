/* accounts.h - what the files of accounts share: grants. Of accounts.c. */
#ifndef MIPSIA_SERVICES_ACCOUNTS_H
#define MIPSIA_SERVICES_ACCOUNTS_H

#include "services/body.h"

#define ACCOUNT_NAME_MAX 64 /* characters, as the next */
#define ACCOUNT_NAME_MIN 2
#define ACCOUNT_DISPLAY_MAX 120
#define ACCOUNT_GRANTS_MAX 2000

/* Checks the member `grants`; adds errors. */
void grants_check(const struct op_call *call, const struct body *body);
/* Replaces the grants of the account by those of the body, which were checked. False
 * after a problem. */
bool grants_store(const struct op_call *call, struct op_reply *reply, const char *account_id,
                  const json_t *grants);
/* "administrator of every practice, viewer of 2 practices": for the history. */
void grants_words(const json_t *grants, char *out, size_t size);
/* Array of Grant; a new reference. NULL after a problem. */
json_t *grants_json(const struct op_call *call, struct op_reply *reply, const char *account_id);

/* Account of docs/openapi.yaml. NULL after a problem (404 when there is none). */
json_t *account_json(const struct op_call *call, struct op_reply *reply, const char *account_id);

#endif
