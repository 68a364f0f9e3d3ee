/*
 * documents_walk.h - what the files that find documents share. Private to
 * documents*.c.
 */
#ifndef MIPSIA_SERVICES_DOCUMENTS_WALK_H
#define MIPSIA_SERVICES_DOCUMENTS_WALK_H

#include <sys/types.h>

#include "services/documents.h"

struct documents_walk {
	document_fn *take;
	void *payload;
	size_t operand;
	bool stopped;
};

/* Bytes that come one after the other: a file, or an entry of an archive. */
struct byte_stream {
	ssize_t (*read)(void *handle, char *bytes, size_t size); /* 0: the end; -1: *trouble is set */
	void *handle;
	const char *trouble; /* static, or living as long as the handle; NULL: none */
	int fd;              /* of a file that can be read again; -1: none */
};

/* Bytes read from the beginning of a stream. */
struct byte_buffer {
	char *bytes; /* room for a NUL behind `length` */
	size_t length;
	size_t capacity;
	bool ended; /* the stream has no more */
};

enum byte_fill {
	BYTES_FILLED,
	BYTES_TROUBLE /* stream->trouble says why */
};

/* Reads on until the buffer holds `wanted` bytes, or the stream ends. */
enum byte_fill byte_buffer_fill(struct byte_buffer *buffer, struct byte_stream *stream, size_t wanted);
void byte_buffer_free(struct byte_buffer *buffer);

/* Gives a document, or the trouble with it, to the caller of the walk. */
void documents_give(struct documents_walk *walk, struct document document);
void documents_trouble(struct documents_walk *walk, const char *name, bool lone, const char *trouble);

/* Gives what the stream holds: one document, or the values of a JSON text. When it
 * is an archive, gives nothing and returns false: its beginning is in the buffer.
 * `buffer` holds what was read already. */
bool documents_take_stream(struct documents_walk *walk, const char *name, bool lone,
                           struct byte_stream *stream, struct byte_buffer *buffer);

/* documents_cut.c: the values of a JSON text of several. */
void documents_cut(struct documents_walk *walk, const char *name, enum file_format format,
                   struct byte_stream *stream, struct byte_buffer *buffer);

/* documents_archive.c: the entries of an archive, from its file or, where that
 * cannot be read twice, from bytes in memory. */
void documents_archive(struct documents_walk *walk, const char *name, int fd,
                       const struct byte_buffer *memory);

/* Whether these bytes of a zip file, or its name, are of a workbook. */
bool documents_is_workbook(const char *name, const struct byte_buffer *buffer);

/* Whether a zip file is a document of an office program: a workbook, or another. */
bool documents_is_office(int fd);

/* False for what operating systems and editors leave behind: ".DS_Store",
 * "__MACOSX/...", "~$roster.xlsx". */
bool documents_wants(const char *path);

#endif
