/*
 * write.c - the files as C source: one array of bytes each, and the table.
 */
#include "gen_assets.h"

#include <stdbool.h>
#include <string.h>

enum { BYTES_A_LINE = 24 };

/* build.mjs names what lies in assets/ by its content. */
static bool is_immutable(const char *path)
{
	return strncmp(path, "/assets/", strlen("/assets/")) == 0;
}

static void write_bytes(FILE *out, size_t n, struct bytes bytes)
{
	fprintf(out, "static const unsigned char gzip_%zu[%zu] = {", n, bytes.length);
	for (size_t i = 0; i < bytes.length; i++)
		fprintf(out, "%s%u,", i % BYTES_A_LINE == 0 ? "\n\t" : "", bytes.data[i]);
	fputs("\n};\n\n", out);
}

void write_files(FILE *out, const struct files *files)
{
	fputs("/* Written by tools/gen_assets from web/dist. */\n#include \"server/assets_table.h\"\n\n",
	      out);
	for (size_t i = 0; i < files->length; i++)
		write_bytes(out, i, files->list[i].gzip);
	fprintf(out, "const size_t asset_table_length = %zu;\n\nconst struct asset asset_table[] = {\n",
	        files->length);
	for (size_t i = 0; i < files->length; i++) {
		const struct file *file = &files->list[i];

		fprintf(out, "\t{ \"%s\", \"%s\", \"\\\"%s\\\"\", gzip_%zu, %zu, %zu, %s },\n", file->path,
		        file->type, file->etag, i, file->gzip.length, file->content.length,
		        is_immutable(file->path) ? "true" : "false");
	}
	fputs("};\n", out);
}
