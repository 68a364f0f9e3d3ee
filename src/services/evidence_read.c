/* evidence_read.c - evidence as docs/openapi.yaml shows it; see evidence.h. */
#include "services/evidence.h"

#include <stdlib.h>
#include <string.h>

#define RETENTION_YEARS 6 /* 42 CFR 414.1390, for a year whose rules do not say */

#define EVIDENCE_COLUMNS                                                                                     \
	"id, kind, name, media_type AS \"mediaType\", size, sha256, url, note, added_by AS \"addedBy\", "    \
	"added_at AS \"addedAt:time\", retain_until AS \"retainUntil\", "                                    \
	"(withdrawn_at IS NOT NULL) AS \"withdrawn:bool\", withdrawn_reason AS \"withdrawnReason\", version"

mipsia_date evidence_retain_until(const mipsia_rulebook *book, int year, const mipsia_rule **rule)
{
	const mipsia_rule *found = mipsia_rule_find(book, year, "audit.retentionYears");
	long years = found ? strtol(found->value, NULL, 10) : 0;

	if (rule)
		*rule = found;
	return mipsia_date_make(year + (int)(years > 0 ? years : RETENTION_YEARS), 12, 31);
}

/* ------------------------------------------------------------------------ places */

static json_t *text_or_null(const char *text)
{
	return text && *text ? json_string(text) : json_null();
}

static void add_place(json_t *by_id, struct store_rows *rows)
{
	json_t *links = json_object_get(json_object_get(by_id, store_text(rows, 0)), "links");

	json_array_append_new(links, json_pack("{s:s, s:o, s:o}", "measureId", store_text(rows, 1), "itemId",
	                                       text_or_null(store_text(rows, 2)), "clinicianId",
	                                       text_or_null(store_text(rows, 3))));
}

static enum store_status read_places(json_t *by_id, struct store_rows *rows)
{
	enum store_status status;

	while ((status = store_step(rows)) == STORE_ROW)
		add_place(by_id, rows);
	return status;
}

/* Every piece gets its links, those of the query. */
static enum store_status fill_places(json_t *pieces, struct store_rows *rows)
{
	json_t *by_id = json_object();
	enum store_status status;
	json_t *piece;
	size_t i;

	json_array_foreach (pieces, i, piece) {
		json_object_set_new(piece, "links", json_array());
		json_object_set(by_id, json_string_value(json_object_get(piece, "id")), piece);
	}
	status = read_places(by_id, rows);
	json_decref(by_id);
	return status;
}

/* ----------------------------------------------------------------------- reading */

json_t *evidence_list(const struct op_call *call, struct op_reply *reply, const char *practice_id, int year)
{
	json_t *pieces = NULL;
	struct store_rows *rows = NULL;
	enum store_status status = store_json(call->store, &pieces,
	                                      "SELECT " EVIDENCE_COLUMNS " FROM evidence "
	                                      "WHERE practice_id = ?1 AND year = ?2 ORDER BY added_at, id",
	                                      "ti", practice_id, (int64_t)year);

	if (status == STORE_OK)
		status = store_query(call->store, &rows,
		                     "SELECT l.evidence_id, l.measure_id, l.item_id, l.clinician_id "
		                     "FROM evidence_link l JOIN evidence e ON e.id = l.evidence_id "
		                     "WHERE e.practice_id = ?1 AND e.year = ?2 "
		                     "ORDER BY l.measure_id, l.item_id, l.clinician_id",
		                     "ti", practice_id, (int64_t)year);
	if (status == STORE_OK)
		status = fill_places(pieces, rows);
	store_rows_end(rows);
	if (op_stored(reply, status))
		return pieces;
	json_decref(pieces);
	return NULL;
}

static json_t *with_places(const struct op_call *call, struct op_reply *reply, json_t *piece, const char *id)
{
	json_t *pieces = json_pack("[O]", piece);
	struct store_rows *rows = NULL;
	enum store_status status = store_query(call->store, &rows,
	                                       "SELECT evidence_id, measure_id, item_id, clinician_id "
	                                       "FROM evidence_link WHERE evidence_id = ?1 "
	                                       "ORDER BY measure_id, item_id, clinician_id",
	                                       "t", id);

	if (status == STORE_OK)
		status = fill_places(pieces, rows);
	store_rows_end(rows);
	json_decref(pieces);
	if (op_stored(reply, status))
		return piece;
	json_decref(piece);
	return NULL;
}

json_t *evidence_one(const struct op_call *call, struct op_reply *reply, const char *id)
{
	json_t *piece = NULL;

	if (!op_stored(reply, store_json_one(call->store, &piece,
	                                     "SELECT " EVIDENCE_COLUMNS " FROM evidence "
	                                     "WHERE id = ?1 AND practice_id = ?2 AND year = ?3",
	                                     "tti", id, call->practice_id, (int64_t)call->year)))
		return NULL;
	if (piece)
		return with_places(call, reply, piece, id);
	op_problem(reply, 404, "notFound", "Look at the list of evidence of that year.",
	           "There is no such evidence in this practice's year.");
	return NULL;
}

static bool fits(const json_t *link, const char *member, const char *wanted)
{
	const char *text = json_string_value(json_object_get(link, member));

	return !wanted || strcmp(text ? text : "", wanted) == 0;
}

bool evidence_names(const json_t *evidence, const char *measure_id, const char *item_id,
                    const char *clinician_id)
{
	json_t *link;
	size_t i;

	if (json_is_true(json_object_get(evidence, "withdrawn")))
		return false;
	json_array_foreach (json_object_get(evidence, "links"), i, link) {
		if (fits(link, "measureId", measure_id) && fits(link, "itemId", item_id) &&
		    fits(link, "clinicianId", clinician_id))
			return true;
	}
	return false;
}
