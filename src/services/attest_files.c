/*
 * attest_files.c - files of an attestation: QPP JSON or QRDA III for CMS, and the signed
 * record itself, byte for byte. A file that CMS would refuse is not given out; the
 * reasons are. Files for CMS hold the TIN: only who may attest gets them. Names of
 * files never do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "formats/identifier.h"
#include "formats/qpp_validate.h"
#include "formats/qpp_write.h"
#include "formats/qrda3.h"
#include "services/attest.h"
#include "services/operations.h"
#include "services/zip_file.h"

#define FILE_MAX ((size_t)64 << 20) /* bytes of one file */

struct file {
	char *bytes; /* malloc */
	size_t length;
};

/* What is made of an attestation. */
struct making {
	const struct op_call *call;
	struct op_reply *reply;
	json_t *content;
	char tin[SEAL_TEXT_MAX + 1];
	char slug[NAME_SLUG];
	int number;
	int64_t signed_at;
	bool xml;
};

/* ------------------------------------------------------------------- the signed row */

static bool open_tin(const struct op_call *call, struct store_rows *rows, struct making *making)
{
	size_t length = 0;
	const void *sealed = store_bytes(rows, 3, &length);
	char context[64];

	if (!sealed)
		return true; /* there was none */
	snprintf(context, sizeof context, "attestation.tin:%s", call->param[0]);
	return seal_open_text(call->bench->seal, context, sealed, length, making->tin);
}

static void take_row(struct store_rows *rows, struct making *making)
{
	const char *content = store_text(rows, 0);
	const char *name;

	making->content = content ? json_loads(content, 0, NULL) : NULL;
	making->number = (int)store_int(rows, 1);
	making->signed_at = store_int(rows, 2);
	name = json_string_value(json_object_get(json_object_get(making->content, "practice"), "name"));
	name_slug(name ? name : "", making->slug);
}

/* The bytes as signed, too, for those who want the record. */
static bool load(struct making *making, struct file *record, bool with_tin)
{
	const struct op_call *call = making->call;
	struct store_rows *rows = NULL;
	enum store_status status = store_query(call->store, &rows,
	                                       "SELECT content, number, signed_at, tin_sealed "
	                                       "FROM attestation WHERE id = ?1 AND practice_id = ?2 "
	                                       "AND year = ?3",
	                                       "tti", call->param[0], call->practice_id, (int64_t)call->year);
	bool opened = true;

	if (status == STORE_OK)
		status = store_step(rows);
	if (status == STORE_ROW) {
		take_row(rows, making);
		record->bytes = strdup(store_text(rows, 0) ? store_text(rows, 0) : "");
		record->length = record->bytes ? strlen(record->bytes) : 0;
		opened = !with_tin || open_tin(call, rows, making);
	}
	store_rows_end(rows);
	if (status == STORE_OK)
		op_problem(making->reply, 404, "notFound", "Look at the list of attestations of that year.",
		           "There is no such attestation in this practice's year.");
	else if (status != STORE_ROW)
		op_stored(making->reply, status);
	else if (!making->content || !record->bytes)
		op_stored(making->reply, STORE_MEMORY);
	else if (!opened)
		op_problem(making->reply, 500, "keyMissing", "Put back the key file that was in use then.",
		           "The TIN of this attestation cannot be opened with the key at hand.");
	return !op_failed(making->reply);
}

/* ------------------------------------------------------------------------- refusing */

/* What CMS would refuse, one error each. */
static void refuse(struct op_reply *reply, const struct findings *findings)
{
	op_problem(reply, 422, "wouldBeRefused", "Mend it, sign an amendment, and download its file.",
	           "CMS would refuse this file, so it is not given out.");
	for (size_t i = 0; i < findings->length; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->severity == FINDING_ERROR)
			op_error(reply, finding->path, finding->code, "%s", finding->message);
	}
}

static bool is_accepted(struct making *making, const json_t *submission)
{
	struct findings findings = { 0 };
	bool accepted;

	qpp_validate(making->call->bench->book, QPP_SUBMISSION, submission, NULL, &findings);
	accepted = findings.errors == 0;
	if (!accepted)
		refuse(making->reply, &findings);
	findings_free(&findings);
	return accepted;
}

/* Reads back what was written, as strictly as CMS does. */
static bool is_read_back(struct making *making, const struct file *file)
{
	struct qrda3_read_options options = { .year = making->call->year };
	struct qrda3_reading reading = { 0 };
	enum qrda3_status status = qrda3_read(file->bytes, file->length, &options, &reading);
	bool good = status == QRDA3_OK && reading.findings.errors == 0;

	if (!good)
		refuse(making->reply, &reading.findings);
	qrda3_reading_free(&reading);
	return good;
}

/* ----------------------------------------------------------------------- writing */

static bool takes_tin(const char *entity_type)
{
	return strcmp(entity_type, "individual") == 0 || strcmp(entity_type, "group") == 0;
}

static void put_ordered(json_t *to, const json_t *from, const char *const *members)
{
	for (; *members; members++)
		if (json_object_get(from, *members))
			json_object_set(to, *members, json_object_get(from, *members));
}

/* The frozen submission with its TIN, in the order of CMS's documentation. */
static json_t *with_tin(const struct making *making, const json_t *frozen)
{
	const char *entity_type = json_string_value(json_object_get(frozen, "entityType"));
	static const char *const own[] = { "nationalProviderIdentifier", "entityId", "performanceYear",
		                           NULL };
	static const char *const of_set[] = {
		"category",       "submissionMethod", "programName", "performanceStart",
		"performanceEnd", "measurements",     NULL
	};
	json_t *submission = json_object();
	json_t *sets = json_array();
	json_t *set;
	size_t i;

	json_object_set(submission, "entityType", json_object_get(frozen, "entityType"));
	if (entity_type && takes_tin(entity_type) && *making->tin)
		json_object_set_new(submission, "taxpayerIdentificationNumber", json_string(making->tin));
	put_ordered(submission, frozen, own);
	json_array_foreach (json_object_get(frozen, "measurementSets"), i, set) {
		json_t *ordered = json_object();

		put_ordered(ordered, set, of_set);
		json_array_append_new(sets, ordered);
	}
	json_object_set_new(submission, "measurementSets", sets);
	return submission;
}

static bool write_qpp(struct making *making, const json_t *submission, struct file *file)
{
	struct outbuf out = { .limit = FILE_MAX };

	if (!qpp_write(&out, submission, NULL, QPP_PRETTY) || out.failed) {
		outbuf_free(&out);
		return op_stored(making->reply, STORE_MEMORY);
	}
	file->bytes = out.bytes;
	file->length = out.length;
	return true;
}

static bool write_qrda3(struct making *making, const json_t *submission, struct file *file)
{
	const char *name =
		json_string_value(json_object_get(json_object_get(making->content, "practice"), "name"));
	struct qrda3_write_options options = { .organization = name };
	struct findings findings = { 0 };
	enum qrda3_status status = qrda3_write(submission, &options, &file->bytes, &file->length, &findings);

	if (status == QRDA3_EINPUT)
		refuse(making->reply, &findings);
	else if (status == QRDA3_EMEMORY)
		op_stored(making->reply, STORE_MEMORY);
	else if (status != QRDA3_OK)
		op_problem(making->reply, 422, "noGuide", "Use the QPP JSON file.",
		           "There is no QRDA III file of %d: %s", making->call->year,
		           qrda3_strstatus(status));
	findings_free(&findings);
	return status == QRDA3_OK && is_read_back(making, file);
}

static bool write_one(struct making *making, const json_t *frozen, struct file *file)
{
	json_t *submission = with_tin(making, frozen);
	bool good = is_accepted(making, submission) && (making->xml ? write_qrda3(making, submission, file)
	                                                            : write_qpp(making, submission, file));

	json_decref(submission);
	return good;
}

static bool write_several(struct making *making, const json_t *submissions, struct file *file)
{
	struct zip_file zip;
	bool good = true;
	json_t *unit;
	size_t i;

	zip_begin(&zip, making->signed_at / 1000);
	json_array_foreach (submissions, i, unit) {
		const char *npi = json_string_value(json_object_get(unit, "npi"));
		struct file one = { NULL, 0 };
		char name[64];

		snprintf(name, sizeof name, "individual-%.10s.%s", npi ? npi : "",
		         making->xml ? "xml" : "json");
		good = good && write_one(making, json_object_get(unit, "submission"), &one);
		if (good)
			zip_add(&zip, name, one.bytes, one.length);
		free(one.bytes);
	}
	if (!zip_end(&zip, &file->bytes, &file->length))
		return good && op_stored(making->reply, STORE_MEMORY);
	if (!good)
		free(file->bytes);
	return good;
}

/* ----------------------------------------------------------------------- operation */

static void answer(const struct making *making, const struct file *file, const char *type, const char *kind,
                   const char *extension)
{
	struct op_reply *reply = making->reply;

	*reply = (struct op_reply){
		.status = 200, .bytes = file->bytes, .length = file->length, .type = type
	};
	snprintf(reply->file_name, sizeof reply->file_name, "%s-%d-attestation-%d%s%s", making->slug,
	         making->call->year, making->number, kind, extension);
}

static void give_submissions(struct making *making)
{
	const json_t *submissions = json_object_get(making->content, "submissions");
	const char *kind = making->xml ? "-qrda3" : "-qpp";
	size_t count = json_array_size(submissions);
	struct file file = { NULL, 0 };

	if (count == 0)
		op_problem(making->reply, 422, "nothingToSubmit",
		           "Record what was done, and sign an amendment.",
		           "This attestation names no activity, so there is no file for CMS.");
	else if (count > 1 && write_several(making, submissions, &file))
		answer(making, &file, "application/zip", kind, ".zip");
	else if (count == 1 &&
	         write_one(making, json_object_get(json_array_get(submissions, 0), "submission"), &file))
		answer(making, &file, making->xml ? "application/xml" : "application/json", kind,
		       making->xml ? ".xml" : ".json");
	if (op_failed(making->reply))
		free(file.bytes);
}

static bool may_see_tin(const struct op_call *call, struct op_reply *reply)
{
	if (role_allows(call->role, CAN_ATTEST))
		return true;
	op_problem(reply, 403, "notAllowed", "Ask somebody who signs for the practice, or take the record.",
	           "Files for CMS hold the practice's TIN; your role does not show it.");
	return false;
}

void op_get_attestation_file(const struct op_call *call, struct op_reply *reply)
{
	const char *format = call->param[1];
	struct making making = { .call = call, .reply = reply, .xml = strcmp(format, "qrda3") == 0 };
	struct file record = { NULL, 0 };
	bool is_record = strcmp(format, "record") == 0;

	if (!is_record && !making.xml && strcmp(format, "qpp") != 0) {
		op_problem(reply, 404, "notFound", "", "There are the files qpp, qrda3 and record.");
		return;
	}
	if ((is_record || may_see_tin(call, reply)) && load(&making, &record, !is_record)) {
		if (is_record)
			answer(&making, &record, "application/json", "", ".json");
		else
			give_submissions(&making);
	}
	if (!is_record || op_failed(reply))
		free(record.bytes);
	sodium_memzero(making.tin, sizeof making.tin);
	json_decref(making.content);
}
