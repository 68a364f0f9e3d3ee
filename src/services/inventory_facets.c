/*
 * inventory_facets.c - what the year's list can be narrowed to, with how many
 * activities have each value.
 */
#include "services/inventory_part.h"

#include "services/catalogue.h"
#include "services/words.h"

struct question {
	const mipsia_rulebook *book;
	int year;
	const void *value; /* of the facet */
	bool (*has)(const mipsia_activity *activity, const struct question *question);
};

static int count_of(const struct question *question)
{
	int count = 0;

	for (int i = 0; i < mipsia_activity_count(question->book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(question->book, i, question->year);

		count += activity && question->has(activity, question);
	}
	return count;
}

/* A value that no activity has is left out. */
static void add(json_t *facet, const struct question *question, const char *value, const char *text)
{
	int count = count_of(question);

	if (count > 0)
		json_array_append_new(
			facet, json_pack("{s:s, s:s, s:i}", "value", value, "text", text, "count", count));
}

/* --------------------------------------------------------------------------- facets */

static bool has_subcategory(const mipsia_activity *activity, const struct question *question)
{
	return words_same_letters(activity->subcategory, question->value);
}

static json_t *subcategories(struct question question)
{
	const char *names[CATALOGUE_SUBCATEGORIES];
	int length = catalogue_subcategories(question.book, question.year, names);
	json_t *facet = json_array();

	question.has = has_subcategory;
	for (int i = 0; i < length; i++) {
		char text[WORDS_SUBCATEGORY];

		question.value = names[i];
		words_subcategory(names[i], text);
		add(facet, &question, names[i], text);
	}
	return facet;
}

static bool has_specialty(const mipsia_activity *activity, const struct question *question)
{
	const int *specialty = question->value;

	return inventory_fits_specialty(guide_find(mipsia_activity_id(question->book, activity->activity)),
	                                *specialty);
}

static json_t *specialties(struct question question)
{
	json_t *facet = json_array();

	question.has = has_specialty;
	for (int i = 0; guide_specialty_words[i]; i++) {
		question.value = &i;
		if (GUIDE_ANY_SPECIALTY != UINT64_C(1) << i)
			add(facet, &question, guide_specialty_words[i], guide_specialty_words[i]);
	}
	return facet;
}

static bool has_mvp(const mipsia_activity *activity, const struct question *question)
{
	const mipsia_mvp *mvp = question->value;

	return mipsia_set_has(&mvp->activities, activity->activity);
}

static json_t *mvps(struct question question)
{
	json_t *facet = json_array();

	question.has = has_mvp;
	for (int i = 0; i < mipsia_mvp_count(question.book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(question.book, i, question.year);

		question.value = mvp;
		if (mvp)
			add(facet, &question, mipsia_mvp_id(question.book, i), mvp->title);
	}
	return facet;
}

static bool has_weight(const mipsia_activity *activity, const struct question *question)
{
	const mipsia_class *weight = question->value;

	return activity->weight == *weight;
}

static json_t *weights(struct question question)
{
	static const mipsia_class classes[] = { MIPSIA_HIGH, MIPSIA_MEDIUM };
	json_t *facet = json_array();

	question.has = has_weight;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		question.value = &classes[i];
		add(facet, &question, mipsia_class_name(classes[i]), words_class(classes[i]));
	}
	return facet;
}

json_t *inventory_facets(const mipsia_rulebook *book, int year)
{
	struct question question = { .book = book, .year = year };

	return json_pack("{s:o, s:o, s:o, s:o}", "subcategories", subcategories(question), "specialties",
	                 specialties(question), "mvps", mvps(question), "weights", weights(question));
}
