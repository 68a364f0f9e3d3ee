/*
 * api_handle.c - a request becomes a call of an operation, in a worker's thread.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/api_parts.h"
#include "server/routes.h"
#include "services/operations.h"

struct worker {
	const struct api *api;
	struct gate *gate;
};

void *api_begin(void *payload, unsigned number)
{
	struct worker *worker = calloc(1, sizeof(*worker));
	char message[WORKBENCH_MESSAGE];

	(void)number;
	if (!worker)
		return NULL;
	worker->api = payload;
	worker->gate = gate_open(worker->api->bench, message);
	if (worker->gate)
		return worker;
	fprintf(stderr, "mipsia: serve: %s\n", message);
	free(worker);
	return NULL;
}

void api_end(void *state)
{
	struct worker *worker = state;

	gate_close(worker->gate);
	free(worker);
}

const char *api_spool_folder(const struct workbench *bench)
{
	return gate_incoming(bench);
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* Who is at the other end: behind a proxy the address that it tells, which limits of
 * sign-in are counted by. */
static const char *peer_of(const struct api *api, const struct http_request *http)
{
	const char *told = api->behind_proxy ? http_header(http, "X-Forwarded-For") : NULL;
	unsigned char bytes[sizeof(struct in6_addr)];

	if (told && (inet_pton(AF_INET, told, bytes) == 1 || inet_pton(AF_INET6, told, bytes) == 1))
		return told;
	return http->peer;
}

/* What the gate needs from the request, but for body and query. */
static void fill_request(const struct api *api, const struct http_request *http, const struct route *route,
                         const struct route_values *values, struct gate_request *request)
{
	request->run = route->run;
	request->capability = route->capability;
	request->open = route->open;
	request->writes = route->kind != ROUTE_READ;
	request->cookie = or_empty(http_cookie(http, api->cookie));
	request->token = or_empty(http_header(http, API_TOKEN_HEADER));
	request->practice_id = values->has_practice ? values->practice : NULL;
	request->year = values->has_year ? values->year : NULL;
	for (int i = 0; i < values->others; i++)
		request->param[i] = values->other[i];
	request->peer = peer_of(api, http);
}

static void pass(struct worker *worker, const struct http_request *http, struct gate_request *request,
                 struct http_response *response)
{
	struct op_reply reply = { .status = 0 };
	json_t *query = api_query(http);

	request->query = query;
	gate_pass(worker->gate, request, &reply);
	json_decref(query);
	api_answer(worker->api, http, &reply, response);
}

static void handle_json(struct worker *worker, const struct http_request *http, struct gate_request *request,
                        struct http_response *response)
{
	json_t *body = NULL;

	if (http->body_length > 0) {
		body = api_body(http, response);
		if (!body)
			return;
	}
	request->body = body;
	pass(worker, http, request, response);
	json_decref(body);
}

static void handle_file(struct worker *worker, const struct http_request *http, struct gate_request *request,
                        struct http_response *response)
{
	struct api_upload upload;

	if (!api_take_upload(worker->api->bench, http, &upload, response))
		return;
	request->upload = &upload.upload;
	pass(worker, http, request, response);
	api_drop_upload(&upload);
}

/* "/calendar/TOKEN.ics": the token is the permission. */
static void handle_calendar(struct worker *worker, const struct http_request *http,
                            struct http_response *response)
{
	const char *token = http->path + strlen("/calendar/");
	char copy[128];
	struct gate_request request = { .run = op_get_calendar,
		                        .capability = CAN_ANYTHING,
		                        .open = true,
		                        .cookie = "",
		                        .token = "",
		                        .peer = http->peer };

	snprintf(copy, sizeof(copy), "%s", token);
	if (strlen(copy) > 4 && strcmp(copy + strlen(copy) - 4, ".ics") == 0)
		copy[strlen(copy) - 4] = '\0';
	request.param[0] = copy;
	pass(worker, http, &request, response);
}

void api_handle(void *state, const struct http_request *http, struct http_response *response)
{
	struct worker *worker = state;
	const struct route *route = http->route;
	struct gate_request request = { .run = NULL };
	struct route_values values;

	if (!route) {
		handle_calendar(worker, http, response);
		return;
	}
	route_read(route, http->path, &values);
	fill_request(worker->api, http, route, &values, &request);
	if (route->kind == ROUTE_FILE)
		handle_file(worker, http, &request, response);
	else
		handle_json(worker, http, &request, response);
}
