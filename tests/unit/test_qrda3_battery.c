/*
 * test_qrda3_battery.c - the cases of tests/qrda3/: what CMS's converter answers,
 * byte by byte but for the messages, and what strict reading makes of the same
 * document. make_cases.py says what the files of a case are.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/qrda3.h"

#define PREFIX "\"message\" : \"CT - "

struct text {
	char *bytes; /* malloc'd; NULL when there is no such file */
	size_t length;
};

struct one_case {
	const char *name;
	struct text input, expected, strict, findings;
	int year;
};

static struct text read_text(const char *name, const char *file)
{
	char path[1024];
	struct text text = { NULL, 0 };
	FILE *in;
	long size;

	snprintf(path, sizeof path, "%s/qrda3/%s/%s", TEST_DATA, name, file);
	in = fopen(path, "rb");
	if (in == NULL)
		return text;
	if (fseek(in, 0, SEEK_END) == 0 && (size = ftell(in)) >= 0 && fseek(in, 0, SEEK_SET) == 0) {
		text.bytes = malloc((size_t)size + 1);
		text.length = fread(text.bytes, 1, (size_t)size, in);
		text.bytes[text.length] = '\0';
	}
	fclose(in);
	return text;
}

/* Messages are in our words: of each only "CT - " stays. */
static size_t cut_messages(char *text, size_t length)
{
	const char *from = text;
	const char *end = text + length;
	char *to = text;

	while (from < end) {
		if ((size_t)(end - from) <= sizeof PREFIX || strncmp(from, PREFIX, sizeof PREFIX - 1) != 0) {
			*to++ = *from++;
			continue;
		}
		memmove(to, from, sizeof PREFIX - 1);
		to += sizeof PREFIX - 1;
		from += sizeof PREFIX - 1;
		while (from < end && *from != '"')
			from += *from == '\\' ? 2 : 1;
	}
	return (size_t)(to - text);
}

static bool fails(const struct one_case *one, const char *what, const char *got)
{
	printf("FAILED %s: %s\n%s\n", one->name, what, got ? got : "");
	return false;
}

static bool check_answer(const struct one_case *one)
{
	struct qrda3_cms_options options = { .year = one->year, .source_name = "input.xml" };
	struct qrda3_cms_answer answer = { 0 };
	enum qrda3_status status = qrda3_as_cms(one->input.bytes, one->input.length, &options, &answer);
	size_t length;
	bool same;

	if (status != QRDA3_OK)
		return fails(one, "as CMS", qrda3_strstatus(status));
	length = cut_messages(answer.text, answer.length);
	same = length == one->expected.length && memcmp(answer.text, one->expected.bytes, length) == 0;
	if (!same)
		fails(one, "another answer than CMS's", answer.text);
	qrda3_cms_answer_free(&answer);
	return same;
}

static bool check_submission(const struct one_case *one, const struct qrda3_reading *reading)
{
	json_t *expected = json_loadb(one->strict.bytes, one->strict.length, 0, NULL);
	bool same = expected != NULL && json_equal(expected, reading->submission);
	char *got;

	if (!same) {
		got = json_dumps(reading->submission, JSON_INDENT(1));
		fails(one, "another submission", got ? got : "(none)");
		free(got);
	}
	json_decref(expected);
	return same;
}

static bool has_finding(const struct findings *findings, const char *severity, const char *code,
                        unsigned line)
{
	for (size_t i = 0; i < findings->length; i++) {
		const struct finding *finding = &findings->items[i];

		if (strcmp(finding->code, code) == 0 && finding->line == line &&
		    strcmp(finding_severity_name(finding->severity), severity) == 0)
			return true;
	}
	return false;
}

static bool check_findings(const struct one_case *one, const struct findings *findings)
{
	char severity[16], code[64];
	unsigned line;
	int used;
	bool all = true;

	for (const char *at = one->findings.bytes;
	     at && sscanf(at, "%15s %63s %u %n", severity, code, &line, &used) == 3; at += used) {
		if (!has_finding(findings, severity, code, line))
			all = fails(one, "no such finding", code);
	}
	return all;
}

/* Strict reading refuses what the converter refuses, by the same code. */
static bool check_codes(const struct one_case *one, const struct findings *findings)
{
	bool refused = strstr(one->expected.bytes, "\"errors\"") != NULL, found = false;
	const char *at = strstr(one->expected.bytes, "\"errorCode\" : ");
	int code = at ? (int)strtol(at + 14, NULL, 10) : 0;

	for (size_t i = 0; i < findings->length; i++) {
		const struct finding *finding = &findings->items[i];

		if (!refused && finding->severity == FINDING_ERROR)
			return fails(one, "an error though CMS takes it", finding->message);
		found = found || finding->cms_code == code;
	}
	return !refused || found || fails(one, "no finding of CMS's code", at);
}

static bool check_reading(const struct one_case *one)
{
	struct qrda3_read_options options = { .year = one->year };
	struct qrda3_reading reading = { 0 };
	enum qrda3_status status = qrda3_read(one->input.bytes, one->input.length, &options, &reading);
	bool same = status == QRDA3_OK;

	if (!same)
		fails(one, "reading", qrda3_strstatus(status));
	same = same && (one->strict.bytes == NULL || check_submission(one, &reading));
	same = check_findings(one, &reading.findings) && same;
	same = check_codes(one, &reading.findings) && same;
	qrda3_reading_free(&reading);
	return same;
}

static bool run(const char *name)
{
	struct one_case one = { .name = name };
	struct text year = read_text(name, "year");
	bool passed;

	one.input = read_text(name, "input.xml");
	one.expected = read_text(name, "expected.json");
	one.strict = read_text(name, "strict.json");
	one.findings = read_text(name, "findings");
	one.year = year.bytes ? (int)strtol(year.bytes, NULL, 10) : 0;
	passed = one.input.bytes != NULL && one.expected.bytes != NULL && check_answer(&one);
	passed = passed && check_reading(&one);
	free(year.bytes);
	free(one.input.bytes);
	free(one.expected.bytes);
	free(one.strict.bytes);
	free(one.findings.bytes);
	return passed;
}

static int is_case(const struct dirent *entry)
{
	return entry->d_type == DT_DIR && entry->d_name[0] != '.';
}

int main(void)
{
	struct dirent **names;
	int count = scandir(TEST_DATA "/qrda3", &names, is_case, alphasort);
	unsigned passed = 0, failed = 0;

	for (int i = 0; i < count; i++) {
		if (run(names[i]->d_name))
			passed++;
		else
			failed++;
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	printf("%u passed, %u failed\n", passed, failed);
	return failed > 0 || passed == 0;
}
