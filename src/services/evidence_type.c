/* evidence_type.c - files that begin with a signature; see evidence_type.h. */
#include "services/evidence_type.h"

#include <string.h>
#include <strings.h>

#define PDF_BEGINS_WITHIN 1024 /* as readers of PDF allow it */

struct evidence_type evidence_type_taken(const char *media_type, const char *extensions)
{
	return (struct evidence_type){ .media_type = media_type, .extensions = extensions };
}

struct evidence_type evidence_type_refused(const char *refusal, const char *remedy)
{
	return (struct evidence_type){ .extensions = "", .refusal = refusal, .remedy = remedy };
}

bool evidence_type_fits(const struct evidence_type *type, const char *name)
{
	const char *dot = strrchr(name, '.');
	const char *place = type->extensions;
	size_t length = dot ? strlen(dot) : 0;

	if (length < 2)
		return false;
	while ((place = strchr(place, '.')) != NULL) {
		size_t extension = 1 + strcspn(place + 1, ".");

		if (extension == length && strncasecmp(place, dot, length) == 0)
			return true;
		place++;
	}
	return false;
}

/* ------------------------------------------------------------------ signatures */

struct signature {
	const char *bytes;
	size_t length;
	const char *media_type; /* or NULL, and ... */
	const char *extensions;
	const char *refusal;
	const char *remedy;
};

/* Bytes as a string literal, without its NUL. */
#define BYTES(text) text, sizeof(text) - 1
#define PROGRAM "This is a program. Programs are not kept as evidence."
#define ARCHIVE "This is an archive that holds other files."
#define SEND_PAGE "Send a PDF, a picture or a screenshot that shows the evidence."
#define UNPACK "Unpack it, and add the files one by one."

static const struct signature signatures[] = {
	{ BYTES("\x89PNG\r\n\x1a\n"), "image/png", ".png", NULL, NULL },
	{ BYTES("\xff\xd8\xff"), "image/jpeg", ".jpg.jpeg.jfif", NULL, NULL },
	{ BYTES("GIF87a"), "image/gif", ".gif", NULL, NULL },
	{ BYTES("GIF89a"), "image/gif", ".gif", NULL, NULL },
	{ BYTES("II*\0"), "image/tiff", ".tif.tiff", NULL, NULL },
	{ BYTES("MM\0*"), "image/tiff", ".tif.tiff", NULL, NULL },
	{ BYTES("\x7f"
	        "ELF"),
	  NULL, "", PROGRAM, SEND_PAGE },
	{ BYTES("\xca\xfe\xba\xbe"), NULL, "", PROGRAM, SEND_PAGE },
	{ BYTES("\xfe\xed\xfa\xce"), NULL, "", PROGRAM, SEND_PAGE },
	{ BYTES("\xfe\xed\xfa\xcf"), NULL, "", PROGRAM, SEND_PAGE },
	{ BYTES("\xce\xfa\xed\xfe"), NULL, "", PROGRAM, SEND_PAGE },
	{ BYTES("\xcf\xfa\xed\xfe"), NULL, "", PROGRAM, SEND_PAGE },
	{ BYTES("\0asm"), NULL, "", PROGRAM, SEND_PAGE },
	{ BYTES("L\0\0\0\x01\x14\x02\0"), NULL, "",
	  "This is a Windows shortcut: it points to a file, and holds nothing of it.",
	  "Add the file that the shortcut points to." },
	{ BYTES("Rar!\x1a\x07"), NULL, "", ARCHIVE, UNPACK },
	{ BYTES("7z\xbc\xaf\x27\x1c"), NULL, "", ARCHIVE, UNPACK },
	{ BYTES("MSCF\0\0\0\0"), NULL, "", ARCHIVE, UNPACK },
	{ BYTES("\x1f\x8b"), NULL, "", ARCHIVE, UNPACK },
	{ BYTES("\xfd"
	        "7zXZ"),
	  NULL, "", ARCHIVE, UNPACK },
	{ BYTES("{\\rtf"), NULL, "", "This is a rich text file (RTF), which mipsia does not keep.",
	  "Open it in Word, save it as PDF or .docx, and add that." },
	{ BYTES("%!PS"), NULL, "", "This is a PostScript file, which mipsia does not keep.",
	  "Save it as PDF, and add that." },
};

static bool begins(const char *bytes, size_t length, const char *with, size_t with_length)
{
	return length >= with_length && memcmp(bytes, with, with_length) == 0;
}

static const struct signature *find_signature(const char *bytes, size_t length)
{
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
		if (begins(bytes, length, signatures[i].bytes, signatures[i].length))
			return &signatures[i];
	return NULL;
}

/* The kinds of picture within "ftyp" boxes that HEIC files name. */
static bool is_heic(const char *bytes, size_t length)
{
	static const char *const brands[] = { "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1" };

	if (length < 12 || memcmp(bytes + 4, "ftyp", 4) != 0)
		return false;
	for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
		if (memcmp(bytes + 8, brands[i], 4) == 0)
			return true;
	return false;
}

static bool is_webp(const char *bytes, size_t length)
{
	return length >= 16 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0;
}

/* Some scanners write a few bytes in front of a PDF; a web page is something else. */
static bool is_pdf(const char *bytes, size_t length)
{
	const char *place =
		memmem(bytes, length < PDF_BEGINS_WITHIN ? length : PDF_BEGINS_WITHIN, "%PDF-", 5);

	return place && memchr(bytes, '<', (size_t)(place - bytes)) == NULL;
}

/* Letters that a text may begin with as well: what follows them is none. */
static bool is_binary(const char *bytes, size_t length)
{
	return memchr(bytes, '\0', length < 512 ? length : 512) != NULL;
}

static bool is_film(const char *bytes, size_t length)
{
	return is_binary(bytes, length) &&
	       ((length >= 12 && memcmp(bytes + 4, "ftyp", 4) == 0) ||
	        begins(bytes, length, BYTES("\x1a\x45\xdf\xa3")) || begins(bytes, length, BYTES("RIFF")) ||
	        begins(bytes, length, BYTES("ID3")) || begins(bytes, length, BYTES("OggS")));
}

struct evidence_type evidence_type_find(const char *bytes, size_t length, const char *name)
{
	const struct signature *signature;

	if (length == 0)
		return evidence_type_refused("The file is empty.",
		                             "Check that it opens on your computer, and send it again.");
	signature = find_signature(bytes, length);
	if (signature)
		return (struct evidence_type){ signature->media_type, signature->extensions,
			                       signature->refusal, signature->remedy };
	if (begins(bytes, length, BYTES("MZ")) && is_binary(bytes, length))
		return evidence_type_refused(PROGRAM, SEND_PAGE);
	if (begins(bytes, length, BYTES("PK\x03\x04")) || begins(bytes, length, BYTES("PK\x05\x06")))
		return evidence_type_of_zip(bytes, length);
	if (begins(bytes, length, BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")))
		return evidence_type_of_ole(bytes, length);
	if (is_webp(bytes, length))
		return evidence_type_taken("image/webp", ".webp");
	if (is_heic(bytes, length))
		return evidence_type_taken("image/heic", ".heic.heif");
	if (is_film(bytes, length))
		return evidence_type_refused(
			"This is a film or a sound recording, which mipsia does not keep.",
			"Send a screenshot, or add a link to where it is kept.");
	if (is_pdf(bytes, length))
		return evidence_type_taken("application/pdf", ".pdf");
	return evidence_type_of_text(bytes, length, name);
}
