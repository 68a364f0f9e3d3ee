/*
 * case_run.c - see case_run.h.
 */
#include "services/case_run.h"

#include <stdio.h>

#include "formats/answer_write.h"

#define ANSWER_MAX ((size_t)64 << 20) /* bytes; far above any answer to a case within the limits */

static void say_first_error(const struct case_findings *findings, char message[CASE_RUN_MESSAGE])
{
	for (size_t i = 0; i < findings->length; i++) {
		if (!case_code_is_error(findings->list[i].code))
			continue;
		snprintf(message, CASE_RUN_MESSAGE, "%s", case_finding_message(findings, i));
		return;
	}
	snprintf(message, CASE_RUN_MESSAGE, "this case cannot be scored");
}

bool case_run(const mipsia_rulebook *book, const char *json, size_t length, struct case_run *out)
{
	struct case_reader *reader = case_reader_new(book);
	struct case_input input = { .json = json, .length = length };
	struct case_facts *facts;
	struct case_score score;

	*out = (struct case_run){ .result = { .status = MIPSIA_EINVALID } };
	if (!reader) {
		snprintf(out->message, sizeof(out->message), "mipsia has not enough memory for this");
		return false;
	}
	facts = case_read(reader, &input);
	case_score(book, facts, &score);
	if (score.scored) {
		out->picked = score.picked;
		out->result = score.result;
	} else {
		say_first_error(&facts->findings, out->message);
	}
	case_reader_free(reader);
	return score.scored;
}

char *case_run_answer(const mipsia_rulebook *book, const char *json, size_t length, size_t *answer_length)
{
	struct case_reader *reader = case_reader_new(book);
	struct case_input input = { .json = json, .length = length };
	struct outbuf out = { .limit = ANSWER_MAX };
	struct case_score score;
	struct case_facts *facts;
	struct answer answer;

	if (!reader)
		return NULL;
	facts = case_read(reader, &input);
	case_score(book, facts, &score);
	answer = (struct answer){ book, facts, &score, NULL };
	answer_write(&answer, true, &out);
	case_reader_free(reader);
	if (out.failed)
		outbuf_free(&out);
	*answer_length = out.length;
	return out.bytes;
}
