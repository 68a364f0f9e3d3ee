/*
 * assets_table.h - what tools/gen_assets writes: the files by path, in the
 * order of strcmp. Only assets.c looks at it.
 */
#ifndef MIPSIA_SERVER_ASSETS_TABLE_H
#define MIPSIA_SERVER_ASSETS_TABLE_H

#include "server/assets.h"

extern const struct asset asset_table[];
extern const size_t asset_table_length;

#endif
