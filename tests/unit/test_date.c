/* Dates are exact, leap years included, and never wrong silently. */
#include "testing.h"

static void test_known_days(void **state)
{
	(void)state;
	assert_int_equal(mipsia_date_make(1970, 1, 1), 0);
	assert_int_equal(mipsia_date_make(2000, 3, 1), 11017);
	assert_int_equal(mipsia_date_make(2024, 2, 29), 19782);
	assert_int_equal(mipsia_date_make(1969, 12, 31), -1);
}

static void test_no_such_day(void **state)
{
	static const char *const wrong[] = { "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31",
		                             "2025-1-01",  "20250101",   "2025/01/01", "2025-01-01T",
		                             "",           "abcd-ef-gh" };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(mipsia_date_parse(wrong[i], strlen(wrong[i])), MIPSIA_DATE_UNKNOWN);
}

static void test_round_trip(void **state)
{
	char text[MIPSIA_DATE_TEXT];

	(void)state;
	for (mipsia_date date = mipsia_date_make(1896, 1, 1); date < mipsia_date_make(2105, 1, 1); date++) {
		mipsia_date_format(date, text);
		assert_int_equal(mipsia_date_parse(text, strlen(text)), date);
	}
	mipsia_date_format(MIPSIA_DATE_UNKNOWN, text);
	assert_string_equal(text, "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_days),
		cmocka_unit_test(test_no_such_day),
		cmocka_unit_test(test_round_trip),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
