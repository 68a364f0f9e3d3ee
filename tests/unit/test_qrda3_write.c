/* QRDA III documents go out and come in again with all their facts. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

#include "formats/qrda3.h"

/* What a program name of the guides stands for, and the years it was there. */
struct row {
	const char *cms;
	const char *program;
	const char *entity;
	int first, last;
};

/* EVIDENCE-OF: CMS's QRDA III guides of 2017 to 2026: program names by year. */
static const struct row rows[] = {
	{ "MIPS_INDIV", "mips", "individual", 2017, 2026 },
	{ "MIPS_GROUP", "mips", "group", 2017, 2026 },
	{ "MIPS_VIRTUALGROUP", "mips", "virtualGroup", 2018, 2026 },
	{ "MIPS_APMENTITY", "mips", "apm", 2021, 2026 },
	{ "MIPS_SUBGROUP", "M0005", "subgroup", 2023, 2026 },
	{ "MIPS_INDIV", "M0005", "individual", 2023, 2026 },
	{ "MIPS_GROUP", "M0005", "group", 2023, 2026 },
	{ "MIPS_APMENTITY", "M0005", "apm", 2023, 2026 },
	{ "MIPS_APP1_INDIV", "app1", "individual", 2021, 2026 },
	{ "MIPS_APP1_GROUP", "app1", "group", 2021, 2026 },
	{ "MIPS_APP1_APMENTITY", "app1", "apm", 2021, 2026 },
	{ "APP_PLUS_INDIV", "appPlus", "individual", 2025, 2026 },
	{ "APP_PLUS_GROUP", "appPlus", "group", 2025, 2026 },
	{ "APP_PLUS_APMENTITY", "appPlus", "apm", 2025, 2026 },
};

static void set_text(json_t *object, const char *key, const char *text)
{
	assert_int_equal(json_object_set_new(object, key, json_string(text)), 0);
}

static void put_identity(json_t *submission, const char *entity)
{
	bool individual = strcmp(entity, "individual") == 0;

	if (individual)
		set_text(submission, "nationalProviderIdentifier", "1234567893");
	if (individual || strcmp(entity, "group") == 0 || strcmp(entity, "virtualGroup") == 0)
		set_text(submission, "taxpayerIdentificationNumber", "000777777");
	if (strcmp(entity, "virtualGroup") == 0)
		set_text(submission, "entityId", "x1");
	if (strcmp(entity, "apm") == 0)
		set_text(submission, "entityId", "A1234");
	if (strcmp(entity, "subgroup") == 0)
		set_text(submission, "entityId", "SG-00000001");
}

static json_t *make_submission(const char *program, const char *entity, int year)
{
	char start[16], end[16];
	json_t *submission, *set;

	snprintf(start, sizeof start, "%d-01-01", year);
	snprintf(end, sizeof end, "%d-12-31", year);
	set = json_pack("{s:s,s:s,s:s,s:s,s:s,s:[{s:s,s:b},{s:s,s:b},{s:s,s:b}]}", "category", "ia",
	                "submissionMethod", "electronicHealthRecord", "programName", program,
	                "performanceStart", start, "performanceEnd", end, "measurements", "measureId",
	                "IA_EPA_1", "value", 1, "measureId", "IA_BE_6", "value", 0, "measureId", "IA_EPA_1",
	                "value", 1);
	submission = json_pack("{s:i,s:s,s:[o]}", "performanceYear", year, "entityType", entity,
	                       "measurementSets", set);
	assert_non_null(submission);
	put_identity(submission, entity);
	return submission;
}

static json_t *first_set(json_t *submission)
{
	return json_array_get(json_object_get(submission, "measurementSets"), 0);
}

static char *write_text(const json_t *submission, const struct qrda3_write_options *options, size_t *length,
                        struct findings *findings)
{
	char *text;

	assert_int_equal(qrda3_write(submission, options, &text, length, findings), QRDA3_OK);
	assert_non_null(text);
	assert_int_equal(strlen(text), *length);
	return text;
}

static void print(const struct findings *findings)
{
	for (size_t i = 0; i < findings->length; i++)
		printf("%s: %s %s\n", findings->items[i].path, findings->items[i].code,
		       findings->items[i].message);
}

static void round_trip(const json_t *submission, const struct row *row, int year)
{
	struct qrda3_write_options options = { 0 };
	struct qrda3_read_options read = { .cms_test_identifiers = true };
	struct qrda3_reading reading;
	struct findings findings = { 0 };
	size_t length;
	char *text = write_text(submission, &options, &length, &findings);
	char name[64];

	snprintf(name, sizeof name, "extension=\"%s\"", row->cms);
	assert_non_null(strstr(text, name));
	assert_true(qrda3_sniff(text, length));
	assert_int_equal(qrda3_read(text, length, &read, &reading), QRDA3_OK);
	if (reading.findings.errors > 0 || !json_equal(submission, reading.submission)) {
		print(&reading.findings);
		fail_msg("%s %s %s %d: %s", row->cms, row->program, row->entity, year,
		         json_dumps(reading.submission, 0));
	}
	qrda3_reading_free(&reading);
	findings_free(&findings);
	free(text);
}

/* Virtual groups of 2018 were in the converter, but not in the guide. */
static bool before_the_guide(const struct row *row, int year)
{
	return year == 2018 && strcmp(row->entity, "virtualGroup") == 0;
}

static void test_round_trips(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		for (int year = rows[i].first; year <= rows[i].last; year++) {
			json_t *submission = make_submission(rows[i].program, rows[i].entity, year);

			round_trip(submission, &rows[i], year);
			json_decref(submission);
		}
	}
}

/* What is written breaks none of the official rules. */
static void test_no_findings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		for (int year = rows[i].first; year <= rows[i].last; year++) {
			json_t *submission = make_submission(rows[i].program, rows[i].entity, year);
			struct qrda3_write_options options = { 0 };
			struct findings findings = { 0 };
			size_t length;
			char *text = write_text(submission, &options, &length, &findings);

			if (findings.length != before_the_guide(&rows[i], year)) {
				print(&findings);
				fail_msg("%s %s %d", rows[i].cms, rows[i].program, year);
			}
			free(text);
			findings_free(&findings);
			json_decref(submission);
		}
	}
}

/* The converter of the year takes it, and says the same. */
static void test_converter_agrees(void **state)
{
	(void)state;
	for (int year = 2017; year <= 2025; year++) {
		json_t *submission = make_submission("mips", "individual", year);
		struct qrda3_write_options options = { 0 };
		struct qrda3_cms_options cms = { .year = year };
		struct qrda3_cms_answer answer = { 0 };
		struct findings findings = { 0 };
		size_t length;
		char *text = write_text(submission, &options, &length, &findings);
		json_t *said;

		assert_int_equal(qrda3_as_cms(text, length, &cms, &answer), QRDA3_OK);
		assert_true(answer.accepted);
		said = json_loadb(answer.text, answer.length, 0, NULL);
		json_object_del(first_set(said), "source");
		assert_true(json_equal(submission, said));
		json_decref(said);
		json_decref(submission);
		qrda3_cms_answer_free(&answer);
		findings_free(&findings);
		free(text);
	}
}

static void test_same_bytes_every_time(void **state)
{
	json_t *submission = make_submission("mips", "group", 2025);
	struct qrda3_write_options options = { 0 };
	struct findings findings = { 0 };
	size_t length;
	char *first = write_text(submission, &options, &length, &findings);
	char *again = write_text(submission, &options, &length, &findings);
	char *other;

	(void)state;
	assert_string_equal(first, again);
	json_object_set_new(submission, "taxpayerIdentificationNumber", json_string("000888888"));
	other = write_text(submission, &options, &length, &findings);
	assert_string_not_equal(strstr(first, "<id root="), strstr(other, "<id root="));
	free(first);
	free(again);
	free(other);
	findings_free(&findings);
	json_decref(submission);
}

static void test_given_values(void **state)
{
	json_t *submission = make_submission("mips", "group", 2025);
	struct qrda3_write_options options = { .time = "20260301093000+0000",
		                               .document_id = "8c2f9a61-0f6e-4e5b-9a0a-5a3b1c2d3e4f",
		                               .organization = "Dr. A & <B>" };
	struct findings findings = { 0 };
	size_t length;
	char *text = write_text(submission, &options, &length, &findings);

	(void)state;
	assert_int_equal(findings.length, 0);
	assert_non_null(strstr(text, "<effectiveTime value=\"20260301093000+0000\"/>"));
	assert_non_null(strstr(text, "<id root=\"8c2f9a61-0f6e-4e5b-9a0a-5a3b1c2d3e4f\"/>"));
	assert_non_null(strstr(text, "<name>Dr. A &amp; &lt;B&gt;</name>"));
	free(text);
	findings_free(&findings);
	json_decref(submission);
}

/* The title of an activity is CMS's of that year. */
static void test_title(void **state)
{
	json_t *submission = make_submission("mips", "group", 2025);
	struct qrda3_write_options options = { 0 };
	struct findings findings = { 0 };
	size_t length;
	char *text = write_text(submission, &options, &length, &findings);
	const mipsia_activity *title =
		mipsia_activity_in_year(mipsia_rulebook_builtin(), activity("IA_BE_6"), 2025);
	char start[24];

	(void)state;
	snprintf(start, sizeof start, "%.20s", title->title);
	assert_non_null(strstr(text, start));
	free(text);
	findings_free(&findings);
	json_decref(submission);
}

static void test_sets(void **state)
{
	json_t *submission = make_submission("mips", "group", 2025);
	json_t *sets = json_object_get(submission, "measurementSets");
	struct qrda3_write_options options = { .set = 1 };
	struct findings findings = { 0 };
	size_t length;
	char *text;

	(void)state;
	json_array_insert_new(sets, 1, json_pack("{s:s}", "category", "pi"));
	json_array_append_new(sets, json_deep_copy(first_set(submission)));
	json_object_set_new(json_array_get(sets, 2), "performanceEnd", json_string("2025-06-30"));
	assert_int_equal(qrda3_set_count(submission), 2);
	text = write_text(submission, &options, &length, &findings);
	assert_non_null(strstr(text, "<high value=\"20250630\"/>"));
	assert_int_equal(findings.length, 1);
	assert_string_equal(findings.items[0].code, "otherCategoryLeftOut");
	free(text);
	findings_free(&findings);
	json_decref(submission);
}

/* ------------------------------------------------------------------------ refusals */

static void refused(json_t *submission, const struct qrda3_write_options *options, const char *code)
{
	static const struct qrda3_write_options plain = { 0 };
	struct findings findings = { 0 };
	size_t length;
	char *text;

	assert_int_equal(qrda3_write(submission, options ? options : &plain, &text, &length, &findings),
	                 QRDA3_EINPUT);
	assert_null(text);
	if (findings.length == 0 || strcmp(findings.items[0].code, code) != 0) {
		print(&findings);
		fail_msg("not %s", code);
	}
	findings_free(&findings);
	json_decref(submission);
}

static json_t *with(const char *field, json_t *value)
{
	json_t *submission = make_submission("mips", "group", 2025);

	json_object_set_new(submission, field, value);
	return submission;
}

static json_t *with_in_set(const char *field, json_t *value)
{
	json_t *submission = make_submission("mips", "group", 2025);

	json_object_set_new(first_set(submission), field, value);
	return submission;
}

static void test_refused(void **state)
{
	struct qrda3_write_options time = { .time = "now" }, id = { .document_id = "1" }, set = { .set = 1 };

	(void)state;
	refused(json_object(), NULL, "yearUnwritable");
	refused(json_array(), NULL, "yearUnwritable");
	refused(with("performanceYear", json_integer(2016)), NULL, "yearUnwritable");
	refused(with("performanceYear", json_integer(2027)), NULL, "yearUnwritable");
	refused(with("performanceYear", json_string("2025")), NULL, "yearUnwritable");
	refused(with("entityType", json_null()), NULL, "missingField");
	refused(with("entityType", json_string("hospital")), NULL, "programUnwritable");
	refused(with("entityType", json_string("virtualGroup")), NULL, "missingField");
	refused(with("measurementSets", json_array()), NULL, "noActivities");
	refused(with_in_set("programName", json_string("M9999")), NULL, "programUnwritable");
	refused(with_in_set("programName", json_string("app2")), NULL, "programUnwritable");
	refused(with_in_set("performanceStart", json_null()), NULL, "badDate");
	refused(with_in_set("performanceEnd", json_string("2025-02-30")), NULL, "badDate");
	refused(with_in_set("measurements", json_array()), NULL, "noActivities");
	refused(with_in_set("measurements", json_pack("[{s:b}]", "value", 1)), NULL, "missingField");
	refused(with_in_set("measurements", json_pack("[{s:s}]", "measureId", "IA_BE_6")), NULL, "badType");
	refused(with_in_set("measurements", json_pack("[{s:s,s:b}]", "measureId", "A\x01", "value", 1)), NULL,
	        "badCharacter");
	refused(make_submission("mips", "group", 2025), &time, "badTime");
	refused(make_submission("mips", "group", 2025), &id, "badDocumentId");
	refused(make_submission("mips", "group", 2025), &set, "noActivities");
	refused(make_submission("M0005", "virtualGroup", 2025), NULL, "programUnwritable");
	refused(make_submission("M0005", "group", 2022), NULL, "programUnwritable");
	refused(make_submission("app1", "group", 2020), NULL, "programUnwritable");
	refused(make_submission("mips", "virtualGroup", 2017), NULL, "programUnwritable");
}

/* Every text that XML can hold survives. */
static void test_odd_texts(void **state)
{
	static const char *const ids[] = { "a b", " a", "<&>\"'", "a\tb\nc\rd", "é漢𝄞", "]]>", "&amp;" };

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		json_t *submission = with_in_set("measurements",
		                                 json_pack("[{s:s,s:b}]", "measureId", ids[i], "value", 1));

		round_trip(submission, &rows[1], 2025);
		json_decref(submission);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trips),
		cmocka_unit_test(test_no_findings),
		cmocka_unit_test(test_converter_agrees),
		cmocka_unit_test(test_same_bytes_every_time),
		cmocka_unit_test(test_given_values),
		cmocka_unit_test(test_title),
		cmocka_unit_test(test_sets),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_odd_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
