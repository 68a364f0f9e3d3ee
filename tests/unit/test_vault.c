/*
 * test_vault.c - evidence files: taken whole, kept, found altered.
 */
#include "store_help.h"

#include "store/vault.h"

/* printf abc | sha256sum */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
/* printf '' | sha256sum */
#define NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static const char none[VAULT_HASH] = "ba";
static const char outside[VAULT_HASH] = "../../../../etc/passwd";

struct fixture {
	struct place place;
	struct store_folder *folder;
	char upload[PLACE_MAX + 80]; /* a path in incoming */
	char kept[PLACE_MAX + 200];  /* where ABC is kept */
};

static int begin(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	place_make(&f->place);
	f->folder = folder_of(f->place.data);
	snprintf(f->upload, sizeof f->upload, "%s/upload", vault_incoming(f->folder));
	snprintf(f->kept, sizeof f->kept, "%s/evidence/ba/" ABC, store_folder_path(f->folder));
	*state = f;
	return 0;
}

static int end(void **state)
{
	struct fixture *f = *state;

	store_folder_close(f->folder);
	place_remove(&f->place);
	free(f);
	return 0;
}

static enum store_status take(struct fixture *f, const char *text, const char *hash)
{
	write_file(f->upload, text, strlen(text));
	return vault_take(f->folder, f->upload, hash);
}

static void test_a_file_is_taken_and_read(void **state)
{
	struct fixture *f = *state;
	struct stat about;
	char text[4] = "";
	int64_t size;
	int fd;

	assert_status(take(f, "abc", ABC), STORE_OK);
	assert_int_equal(access(f->upload, F_OK), -1);
	assert_int_equal(stat(f->kept, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	fd = vault_open(f->folder, ABC, &size);
	assert_true(fd >= 0);
	assert_int_equal(size, 3);
	assert_int_equal(read(fd, text, 4), 3);
	assert_string_equal(text, "abc");
	close(fd);
	assert_status(vault_check(f->folder, ABC), STORE_OK);
	assert_status(take(f, "", NOTHING), STORE_OK);
	assert_status(vault_check(f->folder, NOTHING), STORE_OK);
}

static void test_the_same_file_twice_is_one(void **state)
{
	struct fixture *f = *state;
	struct stat first;
	struct stat second;

	assert_status(take(f, "abc", ABC), STORE_OK);
	assert_int_equal(stat(f->kept, &first), 0);
	assert_status(take(f, "abc", ABC), STORE_OK);
	assert_int_equal(access(f->upload, F_OK), -1);
	assert_int_equal(stat(f->kept, &second), 0);
	assert_true(first.st_ino == second.st_ino);
}

static void test_what_is_not_what_it_says_is_not_taken(void **state)
{
	struct fixture *f = *state;
	char elsewhere[PLACE_MAX + 80];

	assert_status(take(f, "abd", ABC), STORE_DAMAGED);
	assert_int_equal(access(f->kept, F_OK), -1);
	assert_int_equal(access(f->upload, F_OK), 0); /* whoever made it removes it */
	assert_status(take(f, "abc", outside), STORE_MISUSE);
	assert_status(take(f, "abc", none), STORE_MISUSE);
	snprintf(elsewhere, sizeof elsewhere, "%s/lock", f->place.data);
	assert_status(vault_take(f->folder, elsewhere, ABC), STORE_MISUSE);
	snprintf(elsewhere, sizeof elsewhere, "%s/../lock", vault_incoming(f->folder));
	assert_status(vault_take(f->folder, elsewhere, ABC), STORE_MISUSE);
	assert_int_equal(unlink(f->upload), 0);
	assert_status(vault_take(f->folder, f->upload, ABC), STORE_IO);
	assert_int_equal(symlink("/etc/hostname", f->upload), 0);
	assert_status(vault_take(f->folder, f->upload, ABC), STORE_IO);
}

static void test_altered_and_absent_files_are_found(void **state)
{
	struct fixture *f = *state;
	int64_t size = -1;

	assert_status(vault_check(f->folder, ABC), STORE_IO);
	assert_int_equal(vault_open(f->folder, ABC, &size), -1);
	assert_int_equal(vault_open(f->folder, none, &size), -1);
	assert_status(vault_check(f->folder, none), STORE_MISUSE);
	assert_status(take(f, "abc", ABC), STORE_OK);
	write_file(f->kept, "abd", 3);
	assert_status(vault_check(f->folder, ABC), STORE_DAMAGED);
	/* the same file, sent again, makes it good */
	assert_status(take(f, "abc", ABC), STORE_OK);
	assert_status(vault_check(f->folder, ABC), STORE_OK);
	assert_int_equal(unlink(f->kept), 0);
	assert_status(vault_check(f->folder, ABC), STORE_IO);
	assert_int_equal(mkdir(f->kept, 0700), 0);
	assert_status(vault_check(f->folder, ABC), STORE_IO);
	assert_int_equal(vault_open(f->folder, ABC, &size), -1);
}

static void test_interrupted_uploads_are_swept(void **state)
{
	struct fixture *f = *state;

	assert_status(take(f, "abc", ABC), STORE_OK);
	write_file(f->upload, "half", 4);
	vault_sweep(f->folder);
	assert_int_equal(access(f->upload, F_OK), -1);
	assert_int_equal(access(vault_incoming(f->folder), F_OK), 0);
	/* also at the next start */
	write_file(f->upload, "half", 4);
	store_folder_close(f->folder);
	f->folder = folder_of(f->place.data);
	assert_int_equal(access(f->upload, F_OK), -1);
	assert_status(vault_check(f->folder, ABC), STORE_OK);
}

static void test_who_only_reads_takes_nothing(void **state)
{
	struct fixture *f = *state;
	struct store_folder *beside;

	assert_status(store_folder_attach(&beside, f->place.data, NULL, 0), STORE_OK);
	write_file(f->upload, "abc", 3);
	vault_sweep(beside);
	assert_status(vault_take(beside, f->upload, ABC), STORE_READ_ONLY);
	assert_int_equal(access(f->upload, F_OK), 0);
	store_folder_close(beside);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define VAULT_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		VAULT_TEST(test_a_file_is_taken_and_read),
		VAULT_TEST(test_the_same_file_twice_is_one),
		VAULT_TEST(test_what_is_not_what_it_says_is_not_taken),
		VAULT_TEST(test_altered_and_absent_files_are_found),
		VAULT_TEST(test_interrupted_uploads_are_swept),
		VAULT_TEST(test_who_only_reads_takes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
