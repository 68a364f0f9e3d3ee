/*
 * body.h - reading the members of a request's JSON, objects within it included. Each
 * function adds an op_error with the member's JSON pointer when it is not right.
 */
#ifndef MIPSIA_SERVICES_BODY_H
#define MIPSIA_SERVICES_BODY_H

#include "services/operation.h"

#define BODY_BYTES(characters) ((characters)*4 + 1) /* of UTF-8, with NUL */
#define BODY_POINTER 160

/* An object of the body. */
struct body {
	struct op_reply *reply;
	const json_t *object;
	char at[BODY_POINTER]; /* its JSON pointer: "" or "/sites/0" */
};

/* The body of the call; false after a problem when it is no object. */
bool body_begin(struct body *body, const struct op_call *call, struct op_reply *reply);
/* Element `index` of the array `member`; false after an error when it is no object. */
bool body_element(struct body *out, const struct body *body, const char *member, size_t index);

/* Adds an error at a member (NULL: the object itself). */
void body_error(const struct body *body, const char *member, const char *code, const char *message);

/* Refuses members that are not among `known`, which ends with NULL. */
void body_know(const struct body *body, const char *const *known);

bool body_has(const struct body *body, const char *member); /* present, and not null */

/* One line of text, without blanks at its ends: names and the like. Returns whether it
 * is there and right; `out` then has it (BODY_BYTES(max) bytes), "" otherwise. `needed`:
 * missing or empty is an error. */
bool body_line(const struct body *body, const char *member, size_t max, bool needed, char *out);
/* The same, and where it is there it must not be empty. */
bool body_name(const struct body *body, const char *member, size_t max, bool needed, char *out);
/* Text of several lines; NULL when it is not there or not right. */
const char *body_text(const struct body *body, const char *member, size_t max);

/* Leaves *out alone when the member is not there (null is not there). */
void body_flag(const struct body *body, const char *member, bool *out);
void body_number(const struct body *body, const char *member, int64_t least, int64_t most, int64_t *out);
/* null: MIPSIA_DATE_UNKNOWN. */
void body_day(const struct body *body, const char *member, mipsia_date *out);
/* The array, or NULL when it is not there or not right. */
const json_t *body_array(const struct body *body, const char *member, size_t most);
/* The version that the author saw; it must be there. */
int64_t body_version(const struct body *body);

#endif
