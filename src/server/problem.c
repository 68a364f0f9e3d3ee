/* problem.c - refusals as application/problem+json (RFC 9457). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/outbuf.h"
#include "server/http.h"

#define PROBLEM_MAX 16384 /* bytes of one */

static void put_member(struct outbuf *out, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	outbuf_format(out, ",\"%s\":", name);
	outbuf_json_string(out, value);
}

void http_problem(struct http_response *response, int status, const char *code, const char *detail,
                  const char *remedy)
{
	struct outbuf out = { .limit = PROBLEM_MAX };

	outbuf_literal(&out, "{\"type\":\"about:blank\",\"title\":");
	outbuf_json_string(&out, http_reason(status));
	outbuf_format(&out, ",\"status\":%d", status);
	put_member(&out, "code", code);
	put_member(&out, "detail", detail);
	put_member(&out, "remedy", remedy);
	outbuf_literal(&out, "}\n");
	if (out.failed) {
		outbuf_free(&out);
		http_answer_empty(response, status);
		return;
	}
	http_answer_owned(response, status, "application/problem+json", out.bytes, out.length);
}

void http_method_refused(const struct http_request *request, struct http_response *response,
                         http_methods allowed)
{
	char list[80] = "";
	size_t length = 0;

	if (allowed & HTTP_ALLOWS(HTTP_GET))
		allowed |= HTTP_ALLOWS(HTTP_HEAD);
	allowed |= HTTP_ALLOWS(HTTP_OPTIONS);
	for (unsigned method = HTTP_GET; method < HTTP_OTHER; method++)
		if (allowed & HTTP_ALLOWS(method))
			length += (size_t)snprintf(list + length, sizeof list - length, "%s%s",
			                           length > 0 ? ", " : "", http_method_name(method));
	if (request->method == HTTP_OPTIONS)
		http_answer_empty(response, 204);
	else
		http_problem(response, 405, "methodNotAllowed", "This address does not take that method.",
		             "See the Allow header for those that it takes.");
	http_add_header(response, "Allow", list);
}
