/* evidence_type_text.c - files without a signature: text that people read, e-mail, and
 * text that would run somewhere, which is refused. */
#include "services/evidence_type.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#define LOOKED_AT 4096 /* bytes at the beginning in which markup shows */

/* ------------------------------------------------------------------- is it text */

/* Bytes of the UTF-8 character that begins there; 0: there is none. */
static size_t character_at(const unsigned char *s, size_t left)
{
	size_t length = s[0] < 0x80 ? 1 : s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
	uint32_t code = s[0];

	if (length == 1)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4 || length > left)
		return 0;
	code &= 0x7fu >> length;
	for (size_t i = 1; i < length; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (s[i] & 0x3fu);
	}
	if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		return 0;
	return length == 2 || code >= (length == 3 ? 0x800u : 0x10000u) ? length : 0;
}

static bool is_utf8(const char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length) {
		size_t character = character_at((const unsigned char *)bytes + at, length - at);

		if (character == 0)
			return false;
		at += character;
	}
	return true;
}

static bool is_control(unsigned char c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f;
}

static bool has_controls(const char *bytes, size_t length)
{
	/* a Ctrl-Z at the end is how DOS ended texts */
	if (length > 0 && bytes[length - 1] == 0x1a)
		length--;
	for (size_t i = 0; i < length; i++)
		if (is_control((unsigned char)bytes[i]))
			return true;
	return false;
}

/* Windows-1252 has no characters at these five places. */
static bool is_latin(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (memchr("\x81\x8d\x8f\x90\x9d", bytes[i], 5))
			return false;
	return true;
}

static bool is_utf16(const char *bytes, size_t length)
{
	size_t high = (unsigned char)bytes[0] == 0xff ? 1 : 0; /* where the high byte stands */

	for (size_t i = 2; i + 1 < length; i += 2)
		if (bytes[i + high] == 0 && is_control((unsigned char)bytes[i + 1 - high]))
			return false;
	return length % 2 == 0;
}

/* The beginning as bytes of ASCII, so that markup shows whatever the encoding. */
static size_t beginning_of(const char *bytes, size_t length, char out[LOOKED_AT + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < length && n < LOOKED_AT; i++)
		if (bytes[i] > 0)
			out[n++] = bytes[i];
	out[n] = '\0';
	return n;
}

/* ------------------------------------------------------------ what would it run */

/* Endings that make a desktop run or open a text with more than a reader. */
static const char *const running[] = { ".bat",     ".cmd",   ".com", ".exe",    ".hta",  ".htm", ".html",
	                               ".inf",     ".jar",   ".js",  ".jse",    ".lnk",  ".mht", ".mhtml",
	                               ".ps1",     ".psm1",  ".py",  ".reg",    ".scf",  ".scr", ".sh",
	                               ".svg",     ".svgz",  ".url", ".vb",     ".vbe",  ".vbs", ".wsf",
	                               ".wsh",     ".xhtml", ".xht", ".xsl",    ".xslt", ".pif", ".msi",
	                               ".desktop", ".iqy",   ".slk", ".command" };

static bool ends_running(const char *name)
{
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof running / sizeof *running; i++)
		if (strcasecmp(dot, running[i]) == 0)
			return true;
	return false;
}

static bool is_web_page(const char *beginning)
{
	static const char *const marks[] = { "<!doctype html",
		                             "<html",
		                             "<head",
		                             "<body",
		                             "<script",
		                             "<svg",
		                             "<iframe",
		                             "http://www.w3.org/1999/xhtml",
		                             "http://www.w3.org/2000/svg",
		                             "<?xml-stylesheet",
		                             "<xsl:",
		                             "<!entity" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strcasestr(beginning, marks[i]))
			return true;
	return false;
}

/* ---------------------------------------------------------------------- e-mail */

static bool is_header_name(const char *line, size_t length)
{
	size_t n = 0;

	while (n < length && line[n] > ' ' && line[n] < 0x7f && line[n] != ':')
		n++;
	return n > 0 && n < length && line[n] == ':';
}

static bool names(const char *line, const char *header)
{
	return strncasecmp(line, header, strlen(header)) == 0;
}

/* Headers of e-mail up to an empty line, and the ones that every e-mail has. */
static bool is_mail(const char *text)
{
	bool from = false;
	bool date = false;

	while (*text) {
		size_t length = strcspn(text, "\r\n");

		if (length == 0)
			break;
		if (*text != ' ' && *text != '\t' && !is_header_name(text, length))
			return false;
		from |= names(text, "from:");
		date |= names(text, "date:");
		text += length;
		text += *text == '\r';
		text += *text == '\n';
	}
	return from && date;
}

/* ---------------------------------------------------------------------- answer */

static bool is_text(const char *bytes, size_t length)
{
	if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return is_utf16(bytes, length);
	return !has_controls(bytes, length) && (is_utf8(bytes, length) || is_latin(bytes, length));
}

struct evidence_type evidence_type_of_text(const char *bytes, size_t length, const char *name)
{
	static const struct evidence_type csv = { "text/csv", ".csv.tsv", NULL, NULL };
	char beginning[LOOKED_AT + 1];
	const char *text = beginning;

	if (!is_text(bytes, length))
		return evidence_type_refused("mipsia does not know this kind of file.",
		                             "Send a PDF, a picture, or a Word or Excel document.");
	beginning_of(bytes, length, beginning);
	text += strspn(text, " \t\r\n");
	if (is_mail(text) && !ends_running(name))
		return evidence_type_taken("message/rfc822", ".eml");
	if (is_web_page(text))
		return evidence_type_refused("This is a web page or a drawing that can run programs.",
		                             "Print it to PDF, or send a screenshot.");
	if (strncmp(text, "#!", 2) == 0 || ends_running(name))
		return evidence_type_refused(
			"This is a script or another file that a computer runs.",
			"Send a PDF, a picture or a screenshot that shows the evidence.");
	if (strncmp(text, "<?xml", 5) == 0)
		return evidence_type_taken("application/xml", ".xml");
	if (evidence_type_fits(&csv, name))
		return csv;
	return evidence_type_taken("text/plain", ".txt.log.md.json.text");
}
