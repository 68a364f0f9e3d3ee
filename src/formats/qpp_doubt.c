/* qpp_doubt.c - the submission as a whole: identifiers, year, sets together. */
#include "formats/qpp_doubting.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/identifier.h"

void qpp_doubt_say(struct qpp_doubting *d, const char *code, const char *object, const char *field,
                   const char *remedy, const char *message, ...)
{
	char path[QPP_PATH_TEXT];
	char text[512];
	va_list values;

	snprintf(path, sizeof path, "%s%s%s", object, *field ? "." : "", field);
	va_start(values, message);
	vsnprintf(text, sizeof text, message, values);
	va_end(values);
	findings_add(d->findings, FINDING_WARNING, FINDING_MIPSIA, code, 0,
	             (struct finding_place){ .path = path }, remedy, "%s", text);
}

/* ---------------------------------------------------------------- identifiers */

static void doubt_npi(struct qpp_doubting *d, const json_t *object, const char *path)
{
	const char *npi = json_string_value(json_object_get(object, "nationalProviderIdentifier"));
	enum identifier_fault fault;

	if (npi == NULL || d->test_identifiers || d->npi_was_judged ||
	    (d->entity != MIPSIA_INDIVIDUAL && d->entity != MIPSIA_ENTITY_END))
		return;
	fault = identifier_check_npi(npi, strlen(npi), IDENTIFIER_REAL);
	if (fault == IDENTIFIER_FIRST_DIGIT)
		qpp_doubt_say(
			d, "npiFirstDigit", path, "nationalProviderIdentifier",
			"Take the NPI from the source; --test-identifiers accepts those of CMS's test data.",
			"this is no NPI: the first digit is neither 1 nor 2");
	else if (fault == IDENTIFIER_CHECK_DIGIT)
		qpp_doubt_say(d, "npiCheckDigit", path, "nationalProviderIdentifier",
		              "A digit was mistyped, or two were exchanged: take the NPI from the source.",
		              "this is no NPI: the check digit does not fit the other digits");
}

static void doubt_tin(struct qpp_doubting *d, const json_t *object, const char *path)
{
	const char *tin = json_string_value(json_object_get(object, "taxpayerIdentificationNumber"));

	if (tin != NULL && !d->test_identifiers && strlen(tin) == 9 && strncmp(tin, "000", 3) == 0)
		qpp_doubt_say(d, "testTin", path, "taxpayerIdentificationNumber",
		              "Put in the real TIN; --test-identifiers is for CMS's Developer Preview.",
		              "a TIN that begins with 000 is one of CMS's test data");
}

static void doubt_entity(struct qpp_doubting *d, const json_t *object, const char *path)
{
	const json_t *written = json_object_get(object, "performanceYear");
	json_int_t year = json_integer_value(written);
	const char *entity = json_string_value(json_object_get(object, "entityType"));

	if (year >= mipsia_first_year(d->book) && year <= mipsia_last_year(d->book))
		d->year = (int)year;
	else if (json_is_integer(written))
		d->year = 0;
	d->entity = entity ? qpp_entity_find(entity) : MIPSIA_ENTITY_END;
	doubt_npi(d, object, path);
	doubt_tin(d, object, path);
	if (d->year != 0 && mipsia_year_is_provisional(d->book, d->year))
		qpp_doubt_say(d, "provisionalYear", path, "performanceYear",
		              "Check again when CMS has issued them.",
		              "the rules of %d are not final; the latest final rules are applied", d->year);
}

/* ----------------------------------------------------------------------- sets */

static uint8_t points_of(const mipsia_rulebook *book, mipsia_case c, const mipsia_set *attested)
{
	mipsia_result result;

	c.attested = *attested;
	c.facts |= MIPSIA_FACT_IA_SUBMITTED | MIPSIA_FACT_IA_ATTESTED;
	return mipsia_score(book, &c, &result) == MIPSIA_OK ? result.points : 0;
}

static bool same_program(const struct qpp_ia_set *a, const struct qpp_ia_set *b)
{
	return a->program.mvp == b->program.mvp &&
	       qpp_program_option(&a->program) == qpp_program_option(&b->program);
}

/* Two sets of one program: CMS takes the better one, never both together. */
static void doubt_pair(struct qpp_doubting *d, const struct qpp_ia_set *a, const struct qpp_ia_set *b,
                       const json_t *sets)
{
	mipsia_case c = qpp_ia_set_case(d, a, sets);
	uint8_t first = points_of(d->book, c, &a->set);
	uint8_t second = points_of(d->book, c, &b->set);
	mipsia_set both = a->set;
	uint8_t together;

	for (int i = 0; i < MIPSIA_SET_WORDS; i++)
		both.word[i] |= b->set.word[i];
	together = points_of(d->book, c, &both);
	if (together > first && together > second)
		qpp_doubt_say(d, "severalSets", b->path, "",
		              "Put the activities of both into one set with one submissionMethod.",
		              "another set of activities of the same program comes before; CMS scores each "
		              "for itself and takes the better: %d points, not %d",
		              first > second ? first : second, together);
}

static void doubt_together(struct qpp_doubting *d, const struct qpp_ia_set *sets, size_t length,
                           const json_t *all)
{
	for (size_t b = 1; b < length; b++) {
		for (size_t a = 0; a < b; a++) {
			if (!same_program(&sets[a], &sets[b]))
				continue;
			doubt_pair(d, &sets[a], &sets[b], all);
			break;
		}
	}
}

static bool is_ia(const json_t *set)
{
	const char *category = json_string_value(json_object_get(set, "category"));

	return category != NULL && strcmp(category, "ia") == 0;
}

static void doubt_sets(struct qpp_doubting *d, const json_t *sets)
{
	struct qpp_ia_set *read = calloc(QPP_IA_SETS_MAX, sizeof *read);
	struct qpp_ia_set *next;
	size_t length = 0;
	char path[QPP_PATH_TEXT];
	size_t i;
	json_t *set;

	if (read == NULL)
		return;
	json_array_foreach (sets, i, set) {
		snprintf(path, sizeof path, "$.measurementSets[%zu]", i);
		qpp_doubt_fields(d, QPP_MEASUREMENT_SET, set, path);
		if (!is_ia(set))
			continue;
		next = &read[length];
		qpp_ia_set_read(d, set, path, next);
		qpp_doubt_set(d, next, sets);
		length += length + 1 < QPP_IA_SETS_MAX;
	}
	if (d->year != 0)
		doubt_together(d, read, length, sets);
	free(read);
}

static void doubt_submission(struct qpp_doubting *d, const json_t *submission)
{
	const json_t *sets = json_object_get(submission, "measurementSets");

	qpp_doubt_fields(d, QPP_SUBMISSION, submission, "$");
	doubt_entity(d, submission, "$");
	d->program = json_string_value(json_object_get(submission, "programName"));
	if (d->program != NULL && d->year > 2017) {
		qpp_doubt_say(d, "programOnSubmission", "$", "programName",
		              "Write it in each measurement set.",
		              "CMS reads the program of a submission for 2017 only; here it says nothing");
		d->program = NULL;
	}
	if (json_array_size(sets) == 0 && (sets == NULL || json_is_null(sets) || json_is_array(sets)))
		qpp_doubt_say(d, "noSets", "$", "measurementSets", "Add a measurement set of category ia.",
		              "there is no measurement set: nothing is submitted, and CMS's upload tool "
		              "refuses the file");
	doubt_sets(d, sets);
}

static void doubt_lone_set(struct qpp_doubting *d, const json_t *set)
{
	const json_t *submission = json_object_get(set, "submission");
	struct qpp_ia_set *read = calloc(1, sizeof *read);

	qpp_doubt_fields(d, QPP_MEASUREMENT_SET, set, "$");
	if (json_is_object(submission))
		doubt_entity(d, submission, "$.submission");
	if (read != NULL && is_ia(set)) {
		qpp_ia_set_read(d, set, "$", read);
		qpp_doubt_set(d, read, NULL);
	}
	free(read);
}

void qpp_doubt(const mipsia_rulebook *book, enum qpp_root root, const json_t *object,
               const struct qpp_doubt_options *options, struct findings *findings)
{
	static const struct qpp_doubt_options none = { 0 };
	struct qpp_doubting d = { .book = book, .findings = findings, .entity = MIPSIA_ENTITY_END };

	options = options ? options : &none;
	d.profile = options->profile;
	d.year = options->year;
	d.test_identifiers = options->test_identifiers;
	d.npi_was_judged = options->npi_was_judged;
	if (!json_is_object(object))
		return;
	if (root == QPP_SUBMISSION)
		doubt_submission(&d, object);
	else if (root == QPP_MEASUREMENT_SET)
		doubt_lone_set(&d, object);
	else
		qpp_doubt_fields(&d, QPP_MEASUREMENT, object, "$");
}
