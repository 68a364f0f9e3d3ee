/* backup_common.c - see backup_parts.h. */
#include "services/backup_parts.h"

#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "store/key.h"

#define FOLDERS_OPEN 16

enum backup_outcome backup_fail(struct backup_result *result, enum backup_outcome outcome, const char *format,
                                ...)
{
	va_list values;

	va_start(values, format);
	vsnprintf(result->message, sizeof result->message, format, values);
	va_end(values);
	return outcome;
}

void backup_note(const struct backup_job *job, const char *format, ...)
{
	char sentence[BACKUP_MESSAGE];
	va_list values;

	if (job->note == NULL)
		return;
	va_start(values, format);
	vsnprintf(sentence, sizeof sentence, format, values);
	va_end(values);
	job->note(sentence, job->payload);
}

bool backup_progress(const struct backup_job *job, int64_t done, int64_t total)
{
	return job->progress == NULL || job->progress(done, total, job->payload);
}

enum backup_outcome backup_of_status(enum store_status status)
{
	switch (status) {
	case STORE_OK:
		return BACKUP_DONE;
	case STORE_FULL:
	case STORE_READ_ONLY:
	case STORE_MEMORY:
		return BACKUP_NOT_WRITTEN;
	default:
		return BACKUP_UNREADABLE;
	}
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
	(void)about;
	(void)kind;
	(void)walk;
	(void)remove(path);
	return 0;
}

void backup_remove_tree(const char *path)
{
	(void)nftw(path, remove_entry, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
}

void backup_evidence_name(const char *hash, char out[BACKUP_NAME_MAX])
{
	snprintf(out, BACKUP_NAME_MAX, "evidence/%.2s/%.64s", hash, hash);
}

const char *backup_evidence_hash(const char *name)
{
	static const char folder[] = "evidence/";
	const char *hash = name + sizeof folder - 1 + 3;

	if (strncmp(name, folder, sizeof folder - 1) != 0 || strlen(name) != sizeof folder - 1 + 3 + 64)
		return NULL;
	return digest_is_text(hash) && hash[-1] == '/' && hash[-3] == hash[0] && hash[-2] == hash[1] ? hash
	                                                                                             : NULL;
}

enum store_status backup_evidence_of(struct store *store, json_t **out)
{
	return store_json(store, out,
	                  "SELECT e.sha256 AS sha256, e.name AS name, p.name AS practice, e.year AS year "
	                  "FROM evidence e JOIN practice p ON p.id = e.practice_id "
	                  "WHERE e.sha256 IS NOT NULL ORDER BY e.sha256, e.id",
	                  "");
}

enum store_status backup_describe_records(struct store *store, struct backup_result *result)
{
	json_t *row;
	enum store_status status =
		store_json_one(store, &row, "SELECT max(number) AS schema FROM migration", "");

	if (status == STORE_OK) {
		result->schema = (int)json_integer_value(json_object_get(row, "schema"));
		json_decref(row);
		status = key_exists(store, &result->has_key);
	}
	return status;
}

void backup_evidence_label(const json_t *row, char out[BACKUP_LABEL_MAX])
{
	const char *name = json_string_value(json_object_get(row, "name"));
	const char *practice = json_string_value(json_object_get(row, "practice"));

	snprintf(out, BACKUP_LABEL_MAX, "the evidence '%.300s' (%.300s, %d)", name == NULL ? "" : name,
	         practice == NULL ? "" : practice, (int)json_integer_value(json_object_get(row, "year")));
}

void backup_contents_free(struct backup_contents *contents)
{
	json_decref(contents->members);
	json_decref(contents->manifest);
	contents->members = NULL;
	contents->manifest = NULL;
}
