/*
 * test_backup.c - backups that are stopped, or whose disk is full, leave nothing.
 * What they hold and refuse is looked at by tests/store/backup.py.
 */
#include "store_help.h"

#include <dirent.h>
#include <sys/mount.h>

#include "services/backup.h"
#include "store/digest.h"
#include "store/vault.h"

#define EVIDENCE_BYTES 300000

struct fixture {
	struct place place;
	char file[PLACE_MAX + 20];
	char target[PLACE_MAX + 20];
	int calls; /* of progress so far */
	int stop;  /* at this one */
	int notes;
};

static void put_evidence(struct store_folder *folder, struct store *store)
{
	char *content = malloc(EVIDENCE_BYTES);
	char path[PLACE_MAX + 200];
	char hash[DIGEST_TEXT];

	/* does not compress: random, but the same each time */
	for (uint32_t i = 0, x = 1; i < EVIDENCE_BYTES; i++) {
		x = x * 1664525u + 1013904223u;
		content[i] = (char)(x >> 24);
	}
	digest_of(content, EVIDENCE_BYTES, hash);
	snprintf(path, sizeof path, "%s/upload", vault_incoming(folder));
	write_file(path, content, EVIDENCE_BYTES);
	free(content);
	assert_status(vault_take(folder, path, hash), STORE_OK);
	assert_status(store_run(store, NULL,
	                        "INSERT INTO practice (id, name, created_at) VALUES ('p', 'Sample', 1)", ""),
	              STORE_OK);
	assert_status(
		store_run(
			store, NULL,
			"INSERT INTO evidence (id, practice_id, year, kind, name, sha256, retain_until, "
			"added_by, "
			"added_at) VALUES ('e', 'p', 2026, 'file', 'Minutes.pdf', ?1, '2033-12-31', 'A', 1)",
			"t", hash),
		STORE_OK);
}

static int begin(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct store_folder *folder;
	struct store *store;

	place_make(&f->place);
	snprintf(f->file, sizeof f->file, "%s/backup", f->place.root);
	snprintf(f->target, sizeof f->target, "%s/target", f->place.root);
	folder = folder_of(f->place.data);
	store = store_open(folder);
	put_evidence(folder, store);
	store_close(store);
	store_folder_close(folder);
	*state = f;
	return 0;
}

static int end(void **state)
{
	struct fixture *f = *state;

	place_remove(&f->place);
	free(f);
	return 0;
}

static bool progress(int64_t done, int64_t total, void *payload)
{
	struct fixture *f = payload;

	assert_true(done >= 0 && total >= 0);
	return ++f->calls != f->stop;
}

static void note(const char *sentence, void *payload)
{
	struct fixture *f = payload;

	assert_true(strlen(sentence) > 0);
	f->notes++;
}

static struct backup_job job_of(struct fixture *f, const char *folder, int stop)
{
	f->calls = 0;
	f->stop = stop;
	return (struct backup_job){
		.folder = folder, .file = f->file, .progress = progress, .note = note, .payload = f
	};
}

/* Entries of a folder but "." and ".."; -1: there is none. */
static int entries(const char *path)
{
	DIR *folder = opendir(path);
	int count = -2;

	if (folder == NULL)
		return -1;
	while (readdir(folder) != NULL)
		count++;
	closedir(folder);
	return count;
}

static struct backup_result result;

static void test_a_backup_that_is_stopped(void **state)
{
	struct fixture *f = *state;
	struct backup_job job = job_of(f, f->place.data, 0);
	int calls;

	assert_int_equal(backup_write(&job, &result), BACKUP_DONE);
	assert_int_equal(result.evidence, 1);
	assert_false(result.has_key);
	calls = f->calls;
	assert_true(calls > 5);
	assert_int_equal(unlink(f->file), 0);
	for (int stop = 1; stop <= calls; stop++) {
		job = job_of(f, f->place.data, stop);
		assert_int_equal(backup_write(&job, &result), BACKUP_STOPPED);
		assert_non_null(strstr(result.message, f->file));
		assert_int_equal(entries(f->place.root), 1); /* the records */
	}
}

static void test_a_restore_that_is_stopped(void **state)
{
	struct fixture *f = *state;
	struct backup_job job = job_of(f, f->place.data, 0);
	int calls;

	assert_int_equal(backup_write(&job, &result), BACKUP_DONE);
	job = job_of(f, f->target, 0);
	assert_int_equal(backup_restore(&job, &result), BACKUP_DONE);
	calls = f->calls;
	assert_int_equal(nftw(f->target, place_unlink, 16, FTW_DEPTH | FTW_PHYS), 0);
	for (int stop = 1; stop <= calls; stop++) {
		job = job_of(f, f->target, stop);
		assert_int_equal(backup_restore(&job, &result), BACKUP_STOPPED);
		assert_int_equal(entries(f->target), -1);
	}
	assert_int_equal(f->notes, 0);
}

static void test_a_check_that_is_stopped(void **state)
{
	struct fixture *f = *state;
	struct backup_job job = job_of(f, f->place.data, 1);

	assert_int_equal(backup_check_folder(&job, &result), BACKUP_STOPPED);
	job = job_of(f, f->place.data, 0);
	assert_int_equal(backup_check_folder(&job, &result), BACKUP_DONE);
	assert_int_equal(result.evidence, 1);
}

/* Disks with room for less and less. */
static void test_no_room_for_a_backup(void **state)
{
	struct fixture *f = *state;
	struct backup_job job = job_of(f, f->place.data, 0);
	char options[40];

	assert_int_equal(mkdir(f->target, 0700), 0);
	snprintf(f->file, sizeof f->file, "%.*s/backup", PLACE_MAX, f->target);
	for (int kilobytes = 8; kilobytes <= 264; kilobytes += 64) {
		snprintf(options, sizeof options, "size=%dk", kilobytes);
		if (mount("mipsia-test", f->target, "tmpfs", 0, options) != 0)
			skip(); /* this user may not mount */
		assert_int_equal(backup_write(&job, &result), BACKUP_NOT_WRITTEN);
		assert_non_null(strstr(result.message, f->file));
		assert_int_equal(entries(f->target), 0);
		assert_int_equal(umount(f->target), 0);
	}
}

static void test_no_room_for_a_restore(void **state)
{
	struct fixture *f = *state;
	struct backup_job job = job_of(f, f->place.data, 0);
	char options[40];

	assert_int_equal(backup_write(&job, &result), BACKUP_DONE);
	job = job_of(f, f->target, 0);
	assert_int_equal(mkdir(f->target, 0700), 0);
	for (int kilobytes = 8; kilobytes <= 392; kilobytes += 64) {
		snprintf(options, sizeof options, "size=%dk", kilobytes);
		if (mount("mipsia-test", f->target, "tmpfs", 0, options) != 0)
			skip();
		assert_int_equal(backup_restore(&job, &result), BACKUP_NOT_WRITTEN);
		assert_int_equal(entries(f->target), 0);
		assert_int_equal(umount(f->target), 0);
	}
	/* a disk of its own with enough room is a folder like any other */
	if (mount("mipsia-test", f->target, "tmpfs", 0, "size=4m") == 0) {
		assert_int_equal(backup_restore(&job, &result), BACKUP_DONE);
		assert_int_equal(umount(f->target), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define BACKUP_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		BACKUP_TEST(test_a_backup_that_is_stopped), BACKUP_TEST(test_a_restore_that_is_stopped),
		BACKUP_TEST(test_a_check_that_is_stopped),  BACKUP_TEST(test_no_room_for_a_backup),
		BACKUP_TEST(test_no_room_for_a_restore),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
