/*
 * catalogue_mvps.h - the MIPS Value Pathways of a year: `mipsia mvps` and the
 * workbench's lists. Every json_t * belongs to the caller.
 */
#ifndef MIPSIA_SERVICES_CATALOGUE_MVPS_H
#define MIPSIA_SERVICES_CATALOGUE_MVPS_H

#include <jansson.h>

#include "mipsia/mipsia.h"

/* The next MVP of the year that has all these words in ID, title, topic or
 * specialties (NULL: any MVP), from index *at on (0 at first). NULL at the end. */
const mipsia_mvp *catalogue_next_mvp(const mipsia_rulebook *book, int year, const char *words, int *at);

/* {performanceYear, provisional, mvps: [{mvpId, title, clinicalTopic, specialties,
 * iaMeasureIds}]} */
json_t *catalogue_mvps_json(const mipsia_rulebook *book, int year, const char *words);

/* One MVP of the year with its activities: {mvpId, title, clinicalTopic, specialties,
 * performanceYear, provisional, firstPerformanceYear, lastPerformanceYear,
 * activities: [json_activity, ...]}. */
json_t *catalogue_mvp_json(const mipsia_rulebook *book, const mipsia_mvp *mvp, int year);

#endif
