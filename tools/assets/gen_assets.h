/*
 * gen_assets.h - what the parts of gen_assets share. The first error ends the
 * program.
 */
#ifndef MIPSIA_GEN_ASSETS_H
#define MIPSIA_GEN_ASSETS_H

#include <stddef.h>
#include <stdio.h>

enum { MOST_FILES = 256, MOST_FILE_BYTES = 4 << 20, ETAG_BYTES = 16 };

struct bytes {
	unsigned char *data;
	size_t length;
};

struct file {
	char *path; /* "/assets/main.css" */
	const char *type;
	struct bytes content;
	struct bytes gzip;
	char etag[2 * ETAG_BYTES + 1]; /* hexadecimal */
};

struct files {
	struct file list[MOST_FILES];
	size_t length;
};

void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* Memory; never NULL. */
void *need(size_t size);

/* collect.c: all files below `folder`, by path. Fails for a name that an
 * address or a C string would have to escape, and for an unknown suffix. */
void collect_files(const char *folder, struct files *files);
void release_files(struct files *files);

/* pack.c: fills gzip and etag. The same content gives the same bytes. */
void pack_file(struct file *file);

/* write.c: the table as C source. */
void write_files(FILE *out, const struct files *files);

#endif
