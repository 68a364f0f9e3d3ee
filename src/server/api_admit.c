/*
 * api_admit.c - what a request is, as soon as its headers are there.
 */
#include <string.h>
#include <strings.h>

#include "server/api.h"
#include "server/api_parts.h"
#include "server/pages.h"
#include "server/routes.h"

bool api_add_host(struct api *api, const char *host)
{
	if (api->hosts_length == API_HOSTS_MAX || strlen(host) >= sizeof(api->hosts[0]))
		return false;
	strncpy(api->hosts[api->hosts_length], host, sizeof(api->hosts[0]) - 1);
	api->hosts_length++;
	return true;
}

/* A name that is not ours: a page elsewhere that made its own name point here. */
static bool is_our_host(const struct api *api, const char *host)
{
	for (int i = 0; i < api->hosts_length; i++) {
		if (strcasecmp(host, api->hosts[i]) == 0)
			return true;
	}
	return api->hosts_length == 0;
}

/* "https://host:port" of the page that asks must be this server. */
static bool is_our_origin(const struct api *api, const struct http_request *request)
{
	const char *origin = http_header(request, "Origin");
	const char *site = http_header(request, "Sec-Fetch-Site");
	const char *host;

	if (site && strcmp(site, "cross-site") == 0)
		return false;
	if (site && strcmp(site, "same-site") == 0)
		return false;
	if (!origin)
		return true;
	host = strstr(origin, "://");
	return host && strncmp(origin, api->secure ? "https" : "http", (size_t)(host - origin)) == 0 &&
	       strcasecmp(host + 3, request->host) == 0;
}

static bool admit_route(struct api *api, const struct http_request *request, struct http_admission *admission,
                        struct http_response *response)
{
	const struct route *route;
	http_methods allowed;

	switch (route_find(request->method, request->path, &route, &allowed)) {
	case ROUTE_NONE:
		http_problem(response, 404, "notFound", "There is nothing at this address.",
		             "Look at docs/openapi.yaml for what there is.");
		return false;
	case ROUTE_OTHER_METHOD:
		admission->route = route->pattern;
		http_method_refused(request, response, allowed);
		return false;
	case ROUTE_FOUND:
		break;
	}
	admission->route = route->pattern;
	admission->data = route;
	if (!is_our_origin(api, request)) {
		http_problem(response, 403, "otherSite", "Another web page asked for this.",
		             "Open mipsia itself, by the address that it printed when it started.");
		return false;
	}
	if (!route->open && !(http_header(request, API_TOKEN_HEADER) && http_cookie(request, api->cookie))) {
		http_problem(response, 401, "signIn", "Nobody is signed in here.", "Sign in, and try again.");
		return false;
	}
	if (request->method != HTTP_GET && request->method != HTTP_HEAD)
		admission->body_max = route->kind == ROUTE_FILE ? API_FILE_MAX : HTTP_JSON_MAX;
	admission->spool = route->kind == ROUTE_FILE;
	return true;
}

static enum http_decision admit_health(struct api *api, const struct http_request *request,
                                       struct http_response *response)
{
	if (strcmp(request->path, "/metrics") == 0)
		api_answer_metrics(api, request, response);
	else
		api_answer_health(response);
	return HTTP_ANSWER;
}

enum http_decision api_admit(void *payload, const struct http_request *request,
                             struct http_admission *admission, struct http_response *response)
{
	struct api *api = payload;

	if (!is_our_host(api, request->host)) {
		http_problem(response, 403, "otherHost", "This server does not go by that name.",
		             "Use the address that mipsia printed when it started, or start it with --host "
		             "and the name.");
		return HTTP_ANSWER;
	}
	if (strncmp(request->path, "/api/", 5) == 0)
		return admit_route(api, request, admission, response) ? HTTP_WORK : HTTP_ANSWER;
	if (strncmp(request->path, "/calendar/", 10) == 0) {
		admission->route = "/calendar/{token}";
		if (request->method == HTTP_GET || request->method == HTTP_HEAD)
			return HTTP_WORK;
		http_method_refused(request, response, HTTP_ALLOWS_READ);
		return HTTP_ANSWER;
	}
	if (strcmp(request->path, "/healthz") == 0 || strcmp(request->path, "/metrics") == 0) {
		admission->route = request->path[1] == 'h' ? "/healthz" : "/metrics";
		return admit_health(api, request, response);
	}
	admission->route = "(page)";
	pages_answer(request, response);
	return HTTP_ANSWER;
}
