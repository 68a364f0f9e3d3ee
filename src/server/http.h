/*
 * http.h - one HTTP request and its answer, in types that know no HTTP library.
 *
 * A request that reaches the program is well formed: its target is decoded and
 * valid UTF-8, its body is complete and within the limit that the route set. What
 * is not is refused before (400, 413, 414, 431, 501) and never seen here.
 *
 * Everything in a request belongs to the server and lives until its answer has
 * been sent. Functions may be called by one thread at a time for one request.
 */
#ifndef MIPSIA_SERVER_HTTP_H
#define MIPSIA_SERVER_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Limits of a request; beyond them stands what is answered. */
#define HTTP_TARGET_MAX 8192        /* bytes of path and query as sent: 414 */
#define HTTP_PATH_MAX 1024          /* bytes of the decoded path: 414 */
#define HTTP_QUERY_MAX 64           /* query parameters: 400 */
#define HTTP_HEADERS_MAX 64         /* header lines: 431 */
#define HTTP_HEADER_BYTES_MAX 16384 /* all header lines together: 431 */
#define HTTP_COOKIES_MAX 32         /* further ones are not seen */
#define HTTP_JSON_MAX (1u << 20)    /* bytes; what a route of JSON should allow */
#define HTTP_UPLOAD_MAX (64u << 20) /* bytes; what a route of files should allow */
#define HTTP_FILE_NAME_MAX 255      /* bytes of an upload's name */

/* Limits of an answer; beyond them it becomes a 500. */
#define HTTP_RESPONSE_HEADERS_MAX 24
#define HTTP_RESPONSE_TEXT_MAX 4096 /* bytes of all its header values */

enum http_method {
	HTTP_GET,
	HTTP_HEAD, /* answer as to GET: the server leaves the body out */
	HTTP_POST,
	HTTP_PUT,
	HTTP_PATCH,
	HTTP_DELETE,
	HTTP_OPTIONS,
	HTTP_OTHER, /* TRACE, CONNECT and whatever else was sent */
	HTTP_METHODS_END
};

/* "GET"; "?" for HTTP_OTHER. */
const char *http_method_name(enum http_method method);

/* A set of methods, for Allow. */
typedef unsigned http_methods;
#define HTTP_ALLOWS(method) (1u << (method))
#define HTTP_ALLOWS_READ (1u << HTTP_GET | 1u << HTTP_HEAD)

/* A header, query parameter or cookie. Both texts end with NUL and hold no other; a query
 * parameter's are decoded, a cookie's are as sent but for quotes around the value. */
struct http_field {
	const char *name;
	const char *value;
	size_t name_length;
	size_t value_length;
};

/* A body that was spooled to a file, for a route that asked for it. */
struct http_upload {
	int fd; /* read it with pread; the server's, closed and gone after the answer. -1: none */
	uint64_t size;
	uint8_t sha256[32];
};

/* ---- requests ---- */

struct http_request {
	enum http_method method;
	bool is_tls;      /* the server itself speaks TLS */
	const char *path; /* decoded: "/api/plans/7"; begins with '/' (or is "*", for OPTIONS).
	                    * No NUL or control character, no "." or ".." segment, no encoded slash */
	size_t path_length;
	const char *host; /* of Host or of an absolute target, as sent; "" in HTTP/1.0 without. A
	                    * server on loopback should refuse names that are not its own */
	const char *peer; /* the client's address: "127.0.0.1", "::1" */
	const char *id;   /* for the log, and X-Request-Id of the answer */
	const struct http_field *query;
	size_t query_length;
	const struct http_field *headers;
	size_t headers_length;
	const struct http_field *cookies;
	size_t cookies_length;
	const char *body; /* ends with a NUL that does not count; "" when there is none */
	size_t body_length;
	bool has_upload;
	struct http_upload upload;
	const void *route; /* what `admit` put into http_admission.data */
};

/* The first of that name, or NULL. A header's name in any case. */
const char *http_header(const struct http_request *request, const char *name);
const char *http_query(const struct http_request *request, const char *name);
const char *http_cookie(const struct http_request *request, const char *name);

/* True when the body's media type is this one, parameters aside ("application/json"). */
bool http_has_type(const struct http_request *request, const char *type);

/* The name that the client gave the file it sends, from Content-Disposition
 * (attachment; filename="..." or filename*=UTF-8''...): the part after the last
 * slash or backslash, valid UTF-8, no control character. False when there is none. */
bool http_file_name(const struct http_request *request, char name[HTTP_FILE_NAME_MAX + 1]);

/* True when the client's If-None-Match names this entity tag (with its quotes). */
bool http_matches_etag(const struct http_request *request, const char *etag);

/* True when the client accepts gzip. */
bool http_accepts_gzip(const struct http_request *request);

/* ---- answers ---- */

/* The next bytes of a body, at most `size`: how many; 0 at the end, -1 to break the
 * connection. Runs in a loop's thread: it must not wait for anything. For long downloads, not
 * for streams without an end: a slow client is cut off. */
typedef ssize_t http_read_fn(void *payload, uint64_t offset, char *bytes, size_t size);

enum http_body_kind { HTTP_BODY_NONE, HTTP_BODY_OWNED, HTTP_BODY_STATIC, HTTP_BODY_FILE, HTTP_BODY_CALLBACK };

/*
 * An answer: 200 without a body until something is set. The server owns it and
 * frees what it holds. Setting a body replaces and frees the one before.
 *
 * Every answer gets the standard headers (docs/http.md); a header set here
 * replaces the standard one of the same name. Content-Length, Date and Connection
 * are the server's own.
 */
struct http_response {
	int status;
	enum http_body_kind body;
	char *owned;
	const char *bytes;
	uint64_t length; /* of the body; UINT64_MAX: a callback's that does not know */
	int fd;
	http_read_fn *read;
	void (*free_payload)(void *payload);
	void *payload;
	bool failed; /* a limit was met or memory is out: 500 is sent instead */
	size_t headers_length;
	struct http_field headers[HTTP_RESPONSE_HEADERS_MAX];
	size_t text_length;
	char text[HTTP_RESPONSE_TEXT_MAX];
};

void http_response_init(struct http_response *response);
void http_response_free(struct http_response *response); /* ready for use again */

/* Adds a header; `name` must be static, the value is copied. A value with a control
 * character makes the answer fail. The same name may be added again (Set-Cookie). */
void http_add_header(struct http_response *response, const char *name, const char *value);

/* Bodies with their media type, which must be static. Each takes over what it is
 * given, whether or not the answer fails later. */
void http_answer_owned(struct http_response *response, int status, const char *type, char *bytes,
                       size_t length); /* freed with free() */
void http_answer_static(struct http_response *response, int status, const char *type, const char *bytes,
                        size_t length);
void http_answer_file(struct http_response *response, int status, const char *type, int fd,
                      uint64_t length); /* from the file's beginning; closed */
void http_answer_callback(struct http_response *response, int status, const char *type, uint64_t length,
                          http_read_fn *read, void (*free_payload)(void *), void *payload);
/* No body: 204, 303 with Location, 304 ... */
void http_answer_empty(struct http_response *response, int status);

/* A refusal as RFC 9457 application/problem+json: title (of the status), status, code,
 * detail, remedy. `code` is stable and static ("unknownActivity"); `detail` says what is
 * wrong, `remedy` what to do, both in whole sentences without a TIN; "" leaves out. */
void http_problem(struct http_response *response, int status, const char *code, const char *detail,
                  const char *remedy);

/* 405 with Allow, or 204 with Allow to OPTIONS: for a path that exists, asked with a
 * method that is not in `allowed`. OPTIONS, and HEAD with GET, are added to Allow. */
void http_method_refused(const struct http_request *request, struct http_response *response,
                         http_methods allowed);

/* "Not Found"; "Unknown Status" for what is none of ours. */
const char *http_reason(int status);

#endif
