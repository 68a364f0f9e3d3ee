/* The ledger: what is shown, who is missing, changes all or none, conflicts, undo. */
#include "op_arrange.h"
#include "services/operations.h"

#define LATEST "SELECT max(id) FROM event"

static void get(struct fixture *f)
{
	fixture_expect(f, 200, op_get_ledger, (struct ask){ 0 });
}

static void change(struct fixture *f, int status, const char *changes)
{
	char body[8192];

	snprintf(body, sizeof body, "{\"changes\": [%s]}", changes);
	fixture_expect(f, status, op_change_ledger, (struct ask){ .body = body });
}

static void undo_event(struct fixture *f, int status, int64_t id)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)id);
	fixture_expect(f, status, op_undo, (struct ask){ .param = { text } });
}

/* What is said of a clinician who is missing from the first activity. */
static const char *said_of(struct fixture *f, int n)
{
	char path[80];
	size_t place = fixture_find(f, "activities.0.missing", "clinicianId", fixture_clinician(n));

	if (place == SIZE_MAX)
		return "(not missing)";
	snprintf(path, sizeof path, "activities.0.missing.%zu.text", place);
	return fixture_text(f, path);
}

static const char *start_by(struct fixture *f, int n)
{
	char path[80];
	size_t place = fixture_find(f, "activities.0.missing", "clinicianId", fixture_clinician(n));

	snprintf(path, sizeof path, "activities.0.missing.%zu.startBy", place);
	return fixture_null(f, path) ? "(null)" : fixture_text(f, path);
}

static const char *answer_of(struct fixture *f, int n)
{
	char path[80];

	snprintf(path, sizeof path, "cells.%zu.answer",
	         fixture_find(f, "cells", "clinicianId", fixture_clinician(n)));
	return fixture_text(f, path);
}

static int64_t days_of(struct fixture *f, int n)
{
	char path[80];

	snprintf(path, sizeof path, "cells.%zu.days",
	         fixture_find(f, "cells", "clinicianId", fixture_clinician(n)));
	return fixture_int(f, path);
}

/* ------------------------------------------------------------------------- counting */

/* EVIDENCE-OF: 42 CFR 414.1360(a)(2): at least 50 % of the clinicians: 9 of 17 */
static void test_nine_of_seventeen(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 17);
	all_performed(&f, "IA_BE_4", 8, "2026-02-01", "2026-05-31");
	get(&f);
	assert_int_equal(fixture_length(&f, "clinicians"), 17);
	assert_string_equal(fixture_text(&f, "activities.0.measureId"), "IA_BE_4");
	assert_string_equal(fixture_text(&f, "activities.0.answer"), "notMet");
	assert_int_equal(fixture_int(&f, "activities.0.clinicians"), 17);
	assert_int_equal(fixture_int(&f, "activities.0.needed"), 9);
	assert_int_equal(fixture_int(&f, "activities.0.certain"), 8);
	assert_int_equal(fixture_length(&f, "activities.0.missing"), 9);
	assert_string_equal(said_of(&f, 8), "must start by 3 October 2026");
	assert_string_equal(start_by(&f, 8), "2026-10-03");
	change(&f, 200,
	       "{\"clinicianId\": \"cln_08\", \"measureId\": \"IA_BE_4\", \"version\": 0, "
	       "\"periods\": [{\"start\": \"2026-02-01\", \"end\": \"2026-05-31\"}]}");
	assert_string_equal(fixture_text(&f, "activities.0.answer"), "met");
	assert_int_equal(fixture_int(&f, "activities.0.certain"), 9);
	fixture_end(&f);
}

/* EVIDENCE-OF: 42 CFR 414.1360(a)(1): 90 days, both ends counted: 3 October to 31 December is 90 */
static void test_ninety_days(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 4);
	performed(&f, "IA_BE_4", 0, "2026-10-03", "2026-12-31");
	performed(&f, "IA_BE_4", 1, "2026-10-04", "2026-12-31");
	performed(&f, "IA_BE_4", 2, "2025-11-01", "2026-03-31"); /* 90 days of 2026 */
	performed(&f, "IA_BE_4", 3, "2025-11-01", "2026-03-30");
	get(&f);
	assert_string_equal(answer_of(&f, 0), "unknown"); /* it is July: they are still to come */
	assert_int_equal(days_of(&f, 0), 90);
	assert_string_equal(said_of(&f, 0),
	                    "3 October to 31 December: 90 days; long enough on 31 December 2026");
	assert_string_equal(answer_of(&f, 1), "notMet");
	assert_int_equal(days_of(&f, 1), 89);
	assert_string_equal(said_of(&f, 1),
	                    "4 October to 31 December: 89 of 90 days; must start by 3 October 2026");
	assert_string_equal(answer_of(&f, 2), "met");
	assert_string_equal(answer_of(&f, 3), "notMet");
	assert_int_equal(days_of(&f, 3), 89);
	assert_string_equal(said_of(&f, 3),
	                    "1 January to 30 March: 89 of 90 days; must start again by 3 October 2026");
	fixture_day(&f, "2026-12-30");
	get(&f);
	assert_string_equal(answer_of(&f, 0), "unknown");
	fixture_day(&f, "2026-12-31");
	get(&f);
	assert_string_equal(answer_of(&f, 0), "met");
	fixture_end(&f);
}

/* EVIDENCE-OF: 42 CFR 414.1360(a)(1) in a leap year: 1 January to 30 March 2024 is 90 days */
static void test_leap_year(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	f.year = 2024;
	fixture_day(&f, "2024-07-01");
	fixture_practice(&f, 2);
	performed(&f, "IA_BE_4", 0, "2024-01-01", "2024-03-30");
	performed(&f, "IA_BE_4", 1, "2024-01-01", "2024-03-29");
	get(&f);
	assert_string_equal(answer_of(&f, 0), "met");
	assert_string_equal(answer_of(&f, 1), "notMet");
	assert_string_equal(said_of(&f, 1),
	                    "1 January to 29 March: 89 of 90 days; must start again by 3 October 2024");
	fixture_end(&f);
}

/* EVIDENCE-OF: inventory text of IA_ERP_1: six months */
static void test_months(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	performed(&f, "IA_ERP_1", 0, "2026-07-01", "2026-12-31");
	performed(&f, "IA_ERP_1", 1, "2026-05-01", NULL);
	get(&f);
	assert_string_equal(answer_of(&f, 0), "unknown"); /* it begins today */
	assert_string_equal(
		said_of(&f, 1),
		"1 May to today: 62 days of 6 months; still running: long enough on 31 October 2026");
	fixture_day(&f, "2026-12-31");
	get(&f);
	assert_string_equal(answer_of(&f, 0), "met");
	fixture_end(&f);
}

/* Two periods that touch are one; with a day between them they are not. */
static void test_touching_periods_are_one(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	change(&f, 200,
	       "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 0, \"periods\": "
	       "[{\"start\": \"2026-03-02\", \"end\": \"2026-04-15\"}, "
	       "{\"start\": \"2026-01-15\", \"end\": \"2026-03-01\"}]},"
	       "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 0, \"periods\": "
	       "[{\"start\": \"2026-03-03\", \"end\": \"2026-04-15\"}, "
	       "{\"start\": \"2026-01-15\", \"end\": \"2026-03-01\"}]}");
	assert_int_equal(fixture_length(&f, "cells.0.periods"), 1);
	assert_string_equal(fixture_text(&f, "cells.0.periods.0.start"), "2026-01-15");
	assert_string_equal(fixture_text(&f, "cells.0.periods.0.end"), "2026-04-15");
	assert_int_equal(fixture_int(&f, "cells.0.days"), 91);
	assert_string_equal(fixture_text(&f, "cells.0.answer"), "met");
	assert_int_equal(fixture_length(&f, "cells.1.periods"), 2); /* in order */
	assert_string_equal(fixture_text(&f, "cells.1.periods.0.start"), "2026-01-15");
	assert_string_equal(fixture_text(&f, "cells.1.answer"), "notMet");
	assert_int_equal(fixture_int(&f, "cells.1.days"), 46);
	fixture_end(&f);
}

/* ------------------------------------------------------------------------- missing */

/* EVIDENCE-OF: 42 CFR 414.1305, 414.1360: days on which the clinician billed under the TIN; today is
 * 1 July 2026 */
static void test_who_left_and_who_joined(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 8);
	chose(&f, "IA_BE_4", "planned");
	with_the_practice(&f, 0, "[{\"from\": null, \"to\": \"2026-06-30\"}]");
	with_the_practice(&f, 1, "[{\"from\": null, \"to\": \"2026-10-31\"}]");
	with_the_practice(&f, 2, "[{\"from\": \"2026-11-15\", \"to\": null}]");
	/* left and came back: 120 days from 1 January, 87 from 1 October to 31 December do not meet */
	with_the_practice(
		&f, 3,
		"[{\"from\": null, \"to\": \"2026-02-28\"}, {\"from\": \"2026-10-06\", \"to\": null}]");
	performed(&f, "IA_BE_4", 3, "2026-01-01", "2026-12-31");
	with_the_practice(
		&f, 4,
		"[{\"from\": null, \"to\": \"2026-03-31\"}, {\"from\": \"2026-12-01\", \"to\": null}]");
	performed(&f, "IA_BE_4", 4, "2026-01-01", "2026-12-31"); /* 90 days before the leave */
	with_the_practice(&f, 5, "[{\"from\": \"2025-01-01\", \"to\": \"2025-12-31\"}]"); /* not this year */
	performed(&f, "IA_BE_4", 6, "2026-02-01", "2026-03-31");
	with_the_practice(&f, 6, "[{\"from\": null, \"to\": \"2026-05-31\"}]");
	get(&f);
	assert_int_equal(fixture_length(&f, "clinicians"), 7);
	assert_string_equal(said_of(&f, 0), "left on 30 June: 90 days no longer possible");
	assert_string_equal(start_by(&f, 0), "(null)");
	assert_string_equal(said_of(&f, 1), "leaves on 31 October: must start by 3 August 2026");
	assert_string_equal(start_by(&f, 1), "2026-08-03");
	assert_string_equal(said_of(&f, 2), "joins on 15 November: 90 days not possible");
	assert_string_equal(start_by(&f, 2), "(null)");
	assert_string_equal(said_of(&f, 3), "6 October to 31 December: 87 of 90 days; joins on 6 October: 90 "
	                                    "days not possible");
	assert_string_equal(said_of(&f, 4), "(not missing)");
	assert_string_equal(said_of(&f, 5), "(not missing)");
	assert_string_equal(said_of(&f, 6),
	                    "1 February to 31 March: 59 of 90 days; left on 31 May: 90 days no "
	                    "longer possible");
	assert_string_equal(said_of(&f, 7), "must start by 3 October 2026");
	fixture_end(&f);
}

static void test_running_periods(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 9);
	performed(&f, "IA_BE_4", 0, "2026-05-19", NULL);         /* 44 days to 1 July */
	performed(&f, "IA_BE_4", 1, "2026-01-05", NULL);         /* long enough, were its end known */
	performed(&f, "IA_BE_4", 2, "2026-06-01", "2026-07-31"); /* ends in the future */
	performed(&f, "IA_BE_4", 3, "2026-09-01", NULL);
	performed(&f, "IA_BE_4", 4, NULL, NULL);
	performed(&f, "IA_BE_4", 5, NULL, "2026-06-01");
	performed(&f, "IA_BE_4", 6, "2026-02-01", "2026-03-31");
	performed(&f, "IA_BE_4", 7, "2026-06-01", "2026-06-30"); /* until yesterday */
	get(&f);
	assert_string_equal(said_of(&f, 0),
	                    "19 May to today: 44 of 90 days; still running: long enough on 16 August 2026");
	assert_string_equal(answer_of(&f, 0), "unknown");
	assert_string_equal(said_of(&f, 1),
	                    "5 January to today: 178 days; its last day is not known: enter it, so that it "
	                    "counts");
	assert_string_equal(
		said_of(&f, 2),
		"1 June to 31 July: 61 of 90 days; its end is in the future, and must not be before "
		"29 August 2026");
	assert_string_equal(said_of(&f, 3),
	                    "planned from 1 September, end not known; must go on until 29 November 2026");
	assert_string_equal(said_of(&f, 4), "took part, but the days are not known: enter them");
	assert_string_equal(said_of(&f, 5), "took part, but the first day is not known: enter it");
	assert_string_equal(said_of(&f, 6),
	                    "1 February to 31 March: 59 of 90 days; must start again by 3 October 2026");
	assert_string_equal(said_of(&f, 7),
	                    "1 June to 30 June: 30 of 90 days; must go on until 29 August 2026");
	/* the nearest first */
	assert_int_equal(fixture_find(&f, "activities.0.missing", "clinicianId", "cln_01"), 0);
	assert_int_equal(fixture_find(&f, "activities.0.missing", "clinicianId", "cln_05"), 2);
	assert_int_equal(fixture_find(&f, "activities.0.missing", "clinicianId", "cln_04"), 1);
	assert_int_equal(fixture_find(&f, "activities.0.missing", "clinicianId", "cln_00"), 3);
	assert_int_equal(fixture_find(&f, "activities.0.missing", "clinicianId", "cln_02"), 4);
	assert_int_equal(fixture_find(&f, "activities.0.missing", "clinicianId", "cln_07"), 5);
	assert_int_equal(fixture_find(&f, "activities.0.missing", "clinicianId", "cln_03"), 6);
	assert_int_equal(fixture_find(&f, "activities.0.missing", "clinicianId", "cln_06"), 7);
	assert_int_equal(fixture_find(&f, "activities.0.missing", "clinicianId", "cln_08"), 8);
	fixture_end(&f);
}

static void test_too_late(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_day(&f, "2026-10-03"); /* the last day */
	fixture_practice(&f, 2);
	performed(&f, "IA_BE_4", 0, "2026-09-20", NULL);
	get(&f);
	assert_string_equal(
		said_of(&f, 0),
		"20 September to today: 14 of 90 days; still running: long enough on 18 December 2026");
	assert_string_equal(said_of(&f, 1), "must start by 3 October 2026");
	fixture_day(&f, "2026-10-04");
	get(&f);
	assert_string_equal(said_of(&f, 1),
	                    "the last day to start was 3 October 2026: 90 days no longer possible");
	assert_string_equal(start_by(&f, 1), "(null)");
	assert_string_equal(start_by(&f, 0), "2026-10-03");
	fixture_day(&f, "2027-02-01");
	get(&f);
	assert_string_equal(said_of(&f, 0),
	                    "20 September to 31 December: 103 days; its last day is not known: enter it, "
	                    "so that it counts");
	fixture_end(&f);
}

/* ---------------------------------------------------------------------------- view */

static void test_columns(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	chose(&f, "IA_BE_12", "planned");
	chose(&f, "IA_BE_4", "doing");
	chose(&f, "IA_EPA_1", "dropped");
	chose(&f, "IA_PM_4", "dropped");
	chose(&f, "IA_PCMH", "doing");
	performed(&f, "IA_PM_4", 0, "2026-01-01", "2026-06-30");
	performed(&f, "IA_CC_8", 2, "2026-01-01", "2026-06-30");
	get(&f);
	assert_int_equal(fixture_length(&f, "activities"), 5);
	assert_string_equal(fixture_text(&f, "activities.0.measureId"), "IA_BE_4");
	assert_string_equal(fixture_text(&f, "activities.0.choice"), "doing");
	assert_string_equal(fixture_text(&f, "activities.1.measureId"), "IA_BE_12");
	assert_string_equal(fixture_text(&f, "activities.2.measureId"), "IA_CC_8");
	assert_true(fixture_null(&f, "activities.2.choice"));
	assert_string_equal(fixture_text(&f, "activities.3.measureId"), "IA_PCMH");
	assert_int_equal(fixture_length(&f, "activities.3.missing"), 0);
	assert_string_equal(fixture_text(&f, "activities.4.measureId"), "IA_PM_4"); /* nothing is hidden */
	assert_string_equal(fixture_text(&f, "activities.4.choice"), "dropped");
	assert_true(fixture_null(&f, "event"));
	assert_string_equal(fixture_text(&f, "today"), "2026-07-01");
	assert_int_equal(fixture_int(&f, "year"), 2026);
	fixture_end(&f);
}

static void test_evidence_is_counted(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	all_performed(&f, "IA_BE_4", 2, "2026-01-01", "2026-06-30");
	for (int i = 0; i < 3; i++) {
		char id[8];

		snprintf(id, sizeof id, "evd_%d", i);
		assert_int_equal(
			store_run(f.store, NULL,
		                  "INSERT INTO evidence (id, practice_id, year, kind, name, retain_until, "
		                  "added_by, added_at, withdrawn_at) VALUES (?1, ?2, 2026, 'link', 'x', "
		                  "'2033-01-01', 'Mary', 0, ?3)",
		                  "ttI", id, FIXTURE_PRACTICE, i == 2 ? &f.now : NULL),
			STORE_OK);
		assert_int_equal(store_run(f.store, NULL,
		                           "INSERT INTO evidence_link (evidence_id, measure_id, item_id, "
		                           "clinician_id) VALUES (?1, 'IA_BE_4', '', 'cln_01')",
		                           "t", id),
		                 STORE_OK);
	}
	get(&f);
	assert_int_equal(fixture_int(&f, "cells.0.evidence"), 0);
	assert_int_equal(fixture_int(&f, "cells.1.evidence"), 2); /* one was withdrawn */
	fixture_end(&f);
}

/* ------------------------------------------------------------------------- changes */

static void test_change_and_history(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	change(&f, 200,
	       "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 0, \"note\": "
	       "\"portal\", "
	       "\"periods\": [{\"start\": \"2026-01-02\", \"end\": \"2026-04-30\"}]}");
	assert_int_equal(fixture_int(&f, "event"), 1);
	assert_int_equal(fixture_int(&f, "cells.0.version"), 1);
	assert_string_equal(fixture_text(&f, "cells.0.note"), "portal");
	assert_string_equal(fixture_text(&f, "cells.0.changedBy"), "Mary Jones");
	assert_string_equal(fixture_text(&f, "cells.0.changedAt"), "2026-07-01T12:00:00.000Z");
	change(&f, 200,
	       "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 1, "
	       "\"periods\": [{\"start\": \"2026-01-02\", \"end\": \"2026-05-31\"}]},"
	       "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 0, "
	       "\"periods\": [{\"start\": \"2026-01-02\", \"end\": \"2026-05-31\"}]}");
	assert_string_equal(fixture_text(&f, "cells.0.note"), "portal"); /* not sent: it stays */
	assert_int_equal(fixture_int(&f, "cells.0.version"), 2);
	change(&f, 200,
	       "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 2, \"periods\": []}");
	assert_int_equal(fixture_length(&f, "cells.0.periods"), 0);
	assert_int_equal(fixture_int(&f, "cells.0.version"), 3);
	/* what changes nothing is no event, and leaves the version */
	change(&f, 200,
	       "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 3, \"periods\": []}");
	assert_true(fixture_null(&f, "event"));
	assert_int_equal(fixture_int(&f, "cells.0.version"), 3);
	fixture_expect(&f, 200, op_list_history, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "events"), 3);
	assert_string_equal(
		fixture_text(&f, "events.2.text"),
		"Recorded the period of Dr. Ann Adams for IA_BE_4: 2 January 2026 to 30 April 2026");
	assert_string_equal(fixture_text(&f, "events.1.text"),
	                    "Changed the periods of 2 clinicians for IA_BE_4: 2 January 2026 to 31 May 2026");
	assert_string_equal(fixture_text(&f, "events.0.text"),
	                    "Took out the period of Dr. Ann Adams for IA_BE_4: did not take part");
	assert_string_equal(fixture_text(&f, "events.0.kind"), "ledger.changed");
	assert_true(fixture_true(&f, "events.0.undoable"));
	fixture_end(&f);
}

static void test_all_or_none(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	performed(&f, "IA_BE_4", 1, "2026-01-02", "2026-04-30");
	performed(&f, "IA_BE_4", 2, "2026-01-02", "2026-04-30");
	change(&f, 409,
	       "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 0, "
	       "\"periods\": [{\"start\": \"2026-02-01\", \"end\": \"2026-05-31\"}]},"
	       "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 0, "
	       "\"periods\": [{\"start\": \"2026-02-01\", \"end\": \"2026-05-31\"}]},"
	       "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_CC_8\", \"version\": 4, "
	       "\"periods\": []}");
	assert_string_equal(fixture_code(&f), "conflict");
	assert_int_equal(fixture_length(&f, "conflicts"), 2);
	assert_string_equal(fixture_text(&f, "conflicts.0.clinicianId"), "cln_01");
	assert_string_equal(fixture_text(&f, "conflicts.0.clinicianName"), "Dr. Ben Baker");
	assert_string_equal(fixture_text(&f, "conflicts.0.measureId"), "IA_BE_4");
	assert_string_equal(fixture_text(&f, "conflicts.0.current.periods.0.end"), "2026-04-30");
	assert_int_equal(fixture_int(&f, "conflicts.0.current.version"), 1);
	assert_string_equal(fixture_text(&f, "conflicts.0.yours.0.end"), "2026-05-31");
	assert_true(fixture_null(&f, "conflicts.1.current"));
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM ledger_cell"), 2);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event"), 0);
	fixture_end(&f);
}

#define CELL "\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 0, \"periods\": "

static void test_refused(void **state)
{
	static const struct {
		const char *change, *pointer, *code;
	} rows[] = {
		{ "{" CELL "[{\"start\": \"2026-02-30\", \"end\": null}]}", "/changes/0/periods/0/start",
		  "badDate" },
		{ "{" CELL "[{\"start\": \"1 May\", \"end\": null}]}", "/changes/0/periods/0/start",
		  "badDate" },
		{ "{" CELL "[{\"start\": 5, \"end\": null}]}", "/changes/0/periods/0/start", "badDate" },
		{ "{" CELL "[{\"start\": \"2026-01-01\"}]}", "/changes/0/periods/0/end", "missing" },
		{ "{" CELL "[{\"start\": \"2026-05-01\", \"end\": \"2026-04-30\"}]}",
		  "/changes/0/periods/0/end", "endBeforeStart" },
		{ "{" CELL "[{\"start\": \"2025-05-01\", \"end\": \"2025-12-31\"}]}", "/changes/0/periods/0",
		  "outsideYear" },
		{ "{" CELL "[{\"start\": \"2027-01-01\", \"end\": null}]}", "/changes/0/periods/0",
		  "outsideYear" },
		{ "{" CELL "[{\"start\": \"1926-05-01\", \"end\": \"2026-12-31\"}]}",
		  "/changes/0/periods/0/start", "farAway" },
		{ "{" CELL "[{\"start\": null, \"end\": null, \"x\": 1}]}", "/changes/0/periods/0",
		  "unknownField" },
		{ "{" CELL "[7]}", "/changes/0/periods/0", "badType" },
		{ "{" CELL "{}}", "/changes/0/periods", "badType" },
		{ "{" CELL "[{\"start\": \"2026-01-01\", \"end\": \"2026-03-31\"}, "
		  "{\"start\": \"2026-03-01\", \"end\": null}]}",
		  "/changes/0/periods/1", "overlaps" },
		{ "{" CELL "[{\"start\": null, \"end\": null}, {\"start\": \"2026-03-01\", \"end\": null}]}",
		  "/changes/0/periods/0", "noDates" },
		{ "{" CELL "[]}, {" CELL "[]}", "/changes/1", "twice" },
		{ "{" CELL "[], \"color\": 1}", "/changes/0/color", "unknownField" },
		{ "{\"clinicianId\": \"cln_77\", \"measureId\": \"IA_BE_4\", \"version\": 0, \"periods\": "
		  "[]}",
		  "/changes/0/clinicianId", "notInRoster" },
		{ "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_AHE_1\", \"version\": 0, \"periods\": "
		  "[]}",
		  "/changes/0/measureId", "notInInventory" },
		{ "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"periods\": []}",
		  "/changes/0/version", "missing" },
		{ "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 0}",
		  "/changes/0/periods", "missing" },
		{ "7", "/changes/0", "badType" },
		{ "", "/changes", "missing" },
	};
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		change(&f, 422, rows[i].change);
		if (!fixture_has_error(&f, rows[i].pointer, rows[i].code))
			fail_msg("no %s at %s: %s", rows[i].code, rows[i].pointer,
			         json_dumps(f.reply.json, 0));
	}
	fixture_sql(&f, "UPDATE clinician SET removed = 1 WHERE id = 'cln_01'");
	change(&f, 422,
	       "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 0, \"periods\": []}");
	assert_true(fixture_has_error(&f, "/changes/0/clinicianId", "notInRoster"));
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM ledger_cell"), 0);
	fixture_end(&f);
}

static void test_too_many(void **state)
{
	json_t *changes = json_array();
	json_t *periods = json_array();
	json_t *body;
	struct fixture f;
	char *text;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	for (int i = 0; i < 21; i++)
		json_array_append_new(periods, json_pack("{s:n, s:n}", "start", "end"));
	json_array_append_new(changes, json_pack("{s:s, s:s, s:i, s:o}", "clinicianId", "cln_00", "measureId",
	                                         "IA_BE_4", "version", 0, "periods", periods));
	body = json_pack("{s:O}", "changes", changes);
	text = json_dumps(body, 0);
	fixture_expect(&f, 422, op_change_ledger, (struct ask){ .body = text });
	assert_true(fixture_has_error(&f, "/changes/0/periods", "tooMany"));
	free(text);
	for (int i = 0; i < 5000; i++)
		json_array_append_new(changes, json_object());
	text = json_dumps(body, 0);
	fixture_expect(&f, 422, op_change_ledger, (struct ask){ .body = text });
	assert_true(fixture_has_error(&f, "/changes", "tooMany"));
	free(text);
	json_decref(body);
	json_decref(changes);
	fixture_end(&f);
}

/* What does not count wholly is taken, and said. */
static void test_warned(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	chose(&f, "IA_CC_8", "dropped");
	with_the_practice(&f, 1, "[{\"from\": null, \"to\": \"2026-03-31\"}]");
	change(&f, 200,
	       "{" CELL "[{\"start\": \"2025-11-01\", \"end\": \"2026-02-28\"}]},"
	       "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 0, "
	       "\"periods\": [{\"start\": \"2026-03-01\", \"end\": \"2026-04-30\"}]},"
	       "{\"clinicianId\": \"cln_02\", \"measureId\": \"IA_CC_8\", \"version\": 0, "
	       "\"periods\": [{\"start\": \"2026-03-01\", \"end\": null}]}");
	assert_int_equal(fixture_length(&f, "warnings"), 3);
	assert_string_equal(fixture_text(&f, "warnings.0.code"), "outsideYear");
	assert_string_equal(fixture_text(&f, "warnings.0.path"), "/changes/0/periods");
	assert_string_equal(
		fixture_text(&f, "warnings.0.message"),
		"Dr. Ann Adams, 1 November 2025 to 28 February 2026: only the days in 2026 count.");
	assert_string_equal(fixture_text(&f, "warnings.1.code"), "notWithPractice");
	assert_string_equal(fixture_text(&f, "warnings.2.code"), "dropped");
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM ledger_cell"), 3);
	fixture_end(&f);
}

/* A clinician whose time was corrected does not hide what was recorded. */
static void test_who_is_not_in_the_year_is_shown_with_periods(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	performed(&f, "IA_BE_4", 1, "2026-01-01", "2026-06-30");
	with_the_practice(&f, 1, "[{\"from\": null, \"to\": \"2025-12-31\"}]");
	get(&f);
	assert_int_equal(fixture_length(&f, "clinicians"), 2);
	assert_int_equal(days_of(&f, 1), 0);
	assert_int_equal(fixture_int(&f, "activities.0.certain"), 0);
	change(&f, 200,
	       "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 1, \"periods\": []}");
	assert_int_equal(fixture_length(&f, "clinicians"), 1);
	fixture_end(&f);
}

/* ---------------------------------------------------------------------------- undo */

static void test_undo(void **state)
{
	struct fixture f;
	int64_t first;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	change(&f, 200, "{" CELL "[{\"start\": \"2026-01-01\", \"end\": \"2026-02-28\"}], \"note\": \"a\"}");
	first = fixture_int(&f, "event");
	change(&f, 200,
	       "{\"clinicianId\": \"cln_00\", \"measureId\": \"IA_BE_4\", \"version\": 1, \"note\": \"b\", "
	       "\"periods\": [{\"start\": \"2026-03-01\", \"end\": null}]},"
	       "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 0, "
	       "\"periods\": [{\"start\": \"2026-03-01\", \"end\": null}]}");
	undo_event(&f, 409, first);
	assert_string_equal(fixture_code(&f), "changedSince");
	undo_event(&f, 200, first + 1);
	get(&f);
	assert_int_equal(fixture_length(&f, "cells"), 2);
	assert_string_equal(fixture_text(&f, "cells.0.periods.0.end"), "2026-02-28");
	assert_string_equal(fixture_text(&f, "cells.0.note"), "a");
	assert_int_equal(fixture_int(&f, "cells.0.version"), 3); /* it goes on */
	assert_int_equal(fixture_length(&f, "cells.1.periods"), 0);
	assert_int_equal(fixture_int(&f, "cells.1.version"), 2);
	undo_event(&f, 409, first + 1);
	assert_string_equal(fixture_code(&f), "alreadyUndone");
	fixture_end(&f);
}

/* One of several cells was changed since: none is put back. */
static void test_undo_after_a_later_change_is_refused(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 2);
	change(&f, 200,
	       "{" CELL "[{\"start\": \"2026-01-01\", \"end\": \"2026-02-28\"}]},"
	       "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 0, "
	       "\"periods\": [{\"start\": \"2026-01-01\", \"end\": \"2026-02-28\"}]}");
	change(&f, 200,
	       "{\"clinicianId\": \"cln_01\", \"measureId\": \"IA_BE_4\", \"version\": 1, "
	       "\"periods\": [{\"start\": \"2026-01-01\", \"end\": \"2026-06-30\"}]}");
	undo_event(&f, 409, 1);
	assert_string_equal(
		fixture_text(&f, "detail"),
		"This cannot be undone any more: of the 2 cells that it changed, 1 was changed again "
		"since.");
	get(&f);
	assert_string_equal(fixture_text(&f, "cells.0.periods.0.end"), "2026-02-28");
	assert_string_equal(fixture_text(&f, "cells.1.periods.0.end"), "2026-06-30");
	fixture_end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nine_of_seventeen),
		cmocka_unit_test(test_ninety_days),
		cmocka_unit_test(test_leap_year),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_touching_periods_are_one),
		cmocka_unit_test(test_who_left_and_who_joined),
		cmocka_unit_test(test_running_periods),
		cmocka_unit_test(test_too_late),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_evidence_is_counted),
		cmocka_unit_test(test_change_and_history),
		cmocka_unit_test(test_all_or_none),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_warned),
		cmocka_unit_test(test_who_is_not_in_the_year_is_shown_with_periods),
		cmocka_unit_test(test_undo),
		cmocka_unit_test(test_undo_after_a_later_change_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
