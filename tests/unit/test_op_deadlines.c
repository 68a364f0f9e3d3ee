/*
 * test_op_deadlines.c - the days that matter, and the calendar. Days of 2026 by the rule
 * book: 90 days to 31 December begin on 3 October (both ends count), 60 days on
 * 2 November, six months on 1 July; data are taken from 4 January to 31 March 2027;
 * MVPs are registered from 1 April to 30 November 2026.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "formats/icalendar.h"
#include "op_fixture.h"
#include "services/operations.h"

static void deadlines(struct fixture *f)
{
	fixture_expect(f, 200, op_get_deadlines, (struct ask){ 0 });
}

/* The nth deadline of a kind. */
static const json_t *nth(struct fixture *f, const char *kind, int n)
{
	const json_t *list = fixture_at(f, "deadlines");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *deadline = json_array_get(list, i);

		if (strcmp(json_string_value(json_object_get(deadline, "kind")), kind) == 0 && n-- == 0)
			return deadline;
	}
	return NULL;
}

static void expect(struct fixture *f, const char *kind, int n, const char *date)
{
	const json_t *deadline = nth(f, kind, n);

	if (!date) {
		assert_null(deadline);
		return;
	}
	assert_non_null(deadline);
	assert_string_equal(json_string_value(json_object_get(deadline, "date")), date);
}

static void test_days_of_every_year(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	deadlines(&f);
	assert_false(fixture_true(&f, "hasFeed"));
	expect(&f, "start", 0, "2026-10-03");
	assert_int_equal(json_integer_value(json_object_get(nth(&f, "start", 0), "daysLeft")), 94);
	expect(&f, "start", 1, NULL);
	expect(&f, "windowOpens", 0, "2027-01-04");
	expect(&f, "windowCloses", 0, "2027-03-31");
	expect(&f, "retention", 0, "2032-12-31");
	expect(&f, "registration", 0, NULL);
	assert_string_equal(fixture_text(&f, "deadlines.0.kind"), "start"); /* soonest first */
	assert_string_equal(fixture_text(&f, "deadlines.0.rule.value"), "90 days");
	f.year = 2024; /* CMS published 31 March, and extended it later */
	deadlines(&f);
	expect(&f, "windowCloses", 0, "2025-03-31");
	fixture_settings(&f, 2024,
	                 "{\"entityType\": \"group\", \"programName\": \"mips\", "
	                 "\"policies\": {\"submissionWindow\": \"extended\"}}");
	deadlines(&f);
	expect(&f, "windowCloses", 0, "2025-04-14");
	fixture_end(&f);
}

static void test_activities_of_other_length(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	fixture_sql(&f, "INSERT INTO choice (practice_id, year, measure_id, state) VALUES "
	                "('prc_fixture', 2026, 'IA_ERP_1', 'planned'), "
	                "('prc_fixture', 2026, 'IA_ERP_2', 'doing'), "
	                "('prc_fixture', 2026, 'IA_BE_4', 'doing')");
	deadlines(&f);
	expect(&f, "start", 0, "2026-07-01");
	assert_string_equal(json_string_value(json_object_get(nth(&f, "start", 0), "measureId")), "IA_ERP_1");
	expect(&f, "start", 1, "2026-10-03");
	expect(&f, "start", 2, "2026-11-02");
	expect(&f, "start", 3, NULL);
	fixture_sql(&f, "UPDATE choice SET state = 'dropped' WHERE measure_id = 'IA_ERP_1'");
	deadlines(&f);
	expect(&f, "start", 0, "2026-10-03");
	fixture_end(&f);
}

static void test_periods_that_run(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	fixture_sql(&f, "INSERT INTO ledger_cell (practice_id, year, measure_id, clinician_id, periods, "
	                "changed_by, changed_at) VALUES "
	                "('prc_fixture', 2026, 'IA_BE_4', 'cln_00', "
	                "'[{\"start\":\"2026-01-02\",\"end\":\"2026-06-30\"},"
	                "{\"start\":\"2026-06-02\",\"end\":\"2026-09-30\"}]', 'M', 1), "
	                "('prc_fixture', 2026, 'IA_BE_4', 'cln_01', "
	                "'[{\"start\":\"2026-06-02\",\"end\":\"2026-09-30\"}]', 'M', 1), "
	                "('prc_fixture', 2026, 'IA_BE_4', 'cln_02', "
	                "'[{\"start\":\"2026-06-02\",\"end\":\"2026-12-31\"},"
	                "{\"start\":\"2026-06-02\",\"end\":null}]', 'M', 1)");
	deadlines(&f); /* it is 1 July */
	expect(&f, "end", 0, "2026-09-30");
	assert_non_null(
		strstr(json_string_value(json_object_get(nth(&f, "end", 0), "detail")), "2 clinicians"));
	expect(&f, "end", 1, "2026-12-31");
	expect(&f, "end", 2, NULL);
	assert_false(fixture_mentions(&f, "Adams")); /* nobody is named */
	fixture_end(&f);
}

static void test_mvp_sites_and_earlier_years(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	fixture_settings(&f, 2026, "{\"entityType\": \"group\", \"programName\": \"M0005\"}");
	fixture_settings(&f, 2020, "{\"entityType\": \"group\", \"programName\": \"mips\"}");
	fixture_settings(&f, 2021, "{\"entityType\": \"group\", \"programName\": \"mips\"}");
	fixture_sql(&f,
	            "UPDATE practice SET sites = '[{\"id\":\"s1\",\"name\":\"Maple\",\"pcmhRecognized\":true,"
	            "\"pcmhExpires\":\"2026-08-15\"},{\"id\":\"s2\",\"name\":\"Oak\",\"pcmhExpires\":"
	            "\"2027-08-15\"}]'");
	deadlines(&f);
	expect(&f, "registration", 0, "2026-04-01");
	expect(&f, "registration", 1, "2026-11-30");
	expect(&f, "pcmh", 0, "2026-08-15");
	expect(&f, "pcmh", 1, NULL);
	expect(&f, "retention", 0, "2026-12-31"); /* of 2020 */
	expect(&f, "retention", 1, "2032-12-31");
	expect(&f, "retention", 2, NULL);
	fixture_end(&f);
}

/* --------------------------------------------------------------------- calendar */

/* The reply as a file, read by tests/calendar/check_ics.py. */
static void check_calendar(const char *bytes, size_t length, int events)
{
	char path[] = "/tmp/mipsia-ics-XXXXXX";
	char command[300];
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), length);
	close(fd);
	snprintf(command, sizeof command, "python3 '%s/calendar/check_ics.py' '%s' %d", TEST_DATA, path,
	         events);
	assert_int_equal(system(command), 0);
	unlink(path);
}

static bool calendar_has(const struct fixture *f, const char *text)
{
	return memmem(f->reply.bytes, f->reply.length, text, strlen(text)) != NULL;
}

static void test_download(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	fixture_sql(&f, "UPDATE practice SET name = 'Dr. M\xc3\xbcller; Maple, Oak & 12-3456782'");
	fixture_expect(&f, 200, op_download_calendar, (struct ask){ 0 });
	assert_string_equal(f.reply.type, "text/calendar; charset=utf-8");
	assert_string_equal(f.reply.file_name, "dr-m-ller-maple-oak-xx-xxx6782-deadlines-2026.ics");
	check_calendar(f.reply.bytes, f.reply.length, 4);
	assert_true(calendar_has(&f, "\r\nDTSTART;VALUE=DATE:20261003\r\n"));
	assert_true(calendar_has(&f, "\r\nDTEND;VALUE=DATE:20261004\r\n"));
	assert_true(calendar_has(&f, "\r\nDTSTART;VALUE=DATE:20270331\r\n"));
	assert_true(calendar_has(&f, "\r\nDTSTAMP:20260701T120000Z\r\n"));
	assert_true(calendar_has(&f, "\r\nTRIGGER:-P14D\r\n"));
	assert_true(calendar_has(&f, "\r\nUID:2026-start.prc_fixture@mipsia\r\n"));
	fixture_end(&f);
}

static void test_long_and_odd_texts(void **state)
{
	struct outbuf out = { .limit = 1 << 16 };
	char title[400] = "";
	struct icalendar_event event = { .uid = "a@mipsia", .date = day("2026-02-28"), .title = title };

	(void)state;
	for (int i = 0; i < 60; i++)
		memcpy(title + strlen(title), i % 7 ? "\xe2\x82\xac" : "\\;,", 4);
	event.description =
		"one\ntwo\r\nthree\tfour\x07 and so on, until the line is far longer than it may be";
	icalendar_begin(&out, "x");
	icalendar_event(&out, &event);
	icalendar_end(&out);
	assert_false(out.failed);
	check_calendar(out.bytes, out.length, 1);
	assert_non_null(memmem(out.bytes, out.length, "one\\ntwo\\nthree four", 19));
	assert_non_null(memmem(out.bytes, out.length, "DTEND;VALUE=DATE:20260301", 25));
	outbuf_free(&out);
}

static char token[64];

static void make_feed(struct fixture *f)
{
	const char *path;

	fixture_expect(f, 201, op_create_feed, (struct ask){ 0 });
	path = fixture_text(f, "path");
	assert_int_equal(sscanf(path, "/calendar/%32[A-Za-z0-9_-].ics", token), 1);
	assert_int_equal(strlen(token), 32);
}

static int ask_feed(struct fixture *f)
{
	const char *practice = f->practice;
	int status;

	f->practice = NULL;
	status = fixture_run(f, op_get_calendar, (struct ask){ .param = { token }, .nobody = true });
	f->practice = practice;
	return status;
}

static void test_feed(void **state)
{
	struct fixture f;
	char first[64];

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	fixture_settings(&f, 2026, "{\"entityType\": \"group\", \"programName\": \"mips\"}");
	fixture_settings(&f, 2020, "{\"entityType\": \"group\", \"programName\": \"mips\"}");
	make_feed(&f);
	assert_int_equal(fixture_number(&f, "SELECT length(token_hash) FROM calendar_feed"), 32);
	assert_int_equal(ask_feed(&f), 200);
	check_calendar(f.reply.bytes, f.reply.length, 8); /* four of each year */
	assert_string_equal(f.reply.file_name, "");
	deadlines(&f);
	assert_true(fixture_true(&f, "hasFeed"));
	strncpy(first, token, sizeof first);
	make_feed(&f); /* ends the first */
	strncpy(token, first, sizeof token);
	assert_int_equal(ask_feed(&f), 404);
	make_feed(&f);
	assert_int_equal(ask_feed(&f), 200);
	fixture_expect(&f, 204, op_delete_feed, (struct ask){ 0 });
	assert_int_equal(ask_feed(&f), 404);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM calendar_feed"), 0);
	fixture_end(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_of_every_year),
		cmocka_unit_test(test_activities_of_other_length),
		cmocka_unit_test(test_periods_that_run),
		cmocka_unit_test(test_mvp_sites_and_earlier_years),
		cmocka_unit_test(test_download),
		cmocka_unit_test(test_long_and_odd_texts),
		cmocka_unit_test(test_feed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
