/*
 * backup_judge.c - whether a backup that was unpacked is whole: everything that was
 * saved is there as it was, the records are sound, and the key is theirs.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "services/backup_parts.h"
#include "services/history_check.h"
#include "store/key.h"

struct judging {
	const struct backup_job *job;
	struct backup_result *result;
	const struct backup_contents *contents;
	bool findings;
};

static enum backup_outcome damaged(const struct judging *j, const char *what, const char *name)
{
	return backup_fail(j->result, BACKUP_UNREADABLE,
	                   "%s: this backup is damaged: %s%s; take another backup", j->job->file, what, name);
}

static enum backup_outcome of_store(const struct judging *j, enum store_status status)
{
	if (status == STORE_DAMAGED)
		return damaged(j, "its records are not sound", "");
	return status == STORE_OK ? BACKUP_DONE
	                          : backup_fail(j->result, backup_of_status(status),
	                                        "%s: its records cannot be read. %s", j->job->file,
	                                        store_strstatus(status));
}

/* -------------------------------------------------------------------- manifest */

static bool lists(const json_t *manifest, const char *list, const char *hash)
{
	const json_t *array = json_object_get(manifest, list);
	const json_t *entry;
	size_t i;

	json_array_foreach (array, i, entry) {
		const char *text = json_string_value(entry);

		if (text != NULL && strcmp(text, hash) == 0)
			return true;
	}
	return false;
}

/* One line of the list against what was found. */
static enum backup_outcome judge_member(const struct judging *j, const json_t *line)
{
	const char *name = json_string_value(json_object_get(line, "name"));
	const char *sha256 = json_string_value(json_object_get(line, "sha256"));
	const json_t *found = name == NULL ? NULL : json_object_get(j->contents->members, name);
	const char *hash;

	if (name == NULL || sha256 == NULL)
		return damaged(j, "its list of members cannot be read", "");
	if (found == NULL)
		return damaged(j, "it lacks ", name);
	if (strcmp(json_string_value(json_object_get(found, "sha256")), sha256) != 0 ||
	    !json_equal(json_object_get(found, "size"), json_object_get(line, "size")))
		return damaged(j, "not as it was saved is ", name);
	hash = backup_evidence_hash(name);
	if (hash != NULL && strcmp(hash, sha256) != 0 &&
	    !lists(j->contents->manifest, "alteredEvidence", hash))
		return damaged(j, "not as its name says is ", name);
	return BACKUP_DONE;
}

static enum backup_outcome judge_manifest(const struct judging *j)
{
	const json_t *manifest = j->contents->manifest;
	const char *format = json_string_value(json_object_get(manifest, "format"));
	const json_t *members = json_object_get(manifest, "members");
	enum backup_outcome outcome = BACKUP_DONE;
	const json_t *line;
	size_t i;

	if (manifest == NULL || j->contents->manifest_hash_written[0] == '\0')
		return damaged(j, "its end is missing", "");
	if (strcmp(j->contents->manifest_hash, j->contents->manifest_hash_written) != 0)
		return damaged(j, "not as it was saved is ", BACKUP_MANIFEST);
	if (format == NULL || strcmp(format, "mipsia-backup") != 0)
		return damaged(j, "its list of members is of something else", "");
	if (json_integer_value(json_object_get(manifest, "formatVersion")) > BACKUP_FORMAT_VERSION)
		return backup_fail(j->result, BACKUP_UNREADABLE,
		                   "%s: a newer mipsia made this backup; install that version or a later one",
		                   j->job->file);
	json_array_foreach (members, i, line) {
		if (outcome == BACKUP_DONE)
			outcome = judge_member(j, line);
	}
	if (outcome == BACKUP_DONE && json_array_size(members) != json_object_size(j->contents->members))
		return damaged(j, "there is more in it than was saved", "");
	if (outcome == BACKUP_DONE && json_object_get(j->contents->members, BACKUP_DATABASE) == NULL)
		return damaged(j, "it lacks ", BACKUP_DATABASE);
	return outcome;
}

static void describe(const struct judging *j)
{
	const json_t *manifest = j->contents->manifest;
	const char *created_at = json_string_value(json_object_get(manifest, "createdAt"));
	const char *version = json_string_value(json_object_get(manifest, "mipsiaVersion"));

	snprintf(j->result->created_at, sizeof j->result->created_at, "%s",
	         created_at == NULL ? "" : created_at);
	snprintf(j->result->version, sizeof j->result->version, "%s", version == NULL ? "" : version);
}

/* --------------------------------------------------------------------- records */

/* Evidence that the records name is in the backup, or was absent when it was made. */
static enum backup_outcome judge_evidence(struct judging *j, struct store *store)
{
	json_t *evidence;
	enum backup_outcome outcome = of_store(j, backup_evidence_of(store, &evidence));
	const json_t *row;
	size_t i;

	json_array_foreach (evidence, i, row) {
		const char *hash = json_string_value(json_object_get(row, "sha256"));
		char label[BACKUP_LABEL_MAX];
		char name[BACKUP_NAME_MAX];

		if (outcome != BACKUP_DONE)
			break;
		backup_evidence_name(hash, name);
		backup_evidence_label(row, label);
		if (lists(j->contents->manifest, "absentEvidence", hash)) {
			backup_note(j->job, "%s was not there when the backup was made", label);
			j->findings = true;
		} else if (json_object_get(j->contents->members, name) == NULL) {
			outcome = damaged(j, "it lacks ", label);
		} else if (lists(j->contents->manifest, "alteredEvidence", hash)) {
			backup_note(j->job, "%s had been altered when the backup was made", label);
			j->findings = true;
		}
	}
	json_decref(evidence);
	return outcome;
}

static enum backup_outcome judge_key(const struct judging *j, struct store *store)
{
	struct seal *seal;
	bool fits = false;
	enum backup_outcome outcome;

	if (j->job->key == NULL)
		return BACKUP_DONE;
	seal = seal_open(j->job->key, false, j->result->message, sizeof j->result->message);
	if (seal == NULL)
		return BACKUP_UNREADABLE;
	outcome = of_store(j, key_fits(store, seal, &fits));
	seal_close(seal);
	if (outcome == BACKUP_DONE && !fits)
		return backup_fail(j->result, BACKUP_UNREADABLE,
		                   "%s: this key is not the one of these records; name the key file that was "
		                   "kept for this backup",
		                   j->job->key);
	return outcome;
}

static enum backup_outcome judge_history(struct judging *j, struct store *store)
{
	int64_t wrong;
	enum backup_outcome outcome = of_store(j, history_check(store, &j->result->events, &wrong));

	if (outcome == BACKUP_DONE && wrong != 0) {
		backup_note(j->job,
		            "the history was changed at event %lld; it does not follow from the one before",
		            (long long)wrong);
		j->findings = true;
	}
	return outcome;
}

static enum backup_outcome judge_store(struct judging *j, struct store *store)
{
	char message[200];
	enum backup_outcome outcome = of_store(j, store_verify(store, message, sizeof message));

	if (outcome == BACKUP_DONE)
		outcome = of_store(j, backup_describe_records(store, j->result));
	if (outcome == BACKUP_DONE)
		outcome = judge_evidence(j, store);
	if (outcome == BACKUP_DONE)
		outcome = judge_key(j, store);
	return outcome == BACKUP_DONE ? judge_history(j, store) : outcome;
}

static enum backup_outcome judge_records(struct judging *j, const char *into)
{
	struct store_folder *folder;
	struct store *store;
	enum backup_outcome outcome;
	enum store_status status = store_folder_attach(&folder, into, NULL, 0);

	if (status == STORE_NEWER)
		return backup_fail(j->result, BACKUP_UNREADABLE, "%s: %s", j->job->file,
		                   store_strstatus(status));
	if (status != STORE_OK)
		return of_store(j, status);
	store = store_open(folder);
	outcome = store == NULL ? of_store(j, STORE_IO) : judge_store(j, store);
	store_close(store);
	store_folder_close(folder);
	return outcome;
}

/* Reading leaves files of SQLite's beside the records, which are empty. */
static void remove_traces(const char *into)
{
	static const char *const traces[] = { "-wal", "-shm" };
	char path[BACKUP_PATH_MAX];

	for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) {
		snprintf(path, sizeof path, "%.*s/" BACKUP_DATABASE "%s", BACKUP_PATH_MAX - 30, into,
		         traces[i]);
		unlink(path);
	}
}

enum backup_outcome backup_judge(const struct backup_job *job, struct backup_result *result, const char *into,
                                 const struct backup_contents *contents)
{
	struct judging j = { job, result, contents, false };
	enum backup_outcome outcome = judge_manifest(&j);

	if (outcome != BACKUP_DONE)
		return outcome;
	describe(&j);
	outcome = judge_records(&j, into);
	remove_traces(into);
	return outcome == BACKUP_DONE && j.findings ? BACKUP_FINDINGS : outcome;
}
