/* body.c - see body.h. */
#include "services/body.h"

#include <stdio.h>
#include <string.h>

#define FIRST_DAY_YEAR 1900
#define LAST_DAY_YEAR 2199

bool body_begin(struct body *body, const struct op_call *call, struct op_reply *reply)
{
	*body = (struct body){ .reply = reply, .object = call->body };
	if (json_is_object(call->body))
		return true;
	op_problem(reply, 422, "invalid", "", "The request must bring a JSON object.");
	return false;
}

bool body_element(struct body *out, const struct body *body, const char *member, size_t index)
{
	*out = (struct body){ .reply = body->reply,
		              .object = json_array_get(json_object_get(body->object, member), index) };
	snprintf(out->at, sizeof(out->at), "%.60s/%.60s/%zu", body->at, member, index);
	if (json_is_object(out->object))
		return true;
	body_error(out, NULL, "badType", "This must be an object.");
	return false;
}

void body_error(const struct body *body, const char *member, const char *code, const char *message)
{
	char pointer[BODY_POINTER + 84];

	snprintf(pointer, sizeof(pointer), "%s%s%.80s", body->at, member ? "/" : "", member ? member : "");
	op_error(body->reply, pointer, code, "%s", message);
}

static bool is_known(const char *member, const char *const *known)
{
	for (; *known; known++) {
		if (strcmp(member, *known) == 0)
			return true;
	}
	return false;
}

void body_know(const struct body *body, const char *const *known)
{
	const char *member;
	json_t *value;

	json_object_foreach ((json_t *)body->object, member, value) {
		if (!is_known(member, known))
			body_error(body, member, "unknownField", "mipsia knows no such field here.");
	}
}

bool body_has(const struct body *body, const char *member)
{
	const json_t *value = json_object_get(body->object, member);

	return value && !json_is_null(value);
}

/* ------------------------------------------------------------------------ text */

/* NULL after an error. */
static const char *text_of(const struct body *body, const char *member, size_t max)
{
	const json_t *value = json_object_get(body->object, member);
	char message[80];

	if (!json_is_string(value)) {
		body_error(body, member, "badType", "This must be text.");
		return NULL;
	}
	if (strlen(json_string_value(value)) != json_string_length(value)) {
		body_error(body, member, "badCharacter", "This has a character that cannot be kept.");
		return NULL;
	}
	if (op_characters(json_string_value(value)) <= max)
		return json_string_value(value);
	snprintf(message, sizeof(message), "This is longer than %zu characters; please shorten it.", max);
	body_error(body, member, "tooLong", message);
	return NULL;
}

static bool has_control(const char *text, const char *allowed)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c < ' ' || c == 127) && !strchr(allowed, *text))
			return true;
	}
	return false;
}

bool body_line(const struct body *body, const char *member, size_t max, bool needed, char *out)
{
	const char *text;
	size_t length;

	*out = '\0';
	if (!body_has(body, member)) {
		if (needed)
			body_error(body, member, "missing", "Please fill this in.");
		return false;
	}
	text = text_of(body, member, max);
	if (!text)
		return false;
	text += strspn(text, " \t\r\n");
	length = strlen(text);
	while (length > 0 && strchr(" \t\r\n", text[length - 1]))
		length--;
	memcpy(out, text, length);
	out[length] = '\0';
	if (has_control(out, "")) {
		body_error(body, member, "badCharacter", "This must be one line of plain text.");
		return false;
	}
	if (length == 0 && needed)
		body_error(body, member, "missing", "Please fill this in.");
	return length > 0 || !needed;
}

bool body_name(const struct body *body, const char *member, size_t max, bool needed, char *out)
{
	*out = '\0';
	if (!needed && !json_object_get(body->object, member))
		return false;
	return body_line(body, member, max, true, out);
}

const char *body_text(const struct body *body, const char *member, size_t max)
{
	const char *text = body_has(body, member) ? text_of(body, member, max) : NULL;

	if (!text || !has_control(text, "\t\r\n"))
		return text;
	body_error(body, member, "badCharacter", "This has a character that cannot be kept.");
	return NULL;
}

/* ---------------------------------------------------------------------- others */

void body_flag(const struct body *body, const char *member, bool *out)
{
	const json_t *value = json_object_get(body->object, member);

	if (!body_has(body, member))
		return;
	if (json_is_boolean(value))
		*out = json_is_true(value);
	else
		body_error(body, member, "badType", "This must be true or false.");
}

void body_number(const struct body *body, const char *member, int64_t least, int64_t most, int64_t *out)
{
	const json_t *value = json_object_get(body->object, member);
	char message[96];

	if (!body_has(body, member))
		return;
	if (json_is_integer(value) && json_integer_value(value) >= least &&
	    json_integer_value(value) <= most) {
		*out = json_integer_value(value);
		return;
	}
	snprintf(message, sizeof(message), "This must be a whole number from %lld to %lld.", (long long)least,
	         (long long)most);
	body_error(body, member, json_is_integer(value) ? "outOfRange" : "badType", message);
}

void body_day(const struct body *body, const char *member, mipsia_date *out)
{
	const json_t *value = json_object_get(body->object, member);

	*out = MIPSIA_DATE_UNKNOWN;
	if (!body_has(body, member))
		return;
	if (json_is_string(value))
		*out = mipsia_date_parse(json_string_value(value), json_string_length(value));
	if (*out >= mipsia_date_make(FIRST_DAY_YEAR, 1, 1) && *out <= mipsia_date_make(LAST_DAY_YEAR, 12, 31))
		return;
	*out = MIPSIA_DATE_UNKNOWN;
	body_error(body, member, "badDate", "This must be a day, as 2026-01-31.");
}

const json_t *body_array(const struct body *body, const char *member, size_t most)
{
	const json_t *value = json_object_get(body->object, member);
	char message[80];

	if (!body_has(body, member))
		return NULL;
	if (!json_is_array(value)) {
		body_error(body, member, "badType", "This must be a list.");
		return NULL;
	}
	if (json_array_size(value) <= most)
		return value;
	snprintf(message, sizeof(message), "These are more than %zu; please leave some out.", most);
	body_error(body, member, "tooMany", message);
	return NULL;
}

int64_t body_version(const struct body *body)
{
	int64_t version = -1;

	if (!body_has(body, "version"))
		body_error(body, "version", "missing", "The version that you saw must be named.");
	body_number(body, "version", 0, INT64_MAX, &version);
	return version;
}
