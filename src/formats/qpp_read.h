/*
 * qpp_read.h - reads a file of QPP JSON: a submission, a measurement set or a
 * measurement as sent to CMS's API, CMS's answer with one of them in `data`, or
 * a case of ours (docs/case-format.md).
 */
#ifndef MIPSIA_FORMATS_QPP_READ_H
#define MIPSIA_FORMATS_QPP_READ_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "formats/finding.h"
#include "formats/qpp_json.h"
#include "formats/qpp_validate.h"

/* Text made UTF-8 without byte order mark. */
struct qpp_text {
	const char *bytes; /* the caller's bytes, or `owned` */
	size_t length;
	char *owned; /* free() it; NULL: nothing was changed */
};

/* Takes a byte order mark off and turns UTF-16 into UTF-8, and says so. False
 * after a finding: UTF-16 that is broken, or no memory. `findings` may be NULL. */
bool qpp_decode(const char *bytes, size_t length, struct qpp_text *out, struct findings *findings);

/* Reads one JSON text. False after a finding that says where it is none. The
 * caller frees *out with qpp_json_free. */
bool qpp_read(const char *bytes, size_t length, struct qpp_json *out, struct findings *findings);

/* The object of CMS's within what was read. References are borrowed. */
struct qpp_object {
	enum qpp_root root;
	json_t *object;
	const char *base;      /* its JSONPath in the text: "$", "$.submission", "$.data.submission" */
	const json_t *profile; /* of a case; else NULL */
	bool is_case;
};

/* Finds it; a text that is none of the known is taken for a submission. */
struct qpp_object qpp_find_object(json_t *root);

/* Gives the findings from place `first` on, whose paths begin at an object of
 * CMS's, their lines and columns, and their paths in the whole text. */
void qpp_locate(struct findings *findings, size_t first, struct qpp_places *places, const char *base);

#endif
