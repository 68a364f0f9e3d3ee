/*
 * qpp_score_write.c - the answer in the shape of CMS's Submissions API score.
 * Improvement activities are all we know: `value` of the total is the category's
 * contribution, and only metadata about the category is given.
 */
#include "formats/answer_write.h"

static void put_boolean(struct outbuf *out, const char *name, bool value)
{
	outbuf_puts(out, name);
	outbuf_puts(out, value ? "true" : "false");
}

static void put_number(struct outbuf *out, const char *name, int value)
{
	outbuf_puts(out, name);
	outbuf_number(out, value);
}

/* -------------------------------------------------------------- measurements */

static const char *instrumentation_of(mipsia_class weight)
{
	static const char *const codes[MIPSIA_CLASS_END] = { "", "\"IA-004\"", "\"IA-003\"" };

	return codes[weight];
}

static void put_measurement(const struct answer *a, const struct case_measurement *m, struct outbuf *out)
{
	const mipsia_activity *row = mipsia_activity_in_year(a->book, m->activity, a->facts->year);
	bool counted = m->reason == MIPSIA_COUNTED;

	outbuf_literal(out, "{\"name\":");
	outbuf_json(out, m->id.text, m->id.length);
	outbuf_literal(out, ",\"title\":");
	outbuf_json_string(out, row ? row->title : "");
	put_number(out, ",\"value\":", m->points);
	outbuf_literal(out, ",\"instrumentations\":[");
	outbuf_puts(out, counted && row ? instrumentation_of(row->weight) : "");
	put_number(out, "],\"metadata\":{\"maxContribution\":", a->score->result.max_points);
	put_number(out, ",\"calculatedScore\":", m->points);
	outbuf_puts(out, counted ? ",\"processingStatus\":\"PICKED\"" : ",\"processingStatus\":\"UNSCORED\"");
	if (row != NULL && row->weight != MIPSIA_UNWEIGHTED) {
		outbuf_literal(out, ",\"weight\":\"");
		outbuf_puts(out, mipsia_class_name(row->weight));
		outbuf_literal(out, "\"");
	}
	outbuf_literal(out, ",\"complete\":true,\"messages\":{");
	if (counted) {
		outbuf_literal(out, "\"complete\":\"Measurement value of true - scored as normal\"}}}");
		return;
	}
	outbuf_literal(out, "\"reason\":\"");
	outbuf_puts(out, mipsia_reason_name((mipsia_reason)m->reason));
	outbuf_literal(out, "\"}}}");
}

/* ---------------------------------------------------------------------- sets */

static void put_set(const struct answer *a, const struct case_set *set, struct outbuf *out)
{
	bool picked = set == a->score->set;
	bool first = true;

	put_number(out, "{\"name\":\"ia\",\"value\":", a->facts->set_points[set - a->facts->sets]);
	outbuf_literal(out, ",\"title\":\"Improvement Activities Score\",\"detail\":");
	outbuf_json(out, set->method.text, set->method.length);
	outbuf_literal(out, ",\"parts\":[");
	for (size_t i = 0; i < set->length; i++) {
		const struct case_measurement *m = &a->facts->measurements[set->first + i];

		if (!m->value)
			continue;
		outbuf_puts(out, first ? "" : ",");
		put_measurement(a, m, out);
		first = false;
	}
	outbuf_puts(
		out,
		picked ? "],\"metadata\":{\"messages\":{\"picked\":\"Measurement set selected for category "
			 "score.\"},\"processingStatus\":\"PICKED\""
		       : "],\"metadata\":{\"messages\":{},\"processingStatus\":\"UNPICKED\"");
	put_number(out, ",\"maxContribution\":", a->score->result.max_points);
	outbuf_literal(out, ",\"measurementSetId\":");
	if (set->id.length > 0)
		outbuf_json(out, set->id.text, set->id.length);
	else
		outbuf_literal(out, "null");
	put_boolean(out, ",\"measurementSetPicked\":", picked);
	outbuf_literal(out, "}}");
}

/* The sets of the picked program, highest first; the picked one leads its equals. */
static size_t sort_sets(const struct answer *a, const struct case_set *order[CASE_SETS_MAX])
{
	size_t length = 0;

	for (size_t i = 0; i < a->facts->sets_length; i++) {
		const struct case_set *set = &a->facts->sets[i];
		size_t at = length;

		if (&a->facts->programs[set->program] != a->score->program)
			continue;
		for (;
		     at > 0 && a->facts->set_points[order[at - 1] - a->facts->sets] < a->facts->set_points[i];
		     at--)
			order[at] = order[at - 1];
		order[at] = set;
		length++;
	}
	return length;
}

static void put_original(const struct answer *a, struct outbuf *out)
{
	const struct case_set *order[CASE_SETS_MAX];
	size_t length = sort_sets(a, order);

	put_number(out, ",\"original\":{\"name\":\"ia\",\"value\":", a->score->result.points);
	if (a->score->set == NULL) {
		outbuf_literal(out, ",\"detail\":\"No measurement set to score.\"");
	} else {
		outbuf_literal(out, ",\"detail\":\"Picked the highest scoring measurement set ");
		outbuf_json_inner(out, a->score->set->method.text, a->score->set->method.length);
		outbuf_literal(out, "\"");
	}
	outbuf_literal(out, ",\"parts\":[");
	for (size_t i = 0; i < length; i++) {
		outbuf_puts(out, i ? "," : "");
		put_set(a, order[i], out);
	}
	outbuf_literal(out, "],\"instrumentations\":[]}");
}

/* ------------------------------------------------------------------- category */

static void put_contribution(const struct answer *a, struct outbuf *out)
{
	if (a->score->result.flags & MIPSIA_RESULT_NEUTRAL)
		outbuf_literal(out, "null");
	else
		outbuf_hundredths(out, a->score->result.contribution_x100);
}

static void put_category(const struct answer *a, struct outbuf *out)
{
	int weight = a->score->result.weight[MIPSIA_IA];

	outbuf_literal(
		out, "{\"name\":\"ia\",\"title\":\"IA component of total score\",\"detail\":\"Scoring based "
		     "on weight of ");
	outbuf_number(out, weight);
	outbuf_literal(out, "%.\",\"value\":");
	put_contribution(a, out);
	put_original(a, out);
	put_number(out, ",\"metadata\":{\"maxContribution\":", weight);
	outbuf_literal(out, ",\"unroundedScoreValue\":");
	put_contribution(a, out);
	outbuf_literal(out, "}}");
}

static const char *feedback_words(mipsia_class weight)
{
	static const char *const words[MIPSIA_CLASS_END] = { "", "Medium Weighted ", "High Weighted " };

	return words[weight];
}

static void put_feedback(const struct answer *a, struct outbuf *out)
{
	mipsia_step steps[MIPSIA_STEPS_MAX];
	size_t length = mipsia_next_steps(a->book, &a->score->picked, steps);
	bool first = true;

	outbuf_literal(out, ",{\"name\":\"feedback-ia\",\"parts\":[");
	for (size_t i = 0; i < length; i++) {
		if (steps[i].pcmh)
			continue;
		outbuf_puts(out, first ? "" : ",");
		outbuf_literal(out, "{\"name\":\"ia-feedback-message\",\"detail\":\"You could achieve "
		                    "full credit for this category by submitting ");
		outbuf_number(out, steps[i].activities);
		outbuf_literal(out, " additional ");
		outbuf_puts(out, feedback_words(steps[i].weight));
		outbuf_puts(out, steps[i].activities == 1 ? "Activity.\"}" : "Activities.\"}");
		first = false;
	}
	outbuf_literal(out, "]}");
}

/* ------------------------------------------------------------------- metadata */

static void put_programs(const struct answer *a, struct outbuf *out)
{
	bool first = true;

	outbuf_literal(out, ",\"submittedIAProgramNames\":[");
	for (size_t i = 0; i < a->facts->programs_length; i++) {
		if (!(a->facts->programs[i].facts & MIPSIA_FACT_IA_SUBMITTED))
			continue;
		outbuf_puts(out, first ? "\"" : ",\"");
		outbuf_puts(out, a->facts->programs[i].name);
		outbuf_literal(out, "\"");
		first = false;
	}
	outbuf_literal(out, "]");
}

/* Whether some program of that kind has sets with activities, and scorable ones. */
static void put_measures(const struct answer *a, const char *kind, bool mips, bool app, struct outbuf *out)
{
	bool has = false;
	bool scorable = false;

	for (size_t i = 0; i < a->facts->sets_length; i++) {
		const struct case_set *set = &a->facts->sets[i];
		const struct case_program *program = &a->facts->programs[set->program];
		bool is_app = program->option == MIPSIA_APP || program->option == MIPSIA_APP_PLUS;

		if (!(is_app ? app : mips))
			continue;
		has |= set->length > 0;
		scorable |= (program->facts & MIPSIA_FACT_IA_ATTESTED) != 0;
	}
	outbuf_format(out, ",\"has%sIAMeasures\":%s,\"hasScorable%sIAMeasures\":%s", kind,
	              has ? "true" : "false", kind, scorable ? "true" : "false");
}

static void put_credits(const struct answer *a, struct outbuf *out)
{
	const mipsia_result *r = &a->score->result;

	put_boolean(out, ",\"givenIAStudyCredit\":", r->flags & MIPSIA_RESULT_STUDY);
	put_boolean(out, ",\"givenAPMParticipationCredit\":", r->flags & MIPSIA_RESULT_APM_CREDIT);
	put_boolean(out, ",\"givenIACreditPCMH\":", r->flags & MIPSIA_RESULT_PCMH);
	put_boolean(out, ",\"iaReweighted\":", r->reweighted & MIPSIA_BIT(MIPSIA_IA));
	outbuf_puts(out, a->facts->statuses ? ",\"hasIAWeightStatus\":\"SPECIAL\""
	                                    : ",\"hasIAWeightStatus\":null");
}

/* In years without weights every activity is worth the same. */
static int points_of_class(const mipsia_requirements *needs, mipsia_class weight)
{
	return needs->points_each[weight] ? needs->points_each[weight]
	                                  : needs->points_each[MIPSIA_UNWEIGHTED];
}

static void put_metadata(const struct answer *a, struct outbuf *out)
{
	const mipsia_result *r = &a->score->result;
	mipsia_requirements needs;

	mipsia_requirements_of(a->book, &a->score->picked, &needs);
	outbuf_literal(out, "\"metadata\":{\"maxTotalScore\":100");
	put_number(out, ",\"maxHighContributionIA\":", points_of_class(&needs, MIPSIA_HIGH));
	put_number(out, ",\"maxMediumContributionIA\":", points_of_class(&needs, MIPSIA_MEDIUM));
	put_number(out, ",\"maxContributionIA\":", r->weight[MIPSIA_IA]);
	put_programs(a, out);
	put_number(out, ",\"iaCategoryScoreUnrounded\":", r->points);
	put_number(out, ",\"iaCategoryScore\":", r->points);
	outbuf_literal(out, ",\"iaWeightedScore\":");
	put_contribution(a, out);
	put_measures(a, "", true, true, out);
	put_measures(a, "MIPS", true, false, out);
	put_measures(a, "APP", false, true, out);
	put_credits(a, out);
	outbuf_literal(out, ",\"pickedProgramName\":\"");
	outbuf_puts(out, a->score->program->name);
	outbuf_literal(out, "\",\"messages\":{\"pickedProgram\":\"Picked ");
	outbuf_puts(out, a->score->program->name);
	outbuf_literal(out, " score to be submission score.\"},\"unroundedScoreValue\":");
	put_contribution(a, out);
	outbuf_literal(out, ",\"submissionId\":");
	if (a->facts->id.length > 0)
		outbuf_json_compact(out, a->facts->id.text, a->facts->id.length);
	else
		outbuf_literal(out, "null");
	outbuf_literal(out, "},");
}

/* CMS's warnings are plain sentences. */
static void put_warnings(const struct answer *a, struct outbuf *out)
{
	const struct case_findings *findings = &a->facts->findings;
	bool first = true;

	outbuf_literal(out, "\"warnings\":[");
	for (size_t i = 0; i < findings->length; i++) {
		if (case_code_is_error(findings->list[i].code))
			continue;
		outbuf_puts(out, first ? "" : ",");
		outbuf_json_string(out, case_finding_message(findings, i));
		first = false;
	}
	outbuf_literal(out, "],");
	answer_write_errors(a, out);
}

#define FIRST_SHAPE_YEAR 2017

void answer_write_qpp(const struct answer *a, struct outbuf *out)
{
	/* the names of CMS's first year */
	if (a->facts->year == FIRST_SHAPE_YEAR)
		outbuf_literal(out, "{\"name\":\"final\",\"title\":\"Final Score\",\"detail\":\"");
	else
		outbuf_literal(out, "{\"name\":\"total\",\"title\":\"Total Score\",\"detail\":\"");
	outbuf_puts(out, mipsia_version());
	outbuf_literal(out, "\",\"value\":");
	if (a->score->scored) {
		put_contribution(a, out);
		outbuf_literal(out, ",\"parts\":[");
		put_category(a, out);
		put_feedback(a, out);
		outbuf_literal(out,
		               ",{\"name\":\"bonuses\",\"value\":0,\"parts\":[]}],\"instrumentations\":[],");
		put_metadata(a, out);
	} else {
		outbuf_literal(out,
		               "null,\"parts\":[],\"instrumentations\":[],\"metadata\":{\"submissionId\":");
		if (a->facts->id.length > 0)
			outbuf_json_compact(out, a->facts->id.text, a->facts->id.length);
		else
			outbuf_literal(out, "null");
		outbuf_literal(out, "},");
	}
	put_warnings(a, out);
	outbuf_literal(out, "}\n");
}
