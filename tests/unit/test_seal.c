/*
 * test_seal.c - texts under a key: what opens, what does not, and the key file.
 */
#include "store_help.h"

#include "store/key.h"
#include "store/seal.h"

#define TIN "123456789"

struct fixture {
	struct place place;
	char file[PLACE_MAX + 80];
	char message[STORE_MESSAGE_MAX];
};

static int begin(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	place_make(&f->place);
	snprintf(f->file, sizeof f->file, "%s/key", f->place.root);
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

static struct seal *key(struct fixture *f, bool create)
{
	return seal_open(f->file, create, f->message, sizeof f->message);
}

static void test_a_text_comes_back(void **state)
{
	struct fixture *f = *state;
	struct seal *seal = key(f, true);
	unsigned char sealed[SEAL_BYTES_MAX];
	unsigned char again[SEAL_BYTES_MAX];
	char text[SEAL_TEXT_MAX + 1];
	size_t length = seal_text(seal, "practice.tin:p1", TIN, sealed);

	assert_true(length > strlen(TIN));
	assert_null(memmem(sealed, length, TIN, strlen(TIN)));
	assert_true(seal_open_text(seal, "practice.tin:p1", sealed, length, text));
	assert_string_equal(text, TIN);
	/* the same text is never sealed alike: equal TINs do not show */
	assert_int_equal(seal_text(seal, "practice.tin:p1", TIN, again), length);
	assert_memory_not_equal(sealed, again, length);
	seal_close(seal);
	/* the key is read again from its file */
	seal = key(f, false);
	assert_true(seal_open_text(seal, "practice.tin:p1", sealed, length, text));
	assert_string_equal(text, TIN);
	seal_close(seal);
	seal_close(NULL);
}

static void test_a_moved_or_altered_text_does_not_open(void **state)
{
	struct fixture *f = *state;
	struct seal *seal = key(f, true);
	unsigned char sealed[SEAL_BYTES_MAX];
	char text[SEAL_TEXT_MAX + 1];
	size_t length = seal_text(seal, "practice.tin:p1", TIN, sealed);

	assert_false(seal_open_text(seal, "practice.tin:p2", sealed, length, text));
	assert_string_equal(text, "");
	assert_false(seal_open_text(seal, "attestation.tin:p1", sealed, length, text));
	for (size_t i = 0; i < length; i++) {
		sealed[i] ^= 1;
		assert_false(seal_open_text(seal, "practice.tin:p1", sealed, length, text));
		sealed[i] ^= 1;
		assert_false(seal_open_text(seal, "practice.tin:p1", sealed, i, text));
	}
	assert_false(seal_open_text(seal, "practice.tin:p1", NULL, 0, text));
	assert_false(seal_open_text(seal, "practice.tin:p1", sealed, SEAL_BYTES_MAX * 2, text));
	assert_true(seal_open_text(seal, "practice.tin:p1", sealed, length, text));
	seal_close(seal);
}

static void test_limits(void **state)
{
	struct fixture *f = *state;
	struct seal *seal = key(f, true);
	unsigned char sealed[SEAL_BYTES_MAX];
	char longest[SEAL_TEXT_MAX + 2];
	char text[SEAL_TEXT_MAX + 1];
	size_t length;

	memset(longest, 'a', sizeof longest);
	longest[SEAL_TEXT_MAX + 1] = '\0';
	assert_int_equal(seal_text(seal, "c", longest, sealed), 0);
	longest[SEAL_TEXT_MAX] = '\0';
	length = seal_text(seal, "c", longest, sealed);
	assert_in_range(length, SEAL_TEXT_MAX, SEAL_BYTES_MAX);
	assert_true(seal_open_text(seal, "c", sealed, length, text));
	assert_string_equal(text, longest);
	length = seal_text(seal, "c", "", sealed);
	assert_true(seal_open_text(seal, "c", sealed, length, text));
	assert_string_equal(text, "");
	seal_close(seal);
}

static void test_another_key_does_not_open(void **state)
{
	struct fixture *f = *state;
	struct seal *seal = key(f, true);
	unsigned char sealed[SEAL_BYTES_MAX];
	char text[SEAL_TEXT_MAX + 1];
	size_t length = seal_text(seal, "c", TIN, sealed);

	seal_close(seal);
	assert_int_equal(unlink(f->file), 0);
	seal = key(f, true);
	assert_false(seal_open_text(seal, "c", sealed, length, text));
	seal_close(seal);
}

/* -------------------------------------------------------------------- key file */

static void refused(struct fixture *f)
{
	assert_null(key(f, true));
	assert_non_null(strstr(f->message, f->file));
}

static void test_key_files_that_are_refused(void **state)
{
	static const char good[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";
	struct fixture *f = *state;
	struct stat about;
	char text[100];

	assert_null(key(f, false));
	assert_int_equal(access(f->file, F_OK), -1);
	write_file(f->file, good, sizeof good - 1);
	seal_close(key(f, false));
	write_file(f->file, good, sizeof good - 2); /* without the line's end */
	seal_close(key(f, false));
	write_file(f->file, good, sizeof good - 3);
	refused(f);
	snprintf(text, sizeof text, "%.64s0\n", good);
	write_file(f->file, text, strlen(text));
	refused(f);
	snprintf(text, sizeof text, "%.63sg\n", good);
	write_file(f->file, text, strlen(text));
	refused(f);
	write_file(f->file, "", 0);
	refused(f);
	assert_null(strstr(f->message, "00112233"));
	/* open to others */
	write_file(f->file, good, sizeof good - 1);
	assert_int_equal(chmod(f->file, 0640), 0);
	refused(f);
	assert_int_equal(chmod(f->file, 0604), 0);
	refused(f);
	assert_int_equal(chmod(f->file, 0400), 0);
	seal_close(key(f, false));
	assert_int_equal(unlink(f->file), 0);
	assert_int_equal(mkdir(f->file, 0700), 0);
	refused(f);
	assert_int_equal(rmdir(f->file), 0);
	seal_close(key(f, true));
	assert_int_equal(stat(f->file, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
}

/* --------------------------------------------------------- the key of a store */

static struct seal *key_of(struct fixture *f, struct store_folder *folder)
{
	struct seal *seal;

	if (key_open(folder, NULL, &seal, f->message, sizeof f->message) != STORE_OK)
		assert_null(seal);
	return seal;
}

static void test_a_store_knows_its_key(void **state)
{
	struct fixture *f = *state;
	struct store_folder *folder = folder_of(f->place.data);
	char path[PLACE_MAX + 80];
	char aside[PLACE_MAX + 90];
	struct seal *seal = key_of(f, folder);
	bool fits;
	struct store *store = store_open(folder);

	assert_non_null(seal);
	assert_status(key_fits(store, seal, &fits), STORE_OK);
	assert_true(fits);
	seal_close(seal);
	snprintf(path, sizeof path, "%s/mipsia.key", f->place.data);
	snprintf(aside, sizeof aside, "%s.old", path);
	/* a key that was lost is not replaced by a new one */
	assert_int_equal(rename(path, aside), 0);
	assert_null(key_of(f, folder));
	assert_non_null(strstr(f->message, path));
	assert_int_equal(access(path, F_OK), -1);
	/* nor is another one taken */
	seal_close(seal_open(path, true, f->message, sizeof f->message));
	assert_null(key_of(f, folder));
	assert_non_null(strstr(f->message, path));
	assert_int_equal(rename(aside, path), 0);
	seal = key_of(f, folder);
	assert_non_null(seal);
	seal_close(seal);
	store_close(store);
	store_folder_close(folder);
}

/* A key file that was put there beforehand is the store's. */
static void test_a_key_that_is_there_is_taken(void **state)
{
	struct fixture *f = *state;
	struct store_folder *folder = folder_of(f->place.data);
	struct seal *made = key(f, true);
	struct seal *seal;
	unsigned char sealed[SEAL_BYTES_MAX];
	char text[SEAL_TEXT_MAX + 1];
	size_t length = seal_text(made, "c", TIN, sealed);

	assert_status(key_open(folder, f->file, &seal, f->message, sizeof f->message), STORE_OK);
	assert_true(seal_open_text(seal, "c", sealed, length, text));
	seal_close(made);
	seal_close(seal);
	store_folder_close(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define SEAL_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		SEAL_TEST(test_a_text_comes_back),
		SEAL_TEST(test_a_moved_or_altered_text_does_not_open),
		SEAL_TEST(test_limits),
		SEAL_TEST(test_another_key_does_not_open),
		SEAL_TEST(test_key_files_that_are_refused),
		SEAL_TEST(test_a_store_knows_its_key),
		SEAL_TEST(test_a_key_that_is_there_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
