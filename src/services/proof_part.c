/* proof_part.c - see proof_part.h. */
#include "services/proof_part.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static bool is_among(const char *word, const char *words)
{
	size_t length = strlen(word);

	for (const char *place = words; length && (place = strstr(place, word)) != NULL; place++)
		if ((place == words || place[-1] == ' ') && (place[length] == ' ' || place[length] == '\0'))
			return true;
	return false;
}

void body_members(const struct op_call *call, struct op_reply *reply, const char *known)
{
	const char *key;
	json_t *value;

	if (!json_is_object(call->body)) {
		op_problem(reply, 422, "invalid", "", "The request must bring a JSON object.");
		return;
	}
	json_object_foreach ((json_t *)call->body, key, value) {
		char path[100];

		snprintf(path, sizeof path, "/%.90s", key);
		if (!is_among(key, known))
			op_error(reply, path, "unknownField", "This is not known here.");
	}
}

int64_t body_version(const struct op_call *call, struct op_reply *reply)
{
	int64_t version;

	if (!json_object_get(call->body, "version")) {
		op_error(reply, "/version", "missing", "Say which version this is based on.");
		return -1;
	}
	version = op_body_int(call, reply, "version", -1);
	if (version < 0 && !op_failed(reply))
		op_error(reply, "/version", "badValue", "A version is 0 or more.");
	return version;
}

bool body_truth(const struct op_call *call, struct op_reply *reply, const char *member, bool fallback)
{
	const json_t *value = json_object_get(call->body, member);
	char path[80];

	if (!value)
		return fallback;
	if (json_is_boolean(value))
		return json_is_true(value);
	snprintf(path, sizeof path, "/%s", member);
	op_error(reply, path, "badType", "This must be true or false.");
	return fallback;
}

mipsia_date body_day(const struct op_call *call, struct op_reply *reply, const char *member)
{
	const char *text = op_body_text(call, reply, member, 10, true);
	mipsia_date date = text ? mipsia_date_parse(text, strlen(text)) : MIPSIA_DATE_UNKNOWN;
	char path[80];

	if (text && date == MIPSIA_DATE_UNKNOWN) {
		snprintf(path, sizeof path, "/%s", member);
		op_error(reply, path, "badDate", "This must be a day, as in 2026-10-03.");
	}
	return date;
}

void say_conflict(struct op_reply *reply, json_t *current, const char *by, const char *at)
{
	op_problem(reply, 409, "conflict", "Look at what is there now, and enter your change again.",
	           "%s changed this in the meantime.", by ? by : "Somebody");
	op_problem_set(reply, "current", current ? current : json_null());
	if (by)
		op_problem_set(reply, "changedBy", json_string(by));
	if (at)
		op_problem_set(reply, "changedAt", json_string(at));
}

size_t characters_in(const char *text)
{
	size_t length = 0;

	for (; *text; text++)
		length += ((unsigned char)*text & 0xc0) != 0x80;
	return length;
}

bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

void put_text(char *out, size_t size, const char *format, ...)
{
	va_list arguments;
	size_t at = size - 1;
	int length;

	va_start(arguments, format);
	length = vsnprintf(out, size, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length < size)
		return;
	while (at > 0 && ((unsigned char)out[at - 1] & 0xc0) == 0x80)
		at--;
	out[at > 0 ? at - 1 : 0] = '\0'; /* a character that may be whole goes with it */
}

void moment_text(int64_t milliseconds, char out[MOMENT_TEXT])
{
	time_t seconds = (time_t)(milliseconds / 1000);
	struct tm parts = { 0 };

	gmtime_r(&seconds, &parts);
	snprintf(out, MOMENT_TEXT, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", parts.tm_year + 1900,
	         parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
	         (int)(milliseconds % 1000));
}
