/*
 * catalogue_mvps.c - see catalogue_mvps.h.
 */
#include "services/catalogue_mvps.h"

#include "services/catalogue.h"
#include "services/catalogue_json.h"
#include "services/words.h"

static bool has_words(const mipsia_rulebook *book, const mipsia_mvp *mvp, const char *words)
{
	const char *texts[] = { mipsia_mvp_id(book, mvp->mvp), mvp->title, mvp->topic, mvp->specialties };

	return words_all_in_any(words, texts, (int)(sizeof(texts) / sizeof(texts[0])));
}

const mipsia_mvp *catalogue_next_mvp(const mipsia_rulebook *book, int year, const char *words, int *at)
{
	while (*at < mipsia_mvp_count(book)) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(book, (*at)++, year);

		if (mvp && (!words || has_words(book, mvp, words)))
			return mvp;
	}
	return NULL;
}

json_t *catalogue_mvps_json(const mipsia_rulebook *book, int year, const char *words)
{
	json_t *list = json_array();
	const mipsia_mvp *mvp;

	for (int at = 0; (mvp = catalogue_next_mvp(book, year, words, &at));) {
		json_t *object = json_mvp(book, mvp);

		json_object_set_new(object, "iaMeasureIds", json_set(book, &mvp->activities));
		json_array_append_new(list, object);
	}
	return json_pack("{s:i, s:b, s:o}", "performanceYear", year, "provisional",
	                 mipsia_year_is_provisional(book, year), "mvps", list);
}

static json_t *activities_json(const mipsia_rulebook *book, const mipsia_mvp *mvp, int year)
{
	json_t *rows = json_array();

	for (int i = 0; i < mipsia_activity_count(book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(book, i, year);

		if (activity && mipsia_set_has(&mvp->activities, i))
			json_array_append_new(rows, json_activity(book, activity, year));
	}
	return rows;
}

json_t *catalogue_mvp_json(const mipsia_rulebook *book, const mipsia_mvp *mvp, int year)
{
	struct catalogue_span span = catalogue_mvp_span(book, mvp->mvp);
	json_t *object = json_mvp(book, mvp);

	json_object_set_new(object, "performanceYear", json_integer(year));
	json_object_set_new(object, "provisional", json_boolean(mipsia_year_is_provisional(book, year)));
	json_object_set_new(object, "firstPerformanceYear", json_integer(span.first));
	json_object_set_new(object, "lastPerformanceYear", json_integer(span.last));
	json_object_set_new(object, "activities", activities_json(book, mvp, year));
	return object;
}
