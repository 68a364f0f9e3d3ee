/*
 * tin.h - a practice's TIN: sealed in the store, masked on the screen, in nobody's
 * message.
 */
#ifndef MIPSIA_SERVICES_TIN_H
#define MIPSIA_SERVICES_TIN_H

#include "formats/identifier.h"
#include "services/body.h"

/* Reads the member `tin` of a body: nine digits, with or without hyphens. Returns
 * whether it is there and right; null is there, and "". */
bool tin_read(const struct body *body, char out[IDENTIFIER_TIN]);

/* Puts the TIN ("": none) into the practice's row. False after a problem. */
bool tin_store(const struct op_call *call, struct op_reply *reply, const char *practice_id,
               const char tin[IDENTIFIER_TIN]);

/* The practice's TIN. False when it has none, or the key that it was sealed with is not
 * the one at hand; out is "" then. */
bool practice_tin(const struct op_call *call, const char *practice_id, char out[IDENTIFIER_TIN]);

#endif
