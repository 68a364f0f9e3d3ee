/*
 * attest_content.c - what is signed, as one JSON document:
 *
 *	format            "mipsia-attestation/1"
 *	performanceYear, number, amends (the attestation amended, or null), statement
 *	practice          name, tinMasked
 *	entityType, programName, settings
 *	activities        IDs of what is attested, by anybody
 *	judgements        every activity recorded or chosen: attest, why, the figures
 *	roster            who was with the practice: NPI, name, times, member of the unit
 *	cells             the ledger of what is attested: who, when, by whom recorded
 *	proof             its checklist, with the evidence of each item
 *	evidence          name, SHA-256 or address of each piece
 *	results           the explained score of the group, or of each clinician
 *	submissions       for CMS, without TIN
 *	blockers, warnings, window, rulebook, version
 *
 * When it is signed, `signature` is added: name, title, account, at, reason, digest.
 */
#include "services/attest.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "services/catalogue_json.h"
#include "services/evidence.h"
#include "services/moment.h"
#include "services/words.h"

/* -------------------------------------------------------------------- statement */

static json_t *statement(const struct attest *attest)
{
	char until[WORDS_DATE];

	words_day_first(evidence_retain_until(attest->record.book, attest->record.year, NULL), until);
	return json_sprintf(
		"I certify for %s that the improvement activities named here were carried out in %d as they "
		"are recorded, and that what is stated is true, accurate and complete to the best of my "
		"knowledge. I know that CMS may check it and ask for the documents behind it, and that the "
		"practice keeps them at least until %s. The practice and I answer for what is submitted, "
		"also "
		"when software, a registry or an adviser prepares it or sends it.",
		attest->record.practice_name, attest->record.year, until);
}

/* ------------------------------------------------------------------- activities */

static size_t units_with(const struct attest *attest, int activity)
{
	size_t with = 0;

	for (size_t i = 0; i < attest->units_length; i++)
		with += mipsia_set_has(&attest->units[i].attested, activity);
	return with;
}

static json_t *why(const struct attest *attest, int activity, const json_t *judgement)
{
	const char *answer = json_string_value(json_object_get(judgement, "answer"));
	const char *text = json_string_value(json_object_get(judgement, "text"));
	size_t with = units_with(attest, activity);
	mipsia_set recorded;

	record_attested(&attest->record, RECORD_GROUP, &recorded);
	if (with > 0 && attest->record.entity == MIPSIA_INDIVIDUAL)
		return json_sprintf("For %zu of %zu clinicians.", with, attest->units_length);
	if (with > 0)
		return json_string("It certainly counts.");
	if (!attest->scorable)
		return json_sprintf("Left out: %s", attest->refusal);
	if (!mipsia_set_has(&recorded, activity))
		return json_string("Left out: nothing is recorded for it.");
	if (answer && strcmp(answer, "unknown") == 0)
		return json_sprintf("Left out, because it is not certain. %s", text ? text : "");
	return json_sprintf("Left out. %s", text ? text : "");
}

static json_t *judgement_of(const struct attest *attest, int activity)
{
	const char *measure_id = mipsia_activity_id(attest->record.book, activity);
	json_t *judgement = record_judgement_json(&attest->record, RECORD_GROUP, activity);
	struct record_period span = attest_span(attest, RECORD_GROUP, activity);

	if (!judgement)
		return NULL;
	json_object_set_new(judgement, "attest", json_boolean(mipsia_set_has(&attest->attested, activity)));
	json_object_set_new(judgement, "why", why(attest, activity, judgement));
	json_object_set_new(judgement, "missingProof",
	                    json_integer(proof_missing(&attest->proof, measure_id)));
	json_object_set_new(judgement, "start", json_date(span.start));
	json_object_set_new(judgement, "end", json_date(span.end));
	return judgement;
}

static json_t *judgements(const struct attest *attest)
{
	json_t *list = json_array();

	for (int i = 0; i < mipsia_activity_count(attest->record.book); i++)
		if (mipsia_set_has(&attest->considered, i))
			json_array_append_new(list, judgement_of(attest, i));
	return list;
}

/* ----------------------------------------------------------------- who did what */

static json_t *periods(const struct record_period *items, size_t length, const char *first, const char *last)
{
	json_t *list = json_array();

	for (size_t i = 0; i < length; i++)
		json_array_append_new(list, json_pack("{s:o, s:o}", first, json_date(items[i].start), last,
		                                      json_date(items[i].end)));
	return list;
}

static json_t *roster(const struct record *record)
{
	json_t *list = json_array();

	for (size_t i = 0; i < record->clinicians_length; i++) {
		const struct record_clinician *clinician = &record->clinicians[i];

		if (clinician->in_year)
			json_array_append_new(list,
			                      json_pack("{s:s, s:s, s:s, s:s, s:b, s:o}", "clinicianId",
			                                clinician->id, "npi", clinician->npi, "name",
			                                clinician->name, "specialty", clinician->specialty,
			                                "member", clinician->member, "periods",
			                                periods(clinician->periods, clinician->periods_length,
			                                        "from", "to")));
	}
	return list;
}

static json_t *cells(const struct attest *attest)
{
	const struct record *record = &attest->record;
	json_t *list = json_array();

	for (size_t i = 0; i < record->cells_length; i++) {
		const struct record_cell *cell = &record->cells[i];
		const struct record_clinician *clinician = &record->clinicians[cell->clinician];
		char changed[MOMENT_TEXT];

		if (!mipsia_set_has(&attest->attested, cell->activity) || cell->periods_length == 0 ||
		    !clinician->member)
			continue;
		moment_text(cell->changed_at, changed);
		json_array_append_new(
			list, json_pack("{s:s, s:s, s:s, s:o, s:s, s:I, s:s, s:s}", "measureId",
		                        mipsia_activity_id(record->book, cell->activity), "clinicianId",
		                        clinician->id, "npi", clinician->npi, "periods",
		                        periods(cell->periods, cell->periods_length, "start", "end"), "note",
		                        cell->note, "version", (json_int_t)cell->version, "changedBy",
		                        cell->changed_by, "changedAt", changed));
	}
	return list;
}

/* ------------------------------------------------------------------------ proof */

static json_t *proof_of(const struct attest *attest)
{
	json_t *list = json_array();

	for (int i = 0; i < mipsia_activity_count(attest->record.book); i++) {
		const char *measure_id = mipsia_activity_id(attest->record.book, i);

		if (mipsia_set_has(&attest->attested, i))
			json_array_append_new(list, json_pack("{s:s, s:o}", "measureId", measure_id, "items",
			                                      proof_items_json(&attest->proof, measure_id)));
	}
	return list;
}

static bool is_evidence_of(const struct attest *attest, const json_t *piece)
{
	for (int i = 0; i < mipsia_activity_count(attest->record.book); i++)
		if (mipsia_set_has(&attest->attested, i) &&
		    evidence_names(piece, mipsia_activity_id(attest->record.book, i), NULL, NULL))
			return true;
	return false;
}

static json_t *evidence_of(const struct attest *attest)
{
	json_t *list = json_array();
	json_t *piece;
	size_t i;

	json_array_foreach (attest->proof.evidence, i, piece)
		if (is_evidence_of(attest, piece))
			json_array_append(list, piece);
	return list;
}

/* ---------------------------------------------------------------------- results */

/* "clinicianId", "npi", "name" of a unit. */
static json_t *unit_json(const struct attest *attest, const struct attest_unit *unit)
{
	const struct record_clinician *clinician =
		unit->clinician == RECORD_GROUP ? NULL : &attest->record.clinicians[unit->clinician];

	return json_pack("{s:s?, s:s?, s:s}", "clinicianId", clinician ? clinician->id : NULL, "npi",
	                 clinician ? clinician->npi : NULL, "name",
	                 clinician ? clinician->name : attest->record.practice_name);
}

static void copy(const json_t *from, json_t *to, const char *member)
{
	json_t *value = json_object_get(from, member);

	if (value)
		json_object_set(to, member, value);
}

static json_t *results(const struct attest *attest)
{
	json_t *list = json_array();

	for (size_t i = 0; i < attest->units_length; i++) {
		json_t *result = unit_json(attest, &attest->units[i]);

		json_object_set_new(result, "points", json_null());
		copy(attest->units[i].answer, result, "points");
		copy(attest->units[i].answer, result, "maxPoints");
		copy(attest->units[i].answer, result, "contribution");
		json_object_set(result, "answer", attest->units[i].answer);
		json_array_append_new(list, result);
	}
	return list;
}

static json_t *submissions(const struct attest *attest)
{
	json_t *list = json_array();

	for (size_t i = 0; i < attest->units_length; i++) {
		json_t *unit;

		if (!attest->units[i].submission)
			continue;
		unit = unit_json(attest, &attest->units[i]);
		json_object_set(unit, "submission", attest->units[i].submission);
		json_array_append_new(list, unit);
	}
	return list;
}

static json_t *window(const struct attest *attest)
{
	mipsia_date today = attest->record.today;

	return json_pack("{s:o, s:o, s:b}", "opens", json_date(attest->window.opens), "closes",
	                 json_date(attest->window.closes), "open",
	                 today >= attest->window.opens && today <= attest->window.closes);
}

/* ---------------------------------------------------------------------- together */

static json_t *masked_tin(const struct attest *attest)
{
	return *attest->tin_last4 ? json_sprintf("XX-XXX%s", attest->tin_last4) : json_null();
}

static const char *program_of(const struct attest *attest)
{
	const char *program = json_string_value(json_object_get(attest->record.settings, "programName"));

	return program ? program : "mips";
}

json_t *attest_content(const struct attest *attest)
{
	const struct record *record = &attest->record;
	json_t *content =
		json_pack("{s:s, s:i, s:i, s:o, s:o, s:{s:s, s:o}, s:s, s:s, s:O}", "format", ATTEST_FORMAT,
	                  "performanceYear", record->year, "number", attest->amends + 1, "amends",
	                  attest->amends ? json_integer(attest->amends) : json_null(), "statement",
	                  statement(attest), "practice", "name", record->practice_name, "tinMasked",
	                  masked_tin(attest), "entityType", mipsia_entity_name(record->entity), "programName",
	                  program_of(attest), "settings", record->settings);

	json_object_set_new(content, "activities", json_set(record->book, &attest->attested));
	json_object_set_new(content, "judgements", judgements(attest));
	json_object_set_new(content, "roster", roster(record));
	json_object_set_new(content, "cells", cells(attest));
	json_object_set_new(content, "proof", proof_of(attest));
	json_object_set_new(content, "evidence", evidence_of(attest));
	json_object_set_new(content, "results", results(attest));
	json_object_set_new(content, "submissions", submissions(attest));
	json_object_set_new(content, "blockers", attest_blockers(attest));
	json_object_set_new(content, "warnings", attest_warnings(attest));
	json_object_set_new(content, "window", window(attest));
	json_object_set_new(content, "rulebook", json_string(mipsia_rulebook_digest(record->book)));
	json_object_set_new(content, "version", json_string(mipsia_version()));
	return content;
}

char *attest_bytes(const json_t *content)
{
	return json_dumps(content, JSON_SORT_KEYS | JSON_COMPACT);
}

bool attest_digest(const json_t *content, char out[ATTEST_DIGEST])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *bytes = attest_bytes(content);

	if (!bytes)
		return false;
	crypto_hash_sha256(hash, (const unsigned char *)bytes, strlen(bytes));
	sodium_bin2hex(out, ATTEST_DIGEST, hash, sizeof hash);
	free(bytes);
	return true;
}
