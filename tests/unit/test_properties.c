/* What holds for every case: the cap, the sum of the explanation, that more
 * activities never lower the score. A million random cases, the same each run. */
#include "testing.h"

#define CASES 1000000

/* Any bytes that a caller could put in, mostly within the years. */
static mipsia_case random_case(uint64_t *seed)
{
	mipsia_case c = plain_case(2015 + (int)(next_random(seed) % 14));
	uint64_t bits = next_random(seed);

	c.option = (uint8_t)(bits % 7);
	c.entity = (uint8_t)((bits >> 8) % 6);
	c.mvp = (uint8_t)((bits >> 16) % 32);
	c.statuses = (uint8_t)((bits >> 24) % 16);
	c.reweighted = (uint8_t)((bits >> 32) % 16);
	c.extreme = (uint8_t)((bits >> 40) % 3);
	c.facts = (uint32_t)((bits >> 44) % 128);
	c.policies = (uint32_t)((bits >> 52) % 256);
	c.practice_sites = (uint16_t)(next_random(seed) % 6);
	c.recognized_sites = (uint16_t)(next_random(seed) % 6);
	for (uint64_t n = next_random(seed) % 8; n > 0; n--)
		mipsia_set_add(&c.attested, (int)(next_random(seed) % 256));
	mipsia_set_add(&c.too_frequent, (int)(next_random(seed) % 256));
	mipsia_set_add(&c.not_performed, (int)(next_random(seed) % 256));
	return c;
}

struct sum {
	int points;
	int lines;
	bool has_points_line;
};

static void add_line(const mipsia_line *line, void *payload)
{
	struct sum *sum = payload;

	sum->points += line->delta;
	sum->lines++;
	sum->has_points_line |= line->kind == MIPSIA_LINE_POINTS;
	assert_true(line->fact[0] != '\0');
	assert_true(strlen(line->fact) < sizeof line->fact - 1); /* nothing was cut off */
	if (line->policy < 0) {
		assert_non_null(line->rule);
		assert_true(line->rule->citation[0] != '\0');
	}
}

static void test_bounds(void **state)
{
	uint64_t seed = 20261121;
	const mipsia_rulebook *book = mipsia_rulebook_builtin();

	(void)state;
	for (int i = 0; i < CASES; i++) {
		mipsia_case c = random_case(&seed);
		mipsia_result r, again;
		int weights = 0;

		mipsia_score(book, &c, &r);
		mipsia_score_many(book, &c, 1, &again);
		assert_memory_equal(&r, &again, sizeof r);
		if (r.status != MIPSIA_OK) {
			assert_int_equal(r.points, 0);
			continue;
		}
		assert_in_range(r.points, 0, 40);
		assert_int_equal(r.percent_x100, r.points * 250);
		for (int k = 0; k < MIPSIA_CATEGORY_END; k++)
			weights += r.weight[k];
		assert_true(weights == 100 || (weights == 0 && (r.flags & MIPSIA_RESULT_NEUTRAL)));
		if (!(r.flags & MIPSIA_RESULT_NEUTRAL))
			assert_int_equal(r.contribution_x100 * 40, 100 * r.points * r.weight[MIPSIA_IA]);
	}
}

/* The explanation's lines, and the activities' own points with the credits and
 * the cap, both add up to the score. */
static void test_explanation_adds_up(void **state)
{
	uint64_t seed = 414;
	const mipsia_rulebook *book = mipsia_rulebook_builtin();

	(void)state;
	for (int i = 0; i < CASES / 10; i++) {
		mipsia_case c = random_case(&seed);
		mipsia_result r;
		struct sum sum = { 0 };
		int own = 0;

		if (mipsia_score(book, &c, &r) != MIPSIA_OK)
			continue;
		assert_int_equal(mipsia_explain(book, &c, add_line, &sum), MIPSIA_OK);
		assert_int_equal(sum.points, r.points);
		assert_true(sum.has_points_line);
		for (int a = 0; a < mipsia_activity_count(book); a++) {
			uint8_t points;

			mipsia_activity_reason(book, &c, a, &points);
			own += points;
		}
		assert_int_equal(own, r.activity_points);
	}
}

/* A further activity of the inventory never lowers the points. */
static void test_more_is_never_less(void **state)
{
	uint64_t seed = 1380;
	const mipsia_rulebook *book = mipsia_rulebook_builtin();

	(void)state;
	for (int i = 0; i < CASES; i++) {
		mipsia_case c = random_case(&seed);
		mipsia_result before, after;
		int more = (int)(next_random(&seed) % (unsigned)mipsia_activity_count(book));

		mipsia_score(book, &c, &before);
		mipsia_set_add(&c.attested, more);
		mipsia_score(book, &c, &after);
		assert_true(after.points >= before.points);
	}
}

/* Taking the next steps reaches full credit, and one activity less does not. */
static void test_steps_lead_there(void **state)
{
	uint64_t seed = 1365;
	const mipsia_rulebook *book = mipsia_rulebook_builtin();

	(void)state;
	for (int i = 0; i < CASES / 10; i++) {
		mipsia_case c = random_case(&seed);
		mipsia_step steps[MIPSIA_STEPS_MAX];
		mipsia_result r;

		c.too_frequent = c.not_performed = (mipsia_set){ { 0 } };
		size_t n = mipsia_next_steps(book, &c, steps);
		if (mipsia_score(book, &c, &r) != MIPSIA_OK)
			continue;
		assert_int_equal(n == 0, r.points == r.max_points);
		for (size_t s = 0; s < n; s++) {
			mipsia_case then = c;
			int left = steps[s].activities;

			for (int a = 0; a < mipsia_activity_count(book) && left > 0; a++) {
				const mipsia_activity *row =
					mipsia_activity_in_year(book, a, c.performance_year);
				const mipsia_mvp *mvp = mipsia_mvp_in_year(book, c.mvp, c.performance_year);
				bool pcmh = strcmp(mipsia_activity_id(book, a), "IA_PCMH") == 0;
				bool open =
					row && (c.option == MIPSIA_MVP ? mipsia_set_has(&mvp->activities, a)
				                                       : !row->mvp_only);

				if (!open || mipsia_set_has(&then.attested, a) || pcmh != steps[s].pcmh ||
				    (!pcmh && row->weight != steps[s].weight))
					continue;
				mipsia_set_add(&then.attested, a);
				left--;
				mipsia_score(book, &then, &r);
				if (left > 0)
					assert_true(r.points < r.max_points);
			}
			if (left == 0)
				assert_int_equal(r.points, r.max_points);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_explanation_adds_up),
		cmocka_unit_test(test_more_is_never_less),
		cmocka_unit_test(test_steps_lead_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
