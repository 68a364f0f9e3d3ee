/*
 * qpp_error.h - findings as CMS's Submissions API answers them:
 * {"error":{"type":"ValidationError","message":"invalid submission object",
 *           "details":[{"message":"field 'F' in Submission.measurementSets[0] is missing",
 *                       "path":"$.measurementSets[0].F"}]}}
 */
#ifndef MIPSIA_FORMATS_QPP_ERROR_H
#define MIPSIA_FORMATS_QPP_ERROR_H

#include <stddef.h>

#include <jansson.h>

#include "formats/finding.h"
#include "formats/qpp_validate.h"

/* The findings from place `first` on that are errors of the API, with the paths
 * that qpp_validate gave them. NULL when there is none, or no memory. The
 * caller's reference. */
json_t *qpp_error_document(const struct findings *findings, size_t first, enum qpp_root root);

#endif
