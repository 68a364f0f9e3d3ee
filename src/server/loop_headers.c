/* loop_headers.c - takes the headers over from the library, with some distrust. */
#include <string.h>

#include "server/loop_state.h"

/*
 * The library (0.9.75) forgives much, and each forgiveness is a way to make two readers
 * see two different requests. What it forgave shows in its memory, because it leaves
 * all of a request's head where it read it and only writes NULs over what ends a part:
 *
 *     GET 0 target 0 HTTP/1.1 0 0 name 0 space value 0 0 ... value 0 0 0 0
 *
 * Two spaces, a NUL in a text, a folded line, a line feed alone or a line without a name
 * (which it takes for the end of the headers) make another picture, and are refused.
 */
static bool is_plain_line(const struct request_line *line, size_t target_length)
{
	return line->url == line->method + strlen(line->method) + 1 &&
	       line->version == line->url + target_length + 1;
}

/* `end` is where the header before ends, or the version. */
static bool is_plain_header(const struct http_field *header, const char *end)
{
	const char *at = header->name + header->name_length + 1;

	if (header->name != end + strlen("\r\n") || header->value < at)
		return false;
	for (; at < header->value; at++)
		if (*at != ' ' && *at != '\t')
			return false;
	return true;
}

/* `end` is where the last header ends. */
static bool is_plain_end(struct MHD_Connection *handle, const struct request_line *line, const char *end)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(handle, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

	return info != NULL && line->method + info->header_size == end + strlen("\r\n\r\n");
}

struct taking {
	struct exchange *exchange;
	bool is_plain;
	const char *end;
};

static enum MHD_Result take(void *payload, enum MHD_ValueKind kind, const char *name, size_t name_length,
                            const char *value, size_t value_length)
{
	struct taking *taking = payload;
	struct exchange *exchange = taking->exchange;
	struct http_field *header = &exchange->headers[exchange->request.headers_length];

	(void)kind;
	if (value == NULL) {
		taking->is_plain = false;
		return MHD_NO;
	}
	*header = (struct http_field){ name, value, name_length, value_length };
	taking->is_plain = is_plain_header(header, taking->end);
	taking->end = value + value_length;
	exchange->request.headers_length++;
	/* one more than allowed shows that there are too many */
	return exchange->request.headers_length <= HTTP_HEADERS_MAX && taking->is_plain ? MHD_YES : MHD_NO;
}

bool loop_read_headers(struct MHD_Connection *handle, struct exchange *exchange,
                       const struct request_line *line)
{
	struct taking taking = { .exchange = exchange,
		                 .is_plain = is_plain_line(line, exchange->target_length),
		                 .end = line->version + strlen(line->version) };

	if (taking.is_plain)
		MHD_get_connection_values_n(handle, MHD_HEADER_KIND, take, &taking);
	if (exchange->request.headers_length > HTTP_HEADERS_MAX)
		return taking.is_plain; /* refused all the same, with 431 */
	return taking.is_plain && is_plain_end(handle, line, taking.end);
}
