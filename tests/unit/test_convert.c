/*
 * test_convert.c - round trips between formats, and files that are there whole or
 * not at all. The battery in tests/check has the single conversions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "formats/qpp_json.h"
#include "services/convert.h"
#include "services/documents_aside.h"

/* ------------------------------------------------------------------ round trips */

struct texts {
	char *text;
	size_t length;
	size_t count;
};

static bool keep(const struct converted *converted, void *payload)
{
	struct texts *texts = payload;

	free(texts->text);
	texts->text = malloc(converted->length + 1);
	assert_non_null(texts->text);
	memcpy(texts->text, converted->text, converted->length);
	texts->text[converted->length] = '\0';
	texts->length = converted->length;
	texts->count++;
	return true;
}

/* The caller frees the text. */
static struct texts convert(const char *text, size_t length, enum convert_format to)
{
	struct convert_options options = { .to = to, .test_identifiers = true };
	struct texts texts = { 0 };
	struct converter *converter = converter_new(mipsia_rulebook_builtin(), &options, keep, &texts);
	struct document document = {
		.name = "x", .lone = true, .bytes = text, .length = length, .line = 1, .column = 1
	};
	struct checked checked;

	document.format = detect_format(text, length);
	convert_document(converter, &document, &checked);
	if (texts.count == 0 && checked.findings.length > 0)
		print_message("%s\n", checked.findings.items[0].message);
	checked_free(&checked);
	converter_free(converter);
	return texts;
}

static json_t *read_json(const char *text, size_t length)
{
	struct qpp_json json;
	struct qpp_json_fault fault;
	json_t *root;

	assert_true(qpp_json_parse(text, length, &json, &fault));
	root = json_incref(json.root);
	qpp_json_free(&json);
	return root;
}

/* What a QRDA III file says: how it was sent differs. */
static void forget_method(json_t *submission)
{
	json_t *set = json_array_get(json_object_get(submission, "measurementSets"), 0);

	json_object_del(set, "submissionMethod");
	json_object_del(set, "source"); /* the converter writes it */
	json_object_del(set, "programName");
	json_object_del(submission, "programName"); /* 2017 */
}

#define IA(year, more)                                                                                       \
	"\"measurementSets\":[{\"category\":\"ia\",\"submissionMethod\":\"registry\",\"performanceStart\":"  \
	"\"" year "-01-01\",\"performanceEnd\":\"" year "-12-31\"," more                                     \
	"\"measurements\":[{\"measureId\":\"IA_BE_12\",\"value\":true},{\"measureId\":\"IA_BE_15\","         \
	"\"value\":true}]}]}"
#define WHO                                                                                                  \
	"{\"entityType\":\"individual\",\"taxpayerIdentificationNumber\":\"123456789\","                     \
	"\"nationalProviderIdentifier\":\"1234567893\","

static const struct {
	const char *submission;
	enum convert_format through;
} trips[] = {
	{ WHO "\"performanceYear\":2025," IA("2025", "\"programName\":\"mips\","), CONVERT_QRDA3 },
	{ WHO "\"performanceYear\":2025," IA("2025", "\"programName\":\"mips\","), CONVERT_QPP_JSON },
	{ WHO "\"performanceYear\":2025," IA("2025", "\"programName\":\"mips\","), CONVERT_CASE },
	{ WHO "\"performanceYear\":2020," IA("2020", "\"programName\":\"mips\","), CONVERT_QRDA3 },
	{ WHO "\"programName\":\"mips\",\"performanceYear\":2017," IA("2017", ""), CONVERT_XML2017 },
	{ WHO "\"programName\":\"mips\",\"performanceYear\":2017," IA("2017", ""), CONVERT_QRDA3 },
};

static void test_round_trips(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof trips / sizeof *trips; i++) {
		struct texts there =
			convert(trips[i].submission, strlen(trips[i].submission), trips[i].through);
		struct texts back;
		json_t *before;
		json_t *after;

		assert_int_equal(there.count, 1);
		back = convert(there.text, there.length, CONVERT_QPP_JSON);
		assert_int_equal(back.count, 1);
		before = read_json(trips[i].submission, strlen(trips[i].submission));
		after = read_json(back.text, back.length);
		if (trips[i].through == CONVERT_QRDA3) {
			forget_method(before);
			forget_method(after);
		}
		if (!json_equal(before, after))
			fail_msg("trip %zu: %s", i, back.text);
		json_decref(before);
		json_decref(after);
		free(there.text);
		free(back.text);
	}
}

/* ------------------------------------------------------------------------ aside */

static void read_back(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "r");
	size_t length;

	assert_non_null(file);
	length = fread(text, 1, size - 1, file);
	text[length] = '\0';
	fclose(file);
}

static size_t count_files(const char *folder)
{
	DIR *open = opendir(folder);
	size_t count = 0;

	assert_non_null(open);
	while (readdir(open) != NULL)
		count++;
	closedir(open);
	return count - 2; /* . and .. */
}

static void put(const char *path, const char *text, bool commit)
{
	struct aside aside;

	assert_true(aside_open(&aside, path));
	fputs(text, aside.file);
	if (commit)
		assert_true(aside_commit(&aside));
	else
		aside_cancel(&aside);
	aside_cancel(&aside); /* twice is fine */
}

static void test_aside(void **state)
{
	char folder[] = "/tmp/mipsia-aside-XXXXXX";
	char path[64];
	char link[64];
	char text[64];
	struct stat about;
	struct aside aside;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a", folder);
	snprintf(link, sizeof link, "%s/link", folder);
	put(path, "one", true);
	put(path, "two", false);
	read_back(path, text, sizeof text);
	assert_string_equal(text, "one");
	assert_int_equal(count_files(folder), 1);
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(symlink("a", link), 0);
	put(link, "three", true); /* a link stays one, and permissions stay */
	read_back(path, text, sizeof text);
	assert_string_equal(text, "three");
	assert_int_equal(lstat(link, &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0640);
	put("/dev/null", "four", true);
	assert_false(aside_open(&aside, folder));
	assert_int_equal(errno, EISDIR);
	snprintf(text, sizeof text, "%s/none/a", folder);
	assert_false(aside_open(&aside, text));
	unlink(link);
	unlink(path);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trips),
		cmocka_unit_test(test_aside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
