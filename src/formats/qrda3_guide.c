/* qrda3_guide.c - the tables. */
#include "formats/qrda3_guide.h"

#include <string.h>
#include <strings.h>

#include "formats/qrda3.h"

/* -------------------------------------------------- implementation guides */

static const struct qrda3_guide guides[] = {
	{ 2017, "2017-07-01", "2017-06-01", "2017-06-01", NULL, false, true },
	{ 2018, "2017-07-01", "2017-06-01", "2017-06-01", NULL, false, true },
	{ 2019, "2018-05-01", "2017-06-01", "2017-06-01", NULL, true, true },
	{ 2020, "2019-05-01", "2017-06-01", "2017-06-01", NULL, false, true },
	{ 2021, "2020-05-01", "2017-06-01", "2017-06-01", NULL, false, true },
	{ 2022, "2021-07-01", "2017-06-01", "2017-06-01", NULL, false, true },
	{ 2023, "2022-12-01", "2020-12-01", "2020-12-01", "2020-12-01", false, false },
	{ 2024, "2022-12-01", "2020-12-01", "2020-12-01", "2020-12-01", false, false },
	{ 2025, "2024-12-01", "2020-12-01", "2020-12-01", "2020-12-01", false, false },
	{ 2026, "2025-05-01", "2020-12-01", "2020-12-01", "2020-12-01", false, false },
};

/* An extension that was replaced before anyone could submit with it. */
static const char guide_2025_first_version[] = "2024-07-01";

#define GUIDES (sizeof guides / sizeof guides[0])

const struct qrda3_guide *qrda3_guide_of(int year)
{
	if (year < guides[0].year || year > guides[GUIDES - 1].year)
		return NULL;
	return &guides[year - guides[0].year];
}

bool qrda3_guide_years(struct xml_text extension, int *first, int *last)
{
	*first = 0;
	for (size_t i = 0; i < GUIDES; i++) {
		if (!xml_text_is(extension, guides[i].cms))
			continue;
		if (*first == 0)
			*first = guides[i].year;
		*last = guides[i].year;
	}
	if (*first == 0 && xml_text_is(extension, guide_2025_first_version))
		*first = *last = 2025;
	return *first != 0;
}

/* ------------------------------------------------------------------ programs */

/* clang-format off */
const struct qrda3_program qrda3_programs[] = {
	/* name                  program    entity          guides       converter    mvp    quality */
	{ "MIPS_INDIV",          "mips",    "individual",   2017, 0,     2017, 0,     true,  false },
	{ "MIPS_GROUP",          "mips",    "group",        2017, 0,     2017, 0,     true,  false },
	{ "MIPS_VIRTUALGROUP",   "mips",    "virtualGroup", 2019, 0,     2018, 0,     false, false },
	{ "MIPS_APMENTITY",      "mips",    "apm",          2021, 0,     2021, 0,     true,  false },
	{ "MIPS_SUBGROUP",       "mips",    "subgroup",     2023, 0,     2023, 0,     true,  false },
	{ "MIPS_APP1_INDIV",     "app1",    "individual",   2021, 0,     2021, 0,     false, false },
	{ "MIPS_APP1_GROUP",     "app1",    "group",        2021, 0,     2021, 0,     false, false },
	{ "MIPS_APP1_APMENTITY", "app1",    "apm",          2021, 0,     2021, 0,     false, false },
	{ "APP_PLUS_INDIV",      "appPlus", "individual",   2025, 0,     2025, 0,     false, false },
	{ "APP_PLUS_GROUP",      "appPlus", "group",        2025, 0,     2025, 0,     false, false },
	{ "APP_PLUS_APMENTITY",  "appPlus", "apm",          2025, 0,     2025, 0,     false, false },
	{ "PCF",                 "pcf",     "apm",          2021, 2025,  2021, 2024,  false, true },
	{ "CPCPLUS",             "cpcPlus", "individual",   2017, 2021,  2017, 2021,  false, true },
	/* no guide has these two, but the converter */
	{ "MIPS",                "mips",    "individual",   0, 0,        2017, 0,     true,  false },
	{ "MIPSAPM",             "mips",    "apm",          0, 0,        2020, 2020,  false, false },
	/* in the guide of 2025, without a place for improvement activities */
	{ "MCP_STANDARD",        "",        "",             2025, 2025,  0, 0,        false, true },
	{ "MCP_FQHC",            "",        "",             2025, 2025,  0, 0,        false, true },
	{ "SSP_PI_INDIV",        "",        "individual",   2025, 0,     0, 0,        false, false },
	{ "SSP_PI_GROUP",        "",        "group",        2025, 0,     0, 0,        false, false },
	{ "SSP_PI_APMENTITY",    "",        "apm",          2025, 0,     0, 0,        false, false },
};
/* clang-format on */
const size_t qrda3_programs_length = sizeof qrda3_programs / sizeof qrda3_programs[0];

const struct qrda3_program *qrda3_program_find(struct xml_text name, bool any_case)
{
	for (size_t i = 0; name.at != NULL && i < qrda3_programs_length; i++) {
		const char *candidate = qrda3_programs[i].name;

		if (strlen(candidate) != name.length)
			continue;
		if (any_case ? strncasecmp(candidate, name.at, name.length) == 0
		             : memcmp(candidate, name.at, name.length) == 0)
			return &qrda3_programs[i];
	}
	return NULL;
}

static bool within(int first, int last, int year)
{
	return first != 0 && year >= first && (last == 0 || year <= last);
}

bool qrda3_program_in_guide(const struct qrda3_program *program, int year)
{
	return within(program->first, program->last, year);
}

bool qrda3_program_in_converter(const struct qrda3_program *program, int year)
{
	return within(program->converter_first, program->converter_last, year);
}

/* --------------------------------------------------------------- CMS's converter */

#define HL7 OID_IA_SECTION, OID_IA_MEASURE
#define CMS_2019 OID_IA_SECTION_2019, OID_IA_MEASURE_2019

/* clang-format off */
static const struct qrda3_vintage vintages[] = {
	/*                              source tin    vgroup mvp    limit  late */
	{ 2017, "2017-07-01", HL7,      false, true,  true,  false, false, false },
	{ 2018, "2017-07-01", HL7,      false, false, true,  false, false, false },
	{ 2019, "2018-05-01", CMS_2019, true,  false, true,  false, true,  false },
	{ 2020, "2019-05-01", HL7,      true,  false, true,  false, true,  false },
	{ 2021, "2020-05-01", HL7,      true,  false, false, false, true,  false },
	{ 2022, "2021-07-01", HL7,      true,  false, true,  false, true,  false },
	{ 2023, "2022-12-01", HL7,      true,  false, true,  true,  true,  false },
	{ 2024, "2022-12-01", HL7,      true,  false, true,  true,  true,  false },
	{ 2025, "2024-12-01", HL7,      true,  false, true,  true,  true,  true },
	/* release 2026.06.25.01, the newest read: it still wants the guide of 2025 */
	{ 2026, "2024-12-01", HL7,      true,  false, true,  true,  true,  true },
};
/* clang-format on */

const struct qrda3_vintage *qrda3_vintage_of(int year)
{
	if (year < QRDA3_FIRST_YEAR || year > QRDA3_LAST_YEAR)
		return NULL;
	return &vintages[year - QRDA3_FIRST_YEAR];
}
