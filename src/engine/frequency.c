/* frequency.c - activities that may be chosen once in several years. */
#include "engine.h"

static void bar(const mipsia_rulebook *book, int year, int activity, int attested_in, mipsia_set *barred)
{
	const mipsia_activity *row = mipsia_activity_in_year(book, activity, year);

	if (row != NULL && attested_in < year && year - attested_in < row->once_in_years)
		mipsia_set_add(barred, activity);
}

mipsia_status mipsia_frequency_bars(const mipsia_rulebook *book, int year, const mipsia_attestation *history,
                                    size_t n, mipsia_set *barred)
{
	if (mipsia_year_rules(book, year) == NULL)
		return MIPSIA_EYEAR;
	for (size_t i = 0; i < n; i++) {
		int activity = history[i].activity;

		if (activity < 0 || activity >= book->activities_length)
			return MIPSIA_EINVALID;
		bar(book, year, activity, history[i].year, barred);
		for (size_t k = 0; k < book->lineages_length; k++) {
			const mipsia_lineage *link = &book->lineages[k];

			if (link->kind != MIPSIA_RENUMBERED)
				continue;
			if (link->from == activity)
				bar(book, year, link->to, history[i].year, barred);
			if (link->to == activity)
				bar(book, year, link->from, history[i].year, barred);
		}
	}
	return MIPSIA_OK;
}
