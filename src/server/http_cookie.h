/* http_cookie.h - the cookies of a Cookie header. */
#ifndef MIPSIA_SERVER_HTTP_COOKIE_H
#define MIPSIA_SERVER_HTTP_COOKIE_H

#include "server/http.h"

/*
 * Cuts `text` (NUL-terminated, changed, must outlive the fields) into at most `room`
 * cookies and returns their number. Quotes around a value go; nothing is decoded.
 * What is no cookie ("a", "=b", a name with a space) is passed over.
 */
size_t cookies_parse(char *text, struct http_field *cookies, size_t room);

#endif
