/*
 * The XML submission of 2017. What the schema takes and refuses is known from
 * running two validators over the official submissions.xsd.
 */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

#include "formats/xml2017.h"

#define HEAD                                                                                                 \
	"<programName>mips</programName><entityType>individual</entityType>"                                 \
	"<taxpayerIdentificationNumber>000777777</taxpayerIdentificationNumber>"                             \
	"<nationalProviderIdentifier>1234567893</nationalProviderIdentifier>"
#define YEAR "<performanceYear>2017</performanceYear>"
#define DATES "<performanceStart>2017-01-01</performanceStart><performanceEnd>2017-12-31</performanceEnd>"
#define SET_HEAD "<category>ia</category><submissionMethod>registry</submissionMethod>" DATES
#define MEASURE "<measurement><measureId>IA_EPA_4</measureId><value>true</value></measurement>"
#define SET "<measurementSet>" SET_HEAD MEASURE "</measurementSet>"
#define DATA(inside) "<data>" inside "</data>"
#define WITH_SET(inside) DATA(HEAD YEAR "<measurementSet>" inside "</measurementSet>")
#define WITH_VALUE(value)                                                                                    \
	WITH_SET(SET_HEAD "<measurement><measureId>1</measureId><value>" value "</value></measurement>")

static json_t *read_text(const char *text, struct findings *findings)
{
	json_t *submission = NULL;

	assert_int_equal(xml2017_read(text, strlen(text), &submission, findings), XML2017_OK);
	return submission;
}

static bool is_accepted(const char *text)
{
	struct findings findings = { 0 };
	bool accepted;

	json_decref(read_text(text, &findings));
	accepted = findings.errors == 0;
	findings_free(&findings);
	return accepted;
}

static bool finds(const struct findings *findings, const char *code)
{
	for (size_t i = 0; i < findings->length; i++) {
		if (strcmp(findings->items[i].code, code) == 0)
			return true;
	}
	return false;
}

struct judged {
	const char *what;
	const char *text;
};

static void test_accepted(void **state)
{
	static const struct judged documents[] = {
		{ "plain", DATA(HEAD YEAR SET) },
		{ "declaration", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" DATA(HEAD YEAR SET) "\n" },
		{ "no set", DATA(HEAD YEAR) },
		{ "set without measurement", WITH_SET(SET_HEAD) },
		{ "two sets", DATA(HEAD YEAR SET SET) },
		{ "value banana", WITH_VALUE("banana") },
		{ "empty value", WITH_VALUE("") },
		{ "empty measureId",
		  WITH_SET(SET_HEAD "<measurement><measureId/><value>true</value></measurement>") },
		{ "TIN with lost zeros",
		  DATA("<programName>mips</programName><entityType>group</entityType>"
		       "<taxpayerIdentificationNumber>-5</taxpayerIdentificationNumber>"
		       "<nationalProviderIdentifier>0</nationalProviderIdentifier>"
		       "<performanceYear>-1</performanceYear>") },
		{ "white space around numbers",
		  DATA("<programName>mips</programName><entityType>group</entityType>"
		       "<taxpayerIdentificationNumber> 000123456\n</taxpayerIdentificationNumber>"
		       "<nationalProviderIdentifier>\t0 </nationalProviderIdentifier>"
		       "<performanceYear>\r\n2017 </performanceYear>") },
		{ "start after end", WITH_SET("<category>ia</category><submissionMethod/>"
		                              "<performanceStart>2017-12-31</performanceStart>"
		                              "<performanceEnd>2017-01-01</performanceEnd>") },
		{ "time zones", WITH_SET("<category>ia</category><submissionMethod/>"
		                         "<performanceStart>2017-01-01Z</performanceStart>"
		                         "<performanceEnd>2017-12-31-05:00</performanceEnd>") },
		{ "counts", WITH_VALUE("<numerator>127</numerator><denominator>127</denominator>") },
		{ "strata", WITH_VALUE("<isEndToEndReported>true</isEndToEndReported>"
		                       "<strata><performanceMet>1</performanceMet><eligiblePopulation>2"
		                       "</eligiblePopulation><stratum>a</stratum></strata>"
		                       "<strata><performanceMet>1</performanceMet><eligiblePopulation>2"
		                       "</eligiblePopulation><stratum>b</stratum></strata>") },
		{ "comments", DATA("<!-- a --> " HEAD "<?p i?>" YEAR) },
	};

	(void)state;
	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
		if (!is_accepted(documents[i].text))
			fail_msg("refused: %s", documents[i].what);
	}
}

static void test_refused(void **state)
{
	static const struct judged documents[] = {
		{ "TIN of ten digits",
		  DATA("<programName>mips</programName><entityType>individual</entityType>"
		       "<taxpayerIdentificationNumber>9876543210</taxpayerIdentificationNumber>"
		       "<nationalProviderIdentifier>0</nationalProviderIdentifier>" YEAR) },
		{ "group without NPI",
		  DATA("<programName>mips</programName><entityType>group</entityType>"
		       "<taxpayerIdentificationNumber>1</taxpayerIdentificationNumber>" YEAR) },
		{ "year 40000", DATA(HEAD "<performanceYear>40000</performanceYear>") },
		{ "2017-02-30", WITH_SET("<category>ia</category><submissionMethod/>"
		                         "<performanceStart>2017-02-30</performanceStart>"
		                         "<performanceEnd>2017-12-31</performanceEnd>") },
		{ "dateTime", WITH_SET("<category>ia</category><submissionMethod/>"
		                       "<performanceStart>2017-01-01T00:00:00</performanceStart>"
		                       "<performanceEnd>2017-12-31</performanceEnd>") },
		{ "denominator 128", WITH_VALUE("<denominator>128</denominator>") },
		{ "counts in another order",
		  WITH_VALUE("<denominator>1</denominator><numerator>1</numerator>") },
		{ "fields in another order", DATA(YEAR HEAD) },
		{ "set before the year", DATA(HEAD SET YEAR) },
		{ "unknown element", DATA(HEAD YEAR "<entityId>x</entityId>") },
		{ "unknown element in text", DATA("<programName><b/>mips</programName>") },
		{ "unknown attribute",
		  DATA(HEAD YEAR "<measurementSet a=\"1\">" SET_HEAD "</measurementSet>") },
		{ "namespaced root", "<data xmlns=\"urn:x\">" HEAD YEAR "</data>" },
		{ "another root", "<submission>" HEAD YEAR "</submission>" },
		{ "text between", DATA(HEAD YEAR "x") },
		{ "year twice", DATA(HEAD YEAR YEAR) },
		{ "no year text", DATA(HEAD "<performanceYear/>") },
		{ "plural names", DATA(HEAD YEAR "<measurementSets/>") },
		{ "DOCTYPE", "<!DOCTYPE data []>" DATA(HEAD YEAR) },
		{ "not closed", "<data>" HEAD YEAR },
		{ "nothing", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
		if (is_accepted(documents[i].text))
			fail_msg("accepted: %s", documents[i].what);
	}
}

/* EVIDENCE-OF: the expectation of CMS's own test of submissions.xsd. */
static void test_missing_year_is_named_first(void **state)
{
	struct findings findings = { 0 };

	(void)state;
	json_decref(read_text("<data>\n" HEAD "\n" SET "</data>", &findings));
	assert_true(findings.length > 0);
	assert_non_null(strstr(findings.items[0].message, "performanceYear"));
	assert_int_equal(findings.items[0].line, 3);
	findings_free(&findings);
}

static void test_place(void **state)
{
	struct findings findings = { 0 };

	(void)state;
	json_decref(read_text(DATA("\n" HEAD YEAR "\r\n<measurementSet>" SET_HEAD MEASURE
	                           "\n <measurement><value>true</value></measurement></measurementSet>"),
	                      &findings));
	assert_int_equal(findings.length, 1);
	assert_string_equal(findings.items[0].code, "missingElement");
	assert_string_equal(findings.items[0].path, "/data/measurementSet/measurement[2]/value");
	assert_int_equal(findings.items[0].line, 4);
	assert_int_equal(findings.items[0].column, 22);
	findings_free(&findings);
}

static void expect(const char *text, const char *expected_text)
{
	struct findings findings = { 0 };
	json_t *submission = read_text(text, &findings);
	json_t *expected = json_loads(expected_text, 0, NULL);

	assert_non_null(expected);
	if (!json_equal(submission, expected))
		fail_msg("read as %s", json_dumps(submission, 0));
	json_decref(submission);
	json_decref(expected);
	findings_free(&findings);
}

static void test_read(void **state)
{
	(void)state;
	expect(DATA(HEAD YEAR SET),
	       "{\"programName\":\"mips\",\"entityType\":\"individual\","
	       "\"taxpayerIdentificationNumber\":\"000777777\",\"nationalProviderIdentifier\":\"1234567893\","
	       "\"performanceYear\":2017,\"measurementSets\":[{\"category\":\"ia\","
	       "\"submissionMethod\":\"registry\",\"performanceStart\":\"2017-01-01\","
	       "\"performanceEnd\":\"2017-12-31\",\"measurements\":[{\"measureId\":\"IA_EPA_4\",\"value\":"
	       "true}]}]}");
	expect(WITH_VALUE("<numerator>1</numerator><denominator>2</denominator>"),
	       "{\"programName\":\"mips\",\"entityType\":\"individual\","
	       "\"taxpayerIdentificationNumber\":\"000777777\",\"nationalProviderIdentifier\":\"1234567893\","
	       "\"performanceYear\":2017,\"measurementSets\":[{\"category\":\"ia\","
	       "\"submissionMethod\":\"registry\",\"performanceStart\":\"2017-01-01\","
	       "\"performanceEnd\":\"2017-12-31\","
	       "\"measurements\":[{\"measureId\":\"1\",\"value\":{\"numerator\":1,\"denominator\":2}}]}]}");
	/* zeros come back, a group's NPI goes, a time zone goes */
	expect("<data><programName>mips</programName><entityType>group</entityType>"
	       "<taxpayerIdentificationNumber>123456</taxpayerIdentificationNumber>"
	       "<nationalProviderIdentifier>0</nationalProviderIdentifier>" YEAR
	       "<measurementSet><category>ia</category><submissionMethod>registry</submissionMethod>"
	       "<performanceStart> 2017-01-01Z </performanceStart><performanceEnd>2017-12-31</performanceEnd>"
	       "<measurement><measureId>IA_EPA_4</measureId><value> false </value></measurement>"
	       "</measurementSet></data>",
	       "{\"programName\":\"mips\",\"entityType\":\"group\",\"taxpayerIdentificationNumber\":"
	       "\"000123456\","
	       "\"performanceYear\":2017,\"measurementSets\":[{\"category\":\"ia\","
	       "\"submissionMethod\":\"registry\",\"performanceStart\":\"2017-01-01\","
	       "\"performanceEnd\":\"2017-12-31\",\"measurements\":[{\"measureId\":\"IA_EPA_4\",\"value\":"
	       "false}]}]}");
}

static void test_repairs_are_told(void **state)
{
	struct findings findings = { 0 };
	json_t *submission =
		read_text(DATA("<programName>mips</programName><entityType>individual</entityType>"
	                       "<taxpayerIdentificationNumber>123456</taxpayerIdentificationNumber>"
	                       "<nationalProviderIdentifier>1234567893</nationalProviderIdentifier>" YEAR
	                       "<measurementSet><category>ia</category><submissionMethod/>"
	                       "<performanceStart>2017-01-01Z</performanceStart>"
	                       "<performanceEnd>2017-12-31</performanceEnd></measurementSet>"),
	                  &findings);

	(void)state;
	assert_int_equal(findings.errors, 0);
	assert_true(finds(&findings, "leadingZeros"));
	assert_true(finds(&findings, "timeZoneDropped"));
	for (size_t i = 0; i < findings.length; i++)
		assert_null(strstr(findings.items[i].message, "123456"));
	json_decref(submission);
	findings_free(&findings);
}

/* ------------------------------------------------------------------------- writing */

static json_t *submission_of(const char *entity, const char *npi)
{
	json_t *measurements = json_pack("[{s:s,s:b},{s:s,s:b}]", "measureId", "IA_EPA_4", "value", 1,
	                                 "measureId", "IA_<&>_5", "value", 0);
	json_t *set = json_pack("{s:s,s:s,s:s,s:s,s:o}", "category", "ia", "submissionMethod", "registry",
	                        "performanceStart", "2017-01-01", "performanceEnd", "2017-12-31",
	                        "measurements", measurements);
	json_t *submission = json_pack("{s:s,s:s,s:s,s:i,s:[o]}", "programName", "mips", "entityType", entity,
	                               "taxpayerIdentificationNumber", "000123456", "performanceYear", 2017,
	                               "measurementSets", set);

	if (npi)
		json_object_set_new(submission, "nationalProviderIdentifier", json_string(npi));
	return submission;
}

static void round_trip(json_t *submission)
{
	struct findings findings = { 0 };
	char *text;
	size_t length;
	json_t *again;

	assert_int_equal(xml2017_write(submission, &text, &length, &findings), XML2017_OK);
	assert_int_equal(findings.length, 0);
	assert_int_equal(xml2017_read(text, length, &again, &findings), XML2017_OK);
	assert_int_equal(findings.errors, 0);
	assert_true(json_equal(submission, again));
	json_decref(again);
	free(text);
	findings_free(&findings);
}

static void test_round_trip(void **state)
{
	json_t *individual = submission_of("individual", "1234567893");
	json_t *group = submission_of("group", NULL);

	(void)state;
	round_trip(individual);
	round_trip(group);
	json_decref(individual);
	json_decref(group);
}

static void refused(json_t *submission, const char *code)
{
	struct findings findings = { 0 };
	char *text;
	size_t length;

	assert_int_equal(xml2017_write(submission, &text, &length, &findings), XML2017_EINPUT);
	assert_null(text);
	assert_true(finds(&findings, code));
	findings_free(&findings);
	json_decref(submission);
}

static void test_unwritable(void **state)
{
	json_t *submission;

	(void)state;
	refused(submission_of("virtualGroup", NULL), "entityUnwritable");
	refused(submission_of("individual", NULL), "badIdentifier");
	submission = submission_of("group", NULL);
	json_object_set_new(submission, "performanceYear", json_integer(2025));
	refused(submission, "yearUnwritable");
	submission = submission_of("group", NULL);
	json_object_del(json_array_get(json_object_get(submission, "measurementSets"), 0), "performanceEnd");
	refused(submission, "badDate");
	submission = submission_of("group", NULL);
	json_object_set_new(
		json_array_get(
			json_object_get(json_array_get(json_object_get(submission, "measurementSets"), 0),
	                                "measurements"),
			0),
		"value", json_pack("{s:i}", "denominator", 128));
	refused(submission, "countTooLarge");
	refused(json_object(), "entityUnwritable");
	refused(json_array(), "entityUnwritable");
}

static void test_losses_are_told(void **state)
{
	json_t *submission = submission_of("group", NULL);
	struct findings findings = { 0 };
	char *text;
	size_t length;

	(void)state;
	json_object_set_new(submission, "entityId", json_string("x"));
	assert_int_equal(xml2017_write(submission, &text, &length, &findings), XML2017_OK);
	assert_true(finds(&findings, "fieldLost"));
	free(text);
	findings_free(&findings);
	json_decref(submission);
}

static void test_sniff(void **state)
{
	static const char text[] = "\xEF\xBB\xBF<?xml version='1.0'?><!-- x -->\n<data>";

	(void)state;
	assert_true(xml2017_sniff(text, sizeof text - 1));
	assert_false(xml2017_sniff("<database/>", 11));
	assert_false(xml2017_sniff("", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_accepted),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_missing_year_is_named_first),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_repairs_are_told),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_unwritable),
		cmocka_unit_test(test_losses_are_told),
		cmocka_unit_test(test_sniff),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
