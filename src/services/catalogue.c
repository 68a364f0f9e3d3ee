/*
 * catalogue.c - see catalogue.h.
 */
#include "services/catalogue.h"

#include <stdio.h>
#include <string.h>

#include "formats/qpp_names.h"

int catalogue_latest_year(const mipsia_rulebook *book)
{
	int year = mipsia_last_year(book);

	while (year > mipsia_first_year(book) && mipsia_year_is_provisional(book, year))
		year--;
	return year;
}

int catalogue_first_mvp_year(const mipsia_rulebook *book)
{
	for (int year = mipsia_first_year(book); year <= mipsia_last_year(book); year++) {
		for (int i = 0; i < mipsia_mvp_count(book); i++) {
			if (mipsia_mvp_in_year(book, i, year))
				return year;
		}
	}
	return mipsia_last_year(book);
}

struct catalogue_span catalogue_activity_span(const mipsia_rulebook *book, int activity)
{
	struct catalogue_span span;

	qpp_activity_years(book, activity, &span.first, &span.last);
	return span;
}

struct catalogue_span catalogue_mvp_span(const mipsia_rulebook *book, int mvp)
{
	struct catalogue_span span;

	qpp_mvp_years(book, mvp, &span.first, &span.last);
	return span;
}

void catalogue_span_text(struct catalogue_span span, char out[CATALOGUE_SPAN])
{
	if (span.first == span.last)
		snprintf(out, CATALOGUE_SPAN, "only in %d", span.first);
	else
		snprintf(out, CATALOGUE_SPAN, "from %d to %d", span.first, span.last);
}

/* The number that the activity had before, or has after, a renumbering on the
 * way to `year`; -1 when there is none. */
static int renumbered_towards(const mipsia_rulebook *book, int activity, int year)
{
	size_t count;
	const mipsia_lineage *lineages = mipsia_lineages(book, &count);
	struct catalogue_span span = catalogue_activity_span(book, activity);

	for (size_t i = 0; i < count; i++) {
		const mipsia_lineage *lineage = &lineages[i];

		if (lineage->kind != MIPSIA_RENUMBERED)
			continue;
		if (lineage->from == activity && year > span.last && year >= lineage->year)
			return lineage->to;
		if (lineage->to == activity && year < span.first && year < lineage->year)
			return lineage->from;
	}
	return -1;
}

int catalogue_number_in_year(const mipsia_rulebook *book, int activity, int year)
{
	/* A chain is at most as long as there are years. */
	for (int hops = mipsia_last_year(book) - mipsia_first_year(book); activity >= 0 && hops >= 0;
	     hops--) {
		if (mipsia_activity_in_year(book, activity, year))
			return activity;
		activity = renumbered_towards(book, activity, year);
	}
	return -1;
}

int catalogue_max_points(const mipsia_rulebook *book, int year)
{
	mipsia_case c = { .performance_year = (uint16_t)year,
		          .option = MIPSIA_TRADITIONAL,
		          .entity = MIPSIA_GROUP,
		          .mvp = MIPSIA_NO_MVP };
	mipsia_result result;

	mipsia_score(book, &c, &result);
	return result.max_points;
}

bool catalogue_has_weights(const mipsia_rulebook *book, int year)
{
	for (int i = 0; i < mipsia_activity_count(book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(book, i, year);

		if (activity && activity->weight != MIPSIA_UNWEIGHTED)
			return true;
	}
	return false;
}

static bool is_among(const char *const *list, int length, const char *text)
{
	for (int i = 0; i < length; i++) {
		if (strcmp(list[i], text) == 0)
			return true;
	}
	return false;
}

int catalogue_subcategories(const mipsia_rulebook *book, int year, const char *out[CATALOGUE_SUBCATEGORIES])
{
	int length = 0;

	for (int i = 0; i < mipsia_activity_count(book) && length < CATALOGUE_SUBCATEGORIES; i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(book, i, year);

		if (activity && *activity->subcategory && !is_among(out, length, activity->subcategory))
			out[length++] = activity->subcategory;
	}
	return length;
}
