/*
 * fuzz_http_target.c - what our own code reads of a request: line by line of the input the
 * target, a Cookie header, a Content-Disposition header, lists in headers, any header, JSON.
 * Nothing that is let through may be of the kinds that http.h rules out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/framing.h"
#include "server/http_cookie.h"
#include "server/http_json.h"
#include "server/http_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static void check_field(const struct http_field *field)
{
	check(strlen(field->name) == field->name_length, "a name's length");
	check(strlen(field->value) == field->value_length, "a value's length");
}

static void read_target(char *text, size_t length, bool is_options)
{
	struct target target;

	if (target_parse(text, length, is_options, &target) != TARGET_OK)
		return;
	check(strlen(target.path) == target.path_length, "the path's length");
	check(target.path_length <= HTTP_PATH_MAX, "the path is too long");
	check(target.path[0] == '/' || (is_options && strcmp(target.path, "*") == 0), "the path's beginning");
	check(target_is_utf8(target.path, target.path_length), "the path is not UTF-8");
	check(strstr(target.path, "/../") == NULL && strstr(target.path, "/./") == NULL, "dots in the path");
	check(strchr(target.path, '\\') == NULL, "a backslash in the path");
	for (size_t i = 0; i < target.path_length; i++)
		check((unsigned char)target.path[i] >= ' ', "a control character in the path");
	check(target.query_length <= HTTP_QUERY_MAX, "too many parameters");
	for (size_t i = 0; i < target.query_length; i++) {
		check_field(&target.query[i]);
		check(target_is_utf8(target.query[i].value, target.query[i].value_length), "not UTF-8");
	}
	check(target.host == NULL || *target.host != '\0', "an empty host");
}

static void read_cookies(char *text)
{
	struct http_field cookies[HTTP_COOKIES_MAX];
	size_t length = cookies_parse(text, cookies, HTTP_COOKIES_MAX);

	check(length <= HTTP_COOKIES_MAX, "too many cookies");
	for (size_t i = 0; i < length; i++) {
		check_field(&cookies[i]);
		check(cookies[i].name_length > 0, "a cookie without a name");
	}
}

static void read_header(const char *name, const char *value)
{
	struct http_field header = { name, value, strlen(name), strlen(value) };
	struct http_request request = { .headers = &header, .headers_length = 1 };
	char file[HTTP_FILE_NAME_MAX + 1];
	struct framing framing;
	struct refusal refusal = { 0 };

	if (http_file_name(&request, file)) {
		check(*file != '\0' && strpbrk(file, "/\\\n\r") == NULL, "a file's name");
		check(target_is_utf8(file, strlen(file)), "a file's name is not UTF-8");
		check(strcmp(file, "..") != 0, "a file's name is a folder's");
	}
	http_matches_etag(&request, "\"a\"");
	http_accepts_gzip(&request);
	http_has_type(&request, "application/json");
	if (!framing_read(&header, 1, true, &framing, &refusal))
		check(refusal.status >= 400 && refusal.code != NULL && refusal.detail != NULL, "a refusal");
}

static void read_json(const char *text, size_t length)
{
	static struct http_response response;
	struct http_field type = { "Content-Type", "application/json", 12, 16 };
	struct http_request request = {
		.headers = &type, .headers_length = 1, .body = text, .body_length = length
	};
	json_t *value;

	http_response_init(&response);
	value = http_read_json(&request, &response);
	check((value != NULL) == (response.status == 200), "neither a value nor a refusal");
	json_decref(value);
	http_response_free(&response);
}

/* The next line, NUL-terminated, with room for one NUL; NULL at the end. */
static char *cut_line(char **at)
{
	char *line = *at;

	if (line == NULL)
		return NULL;
	*at = strchr(line, '\n');
	if (*at != NULL)
		*(*at)++ = '\0';
	return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "Content-Disposition",
		                             "If-None-Match",
		                             "Accept-Encoding",
		                             "Content-Type",
		                             "Content-Length",
		                             "Host",
		                             "Expect",
		                             "Transfer-Encoding",
		                             "X-A" };
	char *text = malloc(size + 1), *at = text, *line;

	if (text == NULL)
		abort();
	memcpy(text, data, size);
	text[size] = '\0';
	line = cut_line(&at);
	read_target(line, strlen(line), size % 2 == 0);
	line = cut_line(&at);
	if (line != NULL)
		read_cookies(line);
	line = cut_line(&at);
	for (size_t i = 0; line != NULL && i < sizeof names / sizeof *names; i++)
		read_header(names[i], line);
	line = cut_line(&at);
	if (line != NULL)
		read_header(line, "a");
	if (at != NULL)
		read_json(at, size - (size_t)(at - text));
	free(text);
	return 0;
}
