/*
 * test_assets.c - the embedded pages: each can be had whole, is found by its
 * path, and the start page asks only for what is there.
 */
#include "testing.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "server/assets.h"

enum { GZIP_WINDOW = 15 + 16 };

/* The content; the caller frees. */
static char *content_of(const struct asset *asset)
{
	char *text = malloc(asset->length + 1);
	z_stream stream = {
		.next_in = (unsigned char *)(uintptr_t)asset->gzip,
		.avail_in = (uInt)asset->gzip_length,
		.next_out = (unsigned char *)text,
		.avail_out = (uInt)asset->length,
	};

	assert_non_null(text);
	assert_int_equal(inflateInit2(&stream, GZIP_WINDOW), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_int_equal(stream.total_out, asset->length);
	assert_int_equal(stream.avail_in, 0);
	inflateEnd(&stream);
	text[asset->length] = '\0';
	return text;
}

static void each_is_whole_and_its_tag_is_of_its_content(void **state)
{
	size_t count;
	const struct asset *assets = asset_all(&count);

	(void)state;
	assert_true(count >= 4);
	for (size_t i = 0; i < count; i++) {
		char *text = content_of(&assets[i]);
		unsigned char digest[crypto_hash_sha256_BYTES];
		char hex[2 * sizeof(digest) + 1];

		crypto_hash_sha256(digest, (const unsigned char *)text, assets[i].length);
		sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
		assert_int_equal(strlen(assets[i].etag), 34);
		assert_int_equal(assets[i].etag[0], '"');
		assert_memory_equal(assets[i].etag + 1, hex, 32);
		assert_int_equal(assets[i].etag[33], '"');
		free(text);
	}
}

static void each_is_found_by_its_path_only(void **state)
{
	size_t count;
	const struct asset *assets = asset_all(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		assert_ptr_equal(asset_find(assets[i].path), &assets[i]);
		assert_int_equal(assets[i].path[0], '/');
	}
	assert_null(asset_find(""));
	assert_null(asset_find("/"));
	assert_null(asset_find("/assets/"));
	assert_null(asset_find("/index.htm"));
	assert_null(asset_find("/index.html/"));
	assert_null(asset_find("/../index.html"));
}

static void names_with_a_hash_never_change(void **state)
{
	size_t count;
	const struct asset *assets = asset_all(&count);

	(void)state;
	assert_false(asset_find("/index.html")->immutable);
	assert_string_equal(asset_find("/index.html")->type, "text/html; charset=utf-8");
	for (size_t i = 0; i < count; i++)
		assert_int_equal(assets[i].immutable, strncmp(assets[i].path, "/assets/", 8) == 0);
}

/* The addresses in src="..." and href="..." of the start page. */
static void the_start_page_asks_for_what_is_there(void **state)
{
	char *html = content_of(asset_find("/index.html"));
	int found = 0;

	(void)state;
	for (const char *at = html; (at = strchr(at, '=')) != NULL; at++) {
		char path[128] = "";

		if (sscanf(at, "=\"%127[^\"]\"", path) != 1 || path[0] != '/')
			continue;
		assert_non_null(asset_find(path));
		found++;
	}
	assert_true(found >= 3);
	assert_null(strstr(html, "style="));
	assert_null(strstr(html, "{{"));
	free(html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_whole_and_its_tag_is_of_its_content),
		cmocka_unit_test(each_is_found_by_its_path_only),
		cmocka_unit_test(names_with_a_hash_never_change),
		cmocka_unit_test(the_start_page_asks_for_what_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
