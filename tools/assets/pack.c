/*
 * pack.c - gzip and the ETag of a file.
 */
#include "gen_assets.h"

#include <sodium.h>
#include <zlib.h>

enum { GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 9 };

static struct bytes compress_bytes(const char *path, struct bytes content)
{
	z_stream stream = { .next_in = content.data, .avail_in = (uInt)content.length };

	if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL,
	                 Z_DEFAULT_STRATEGY) != Z_OK)
		fail("%s: zlib does not start", path);
	uLong bound = deflateBound(&stream, (uLong)content.length);
	struct bytes gzip = { need(bound), 0 };
	stream.next_out = gzip.data;
	stream.avail_out = (uInt)bound;
	if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
		fail("%s: cannot be compressed", path);
	gzip.length = stream.total_out;
	deflateEnd(&stream);
	return gzip;
}

void pack_file(struct file *file)
{
	unsigned char digest[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(digest, file->content.data, file->content.length);
	sodium_bin2hex(file->etag, sizeof(file->etag), digest, ETAG_BYTES);
	file->gzip = compress_bytes(file->path, file->content);
}
