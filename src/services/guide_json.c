/*
 * guide_json.c - see guide_json.h.
 */
#include "services/guide_json.h"

#include <stdio.h>
#include <stdlib.h>

#include "formats/inventory_import.h"

static bool is_wanted(struct guide_years years, int year)
{
	return year == 0 || guide_holds(years, year);
}

/* Adds from and to, and returns the object. */
static json_t *with_years(json_t *object, struct guide_years years)
{
	json_object_set_new(object, "from", json_integer(years.from));
	json_object_set_new(object, "to", json_integer(years.to));
	return object;
}

static json_t *words_json(const char *const *list, uint64_t bits)
{
	json_t *array = json_array();

	for (int i = 0; list[i]; i++) {
		if (bits >> i & 1)
			json_array_append_new(array, json_string(list[i]));
	}
	return array;
}

static json_t *strings_json(const char *const *strings, int length)
{
	json_t *array = json_array();

	for (int i = 0; i < length; i++)
		json_array_append_new(array, json_string(strings[i]));
	return array;
}

static json_t *texts_json(const struct guide_text *texts, int length, int year)
{
	json_t *array = json_array();

	for (int i = 0; i < length; i++) {
		if (is_wanted(texts[i].years, year))
			json_array_append_new(
				array, with_years(json_pack("{s:s}", "text", texts[i].text), texts[i].years));
	}
	return array;
}

static json_t *thresholds_json(const struct guide_entry *entry, int year)
{
	json_t *array = json_array();

	for (int i = 0; i < entry->thresholds_length; i++) {
		const struct guide_threshold *threshold = &entry->thresholds[i];

		if (is_wanted(threshold->years, year))
			json_array_append_new(array,
			                      with_years(json_pack("{s:s, s:s}", "value", threshold->value,
			                                           "what", threshold->what),
			                                 threshold->years));
	}
	return array;
}

json_t *guide_json_proof(const struct guide_entry *entry, int year)
{
	json_t *array = json_array();

	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *proof = &entry->proof[i];
		char need[128] = "all";

		if (!is_wanted(proof->years, year))
			continue;
		if (proof->group)
			snprintf(need, sizeof(need), "any:%s", proof->group);
		json_array_append_new(
			array, with_years(json_pack("{s:s, s:s, s:o, s:s}", "id", proof->id, "document",
		                                    proof->document, "mustShow",
		                                    strings_json(proof->must_show, proof->must_show_length),
		                                    "need", need),
		                          proof->years));
	}
	return array;
}

static json_t *related_json(const struct guide_entry *entry, int year)
{
	json_t *array = json_array();

	for (int i = 0; i < entry->related_length; i++) {
		const struct guide_related *related = &entry->related[i];

		if (is_wanted(related->years, year))
			json_array_append_new(array,
			                      with_years(json_pack("{s:s, s:s, s:s}", "measureId",
			                                           related->measure_id, "why", related->why,
			                                           "kind", related->pair ? "pair" : "see"),
			                                 related->years));
	}
	return array;
}

static json_t *sources_json(const struct guide_entry *entry, int year)
{
	json_t *array = json_array();

	for (int i = 0; i < entry->sources_length; i++) {
		const struct guide_source *source = &entry->sources[i];

		if (is_wanted(source->years, year))
			json_array_append_new(array, with_years(json_pack("{s:s, s:s}", "file", source->file,
			                                                  "where", source->where),
			                                        source->years));
	}
	return array;
}

static json_t *effort_json(const struct guide_entry *entry)
{
	return json_pack("{s:s, s:s, s:s, s:o, s:o}", "setUp", guide_level_words[entry->set_up], "running",
	                 guide_level_words[entry->running], "why", entry->effort_why, "staff",
	                 words_json(guide_staff_words, entry->staff), "technology",
	                 words_json(guide_technology_words, entry->technology));
}

json_t *guide_json(const struct guide_entry *entry, int year)
{
	json_t *guide = json_pack("{s:s, s:s, s:o, s:s, s:s}", "measureId", entry->measure_id, "plainName",
	                          entry->plain_name, "summary",
	                          texts_json(entry->summary, entry->summary_length, year), "whoTakesPart",
	                          entry->who_takes_part, "howLong", entry->how_long);

	json_object_set_new(guide, "thresholds", thresholds_json(entry, year));
	json_object_set_new(guide, "proof", guide_json_proof(entry, year));
	json_object_set_new(guide, "effort", effort_json(entry));
	json_object_set_new(guide, "owner", json_string(entry->owner));
	json_object_set_new(guide, "specialties", words_json(guide_specialty_words, entry->specialties));
	json_object_set_new(guide, "alreadyDoing", json_string(entry->already_doing));
	json_object_set_new(guide, "onlyIf", entry->only_if ? json_string(entry->only_if) : json_null());
	json_object_set_new(guide, "mistakes", texts_json(entry->mistakes, entry->mistakes_length, year));
	json_object_set_new(guide, "related", related_json(entry, year));
	json_object_set_new(guide, "keywords", strings_json(entry->keywords, entry->keywords_length));
	json_object_set_new(guide, "sources", sources_json(entry, year));
	return guide;
}

json_t *guide_json_official(const char *measure_id, int year)
{
	char *wording = inventory_wording(year, measure_id);
	json_t *json = wording ? json_string(wording) : json_null();

	free(wording);
	return json ? json : json_null();
}
