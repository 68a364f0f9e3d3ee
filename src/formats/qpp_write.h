/*
 * qpp_write.h - writes a submission, or any JSON value, in the order of its
 * members and with every number as it was read.
 */
#ifndef MIPSIA_FORMATS_QPP_WRITE_H
#define MIPSIA_FORMATS_QPP_WRITE_H

#include <stdbool.h>

#include <jansson.h>

#include "formats/outbuf.h"
#include "formats/qpp_json.h"

enum qpp_style {
	QPP_PRETTY, /* as CMS's converter prints it; no newline at the end */
	QPP_COMPACT /* one line; no newline at the end */
};

/* Appends the value; `numbers`: of the text it was read from, or NULL. False when
 * out->failed. */
bool qpp_write(struct outbuf *out, const json_t *value, const struct qpp_numbers *numbers,
               enum qpp_style style);

#endif
