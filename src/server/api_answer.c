/*
 * api_answer.c - an operation's reply as an HTTP answer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mipsia/mipsia.h"
#include "server/api_parts.h"

/* Bytes of the single user's cookie live a week; others as long as the browser. */
#define SINGLE_USER_SECONDS (7 * 24 * 3600)

static void set_cookie(const struct api *api, const char *value, bool end, struct http_response *response)
{
	char age[40] = "";
	char header[256];

	if (end)
		snprintf(age, sizeof(age), "; Max-Age=0");
	else if (api->bench->single_user)
		snprintf(age, sizeof(age), "; Max-Age=%d", SINGLE_USER_SECONDS);
	snprintf(header, sizeof(header), "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s", api->cookie, value,
	         api->secure ? "; Secure" : "", age);
	http_add_header(response, "Set-Cookie", header);
}

static void add_disposition(const struct op_reply *reply, struct http_response *response)
{
	char header[256];

	if (!reply->file_name[0])
		return;
	snprintf(header, sizeof(header), "attachment; filename=\"%s\"", reply->file_name);
	http_add_header(response, "Content-Disposition", header);
}

static void answer_json(struct op_reply *reply, const struct http_request *request,
                        struct http_response *response)
{
	bool problem = reply->status >= 400;
	char *text;

	if (problem)
		json_object_set_new(reply->json, "requestId", json_string(request->id));
	text = json_dumps(reply->json, JSON_COMPACT);
	if (!text) {
		http_problem(response, 503, "outOfMemory", "The server has not enough memory for this.",
		             "Try again later.");
		return;
	}
	http_answer_owned(response, reply->status,
	                  problem ? "application/problem+json" : "application/json; charset=utf-8", text,
	                  strlen(text));
}

static void answer_file(struct op_reply *reply, struct http_response *response)
{
	struct stat status;

	if (fstat(reply->fd, &status) != 0) {
		close(reply->fd);
		http_problem(response, 503, "diskFailed", "The file cannot be read from the server's disk.",
		             "");
		return;
	}
	http_answer_file(response, reply->status, reply->type ? reply->type : "application/octet-stream",
	                 reply->fd, (uint64_t)status.st_size);
}

void api_answer(const struct api *api, const struct http_request *request, struct op_reply *reply,
                struct http_response *response)
{
	if (reply->json) {
		answer_json(reply, request, response);
		json_decref(reply->json);
		free(reply->bytes);
		if (reply->has_file)
			close(reply->fd);
	} else if (reply->has_file) {
		free(reply->bytes);
		answer_file(reply, response);
	} else if (reply->bytes) {
		http_answer_owned(response, reply->status,
		                  reply->type ? reply->type : "application/octet-stream", reply->bytes,
		                  reply->length);
	} else {
		http_answer_empty(response, reply->status ? reply->status : 500);
	}
	add_disposition(reply, response);
	if (reply->set_session[0])
		set_cookie(api, reply->set_session, false, response);
	else if (reply->end_session)
		set_cookie(api, "", true, response);
}

void api_answer_health(struct http_response *response)
{
	static const char text[] = "ok\n";

	http_answer_static(response, 200, "text/plain; charset=utf-8", text, sizeof(text) - 1);
}

/* Behind a proxy everybody comes from this machine; whom it speaks for, it tells. */
static bool is_local(const struct api *api, const struct http_request *request)
{
	if (api->behind_proxy && http_header(request, "X-Forwarded-For"))
		return false;
	return strcmp(request->peer, "127.0.0.1") == 0 || strcmp(request->peer, "::1") == 0;
}

void api_answer_metrics(struct api *api, const struct http_request *request, struct http_response *response)
{
	struct outbuf out = { .limit = 1 << 20 };

	if (!is_local(api, request)) {
		http_problem(response, 404, "notFound", "There is nothing at this address.", "");
		return;
	}
	http_server_metrics(api->server, &out);
	if (out.failed) {
		outbuf_free(&out);
		http_problem(response, 503, "outOfMemory", "The server has not enough memory for this.", "");
		return;
	}
	http_answer_owned(response, 200, "text/plain; version=0.0.4", out.bytes, out.length);
}
