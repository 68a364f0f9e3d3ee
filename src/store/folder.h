/*
 * folder.h - what a store's folder is, for the files of src/store alone.
 *
 *	FOLDER/mipsia.db     the records (and mipsia.db-wal, mipsia.db-shm beside it)
 *	FOLDER/evidence/     vault.h
 *	FOLDER/incoming/     uploads and copies that are being written
 *	FOLDER/mipsia.key    key.h
 *	FOLDER/lock          held as long as a process has the folder open
 */
#ifndef MIPSIA_STORE_FOLDER_H
#define MIPSIA_STORE_FOLDER_H

#include <pthread.h>
#include <stdbool.h>

#include "store/store.h"

#define FOLDER_FILE_MAX (STORE_PATH_MAX + 100) /* a path of ours within the folder */

struct waiter;

/* Writers of one process wait here, first come, first served. */
struct write_queue {
	pthread_mutex_t mutex;
	pthread_condattr_t clock;
	struct waiter *first;
	struct waiter *last;
	int waiting; /* how many */
	bool taken;
	int patience; /* milliseconds: STORE_BUSY_MILLISECONDS, less in tests */
};

bool write_queue_init(struct write_queue *queue);
void write_queue_destroy(struct write_queue *queue);
/* False when the turn did not come in `patience`. */
bool write_queue_enter(struct write_queue *queue);
void write_queue_leave(struct write_queue *queue);

struct store_folder {
	char path[STORE_PATH_MAX];
	char database[FOLDER_FILE_MAX];
	char incoming[FOLDER_FILE_MAX];
	int lock;      /* file descriptor; -1 when attached */
	bool attached; /* for reading, beside another process */
	struct write_queue queue;
};

#endif
