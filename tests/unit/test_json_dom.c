/* test_json_dom.c - strict JSON: what is refused, where, and how values are walked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>

#include "formats/json_dom.h"

static struct json_parser *parser;

static bool parse(const char *text, struct json_value *root)
{
	return json_parse(parser, text, strlen(text), false, root);
}

static const struct {
	const char *text;
	size_t place; /* where it stops being JSON */
} refused[] = {
	{ "", JSON_NOWHERE },
	{ "nul", JSON_NOWHERE },
	{ "{\"a\": 1 \"b\": 2}", 8 },
	{ "{\"a\": 1,}", 8 },
	{ "{'a': 1}", 1 },
	{ "[1,2,,3]", 5 },
	{ "[1 2]", 3 },
	{ "[1,2", 3 },
	{ "[01]", 1 },
	{ "[1.]", 1 },
	{ "[+1]", 1 },
	{ "[1e999]", 1 },
	{ "[12345678901234567890123]", 1 },
	{ "[\"\\x\"]", JSON_NOWHERE },
	{ "[\"a\nb\"]", JSON_NOWHERE },
	{ "[\"a]", JSON_NOWHERE },
	{ "[tru]", 1 },
	{ "[NaN]", 1 },
	{ "[1] 2", JSON_NOWHERE },
	{ "[\"\xff\"]", 2 },
	{ "[\"\xc3\xa9\xc3\x28\"]", 4 },
};

static void test_refused(void **state)
{
	struct json_value root;

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		const char *text = refused[i].text;
		size_t place;

		print_message("%s\n", text);
		assert_false(parse(text, &root));
		assert_true(strlen(json_failure_text(parser)) > 0);
		place = json_failure_place(parser, text, strlen(text));
		if (refused[i].place == JSON_NOWHERE)
			assert_true(place == JSON_NOWHERE || place <= strlen(text));
		else /* simdjson points at the token or right behind it */
			assert_in_range(place, refused[i].place, refused[i].place + 2);
	}
}

static void test_values(void **state)
{
	static const char text[] =
		"{\"a\\u0000\":[true,false,null,0,-9223372036854775808,18446744073709551615,-0.5],"
		"\"s\":\"\\u00e9\\ud83d\\ude00\",\"e\":{},\"f\":[],\"s\":1}";
	struct json_cursor members, elements;
	struct json_member member = { .value = { .type = JSON_NULL } };
	struct json_value root, value;

	(void)state;
	assert_true(parse(text, &root));
	assert_int_equal(root.type, JSON_OBJECT);
	members = json_walk(root);

	assert_true(json_next_member(&members, &member));
	assert_int_equal(member.key_length, 2);
	assert_memory_equal(member.key, "a\0", 2);
	elements = json_walk(member.value);
	assert_true(json_next(&elements, &value) && value.type == JSON_BOOLEAN && value.as.truth);
	assert_true(json_next(&elements, &value) && value.type == JSON_BOOLEAN && !value.as.truth);
	assert_true(json_next(&elements, &value) && value.type == JSON_NULL);
	assert_true(json_next(&elements, &value) && value.type == JSON_INTEGER && value.as.integer == 0);
	assert_true(json_next(&elements, &value) && value.type == JSON_INTEGER &&
	            value.as.integer == INT64_MIN);
	assert_true(json_next(&elements, &value) && value.type == JSON_NATURAL &&
	            value.as.natural == UINT64_MAX);
	assert_true(json_next(&elements, &value) && value.type == JSON_REAL && value.as.real == -0.5);
	assert_false(json_next(&elements, &value));

	assert_true(json_next_member(&members, &member));
	assert_int_equal(member.value.type, JSON_STRING);
	assert_int_equal(member.value.length, 6);
	assert_memory_equal(member.value.as.text, "\xc3\xa9\xf0\x9f\x98\x80", 6);

	assert_true(json_next_member(&members, &member) && member.value.type == JSON_OBJECT);
	elements = json_walk(member.value);
	assert_false(json_next_member(&elements, &member));
	assert_true(json_next_member(&members, &member) && member.value.type == JSON_ARRAY);
	elements = json_walk(member.value);
	assert_false(json_next(&elements, &value));
	assert_true(json_next_member(&members, &member) && member.value.type == JSON_INTEGER);
	assert_false(json_next_member(&members, &member));
}

static void test_expected_members(void **state)
{
	struct json_value root, array;
	struct json_cursor cursor;
	const char *text;
	uint32_t length;
	bool truth;

	(void)state;
	assert_true(parse("{\"a\":\"x\",\"b\":false,\"c\":[1],\"d\":2}", &root));
	cursor = json_walk(root);
	assert_false(json_take_string(&cursor, "b", 1, &text, &length));
	assert_false(json_take_boolean(&cursor, "a", 1, &truth));
	assert_true(json_take_string(&cursor, "a", 1, &text, &length) && length == 1 && *text == 'x');
	assert_true(json_take_boolean(&cursor, "b", 1, &truth) && !truth);
	assert_true(json_take_array(&cursor, "c", 1, &array) && array.type == JSON_ARRAY);
	assert_false(json_take_string(&cursor, "d", 1, &text, &length));
	cursor.at = cursor.end;
	assert_false(json_take_string(&cursor, "d", 1, &text, &length));
}

/* The parser grows for large documents, and gives the memory back. */
static void test_sizes(void **state)
{
	static const size_t sizes[] = { 10, 100000, JSON_LENGTH_MAX, 10, JSON_LENGTH_MAX + 1, 20 };
	char *text = malloc(JSON_LENGTH_MAX + 1);
	struct json_value root;

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		memset(text, ' ', sizes[i]);
		text[0] = '[';
		text[sizes[i] - 1] = ']';
		if (sizes[i] <= JSON_LENGTH_MAX) {
			assert_true(json_parse(parser, text, sizes[i], false, &root));
		} else {
			assert_false(json_parse(parser, text, sizes[i], false, &root));
			assert_int_equal(json_failure_of(parser), JSON_FAILED_LENGTH);
		}
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_expected_members),
		cmocka_unit_test(test_sizes),
	};
	int failed;

	parser = json_parser_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	json_parser_free(parser);
	json_parser_free(NULL);
	return failed;
}
