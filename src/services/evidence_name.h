/*
 * evidence_name.h - names of evidence files: what browsers send is cleaned before it
 * is kept, shown or offered for saving.
 */
#ifndef MIPSIA_SERVICES_EVIDENCE_NAME_H
#define MIPSIA_SERVICES_EVIDENCE_NAME_H

#include <stddef.h>

#include "services/evidence_type.h"

#define EVIDENCE_NAME_MAX 160 /* bytes, without the NUL */
#define EVIDENCE_NAME (EVIDENCE_NAME_MAX + 1)

/* The last part of a path, without control characters, marks that turn the direction
 * of writing, and characters that Windows forbids; never empty, a device of Windows or
 * hidden; what is not UTF-8 becomes '_'. Shortened before its extension. */
void evidence_name_clean(const char *name, char out[EVIDENCE_NAME]);

/* Gives the name the type's usual extension, unless it has one of them. */
void evidence_name_fit(const struct evidence_type *type, char name[EVIDENCE_NAME]);

/* The same in ASCII: '_' for each other character. `size` >= 2. */
void evidence_name_ascii(const char *name, char *out, size_t size);

#endif
