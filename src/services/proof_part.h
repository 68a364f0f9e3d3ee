/*
 * proof_part.h - small helpers of the operations on proof, attestations and
 * deadlines.
 */
#ifndef MIPSIA_SERVICES_PROOF_PART_H
#define MIPSIA_SERVICES_PROOF_PART_H

#include "services/operation.h"

/* Says each member of the body that is not among `known` ("name title accepted"). */
void body_members(const struct op_call *call, struct op_reply *reply, const char *known);
/* The version that the body names; -1 after an error: needed, at least 0. */
int64_t body_version(const struct op_call *call, struct op_reply *reply);
/* A member that must be true or false; `fallback` when it is not there. */
bool body_truth(const struct op_call *call, struct op_reply *reply, const char *member, bool fallback);
/* A day; MIPSIA_DATE_UNKNOWN after an error. */
mipsia_date body_day(const struct op_call *call, struct op_reply *reply, const char *member);

/* The problem 409 "conflict" with what is there now, which becomes the reply's. `by`
 * and `at` say who changed it; NULL: not known. */
void say_conflict(struct op_reply *reply, json_t *current, const char *by, const char *at);

/* Characters of a UTF-8 text, and whether it is nothing but blanks. */
size_t characters_in(const char *text);
bool is_blank(const char *text);

/* snprintf, but what does not fit is left out at a whole character of UTF-8. */
void put_text(char *out, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* "2026-11-21T23:21:11.123Z" */
#define MOMENT_TEXT 64
void moment_text(int64_t milliseconds, char out[MOMENT_TEXT]);

#endif
