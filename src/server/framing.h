/*
 * framing.h - what a request's headers say of its body and its host, checked so that
 * no proxy in front can read the request otherwise (request smuggling).
 */
#ifndef MIPSIA_SERVER_FRAMING_H
#define MIPSIA_SERVER_FRAMING_H

#include "server/http.h"

struct framing {
	bool is_chunked;
	bool expects_continue; /* the client waits for 100 Continue */
	uint64_t length;       /* of Content-Length; 0 without */
	const char *host;      /* of Host; "" without */
};

/* Why a request is refused; code and detail are static. */
struct refusal {
	int status;
	const char *code;
	const char *detail;
};

/* False with *refusal when the headers are not to be trusted: too many or too long,
 * a name that is no token, control characters, Host missing or twice, Content-Length
 * twice or with Transfer-Encoding, a transfer coding other than chunked. */
bool framing_read(const struct http_field *headers, size_t length, bool is_http_1_0, struct framing *framing,
                  struct refusal *refusal);

#endif
