/* http_disposition.c - the name of a file that is sent, out of Content-Disposition. */
#include <string.h>
#include <strings.h>

#include "server/http.h"
#include "server/http_target.h"

/* A parameter's value as it stands, quotes and escapes undone. */
struct raw_value {
	char text[3 * HTTP_FILE_NAME_MAX + 32];
	size_t length;
};

static const char *skip_spaces(const char *at)
{
	return at + strspn(at, " \t");
}

/* Reads a token or quoted string; NULL when it is neither or too long. */
static const char *read_value(const char *at, struct raw_value *value)
{
	bool quoted = *at == '"';

	value->length = 0;
	at += quoted;
	while (*at != '\0' && (quoted ? *at != '"' : strchr("; \t\"", *at) == NULL)) {
		if (quoted && *at == '\\' && at[1] != '\0')
			at++;
		if (value->length == sizeof value->text - 1)
			return NULL;
		value->text[value->length++] = *at++;
	}
	value->text[value->length] = '\0';
	if (!quoted)
		return at;
	return *at == '"' ? at + 1 : NULL;
}

/* UTF-8'language'percent-encoded, decoded in place. */
static bool decode_extended(struct raw_value *value)
{
	char *at, *out = value->text;

	if (strncasecmp(value->text, "UTF-8'", 6) != 0)
		return false;
	at = strchr(value->text + 6, '\'');
	if (at == NULL)
		return false;
	for (at++; *at != '\0'; at++) {
		int high, low;

		if (*at != '%') {
			*out++ = *at;
			continue;
		}
		high = target_hex(at[1]);
		low = high < 0 ? -1 : target_hex(at[2]);
		if (low < 0)
			return false;
		*out++ = (char)(high << 4 | low);
		at += 2;
	}
	*out = '\0';
	value->length = (size_t)(out - value->text);
	return true;
}

/* The last part of a path, if it may be a name. */
static bool take_name(const struct raw_value *value, char name[HTTP_FILE_NAME_MAX + 1])
{
	const char *end = value->text + value->length;
	const char *start = end;
	size_t length;

	while (start > value->text && start[-1] != '/' && start[-1] != '\\')
		start--;
	length = (size_t)(end - start);
	if (length == 0 || length > HTTP_FILE_NAME_MAX || !target_is_utf8(start, length) ||
	    strcmp(start, ".") == 0 || strcmp(start, "..") == 0)
		return false;
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)start[i] < ' ' || start[i] == 0x7f)
			return false;
	memcpy(name, start, length);
	name[length] = '\0';
	return true;
}

bool http_file_name(const struct http_request *request, char name[HTTP_FILE_NAME_MAX + 1])
{
	const char *at = http_header(request, "Content-Disposition");
	struct raw_value value;
	bool found = false;

	if (at == NULL)
		return false;
	at += strcspn(at, ";");
	while (*at == ';') {
		size_t n;
		bool plain, extended;

		at = skip_spaces(at + 1);
		n = strcspn(at, "= \t;");
		plain = n == 8 && strncasecmp(at, "filename", n) == 0;
		extended = n == 9 && strncasecmp(at, "filename*", n) == 0;
		at = skip_spaces(at + n);
		if (*at != '=')
			return found;
		at = read_value(skip_spaces(at + 1), &value);
		if (at == NULL)
			return found;
		at = skip_spaces(at);
		if (extended) {
			if (decode_extended(&value) && take_name(&value, name))
				return true;
		} else if (plain && !found) {
			found = take_name(&value, name);
		}
	}
	return found;
}
