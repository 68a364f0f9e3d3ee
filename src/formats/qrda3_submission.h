/*
 * qrda3_submission.h - what the strict reader takes out of a document.
 */
#ifndef MIPSIA_FORMATS_QRDA3_SUBMISSION_H
#define MIPSIA_FORMATS_QRDA3_SUBMISSION_H

#include <stdbool.h>

#include "formats/qrda3.h"
#include "formats/qrda3_strict.h"

/* Fills reading->submission and reading->places: one set of category "ia" for
 * each section of improvement activities, in document order. What is missing or
 * cannot be read is left out. False when there is no memory. */
bool qrda3_make_submission(struct qrda3_strict *strict, struct qrda3_reading *reading);

#endif
