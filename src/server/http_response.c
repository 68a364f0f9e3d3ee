/* http_response.c - fills an answer. */
#include "server/http.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void http_response_init(struct http_response *response)
{
	response->status = 200;
	response->body = HTTP_BODY_NONE;
	response->owned = NULL;
	response->bytes = NULL;
	response->length = 0;
	response->fd = -1;
	response->read = NULL;
	response->free_payload = NULL;
	response->payload = NULL;
	response->failed = false;
	response->headers_length = 0;
	response->text_length = 0;
}

static void drop_body(struct http_response *response)
{
	if (response->body == HTTP_BODY_OWNED)
		free(response->owned);
	if (response->body == HTTP_BODY_FILE)
		close(response->fd);
	if (response->body == HTTP_BODY_CALLBACK && response->free_payload != NULL)
		response->free_payload(response->payload);
	response->body = HTTP_BODY_NONE;
	response->length = 0;
}

void http_response_free(struct http_response *response)
{
	drop_body(response);
	http_response_init(response);
}

/* A control character would end the header and begin another. */
static bool is_header_text(const char *text)
{
	for (; *text != '\0'; text++)
		if (((unsigned char)*text < ' ' && *text != '\t') || *text == 0x7f)
			return false;
	return true;
}

void http_add_header(struct http_response *response, const char *name, const char *value)
{
	size_t length = strlen(value);
	struct http_field *field = &response->headers[response->headers_length];

	if (response->headers_length == HTTP_RESPONSE_HEADERS_MAX ||
	    sizeof response->text - response->text_length < length + 1 || !is_header_text(value)) {
		response->failed = true;
		return;
	}
	memcpy(response->text + response->text_length, value, length + 1);
	*field = (struct http_field){ .name = name,
		                      .value = response->text + response->text_length,
		                      .name_length = strlen(name),
		                      .value_length = length };
	response->text_length += length + 1;
	response->headers_length++;
}

/* Drops the body and the type of before; other headers stay. */
static void begin_body(struct http_response *response, int status, const char *type)
{
	size_t kept = 0;

	drop_body(response);
	response->status = status;
	for (size_t i = 0; i < response->headers_length; i++)
		if (strcmp(response->headers[i].name, "Content-Type") != 0)
			response->headers[kept++] = response->headers[i];
	response->headers_length = kept;
	if (type != NULL)
		http_add_header(response, "Content-Type", type);
}

void http_answer_empty(struct http_response *response, int status)
{
	begin_body(response, status, NULL);
}

void http_answer_owned(struct http_response *response, int status, const char *type, char *bytes,
                       size_t length)
{
	begin_body(response, status, type);
	if (bytes == NULL) {
		response->failed = true;
		return;
	}
	response->body = HTTP_BODY_OWNED;
	response->owned = bytes;
	response->length = length;
}

void http_answer_static(struct http_response *response, int status, const char *type, const char *bytes,
                        size_t length)
{
	begin_body(response, status, type);
	response->body = HTTP_BODY_STATIC;
	response->bytes = bytes;
	response->length = length;
}

void http_answer_file(struct http_response *response, int status, const char *type, int fd, uint64_t length)
{
	begin_body(response, status, type);
	if (fd < 0) {
		response->failed = true;
		return;
	}
	response->body = HTTP_BODY_FILE;
	response->fd = fd;
	response->length = length;
}

void http_answer_callback(struct http_response *response, int status, const char *type, uint64_t length,
                          http_read_fn *read, void (*free_payload)(void *), void *payload)
{
	begin_body(response, status, type);
	response->body = HTTP_BODY_CALLBACK;
	response->read = read;
	response->free_payload = free_payload;
	response->payload = payload;
	response->length = length;
}
