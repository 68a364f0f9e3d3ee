/*
 * operation.c - roles, replies and problems; see operation.h.
 */
#include "services/operation.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "formats/identifier.h"

/* ----------------------------------------------------------------------- roles */

static const char *const role_names[ROLE_END] = { "viewer",   "dataEntry",     "reviewer",
	                                          "attester", "administrator", "auditor" };

static const bool permissions[ROLE_END][CAN_ANYTHING] = {
	[ROLE_VIEWER] = { [CAN_READ] = true },
	[ROLE_DATA_ENTRY] = { [CAN_READ] = true, [CAN_RECORD] = true },
	[ROLE_REVIEWER] = { [CAN_READ] = true, [CAN_REVIEW] = true },
	[ROLE_ATTESTER] = { [CAN_READ] = true,
	                    [CAN_RECORD] = true,
	                    [CAN_REVIEW] = true,
	                    [CAN_ATTEST] = true },
	[ROLE_ADMINISTRATOR] = { [CAN_READ] = true,
	                         [CAN_RECORD] = true,
	                         [CAN_REVIEW] = true,
	                         [CAN_ATTEST] = true,
	                         [CAN_MANAGE] = true,
	                         [CAN_GOVERN] = true },
	[ROLE_AUDITOR] = { [CAN_READ] = true },
};

const char *role_name(enum role role)
{
	return (unsigned)role < ROLE_END ? role_names[role] : NULL;
}

enum role role_find(const char *name)
{
	int role = 0;

	while (role < ROLE_END && strcmp(name, role_names[role]) != 0)
		role++;
	return (enum role)role;
}

bool role_allows(enum role role, enum capability capability)
{
	if (capability == CAN_ANYTHING)
		return true;
	return (unsigned)role < ROLE_END && permissions[role][capability];
}

/* ----------------------------------------------------------------------- calls */

const char *op_query(const struct op_call *call, const char *name)
{
	const char *text = json_string_value(json_object_get(call->query, name));

	return text ? text : "";
}

/* Of UTF-8, whose bytes 10xxxxxx go on with a character. */
size_t op_characters(const char *text)
{
	size_t length = 0;

	for (; *text; text++)
		length += ((unsigned char)*text & 0xC0) != 0x80;
	return length;
}

const char *op_body_text(const struct op_call *call, struct op_reply *reply, const char *member, size_t max,
                         bool needed)
{
	const json_t *value = json_object_get(call->body, member);
	char path[80];

	snprintf(path, sizeof(path), "/%s", member);
	if (!value || json_is_null(value)) {
		if (needed)
			op_error(reply, path, "missing", "Please fill this in.");
		return NULL;
	}
	if (!json_is_string(value)) {
		op_error(reply, path, "badType", "This must be text.");
		return NULL;
	}
	if (op_characters(json_string_value(value)) > max) {
		op_error(reply, path, "tooLong", "This is longer than %zu characters; please shorten it.",
		         max);
		return NULL;
	}
	if (needed && strspn(json_string_value(value), " \t\r\n") == json_string_length(value)) {
		op_error(reply, path, "missing", "Please fill this in.");
		return NULL;
	}
	return json_string_value(value);
}

int64_t op_body_int(const struct op_call *call, struct op_reply *reply, const char *member, int64_t fallback)
{
	const json_t *value = json_object_get(call->body, member);
	char path[80];

	if (!value || json_is_null(value))
		return fallback;
	if (json_is_integer(value))
		return json_integer_value(value);
	snprintf(path, sizeof(path), "/%s", member);
	op_error(reply, path, "badType", "This must be a whole number.");
	return fallback;
}

/* --------------------------------------------------------------------- replies */

static void drop_content(struct op_reply *reply)
{
	json_decref(reply->json);
	free(reply->bytes);
	reply->json = NULL;
	reply->bytes = NULL;
	reply->length = 0;
}

void op_answer(struct op_reply *reply, int status, json_t *json)
{
	drop_content(reply);
	reply->status = status;
	reply->json = json;
}

static const char *title_of(int status)
{
	switch (status) {
	case 400:
		return "The request cannot be read";
	case 401:
		return "Please sign in";
	case 403:
		return "Not allowed";
	case 404:
		return "Not found";
	case 409:
		return "Not possible as things are";
	case 413:
		return "Too large";
	case 422:
		return "Something is not right";
	case 429:
		return "Too many attempts";
	case 501:
		return "Not there yet";
	case 503:
		return "Not possible just now";
	case 507:
		return "No room left";
	default:
		return status < 500 ? "Not possible" : "Something went wrong";
	}
}

static json_t *problem(int status, const char *code, const char *detail, const char *remedy)
{
	json_t *json = json_pack("{s:s, s:s, s:i, s:s, s:s}", "type", "about:blank", "title",
	                         title_of(status), "status", status, "code", code, "detail", detail);

	if (remedy && *remedy)
		json_object_set_new(json, "remedy", json_string(remedy));
	return json;
}

void op_problem(struct op_reply *reply, int status, const char *code, const char *remedy, const char *detail,
                ...)
{
	char text[1024], shown[1024]; /* names in it may be anything, also a TIN */
	va_list arguments;

	va_start(arguments, detail);
	vsnprintf(text, sizeof(text), detail, arguments);
	va_end(arguments);
	identifier_scrub(text, shown, sizeof(shown));
	op_answer(reply, status, problem(status, code, shown, remedy));
}

void op_error(struct op_reply *reply, const char *path, const char *code, const char *message, ...)
{
	char text[512], shown[512];
	va_list arguments;
	json_t *errors;

	va_start(arguments, message);
	vsnprintf(text, sizeof(text), message, arguments);
	va_end(arguments);
	identifier_scrub(text, shown, sizeof(shown));
	if (!op_failed(reply))
		op_problem(reply, 422, "invalid", "Correct what is marked, and try again.",
		           "Some of what was entered is not right.");
	errors = json_object_get(reply->json, "errors");
	if (!errors) {
		errors = json_array();
		json_object_set_new(reply->json, "errors", errors);
	}
	json_array_append_new(errors,
	                      json_pack("{s:s, s:s, s:s}", "path", path, "code", code, "message", shown));
}

void op_problem_set(struct op_reply *reply, const char *member, json_t *value)
{
	json_object_set_new(reply->json, member, value);
}

static int status_of(enum store_status status)
{
	switch (status) {
	case STORE_CONSTRAINT:
		return 409;
	case STORE_FULL:
		return 507;
	case STORE_BUSY:
	case STORE_READ_ONLY:
	case STORE_IO:
	case STORE_MEMORY:
		return 503;
	default:
		return 500;
	}
}

static const char *code_of(enum store_status status)
{
	switch (status) {
	case STORE_CONSTRAINT:
		return "conflict";
	case STORE_FULL:
		return "diskFull";
	case STORE_READ_ONLY:
		return "readOnly";
	case STORE_BUSY:
		return "busy";
	case STORE_IO:
		return "diskFailed";
	case STORE_MEMORY:
		return "outOfMemory";
	default:
		return "internal";
	}
}

bool op_stored(struct op_reply *reply, enum store_status status)
{
	if (status == STORE_OK)
		return true;
	op_problem(reply, status_of(status), code_of(status), "", "%s", store_strstatus(status));
	return false;
}

bool op_failed(const struct op_reply *reply)
{
	return reply->status >= 400;
}

/* ----------------------------------------------------------------------- others */

void op_new_id(const char *prefix, char out[32])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char random[16];
	char text[sizeof(random) + 1];

	randombytes_buf(random, sizeof(random));
	for (size_t i = 0; i < sizeof(random); i++)
		text[i] = letters[random[i] % 32];
	text[sizeof(random)] = '\0';
	snprintf(out, 32, "%.10s_%s", prefix, text);
}
