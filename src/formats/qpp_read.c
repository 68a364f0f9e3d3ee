/* qpp_read.c - see qpp_read.h. */
#include "formats/qpp_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- encodings */

static void say_encoding(struct findings *findings, enum finding_severity severity, const char *remedy,
                         const char *message)
{
	if (findings != NULL)
		findings_add(findings, severity, FINDING_MIPSIA, "encoding", 0,
		             (struct finding_place){ .path = "$", .line = 1, .column = 1 }, remedy, "%s",
		             message);
}

static unsigned unit_at(const unsigned char *at, bool big)
{
	return big ? (unsigned)(at[0] << 8 | at[1]) : (unsigned)(at[1] << 8 | at[0]);
}

static size_t put_utf8(char *out, unsigned code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* `length` is even. False at half of a surrogate pair. `out` holds 3 bytes for
 * every unit. */
static bool from_utf16(const unsigned char *bytes, size_t length, bool big, char *out, size_t *out_length)
{
	size_t used = 0;

	for (size_t i = 0; i < length; i += 2) {
		unsigned code = unit_at(bytes + i, big);
		unsigned low = i + 2 < length ? unit_at(bytes + i + 2, big) : 0;

		if (code >= 0xd800 && code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
			code = 0x10000u + ((code & 0x3ff) << 10 | (low & 0x3ff));
			i += 2;
		} else if (code >= 0xd800 && code < 0xe000) {
			return false;
		}
		used += put_utf8(out + used, code);
	}
	*out_length = used;
	return true;
}

static bool decode_utf16(const char *bytes, size_t length, bool big, struct qpp_text *out,
                         struct findings *findings)
{
	bool good;

	if (length > 2 * QPP_JSON_BYTES_MAX) {
		say_encoding(findings, FINDING_ERROR, "Divide the file.", "the file is too large");
		return false;
	}
	out->owned = malloc(length / 2 * 3 + 1);
	good = out->owned != NULL && length % 2 == 0 &&
	       from_utf16((const unsigned char *)bytes, length, big, out->owned, &out->length);
	if (!good) {
		say_encoding(findings, FINDING_ERROR, "Save it again as UTF-8.", "the file is broken UTF-16");
		free(out->owned);
		*out = (struct qpp_text){ 0 };
		return false;
	}
	out->bytes = out->owned;
	say_encoding(findings, FINDING_ERROR,
	             "Save it as UTF-8 ('mipsia convert --to qpp-json' does); Windows PowerShell's > writes "
	             "UTF-16.",
	             "the file is UTF-16, which CMS does not read; the rest was checked all the same");
	return true;
}

bool qpp_decode(const char *bytes, size_t length, struct qpp_text *out, struct findings *findings)
{
	const unsigned char *first = (const unsigned char *)bytes;

	*out = (struct qpp_text){ .bytes = bytes, .length = length };
	if (length >= 2 && ((first[0] == 0xff && first[1] == 0xfe) || (first[0] == 0xfe && first[1] == 0xff)))
		return decode_utf16(bytes + 2, length - 2, first[0] == 0xfe, out, findings);
	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		out->bytes += 3;
		out->length -= 3;
		say_encoding(findings, FINDING_REPAIR, "",
		             "the byte order mark at the beginning was skipped");
	}
	return true;
}

/* --------------------------------------------------------------------- reading */

bool qpp_read(const char *bytes, size_t length, struct qpp_json *out, struct findings *findings)
{
	struct qpp_json_fault fault;
	struct qpp_text text;
	bool read;

	*out = (struct qpp_json){ 0 };
	if (!qpp_decode(bytes, length, &text, findings))
		return false;
	read = qpp_json_parse(text.bytes, text.length, out, &fault);
	if (!read)
		findings_add(findings, FINDING_ERROR, FINDING_MIPSIA, fault.code, 0,
		             (struct finding_place){ .line = fault.place.line, .column = fault.place.column },
		             fault.remedy, "this is not JSON: %s", fault.message);
	free(text.owned);
	return read;
}

/* --------------------------------------------------------------------- objects */

static bool has_object(const json_t *root, const char *name)
{
	return json_is_object(json_object_get(root, name));
}

/* What CMS's API answers. */
static bool find_in_answer(json_t *root, struct qpp_object *found)
{
	static const struct {
		const char *name;
		const char *base;
		enum qpp_root root;
	} known[] = {
		{ "submission", "$.data.submission", QPP_SUBMISSION },
		{ "measurementSet", "$.data.measurementSet", QPP_MEASUREMENT_SET },
		{ "measurement", "$.data.measurement", QPP_MEASUREMENT },
	};
	json_t *data = json_object_get(root, "data");

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (!has_object(data, known[i].name))
			continue;
		found->object = json_object_get(data, known[i].name);
		found->base = known[i].base;
		found->root = known[i].root;
		return true;
	}
	return false;
}

struct qpp_object qpp_find_object(json_t *root)
{
	struct qpp_object found = { .root = QPP_SUBMISSION, .object = root, .base = "$" };
	bool is_set =
		json_object_get(root, "category") != NULL || json_object_get(root, "measurements") != NULL;

	if (find_in_answer(root, &found))
		return found;
	if (is_set) {
		found.root = QPP_MEASUREMENT_SET;
	} else if (json_object_get(root, "measureId") != NULL) {
		found.root = QPP_MEASUREMENT;
	} else if (json_object_get(root, "submission") != NULL) {
		found.object = json_object_get(root, "submission");
		found.base = "$.submission";
		found.profile = json_object_get(root, "profile");
		found.is_case = true;
	}
	return found;
}

/* "$.a" below the base "$.data" becomes "$.data.a". */
static void put_base(struct finding *finding, const char *base)
{
	char *path;

	if (strcmp(base, "$") == 0 || finding->path[0] != '$')
		return;
	if (asprintf(&path, "%s%s", base, finding->path + 1) < 0)
		return;
	free(finding->path);
	finding->path = path;
}

void qpp_locate(struct findings *findings, size_t first, struct qpp_places *places, const char *base)
{
	for (size_t i = first; i < findings->length; i++) {
		struct finding *finding = &findings->items[i];
		struct qpp_place place;

		put_base(finding, base);
		if (finding->line != 0 || finding->path[0] != '$')
			continue;
		place = qpp_places_find(places, finding->path);
		finding->line = place.line;
		finding->column = place.column;
	}
}
