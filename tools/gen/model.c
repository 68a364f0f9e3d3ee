/* model.c - words, lookups, and the list of rules. */
#include "gen.h"

#include <string.h>

const char *const category_words[] = { "quality", "cost", "ia", "pi", NULL };
const char *const entity_words[] = { "individual", "group", "virtualGroup", "subgroup", "apm", NULL };
const char *const class_words[] = { "unweighted", "medium", "high", NULL };
const char *const special_words[] = { "smallPractice", "rural", "hpsa", "nonPatientFacing", NULL };
const char *const confidence_words[] = { "verified", "inferred", "remembered", NULL };
const char *const option_words[] = {
	"traditional", "mvp", "app", "appPlus", "apmScoringStandardWebInterface", "apmScoringStandardOther",
	NULL
};
const char *const table_words[] = {
	"traditional", "smallPractice", "app", "apmScoringStandardWebInterface", "apmScoringStandardOther",
	NULL
};
const char *const unit_words[] = { "days", "months", NULL };

static int index_of(const char *const *list, size_t length, const char *id)
{
	for (size_t i = 0; i < length; i++)
		if (strcmp(list[i], id) == 0)
			return (int)i;
	return -1;
}

int activity_index(const struct model *model, const char *id)
{
	return index_of(model->activity_ids, model->activities_length, id);
}

int mvp_index(const struct model *model, const char *id)
{
	return index_of(model->mvp_ids, model->mvps_length, id);
}

static const char *known_source(const struct model *model, struct node node)
{
	const char *key = node_string(node);

	for (size_t i = 0; i < model->sources_length; i++)
		if (strcmp(model->sources[i].key, key) == 0)
			return key;
	fail_at(node, "\"%s\" is not in sources.json", key);
}

mipsia_rule *add_rule(const struct model *model, struct year *year, struct node cited, const char *key,
                      const char *value)
{
	struct node where;
	unsigned i = year->row.rules_length;

	if (i == MAX_RULES)
		fail_at(cited, "a year has at most %d rules", MAX_RULES);
	if (find_rule(year, key, &where))
		fail_at(cited, "there is a rule %s already", key);
	year->rule_nodes[i] = cited;
	year->rules[i] = (mipsia_rule){
		.key = key,
		.value = value,
		.statement = node_string(node_member(cited, "rule")),
		.citation = node_string(node_member(cited, "citation")),
		.source = known_source(model, node_member(cited, "source")),
		.confidence =
			(mipsia_confidence)node_word(node_member(cited, "confidence"), confidence_words),
	};
	year->row.rules_length++;
	return &year->rules[i];
}

mipsia_rule *find_rule(struct year *year, const char *key, struct node *where)
{
	for (unsigned i = 0; i < year->row.rules_length; i++)
		if (strcmp(year->rules[i].key, key) == 0) {
			*where = year->rule_nodes[i];
			year->rule_used[i] = true;
			return &year->rules[i];
		}
	return NULL;
}
