/* convert.c - from documents to submissions. */
#include "services/convert_parts.h"

#include <stdlib.h>
#include <string.h>

#include "formats/qpp_read.h"
#include "formats/qrda3.h"
#include "formats/xml2017.h"

struct converter *converter_new(const mipsia_rulebook *book, const struct convert_options *options,
                                convert_give *give, void *payload)
{
	struct converter *converter = calloc(1, sizeof *converter);

	if (converter == NULL)
		return NULL;
	converter->book = book;
	converter->options = *options;
	converter->give = give;
	converter->payload = payload;
	return converter;
}

void converter_free(struct converter *converter)
{
	if (converter == NULL)
		return;
	for (size_t i = 0; i < converter->rosters_length; i++) {
		sheet_roster_free(converter->rosters[i]);
		free(converter->rosters[i]);
	}
	for (size_t i = 0; i < converter->records_length; i++) {
		sheet_records_free(converter->records[i]);
		free(converter->records[i]);
	}
	free(converter->records_name);
	free(converter->refused);
	free(converter);
}

void convert_put(struct converter *converter, const struct convert_subject *subject, size_t part,
                 const char *text, size_t length)
{
	struct converted converted = { subject->source, subject->stem, part, text, length };

	if (!converter->stopped)
		converter->stopped = !converter->give(&converted, converter->payload);
}

static void say(struct checked *out, const char *code, const char *remedy, const char *message)
{
	findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, code, 0, (struct finding_place){ 0 },
	             remedy, "%s", message);
}

static void say_unreadable(struct checked *out, const char *why)
{
	out->state = CHECK_UNREADABLE;
	findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "unreadable", 0,
	             (struct finding_place){ 0 }, "", "it cannot be read: %s", why);
}

/* ------------------------------------------------------------------------ JSON */

/* The submission that a measurement set belongs to, with the set in it; a new
 * reference, NULL when the set does not say. */
static json_t *submission_of_set(json_t *set)
{
	json_t *identity = json_object_get(set, "submission");
	json_t *submission = json_is_object(identity) ? json_copy(identity) : NULL;
	json_t *bare = submission ? json_copy(set) : NULL;

	if (submission == NULL)
		return NULL;
	json_object_del(bare, "submission");
	json_object_del(bare, "submissionId");
	json_object_set_new(submission, "measurementSets", json_pack("[o]", bare));
	return submission;
}

/* The submission of what was found; a new reference, NULL after a finding. */
static json_t *submission_of(const struct qpp_object *found, struct checked *out)
{
	json_t *submission = NULL;

	if (!json_is_object(found->object)) {
		say(out, "badType", "", "there is no submission in it");
		return NULL;
	}
	if (found->root == QPP_SUBMISSION)
		return json_incref(found->object);
	if (found->root == QPP_MEASUREMENT_SET)
		submission = submission_of_set(found->object);
	if (submission == NULL)
		say(out, "noSubmission", "Give the whole submission.",
		    "this is a part of a submission that does not say whose it is");
	return submission;
}

static void convert_json(struct converter *converter, const struct document *document, struct checked *out)
{
	struct convert_subject subject = { .source = document->name, .part = (size_t)document->number };
	struct qpp_json json;
	struct qpp_object found;
	json_t *submission;

	if (!qpp_read(document->bytes, document->length, &json, &out->findings)) {
		check_shift(&out->findings, document);
		return;
	}
	found = qpp_find_object(json.root);
	submission = submission_of(&found, out);
	subject.submission = submission;
	subject.text = found.is_case ? json.root : NULL;
	subject.numbers = &json.numbers;
	subject.places = found.root == QPP_SUBMISSION ? &json.places : NULL;
	subject.base = found.base;
	if (submission != NULL)
		convert_write(converter, &subject, out);
	check_shift(&out->findings, document);
	json_decref(submission);
	qpp_json_free(&json);
}

/* ------------------------------------------------------------------------- XML */

static bool converter_refuses(const struct findings *findings)
{
	for (size_t i = 0; i < findings->length; i++) {
		if (findings->items[i].severity == FINDING_ERROR &&
		    findings->items[i].authority == FINDING_CONVERTER)
			return true;
	}
	return false;
}

/* Writes what CMS's converter makes of the document, and nothing of what it refuses. */
static void convert_reading(struct converter *converter, const struct document *document,
                            const struct qrda3_reading *reading, struct checked *out)
{
	struct convert_subject subject = { .source = document->name };
	struct qrda3_cms_options options = { .year = reading->year ? reading->year : reading->guide_year };
	struct qrda3_cms_answer answer = { 0 };
	struct findings unsaid = { 0 };
	struct qpp_json json = { 0 };

	if (converter_refuses(&out->findings))
		return;
	subject.submission = reading->submission;
	if (qrda3_as_cms(document->bytes, document->length, &options, &answer) == QRDA3_OK) {
		if (!answer.accepted)
			say(out, "notConverted", "'mipsia convert --as-cms' shows its error document.",
			    "CMS's converter refuses the document, so nothing is written");
		else if (qpp_read(answer.text, answer.length, &json, &unsaid))
			subject.submission = json.root;
	}
	if (answer.accepted || answer.text == NULL)
		convert_write(converter, &subject, out);
	qpp_json_free(&json);
	findings_free(&unsaid);
	qrda3_cms_answer_free(&answer);
}

static void convert_qrda3(struct converter *converter, const struct document *document, struct checked *out)
{
	struct qrda3_read_options options = { .year = converter->options.year,
		                              .cms_test_identifiers = converter->options.test_identifiers };
	struct qrda3_reading reading = { 0 };
	enum qrda3_status status = qrda3_read(document->bytes, document->length, &options, &reading);

	out->findings = reading.findings;
	reading.findings = (struct findings){ 0 };
	if (status != QRDA3_OK)
		say_unreadable(out, qrda3_strstatus(status));
	else if (reading.submission != NULL)
		convert_reading(converter, document, &reading, out);
	else if (out->findings.errors == 0)
		say(out, "noSubmission", "", "there are no improvement activities in it");
	qrda3_reading_free(&reading);
}

/* Activities are done or not: anything else cannot be written as a value. */
static bool values_are_wrong(const json_t *submission, struct checked *out)
{
	bool wrong = false;
	size_t i;
	size_t k;
	json_t *set;
	json_t *measurement;

	json_array_foreach (json_object_get(submission, "measurementSets"), i, set) {
		const char *category = json_string_value(json_object_get(set, "category"));

		if (category == NULL || strcmp(category, "ia") != 0)
			continue;
		json_array_foreach (json_object_get(set, "measurements"), k, measurement)
			wrong = wrong || !json_is_boolean(json_object_get(measurement, "value"));
	}
	if (wrong)
		say(out, "badValue", "Write true or false.",
		    "an activity has a value that is neither true nor false, so nothing is written");
	return wrong;
}

static void convert_xml2017(struct converter *converter, const struct document *document, struct checked *out)
{
	struct convert_subject subject = { .source = document->name };
	json_t *submission = NULL;
	enum xml2017_status status =
		xml2017_read(document->bytes, document->length, &submission, &out->findings);

	subject.submission = submission;
	if (status != XML2017_OK)
		say_unreadable(out, xml2017_strstatus(status));
	else if (submission != NULL && !values_are_wrong(submission, out))
		convert_write(converter, &subject, out);
	json_decref(submission);
}

/* ------------------------------------------------------------------- documents */

static void convert_other(const struct document *document, struct checked *out)
{
	const char *advice = detect_advice(document->format);

	if (document->format == FORMAT_OTHER_XML)
		say(out, "notQrda3", "", "this is XML, but neither QRDA III nor the submission of 2017");
	else if (document->format == FORMAT_EMPTY)
		say(out, "empty", "Export it again.", "the file is empty");
	else if (!document->lone)
		out->state = CHECK_PASSED_OVER;
	else
		say_unreadable(out, advice ? advice : "it is none of the formats mipsia reads");
}

void convert_document(struct converter *converter, const struct document *document, struct checked *out)
{
	*out = (struct checked){ .format = document->format, .kind = detect_name(document->format) };
	if (document->trouble != NULL) {
		say_unreadable(out, document->trouble);
		return;
	}
	switch (document->format) {
	case FORMAT_QPP_JSON:
		convert_json(converter, document, out);
		break;
	case FORMAT_QRDA3:
		convert_qrda3(converter, document, out);
		break;
	case FORMAT_XML2017:
		convert_xml2017(converter, document, out);
		break;
	case FORMAT_CSV:
	case FORMAT_XLSX:
		convert_keep_sheet(converter, document, out);
		break;
	case FORMAT_OTHER_JSON:
		if (document->lone)
			convert_json(converter, document, out);
		else
			out->state = CHECK_PASSED_OVER;
		break;
	default:
		convert_other(document, out);
		break;
	}
}
