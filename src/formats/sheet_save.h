/*
 * sheet_save.h - a file written aside and renamed when it is whole, so that a file
 * of that name is never half-written.
 */
#ifndef MIPSIA_FORMATS_SHEET_SAVE_H
#define MIPSIA_FORMATS_SHEET_SAVE_H

#include <stdbool.h>
#include <stdio.h>

struct sheet_save {
	FILE *file;  /* write here */
	char *aside; /* its name; in the folder of `path` */
	char *path;
};

/* Opens the file aside; false with errno set. End with one of the two below. */
bool sheet_save_begin(struct sheet_save *save, const char *path);
/* Gives the file its name and the mode 0644. False with errno set, and nothing left
 * behind, when something could not be written. */
bool sheet_save_commit(struct sheet_save *save);
/* Removes what was written. */
void sheet_save_abandon(struct sheet_save *save);

#endif
