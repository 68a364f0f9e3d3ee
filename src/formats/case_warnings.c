/*
 * case_warnings.c - what a careful reader of the score would point out. None of
 * it changes a figure.
 */
#include "formats/case_score.h"

#include <ctype.h>

#define FIRST_YEAR_OF_THE_APP 2021
#define COVID_APPLICATION_YEAR 2019

struct scene {
	const mipsia_rulebook *book;
	struct case_facts *facts;
	const struct case_score *score;
};

#define warn(scene, ...) case_findings_add(&(scene)->facts->findings, __VA_ARGS__)

/* --------------------------------------------------------------- activities */

/* A measurement with its place. */
struct attestation {
	const struct case_set *set;
	const struct case_measurement *m;
	const struct case_path *path; /* of its measureId */
	const char *id;               /* NULL: in no year */
};

static void warn_of_unknown(const struct scene *s, const struct attestation *a)
{
	char meant[CASE_QUOTE_MAX];
	size_t length = 0;

	for (size_t i = 0; i < a->m->id.length && length < sizeof meant; i++)
		if (!isspace((unsigned char)a->m->id.text[i]))
			meant[length++] = (char)toupper((unsigned char)a->m->id.text[i]);
	int activity = mipsia_activity_find(s->book, meant, length);
	struct case_quote quote = case_quote(a->m->id.text, a->m->id.length);

	if (activity >= 0)
		warn(s, CASE_UNKNOWN_ACTIVITY, a->path,
		     "\"%s\" is in no year's inventory and earns nothing; write it as %s", quote.text,
		     mipsia_activity_id(s->book, activity));
	else
		warn(s, CASE_UNKNOWN_ACTIVITY, a->path,
		     "\"%s\" is in no year's inventory and earns nothing; check the ID", quote.text);
}

/* The link that says under which ID the activity is found in `year`, or NULL. */
static const mipsia_lineage *renumbering_of(const mipsia_rulebook *book, int activity, int year)
{
	size_t count;
	const mipsia_lineage *links = mipsia_lineages(book, &count);

	for (size_t i = 0; i < count; i++) {
		if (links[i].kind != MIPSIA_RENUMBERED)
			continue;
		if ((links[i].from == activity && year >= links[i].year) ||
		    (links[i].to == activity && year < links[i].year))
			return &links[i];
	}
	return NULL;
}

static void warn_of_wrong_year(const struct scene *s, const struct attestation *a)
{
	int year = s->facts->year;
	const mipsia_lineage *link = renumbering_of(s->book, a->m->activity, year);
	int first = 0, last = 0;

	if (link != NULL && link->from == a->m->activity) {
		warn(s, CASE_NOT_IN_INVENTORY, a->path,
		     "%s is not in the inventory of %d and earns nothing: from %d this is %s; attest to that",
		     a->id, year, link->year, mipsia_activity_id(s->book, link->to));
		return;
	}
	if (link != NULL) {
		warn(s, CASE_NOT_IN_INVENTORY, a->path,
		     "%s is not in the inventory of %d and earns nothing: until %d this was %s; attest to "
		     "that",
		     a->id, year, link->year - 1, mipsia_activity_id(s->book, link->from));
		return;
	}
	for (int y = mipsia_first_year(s->book); y <= mipsia_last_year(s->book); y++) {
		if (mipsia_activity_in_year(s->book, a->m->activity, y) == NULL)
			continue;
		first = first ? first : y;
		last = y;
	}
	warn(s, CASE_NOT_IN_INVENTORY, a->path,
	     "%s is not in the inventory of %d and earns nothing; it could be chosen in %d to %d", a->id,
	     year, first, last);
}

/* First day on which someone began, as far as it is known. */
static mipsia_date known_start(const struct scene *s, const struct attestation *a)
{
	for (size_t i = 0; i < s->facts->performed_length; i++)
		if (s->facts->performed[i].activity == a->m->activity)
			return s->facts->performed[i].start;
	return a->set->start;
}

static void warn_of_suspension(const struct scene *s, const struct attestation *a, const mipsia_activity *row)
{
	mipsia_date start = known_start(s, a);
	const char *rule = row->suspension_rule ? row->suspension_rule->statement : "";
	char suspended_on[MIPSIA_DATE_TEXT];
	char started_on[MIPSIA_DATE_TEXT];

	mipsia_date_format(row->suspended_on, suspended_on);
	mipsia_date_format(start, started_on);
	if (start != MIPSIA_DATE_UNKNOWN && start > row->suspended_on)
		warn(s, CASE_SUSPENDED_ACTIVITY, a->path,
		     "%s was suspended on %s, and by the dates given it began on %s, after that: do not "
		     "count on the credit. %s",
		     a->id, suspended_on, started_on, rule);
	else
		warn(s, CASE_SUSPENDED_ACTIVITY, a->path,
		     "%s was suspended on %s. %s Keep evidence that is older than that day", a->id,
		     suspended_on, rule);
}

static bool is_same_activity(const mipsia_rulebook *book, int a, int b)
{
	size_t count;
	const mipsia_lineage *links = mipsia_lineages(book, &count);

	for (size_t i = 0; a != b && i < count; i++)
		if (links[i].kind == MIPSIA_RENUMBERED &&
		    ((links[i].from == a && links[i].to == b) || (links[i].from == b && links[i].to == a)))
			return true;
	return a == b;
}

static void warn_of_frequency(const struct scene *s, const struct attestation *a, const mipsia_activity *row)
{
	int last = 0;

	for (size_t i = 0; i < s->facts->history_length; i++) {
		const mipsia_attestation *before = &s->facts->history[i];

		if (before->year < s->facts->year && before->year > last &&
		    is_same_activity(s->book, before->activity, a->m->activity))
			last = before->year;
	}
	warn(s, CASE_FREQUENCY, a->path,
	     "%s earns nothing: it was attested for %d and may be chosen once in %d years; the next year "
	     "is %d",
	     a->id, last, row->once_in_years, last + row->once_in_years);
}

static void warn_of_sites(const struct scene *s, const struct attestation *a)
{
	const mipsia_rule *rule = mipsia_rule_find(s->book, s->facts->year, "pcmh.sites");

	warn(s, CASE_SITES_NOT_MET, a->path,
	     "IA_PCMH earns nothing: %d of %d practice sites are recognized (needed: %s)",
	     s->facts->recognized_sites, s->facts->practice_sites, rule ? rule->value : "more");
}

/* Days of the set's period, both ends included, within the performance year. */
static int days_of_set(const struct scene *s, const struct case_set *set)
{
	mipsia_date first = set->start > s->facts->first_day ? set->start : s->facts->first_day;
	mipsia_date last = set->end < s->facts->last_day ? set->end : s->facts->last_day;

	return last < first ? 0 : last - first + 1;
}

/* True when the set's period is too short for the activity. */
static bool is_too_short(const struct scene *s, const struct case_set *set, const mipsia_activity *row,
                         int days)
{
	mipsia_performance period = { .start = set->start, .end = set->end };

	if (row->duration.unit == MIPSIA_DAYS && days > row->duration.length)
		return false; /* whatever the count of days */
	return mipsia_clinician_judge(s->book, s->facts->year, row->activity, NULL, &period, 1,
	                              s->facts->policies, NULL) == MIPSIA_NOT_MET;
}

/* One warning a set, naming the first activity that asks for more. */
static void warn_of_period(const struct scene *s, const struct case_set *set, const struct case_path *path,
                           int too_short, int days, int count)
{
	const mipsia_activity *row = mipsia_activity_in_year(s->book, too_short, s->facts->year);
	struct case_path end = case_path_member(path, "performanceEnd", 14);
	char first[MIPSIA_DATE_TEXT], last[MIPSIA_DATE_TEXT];

	mipsia_date_format(set->start, first);
	mipsia_date_format(set->end, last);
	warn(s, CASE_PERIOD_SHORT, &end,
	     "the period %s to %s has %d days in %d; %s asks for %d %s%s. The score takes the attestation "
	     "at its word; an audit would not",
	     first, last, days, s->facts->year, mipsia_activity_id(s->book, too_short), row->duration.length,
	     row->duration.unit == MIPSIA_MONTHS ? "months" : "days in a row",
	     count > 1 ? ", and others with it" : "");
}

static void warn_of_attestation(const struct scene *s, const struct attestation *a,
                                const mipsia_activity *row)
{
	switch (a->m->reason) {
	case MIPSIA_UNKNOWN_ACTIVITY:
		warn_of_unknown(s, a);
		break;
	case MIPSIA_NOT_IN_INVENTORY:
		warn_of_wrong_year(s, a);
		break;
	case MIPSIA_NOT_IN_MVP:
		warn(s, CASE_NOT_IN_MVP, a->path,
		     "%s is not among the activities of %s in %d and earns nothing; choose one of the MVP",
		     a->id, s->facts->programs[a->set->program].name, s->facts->year);
		break;
	case MIPSIA_ONLY_IN_MVP:
		warn(s, CASE_ONLY_IN_MVP, a->path,
		     "%s earns nothing outside an MVP; choose another activity, or report the MVP", a->id);
		break;
	case MIPSIA_FREQUENCY_LIMITED:
		warn_of_frequency(s, a, row);
		break;
	case MIPSIA_SITES_NOT_MET:
		warn_of_sites(s, a);
		break;
	default:
		break;
	}
	if (row != NULL && a->m->value && row->suspended_on != MIPSIA_DATE_UNKNOWN)
		warn_of_suspension(s, a, row);
}

/* What there is to say about the set's i-th measurement. */
static void warn_of_measurement(const struct scene *s, const struct case_set *set, size_t i,
                                const mipsia_activity *row, const struct case_path *path)
{
	const struct case_measurement *m = &s->facts->measurements[set->first + i];
	struct case_path measurements = case_path_member(path, "measurements", 12);
	struct case_path element = case_path_element(&measurements, i);
	struct case_path id = case_path_member(&element, "measureId", 9);
	struct attestation a = { set, m, &id, mipsia_activity_id(s->book, m->activity) };

	warn_of_attestation(s, &a, row);
}

static void warn_of_set(const struct scene *s, const struct case_set *set, const struct case_path *path)
{
	bool dated = set->start != MIPSIA_DATE_UNKNOWN && set->end != MIPSIA_DATE_UNKNOWN;
	int days = dated ? days_of_set(s, set) : 0;
	int too_short = -1;
	int count = 0;

	for (size_t i = 0; i < set->length; i++) {
		const struct case_measurement *m = &s->facts->measurements[set->first + i];
		const mipsia_activity *row = mipsia_activity_in_year(s->book, m->activity, s->facts->year);

		if (m->reason != MIPSIA_COUNTED || row->suspended_on != MIPSIA_DATE_UNKNOWN)
			warn_of_measurement(s, set, i, row, path);
		if (dated && m->reason == MIPSIA_COUNTED && is_too_short(s, set, row, days)) {
			too_short = too_short < 0 ? m->activity : too_short;
			count++;
		}
	}
	if (too_short >= 0)
		warn_of_period(s, set, path, too_short, days, count);
}

static void warn_of_sets(const struct scene *s)
{
	struct case_path submission = case_submission_path(s->facts);
	struct case_path sets = case_path_member(&submission, "measurementSets", 15);

	for (size_t i = 0; i < s->facts->sets_length; i++) {
		struct case_path path = case_path_element(&sets, s->facts->sets[i].place);

		warn_of_set(s, &s->facts->sets[i], &path);
	}
}

/* ---------------------------------------------------------- sets, programs */

static void warn_of_several(const struct scene *s)
{
	struct case_path submission = case_submission_path(s->facts);
	struct case_path sets = case_path_member(&submission, "measurementSets", 15);
	size_t same = 0;

	for (size_t i = 0; i < s->facts->sets_length; i++)
		same += &s->facts->programs[s->facts->sets[i].program] == s->score->program;
	if (same > 1)
		warn(s, CASE_SEVERAL_SETS, &sets,
		     "%zu sets of improvement activities stand under %s; each is scored for itself and "
		     "the highest, measurementSets[%zu], is the score. Activities of different sets do "
		     "not add up",
		     same, s->score->program->name, s->score->set->place);
	if (s->facts->programs_length > 1)
		warn(s, CASE_SEVERAL_PROGRAMS, &sets,
		     "there are sets under %zu programs; %s brings the most and is the answer",
		     s->facts->programs_length, s->score->program->name);
}

static void warn_of_models(const struct scene *s)
{
	struct case_path submission = case_submission_path(s->facts);
	struct case_path sets = case_path_member(&submission, "measurementSets", 15);

	for (size_t i = 0; i < s->facts->programs_length; i++)
		if (s->facts->programs[i].model && !s->facts->apm_standard_stated)
			warn(s, CASE_MODEL_PROGRAM, &sets,
			     "%s is a model of its own; it is scored as traditional MIPS",
			     s->facts->programs[i].name);
}

static void warn_of_surplus(const struct scene *s)
{
	const mipsia_result *r = &s->score->result;
	struct case_path submission = case_submission_path(s->facts);
	struct case_path sets = case_path_member(&submission, "measurementSets", 15);
	struct case_path path = case_path_element(&sets, s->score->set ? s->score->set->place : 0);

	if (r->activity_points > r->max_points)
		warn(s, CASE_SURPLUS, &path,
		     "the activities bring %d points, %d more than the %d that count; fewer activities "
		     "suffice",
		     r->activity_points, r->activity_points - r->max_points, r->max_points);
	else
		warn(s, CASE_SURPLUS, &path,
		     "the activities bring %d points; with the credit for APM participants that is more "
		     "than the %d that count",
		     r->activity_points, r->max_points);
}

/* ------------------------------------------------------------------- entity */

static struct case_path profile_member(const struct case_path *profile, const char *name)
{
	return case_path_member(profile, name, strlen(name));
}

static void warn_of_extreme(const struct scene *s, const struct case_path *profile)
{
	struct case_path path = profile_member(profile, "extremeCircumstances");
	const uint32_t data =
		MIPSIA_FACT_QUALITY_SUBMITTED | MIPSIA_FACT_PI_SUBMITTED | MIPSIA_FACT_IA_SUBMITTED;

	if (s->facts->extreme == MIPSIA_EXTREME_AUTOMATIC && s->facts->entity != MIPSIA_INDIVIDUAL)
		warn(s, CASE_EXTREME_IGNORED, &path,
		     "the automatic policy reaches individual clinicians only; for a %s it changes "
		     "nothing. State \"application\" if CMS approved one",
		     mipsia_entity_name(s->facts->entity));
	if (s->facts->extreme == MIPSIA_EXTREME_APPLICATION && s->facts->year == COVID_APPLICATION_YEAR &&
	    (s->score->picked.facts & data))
		warn(s, CASE_COVID_APPLICATION_2019, &path,
		     "data bring back the weight of their categories here; if the application was for "
		     "COVID-19 they do not. Then state reweightedCategories alone, without "
		     "extremeCircumstances");
}

static void warn_of_reweighting(const struct scene *s, const struct case_path *profile)
{
	const mipsia_result *r = &s->score->result;
	struct case_path path = profile_member(profile, "reweightedCategories");
	unsigned ignored = s->facts->reweighted & ~(unsigned)r->reweighted;

	if ((s->facts->reweighted & MIPSIA_BIT(MIPSIA_IA)) &&
	    (s->score->picked.facts & MIPSIA_FACT_IA_ATTESTED)) {
		if (r->weight[MIPSIA_IA] == 0)
			warn(s, CASE_IA_REWEIGHTED_BUT_SUBMITTED, &path,
			     "improvement activities are stated as reweighted and attested as well: they "
			     "earn nothing%s",
			     s->facts->extreme == MIPSIA_EXTREME_NONE
			             ? ". If the reason is extreme circumstances, state extremeCircumstances"
			             : "");
		else
			warn(s, CASE_IA_REWEIGHTED_BUT_SUBMITTED, &path,
			     "improvement activities were reweighted, but are attested: they weigh %d again",
			     r->weight[MIPSIA_IA]);
	}
	for (int category = 0; s->facts->extreme == MIPSIA_EXTREME_NONE && category < MIPSIA_CATEGORY_END;
	     category++)
		if (ignored & MIPSIA_BIT(category))
			warn(s, CASE_REWEIGHT_IGNORED, &path,
			     "%s cannot be reweighted under %s in %d: no table has such a row; it is ignored",
			     mipsia_category_name((mipsia_category)category),
			     mipsia_option_name((mipsia_option)s->score->picked.option), s->facts->year);
}

static void warn_of_small_practice(const struct scene *s, const struct case_path *profile)
{
	struct case_path path = profile_member(profile, "reweightedCategories");
	const uint32_t bit = MIPSIA_BIT(MIPSIA_POLICY_SMALL_PRACTICE_PI);
	mipsia_case other = s->score->picked;
	mipsia_result result;

	if (!(s->score->deciding & bit) || (s->facts->policies & bit))
		return;
	other.policies ^= bit;
	if (mipsia_score(s->book, &other, &result) == MIPSIA_OK)
		warn(s, CASE_SMALL_PRACTICE_PI, &path,
		     "no PI data of this small practice are known: CMS then reweights PI by itself, and "
		     "improvement activities weigh %d instead of %d. State reweightedCategories [\"pi\"], "
		     "or otherCategoriesSubmitted [\"pi\"]",
		     result.weight[MIPSIA_IA], s->score->result.weight[MIPSIA_IA]);
}

static void warn_of_standard(const struct scene *s, const struct case_path *profile)
{
	struct case_path path = profile_member(profile, "apmScoringStandard");

	warn(s, CASE_APM_ENTITY_BEFORE_2021, &path,
	     "APM Entities were scored under the APM scoring standard until 2020; state it here as "
	     "webInterface or other, or the entity is scored as under traditional MIPS");
}

static void warn_of_year(const struct scene *s)
{
	struct case_path submission = case_submission_path(s->facts);
	struct case_path path = case_path_member(&submission, "performanceYear", 15);

	warn(s, CASE_PROVISIONAL_YEAR, &path,
	     "the rules of %d are not final; the latest final rules are applied to it", s->facts->year);
}

static bool has_status_counts(const mipsia_counts *counts)
{
	for (int status = 0; status < MIPSIA_SPECIAL_END; status++)
		if (counts->clinicians_with[status] >= 0)
			return true;
	return false;
}

static void warn_of_unused_counts(const struct scene *s, const struct case_path *profile)
{
	const mipsia_counts *counts = &s->facts->counts;
	struct case_path with = profile_member(profile, "statusCounts");
	struct case_path encounters = profile_member(profile, "patientFacingEncounters");
	bool alone = s->facts->entity == MIPSIA_INDIVIDUAL || s->facts->entity == MIPSIA_APM_ENTITY;

	if (has_status_counts(counts) && alone)
		warn(s, CASE_FACT_UNUSED, &with,
		     "such counts derive the status of groups only; state specialStatuses instead");
	else if (has_status_counts(counts) && counts->clinicians < 0)
		warn(s, CASE_FACT_UNUSED, &with,
		     "without clinicianCount these counts derive nothing; state it");
	if (counts->patient_facing_encounters >= 0 && s->facts->entity != MIPSIA_INDIVIDUAL)
		warn(s, CASE_FACT_UNUSED, &encounters,
		     "encounters derive the status of an individual only; for a group state "
		     "statusCounts.nonPatientFacing");
}

static void warn_of_unused_application(const struct scene *s, const struct case_path *profile)
{
	struct case_path path = profile_member(profile, "extremeCircumstances");

	if (s->facts->extreme == MIPSIA_EXTREME_APPLICATION && s->facts->reweighted == 0 &&
	    s->facts->entity != MIPSIA_APM_ENTITY)
		warn(s, CASE_FACT_UNUSED, &path,
		     "an application sets to 0 the categories that CMS approved, and none is stated; state "
		     "reweightedCategories");
}

static void warn_of_entity(const struct scene *s)
{
	struct case_path profile = case_path_member(&case_root, "profile", 7);

	warn_of_unused_counts(s, &profile);
	warn_of_unused_application(s, &profile);

	if (s->facts->extreme != MIPSIA_EXTREME_NONE)
		warn_of_extreme(s, &profile);
	if (s->facts->reweighted != 0)
		warn_of_reweighting(s, &profile);
	if (s->score->deciding != 0)
		warn_of_small_practice(s, &profile);
	if (s->facts->entity == MIPSIA_APM_ENTITY && s->facts->year < FIRST_YEAR_OF_THE_APP &&
	    !s->facts->apm_standard_stated)
		warn_of_standard(s, &profile);
	if (s->score->result.flags & MIPSIA_RESULT_NEUTRAL)
		warn(s, CASE_FEWER_THAN_TWO_CATEGORIES, &profile,
		     "fewer than two categories are scored: the final score is the performance threshold, "
		     "%d, whatever the activities",
		     s->score->result.performance_threshold);
	if (mipsia_year_is_provisional(s->book, s->facts->year))
		warn_of_year(s);
}

void case_warn(const mipsia_rulebook *book, struct case_facts *facts, const struct case_score *score)
{
	struct scene s = { book, facts, score };

	warn_of_sets(&s);
	if (facts->sets_length > 1 || facts->programs_length > 1)
		warn_of_several(&s);
	warn_of_models(&s);
	if (score->result.flags & MIPSIA_RESULT_CAPPED)
		warn_of_surplus(&s);
	warn_of_entity(&s);
}
