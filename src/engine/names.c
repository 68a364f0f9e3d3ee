/* names.c - the words for the engine's values. */
#include "engine.h"

#ifndef MIPSIA_VERSION
#define MIPSIA_VERSION "0.0.0"
#endif

#define NAME_OF(names, value)                                                                                \
	((size_t)(value) < sizeof(names) / sizeof(names)[0] ? (names)[(size_t)(value)] : NULL)

const char *mipsia_version(void)
{
	return MIPSIA_VERSION;
}

const char *mipsia_strstatus(mipsia_status status)
{
	static const char *const text[] = {
		[MIPSIA_OK] = "no error",
		[MIPSIA_EYEAR] = "there are no rules for this performance year",
		[MIPSIA_EOPTION] = "the reporting option is not in force in this performance year",
		[MIPSIA_EENTITY] = "this kind of entity cannot report under the option",
		[MIPSIA_EMVP] = "the MVP does not exist in this performance year",
		[MIPSIA_EINVALID] = "an argument is out of range",
		[MIPSIA_EORDER] = "the records are not in ascending order of NPI",
	};
	const char *known = NAME_OF(text, status);

	return known ? known : "unknown status";
}

const char *mipsia_confidence_name(mipsia_confidence confidence)
{
	static const char *const names[] = { "verified", "inferred", "remembered" };

	return NAME_OF(names, confidence);
}

const char *mipsia_entity_name(mipsia_entity entity)
{
	static const char *const names[] = { "individual", "group", "virtualGroup", "subgroup", "apm" };

	return NAME_OF(names, entity);
}

const char *mipsia_option_name(mipsia_option option)
{
	static const char *const names[] = { "traditional",
		                             "mvp",
		                             "app",
		                             "appPlus",
		                             "apmScoringStandardWebInterface",
		                             "apmScoringStandardOther" };

	return NAME_OF(names, option);
}

const char *mipsia_category_name(mipsia_category category)
{
	static const char *const names[] = { "quality", "cost", "ia", "pi" };

	return NAME_OF(names, category);
}

const char *mipsia_class_name(mipsia_class weight)
{
	static const char *const names[] = { "unweighted", "medium", "high" };

	return NAME_OF(names, weight);
}

const char *mipsia_special_name(mipsia_special status)
{
	static const char *const names[] = { "smallPractice", "rural", "hpsa", "nonPatientFacing" };

	return NAME_OF(names, status);
}

const char *mipsia_reason_name(mipsia_reason reason)
{
	static const char *const names[] = {
		[MIPSIA_UNKNOWN_ACTIVITY] = "unknownActivity",
		[MIPSIA_NOT_IN_INVENTORY] = "notInInventory",
		[MIPSIA_NOT_ATTESTED] = "notAttested",
		[MIPSIA_ONLY_IN_MVP] = "onlyInMvp",
		[MIPSIA_NOT_IN_MVP] = "notInMvp",
		[MIPSIA_DUPLICATE] = "duplicate",
		[MIPSIA_NOT_NEEDED] = "notNeeded",
		[MIPSIA_FREQUENCY_LIMITED] = "frequencyLimited",
		[MIPSIA_NOT_PERFORMED] = "notPerformed",
		[MIPSIA_SITES_NOT_MET] = "sitesNotMet",
		[MIPSIA_COUNTED] = "counted",
	};

	return NAME_OF(names, reason);
}

const char *mipsia_line_kind_name(mipsia_line_kind kind)
{
	static const char *const names[] = { "rules",  "status",      "activity", "credit",       "cap",
		                             "points", "reweighting", "weight",   "contribution", "policy" };

	return NAME_OF(names, kind);
}
