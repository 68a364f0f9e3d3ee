/* xml_source.c - encodings. See xml_source.h. */
#include "formats/xml_source.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MARK_DISTANCE 4096 /* bytes: no position is further from a mark */
#define ENCODING_NAME 40
#define DECLARATION_MAX 256

struct mark {
	const char *bytes;
	size_t length;
	size_t skip; /* bytes of the mark that are no text */
	const char *encoding;
};

/* XML 1.0, appendix F, without EBCDIC and UCS-4. */
static const struct mark marks[] = {
	{ "\xEF\xBB\xBF", 3, 3, "UTF-8" }, { "\xFE\xFF", 2, 2, "UTF-16BE" }, { "\xFF\xFE", 2, 2, "UTF-16LE" },
	{ "\0<\0?", 4, 0, "UTF-16BE" },    { "<\0?\0", 4, 0, "UTF-16LE" },
};

static const struct mark *find_mark(const char *bytes, size_t length)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (length >= marks[i].length && memcmp(bytes, marks[i].bytes, marks[i].length) == 0)
			return &marks[i];
	}
	return NULL;
}

static bool is_name_byte(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
	       c == '_' || c == '-';
}

/* Copies the name between the quotes at `text`; false when it is none. */
static bool copy_name(const char *text, const char *end, char name[ENCODING_NAME])
{
	size_t length = 0;
	char quote;

	if (text >= end || (*text != '"' && *text != '\''))
		return false;
	quote = *text++;
	while (text < end && is_name_byte(*text) && length < ENCODING_NAME - 1)
		name[length++] = *text++;
	name[length] = '\0';
	return length > 0 && text < end && *text == quote;
}

static const char *skip_blanks(const char *text, const char *end)
{
	while (text < end && (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n'))
		text++;
	return text;
}

/* The encoding that the XML declaration names, or "" when it names none. A
 * declaration that cannot be read is left to the parser. */
static void declared_encoding(const char *text, size_t length, char name[ENCODING_NAME])
{
	const char *end = text + (length < DECLARATION_MAX ? length : DECLARATION_MAX);
	const char *close, *at;

	name[0] = '\0';
	if (length < 6 || memcmp(text, "<?xml", 5) != 0)
		return;
	close = memmem(text, (size_t)(end - text), "?>", 2);
	at = close ? memmem(text, (size_t)(close - text), "encoding", 8) : NULL;
	if (at == NULL)
		return;
	at = skip_blanks(at + 8, close);
	if (at < close && *at == '=')
		at = skip_blanks(at + 1, close);
	if (!copy_name(at, close, name))
		name[0] = '\0';
}

/* One call to iconv; grows the output while it is too small. */
static enum xml_source_status convert_all(iconv_t converter, char *in, size_t left, struct xml_source *source)
{
	size_t capacity = left + left / 2 + 16, used = 0;

	for (;;) {
		char *grown, *out;
		size_t room;

		if (capacity > 2 * XML_SOURCE_MAX)
			return XML_SOURCE_LIMIT;
		grown = realloc(source->converted, capacity);
		if (grown == NULL)
			return XML_SOURCE_MEMORY;
		source->converted = grown;
		out = grown + used;
		room = capacity - used - 1;
		if (iconv(converter, &in, &left, &out, &room) != (size_t)-1) {
			source->length = (size_t)(out - grown);
			*out = '\0';
			return XML_SOURCE_OK;
		}
		if (errno != E2BIG)
			return XML_SOURCE_ENCODING;
		used = (size_t)(out - grown);
		capacity *= 2;
	}
}

static enum xml_source_status convert(const char *bytes, size_t length, const char *encoding,
                                      struct xml_source *source)
{
	iconv_t converter = iconv_open("UTF-8", encoding);
	enum xml_source_status status;

	if (converter == (iconv_t)-1)
		return XML_SOURCE_ENCODING;
	status = convert_all(converter, (char *)bytes, length, source);
	iconv_close(converter);
	if (status == XML_SOURCE_OK && source->length > XML_SOURCE_MAX)
		status = XML_SOURCE_LIMIT;
	source->text = source->converted;
	return status;
}

/* Encodings in which the declaration itself could not have been read, and UTF-7,
 * which CMS's converter does not know. */
static bool is_refused(const char *encoding)
{
	static const char *const starts[] = { "UTF-16", "UTF16", "UTF-7", "UTF7", "ISO-10646", "UCS" };

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		if (strncasecmp(encoding, starts[i], strlen(starts[i])) == 0)
			return true;
	}
	return false;
}

/* Encodings of which ASCII is a part, or a name that says UTF-8. */
static enum xml_source_status open_declared(const char *text, size_t length, struct xml_source *source)
{
	char encoding[ENCODING_NAME];

	declared_encoding(text, length, encoding);
	source->text = text;
	source->length = length;
	if (encoding[0] == '\0' || strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0)
		return XML_SOURCE_OK;
	if (is_refused(encoding))
		return XML_SOURCE_ENCODING;
	return convert(text, length, encoding, source);
}

enum xml_source_status xml_source_open(const char *bytes, size_t length, struct xml_source *source)
{
	const struct mark *mark = find_mark(bytes, length);
	enum xml_source_status status;

	*source = (struct xml_source){ .text = "" };
	if (length > XML_SOURCE_MAX)
		return XML_SOURCE_LIMIT;
	if (mark == NULL) {
		status = open_declared(bytes, length, source);
	} else if (strcmp(mark->encoding, "UTF-8") == 0) {
		source->text = bytes + mark->skip;
		source->length = length - mark->skip;
		status = XML_SOURCE_OK;
	} else {
		status = convert(bytes + mark->skip, length - mark->skip, mark->encoding, source);
	}
	if (status == XML_SOURCE_OK && memchr(source->text, '\0', source->length) != NULL)
		status = XML_SOURCE_ENCODING;
	return status;
}

void xml_source_close(struct xml_source *source)
{
	if (source == NULL)
		return;
	free(source->converted);
	*source = (struct xml_source){ .text = "" };
}

/* ----------------------------------------------------------------- positions */

/* UTF-16 units of UTF-8 text. */
static uint32_t count_units(const char *text, size_t length)
{
	uint32_t units = 0;

	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];

		units += (byte & 0xC0u) != 0x80u;
		units += byte >= 0xF0u;
	}
	return units;
}

/* Behind the next line end before `end`, or NULL. Of CR LF, the LF ends the line.
 * Most texts have no CR, and are searched at the speed of memchr. */
static const char *next_line(const struct xml_lines *lines, const char *at, const char *end)
{
	const char *all = lines->source->text + lines->source->length;

	if (!lines->has_cr) {
		at = memchr(at, '\n', (size_t)(end - at));
		return at ? at + 1 : NULL;
	}
	for (; at < end; at++) {
		if (*at == '\n' || (*at == '\r' && (at + 1 == all || at[1] != '\n')))
			return at + 1;
	}
	return NULL;
}

/* The position of `to`, from that of an offset before it. */
static struct xml_position advance(const struct xml_lines *lines, struct xml_position position, size_t from,
                                   size_t to)
{
	const char *at = lines->source->text + from;
	const char *end = lines->source->text + to;
	const char *line;

	while ((line = next_line(lines, at, end)) != NULL) {
		position.line++;
		position.column = 1;
		at = line;
	}
	position.column += count_units(at, (size_t)(end - at));
	return position;
}

static bool make_marks(struct xml_lines *lines)
{
	size_t length = lines->source->length / MARK_DISTANCE + 1;

	lines->marks = malloc(length * sizeof *lines->marks);
	if (lines->marks == NULL)
		return false;
	lines->has_cr = memchr(lines->source->text, '\r', lines->source->length) != NULL;
	lines->marks[0] = (struct xml_position){ 1, 1 };
	for (size_t i = 1; i < length; i++)
		lines->marks[i] =
			advance(lines, lines->marks[i - 1], (i - 1) * MARK_DISTANCE, i * MARK_DISTANCE);
	return true;
}

struct xml_position xml_lines_find(struct xml_lines *lines, size_t offset)
{
	size_t mark;

	if (lines->marks == NULL && !make_marks(lines))
		return (struct xml_position){ 0, 0 };
	if (offset > lines->source->length)
		offset = lines->source->length;
	mark = offset / MARK_DISTANCE;
	return advance(lines, lines->marks[mark], mark * MARK_DISTANCE, offset);
}

void xml_lines_free(struct xml_lines *lines)
{
	free(lines->marks);
	*lines = (struct xml_lines){ .source = lines->source };
}

/* ------------------------------------------------------------------ sniffing */

/* Behind comments, declarations and processing instructions; NULL at the end. */
static const char *find_root(const char *text, const char *end)
{
	for (text = skip_blanks(text, end); text + 1 < end && *text == '<'; text = skip_blanks(text, end)) {
		bool comment = end - text > 3 && memcmp(text, "<!--", 4) == 0;
		const char *close = comment ? "-->" : text[1] == '?' ? "?>" : ">";

		if (text[1] != '?' && text[1] != '!')
			return text + 1;
		text = memmem(text, (size_t)(end - text), close, strlen(close));
		if (text == NULL)
			return NULL;
		text += strlen(close);
	}
	return NULL;
}

static bool is_name_end(char c)
{
	return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool root_is(const char *text, const char *end, const char *root_name)
{
	size_t length = strlen(root_name);
	const char *name = text;

	for (; text < end && !is_name_end(*text); text++) {
		if (*text == ':')
			name = text + 1;
	}
	return text < end && (size_t)(text - name) == length && memcmp(name, root_name, length) == 0;
}

bool xml_source_sniff(const char *bytes, size_t length, const char *root_name)
{
	struct xml_source source;
	const char *root;
	bool found = false;

	if (length > 0 && xml_source_open(bytes, length, &source) == XML_SOURCE_OK) {
		root = find_root(source.text, source.text + source.length);
		found = root != NULL && root_is(root, source.text + source.length, root_name);
		xml_source_close(&source);
	} else if (length > 0) {
		xml_source_close(&source);
	}
	return found;
}
