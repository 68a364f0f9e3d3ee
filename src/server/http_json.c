/* http_json.c - JSON bodies, in and out. */
#include "server/http_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t json_text_depth(const char *text, size_t length)
{
	size_t depth = 0, deepest = 0;
	bool in_string = false;

	for (size_t i = 0; i < length; i++) {
		if (in_string) {
			if (text[i] == '\\')
				i++;
			else if (text[i] == '"')
				in_string = false;
		} else if (text[i] == '"') {
			in_string = true;
		} else if (text[i] == '{' || text[i] == '[') {
			if (++depth > deepest)
				deepest = depth;
		} else if ((text[i] == '}' || text[i] == ']') && depth > 0) {
			depth--;
		}
	}
	return deepest;
}

static void refuse(struct http_response *response, const json_error_t *error)
{
	bool twice = json_error_code(error) == json_error_duplicate_key;
	char detail[120];

	snprintf(detail, sizeof detail, "%s at line %d, column %d.",
	         twice ? "A member of the JSON is there twice," : "The body is not valid JSON", error->line,
	         error->column);
	http_problem(response, 400, twice ? "duplicateMember" : "invalidJson", detail,
	             twice ? "Send each member once." : "Correct the JSON and send it again.");
}

json_t *http_read_json(const struct http_request *request, struct http_response *response)
{
	json_error_t error;
	json_t *value;

	if (!http_has_type(request, "application/json")) {
		http_problem(response, 415, "notJson", "The body was not sent as JSON.",
		             "Send JSON with the header Content-Type: application/json.");
		return NULL;
	}
	if (json_text_depth(request->body, request->body_length) > HTTP_JSON_DEPTH_MAX) {
		http_problem(response, 400, "jsonTooDeep", "The JSON is nested too deep.",
		             "Use at most 64 levels of arrays and objects.");
		return NULL;
	}
	value = json_loadb(request->body, request->body_length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY,
	                   &error);
	if (value == NULL)
		refuse(response, &error);
	return value;
}

void http_answer_json(struct http_response *response, int status, json_t *value)
{
	char *text = value == NULL ? NULL : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

	json_decref(value);
	http_answer_owned(response, status, "application/json", text, text == NULL ? 0 : strlen(text));
}
