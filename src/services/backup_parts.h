/*
 * backup_parts.h - what the files of the backup share. Of backup_*.c alone.
 */
#ifndef MIPSIA_SERVICES_BACKUP_PARTS_H
#define MIPSIA_SERVICES_BACKUP_PARTS_H

#include <jansson.h>

#include "services/backup.h"
#include "store/digest.h"
#include "store/store.h"

#define BACKUP_DATABASE "mipsia.db"
#define BACKUP_MANIFEST "manifest.json"
#define BACKUP_MANIFEST_HASH "manifest.sha256"
#define BACKUP_NAME_MAX 100 /* bytes of a member's name */
#define BACKUP_PIECE ((size_t)64 * 1024)

/* backup_common.c */
enum backup_outcome backup_fail(struct backup_result *result, enum backup_outcome outcome, const char *format,
                                ...) __attribute__((format(printf, 3, 4)));
void backup_note(const struct backup_job *job, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* False: the work is to stop. */
bool backup_progress(const struct backup_job *job, int64_t done, int64_t total);
/* What a store_status means here. */
enum backup_outcome backup_of_status(enum store_status status);
/* Removes a file, or a folder with all in it. */
void backup_remove_tree(const char *path);
/* "evidence/ab/abcdef..." */
void backup_evidence_name(const char *hash, char out[BACKUP_NAME_MAX]);
/* The hash within such a name, or NULL when it is none. */
const char *backup_evidence_hash(const char *name);

/* The evidence files that the records name, [{sha256, name, practice, year}], by
 * hash; one that several records name is there several times. The caller owns it. */
enum store_status backup_evidence_of(struct store *store, json_t **out);
/* Schema and key of the records, into the result. */
enum store_status backup_describe_records(struct store *store, struct backup_result *result);
/* "the evidence 'Minutes.pdf' (Sample Practice, 2026)" */
#define BACKUP_LABEL_MAX 700
void backup_evidence_label(const json_t *row, char out[BACKUP_LABEL_MAX]);

/* A backup that was read. `members` has an object {size, sha256} a name, as found. */
struct backup_contents {
	json_t *members;
	json_t *manifest;
	char manifest_hash[DIGEST_TEXT];         /* as found */
	char manifest_hash_written[DIGEST_TEXT]; /* as manifest.sha256 says; "" when absent */
};

void backup_contents_free(struct backup_contents *contents);

/* backup_read.c: unpacks into a folder that is there: the records, and the evidence
 * when `evidence`. Every byte is read and hashed in any case. Nothing is synced. */
enum backup_outcome backup_read(const struct backup_job *job, struct backup_result *result, const char *into,
                                bool evidence, struct backup_contents *contents);
/* backup_judge.c: whether all is there and as it was saved; then the records in
 * `into`, with the key of the job. */
enum backup_outcome backup_judge(const struct backup_job *job, struct backup_result *result, const char *into,
                                 const struct backup_contents *contents);

#endif
