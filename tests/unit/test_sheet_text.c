/* Encodings, delimiters, and what clings to the text of a cell. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

#include "formats/sheet_clean.h"
#include "formats/sheet_csv.h"
#include "formats/sheet_dialect.h"
#include "formats/sheet_digits.h"
#include "formats/sheet_encoding.h"
#include "formats/sheet_utf8.h"

static void test_utf8_round_trip(void **state)
{
	(void)state;
	for (uint32_t point = 0; point <= 0x110000; point += point < 0x3000 ? 1 : 61) {
		char text[SHEET_UTF8_MAX];
		size_t n = sheet_utf8_write(point, text);
		bool good = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
		uint32_t back = 0;

		assert_int_equal(sheet_utf8_read(text, n, &back), n);
		assert_int_equal(back, good ? point : 0xfffd);
		assert_int_equal(sheet_utf8_read(text, n - 1, &back), 0);
	}
}

static void test_utf8_refuses(void **state)
{
	static const char *const broken[] = { "\x80",
		                              "\xc0\x80",
		                              "\xc1\xbf",
		                              "\xe0\x80\x80",
		                              "\xed\xa0\x80",
		                              "\xf0\x80\x80\x80",
		                              "\xf4\x90\x80\x80",
		                              "\xf5",
		                              "\xff",
		                              "\xc3(" };
	uint32_t point;

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		assert_int_equal(sheet_utf8_read(broken[i], strlen(broken[i]), &point), 0);
}

static void test_windows_1252(void **state)
{
	int open = 0;

	(void)state;
	for (int byte = 1; byte < 256; byte++) {
		uint32_t point = sheet_windows_1252((unsigned char)byte);

		open += point == 0;
		if (point != 0)
			assert_int_equal(sheet_windows_1252_byte(point), byte);
	}
	assert_int_equal(open, 5);
	assert_int_equal(sheet_windows_1252(0x80), 0x20ac);
	assert_int_equal(sheet_windows_1252_byte(0x4e00), -1);
}

static void decode(const char *bytes, size_t size, const char *expected)
{
	struct findings findings = { .items = NULL };
	struct sheet_text text;

	assert_true(sheet_decode(bytes, size, &text, &findings));
	assert_string_equal(text.bytes, expected);
	assert_int_equal(text.length, strlen(expected));
	free(text.bytes);
	findings_free(&findings);
}

static void test_newlines(void **state)
{
	(void)state;
	decode("a\r\nb\rc\nd\n\re", 11, "a\nb\nc\nd\n\ne");
	decode("\xef\xbb\xbf"
	       "a\r",
	       5, "a\n");
	decode("\xff\xfe"
	       "a\0\r\0\n\0b\0",
	       10, "a\nb");
	decode("\xfe\xff\0a\xd8\x3d\xdc\xc4", 8, "a\xf0\x9f\x93\x84");
	decode("caf\xe9", 4, "caf\xc3\xa9");
	decode("", 0, "");
}

static void expect_delimiter(const char *text, char delimiter)
{
	struct sheet_dialect dialect = sheet_dialect_of(text, strlen(text));

	if (dialect.delimiter != delimiter)
		fail_msg("%s: '%c'", text, dialect.delimiter);
}

static void test_delimiters(void **state)
{
	(void)state;
	expect_delimiter("a,b,c\n1,2,3\n", ',');
	expect_delimiter("a;b;c\n1;2,5;3\n", ';');
	expect_delimiter("a\tb\n1\t2\n", '\t');
	expect_delimiter("Roster, March; draft\na\tb\tc\n1\t2\t3\n", '\t');
	expect_delimiter("tin;npi;name\n1;2;Smith, Ann\n3;4;Jones, Bob\n5;6;Lee, Cy\n", ';');
	expect_delimiter("a,b\n\"1;2;3;4;5\",2\n", ',');
	expect_delimiter("sep=;\na,b,c\n", ';');
	expect_delimiter("SEP=\t\na,b,c\n", '\t');
	expect_delimiter("\"sep=|\"\na,b,c\n", '|');
	expect_delimiter("sep=;x\na,b,c\n", ',');
	expect_delimiter("one column\n", ',');
	expect_delimiter("", ',');
}

static void test_clean_code(void **state)
{
	static const struct {
		const char *text;
		const char *code;
		unsigned bits;
	} cases[] = {
		{ "123", "123", 0 },
		{ " 123\t", "123", SHEET_CLEANED_BLANKS },
		{ "\xc2\xa0"
		  "123",
		  "123", SHEET_CLEANED_INVISIBLE },
		{ "\xe2\x80\x8b"
		  "123\xef\xbb\xbf",
		  "123", SHEET_CLEANED_INVISIBLE },
		{ "'0123", "0123", SHEET_CLEANED_APOSTROPHE },
		{ "\xe2\x80\x99"
		  "0123",
		  "0123", SHEET_CLEANED_APOSTROPHE },
		{ "\"0123\"", "0123", SHEET_CLEANED_QUOTES },
		{ "\xe2\x80\x9c"
		  "0123\xe2\x80\x9d",
		  "0123", SHEET_CLEANED_QUOTES },
		{ "'0123'", "0123", SHEET_CLEANED_QUOTES },
		{ "=\"0123\"", "0123", SHEET_CLEANED_FORMULA },
		{ "12\xe2\x80\x93"
		  "34",
		  "12-34", 0 },
		{ "\"", "\"", 0 },
		{ "=\"", "=\"", 0 },
		{ " \xc2\xa0 ", "", SHEET_CLEANED_INVISIBLE },
		{ "", "", 0 },
	};
	char code[SHEET_CODE];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsigned bits = sheet_clean_code(cases[i].text, code);

		assert_string_equal(code, cases[i].code);
		assert_int_equal(bits, cases[i].bits);
	}
}

/* Longer text than any code is cut, at a whole character. */
static void test_clean_code_cuts(void **state)
{
	char text[4 * SHEET_CODE + 1];
	char code[SHEET_CODE];

	(void)state;
	for (size_t i = 0; i < sizeof text - 1; i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	text[sizeof text - 1] = '\0';
	sheet_clean_code(text, code);
	assert_true(strlen(code) < SHEET_CODE && strlen(code) % 2 == 0);
}

static void test_clean_words(void **state)
{
	static const char *const cases[][2] = {
		{ "  Smith ", "Smith" },
		{ "Jos\xc3\x83\xc2\xa9", "Jos\xc3\xa9" },
		{ "Jos\xc3\xa9", "Jos\xc3\xa9" },
		{ "O\xe2\x80\x99"
		  "Brien",
		  "O\xe2\x80\x99"
		  "Brien" },
		{ "\xc2\xa0Smith\xe2\x80\x8b", "Smith" },
		{ "'=1+1", "=1+1" },
		{ "'tis", "'tis" },
		{ " \n ", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[64];

		snprintf(text, sizeof text, "%s", cases[i][0]);
		sheet_clean_words(text);
		assert_string_equal(text, cases[i][1]);
	}
}

static void test_digits(void **state)
{
	static const struct {
		const char *text;
		const char *digits;
		enum sheet_digits kind;
	} cases[] = {
		{ "1993999998", "1993999998", SHEET_DIGITS_PLAIN },
		{ "1993999998.0", "1993999998", SHEET_DIGITS_DECIMAL },
		{ "1993999998.00", "1993999998", SHEET_DIGITS_DECIMAL },
		{ "1993999998,0", "1993999998", SHEET_DIGITS_DECIMAL },
		{ "1.993999998E+09", "1993999998", SHEET_DIGITS_SCIENTIFIC },
		{ "1,993999998e9", "1993999998", SHEET_DIGITS_SCIENTIFIC },
		{ "2E0", "2", SHEET_DIGITS_SCIENTIFIC },
		{ "1.99E+09", "1.99E+09", SHEET_DIGITS_LOST },
		{ "1.99399999E+09", "1.99399999E+09", SHEET_DIGITS_LOST },
		{ "2E+09", "2E+09", SHEET_DIGITS_LOST },
		{ "1,993,999,998", "1993999998", SHEET_DIGITS_THOUSANDS },
		{ "12,345", "12345", SHEET_DIGITS_THOUSANDS },
		{ "12,000", "12000", SHEET_DIGITS_THOUSANDS },
		{ "1993999998.5", "1993999998.5", SHEET_DIGITS_PLAIN },
		{ "1.9939999985E+09", "1.9939999985E+09", SHEET_DIGITS_PLAIN },
		{ "12.34E5", "12.34E5", SHEET_DIGITS_PLAIN },
		{ "1.9E-05", "1.9E-05", SHEET_DIGITS_PLAIN },
		{ "12,34", "12,34", SHEET_DIGITS_PLAIN },
		{ "1234.", "1234.", SHEET_DIGITS_PLAIN },
		{ "", "", SHEET_DIGITS_PLAIN },
		{ "E5", "E5", SHEET_DIGITS_PLAIN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[SHEET_CODE];
		enum sheet_digits kind;

		snprintf(text, sizeof text, "%s", cases[i].text);
		kind = sheet_digits_restore(text);
		if (kind != cases[i].kind || strcmp(text, cases[i].digits) != 0)
			fail_msg("%s: %d, %s", cases[i].text, (int)kind, text);
	}
}

static void test_quote(void **state)
{
	char out[SHEET_QUOTE];

	(void)state;
	assert_string_equal(sheet_quote("a\nb 123456789", out), "a b XX-XXX6789");
	sheet_quote("0123456789012345678901234567890123456789012345678901234567890123456789", out);
	assert_int_equal(strlen(out), SHEET_QUOTE - 1);
	assert_string_equal(out + SHEET_QUOTE - 4, "...");
}

/* ------------------------------------------------------------------------ limits */

static bool reads(const char *text, size_t length, const char *code)
{
	struct findings findings = { .items = NULL };
	struct sheet_table table = SHEET_TABLE_EMPTY;
	bool read = sheet_csv_read(text, length, &table, &findings);

	if (code != NULL) {
		assert_int_equal(findings.length, 1);
		assert_string_equal(findings.items[0].code, code);
	}
	sheet_table_free(&table);
	findings_free(&findings);
	return read;
}

static void test_limits(void **state)
{
	size_t length = SHEET_CELL_BYTES_MAX + 10;
	char *text = malloc(length);

	(void)state;
	assert_non_null(text);
	memset(text, 'x', length);
	assert_true(reads(text, SHEET_CELL_BYTES_MAX, NULL));
	assert_false(reads(text, SHEET_CELL_BYTES_MAX + 1, "sheetTooLarge"));
	for (size_t i = 1; i < 2 * SHEET_COLUMNS_MAX; i += 2)
		text[i] = ',';
	assert_true(reads(text, 2 * SHEET_COLUMNS_MAX - 1, NULL));
	assert_false(reads(text, 2 * SHEET_COLUMNS_MAX + 1, "sheetTooLarge"));
	free(text);
}

static void test_rows_limit(void **state)
{
	size_t length = 2 * (size_t)SHEET_ROWS_MAX + 2;
	char *text = malloc(length);

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < length; i++)
		text[i] = i % 2 ? '\n' : '1';
	assert_true(reads(text, length - 2, NULL));
	assert_false(reads(text, length, "sheetTooLarge"));
	free(text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8_round_trip), cmocka_unit_test(test_utf8_refuses),
		cmocka_unit_test(test_windows_1252),    cmocka_unit_test(test_newlines),
		cmocka_unit_test(test_delimiters),      cmocka_unit_test(test_clean_code),
		cmocka_unit_test(test_clean_code_cuts), cmocka_unit_test(test_clean_words),
		cmocka_unit_test(test_digits),          cmocka_unit_test(test_quote),
		cmocka_unit_test(test_limits),          cmocka_unit_test(test_rows_limit),
	};

	return cmocka_run_group_tests_name("sheet_text", tests, NULL, NULL);
}
