/* http_target.c - decodes the target of a request. */
#include "server/http_target.h"

#include <string.h>
#include <strings.h>

#include "formats/sheet_utf8.h"

int target_hex(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

bool target_is_utf8(const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		uint32_t point;
		size_t n;

		if (text[at] != '\0' && (unsigned char)text[at] < 0x80) {
			at++;
			continue;
		}
		n = sheet_utf8_read(text + at, length - at, &point);
		if (n == 0 || point == 0)
			return false;
		at += n;
	}
	return true;
}

/* Decodes %XX in place (and '+' when `plus`), ends it with NUL. False when broken. */
static bool decode(char *text, size_t *length, bool plus)
{
	size_t out = 0;

	for (size_t at = 0; at < *length; at++) {
		char c = text[at];

		if (c == '%') {
			int high, low;

			if (*length - at < 3)
				return false;
			high = target_hex(text[at + 1]);
			low = target_hex(text[at + 2]);
			if (high < 0 || low < 0)
				return false;
			c = (char)(high << 4 | low);
			at += 2;
		} else if (plus && c == '+') {
			c = ' ';
		}
		text[out++] = c;
	}
	text[out] = '\0';
	*length = out;
	return target_is_utf8(text, out);
}

/* Only visible ASCII may stand in a target; a fragment never does. */
static bool has_only_allowed(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] <= ' ' || (unsigned char)text[i] >= 0x7f || text[i] == '#')
			return false;
	return true;
}

static bool has_control(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			return true;
	return false;
}

static bool has_dot_segment(const char *path, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t n = strcspn(path + at, "/");

		if ((n == 1 && path[at] == '.') || (n == 2 && path[at] == '.' && path[at + 1] == '.'))
			return true;
		at += n + 1;
	}
	return false;
}

static size_t count_slashes(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += text[i] == '/';
	return count;
}

static enum target_status parse_path(char *path, size_t length, struct target *target)
{
	size_t slashes = count_slashes(path, length);

	if (length == 0 || path[0] != '/')
		return TARGET_MALFORMED;
	if (!decode(path, &length, false) || has_control(path, length))
		return TARGET_MALFORMED;
	if (length > HTTP_PATH_MAX)
		return TARGET_TOO_LONG;
	if (count_slashes(path, length) != slashes || strchr(path, '\\') != NULL ||
	    has_dot_segment(path, length))
		return TARGET_UNSAFE;
	target->path = path;
	target->path_length = length;
	return TARGET_OK;
}

static bool parse_parameter(char *text, size_t length, struct http_field *field)
{
	char *equals = memchr(text, '=', length);

	field->name = text;
	field->name_length = equals == NULL ? length : (size_t)(equals - text);
	field->value = equals == NULL ? "" : equals + 1;
	field->value_length = equals == NULL ? 0 : length - field->name_length - 1;
	return (equals == NULL || decode(equals + 1, &field->value_length, true)) &&
	       decode(text, &field->name_length, true);
}

static enum target_status parse_query(char *query, size_t length, struct target *target)
{
	char *end = query + length;

	while (query < end) {
		char *stop = memchr(query, '&', (size_t)(end - query));
		size_t n = (size_t)((stop == NULL ? end : stop) - query);

		if (n > 0) {
			if (target->query_length == HTTP_QUERY_MAX)
				return TARGET_TOO_MANY;
			if (!parse_parameter(query, n, &target->query[target->query_length]))
				return TARGET_MALFORMED;
			target->query_length++;
		}
		query += n + 1;
	}
	return TARGET_OK;
}

/* http://HOST/...: moves the host to the beginning, so that its NUL has room, and
 * returns what follows it. NULL when the target is not of that form. */
static char *cut_host(char *text, struct target *target)
{
	size_t scheme = strncasecmp(text, "http://", 7) == 0    ? 7
	                : strncasecmp(text, "https://", 8) == 0 ? 8
	                                                        : 0;
	size_t n;

	if (scheme == 0)
		return NULL;
	n = strcspn(text + scheme, "/?");
	if (n == 0)
		return NULL;
	memmove(text, text + scheme, n);
	text[n] = '\0';
	target->host = text;
	return text + scheme + n;
}

enum target_status target_parse(char *text, size_t length, bool is_options, struct target *target)
{
	char *end = text + length;
	char *path = text, *rest, *query;
	enum target_status status;

	target->host = NULL;
	target->query_length = 0;
	if (length > HTTP_TARGET_MAX)
		return TARGET_TOO_LONG;
	if (!has_only_allowed(text, length))
		return TARGET_MALFORMED;
	*end = '\0';
	if (is_options && strcmp(text, "*") == 0) {
		target->path = text;
		target->path_length = 1;
		return TARGET_OK;
	}
	rest = cut_host(text, target);
	if (rest != NULL)
		path = rest;
	query = memchr(path, '?', (size_t)(end - path));
	if (rest != NULL && (path == end || path == query)) {
		target->path = "/";
		target->path_length = 1;
		status = TARGET_OK;
	} else {
		status = parse_path(path, (size_t)((query == NULL ? end : query) - path), target);
	}
	if (status == TARGET_OK && query != NULL)
		status = parse_query(query + 1, (size_t)(end - query - 1), target);
	return status;
}
