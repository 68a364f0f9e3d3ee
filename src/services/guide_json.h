/*
 * guide_json.h - the plain-language guide of an activity for programs, in the shape
 * of data/guide/. Every json_t * belongs to the caller.
 */
#ifndef MIPSIA_SERVICES_GUIDE_JSON_H
#define MIPSIA_SERVICES_GUIDE_JSON_H

#include <jansson.h>

#include "guide/guide.h"

/* The entry as data/guide/ has it; `year` leaves out what does not hold in that
 * year, 0: nothing is left out. */
json_t *guide_json(const struct guide_entry *entry, int year);

/* Its proof alone: [{id, document, mustShow, need, from, to}]. `need` is "all", or
 * "any:GROUP" when one item of the group suffices. */
json_t *guide_json_proof(const struct guide_entry *entry, int year);

/* CMS's own words for the activity in that year; null when they were not imported.
 * They come from a file and may hold anything. */
json_t *guide_json_official(const char *measure_id, int year);

#endif
