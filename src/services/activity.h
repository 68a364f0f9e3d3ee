/*
 * activity.h - one activity through the years: what `mipsia activity` and the
 * workbench's page of an activity tell. The key of the catalogue is (ID, year):
 * what an ID means is always told with its years. An activity is its index.
 */
#ifndef MIPSIA_SERVICES_ACTIVITY_H
#define MIPSIA_SERVICES_ACTIVITY_H

#include <jansson.h>
#include <stdbool.h>

#include "mipsia/mipsia.h"

/* ---------------------------------------------------------------------- facts */

/* The last year of the activity, but no provisional one unless it has no other. */
int activity_last_final_year(const mipsia_rulebook *book, int activity);

/* Last of the years from `first` on, in which the activity is, in which nothing of
 * its row changes. */
int activity_end_of_run(const mipsia_rulebook *book, int activity, int first);

/* Whether it is a recognition (IA_PCMH), not something done for a number of days. */
bool activity_is_recognition(const mipsia_rulebook *book, int activity);

/* Points of a group for the activity alone; 0 where it does not count. */
struct activity_points {
	int ordinary; /* in traditional MIPS */
	int special;  /* the same with a special status */
	bool has_mvp; /* there is an MVP that includes it */
	int in_mvp;   /* in such an MVP */
	int max;      /* full credit */
};
struct activity_points activity_points_of(const mipsia_rulebook *book, int activity, int year);

/* How long it must run in the year: the last day to start, and the rule that says
 * so. False when the activity is not in the year. */
bool activity_days(const mipsia_rulebook *book, int activity, int year, mipsia_date *last_start,
                   const mipsia_rule **rule);

/* ----------------------------------------------------------------- sentences */

/* What a link of the catalogue is to an activity. */
enum activity_link {
	ACTIVITY_NO_LINK,    /* it is of others */
	ACTIVITY_NEW_NUMBER, /* goes on under another number */
	ACTIVITY_OLD_NUMBER, /* had another number */
	ACTIVITY_CAUTION     /* the ID means, or asks for, something else from a year on */
};

/* The same as a sentence, to which lineage->note adds; "" for ACTIVITY_NO_LINK. */
#define ACTIVITY_SENTENCE 128
enum activity_link activity_link_words(const mipsia_rulebook *book, int activity,
                                       const mipsia_lineage *lineage, char out[ACTIVITY_SENTENCE]);

/* Why the activity is not in the inventory of `year`: under which number it goes, or
 * that it earns nothing. */
void activity_absence_words(const mipsia_rulebook *book, int activity, int year, char out[ACTIVITY_SENTENCE]);

/* ----------------------------------------------------------------------- JSON */

/*
 * The caller owns the document: {measureId, firstPerformanceYear,
 * lastPerformanceYear, numberInYear, lineage, years, guide}. `only_year`: years and
 * guide tell of `year` alone; else of its whole life.
 */
json_t *activity_json(const mipsia_rulebook *book, int activity, int year, bool only_year);

/*
 * The page of the activity in `year`, which need not have it: activity_json with all
 * of its years and the guide of `year`, and besides
 *
 *   performanceYear   `year`
 *   provisional       whether CMS has not issued its rules
 *   inInventory       whether the activity is in it
 *   current           the entry of `years` that is of `year`; null
 *   absence           one sentence when it is not there; null
 *   runs              [{from, to, title, subcategory, subcategoryName, weight, duration,
 *                     frequency, suspendedOn, cehrtEligible, mvpOnly}], the years put
 *                     together in which nothing changes; duration and frequency in words
 *   cautions          [sentence]: the ID meant or means something else in other years
 *   points            {traditional, specialStatus, mvp, max}, 0: does not count; null
 *   lastStart         the last day on which it can begin, and
 *   daysRule          the rule that says how long; both null for a recognition
 *   recognition       for IA_PCMH {sites, bodies}: rules or null; else null
 *   mvps              [{mvpId, title}] of `year` that include it
 *
 * Each member of `lineage` has `sentence` besides. The caller owns it.
 */
json_t *activity_page_json(const mipsia_rulebook *book, int activity, int year);

#endif
