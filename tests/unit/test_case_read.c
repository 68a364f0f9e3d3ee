/*
 * test_case_read.c - cases as docs/case-format.md describes them: what is read,
 * what is refused, what is pointed out. Expected figures are worked out by hand
 * from ../shared/rules.md; the section is named beside each.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "case_answer.h"

/* A case of one ia set: year, entity, measurements; more members of the case behind. */
#define IA(list) "{\"category\":\"ia\",\"measurements\":[" list "]}"
#define IA_OF(program, list)                                                                                 \
	"{\"category\":\"ia\",\"programName\":\"" program "\",\"measurements\":[" list "]}"
#define SET(category, program) "{\"category\":\"" category "\",\"programName\":\"" program "\"}"
#define YES(id) "{\"measureId\":\"" id "\",\"value\":true}"
#define NO(id) "{\"measureId\":\"" id "\",\"value\":false}"
#define SUBMISSION(year, entity, sets)                                                                       \
	"{\"performanceYear\":" year ",\"entityType\":\"" entity "\",\"measurementSets\":[" sets "]}"
#define CASE(year, entity, sets, more) "{\"submission\":" SUBMISSION(year, entity, sets) more "}"
#define PROFILE(members) ",\"profile\":{" members "}"
#define PARTICIPATION(members) ",\"participation\":{" members "}"

/* ------------------------------------------------------------------- figures */

struct figures {
	const char *name;
	const char *json;
	const char *points, *weight, *contribution, *program;
	const char *codes; /* of warnings and errors, in order */
};

static const struct figures scored[] = {
	/* points by year, weight and status: rules.md 4.1, 4.2 */
	{ "2017, one medium (G21)", CASE("2017", "individual", IA(YES("IA_BE_1")), ""), "10", "15", "3.75",
	  "mips", "" },
	{ "2017, high and medium (G22)",
	  CASE("2017", "individual", IA(YES("IA_PM_2") "," YES("IA_BE_1")), ""), "30", "15", "11.25", "mips",
	  "" },
	{ "2017, rural, one high (G23)",
	  CASE("2017", "individual", IA(YES("IA_PM_2")), PROFILE("\"specialStatuses\":[\"rural\"]")), "40",
	  "15", "15", "mips", "" },
	{ "statuses raise points once",
	  CASE("2019", "individual", IA(YES("IA_BE_4")),
	       PROFILE("\"specialStatuses\":[\"rural\",\"hpsa\",\"smallPractice\"]")),
	  "20", "15", "7.5", "mips", "" },
	{ "2025, one activity (G56)",
	  CASE("2025", "group", IA(YES("IA_BE_4")), PROFILE("\"clinicianCount\":16")), "20", "15", "7.5",
	  "mips", "" },
	{ "2025, two (G57)", CASE("2025", "group", IA(YES("IA_BE_4") "," YES("IA_CC_8")), ""), "40", "15",
	  "15", "mips", "" },
	{ "2025, three are capped (G59)",
	  CASE("2025", "group", IA(YES("IA_BE_4") "," YES("IA_CC_8") "," YES("IA_PM_4")), ""), "40", "15",
	  "15", "mips", "surplus" },
	{ "false never counts (G04)",
	  CASE("2019", "individual", IA(YES("IA_EPA_3") "," NO("IA_EPA_4")),
	       PROFILE("\"specialStatuses\":[\"hpsa\"]")),
	  "20", "15", "7.5", "mips", "" },
	{ "nothing attested", CASE("2025", "group", IA(""), ""), "0", "15", "0", "mips", "" },
	{ "no set at all", CASE("2025", "group", "", ""), "0", "15", "0", "mips", "" },
	{ "no measurementSets", "{\"performanceYear\":2025,\"entityType\":\"group\"}", "0", "15", "0", "mips",
	  "" },

	/* statuses from counts: rules.md 4.3 */
	{ "15 clinicians are a small practice",
	  CASE("2025", "group", IA(YES("IA_BE_4")),
	       PROFILE("\"clinicianCount\":15,\"otherCategoriesSubmitted\":[\"pi\"]")),
	  "40", "15", "15", "mips", "" },
	{ "16 are not", CASE("2025", "group", IA(YES("IA_BE_4")), PROFILE("\"clinicianCount\":16")), "20",
	  "15", "7.5", "mips", "" },
	{ "75 of 100 are not more than 75%",
	  CASE("2021", "group", IA(YES("IA_PM_2")),
	       PROFILE("\"clinicianCount\":100,\"statusCounts\":{\"nonPatientFacing\":75}")),
	  "20", "15", "7.5", "mips", "" },
	{ "76 of 100 are (G40)",
	  CASE("2021", "group", IA(YES("IA_PM_2")),
	       PROFILE("\"clinicianCount\":100,\"statusCounts\":{\"nonPatientFacing\":76}")),
	  "40", "15", "15", "mips", "" },
	{ "100 encounters",
	  CASE("2024", "individual", IA(YES("IA_BE_6")), PROFILE("\"patientFacingEncounters\":100")), "40",
	  "15", "15", "mips", "" },
	{ "101 encounters",
	  CASE("2024", "individual", IA(YES("IA_BE_6")), PROFILE("\"patientFacingEncounters\":101")), "20",
	  "15", "7.5", "mips", "" },
	{ "2017: one rural site",
	  CASE("2017", "group", IA(YES("IA_PM_2")), PROFILE("\"siteCounts\":{\"rural\":1}")), "40", "15",
	  "15", "mips", "" },
	{ "a stated status stays, with a warning",
	  CASE("2025", "group", IA(YES("IA_BE_4")),
	       PROFILE("\"clinicianCount\":40,\"specialStatuses\":[\"smallPractice\"],"
	               "\"otherCategoriesSubmitted\":[\"pi\"]")),
	  "40", "15", "15", "mips", "statusContradictsCounts" },

	{ "counts that derive nothing",
	  CASE("2025", "individual", IA(YES("IA_BE_4")),
	       PROFILE("\"clinicianCount\":40,\"statusCounts\":{\"rural\":40}")),
	  "20", "15", "7.5", "mips", "factUnused" },
	{ "encounters are an individual's",
	  CASE("2025", "group", IA(YES("IA_BE_4")), PROFILE("\"patientFacingEncounters\":3")), "20", "15",
	  "7.5", "mips", "factUnused" },

	/* weights: rules.md 3 */
	{ "2022 small practice without PI (G47)",
	  CASE("2022", "individual", IA(YES("IA_BE_4")),
	       PROFILE("\"specialStatuses\":[\"smallPractice\"],\"reweightedCategories\":[\"pi\"]")),
	  "20", "30", "15", "mips", "" },
	{ "small practice, PI not known to be reweighted",
	  CASE("2024", "individual", IA(YES("IA_BE_6")), PROFILE("\"specialStatuses\":[\"smallPractice\"]")),
	  "40", "15", "15", "mips", "smallPracticePi" },
	{ "the same with the policy",
	  CASE("2024", "individual", IA(YES("IA_BE_6")),
	       PROFILE("\"specialStatuses\":[\"smallPractice\"]") ",\"policy\":{\"smallPracticePi\":"
	                                                          "\"automatic\"}"),
	  "40", "30", "30", "mips", "" },
	{ "2018 without quality (G30)",
	  CASE("2018", "individual", IA(YES("IA_BE_1") "," YES("IA_BE_3") "," YES("IA_BE_4")),
	       PROFILE("\"reweightedCategories\":[\"quality\"]")),
	  "30", "45", "33.75", "mips", "" },
	{ "2019 without PI and quality (G33)",
	  CASE("2019", "individual", IA(YES("IA_PM_2") "," YES("IA_BE_4")),
	       PROFILE("\"reweightedCategories\":[\"quality\",\"pi\"]")),
	  "30", "85", "63.75", "mips", "" },
	{ "one category left",
	  CASE("2024", "individual", IA(YES("IA_BE_6")),
	       PROFILE("\"reweightedCategories\":[\"quality\",\"pi\",\"cost\"]")),
	  "20", "100", "null", "mips", "fewerThanTwoCategories" },
	{ "APP has no row for IA",
	  CASE("2024", "group", SET("quality", "app1"), PROFILE("\"reweightedCategories\":[\"ia\"]")), "40",
	  "20", "20", "app1", "reweightIgnored" },
	{ "ia reweighted and attested",
	  CASE("2024", "group", IA(YES("IA_BE_6")), PROFILE("\"reweightedCategories\":[\"ia\"]")), "20", "0",
	  "0", "mips", "iaReweightedButSubmitted" },

	/* extreme circumstances: rules.md 3.4 */
	{ "automatic, quality only, APM participant (G08)",
	  CASE("2025", "individual", SET("quality", "mips"),
	       PROFILE("\"apmParticipant\":true,\"extremeCircumstances\":\"automatic\"")),
	  "20", "15", "7.5", "mips", "" },
	{ "the same small (G09)",
	  CASE("2025", "individual", SET("quality", "mips"),
	       PROFILE("\"apmParticipant\":true,\"extremeCircumstances\":\"automatic\","
	               "\"specialStatuses\":[\"smallPractice\"]")),
	  "20", "50", "25", "mips", "" },
	{ "quality and an activity (G10)",
	  CASE("2025", "individual", SET("quality", "mips") "," IA(YES("IA_BE_4")),
	       PROFILE("\"extremeCircumstances\":\"automatic\"")),
	  "20", "15", "7.5", "mips", "" },
	{ "not for groups",
	  CASE("2025", "group", IA(YES("IA_BE_4")), PROFILE("\"extremeCircumstances\":\"automatic\"")), "20",
	  "15", "7.5", "mips", "extremeIgnored" },
	{ "2019 application with data",
	  CASE("2019", "group", IA(YES("IA_PM_2")),
	       PROFILE("\"extremeCircumstances\":\"application\",\"reweightedCategories\":[\"ia\"]")),
	  "20", "15", "7.5", "mips", "covidApplication2019 iaReweightedButSubmitted" },

	/* APM participants: rules.md 6 */
	{ "additive (G43)",
	  CASE("2021", "individual", IA(YES("IA_BE_4")), PROFILE("\"apmParticipant\":true")), "30", "15",
	  "11.25", "mips", "" },
	{ "floor (G43)",
	  CASE("2021", "individual", IA(YES("IA_BE_4")),
	       PROFILE("\"apmParticipant\":true") ",\"policy\":{\"apmCreditMode\":\"floor\"}"),
	  "20", "15", "7.5", "mips", "" },
	{ "quality and PI elsewhere (G42)",
	  CASE("2021", "individual", "",
	       PROFILE("\"apmParticipant\":true,\"otherCategoriesSubmitted\":[\"quality\",\"pi\"]")),
	  "20", "15", "7.5", "mips", "" },
	{ "never without any data", CASE("2021", "individual", "", PROFILE("\"apmParticipant\":true")), "0",
	  "15", "0", "mips", "" },
	{ "an APM Entity is a participant (G46)", CASE("2021", "apm", IA(YES("IA_PM_2")), ""), "40", "15",
	  "15", "mips", "" },
	{ "unless it says otherwise",
	  CASE("2021", "apm", IA(YES("IA_PM_2")), PROFILE("\"apmParticipant\":false")), "20", "15", "7.5",
	  "mips", "" },
	{ "the APP (G07)", CASE("2024", "individual", SET("quality", "app1"), ""), "40", "20", "20", "app1",
	  "" },
	{ "APP Plus without PI (G62)",
	  CASE("2025", "individual", SET("quality", "appPlus"), PROFILE("\"reweightedCategories\":[\"pi\"]")),
	  "40", "25", "25", "appPlus", "" },
	{ "the APM scoring standard (G66)",
	  CASE("2017", "apm", "", PROFILE("\"apmScoringStandard\":\"webInterface\"")), "40", "20", "20",
	  "mips", "" },
	{ "the other APMs (G67)", CASE("2017", "apm", "", PROFILE("\"apmScoringStandard\":\"other\"")), "40",
	  "25", "25", "mips", "" },
	{ "an APM Entity before 2021", CASE("2019", "apm", IA(YES("IA_PM_2")), ""), "40", "15", "15", "mips",
	  "apmEntityBefore2021" },

	/* IA_PCMH and the study: rules.md 4.4, 7 */
	{ "PCMH at its word", CASE("2025", "group", IA(YES("IA_PCMH")), ""), "40", "15", "15", "mips", "" },
	{ "2017: one site of ten (G25)",
	  CASE("2017", "group", IA(YES("IA_PCMH")),
	       PROFILE("\"pcmh\":{\"practiceSites\":10,\"recognizedSites\":1}")),
	  "40", "15", "15", "mips", "" },
	{ "2018: exactly half (G27)",
	  CASE("2018", "group", IA(YES("IA_PCMH")),
	       PROFILE("\"pcmh\":{\"practiceSites\":10,\"recognizedSites\":5}")),
	  "40", "15", "15", "mips", "" },
	{ "less than half",
	  CASE("2018", "group", IA(YES("IA_PCMH")),
	       PROFILE("\"pcmh\":{\"practiceSites\":10,\"recognizedSites\":4}")),
	  "0", "15", "0", "mips", "sitesNotMet" },
	{ "the study (G69)", CASE("2018", "individual", IA(""), PROFILE("\"iaStudyParticipant\":true")), "40",
	  "15", "15", "mips", "" },

	/* MVPs: rules.md 5 */
	{ "subgroup in an MVP (G20)", CASE("2025", "subgroup", IA_OF("M0005", YES("IA_BE_4")), ""), "40",
	  "15", "15", "M0005", "" },
	{ "small letters", CASE("2025", "subgroup", IA_OF("m0005", YES("IA_BE_4")), ""), "40", "15", "15",
	  "M0005", "" },
	{ "not in the MVP", CASE("2026", "individual", IA_OF("M0005", YES("IA_ERP_1")), ""), "0", "15", "0",
	  "M0005", "notInMvp" },
	{ "only in an MVP", CASE("2026", "individual", IA(YES("IA_MVP")), ""), "0", "15", "0", "mips",
	  "onlyInMvp" },

	/* sets and programs: rules.md 11.2, case-format.md */
	{ "the highest set, never the union",
	  CASE("2024", "group", IA(YES("IA_BE_4")) "," IA(YES("IA_BE_6")) "," IA(YES("IA_CC_8")), ""), "20",
	  "15", "7.5", "mips", "severalSets" },
	{ "the program that brings more",
	  CASE("2024", "group", IA(YES("IA_BE_4")) "," SET("quality", "app1"), ""), "40", "20", "20", "app1",
	  "severalPrograms" },
	{ "first named wins a tie",
	  CASE("2025", "group",
	       IA_OF("M0005", YES("IA_BE_4")) "," IA_OF("mips", YES("IA_BE_4") "," YES("IA_CC_8")), ""),
	  "40", "15", "15", "M0005", "severalPrograms" },
	{ "sets that name no program are mips when another names one",
	  CASE("2025", "group", IA(YES("IA_BE_4")) "," IA_OF("M0005", NO("IA_BE_4")),
	       PROFILE("\"programName\":\"M0005\"")),
	  "20", "15", "7.5", "mips", "severalPrograms" },
	{ "the profile's program, when no set names one",
	  CASE("2025", "group", IA(YES("IA_BE_4")), PROFILE("\"programName\":\"M0005\"")), "40", "15", "15",
	  "M0005", "" },
	{ "the profile's program, when there is no set",
	  CASE("2025", "group", "", PROFILE("\"programName\":\"app1\"")), "40", "20", "20", "app1", "" },
	{ "2017: the program stands on the submission",
	  "{\"performanceYear\":2017,\"entityType\":\"group\",\"programName\":\"cpcPlus\","
	  "\"measurementSets\":[" IA(YES("IA_BE_1")) "]}",
	  "10", "15", "3.75", "cpcPlus", "modelProgram" },
	{ "later it does not",
	  "{\"performanceYear\":2024,\"entityType\":\"group\",\"programName\":\"app1\",\"measurementSets\":"
	  "[" IA(YES("IA_BE_4")) "]}",
	  "10", "15", "3.75", "mips", "unknownField" },
	{ "aci is pi",
	  CASE("2017", "individual", "{\"category\":\"aci\"}", PROFILE("\"apmParticipant\":true")), "20",
	  "15", "7.5", "mips", "" },
	{ "pcf is scored as traditional MIPS", CASE("2024", "group", IA_OF("PCF", YES("IA_BE_6")), ""), "20",
	  "15", "7.5", "pcf", "modelProgram" },
	{ "the measurements of other categories are not read",
	  CASE("2025", "group",
	       "{\"category\":\"quality\",\"measurements\":[{\"measureId\":\"001\",\"value\":{\"numerator\":"
	       "1}}]}," IA(YES("IA_BE_4")),
	       ""),
	  "20", "15", "7.5", "mips", "" },
	{ "null is absent",
	  "{\"id\":null,\"submission\":{\"performanceYear\":2025,\"entityType\":\"group\",\"entityId\":null,"
	  "\"measurementSets\":[{\"category\":\"ia\",\"programName\":null,\"measurements\":[" YES(
		  "IA_BE_4") "]}]},\"profile\":null,\"participation\":null,\"policy\":null}",
	  "20", "15", "7.5", "mips", "" },

	{ "a category we do not know counts for nothing",
	  CASE("2021", "group", "{\"category\":\"IA\"}," SET("mystery", "app1"),
	       PROFILE("\"apmParticipant\":true")),
	  "40", "20", "20", "app1", "unknownCategory unknownCategory severalPrograms" },
	{ "aci is no category from 2019",
	  CASE("2021", "individual", "{\"category\":\"aci\"}", PROFILE("\"apmParticipant\":true")), "0", "15",
	  "0", "mips", "unknownCategory" },
	{ "without a value nothing is attested",
	  CASE("2025", "group",
	       IA(YES("IA_BE_4") ",{\"measureId\":\"IA_CC_8\"},{\"measureId\":\"IA_CC_2\","
	                         "\"value\":null}"),
	       ""),
	  "20", "15", "7.5", "mips", "valueMissing valueMissing" },
	{ "bad dates of a set change nothing",
	  CASE("2025", "group",
	       "{\"category\":\"ia\",\"performanceStart\":\"01/02/2025\",\"performanceEnd\":\"2025-02-29\","
	       "\"measurements\":[" YES("IA_BE_4") "]}",
	       ""),
	  "20", "15", "7.5", "mips", "badDate badDate" },
	{ "PCMH with one number of sites",
	  CASE("2018", "group", IA(YES("IA_PCMH")), PROFILE("\"pcmh\":{\"recognizedSites\":0}")), "40", "15",
	  "15", "mips", "sitesUnknown" },
	{ "PCMH without sites",
	  CASE("2018", "group", IA(YES("IA_PCMH")),
	       PROFILE("\"pcmh\":{\"practiceSites\":0,\"recognizedSites\":0}")),
	  "0", "15", "0", "mips", "sitesNotMet" },

	/* duplicates, other years, frequency, suspension: rules.md 10, 15 */
	{ "twice counts once (G70)", CASE("2021", "individual", IA(YES("IA_PM_2") "," YES("IA_PM_2")), ""),
	  "20", "15", "7.5", "mips", "duplicateMeasure" },
	{ "true and false: true", CASE("2021", "individual", IA(NO("IA_PM_2") "," YES("IA_PM_2")), ""), "20",
	  "15", "7.5", "mips", "contradictoryDuplicate" },
	{ "renumbered", CASE("2026", "group", IA(YES("IA_AHE_1") "," YES("IA_BE_4")), ""), "20", "15", "7.5",
	  "mips", "notInInventory" },
	{ "unknown", CASE("2026", "group", IA(YES("IA_XX_1") "," YES(" ia_be_4")), ""), "0", "15", "0",
	  "mips", "unknownActivity unknownActivity" },
	{ "once in four years",
	  CASE("2025", "group", IA(YES("IA_PSPA_4") "," YES("IA_BE_4")),
	       PROFILE("\"attestedBefore\":[{\"measureId\":\"IA_PSPA_4\",\"performanceYear\":2022}]")),
	  "20", "15", "7.5", "mips", "frequency" },
	{ "the fourth year after",
	  CASE("2025", "group", IA(YES("IA_PSPA_4") "," YES("IA_BE_4")),
	       PROFILE("\"attestedBefore\":[{\"measureId\":\"IA_PSPA_4\",\"performanceYear\":2021}]")),
	  "40", "15", "15", "mips", "" },
	{ "suspended in 2025 (G61)", CASE("2025", "individual", IA(YES("IA_PM_26") "," YES("IA_BE_4")), ""),
	  "40", "15", "15", "mips", "suspendedActivity" },
	{ "a provisional year", CASE("2027", "group", IA(YES("IA_BE_4")), ""), "20", "15", "7.5", "mips",
	  "provisionalYear" },
};

static void test_figures(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof scored / sizeof scored[0]; i++) {
		const struct figures *row = &scored[i];
		const char *answer = answer_to(row->json);

		print_message("%s\n", row->name);
		assert_string_equal(codes_in(answer), row->codes);
		assert_string_equal(member_of(answer, "points"), row->points);
		assert_string_equal(member_of(answer, "weight"), row->weight);
		assert_string_equal(member_of(answer, "contribution"), row->contribution);
		assert_int_equal(
			strncmp(member_of(answer, "programName") + 1, row->program, strlen(row->program)), 0);
	}
}

/* ------------------------------------------------------------- participation */

#define NINE                                                                                                 \
	"\"roster\":[{\"npi\":\"0000000001\"},{\"npi\":\"0000000002\"},{\"npi\":\"0000000003\"},"            \
	"{\"npi\":\"0000000004\"},{\"npi\":\"0000000005\"},{\"npi\":\"0000000006\"},{\"npi\":"               \
	"\"0000000007\"},"                                                                                   \
	"{\"npi\":\"0000000008\"},{\"npi\":\"0000000009\"}]"
#define FOUR                                                                                                 \
	"{\"npi\":\"0000000001\",\"start\":\"2023-01-01\",\"end\":\"2023-03-31\"},"                          \
	"{\"npi\":\"0000000002\",\"start\":\"2023-10-03\",\"end\":\"2023-12-31\"},"                          \
	"{\"npi\":\"0000000004\",\"start\":\"2023-05-01\",\"end\":\"2023-09-30\"},"                          \
	"{\"npi\":\"0000000003\",\"start\":\"2023-05-01\",\"end\":\"2023-06-30\"},"                          \
	"{\"npi\":\"0000000003\",\"start\":\"2023-07-01\",\"end\":\"2023-09-30\"}"
#define GROUP_2023(performers)                                                                               \
	CASE("2023", "group", IA(YES("IA_PM_3")),                                                            \
	     PARTICIPATION(NINE ",\"clinicianCount\":9,\"activities\":[{\"measureId\":\"IA_PM_3\","          \
	                        "\"performers\":[" performers "]}]"))

static const struct figures performed[] = {
	{ "four of nine (G17)", GROUP_2023(FOUR), "0", "15", "0", "mips", "notPerformed" },
	{ "five of nine (G17)",
	  GROUP_2023(FOUR ",{\"npi\":\"0000000009\",\"start\":\"2023-02-01\",\"end\":\"2023-05-31\"}"), "20",
	  "15", "7.5", "mips", "" },
	{ "the fifth has 89 days",
	  GROUP_2023(FOUR ",{\"npi\":\"0000000009\",\"start\":\"2023-10-04\",\"end\":\"2023-12-31\"}"), "0",
	  "15", "0", "mips", "notPerformed" },
	{ "the fifth has no end",
	  GROUP_2023(FOUR ",{\"npi\":\"0000000009\",\"start\":\"2023-02-01\",\"end\":null}"), "20", "15",
	  "7.5", "mips", "participationUnknown" },
	{ "the fifth is a stranger",
	  GROUP_2023(FOUR ",{\"npi\":\"0000000011\",\"start\":\"2023-02-01\",\"end\":\"2023-05-31\"}"), "0",
	  "15", "0", "mips", "notPerformed stranger" },
	{ "an NPI may be a number",
	  GROUP_2023(FOUR ",{\"npi\":9,\"start\":\"2023-02-01\",\"end\":\"2023-05-31\"}"), "20", "15", "7.5",
	  "mips", "" },
	{ "an empty roster is none (D-30)",
	  CASE("2023", "group", IA(YES("IA_PM_3")),
	       PARTICIPATION("\"roster\":[],\"clinicianCount\":3,\"activities\":[{\"measureId\":\"IA_PM_3\","
	                     "\"performerCount\":2}]")),
	  "20", "15", "7.5", "mips", "emptyRoster" },
	{ "who performed it is not stated (D-26)",
	  CASE("2023", "group", IA(YES("IA_PM_3")),
	       PARTICIPATION("\"activities\":[{\"measureId\":\"IA_PM_3\",\"start\":\"2023-01-01\"}]")),
	  "20", "15", "7.5", "mips", "participationUnknown" },
	{ "but certainly too short for anybody (D-26)",
	  CASE("2023", "group", IA(YES("IA_PM_3")),
	       PARTICIPATION("\"activities\":[{\"measureId\":\"IA_PM_3\",\"start\":\"2023-12-01\"}]")),
	  "0", "15", "0", "mips", "notPerformed" },
	{ "performers go before their number (D-32)",
	  CASE("2023", "group", IA(YES("IA_PM_3")),
	       PARTICIPATION(
		       "\"clinicianCount\":3,\"activities\":[{\"measureId\":\"IA_PM_3\",\"performerCount\":3,"
		       "\"performers\":[]}]")),
	  "0", "15", "0", "mips", "contradictoryEntry notPerformed" },
	{ "the first of two entries (D-32)",
	  CASE("2023", "group", IA(YES("IA_PM_3")),
	       PARTICIPATION("\"clinicianCount\":3,\"activities\":[{\"measureId\":\"IA_PM_3\","
	                     "\"performerCount\":3},"
	                     "{\"measureId\":\"IA_PM_3\",\"performerCount\":0}]")),
	  "20", "15", "7.5", "mips", "contradictoryEntry" },
	{ "performers without NPI are clinicians of their own (D-32)",
	  CASE("2023", "group", IA(YES("IA_PM_3")),
	       PARTICIPATION(
		       "\"clinicianCount\":4,\"activities\":[{\"measureId\":\"IA_PM_3\",\"performers\":["
		       "{\"start\":\"2023-01-01\",\"end\":\"2023-06-30\"},"
		       "{\"start\":\"2023-01-01\",\"end\":\"2023-06-30\"}]}]")),
	  "20", "15", "7.5", "mips", "" },
	{ "a clinician listed twice counts once",
	  CASE("2023", "group", IA(YES("IA_PM_3")),
	       PARTICIPATION("\"roster\":[{\"npi\":\"1\",\"to\":\"2023-03-01\"},{\"npi\":\"2\"},"
	                     "{\"npi\":\"1\",\"from\":\"2023-02-01\"}],"
	                     "\"activities\":[{\"measureId\":\"IA_PM_3\",\"performers\":[{\"npi\":\"1\"}],"
	                     "\"start\":\"2023-01-01\",\"end\":\"2023-12-31\"}]")),
	  "20", "15", "7.5", "mips", "duplicateClinician rosterSmall" },
	{ "99 of 200, no dates (G35)",
	  CASE("2020", "group", IA(YES("IA_PM_2")),
	       PARTICIPATION("\"clinicianCount\":200,\"activities\":[{\"measureId\":\"IA_PM_2\","
	                     "\"performerCount\":99}]")),
	  "0", "15", "0", "mips", "notPerformed" },
	{ "the profile's count is the denominator",
	  CASE("2020", "group", IA(YES("IA_PM_2")),
	       PROFILE("\"clinicianCount\":200")
	               PARTICIPATION("\"activities\":[{\"measureId\":\"IA_PM_2\",\"performerCount\":100}]")),
	  "20", "15", "7.5", "mips", "" },
	{ "but not that of a subgroup",
	  CASE("2025", "subgroup", IA_OF("M0005", YES("IA_BE_4")),
	       PROFILE("\"clinicianCount\":200")
	               PARTICIPATION("\"activities\":[{\"measureId\":\"IA_BE_4\",\"performerCount\":3}]")),
	  "40", "15", "15", "M0005", "participationUnknown" },
	{ "one of 200 sufficed in 2019 (G34)",
	  CASE("2019", "group", IA(YES("IA_PM_2") "," YES("IA_BE_6")),
	       PARTICIPATION("\"clinicianCount\":200,\"activities\":[{\"measureId\":\"IA_PM_2\","
	                     "\"performerCount\":1},"
	                     "{\"measureId\":\"IA_BE_6\",\"performerCount\":1}]")),
	  "40", "15", "15", "mips", "" },
	{ "90 days of an individual (G72)",
	  CASE("2022", "individual", IA(YES("IA_PM_2")),
	       PARTICIPATION("\"activities\":[{\"measureId\":\"IA_PM_2\",\"performers\":["
	                     "{\"start\":\"2022-10-03\",\"end\":\"2022-12-31\"}]}]")),
	  "20", "15", "7.5", "mips", "" },
	{ "89 days (G72)",
	  CASE("2022", "individual", IA(YES("IA_PM_2")),
	       PARTICIPATION("\"activities\":[{\"measureId\":\"IA_PM_2\",\"performers\":["
	                     "{\"start\":\"2022-10-04\",\"end\":\"2022-12-31\"}]}]")),
	  "0", "15", "0", "mips", "notPerformed" },
	{ "attested, but not listed",
	  CASE("2023", "group", IA(YES("IA_PM_3") "," YES("IA_PCMH")),
	       PARTICIPATION("\"clinicianCount\":9,\"activities\":[]")),
	  "40", "15", "15", "mips", "participationUnknown surplus" },
	{ "listed, but not attested",
	  CASE("2023", "group", IA(YES("IA_PM_3")),
	       PARTICIPATION("\"clinicianCount\":9,\"activities\":[{\"measureId\":\"IA_PM_3\","
	                     "\"performerCount\":5},"
	                     "{\"measureId\":\"IA_PM_4\",\"performerCount\":1}]")),
	  "20", "15", "7.5", "mips", "" },
	{ "a period that is turned round",
	  CASE("2022", "individual", IA(YES("IA_PM_2")),
	       PARTICIPATION("\"activities\":[{\"measureId\":\"IA_PM_2\",\"performers\":["
	                     "{\"start\":\"2022-12-31\",\"end\":\"2022-01-01\"}]}]")),
	  "0", "15", "0", "mips", "periodReversed notPerformed" },
	{ "more performers than clinicians",
	  CASE("2022", "group", IA(YES("IA_PM_2")),
	       PARTICIPATION("\"clinicianCount\":3,\"activities\":[{\"measureId\":\"IA_PM_2\","
	                     "\"performerCount\":4}]")),
	  "20", "15", "7.5", "mips", "tooManyPerformers" },
	{ "suspended, and begun after that day",
	  CASE("2025", "individual", IA(YES("IA_PM_26")),
	       PARTICIPATION("\"activities\":[{\"measureId\":\"IA_PM_26\",\"performers\":["
	                     "{\"start\":\"2025-06-01\",\"end\":\"2025-12-31\"}]}]")),
	  "20", "15", "7.5", "mips", "suspendedActivity" },
};

static void test_participation(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof performed / sizeof performed[0]; i++) {
		const struct figures *row = &performed[i];
		const char *answer = answer_to(row->json);

		print_message("%s\n", row->name);
		assert_string_equal(codes_in(answer), row->codes);
		assert_string_equal(member_of(answer, "points"), row->points);
		assert_string_equal(member_of(answer, "contribution"), row->contribution);
	}
	assert_non_null(
		strstr(answer_text.bytes, "it began on 2025-06-01, after that: do not count on the credit"));
}

static void test_policies_that_decide(void **state)
{
	(void)state;
	answer_to(
		GROUP_2023(FOUR ",{\"npi\":\"0000000009\",\"start\":\"2023-02-01\",\"end\":\"2023-05-31\"}"));
	assert_non_null(strstr(answer_text.bytes,
	                       "\"policies\":[{\"policy\":\"dayCount\",\"reading\":\"inclusive\","
	                       "\"other\":\"exclusive\"}]"));
	answer_to(CASE("2021", "individual", IA(YES("IA_BE_4")), PROFILE("\"apmParticipant\":true")));
	assert_non_null(strstr(answer_text.bytes,
	                       "\"policies\":[{\"policy\":\"apmCreditMode\",\"reading\":\"additive\","
	                       "\"other\":\"floor\"}]"));
	answer_to(CASE("2025", "group", IA(YES("IA_BE_4")), ""));
	assert_non_null(strstr(answer_text.bytes, "\"policies\":[]"));
}

/* -------------------------------------------------------------------- periods */

#define DATED(year, start, end, list)                                                                        \
	CASE(year, "individual",                                                                             \
	     "{\"category\":\"ia\",\"performanceStart\":\"" start "\",\"performanceEnd\":\"" end             \
	     "\",\"measurements\":[" list "]}",                                                              \
	     "")

static const struct {
	const char *json, *codes;
} periods[] = {
	{ DATED("2025", "2025-10-03", "2025-12-31", YES("IA_BE_4")), "" }, /* 90 days */
	{ DATED("2025", "2025-10-04", "2025-12-31", YES("IA_BE_4")), "periodShort" },
	{ DATED("2025", "2025-10-04", "2026-03-31", YES("IA_BE_4")), "periodShort" }, /* outside the year */
	{ DATED("2025", "2025-12-31", "2025-01-01", YES("IA_BE_4")), "periodShort" },
	{ DATED("2025", "2025-11-02", "2025-12-31", YES("IA_ERP_2")), "" }, /* 60 days: rules.md 9 */
	{ DATED("2025", "2025-11-02", "2025-12-31", YES("IA_ERP_2") "," YES("IA_BE_4")), "periodShort" },
	{ DATED("2025", "2025-01-01", "2025-06-30", YES("IA_ERP_1")), "" }, /* 6 months */
	{ DATED("2025", "2025-01-02", "2025-06-30", YES("IA_ERP_1")), "periodShort" },
	{ DATED("2025", "2025-12-01", "2025-12-31", NO("IA_BE_4")), "" },
	{ "{\"submission\":{\"performanceYear\":2017,\"entityType\":\"individual\",\"measurementSets\":[{"
	  "\"category\":\"ia\","
	  "\"performanceStart\":\"2017-10-03\",\"performanceEnd\":\"2017-12-31\",\"measurements\":[" YES(
		  "IA_BE_1") "]}]},\"policy\":{\"dayCount\":\"exclusive\"}}",
	  "periodShort" },
};

static void test_periods(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++)
		assert_string_equal(codes_in(answer_to(periods[i].json)), periods[i].codes);
}

/* --------------------------------------------------------------------- errors */

struct refusal {
	const char *json;
	const char *code; /* of the first error */
	const char *path;
};

static const struct refusal refused[] = {
	{ "", "syntax", "$" },
	{ "{", "syntax", "$" },
	{ "{\"submission\":{},}", "syntax", "$" },
	{ "{\"a\":01}", "syntax", "$" },
	{ "{\"a\":\"\xff\"}", "syntax", "$" },
	{ "{} {}", "syntax", "$" },
	{ "1", "badType", "$" },
	{ "[]", "badType", "$" },
	{ "null", "badType", "$" },
	{ "{}", "missingField", "$.submission" },
	{ "{\"submission\":null}", "missingField", "$.submission" },
	{ "{\"submission\":[]}", "badType", "$.submission" },
	{ "{\"submission\":{}}", "missingField", "$.submission.performanceYear" },
	{ "{\"entityType\":\"group\",\"performanceYear\":null}", "missingField", "$.submission" },
	{ "{\"performanceYear\":2025}", "missingField", "$.entityType" },
	{ CASE("\"2025\"", "group", "", ""), "badType", "$.submission.performanceYear" },
	{ CASE("2025.0", "group", "", ""), "badType", "$.submission.performanceYear" },
	{ CASE("2016", "group", "", ""), "yearUnknown", "$.submission.performanceYear" },
	{ CASE("2028", "group", "", ""), "yearUnknown", "$.submission.performanceYear" },
	{ CASE("18446744073709551615", "group", "", ""), "yearUnknown", "$.submission.performanceYear" },
	{ CASE("2025", "Group", "", ""), "entityUnknown", "$.submission.entityType" },
	{ "{\"performanceYear\":2025,\"entityType\":1}", "badType", "$.entityType" },
	{ "{\"performanceYear\":2025,\"entityType\":\"group\",\"measurementSets\":{}}", "badType",
	  "$.measurementSets" },
	{ "{\"performanceYear\":2025,\"performanceYear\":2025,\"entityType\":\"group\"}", "duplicateField",
	  "$.performanceYear" },
	{ CASE("2025", "group", "{}", ""), "missingField", "$.submission.measurementSets[0].category" },
	{ CASE("2025", "group", "1", ""), "badType", "$.submission.measurementSets[0]" },
	{ CASE("2025", "group", "{\"category\":3}", ""), "badType",
	  "$.submission.measurementSets[0].category" },
	{ CASE("2025", "group", "{\"category\":\"ia\",\"performanceEnd\":20251231}", ""), "badType",
	  "$.submission.measurementSets[0].performanceEnd" },
	{ CASE("2019", "apm", IA_OF("app1", ""), PROFILE("\"apmScoringStandard\":\"other\"")),
	  "programNotInForce", "$.profile.apmScoringStandard" },
	{ CASE("2025", "group", IA_OF("pcf", ""), ""), "programNotInForce",
	  "$.submission.measurementSets[0].programName" },
	{ CASE("2025", "group", IA("") "," IA_OF("mipps", ""), ""), "programUnknown",
	  "$.submission.measurementSets[1].programName" },
	{ CASE("2025", "group", IA_OF("M9999", ""), ""), "mvpUnknown",
	  "$.submission.measurementSets[0].programName" },
	{ CASE("2025", "group", IA_OF("M0003", ""), ""), "mvpUnknown",
	  "$.submission.measurementSets[0].programName" },
	{ CASE("2020", "group", IA_OF("app1", ""), ""), "programNotInForce",
	  "$.submission.measurementSets[0].programName" },
	{ CASE("2022", "group", IA_OF("M0005", ""), ""), "mvpUnknown",
	  "$.submission.measurementSets[0].programName" },
	{ CASE("2024", "group", IA_OF("appPlus", ""), ""), "programNotInForce",
	  "$.submission.measurementSets[0].programName" },
	{ CASE("2021", "apm", "", PROFILE("\"apmScoringStandard\":\"other\"")), "programNotInForce",
	  "$.profile.apmScoringStandard" },
	{ CASE("2025", "subgroup", IA(""), ""), "entityNotAllowed", "$.submission.entityType" },
	{ CASE("2024", "virtualGroup", IA_OF("app1", ""), ""), "entityNotAllowed",
	  "$.submission.entityType" },
	{ CASE("2025", "group", IA("{\"value\":true}"), ""), "missingField",
	  "$.submission.measurementSets[0].measurements[0].measureId" },
	{ CASE("2025", "group", IA("{\"measureId\":\"IA_BE_6\",\"value\":\"Y\"}"), ""), "badType",
	  "$.submission.measurementSets[0].measurements[0].value" },
	{ CASE("2025", "group", IA("{\"measureId\":\"IA_BE_6\",\"value\":true,\"value\":true}"), ""),
	  "duplicateField", "$.submission.measurementSets[0].measurements[0].value" },
	{ CASE("2025", "group", "", PROFILE("\"clinicianCount\":-1")), "badValue",
	  "$.profile.clinicianCount" },
	{ CASE("2025", "group", "", PROFILE("\"clinicianCount\":\"9\"")), "badType",
	  "$.profile.clinicianCount" },
	{ CASE("2025", "group", "", PROFILE("\"clinicianCount\":5,\"statusCounts\":{\"rural\":6}")),
	  "badValue", "$.profile.statusCounts" },
	{ CASE("2025", "group", "", PROFILE("\"specialStatuses\":[\"rural\",\"small\"]")), "badValue",
	  "$.profile.specialStatuses[1]" },
	{ CASE("2025", "group", "", PROFILE("\"specialStatuses\":\"rural\"")), "badType",
	  "$.profile.specialStatuses" },
	{ CASE("2025", "group", "", PROFILE("\"apmParticipant\":\"yes\"")), "badType",
	  "$.profile.apmParticipant" },
	{ CASE("2025", "group", "", PROFILE("\"pcmh\":{\"practiceSites\":3,\"recognizedSites\":4}")),
	  "badValue", "$.profile.pcmh" },
	{ CASE("2025", "group", "", PROFILE("\"extremeCircumstances\":\"flood\"")), "badValue",
	  "$.profile.extremeCircumstances" },
	{ CASE("2025", "group", "", PROFILE("\"attestedBefore\":[{\"measureId\":\"IA_PSPA_4\"}]")),
	  "missingField", "$.profile.attestedBefore[0].performanceYear" },
	{ CASE("2025", "group", "", PROFILE("\"programName\":\"mip\"")), "programUnknown",
	  "$.profile.programName" },
	{ CASE("2025", "group", "", PARTICIPATION("\"roster\":[{\"npi\":\"1\",\"name\":2}]")), "badType",
	  "$.participation.roster[0].name" },
	{ CASE("2025", "group", "", PARTICIPATION("\"roster\":[{\"name\":\"x\"}]")), "missingField",
	  "$.participation.roster[0].npi" },
	{ CASE("2025", "group", "", PARTICIPATION("\"roster\":[{\"npi\":\"12345678901\"}]")), "badValue",
	  "$.participation.roster[0].npi" },
	{ CASE("2025", "group", "", ",\"policy\":{\"dayCount\":\"both\"}"), "badValue", "$.policy.dayCount" },
};

static void test_refusals(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		const struct refusal *row = &refused[i];
		struct case_facts *facts = read_for_test(row->json, strlen(row->json));
		struct case_score score;
		size_t first = 0;

		print_message("%s\n", row->json);
		case_score(mipsia_rulebook_builtin(), facts, &score);
		assert_false(score.scored);
		assert_true(facts->findings.errors > 0);
		while (!case_code_is_error(facts->findings.list[first].code))
			first++;
		assert_string_equal(case_code_name(facts->findings.list[first].code), row->code);
		assert_string_equal(case_finding_path(&facts->findings, first), row->path);
		answer_to(row->json);
		assert_string_equal(member_of(answer_text.bytes, "points"), "null");
		assert_string_equal(member_of(answer_text.bytes, "contribution"), "null");
	}
}

static void test_unknown_members(void **state)
{
	(void)state;
	answer_to(
		"{\"submission\":{\"performanceYear\":2025,\"entityType\":\"group\",\"new\":1},\"profil\":{},"
		"\"profile\":{\"clinicians\":3,\"pcmh\":{\"practiceSites\":1,\"recognizedSites\":1,\"x\":2}},"
		"\"policy\":{\"y\":0}}");
	assert_string_equal(codes_in(answer_text.bytes),
	                    "unknownField unknownField unknownField unknownField");
	assert_non_null(strstr(answer_text.bytes, "\"$.profil\""));
	assert_non_null(strstr(answer_text.bytes, "\"$.profile.clinicians\""));
	assert_non_null(strstr(answer_text.bytes, "\"$.profile.pcmh.x\""));
	assert_non_null(strstr(answer_text.bytes, "\"$.policy.y\""));
	answer_to("{\"performanceYear\":2025,\"entityType\":\"group\",\"profile\":{\"clinicianCount\":3}}");
	assert_string_equal(codes_in(answer_text.bytes), "unknownField");
}

/* -------------------------------------------------------------------- privacy */

static const char *const with_identifiers[] = {
	CASE("2025", "000456789", "", ""),
	CASE("2025", "group", IA(YES("000456789") "," YES("00-0456789")), ""),
	CASE("2025", "group", IA_OF("9876543210", ""), ""),
	CASE("2025", "group", "{\"category\":\"000456789\"}", ""),
	CASE("2025", "group", "{\"category\":\"ia\",\"performanceStart\":\"9876543210\"}", ""),
	CASE("2025", "group", "", PROFILE("\"000456789\":1,\"x 9876543210\":2")),
	CASE("2025", "group", "",
	     PROFILE("\"attestedBefore\":[{\"measureId\":\"000456789\",\"performanceYear\":2024}]")),
	CASE("2025", "group", IA(YES("IA_BE_4")),
	     PARTICIPATION("\"roster\":[{\"npi\":\"9876543210\"},{\"npi\":\"9876543210\"},{\"npi\":"
	                   "\"98765432100\"}],"
	                   "\"activities\":[{\"measureId\":\"IA_BE_4\",\"performers\":[{\"npi\":"
	                   "\"9876543211\"}]}]")),
	"{\"submission\":{\"performanceYear\":2025,\"taxpayerIdentificationNumber\":\"000456789\" oops",
};

static void test_no_identifier_in_messages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof with_identifiers / sizeof with_identifiers[0]; i++) {
		const char *json = with_identifiers[i];
		struct case_facts *facts = read_for_test(json, strlen(json));
		struct case_score score;

		case_score(mipsia_rulebook_builtin(), facts, &score);
		assert_true(facts->findings.length > 0);
		for (size_t k = 0; k < facts->findings.length; k++) {
			assert_null(strstr(case_finding_message(&facts->findings, k), "456789"));
			assert_null(strstr(case_finding_message(&facts->findings, k), "98765432"));
			assert_null(strstr(case_finding_path(&facts->findings, k), "456789"));
			assert_null(strstr(case_finding_path(&facts->findings, k), "98765432"));
		}
	}
}

/* --------------------------------------------------------------------- limits */

/* `head`, then `count` times `item` with commas between, then `tail`. */
static char *repeat(const char *head, const char *item, size_t count, const char *tail)
{
	struct outbuf text = { .limit = (size_t)1 << 28 };

	outbuf_puts(&text, head);
	for (size_t i = 0; i < count; i++) {
		outbuf_puts(&text, i ? "," : "");
		outbuf_puts(&text, item);
	}
	outbuf_puts(&text, tail);
	outbuf_put(&text, "", 1);
	assert_false(text.failed);
	return text.bytes;
}

#define HEAD "{\"performanceYear\":2025,\"entityType\":\"group\",\"measurementSets\":["

static const struct {
	const char *head, *item, *tail;
	size_t most; /* that many pass, one more does not */
	const char *code;
} limits[] = {
	{ HEAD, IA(""), "]}", CASE_SETS_MAX, "tooLarge" },
	{ HEAD "{\"category\":\"ia\",\"measurements\":[", NO("IA_BE_4"), "]}]}", CASE_MEASUREMENTS_MAX,
	  "tooLarge" },
	{ "{\"submission\":" HEAD "]},\"participation\":{\"roster\":[", "{\"npi\":1}", "]}}", CASE_ROSTER_MAX,
	  "tooLarge" },
	{ "{\"submission\":" HEAD "]},\"profile\":{\"attestedBefore\":[",
	  "{\"measureId\":\"IA_BE_4\",\"performanceYear\":2020}", "]}}", CASE_HISTORY_MAX, "tooLarge" },
};

static void test_limits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		char *fits = repeat(limits[i].head, limits[i].item, limits[i].most, limits[i].tail);
		char *exceeds = repeat(limits[i].head, limits[i].item, limits[i].most + 1, limits[i].tail);

		print_message("%s...\n", limits[i].item);
		assert_null(strstr(codes_in(answer_to(fits)), limits[i].code));
		assert_string_not_equal(member_of(answer_text.bytes, "points"), "null");
		assert_non_null(strstr(codes_in(answer_to(exceeds)), limits[i].code));
		assert_string_equal(member_of(answer_text.bytes, "points"), "null");
		free(fits);
		free(exceeds);
	}
}

static void test_too_many_findings(void **state)
{
	char *json = repeat("{\"submission\":" HEAD "]},\"profile\":{", "\"x\":1", 5000, "}}");
	struct case_facts *facts = read_for_test(json, strlen(json));

	(void)state;
	assert_int_equal(facts->findings.length, CASE_WARNINGS_MAX);
	assert_int_equal(facts->findings.dropped, 5000 - CASE_WARNINGS_MAX);
	answer_to(json);
	assert_non_null(strstr(answer_text.bytes, "4100 more errors and warnings are not shown"));
	assert_string_equal(member_of(answer_text.bytes, "points"), "0");
	free(json);
}

static void test_depth(void **state)
{
	char json[400] = HEAD "],\"x\":";
	size_t length = strlen(json);

	(void)state;
	memset(json + length, '[', 100);
	memset(json + length + 100, ']', 100);
	memcpy(json + length + 200, "}", 2);
	assert_string_equal(codes_in(answer_to(json)), "syntax");
	memset(json + length, '[', 60);
	memset(json + length + 60, ']', 60);
	memcpy(json + length + 120, "}", 2);
	assert_string_equal(codes_in(answer_to(json)), "");
}

static void test_large_ids(void **state)
{
	char json[CASE_ID_MAX + 200];

	(void)state;
	for (int more = 0; more < 2; more++) {
		char id[CASE_ID_MAX + 2];

		memset(id, 'x', sizeof id);
		id[CASE_ID_MAX - 2 + more] = '\0';
		snprintf(json, sizeof json,
		         "{\"id\":\"%s\",\"performanceYear\":2025,\"entityType\":\"group\"}", id);
		assert_string_equal(codes_in(answer_to(json)), more ? "tooLarge" : "");
	}
}

/* ---------------------------------------------------------------------- codes */

static void test_every_code_is_documented(void **state)
{
	FILE *file = fopen(TEST_DATA "/../docs/case-format.md", "rb");
	static char text[200000];
	size_t length;

	(void)state;
	assert_non_null(file);
	length = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	text[length] = '\0';
	for (int code = 0; code < CASE_CODE_END; code++) {
		char entry[64];

		assert_non_null(case_code_name((enum case_code)code));
		snprintf(entry, sizeof entry, "| `%s` |", case_code_name((enum case_code)code));
		print_message("%s\n", entry);
		assert_non_null(strstr(text, entry));
	}
	assert_null(case_code_name(CASE_CODE_END));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_participation),
		cmocka_unit_test(test_policies_that_decide),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_unknown_members),
		cmocka_unit_test(test_no_identifier_in_messages),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_too_many_findings),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_large_ids),
		cmocka_unit_test(test_every_code_is_documented),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	free_answers();
	return failed;
}
