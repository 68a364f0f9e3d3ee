/*
 * fuzz_qpp_json.c - QPP JSON: reading, validating, doubting, writing. What is read
 * must be JSON for jansson too, and come out so that it reads the same again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "formats/detect.h"
#include "formats/qpp_doubt.h"
#include "formats/qpp_error.h"
#include "formats/qpp_read.h"
#include "formats/qpp_validate.h"
#include "formats/qpp_write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
	if (!condition)
		abort();
}

/* Both parsers agree on what JSON is, but for numbers beyond a double, nesting and
 * the character NUL. */
static void compare_with_jansson(const char *bytes, size_t size, bool read, const char *code)
{
	json_error_t error;
	json_t *other;

	if (memchr(bytes, '\0', size) != NULL) /* jansson takes one for the end */
		return;
	other = json_loadb(bytes, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (read && other == NULL)
		must(strstr(error.text, "too big") != NULL || strstr(error.text, "overflow") != NULL);
	if (!read && strcmp(code, "tooLarge") != 0)
		must(other == NULL);
	json_decref(other);
}

static void check_write(const struct qpp_json *json)
{
	struct outbuf first = { .limit = (size_t)1 << 26 };
	struct outbuf second = { .limit = (size_t)1 << 26 };
	struct qpp_json again;
	struct qpp_json_fault fault;

	must(qpp_write(&first, json->root, &json->numbers, QPP_PRETTY));
	must(qpp_json_parse(first.bytes, first.length, &again, &fault));
	must(json_equal(json->root, again.root));
	must(qpp_write(&second, again.root, &again.numbers, QPP_PRETTY));
	must(first.length == second.length && memcmp(first.bytes, second.bytes, first.length) == 0);
	qpp_json_free(&again);
	outbuf_free(&first);
	outbuf_free(&second);
}

static void check_object(struct qpp_json *json)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	struct qpp_object found = qpp_find_object(json->root);
	struct qpp_validate_options options = { .year = 2025 };
	struct findings findings = { 0 };
	json_t *error;

	if (found.root == QPP_SUBMISSION)
		options.year = 0;
	qpp_validate(book, found.root, found.object, &options, &findings);
	error = qpp_error_document(&findings, 0, found.root);
	must((error == NULL) == (findings.errors == 0));
	qpp_doubt(book, found.root, found.object, NULL, &findings);
	qpp_locate(&findings, 0, &json->places, found.base);
	for (size_t i = 0; i < findings.length; i++)
		must(findings.items[i].line >= 1 && findings.items[i].column >= 1);
	json_decref(error);
	findings_free(&findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct findings findings = { 0 };
	struct qpp_json json;
	struct qpp_json_fault fault;
	bool read = qpp_json_parse(bytes, size, &json, &fault);

	detect_format(bytes, size);
	compare_with_jansson(bytes, size, read, read ? "" : fault.code);
	qpp_json_free(&json);
	if (qpp_read(bytes, size, &json, &findings)) {
		check_write(&json);
		check_object(&json);
	}
	qpp_json_free(&json);
	findings_free(&findings);
	return 0;
}
