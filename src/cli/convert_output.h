/*
 * convert_output.h - where converted texts go: standard output, one file, or a
 * file each in a folder. A file is written aside and put in its place when it is
 * whole.
 */
#ifndef MIPSIA_CLI_CONVERT_OUTPUT_H
#define MIPSIA_CLI_CONVERT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "services/convert.h"

struct convert_output;

/* `path`: NULL is standard output; a folder, or a path that ends in '/', which is
 * made; otherwise a file. `inputs` are never written over. NULL after a message;
 * *code then says how the command ends. */
struct convert_output *convert_output_new(const char *path, enum convert_format format,
                                          const char *const *inputs, size_t inputs_length, int *code);
void convert_output_free(struct convert_output *output); /* NULL is fine */

/* Takes a text; of type convert_give, with the output as payload. False after a
 * message: nothing more can be written. */
bool convert_output_put(const struct converted *converted, void *output);

/* Takes a text that gets this ending instead of the format's: ".err.json". */
bool convert_output_put_as(struct convert_output *output, const struct converted *converted,
                           const char *ending);

/* Writes what is still to be written; false after a message. */
bool convert_output_end(struct convert_output *output);

/* Texts taken so far; whether there is a folder; whether what failed was the
 * command line and not the disk. */
size_t convert_output_count(const struct convert_output *output);
bool convert_output_is_folder(const struct convert_output *output);
bool convert_output_is_usage(const struct convert_output *output);

#endif
