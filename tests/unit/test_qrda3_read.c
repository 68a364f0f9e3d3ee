/*
 * Strict reading of QRDA III. Each test takes a document without a fault, as the
 * writer makes it, and breaks one thing.
 */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

#include "formats/qrda3.h"

#define PI_SECTION                                                                                           \
	"<component><section><templateId root=\"2.16.840.1.113883.10.20.24.2.2\"/>"                          \
	"<templateId root=\"2.16.840.1.113883.10.20.27.2.5\" extension=\"2020-12-01\"/>"                     \
	"<entry><organizer><templateId root=\"2.16.840.1.113883.10.20.27.3.28\"/>"                           \
	"<reference><externalDocument><id root=\"1\" extension=\"PI_EP_1\"/></externalDocument></reference>" \
	"</organizer></entry></section></component>"
#define QUALITY_SECTION                                                                                      \
	"<component><section><templateId root=\"2.16.840.1.113883.10.20.24.2.2\"/>"                          \
	"<templateId root=\"2.16.840.1.113883.10.20.27.2.3\" extension=\"2022-12-01\"/>"                     \
	"<entry><organizer><templateId root=\"2.16.840.1.113883.10.20.27.3.17\"/></organizer></entry>"       \
	"</section></component>"

static json_t *make_submission(const char *entity, const char *program, int year)
{
	char start[16], end[16];

	snprintf(start, sizeof start, "%d-01-01", year);
	snprintf(end, sizeof end, "%d-12-31", year);
	return json_pack("{s:i,s:s,s:s,s:s,s:s,s:[{s:s,s:s,s:s,s:s,s:s,s:[{s:s,s:b},{s:s,s:b}]}]}",
	                 "performanceYear", year, "entityType", entity, "taxpayerIdentificationNumber",
	                 "123456788", "nationalProviderIdentifier", "1234567893", "entityId", "SG-00000001",
	                 "measurementSets", "category", "ia", "submissionMethod", "electronicHealthRecord",
	                 "programName", program, "performanceStart", start, "performanceEnd", end,
	                 "measurements", "measureId", "IA_EPA_1", "value", 1, "measureId", "IA_BE_6", "value",
	                 1);
}

static char *write_document(const char *entity, const char *program, int year)
{
	json_t *submission = make_submission(entity, program, year);
	struct qrda3_write_options options = { 0 };
	struct findings findings = { 0 };
	size_t length;
	char *text;

	assert_non_null(submission);
	assert_int_equal(qrda3_write(submission, &options, &text, &length, &findings), QRDA3_OK);
	assert_int_equal(findings.length, 0);
	json_decref(submission);
	return text;
}

/* A new text with the first `from` made `to`. Frees the old one. */
static char *change(char *text, const char *from, const char *to)
{
	char *at = strstr(text, from), *changed;
	size_t length = strlen(text) - strlen(from) + strlen(to) + 1;

	if (at == NULL)
		fail_msg("no %s in the document", from);
	changed = malloc(length);
	snprintf(changed, length, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	free(text);
	return changed;
}

static void read_into(const char *text, int year, struct qrda3_reading *reading)
{
	struct qrda3_read_options options = { .year = year };

	assert_int_equal(qrda3_read(text, strlen(text), &options, reading), QRDA3_OK);
}

static const struct finding *find(const struct findings *findings, const char *code)
{
	for (size_t i = 0; i < findings->length; i++) {
		if (strcmp(findings->items[i].code, code) == 0)
			return &findings->items[i];
	}
	return NULL;
}

/* ------------------------------------------------------------- the official rules */

struct broken {
	const char *entity;
	const char *program;
	int year;
	const char *from, *to;
	const char *code;
	const char *rule; /* its number, as the message names it */
};

/* EVIDENCE-OF: the official QRDA III Schematrons: rules that matter for IA files. */
static const struct broken broken_rules[] = {
	{ "group", "mips", 2025, "<realmCode code=\"US\"/>", "", "headerRule", "17226" },
	{ "group", "mips", 2025, "code=\"US\"", "code=\"DE\"", "headerRule", "17227" },
	{ "group", "mips", 2025, "POCD_HD000040", "POCD", "headerRule", "18188" },
	{ "group", "mips", 2025, "55184-6", "55185-3", "headerRule", "19549" },
	{ "group", "mips", 2025, "confidentialityCode code=\"N\"", "confidentialityCode code=\"R\"",
	  "headerRule", "CMS_4" },
	{ "group", "mips", 2025, "languageCode code=\"en\"", "languageCode code=\"de\"", "headerRule",
	  "19669" },
	{ "group", "mips", 2025, "10.20.27.1.1\" extension=\"2020-12-01\"", "10.20.27.1.1\"", "templateRule",
	  "17208" },
	{ "group", "mips", 2025, "<custodian>", "<custodian/><custodian>", "headerRule", "17213" },
	{ "group", "mips", 2025, "</assignedAuthor>", "<assignedPerson/></assignedAuthor>", "headerRule",
	  "19667" },
	{ "group", "mips", 2025, "signatureCode code=\"S\"", "signatureCode code=\"X\"", "headerRule",
	  "18169" },
	{ "group", "mips", 2025, "<recordTarget>", "<recordTarget/><recordTarget>", "headerRule", "17212" },
	{ "individual", "mips", 2025, "1234567893", "1234567890", "identifierRule", "CMS_0117" },
	{ "individual", "mips", 2025, "1234567893", "123456789", "identifierRule", "CMS_0115" },
	{ "group", "mips", 2025, "123456788", "12345678", "identifierRule", "CMS_0119" },
	{ "subgroup", "M0005", 2025, "typeCode=\"TRC\"", "typeCode=\"DEV\"", "headerRule",
	  "participant is MVP" },
	{ "subgroup", "M0005", 2025, "classCode=\"PROG\"", "classCode=\"RGPR\"", "headerRule", "CMS_121" },
	{ "group", "mips", 2025, "55186-1", "1", "sectionRule", "" },
	{ "group", "mips", 2025, "typeCode=\"REFR\"", "typeCode=\"X\"", "activityRule", "" },
	{ "group", "mips", 2025, "root=\"2.16.840.1.113883.3.7034\"", "root=\"1\"", "activityRule", "" },
	{ "group", "mips", 2025, "xsi:type=\"CD\"", "xsi:type=\"ST\"", "activityRule", "" },
	{ "group", "mips", 2025, "252116004", "1", "parametersRule", "" },
};

static void test_broken_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof broken_rules / sizeof broken_rules[0]; i++) {
		const struct broken *rule = &broken_rules[i];
		char *text =
			change(write_document(rule->entity, rule->program, rule->year), rule->from, rule->to);
		struct qrda3_reading reading;
		const struct finding *finding;

		read_into(text, 0, &reading);
		finding = find(&reading.findings, rule->code);
		if (finding == NULL || strstr(finding->message, rule->rule) == NULL)
			fail_msg("%s -> %s: no %s %s, but %s", rule->from, rule->to, rule->code, rule->rule,
			         reading.findings.length ? reading.findings.items[0].message : "nothing");
		assert_int_equal(finding->severity, FINDING_WARNING);
		assert_int_equal(finding->authority, FINDING_SCHEMATRON);
		assert_int_equal(reading.findings.errors, 0);
		assert_true(finding->line > 0 && finding->column > 0);
		qrda3_reading_free(&reading);
		free(text);
	}
}

static void test_faultless(void **state)
{
	(void)state;
	for (int year = 2017; year <= 2026; year++) {
		char *text = write_document("individual", "mips", year);
		struct qrda3_reading reading;

		read_into(text, 0, &reading);
		assert_int_equal(reading.findings.errors, 0);
		assert_int_equal(reading.findings.warnings, year == 2026);
		/* one guide for 2017 and 2018, and one for 2023 and 2024: the period decides */
		assert_int_equal(reading.guide_year, year);
		assert_int_equal(reading.year, year);
		qrda3_reading_free(&reading);
		free(text);
	}
}

/* ------------------------------------------------------------------- other years */

static void test_asked_year(void **state)
{
	char *text = write_document("group", "mips", 2025);
	struct qrda3_reading reading;
	const struct finding *finding;

	(void)state;
	read_into(text, 2024, &reading);
	assert_int_equal(reading.guide_year, 2025);
	assert_int_equal(reading.year, 2024);
	finding = find(&reading.findings, "notThisYearsQrda3");
	assert_non_null(finding);
	assert_int_equal(finding->cms_code, 5);
	assert_int_equal(finding->severity, FINDING_ERROR);
	assert_non_null(reading.submission);
	qrda3_reading_free(&reading);
	free(text);
}

static void test_unknown_years(void **state)
{
	struct qrda3_read_options options = { .year = 2016 };
	struct qrda3_reading reading;
	struct qrda3_cms_options cms = { .year = 2027 };
	struct qrda3_cms_answer answer;

	(void)state;
	assert_int_equal(qrda3_read("<a/>", 4, &options, &reading), QRDA3_EYEAR);
	assert_int_equal(qrda3_as_cms("<a/>", 4, &cms, &answer), QRDA3_EYEAR);
	assert_null(answer.text);
}

static void test_no_qrda3(void **state)
{
	static const char *const texts[] = { "",   "{}", "<a/>", "<ClinicalDocument/>", "<!DOCTYPE a><a/>",
		                             "<a>" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct qrda3_reading reading;

		read_into(texts[i], 0, &reading);
		assert_null(reading.submission);
		assert_true(reading.findings.errors > 0);
		qrda3_reading_free(&reading);
	}
}

/* ------------------------------------------------------------- other categories */

static void test_other_categories(void **state)
{
	char *text = write_document("group", "mips", 2025);
	struct qrda3_cms_options cms = { .year = 2025 };
	struct qrda3_cms_answer answer;
	struct qrda3_reading reading;
	json_t *said;

	(void)state;
	text = change(text, "<component>\n        <section>",
	              PI_SECTION QUALITY_SECTION "<component>\n        <section>");
	read_into(text, 0, &reading);
	assert_int_equal(reading.findings.errors, 0);
	assert_int_equal(reading.findings.warnings, 2);
	assert_non_null(find(&reading.findings, "otherCategoryLeftOut"));
	assert_int_equal(json_array_size(json_object_get(reading.submission, "measurementSets")), 1);
	qrda3_reading_free(&reading);
	assert_int_equal(qrda3_as_cms(text, strlen(text), &cms, &answer), QRDA3_OK);
	assert_true(answer.accepted);
	assert_true(answer.partial);
	said = json_loadb(answer.text, answer.length, 0, NULL);
	assert_int_equal(json_array_size(json_object_get(said, "measurementSets")), 1);
	json_decref(said);
	qrda3_cms_answer_free(&answer);
	free(text);
}

/* The section of 2019 beside a good PI section: CMS says success, and the
 * activities are gone. */
static void test_silent_loss(void **state)
{
	char *text = write_document("group", "mips", 2025);
	struct qrda3_cms_options cms = { .year = 2025 };
	struct qrda3_cms_answer answer;
	struct qrda3_reading reading;
	const struct finding *lost;

	(void)state;
	text = change(text, "<templateId root=\"2.16.840.1.113883.10.20.24.2.2\"/>", "");
	text = change(text, "2.16.840.1.113883.10.20.27.2.4", "2.16.840.1.113883.3.249.20.2.1");
	text = change(text, "<component>\n        <section>", PI_SECTION "<component>\n        <section>");
	assert_int_equal(qrda3_as_cms(text, strlen(text), &cms, &answer), QRDA3_OK);
	assert_true(answer.accepted);
	assert_null(strstr(answer.text, "IA_"));
	qrda3_cms_answer_free(&answer);
	read_into(text, 0, &reading);
	lost = find(&reading.findings, "activityLost");
	assert_non_null(lost);
	assert_non_null(strstr(lost->message, "2 activities"));
	assert_int_equal(lost->severity, FINDING_WARNING);
	/* and they are read all the same */
	assert_int_equal(json_array_size(json_object_get(
				 json_array_get(json_object_get(reading.submission, "measurementSets"), 0),
				 "measurements")),
	                 2);
	qrda3_reading_free(&reading);
	free(text);
}

/* The document's templateId as its last child: nothing of the head is converted. */
static void test_late_template(void **state)
{
	char *text = write_document("group", "mips", 2025);
	struct qrda3_reading reading;
	const struct finding *lost;

	(void)state;
	text = change(text, "<templateId root=\"2.16.840.1.113883.10.20.27.1.2\" extension=\"2024-12-01\"/>",
	              "");
	text = change(text, "</ClinicalDocument>",
	              "<templateId root=\"2.16.840.1.113883.10.20.27.1.2\" extension=\"2024-12-01\"/>"
	              "</ClinicalDocument>");
	read_into(text, 0, &reading);
	lost = find(&reading.findings, "headLost");
	assert_non_null(lost);
	assert_int_equal(lost->severity, FINDING_WARNING);
	assert_non_null(json_object_get(reading.submission, "taxpayerIdentificationNumber"));
	qrda3_reading_free(&reading);
	free(text);
}

/* ------------------------------------------------------------------------ places */

static void test_places(void **state)
{
	char *text = write_document("group", "mips", 2025);
	struct qrda3_reading reading;
	const struct qrda3_place *second, *value, *start, *set;

	(void)state;
	read_into(text, 0, &reading);
	second = qrda3_place_find(&reading, "$.measurementSets[0].measurements[1]");
	value = qrda3_place_find(&reading, "$.measurementSets[0].measurements[1].value");
	start = qrda3_place_find(&reading, "$.measurementSets[0].performanceStart");
	set = qrda3_place_find(&reading, "$.measurementSets[0].category");
	assert_non_null(second);
	assert_ptr_equal(second, value);
	assert_string_equal(
		second->path,
		"/ClinicalDocument/component/structuredBody/component/section/entry[2]/organizer");
	assert_non_null(strstr(start->path, "/effectiveTime/low"));
	assert_string_equal(set->path, "/ClinicalDocument/component/structuredBody/component/section");
	assert_true(set->line < second->line && second->line < start->line);
	assert_null(qrda3_place_find(&reading, "$.measurementSets[1]"));
	assert_null(qrda3_place_find(&reading, "$.entityType"));
	qrda3_reading_free(&reading);
	free(text);
}

/* ----------------------------------------------------------------------- privacy */

static void check_messages(const struct findings *findings)
{
	for (size_t i = 0; i < findings->length; i++) {
		assert_null(strstr(findings->items[i].message, "123456788"));
		assert_null(strstr(findings->items[i].message, "1234567893"));
		assert_null(strstr(findings->items[i].remedy, "123456788"));
		assert_null(strstr(findings->items[i].path, "123456788"));
	}
}

/* A TIN at the wrong place does not come out in a message. */
static void test_no_identifier_in_messages(void **state)
{
	char *text = write_document("individual", "mips", 2025);
	struct qrda3_cms_options cms = { .year = 2025 };
	struct qrda3_cms_answer answer;
	struct qrda3_reading reading;

	(void)state;
	text = change(text, "MIPS_INDIV", "123456788");
	text = change(text, "low value=\"20250101\"", "low value=\"1234567893\"");
	text = change(text, "high value=\"20251231\"", "high value=\"123456788\"");
	text = change(text, "1234567893", "1234567893 ");
	read_into(text, 0, &reading);
	assert_true(reading.findings.errors > 0);
	check_messages(&reading.findings);
	assert_int_equal(qrda3_as_cms(text, strlen(text), &cms, &answer), QRDA3_OK);
	assert_false(answer.accepted);
	assert_null(strstr(answer.text, "123456788"));
	qrda3_cms_answer_free(&answer);
	qrda3_reading_free(&reading);
	free(text);
}

/* ------------------------------------------------------------------------ limits */

static void test_limits(void **state)
{
	struct qrda3_read_options options = { 0 };
	struct qrda3_reading reading;
	size_t depth = 1000;
	char *text = malloc(depth * 3 + 1);

	(void)state;
	for (size_t i = 0; i < depth; i++)
		memcpy(text + 3 * i, "<a>", 3);
	assert_int_equal(qrda3_read(text, depth * 3, &options, &reading), QRDA3_ELIMIT);
	qrda3_reading_free(&reading);
	free(text);
}

static void test_sentences(void **state)
{
	(void)state;
	for (int i = -1; i <= QRDA3_STATUS_END; i++)
		assert_non_null(strchr(qrda3_strstatus((enum qrda3_status)i), '.'));
	qrda3_reading_free(NULL);
	qrda3_cms_answer_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faultless),   cmocka_unit_test(test_broken_rules),
		cmocka_unit_test(test_asked_year),  cmocka_unit_test(test_unknown_years),
		cmocka_unit_test(test_no_qrda3),    cmocka_unit_test(test_other_categories),
		cmocka_unit_test(test_silent_loss), cmocka_unit_test(test_late_template),
		cmocka_unit_test(test_places),      cmocka_unit_test(test_no_identifier_in_messages),
		cmocka_unit_test(test_limits),      cmocka_unit_test(test_sentences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
