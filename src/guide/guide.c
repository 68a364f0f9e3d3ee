/*
 * guide.c - looking up entries of the guide.
 */
#include "guide_data.h"

#include <stddef.h>
#include <string.h>

const struct guide_entry *guide_entries(int *count)
{
	*count = guide_data_length;
	return guide_data;
}

const struct guide_entry *guide_find(const char *measure_id)
{
	int low = 0;
	int high = guide_data_length;

	while (low < high) {
		int middle = low + (high - low) / 2;
		int order = guide_compare_ids(guide_data[middle].measure_id, measure_id);

		if (order == 0)
			return &guide_data[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const char *guide_summary(const struct guide_entry *entry, int year)
{
	for (int i = 0; i < entry->summary_length; i++) {
		if (guide_holds(entry->summary[i].years, year))
			return entry->summary[i].text;
	}
	return NULL;
}

static const char *pair_with(const struct guide_entry *entry, const char *measure_id, int year)
{
	for (int i = 0; i < entry->related_length; i++) {
		const struct guide_related *related = &entry->related[i];

		if (related->pair && guide_holds(related->years, year) &&
		    strcmp(related->measure_id, measure_id) == 0)
			return related->why;
	}
	return NULL;
}

const char *guide_pair(const struct guide_entry *a, const struct guide_entry *b, int year)
{
	const char *why = pair_with(a, b->measure_id, year);

	return why ? why : pair_with(b, a->measure_id, year);
}
