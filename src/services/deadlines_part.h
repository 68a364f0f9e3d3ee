/* deadlines_part.h - what the parts of the deadlines share. Of deadlines*.c alone. */
#ifndef MIPSIA_SERVICES_DEADLINES_PART_H
#define MIPSIA_SERVICES_DEADLINES_PART_H

#include "services/deadlines.h"

/* Adds a deadline, whose title and detail are still to be written; NULL when the day is
 * not known, or there is no memory. */
struct deadline *deadlines_add(struct deadlines *list, const char *kind, mipsia_date date, const char *uid,
                               ...) __attribute__((format(printf, 4, 5)));

/* Last days to start, and ends of what is running. */
void deadlines_of_activities(const struct record *record, struct deadlines *list);
/* Submission window, registration, certificates of sites. */
void deadlines_of_year(const struct record *record, struct deadlines *list);
/* How long documents are kept, of this year and of earlier ones that end in it. */
bool deadlines_of_retention(const struct op_call *call, struct op_reply *reply, const struct record *record,
                            struct deadlines *list);

#endif
