/* write_tables.c - the model as C source. */
#include "gen.h"

#include <stdarg.h>
#include <string.h>

/* Failures to write are seen once, at the end. */
static void __attribute__((format(printf, 2, 3))) put(FILE *out, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)vfprintf(out, format, arguments); /* NOLINT(clang-analyzer-valist.Uninitialized) */
	va_end(arguments);
}

/* ------------------------------------------------------------ small values */

/* A string literal. "?" is escaped because of trigraphs. */
static void write_string(FILE *out, const char *text)
{
	put(out, "\"");
	for (; *text; text++) {
		if (strchr("\"\\?", *text))
			put(out, "\\");
		put(out, "%c", *text);
	}
	put(out, "\"");
}

static void write_set(FILE *out, const mipsia_set *set)
{
	put(out, "{ { ");
	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		put(out, "%sUINT64_C(0x%llx)", i ? ", " : "", (unsigned long long)set->word[i]);
	put(out, " } }");
}

static void write_date(FILE *out, mipsia_date date)
{
	if (date == MIPSIA_DATE_UNKNOWN)
		put(out, "MIPSIA_DATE_UNKNOWN");
	else
		put(out, "%d", date);
}

/* A pointer into the year's rules. */
static void write_rule(FILE *out, const struct year *year, const mipsia_rule *rule)
{
	if (rule == NULL)
		put(out, "NULL");
	else
		put(out, "&rules_%d[%d]", year->row.performance_year, (int)(rule - year->rules));
}

static void write_row_numbers(FILE *out, const int16_t *rows, size_t length)
{
	for (size_t i = 0; i < length; i++)
		put(out, "%s%d,", i % 24 ? " " : "\n\t", rows[i]);
	put(out, "\n};\n\n");
}

static void write_names(FILE *out, const char *name, const char *const *list, size_t length)
{
	put(out, "static const char *const %s[] = {", name);
	for (size_t i = 0; i < length; i++) {
		put(out, "%s", i % 8 ? " " : "\n\t");
		write_string(out, list[i]);
		put(out, ",");
	}
	put(out, "\n};\n\n");
}

/* --------------------------------------------------------- tables of a year */

static void write_rules(FILE *out, const struct year *year)
{
	static const char *const confidences[] = { "MIPSIA_VERIFIED", "MIPSIA_INFERRED",
		                                   "MIPSIA_REMEMBERED" };

	put(out, "static const mipsia_rule rules_%d[] = {\n", year->row.performance_year);
	for (unsigned i = 0; i < year->row.rules_length; i++) {
		const mipsia_rule *rule = &year->rules[i];
		const char *const parts[] = { rule->key, rule->value, rule->statement, rule->citation,
			                      rule->source };

		put(out, "\t{ ");
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
			write_string(out, parts[k]);
			put(out, "%s", k == 1 || k == 2 ? ",\n\t  " : ", ");
		}
		put(out, "%s },\n", confidences[rule->confidence]);
	}
	put(out, "};\n\n");
}

static void write_weights(FILE *out, const struct year *year, unsigned t)
{
	static const char *const states[] = { "WEIGHT_CODIFIED", "WEIGHT_ONE_CATEGORY",
		                              "WEIGHT_NO_CATEGORY" };

	put(out, "static const struct weight_row weights_%d_%s[WEIGHT_ROWS] = {\n",
	    year->row.performance_year, table_words[t]);
	for (unsigned set = 0; set < WEIGHT_ROWS; set++) {
		const struct weight_row *row = &year->weights[t][set];

		put(out, "\t{ { %d, %d, %d, %d }, %s, %d, ", row->weight[0], row->weight[1], row->weight[2],
		    row->weight[3], states[row->state], row->ignored);
		write_rule(out, year, row->rule);
		put(out, " },\n");
	}
	put(out, "};\n\n");
}

static void write_activity(FILE *out, const struct year *year, const mipsia_activity *row)
{
	static const char *const classes[] = { "MIPSIA_UNWEIGHTED", "MIPSIA_MEDIUM", "MIPSIA_HIGH" };

	put(out, "\t{ %d, ", row->activity);
	write_string(out, row->title);
	put(out, ",\n\t  ");
	write_string(out, row->subcategory);
	put(out, ", %s, %s, %s, %d, { %d, %d }, ", classes[row->weight],
	    row->cehrt_eligible ? "true" : "false", row->mvp_only ? "true" : "false", row->once_in_years,
	    row->duration.length, row->duration.unit);
	write_rule(out, year, row->duration_rule);
	put(out, ", ");
	write_rule(out, year, row->frequency_rule);
	put(out, ", ");
	write_date(out, row->suspended_on);
	put(out, ", ");
	write_rule(out, year, row->suspension_rule);
	put(out, " },\n");
}

static void write_activities(FILE *out, const struct model *model, const struct year *year)
{
	int16_t rows[MAX_ACTIVITIES];
	int number = year->row.performance_year;

	memset(rows, 0xff, sizeof rows);
	put(out, "static const mipsia_activity activities_%d[] = {\n", number);
	for (unsigned i = 0; i < year->row.activities_length; i++) {
		write_activity(out, year, &year->activities[i]);
		rows[year->activities[i].activity] = (int16_t)i;
	}
	put(out, "};\n\nstatic const int16_t activity_row_%d[] = {", number);
	write_row_numbers(out, rows, model->activities_length);
}

static void write_mvps(FILE *out, const struct model *model, const struct year *year)
{
	int16_t rows[MAX_MVPS];
	int number = year->row.performance_year;

	memset(rows, 0xff, sizeof rows);
	if (year->row.mvps_length)
		put(out, "static const mipsia_mvp mvps_%d[] = {\n", number);
	for (unsigned i = 0; i < year->row.mvps_length; i++) {
		const mipsia_mvp *row = &year->mvps[i];

		put(out, "\t{ %d, ", row->mvp);
		write_string(out, row->title);
		put(out, ",\n\t  ");
		write_string(out, row->topic);
		put(out, ", ");
		write_string(out, row->specialties);
		put(out, ",\n\t  ");
		write_set(out, &row->activities);
		put(out, " },\n");
		rows[row->mvp] = (int16_t)i;
	}
	if (year->row.mvps_length)
		put(out, "};\n\n");
	if (model->mvps_length) {
		put(out, "static const int16_t mvp_row_%d[] = {", number);
		write_row_numbers(out, rows, model->mvps_length);
	}
}

/* --------------------------------------------------------- the row of a year */

static void write_rule_member(FILE *out, const struct year *year, const char *name, const mipsia_rule *rule)
{
	put(out, "\t\t.%s = ", name);
	write_rule(out, year, rule);
	put(out, ",\n");
}

static void write_share(FILE *out, const struct year *year, const struct share *share)
{
	put(out, "{ %d, %d, ", share->num, share->den);
	write_rule(out, year, share->rule);
	put(out, " }");
}

static void write_shares(FILE *out, const struct year *year)
{
	put(out, "\t\t.pcmh_sites = ");
	write_share(out, year, &year->row.pcmh_sites);
	put(out, ",\n\t\t.performers = {\n");
	for (int k = 0; k < MIPSIA_ENTITY_END; k++) {
		put(out, "\t\t\t");
		write_share(out, year, &year->row.performers[k]);
		put(out, ",\n");
	}
	put(out, "\t\t},\n");
}

static void write_statuses(FILE *out, const struct year *year)
{
	static const char *const kinds[] = { "GROUP_STATUS_NONE", "GROUP_STATUS_SITE",
		                             "GROUP_STATUS_CLINICIANS" };

	put(out, "\t\t.status = {\n");
	for (int k = 0; k < MIPSIA_SPECIAL_END; k++) {
		const struct status_rules *status = &year->row.status[k];

		put(out, "\t\t\t{ %s, %d, %d, ", kinds[status->group_kind], status->num, status->den);
		write_rule(out, year, status->individual_rule);
		put(out, ", ");
		write_rule(out, year, status->group_rule);
		put(out, " },\n");
	}
	put(out, "\t\t},\n");
}

static void write_table_name(FILE *out, const struct year *year, const char *member,
                             const struct weight_row *rows)
{
	put(out, "\t\t\t\t.%s = ", member);
	for (unsigned t = 0; t < TABLE_END; t++)
		if (rows == year->weights[t]) {
			put(out, "weights_%d_%s,\n", year->row.performance_year, table_words[t]);
			return;
		}
	put(out, "NULL,\n");
}

static void write_points(FILE *out, const struct year *year, const struct option_rules *option)
{
	put(out, "\t\t\t\t.points = { ");
	for (int c = 0; c < MIPSIA_CLASS_END; c++)
		put(out, "{ %d, %d }, ", option->points[c][0], option->points[c][1]);
	put(out, "},\n\t\t\t\t.points_rule = { ");
	for (int c = 0; c < MIPSIA_CLASS_END; c++) {
		put(out, "{ ");
		write_rule(out, year, option->points_rule[c][0]);
		put(out, ", ");
		write_rule(out, year, option->points_rule[c][1]);
		put(out, " }, ");
	}
	put(out, "},\n");
}

static void write_option(FILE *out, const struct year *year, const struct option_rules *option)
{
	put(out, "\t\t\t{\n\t\t\t\t.in_force = %d,\n\t\t\t\t.entities = %d,\n", option->in_force,
	    option->entities);
	put(out, "\t\t\t\t.assigned_points = %d,\n\t\t\t\t.apm_credit = %d,\n", option->assigned_points,
	    option->apm_credit);
	write_points(out, year, option);
	put(out, "\t\t");
	write_rule_member(out, year, "option_rule", option->option_rule);
	put(out, "\t\t");
	write_rule_member(out, year, "assigned_rule", option->assigned_rule);
	write_table_name(out, year, "weights", option->weights);
	write_table_name(out, year, "small_weights", option->small_weights);
	put(out, "\t\t\t},\n");
}

#define NUMBER(member) put(out, "\t\t.%s = %d,\n", #member, year->row.member)
#define RULE(member) write_rule_member(out, year, #member, year->row.member)
#define SET(member) (put(out, "\t\t.%s = ", #member), write_set(out, &year->row.member), put(out, ",\n"))

static void write_values(FILE *out, const struct year *year)
{
	NUMBER(performance_year);
	NUMBER(performance_threshold);
	NUMBER(provisional);
	NUMBER(max_points);
	NUMBER(study_credit);
	NUMBER(apm_credit_points);
	NUMBER(apm_credit_conditional);
	NUMBER(qualifying_submission);
	NUMBER(extreme_automatic);
	NUMBER(extreme_application_undone);
	NUMBER(extreme_apm_entity);
	NUMBER(apm_entity_cost_zero);
	NUMBER(small_practice_pi);
	NUMBER(small_max);
	NUMBER(encounters_max);
	put(out, "\t\t.duration = { %d, %d },\n", year->row.duration.length, year->row.duration.unit);
	NUMBER(window_opens);
	NUMBER(window_closes);
	NUMBER(window_extended);
}

static void write_rule_members(FILE *out, const struct year *year)
{
	RULE(year_rule);
	RULE(max_points_rule);
	RULE(special_rule);
	RULE(small_rule);
	RULE(pcmh_rule);
	RULE(study_rule);
	RULE(apm_credit_rule);
	RULE(qualifying_rule);
	RULE(extreme_automatic_rule);
	RULE(extreme_application_rule);
	RULE(apm_entity_cost_rule);
	RULE(apm_entity_extreme_rule);
	RULE(small_practice_pi_rule);
	RULE(fewer_than_two_rule);
	RULE(threshold_rule);
	RULE(duration_rule);
	RULE(window_rule);
	RULE(window_extended_rule);
	RULE(several_sets_rule);
}

static void write_catalogue_members(FILE *out, const struct model *model, const struct year *year)
{
	int number = year->row.performance_year;

	SET(inventory);
	put(out, "\t\t.of_class = {\n");
	for (int c = 0; c < MIPSIA_CLASS_END; c++) {
		put(out, "\t\t\t");
		write_set(out, &year->row.of_class[c]);
		put(out, ",\n");
	}
	put(out, "\t\t},\n");
	SET(mvp_only);
	SET(frequency_limited);
	put(out, "\t\t.activities = activities_%d,\n\t\t.activity_row = activity_row_%d,\n", number, number);
	if (year->row.mvps_length)
		put(out, "\t\t.mvps = mvps_%d,\n", number);
	if (model->mvps_length)
		put(out, "\t\t.mvp_row = mvp_row_%d,\n", number);
	put(out, "\t\t.rules = rules_%d,\n", number);
	NUMBER(activities_length);
	NUMBER(mvps_length);
	NUMBER(rules_length);
}

static void write_year(FILE *out, const struct model *model, const struct year *year)
{
	put(out, "\t{\n");
	write_values(out, year);
	write_shares(out, year);
	write_statuses(out, year);
	put(out, "\t\t.option = {\n");
	for (int k = 0; k < MIPSIA_OPTION_END; k++)
		write_option(out, year, &year->row.option[k]);
	put(out, "\t\t},\n");
	write_rule_members(out, year);
	write_catalogue_members(out, model, year);
	put(out, "\t},\n");
}

/* ------------------------------------------------------------------ the book */

static void write_year_tables(FILE *out, const struct model *model)
{
	for (size_t i = 0; i < model->years_length; i++) {
		const struct year *year = model->years[i];

		write_rules(out, year);
		for (unsigned t = 0; t < TABLE_END; t++)
			if (year->has_table[t])
				write_weights(out, year, t);
		write_activities(out, model, year);
		write_mvps(out, model, year);
	}
	put(out, "static const struct year_rules years[] = {\n");
	for (size_t i = 0; i < model->years_length; i++)
		write_year(out, model, model->years[i]);
	put(out, "};\n\n");
}

static void write_lineages(FILE *out, const struct model *model)
{
	static const char *const kinds[] = { "MIPSIA_RENUMBERED", "MIPSIA_REUSED", "MIPSIA_REDEFINED" };

	if (model->lineages_length == 0)
		return;
	put(out, "static const mipsia_lineage lineages[] = {\n");
	for (size_t i = 0; i < model->lineages_length; i++) {
		const mipsia_lineage *row = &model->lineages[i];

		put(out, "\t{ %s, %d, %d, %d,\n\t  ", kinds[row->kind], row->from, row->to, row->year);
		write_string(out, row->note);
		put(out, " },\n");
	}
	put(out, "};\n\n");
}

static void write_sources(FILE *out, const struct model *model)
{
	put(out, "static const mipsia_source sources[] = {\n");
	for (size_t i = 0; i < model->sources_length; i++) {
		put(out, "\t{ ");
		write_string(out, model->sources[i].key);
		put(out, ",\n\t  ");
		write_string(out, model->sources[i].title);
		put(out, " },\n");
	}
	put(out, "};\n\n");
}

static void write_book(FILE *out, const struct model *model)
{
	put(out, "const struct mipsia_rulebook mipsia_builtin_rulebook = {\n\t.digest = ");
	write_string(out, model->digest);
	put(out, ",\n\t.first_year = %d,\n\t.years_length = %zu,\n\t.years = years,\n",
	    model->years[0]->row.performance_year, model->years_length);
	put(out, "\t.activity_ids = activity_ids,\n\t.activities_length = %zu,\n\t.pcmh = %d,\n",
	    model->activities_length, activity_index(model, "IA_PCMH"));
	put(out, "\t.id_multiplier = UINT64_C(0x%llx),\n\t.id_slots = id_slots,\n",
	    (unsigned long long)model->id_multiplier);
	if (model->mvps_length)
		put(out, "\t.mvp_ids = mvp_ids,\n\t.mvps_length = %zu,\n", model->mvps_length);
	if (model->lineages_length)
		put(out, "\t.lineages = lineages,\n\t.lineages_length = %zu,\n", model->lineages_length);
	put(out, "\t.sources = sources,\n\t.sources_length = %zu,\n};\n", model->sources_length);
}

void write_tables(FILE *out, const struct model *model)
{
	put(out, "/* Written by tools/gen_rulebook from data/. Do not edit. */\n#include \"tables.h\"\n\n");
	write_year_tables(out, model);
	write_names(out, "activity_ids", model->activity_ids, model->activities_length);
	if (model->mvps_length)
		write_names(out, "mvp_ids", model->mvp_ids, model->mvps_length);
	put(out, "static const int16_t id_slots[ID_SLOTS] = {");
	write_row_numbers(out, model->id_slots, ID_SLOTS);
	write_lineages(out, model);
	write_sources(out, model);
	write_book(out, model);
}
