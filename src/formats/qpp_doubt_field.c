/* qpp_doubt_field.c - members that CMS would pass over because they are misspelt. */
#include "formats/qpp_doubting.h"

#include <stdio.h>
#include <string.h>

#include "formats/case_findings.h"
#include "formats/qpp_suggest.h"

static const char *const submission_fields[] = {
	"id",
	"createdAt",
	"updatedAt",
	"entityType",
	"entityId",
	"taxpayerIdentificationNumber",
	"nationalProviderIdentifier",
	"performanceYear",
	"programName",
	"measurementSets",
};
static const char *const set_fields[] = {
	"id",         "createdAt",        "updatedAt",        "submissionId",
	"submission", "category",         "submissionMethod", "programName",
	"cehrtId",    "performanceStart", "performanceEnd",   "measurements",
	"measureSet", "practiceId",       "practiceDetails",  "suppressed",
	"source",     "submitterId",      "submitterType",
};
static const char *const measurement_fields[] = {
	"id",        "createdAt", "updatedAt",        "measurementSetId",
	"measureId", "value",     "performanceStart", "performanceEnd",
};

static const struct {
	const char *const *fields;
	size_t length;
} known[] = {
	[QPP_SUBMISSION] = { submission_fields, sizeof submission_fields / sizeof *submission_fields },
	[QPP_MEASUREMENT_SET] = { set_fields, sizeof set_fields / sizeof *set_fields },
	[QPP_MEASUREMENT] = { measurement_fields, sizeof measurement_fields / sizeof *measurement_fields },
};

static bool is_known(enum qpp_root kind, const char *field)
{
	for (size_t i = 0; i < known[kind].length; i++) {
		if (strcmp(known[kind].fields[i], field) == 0)
			return true;
	}
	return false;
}

static void doubt_field(struct qpp_doubting *d, enum qpp_root kind, const json_t *object, const char *path,
                        const char *field)
{
	const char *meant = qpp_nearest_word(field, known[kind].fields, known[kind].length);
	char remedy[QPP_REMEDY_TEXT];

	/* Short names are near to everything. */
	if (meant == NULL || strlen(meant) < 5 || json_object_get(object, meant) != NULL)
		return;
	snprintf(remedy, sizeof remedy, "Did you mean %s?", meant);
	qpp_doubt_say(d, "unknownField", path, "", remedy,
	              "CMS does not know the member '%s' and passes over it",
	              case_quote(field, strlen(field)).text);
}

static void doubt_object(struct qpp_doubting *d, enum qpp_root kind, const json_t *object, const char *path)
{
	union {
		const json_t *constant;
		json_t *plain;
	} walked = { .constant = object };
	const char *field;
	json_t *value;

	json_object_foreach (walked.plain, field, value) {
		if (!is_known(kind, field))
			doubt_field(d, kind, object, path, field);
	}
}

void qpp_doubt_fields(struct qpp_doubting *d, enum qpp_root kind, const json_t *object, const char *path)
{
	char at[QPP_PATH_TEXT];
	size_t i;
	json_t *measurement;

	doubt_object(d, kind, object, path);
	if (kind != QPP_MEASUREMENT_SET)
		return;
	json_array_foreach (json_object_get(object, "measurements"), i, measurement) {
		snprintf(at, sizeof at, "%s.measurements[%zu]", path, i);
		doubt_object(d, QPP_MEASUREMENT, measurement, at);
	}
}
