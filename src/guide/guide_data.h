/*
 * guide_data.h - the tables that tools/gen_guide writes. Of src/guide alone.
 */
#ifndef MIPSIA_GUIDE_DATA_H
#define MIPSIA_GUIDE_DATA_H

#include "guide.h"

extern const struct guide_entry guide_data[]; /* in the order of their IDs */
extern const int guide_data_length;

#endif
