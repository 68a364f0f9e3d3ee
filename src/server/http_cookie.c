/* http_cookie.c - cuts a Cookie header into cookies. */
#include "server/http_cookie.h"

#include <string.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* name=value, without spaces around it. */
static bool parse_cookie(char *text, size_t length, struct http_field *cookie)
{
	char *equals = memchr(text, '=', length);

	if (equals == NULL || equals == text)
		return false;
	cookie->name = text;
	cookie->name_length = (size_t)(equals - text);
	cookie->value = equals + 1;
	cookie->value_length = length - cookie->name_length - 1;
	*equals = '\0';
	if (strpbrk(text, " \t\"") != NULL)
		return false;
	if (cookie->value_length >= 2 && equals[1] == '"' && text[length - 1] == '"') {
		cookie->value++;
		cookie->value_length -= 2;
		text[length - 1] = '\0';
	}
	return true;
}

size_t cookies_parse(char *text, struct http_field *cookies, size_t room)
{
	size_t count = 0;

	while (*text != '\0' && count < room) {
		size_t n = strcspn(text, ";");
		char *next = text + n + (text[n] == ';');

		while (n > 0 && is_space(*text)) {
			text++;
			n--;
		}
		while (n > 0 && is_space(text[n - 1]))
			n--;
		text[n] = '\0';
		if (parse_cookie(text, n, &cookies[count]))
			count++;
		text = next;
	}
	return count;
}
