/*
 * backup.h - the records of a folder in one file, and back; and the check of a
 * folder. All work while a server runs on the folder, but for restoring.
 *
 * A backup is a tar archive, compressed with zstd (or gzip, where libarchive has no
 * zstd), of
 *
 *	mipsia.db                 one state of the records
 *	evidence/ab/abcdef...     every evidence file that they name
 *	manifest.json             size and SHA-256 of each of those, versions, the time
 *	manifest.sha256           SHA-256 of manifest.json
 *
 * The key (store/key.h) is not in it: TINs in it are sealed. Evidence is not
 * encrypted: a backup is to be kept as safe as the folder.
 */
#ifndef MIPSIA_SERVICES_BACKUP_H
#define MIPSIA_SERVICES_BACKUP_H

#include <stdbool.h>
#include <stdint.h>

#define BACKUP_FORMAT_VERSION 1
#define BACKUP_PATH_MAX 4096
#define BACKUP_MESSAGE (BACKUP_PATH_MAX + 800)
#define BACKUP_MANIFEST_MAX ((int64_t)1 << 28) /* bytes of manifest.json */

enum backup_outcome {
	BACKUP_DONE,
	BACKUP_FINDINGS,    /* done, but something in the records is not right: see notes */
	BACKUP_REFUSED,     /* what was asked for would overwrite or is no use: nothing done */
	BACKUP_UNREADABLE,  /* the input is damaged, or cannot be read */
	BACKUP_NOT_WRITTEN, /* the output could not be written; nothing is left of it */
	BACKUP_STOPPED      /* `progress` said so; nothing is left of it */
};

struct backup_job {
	const char *folder; /* with the records */
	const char *file;   /* the backup */
	const char *key;    /* key file; NULL: none. For restoring and verifying */
	bool force;         /* write over a backup that is there */
	/* Bytes so far, and in all as far as it is known. False stops the work. */
	bool (*progress)(int64_t done, int64_t total, void *payload);
	/* One sentence on something that is not right in the records. */
	void (*note)(const char *sentence, void *payload);
	void *payload;
};

struct backup_result {
	char message[BACKUP_MESSAGE]; /* why it was not done: place, what, remedy; else "" */
	char created_at[32];          /* of the backup: "2026-10-03T12:00:00Z" */
	char version[32];             /* of the mipsia that made it */
	char key[BACKUP_PATH_MAX];    /* where the key of the folder is; "": not there */
	bool has_key;                 /* the records have a key at all */
	int schema;
	int64_t evidence; /* files */
	int64_t bytes;    /* of records and evidence, unpacked */
	int64_t events;   /* of the history, where it was checked */
};

enum backup_outcome backup_write(const struct backup_job *job, struct backup_result *result);

/* Into a folder that is empty or not there. Everything is checked before anything
 * is in its place; the folder becomes one only as a whole. */
enum backup_outcome backup_restore(const struct backup_job *job, struct backup_result *result);

/* Checks a backup as restoring would, and leaves nothing. */
enum backup_outcome backup_verify(const struct backup_job *job, struct backup_result *result);

/* Checks a folder: the database's own check, each evidence file, the history. */
enum backup_outcome backup_check_folder(const struct backup_job *job, struct backup_result *result);

#endif
