/*
 * read_rules.c - YYYY/rules.json. The file is flattened into the list of the
 * year's rules; then `fields` says which of them fill the engine's row.
 */
#include "gen.h"

#include <stdlib.h>
#include <string.h>

enum kind {
	CITED, /* only told to people: a string, number, flag or list */
	UINT8,
	UINT16,
	FLAG,
	CHOICE, /* the index of a word of `words` */
	DATE,
	SHARE, /* "1/2" */
	CATEGORIES,
	ENTITIES,
	DURATION,     /* {"length": 90, "unit": "days"} */
	GROUP_STATUS, /* "oneSite", or "3/4": more than that share of the clinicians */
	ALL_STATUSES, /* the list of all four */
	FULL_SCORE    /* must equal points.max */
};

struct field {
	const char *key;
	enum kind kind;
	bool required;
	size_t value; /* offset in struct year_rules of what the rule fills, */
	size_t rule;  /* and of the pointer to it */
	const char *const *words;
};

#define NOWHERE SIZE_MAX
#define AT(member) offsetof(struct year_rules, member)

static const char *const credit_conditions[] = { "anyData", "activityOrOtherCategories", NULL };
/* An application is stated by the user, as a fact; only the last is a rule of ours. */
static const char *const small_practice_pi[] = { "none", "application", "automatic", NULL };

/* Rows of a table, not code. */
/* clang-format off */
#define TOLD(key) { key, CITED, false, NOWHERE, NOWHERE, NULL }

#define POINTS(name, option_, class_name, class_) \
	{ "points." name "." class_name ".ordinary", UINT8, false, \
	  AT(option[option_].points[class_][0]), AT(option[option_].points_rule[class_][0]), NULL }, \
	{ "points." name "." class_name ".special", UINT8, false, \
	  AT(option[option_].points[class_][1]), AT(option[option_].points_rule[class_][1]), NULL }

#define OPTION(name, option_) \
	{ "options." name ".entities", ENTITIES, true, \
	  AT(option[option_].entities), AT(option[option_].option_rule), NULL }, \
	{ "options." name ".assignedPoints", UINT8, false, \
	  AT(option[option_].assigned_points), AT(option[option_].assigned_rule), NULL }, \
	{ "apmCredit." name, FLAG, false, AT(option[option_].apm_credit), NOWHERE, NULL }, \
	POINTS(name, option_, "unweighted", MIPSIA_UNWEIGHTED), \
	POINTS(name, option_, "medium", MIPSIA_MEDIUM), \
	POINTS(name, option_, "high", MIPSIA_HIGH)

#define PERFORMERS(name, entity, required) \
	{ "performers." name, SHARE, required, \
	  AT(performers[entity]), AT(performers[entity].rule), NULL }

#define STATUS(name, status_) \
	{ "statuses." name ".individual", CITED, true, \
	  NOWHERE, AT(status[status_].individual_rule), NULL }, \
	{ "statuses." name ".group", GROUP_STATUS, true, \
	  AT(status[status_]), AT(status[status_].group_rule), NULL }, \
	TOLD("statuses." name ".virtualGroup"), \
	TOLD("statuses." name ".subgroup"), \
	TOLD("statuses." name ".apm")
/* clang-format on */

static const struct field fields[] = {
	{ "year", UINT16, true, AT(performance_year), AT(year_rule), NULL },
	{ "payment.performanceThreshold", UINT16, true, AT(performance_threshold), AT(threshold_rule), NULL },

	{ "points.max", UINT8, true, AT(max_points), AT(max_points_rule), NULL },
	OPTION("traditional", MIPSIA_TRADITIONAL),
	OPTION("mvp", MIPSIA_MVP),
	OPTION("app", MIPSIA_APP),
	OPTION("appPlus", MIPSIA_APP_PLUS),
	OPTION("apmScoringStandardWebInterface", MIPSIA_APM_STANDARD_WEB),
	OPTION("apmScoringStandardOther", MIPSIA_APM_STANDARD_OTHER),

	{ "statuses.doubling", ALL_STATUSES, true, NOWHERE, AT(special_rule), NULL },
	TOLD("statuses.once"),
	TOLD("statuses.period"),
	{ "statuses.smallPractice.max", UINT8, true, AT(small_max), AT(small_rule), NULL },
	TOLD("statuses.smallPractice.period"),
	TOLD("statuses.smallPractice.virtualGroup"),
	TOLD("statuses.smallPractice.subgroup"),
	TOLD("statuses.smallPractice.apm"),
	STATUS("rural", MIPSIA_RURAL),
	STATUS("hpsa", MIPSIA_HPSA),
	STATUS("nonPatientFacing", MIPSIA_NON_PATIENT_FACING),
	{ "statuses.nonPatientFacing.individual", UINT8, true, AT(encounters_max), NOWHERE, NULL },

	{ "apmCredit.points", UINT8, true, AT(apm_credit_points), AT(apm_credit_rule), NULL },
	{ "apmCredit.condition", CHOICE, true, AT(apm_credit_conditional), NOWHERE, credit_conditions },
	TOLD("apmCredit.mode"),
	TOLD("apmCredit.underExtremeCircumstances"),

	{ "pcmh.points", FULL_SCORE, true, NOWHERE, AT(pcmh_rule), NULL },
	{ "pcmh.sites", SHARE, true, AT(pcmh_sites), AT(pcmh_sites.rule), NULL },
	TOLD("pcmh.attestation"),
	TOLD("pcmh.recognition"),
	{ "study.points", FULL_SCORE, false, NOWHERE, AT(study_rule), NULL },

	PERFORMERS("group", MIPSIA_GROUP, true),
	PERFORMERS("virtualGroup", MIPSIA_VIRTUAL_GROUP, true),
	PERFORMERS("subgroup", MIPSIA_SUBGROUP, false),
	PERFORMERS("apm", MIPSIA_APM_ENTITY, true),
	TOLD("performers.period"),
	{ "duration.default", DURATION, true, AT(duration), AT(duration_rule), NULL },
	TOLD("duration.counting"),

	{ "extreme.automatic", CATEGORIES, true, AT(extreme_automatic), AT(extreme_automatic_rule), NULL },
	{ "extreme.applicationUndone", CATEGORIES, true, AT(extreme_application_undone),
	  AT(extreme_application_rule), NULL },
	{ "extreme.apm", FLAG, true, AT(extreme_apm_entity), AT(apm_entity_extreme_rule), NULL },
	{ "reweighting.smallPracticePi", CHOICE, true, AT(small_practice_pi), AT(small_practice_pi_rule),
	  small_practice_pi },
	{ "reweighting.apmEntityCostZero", FLAG, true, AT(apm_entity_cost_zero), AT(apm_entity_cost_rule),
	  NULL },

	{ "finalScore.fewerThanTwoCategories", CITED, true, NOWHERE, AT(fewer_than_two_rule), NULL },
	{ "submission.qualifying", FLAG, true, AT(qualifying_submission), AT(qualifying_rule), NULL },
	{ "submission.severalSets", CITED, true, NOWHERE, AT(several_sets_rule), NULL },
	{ "window.opens", DATE, true, AT(window_opens), NOWHERE, NULL },
	{ "window.closes", DATE, true, AT(window_closes), AT(window_rule), NULL },
	{ "window.extended", DATE, false, AT(window_extended), AT(window_extended_rule), NULL },
	TOLD("window.time"),
};

#define FIELDS_LENGTH (sizeof fields / sizeof *fields)

/* Groups to which a year may add facts that are only told to people. What the
 * engine needs of them is required, so a slip of the pen is noticed. */
static const char *const open_groups[] = { "payment.",    "extreme.",     "reweighting.", "finalScore.",
	                                   "submission.", "eligibility.", "inventory.",   "audit.",
	                                   "mvp.",        "cehrt.",       "notes.",       NULL };

/* ---------------------------------------------------------------- flattening */

static const char *text_of_list(struct node list)
{
	const char *text = "";

	for (size_t i = 0; i < node_length(list); i++)
		text = keep("%s%s%s", text, i ? ", " : "", node_string(node_item(list, i)));
	return *text ? text : "none";
}

static const char *text_of_duration(struct node value)
{
	long length = node_integer(node_member(value, "length"), 1, 255);
	const char *unit = node_string(node_member(value, "unit"));

	return keep("%ld %s", length, unit);
}

/* {"quality": 30, "cost": 30, "ia": 15, "pi": 25} */
static const char *text_of_weights(struct node value)
{
	const char *text = "";

	for (int k = 0; k < MIPSIA_CATEGORY_END; k++) {
		long weight = node_integer(node_member(value, category_words[k]), 0, 100);

		text = keep("%s%s%s %ld", text, k ? ", " : "", category_words[k], weight);
	}
	return text;
}

static const char *text_of(struct node value)
{
	if (json_is_string(value.json))
		return node_string(value);
	if (json_is_integer(value.json))
		return keep("%ld", node_integer(value, 0, 1000000));
	if (json_is_boolean(value.json))
		return node_flag(value) ? "yes" : "no";
	if (json_is_array(value.json))
		return text_of_list(value);
	return node_has(value, "length") ? text_of_duration(value) : text_of_weights(value);
}

static void add_leaf(const struct model *model, struct year *year, struct node leaf, const char *key)
{
	static const char *const members[] = { "value",  "text",       "rule", "citation",
		                               "source", "confidence", NULL };
	const char *text;

	node_allow(leaf, members);
	text = node_has(leaf, "text") ? node_string(node_member(leaf, "text"))
	                              : text_of(node_member(leaf, "value"));
	add_rule(model, year, leaf, key, text);
}

/* Objects without a member "value" are groups. */
static void flatten(const struct model *model, struct year *year, struct node group, const char *prefix)
{
	const char *name;
	json_t *value;

	if (!json_is_object(group.json))
		fail_at(group, "must be an object");
	json_object_foreach (group.json, name, value) {
		struct node child = node_child(group, name, value);
		const char *key = *prefix ? keep("%s.%s", prefix, name) : keep("%s", name);

		if (node_has(child, "value"))
			add_leaf(model, year, child, key);
		else
			flatten(model, year, child, key);
	}
}

/* ------------------------------------------------------------------- storing */

static void read_share(struct node value, uint8_t *num, uint8_t *den)
{
	const char *text = node_string(value);
	unsigned n, d;
	char more;

	if (sscanf(text, "%3u/%3u%c", &n, &d, &more) != 2 || d == 0 || d > 255 || n > d)
		fail_at(value, "\"%s\" is no share such as \"1/2\"", text);
	*num = (uint8_t)n;
	*den = (uint8_t)d;
}

static void read_group_status(struct node value, struct status_rules *status)
{
	if (strcmp(node_string(value), "oneSite") == 0) {
		status->group_kind = GROUP_STATUS_SITE;
		return;
	}
	status->group_kind = GROUP_STATUS_CLINICIANS;
	read_share(value, &status->num, &status->den);
}

static void read_duration_value(struct node value, mipsia_duration *duration)
{
	static const char *const members[] = { "length", "unit", NULL };

	node_allow(value, members);
	duration->length = (uint8_t)node_integer(node_member(value, "length"), 1, 255);
	duration->unit = (uint8_t)node_word(node_member(value, "unit"), unit_words);
}

static void require_all_statuses(struct node value)
{
	if (node_words(value, special_words) != MIPSIA_BIT(MIPSIA_SPECIAL_END) - 1)
		fail_at(value, "must name all four statuses: the engine knows no other case");
}

static void require_full_score(struct node value, const struct year_rules *row)
{
	if (node_integer(value, 0, 255) != row->max_points)
		fail_at(value, "must equal points.max");
}

/* The choices are a condition that holds for the last word only. */
static uint8_t is_last_word(struct node value, const char *const *words)
{
	return words[node_word(value, words) + 1] == NULL;
}

static void check(const struct field *field, struct node value, const struct year_rules *row)
{
	if (field->kind == ALL_STATUSES)
		require_all_statuses(value);
	if (field->kind == FULL_SCORE)
		require_full_score(value, row);
}

static void store(const struct field *field, struct node value, void *out)
{
	struct share *share = out;

	switch (field->kind) {
	case UINT8:
		*(uint8_t *)out = (uint8_t)node_integer(value, 0, 255);
		break;
	case UINT16:
		*(uint16_t *)out = (uint16_t)node_integer(value, 0, 9999);
		break;
	case FLAG:
		*(uint8_t *)out = node_flag(value);
		break;
	case CHOICE:
		*(uint8_t *)out = is_last_word(value, field->words);
		break;
	case DATE:
		*(mipsia_date *)out = node_date(value);
		break;
	case SHARE:
		read_share(value, &share->num, &share->den);
		break;
	case CATEGORIES:
		*(uint8_t *)out = (uint8_t)node_words(value, category_words);
		break;
	case ENTITIES:
		*(uint8_t *)out = (uint8_t)node_words(value, entity_words);
		break;
	case DURATION:
		read_duration_value(value, out);
		break;
	case GROUP_STATUS:
		read_group_status(value, out);
		break;
	case CITED:
	case ALL_STATUSES:
	case FULL_SCORE:
		break; /* fill nothing */
	}
}

static void fill_field(struct year *year, const struct field *field)
{
	struct node where;
	const mipsia_rule *rule = find_rule(year, field->key, &where);

	if (rule == NULL && field->required)
		fail_at(year->rules_file, "lacks the rule %s", field->key);
	if (rule == NULL)
		return;
	check(field, node_member(where, "value"), &year->row);
	if (field->value != NOWHERE)
		store(field, node_member(where, "value"), (char *)&year->row + field->value);
	if (field->rule != NOWHERE)
		*(const mipsia_rule **)(void *)((char *)&year->row + field->rule) = rule;
}

static bool starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

static bool is_open(const char *key)
{
	for (size_t i = 0; open_groups[i]; i++)
		if (starts_with(key, open_groups[i]))
			return true;
	return false;
}

void refuse_idle_rules(const struct year *year)
{
	for (unsigned i = 0; i < year->row.rules_length; i++)
		if (!year->rule_used[i] && !is_open(year->rules[i].key))
			fail_at(year->rule_nodes[i], "is a rule that means nothing here");
}

/* ------------------------------------------------- what follows from the rest */

static bool has_points(const struct option_rules *option)
{
	for (int k = 0; k < MIPSIA_CLASS_END; k++)
		if (option->points_rule[k][0] != NULL)
			return true;
	return false;
}

static void check_points(const struct year *year, unsigned k)
{
	const struct option_rules *option = &year->row.option[k];

	if (option->in_force && !has_points(option))
		fail_at(year->rules_file, "option %s is in force, but points.%s is missing", option_words[k],
		        option_words[k]);
	for (int c = 0; c < MIPSIA_CLASS_END; c++)
		if ((option->points_rule[c][0] == NULL) != (option->points_rule[c][1] == NULL))
			fail_at(year->rules_file, "points.%s.%s needs both ordinary and special",
			        option_words[k], class_words[c]);
}

/* Where the full score is assigned, activities have the points of traditional
 * MIPS: 414.1380(b)(3) is the rule for all. */
static void complete_options(struct year *year)
{
	const struct option_rules *traditional = &year->row.option[MIPSIA_TRADITIONAL];

	for (unsigned k = 0; k < MIPSIA_OPTION_END; k++) {
		struct option_rules *option = &year->row.option[k];

		option->in_force = option->entities != 0;
		if (option->assigned_points && !has_points(option)) {
			memcpy(option->points, traditional->points, sizeof option->points);
			memcpy(option->points_rule, traditional->points_rule, sizeof option->points_rule);
		}
		check_points(year, k);
	}
}

static void complete_window(struct year *year)
{
	struct year_rules *row = &year->row;

	if (row->window_extended_rule == NULL)
		row->window_extended = row->window_closes;
	if (row->window_opens >= row->window_closes || row->window_closes > row->window_extended)
		fail_at(year->rules_file, "window: opens, closes and extended must follow one another");
}

static void complete_shares(struct year_rules *row)
{
	for (int k = 0; k < MIPSIA_ENTITY_END; k++)
		if (row->performers[k].rule == NULL)
			row->performers[k].num = row->performers[k].den = 1; /* one of one */
	if (row->option[MIPSIA_MVP].entities & MIPSIA_BIT(MIPSIA_SUBGROUP) &&
	    row->performers[MIPSIA_SUBGROUP].rule == NULL)
		fail("%d/rules.json: lacks the rule performers.subgroup", row->performance_year);
}

void read_rules(const struct model *model, struct year *year)
{
	static const char *const members[] = { "performanceYear", "provisional", "rules", NULL };
	struct node file = year->rules_file;
	int number = year->row.performance_year;

	node_allow(file, members);
	node_integer(node_member(file, "performanceYear"), number, number);
	year->row.provisional = node_has(file, "provisional") && node_flag(node_member(file, "provisional"));
	flatten(model, year, node_member(file, "rules"), "");
	for (size_t i = 0; i < FIELDS_LENGTH; i++)
		fill_field(year, &fields[i]);
	if (year->row.performance_year != number)
		fail_at(file, "rules.year must be %d", number);
	year->row.status[MIPSIA_SMALL_PRACTICE].individual_rule = year->row.small_rule;
	year->row.status[MIPSIA_SMALL_PRACTICE].group_rule = year->row.small_rule;
	year->row.study_credit = year->row.study_rule != NULL;
	complete_options(year);
	complete_window(year);
	complete_shares(&year->row);
}
