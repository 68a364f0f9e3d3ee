/*
 * assets.h - the pages of the workbench, compiled into the program by
 * tools/gen_assets from web/dist.
 *
 * All is constant and the program's; nothing is freed. An address of a page
 * ("/", "/p/7f3/2026/record") is not a file: the server answers it with
 * "/index.html", which asks for the rest.
 *
 * The content is held as one gzip member. Who cannot take gzip gets it inflated:
 * `length` bytes come out.
 */
#ifndef MIPSIA_SERVER_ASSETS_H
#define MIPSIA_SERVER_ASSETS_H

#include <stdbool.h>
#include <stddef.h>

struct asset {
	const char *path;          /* "/assets/main-0a1b2c3d4e.css" */
	const char *type;          /* "text/css; charset=utf-8" */
	const char *etag;          /* with its quotes, from SHA-256 of the content */
	const unsigned char *gzip; /* level 9 */
	size_t gzip_length;
	size_t length;  /* of the content, not compressed */
	bool immutable; /* the name has the content's hash in it: it may be kept for ever */
};

/* The file at exactly this path; NULL when there is none. */
const struct asset *asset_find(const char *path);

/* All of them, by path in the order of strcmp. */
const struct asset *asset_all(size_t *count);

#endif
