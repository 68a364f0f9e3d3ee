/*
 * test_store_folder.c - the folder: who may open it, what is in it, what is wrong
 * with it, and a disk that is full or cannot be written.
 */
#include "store_help.h"

#include <limits.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>

#include <sqlite3.h>

#include "store/folder.h"
#include "store/key.h"

static char message[STORE_MESSAGE_MAX];

static int begin(void **state)
{
	struct place *place = calloc(1, sizeof *place);

	place_make(place);
	*state = place;
	return 0;
}

static int end(void **state)
{
	place_remove(*state);
	free(*state);
	return 0;
}

static enum store_status try_open(const char *path, bool create)
{
	struct store_folder *folder;
	enum store_status status = store_folder_open(&folder, path, create, message, sizeof message);

	assert_true((folder != NULL) == (status == STORE_OK));
	store_folder_close(folder);
	return status;
}

static void path_in(char out[PLACE_MAX + 80], const struct place *place, const char *name)
{
	snprintf(out, PLACE_MAX + 80, "%s/%s", place->data, name);
}

static enum store_status put(struct store *store, const char *name, const char *value)
{
	return store_run(
		store, NULL,
		"INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value "
		"= excluded.value",
		"tt", name, value);
}

/* --------------------------------------------------------------------- files */

static mode_t mode_of(const char *path)
{
	struct stat about;

	if (lstat(path, &about) != 0)
		fail_msg("%s: %s", path, strerror(errno));
	return about.st_mode & 07777;
}

static void test_everything_is_for_its_owner_alone(void **state)
{
	static const char *const files[] = { "mipsia.db", "mipsia.db-wal", "mipsia.db-shm", "lock",
		                             "mipsia.key" };
	static const char *const folders[] = { "", "evidence", "incoming" };
	struct place *place = *state;
	struct store_folder *folder;
	struct store *store;
	struct seal *seal;
	char path[PLACE_MAX + 80];
	mode_t before = umask(0);

	folder = folder_of(place->data);
	store = store_open(folder);
	assert_status(put(store, "a", "1"), STORE_OK);
	assert_status(key_open(folder, NULL, &seal, message, sizeof message), STORE_OK);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		path_in(path, place, files[i]);
		assert_int_equal(mode_of(path), 0600);
	}
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		path_in(path, place, folders[i]);
		assert_int_equal(mode_of(path), 0700);
	}
	umask(before);
	seal_close(seal);
	store_close(store);
	store_folder_close(folder);
}

static void test_records_stay(void **state)
{
	struct place *place = *state;

	for (int i = 0; i < 3; i++) {
		struct store_folder *folder = folder_of(place->data);
		struct store *store = store_open(folder);
		json_t *rows;
		char name[20];

		snprintf(name, sizeof name, "%d", i);
		assert_status(put(store, name, "x"), STORE_OK);
		assert_status(store_json(store, &rows, "SELECT name FROM setting", ""), STORE_OK);
		assert_int_equal(json_array_size(rows), i + 1);
		json_decref(rows);
		store_close(store);
		store_folder_close(folder);
	}
}

static void test_only_a_folder_of_ours_is_opened(void **state)
{
	struct place *place = *state;
	char path[PLACE_MAX + 80];
	char far[PLACE_MAX + 80];
	char longer[PATH_MAX];

	assert_status(try_open(place->data, false), STORE_IO);
	assert_int_equal(access(place->data, F_OK), -1);
	path_in(far, place, "far");
	assert_status(try_open(far, true), STORE_IO); /* its parent is not there */
	assert_int_equal(mkdir(place->data, 0755), 0);
	assert_status(try_open(place->data, false), STORE_DAMAGED);
	path_in(path, place, "letter.txt");
	write_file(path, "Dear", 4);
	assert_status(try_open(place->data, true), STORE_DAMAGED);
	assert_non_null(strstr(message, place->data));
	/* nothing was done to it */
	assert_int_equal(mode_of(place->data), 0755);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(place->data), 0);
	write_file(place->data, "a file", 6);
	assert_status(try_open(place->data, true), STORE_IO);
	memset(longer, 'a', sizeof longer);
	longer[sizeof longer - 1] = '\0';
	assert_status(try_open(longer, true), STORE_IO);
}

static void test_an_empty_folder_is_taken(void **state)
{
	struct place *place = *state;
	char path[PLACE_MAX + 80];

	assert_int_equal(mkdir(place->data, 0755), 0);
	path_in(path, place, "lost+found"); /* of a disk of its own */
	assert_int_equal(mkdir(path, 0700), 0);
	assert_status(try_open(place->data, true), STORE_OK);
	assert_int_equal(mode_of(place->data), 0700);
	assert_status(try_open(place->data, false), STORE_OK);
}

static void test_records_that_are_gone_are_not_made_anew(void **state)
{
	struct place *place = *state;
	char path[PLACE_MAX + 80];

	assert_status(try_open(place->data, true), STORE_OK);
	path_in(path, place, "evidence/ab");
	assert_int_equal(mkdir(path, 0700), 0);
	path_in(path, place, "mipsia.db");
	write_file(path, "", 0);
	assert_status(try_open(place->data, true), STORE_DAMAGED);
	assert_int_equal(unlink(path), 0);
	assert_status(try_open(place->data, true), STORE_DAMAGED);
}

/* ---------------------------------------------------------- foreign databases */

static void test_what_is_no_database(void **state)
{
	struct place *place = *state;
	char path[PLACE_MAX + 80];

	assert_status(try_open(place->data, true), STORE_OK);
	path_in(path, place, "mipsia.db");
	write_file(path,
	           "This is a letter and no database at all, however long one reads in it. "
	           "......................",
	           92);
	assert_status(try_open(place->data, true), STORE_DAMAGED);
	assert_non_null(strstr(message, "mipsia.db"));
}

static void test_another_programs_database(void **state)
{
	struct place *place = *state;
	char path[PLACE_MAX + 80];
	sqlite3 *db;

	assert_int_equal(mkdir(place->data, 0700), 0);
	path_in(path, place, "mipsia.db");
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_status(try_open(place->data, true), STORE_DAMAGED);
}

/* A page of rubbish amid the file. */
static void damage(const struct place *place)
{
	char path[PLACE_MAX + 80];
	char rubbish[4096];
	int fd;

	path_in(path, place, "mipsia.db");
	memset(rubbish, 0xa5, sizeof rubbish);
	fd = open(path, O_WRONLY);
	for (off_t page = 1; page < 20; page++)
		assert_int_equal(pwrite(fd, rubbish, sizeof rubbish, page * 4096), sizeof rubbish);
	close(fd);
}

static void test_damage_is_seen(void **state)
{
	struct place *place = *state;
	struct store_folder *folder = folder_of(place->data);
	struct store *store = store_open(folder);
	json_t *rows;
	enum store_status status;

	assert_status(store_verify(store, message, sizeof message), STORE_OK);
	assert_string_equal(message, "");
	store_close(store);
	store_folder_close(folder);
	damage(place);
	/* seen at the opening, or by the first that reads there */
	status = store_folder_open(&folder, place->data, false, message, sizeof message);
	if (status == STORE_OK) {
		store = store_open(folder);
		assert_status(store_json(store, &rows, "SELECT id FROM practice", ""), STORE_DAMAGED);
		assert_status(store_verify(store, message, sizeof message), STORE_DAMAGED);
		assert_string_not_equal(message, "");
		store_close(store);
		store_folder_close(folder);
	} else {
		assert_status(status, STORE_DAMAGED);
	}
}

/* ----------------------------------------------------------------- processes */

/* A child that holds the folder until the pipe is closed. */
static pid_t hold(const char *path, int *release)
{
	int ready[2];
	int stop[2];
	char byte;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(stop), 0);
	child = fork();
	if (child == 0) {
		struct store_folder *folder;
		enum store_status status = store_folder_open(&folder, path, true, NULL, 0);

		close(stop[1]);
		if (status == STORE_OK && write(ready[1], "x", 1) == 1)
			(void)!read(stop[0], &byte, 1);
		_exit(0);
	}
	close(ready[1]);
	close(stop[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*release = stop[1];
	return child;
}

static void test_a_second_process_is_refused(void **state)
{
	struct place *place = *state;
	char pid[40];
	int release;
	pid_t child = hold(place->data, &release);

	assert_status(try_open(place->data, true), STORE_IN_USE);
	snprintf(pid, sizeof pid, "process %ld)", (long)child);
	assert_non_null(strstr(message, pid));
	assert_non_null(strstr(message, place->data));
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	close(release);
	assert_status(try_open(place->data, true), STORE_OK); /* the lock died with it */
}

static void test_twice_in_one_process_is_refused(void **state)
{
	struct place *place = *state;
	struct store_folder *folder = folder_of(place->data);

	assert_status(try_open(place->data, true), STORE_IN_USE);
	store_folder_close(folder);
}

static void test_beside_another_process_one_may_read(void **state)
{
	struct place *place = *state;
	struct store_folder *beside;
	struct store *store;
	int64_t none;
	int release;
	pid_t child = hold(place->data, &release);

	assert_status(store_folder_attach(&beside, place->data, message, sizeof message), STORE_OK);
	store = store_open(beside);
	assert_status(store_begin_write(store), STORE_READ_ONLY);
	assert_status(put(store, "a", "1"), STORE_READ_ONLY);
	assert_status(store_begin_read(store), STORE_OK);
	assert_status(store_run(store, &none, "SELECT 1 FROM setting", ""), STORE_OK);
	assert_status(store_run(store, NULL, "DELETE FROM setting", ""), STORE_READ_ONLY);
	store_rollback(store);
	assert_status(store_verify(store, message, sizeof message), STORE_OK);
	store_close(store);
	store_folder_close(beside);
	close(release);
	assert_int_equal(waitpid(child, NULL, 0), child);
	/* and without one, too, unless there is nothing */
	assert_status(store_folder_attach(&beside, place->data, message, sizeof message), STORE_OK);
	store_folder_close(beside);
	assert_status(store_folder_attach(&beside, place->root, message, sizeof message), STORE_DAMAGED);
	assert_null(beside);
}

/* --------------------------------------------------------------------- disks */

/* Writes until the disk is full; the status of the write that failed. */
static enum store_status fill(struct store *store)
{
	char *text = malloc(100001);
	enum store_status status = STORE_OK;

	memset(text, 'a', 100000);
	text[100000] = '\0';
	for (int i = 0; i < 1000 && status == STORE_OK; i++) {
		char name[20];

		snprintf(name, sizeof name, "%d", i);
		status = put(store, name, text);
	}
	free(text);
	return status;
}

/* What was there before is there, and small writes go on once there is room. */
static void check_after_full(struct store *store)
{
	json_t *rows;

	assert_status(store_json(store, &rows, "SELECT value FROM setting WHERE name = 'kept'", ""),
	              STORE_OK);
	assert_int_equal(json_array_size(rows), 1);
	json_decref(rows);
	assert_status(store_verify(store, message, sizeof message), STORE_OK);
}

/* No mount needed: files that may not grow. */
static void test_a_disk_that_takes_no_more(void **state)
{
	struct place *place = *state;
	struct store_folder *folder = folder_of(place->data);
	struct store *store = store_open(folder);
	struct rlimit before;
	struct rlimit small;

	assert_status(put(store, "kept", "1"), STORE_OK);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 1024 * 1024;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_status(fill(store), STORE_FULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	check_after_full(store);
	assert_status(put(store, "more", "1"), STORE_OK);
	store_close(store);
	store_folder_close(folder);
}

static bool mount_small(const char *path, unsigned long flags, const char *options)
{
	assert_true(mkdir(path, 0700) == 0 || errno == EEXIST);
	return mount("mipsia-test", path, "tmpfs", flags, options) == 0;
}

static void test_a_full_disk(void **state)
{
	struct place *place = *state;
	struct store_folder *folder;
	struct store *store;

	if (!mount_small(place->data, 0, "size=4m"))
		skip(); /* this user may not mount */
	folder = folder_of(place->data);
	store = store_open(folder);
	assert_status(put(store, "kept", "1"), STORE_OK);
	assert_status(fill(store), STORE_FULL);
	check_after_full(store);
	store_close(store);
	store_folder_close(folder);
	assert_int_equal(umount(place->data), 0);
}

/* A disk that is full from the beginning: nothing is left half made. */
static void test_a_disk_without_room_for_a_store(void **state)
{
	struct place *place = *state;
	enum store_status status;

	if (!mount_small(place->data, 0, "size=64k"))
		skip();
	status = try_open(place->data, true);
	assert_status(status, STORE_FULL);
	assert_int_equal(mount("mipsia-test", place->data, "tmpfs", MS_REMOUNT, "size=8m"), 0);
	assert_status(try_open(place->data, true), STORE_OK);
	assert_int_equal(umount(place->data), 0);
}

static void test_a_disk_that_cannot_be_written(void **state)
{
	struct place *place = *state;
	struct store_folder *folder;
	struct store *store;

	if (!mount_small(place->data, 0, "size=8m"))
		skip();
	folder = folder_of(place->data);
	store = store_open(folder);
	assert_status(put(store, "a", "1"), STORE_OK);
	store_close(store);
	store_folder_close(folder);
	assert_int_equal(mount("mipsia-test", place->data, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), 0);
	assert_status(try_open(place->data, true), STORE_READ_ONLY);
	assert_non_null(strstr(message, place->data));
	assert_int_equal(umount(place->data), 0);
}

/* The file was taken away under the store. */
static void test_a_database_that_was_taken_away(void **state)
{
	struct place *place = *state;
	struct store_folder *folder = folder_of(place->data);
	char path[PLACE_MAX + 80];

	path_in(path, place, "mipsia.db");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_null(store_open(folder));
	store_folder_close(folder);
	assert_status(try_open(place->data, true), STORE_IO);
}

static void test_no_memory(void **state)
{
	struct place *place = *state;
	struct store_folder *folder = folder_of(place->data);
	struct store *store = store_open(folder);
	char *text = malloc(1000001);

	memset(text, 'a', 1000000);
	text[1000000] = '\0';
	sqlite3_hard_heap_limit64(sqlite3_memory_used() + 100000);
	assert_status(put(store, "a", text), STORE_MEMORY);
	sqlite3_hard_heap_limit64(0);
	assert_status(put(store, "a", text), STORE_OK);
	free(text);
	store_close(store);
	store_folder_close(folder);
}

/* ---------------------------------------------------------------------- busy */

static void test_a_writer_that_does_not_end(void **state)
{
	struct place *place = *state;
	struct store_folder *folder = folder_of(place->data);
	struct store *one = store_open(folder);
	struct store *other = store_open(folder);

	folder->queue.patience = 10;
	assert_status(store_begin_write(one), STORE_OK);
	assert_status(store_begin_write(other), STORE_BUSY);
	assert_status(put(other, "a", "1"), STORE_BUSY);
	assert_int_equal(folder->queue.waiting, 0);
	assert_status(store_commit(one), STORE_OK);
	assert_status(put(other, "a", "1"), STORE_OK);
	store_close(one);
	store_close(other);
	store_folder_close(folder);
}

static void test_every_status_has_a_sentence(void **state)
{
	(void)state;
	for (int i = 0; i < STORE_STATUS_END; i++) {
		const char *sentence = store_strstatus((enum store_status)i);

		assert_non_null(sentence);
		assert_int_equal(sentence[strlen(sentence) - 1], '.');
	}
	assert_non_null(store_strstatus(STORE_STATUS_END));
	assert_non_null(store_strstatus((enum store_status) - 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		FOLDER_TEST(test_everything_is_for_its_owner_alone),
		FOLDER_TEST(test_records_stay),
		FOLDER_TEST(test_only_a_folder_of_ours_is_opened),
		FOLDER_TEST(test_an_empty_folder_is_taken),
		FOLDER_TEST(test_records_that_are_gone_are_not_made_anew),
		FOLDER_TEST(test_what_is_no_database),
		FOLDER_TEST(test_another_programs_database),
		FOLDER_TEST(test_damage_is_seen),
		FOLDER_TEST(test_a_second_process_is_refused),
		FOLDER_TEST(test_twice_in_one_process_is_refused),
		FOLDER_TEST(test_beside_another_process_one_may_read),
		FOLDER_TEST(test_a_disk_that_takes_no_more),
		FOLDER_TEST(test_a_full_disk),
		FOLDER_TEST(test_a_disk_without_room_for_a_store),
		FOLDER_TEST(test_a_disk_that_cannot_be_written),
		FOLDER_TEST(test_a_database_that_was_taken_away),
		FOLDER_TEST(test_no_memory),
		FOLDER_TEST(test_a_writer_that_does_not_end),
		cmocka_unit_test(test_every_status_has_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
