/*
 * pages.h - the web pages that are embedded in the program.
 */
#ifndef MIPSIA_SERVER_PAGES_H
#define MIPSIA_SERVER_PAGES_H

#include "server/http.h"

/* Answers with the embedded file of the path; a path without a dot in its last part
 * is an address within the application, and gets its first page. */
void pages_answer(const struct http_request *request, struct http_response *response);

#endif
