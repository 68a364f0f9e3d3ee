/*
 * inventory_words.c - the words that forms offer in a year: ways to report, entities,
 * statuses, categories, specialties, contested readings.
 */
#include <stdio.h>
#include <string.h>

#include "guide/guide.h"
#include "services/operations.h"
#include "services/words.h"

static void add_word(json_t *list, const char *value, const char *text, const char *help)
{
	json_t *word = json_pack("{s:s, s:s}", "value", value, "text", text);

	if (help && *help)
		json_object_set_new(word, "help", json_string(help));
	json_array_append_new(list, word);
}

/* ------------------------------------------------------------------------ programs */

/* Whether the entity may report under the option that year. */
static bool is_open(const struct op_call *call, mipsia_option option, int mvp, mipsia_entity entity)
{
	mipsia_case c = { .performance_year = (uint16_t)call->year,
		          .option = (uint8_t)option,
		          .entity = (uint8_t)entity,
		          .mvp = (uint8_t)mvp };
	mipsia_result result;

	return mipsia_score(call->bench->book, &c, &result) == MIPSIA_OK;
}

static bool is_open_to_any(const struct op_call *call, mipsia_option option, int mvp)
{
	for (int i = 0; i < MIPSIA_ENTITY_END; i++) {
		if (is_open(call, option, mvp, (mipsia_entity)i))
			return true;
	}
	return false;
}

static void add_mvps(const struct op_call *call, json_t *list)
{
	const mipsia_rulebook *book = call->bench->book;

	for (int i = 0; i < mipsia_mvp_count(book); i++) {
		const mipsia_mvp *mvp = mipsia_mvp_in_year(book, i, call->year);
		char text[256];

		if (!mvp || !is_open_to_any(call, MIPSIA_MVP, i))
			continue;
		snprintf(text, sizeof(text), "MVP %s: %s", mipsia_mvp_id(book, i), mvp->title);
		add_word(list, mipsia_mvp_id(book, i), text, mvp->specialties);
	}
}

static json_t *programs(const struct op_call *call)
{
	static const struct {
		mipsia_option option;
		const char *value;
		const char *text;
		const char *help;
	} words[] = {
		{ MIPSIA_TRADITIONAL, "mips", "Traditional MIPS",
		  "The original way to report, open to most." },
		{ MIPSIA_APP, "app1", "APM Performance Pathway (APP)",
		  "For APM participants. Full credit for improvement activities without doing any." },
		{ MIPSIA_APP_PLUS, "appPlus", "APP Plus",
		  "The APP with more quality measures, for APM participants. Full credit without "
		  "activities." },
		{ MIPSIA_APM_STANDARD_WEB, "webInterface", "APM scoring standard, CMS Web Interface",
		  "For entities of APMs that reported quality by the CMS Web Interface." },
		{ MIPSIA_APM_STANDARD_OTHER, "other", "APM scoring standard, other MIPS APM",
		  "For entities of other MIPS APMs." },
	};
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (is_open_to_any(call, words[i].option, MIPSIA_NO_MVP))
			add_word(list, words[i].value, words[i].text, words[i].help);
	}
	add_mvps(call, list);
	return list;
}

/* ------------------------------------------------------------------------ entities */

static bool may_report(const struct op_call *call, mipsia_entity entity)
{
	for (int option = 0; option < MIPSIA_OPTION_END; option++) {
		if (option != MIPSIA_MVP && is_open(call, (mipsia_option)option, MIPSIA_NO_MVP, entity))
			return true;
	}
	for (int i = 0; i < mipsia_mvp_count(call->bench->book); i++) {
		if (is_open(call, MIPSIA_MVP, i, entity))
			return true;
	}
	return false;
}

static json_t *entities(const struct op_call *call)
{
	static const char *const texts[MIPSIA_ENTITY_END] = {
		[MIPSIA_INDIVIDUAL] = "Individual clinicians",
		[MIPSIA_GROUP] = "Group",
		[MIPSIA_VIRTUAL_GROUP] = "Virtual group",
		[MIPSIA_SUBGROUP] = "Subgroup",
		[MIPSIA_APM_ENTITY] = "APM Entity",
	};
	static const char *const helps[MIPSIA_ENTITY_END] = {
		[MIPSIA_INDIVIDUAL] = "Each clinician is scored alone.",
		[MIPSIA_GROUP] = "All clinicians who bill under the TIN are scored together.",
		[MIPSIA_VIRTUAL_GROUP] = "Several small TINs are scored together.",
		[MIPSIA_SUBGROUP] = "Some clinicians of the TIN report an MVP together.",
		[MIPSIA_APM_ENTITY] = "An Entity of an APM reports for its clinicians.",
	};
	json_t *list = json_array();

	for (int i = 0; i < MIPSIA_ENTITY_END; i++) {
		if (may_report(call, (mipsia_entity)i))
			add_word(list, mipsia_entity_name((mipsia_entity)i), texts[i], helps[i]);
	}
	return list;
}

/* ------------------------------------------------------------ statuses, categories */

static const char *statement(const struct op_call *call, const char *key)
{
	const mipsia_rule *rule = key ? mipsia_rule_find(call->bench->book, call->year, key) : NULL;

	return rule ? rule->statement : "";
}

/* The year's rules on the status explain it. */
static json_t *statuses(const struct op_call *call)
{
	static const char *const texts[MIPSIA_SPECIAL_END] = {
		[MIPSIA_SMALL_PRACTICE] = "Small practice",
		[MIPSIA_RURAL] = "Rural",
		[MIPSIA_HPSA] = "Health professional shortage area (HPSA)",
		[MIPSIA_NON_PATIENT_FACING] = "Non-patient facing",
	};
	static const char *const rules[MIPSIA_SPECIAL_END][2] = {
		[MIPSIA_SMALL_PRACTICE] = { "statuses.smallPractice.max", NULL },
		[MIPSIA_RURAL] = { "statuses.rural.individual", "statuses.rural.group" },
		[MIPSIA_HPSA] = { "statuses.hpsa.individual", "statuses.hpsa.group" },
		[MIPSIA_NON_PATIENT_FACING] = { "statuses.nonPatientFacing.individual",
		                                "statuses.nonPatientFacing.group" },
	};
	json_t *list = json_array();

	for (int i = 0; i < MIPSIA_SPECIAL_END; i++) {
		char help[640];

		snprintf(help, sizeof(help), "%s%s%s", statement(call, rules[i][0]), rules[i][1] ? " " : "",
		         statement(call, rules[i][1]));
		add_word(list, mipsia_special_name((mipsia_special)i), texts[i], help);
	}
	return list;
}

static json_t *categories(void)
{
	json_t *list = json_array();

	for (int i = 0; i < MIPSIA_CATEGORY_END; i++)
		add_word(list, mipsia_category_name((mipsia_category)i), words_category((mipsia_category)i),
		         NULL);
	return list;
}

static json_t *specialties(void)
{
	json_t *list = json_array();

	for (int i = 0; guide_specialty_words[i]; i++) {
		if (GUIDE_ANY_SPECIALTY != UINT64_C(1) << i)
			json_array_append_new(list, json_string(guide_specialty_words[i]));
	}
	return list;
}

/* ---------------------------------------------------------------------- policies */

static json_t *policies(void)
{
	json_t *list = json_array();

	for (int i = 0; i < MIPSIA_POLICY_END; i++) {
		const mipsia_policy_info *info = mipsia_policy_info_of((mipsia_policy)i);

		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:[s, s]}", "name", info->name,
		                                      "question", info->question, "citation", info->citation,
		                                      "readings", info->reading[0], info->reading[1]));
	}
	return list;
}

void op_get_vocabulary(const struct op_call *call, struct op_reply *reply)
{
	op_answer(reply, 200,
	          json_pack("{s:i, s:b, s:o, s:o, s:o, s:o, s:o, s:o}", "year", call->year, "provisional",
	                    mipsia_year_is_provisional(call->bench->book, call->year), "programs",
	                    programs(call), "entities", entities(call), "statuses", statuses(call),
	                    "categories", categories(), "specialties", specialties(), "policies",
	                    policies()));
}
