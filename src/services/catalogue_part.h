/*
 * catalogue_part.h - what the parts of catalogue_list share. Of it alone.
 */
#ifndef MIPSIA_SERVICES_CATALOGUE_PART_H
#define MIPSIA_SERVICES_CATALOGUE_PART_H

#include "services/catalogue_list.h"

/* What has one value of several. */
enum catalogue_facet {
	FACET_SUBCATEGORY,
	FACET_WEIGHT,
	FACET_MVP,
	FACET_SPECIALTY,
	FACET_DURATION,
	FACET_END
};

/* Whether the activity meets the filter, the facet `skipped` left aside (FACET_END:
 * none). */
bool catalogue_passes(const struct catalogue_list *list, const mipsia_activity *activity,
                      enum catalogue_facet skipped);

/* The activities of the MVPs that CMS names for these words. */
mipsia_set catalogue_for_specialty(const struct catalogue_filter *filter, const char *specialty);

#endif
