/*
 * assets.c - look-up in the table of the pages; see assets.h.
 */
#include "server/assets_table.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *path, const void *asset)
{
	return strcmp(path, ((const struct asset *)asset)->path);
}

const struct asset *asset_find(const char *path)
{
	return bsearch(path, asset_table, asset_table_length, sizeof(asset_table[0]), compare);
}

const struct asset *asset_all(size_t *count)
{
	*count = asset_table_length;
	return asset_table;
}
