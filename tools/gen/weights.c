/*
 * weights.c - expands the weight tables that the regulation states to one row
 * for each set of reweighted categories.
 */
#include "gen.h"

/* "quality,pi": the categories in their order, or "none". */
static const char *row_name(unsigned set)
{
	const char *name = "";

	for (unsigned k = 0; k < MIPSIA_CATEGORY_END; k++)
		if (set & MIPSIA_BIT(k))
			name = keep("%s%s%s", name, *name ? "," : "", category_words[k]);
	return set ? name : "none";
}

struct table {
	struct year *year;
	const char *name;
	struct weight_row stated[WEIGHT_ROWS]; /* rule NULL: not stated */
	unsigned ignored;                      /* categories whose reweighting changes nothing */
	unsigned unscored;                     /* categories that have no weight in any row */
};

static void read_row(struct table *table, unsigned set, const mipsia_rule *rule, struct node where)
{
	static const char *const members[] = { "quality", "cost", "ia", "pi", NULL };
	struct node value = node_member(where, "value");
	unsigned sum = 0;

	node_allow(value, members);
	for (unsigned k = 0; k < MIPSIA_CATEGORY_END; k++) {
		long weight = node_integer(node_member(value, category_words[k]), 0, 100);

		if (weight && (set & MIPSIA_BIT(k)))
			fail_at(where, "gives a weight to %s, which is reweighted", category_words[k]);
		table->stated[set].weight[k] = (uint8_t)weight;
		sum += (unsigned)weight;
	}
	if (sum != 100)
		fail_at(where, "adds up to %u, not 100", sum);
	table->stated[set].state = WEIGHT_CODIFIED;
	table->stated[set].rule = rule;
}

static void read_stated_rows(struct table *table)
{
	struct node where;
	const mipsia_rule *rule;

	for (unsigned set = 0; set < WEIGHT_ROWS; set++) {
		rule = find_rule(table->year, keep("weights.%s.%s", table->name, row_name(set)), &where);
		if (rule != NULL)
			read_row(table, set, rule, where);
	}
	if (find_rule(table->year, keep("weights.%s.ignored", table->name), &where))
		table->ignored = node_words(node_member(where, "value"), category_words);
	table->unscored = WEIGHT_ROWS - 1;
	for (unsigned set = 0; set < WEIGHT_ROWS; set++)
		for (unsigned k = 0; k < MIPSIA_CATEGORY_END; k++)
			if (table->stated[set].weight[k] > 0)
				table->unscored &= ~MIPSIA_BIT(k);
}

/* The row of a set from which no or one category is left. */
static struct weight_row neutral_row(const struct table *table, unsigned left)
{
	struct weight_row row = { .state = left ? WEIGHT_ONE_CATEGORY : WEIGHT_NO_CATEGORY,
		                  .rule = table->year->row.fewer_than_two_rule };

	for (unsigned k = 0; k < MIPSIA_CATEGORY_END; k++)
		row.weight[k] = left & MIPSIA_BIT(k) ? 100 : 0;
	return row;
}

static struct weight_row expand_row(const struct table *table, unsigned set)
{
	unsigned effective = set & ~table->unscored & ~table->ignored;
	unsigned left = (WEIGHT_ROWS - 1) & ~table->unscored & ~effective;
	struct weight_row row = table->stated[effective];

	if ((left & (left - 1)) == 0)
		row = neutral_row(table, left);
	else if (row.rule == NULL)
		fail_at(table->year->rules_file, "weights.%s has no row \"%s\"", table->name,
		        row_name(effective));
	row.ignored = (uint8_t)(set & table->ignored);
	return row;
}

/* A row that the expansion never looks at is a mistake. */
static void refuse_idle_rows(const struct table *table)
{
	for (unsigned set = 1; set < WEIGHT_ROWS; set++) {
		unsigned left = (WEIGHT_ROWS - 1) & ~table->unscored & ~set;
		bool idle = (set & (table->unscored | table->ignored)) || (left & (left - 1)) == 0;

		if (table->stated[set].rule != NULL && idle)
			fail_at(table->year->rules_file, "weights.%s.%s can never apply", table->name,
			        row_name(set));
	}
}

static void expand_table(struct year *year, unsigned t)
{
	struct table table = { .year = year, .name = table_words[t] };

	read_stated_rows(&table);
	if (table.stated[0].rule == NULL)
		return;
	refuse_idle_rows(&table);
	for (unsigned set = 0; set < WEIGHT_ROWS; set++)
		year->weights[t][set] = expand_row(&table, set);
	year->has_table[t] = true;
}

static const struct weight_row *table_of(struct year *year, enum weight_table t)
{
	return year->has_table[t] ? year->weights[t] : NULL;
}

static void assign_tables(struct year *year)
{
	static const enum weight_table table_of_option[MIPSIA_OPTION_END] = {
		[MIPSIA_TRADITIONAL] = TABLE_TRADITIONAL,
		[MIPSIA_MVP] = TABLE_TRADITIONAL,
		[MIPSIA_APP] = TABLE_APP,
		[MIPSIA_APP_PLUS] = TABLE_APP,
		[MIPSIA_APM_STANDARD_WEB] = TABLE_APM_STANDARD_WEB,
		[MIPSIA_APM_STANDARD_OTHER] = TABLE_APM_STANDARD_OTHER,
	};

	for (unsigned k = 0; k < MIPSIA_OPTION_END; k++) {
		struct option_rules *option = &year->row.option[k];
		enum weight_table t = table_of_option[k];
		bool has_small = t == TABLE_TRADITIONAL && year->has_table[TABLE_SMALL_PRACTICE];

		if (!option->in_force)
			continue;
		option->weights = table_of(year, t);
		option->small_weights = has_small ? table_of(year, TABLE_SMALL_PRACTICE) : option->weights;
		if (option->weights == NULL)
			fail_at(year->rules_file, "option %s is in force, but weights.%s is missing",
			        option_words[k], table_words[t]);
	}
}

void expand_weights(struct year *year)
{
	for (unsigned t = 0; t < TABLE_END; t++)
		expand_table(year, t);
	assign_tables(year);
}
