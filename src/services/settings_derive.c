/*
 * settings_derive.c - what follows from a year's settings: special statuses with their
 * rules, and what is doubtful.
 */
#include <stdio.h>
#include <string.h>

#include "services/catalogue_json.h"
#include "services/needs_part.h"
#include "services/settings.h"

#define STATUS_TEXT 240

/* --------------------------------------------------------------------- the statuses */

struct status {
	const struct record *record;
	mipsia_special status;
	mipsia_counts counts;
	bool stated;
	mipsia_answer derived;
	const mipsia_rule *rule;
};

static int32_t count_of(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	return json_is_integer(value) ? (int32_t)json_integer_value(value) : -1;
}

/* Where no number of clinicians is stated, the roster is taken for all. */
static mipsia_counts counts_of(const struct record *record)
{
	const json_t *with = json_object_get(record->settings, "statusCounts");
	mipsia_counts counts = MIPSIA_COUNTS_UNKNOWN;

	counts.clinicians = record_clinician_count(record);
	if (record->entity == MIPSIA_INDIVIDUAL)
		counts.patient_facing_encounters = count_of(record->settings, "patientFacingEncounters");
	for (int i = 0; i < MIPSIA_SPECIAL_END; i++)
		counts.clinicians_with[i] = count_of(with, mipsia_special_name((mipsia_special)i));
	return counts;
}

static bool is_stated(const struct record *record, mipsia_special status)
{
	const json_t *stated = json_object_get(record->settings, "specialStatuses");

	for (size_t i = 0; i < json_array_size(stated); i++) {
		if (strcmp(json_string_value(json_array_get(stated, i)), mipsia_special_name(status)) == 0)
			return true;
	}
	return false;
}

/* "12 clinicians of the roster", "9 of 12 clinicians", "80 encounters". */
static void source_words(const struct status *s, char *out, size_t size)
{
	bool from_roster = count_of(s->record->settings, "clinicianCount") < 0;

	if (s->status == MIPSIA_SMALL_PRACTICE)
		snprintf(out, size, "%d clinician%s%s", s->counts.clinicians,
		         s->counts.clinicians == 1 ? "" : "s", from_roster ? " of the roster" : "");
	else if (s->record->entity == MIPSIA_INDIVIDUAL)
		snprintf(out, size, "%d patient-facing encounters", s->counts.patient_facing_encounters);
	else
		snprintf(out, size, "%d of %d clinicians", s->counts.clinicians_with[s->status],
		         s->counts.clinicians);
}

static const char *missing_words(const struct status *s)
{
	if (s->status == MIPSIA_SMALL_PRACTICE)
		return "Not known. State it, or enter how many clinicians bill under the TIN.";
	if (s->record->entity != MIPSIA_INDIVIDUAL)
		return "Not known. State it as CMS lists it, or enter for how many clinicians it holds.";
	return s->status == MIPSIA_NON_PATIENT_FACING
	               ? "Not known. State it as CMS lists it, or enter the number of encounters."
	               : "Not known. State it as CMS lists it.";
}

static void status_words(const struct status *s, char out[STATUS_TEXT])
{
	char source[80];

	source_words(s, source, sizeof(source));
	if (s->derived == MIPSIA_UNKNOWN)
		snprintf(out, STATUS_TEXT, "%s", s->stated ? "Stated." : missing_words(s));
	else if (s->stated)
		snprintf(out, STATUS_TEXT, "Stated%s %s.",
		         s->derived == MIPSIA_MET ? ", and it follows from"
		                                  : ", although it does not follow from",
		         source);
	else
		snprintf(out, STATUS_TEXT, "%s from %s.",
		         s->derived == MIPSIA_MET ? "It follows" : "It does not follow", source);
}

static json_t *status_json(const struct status *s)
{
	mipsia_answer answer = s->stated ? MIPSIA_MET : s->derived;
	char text[STATUS_TEXT];

	status_words(s, text);
	return json_pack("{s:s, s:s, s:b, s:s, s:o}", "status", mipsia_special_name(s->status), "answer",
	                 record_answer_name(answer), "stated", s->stated, "text", text, "rule",
	                 json_rule(s->rule));
}

json_t *settings_derived(const struct record *record)
{
	json_t *list = json_array();

	for (int i = 0; i < MIPSIA_SPECIAL_END; i++) {
		struct status s = { .record = record,
			            .status = (mipsia_special)i,
			            .counts = counts_of(record),
			            .stated = is_stated(record, (mipsia_special)i) };

		s.derived = mipsia_status_derive(record->book, record->year, record->entity, s.status,
		                                 &s.counts, &s.rule);
		json_array_append_new(list, status_json(&s));
	}
	return list;
}

/* --------------------------------------------------------------------- the warnings */

/* Of all that the score warns of, what is about the settings. */
static bool is_about_settings(const char *code)
{
	static const char *const codes[] = { "statusContradictsCounts",
		                             "factUnused",
		                             "smallPracticePi",
		                             "extremeIgnored",
		                             "covidApplication2019",
		                             "iaReweightedButSubmitted",
		                             "reweightIgnored",
		                             "fewerThanTwoCategories",
		                             "modelProgram",
		                             "apmEntityBefore2021",
		                             "provisionalYear" };

	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		if (strcmp(codes[i], code) == 0)
			return true;
	}
	return false;
}

static void add_findings(json_t *list, const json_t *findings, bool all)
{
	for (size_t i = 0; i < json_array_size(findings); i++) {
		json_t *finding = json_array_get(findings, i);
		const char *code = json_string_value(json_object_get(finding, "code"));

		if (all || is_about_settings(code))
			json_array_append_new(list, json_pack("{s:s, s:o}", "code", code, "message",
			                                      needs_plain_warning(json_string_value(
								      json_object_get(finding, "message")))));
	}
}

/* A short roster makes a small practice, whose activities earn more: is it short? */
static void warn_of_roster(const struct record *record, json_t *list)
{
	mipsia_counts counts = counts_of(record);

	if (count_of(record->settings, "clinicianCount") >= 0 || counts.clinicians < 0 ||
	    mipsia_status_derive(record->book, record->year, record->entity, MIPSIA_SMALL_PRACTICE, &counts,
	                         NULL) != MIPSIA_MET)
		return;
	json_array_append_new(
		list,
		json_pack("{s:s, s:o}", "code", "rosterSmall", "message",
	                  json_sprintf("The roster lists %d clinician%s, which mipsia takes for all who bill "
	                               "under the TIN: a small practice. If there are others, enter how "
	                               "many there are.",
	                               counts.clinicians, counts.clinicians == 1 ? "" : "s")));
}

static void warn_of_statement(const struct record *record, json_t *list)
{
	int32_t stated = count_of(record->settings, "clinicianCount");
	size_t roster = record_count_in_year(record);

	if (stated >= 0 && roster > (size_t)stated)
		json_array_append_new(
			list,
			json_pack("{s:s, s:o}", "code", "rosterLarger", "message",
		                  json_sprintf("The roster lists %zu clinicians of %d, more than the %d that "
		                               "are stated. Correct the one that is wrong.",
		                               roster, record->year, stated)));
}

json_t *settings_warnings(const struct record *record)
{
	json_t *list = json_array();
	json_t *answer = record_answer(record, RECORD_GROUP, RECORD_ALL);

	add_findings(list, json_object_get(answer, "errors"), true);
	add_findings(list, json_object_get(answer, "warnings"), false);
	json_decref(answer);
	warn_of_roster(record, list);
	warn_of_statement(record, list);
	return list;
}
