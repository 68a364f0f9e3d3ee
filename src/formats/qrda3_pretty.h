/*
 * qrda3_pretty.h - JSON as Jackson's default pretty printer writes it: what CMS's
 * converter prints, byte by byte.
 */
#ifndef MIPSIA_FORMATS_QRDA3_PRETTY_H
#define MIPSIA_FORMATS_QRDA3_PRETTY_H

#include <jansson.h>

#include "formats/outbuf.h"

/* Two blanks a level, " : " behind keys, arrays in line, no newline at the end. */
void qrda3_pretty(const json_t *value, struct outbuf *out);

#endif
