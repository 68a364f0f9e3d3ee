/* NPIs, TINs and their masking. */
#include "testing.h"

#include "formats/identifier.h"

static enum identifier_fault npi(const char *text, enum identifier_mode mode)
{
	return identifier_check_npi(text, strlen(text), mode);
}

static enum identifier_fault tin(const char *text)
{
	return identifier_check_tin(text, strlen(text));
}

/* EVIDENCE-OF: users.md 3.2, 45 CFR 162.406 */
static void test_npi(void **state)
{
	static const struct {
		const char *text;
		enum identifier_fault real, test;
	} cases[] = {
		{ "1993999998", IDENTIFIER_GOOD, IDENTIFIER_GOOD },
		{ "1558598797", IDENTIFIER_GOOD, IDENTIFIER_GOOD },
		{ "1234567893", IDENTIFIER_GOOD, IDENTIFIER_GOOD },
		{ "2222222228", IDENTIFIER_GOOD, IDENTIFIER_GOOD },
		{ "1993999999", IDENTIFIER_CHECK_DIGIT, IDENTIFIER_CHECK_DIGIT },
		{ "9876543210", IDENTIFIER_FIRST_DIGIT, IDENTIFIER_FIRST_DIGIT },
		{ "0000000002", IDENTIFIER_FIRST_DIGIT, IDENTIFIER_GOOD },
		{ "0999999999", IDENTIFIER_FIRST_DIGIT, IDENTIFIER_GOOD },
		{ "000000002", IDENTIFIER_LENGTH, IDENTIFIER_LENGTH },
		{ "19939999980", IDENTIFIER_LENGTH, IDENTIFIER_LENGTH },
		{ "", IDENTIFIER_LENGTH, IDENTIFIER_LENGTH },
		{ "199399999X", IDENTIFIER_CHARACTER, IDENTIFIER_CHARACTER },
		{ "1993999998 ", IDENTIFIER_CHARACTER, IDENTIFIER_CHARACTER },
		{ "1993-99999", IDENTIFIER_CHARACTER, IDENTIFIER_CHARACTER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(npi(cases[i].text, IDENTIFIER_REAL), cases[i].real);
		assert_int_equal(npi(cases[i].text, IDENTIFIER_TEST), cases[i].test);
	}
}

/* A check digit finds every wrong digit and every exchange of neighbours but 09/90. */
static void test_npi_errors_found(void **state)
{
	const char *good = "1993999998";
	char text[IDENTIFIER_NPI];

	(void)state;
	for (int at = 1; at < 10; at++) {
		for (char digit = '0'; digit <= '9'; digit++) {
			memcpy(text, good, sizeof text);
			text[at] = digit;
			assert_int_equal(npi(text, IDENTIFIER_REAL),
			                 digit == good[at] ? IDENTIFIER_GOOD : IDENTIFIER_CHECK_DIGIT);
		}
	}
}

static void test_tin(void **state)
{
	(void)state;
	assert_int_equal(tin("000456789"), IDENTIFIER_GOOD);
	assert_int_equal(tin("123456789"), IDENTIFIER_GOOD);
	assert_int_equal(tin("12345678"), IDENTIFIER_LENGTH);
	assert_int_equal(tin("1234567890"), IDENTIFIER_LENGTH);
	assert_int_equal(tin("12-345678"), IDENTIFIER_CHARACTER);
	assert_int_equal(tin(""), IDENTIFIER_LENGTH);
}

static void test_texts(void **state)
{
	(void)state;
	for (int fault = 0; fault < IDENTIFIER_FAULT_END; fault++) {
		assert_non_null(identifier_npi_fault_text((enum identifier_fault)fault));
		assert_non_null(identifier_tin_fault_text((enum identifier_fault)fault));
	}
}

static void test_mask(void **state)
{
	char out[IDENTIFIER_MASKED_TIN];

	(void)state;
	identifier_mask_tin("123451234", 9, out);
	assert_string_equal(out, "XX-XXX1234");
	identifier_mask_tin("12345123", 8, out);
	assert_string_equal(out, "XX-XXXXXXX");
	identifier_mask_tin("", 0, out);
	assert_string_equal(out, "XX-XXXXXXX");
}

static void test_scrub(void **state)
{
	static const char *const cases[][2] = {
		{ "TIN 123456789.", "TIN XX-XXX6789." },
		{ "12-3456789", "XX-XXX6789" },
		{ "123-45-6789 and 987654321", "XX-XXX6789 and XX-XXX4321" },
		{ "12 3456789", "XX-XXX6789" },
		{ "1993999998", "1993999998" },
		{ "12345678", "12345678" },
		{ "x123456789y", "xXX-XXX6789y" },
		{ "2024-01-01", "2024-01-01" },
		{ "", "" },
	};
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		identifier_scrub(cases[i][0], out, sizeof out);
		assert_string_equal(out, cases[i][1]);
	}
}

/* A cut text ends at a whole character. */
static void test_scrub_cuts(void **state)
{
	char out[8];

	(void)state;
	identifier_scrub("abcdefghij", out, 4);
	assert_string_equal(out, "abc");
	identifier_scrub("ab\xc3\xa9", out, 4);
	assert_string_equal(out, "ab");
	identifier_scrub("ab\xc3\xa9", out, 5);
	assert_string_equal(out, "ab\xc3\xa9");
	identifier_scrub("anything", out, 1);
	assert_string_equal(out, "");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_npi),        cmocka_unit_test(test_npi_errors_found),
		cmocka_unit_test(test_tin),        cmocka_unit_test(test_texts),
		cmocka_unit_test(test_mask),       cmocka_unit_test(test_scrub),
		cmocka_unit_test(test_scrub_cuts),
	};

	return cmocka_run_group_tests_name("identifier", tests, NULL, NULL);
}
