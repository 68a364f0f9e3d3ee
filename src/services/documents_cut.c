/* documents_cut.c - the values of a JSON text that holds several. */
#include "services/documents_walk.h"

#include <string.h>

#include "formats/json_cut.h"

/* Enough for the beginning of a value to be cut from it in one go. */
#define PORTION ((size_t)1 << 20)

struct cutting {
	struct documents_walk *walk;
	const char *name;
	struct byte_stream *stream;
	struct byte_buffer *buffer;
	uint64_t number;
	size_t seen;     /* place in the buffer whose column is known */
	uint32_t column; /* of it */
};

static void give(struct cutting *cutting, size_t begin, size_t end, uint64_t line, uint32_t column)
{
	char *bytes = cutting->buffer->bytes;
	char behind = bytes[end];

	bytes[end] = '\0';
	documents_give(cutting->walk, (struct document){
					      .name = cutting->name,
					      .format = FORMAT_QPP_JSON,
					      .bytes = bytes + begin,
					      .length = end - begin,
					      .number = ++cutting->number,
					      .line = (uint32_t)line,
					      .column = column,
				      });
	bytes[end] = behind;
}

static void give_trouble(struct cutting *cutting, const char *trouble, uint64_t line)
{
	documents_give(cutting->walk, (struct document){ .name = cutting->name,
	                                                 .format = FORMAT_QPP_JSON,
	                                                 .number = cutting->number + 1,
	                                                 .line = (uint32_t)line,
	                                                 .column = 1,
	                                                 .trouble = trouble });
}

/* Drops the first bytes and reads more behind the rest. False at the end of the
 * stream, and after trouble. */
static bool read_on(struct cutting *cutting, size_t done, uint64_t line)
{
	struct byte_buffer *buffer = cutting->buffer;
	size_t rest = buffer->length - done;

	cutting->seen -= done < cutting->seen ? done : cutting->seen;
	memmove(buffer->bytes, buffer->bytes + done, rest);
	buffer->length = rest;
	if (buffer->ended)
		return false;
	if (rest > DOCUMENT_BYTES_MAX) {
		give_trouble(cutting, "a value is longer than 256 MiB", line);
		return false;
	}
	if (byte_buffer_fill(buffer, cutting->stream, rest + PORTION) == BYTES_FILLED)
		return true;
	give_trouble(cutting, cutting->stream->trouble, line);
	return false;
}

/* ----------------------------------------------------------------------- lines */

static bool is_blank(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n')
			return false;
	}
	return true;
}

static void give_line(struct cutting *cutting, size_t begin, size_t end, uint64_t line)
{
	if (!is_blank(cutting->buffer->bytes + begin, end - begin))
		give(cutting, begin, end, line, 1);
}

/* Gives the lines that end in the buffer; returns where the last line begins. */
static size_t give_lines(struct cutting *cutting, uint64_t *line)
{
	const struct byte_buffer *buffer = cutting->buffer;
	size_t begin = 0;

	while (!cutting->walk->stopped) {
		const char *end = memchr(buffer->bytes + begin, '\n', buffer->length - begin);

		if (end == NULL)
			break;
		give_line(cutting, begin, (size_t)(end - buffer->bytes), (*line)++);
		begin = (size_t)(end - buffer->bytes) + 1;
	}
	return begin;
}

static void cut_lines(struct cutting *cutting)
{
	uint64_t line = 1;
	size_t rest;

	do
		rest = give_lines(cutting, &line);
	while (!cutting->walk->stopped && read_on(cutting, rest, line));
	if (!cutting->walk->stopped && cutting->buffer->ended)
		give_line(cutting, 0, cutting->buffer->length, line);
}

/* ---------------------------------------------------------------------- values */

/* Counts columns on to a place in the buffer. */
static uint32_t column_at(struct cutting *cutting, size_t at)
{
	const char *bytes = cutting->buffer->bytes;

	for (; cutting->seen < at; cutting->seen++) {
		if (bytes[cutting->seen] == '\n')
			cutting->column = 1;
		else
			cutting->column += ((unsigned char)bytes[cutting->seen] & 0xc0) != 0x80;
	}
	return cutting->column;
}

/* Gives the values that end in the buffer; returns where the rest begins. */
static size_t give_values(struct cutting *cutting, struct json_cut *cut, size_t at)
{
	const struct byte_buffer *buffer = cutting->buffer;
	size_t done = 0;

	while (!cutting->walk->stopped && !cut->closed) {
		size_t end = json_cut_find(cut, buffer->bytes, buffer->length, at);

		if (end == JSON_CUT_NONE)
			return cut->in_value ? cut->value_start : buffer->length;
		if (cut->in_value)
			give(cutting, cut->value_start, end, cut->value_line,
			     column_at(cutting, cut->value_start));
		else if (!cut->closed)
			give_trouble(cutting, "a comma stands where a value should be", cut->line);
		json_cut_next(cut);
		at = cut->mode == JSON_CUT_ELEMENTS ? end + 1 : end;
		done = at;
	}
	return done;
}

/* What stands behind the array, or is missing of it. */
static void check_end(struct cutting *cutting, const struct json_cut *cut, size_t rest)
{
	const struct byte_buffer *buffer = cutting->buffer;

	if (cutting->walk->stopped)
		return;
	if (cut->closed && !is_blank(buffer->bytes + rest, buffer->length - rest))
		give_trouble(cutting, "something stands behind the end of the array", cut->line);
	else if (!cut->closed && cut->mode == JSON_CUT_ELEMENTS)
		give_trouble(cutting, "the array is not closed: the file is incomplete", cut->line);
	else if (cut->in_value)
		give(cutting, 0, buffer->length, cut->value_line, cutting->column);
}

static void cut_values(struct cutting *cutting, struct json_cut *cut, size_t at)
{
	size_t rest;

	for (;;) {
		size_t length = cutting->buffer->length;

		rest = give_values(cutting, cut, at);
		column_at(cutting, rest);
		if (cutting->walk->stopped || cut->closed || !read_on(cutting, rest, cut->value_line))
			break;
		at = length - rest;
		cut->value_start = 0;
	}
	if (cut->closed &&
	    byte_buffer_fill(cutting->buffer, cutting->stream, rest + PORTION) == BYTES_TROUBLE)
		give_trouble(cutting, cutting->stream->trouble, cut->line);
	else if (cut->closed || cutting->buffer->ended)
		check_end(cutting, cut, cut->closed ? rest : 0);
}

/* Whether the first line is a whole value: then every line is one, and a broken
 * one does not swallow its neighbours. */
static bool is_lines(const struct byte_buffer *buffer)
{
	struct json_cut cut = { .mode = JSON_CUT_VALUES, .line = 1 };
	const char *end = memchr(buffer->bytes, '\n', buffer->length);
	size_t length = end ? (size_t)(end - buffer->bytes) : buffer->length;

	return json_cut_find(&cut, buffer->bytes, length, 0) != JSON_CUT_NONE;
}

void documents_cut(struct documents_walk *walk, const char *name, enum file_format format,
                   struct byte_stream *stream, struct byte_buffer *buffer)
{
	struct cutting cutting = {
		.walk = walk, .name = name, .stream = stream, .buffer = buffer, .column = 1
	};
	struct json_cut cut = { .mode = JSON_CUT_VALUES, .line = 1 };
	size_t at = 0;

	if (buffer->length >= 3 && memcmp(buffer->bytes, "\xef\xbb\xbf", 3) == 0) {
		buffer->length -= 3;
		memmove(buffer->bytes, buffer->bytes + 3, buffer->length);
	}
	if (format == FORMAT_JSON_LINES && is_lines(buffer)) {
		cut_lines(&cutting);
		return;
	}
	if (format == FORMAT_JSON_ARRAY) {
		cut.mode = JSON_CUT_ELEMENTS;
		while (buffer->bytes[at] != '[')
			cut.line += buffer->bytes[at++] == '\n';
		at++;
	}
	cut_values(&cutting, &cut, at);
}
