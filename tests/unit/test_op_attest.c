/*
 * test_op_attest.c - reviewing, signing, amending; files for CMS and receipts. In 2026 an
 * activity needs half of the clinicians for 90 days; in a small practice one of them is
 * worth all 40 points. Data of 2026 are taken from 4 January to 31 March 2027.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>

#include <sodium.h>

#include "formats/qpp_validate.h"
#include "formats/qrda3.h"
#include "op_fixture.h"
#include "services/operations.h"

#define GROUP "{\"entityType\": \"group\", \"programName\": \"mips\"}"
#define ALONE "{\"entityType\": \"individual\", \"programName\": \"mips\"}"

/* Two of four had the portal for 119 days, one the care after hospital: half is two. */
static void arrange(struct fixture *f, const char *settings)
{
	fixture_begin(f);
	fixture_practice(f, 4);
	fixture_settings(f, 2026, settings);
	fixture_sql(f, "INSERT INTO ledger_cell (practice_id, year, measure_id, clinician_id, periods, "
	               "changed_by, changed_at) VALUES "
	               "('prc_fixture', 2026, 'IA_BE_4', 'cln_00', "
	               "'[{\"start\":\"2026-01-02\",\"end\":\"2026-04-30\"}]', 'M', 1), "
	               "('prc_fixture', 2026, 'IA_BE_4', 'cln_01', "
	               "'[{\"start\":\"2026-02-02\",\"end\":\"2026-06-30\"}]', 'M', 1), "
	               "('prc_fixture', 2026, 'IA_PM_15', 'cln_02', "
	               "'[{\"start\":\"2026-03-02\",\"end\":\"2026-07-30\"}]', 'M', 1)");
	fixture_day(f, "2027-01-10");
}

static void review(struct fixture *f)
{
	fixture_expect(f, 200, op_get_review, (struct ask){ 0 });
}

static bool has_finding(const struct fixture *f, const char *list, const char *code)
{
	return fixture_find(f, list, "code", code) != SIZE_MAX;
}

static void sign_as(struct fixture *f, int status, const char *digest, const char *more)
{
	char body[600];

	snprintf(body, sizeof body,
	         "{\"name\": \"Ann Adams\", \"title\": \"Owner\", \"digest\": \"%s\", \"accepted\": %s}",
	         digest, more);
	fixture_expect(f, status, op_sign_attestation, (struct ask){ .body = body });
}

static char attestation[32];

/* Reviews and signs; `more` goes on after "accepted": "true". */
static void sign(struct fixture *f, int status, const char *more)
{
	char digest[80];

	review(f);
	snprintf(digest, sizeof digest, "%s", fixture_text(f, "digest"));
	sign_as(f, status, digest, more);
	if (status == 201)
		snprintf(attestation, sizeof attestation, "%s", fixture_text(f, "id"));
}

static void get_file(struct fixture *f, int status, const char *format)
{
	fixture_expect(f, status, op_get_attestation_file, (struct ask){ .param = { attestation, format } });
}

static void sha256(const char *bytes, size_t length, char out[65])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)bytes, length);
	sodium_bin2hex(out, 65, hash, sizeof hash);
}

/* ------------------------------------------------------------------------ review */

static void test_review(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f, GROUP);
	review(&f);
	assert_int_equal(fixture_length(&f, "blockers"), 0);
	assert_int_equal(fixture_length(&f, "activities"), 2);
	assert_string_equal(fixture_text(&f, "activities.0.measureId"), "IA_BE_4");
	assert_true(fixture_true(&f, "activities.0.attest"));
	assert_string_equal(fixture_text(&f, "activities.0.start"), "2026-01-02");
	assert_string_equal(fixture_text(&f, "activities.0.end"), "2026-06-30");
	assert_false(fixture_true(&f, "activities.1.attest")); /* one of four is not half */
	assert_non_null(strstr(fixture_text(&f, "activities.1.why"), "2 of 4 clinicians"));
	assert_int_equal(fixture_int(&f, "results.0.points"), 40);
	assert_string_equal(fixture_text(&f, "results.0.name"), "Maple Street Clinic");
	assert_true(fixture_true(&f, "window.open"));
	assert_string_equal(fixture_text(&f, "window.closes"), "2027-03-31");
	assert_true(fixture_null(&f, "amends"));
	assert_true(has_finding(&f, "warnings", "proofOpen"));
	assert_non_null(strstr(fixture_text(&f, "statement"), "31 December 2032"));
	assert_false(fixture_mentions(&f, "123456782"));
	fixture_end(&f);
}

static void test_warnings(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f, "{\"entityType\": \"group\", \"programName\": \"mips\", "
	            "\"reweightedCategories\": [\"ia\"]}");
	review(&f);
	assert_true(has_finding(&f, "warnings", "mayVoidReweighting"));
	assert_false(has_finding(&f, "blockers", "stillRunning"));
	assert_false(has_finding(&f, "warnings", "windowNotOpen"));
	fixture_day(&f, "2026-06-20"); /* the second portal runs until 30 June */
	review(&f);
	assert_true(has_finding(&f, "warnings", "windowNotOpen"));
	fixture_settings(&f, 2026,
	                 "{\"entityType\": \"group\", \"programName\": \"mips\", "
	                 "\"extremeCircumstances\": \"application\"}");
	review(&f);
	assert_true(has_finding(&f, "warnings", "mayVoidReweighting"));
	fixture_sql(&f, "DELETE FROM ledger_cell");
	review(&f);
	assert_true(has_finding(&f, "warnings", "nothingToAttest"));
	assert_false(has_finding(&f, "warnings", "mayVoidReweighting")); /* nothing would be submitted */
	fixture_end(&f);
}

static void test_blockers(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f, GROUP);
	fixture_sql(&f, "UPDATE practice SET tin_sealed = NULL, tin_last4 = NULL");
	sign(&f, 422, "true");
	assert_string_equal(fixture_code(&f), "blocked");
	assert_string_equal(fixture_text(&f, "current.blockers.0.code"), "noTin");
	fixture_day(&f, "2027-04-01"); /* the day after the last */
	review(&f);
	assert_string_equal(fixture_text(&f, "blockers.0.code"), "windowClosed");
	fixture_day(&f, "2027-03-31");
	review(&f);
	assert_false(has_finding(&f, "blockers", "windowClosed"));
	fixture_settings(&f, 2026, "{\"entityType\": \"subgroup\", \"programName\": \"mips\"}");
	review(&f); /* subgroups report MVPs only */
	assert_true(has_finding(&f, "blockers", "cannotReport"));
	fixture_end(&f);
}

/* ----------------------------------------------------------------------- signing */

/* Who signs says that it was done: days to come cannot be signed for. */
static void test_days_to_come_are_not_signed(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f, GROUP);
	fixture_day(&f, "2026-06-20"); /* the second portal runs until 30 June, long enough by now */
	sign(&f, 422, "true");
	assert_string_equal(fixture_text(&f, "current.blockers.0.code"), "stillRunning");
	assert_non_null(strstr(fixture_text(&f, "detail"), "30 June 2026"));
	fixture_day(&f, "2026-04-20"); /* not even long enough: 78 days of 90 */
	review(&f);
	assert_false(fixture_true(&f, "activities.0.attest"));
	assert_int_equal(fixture_length(&f, "blockers"), 0); /* nor is it signed */
	fixture_day(&f, "2026-06-30");
	sign(&f, 201, "true");
	fixture_end(&f);
}

static void test_a_year_that_has_not_begun_is_not_signed(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f, GROUP);
	f.year = 2027;
	fixture_day(&f, "2026-12-31");
	sign(&f, 422, "true");
	assert_string_equal(fixture_code(&f), "blocked");
	assert_string_equal(fixture_text(&f, "current.blockers.0.code"), "yearNotBegun");
	fixture_end(&f);
}

/* A clinician whose last day is not known: the submission ends today, not in December. */
static void test_a_submission_ends_today(void **state)
{
	struct fixture f;
	json_t *submission;
	const json_t *set;

	(void)state;
	arrange(&f, GROUP);
	fixture_sql(&f,
	            "UPDATE ledger_cell SET periods = "
	            "'[{\"start\":\"2026-01-02\",\"end\":\"2026-06-20\"}]' WHERE clinician_id < 'cln_02'");
	fixture_sql(&f, "INSERT INTO ledger_cell (practice_id, year, measure_id, clinician_id, periods, "
	                "changed_by, changed_at) VALUES ('prc_fixture', 2026, 'IA_BE_4', 'cln_03', "
	                "'[{\"start\":\"2026-03-02\",\"end\":null}]', 'M', 1)");
	fixture_day(&f, "2026-09-15");
	sign(&f, 201, "true");
	get_file(&f, 200, "qpp");
	submission = json_loadb(f.reply.bytes, f.reply.length, 0, NULL);
	set = json_array_get(json_object_get(submission, "measurementSets"), 0);
	assert_string_equal(json_string_value(json_object_get(set, "performanceEnd")), "2026-09-15");
	json_decref(submission);
	fixture_end(&f);
}

static void test_signing_needs_what_was_read(void **state)
{
	struct fixture f;
	char digest[80];

	(void)state;
	arrange(&f, GROUP);
	review(&f);
	snprintf(digest, sizeof digest, "%s", fixture_text(&f, "digest"));
	sign_as(&f, 422, digest, "false");
	assert_true(fixture_has_error(&f, "/accepted", "notAccepted"));
	sign_as(&f, 422, digest, "true, \"more\": 1");
	assert_true(fixture_has_error(&f, "/more", "unknownField"));
	fixture_expect(&f, 422, op_sign_attestation, (struct ask){ .body = "{\"name\": \"A\"}" });
	assert_true(fixture_has_error(&f, "/name", "tooShort"));
	assert_true(fixture_has_error(&f, "/title", "missing"));
	fixture_sql(&f, "UPDATE ledger_cell SET version = 2 WHERE clinician_id = 'cln_01'");
	sign_as(&f, 409, digest, "true");
	assert_string_equal(fixture_code(&f), "changed");
	assert_string_not_equal(fixture_text(&f, "current.digest"), digest);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM attestation"), 0);
	fixture_end(&f);
}

static void test_what_is_signed_stays(void **state)
{
	struct fixture f;
	char hash[65];
	char first[65];

	(void)state;
	arrange(&f, GROUP);
	sign(&f, 201, "true");
	assert_int_equal(fixture_int(&f, "number"), 1);
	assert_string_equal(fixture_text(&f, "signedBy"), "Ann Adams");
	assert_string_equal(fixture_text(&f, "signedUser"), "Mary Jones");
	assert_string_equal(fixture_text(&f, "signedAt"), "2027-01-10T12:00:00.000Z");
	assert_int_equal(fixture_int(&f, "points"), 40);
	assert_int_equal(fixture_length(&f, "activities"), 1);
	assert_true(fixture_true(&f, "current"));
	assert_string_equal(fixture_text(&f, "content.practice.tinMasked"), "XX-XXX6782");
	assert_string_equal(fixture_text(&f, "content.signature.title"), "Owner");
	assert_int_equal(fixture_length(&f, "content.cells"), 2);
	assert_int_equal(fixture_length(&f, "content.roster"), 4);
	assert_string_equal(fixture_text(&f, "content.proof.0.measureId"), "IA_BE_4");
	assert_false(fixture_mentions(&f, FIXTURE_TIN));
	snprintf(first, sizeof first, "%s", fixture_text(&f, "sha256"));

	get_file(&f, 200, "record"); /* whoever has the file can check it with sha256sum */
	sha256(f.reply.bytes, f.reply.length, hash);
	assert_string_equal(hash, first);
	assert_string_equal(f.reply.file_name, "maple-street-clinic-2026-attestation-1.json");

	sign(&f, 422, "true");
	assert_true(fixture_has_error(&f, "/reason", "missing"));
	fixture_sql(&f, "DELETE FROM ledger_cell WHERE clinician_id = 'cln_00'");
	sign(&f, 201, "true, \"reason\": \"one was not there\"");
	assert_int_equal(fixture_int(&f, "number"), 2);
	assert_int_equal(fixture_int(&f, "points"), 0);
	fixture_expect(&f, 200, op_list_attestations, (struct ask){ 0 });
	assert_int_equal(fixture_length(&f, "attestations"), 2);
	assert_int_equal(fixture_int(&f, "attestations.0.number"), 2);
	assert_true(fixture_true(&f, "attestations.0.current"));
	assert_false(fixture_true(&f, "attestations.1.current"));
	assert_string_equal(fixture_text(&f, "attestations.1.sha256"), first);
	assert_int_equal(fixture_int(&f, "attestations.1.points"), 40);
	fixture_day(&f, "2027-04-01");
	sign(&f, 422, "true, \"reason\": \"too late\"");
	assert_string_equal(fixture_code(&f), "blocked");
	assert_int_equal(
		fixture_number(&f, "SELECT count(*) FROM event WHERE text LIKE '%Owner, signed "
	                           "attestation 2 of 2026 (0 activities), which amends 1. Reason: one was%'"),
		1);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM attestation WHERE content LIKE "
	                                    "'%123456782%'"),
	                 0);
	fixture_end(&f);
}

/* ------------------------------------------------------------------------- files */

/* A submission that CMS would take. */
static json_t *valid_submission(const char *bytes, size_t length)
{
	json_t *submission = json_loadb(bytes, length, 0, NULL);
	struct findings findings = { 0 };

	assert_non_null(submission);
	qpp_validate(mipsia_rulebook_builtin(), QPP_SUBMISSION, submission, NULL, &findings);
	assert_int_equal(findings.errors, 0);
	findings_free(&findings);
	return submission;
}

static const char *text_in(const json_t *object, const char *member)
{
	return json_string_value(json_object_get(object, member));
}

static void test_qpp_file_of_a_group(void **state)
{
	struct fixture f;
	json_t *submission;
	json_t *set;

	(void)state;
	arrange(&f, GROUP);
	sign(&f, 201, "true");
	fixture_sql(&f, "DELETE FROM ledger_cell"); /* the file is of what was signed */
	get_file(&f, 200, "qpp");
	assert_string_equal(f.reply.type, "application/json");
	assert_string_equal(f.reply.file_name, "maple-street-clinic-2026-attestation-1-qpp.json");
	submission = valid_submission(f.reply.bytes, f.reply.length);
	assert_string_equal(text_in(submission, "taxpayerIdentificationNumber"), FIXTURE_TIN);
	assert_string_equal(text_in(submission, "entityType"), "group");
	assert_null(json_object_get(submission, "nationalProviderIdentifier"));
	set = json_array_get(json_object_get(submission, "measurementSets"), 0);
	assert_string_equal(text_in(set, "category"), "ia");
	assert_string_equal(text_in(set, "submissionMethod"), "registry");
	assert_string_equal(text_in(set, "programName"), "mips");
	assert_string_equal(text_in(set, "performanceStart"), "2026-01-02");
	assert_string_equal(text_in(set, "performanceEnd"), "2026-06-30");
	assert_int_equal(json_array_size(json_object_get(set, "measurements")), 1);
	json_decref(submission);
	fixture_end(&f);
}

static void test_qrda_file_of_a_group(void **state)
{
	struct qrda3_read_options options = { .year = 2026 };
	struct qrda3_reading reading = { 0 };
	struct fixture f;

	(void)state;
	arrange(&f, GROUP);
	sign(&f, 201, "true");
	get_file(&f, 200, "qrda3");
	assert_string_equal(f.reply.type, "application/xml");
	assert_int_equal(qrda3_read(f.reply.bytes, f.reply.length, &options, &reading), QRDA3_OK);
	assert_int_equal(reading.findings.errors, 0);
	assert_string_equal(text_in(reading.submission, "taxpayerIdentificationNumber"), FIXTURE_TIN);
	qrda3_reading_free(&reading);
	fixture_end(&f);
}

/* Each reports alone: three of four have an activity. */
static void test_individuals_give_a_zip(void **state)
{
	struct archive *zip = archive_read_new();
	struct archive_entry *entry;
	struct fixture f;
	char bytes[4096];
	int count = 0;

	(void)state;
	arrange(&f, ALONE);
	sign(&f, 201, "true");
	assert_int_equal(fixture_int(&f, "points"), 0); /* of the fourth */
	assert_int_equal(fixture_length(&f, "activities"), 2);
	get_file(&f, 200, "qpp");
	assert_string_equal(f.reply.type, "application/zip");
	assert_string_equal(f.reply.file_name, "maple-street-clinic-2026-attestation-1-qpp.zip");
	archive_read_support_format_zip(zip);
	assert_int_equal(archive_read_open_memory(zip, f.reply.bytes, f.reply.length), ARCHIVE_OK);
	for (; archive_read_next_header(zip, &entry) == ARCHIVE_OK; count++) {
		la_ssize_t length = archive_read_data(zip, bytes, sizeof bytes);
		json_t *submission = valid_submission(bytes, (size_t)length);
		char name[64];

		assert_string_equal(text_in(submission, "nationalProviderIdentifier"), fixture_npi(count));
		assert_string_equal(text_in(submission, "taxpayerIdentificationNumber"), FIXTURE_TIN);
		snprintf(name, sizeof name, "individual-%s.json", fixture_npi(count));
		assert_string_equal(archive_entry_pathname(entry), name);
		json_decref(submission);
	}
	assert_int_equal(count, 3);
	archive_read_free(zip);
	get_file(&f, 200, "qrda3");
	assert_string_equal(f.reply.type, "application/zip");
	fixture_end(&f);
}

static void test_files_that_cms_would_refuse(void **state)
{
	struct fixture f;
	json_t *submission;

	(void)state;
	arrange(&f, "{\"entityType\": \"virtualGroup\", \"programName\": \"mips\"}");
	review(&f);
	assert_true(has_finding(&f, "warnings", "noEntityId"));
	sign(&f, 201, "true");
	get_file(&f, 422, "qpp");
	assert_string_equal(fixture_code(&f), "wouldBeRefused");
	assert_true(fixture_mentions(&f, "entityId"));
	assert_false(fixture_mentions(&f, FIXTURE_TIN));
	fixture_settings(&f, 2026,
	                 "{\"entityType\": \"virtualGroup\", \"programName\": \"mips\", "
	                 "\"entityId\": \"x12345\"}");
	sign(&f, 201, "true, \"reason\": \"the ID was missing\"");
	get_file(&f, 200, "qpp");
	submission = valid_submission(f.reply.bytes, f.reply.length);
	assert_string_equal(text_in(submission, "entityId"), "x12345");
	assert_null(json_object_get(submission, "taxpayerIdentificationNumber"));
	json_decref(submission);
	get_file(&f, 404, "pdf");
	fixture_end(&f);
}

static void test_an_attestation_of_nothing_has_no_file(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f, GROUP);
	fixture_sql(&f, "DELETE FROM ledger_cell");
	sign(&f, 201, "true");
	get_file(&f, 422, "qpp");
	assert_string_equal(fixture_code(&f), "nothingToSubmit");
	get_file(&f, 200, "record");
	fixture_end(&f);
}

static void test_who_sees_the_tin(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f, GROUP);
	sign(&f, 201, "true");
	f.role = ROLE_AUDITOR;
	get_file(&f, 403, "qpp");
	get_file(&f, 403, "qrda3");
	get_file(&f, 200, "record");
	f.role = ROLE_ATTESTER;
	get_file(&f, 200, "qpp");
	f.practice = "prc_other";
	get_file(&f, 404, "record");
	fixture_end(&f);
}

/* ---------------------------------------------------------------------- receipts */

static void receipt(struct fixture *f, int status, const char *body)
{
	fixture_expect(f, status, op_add_receipt, (struct ask){ .param = { attestation }, .body = body });
}

static void test_receipts(void **state)
{
	struct fixture f;

	(void)state;
	arrange(&f, GROUP);
	sign(&f, 201, "true");
	receipt(&f, 201,
	        "{\"channel\": \"qppWebsite\", \"confirmation\": \"A-17\", \"receivedOn\": "
	        "\"2027-01-10\", \"note\": \"by Ann\"}");
	assert_string_equal(fixture_text(&f, "receipts.0.confirmation"), "A-17");
	assert_string_equal(fixture_text(&f, "receipts.0.receivedOn"), "2027-01-10");
	assert_string_equal(fixture_text(&f, "receipts.0.recordedBy"), "Mary Jones");
	receipt(&f, 422, "{\"channel\": \"fax\", \"confirmation\": \" \", \"receivedOn\": \"2027-01-11\"}");
	assert_true(fixture_has_error(&f, "/channel", "badValue"));
	assert_true(fixture_has_error(&f, "/confirmation", "missing"));
	assert_true(fixture_has_error(&f, "/receivedOn", "inFuture"));
	fixture_expect(&f, 501, op_transmit, (struct ask){ .param = { attestation } });
	assert_string_equal(fixture_code(&f), "notThereYet");
	snprintf(attestation, sizeof attestation, "att_none");
	receipt(&f, 404, "{}");
	fixture_expect(&f, 404, op_get_attestation, (struct ask){ .param = { attestation } });
	fixture_end(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_review),
		cmocka_unit_test(test_warnings),
		cmocka_unit_test(test_blockers),
		cmocka_unit_test(test_days_to_come_are_not_signed),
		cmocka_unit_test(test_a_year_that_has_not_begun_is_not_signed),
		cmocka_unit_test(test_a_submission_ends_today),
		cmocka_unit_test(test_signing_needs_what_was_read),
		cmocka_unit_test(test_what_is_signed_stays),
		cmocka_unit_test(test_qpp_file_of_a_group),
		cmocka_unit_test(test_qrda_file_of_a_group),
		cmocka_unit_test(test_individuals_give_a_zip),
		cmocka_unit_test(test_files_that_cms_would_refuse),
		cmocka_unit_test(test_an_attestation_of_nothing_has_no_file),
		cmocka_unit_test(test_who_sees_the_tin),
		cmocka_unit_test(test_receipts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
