/* detect.c - see detect.h. */
#include "formats/detect.h"

#include <string.h>

#include "formats/json_cut.h"
#include "formats/qrda3.h"
#include "formats/sheet_zip.h"
#include "formats/xml2017.h"

struct magic {
	size_t at;
	const char *bytes;
	size_t length;
	enum file_format format;
};

static const struct magic magics[] = {
	{ 0, "PK\3\4", 4, FORMAT_ZIP },
	{ 0, "PK\5\6", 4, FORMAT_ZIP }, /* no entry */
	{ 0, "\x1f\x8b", 2, FORMAT_COMPRESSED },
	{ 0,
	  "\xfd"
	  "7zXZ\0",
	  6, FORMAT_COMPRESSED },
	{ 0, "\x28\xb5\x2f\xfd", 4, FORMAT_COMPRESSED },
	{ 0, "BZh", 3, FORMAT_COMPRESSED },
	{ 0, "7z\xbc\xaf\x27\x1c", 6, FORMAT_ARCHIVE },
	{ 257, "ustar", 5, FORMAT_ARCHIVE },
	{ 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, FORMAT_XLS },
};

static bool is_magic(const struct magic *magic, const char *bytes, size_t length)
{
	return length >= magic->at + magic->length &&
	       memcmp(bytes + magic->at, magic->bytes, magic->length) == 0;
}

/* ------------------------------------------------------------------------ text */

/* The first bytes of a text as single bytes, UTF-16 or not: enough to look at. */
struct look {
	char text[4096];
	size_t length;
	bool wide;
};

static void look_wide(struct look *look, const char *bytes, size_t length, bool big)
{
	for (size_t i = big ? 1 : 0; i < length && look->length < sizeof look->text; i += 2)
		look->text[look->length++] = bytes[i];
	look->wide = true;
}

static void look_at(struct look *look, const char *bytes, size_t length)
{
	look->length = 0;
	look->wide = false;
	if (length >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
		look_wide(look, bytes + 2, length - 2, false);
	else if (length >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		look_wide(look, bytes + 2, length - 2, true);
	else if (length >= 4 && bytes[0] == '<' && bytes[1] == '\0')
		look_wide(look, bytes, length, false);
	else if (length >= 4 && bytes[0] == '\0' && bytes[1] == '<')
		look_wide(look, bytes, length, true);
	if (look->wide)
		return;
	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		length -= 3;
	}
	look->length = length < sizeof look->text ? length : sizeof look->text;
	memcpy(look->text, bytes, look->length);
}

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

/* No control characters but those of a text; old programs end one with Ctrl-Z. */
static bool is_text(const struct look *look)
{
	size_t length = look->length;

	while (length > 0 && look->text[length - 1] == '\x1a')
		length--;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)look->text[i];

		if (c < ' ' && !is_space((char)c) && c != '\f')
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------------ JSON */

/* Members of the first object, and how deep it stands in arrays. */
struct keys {
	bool case_or_submission;
	bool measure;   /* measureId */
	bool measured;  /* value */
	bool inventory; /* metricType, firstPerformanceYear, ... */
	bool error;
	bool data;
	bool answer;
};

static bool is_key(const char *text, size_t length, const char *key)
{
	return length == strlen(key) && memcmp(text, key, length) == 0;
}

static void note_key(struct keys *keys, const char *key, size_t length)
{
	keys->case_or_submission |=
		is_key(key, length, "submission") || is_key(key, length, "performanceYear") ||
		is_key(key, length, "measurementSets") || is_key(key, length, "measurements") ||
		is_key(key, length, "entityType") || is_key(key, length, "submissionMethod");
	keys->measure |= is_key(key, length, "measureId");
	keys->measured |= is_key(key, length, "value");
	keys->inventory |= is_key(key, length, "metricType") || is_key(key, length, "firstPerformanceYear") ||
	                   is_key(key, length, "isInverse");
	keys->error |= is_key(key, length, "error") || is_key(key, length, "errors");
	keys->data |= is_key(key, length, "data");
	keys->answer |= is_key(key, length, "maxPoints") || is_key(key, length, "contribution");
}

/* The end of the string whose quote stands at `at`. */
static size_t string_end(const char *text, size_t length, size_t at)
{
	for (at++; at < length && text[at] != '"'; at++)
		at += text[at] == '\\';
	return at;
}

/* Notes the names of members of the first object, as far as the text goes. */
static void scan_keys(const char *text, size_t length, size_t at, struct keys *keys)
{
	int depth = 0;

	for (; at < length; at++) {
		if (text[at] == '"') {
			size_t end = string_end(text, length, at);
			size_t next = skip_space(text, length, end + 1);

			if (depth == 1 && end < length && next < length && text[next] == ':')
				note_key(keys, text + at + 1, end - at - 1);
			at = end;
		} else if (text[at] == '{' || (text[at] == '[' && depth > 0)) {
			depth++;
		} else if ((text[at] == '}' || text[at] == ']') && --depth <= 0) {
			return;
		}
	}
}

static enum file_format kind_of(const struct keys *keys)
{
	if (keys->inventory)
		return FORMAT_INVENTORY;
	if (keys->answer)
		return FORMAT_ANSWER;
	if (keys->case_or_submission || keys->data || (keys->measure && keys->measured))
		return FORMAT_QPP_JSON;
	return keys->error ? FORMAT_CMS_ERROR : FORMAT_OTHER_JSON;
}

/* Whether another value follows the first one. */
static bool has_another(const char *text, size_t length, size_t at)
{
	struct json_cut cut = { .mode = JSON_CUT_VALUES, .line = 1 };
	size_t end = json_cut_find(&cut, text, length, at);

	if (end == JSON_CUT_NONE)
		return false;
	end = skip_space(text, length, end);
	return end < length && (text[end] == '{' || text[end] == '[');
}

static enum file_format detect_json(const char *text, size_t length, size_t at)
{
	struct keys keys = { 0 };
	enum file_format kind;

	scan_keys(text, length, at, &keys);
	kind = kind_of(&keys);
	if (kind != FORMAT_QPP_JSON && kind != FORMAT_OTHER_JSON)
		return kind;
	if (text[at] == '[')
		return kind == FORMAT_QPP_JSON ? FORMAT_JSON_ARRAY : FORMAT_OTHER_JSON;
	if (kind == FORMAT_QPP_JSON && has_another(text, length, at))
		return FORMAT_JSON_LINES;
	return kind;
}

/* ------------------------------------------------------------------------- all */

static enum file_format detect_xml(const char *bytes, size_t length)
{
	if (qrda3_sniff(bytes, length))
		return FORMAT_QRDA3;
	return xml2017_sniff(bytes, length) ? FORMAT_XML2017 : FORMAT_OTHER_XML;
}

static enum file_format detect_zip(const char *bytes, size_t length)
{
	if (sheet_zip_has(bytes, length, "xl/"))
		return FORMAT_XLSX;
	/* Other documents of office programs are zip files as well. */
	if (sheet_zip_has(bytes, length, "[Content_Types].xml") || sheet_zip_has(bytes, length, "mimetype"))
		return FORMAT_UNKNOWN;
	return FORMAT_ZIP;
}

static bool has_separator(const struct look *look)
{
	for (size_t i = 0; i < look->length; i++) {
		char c = look->text[i];

		if (c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r')
			return true;
	}
	return false;
}

static enum file_format detect_text(const struct look *look, const char *bytes, size_t length)
{
	size_t at = skip_space(look->text, look->length, 0);
	size_t mark = !look->wide && length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	if (at == look->length)
		return FORMAT_EMPTY;
	if (look->text[at] == '<')
		return detect_xml(bytes, length);
	if (look->text[at] == '{' || look->text[at] == '[')
		return look->wide ? detect_json(look->text, look->length, at)
		                  : detect_json(bytes + mark, length - mark, at);
	if (is_text(look) && has_separator(look))
		return FORMAT_CSV;
	return FORMAT_UNKNOWN;
}

enum file_format detect_format(const char *bytes, size_t length)
{
	struct look look;

	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		if (is_magic(&magics[i], bytes, length))
			return magics[i].format == FORMAT_ZIP ? detect_zip(bytes, length) : magics[i].format;
	}
	look_at(&look, bytes, length);
	return detect_text(&look, bytes, length);
}

const char *detect_name(enum file_format format)
{
	static const char *const names[FORMAT_END] = {
		[FORMAT_EMPTY] = "an empty file",
		[FORMAT_UNKNOWN] = "a file of an unknown kind",
		[FORMAT_QPP_JSON] = "QPP JSON",
		[FORMAT_JSON_LINES] = "QPP JSON, several",
		[FORMAT_JSON_ARRAY] = "QPP JSON, an array",
		[FORMAT_CMS_ERROR] = "an error document of CMS",
		[FORMAT_ANSWER] = "an answer of mipsia score",
		[FORMAT_INVENTORY] = "CMS's inventory of measures",
		[FORMAT_OTHER_JSON] = "JSON",
		[FORMAT_QRDA3] = "QRDA III",
		[FORMAT_XML2017] = "XML submission of 2017",
		[FORMAT_OTHER_XML] = "XML",
		[FORMAT_CSV] = "CSV",
		[FORMAT_XLSX] = "Excel workbook",
		[FORMAT_XLS] = "Excel workbook of before 2007",
		[FORMAT_ZIP] = "a zip file",
		[FORMAT_ARCHIVE] = "an archive",
		[FORMAT_COMPRESSED] = "a compressed file",
	};

	return (unsigned)format < FORMAT_END ? names[format] : names[FORMAT_UNKNOWN];
}

const char *detect_advice(enum file_format format)
{
	switch (format) {
	case FORMAT_EMPTY:
		return "it is empty; export it again";
	case FORMAT_UNKNOWN:
		return "it is none of the formats mipsia reads; give QPP JSON, QRDA III, CSV, xlsx or a zip "
		       "of them";
	case FORMAT_CMS_ERROR:
		return "it is an error document of CMS, not a submission; give the file that CMS refused";
	case FORMAT_ANSWER:
		return "it is an answer of 'mipsia score', not a submission; give the case it was made from";
	case FORMAT_INVENTORY:
		return "it is CMS's inventory of measures; 'mipsia import-inventory' reads it";
	case FORMAT_XLS:
		return "it is an Excel workbook of before 2007; save it as .xlsx or CSV";
	default:
		return NULL;
	}
}
