/*
 * evidence.c - adding files as evidence: kept in the vault under their SHA-256.
 */
#include "services/evidence.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#include "formats/identifier.h"
#include "services/evidence_name.h"
#include "services/operations.h"
#include "services/proof_part.h"
#include "store/vault.h"

/* ---------------------------------------------------------------------- common */

bool evidence_has_room(const struct op_call *call, struct op_reply *reply)
{
	struct store_rows *rows = NULL;
	enum store_status status = store_query(
		call->store, &rows, "SELECT count(*) FROM evidence WHERE practice_id = ?1 AND year = ?2",
		"ti", call->practice_id, (int64_t)call->year);
	int64_t count = 0;

	if (status == STORE_OK && (status = store_step(rows)) == STORE_ROW) {
		count = store_int(rows, 0);
		status = STORE_OK;
	}
	store_rows_end(rows);
	if (!op_stored(reply, status))
		return false;
	if (count < EVIDENCE_YEAR_MAX)
		return true;
	op_problem(reply, 422, "tooMany", "Put several pages into one PDF.",
	           "There are %d pieces of evidence of that year already, which is the most that are kept.",
	           EVIDENCE_YEAR_MAX);
	return false;
}

bool evidence_record(const struct op_call *call, struct op_reply *reply, const char *kind, const char *what,
                     const char *name, const json_t *places)
{
	struct op_event event = { .kind = kind, .year = call->year };
	char places_text[160];

	evidence_places_text(places, places_text, sizeof places_text);
	return op_record(call, reply, &event, NULL, "%s \"%s\"%s.", what, name, places_text);
}

void evidence_answer(const struct op_call *call, struct op_reply *reply, const char *id)
{
	json_t *piece = evidence_one(call, reply, id);

	if (piece)
		op_answer(reply, 201, piece);
}

/* ----------------------------------------------------------------------- files */

/* What the query says of an upload: one place, or none. */
static json_t *query_places(const struct op_call *call, struct op_reply *reply)
{
	const char *measure_id = op_query(call, "measureId");
	const char *item_id = op_query(call, "itemId");
	const char *clinician_id = op_query(call, "clinicianId");
	json_t *array = json_array();
	json_t *places;

	if (*measure_id || *item_id || *clinician_id)
		json_array_append_new(array, json_pack("{s:s, s:s, s:s}", "measureId", measure_id, "itemId",
		                                       item_id, "clinicianId", clinician_id));
	places = evidence_read_places(call, reply, array, "/links");
	json_decref(array);
	return places;
}

static struct evidence_type type_of_upload(const struct op_call *call, const char *name)
{
	size_t length = (size_t)call->upload->size;
	int fd = open(call->upload->path, O_RDONLY | O_CLOEXEC);
	struct evidence_type type;
	void *bytes = MAP_FAILED;

	if (length == 0) {
		type = evidence_type_find("", 0, name);
	} else {
		if (fd >= 0)
			bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
		type = bytes == MAP_FAILED
		               ? evidence_type_refused("The file could not be read.", "Send it again.")
		               : evidence_type_find(bytes, length, name);
	}
	if (bytes != MAP_FAILED)
		munmap(bytes, length);
	if (fd >= 0)
		close(fd);
	return type;
}

static bool check_upload(const struct op_call *call, struct op_reply *reply)
{
	const char *note = op_query(call, "note");

	if (!call->upload) {
		op_problem(reply, 422, "missingFile", "Choose a file, and send it again.", "No file came.");
		return false;
	}
	if (call->upload->size > EVIDENCE_FILE_MAX) {
		op_problem(reply, 413, "tooLarge",
		           "Scan at a lower resolution, divide it, or add a link to where it is kept.",
		           "The file is larger than %d MiB.", (int)(EVIDENCE_FILE_MAX >> 20));
		return false;
	}
	if (op_characters(note) > EVIDENCE_UPLOAD_NOTE_MAX)
		op_error(reply, "/note", "tooLong", "This is longer than %d characters; please shorten it.",
		         EVIDENCE_UPLOAD_NOTE_MAX);
	return !op_failed(reply);
}

/* The same bytes in this practice's year: their id in *id, else "". */
static bool find_twin(const struct op_call *call, struct op_reply *reply, char id[32])
{
	struct store_rows *rows = NULL;
	enum store_status status =
		store_query(call->store, &rows,
	                    "SELECT id FROM evidence WHERE practice_id = ?1 AND year = ?2 AND sha256 = ?3 "
	                    "ORDER BY added_at LIMIT 1",
	                    "tit", call->practice_id, (int64_t)call->year, call->upload->sha256);

	*id = '\0';
	if (status == STORE_OK && (status = store_step(rows)) == STORE_ROW) {
		snprintf(id, 32, "%s", store_text(rows, 0));
		status = STORE_OK;
	}
	store_rows_end(rows);
	return op_stored(reply, status);
}

/* Sent again: it is evidence of one thing more, and no longer withdrawn. */
static void link_twin(const struct op_call *call, struct op_reply *reply, const char *id, const char *name,
                      const json_t *places)
{
	if (op_stored(reply, store_run(call->store, NULL,
	                               "UPDATE evidence SET withdrawn_at = NULL, withdrawn_reason = '', "
	                               "version = version + 1 WHERE id = ?1",
	                               "t", id)) &&
	    evidence_add_places(call, reply, id, places) &&
	    evidence_record(call, reply, "evidence.linked", "Used again the evidence", name, places) &&
	    op_stored(reply, vault_take(call->bench->folder, call->upload->path, call->upload->sha256)))
		evidence_answer(call, reply, id);
}

static bool insert_file(const struct op_call *call, struct op_reply *reply, const char *id,
                        const struct evidence_type *type, const char *name)
{
	return op_stored(reply, store_run(call->store, NULL,
	                                  "INSERT INTO evidence (id, practice_id, year, kind, name, "
	                                  "media_type, size, sha256, note, retain_until, added_by, added_at) "
	                                  "VALUES (?1, ?2, ?3, 'file', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	                                  "ttittittdti", id, call->practice_id, (int64_t)call->year, name,
	                                  type->media_type, call->upload->size, call->upload->sha256,
	                                  op_query(call, "note"),
	                                  evidence_retain_until(call->bench->book, call->year, NULL),
	                                  call->actor->name, call->now));
}

/* The file goes into the vault last: what failed before leaves nothing behind. */
static void keep_file(const struct op_call *call, struct op_reply *reply, const struct evidence_type *type,
                      const char *name, const json_t *places)
{
	char id[32];

	op_new_id("evd", id);
	if (evidence_has_room(call, reply) && insert_file(call, reply, id, type, name) &&
	    evidence_add_places(call, reply, id, places) &&
	    evidence_record(call, reply, "evidence.added", "Added the evidence", name, places) &&
	    op_stored(reply, vault_take(call->bench->folder, call->upload->path, call->upload->sha256)))
		evidence_answer(call, reply, id);
}

void op_add_evidence_file(const struct op_call *call, struct op_reply *reply)
{
	char shown[4 * EVIDENCE_NAME]; /* without what may be a TIN */
	char name[EVIDENCE_NAME];
	char twin[32];
	struct evidence_type type;
	json_t *places;

	if (!check_upload(call, reply) || (places = query_places(call, reply)) == NULL)
		return;
	identifier_scrub(call->upload->name, shown, sizeof shown);
	evidence_name_clean(shown, name);
	type = type_of_upload(call, name);
	if (!type.media_type) {
		op_problem(reply, 422, "fileRefused", type.remedy, "%s", type.refusal);
	} else if (find_twin(call, reply, twin)) {
		evidence_name_fit(&type, name);
		if (*twin)
			link_twin(call, reply, twin, name, places);
		else
			keep_file(call, reply, &type, name, places);
	}
	json_decref(places);
}
