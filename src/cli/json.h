/*
 * json.h - printing the JSON documents of `--json`.
 */
#ifndef MIPSIA_CLI_JSON_H
#define MIPSIA_CLI_JSON_H

#include <jansson.h>

/* Prints the document on stdout and releases it; NULL is one for which memory did
 * not suffice. Returns enum cli_exit: a failed write is reported by main(). */
int json_print(json_t *document);

#endif
