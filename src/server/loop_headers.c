/* loop_headers.c - takes the headers over from the library, with some distrust. */
#include <string.h>

#include "server/loop_state.h"

/*
 * The library (0.9.75) keeps names and values where it read them, each ended by NUL in
 * place: name, ':' as NUL, spaces, value, CR LF as two NULs. A folded line, a NUL or
 * a line feed alone in the text shows as another picture; a value elsewhere than after
 * its name shows that lines were joined. All of these are ways to make two readers see
 * two different requests, so none is let through.
 */
static bool is_plain(const struct http_field *header)
{
	const char *at = header->name + header->name_length + 1;

	if (header->value < at || header->value - at > HTTP_HEADER_BYTES_MAX)
		return false;
	for (; at < header->value; at++)
		if (*at != ' ' && *at != '\t')
			return false;
	return header->value[header->value_length + 1] == '\0';
}

struct taking {
	struct exchange *exchange;
	bool plain;
};

static enum MHD_Result take(void *payload, enum MHD_ValueKind kind, const char *name, size_t name_length,
                            const char *value, size_t value_length)
{
	struct taking *taking = payload;
	struct exchange *exchange = taking->exchange;
	struct http_field *header = &exchange->headers[exchange->request.headers_length];

	(void)kind;
	if (value == NULL)
		return taking->plain = false;
	*header = (struct http_field){ name, value, name_length, value_length };
	taking->plain = taking->plain && is_plain(header);
	exchange->request.headers_length++;
	/* one more than allowed shows that there are too many */
	return exchange->request.headers_length <= HTTP_HEADERS_MAX && taking->plain ? MHD_YES : MHD_NO;
}

bool loop_read_headers(struct MHD_Connection *handle, struct exchange *exchange)
{
	struct taking taking = { .exchange = exchange, .plain = true };

	MHD_get_connection_values_n(handle, MHD_HEADER_KIND, take, &taking);
	return taking.plain;
}
