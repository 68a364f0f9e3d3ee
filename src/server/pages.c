/*
 * pages.c - see pages.h.
 */
#include "server/pages.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "server/assets.h"

#define FIRST_PAGE "/index.html"
#define FOREVER "public, max-age=31536000, immutable"
#define ASK_AGAIN "no-cache"

/* For a client that takes no gzip, which is rare. */
static char *inflate_asset(const struct asset *asset)
{
	char *bytes = malloc(asset->length ? asset->length : 1);
	z_stream stream = { .next_in = (Bytef *)(uintptr_t)asset->gzip,
		            .avail_in = (uInt)asset->gzip_length,
		            .next_out = (Bytef *)bytes,
		            .avail_out = (uInt)asset->length };
	bool good = bytes && inflateInit2(&stream, 16 + MAX_WBITS) == Z_OK;

	if (good) {
		good = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == asset->length;
		inflateEnd(&stream);
	}
	if (good)
		return bytes;
	free(bytes);
	return NULL;
}

static void answer_plain(const struct asset *asset, struct http_response *response)
{
	char *bytes = inflate_asset(asset);

	if (bytes)
		http_answer_owned(response, 200, asset->type, bytes, asset->length);
	else
		http_problem(response, 503, "outOfMemory", "The server has not enough memory for this.",
		             "Try again later.");
}

static void answer_asset(const struct http_request *request, const struct asset *asset,
                         struct http_response *response)
{
	http_add_header(response, "ETag", asset->etag);
	http_add_header(response, "Vary", "Accept-Encoding");
	http_add_header(response, "Cache-Control", asset->immutable ? FOREVER : ASK_AGAIN);
	if (http_matches_etag(request, asset->etag)) {
		http_answer_empty(response, 304);
		return;
	}
	if (!http_accepts_gzip(request)) {
		answer_plain(asset, response);
		return;
	}
	http_add_header(response, "Content-Encoding", "gzip");
	http_answer_static(response, 200, asset->type, (const char *)asset->gzip, asset->gzip_length);
}

/* An address within the application: "/p/abc/2026/record", "/". */
static bool is_address(const char *path)
{
	return strchr(strrchr(path, '/'), '.') == NULL;
}

void pages_answer(const struct http_request *request, struct http_response *response)
{
	const struct asset *asset;

	if (request->method != HTTP_GET && request->method != HTTP_HEAD) {
		http_method_refused(request, response, HTTP_ALLOWS_READ);
		return;
	}
	asset = asset_find(is_address(request->path) ? FIRST_PAGE : request->path);
	if (asset)
		answer_asset(request, asset, response);
	else
		http_problem(response, 404, "notFound", "There is nothing at this address.",
		             "Begin at the first page.");
}
