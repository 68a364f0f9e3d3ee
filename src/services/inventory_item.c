/*
 * inventory_item.c - an activity as the catalogue's pages list it.
 */
#include "services/inventory_part.h"

#include "services/catalogue_json.h"

bool inventory_fits_specialty(const struct guide_entry *guide, int specialty)
{
	return guide && (guide->specialties & ((UINT64_C(1) << specialty) | GUIDE_ANY_SPECIALTY));
}

static json_t *specialties_of(const struct guide_entry *guide)
{
	json_t *list = json_array();

	for (int i = 0; guide && guide_specialty_words[i]; i++) {
		if (guide->specialties & (UINT64_C(1) << i))
			json_array_append_new(list, json_string(guide_specialty_words[i]));
	}
	return list;
}

static void set_practice(json_t *item, int activity, const struct inventory_practice *practice)
{
	const struct record_choice *choice = practice ? record_choice_of(&practice->record, activity) : NULL;

	json_object_set_new(item, "choice", choice ? json_string(choice->state) : json_null());
	json_object_set_new(item, "doneLastYear",
	                    practice ? json_boolean(mipsia_set_has(&practice->done_last_year, activity))
	                             : json_null());
	json_object_set_new(item, "barred",
	                    practice ? json_boolean(mipsia_set_has(&practice->barred, activity))
	                             : json_null());
}

json_t *inventory_item(const mipsia_rulebook *book, const mipsia_activity *activity, int year,
                       const struct inventory_practice *practice)
{
	const struct guide_entry *guide = guide_find(mipsia_activity_id(book, activity->activity));
	const char *summary = guide ? guide_summary(guide, year) : NULL;
	json_t *item = json_activity(book, activity, year);

	json_object_set_new(item, "plainName", json_string(guide ? guide->plain_name : activity->title));
	json_object_set_new(item, "summary", json_string(summary ? summary : ""));
	json_object_set_new(item, "specialties", specialties_of(guide));
	json_object_set_new(item, "effort",
	                    json_pack("{s:s, s:s}", "setUp",
	                              guide_level_words[guide ? guide->set_up : GUIDE_MEDIUM], "running",
	                              guide_level_words[guide ? guide->running : GUIDE_MEDIUM]));
	set_practice(item, activity->activity, practice);
	return item;
}
