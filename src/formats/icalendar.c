/* icalendar.c - see icalendar.h. */
#include "formats/icalendar.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* A content line being written. */
struct line {
	struct outbuf *out;
	size_t length; /* bytes since the last line end */
};

static bool continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static void put_character(struct line *line, const char *text, size_t length)
{
	if (line->length + length > ICALENDAR_LINE) {
		outbuf_literal(line->out, "\r\n ");
		line->length = 1;
	}
	outbuf_put(line->out, text, length);
	line->length += length;
}

static void put_plain(struct line *line, const char *text)
{
	while (*text) {
		size_t length = 1;

		while (continues(text[length]))
			length++;
		put_character(line, text, length);
		text += length;
	}
}

/* A value of type TEXT: escaped, and without control characters. */
static void put_text(struct line *line, const char *text)
{
	for (; *text; text++) {
		char escaped[3] = { '\\', *text, '\0' };
		size_t length = 1;

		if (*text == '\n' || strchr("\\;,", *text)) {
			if (*text == '\n')
				escaped[1] = 'n';
			put_character(line, escaped, 2);
			continue;
		}
		if (*text == '\t') {
			put_character(line, " ", 1);
			continue;
		}
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			continue;
		while (continues(text[length]))
			length++;
		put_character(line, text, length);
		text += length - 1;
	}
}

static void write_line(struct outbuf *out, const char *name, const char *value)
{
	struct line line = { out, 0 };

	put_plain(&line, name);
	put_plain(&line, value);
	outbuf_literal(out, "\r\n");
}

static void write_text(struct outbuf *out, const char *name, const char *value)
{
	struct line line = { out, 0 };

	put_plain(&line, name);
	put_text(&line, value);
	outbuf_literal(out, "\r\n");
}

/* 20261003 */
static void write_day(struct outbuf *out, const char *name, mipsia_date date)
{
	char text[MIPSIA_DATE_TEXT];
	char digits[MIPSIA_DATE_TEXT];

	mipsia_date_format(date, text);
	snprintf(digits, sizeof digits, "%.4s%.2s%.2s", text, text + 5, text + 8);
	write_line(out, name, digits);
}

static void write_stamp(struct outbuf *out, int64_t now)
{
	time_t seconds = (time_t)(now / 1000);
	struct tm parts = { 0 };
	char text[32];

	gmtime_r(&seconds, &parts);
	strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &parts);
	write_line(out, "DTSTAMP:", text);
}

static void write_alarm(struct outbuf *out, const char *trigger, const char *title)
{
	write_line(out, "BEGIN:", "VALARM");
	write_line(out, "ACTION:", "DISPLAY");
	write_text(out, "DESCRIPTION:", title);
	write_line(out, "TRIGGER:", trigger);
	write_line(out, "END:", "VALARM");
}

void icalendar_begin(struct outbuf *out, const char *name)
{
	write_line(out, "BEGIN:", "VCALENDAR");
	write_line(out, "VERSION:", "2.0");
	write_line(out, "PRODID:", "-//mipsia//workbench//EN");
	write_line(out, "CALSCALE:", "GREGORIAN");
	write_line(out, "METHOD:", "PUBLISH");
	write_text(out, "NAME:", name);
	write_text(out, "X-WR-CALNAME:", name);
	write_line(out, "REFRESH-INTERVAL;VALUE=DURATION:", "P1D");
	write_line(out, "X-PUBLISHED-TTL:", "P1D");
}

void icalendar_event(struct outbuf *out, const struct icalendar_event *event)
{
	write_line(out, "BEGIN:", "VEVENT");
	write_line(out, "UID:", event->uid);
	write_stamp(out, event->now);
	write_day(out, "DTSTART;VALUE=DATE:", event->date);
	write_day(out, "DTEND;VALUE=DATE:", event->date + 1); /* the day after the last */
	write_text(out, "SUMMARY:", event->title);
	write_text(out, "DESCRIPTION:", event->description);
	write_line(out, "TRANSP:", "TRANSPARENT");
	write_alarm(out, "-P14D", event->title);
	write_alarm(out, "-P3D", event->title);
	write_line(out, "END:", "VEVENT");
}

void icalendar_end(struct outbuf *out)
{
	write_line(out, "END:", "VCALENDAR");
}
