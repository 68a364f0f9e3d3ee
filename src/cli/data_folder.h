/*
 * data_folder.h - where the workbench's records are, for the commands that need
 * them.
 */
#ifndef MIPSIA_CLI_DATA_FOLDER_H
#define MIPSIA_CLI_DATA_FOLDER_H

#include "cli.h"

/* `given`, or mipsia in $XDG_DATA_HOME or ~/.local/share, which are made when they
 * are not there. The caller frees. */
char *data_folder(const char *given);

/* Milliseconds from now to noon (UTC) of that day. */
int64_t data_folder_shift_to(mipsia_date day);

#endif
