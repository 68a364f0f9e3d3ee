/*
 * test_guide.c - the guide: complete for every activity and year, found by ID,
 * by year and by what a practice manager would type.
 */
#include "testing.h"

#include "guide/guide.h"

static const mipsia_rulebook *book(void)
{
	return mipsia_rulebook_builtin();
}

/* ------------------------------------------------------------------ completeness */

static void every_activity_and_year_is_covered(void **state)
{
	int count;
	const struct guide_entry *entries = guide_entries(&count);

	(void)state;
	assert_int_equal(count, mipsia_activity_count(book()));
	for (int i = 0; i < count; i++) {
		assert_string_equal(entries[i].measure_id, mipsia_activity_id(book(), i));
		assert_ptr_equal(guide_find(entries[i].measure_id), &entries[i]);
		for (int year = mipsia_first_year(book()); year <= mipsia_last_year(book()); year++) {
			bool listed = mipsia_activity_in_year(book(), i, year) != NULL;

			assert_int_equal(listed, guide_holds(entries[i].years, year));
			assert_int_equal(listed, guide_summary(&entries[i], year) != NULL);
		}
	}
	assert_null(guide_find("IA_XX_1"));
	assert_null(guide_find(""));
	assert_null(guide_find("ia_be_4"));
}

static int items_of_group(const struct guide_entry *entry, int year, const char *group)
{
	int count = 0;

	for (int i = 0; i < entry->proof_length; i++)
		count += guide_holds(entry->proof[i].years, year) && entry->proof[i].group &&
		         strcmp(entry->proof[i].group, group) == 0;
	return count;
}

static void check_proof_of(const struct guide_entry *entry, int year)
{
	int papers = 0;

	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *proof = &entry->proof[i];

		if (!guide_holds(proof->years, year))
			continue;
		papers++;
		assert_true(proof->must_show_length >= 2);
		if (proof->group)
			assert_true(items_of_group(entry, year, proof->group) >= 2);
	}
	assert_true(papers >= 2);
}

static void proof_suits_every_year(void **state)
{
	int count;
	const struct guide_entry *entries = guide_entries(&count);

	(void)state;
	for (int i = 0; i < count; i++) {
		for (int year = entries[i].years.from; year <= entries[i].years.to; year++)
			check_proof_of(&entries[i], year);
	}
}

static bool has_paper(const char *id, int year, const char *paper)
{
	const struct guide_entry *entry = guide_find(id);

	for (int i = 0; i < entry->proof_length; i++) {
		if (strcmp(entry->proof[i].id, paper) == 0 && guide_holds(entry->proof[i].years, year))
			return true;
	}
	return false;
}

/* docs/guide-review.md: items that hold for some years only. */
static void a_paper_holds_only_in_its_years(void **state)
{
	(void)state;
	assert_true(has_paper("IA_BE_4", 2025, "go-live"));
	assert_false(has_paper("IA_BE_4", 2026, "go-live"));
	assert_true(has_paper("IA_BE_4", 2026, "new-portal"));
	assert_true(has_paper("IA_AHE_3", 2017, "registry-proof"));
	assert_false(has_paper("IA_AHE_3", 2018, "registry-proof"));
	assert_true(has_paper("IA_PM_6", 2025, "start-proof"));
	assert_false(has_paper("IA_PM_6", 2024, "start-proof"));
}

/* CMS suspended eight activities as of May 6, 2025: each asks for a dated start. */
static void suspended_activities_ask_for_a_dated_start(void **state)
{
	(void)state;
	for (int i = 0; i < mipsia_activity_count(book()); i++) {
		const mipsia_activity *row = mipsia_activity_in_year(book(), i, 2025);

		if (row && row->suspended_on != MIPSIA_DATE_UNKNOWN)
			assert_true(has_paper(mipsia_activity_id(book(), i), 2025, "start-proof"));
	}
}

static void the_summary_is_that_of_the_year(void **state)
{
	const struct guide_entry *portal = guide_find("IA_BE_4");

	(void)state;
	assert_non_null(strstr(guide_summary(portal, 2026), "new portal"));
	assert_null(strstr(guide_summary(portal, 2025), "new portal"));
	assert_null(guide_summary(guide_find("IA_EPA_1"), 2025));
}

static void vocabulary_matches_its_bits(void **state)
{
	(void)state;
	assert_int_equal(1u << guide_word(guide_staff_words, "it"), GUIDE_STAFF_IT);
	assert_int_equal(1u << guide_word(guide_staff_words, "Care Coordinator"),
	                 GUIDE_STAFF_CARE_COORDINATOR);
	assert_int_equal(1u << guide_word(guide_staff_words, "pharmacist"), GUIDE_STAFF_PHARMACIST);
	assert_int_equal(1u << guide_word(guide_staff_words, "behavioral health"),
	                 GUIDE_STAFF_BEHAVIORAL_HEALTH);
	assert_int_equal(1u << guide_word(guide_technology_words, "none"), GUIDE_TECHNOLOGY_NONE);
	assert_int_equal(1u << guide_word(guide_technology_words, "EHR"), GUIDE_TECHNOLOGY_EHR);
	assert_true(UINT64_C(1) << guide_word(guide_specialty_words, "Any specialty") == GUIDE_ANY_SPECIALTY);
	assert_int_equal(guide_word(guide_specialty_words, "Witchcraft"), -1);
}

static void a_pair_is_one_whichever_says_so(void **state)
{
	const struct guide_entry *portal = guide_find("IA_BE_4");
	const struct guide_entry *website = guide_find("IA_BE_5");
	const struct guide_entry *disaster = guide_find("IA_ERP_1");

	(void)state;
	assert_non_null(guide_pair(portal, website, 2026));
	assert_non_null(guide_pair(website, portal, 2026));
	assert_null(guide_pair(portal, disaster, 2026));
	/* "Up to 2019: shared decisions with help from a QCDR." */
	assert_non_null(guide_pair(guide_find("IA_BE_12"), guide_find("IA_BE_2"), 2019));
	assert_null(guide_pair(guide_find("IA_BE_12"), guide_find("IA_BE_2"), 2020));
}

/* ---------------------------------------------------------------------- search */

static struct guide_hit hits[GUIDE_HITS_MAX];

static int search(int year, const char *words)
{
	return guide_search(book(), year, words, hits, GUIDE_HITS_MAX);
}

/* Place of the activity among the hits of the last search, from 1; 0: not found. */
static int place_of(const char *id, int length)
{
	for (int i = 0; i < length; i++) {
		if (strcmp(hits[i].entry->measure_id, id) == 0)
			return i + 1;
	}
	return 0;
}

static void expect_first(int year, const char *words, const char *id)
{
	int length = search(year, words);

	if (place_of(id, length) != 1)
		fail_msg("'%s' in %d: %s is not first", words, year, id);
}

static void expect(int year, const char *words, const char *const *ids, int most)
{
	int length = search(year, words);

	for (int i = 0; ids[i]; i++) {
		if (!place_of(ids[i], length))
			fail_msg("'%s' in %d does not find %s", words, year, ids[i]);
	}
	if (length > most)
		fail_msg("'%s' in %d finds %d activities", words, year, length);
}

/* What a practice manager expects: drug safety and courses on opioids. */
static void search_opioid(void **state)
{
	static const char *const now[] = { "IA_PSPA_22", "IA_PSPA_31", "IA_PSPA_32", NULL };
	static const char *const then[] = { "IA_PSPA_6", "IA_PSPA_10", "IA_PSPA_22", "IA_PSPA_32", NULL };

	(void)state;
	expect(2026, "opioid", now, 8);
	expect(2021, "opioid", then, 10);
	expect(2026, "opioids", now, 8);
	expect(2026, "OPIOID", now, 8);
}

/* Evening and weekend hours were IA_EPA_1, which left the list after 2024. */
static void search_weekend_hours(void **state)
{
	(void)state;
	expect_first(2024, "weekend hours", "IA_EPA_1");
	expect_first(2024, "after hours", "IA_EPA_1");
	expect_first(2024, "the hours on a weekend", "IA_EPA_1");
	assert_int_equal(place_of("IA_EPA_1", search(2026, "weekend hours")), 0);
}

static void search_telehealth(void **state)
{
	(void)state;
	for (int year = 2017; year <= 2027; year++)
		expect_first(year, "telehealth", "IA_EPA_2");
	expect_first(2026, "video visits", "IA_EPA_2");
}

/* A specialty finds the activities that name it, and not all that suit anyone. */
static void search_dermatology(void **state)
{
	static const char *const ids[] = { "IA_EPA_2", "IA_PSPA_7", "IA_PSPA_33", NULL };

	(void)state;
	expect(2026, "dermatology", ids, 6);
	expect(2026, "derm", ids, 6);
}

static void search_other_words_of_practices(void **state)
{
	static const char *const surveys[] = { "IA_BE_6", "IA_EPA_3", NULL };

	(void)state;
	expect_first(2026, "patient portal", "IA_BE_4");
	expect_first(2026, "blood thinner", "IA_PM_2");
	expect_first(2026, "depression screening", "IA_BMH_4");
	expect_first(2026, "burnout", "IA_BMH_12");
	expect_first(2026, "interpreter", "IA_EPA_6");
	expect_first(2026, "medical home", "IA_PCMH");
	expect_first(2026, "tobacco", "IA_BMH_2");
	expect_first(2025, "hepatitis B", "IA_PM_26");
	expect(2026, "patient survey", surveys, 6);
}

static void search_by_id(void **state)
{
	(void)state;
	expect_first(2026, "IA_BE_4", "IA_BE_4");
	expect_first(2026, "be_4", "IA_BE_4");
	expect_first(2026, "ia-be-4", "IA_BE_4");
	assert_int_equal(place_of("IA_BE_14", search(2026, "IA_BE_1")), 0);
	assert_true(search(2026, "IA_BMH") >= 10);
}

static void all_words_must_be_found(void **state)
{
	int both = search(2026, "opioid guideline");

	(void)state;
	assert_true(both > 0 && both < search(2026, "guideline"));
	assert_int_equal(search(2026, "opioid zebra"), 0);
	assert_int_equal(search(2026, "zebra"), 0);
}

static void odd_queries_do_no_harm(void **state)
{
	char letters[400];

	(void)state;
	assert_int_equal(search(2026, ""), 0);
	assert_int_equal(search(2026, "   "), 0);
	assert_int_equal(search(2026, "the of and"), 0);
	assert_int_equal(search(2026, "!?&/()"), 0);
	assert_int_equal(search(1999, "opioid"), 0);
	assert_int_equal(search(2026, "\xff\xfe\x80"), 0);
	memset(letters, 'a', sizeof(letters) - 1);
	letters[sizeof(letters) - 1] = '\0';
	assert_int_equal(search(2026, letters), 0);
	assert_true(search(2026, "patient's portal") > 0);
	assert_true(search(2026, "patient\xe2\x80\x99s portal") > 0);
}

/* Sorted, no one twice, and the same when fewer are asked for. */
static void hits_come_best_first(void **state)
{
	struct guide_hit few[3];
	int length = search(2026, "patient");

	(void)state;
	assert_true(length > 20);
	for (int i = 1; i < length; i++) {
		assert_true(hits[i - 1].rank >= hits[i].rank);
		if (hits[i - 1].rank == hits[i].rank)
			assert_true(hits[i - 1].entry < hits[i].entry);
	}
	assert_int_equal(guide_search(book(), 2026, "patient", few, 3), 3);
	for (int i = 0; i < 3; i++)
		assert_ptr_equal(few[i].entry, hits[i].entry);
}

/* Every keyword finds its entry, in every year. */
static void keywords_find_their_entry(void **state)
{
	int count;
	const struct guide_entry *entries = guide_entries(&count);

	(void)state;
	for (int i = 0; i < count; i++) {
		for (int k = 0; k < entries[i].keywords_length; k++) {
			for (int year = entries[i].years.from; year <= entries[i].years.to; year++)
				assert_true(guide_rank(book(), &entries[i], year, entries[i].keywords[k]) >=
				            GUIDE_RANK_STRONG);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_activity_and_year_is_covered),
		cmocka_unit_test(proof_suits_every_year),
		cmocka_unit_test(a_paper_holds_only_in_its_years),
		cmocka_unit_test(suspended_activities_ask_for_a_dated_start),
		cmocka_unit_test(the_summary_is_that_of_the_year),
		cmocka_unit_test(vocabulary_matches_its_bits),
		cmocka_unit_test(a_pair_is_one_whichever_says_so),
		cmocka_unit_test(search_opioid),
		cmocka_unit_test(search_weekend_hours),
		cmocka_unit_test(search_telehealth),
		cmocka_unit_test(search_dermatology),
		cmocka_unit_test(search_other_words_of_practices),
		cmocka_unit_test(search_by_id),
		cmocka_unit_test(all_words_must_be_found),
		cmocka_unit_test(odd_queries_do_no_harm),
		cmocka_unit_test(hits_come_best_first),
		cmocka_unit_test(keywords_find_their_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
