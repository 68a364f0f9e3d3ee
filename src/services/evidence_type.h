/*
 * evidence_type.h - what an uploaded file is, found in its bytes. What a name or a
 * browser claims decides nothing, but for a script that is plain text: there the
 * name's ending is what makes a desktop run it.
 *
 * Own signatures, and not libmagic: its database is a second file beside the
 * program, and it names hundreds of kinds where a dozen are taken. Taken: PDF;
 * PNG, JPEG, GIF, WebP, HEIC, TIFF; Word, Excel and PowerPoint without macros, new
 * and old; OpenDocument; e-mail (EML, MSG); plain text, CSV, JSON, XML. Everything
 * else is refused with a sentence that says what to send instead.
 */
#ifndef MIPSIA_SERVICES_EVIDENCE_TYPE_H
#define MIPSIA_SERVICES_EVIDENCE_TYPE_H

#include <stdbool.h>
#include <stddef.h>

struct evidence_type {
	const char *media_type; /* "application/pdf"; NULL: refused */
	const char *extensions; /* of names of this type, the usual one first: ".jpg.jpeg" */
	const char *refusal;    /* what it is, as a sentence; NULL: taken */
	const char *remedy;     /* what to send instead; NULL with it */
};

/* Looks at the whole file. `name` is the cleaned one. All strings are static. */
struct evidence_type evidence_type_find(const char *bytes, size_t length, const char *name);

/* Whether the name ends in one of the type's extensions, in any case. */
bool evidence_type_fits(const struct evidence_type *type, const char *name);

/* Within the file: whether it is an office document, what of, and whether it can be
 * taken. For evidence_type.c. */
struct evidence_type evidence_type_of_zip(const char *bytes, size_t length);
struct evidence_type evidence_type_of_ole(const char *bytes, size_t length);
/* Whatever has no signature. */
struct evidence_type evidence_type_of_text(const char *bytes, size_t length, const char *name);

struct evidence_type evidence_type_taken(const char *media_type, const char *extensions);
struct evidence_type evidence_type_refused(const char *refusal, const char *remedy);

#endif
