/*
 * http_target.h - what stands in a request line between method and version: the
 * path and the query, decoded and checked.
 */
#ifndef MIPSIA_SERVER_HTTP_TARGET_H
#define MIPSIA_SERVER_HTTP_TARGET_H

#include "server/http.h"

enum target_status {
	TARGET_OK,
	TARGET_TOO_LONG,  /* HTTP_TARGET_MAX or HTTP_PATH_MAX */
	TARGET_MALFORMED, /* not a path, a broken %XX, not UTF-8, a NUL or control character */
	TARGET_UNSAFE,    /* ".", "..", an encoded slash, a backslash */
	TARGET_TOO_MANY   /* HTTP_QUERY_MAX */
};

/* Parts of the text that was parsed. */
struct target {
	const char *path;
	size_t path_length;
	const char *host; /* of an absolute target, http://HOST/...; NULL for the usual ones */
	struct http_field query[HTTP_QUERY_MAX];
	size_t query_length;
};

/*
 * Decodes in place: `text` holds `length` bytes and one more for a NUL, is changed, and
 * must live as long as *target. "*" is a path for OPTIONS only. In the query '+' is a
 * space. *target is undefined unless TARGET_OK.
 */
enum target_status target_parse(char *text, size_t length, bool is_options, struct target *target);

/* True when the text is UTF-8 throughout and holds no NUL. */
bool target_is_utf8(const char *text, size_t length);

/* The value of a hexadecimal digit, or -1. */
int target_hex(char digit);

#endif
