/* evidence_name.c - names of evidence files; see evidence_name.h. */
#include "services/evidence_name.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define EXTENSION_MAX 12 /* a longer one is no extension */

static const char *last_part(const char *name)
{
	const char *part = name;

	for (; *name; name++)
		if (*name == '/' || *name == '\\')
			part = name + 1;
	return part;
}

/* Reads one character; 0 bytes become one byte of something else. */
static size_t take_character(const char *text, uint32_t *code)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t length = s[0] < 0x80 ? 1 : s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;

	*code = s[0];
	if (length == 1)
		return 1;
	*code &= 0x7fu >> length;
	for (size_t i = 1; i < length; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (s[i] & 0x3fu);
	}
	if (s[0] < 0xc2 || s[0] > 0xf4 || *code > 0x10ffff || (*code >= 0xd800 && *code <= 0xdfff) ||
	    *code < (length == 2   ? 0x80u
	             : length == 3 ? 0x800u
	                           : 0x10000u))
		return 0;
	return length;
}

/* Not seen, or turning the direction of what follows: "exe.fdp" could look like "pdf.exe". */
static bool is_hidden(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
	       (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff ||
	       code == 0x00ad || code == 0x061c;
}

static bool is_forbidden(uint32_t code)
{
	return code < 0x80 && strchr("<>:\"|?*", (int)code) != NULL;
}

/* Names of devices, which Windows opens instead of a file. */
static bool is_device(const char *name)
{
	static const char *const devices[] = { "CON", "PRN", "AUX", "NUL" };
	size_t length = strcspn(name, ".");

	for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
		if (length == 3 && strncasecmp(name, devices[i], 3) == 0)
			return true;
	return length == 4 && (strncasecmp(name, "COM", 3) == 0 || strncasecmp(name, "LPT", 3) == 0) &&
	       name[3] >= '0' && name[3] <= '9';
}

/* Where the extension begins, or the end. */
static const char *extension_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot != name && strlen(dot) <= EXTENSION_MAX ? dot : name + strlen(name);
}

/* Shortens the name to `most` bytes, between characters, and keeps its extension. */
static void shorten(char *name, size_t most)
{
	size_t length = strlen(name);
	const char *extension = extension_of(name);
	size_t tail = strlen(extension);
	size_t stem = most - tail;

	if (length <= most)
		return;
	while (stem > 0 && ((unsigned char)name[stem] & 0xc0) == 0x80)
		stem--;
	memmove(name + stem, extension, tail + 1);
}

static void trim(char *name)
{
	size_t begin = strspn(name, " .");
	size_t length = strlen(name);

	memmove(name, name + begin, length - begin + 1);
	length -= begin;
	while (length > 0 && strchr(" .", name[length - 1]))
		name[--length] = '\0';
}

void evidence_name_clean(const char *name, char out[EVIDENCE_NAME])
{
	char clean[4 * EVIDENCE_NAME] = "";
	size_t length = 0;
	uint32_t code;

	for (name = last_part(name); *name && length + 4 < sizeof clean;) {
		size_t n = take_character(name, &code);

		if (n == 0 || is_forbidden(code))
			clean[length++] = '_';
		else if (!is_hidden(code)) {
			memcpy(clean + length, name, n);
			length += n;
		}
		name += n ? n : 1;
	}
	clean[length] = '\0';
	trim(clean);
	shorten(clean, EVIDENCE_NAME_MAX - 1);
	snprintf(out, EVIDENCE_NAME, "%s%.*s", is_device(clean) ? "_" : "", EVIDENCE_NAME_MAX - 1,
	         *clean ? clean : "file");
}

void evidence_name_fit(const struct evidence_type *type, char name[EVIDENCE_NAME])
{
	size_t usual = 1 + strcspn(type->extensions + 1, ".");

	if (evidence_type_fits(type, name))
		return;
	if (strlen(name) + usual > EVIDENCE_NAME_MAX)
		shorten(name, EVIDENCE_NAME_MAX - usual);
	strncat(name, type->extensions, usual);
}

void evidence_name_ascii(const char *name, char *out, size_t size)
{
	size_t n = 0;

	for (; *name && n + 1 < size; name++)
		if (((unsigned char)*name & 0xc0) != 0x80)
			out[n++] = (unsigned char)*name < 0x80 && *name != '"' ? *name : '_';
	out[n] = '\0';
}
