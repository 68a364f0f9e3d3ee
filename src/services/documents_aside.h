/*
 * documents_aside.h - a file that is there whole or not at all: written aside in
 * the same folder, then renamed. What stood there before stays until then.
 */
#ifndef MIPSIA_SERVICES_DOCUMENTS_ASIDE_H
#define MIPSIA_SERVICES_DOCUMENTS_ASIDE_H

#include <stdbool.h>
#include <stdio.h>

struct aside {
	FILE *file;      /* write here */
	char *path;      /* where it will be */
	char *temporary; /* where it is now; NULL: `path` cannot be replaced (a pipe, a device) */
};

/* Begins the file; false with errno set. */
bool aside_open(struct aside *aside, const char *path);

/* Ends the file and puts it in its place; false with errno set, and nothing is
 * changed. Frees *aside in any case. */
bool aside_commit(struct aside *aside);

/* Removes what was written. Fine after a failed aside_open, and twice. */
void aside_cancel(struct aside *aside);

#endif
