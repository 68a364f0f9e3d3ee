/* http_json.h - JSON bodies, in and out. */
#ifndef MIPSIA_SERVER_HTTP_JSON_H
#define MIPSIA_SERVER_HTTP_JSON_H

#include <jansson.h>

#include "server/http.h"

#define HTTP_JSON_DEPTH_MAX 64 /* arrays and objects within one another */

/* The body as JSON, a new reference; or NULL after filling the answer: 415 when it is
 * not sent as application/json, 400 when it is not JSON, is nested too deep or has a
 * member twice. The answer says where, and repeats nothing of the body. */
json_t *http_read_json(const struct http_request *request, struct http_response *response);

/* Answers with a value, whose reference it takes. NULL fails: 500. */
void http_answer_json(struct http_response *response, int status, json_t *value);

/* Deepest nesting of arrays and objects in a text that may or may not be JSON. */
size_t json_text_depth(const char *text, size_t length);

#endif
