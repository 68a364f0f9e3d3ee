/* qpp_validate_entity.c - who reports, and for which year. */
#include "formats/qpp_validation.h"

#include <stdio.h>
#include <string.h>

#define TIN_DIGITS 9
#define NPI_DIGITS 10

static bool entity_is(const struct qpp_validation *v, const char *entity)
{
	return v->entity != NULL && strcmp(v->entity, entity) == 0;
}

static void check_year(struct qpp_validation *v, const json_t *object, const char *path)
{
	const json_t *year = qpp_member(object, "performanceYear");
	int first = mipsia_first_year(v->book);
	int last = mipsia_last_year(v->book);
	json_int_t value = json_integer_value(year);

	if (year == NULL) {
		if (v->year == 0)
			qpp_say_missing(v, path, "performanceYear",
			                "Add the calendar year of the performance.");
		return;
	}
	if (!json_is_integer(year)) {
		qpp_say_invalid(
			v,
			(struct qpp_fault){ "badType", path, "performanceYear",
		                            "Write the year as a number without quotes, as in 2025." },
			"it must be an integer, not %s",
			json_is_real(year) ? "a number with a fraction" : qpp_type_words(year));
		return;
	}
	if (value < first || value > last) {
		qpp_say_invalid(v,
		                (struct qpp_fault){
					"yearUnknown", path, "performanceYear",
					"Correct the year; the activities are not looked at without it." },
		                "there are rules for the performance years %d to %d only", first, last);
		return;
	}
	v->year = (int)value;
}

static void check_type(struct qpp_validation *v, const json_t *object, const char *path)
{
	const char *entity = qpp_require_text(v, object, path, "entityType", "Say who reports.");
	const struct qpp_word *word;
	char allowed[QPP_WORDS_TEXT];

	if (entity == NULL)
		return;
	word = qpp_word_find(qpp_entities, qpp_entities_length, entity);
	if (word != NULL)
		v->entity = word->word;
	if (word != NULL && (v->year == 0 || qpp_word_in_year(word, v->year)))
		return;
	qpp_words_list(qpp_entities, qpp_entities_length, v->year ? v->year : mipsia_last_year(v->book),
	               allowed);
	if (word != NULL)
		qpp_say_invalid(v, (struct qpp_fault){ "entityNotAllowed", path, "entityType", "" },
		                "%s exists from %d on; it must be %s", entity, word->first, allowed);
	else
		qpp_say_invalid(v, (struct qpp_fault){ "entityUnknown", path, "entityType", "" },
		                "%s is no entity type; it must be %s",
		                case_quote(entity, strlen(entity)).text, allowed);
}

/* ---------------------------------------------------------------- identifiers */

static size_t count_digits(const char *text)
{
	size_t digits = 0;

	for (; *text; text++)
		digits += *text >= '0' && *text <= '9';
	return digits;
}

/* Why a text is not `wanted` digits. */
static void explain_digits(const char *text, size_t wanted, char remedy[QPP_REMEDY_TEXT])
{
	size_t digits = count_digits(text);

	if (digits == wanted)
		snprintf(remedy, QPP_REMEDY_TEXT, "Write its %zu digits and nothing else.", wanted);
	else if (strchr(text, 'E') || strchr(text, 'e'))
		snprintf(remedy, QPP_REMEDY_TEXT,
		         "A spreadsheet wrote it as a rounded number: take the digits from the source.");
	else if (digits == strlen(text) && digits < wanted)
		snprintf(remedy, QPP_REMEDY_TEXT,
		         "It has %zu digits: a spreadsheet may have dropped leading zeros.", digits);
	else
		snprintf(remedy, QPP_REMEDY_TEXT, "Write exactly %zu digits.", wanted);
}

/* The identifier, when it is one. */
static const char *check_digits(struct qpp_validation *v, const json_t *object, const char *path,
                                const char *name, size_t wanted)
{
	const json_t *value = qpp_member(object, name);
	const char *text = json_string_value(value);
	char remedy[QPP_REMEDY_TEXT] = "Write its digits in double quotes, leading zeros included.";
	struct qpp_fault fault = { "badIdentifier", path, name, remedy };

	if (value == NULL)
		return NULL;
	if (text == NULL) {
		qpp_say_invalid(v, fault, "it must be a string of %zu digits, not %s", wanted,
		                qpp_type_words(value));
		return NULL;
	}
	if (strlen(text) == wanted && count_digits(text) == wanted)
		return text;
	explain_digits(text, wanted, remedy);
	qpp_say_invalid(v, fault, "it must be a string of %zu digits", wanted);
	return NULL;
}

/* An identifier that CMS documents for other entity types only. */
static void check_unused(struct qpp_validation *v, const json_t *object, const char *path, const char *name)
{
	if (qpp_member(object, name) != NULL)
		qpp_say_invalid(v, (struct qpp_fault){ "identifierNotAllowed", path, name, "Leave it out." },
		                "it is not allowed for entityType %s", v->entity);
}

static void check_tin(struct qpp_validation *v, const json_t *object, const char *path)
{
	static const char name[] = "taxpayerIdentificationNumber";
	bool needed = entity_is(v, "individual") || entity_is(v, "group");
	const char *tin;

	/* CMS's own converter writes the TIN of a virtual group when there is one. */
	if (entity_is(v, "apm") || entity_is(v, "subgroup")) {
		check_unused(v, object, path, name);
		return;
	}
	if (needed && qpp_member(object, name) == NULL)
		qpp_say_missing(v, path, name, "Add the TIN of the practice, nine digits in quotes.");
	tin = check_digits(v, object, path, name, TIN_DIGITS);
	if (tin != NULL && v->test_identifiers && strncmp(tin, "000", 3) != 0)
		qpp_say_invalid(v,
		                (struct qpp_fault){ "notTestTin", path, name,
		                                    "Never send a real TIN to the Developer Preview." },
		                "in CMS's Developer Preview it must begin with 000");
}

static void check_npi(struct qpp_validation *v, const json_t *object, const char *path)
{
	static const char name[] = "nationalProviderIdentifier";

	/* The schema of 2017 had an NPI for everybody. */
	if (v->entity != NULL && !entity_is(v, "individual") && v->year != 2017) {
		check_unused(v, object, path, name);
		return;
	}
	if (entity_is(v, "individual") && qpp_member(object, name) == NULL)
		qpp_say_missing(v, path, name, "Add the clinician's NPI, ten digits in quotes.");
	check_digits(v, object, path, name, NPI_DIGITS);
}

static void check_entity_id(struct qpp_validation *v, const json_t *object, const char *path)
{
	static const char name[] = "entityId";

	if (entity_is(v, "individual") || entity_is(v, "group")) {
		const char *id = qpp_take_text(v, object, path, name);

		if (id != NULL && *id != '\0' && v->year != 2017)
			qpp_say_doubt(v,
			              (struct qpp_fault){ "identifierNotUsed", path, name, "Leave it out." },
			              "it is not used for entityType %s", v->entity);
	} else if (v->entity != NULL) {
		qpp_require_text(v, object, path, name,
		                 "Add the ID that CMS gave to the APM Entity, virtual group or subgroup.");
	}
}

void qpp_validate_entity(struct qpp_validation *v, const json_t *object, const char *path)
{
	check_year(v, object, path);
	check_type(v, object, path);
	check_tin(v, object, path);
	check_npi(v, object, path);
	check_entity_id(v, object, path);
}
