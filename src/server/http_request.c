/* http_request.c - look-ups in a request. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/http.h"

const char *http_header(const struct http_request *request, const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < request->headers_length; i++)
		if (request->headers[i].name_length == length &&
		    strncasecmp(request->headers[i].name, name, length) == 0)
			return request->headers[i].value;
	return NULL;
}

static const char *find(const struct http_field *fields, size_t length, const char *name)
{
	for (size_t i = 0; i < length; i++)
		if (strcmp(fields[i].name, name) == 0)
			return fields[i].value;
	return NULL;
}

const char *http_query(const struct http_request *request, const char *name)
{
	return find(request->query, request->query_length, name);
}

const char *http_cookie(const struct http_request *request, const char *name)
{
	return find(request->cookies, request->cookies_length, name);
}

/* Characters up to a delimiter, without the spaces after them. */
static size_t trimmed(const char *text, const char *delimiters)
{
	size_t n = strcspn(text, delimiters);

	while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
		n--;
	return n;
}

bool http_has_type(const struct http_request *request, const char *type)
{
	const char *value = http_header(request, "Content-Type");
	size_t n;

	if (value == NULL)
		return false;
	n = trimmed(value, ";");
	return n == strlen(type) && strncasecmp(value, type, n) == 0;
}

/* One member of a list of entity tags; weak and strong ones compare alike. */
static bool names_etag(const char *member, size_t length, const char *etag)
{
	if (length == 1 && *member == '*')
		return true;
	if (length > 2 && member[0] == 'W' && member[1] == '/') {
		member += 2;
		length -= 2;
	}
	if (strncmp(etag, "W/", 2) == 0)
		etag += 2;
	return length == strlen(etag) && memcmp(member, etag, length) == 0;
}

bool http_matches_etag(const struct http_request *request, const char *etag)
{
	const char *at = http_header(request, "If-None-Match");

	while (at != NULL && *at != '\0') {
		at += strspn(at, " \t,");
		if (names_etag(at, trimmed(at, ","), etag))
			return true;
		at += strcspn(at, ",");
	}
	return false;
}

/* ";q=0", ";q=0.000": the client does not want it. */
static bool is_unwanted(const char *parameters)
{
	const char *q = parameters + strspn(parameters, "; \t");

	if ((q[0] != 'q' && q[0] != 'Q') || q[1] != '=')
		return false;
	q += 2;
	return q[0] == '0' && strspn(q + 1, ".0") == trimmed(q + 1, ",");
}

bool http_accepts_gzip(const struct http_request *request)
{
	const char *at = http_header(request, "Accept-Encoding");
	bool any = false;

	while (at != NULL && *at != '\0') {
		size_t n;
		bool wanted;

		at += strspn(at, " \t,");
		n = trimmed(at, ",;");
		wanted = !is_unwanted(at + strcspn(at, ",;"));
		if (n == 4 && strncasecmp(at, "gzip", 4) == 0)
			return wanted;
		if (n == 1 && *at == '*')
			any = wanted;
		at += strcspn(at, ",");
	}
	return any;
}
