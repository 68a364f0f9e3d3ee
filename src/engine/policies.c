/*
 * policies.c - the contested readings: what they are, and which of them
 * decided a case. A policy decided when its other reading gives another
 * result; so it is asked by scoring again, not by special cases.
 */
#include "engine.h"

#include <string.h>

static const mipsia_policy_info policies[MIPSIA_POLICY_END] = {
	[MIPSIA_POLICY_APM_CREDIT_MODE] = { .name = "apmCreditMode",
	                                    .reading = { "additive", "floor" },
	                                    .question = "Is the credit for APM participants added to the "
	                                                "points of the activities, or a minimum?",
	                                    .citation = "42 CFR 414.1380(b)(3)(i) (\"at least 50 percent\") "
	                                                "and CMS's scoring, which adds 20 points",
	                                    .rulebook_id = "C-10" },
	[MIPSIA_POLICY_APM_CREDIT_CONDITION] = { .name = "apmCreditCondition",
	                                         .reading = { "anyCategory", "regulation" },
	                                         .question = "From 2024, do data of any one category bring "
	                                                     "the APM credit, or an activity, or quality and "
	                                                     "PI together?",
	                                         .citation = "42 CFR 414.1380(b)(3)(i) as amended by 88 FR "
	                                                     "79535, and CMS's web site and fact sheets",
	                                         .rulebook_id = "C-11" },
	[MIPSIA_POLICY_APM_CREDIT_UNDER_EXTREME] = { .name = "apmCreditUnderExtremeCircumstances",
	                                             .reading = { "factSheet", "regulation" },
	                                             .question = "From 2024, does the APM credit exist under "
	                                                         "the extreme and uncontrollable "
	                                                         "circumstances policy?",
	                                             .citation = "42 CFR 414.1380(c)(2)(iv), and CMS's fact "
	                                                         "sheets for 2024 and 2025",
	                                             .rulebook_id = "C-09" },
	[MIPSIA_POLICY_APM_CREDIT_IN_MVP] = { .name = "apmCreditInMvp",
	                                      .reading = { "applies", "doesNotApply" },
	                                      .question = "Does the APM credit reach participants who report "
	                                                  "an MVP?",
	                                      .citation = "42 CFR 414.1380(b)(3)(i) (general) and "
	                                                  "414.1365(d)(3)(iii) (silent)",
	                                      .rulebook_id = "6.3" },
	[MIPSIA_POLICY_DAY_COUNT] = { .name = "dayCount",
	                              .reading = { "inclusive", "exclusive" },
	                              .question = "Are the 90 days counted with both ends (last start 3 "
	                                          "October) or as a difference (2 October)?",
	                              .citation = "42 CFR 414.1320, 414.1360(a)(1), and CMS's published last "
	                                          "days of 2017 and 2022",
	                              .rulebook_id = "C-13" },
	[MIPSIA_POLICY_SMALL_PRACTICE_PI] = { .name = "smallPracticePi",
	                                      .reading = { "stated", "automatic" },
	                                      .question =
	                                              "Is PI of a small practice without PI data reweighted "
	                                              "only when stated, or always (from 2022)?",
	                                      .citation = "42 CFR 414.1380(c)(2)(i)(C)(9)",
	                                      .rulebook_id = "3.3" },
	[MIPSIA_POLICY_ROSTER_DENOMINATOR] = { .name = "rosterDenominator",
	                                       .reading = { "anyTime", "yearEnd" },
	                                       .question =
	                                               "Who counts among the clinicians: all who were there "
	                                               "at any time in the year, or on 31 December?",
	                                       .citation = "42 CFR 414.1360(a)(2), silent on clinicians who "
	                                                   "join or leave",
	                                       .rulebook_id = "19.2 (12)" },
	[MIPSIA_POLICY_SUBMISSION_WINDOW] = { .name = "submissionWindow",
	                                      .reading = { "published", "extended" },
	                                      .question = "Does the submission window end on the day first "
	                                                  "published, or on the extended one?",
	                                      .citation = "42 CFR 414.1325(e), and CMS's announcements",
	                                      .rulebook_id = "C-16" },
};

const mipsia_policy_info *mipsia_policy_info_of(mipsia_policy policy)
{
	return (size_t)policy < MIPSIA_POLICY_END ? &policies[policy] : NULL;
}

/* Policies that mipsia_score consults. */
static const mipsia_policy scoring_policies[] = {
	MIPSIA_POLICY_APM_CREDIT_MODE,          MIPSIA_POLICY_APM_CREDIT_CONDITION,
	MIPSIA_POLICY_APM_CREDIT_UNDER_EXTREME, MIPSIA_POLICY_APM_CREDIT_IN_MVP,
	MIPSIA_POLICY_SMALL_PRACTICE_PI,
};

static bool same_figures(const mipsia_result *a, const mipsia_result *b)
{
	return a->points == b->points && memcmp(a->weight, b->weight, sizeof a->weight) == 0 &&
	       a->contribution_x100 == b->contribution_x100;
}

uint32_t mipsia_policies_deciding(const mipsia_rulebook *book, const mipsia_case *c)
{
	mipsia_result result, other;
	uint32_t deciding = 0;
	bool contestable =
		(c->facts & MIPSIA_FACT_APM_PARTICIPANT) || (c->statuses & MIPSIA_BIT(MIPSIA_SMALL_PRACTICE));

	if (!contestable || mipsia_score(book, c, &result) != MIPSIA_OK)
		return 0;
	for (size_t i = 0; i < sizeof scoring_policies / sizeof scoring_policies[0]; i++) {
		mipsia_case flipped = *c;

		flipped.policies ^= MIPSIA_BIT(scoring_policies[i]);
		mipsia_score(book, &flipped, &other);
		if (!same_figures(&result, &other))
			deciding |= MIPSIA_BIT(scoring_policies[i]);
	}
	return deciding;
}
