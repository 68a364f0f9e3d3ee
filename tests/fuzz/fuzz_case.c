/*
 * fuzz_case.c - any bytes as a case: read, score, answer in every form. Whatever
 * comes in, what goes out is JSON, has figures or errors, and names no TIN.
 */
#include <stdio.h>
#include <stdlib.h>

#include "formats/answer_write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct case_reader *reader;
static struct json_parser *parser;
static struct outbuf out = { .limit = (size_t)1 << 28 };
static struct case_score score;

static void check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n%.*s\n", what, (int)out.length, out.bytes);
	abort();
}

static bool has_member(struct json_value object, const char *name)
{
	struct json_cursor cursor = json_walk(object);
	struct json_member member;

	while (json_next_member(&cursor, &member))
		if (member.key_length == strlen(name) && memcmp(member.key, name, member.key_length) == 0)
			return member.value.type != JSON_NULL;
	return false;
}

static void check_answer(const struct case_facts *facts, bool is_ours)
{
	struct json_value root;

	check(!out.failed, "the answer was not written");
	check(out.length > 0 && out.bytes[out.length - 1] == '\n', "the answer does not end its line");
	check(memchr(out.bytes, '\n', out.length) == out.bytes + out.length - 1,
	      "the answer has several lines");
	check(json_parse(parser, out.bytes, out.length, false, &root) && root.type == JSON_OBJECT,
	      "the answer is not a JSON object");
	if (is_ours)
		check(has_member(root, "points") == (facts->findings.errors == 0),
		      "neither figures nor errors");
	out.length = 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const mipsia_rulebook *book = mipsia_rulebook_builtin();
	struct case_input input = { .json = (const char *)data, .length = size };
	struct answer answer = { .book = book, .score = &score };
	struct case_facts *facts;

	if (reader == NULL) {
		reader = case_reader_new(book);
		parser = json_parser_new();
	}
	if (reader == NULL || parser == NULL)
		abort();
	facts = case_read(reader, &input);
	answer.facts = facts;
	case_score(book, facts, &score);
	check(score.scored == (facts->findings.errors == 0), "scored in spite of errors, or not without");
	answer_write(&answer, false, &out);
	check_answer(facts, true);
	answer_write(&answer, true, &out);
	check_answer(facts, true);
	answer_write_qpp(&answer, &out);
	check_answer(facts, false);
	return 0;
}
