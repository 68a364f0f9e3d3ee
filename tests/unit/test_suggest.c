/*
 * test_suggest.c - the sets that are proposed are the least burdensome ones: held
 * against all subsets of small catalogues, scored by mipsia_score.
 */
#include "testing.h"

#include <limits.h>

#include "services/suggest.h"

static const mipsia_rulebook *book(void)
{
	return mipsia_rulebook_builtin();
}

/* A practice of sixteen or more under traditional MIPS that does nothing yet. */
static struct suggest_request plain_request(int year)
{
	struct suggest_request request = {
		.book = book(), .c = plain_case(year), .from = MIPSIA_DATE_UNKNOWN, .specialty = -1
	};

	request.c.entity = MIPSIA_GROUP;
	return request;
}

static struct suggest_answer answer_of(const struct suggest_request *request)
{
	struct suggest_answer answer;

	assert_int_equal(suggest(request, &answer), MIPSIA_OK);
	return answer;
}

static const struct suggest_activity *find_in(const struct suggest_set *set, const char *id)
{
	for (int i = 0; i < set->length; i++) {
		if (set->activities[i].activity == activity(id))
			return &set->activities[i];
	}
	return NULL;
}

/* ------------------------------------------------------------------ all subsets */

#define SMALL 10 /* activities of a small catalogue: 1024 subsets */

struct small {
	const struct suggest_request *request;
	int activities[SMALL]; /* that may be proposed, ascending */
	int length;
	bool full[1 << SMALL]; /* by the engine, for each subset */
};

static void score_subsets(struct small *small)
{
	for (unsigned subset = 0; subset < 1u << small->length; subset++) {
		mipsia_case c = small->request->c;
		mipsia_result result;

		c.facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
		for (int i = 0; i < small->length; i++) {
			if (subset >> i & 1)
				mipsia_set_add(&c.attested, small->activities[i]);
		}
		assert_int_equal(mipsia_score(book(), &c, &result), MIPSIA_OK);
		small->full[subset] = result.points == result.max_points;
	}
}

static bool is_minimal(const struct small *small, unsigned subset)
{
	for (int i = 0; i < small->length; i++) {
		if ((subset >> i & 1) && small->full[subset & ~(1u << i)])
			return false;
	}
	return small->full[subset];
}

static unsigned subset_of(const struct small *small, const struct suggest_set *set)
{
	unsigned subset = 0;

	for (int i = 0; i < small->length; i++) {
		for (int k = 0; k < set->length; k++)
			subset |= small->activities[i] == set->activities[k].activity ? 1u << i : 0;
	}
	assert_int_equal(__builtin_popcount(subset), set->length);
	return subset;
}

static int cost_of(const struct small *small, unsigned subset)
{
	int activities[SMALL];
	int length = 0;

	for (int i = 0; i < small->length; i++) {
		if (subset >> i & 1)
			activities[length++] = small->activities[i];
	}
	assert_true(length <= SUGGEST_SET_MAX);
	return suggest_cost_of_set(small->request, activities, length);
}

static bool is_other(unsigned subset, const unsigned *earlier, int count, bool varied)
{
	for (int i = 0; i < count; i++) {
		int shared = __builtin_popcount(subset & earlier[i]);
		int size = __builtin_popcount(subset);
		int other = __builtin_popcount(earlier[i]);

		if (varied ? shared > (size < other ? size : other) / 2 : subset == earlier[i])
			return false;
	}
	return true;
}

/* Ascending activities: the subset with the lowest one that the other lacks. */
static bool comes_first(unsigned a, unsigned b)
{
	int a_size = __builtin_popcount(a);
	int b_size = __builtin_popcount(b);
	unsigned lowest = (a ^ b) & (~(a ^ b) + 1);

	return a_size != b_size ? a_size < b_size : (a & lowest) != 0;
}

/* The best subset that the rules of suggest.h leave; 0: none. */
static unsigned best_subset(const struct small *small, const unsigned *earlier, int count, bool varied)
{
	unsigned best = 0;
	int best_cost = INT_MAX;

	for (unsigned subset = 1; subset < 1u << small->length; subset++) {
		int cost;

		if (!is_minimal(small, subset) || !is_other(subset, earlier, count, varied))
			continue;
		cost = cost_of(small, subset);
		if (cost < best_cost || (cost == best_cost && comes_first(subset, best))) {
			best = subset;
			best_cost = cost;
		}
	}
	return best;
}

static void compare_with_all_subsets(struct small *small)
{
	struct suggest_answer answer = answer_of(small->request);
	unsigned earlier[SUGGEST_SETS];
	int count = 0;

	score_subsets(small);
	if (small->full[0]) {
		assert_int_equal(answer.length, 0);
		assert_int_equal(answer.needs.needed_points, 0);
		return;
	}
	for (int pass = 0; pass < 2; pass++) {
		unsigned best;

		while (count < SUGGEST_SETS && (best = best_subset(small, earlier, count, pass == 0)))
			earlier[count++] = best;
	}
	assert_int_equal(answer.length, count);
	for (int i = 0; i < count; i++) {
		assert_int_equal(subset_of(small, &answer.sets[i]), earlier[i]);
		assert_int_equal(answer.sets[i].cost, cost_of(small, earlier[i]));
		assert_int_equal(answer.sets[i].result.points, answer.sets[i].result.max_points);
	}
}

/* ---------------------------------------------------------------- random practices */

static uint64_t below(uint64_t *state, uint64_t limit)
{
	return (next_random(state) >> 20) % limit;
}

/* An MVP of the year, or MIPSIA_NO_MVP. */
static uint8_t some_mvp(uint64_t *state, int year)
{
	for (int tries = 0; tries < 20; tries++) {
		int mvp = (int)below(state, (uint64_t)mipsia_mvp_count(book()));

		if (mipsia_mvp_in_year(book(), mvp, year))
			return (uint8_t)mvp;
	}
	return MIPSIA_NO_MVP;
}

static struct suggest_request some_practice(uint64_t *state)
{
	int year = (int)(2017 + below(state, 11));
	struct suggest_request request = plain_request(year);

	request.c.mvp = below(state, 3) ? MIPSIA_NO_MVP : some_mvp(state, year);
	request.c.option = request.c.mvp == MIPSIA_NO_MVP ? MIPSIA_TRADITIONAL : MIPSIA_MVP;
	request.c.entity = below(state, 2) ? MIPSIA_GROUP : MIPSIA_INDIVIDUAL;
	request.c.statuses = below(state, 3) ? 0 : (uint8_t)below(state, 16);
	request.c.facts = MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	request.c.facts |= below(state, 4) ? 0 : (unsigned)MIPSIA_FACT_APM_PARTICIPANT;
	request.small_team = below(state, 2);
	request.specialty = (int)below(state, 33) - 1;
	if (below(state, 3) == 0)
		request.from = mipsia_date_make(year, 1 + (int)below(state, 12), 1 + (int)below(state, 28));
	for (int i = 0; i < mipsia_activity_count(book()); i++) {
		if (below(state, 20) == 0)
			mipsia_set_add(below(state, 2) ? &request.doing : &request.maybe, i);
	}
	return request;
}

/* Leaves at most SMALL activities that may be proposed, the more the better:
 * all others count as not performed. */
static void make_small(struct suggest_request *request, struct small *small, uint64_t *state)
{
	int all[256];
	int length = 0;

	for (int i = 0; i < mipsia_activity_count(book()); i++) {
		if (suggest_admits(request, i))
			all[length++] = i;
	}
	while (length > SMALL) {
		int out = (int)below(state, (uint64_t)length);

		mipsia_set_add(&request->c.not_performed, all[out]);
		length--;
		memmove(&all[out], &all[out + 1], (size_t)(length - out) * sizeof(all[0]));
	}
	*small = (struct small){ .request = request, .length = length };
	memcpy(small->activities, all, (size_t)length * sizeof(all[0]));
}

static void nothing_costs_less(void **state)
{
	static struct small small;
	uint64_t random = 20261121;

	(void)state;
	for (int i = 0; i < 600; i++) {
		struct suggest_request request = some_practice(&random);

		make_small(&request, &small, &random);
		compare_with_all_subsets(&small);
	}
}

/* Neighbours in the guide are pairs more often than strangers. */
static void nothing_costs_less_among_pairs(void **state)
{
	static const char *const ids[] = { "IA_BE_4",  "IA_BE_5",  "IA_CC_13", "IA_BE_1",  "IA_BMH_4",
		                           "IA_BE_26", "IA_BMH_2", "IA_BMH_9", "IA_EPA_3", "IA_BE_6" };
	static struct small small;
	struct suggest_request request = plain_request(2026);

	(void)state;
	for (int i = 0; i < mipsia_activity_count(book()); i++) {
		bool kept = false;

		for (size_t k = 0; k < sizeof(ids) / sizeof(ids[0]); k++)
			kept |= activity(ids[k]) == i;
		if (!kept)
			mipsia_set_add(&request.c.not_performed, i);
		else
			small.activities[small.length++] = i;
	}
	small.request = &request;
	assert_int_equal(small.length, 10);
	compare_with_all_subsets(&small);
}

static void the_same_question_has_the_same_answer(void **state)
{
	uint64_t random = 7;

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct suggest_request request = some_practice(&random);
		struct suggest_answer first = answer_of(&request);
		struct suggest_answer second = answer_of(&request);

		assert_int_equal(first.length, second.length);
		for (int k = 0; k < first.length; k++) {
			assert_int_equal(first.sets[k].cost, second.sets[k].cost);
			for (int n = 0; n < first.sets[k].length; n++)
				assert_int_equal(first.sets[k].activities[n].activity,
				                 second.sets[k].activities[n].activity);
		}
	}
}

/* The whole catalogue of each year: full credit, nothing superfluous. */
static void every_proposal_is_full_and_minimal(void **state)
{
	(void)state;
	for (int year = 2017; year <= 2027; year++) {
		struct suggest_request request = plain_request(year);
		struct suggest_answer answer = answer_of(&request);

		assert_int_equal(answer.length, SUGGEST_SETS);
		for (int i = 0; i < answer.length; i++) {
			const struct suggest_set *set = &answer.sets[i];

			assert_int_equal(set->result.points, set->result.max_points);
			assert_true(i == 0 || set->cost >= answer.sets[i - 1].cost);
			for (int out = 0; out < set->length; out++) {
				mipsia_case c = request.c;
				mipsia_result result;

				c.facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
				for (int k = 0; k < set->length; k++) {
					if (k != out)
						mipsia_set_add(&c.attested, set->activities[k].activity);
				}
				mipsia_score(book(), &c, &result);
				assert_true(result.points < result.max_points);
			}
		}
	}
}

/* --------------------------------------------------------------- what is respected */

static void what_is_done_already_comes_first(void **state)
{
	struct suggest_request request = plain_request(2026);
	struct suggest_answer answer;
	const struct suggest_activity *portal;

	(void)state;
	mipsia_set_add(&request.doing, activity("IA_BE_4"));
	mipsia_set_add(&request.doing, activity("IA_PSPA_17"));
	answer = answer_of(&request);
	assert_int_equal(answer.sets[0].length, 2);
	assert_non_null(find_in(&answer.sets[0], "IA_PSPA_17"));
	portal = find_in(&answer.sets[0], "IA_BE_4");
	assert_non_null(portal);
	assert_true(portal->reasons & SUGGEST_DOING);
	assert_int_equal(portal->cost, SUGGEST_PAPERS);
	assert_int_equal(answer.sets[0].cost, 2 * SUGGEST_PAPERS);
}

/* 2025 on: a special status halves what is needed; in an MVP it does not matter. */
static void a_small_practice_needs_one(void **state)
{
	struct suggest_request request = plain_request(2026);
	struct suggest_answer answer;

	(void)state;
	request.c.statuses = MIPSIA_BIT(MIPSIA_SMALL_PRACTICE);
	answer = answer_of(&request);
	for (int i = 0; i < SUGGEST_SETS; i++)
		assert_int_equal(answer.sets[i].length, 1);
}

static void only_activities_of_the_mvp(void **state)
{
	struct suggest_request request = plain_request(2026);
	const mipsia_mvp *mvp;
	struct suggest_answer answer;

	(void)state;
	request.c.option = MIPSIA_MVP;
	request.c.mvp = (uint8_t)mipsia_mvp_find(book(), "M0005", 5);
	mvp = mipsia_mvp_in_year(book(), request.c.mvp, 2026);
	answer = answer_of(&request);
	assert_int_equal(answer.length, SUGGEST_SETS);
	for (int i = 0; i < answer.length; i++) {
		for (int k = 0; k < answer.sets[i].length; k++)
			assert_true(mipsia_set_has(&mvp->activities, answer.sets[i].activities[k].activity));
	}
	assert_false(suggest_admits(&request, activity("IA_BE_5")));
	/* IA_MVP counts for MVP participants only. */
	assert_true(suggest_admits(&request, activity("IA_MVP")));
	request = plain_request(2026);
	assert_false(suggest_admits(&request, activity("IA_MVP")));
}

/* Suspended as of May 6, 2025: only for those who did it by then. */
static void suspended_only_when_done(void **state)
{
	struct suggest_request request = plain_request(2025);
	struct suggest_answer answer;
	const struct suggest_activity *shots;

	(void)state;
	assert_false(suggest_admits(&request, activity("IA_PM_26")));
	assert_int_equal(answer_of(&request).suspended, 8);
	mipsia_set_add(&request.doing, activity("IA_PM_26"));
	assert_true(suggest_admits(&request, activity("IA_PM_26")));
	answer = answer_of(&request);
	assert_int_equal(answer.suspended, 7);
	shots = find_in(&answer.sets[0], "IA_PM_26");
	assert_non_null(shots);
	assert_true(shots->reasons & SUGGEST_MUST_PREDATE);
}

static void not_again_too_soon(void **state)
{
	struct suggest_request request = plain_request(2026);
	mipsia_attestation before = { activity("IA_PSPA_22"), 2024 };

	(void)state;
	assert_true(suggest_admits(&request, before.activity));
	assert_int_equal(mipsia_frequency_bars(book(), 2026, &before, 1, &request.c.too_frequent), MIPSIA_OK);
	assert_false(suggest_admits(&request, before.activity));
	assert_int_equal(answer_of(&request).too_frequent, 1);
	mipsia_set_add(&request.doing, before.activity);
	assert_false(suggest_admits(&request, before.activity));
}

/* The last day for 90 days is October 3; IA_ERP_2 takes 60, IA_ERP_1 six months. */
static void the_days_left_must_be_enough(void **state)
{
	struct suggest_request request = plain_request(2026);

	(void)state;
	request.from = day("2026-10-03");
	assert_true(suggest_admits(&request, activity("IA_BE_6")));
	assert_false(suggest_admits(&request, activity("IA_ERP_1")));
	request.from = day("2026-10-04");
	assert_false(suggest_admits(&request, activity("IA_BE_6")));
	assert_true(suggest_admits(&request, activity("IA_ERP_2")));
	assert_int_equal(answer_of(&request).length, 0);
	mipsia_set_add(&request.doing, activity("IA_BE_6"));
	mipsia_set_add(&request.maybe, activity("IA_CC_13"));
	assert_true(answer_of(&request).length > 0);
	assert_true(find_in(&answer_of(&request).sets[0], "IA_BE_6")->reasons & SUGGEST_MUST_HAVE_BEGUN);
}

/* A medical home is not made within the year. */
static void a_medical_home_must_be_one(void **state)
{
	struct suggest_request request = plain_request(2026);
	struct suggest_answer answer;

	(void)state;
	assert_false(suggest_admits(&request, activity("IA_PCMH")));
	mipsia_set_add(&request.doing, activity("IA_PCMH"));
	answer = answer_of(&request);
	assert_int_equal(answer.sets[0].length, 1);
	assert_non_null(find_in(&answer.sets[0], "IA_PCMH"));
	assert_true(answer.sets[0].activities[0].reasons & SUGGEST_RECOGNITION);
	/* fewer than half of the sites */
	request.c.facts |= MIPSIA_FACT_PCMH_SITES;
	request.c.practice_sites = 10;
	request.c.recognized_sites = 4;
	assert_false(suggest_admits(&request, activity("IA_PCMH")));
}

static void the_apm_credit_counts(void **state)
{
	struct suggest_request request = plain_request(2026);
	struct suggest_answer answer;

	(void)state;
	request.c.facts |= MIPSIA_FACT_APM_PARTICIPANT;
	answer = answer_of(&request);
	assert_int_equal(answer.needs.needed_points, 20);
	assert_int_equal(answer.sets[0].length, 1);
}

static void nothing_is_proposed_when_nothing_is_needed(void **state)
{
	struct suggest_request request = plain_request(2026);
	struct suggest_answer answer;

	(void)state;
	request.c.option = MIPSIA_APP;
	request.c.entity = MIPSIA_APM_ENTITY;
	request.c.facts |= MIPSIA_FACT_APM_PARTICIPANT;
	answer = answer_of(&request);
	assert_int_equal(answer.length, 0);
	assert_int_equal(answer.needs.needed_points, 0);
}

static void errors_of_the_engine_are_passed_on(void **state)
{
	struct suggest_request request = plain_request(1999);
	struct suggest_answer answer;

	(void)state;
	assert_int_equal(suggest(&request, &answer), MIPSIA_EYEAR);
	assert_int_equal(answer.length, 0);
}

/* --------------------------------------------------------------------- the effort */

static int cost(const struct suggest_request *request, const char *id)
{
	return suggest_cost(request, activity(id));
}

/* docs/guide.md, "How effort is counted". */
static void effort_is_as_documented(void **state)
{
	struct suggest_request request = plain_request(2026);
	int portal_and_website[] = { activity("IA_BE_4"), activity("IA_BE_5") };

	(void)state;
	/* low and low, no technology, any specialty */
	assert_int_equal(cost(&request, "IA_CC_7"), 400);
	/* medium and low, and a patient portal */
	assert_int_equal(cost(&request, "IA_BE_5"), 900);
	/* high and medium, a patient portal */
	assert_int_equal(cost(&request, "IA_BE_4"), 1700);
	/* one effort serves both: the lighter one costs half */
	assert_int_equal(suggest_cost_of_set(&request, portal_and_website, 2), 1700 + 450);
	/* low and low, for named specialties only: a fifth more when none is known */
	assert_int_equal(cost(&request, "IA_BE_27"), 480);
	request.specialty = guide_word(guide_specialty_words, "Ophthalmology");
	assert_int_equal(cost(&request, "IA_BE_27"), 400);
	assert_int_equal(cost(&request, "IA_CC_7"), 440);
	request.specialty = guide_word(guide_specialty_words, "Dermatology");
	assert_int_equal(cost(&request, "IA_BE_27"), 800);
	/* low and low, but CMS must take you on */
	request.specialty = -1;
	assert_int_equal(cost(&request, "IA_EPA_5"), 1000);
	/* IT staff, which a small team lacks */
	request.small_team = true;
	assert_int_equal(cost(&request, "IA_BE_5"), 1100);
	mipsia_set_add(&request.maybe, activity("IA_BE_5"));
	assert_int_equal(cost(&request, "IA_BE_5"), 250);
	mipsia_set_add(&request.doing, activity("IA_BE_5"));
	assert_int_equal(cost(&request, "IA_BE_5"), 100);
}

static void one_effort_that_serves_both_is_told(void **state)
{
	struct suggest_request request = plain_request(2026);
	struct suggest_answer answer;
	const struct suggest_activity *website;

	(void)state;
	for (int i = 0; i < mipsia_activity_count(book()); i++) {
		if (i != activity("IA_BE_4") && i != activity("IA_BE_5"))
			mipsia_set_add(&request.c.not_performed, i);
	}
	answer = answer_of(&request);
	assert_int_equal(answer.length, 1);
	website = find_in(&answer.sets[0], "IA_BE_5");
	assert_true(website->reasons & SUGGEST_PAIR);
	assert_int_equal(website->pair, activity("IA_BE_4"));
	assert_non_null(website->pair_why);
	assert_int_equal(website->cost, 450);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_costs_less),
		cmocka_unit_test(nothing_costs_less_among_pairs),
		cmocka_unit_test(the_same_question_has_the_same_answer),
		cmocka_unit_test(every_proposal_is_full_and_minimal),
		cmocka_unit_test(what_is_done_already_comes_first),
		cmocka_unit_test(a_small_practice_needs_one),
		cmocka_unit_test(only_activities_of_the_mvp),
		cmocka_unit_test(suspended_only_when_done),
		cmocka_unit_test(not_again_too_soon),
		cmocka_unit_test(the_days_left_must_be_enough),
		cmocka_unit_test(a_medical_home_must_be_one),
		cmocka_unit_test(the_apm_credit_counts),
		cmocka_unit_test(nothing_is_proposed_when_nothing_is_needed),
		cmocka_unit_test(errors_of_the_engine_are_passed_on),
		cmocka_unit_test(effort_is_as_documented),
		cmocka_unit_test(one_effort_that_serves_both_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
