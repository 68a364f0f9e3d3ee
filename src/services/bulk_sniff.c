/*
 * bulk_sniff.c - one JSON value, an array, or a value a line? The first bytes
 * tell, and where they do not, the end of the first line does: a value that is
 * open there goes on in the next line, unless the next line begins with a bracket
 * where none can stand. Then it is a damaged line of NDJSON.
 */
#include "services/bulk_sniff.h"

#include <string.h>

#include "formats/json_cut.h"

struct magic {
	const char *bytes;
	size_t length;
	const char *complaint;
};

#define MAGIC(bytes, complaint)                                                                              \
	{                                                                                                    \
		bytes, sizeof(bytes) - 1, complaint                                                          \
	}

static const struct magic magics[] = {
	MAGIC("\xff\xfe", "the file is UTF-16; save it as UTF-8"),
	MAGIC("\xfe\xff", "the file is UTF-16; save it as UTF-8"),
	MAGIC("\x1f\x8b", "the file is compressed; unpack it: zcat FILE | mipsia score -"),
	MAGIC("\x28\xb5\x2f\xfd", "the file is compressed; unpack it: zstdcat FILE | mipsia score -"),
	MAGIC("PK\x03\x04", "the file is a zip archive or a workbook; give JSON"),
	MAGIC("<", "the file is XML or HTML; give JSON"),
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_space(const char *text, size_t length, size_t at)
{
	while (at < length && is_space(text[at]))
		at++;
	return at;
}

static const char *complaint_about(const char *text, size_t length)
{
	for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
		if (length >= magics[i].length && memcmp(text, magics[i].bytes, magics[i].length) == 0)
			return magics[i].complaint;
	return NULL;
}

/* The last byte before `end` that is no white space. */
static char last_byte(const char *text, size_t begin, size_t end)
{
	while (end > begin && is_space(text[end - 1]))
		end--;
	return end > begin ? text[end - 1] : '\0';
}

/* The value beginning at `begin` is open at the end of its line, `end`. */
static enum bulk_kind sniff_open(const char *text, size_t length, bool whole, size_t begin, size_t end,
                                 bool in_string)
{
	size_t next = skip_space(text, length, end);
	char last = last_byte(text, begin, end);

	if (in_string)
		return BULK_LINES;
	if (next == length)
		return whole ? BULK_LINES : BULK_UNDECIDED;
	if (text[next] == '{' && last != '[' && last != ',' && last != ':')
		return BULK_LINES;
	return BULK_VALUES;
}

enum bulk_kind bulk_sniff(const char *text, size_t length, bool whole, size_t *begin, const char **complaint)
{
	static const char byte_order_mark[] = "\xef\xbb\xbf";
	struct json_cut cut = { .mode = JSON_CUT_VALUES, .line = 1 };
	const char *newline;
	size_t at = 0;

	if (length < 4 && !whole)
		return BULK_UNDECIDED;
	if (length >= 3 && memcmp(text, byte_order_mark, 3) == 0)
		at = 3;
	*begin = at;
	*complaint = complaint_about(text + at, length - at);
	if (*complaint != NULL)
		return BULK_FOREIGN;
	at = skip_space(text, length, at);
	if (at == length)
		return whole ? BULK_EMPTY : BULK_UNDECIDED;
	if (text[at] == '[') {
		*begin = at + 1;
		return BULK_ELEMENTS;
	}
	if (text[at] != '{')
		return BULK_LINES;
	newline = memchr(text + at, '\n', length - at);
	if (newline == NULL && !whole)
		return BULK_UNDECIDED;

	size_t end = newline ? (size_t)(newline - text) : length;
	if (json_cut_find(&cut, text, end, at) != JSON_CUT_NONE)
		return BULK_LINES;
	return sniff_open(text, length, whole, at, end, cut.in_string);
}
