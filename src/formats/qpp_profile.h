/*
 * qpp_profile.h - what a case (docs/case-format.md) says of the entity beside its
 * submission: statuses, reweighting, history, who performed what. Read by the
 * same reader that `mipsia score` uses.
 */
#ifndef MIPSIA_FORMATS_QPP_PROFILE_H
#define MIPSIA_FORMATS_QPP_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/finding.h"
#include "mipsia/mipsia.h"

struct case_reader; /* case_read.h; case_reader_new, case_reader_free */

struct qpp_profile {
	uint8_t statuses;   /* MIPSIA_BIT(mipsia_special) */
	uint8_t reweighted; /* MIPSIA_BIT(mipsia_category) */
	uint8_t extreme;    /* mipsia_extreme */
	uint32_t facts;     /* MIPSIA_FACT_* */
	uint32_t policies;
	uint16_t practice_sites;
	uint16_t recognized_sites;
	mipsia_set too_frequent;
	mipsia_set not_performed;
	bool has_history; /* earlier attestations are stated */
};

/* Reads the case; adds what is wrong or doubtful in its profile, participation
 * and policy, but says nothing of its submission. False when the case has no
 * year that we know: *out is then empty. */
bool qpp_profile_read(struct case_reader *reader, const char *json, size_t length, struct qpp_profile *out,
                      struct findings *findings);

#endif
