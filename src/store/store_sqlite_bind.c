/*
 * store_sqlite_bind.c - values into the parameters of a statement, by a format.
 */
#include <stdlib.h>
#include <string.h>

#include "formats/sheet_utf8.h"
#include "mipsia/mipsia.h"
#include "store/store_sqlite.h"

/* SQLite copies what it must keep. */
static int bind_text(sqlite3_stmt *statement, int place, const char *text)
{
	if (text == NULL)
		return sqlite3_bind_null(statement, place);
	return sqlite3_bind_text64(statement, place, text, strlen(text), SQLITE_TRANSIENT, SQLITE_UTF8);
}

static bool is_utf8(const char *text)
{
	size_t length = strlen(text);

	while (length > 0) {
		uint32_t point;
		size_t bytes = sheet_utf8_read(text, length, &point);

		if (bytes == 0)
			return false;
		text += bytes;
		length -= bytes;
	}
	return true;
}

static int bind_json(sqlite3_stmt *statement, int place, const json_t *value)
{
	char *text;
	int code;

	if (value == NULL)
		return sqlite3_bind_null(statement, place);
	text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	if (text == NULL)
		return SQLITE_NOMEM;
	code = bind_text(statement, place, text);
	free(text);
	return code;
}

static int bind_date(sqlite3_stmt *statement, int place, mipsia_date date)
{
	char text[MIPSIA_DATE_TEXT];

	if (date == MIPSIA_DATE_UNKNOWN)
		return sqlite3_bind_null(statement, place);
	mipsia_date_format(date, text);
	return bind_text(statement, place, text);
}

static int bind_bytes(sqlite3_stmt *statement, int place, const void *bytes, size_t length)
{
	if (bytes == NULL)
		return sqlite3_bind_null(statement, place);
	/* an empty blob is no NULL, whatever the pointer */
	return length == 0 ? sqlite3_bind_zeroblob(statement, place, 0)
	                   : sqlite3_bind_blob64(statement, place, bytes, length, SQLITE_TRANSIENT);
}

enum store_status statement_bind(struct store *store, sqlite3_stmt *statement, const char *format,
                                 va_list values)
{
	int wanted = sqlite3_bind_parameter_count(statement);
	int given = format == NULL ? 0 : (int)strlen(format);

	if (wanted != given)
		return store_fail(store, STORE_MISUSE, "%d parameters for %d: %s", given, wanted,
		                  sqlite3_sql(statement));
	for (int i = 1; i <= given; i++) {
		int code = SQLITE_OK;
		const char *text;
		const int64_t *number;
		const void *bytes;

		switch (format[i - 1]) {
		case 't':
			text = va_arg(values, const char *);
			if (text != NULL && !is_utf8(text))
				return store_fail(store, STORE_MISUSE, "parameter %d is not UTF-8: %s", i,
				                  sqlite3_sql(statement));
			code = bind_text(statement, i, text);
			break;
		case 'i':
			code = sqlite3_bind_int64(statement, i, va_arg(values, int64_t));
			break;
		case 'I':
			number = va_arg(values, const int64_t *);
			code = number == NULL ? sqlite3_bind_null(statement, i)
			                      : sqlite3_bind_int64(statement, i, *number);
			break;
		case 'b':
			bytes = va_arg(values, const void *);
			code = bind_bytes(statement, i, bytes, va_arg(values, size_t));
			break;
		case 'j':
			code = bind_json(statement, i, va_arg(values, const json_t *));
			break;
		case 'd':
			code = bind_date(statement, i, va_arg(values, int));
			break;
		default:
			return store_fail(store, STORE_MISUSE, "no kind of value: '%c'", format[i - 1]);
		}
		if (code != SQLITE_OK)
			return store_fail_code(store, code);
	}
	return STORE_OK;
}
