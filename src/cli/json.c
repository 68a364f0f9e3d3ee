/*
 * json.c - see json.h.
 */
#include "json.h"

#include "cli.h"

int json_print(json_t *document)
{
	int failed = json_dumpf(document, stdout, JSON_INDENT(2));

	json_decref(document);
	if (failed && !ferror(stdout)) {
		cli_error(NULL, "out of memory; close other programs");
		return CLI_INTERNAL;
	}
	putchar('\n');
	return CLI_OK;
}
