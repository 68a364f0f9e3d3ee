/*
 * backup_check.c - whether a folder is as it should be: the database, every
 * evidence file, the history.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "services/backup_parts.h"
#include "services/history_check.h"
#include "store/key.h"
#include "store/vault.h"

struct checking {
	const struct backup_job *job;
	struct backup_result *result;
	struct store_folder *folder;
	bool findings;
};

static enum backup_outcome of_store(const struct checking *c, enum store_status status)
{
	return status == STORE_OK ? BACKUP_DONE
	                          : backup_fail(c->result, backup_of_status(status),
	                                        "%s: the records cannot be read. %s", c->job->folder,
	                                        store_strstatus(status));
}

static void check_file(struct checking *c, const json_t *row, const char *hash)
{
	enum store_status status = digest_is_text(hash) ? vault_check(c->folder, hash) : STORE_DAMAGED;
	char label[BACKUP_LABEL_MAX];

	c->result->evidence++;
	if (status == STORE_OK)
		return;
	backup_evidence_label(row, label);
	backup_note(c->job, "%s %s; look for the file in a backup", label,
	            status == STORE_DAMAGED ? "was altered" : "is not there, or cannot be read");
	c->findings = true;
}

static enum backup_outcome check_evidence(struct checking *c, struct store *store)
{
	json_t *evidence;
	enum backup_outcome outcome = of_store(c, backup_evidence_of(store, &evidence));
	int64_t count = (int64_t)json_array_size(evidence);
	const char *before = "";
	const json_t *row;
	size_t i;

	json_array_foreach (evidence, i, row) {
		const char *hash = json_string_value(json_object_get(row, "sha256"));

		if (!backup_progress(c->job, (int64_t)i, count)) {
			outcome = backup_fail(c->result, BACKUP_STOPPED, "%s: stopped", c->job->folder);
			break;
		}
		if (strcmp(hash, before) != 0)
			check_file(c, row, hash);
		before = hash;
	}
	json_decref(evidence);
	return outcome;
}

static enum backup_outcome check_database(struct checking *c, struct store *store)
{
	char message[300];
	enum store_status status = store_verify(store, message, sizeof message);

	if (status != STORE_DAMAGED)
		return of_store(c, status);
	backup_note(c->job, "the database is damaged (%s); restore a backup into another folder", message);
	c->findings = true;
	return BACKUP_DONE;
}

static enum backup_outcome check_history(struct checking *c, struct store *store)
{
	int64_t wrong;
	enum backup_outcome outcome = of_store(c, history_check(store, &c->result->events, &wrong));

	if (outcome == BACKUP_DONE && wrong != 0) {
		backup_note(c->job,
		            "the history was changed at event %lld; it does not follow from the one before",
		            (long long)wrong);
		c->findings = true;
	}
	return outcome;
}

/* The key in the folder, when there is one: it may lie elsewhere. */
static enum backup_outcome check_key(struct checking *c, struct store *store)
{
	char message[STORE_MESSAGE_MAX];
	struct seal *seal;
	bool fits;
	enum backup_outcome outcome = of_store(c, backup_describe_records(store, c->result));

	snprintf(c->result->key, sizeof c->result->key, "%s/" KEY_FILE, store_folder_path(c->folder));
	if (outcome != BACKUP_DONE || access(c->result->key, F_OK) != 0) {
		c->result->key[0] = '\0';
		return outcome;
	}
	seal = seal_open(c->result->key, false, message, sizeof message);
	if (seal == NULL) {
		backup_note(c->job, "%s", message);
		c->findings = true;
		return BACKUP_DONE;
	}
	outcome = of_store(c, key_fits(store, seal, &fits));
	seal_close(seal);
	if (outcome == BACKUP_DONE && !fits) {
		backup_note(c->job, "%s: this key is not the one of these records", c->result->key);
		c->findings = true;
	}
	return outcome;
}

static enum backup_outcome check_all(struct checking *c, struct store *store)
{
	enum backup_outcome outcome = of_store(c, store_begin_read(store));

	if (outcome == BACKUP_DONE)
		outcome = check_database(c, store);
	if (outcome == BACKUP_DONE && c->findings)
		return BACKUP_DONE; /* what a damaged database says of the rest is worth nothing */
	if (outcome == BACKUP_DONE)
		outcome = check_history(c, store);
	if (outcome == BACKUP_DONE)
		outcome = check_key(c, store);
	if (outcome == BACKUP_DONE)
		outcome = check_evidence(c, store);
	return outcome;
}

enum backup_outcome backup_check_folder(const struct backup_job *job, struct backup_result *result)
{
	struct checking c = { .job = job, .result = result };
	enum backup_outcome outcome;
	enum store_status status;
	struct store *store;

	*result = (struct backup_result){ .schema = 0 };
	status = store_folder_attach(&c.folder, job->folder, result->message, sizeof result->message);
	if (status != STORE_OK)
		return backup_of_status(status);
	store = store_open(c.folder);
	outcome = store == NULL ? of_store(&c, STORE_IO) : check_all(&c, store);
	store_close(store);
	store_folder_close(c.folder);
	return outcome == BACKUP_DONE && c.findings ? BACKUP_FINDINGS : outcome;
}
