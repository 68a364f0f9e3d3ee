/* convert_write.c - from submissions to the text of a format. */
#include "services/convert_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/identifier.h"
#include "formats/qpp_names.h"
#include "formats/qpp_read.h"
#include "formats/qpp_validate.h"
#include "formats/qpp_write.h"
#include "formats/qrda3.h"
#include "formats/sheet_write.h"
#include "formats/xml2017.h"

#define TEXT_MAX ((size_t)512 << 20)

static void say_memory(struct checked *out)
{
	findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "memory", 0, (struct finding_place){ 0 },
	             "", "there is not enough memory to write it");
}

/* ------------------------------------------------------------------------ JSON */

static void write_json(struct converter *converter, const struct convert_subject *subject,
                       const json_t *value, struct checked *out)
{
	struct outbuf text = { .limit = TEXT_MAX };

	qpp_write(&text, value, subject->numbers, QPP_PRETTY);
	outbuf_literal(&text, "\n");
	if (text.failed)
		say_memory(out);
	else
		convert_put(converter, subject, subject->part, text.bytes, text.length);
	outbuf_free(&text);
}

/* The name of the document without its folders, TINs masked. */
static void make_id(const struct convert_subject *subject, char *out, size_t size)
{
	const char *slash = strrchr(subject->source, '/');
	char name[160];

	identifier_scrub(slash ? slash + 1 : subject->source, name, sizeof name);
	if (subject->part != 0)
		snprintf(out, size, "%s:%zu", name, subject->part);
	else
		snprintf(out, size, "%s", name);
}

static void write_case(struct converter *converter, const struct convert_subject *subject,
                       struct checked *out)
{
	char id[200];
	json_t *name;
	json_t *one;

	if (subject->text != NULL) {
		write_json(converter, subject, subject->text, out);
		return;
	}
	make_id(subject, id, sizeof id);
	name = json_string(id);
	one = json_object();
	json_object_set_new(one, "id", name ? name : json_string("?")); /* a name that is not UTF-8 */
	json_object_set(one, "submission", subject->submission);
	write_json(converter, subject, one, out);
	json_decref(one);
}

/* ------------------------------------------------------------------------- XML */

/* A subgroup's document needs its MVP and its identifier; false after a finding. */
static bool has_subgroup_ids(const struct converter *converter, const json_t *submission, struct checked *out)
{
	const char *entity = json_string_value(json_object_get(submission, "entityType"));
	const char *id = json_string_value(json_object_get(submission, "entityId"));
	int year = (int)json_integer_value(json_object_get(submission, "performanceYear"));
	const char *missing = id == NULL || *id == '\0' ? "entityId, the subgroup's identifier" : NULL;
	size_t i;
	json_t *set;

	if (entity == NULL || strcmp(entity, "subgroup") != 0)
		return true;
	json_array_foreach (json_object_get(submission, "measurementSets"), i, set) {
		const char *category = json_string_value(json_object_get(set, "category"));
		const char *program = json_string_value(json_object_get(set, "programName"));
		bool is_ia = category != NULL && strcmp(category, "ia") == 0;

		if (is_ia && (program == NULL ||
		              qpp_program_find(converter->book, year, program).kind != QPP_PROGRAM_MVP))
			missing = "the MVP's ID as programName";
	}
	if (missing != NULL)
		findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "subgroupIncomplete", 0,
		             (struct finding_place){ 0 }, "Complete the submission.",
		             "a subgroup cannot be written as QRDA III without %s", missing);
	return missing == NULL;
}

static void write_qrda3(struct converter *converter, const struct convert_subject *subject,
                        struct checked *out)
{
	size_t sets = qrda3_set_count(subject->submission);

	if (!has_subgroup_ids(converter, subject->submission, out))
		return;
	if (sets == 0)
		findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "noSets", 0,
		             (struct finding_place){ 0 }, "",
		             "there is no set of improvement activities to write");
	for (size_t set = 0; set < sets; set++) {
		struct qrda3_write_options options = { .set = set };
		char *text = NULL;
		size_t length = 0;
		size_t part = sets > 1 ? set + 1 : subject->part;
		enum qrda3_status status =
			qrda3_write(subject->submission, &options, &text, &length, &out->findings);

		if (status == QRDA3_OK)
			convert_put(converter, subject, part, text, length);
		else if (status != QRDA3_EINPUT)
			findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "notWritten", 0,
			             (struct finding_place){ 0 }, "", "%s", qrda3_strstatus(status));
		free(text);
	}
}

static void write_xml2017(struct converter *converter, const struct convert_subject *subject,
                          struct checked *out)
{
	char *text = NULL;
	size_t length = 0;
	enum xml2017_status status = xml2017_write(subject->submission, &text, &length, &out->findings);

	if (status == XML2017_OK)
		convert_put(converter, subject, subject->part, text, length);
	else if (status != XML2017_EINPUT)
		findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "notWritten", 0,
		             (struct finding_place){ 0 }, "", "%s", xml2017_strstatus(status));
	free(text);
}

/* ------------------------------------------------------------------------- CSV */

const char *convert_csv_header(void)
{
	return "\xef\xbb\xbf"
	       "performance_year,tin,npi,activity_id,start_date,end_date,evidence_ref\r\n";
}

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

static void write_row(FILE *rows, const json_t *submission, const json_t *set, const json_t *measurement)
{
	char year[24];

	snprintf(year, sizeof year, "%lld",
	         (long long)json_integer_value(json_object_get(submission, "performanceYear")));
	sheet_write_field(rows, year, ',', 1);
	sheet_write_field(rows, text_of(submission, "taxpayerIdentificationNumber"), ',', 0);
	sheet_write_field(rows, text_of(submission, "nationalProviderIdentifier"), ',', 0);
	sheet_write_field(rows, text_of(measurement, "measureId"), ',', 0);
	sheet_write_field(rows, text_of(set, "performanceStart"), ',', 0);
	sheet_write_field(rows, text_of(set, "performanceEnd"), ',', 0);
	sheet_write_field(rows, "", ',', 0);
	sheet_write_end_row(rows);
}

/* The completed activities; returns how many measurements have no place in rows. */
static size_t write_rows(FILE *rows, const json_t *submission)
{
	size_t lost = 0;
	size_t i;
	size_t k;
	json_t *set;
	json_t *measurement;

	json_array_foreach (json_object_get(submission, "measurementSets"), i, set) {
		bool is_ia = strcmp(text_of(set, "category"), "ia") == 0;

		json_array_foreach (json_object_get(set, "measurements"), k, measurement) {
			if (is_ia && json_is_true(json_object_get(measurement, "value")))
				write_row(rows, submission, set, measurement);
			else
				lost++;
		}
	}
	return lost;
}

static void write_csv(struct converter *converter, const struct convert_subject *subject, struct checked *out)
{
	char *text = NULL;
	size_t length = 0;
	FILE *rows = open_memstream(&text, &length);
	size_t lost;

	if (rows == NULL) {
		say_memory(out);
		return;
	}
	lost = write_rows(rows, subject->submission);
	if (fclose(rows) != 0)
		say_memory(out);
	else
		convert_put(converter, subject, subject->part, text, length);
	free(text);
	if (lost > 0)
		findings_add(&out->findings, FINDING_WARNING, FINDING_MIPSIA, "lost", 0,
		             (struct finding_place){ 0 }, "",
		             "rows hold completed activities only: %zu other measurement%s left out", lost,
		             lost == 1 ? " is" : "s are");
}

/* ------------------------------------------------------------------- judgement */

/* Whether the reader said it, or it was said of the same value. */
static bool is_said(const struct findings *list, size_t by_reader, const struct finding *finding)
{
	for (size_t i = 0; i < list->length; i++) {
		if (strcmp(list->items[i].message, finding->message) == 0 &&
		    (i < by_reader || strcmp(list->items[i].path, finding->path) == 0))
			return true;
	}
	return false;
}

/* What CMS's API would refuse of the submission that is written. */
static void judge(struct converter *converter, const struct convert_subject *subject, struct checked *out)
{
	struct qpp_validate_options options = { .test_identifiers = converter->options.test_identifiers };
	struct findings found = { 0 };
	size_t by_reader = out->findings.length;

	qpp_validate(converter->book, QPP_SUBMISSION, subject->submission, &options, &found);
	if (subject->places != NULL)
		qpp_locate(&found, 0, subject->places, subject->base);
	for (size_t i = 0; i < found.length; i++) {
		const struct finding *one = &found.items[i];

		if (one->severity == FINDING_ERROR && !is_said(&out->findings, by_reader, one))
			findings_add(&out->findings, one->severity, one->authority, one->code, 0,
			             (struct finding_place){ one->path, one->line, one->column }, one->remedy,
			             "%s", one->message);
	}
	findings_free(&found);
}

void convert_write(struct converter *converter, const struct convert_subject *subject, struct checked *out)
{
	judge(converter, subject, out);
	switch (converter->options.to) {
	case CONVERT_QPP_JSON:
		write_json(converter, subject, subject->submission, out);
		break;
	case CONVERT_QRDA3:
		write_qrda3(converter, subject, out);
		break;
	case CONVERT_XML2017:
		write_xml2017(converter, subject, out);
		break;
	case CONVERT_CSV:
		write_csv(converter, subject, out);
		break;
	default:
		write_case(converter, subject, out);
		break;
	}
}
