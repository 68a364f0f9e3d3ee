/*
 * gen_assets - compiles the built pages of the workbench into a C table.
 *
 *     gen_assets FOLDER OUTPUT.c
 *
 * FOLDER is what web/build.mjs wrote; the table is that of
 * src/server/assets_table.h.
 */
#include "assets/gen_assets.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void fail(const char *format, ...)
{
	va_list arguments;

	fputs("gen_assets: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	exit(1);
}

void *need(size_t size)
{
	void *memory = malloc(size);

	if (memory == NULL)
		fail("out of memory");
	return memory;
}

int main(int argc, char **argv)
{
	static struct files files;

	if (argc != 3)
		fail("usage: gen_assets FOLDER OUTPUT.c");
	collect_files(argv[1], &files);
	for (size_t i = 0; i < files.length; i++)
		pack_file(&files.list[i]);

	FILE *out = fopen(argv[2], "w");
	if (out == NULL)
		fail("%s: %s", argv[2], strerror(errno));
	write_files(out, &files);
	if (ferror(out) | fclose(out)) {
		remove(argv[2]);
		fail("%s: cannot be written", argv[2]);
	}
	release_files(&files);
	return 0;
}
