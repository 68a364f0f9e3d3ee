/*
 * practice_list.c - all practices that somebody may see, and all years of one, each
 * with where it stands.
 */
#include <stdlib.h>
#include <string.h>

#include "services/moment.h"
#include "services/operations.h"
#include "services/practices.h"
#include "services/record.h"
#include "services/sessions.h"

/* What cannot be told of one practice must not hide the others. */
json_t *practice_standing(const struct op_call *call, const char *practice_id, int year)
{
	struct op_reply aside = { 0 };
	struct record record = { 0 };
	json_t *standing = NULL;

	if (record_load(call, &aside, practice_id, year, &record))
		standing = record_standing(call, &record);
	record_free(&record);
	json_decref(aside.json);
	return standing ? standing : json_null();
}

bool practice_has_settings(const struct op_call *call, struct op_reply *reply, const char *practice_id,
                           int year, bool *has)
{
	struct store_rows *rows;
	enum store_status status = store_query(
		call->store, &rows, "SELECT 1 FROM practice_year WHERE practice_id = ?1 AND year = ?2", "ti",
		practice_id, (int64_t)year);

	if (status == STORE_OK)
		status = store_step(rows);
	store_rows_end(rows);
	*has = status == STORE_ROW;
	return op_stored(reply, status == STORE_ROW ? STORE_OK : status);
}

static bool standing_of_year(const struct op_call *call, struct op_reply *reply, const char *practice_id,
                             int year, json_t **out, bool *has)
{
	if (!practice_has_settings(call, reply, practice_id, year, has))
		return false;
	*out = *has ? practice_standing(call, practice_id, year) : json_null();
	return true;
}

/* ------------------------------------------------------------------- practices */

/* Completes the row of a practice that the actor may see. False after a problem. */
static bool complete(const struct op_call *call, struct op_reply *reply, json_t *row, enum role role,
                     int year)
{
	const char *id = json_string_value(json_object_get(row, "id"));
	json_t *standing;
	bool has;

	if (!standing_of_year(call, reply, id, year, &standing, &has))
		return false;
	json_object_set_new(row, "standing", standing);
	json_object_set_new(row, "year", json_integer(year));
	json_object_set_new(row, "role", json_string(role_name(role)));
	json_object_set_new(row, "tinMasked",
	                    practice_masked_tin(json_string_value(json_object_get(row, "last4"))));
	json_object_del(row, "last4");
	return true;
}

static bool add_visible(const struct op_call *call, struct op_reply *reply, const json_t *rows, int year,
                        json_t *out)
{
	for (size_t i = 0; i < json_array_size(rows); i++) {
		json_t *row = json_array_get(rows, i);
		enum role role;

		if (!op_stored(reply, session_role(call->store, call->actor,
		                                   json_string_value(json_object_get(row, "id")), call->today,
		                                   &role)))
			return false;
		if (role == ROLE_END)
			continue;
		if (!complete(call, reply, row, role, year))
			return false;
		json_array_append(out, row);
	}
	return true;
}

void op_list_practices(const struct op_call *call, struct op_reply *reply)
{
	json_t *rows = NULL, *visible = json_array();
	int year = moment_year_asked(call, reply);

	if (year &&
	    op_stored(reply,
	              store_json(call->store, &rows,
	                         "SELECT id, name, tin_last4 AS \"last4\", "
	                         "demonstration AS \"demonstration:bool\", archived AS \"archived:bool\", "
	                         "(SELECT count(*) FROM clinician c WHERE c.practice_id = p.id "
	                         "AND c.removed = 0) AS \"clinicianCount\" "
	                         "FROM practice p ORDER BY lower(name), id",
	                         "")) &&
	    add_visible(call, reply, rows, year, visible))
		op_answer(reply, 200, json_pack("{s:O}", "practices", visible));
	json_decref(visible);
	json_decref(rows);
}

/* ----------------------------------------------------------------------- years */

void op_list_years(const struct op_call *call, struct op_reply *reply)
{
	const mipsia_rulebook *book = call->bench->book;
	json_t *years = json_array(), *standing;
	bool has;

	for (int year = mipsia_last_year(book); year >= mipsia_first_year(book); year--) {
		if (!standing_of_year(call, reply, call->practice_id, year, &standing, &has)) {
			json_decref(years);
			return;
		}
		json_array_append_new(years, json_pack("{s:i, s:b, s:b, s:o}", "year", year, "provisional",
		                                       mipsia_year_is_provisional(book, year), "hasSettings",
		                                       has, "standing", standing));
	}
	op_answer(reply, 200, json_pack("{s:o}", "years", years));
}
