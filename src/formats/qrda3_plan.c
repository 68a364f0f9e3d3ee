/* qrda3_plan.c - see qrda3_plan.h. */
#include "formats/qrda3_plan.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#define PATH_BYTES 96

struct planning {
	struct qrda3_plan *plan;
	struct findings *findings;
	const json_t *submission;
	const json_t *set;
	size_t set_index;
	bool failed;
};

/* ---------------------------------------------------------------------- findings */

static void refuse(struct planning *planning, const char *code, const char *path, const char *remedy,
                   const char *message)
{
	findings_add(planning->findings, FINDING_ERROR, FINDING_MIPSIA, code, 0,
	             (struct finding_place){ .path = path }, remedy, "%s", message);
	planning->failed = true;
}

static void refuse_in_set(struct planning *planning, const char *code, const char *field, const char *remedy,
                          const char *message)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "$.measurementSets[%zu].%s", planning->set_index, field);
	refuse(planning, code, path, remedy, message);
}

static void warn(struct planning *planning, const char *code, const char *path, const char *message)
{
	findings_add(planning->findings, FINDING_WARNING, FINDING_MIPSIA, code, 0,
	             (struct finding_place){ .path = path }, "", "%s", message);
}

/* --------------------------------------------------------------------------- sets */

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static bool is_ia(const json_t *set)
{
	const char *category = text_of(set, "category");

	return category != NULL && strcmp(category, "ia") == 0;
}

size_t qrda3_set_count(const json_t *submission)
{
	const json_t *sets = json_object_get(submission, "measurementSets");
	size_t count = 0;

	for (size_t i = 0; i < json_array_size(sets); i++)
		count += is_ia(json_array_get(sets, i));
	return count;
}

const json_t *qrda3_set_at(const json_t *submission, size_t number, size_t *index)
{
	const json_t *sets = json_object_get(submission, "measurementSets");

	for (size_t i = 0; i < json_array_size(sets); i++) {
		if (is_ia(json_array_get(sets, i)) && number-- == 0) {
			*index = i;
			return json_array_get(sets, i);
		}
	}
	return NULL;
}

static void warn_of_others(struct planning *planning)
{
	size_t all = json_array_size(json_object_get(planning->submission, "measurementSets"));

	if (all > qrda3_set_count(planning->submission))
		warn(planning, "otherCategoryLeftOut", "$.measurementSets",
		     "Measurement sets of other categories are not written: the document holds improvement "
		     "activities only");
}

/* ------------------------------------------------------------------------ program */

/* An MVP's ID as CMS writes it; NULL when the word is none of that year. */
static const char *find_mvp(const char *name, int year)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	int mvp = mipsia_mvp_find(book, name, strlen(name));

	if (mvp == MIPSIA_NO_MVP || mipsia_mvp_in_year(book, mvp, year) == NULL)
		return NULL;
	return mipsia_mvp_id(book, mvp);
}

/* A row of the guide, or, before the guide had it, of the converter. */
static const struct qrda3_program *find_program(const char *program, const char *entity, int year)
{
	for (size_t i = 0; i < qrda3_programs_length; i++) {
		const struct qrda3_program *row = &qrda3_programs[i];

		if (row->first != 0 && strcmp(row->program, program) == 0 &&
		    strcmp(row->entity, entity) == 0 &&
		    (qrda3_program_in_guide(row, year) || qrda3_program_in_converter(row, year)))
			return row;
	}
	return NULL;
}

/* In 2017 the program stands on the submission. */
static const char *program_name(const struct planning *planning)
{
	const char *name = text_of(planning->set, "programName");

	if (name == NULL)
		name = text_of(planning->submission, "programName");
	return name ? name : "mips";
}

static void plan_program(struct planning *planning)
{
	struct qrda3_plan *plan = planning->plan;
	const char *name = program_name(planning);
	const char *entity = text_of(planning->submission, "entityType");

	if (entity == NULL) {
		refuse(planning, "missingField", "$.entityType", "Say who reports.",
		       "The entity type is missing");
		return;
	}
	plan->mvp = find_mvp(name, plan->guide->year);
	plan->program = find_program(plan->mvp ? "mips" : name, entity, plan->guide->year);
	if (plan->program == NULL)
		refuse_in_set(
			planning, "programUnwritable", "programName",
			"Check the program, the entity type and the year.",
			"The implementation guide of that year has no name for this program and entity type");
	else if (plan->mvp != NULL && !plan->program->mvp)
		refuse_in_set(planning, "programUnwritable", "programName",
		              "Write mips, or another entity type.", "This entity type cannot report an MVP");
}

/* ------------------------------------------------------------------------- values */

static bool plan_date(struct planning *planning, const char *field, char out[9])
{
	const char *text = text_of(planning->set, field);

	if (text == NULL || mipsia_date_parse(text, strlen(text)) == MIPSIA_DATE_UNKNOWN) {
		refuse_in_set(planning, "badDate", field, "Write it as YYYY-MM-DD.",
		              "The performance period needs this date");
		return false;
	}
	memcpy(out, text, 4);
	memcpy(out + 4, text + 5, 2);
	memcpy(out + 6, text + 8, 3);
	return true;
}

static void plan_measurement(struct planning *planning, const json_t *measurement, size_t number)
{
	char field[PATH_BYTES / 2];
	const char *id = text_of(measurement, "measureId");

	if (id == NULL || id[0] == '\0') {
		snprintf(field, sizeof field, "measurements[%zu].measureId", number);
		refuse_in_set(planning, "missingField", field, "Name the activity, such as IA_BE_4.",
		              "An activity has no ID");
	}
	if (!json_is_boolean(json_object_get(measurement, "value"))) {
		snprintf(field, sizeof field, "measurements[%zu].value", number);
		refuse_in_set(planning, "badType", field, "Write true or false.",
		              "The value of an activity is neither true nor false");
	}
}

static void plan_measurements(struct planning *planning)
{
	const json_t *measurements = json_object_get(planning->set, "measurements");

	if (json_array_size(measurements) == 0)
		refuse_in_set(planning, "noActivities", "measurements",
		              "Add the activities that were performed.",
		              "A QRDA III section of improvement activities needs at least one");
	for (size_t i = 0; i < json_array_size(measurements); i++)
		plan_measurement(planning, json_array_get(measurements, i), i);
	planning->plan->measurements = measurements;
}

static void plan_entity(struct planning *planning)
{
	struct qrda3_plan *plan = planning->plan;

	plan->npi = text_of(planning->submission, "nationalProviderIdentifier");
	plan->tin = text_of(planning->submission, "taxpayerIdentificationNumber");
	plan->entity_id = text_of(planning->submission, "entityId");
	if (plan->program != NULL && strcmp(plan->program->entity, "virtualGroup") == 0 &&
	    plan->entity_id == NULL)
		refuse(planning, "missingField", "$.entityId", "Add the virtual group's identifier.",
		       "CMS's converter refuses a virtual group without its identifier");
}

/* -------------------------------------------------------------------------- time */

static bool is_time(const char *time)
{
	size_t digits = strspn(time, "0123456789");
	const char *rest = time + digits;

	if (digits != 8 && digits != 12 && digits != 14)
		return false;
	if (*rest == '\0')
		return true;
	return digits > 8 && (*rest == '+' || *rest == '-') && strspn(rest + 1, "0123456789") == 4 &&
	       rest[5] == '\0';
}

static bool is_uuid(const char *text)
{
	static const size_t parts[] = { 8, 4, 4, 4, 12 };

	for (size_t i = 0; i < 5; i++) {
		if (strspn(text, "0123456789abcdefABCDEF") != parts[i])
			return false;
		text += parts[i];
		if (*text++ != (i < 4 ? '-' : '\0'))
			return false;
	}
	return true;
}

/* Without a time from the caller: the day after the period. */
static void plan_time(struct planning *planning, const char *given)
{
	struct qrda3_plan *plan = planning->plan;
	const char *end = text_of(planning->set, "performanceEnd");
	char text[MIPSIA_DATE_TEXT];

	if (given != NULL && !is_time(given)) {
		refuse(planning, "badTime", "",
		       "Write YYYYMMDD, or YYYYMMDDhhmmss with an offset such as +0000.",
		       "The time of the document cannot be read");
		return;
	}
	if (given != NULL) {
		snprintf(plan->time, sizeof plan->time, "%s", given);
		return;
	}
	mipsia_date_format(mipsia_date_parse(end, strlen(end)) + 1, text);
	snprintf(plan->time, sizeof plan->time, "%.4s%.2s%.2s", text, text + 5, text + 8);
}

/* ------------------------------------------------------------------------ digest */

static bool take_digest(struct qrda3_plan *plan, const json_t *submission, const json_t *set)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	const json_t *parts[] = { set, json_object_get(submission, "performanceYear") };
	const char *facts[] = { plan->program->name, plan->mvp,       plan->npi,
		                plan->tin,           plan->entity_id, plan->time };

	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < 2; i++) {
		char *text = json_dumps(parts[i], JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);

		if (text == NULL)
			return false;
		crypto_hash_sha256_update(&state, (const unsigned char *)text, strlen(text) + 1);
		free(text);
	}
	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		const char *fact = facts[i] ? facts[i] : "";

		crypto_hash_sha256_update(&state, (const unsigned char *)fact, strlen(fact) + 1);
	}
	crypto_hash_sha256_final(&state, hash);
	sodium_bin2hex(plan->digest, sizeof plan->digest, hash, sizeof hash);
	return true;
}

/* UUID of version 8 (RFC 9562): its bits are ours to choose. */
void qrda3_plan_uuid(const struct qrda3_plan *plan, const char *label, size_t number, char out[QRDA3_UUID])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char text[128], hex[2 * sizeof hash + 1];
	int length = snprintf(text, sizeof text, "%s/%s/%zu", plan->digest, label, number);

	crypto_hash_sha256(hash, (const unsigned char *)text, (unsigned long long)length);
	hash[6] = (unsigned char)((hash[6] & 0x0Fu) | 0x80u);
	hash[8] = (unsigned char)((hash[8] & 0x3Fu) | 0x80u);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	snprintf(out, QRDA3_UUID, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

/* --------------------------------------------------------------------------- plan */

static bool find_set(struct planning *planning, size_t number)
{
	const json_t *year = json_object_get(planning->submission, "performanceYear");

	planning->plan->guide = json_is_integer(year) ? qrda3_guide_of((int)json_integer_value(year)) : NULL;
	if (planning->plan->guide == NULL)
		refuse(planning, "yearUnwritable", "$.performanceYear", "QRDA III goes from 2017 to 2026.",
		       "There is no QRDA III implementation guide of the performance year");
	planning->set = qrda3_set_at(planning->submission, number, &planning->set_index);
	if (planning->set == NULL)
		refuse(planning, "noActivities", "$.measurementSets", "Add a measurement set of category ia.",
		       "The submission has no such set of improvement activities");
	return !planning->failed;
}

bool qrda3_plan_make(const json_t *submission, const struct qrda3_write_options *options,
                     struct qrda3_plan *plan, struct findings *findings)
{
	struct planning planning = { .plan = plan, .findings = findings, .submission = submission };
	bool start, end;

	*plan = (struct qrda3_plan){ 0 };
	if (!find_set(&planning, options->set))
		return false;
	plan_program(&planning);
	start = plan_date(&planning, "performanceStart", plan->start);
	end = plan_date(&planning, "performanceEnd", plan->end);
	plan_measurements(&planning);
	plan_entity(&planning);
	if (start && end)
		plan_time(&planning, options->time);
	if (options->document_id != NULL && !is_uuid(options->document_id))
		refuse(&planning, "badDocumentId", "", "Give a UUID, or none.",
		       "The document's id is no UUID");
	if (planning.failed)
		return false;
	warn_of_others(&planning);
	if (!take_digest(plan, submission, planning.set)) {
		refuse(&planning, "memory", "", "", "There is no memory");
		return false;
	}
	return true;
}
