/* framing.c - checks what headers say of a request's body and host. */
#include "server/framing.h"

#include <string.h>
#include <strings.h>

/* The headers that may come once, where they stand; NULL: they did not. */
struct singles {
	const struct http_field *host;
	const struct http_field *length;
	const struct http_field *coding;
	const struct http_field *expect;
	const struct http_field *type;
};

static const struct refusal malformed = { 400, "malformedHeader", "A header of the request is malformed." };
static const struct refusal too_large = { 431, "headersTooLarge",
	                                  "The headers of the request are too large." };
static const struct refusal repeated = { 400, "repeatedHeader", "A header that may come once came twice." };
static const struct refusal bad_host = { 400, "badHost",
	                                 "The request has no Host header, or a malformed one." };
static const struct refusal bad_length = { 400, "badContentLength", "The Content-Length is not a number." };
static const struct refusal ambiguous = { 400, "ambiguousLength",
	                                  "The request states the length of its body in two ways." };
static const struct refusal bad_coding = { 501, "unknownTransferCoding",
	                                   "The body is sent in a way that the server does not know." };
static const struct refusal bad_expect = { 417, "unknownExpectation",
	                                   "The request expects what the server does not do." };

static bool is_token_character(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static bool is_well_formed(const struct http_field *header)
{
	if (header->name_length == 0)
		return false;
	for (size_t i = 0; i < header->name_length; i++)
		if (!is_token_character((unsigned char)header->name[i]))
			return false;
	for (size_t i = 0; i < header->value_length; i++) {
		unsigned char c = (unsigned char)header->value[i];

		if ((c < ' ' && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

static bool is_named(const struct http_field *header, const char *name)
{
	return header->name_length == strlen(name) &&
	       strncasecmp(header->name, name, header->name_length) == 0;
}

/* False when it came before. */
static bool note(const struct http_field *header, struct singles *singles)
{
	const struct {
		const char *name;
		const struct http_field **place;
	} known[] = {
		{ "Host", &singles->host },
		{ "Content-Length", &singles->length },
		{ "Transfer-Encoding", &singles->coding },
		{ "Expect", &singles->expect },
		{ "Content-Type", &singles->type },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (is_named(header, known[i].name)) {
			if (*known[i].place != NULL)
				return false;
			*known[i].place = header;
			return true;
		}
	return true;
}

static bool read_length(const char *text, uint64_t *length)
{
	*length = 0;
	if (*text == '\0' || strlen(text) > 18)
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return false;
		*length = *length * 10 + (uint64_t)(*text - '0');
	}
	return true;
}

/* A name or address and perhaps a port. */
static bool is_host(const char *text)
{
	return *text != '\0' && strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	                                     ".-_~%!$&'()*+,;=:[]") == strlen(text);
}

static const struct refusal *read_singles(const struct singles *singles, bool is_http_1_0,
                                          struct framing *framing)
{
	if (singles->host == NULL ? !is_http_1_0 : !is_host(singles->host->value))
		return &bad_host;
	if (singles->host != NULL)
		framing->host = singles->host->value;
	if (singles->coding != NULL) {
		if (singles->length != NULL || is_http_1_0)
			return &ambiguous;
		if (strcasecmp(singles->coding->value, "chunked") != 0)
			return &bad_coding;
		framing->is_chunked = true;
	}
	if (singles->length != NULL && !read_length(singles->length->value, &framing->length))
		return &bad_length;
	if (singles->expect != NULL && !is_http_1_0) {
		if (strcasecmp(singles->expect->value, "100-continue") != 0)
			return &bad_expect;
		framing->expects_continue = true;
	}
	return NULL;
}

bool framing_read(const struct http_field *headers, size_t length, bool is_http_1_0, struct framing *framing,
                  struct refusal *refusal)
{
	const struct refusal *why = NULL;
	struct singles singles = { 0 };
	size_t bytes = 0;

	*framing = (struct framing){ .host = "" };
	if (length > HTTP_HEADERS_MAX)
		why = &too_large;
	for (size_t i = 0; i < length && why == NULL; i++) {
		bytes += headers[i].name_length + headers[i].value_length + strlen(": \r\n");
		if (bytes > HTTP_HEADER_BYTES_MAX)
			why = &too_large;
		else if (!is_well_formed(&headers[i]))
			why = &malformed;
		else if (!note(&headers[i], &singles))
			why = &repeated;
	}
	if (why == NULL)
		why = read_singles(&singles, is_http_1_0, framing);
	if (why != NULL)
		*refusal = *why;
	return why == NULL;
}
