/*
 * migrations.h - the numbered steps of the schema, embedded by the build from
 * migrations/NNNN.sql. Each is applied once, in order, forward only; one that has
 * been released is never edited (the store holds its checksum): write the next.
 */
#ifndef MIPSIA_STORE_MIGRATIONS_H
#define MIPSIA_STORE_MIGRATIONS_H

#include <stdbool.h>

#include "store/store.h"

struct migration {
	int number;       /* 1, 2, 3, ... */
	const char *text; /* SQL without transaction statements */
};

extern const struct migration store_migrations[];
extern const int store_migrations_length;

/* store_folder_open with other migrations than the program's: for tests of upgrades. */
enum store_status store_folder_open_with(struct store_folder **out, const char *path, bool create,
                                         const struct migration *migrations, int length, char *message,
                                         size_t size);

#endif
