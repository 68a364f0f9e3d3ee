/* check.c - which check a document needs, and what all submissions have in common. */
#include "services/check_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qpp_doubt.h"
#include "formats/qpp_error.h"
#include "formats/qpp_profile.h"
#include "formats/qpp_read.h"

/* case_read.h has names that jansson has too: only this much of it is needed. */
struct case_reader *case_reader_new(const mipsia_rulebook *book);
void case_reader_free(struct case_reader *reader);

struct checker *checker_new(const mipsia_rulebook *book, const struct check_options *options)
{
	struct checker *checker = calloc(1, sizeof *checker);

	if (checker == NULL)
		return NULL;
	checker->book = book;
	checker->options = *options;
	checker->cases = case_reader_new(book);
	if (checker->cases == NULL) {
		free(checker);
		return NULL;
	}
	return checker;
}

void checker_free(struct checker *checker)
{
	if (checker == NULL)
		return;
	case_reader_free(checker->cases);
	free(checker);
}

void checked_free(struct checked *checked)
{
	if (checked == NULL)
		return;
	findings_free(&checked->findings);
	json_decref(checked->qpp_errors);
	checked->qpp_errors = NULL;
}

void check_say(struct checked *out, const char *code, const char *remedy, const char *message, ...)
{
	char text[512];
	va_list values;

	va_start(values, message);
	vsnprintf(text, sizeof text, message, values);
	va_end(values);
	findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, code, 0, (struct finding_place){ 0 },
	             remedy, "%s", text);
}

/* ----------------------------------------------------------------- submissions */

static bool is_year_known(const struct checker *checker, json_int_t year)
{
	return year >= mipsia_first_year(checker->book) && year <= mipsia_last_year(checker->book);
}

static void check_year(struct checker *checker, const struct check_subject *subject, struct checked *out)
{
	const json_t *submission = subject->object;
	const char *path = "$.performanceYear";
	json_int_t year;

	if (subject->root == QPP_MEASUREMENT_SET) {
		submission = json_object_get(submission, "submission");
		path = "$.submission.performanceYear";
	}
	year = json_integer_value(json_object_get(submission, "performanceYear"));
	if (is_year_known(checker, year))
		out->year = (int)year;
	if (checker->options.year != 0 && out->year != 0 && out->year != checker->options.year)
		findings_add(&out->findings, FINDING_ERROR, FINDING_MIPSIA, "otherYear", 0,
		             (struct finding_place){ .path = path },
		             "Correct the year, or give another --year.",
		             "this is of the performance year %d, not %d", out->year, checker->options.year);
}

/* --------------------------------------------------------------------- profile */

/* The case of a submission, with the profile given for all where it has none; as
 * JSON text, which the caller frees. NULL when nothing is known of the entity. */
static char *case_text(const struct checker *checker, const struct check_subject *subject)
{
	bool own = json_object_get(subject->text, "profile") != NULL;
	json_t *given = own ? NULL : checker->options.profile;
	json_t *all;
	char *text;

	if (subject->text == NULL && given == NULL)
		return NULL;
	all = subject->text ? json_copy(subject->text) : json_pack("{s:O}", "submission", subject->object);
	if (given != NULL)
		json_object_set(all, "profile", given);
	text = json_dumps(all, JSON_COMPACT);
	json_decref(all);
	return text;
}

/* What is known of the entity. Findings about a profile that was given for all
 * are not said again for each. */
static bool read_profile(struct checker *checker, const struct check_subject *subject,
                         struct qpp_profile *profile, struct findings *findings)
{
	char *text = subject->root == QPP_SUBMISSION ? case_text(checker, subject) : NULL;
	bool read = text != NULL && qpp_profile_read(checker->cases, text, strlen(text), profile, findings);

	free(text);
	if (subject->text == NULL)
		findings_free(findings);
	return read;
}

static void append(struct findings *list, const struct findings *more)
{
	for (size_t i = 0; i < more->length; i++) {
		const struct finding *finding = &more->items[i];

		findings_add(list, finding->severity, finding->authority, finding->code, finding->cms_code,
		             (struct finding_place){ finding->path, finding->line, finding->column },
		             finding->remedy, "%s", finding->message);
	}
}

static void locate(const struct check_subject *subject, struct findings *findings, size_t first,
                   const char *base)
{
	if (subject->places != NULL)
		qpp_locate(findings, first, subject->places, base);
}

void check_subject(struct checker *checker, const struct check_subject *subject, struct checked *out)
{
	struct qpp_validate_options validate = { .test_identifiers = checker->options.test_identifiers };
	struct qpp_doubt_options doubt = { .test_identifiers = checker->options.test_identifiers,
		                           .npi_was_judged = subject->npi_was_judged };
	struct findings of_profile = { 0 };
	struct qpp_profile profile;
	size_t first = out->findings.length;

	/* what a year is needed for is checked by --year where the submission tells none;
	 * a document's reader has done that already */
	if (subject->root != QPP_SUBMISSION || !subject->npi_was_judged)
		validate.year = checker->options.year;
	doubt.year = validate.year;
	if (read_profile(checker, subject, &profile, &of_profile))
		doubt.profile = &profile;
	qpp_validate(checker->book, subject->root, subject->object, &validate, &out->findings);
	out->qpp_errors = qpp_error_document(&out->findings, first, subject->root);
	check_year(checker, subject, out);
	qpp_doubt(checker->book, subject->root, subject->object, &doubt, &out->findings);
	locate(subject, &out->findings, first, subject->base);
	first = out->findings.length;
	append(&out->findings, &of_profile);
	locate(subject, &out->findings, first, "$");
	findings_free(&of_profile);
}

void check_profile(struct checker *checker, struct findings *findings)
{
	int year = checker->options.year ? checker->options.year : mipsia_last_year(checker->book);
	struct qpp_profile profile;
	char *text;
	json_t *all;

	if (checker->options.profile == NULL)
		return;
	all = json_pack("{s:{s:i,s:s},s:O}", "submission", "performanceYear", year, "entityType",
	                "individual", "profile", checker->options.profile);
	text = json_dumps(all, JSON_COMPACT);
	if (text != NULL)
		qpp_profile_read(checker->cases, text, strlen(text), &profile, findings);
	free(text);
	json_decref(all);
}

/* ------------------------------------------------------------------- documents */

static void check_unreadable(const char *why, struct checked *out)
{
	out->state = CHECK_UNREADABLE;
	check_say(out, "unreadable", "", "it cannot be read: %s", why);
}

static void check_other(const struct document *document, struct checked *out)
{
	const char *advice = detect_advice(document->format);

	if (document->format == FORMAT_EMPTY)
		check_say(out, "empty", "Export it again.", "the file is empty");
	else if (!document->lone)
		out->state = CHECK_PASSED_OVER;
	else
		check_unreadable(advice ? advice : "it is none of the formats mipsia reads", out);
}

static void check_other_xml(struct checked *out)
{
	findings_add(&out->findings, FINDING_ERROR, FINDING_CONVERTER, "notQrda3", 5,
	             (struct finding_place){ 0 },
	             "The root element must be ClinicalDocument (QRDA III), or data (the XML of 2017).",
	             "this is XML, but neither QRDA III nor the submission of 2017");
}

void check_document(struct checker *checker, const struct document *document, struct checked *out)
{
	*out = (struct checked){ .format = document->format, .kind = detect_name(document->format) };
	if (document->trouble != NULL) {
		check_unreadable(document->trouble, out);
		return;
	}
	switch (document->format) {
	case FORMAT_QPP_JSON:
		check_json(checker, document, out);
		break;
	case FORMAT_OTHER_JSON:
		if (document->lone)
			check_json(checker, document, out);
		else
			out->state = CHECK_PASSED_OVER;
		break;
	case FORMAT_QRDA3:
		check_qrda3(checker, document, out);
		break;
	case FORMAT_XML2017:
		check_xml2017(checker, document, out);
		break;
	case FORMAT_OTHER_XML:
		check_other_xml(out);
		break;
	case FORMAT_CSV:
	case FORMAT_XLSX:
		check_sheet(checker, document, out);
		break;
	default:
		check_other(document, out);
		break;
	}
}
