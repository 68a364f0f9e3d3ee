/*
 * sheet_names.c - keys of sheet_header_key: no capitals, blanks or signs. Only
 * whole keys fit, so that "Group NPI" is not taken for the clinician's.
 */
#include "formats/sheet_names.h"

#include <string.h>

#define NAMES_MAX 40

/* One field a row; a NULL ends its keys. */
static const char *const names[SHEET_FIELD_END][NAMES_MAX] = {
	[SHEET_FIELD_YEAR] = { "performanceyear", "year", "py", "mipsyear", "mipsperformanceyear",
	                       "reportingyear", "perfyear", "performanceyr" },
	[SHEET_FIELD_TIN] = { "tin", "taxid", "taxidno", "taxidnumber", "taxno", "tinnumber", "tinno", "tinein",
	                      "tinssn", "ein", "employeridentificationnumber", "federaltaxid", "fedtaxid",
	                      "taxpayerid", "taxpayeridentificationnumber", "taxidentificationnumber",
	                      "practicetin", "practicetaxid", "grouptin", "billingtin", "organizationtin",
	                      "providertin", "cliniciantin" },
	[SHEET_FIELD_NPI] = { "npi", "npinumber", "npino", "npiid", "providernpi", "providernpinumber",
	                      "cliniciannpi", "eligiblecliniciannpi", "ecnpi", "individualnpi", "physiciannpi",
	                      "practitionernpi", "renderingnpi", "renderingprovidernpi", "doctornpi",
	                      "nationalprovideridentifier", "nationalprovideridentifiernpi",
	                      "nationalproviderid", "nationalprovidernumber" },
	[SHEET_FIELD_NAME] = { "name", "fullname", "providername", "clinicianname", "physicianname",
	                       "practitionername", "eligibleclinicianname", "provider", "clinician", "physician",
	                       "eligibleclinician", "practitioner", "doctor", "renderingprovider",
	                       "renderingprovidername", "providerfullname" },
	[SHEET_FIELD_LAST_NAME] = { "lastname", "last", "lname", "surname", "familyname", "providerlastname",
	                            "clinicianlastname", "physicianlastname", "practitionerlastname",
	                            "namelast" },
	[SHEET_FIELD_FIRST_NAME] = { "firstname", "first", "fname", "givenname", "providerfirstname",
	                             "clinicianfirstname", "physicianfirstname", "practitionerfirstname",
	                             "namefirst" },
	[SHEET_FIELD_SPECIALTY] = { "specialty", "speciality", "primaryspecialty", "providerspecialty",
	                            "clinicianspecialty", "physicianspecialty", "medicalspecialty",
	                            "specialtyname" },
	[SHEET_FIELD_ACTIVITY] = { "activity", "activityid", "activitycode", "activitynumber", "measure",
	                           "measureid", "measurecode", "measurenumber", "ia", "iaid", "iaactivity",
	                           "iaactivityid", "iameasure", "iameasureid", "improvementactivity",
	                           "improvementactivityid", "improvementactivitycode" },
	[SHEET_FIELD_BEGIN] = { "from", "fromdate", "datefrom", "start", "startdate", "datestart", "startedon",
	                        "started", "datestarted", "begin", "begindate", "beginning", "beginningdate",
	                        "effectivedate", "effectivefrom", "effectivestart", "effectivestartdate",
	                        "joined", "joindate", "datejoined", "hiredate", "datehired", "periodstart",
	                        "performancestart", "performancestartdate", "performanceperiodstart",
	                        "activitystart", "activitystartdate", "startofperiod", "practicestart",
	                        "practicestartdate", "employmentstartdate", "startofactivity" },
	[SHEET_FIELD_FINISH] = { "to", "todate", "dateto", "through", "thru", "throughdate", "end", "enddate",
	                         "dateend", "ended", "endedon", "dateended", "stop", "stopdate", "finish",
	                         "finishdate", "effectiveto", "effectiveend", "effectiveenddate", "termdate",
	                         "terminationdate", "left", "leftdate", "dateleft", "leavedate", "periodend",
	                         "performanceend", "performanceenddate", "performanceperiodend", "activityend",
	                         "activityenddate", "endofperiod", "practiceend", "practiceenddate",
	                         "employmentenddate", "endofactivity" },
	[SHEET_FIELD_EVIDENCE] = { "evidence", "evidenceref", "evidencereference", "evidenceid", "evidencefile",
	                           "evidencelink", "evidencelocation", "documentation", "documentationref",
	                           "supportingdocumentation", "document", "documentref", "proof" },
	[SHEET_FIELD_OURS] = { "error", "errors", "warning", "warnings", "repair", "repairs" },
};

enum sheet_field sheet_names_find(const char *key)
{
	for (int field = 0; field < SHEET_FIELD_END; field++) {
		for (int i = 0; i < NAMES_MAX && names[field][i] != NULL; i++) {
			if (strcmp(names[field][i], key) == 0)
				return (enum sheet_field)field;
		}
	}
	return SHEET_FIELD_END;
}
