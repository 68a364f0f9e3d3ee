/*
 * qrda3_plan.h - a measurement set made ready to be written as QRDA III: found,
 * checked, and joined with its submission's facts.
 */
#ifndef MIPSIA_FORMATS_QRDA3_PLAN_H
#define MIPSIA_FORMATS_QRDA3_PLAN_H

#include <stdbool.h>

#include <jansson.h>

#include "formats/finding.h"
#include "formats/qrda3.h"
#include "formats/qrda3_guide.h"
#include "mipsia/mipsia.h"

#define QRDA3_TIME_MAX 32 /* bytes of a time, NUL included */
#define QRDA3_UUID 37     /* bytes of a UUID, NUL included */

/* Points into the submission. */
struct qrda3_plan {
	const struct qrda3_guide *guide;
	const struct qrda3_program *program;
	const char *mvp; /* NULL: none */
	const char *npi;
	const char *tin;
	const char *entity_id;
	const json_t *measurements;
	char start[9]; /* YYYYMMDD */
	char end[9];
	char time[QRDA3_TIME_MAX];
	char digest[65]; /* of all that is written, in hexadecimal digits */
};

/* False after a finding of severity error. */
bool qrda3_plan_make(const json_t *submission, const struct qrda3_write_options *options,
                     struct qrda3_plan *plan, struct findings *findings);

/* A UUID that follows from what is written and a label; the same every time. */
void qrda3_plan_uuid(const struct qrda3_plan *plan, const char *label, size_t number, char out[QRDA3_UUID]);

/* The set of category "ia" with that number, or NULL; *index is its place among
 * all sets. */
const json_t *qrda3_set_at(const json_t *submission, size_t number, size_t *index);

#endif
