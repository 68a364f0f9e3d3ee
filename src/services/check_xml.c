/*
 * check_xml.c - QRDA III, and the XML submission of 2017: what their readers say,
 * then what the API would say of the submission that comes out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qrda3.h"
#include "formats/xml2017.h"
#include "services/check_parts.h"

#define PLACED_MAX ((size_t)8 << 20) /* bytes of a document in which measures are sought */

/* --------------------------------------------------------------------- places */

/* The measurement that a JSONPath leads to, or NULL. */
static const json_t *measurement_at(const json_t *submission, const char *path)
{
	unsigned set;
	unsigned measurement;

	if (sscanf(path, "$.measurementSets[%u].measurements[%u]", &set, &measurement) != 2)
		return NULL;
	return json_array_get(
		json_object_get(json_array_get(json_object_get(submission, "measurementSets"), set),
	                        "measurements"),
		measurement);
}

/* How many measurements before this one have the same ID. */
static size_t count_before(const json_t *submission, const json_t *wanted, const char *id)
{
	size_t count = 0;
	size_t i;
	size_t k;
	json_t *set;
	json_t *measurement;

	json_array_foreach (json_object_get(submission, "measurementSets"), i, set) {
		json_array_foreach (json_object_get(set, "measurements"), k, measurement) {
			const char *other = json_string_value(json_object_get(measurement, "measureId"));

			if (measurement == wanted)
				return count;
			count += other != NULL && strcmp(other, id) == 0;
		}
	}
	return count;
}

static void set_place(struct finding *finding, const char *bytes, const char *at)
{
	finding->line = 1;
	finding->column = 1;
	for (; bytes < at; bytes++) {
		if (*bytes == '\n') {
			finding->line++;
			finding->column = 1;
		} else {
			finding->column += ((unsigned char)*bytes & 0xc0) != 0x80;
		}
	}
}

/* Finds the measure ID in the text: "IA_EPA_1" between quotes or tags, as often as
 * the submission has it. What is not found keeps no place. */
static void place_measure(struct finding *finding, const struct document *document, const json_t *submission)
{
	const json_t *measurement = measurement_at(submission, finding->path);
	const char *id = json_string_value(json_object_get(measurement, "measureId"));
	const char *at = document->bytes;
	bool sought = id != NULL && *id != '\0' && document->length <= PLACED_MAX;
	size_t left = sought ? count_before(submission, measurement, id) + 1 : 0;
	size_t length = id ? strlen(id) : 0;

	while (left > 0) {
		size_t rest = document->length - (size_t)(at - document->bytes);

		at = memmem(at, rest, id, length);
		if (at == NULL)
			return;
		if (at > document->bytes && strchr("\"'>", at[-1]) && at[length] &&
		    strchr("\"'<", at[length]))
			left--;
		if (left == 0)
			set_place(finding, document->bytes, at);
		at += length;
	}
}

static void check_submission(struct checker *checker, const struct document *document, json_t *submission,
                             bool npi_was_judged, struct checked *out)
{
	struct check_subject subject = {
		.root = QPP_SUBMISSION, .object = submission, .base = "$", .npi_was_judged = npi_was_judged
	};
	size_t first = out->findings.length;

	if (submission == NULL)
		return;
	check_subject(checker, &subject, out);
	for (size_t i = first; i < out->findings.length; i++)
		place_measure(&out->findings.items[i], document, submission);
}

/* ------------------------------------------------------------------- documents */

/* An answer that is neither Y nor N was said by the reader, with the converter's
 * code: that it makes no value either need not be said. */
static void forget_missing_values(struct findings *findings)
{
	static const char field[] = ".value";
	size_t kept = 0;

	for (size_t i = 0; i < findings->length; i++) {
		struct finding *finding = &findings->items[i];
		size_t length = strlen(finding->path);
		bool told = finding->authority == FINDING_QPP_API &&
		            strcmp(finding->code, "missingField") == 0 && length >= sizeof field &&
		            strcmp(finding->path + length - sizeof field + 1, field) == 0;

		if (!told) {
			findings->items[kept++] = *finding;
			continue;
		}
		findings->errors--;
		free(finding->path);
		free(finding->message);
		free(finding->remedy);
	}
	findings->length = kept;
}

static size_t count_measurements(const json_t *submission)
{
	size_t count = 0;
	size_t i;
	json_t *set;

	json_array_foreach (json_object_get(submission, "measurementSets"), i, set)
		count += json_array_size(json_object_get(set, "measurements"));
	return count;
}

/* The activities that the findings say are skipped: "with 3 activities in it". */
static size_t count_lost(const struct findings *findings)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->length; i++) {
		const struct finding *finding = &findings->items[i];
		const char *with = strstr(finding->message, ", with ");
		size_t several = 1;

		if (strcmp(finding->code, "activityLost") != 0)
			continue;
		if (with != NULL && sscanf(with, ", with %zu", &several) != 1)
			several = 1;
		count += several;
	}
	return count;
}

/* A document that CMS takes, and of which nothing arrives, is no submission. */
static void say_when_all_are_lost(const json_t *submission, struct checked *out)
{
	struct findings *findings = &out->findings;
	size_t lost = count_lost(findings);
	size_t length = findings->length;
	struct finding first;

	if (lost == 0 || count_measurements(submission) > 0)
		return;
	findings_add(findings, FINDING_ERROR, FINDING_CONVERTER, "noActivityArrives", 0,
	             (struct finding_place){ 0 },
	             "Give the sections and organizers the templateIds of that "
	             "year's guide.",
	             lost == 1 ? "the document has %zu activity and it does not reach CMS"
	                       : "the document has %zu activities and none of them reaches CMS",
	             lost);
	if (findings->length == length)
		return; /* there is no room: it is counted */
	first = findings->items[length];
	memmove(findings->items + 1, findings->items, length * sizeof *findings->items);
	findings->items[0] = first;
}

void check_qrda3(struct checker *checker, const struct document *document, struct checked *out)
{
	struct qrda3_read_options options = { .year = checker->options.year,
		                              .cms_test_identifiers = checker->options.test_identifiers };
	struct qrda3_reading reading = { 0 };
	enum qrda3_status status = qrda3_read(document->bytes, document->length, &options, &reading);

	out->findings = reading.findings;
	reading.findings = (struct findings){ 0 };
	if (status != QRDA3_OK)
		check_say(out, status == QRDA3_ELIMIT ? "tooLarge" : "unreadable", "", "%s",
		          qrda3_strstatus(status));
	else
		check_submission(checker, document, reading.submission, true, out);
	forget_missing_values(&out->findings);
	say_when_all_are_lost(reading.submission, out);
	if (out->year == 0)
		out->year = reading.guide_year;
	qrda3_reading_free(&reading);
}

void check_xml2017(struct checker *checker, const struct document *document, struct checked *out)
{
	json_t *submission = NULL;
	enum xml2017_status status =
		xml2017_read(document->bytes, document->length, &submission, &out->findings);

	if (status != XML2017_OK)
		check_say(out, status == XML2017_ELIMIT ? "tooLarge" : "unreadable", "", "%s",
		          xml2017_strstatus(status));
	else
		check_submission(checker, document, submission, false, out);
	json_decref(submission);
}
