/*
 * test_qpp_json.c - JSON texts: what is one and what is not (RFC 8259), where its
 * values stand, and that numbers come out as they went in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "formats/qpp_json.h"
#include "formats/qpp_read.h"
#include "formats/qpp_write.h"

/* ------------------------------------------------------------- JSON or not JSON */

static const char *const good[] = {
	"{}",
	"[]",
	"0",
	"-0",
	"1.5e+10",
	"\"\"",
	"true",
	"false",
	"null",
	" [ 1 , 2 ] ",
	"\t{\r\n}\n",
	"{\"a\":{\"b\":[{},[],\"\"]}}",
	"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
	"\"\\ud83d\\ude00\"",
	"\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"",
	"\"\x7f\"",
	"[1e400,1e-400,123456789012345678901234567890]",
	"\"\xee\x80\x80\xf4\x8f\xbf\xbf\"",
};

static const char *const bad[] = {
	"",
	" ",
	"{",
	"}",
	"[",
	"[1",
	"[1,",
	"[1,]",
	"{\"a\"}",
	"{\"a\":}",
	"{\"a\":1,}",
	"{,}",
	"{a:1}",
	"{'a':1}",
	"01",
	"+1",
	".5",
	"1.",
	"1e",
	"1e+",
	"-",
	"--1",
	"0x1",
	"1a",
	"nul",
	"truex",
	"True",
	"NaN",
	"Infinity",
	"\"",
	"\"a",
	"\"\\\"",
	"\"\\x\"",
	"\"\\u12\"",
	"\"\\u123g\"",
	"\"\\ud800\"",
	"\"\\udc00\"",
	"\"\\ud800\\u0041\"",
	"\"\\u0000\"",
	"\"a\nb\"",
	"\"a\tb\"",
	"\"\x80\"",
	"\"\xc0\xaf\"",
	"\"\xc3\"",
	"\"\xe0\x80\xaf\"",
	"\"\xed\xa0\x80\"",
	"\"\xf4\x90\x80\x80\"",
	"\"\xf8\x88\x80\x80\x80\"",
	"[1 2]",
	"[1]]",
	"{} {}",
	"// x\n{}",
	"{\"a\":1,\"a\":2}",
	"{\"a\":{\"b\":1,\"b\":1}}",
	"\xef\xbb\xbf{}",
	"[\"\\u\"]",
};

static bool is_json(const char *text, size_t length)
{
	struct qpp_json json;
	struct qpp_json_fault fault;
	bool read = qpp_json_parse(text, length, &json, &fault);

	if (!read) {
		assert_non_null(fault.code);
		assert_true(fault.message[0] != '\0');
		assert_true(fault.place.line >= 1 && fault.place.column >= 1);
	}
	qpp_json_free(&json);
	return read;
}

static void test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		if (!is_json(good[i], strlen(good[i])))
			fail_msg("refused: %s", good[i]);
	}
}

static void test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (is_json(bad[i], strlen(bad[i])))
			fail_msg("taken: %s", bad[i]);
	}
	assert_false(is_json("\"a\0b\"", 5));
}

/* The same texts, and all their beginnings, as jansson reads them. */
static void test_as_jansson(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		if (strstr(good[i], "e400") != NULL) /* jansson refuses what is beyond a double */
			continue;
		for (size_t length = 0; length <= strlen(good[i]); length++) {
			struct qpp_json json;
			struct qpp_json_fault fault;
			json_t *other =
				json_loadb(good[i], length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
			bool read = qpp_json_parse(good[i], length, &json, &fault);

			assert_int_equal(read, other != NULL);
			if (read)
				assert_true(json_equal(json.root, other));
			json_decref(other);
			qpp_json_free(&json);
		}
	}
}

static void test_depth(void **state)
{
	char text[2 * QPP_JSON_DEPTH_MAX + 2];

	(void)state;
	memset(text, '[', QPP_JSON_DEPTH_MAX + 1);
	memset(text + QPP_JSON_DEPTH_MAX + 1, ']', QPP_JSON_DEPTH_MAX + 1);
	assert_false(is_json(text, sizeof text));
	assert_true(is_json(text + 1, sizeof text - 2));
}

/* ----------------------------------------------------------------------- places */

static const struct {
	const char *path;
	uint32_t line;
	uint32_t column;
} places[] = {
	{ "$", 1, 1 },          { "$.a", 2, 7 },      { "$.a[0]", 2, 8 },
	{ "$.a[1].b", 3, 8 },   { "$.a[1].c", 3, 3 }, /* missing: its object */
	{ "$.a[7].b", 2, 7 },                         /* missing: its array */
	{ "$.\xc3\xa9", 4, 7 }, { "$.last", 4, 21 },  /* characters, not bytes */
};

static void test_places(void **state)
{
	static const char text[] = "{\n \"a\": [1,\n  {\"b\":2}],\n \"\xc3\xa9\": "
				   "\"\xe2\x82\xac\xf0\x9f\x98\x80\", \"last\": 3}";
	struct qpp_json json;
	struct qpp_json_fault fault;

	(void)state;
	assert_true(qpp_json_parse(text, strlen(text), &json, &fault));
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct qpp_place place = qpp_places_find(&json.places, places[i].path);

		if (place.line != places[i].line || place.column != places[i].column)
			fail_msg("%s at %u:%u, not %u:%u", places[i].path, place.line, place.column,
			         places[i].line, places[i].column);
	}
	qpp_json_free(&json);
}

/* --------------------------------------------------------------------- numbers */

static void test_unharmed(void **state)
{
	static const char text[] = "{\"z\":[1.10,1e400,-1e400,-0,0,-0.0,1E5,1e-400,9223372036854775807,"
				   "9223372036854775808,100.0],\"a\":\"\xc3\xa9\\u0001\\\"\"}";
	struct outbuf out = { .limit = 1 << 20 };
	struct qpp_json json;
	struct qpp_json_fault fault;

	(void)state;
	assert_true(qpp_json_parse(text, strlen(text), &json, &fault));
	assert_true(qpp_write(&out, json.root, &json.numbers, QPP_COMPACT));
	assert_int_equal(out.length, strlen(text));
	assert_memory_equal(out.bytes, text, out.length);
	outbuf_free(&out);
	qpp_json_free(&json);
}

/* Without the texts, numbers are still the same numbers. */
static void test_reals(void **state)
{
	static const double reals[] = { 0.1, 1.1, 1e21, 1.0 / 3, 5e-324, 2.0, -0.5, 1e-7 };
	struct outbuf out = { .limit = 1 << 20 };

	(void)state;
	for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
		json_t *value = json_real(reals[i]);

		out.length = 0;
		assert_true(qpp_write(&out, value, NULL, QPP_COMPACT));
		outbuf_put(&out, "", 1);
		assert_true(strtod(out.bytes, NULL) <= reals[i] && strtod(out.bytes, NULL) >= reals[i]);
		assert_non_null(strpbrk(out.bytes, ".e"));
		json_decref(value);
	}
	outbuf_free(&out);
}

/* As CMS's converter prints: formats.md 3.6. */
static void test_pretty(void **state)
{
	static const char text[] =
		"{\n  \"a\" : [ {\n    \"b\" : true\n  }, {\n    \"c\" : [ 1, 2 ]\n  } ],\n"
		"  \"d\" : { },\n  \"e\" : [ ]\n}";
	struct outbuf out = { .limit = 1 << 20 };
	struct qpp_json json;
	struct qpp_json_fault fault;

	(void)state;
	assert_true(qpp_json_parse(text, strlen(text), &json, &fault));
	assert_true(qpp_write(&out, json.root, &json.numbers, QPP_PRETTY));
	assert_int_equal(out.length, strlen(text));
	assert_memory_equal(out.bytes, text, out.length);
	outbuf_free(&out);
	qpp_json_free(&json);
}

/* ------------------------------------------------------------------- encodings */

static void test_utf16(void **state)
{
	static const char wide[] = "\xff\xfe[\0\"\0=\xd8\0\xde\"\0]\0";
	struct findings findings = { 0 };
	struct qpp_text text;

	(void)state;
	assert_true(qpp_decode(wide, sizeof wide - 1, &text, &findings));
	assert_int_equal(text.length, 8);
	assert_memory_equal(text.bytes, "[\"\xf0\x9f\x98\x80\"]", 8);
	assert_int_equal(findings.errors, 1);
	free(text.owned);
	assert_false(qpp_decode("\xff\xfe\x3d\xd8", 4, &text, &findings)); /* half a character */
	assert_false(qpp_decode("\xff\xfe[", 3, &text, &findings));
	findings_free(&findings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),       cmocka_unit_test(test_bad),
		cmocka_unit_test(test_as_jansson), cmocka_unit_test(test_depth),
		cmocka_unit_test(test_places),     cmocka_unit_test(test_unharmed),
		cmocka_unit_test(test_reals),      cmocka_unit_test(test_pretty),
		cmocka_unit_test(test_utf16),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
