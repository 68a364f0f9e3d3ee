/*
 * folder_sqlite.h - what folder.c asks of the database.
 */
#ifndef MIPSIA_STORE_FOLDER_SQLITE_H
#define MIPSIA_STORE_FOLDER_SQLITE_H

#include "store/folder.h"
#include "store/migrations.h"

/* Opens the database once, brings it up to date (an attached one is only looked
 * at), and closes it. */
enum store_status folder_sqlite_begin(const struct store_folder *folder, const struct migration *migrations,
                                      int length, char *message, size_t size);

#endif
