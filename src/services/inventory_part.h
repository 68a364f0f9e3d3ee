/*
 * inventory_part.h - what the operations of the catalogue share. Of inventory*.c
 * alone.
 */
#ifndef MIPSIA_SERVICES_INVENTORY_PART_H
#define MIPSIA_SERVICES_INVENTORY_PART_H

#include "guide/guide.h"
#include "services/operation.h"
#include "services/record.h"

/* What a practice did with the activities of a year. */
struct inventory_practice {
	struct record record;      /* of the year */
	mipsia_set done_last_year; /* recorded or attested, under this year's numbers */
	mipsia_set barred;         /* not again so soon */
};

/* inventory_practice.c: for the practice of the query, when there is one and the caller
 * may see it; *has tells. False after filling reply. Free it when *has. */
bool inventory_practice_load(const struct op_call *call, struct op_reply *reply, bool *has,
                             struct inventory_practice *out);
void inventory_practice_free(struct inventory_practice *practice);

/* inventory_item.c: CatalogueItem of docs/openapi.yaml; practice may be NULL. A new
 * reference. */
json_t *inventory_item(const mipsia_rulebook *book, const mipsia_activity *activity, int year,
                       const struct inventory_practice *practice);

/* Whether the guide names the specialty (place in guide_specialty_words) for the
 * activity, or any. */
bool inventory_fits_specialty(const struct guide_entry *guide, int specialty);

/* inventory_facets.c: Catalogue.facets. A new reference. */
json_t *inventory_facets(const mipsia_rulebook *book, int year);

#endif
