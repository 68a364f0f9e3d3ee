/*
 * catalogue_list.c - see catalogue_list.h.
 */
#include "services/catalogue_list.h"

#include <string.h>

#include "services/catalogue.h"
#include "services/catalogue_part.h"
#include "services/words.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

bool catalogue_is_narrowed(const struct catalogue_filter *filter)
{
	return filter->search || filter->subcategory || filter->specialty || filter->duration ||
	       filter->weight >= 0 || filter->mvp != MIPSIA_NO_MVP || filter->cehrt || filter->suspended ||
	       filter->limited;
}

/* ------------------------------------------------------------- what cannot be met */

static bool has_subcategory(const struct catalogue_filter *filter)
{
	const char *names[CATALOGUE_SUBCATEGORIES];
	int length = catalogue_subcategories(filter->book, filter->year, names);

	for (int i = 0; i < length; i++) {
		if (words_letters_in(filter->subcategory, names[i]))
			return true;
	}
	return false;
}

static bool has_specialty(const struct catalogue_filter *filter)
{
	for (int i = 0; i < mipsia_mvp_count(filter->book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(filter->book, i, filter->year);

		if (mvp && words_all_in(filter->specialty, mvp->specialties))
			return true;
	}
	return false;
}

enum catalogue_doubt catalogue_doubt_of(const struct catalogue_filter *filter)
{
	if (filter->subcategory && !has_subcategory(filter))
		return CATALOGUE_NO_SUBCATEGORY;
	if (filter->mvp != MIPSIA_NO_MVP && !mipsia_mvp_in_year(filter->book, filter->mvp, filter->year))
		return CATALOGUE_NO_MVP;
	if (filter->specialty && filter->year < catalogue_first_mvp_year(filter->book))
		return CATALOGUE_BEFORE_MVPS;
	if (filter->specialty && !has_specialty(filter))
		return CATALOGUE_NO_SPECIALTY;
	if (filter->weight >= 0 && !catalogue_has_weights(filter->book, filter->year))
		return CATALOGUE_NO_WEIGHTS;
	return CATALOGUE_FITS;
}

/* ---------------------------------------------------------------------- beginning */

static bool is_about(const struct catalogue_filter *filter, const mipsia_activity *activity)
{
	const char *id = mipsia_activity_id(filter->book, activity->activity);
	const struct guide_entry *guide = guide_find(id);
	char subcategory[WORDS_SUBCATEGORY];
	const char *texts[] = { id, activity->title, subcategory, activity->subcategory };

	words_subcategory(activity->subcategory, subcategory);
	return words_all_in_any(filter->search, texts, LENGTH(texts)) ||
	       (guide && guide_rank(filter->book, guide, filter->year, filter->search) > 0);
}

static void search(struct catalogue_list *list)
{
	const struct catalogue_filter *filter = &list->filter;

	list->best_length =
		guide_search(filter->book, filter->year, filter->search, list->best, GUIDE_HITS_MAX);
	for (int i = 0; i < mipsia_activity_count(filter->book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(filter->book, i, filter->year);

		if (activity && is_about(filter, activity))
			mipsia_set_add(&list->found, i);
	}
}

mipsia_set catalogue_for_specialty(const struct catalogue_filter *filter, const char *specialty)
{
	mipsia_set activities = { { 0 } };

	for (int i = 0; i < mipsia_mvp_count(filter->book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(filter->book, i, filter->year);

		if (!mvp || !words_all_in(specialty, mvp->specialties))
			continue;
		for (int k = 0; k < MIPSIA_SET_WORDS; k++)
			activities.word[k] |= mvp->activities.word[k];
	}
	return activities;
}

void catalogue_list_begin(struct catalogue_list *list, const struct catalogue_filter *filter)
{
	*list = (struct catalogue_list){ .filter = *filter };
	if (filter->search)
		search(list);
	if (filter->specialty)
		list->for_specialty = catalogue_for_specialty(filter, filter->specialty);
}

/* ------------------------------------------------------------------------ passing */

static bool has_duration(const mipsia_activity *activity, const char *duration)
{
	char text[WORDS_DURATION];

	words_duration(activity->duration, text);
	return strcmp(text, duration) == 0;
}

static bool is_in_mvp(const struct catalogue_filter *filter, int activity)
{
	const mipsia_mvp *mvp = mipsia_mvp_in_year(filter->book, filter->mvp, filter->year);

	return mvp && mipsia_set_has(&mvp->activities, activity);
}

/* Whether it has the value that the filter asks of this facet, if any. */
static bool has_value(const struct catalogue_list *list, const mipsia_activity *activity,
                      enum catalogue_facet facet)
{
	const struct catalogue_filter *filter = &list->filter;

	switch (facet) {
	case FACET_SUBCATEGORY:
		return !filter->subcategory || words_letters_in(filter->subcategory, activity->subcategory);
	case FACET_WEIGHT:
		return filter->weight < 0 || (int)activity->weight == filter->weight;
	case FACET_MVP:
		return filter->mvp == MIPSIA_NO_MVP || is_in_mvp(filter, activity->activity);
	case FACET_SPECIALTY:
		return !filter->specialty || mipsia_set_has(&list->for_specialty, activity->activity);
	case FACET_DURATION:
		return !filter->duration || has_duration(activity, filter->duration);
	case FACET_END:
		break;
	}
	return true;
}

bool catalogue_passes(const struct catalogue_list *list, const mipsia_activity *activity,
                      enum catalogue_facet skipped)
{
	const struct catalogue_filter *filter = &list->filter;

	if (filter->search && !mipsia_set_has(&list->found, activity->activity))
		return false;
	if (filter->cehrt && !activity->cehrt_eligible)
		return false;
	if (filter->suspended && activity->suspended_on == MIPSIA_DATE_UNKNOWN)
		return false;
	if (filter->limited && !activity->once_in_years)
		return false;
	for (int facet = 0; facet < FACET_END; facet++) {
		if (facet != (int)skipped && !has_value(list, activity, (enum catalogue_facet)facet))
			return false;
	}
	return true;
}

static bool is_best(const struct catalogue_list *list, int activity)
{
	const struct guide_entry *entry = guide_find(mipsia_activity_id(list->filter.book, activity));

	for (int i = 0; i < list->best_length; i++) {
		if (list->best[i].entry == entry)
			return true;
	}
	return false;
}

/* The activity that comes at this place: the best of the search, then all others
 * in the order of their IDs; -1 for a place whose activity came before. */
static int activity_at(const struct catalogue_list *list, int place)
{
	int activity = place - list->best_length;

	if (activity < 0) {
		const char *id = list->best[place].entry->measure_id;

		return mipsia_activity_find(list->filter.book, id, strlen(id));
	}
	return is_best(list, activity) ? -1 : activity;
}

const mipsia_activity *catalogue_next(const struct catalogue_list *list, int *at)
{
	const mipsia_rulebook *book = list->filter.book;

	while (*at < list->best_length + mipsia_activity_count(book)) {
		const mipsia_activity *activity =
			mipsia_activity_in_year(book, activity_at(list, (*at)++), list->filter.year);

		if (activity && catalogue_passes(list, activity, FACET_END))
			return activity;
	}
	return NULL;
}

int catalogue_count(const struct catalogue_list *list)
{
	int count = 0;

	for (int at = 0; catalogue_next(list, &at);)
		count++;
	return count;
}

int catalogue_other_year(const struct catalogue_filter *filter, struct guide_hit *hits, int max, int *length)
{
	int span = mipsia_last_year(filter->book) - mipsia_first_year(filter->book);

	for (int away = 1; away <= span; away++) {
		for (int year = filter->year + away; year >= filter->year - away; year -= 2 * away) {
			*length = guide_search(filter->book, year, filter->search, hits, max);
			if (*length > 0)
				return year;
		}
	}
	*length = 0;
	return 0;
}
