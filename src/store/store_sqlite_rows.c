/*
 * store_sqlite_rows.c - the columns of a row, one by one and as JSON.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "store/store_sqlite.h"

/* ------------------------------------------------------------------- columns */

const char *store_text(struct store_rows *rows, int column)
{
	const char *text = (const char *)sqlite3_column_text(rows->statement, column);

	if (text == NULL)
		return NULL;
	if (strlen(text) == (size_t)sqlite3_column_bytes(rows->statement, column))
		return text;
	(void)store_fail(rows->store, STORE_DAMAGED, "a text with NUL inside, column %d of: %s", column,
	                 sqlite3_sql(rows->statement));
	return NULL;
}

int64_t store_int(struct store_rows *rows, int column)
{
	return sqlite3_column_int64(rows->statement, column);
}

bool store_is_null(struct store_rows *rows, int column)
{
	return sqlite3_column_type(rows->statement, column) == SQLITE_NULL;
}

const void *store_bytes(struct store_rows *rows, int column, size_t *length)
{
	const void *bytes = sqlite3_column_blob(rows->statement, column);

	*length = (size_t)sqlite3_column_bytes(rows->statement, column);
	/* SQLite has NULL for no bytes, too */
	return bytes == NULL && !store_is_null(rows, column) ? "" : bytes;
}

/* ---------------------------------------------------------------------- JSON */

enum kind { KIND_PLAIN, KIND_BOOL, KIND_JSON, KIND_TIME, KIND_UNKNOWN };

#define ALIAS_MAX 64 /* bytes of a member's name */

/* Divides "at:time" into name and kind. */
static enum kind read_alias(const char *alias, char name[ALIAS_MAX])
{
	const char *colon = strchr(alias, ':');
	size_t length = colon == NULL ? strlen(alias) : (size_t)(colon - alias);

	if (length >= ALIAS_MAX)
		return KIND_UNKNOWN;
	memcpy(name, alias, length);
	name[length] = '\0';
	if (colon == NULL)
		return KIND_PLAIN;
	if (strcmp(colon, ":bool") == 0)
		return KIND_BOOL;
	if (strcmp(colon, ":json") == 0)
		return KIND_JSON;
	return strcmp(colon, ":time") == 0 ? KIND_TIME : KIND_UNKNOWN;
}

static json_t *time_value(int64_t milliseconds)
{
	int64_t rest = milliseconds % 1000;
	time_t seconds;
	struct tm parts;
	char text[64];

	if (rest < 0)
		rest += 1000;
	seconds = (time_t)((milliseconds - rest) / 1000);
	if (gmtime_r(&seconds, &parts) == NULL || parts.tm_year + 1900 > 9999 || parts.tm_year + 1900 < 0)
		return NULL;
	snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", parts.tm_year + 1900,
	         parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, (int)rest);
	return json_string(text);
}

/* NULL: not a value of that kind (or no memory). */
static json_t *column_value(struct store_rows *rows, int column, enum kind kind)
{
	int type = sqlite3_column_type(rows->statement, column);
	const char *text;

	if (type == SQLITE_NULL)
		return json_null();
	if (kind == KIND_BOOL)
		return type == SQLITE_INTEGER ? json_boolean(store_int(rows, column) != 0) : NULL;
	if (kind == KIND_TIME)
		return type == SQLITE_INTEGER ? time_value(store_int(rows, column)) : NULL;
	if (kind == KIND_PLAIN && type == SQLITE_INTEGER)
		return json_integer(store_int(rows, column));
	if (kind == KIND_PLAIN && type == SQLITE_FLOAT)
		return json_real(sqlite3_column_double(rows->statement, column));
	if (type != SQLITE_TEXT)
		return NULL;
	text = store_text(rows, column);
	if (text == NULL)
		return NULL;
	return kind == KIND_JSON ? json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL)
	                         : json_string(text);
}

static enum store_status put_column(struct store_rows *rows, int column, json_t *object)
{
	const char *alias = sqlite3_column_name(rows->statement, column);
	char name[ALIAS_MAX];
	enum kind kind;
	json_t *value;

	if (alias == NULL)
		return store_fail(rows->store, STORE_MEMORY, "out of memory");
	kind = read_alias(alias, name);
	if (kind == KIND_UNKNOWN || json_object_get(object, name) != NULL)
		return store_fail(rows->store, STORE_MISUSE, "no alias for a member, or the second of it: %s",
		                  alias);
	value = column_value(rows, column, kind);
	if (value == NULL)
		return store_fail(rows->store, STORE_DAMAGED, "the value is not of its kind: %s", alias);
	if (json_object_set_new(object, name, value) != 0)
		return store_fail(rows->store, STORE_MEMORY, "out of memory");
	return STORE_OK;
}

static enum store_status row_object(struct store_rows *rows, json_t **out)
{
	int columns = sqlite3_column_count(rows->statement);
	enum store_status status = STORE_OK;
	json_t *object = json_object();

	if (object == NULL)
		return store_fail(rows->store, STORE_MEMORY, "out of memory");
	for (int i = 0; i < columns && status == STORE_OK; i++)
		status = put_column(rows, i, object);
	if (status == STORE_OK)
		*out = object;
	else
		json_decref(object);
	return status;
}

static enum store_status all_rows(struct store_rows *rows, json_t *array)
{
	enum store_status status;

	while ((status = store_step(rows)) == STORE_ROW) {
		json_t *object;

		status = row_object(rows, &object);
		if (status != STORE_OK)
			return status;
		if (json_array_append_new(array, object) != 0)
			return store_fail(rows->store, STORE_MEMORY, "out of memory");
	}
	return status;
}

enum store_status store_json(struct store *store, json_t **out, const char *sql, const char *format, ...)
{
	struct store_rows *rows;
	enum store_status status;
	json_t *array;
	va_list values;

	*out = NULL;
	va_start(values, format);
	status = statement_query(store, &rows, sql, format, values);
	va_end(values);
	if (status != STORE_OK)
		return status;
	array = json_array();
	status = array == NULL ? store_fail(store, STORE_MEMORY, "out of memory") : all_rows(rows, array);
	store_rows_end(rows);
	if (status == STORE_OK)
		*out = array;
	else
		json_decref(array);
	return status;
}

/* The first row; a statement that writes is walked to its end, to be done. */
static enum store_status first_row(struct store_rows *rows, json_t **out)
{
	enum store_status status = store_step(rows);

	if (status != STORE_ROW)
		return status;
	status = row_object(rows, out);
	if (status != STORE_OK)
		return status;
	if (sqlite3_stmt_readonly(rows->statement))
		return STORE_OK;
	do {
		status = store_step(rows);
	} while (status == STORE_ROW);
	return status;
}

enum store_status store_json_one(struct store *store, json_t **out, const char *sql, const char *format, ...)
{
	struct store_rows *rows;
	enum store_status status;
	va_list values;

	*out = NULL;
	va_start(values, format);
	status = statement_query(store, &rows, sql, format, values);
	va_end(values);
	if (status != STORE_OK)
		return status;
	status = first_row(rows, out);
	store_rows_end(rows);
	if (status != STORE_OK) {
		json_decref(*out);
		*out = NULL;
	}
	return status;
}
