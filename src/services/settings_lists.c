/*
 * settings_lists.c - the lists of a year's settings: statuses, categories, members of
 * a subgroup, earlier attestations, contested readings.
 */
#include <stdio.h>
#include <string.h>

#include "services/settings.h"

/* ------------------------------------------------------------------ lists of words */

typedef const char *word_of(int number);

static const char *status_word(int number)
{
	return number < MIPSIA_SPECIAL_END ? mipsia_special_name((mipsia_special)number) : NULL;
}

static const char *category_word(int number)
{
	return number < MIPSIA_CATEGORY_END ? mipsia_category_name((mipsia_category)number) : NULL;
}

static const char *submitted_word(int number)
{
	static const char *const words[] = { "quality", "pi" };

	return number < 2 ? words[number] : NULL;
}

static bool is_word(const char *text, word_of *words)
{
	for (int i = 0; words(i); i++) {
		if (strcmp(words(i), text) == 0)
			return true;
	}
	return false;
}

static bool has_text(const json_t *array, const char *text)
{
	for (size_t i = 0; i < json_array_size(array); i++) {
		if (strcmp(json_string_value(json_array_get(array, i)), text) == 0)
			return true;
	}
	return false;
}

/* Each word once. */
static void read_words(const struct body *body, const char *member, word_of *words, json_t *facts)
{
	const json_t *array = body_array(body, member, 4);
	json_t *out = json_array();
	char place[40];

	for (size_t i = 0; i < json_array_size(array); i++) {
		const char *text = json_string_value(json_array_get(array, i));

		snprintf(place, sizeof(place), "%s/%zu", member, i);
		if (!text || !is_word(text, words))
			body_error(body, place, "unknownWord", "mipsia knows no such word here.");
		else if (!has_text(out, text))
			json_array_append_new(out, json_string(text));
	}
	json_object_set_new(facts, member, out);
}

/* ------------------------------------------------------------------------- members */

/* {id: true} of the roster; NULL after a problem. */
static json_t *load_roster(const struct op_call *call, struct op_reply *reply)
{
	struct store_rows *rows;
	json_t *roster = json_object();
	enum store_status status = store_query(
		call->store, &rows, "SELECT id FROM clinician WHERE practice_id = ?1 AND removed = 0", "t",
		call->practice_id);

	if (status == STORE_OK)
		status = store_step(rows);
	for (; status == STORE_ROW; status = store_step(rows))
		json_object_set_new(roster, store_text(rows, 0), json_true());
	store_rows_end(rows);
	if (op_stored(reply, status))
		return roster;
	json_decref(roster);
	return NULL;
}

static void read_members(const struct op_call *call, const struct body *body, json_t *facts)
{
	const json_t *array = body_array(body, "members", SETTINGS_MEMBERS_MAX);
	json_t *roster = json_array_size(array) ? load_roster(call, body->reply) : NULL;
	json_t *out = json_array();
	char place[40];

	for (size_t i = 0; roster && i < json_array_size(array); i++) {
		const char *id = json_string_value(json_array_get(array, i));

		snprintf(place, sizeof(place), "members/%zu", i);
		if (!id || !json_object_get(roster, id))
			body_error(body, place, "unknownClinician", "The roster has no such clinician.");
		else if (json_object_del(roster, id) == 0) /* a second time it is unknown */
			json_array_append_new(out, json_string(id));
	}
	json_decref(roster);
	json_object_set_new(facts, "members", out);
}

/* ---------------------------------------------------------------------- the others */

static void read_status_counts(const struct body *body, json_t *facts)
{
	static const char *const known[] = { "rural", "hpsa", "nonPatientFacing", NULL };
	const json_t *object = json_object_get(body->object, "statusCounts");
	struct body counts = { .reply = body->reply, .object = object };
	json_int_t clinicians = json_integer_value(json_object_get(facts, "clinicianCount"));
	json_t *out = json_object();

	json_object_set_new(facts, "statusCounts", out);
	if (!body_has(body, "statusCounts"))
		return;
	if (!json_is_object(object)) {
		body_error(body, "statusCounts", "badType", "This must be an object.");
		return;
	}
	snprintf(counts.at, sizeof(counts.at), "/statusCounts");
	body_know(&counts, known);
	for (size_t i = 0; known[i]; i++) {
		int64_t count = -1;

		body_number(&counts, known[i], 0, SETTINGS_CLINICIANS_MAX, &count);
		if (clinicians > 0 && count > clinicians)
			body_error(&counts, known[i], "tooMany", "These are more than there are clinicians.");
		if (count >= 0)
			json_object_set_new(out, known[i], json_integer(count));
	}
}

static void read_earlier(const struct op_call *call, const struct body *entry, json_t *out)
{
	static const char *const known[] = { "measureId", "performanceYear", NULL };
	const mipsia_rulebook *book = call->bench->book;
	int64_t year = 0;
	char id[BODY_BYTES(20)];
	int activity;

	body_know(entry, known);
	if (!body_has(entry, "performanceYear"))
		body_error(entry, "performanceYear", "missing", "Please fill this in.");
	body_number(entry, "performanceYear", mipsia_first_year(book), mipsia_last_year(book), &year);
	if (!body_name(entry, "measureId", 20, true, id))
		return;
	activity = mipsia_activity_find(book, id, strlen(id));
	if (activity < 0)
		body_error(entry, "measureId", "unknownActivity", "There is no such activity in any year.");
	else if (year && !mipsia_activity_in_year(book, activity, (int)year))
		body_error(entry, "measureId", "notInInventory", "The activity did not exist in that year.");
	else
		json_array_append_new(
			out, json_pack("{s:s, s:I}", "measureId", id, "performanceYear", (json_int_t)year));
}

static void read_history(const struct op_call *call, const struct body *body, json_t *facts)
{
	const json_t *array = body_array(body, "attestedBefore", SETTINGS_HISTORY_MAX);
	json_t *out = json_array();
	struct body entry;

	for (size_t i = 0; i < json_array_size(array); i++) {
		if (body_element(&entry, body, "attestedBefore", i))
			read_earlier(call, &entry, out);
	}
	json_object_set_new(facts, "attestedBefore", out);
}

static const mipsia_policy_info *policy_of(const char *name)
{
	for (int i = 0; i < MIPSIA_POLICY_END; i++) {
		const mipsia_policy_info *policy = mipsia_policy_info_of((mipsia_policy)i);

		if (strcmp(policy->name, name) == 0)
			return policy;
	}
	return NULL;
}

static void read_policies(const struct body *body, json_t *facts)
{
	json_t *object = json_object_get(body->object, "policies");
	struct body policies = { .reply = body->reply, .object = object };
	json_t *out = json_object(), *value;
	const char *name;

	json_object_set_new(facts, "policies", out);
	if (!body_has(body, "policies"))
		return;
	if (!json_is_object(object)) {
		body_error(body, "policies", "badType", "This must be an object.");
		return;
	}
	snprintf(policies.at, sizeof(policies.at), "/policies");
	json_object_foreach (object, name, value) {
		const mipsia_policy_info *policy = policy_of(name);
		const char *reading = json_string_value(value);

		if (!policy)
			body_error(&policies, name, "unknownField", "There is no such contested reading.");
		else if (!reading || (strcmp(reading, policy->reading[0]) != 0 &&
		                      strcmp(reading, policy->reading[1]) != 0))
			body_error(&policies, name, "unknownWord", "There is no such reading.");
		else
			json_object_set(out, name, value);
	}
}

void settings_read_lists(const struct op_call *call, const struct body *body, mipsia_entity entity,
                         json_t *facts)
{
	(void)entity;
	read_words(body, "specialStatuses", status_word, facts);
	read_words(body, "reweightedCategories", category_word, facts);
	read_words(body, "otherCategoriesSubmitted", submitted_word, facts);
	read_members(call, body, facts);
	read_status_counts(body, facts);
	read_history(call, body, facts);
	read_policies(body, facts);
}
