/* case_answer.h - a case in, the members of its answer out. For unit tests. */
#ifndef TEST_CASE_ANSWER_H
#define TEST_CASE_ANSWER_H

#include <stdio.h>
#include <stdlib.h>

#include "formats/answer_write.h"

/* The answer of the last call. */
static struct outbuf answer_text = { .limit = (size_t)1 << 28 };
static struct case_reader *answer_reader;

/* One reader for all, so that tests see what a case leaves behind. */
static struct case_facts *read_for_test(const char *json, size_t length)
{
	struct case_input input = { .json = json, .length = length };

	if (answer_reader == NULL)
		answer_reader = case_reader_new(mipsia_rulebook_builtin());
	return case_read(answer_reader, &input);
}

static const char *answer_with(const char *json, bool explain, bool qpp)
{
	static struct case_score score;
	struct case_facts *facts = read_for_test(json, strlen(json));
	struct answer answer = { mipsia_rulebook_builtin(), facts, &score, NULL };

	case_score(mipsia_rulebook_builtin(), facts, &score);
	answer_text.length = 0;
	if (qpp)
		answer_write_qpp(&answer, &answer_text);
	else
		answer_write(&answer, explain, &answer_text);
	outbuf_put(&answer_text, "", 1);
	return answer_text.bytes;
}

static inline const char *answer_to(const char *json)
{
	return answer_with(json, false, false);
}

/* The codes of all warnings, then of all errors, as "a b c"; in a static buffer. */
static inline const char *codes_in(const char *answer)
{
	static char codes[CASE_FINDINGS_MAX * 32];
	size_t length = 0;

	for (const char *at = answer; (at = strstr(at, "{\"code\":\"")) != NULL;) {
		size_t n;

		at += strlen("{\"code\":\"");
		n = strcspn(at, "\"");
		if (length > 0)
			codes[length++] = ' ';
		memcpy(codes + length, at, n);
		length += n;
	}
	codes[length] = '\0';
	return codes;
}

/* A member's JSON text up to the next comma or bracket; in a static buffer. */
static inline const char *member_of(const char *answer, const char *name)
{
	static char value[256];
	char key[64];
	const char *at;
	size_t n;

	snprintf(key, sizeof key, "\"%s\":", name);
	at = strstr(answer, key);
	if (at == NULL)
		return "absent";
	at += strlen(key);
	n = strcspn(at, ",}]");
	n = n < sizeof value ? n : sizeof value - 1;
	memcpy(value, at, n);
	value[n] = '\0';
	return value;
}

static inline void free_answers(void)
{
	outbuf_free(&answer_text);
	case_reader_free(answer_reader);
	answer_reader = NULL;
}

#endif
