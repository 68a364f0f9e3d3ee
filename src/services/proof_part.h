/*
 * proof_part.h - small helpers of the operations on proof, attestations and
 * deadlines.
 */
#ifndef MIPSIA_SERVICES_PROOF_PART_H
#define MIPSIA_SERVICES_PROOF_PART_H

#include "services/operation.h"

/* The problem 409 "conflict" with what is there now, which becomes the reply's. `by`
 * and `at` say who changed it; NULL: not known. */
void proof_conflict(struct op_reply *reply, json_t *current, const char *by, const char *at);

/* Whether the text is nothing but blanks. */
bool text_is_blank(const char *text);

/* snprintf, but what does not fit is left out at a whole character of UTF-8. */
void text_put(char *out, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
