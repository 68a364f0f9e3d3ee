/*
 * test_check.c - what a file is, which documents files and archives hold, and what
 * is said of a document. The battery in tests/check has the single faults.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "services/check.h"
#include "services/documents.h"
#include "services/documents_work.h"

/* -------------------------------------------------------------------- detection */

#define BYTES(text) text, sizeof(text) - 1

static const struct {
	const char *bytes;
	size_t length;
	enum file_format format;
} files[] = {
	{ BYTES(""), FORMAT_EMPTY },
	{ BYTES(" \r\n"), FORMAT_EMPTY },
	{ BYTES("\xef\xbb\xbf"), FORMAT_EMPTY },
	{ BYTES("{\"performanceYear\":2025}"), FORMAT_QPP_JSON },
	{ BYTES("\xef\xbb\xbf {\"measurementSets\":["), FORMAT_QPP_JSON },
	{ BYTES("\xff\xfe{\0\"\0s\0u\0b\0m\0i\0s\0s\0i\0o\0n\0\"\0:\0"), FORMAT_QPP_JSON },
	{ BYTES("{\"id\":1,\"submission\":{}}"), FORMAT_QPP_JSON },
	{ BYTES("{\"data\":{\"submission\":{}}}"), FORMAT_QPP_JSON },
	{ BYTES("{\"measureId\":\"IA_BE_4\",\"value\":true}"), FORMAT_QPP_JSON },
	{ BYTES("{\"submission\":{}}\n{\"submission\":{}}\n"), FORMAT_JSON_LINES },
	{ BYTES("{\"submission\":\n{}}{\"submission\":{}}"), FORMAT_JSON_LINES },
	{ BYTES("[{\"submission\":{}}]"), FORMAT_JSON_ARRAY },
	{ BYTES("{\"error\":{\"type\":\"ValidationError\"}}"), FORMAT_CMS_ERROR },
	{ BYTES("{ \"errors\" : [ { \"sourceIdentifier\":\"a\"}]}"), FORMAT_CMS_ERROR },
	{ BYTES("{\"id\":1,\"performanceYear\":2025,\"points\":20,\"maxPoints\":40}"), FORMAT_ANSWER },
	{ BYTES("[{\"category\":\"ia\",\"measureId\":\"IA_BE_4\",\"metricType\":\"boolean\"}]"),
	  FORMAT_INVENTORY },
	{ BYTES("{\"name\":\"x\"}"), FORMAT_OTHER_JSON },
	{ BYTES("<ClinicalDocument xmlns=\"urn:hl7-org:v3\">"), FORMAT_QRDA3 },
	{ BYTES("<?xml version=\"1.0\"?>\n<!-- x -->\n<ClinicalDocument/>"), FORMAT_QRDA3 },
	{ BYTES("<data><programName>mips</programName></data>"), FORMAT_XML2017 },
	{ BYTES("<html><body/></html>"), FORMAT_OTHER_XML },
	{ BYTES("tin,npi\r\n1,2\r\n"), FORMAT_CSV },
	{ BYTES("tin;npi\n"), FORMAT_CSV },
	{ BYTES("\xff\xfet\0i\0n\0\t\0n\0p\0i\0\n\0"), FORMAT_CSV },
	{ BYTES("PK\3\4xxxxxxxxxxxxxxxxxxxxxxxxxx"), FORMAT_ZIP },
	{ BYTES("\x1f\x8b\x08"), FORMAT_COMPRESSED },
	{ BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), FORMAT_XLS },
	{ BYTES("%PDF-1.7\n\0\1\2"), FORMAT_UNKNOWN },
	{ BYTES("one"), FORMAT_UNKNOWN },
};

static void test_detection(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		enum file_format format = detect_format(files[i].bytes, files[i].length);

		if (format != files[i].format)
			fail_msg("%.40s is %s, not %s", files[i].bytes, detect_name(format),
			         detect_name(files[i].format));
	}
	for (int format = 0; format < FORMAT_END; format++)
		assert_non_null(detect_name((enum file_format)format));
}

/* -------------------------------------------------------------------- documents */

/* What a walk gave, a line a document. */
struct seen {
	char text[4096];
	size_t length;
	size_t documents;
	size_t stop_after;
};

static bool see(const struct document *document, void *payload)
{
	struct seen *seen = payload;

	seen->length += (size_t)snprintf(seen->text + seen->length, sizeof seen->text - seen->length,
	                                 "%u:%u %zu %.30s%s\n", document->line, document->column,
	                                 document->length, document->bytes ? document->bytes : "!",
	                                 document->trouble ? document->trouble : "");
	seen->documents++;
	return seen->documents != seen->stop_after;
}

static void write_file(char *path, const char *bytes, size_t length)
{
	int fd;

	snprintf(path, 32, "/tmp/mipsia-test-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), (ssize_t)length);
	close(fd);
}

static void walk(const char *bytes, size_t length, struct seen *seen)
{
	char path[32];
	const char *operand = path;

	seen->length = 0;
	seen->documents = 0;
	write_file(path, bytes, length);
	documents_walk(&operand, 1, see, seen);
	unlink(path);
}

static const struct {
	const char *text;
	const char *seen;
} cuts[] = {
	{ "{\"submission\":1}\n\n  \n{\"submission\":22}\n",
	  "1:1 16 {\"submission\":1}\n4:1 17 {\"submission\":22}\n" },
	{ "{\"submission\":1}\n{\"broken\n{\"submission\":22}",
	  "1:1 16 {\"submission\":1}\n2:1 8 {\"broken\n3:1 17 {\"submission\":22}\n" },
	{ "{\"submission\":1}\r\n{\"submission\":2}\r\n",
	  "1:1 17 {\"submission\":1}\r\n2:1 17 {\"submission\":2}\r\n" },
	{ "{\n\"submission\":1} {\"submission\":2}",
	  "1:1 17 {\n\"submission\":1}\n2:17 16 {\"submission\":2}\n" },
	{ " [ {\"submission\":\"]\"},\n{\"submission\":2} ] ",
	  "1:4 18 {\"submission\":\"]\"}\n2:1 17 {\"submission\":2} \n" },
	{ "[{\"submission\":1},]", "1:2 16 {\"submission\":1}\n" },
	{ "[{\"submission\":1},,{\"submission\":2}]",
	  "1:2 16 {\"submission\":1}\n1:1 0 !a comma stands where a value should be\n1:20 16 "
	  "{\"submission\":2}\n" },
	{ "[{\"submission\":1}", "1:1 0 !the array is not closed: the file is incomplete\n" },
	{ "[{\"submission\":1}] x",
	  "1:2 16 {\"submission\":1}\n1:1 0 !something stands behind the end of the array\n" },
	{ "\xef\xbb\xbf{\"submission\":1}\n{\"submission\":2}\n",
	  "1:1 16 {\"submission\":1}\n2:1 16 {\"submission\":2}\n" },
};

static void test_cuts(void **state)
{
	struct seen seen = { .stop_after = 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		walk(cuts[i].text, strlen(cuts[i].text), &seen);
		assert_string_equal(seen.text, cuts[i].seen);
	}
}

/* Values larger than what is read at once, and many small ones. */
static void test_long_values(void **state)
{
	size_t length = 5 << 20;
	char *text = malloc(length + 100);
	struct seen seen = { .stop_after = 0 };
	char expected[200];

	(void)state;
	memset(text, ' ', length);
	memcpy(text, "[{\"submission\":1},\n{\"submission\":\"", 34);
	memset(text + 34, 'x', length - 34);
	memcpy(text + length, "\"},{\"submission\":3}]", 21);
	walk(text, strlen(text), &seen);
	snprintf(expected, sizeof expected,
	         "1:2 16 {\"submission\":1}\n2:1 %zu {\"submission\":\"%s\n2:%zu 16 {\"submission\":3}\n",
	         length - 17, "xxxxxxxxxxxxxxx", length - 15);
	assert_string_equal(seen.text, expected);
	free(text);
}

static void test_stop(void **state)
{
	struct seen seen = { .stop_after = 2 };

	(void)state;
	walk("{\"submission\":1}\n{\"submission\":2}\n{\"submission\":3}\n", 51, &seen);
	assert_int_equal(seen.documents, 2);
	walk("[{\"submission\":1},{\"submission\":2},{\"submission\":3}]", 53, &seen);
	assert_int_equal(seen.documents, 2);
}

/* ------------------------------------------------------------------------- crew */

struct tally {
	uint64_t next;
	size_t stop_after;
	size_t taken;
};

static void *begin(void *payload)
{
	return payload;
}

static void end(void *state)
{
	(void)state;
}

static void *work(void *state, const struct document *document)
{
	uint64_t *number = malloc(sizeof *number);

	(void)state;
	if (number != NULL)
		*number = document->number;
	if (document->number % 7 == 0)
		usleep(200); /* out of order among the threads */
	return number;
}

static bool take(void *payload, const struct document *document, void *result)
{
	struct tally *tally = payload;
	uint64_t *number = result;

	assert_int_equal(*number, document->number);
	if (tally->stop_after == 0)
		assert_int_equal(*number, tally->next++);
	free(number);
	return ++tally->taken != tally->stop_after;
}

static void test_crew(void **state)
{
	size_t length = 0;
	char *text = malloc(3000 * 24);
	char path[32];
	const char *operand = path;

	(void)state;
	for (int i = 0; i < 3000; i++)
		length += (size_t)snprintf(text + length, 24, "{\"submission\":%d}\n", i);
	write_file(path, text, length);
	for (unsigned threads = 1; threads <= 5; threads++) {
		struct tally tally = { .next = 1 };
		struct documents_work how = { begin, end, work, take, &tally };
		bool no_memory;

		assert_true(documents_work(&operand, 1, threads, &how, &no_memory));
		assert_int_equal(tally.taken, 3000);
		tally = (struct tally){ .stop_after = 100 };
		assert_false(documents_work(&operand, 1, threads, &how, &no_memory));
		assert_false(no_memory);
	}
	unlink(path);
	free(text);
}

/* ------------------------------------------------------------------------ checks */

static void test_states(void **state)
{
	struct check_options options = { .year = 0 };
	struct checker *checker = checker_new(mipsia_rulebook_builtin(), &options);
	struct document document = { .name = "x", .line = 1, .column = 1, .bytes = "%PDF", .length = 4 };
	struct checked checked;

	(void)state;
	document.format = FORMAT_UNKNOWN;
	check_document(checker, &document, &checked);
	assert_int_equal(checked.state, CHECK_PASSED_OVER);
	checked_free(&checked);
	document.lone = true;
	check_document(checker, &document, &checked);
	assert_int_equal(checked.state, CHECK_UNREADABLE);
	assert_int_equal(checked.findings.errors, 1);
	checked_free(&checked);
	document.trouble = "it is gone";
	document.bytes = NULL;
	document.format = FORMAT_QPP_JSON;
	check_document(checker, &document, &checked);
	assert_int_equal(checked.state, CHECK_UNREADABLE);
	assert_non_null(strstr(checked.findings.items[0].message, "it is gone"));
	checked_free(&checked);
	checker_free(checker);
	checker_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_detection),   cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_long_values), cmocka_unit_test(test_stop),
		cmocka_unit_test(test_crew),        cmocka_unit_test(test_states),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
