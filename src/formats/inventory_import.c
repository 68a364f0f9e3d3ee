/* inventory_import.c - reading and comparing; see inventory_import.h. */
#include "formats/inventory_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --------------------------------------------------------------------- reading */

static void say(struct findings *findings, const char *code, const char *path, const char *remedy,
                const char *message)
{
	findings_add(findings, FINDING_ERROR, FINDING_MIPSIA, code, 0, (struct finding_place){ .path = path },
	             remedy, "%s", message);
}

static bool is_text_or_null(const json_t *row, const char *key)
{
	const json_t *value = json_object_get(row, key);

	return value == NULL || json_is_null(value) || json_is_string(value);
}

/* What is wrong with a row, or NULL. */
static const char *fault_of(const json_t *row)
{
	const char *id = json_string_value(json_object_get(row, "measureId"));
	const json_t *programs = json_object_get(row, "allowedPrograms");

	if (id == NULL || strlen(id) >= INVENTORY_ID ||
	    strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") != strlen(id))
		return "measureId is not the ID of an activity.";
	if (!json_is_string(json_object_get(row, "title")))
		return "title is not a text.";
	if (!is_text_or_null(row, "description") || !is_text_or_null(row, "weight") ||
	    !is_text_or_null(row, "subcategoryId"))
		return "description, weight or subcategoryId is not a text.";
	if (programs != NULL && !json_is_array(programs))
		return "allowedPrograms is not a list.";
	return NULL;
}

static const json_t *find_row(const json_t *activities, const char *id)
{
	size_t i;
	const json_t *row;

	json_array_foreach ((json_t *)activities, i, row) {
		if (strcmp(json_string_value(json_object_get(row, "measureId")), id) == 0)
			return row;
	}
	return NULL;
}

static void take_row(json_t *activities, size_t index, json_t *row, struct findings *findings)
{
	const char *category = json_string_value(json_object_get(row, "category"));
	const char *fault;
	char path[32];

	if (category == NULL || strcmp(category, "ia") != 0)
		return;
	snprintf(path, sizeof path, "$[%zu]", index);
	fault = fault_of(row);
	if (fault != NULL)
		say(findings, "brokenRow", path, "Get the file from CMS again.", fault);
	else if (find_row(activities, json_string_value(json_object_get(row, "measureId"))) != NULL)
		say(findings, "duplicateId", path, "Get the file from CMS again.",
		    "The activity is there twice.");
	else if (json_array_size(activities) == INVENTORY_ACTIVITIES_MAX)
		say(findings, "inventoryTooLarge", path, "Get the file from CMS again.",
		    "The file has more activities than mipsia reads.");
	else
		json_array_append(activities, row);
}

static json_t *refuse(struct findings *findings, const char *code, const char *message)
{
	say(findings, code, "$", "Give a measures-data.json of CMS's qpp-measures-data.", message);
	return NULL;
}

static json_t *take_rows(json_t *root, struct findings *findings)
{
	json_t *activities = json_array();
	size_t i;
	json_t *row;

	json_array_foreach (root, i, row) {
		take_row(activities, i, row, findings);
	}
	if (json_array_size(activities) > 0)
		return activities;
	json_decref(activities);
	return refuse(findings, "noActivities", "The file has no improvement activities.");
}

json_t *inventory_read(const char *bytes, size_t length, struct findings *findings)
{
	json_error_t error;
	json_t *root;
	json_t *activities;

	if (length > INVENTORY_BYTES_MAX)
		return refuse(findings, "inventoryTooLarge", "The file has more than 32 MiB.");
	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		length -= 3;
	}
	root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL) {
		findings_add(findings, FINDING_ERROR, FINDING_MIPSIA, "syntax", 0,
		             (struct finding_place){ NULL, (uint32_t)error.line, (uint32_t)error.column },
		             "Get the file from CMS again.", "The file is not JSON: %s.", error.text);
		return NULL;
	}
	if (!json_is_array(root))
		activities = refuse(findings, "notAnInventory", "The file is not a list of measures.");
	else
		activities = take_rows(root, findings);
	json_decref(root);
	return activities;
}

/* A year, with no digit before or behind it. */
static int year_at(const char *path, const char *at)
{
	int year = 0;

	if ((at > path && at[-1] >= '0' && at[-1] <= '9') || strspn(at, "0123456789") != 4)
		return 0;
	for (int i = 0; i < 4; i++)
		year = year * 10 + (at[i] - '0');
	return year >= INVENTORY_FIRST_YEAR && year <= INVENTORY_LAST_YEAR ? year : 0;
}

static int year_between(const char *begin, const char *end, bool *several)
{
	int found = 0;

	for (const char *at = begin; at < end; at++) {
		int year = year_at(begin, at);

		*several |= year != 0 && found != 0 && year != found;
		found = year != 0 ? year : found;
	}
	return found;
}

int inventory_year_of_path(const char *path)
{
	const char *end = path + strlen(path);
	bool several = false;
	int year = 0;

	while (year == 0 && end > path) { /* the name nearest to the file's end */
		const char *begin = end;

		while (begin > path && begin[-1] != '/')
			begin--;
		year = year_between(begin, end, &several);
		end = begin > path ? begin - 1 : path;
	}
	return several ? 0 : year;
}

/* ------------------------------------------------------------------- comparing */

const char *inventory_aspect_name(enum inventory_aspect aspect)
{
	static const char *const names[INVENTORY_ASPECT_END] = { "missing",     "added", "title",   "weight",
		                                                 "subcategory", "mvp",   "mvpOnly", "cehrt" };

	return names[aspect];
}

static bool has_room(struct inventory_differences *list)
{
	size_t capacity = list->capacity ? list->capacity * 2 : 16;
	struct inventory_difference *larger;

	if (list->length < list->capacity)
		return true;
	larger = realloc(list->items, capacity * sizeof *larger);
	if (larger == NULL)
		return false;
	list->items = larger;
	list->capacity = capacity;
	return true;
}

static void add(struct inventory_differences *list, enum inventory_aspect aspect, const char *id,
                const char *ours, const char *theirs)
{
	struct inventory_difference difference = { .aspect = aspect,
		                                   .ours = strdup(ours),
		                                   .theirs = strdup(theirs) };

	snprintf(difference.measure_id, sizeof difference.measure_id, "%s", id);
	if (difference.ours != NULL && difference.theirs != NULL && has_room(list)) {
		list->items[list->length++] = difference;
		return;
	}
	free(difference.ours);
	free(difference.theirs);
	list->incomplete = true;
}

bool inventory_is_strange(const struct inventory_differences *differences, size_t activities)
{
	size_t differing = 0;

	for (size_t i = 0; i < differences->length; i++) /* those of an activity stand together */
		differing += i == 0 || strcmp(differences->items[i].measure_id,
		                              differences->items[i - 1].measure_id) != 0;
	return differing > activities / 3;
}

void inventory_differences_free(struct inventory_differences *differences)
{
	for (size_t i = 0; i < differences->length; i++) {
		free(differences->items[i].ours);
		free(differences->items[i].theirs);
	}
	free(differences->items);
	*differences = (struct inventory_differences){ .items = NULL };
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *skip_blanks(const char *text)
{
	while (is_blank(*text))
		text++;
	return text;
}

/* Equal but for blanks at the ends, and how many between words. */
static bool same_words(const char *a, const char *b)
{
	a = skip_blanks(a);
	b = skip_blanks(b);
	while (*a != '\0' && *b != '\0') {
		if (is_blank(*a) && is_blank(*b)) {
			a = skip_blanks(a);
			b = skip_blanks(b);
		} else if (*a++ != *b++) {
			return false;
		}
	}
	return *skip_blanks(a) == '\0' && *skip_blanks(b) == '\0';
}

static const char *text_of(const json_t *row, const char *key)
{
	const char *text = json_string_value(json_object_get(row, key));

	return text != NULL ? text : "";
}

static bool allows(const json_t *row, const char *program)
{
	size_t i;
	const json_t *item;

	json_array_foreach (json_object_get(row, "allowedPrograms"), i, item) {
		if (json_is_string(item) && strcmp(json_string_value(item), program) == 0)
			return true;
	}
	return false;
}

/* MVPs, in both directions; an MVP that our catalogue lacks that year included. */
static void compare_mvps(const mipsia_rulebook *book, int year, const mipsia_activity *activity,
                         const json_t *row, struct inventory_differences *out)
{
	const char *id = text_of(row, "measureId");
	size_t i;
	const json_t *item;

	for (int index = 0; index < mipsia_mvp_count(book); index++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(book, index, year);
		bool ours = mvp != NULL && mipsia_set_has(&mvp->activities, activity->activity);
		bool theirs = allows(row, mipsia_mvp_id(book, index));

		if (ours != theirs)
			add(out, INVENTORY_MVP, id, ours ? mipsia_mvp_id(book, index) : "",
			    theirs ? mipsia_mvp_id(book, index) : "");
	}
	json_array_foreach (json_object_get(row, "allowedPrograms"), i, item) {
		const char *program = json_is_string(item) ? json_string_value(item) : "";
		bool is_mvp = strlen(program) == 5 && strspn(program + 1, "0123456789") == 4;

		if (is_mvp && mipsia_mvp_find(book, program, 5) == MIPSIA_NO_MVP)
			add(out, INVENTORY_MVP, id, "", program);
	}
}

static void compare_flag(enum inventory_aspect aspect, const char *id, bool ours, bool theirs,
                         struct inventory_differences *out)
{
	if (ours != theirs)
		add(out, aspect, id, ours ? "yes" : "no", theirs ? "yes" : "no");
}

static void compare_row(const mipsia_rulebook *book, int year, const mipsia_activity *activity,
                        const json_t *row, struct inventory_differences *out)
{
	const char *id = text_of(row, "measureId");
	const char *weight = activity->weight == MIPSIA_UNWEIGHTED ? "" : mipsia_class_name(activity->weight);

	if (!same_words(activity->title, text_of(row, "title")))
		add(out, INVENTORY_TITLE, id, activity->title, text_of(row, "title"));
	if (strcmp(weight, text_of(row, "weight")) != 0)
		add(out, INVENTORY_WEIGHT, id, weight, text_of(row, "weight"));
	if (strcmp(activity->subcategory, text_of(row, "subcategoryId")) != 0)
		add(out, INVENTORY_SUBCATEGORY, id, activity->subcategory, text_of(row, "subcategoryId"));
	compare_flag(INVENTORY_CEHRT, id, activity->cehrt_eligible,
	             json_is_true(json_object_get(row, "cehrtEligible")), out);
	if (json_object_get(row, "allowedPrograms") == NULL)
		return;
	compare_flag(INVENTORY_MVP_ONLY, id, activity->mvp_only, !allows(row, "mips"), out);
	compare_mvps(book, year, activity, row, out);
}

void inventory_compare(const mipsia_rulebook *book, int year, const json_t *activities,
                       struct inventory_differences *out)
{
	size_t i;
	const json_t *row;

	for (int index = 0; index < mipsia_activity_count(book); index++) {
		const mipsia_activity *activity = mipsia_activity_in_year(book, index, year);
		const char *id = mipsia_activity_id(book, index);

		row = activity != NULL ? find_row(activities, id) : NULL;
		if (row != NULL)
			compare_row(book, year, activity, row, out);
		else if (activity != NULL)
			add(out, INVENTORY_MISSING, id, activity->title, "");
	}
	json_array_foreach ((json_t *)activities, i, row) {
		const char *id = text_of(row, "measureId");
		int index = mipsia_activity_find(book, id, strlen(id));

		if (index < 0 || mipsia_activity_in_year(book, index, year) == NULL)
			add(out, INVENTORY_ADDED, id, "", text_of(row, "title"));
	}
}
