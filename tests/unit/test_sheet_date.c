/* Dates of spreadsheets: what is certain, and what is not. */
#include "testing.h"

#include <limits.h>

#include "formats/sheet_date.h"

static struct sheet_date_reading read_with(const char *text, unsigned orders)
{
	return sheet_date_read(text, strlen(text), orders, false);
}

static void expect(const char *text, unsigned orders, enum sheet_date_form form, const char *iso)
{
	struct sheet_date_reading reading = read_with(text, orders);
	char day[MIPSIA_DATE_TEXT];

	mipsia_date_format(reading.date, day);
	if (reading.form != form || strcmp(day, iso) != 0)
		fail_msg("%s: form %d, %s", text, (int)reading.form, day);
}

static void test_certain(void **state)
{
	static const struct {
		const char *text;
		enum sheet_date_form form;
		const char *iso;
	} cases[] = {
		{ "2024-03-01", SHEET_DATE_ISO, "2024-03-01" },
		{ "2024-3-1", SHEET_DATE_OTHER, "2024-03-01" },
		{ "2024/03/01", SHEET_DATE_OTHER, "2024-03-01" },
		{ "2024.03.01", SHEET_DATE_OTHER, "2024-03-01" },
		{ "20240301", SHEET_DATE_OTHER, "2024-03-01" },
		{ "12/31/2024", SHEET_DATE_OTHER, "2024-12-31" },
		{ "31.12.2024", SHEET_DATE_OTHER, "2024-12-31" },
		{ "31-12-2024", SHEET_DATE_OTHER, "2024-12-31" },
		{ "5/5/2024", SHEET_DATE_OTHER, "2024-05-05" },
		{ "1/31/24", SHEET_DATE_OTHER, "2024-01-31" },
		{ "1/31/99", SHEET_DATE_OTHER, "1999-01-31" },
		{ "2/29/2024", SHEET_DATE_OTHER, "2024-02-29" },
		{ "1 March 2024", SHEET_DATE_OTHER, "2024-03-01" },
		{ "1-Mar-24", SHEET_DATE_OTHER, "2024-03-01" },
		{ "Mar 1, 2024", SHEET_DATE_OTHER, "2024-03-01" },
		{ "sept 30, 2024", SHEET_DATE_OTHER, "2024-09-30" },
		{ "SEPTEMBER 30 2024", SHEET_DATE_OTHER, "2024-09-30" },
		{ "2024-03-01T00:00:00Z", SHEET_DATE_WITH_TIME, "2024-03-01" },
		{ "2024-03-01 13:45", SHEET_DATE_WITH_TIME, "2024-03-01" },
		{ "12/31/2024 1:45 PM", SHEET_DATE_WITH_TIME, "2024-12-31" },
		{ "45352", SHEET_DATE_SERIAL, "2024-03-01" },
		{ "45352.0", SHEET_DATE_SERIAL, "2024-03-01" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect(cases[i].text, SHEET_ORDER_ANY, cases[i].form, cases[i].iso);
}

static void test_uncertain(void **state)
{
	static const struct {
		const char *text;
		enum sheet_date_form form;
	} cases[] = {
		{ "01/02/2024", SHEET_DATE_AMBIGUOUS },
		{ "1.2.2024", SHEET_DATE_AMBIGUOUS },
		{ "24-01-15", SHEET_DATE_AMBIGUOUS }, /* 24 January 2015 or 15 January 2024 */
		{ "05/05/24", SHEET_DATE_AMBIGUOUS }, /* 5 May 2024 or 24 May 2005 */
		{ "1/15/45", SHEET_DATE_SHORT_YEAR },
		{ "2/30/2024", SHEET_DATE_IMPOSSIBLE },
		{ "2023-02-29", SHEET_DATE_IMPOSSIBLE },
		{ "13/13/2024", SHEET_DATE_IMPOSSIBLE },
		{ "0/1/2024", SHEET_DATE_IMPOSSIBLE },
		{ "####", SHEET_DATE_CUT },
		{ "", SHEET_DATE_NONE },
		{ "2024", SHEET_DATE_NONE },
		{ "60", SHEET_DATE_NONE },
		{ "12345678901", SHEET_DATE_NONE },
		{ "20241301", SHEET_DATE_NONE },
		{ "45352.5", SHEET_DATE_NONE },
		{ "1/2", SHEET_DATE_NONE },
		{ "1-Mar", SHEET_DATE_NONE },
		{ "Mar-24", SHEET_DATE_NONE },
		{ "1/2-2024", SHEET_DATE_NONE },
		{ "1/2/2024/5", SHEET_DATE_NONE },
		{ "1/2/123", SHEET_DATE_NONE },
		{ "Foo 1, 2024", SHEET_DATE_NONE },
		{ "2024-03-01 noon", SHEET_DATE_NONE },
		{ "yesterday", SHEET_DATE_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect(cases[i].text, SHEET_ORDER_ANY, cases[i].form, "unknown");
}

static void test_orders_decide(void **state)
{
	(void)state;
	expect("01/02/2024", SHEET_ORDER_MDY, SHEET_DATE_OTHER, "2024-01-02");
	expect("01/02/2024", SHEET_ORDER_DMY, SHEET_DATE_OTHER, "2024-02-01");
	expect("24-01-15", SHEET_ORDER_YMD, SHEET_DATE_OTHER, "2024-01-15");
	expect("24-01-15", SHEET_ORDER_DMY, SHEET_DATE_OTHER, "2015-01-24");
	expect("15/01/2024", SHEET_ORDER_MDY, SHEET_DATE_IMPOSSIBLE, "unknown");
	expect("2024-03-01", SHEET_ORDER_DMY, SHEET_DATE_ISO, "2024-03-01");
}

static void test_orders_proved(void **state)
{
	(void)state;
	assert_int_equal(sheet_date_orders("1/15/2024", 9), SHEET_ORDER_MDY);
	assert_int_equal(sheet_date_orders("15/1/2024", 9), SHEET_ORDER_DMY);
	assert_int_equal(sheet_date_orders("1/5/2024", 8), SHEET_ORDER_MDY | SHEET_ORDER_DMY);
	assert_int_equal(sheet_date_orders("24-01-15", 8), SHEET_ORDER_DMY | SHEET_ORDER_YMD);
	assert_int_equal(sheet_date_orders("1/31/24", 7), SHEET_ORDER_MDY);
	assert_int_equal(sheet_date_orders("31/31/2024", 10), SHEET_ORDER_ANY); /* proves nothing */
	assert_int_equal(sheet_date_orders("2024-03-01", 10), SHEET_ORDER_ANY);
	assert_int_equal(sheet_date_orders("45352", 5), SHEET_ORDER_ANY);
	assert_int_equal(sheet_date_orders("hello", 5), SHEET_ORDER_ANY);
}

/* Excel's day counts, with the 29 February 1900 that it believes in. */
static void test_serials(void **state)
{
	(void)state;
	assert_int_equal(sheet_date_from_serial(1, false), mipsia_date_make(1900, 1, 1));
	assert_int_equal(sheet_date_from_serial(59, false), mipsia_date_make(1900, 2, 28));
	assert_int_equal(sheet_date_from_serial(60, false), MIPSIA_DATE_UNKNOWN);
	assert_int_equal(sheet_date_from_serial(61, false), mipsia_date_make(1900, 3, 1));
	assert_int_equal(sheet_date_from_serial(45292, false), mipsia_date_make(2024, 1, 1));
	assert_int_equal(sheet_date_from_serial(2958465, false), mipsia_date_make(9999, 12, 31));
	assert_int_equal(sheet_date_from_serial(2958466, false), MIPSIA_DATE_UNKNOWN);
	assert_int_equal(sheet_date_from_serial(0, false), MIPSIA_DATE_UNKNOWN);
	assert_int_equal(sheet_date_from_serial(-1, false), MIPSIA_DATE_UNKNOWN);
	assert_int_equal(sheet_date_from_serial(0, true), mipsia_date_make(1904, 1, 1));
	assert_int_equal(sheet_date_from_serial(43830, true), mipsia_date_make(2024, 1, 1));
	assert_int_equal(sheet_date_from_serial(45292 - 1462, true), mipsia_date_make(2024, 1, 1));
	assert_int_equal(sheet_date_from_serial(LONG_MAX, true), MIPSIA_DATE_UNKNOWN);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_certain),       cmocka_unit_test(test_uncertain),
		cmocka_unit_test(test_orders_decide), cmocka_unit_test(test_orders_proved),
		cmocka_unit_test(test_serials),
	};

	return cmocka_run_group_tests_name("sheet_date", tests, NULL, NULL);
}
