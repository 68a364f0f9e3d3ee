/* moment.h - times as the API writes them, and the performance year of a day. */
#ifndef MIPSIA_SERVICES_MOMENT_H
#define MIPSIA_SERVICES_MOMENT_H

#include "services/operation.h"

#define MOMENT_TEXT 32

/* "2026-11-21T23:21:11.123Z" for milliseconds since 1970-01-01 UTC. */
void moment_text(int64_t milliseconds, char out[MOMENT_TEXT]);

/* The performance year that the day lies in, or the nearest with rules. */
int moment_year(const mipsia_rulebook *book, mipsia_date day);

/* The performance year that the query asks for (`year`), or that of today; 0 after a
 * problem. */
int moment_year_asked(const struct op_call *call, struct op_reply *reply);

#endif
