/* test_op_evidence.c - evidence: files in the vault, links, withdrawing. */
#include <stdio.h>
#include <unistd.h>

#include "op_fixture.h"
#include "services/evidence.h"
#include "services/operations.h"

static const char pdf[] = "%PDF-1.7\nlog of the portal\n";
/* as sha256sum prints it */
#define PDF_HASH "ff58d67cf3ef98b681f60c9006bde21a02446ff8a63e408aa29a4bed3063fa0d"

static void upload(struct fixture *f, int status, const char *name, const char *query)
{
	fixture_expect(
		f, status, op_add_evidence_file,
		(struct ask){
			.file = pdf, .file_length = sizeof pdf - 1, .file_name = name, .query = query });
}

static char piece[32];

static const char *keep_id(struct fixture *f)
{
	snprintf(piece, sizeof piece, "%s", fixture_text(f, "id"));
	return piece;
}

static void test_a_file_is_kept(void **state)
{
	struct fixture f;
	char bytes[64];

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	upload(&f, 201, "C:\\portal\\Log of July.pdf",
	       "{\"measureId\": \"IA_BE_4\", \"itemId\": \"use-report\", \"clinicianId\": \"cln_01\", "
	       "\"note\": \"from the vendor\"}");
	assert_string_equal(fixture_text(&f, "name"), "Log of July.pdf");
	assert_string_equal(fixture_text(&f, "mediaType"), "application/pdf");
	assert_int_equal(fixture_int(&f, "size"), sizeof pdf - 1);
	assert_string_equal(fixture_text(&f, "sha256"), PDF_HASH);
	assert_string_equal(fixture_text(&f, "retainUntil"), "2032-12-31"); /* six years after 2026 */
	assert_string_equal(fixture_text(&f, "addedBy"), "Mary Jones");
	assert_string_equal(fixture_text(&f, "addedAt"), "2026-07-01T12:00:00.000Z");
	assert_string_equal(fixture_text(&f, "note"), "from the vendor");
	assert_string_equal(fixture_text(&f, "links.0.itemId"), "use-report");
	assert_string_equal(fixture_text(&f, "links.0.clinicianId"), "cln_01");
	assert_true(fixture_null(&f, "url"));
	assert_false(fixture_true(&f, "withdrawn"));

	fixture_expect(&f, 200, op_get_evidence_content, (struct ask){ .param = { keep_id(&f) } });
	assert_true(f.reply.has_file);
	assert_string_equal(f.reply.type, "application/octet-stream");
	assert_string_equal(f.reply.file_name, "Log of July.pdf");
	assert_int_equal(read(f.reply.fd, bytes, sizeof bytes), sizeof pdf - 1);
	assert_memory_equal(bytes, pdf, sizeof pdf - 1);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE kind = 'evidence.added'"), 1);
	fixture_end(&f);
}

static void test_the_same_bytes_are_one_piece(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	upload(&f, 201, "a.pdf", "{\"measureId\": \"IA_BE_4\"}");
	keep_id(&f);
	upload(&f, 201, "b.pdf", "{\"measureId\": \"IA_PM_15\", \"itemId\": \"discharge-log\"}");
	assert_string_equal(fixture_text(&f, "id"), piece);
	assert_string_equal(fixture_text(&f, "name"), "a.pdf");
	assert_int_equal(fixture_length(&f, "links"), 2);
	upload(&f, 201, "b.pdf", "{\"measureId\": \"IA_PM_15\", \"itemId\": \"discharge-log\"}");
	assert_int_equal(fixture_length(&f, "links"), 2);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM evidence"), 1);
	f.year = 2025; /* another year has its own */
	upload(&f, 201, "a.pdf", NULL);
	assert_string_equal(fixture_text(&f, "retainUntil"), "2031-12-31");
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM evidence"), 2);
	fixture_end(&f);
}

static void test_refused_files_leave_nothing(void **state)
{
	static const char page[] = "<html><script>alert(1)</script></html>";
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 3);
	fixture_expect(&f, 422, op_add_evidence_file,
	               (struct ask){ .file = page, .file_length = sizeof page - 1, .file_name = "x.pdf" });
	assert_string_equal(fixture_code(&f), "fileRefused");
	assert_true(strstr(fixture_text(&f, "remedy"), "PDF") != NULL);
	fixture_expect(&f, 422, op_add_evidence_file, (struct ask){ .file = "", .file_name = "x.pdf" });
	upload(&f, 422, "a.pdf", "{\"measureId\": \"IA_NO_1\"}");
	assert_true(fixture_has_error(&f, "/links/0/measureId", "unknownActivity"));
	upload(&f, 422, "a.pdf", "{\"measureId\": \"IA_BE_4\", \"itemId\": \"go-live\"}"); /* until 2025 */
	assert_true(fixture_has_error(&f, "/links/0/itemId", "unknownItem"));
	upload(&f, 422, "a.pdf", "{\"measureId\": \"IA_BE_4\", \"clinicianId\": \"cln_09\"}");
	assert_true(fixture_has_error(&f, "/links/0/clinicianId", "unknownClinician"));
	upload(&f, 422, "a.pdf", "{\"itemId\": \"screens\"}");
	assert_true(fixture_has_error(&f, "/links/0/measureId", "badType"));
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM evidence"), 0);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event"), 0);
	fixture_end(&f);
}

static void test_a_year_has_a_limit(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	fixture_sql(&f,
	            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
	            "INSERT INTO evidence (id, practice_id, year, kind, name, url, retain_until, "
	            "added_by, added_at) SELECT 'e' || i, 'prc_fixture', 2026, 'link', 'x', 'https://x.y/', "
	            "'2032-12-31', 'M', 1 FROM n");
	upload(&f, 422, "a.pdf", NULL);
	assert_string_equal(fixture_code(&f), "tooMany");
	fixture_end(&f);
}

static void link_to(struct fixture *f, int status, const char *url)
{
	char body[400];

	snprintf(body, sizeof body, "{\"url\": \"%s\", \"name\": \"Policy\"}", url);
	fixture_expect(f, status, op_add_evidence_link, (struct ask){ .body = body });
	if (status == 422)
		assert_true(fixture_has_error(f, "/url", "badAddress"));
}

static void test_links(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	link_to(&f, 201, "https://intranet.example.org:8443/policies?id=7#page=2");
	assert_string_equal(fixture_text(&f, "kind"), "link");
	assert_true(fixture_null(&f, "sha256"));
	fixture_expect(&f, 404, op_get_evidence_content, (struct ask){ .param = { keep_id(&f) } });
	link_to(&f, 422, "http://example.org/");
	link_to(&f, 422, "javascript:alert(1)");
	link_to(&f, 422, "https://");
	link_to(&f, 422, "https://ann:secret@example.org/");
	link_to(&f, 422, "https://example.org/a b");
	link_to(&f, 422, "https://example.org/?password=x");
	fixture_expect(
		&f, 422, op_add_evidence_link,
		(struct ask){ .body = "{\"url\": \"https://example.org\", \"name\": \" \", \"x\": 1}" });
	assert_true(fixture_has_error(&f, "/name", "missing"));
	assert_true(fixture_has_error(&f, "/x", "unknownField"));
	fixture_end(&f);
}

static void test_withdrawing_keeps_the_file(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	upload(&f, 201, "a.pdf", "{\"measureId\": \"IA_BE_4\"}");
	keep_id(&f);
	fixture_expect(&f, 422, op_change_evidence,
	               (struct ask){ .param = { piece }, .body = "{\"withdrawn\": true, \"version\": 1}" });
	assert_true(fixture_has_error(&f, "/withdrawnReason", "missing"));
	fixture_expect(&f, 409, op_change_evidence,
	               (struct ask){ .param = { piece },
	                             .body = "{\"withdrawn\": true, \"withdrawnReason\": \"wrong year\", "
	                                     "\"version\": 7}" });
	assert_string_equal(fixture_code(&f), "conflict");
	assert_int_equal(fixture_int(&f, "current.version"), 1);
	fixture_expect(&f, 200, op_change_evidence,
	               (struct ask){ .param = { piece },
	                             .body = "{\"withdrawn\": true, \"withdrawnReason\": \"wrong year\", "
	                                     "\"version\": 1}" });
	assert_true(fixture_true(&f, "withdrawn"));
	assert_string_equal(fixture_text(&f, "withdrawnReason"), "wrong year");
	assert_int_equal(fixture_int(&f, "version"), 2);
	fixture_expect(&f, 200, op_get_evidence_content, (struct ask){ .param = { piece } });
	upload(&f, 201, "a.pdf", NULL); /* sent again: it counts again */
	assert_string_equal(fixture_text(&f, "id"), piece);
	assert_false(fixture_true(&f, "withdrawn"));
	f.practice = "prc_other";
	fixture_expect(&f, 404, op_get_evidence_content, (struct ask){ .param = { piece } });
	fixture_end(&f);
}

static void test_a_tin_in_a_name_stays_out_of_the_history(void **state)
{
	struct fixture f;

	(void)state;
	fixture_begin(&f);
	fixture_practice(&f, 1);
	upload(&f, 201, "W-9 12-3456782.pdf", NULL);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE text LIKE '%12-3456782%'"), 0);
	assert_int_equal(fixture_number(&f, "SELECT count(*) FROM event WHERE text LIKE '%XX-XXX6782%'"), 1);
	fixture_end(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_file_is_kept),
		cmocka_unit_test(test_the_same_bytes_are_one_piece),
		cmocka_unit_test(test_refused_files_leave_nothing),
		cmocka_unit_test(test_a_year_has_a_limit),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_withdrawing_keeps_the_file),
		cmocka_unit_test(test_a_tin_in_a_name_stays_out_of_the_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
