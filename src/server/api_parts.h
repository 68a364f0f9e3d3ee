/*
 * api_parts.h - what the files of the API share. Of src/server/api*.c alone.
 */
#ifndef MIPSIA_SERVER_API_PARTS_H
#define MIPSIA_SERVER_API_PARTS_H

#include <jansson.h>

#include "server/api.h"
#include "services/gate.h"

#define API_TOKEN_HEADER "X-CSRF-Token"
#define API_FILE_NAME_HEADER "X-File-Name"
#define API_FILE_MAX (50u << 20) /* bytes of a file that is sent */

/* The request's query as an object of strings. A new reference. */
json_t *api_query(const struct http_request *request);

/* The request's body. NULL after a problem in *response: wrong type, no JSON. */
json_t *api_body(const struct http_request *request, struct http_response *response);

/* Puts the spooled file where the vault can take it. False after a problem. The
 * file is removed by api_drop_upload, if it is still there. */
struct api_upload {
	struct op_upload upload;
	char path[4200];
	char name[512];
};
bool api_take_upload(const struct workbench *bench, const struct http_request *request,
                     struct api_upload *upload, struct http_response *response);
void api_drop_upload(const struct api_upload *upload);

/* The operation's reply as an answer; takes everything out of it. */
void api_answer(const struct api *api, const struct http_request *request, struct op_reply *reply,
                struct http_response *response);

void api_answer_health(struct http_response *response);
void api_answer_metrics(struct api *api, const struct http_request *request, struct http_response *response);

#endif
