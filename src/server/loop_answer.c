/* loop_answer.c - turns an answer into the library's and sends it. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/loop_state.h"

#define CALLBACK_BLOCK (32 << 10)

/* On every answer, unless it has its own. docs/http.md says why. */
static const struct {
	const char *name;
	const char *value;
} standard_headers[] = {
	{ "Cache-Control", "no-store" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "no-referrer" },
	{ "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
	                             "'self' blob: data:; connect-src 'self'; "
	                             "font-src 'self'; manifest-src 'self'; form-action 'self'; "
	                             "frame-ancestors 'none'; base-uri 'none'" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
};
static const char hsts[] = "max-age=31536000";

/* A callback's body, as the library asks for it. */
struct reader {
	http_read_fn *read;
	void (*free_payload)(void *payload);
	void *payload;
	struct exchange *exchange;
};

static ssize_t read_more(void *payload, uint64_t offset, char *bytes, size_t size)
{
	const struct reader *reader = payload;
	ssize_t n = reader->read(reader->payload, offset, bytes, size);

	if (n == 0)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (n > 0)
		reader->exchange->sent = offset + (uint64_t)n;
	return n < 0 ? MHD_CONTENT_READER_END_WITH_ERROR : n;
}

static void free_reader(void *payload)
{
	struct reader *reader = payload;

	if (reader->free_payload != NULL)
		reader->free_payload(reader->payload);
	free(reader);
}

static struct MHD_Response *from_callback(struct exchange *exchange)
{
	const struct http_response *response = &exchange->response;
	struct reader *reader = malloc(sizeof *reader);
	struct MHD_Response *made;

	if (reader == NULL)
		return NULL;
	*reader = (struct reader){ response->read, response->free_payload, response->payload, exchange };
	made = MHD_create_response_from_callback(response->length == UINT64_MAX ? MHD_SIZE_UNKNOWN
	                                                                        : response->length,
	                                         CALLBACK_BLOCK, read_more, reader, free_reader);
	if (made == NULL)
		free(reader);
	return made;
}

/* The library's answer owns the body from now on, if it could be made. */
static struct MHD_Response *make_body(struct exchange *exchange)
{
	struct http_response *response = &exchange->response;
	struct MHD_Response *made;

	switch (response->body) {
	case HTTP_BODY_OWNED:
		made = MHD_create_response_from_buffer((size_t)response->length, response->owned,
		                                       MHD_RESPMEM_MUST_FREE);
		break;
	case HTTP_BODY_STATIC:
		return MHD_create_response_from_buffer(
			(size_t)response->length, (void *)(uintptr_t)response->bytes, MHD_RESPMEM_PERSISTENT);
	case HTTP_BODY_FILE:
		made = MHD_create_response_from_fd64(response->length, response->fd);
		break;
	case HTTP_BODY_CALLBACK:
		made = from_callback(exchange);
		break;
	default:
		return MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
	}
	if (made != NULL)
		response->body = HTTP_BODY_NONE;
	return made;
}

static bool has_header(const struct http_response *response, const char *name)
{
	for (size_t i = 0; i < response->headers_length; i++)
		if (strcasecmp(response->headers[i].name, name) == 0)
			return true;
	return false;
}

static void add_headers(struct MHD_Response *made, const struct exchange *exchange)
{
	const struct http_response *response = &exchange->response;

	for (size_t i = 0; i < response->headers_length; i++)
		MHD_add_response_header(made, response->headers[i].name, response->headers[i].value);
	for (size_t i = 0; i < sizeof standard_headers / sizeof *standard_headers; i++)
		if (!has_header(response, standard_headers[i].name))
			MHD_add_response_header(made, standard_headers[i].name, standard_headers[i].value);
	if (exchange->request.is_tls)
		MHD_add_response_header(made, "Strict-Transport-Security", hsts);
	MHD_add_response_header(made, "X-Request-Id", exchange->id);
}

bool loop_send(struct MHD_Connection *handle, struct exchange *exchange)
{
	struct http_response *response = &exchange->response;
	struct connection *connection = loop_connection_of(handle);
	struct MHD_Response *made;
	bool queued;

	if (response->failed) {
		http_response_free(response);
		http_problem(response, 500, "internalError", "The server could not make the answer.",
		             "Try again. If it happens again, tell your administrator the request's id.");
	}
	made = make_body(exchange);
	if (made == NULL)
		return false;
	add_headers(made, exchange);
	queued = MHD_queue_response(handle, (unsigned)response->status, made) == MHD_YES;
	MHD_destroy_response(made);
	if (queued) {
		exchange->status = response->status;
		exchange->phase = EXCHANGE_SENDING;
		if (connection != NULL)
			connection_enter(connection, CONNECTION_SENDING, clock_milliseconds());
	}
	return queued;
}
