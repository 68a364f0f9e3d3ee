/*
 * icalendar.h - writes days as an iCalendar document (RFC 5545): whole-day events, each
 * with reminders 14 and 3 days before, for Outlook, Google Calendar and the like.
 *
 *	icalendar_begin(&out, "Deadlines of Maple Street Clinic");
 *	icalendar_event(&out, &event);
 *	icalendar_end(&out);
 *
 * Lines end with CR LF and are folded at 75 bytes, never within a character; look at
 * out->failed at the end.
 */
#ifndef MIPSIA_FORMATS_ICALENDAR_H
#define MIPSIA_FORMATS_ICALENDAR_H

#include <stdint.h>

#include "formats/outbuf.h"
#include "mipsia/mipsia.h"

#define ICALENDAR_LINE 75 /* bytes of a line, without its end */

struct icalendar_event {
	const char *uid; /* the same for the same event, whenever it is written; ASCII */
	mipsia_date date;
	const char *title;       /* UTF-8; line breaks are kept, other control characters are not */
	const char *description; /* likewise */
	int64_t now;             /* milliseconds since 1970-01-01 UTC: when this was written */
};

void icalendar_begin(struct outbuf *out, const char *name);
void icalendar_event(struct outbuf *out, const struct icalendar_event *event);
void icalendar_end(struct outbuf *out);

#endif
