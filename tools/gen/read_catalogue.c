/* read_catalogue.c - sources, activities, MVPs and the links between years. */
#include "gen.h"

#include <stdlib.h>
#include <string.h>

#define ID_START "IA_"
#define LONGEST_ID 11 /* what mipsia_id_key can hold */
#define FULL_SCORE_ID "IA_PCMH"

void read_sources(struct model *model)
{
	static const char *const members[] = { "key", "title", NULL };
	struct node file = model->sources_file;

	for (size_t i = 0; i < node_length(file); i++) {
		struct node item = node_item(file, i);
		mipsia_source *source = &model->sources[i];

		node_allow(item, members);
		source->key = node_string(node_member(item, "key"));
		source->title = node_string(node_member(item, "title"));
		if (i && strcmp(source[-1].key, source->key) >= 0)
			fail_at(item, "must come in the order of keys");
		if (++model->sources_length == MAX_SOURCES)
			fail_at(file, "has more than %d sources", MAX_SOURCES);
	}
}

/* ----------------------------------------------------------------------- IDs */

#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* "IA_", an area in capitals, and mostly "_" and a number. */
static bool is_activity_id(const char *id)
{
	if (strncmp(id, ID_START, strlen(ID_START)) != 0 || strlen(id) > LONGEST_ID)
		return false;

	const char *area = id + strlen(ID_START), *rest = area + strspn(area, CAPITALS);
	bool numbered = rest[0] == '_' && rest[1] >= '1' && rest[1] <= '9' &&
	                rest[1 + strspn(rest + 1, DIGITS)] == '\0';

	return rest != area && (*rest == '\0' || numbered);
}

static size_t area_length(const char *id)
{
	return strcspn(id + strlen(ID_START), "_");
}

static long number_of(const char *id)
{
	const char *rest = id + strlen(ID_START) + area_length(id);

	return *rest ? strtol(rest + 1, NULL, 10) : 0;
}

/* By area, then by number: IA_BE_4 before IA_BE_10. */
static int compare_activities(const void *a, const void *b)
{
	const char *one = *(const char *const *)a, *other = *(const char *const *)b;
	size_t one_area = area_length(one), other_area = area_length(other);
	size_t shorter = one_area < other_area ? one_area : other_area;
	int order = strncmp(one, other, strlen(ID_START) + shorter);

	if (order == 0)
		order = (one_area > other_area) - (one_area < other_area);
	if (order == 0)
		order = (number_of(one) > number_of(other)) - (number_of(one) < number_of(other));
	return order;
}

static int compare_mvps(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void collect_activity(struct model *model, struct node id)
{
	if (!is_activity_id(node_string(id)))
		fail_at(id, "\"%s\" is no ID such as IA_BE_4", node_string(id));
	if (activity_index(model, node_string(id)) >= 0)
		return;
	if (model->activities_length == MAX_ACTIVITIES)
		fail_at(id, "is one activity more than %zu", MAX_ACTIVITIES);
	model->activity_ids[model->activities_length++] = node_string(id);
}

static void collect_mvp(struct model *model, struct node id)
{
	if (mvp_index(model, node_string(id)) >= 0)
		return;
	if (model->mvps_length == MAX_MVPS)
		fail_at(id, "is one MVP more than %d", MAX_MVPS);
	model->mvp_ids[model->mvps_length++] = node_string(id);
}

void collect_ids(struct model *model)
{
	for (size_t y = 0; y < model->years_length; y++) {
		struct node activities = model->years[y]->activities_file, mvps = model->years[y]->mvps_file;

		for (size_t i = 0; i < node_length(activities); i++)
			collect_activity(model, node_member(node_item(activities, i), "measureId"));
		for (size_t i = 0; mvps.json && i < node_length(mvps); i++)
			collect_mvp(model, node_member(node_item(mvps, i), "mvpId"));
	}
	qsort(model->activity_ids, model->activities_length, sizeof *model->activity_ids, compare_activities);
	qsort(model->mvp_ids, model->mvps_length, sizeof *model->mvp_ids, compare_mvps);
}

/* ---------------------------------------------------------------- activities */

#define CITED "rule", "citation", "source", "confidence"

/* A fact of one activity: a rule of the year under activities.ID.fact. */
static const mipsia_rule *add_fact(const struct model *model, struct year *year, struct node fact,
                                   const char *id, const char *name, const char *value)
{
	return add_rule(model, year, fact, keep("activities.%s.%s", id, name), value);
}

static void read_frequency(const struct model *model, struct year *year, struct node item,
                           mipsia_activity *row)
{
	static const char *const members[] = { "onceInYears", CITED, NULL };
	const char *id = model->activity_ids[row->activity];

	if (!node_has(item, "frequency"))
		return;
	struct node fact = node_member(item, "frequency");
	node_allow(fact, members);
	row->once_in_years = (uint8_t)node_integer(node_member(fact, "onceInYears"), 2, 255);
	row->frequency_rule =
		add_fact(model, year, fact, id, "frequency", keep("once in %d years", row->once_in_years));
	mipsia_set_add(&year->row.frequency_limited, row->activity);
}

static void read_duration(const struct model *model, struct year *year, struct node item,
                          mipsia_activity *row)
{
	static const char *const members[] = { "length", "unit", CITED, NULL };
	const char *id = model->activity_ids[row->activity];

	row->duration = year->row.duration;
	if (!node_has(item, "duration"))
		return;
	struct node fact = node_member(item, "duration");
	node_allow(fact, members);
	row->duration.length = (uint8_t)node_integer(node_member(fact, "length"), 1, 255);
	row->duration.unit = (uint8_t)node_word(node_member(fact, "unit"), unit_words);
	row->duration_rule = add_fact(model, year, fact, id, "duration",
	                              keep("%d %s", row->duration.length, unit_words[row->duration.unit]));
}

static void read_suspension(const struct model *model, struct year *year, struct node item,
                            mipsia_activity *row)
{
	static const char *const members[] = { "on", CITED, NULL };
	const char *id = model->activity_ids[row->activity];

	row->suspended_on = MIPSIA_DATE_UNKNOWN;
	if (!node_has(item, "suspended"))
		return;
	struct node fact = node_member(item, "suspended");
	node_allow(fact, members);
	row->suspended_on = node_date(node_member(fact, "on"));
	row->suspension_rule =
		add_fact(model, year, fact, id, "suspended", node_string(node_member(fact, "on")));
}

static mipsia_class class_of(struct node item)
{
	if (!node_has(item, "weight") || json_is_null(node_member(item, "weight").json))
		return MIPSIA_UNWEIGHTED;
	return (mipsia_class)node_word(node_member(item, "weight"), class_words);
}

/* An activity without points would silently count for nothing. */
static void check_class(const struct year *year, struct node item, const mipsia_activity *row)
{
	unsigned option = row->mvp_only ? MIPSIA_MVP : MIPSIA_TRADITIONAL;

	if (year->row.option[option].points_rule[row->weight][0] == NULL)
		fail_at(item, "is %s, but points.%s.%s is missing", class_words[row->weight],
		        option_words[option], class_words[row->weight]);
}

static void enter_in_sets(const struct model *model, struct year *year, struct node item,
                          const mipsia_activity *row)
{
	bool full_score = strcmp(model->activity_ids[row->activity], FULL_SCORE_ID) == 0;

	mipsia_set_add(&year->row.inventory, row->activity);
	if (row->mvp_only)
		mipsia_set_add(&year->row.mvp_only, row->activity);
	if (full_score && row->weight != MIPSIA_UNWEIGHTED)
		fail_at(item, "can have no weight: it is the full score");
	if (full_score)
		return;
	check_class(year, item, row);
	mipsia_set_add(&year->row.of_class[row->weight], row->activity);
}

static bool optional_flag(struct node item, const char *member)
{
	return node_has(item, member) && node_flag(node_member(item, member));
}

static void read_activity(const struct model *model, struct year *year, struct node item,
                          mipsia_activity *row)
{
	static const char *const members[] = { "measureId",     "title",   "subcategory", "weight",
		                               "cehrtEligible", "mvpOnly", "duration",    "frequency",
		                               "suspended",     NULL };

	node_allow(item, members);
	row->activity = activity_index(model, node_string(node_member(item, "measureId")));
	row->title = node_string(node_member(item, "title"));
	row->subcategory = node_has(item, "subcategory") ? node_string(node_member(item, "subcategory")) : "";
	row->weight = class_of(item);
	row->cehrt_eligible = optional_flag(item, "cehrtEligible");
	row->mvp_only = optional_flag(item, "mvpOnly");
	read_frequency(model, year, item, row);
	read_duration(model, year, item, row);
	read_suspension(model, year, item, row);
	enter_in_sets(model, year, item, row);
}

static void read_activities(const struct model *model, struct year *year)
{
	struct node file = year->activities_file;

	for (size_t i = 0; i < node_length(file); i++) {
		mipsia_activity *row = &year->activities[i];

		if (i == MAX_ACTIVITIES)
			fail_at(file, "has more than %zu activities", MAX_ACTIVITIES);
		read_activity(model, year, node_item(file, i), row);
		if (i && row[-1].activity >= row->activity)
			fail_at(node_item(file, i), "must come in the order of IDs, each once");
		year->row.activities_length++;
	}
}

/* ---------------------------------------------------------------------- MVPs */

static const char *join(struct node list, const char *separator)
{
	const char *text = "";

	for (size_t i = 0; i < node_length(list); i++)
		text = keep("%s%s%s", text, i ? separator : "", node_string(node_item(list, i)));
	return text;
}

static mipsia_set read_members(const struct model *model, const struct year *year, struct node list)
{
	mipsia_set set = { { 0 } };

	for (size_t i = 0; i < node_length(list); i++) {
		struct node item = node_item(list, i);
		int activity = activity_index(model, node_string(item));

		if (activity < 0 || !mipsia_set_has(&year->row.inventory, activity))
			fail_at(item, "\"%s\" is not in the inventory of the year", node_string(item));
		if (mipsia_set_has(&set, activity))
			fail_at(item, "\"%s\" is named twice", node_string(item));
		mipsia_set_add(&set, activity);
	}
	return set;
}

static void read_mvp(const struct model *model, const struct year *year, struct node item, mipsia_mvp *row)
{
	static const char *const members[] = { "mvpId", "title", "topic", "specialties", "activities", NULL };

	node_allow(item, members);
	row->mvp = mvp_index(model, node_string(node_member(item, "mvpId")));
	row->title = node_string(node_member(item, "title"));
	row->topic = node_string(node_member(item, "topic"));
	row->specialties = join(node_member(item, "specialties"), "; ");
	row->activities = read_members(model, year, node_member(item, "activities"));
}

static void read_mvps(const struct model *model, struct year *year)
{
	struct node file = year->mvps_file;
	bool in_force = year->row.option[MIPSIA_MVP].in_force;

	if (in_force != (file.json != NULL))
		fail_at(year->rules_file, in_force ? "MVPs are in force, but there is no mvps.json"
		                                   : "MVPs are not in force, but there is an mvps.json");
	for (size_t i = 0; file.json && i < node_length(file); i++) {
		mipsia_mvp *row = &year->mvps[i];

		if (i == MAX_MVPS)
			fail_at(file, "has more than %d MVPs", MAX_MVPS);
		read_mvp(model, year, node_item(file, i), row);
		if (i && row[-1].mvp >= row->mvp)
			fail_at(node_item(file, i), "must come in the order of IDs, each once");
		year->row.mvps_length++;
	}
}

void read_catalogue(const struct model *model, struct year *year)
{
	read_activities(model, year);
	read_mvps(model, year);
}

/* ------------------------------------------------------------------- lineage */

static const char *const lineage_kinds[] = { "renumbered", "reused", "redefined", NULL };

static bool in_inventory(const struct model *model, int activity, int number)
{
	int first = model->years[0]->row.performance_year;
	int last = first + (int)model->years_length - 1;

	return number >= first && number <= last &&
	       mipsia_set_has(&model->years[number - first]->row.inventory, activity);
}

static int read_activity_of(const struct model *model, struct node id)
{
	int activity = activity_index(model, node_string(id));

	if (activity < 0)
		fail_at(id, "\"%s\" is in no year's inventory", node_string(id));
	return activity;
}

static void read_lineage(const struct model *model, struct node item, mipsia_lineage *row)
{
	static const char *const members[] = { "kind", "from", "to", "year", "note", NULL };

	node_allow(item, members);
	row->kind = (mipsia_lineage_kind)node_word(node_member(item, "kind"), lineage_kinds);
	row->from = read_activity_of(model, node_member(item, "from"));
	row->to = read_activity_of(model, node_member(item, "to"));
	row->year = (int)node_integer(node_member(item, "year"), 0, 9999);
	row->note = node_string(node_member(item, "note"));
	if ((row->kind == MIPSIA_RENUMBERED) == (row->from == row->to))
		fail_at(item, "a renumbered activity changes its ID, another does not");
	if (!in_inventory(model, row->from, row->year - 1) || !in_inventory(model, row->to, row->year))
		fail_at(item, "must lead from the inventory of %d into that of %d", row->year - 1, row->year);
}

void read_lineages(struct model *model)
{
	struct node file = model->lineage_file;

	for (size_t i = 0; i < node_length(file); i++) {
		if (i == MAX_LINEAGES)
			fail_at(file, "has more than %d links", MAX_LINEAGES);
		read_lineage(model, node_item(file, i), &model->lineages[i]);
		model->lineages_length++;
	}
}
