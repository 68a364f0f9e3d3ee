/*
 * catalogue_list.h - one year's inventory, searched and filtered: `mipsia
 * activities` and the workbench's catalogue. Nothing but JSON is allocated; every
 * json_t * belongs to the caller.
 *
 *	struct catalogue_filter filter = CATALOGUE_EVERYTHING(book, 2026);
 *	struct catalogue_list list;
 *	const mipsia_activity *row;
 *
 *	filter.search = "patient portal";
 *	catalogue_list_begin(&list, &filter);
 *	for (int at = 0; (row = catalogue_next(&list, &at));)
 *		...
 */
#ifndef MIPSIA_SERVICES_CATALOGUE_LIST_H
#define MIPSIA_SERVICES_CATALOGUE_LIST_H

#include <jansson.h>
#include <stdbool.h>

#include "guide/guide.h"
#include "mipsia/mipsia.h"

/* What is asked for; an activity is listed when it meets everything. Strings are
 * the caller's; NULL: any. */
struct catalogue_filter {
	const mipsia_rulebook *book;
	int year;
	/* All these words are in its ID, title or subcategory, or the guide's search
	 * finds it (plain name, keywords, specialties, summary). */
	const char *search;
	const char *subcategory; /* its name or a part of it, in any letters */
	const char *specialty;   /* in an MVP that CMS names for these words */
	const char *duration;    /* its shortest period, as words_duration writes it: "90 days" */
	int weight;              /* mipsia_class; -1: any */
	int mvp;                 /* index; MIPSIA_NO_MVP: any or none */
	bool cehrt;              /* earned the bonus for certified EHR technology */
	bool suspended;          /* within the year */
	bool limited;            /* in frequency */
};

#define CATALOGUE_EVERYTHING(the_book, the_year)                                                             \
	{                                                                                                    \
		.book = (the_book), .year = (the_year), .weight = -1, .mvp = MIPSIA_NO_MVP                   \
	}

/* Whether anything is asked for at all. */
bool catalogue_is_narrowed(const struct catalogue_filter *filter);

/* What of the filter no activity of the year could meet, so that the caller can
 * say so; the first in this order. */
enum catalogue_doubt {
	CATALOGUE_FITS,
	CATALOGUE_NO_SUBCATEGORY, /* no subcategory of the year is called so */
	CATALOGUE_NO_MVP,         /* the MVP does not exist in the year */
	CATALOGUE_BEFORE_MVPS,    /* specialties are those of MVPs, which begin later */
	CATALOGUE_NO_SPECIALTY,   /* no MVP of the year is for the specialty */
	CATALOGUE_NO_WEIGHTS      /* activities have no weights in the year */
};
enum catalogue_doubt catalogue_doubt_of(const struct catalogue_filter *filter);

/* A filter put to use; copied, so the strings must outlive it. */
struct catalogue_list {
	struct catalogue_filter filter;
	struct guide_hit best[GUIDE_HITS_MAX]; /* of the search, best first: they come first */
	int best_length;
	mipsia_set found;         /* by the search */
	mipsia_set for_specialty; /* in an MVP for it */
};

void catalogue_list_begin(struct catalogue_list *list, const struct catalogue_filter *filter);

/* The next activity that passes, from place *at on (0 at first): the best of the
 * search, then the others in the order of their IDs. NULL at the end. */
const mipsia_activity *catalogue_next(const struct catalogue_list *list, int *at);

int catalogue_count(const struct catalogue_list *list);

/* What the search finds in the nearest other year, the later of two: at most `max`
 * hits in `hits`, their number in *length. Returns the year, or 0 when it finds
 * nothing in any. */
int catalogue_other_year(const struct catalogue_filter *filter, struct guide_hit *hits, int max, int *length);

/* {performanceYear, provisional, activities: [json_activity, ...]} */
json_t *catalogue_list_json(const struct catalogue_filter *filter);

/*
 * The same for a page: {performanceYear, provisional, total, found, hasWeights,
 * activities, facets, otherYear}. An activity has plainName, summary and effort
 * {setUp, running} besides, null where the guide has no entry. facets:
 * catalogue_facets_json. otherYear: where a search that found nothing finds
 * something, {performanceYear, hits: [{measureId, plainName, firstPerformanceYear,
 * lastPerformanceYear}]}; else null.
 */
json_t *catalogue_page_json(const struct catalogue_filter *filter);

/*
 * What the list could be narrowed to: {subcategory, weight, mvp, specialty,
 * duration: [{value, name, count}], cehrt, suspended, limited: count}. `count` is
 * how many activities the value leaves when all else of the filter stays; values
 * that leave none are there with 0. A value is what the filter takes.
 */
json_t *catalogue_facets_json(const struct catalogue_list *list);

#endif
