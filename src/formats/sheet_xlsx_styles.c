/* sheet_xlsx_styles.c - which cell formats show a number as a day. */
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_xlsx_parts.h"

#define FORMATS_MAX 1024 /* number formats of a workbook; Excel allows 200 to 250 */

struct styles_reading {
	struct sheet_xlsx *book;
	int date_formats[FORMATS_MAX]; /* IDs of the workbook's own that show a day */
	size_t formats_length;
	bool in_cell_formats;
	bool failed;
};

/* Steps over what a format shows as it is: "days", [Red], \d, _d. */
static const char *skip_literal(const char *format)
{
	const char *end = NULL;

	if (*format == '"')
		end = strchr(format + 1, '"');
	else if (*format == '[')
		end = strchr(format, ']');
	else if ((*format == '\\' || *format == '_' || *format == '*') && format[1] != '\0')
		end = format + 1;
	return end != NULL ? end : format;
}

bool sheet_xlsx_is_date_format(const char *format)
{
	bool day = false;
	bool month_or_minute = false;
	bool time = false;

	if (strcasecmp(format, "general") == 0)
		return false;
	for (; *format != '\0' && *format != ';'; format++) {
		const char *after = skip_literal(format);

		if (after != format || strchr("\"[\\_*", *format) != NULL) {
			format = after;
			continue;
		}
		day |= strchr("dDyY", *format) != NULL;
		month_or_minute |= *format == 'm' || *format == 'M';
		time |= strchr("hHsS", *format) != NULL;
	}
	return day || (month_or_minute && !time);
}

/* Excel's own formats that show a day; 27 to 36 and 50 to 58 are East Asian. */
static bool is_builtin_date(int id)
{
	return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
	       (id >= 50 && id <= 54) || id == 57 || id == 58;
}

static bool is_date(const struct styles_reading *r, int id)
{
	for (size_t i = 0; i < r->formats_length; i++) {
		if (r->date_formats[i] == id)
			return true;
	}
	return is_builtin_date(id);
}

static void add_format(struct styles_reading *r, const struct xml_stream_attributes *attributes)
{
	char id[XML_STREAM_VALUE];
	char code[XML_STREAM_VALUE];

	if (r->formats_length < FORMATS_MAX && xml_stream_value(attributes, "numFmtId", id) &&
	    xml_stream_value(attributes, "formatCode", code) && sheet_xlsx_is_date_format(code))
		r->date_formats[r->formats_length++] = (int)strtol(id, NULL, 10);
}

static void add_style(struct styles_reading *r, const struct xml_stream_attributes *attributes)
{
	char id[XML_STREAM_VALUE];
	bool date = xml_stream_value(attributes, "numFmtId", id) && is_date(r, (int)strtol(id, NULL, 10));

	if (r->book->styles_length < SHEET_XLSX_STYLES_MAX)
		r->book->date_styles[r->book->styles_length++] = date;
}

static void open_style(void *payload, const char *name, const struct xml_stream_attributes *attributes)
{
	struct styles_reading *r = payload;

	if (strcmp(name, "numFmt") == 0)
		add_format(r, attributes);
	else if (strcmp(name, "cellXfs") == 0)
		r->in_cell_formats = true;
	else if (strcmp(name, "xf") == 0 && r->in_cell_formats)
		add_style(r, attributes);
}

static void close_style(void *payload, const char *name)
{
	struct styles_reading *r = payload;

	if (strcmp(name, "cellXfs") == 0)
		r->in_cell_formats = false;
}

bool sheet_xlsx_read_styles(struct sheet_xlsx *book, const char *part, struct findings *findings)
{
	struct styles_reading r = { .book = book };
	struct xml_stream_events events = { open_style, close_style, NULL, &r, NULL };

	book->date_styles = calloc(SHEET_XLSX_STYLES_MAX, sizeof *book->date_styles);
	if (book->date_styles == NULL) {
		sheet_unreadable(findings, "outOfMemory", 0, "Close other programs.",
		                 "There is not enough memory to read the file.");
		return false;
	}
	return sheet_xlsx_part(book, part, true, &events, findings);
}
