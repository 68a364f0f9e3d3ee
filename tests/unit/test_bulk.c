/*
 * test_bulk.c - files of every kind through the pipeline: order, places, damage,
 * limits, any number of threads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "formats/json_cut.h"
#include "services/bulk.h"
#include "services/bulk_sniff.h"

#define GOOD "{\"performanceYear\":2025,\"entityType\":\"group\"}"
#define GOOD_ID(id) "{\"id\":" id ",\"performanceYear\":2025,\"entityType\":\"group\"}"

/* --------------------------------------------------------------------- a run */

struct run {
	struct outbuf text;
	struct bulk_totals totals;
	enum bulk_status status;
	int complaints;
	bool fail_write;
};

static void render(const struct answer *answer, struct outbuf *out, void *payload)
{
	(void)payload;
	answer_write(answer, false, out);
}

static bool collect(const char *text, size_t length, void *payload)
{
	struct run *run = payload;

	outbuf_put(&run->text, text, length);
	return !run->text.failed && !run->fail_write;
}

static void complain(const char *file, const char *why, void *payload)
{
	struct run *run = payload;

	assert_non_null(file);
	assert_true(strlen(why) > 0);
	run->complaints++;
}

static void run_files(struct run *run, const char *const *files, size_t length, unsigned threads)
{
	struct bulk_job job = { .size = sizeof job,
		                .book = mipsia_rulebook_builtin(),
		                .files = files,
		                .files_length = length,
		                .threads = threads,
		                .render = render,
		                .write = collect,
		                .complain = complain,
		                .payload = run };

	outbuf_free(&run->text);
	*run = (struct run){ .text = { .limit = (size_t)1 << 30 }, .fail_write = run->fail_write };
	run->status = bulk_run(&job, &run->totals);
	outbuf_put(&run->text, "", 1);
}

/* Files in the folder of this test, removed at its end. */
static char folder[] = "/tmp/mipsia-bulk-XXXXXX";
static char paths[4][64];

static const char *write_file(int index, const char *bytes, size_t length)
{
	FILE *file;

	snprintf(paths[index], sizeof paths[index], "%s/%d", folder, index);
	file = fopen(paths[index], "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	fclose(file);
	return paths[index];
}

static void run_text(struct run *run, const char *bytes, size_t length, unsigned threads)
{
	const char *file = write_file(0, bytes, length);

	run_files(run, &file, 1, threads);
}

/* "line 3, line 7": the places in the answers. */
static const char *places_of(const struct run *run)
{
	static char places[1000];
	size_t length = 0;

	places[0] = '\0';
	for (const char *at = run->text.bytes; (at = strstr(at, "\"source\":{\"file\":\"")) != NULL;) {
		const char *unit = strstr(at, "\",\"") + 3;
		int n = (int)strcspn(unit, "\"");

		length += (size_t)snprintf(places + length, sizeof places - length, "%s%.*s %ld",
		                           length ? ", " : "", n, unit, strtol(unit + n + 2, NULL, 10));
		at = unit;
	}
	return places;
}

/* -------------------------------------------------------------------- inputs */

struct input {
	const char *name;
	const char *text;
	unsigned cases, refused;
	const char *places; /* of the refused */
};

static const struct input inputs[] = {
	{ "nothing", "", 0, 0, "" },
	{ "white space", " \n\r\n\t", 0, 0, "" },
	{ "one line", GOOD, 1, 0, "" },
	{ "one line and its end", GOOD "\n", 1, 0, "" },
	{ "lines", GOOD "\n" GOOD "\n" GOOD, 3, 0, "" },
	{ "CR LF and blank lines", GOOD "\r\n\r\n  \r\n" GOOD "\r\n", 2, 0, "" },
	{ "byte order mark", "\xef\xbb\xbf" GOOD "\n" GOOD "\n", 2, 0, "" },
	{ "bad lines", GOOD "\n{\n" GOOD "\n\nnull\n" GOOD "\n}{", 6, 3, "line 2, line 5, line 7" },
	{ "a bad first line", "{\"performanceYear\":2025,\"entityType\":\n" GOOD "\n", 1, 1, "line 1" },
	{ "a first line cut within a string", "{\"performanceYear\":2025,\"entity\n" GOOD "\n" GOOD, 3, 1,
	  "line 1" },
	{ "a first line cut behind a value", "{\"performanceYear\":2025\n" GOOD "\n" GOOD, 3, 1, "line 1" },
	{ "a first line that is nothing", "oops\n" GOOD, 2, 1, "line 1" },
	{ "only a bad line", "{\"performanceYear\":2025", 1, 1, "line 1" },
	{ "two values on a line", GOOD " " GOOD "\n" GOOD, 2, 1, "line 1" },

	{ "one pretty value", "{\n \"performanceYear\": 2025,\n \"entityType\": \"group\"\n}\n", 1, 0, "" },
	{ "a bracket alone in its line", "{\n\"submission\":\n" GOOD "\n}\n", 1, 0, "" },
	{ "pretty values",
	  "\n{\n\"performanceYear\": 2025,\n \"entityType\": \"group\"}\n\n{\"performanceYear\":\n2025}\n{}",
	  3, 2, "line 6, line 8" },
	{ "a pretty value that is cut off", "{\n\"performanceYear\": 2025,\n\"entityType\"", 1, 1, "line 1" },
	{ "brackets in strings",
	  "{\n\"id\":\"}]{[\\\"}\\\\\",\"performanceYear\": 2025,\n \"entityType\": \"group\"}", 1, 0, "" },
	{ "rubbish between pretty values", "{\n}\nrubbish\n" GOOD "\n]\n", 4, 3, "line 1, line 3, line 5" },

	{ "an array", "[" GOOD "," GOOD "]", 2, 0, "" },
	{ "a pretty array", "[\n  " GOOD ",\n\n  " GOOD "\n]\n", 2, 0, "" },
	{ "an array behind a byte order mark", "\xef\xbb\xbf \n[" GOOD "]", 1, 0, "" },
	{ "an empty array", "[ \n ]", 0, 0, "" },
	{ "bad elements", "[" GOOD ",3," GOOD ",{\"a\":},[[]]]", 5, 3, "element 2, element 4, element 5" },
	{ "a comma too many", "[" GOOD ",]", 2, 1, "element 2" },
	{ "a comma missing", "[" GOOD " " GOOD "," GOOD "]", 2, 1, "element 1" },
	{ "an array that is not closed", "[" GOOD "," GOOD, 3, 1, "element 2" },
	{ "an array cut within an element", "[" GOOD ",{\"performanceYear\":", 3, 2, "element 2, element 2" },
	{ "text behind an array", "[" GOOD "]\n" GOOD "\n" GOOD, 2, 1, "element 1" },
	{ "white space behind an array", "[" GOOD "]\n \t\r\n", 1, 0, "" },
	{ "commas and brackets in strings",
	  "[{\"id\":\"],[\",\"performanceYear\":2025,\"entityType\":\"group\"}]", 1, 0, "" },

	{ "UTF-16", "\xff\xfe{\0}\0", 1, 1, "line 1" },
	{ "compressed", "\x1f\x8b\x08\x01\x02\x03", 1, 1, "line 1" },
	{ "a workbook", "PK\x03\x04............", 1, 1, "line 1" },
	{ "XML", "<?xml version=\"1.0\"?>\n<data>\n</data>\n", 1, 1, "line 1" },
};

static void test_inputs(void **state)
{
	struct run run = { .status = BULK_OK };

	(void)state;
	for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
		for (unsigned threads = 1; threads <= 2; threads++) {
			print_message("%s\n", inputs[i].name);
			run_text(&run, inputs[i].text, strlen(inputs[i].text), threads);
			assert_int_equal(run.status, BULK_OK);
			assert_int_equal(run.totals.cases, inputs[i].cases);
			assert_int_equal(run.totals.refused, inputs[i].refused);
			assert_string_equal(places_of(&run), inputs[i].places);
		}
	}
	outbuf_free(&run.text);
}

/* ------------------------------------------------------------ order, threads */

/* `count` cases with ids 0, 1, ...; every `damaged`-th is cut short. */
static void put_cases(struct outbuf *text, unsigned count, unsigned damaged, bool as_array)
{
	outbuf_puts(text, as_array ? "[" : "");
	for (unsigned i = 0; i < count; i++) {
		outbuf_puts(text, as_array && i ? ",\n" : "");
		outbuf_format(text, "{\"id\":%u,\"performanceYear\":2025,\"entityType\":\"group\",\"x\":%s",
		              i, damaged && i % damaged == 0 ? "?" : "[]}");
		outbuf_puts(text, damaged && i % damaged == 0 && as_array ? "}" : "");
		outbuf_puts(text, as_array ? "" : "\n");
	}
	outbuf_puts(text, as_array ? "]" : "");
}

/* Every answer stands in its place, and the damaged ones know it. */
static void check_order(const struct run *run, unsigned count, unsigned damaged)
{
	const char *at = run->text.bytes;

	for (unsigned i = 0; i < count; i++) {
		const char *end = strchr(at, '\n');
		char expected[64];

		assert_non_null(end);
		if (damaged && i % damaged == 0) {
			assert_memory_equal(at, "{\"id\":null,", 11);
			snprintf(expected, sizeof expected, ":%u}}", i + 1);
			assert_memory_equal(end - strlen(expected), expected, strlen(expected));
		} else {
			snprintf(expected, sizeof expected, "{\"id\":%u,", i);
			assert_memory_equal(at, expected, strlen(expected));
		}
		at = end + 1;
	}
	assert_int_equal(*at, '\0');
}

static void test_order(void **state)
{
	static const unsigned threads[] = { 1, 2, 3, 16 };
	struct run run = { .status = BULK_OK };

	(void)state;
	for (unsigned kind = 0; kind < 4; kind++) {
		struct outbuf text = { .limit = (size_t)1 << 28 };
		bool as_array = kind & 1;
		unsigned damaged = kind & 2 ? 97 : 0;

		put_cases(&text, 60000, damaged, as_array); /* several blocks */
		for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
			run_text(&run, text.bytes, text.length, threads[i]);
			assert_int_equal(run.totals.cases, 60000);
			assert_int_equal(run.totals.refused, damaged ? 60000 / damaged + 1 : 0);
			check_order(&run, 60000, damaged);
		}
		outbuf_free(&text);
	}
	outbuf_free(&run.text);
}

/* Answers of one block that are far longer than the block. */
static void test_long_answers(void **state)
{
	struct outbuf text = { .limit = (size_t)1 << 28 };
	struct run run = { .status = BULK_OK };

	(void)state;
	for (unsigned i = 0; i < 80000; i++)
		outbuf_literal(&text, "1\n");
	run_text(&run, text.bytes, text.length, 4);
	assert_int_equal(run.totals.refused, 80000);
	check_order(&run, 80000, 1);
	outbuf_free(&text);
	outbuf_free(&run.text);
}

/* --------------------------------------------------------------- large cases */

/* A case of `size` bytes. */
static void put_large(struct outbuf *text, size_t size, bool pretty)
{
	static const char head[] = "{\"performanceYear\":2025,\"entityType\":\"group\", \"x\":\"";
	size_t rest = size - (sizeof head - 1) - 2;

	outbuf_puts(text, head);
	assert_true(outbuf_has_room(text, rest));
	memset(text->bytes + text->length, 'x', rest);
	if (pretty)
		text->bytes[text->length - sizeof "\"x\":\""] = '\n'; /* the blank before "x" */
	text->length += rest;
	outbuf_literal(text, "\"}");
}

static void test_large_cases(void **state)
{
	struct run run = { .status = BULK_OK };

	(void)state;
	for (int as_array = 0; as_array < 2; as_array++) {
		struct outbuf text = { .limit = (size_t)1 << 28 };
		const char *between = as_array ? "," : "\n";

		outbuf_puts(&text, as_array ? "[" : "");
		outbuf_puts(&text, GOOD);
		outbuf_puts(&text, between);
		put_large(&text, CASE_LENGTH_MAX, false); /* fits */
		outbuf_puts(&text, between);
		outbuf_puts(&text, GOOD);
		outbuf_puts(&text, between);
		put_large(&text, CASE_LENGTH_MAX + 1, false); /* does not */
		outbuf_puts(&text, between);
		put_large(&text, 3 * CASE_LENGTH_MAX, false); /* by far not */
		outbuf_puts(&text, between);
		outbuf_puts(&text, "3"); /* an error behind them knows its place */
		outbuf_puts(&text, between);
		outbuf_puts(&text, GOOD);
		outbuf_puts(&text, as_array ? "]" : "");
		run_text(&run, text.bytes, text.length, 3);
		assert_int_equal(run.totals.cases, 7);
		assert_string_equal(places_of(&run),
		                    as_array ? "element 4, element 5, element 6" : "line 4, line 5, line 6");
		assert_non_null(strstr(run.text.bytes, "\"code\":\"tooLarge\""));
		outbuf_free(&text);
	}
	outbuf_free(&run.text);
}

static void test_large_pretty_case(void **state)
{
	struct outbuf text = { .limit = (size_t)1 << 28 };
	struct run run = { .status = BULK_OK };

	(void)state;
	outbuf_literal(&text, "{\n\"id\": 1, \"performanceYear\": 2025, \"entityType\": \"group\"}\n");
	put_large(&text, 2 * CASE_LENGTH_MAX, true);
	outbuf_literal(&text, "\n{}\n" GOOD);
	run_text(&run, text.bytes, text.length, 2);
	assert_int_equal(run.totals.cases, 4);
	assert_string_equal(places_of(&run), "line 3, line 5");
	outbuf_free(&text);
	outbuf_free(&run.text);
}

/* --------------------------------------------------------------------- files */

static void test_several_files(void **state)
{
	struct run run = { .status = BULK_OK };
	const char *files[4];

	(void)state;
	files[0] = write_file(0, GOOD_ID("1") "\n?\n", strlen(GOOD_ID("1") "\n?\n"));
	files[1] = "/nonexistent/file";
	files[2] = write_file(2, "[" GOOD_ID("2") ",4]", strlen("[" GOOD_ID("2") ",4]"));
	files[3] = write_file(3, "!\n" GOOD_ID("3"), strlen("!\n" GOOD_ID("3")));
	for (unsigned threads = 1; threads < 4; threads++) {
		run_files(&run, files, 4, threads);
		assert_int_equal(run.status, BULK_UNREADABLE);
		assert_int_equal(run.complaints, 1);
		assert_int_equal(run.totals.cases, 6);
		assert_string_equal(places_of(&run), "line 2, element 2, line 1");
		assert_true(strstr(run.text.bytes, "{\"id\":1,") < strstr(run.text.bytes, "{\"id\":2,"));
		assert_true(strstr(run.text.bytes, "{\"id\":2,") < strstr(run.text.bytes, "{\"id\":3,"));
	}
	files[0] = folder; /* can be opened, but not read */
	run_files(&run, files, 1, 1);
	assert_int_equal(run.status, BULK_UNREADABLE);
	outbuf_free(&run.text);
}

static void test_failing_output(void **state)
{
	struct outbuf text = { .limit = (size_t)1 << 28 };
	struct run run = { .fail_write = true };

	(void)state;
	put_cases(&text, 60000, 0, false);
	run_text(&run, text.bytes, text.length, 3);
	assert_int_equal(run.status, BULK_WRITE_FAILED);
	outbuf_free(&text);
	outbuf_free(&run.text);
}

/* A pipe gives what it has, in pieces of any size. */
static void test_pipe(void **state)
{
	static const char *const dash[] = { "-" };
	struct run run = { .status = BULK_OK };
	int ends[2];
	int before = dup(STDIN_FILENO);

	(void)state;
	assert_int_equal(pipe(ends), 0);
	if (fork() == 0) {
		struct outbuf text = { .limit = (size_t)1 << 28 };

		close(ends[0]);
		put_cases(&text, 3000, 7, false);
		for (size_t at = 0, n; at < text.length; at += n) {
			n = at % 977 + 1 < text.length - at ? at % 977 + 1 : text.length - at;
			if (write(ends[1], text.bytes + at, n) != (ssize_t)n)
				_exit(1);
		}
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	run_files(&run, dash, 1, 2);
	dup2(before, STDIN_FILENO);
	close(before);
	assert_int_equal(run.totals.cases, 3000);
	check_order(&run, 3000, 7);
	outbuf_free(&run.text);
}

/* -------------------------------------------------------------- the cutter */

/* However the text is cut into pieces, the values end at the same places. */
static void test_cut_in_pieces(void **state)
{
	static const char text[] = "{\"a\":\"}\\\"{\"} [1,[2]]\n{\n} 12 x\n{\"b\":{\"c\":[]}}";
	size_t ends[8];
	size_t count = 0;

	(void)state;
	for (size_t piece = sizeof text - 1; piece > 0; piece--) {
		struct json_cut cut = { .mode = JSON_CUT_VALUES, .line = 1 };
		size_t found = 0;
		size_t at = 0;

		for (size_t length = piece; at < sizeof text - 1; length += piece) {
			size_t end;

			if (length > sizeof text - 1)
				length = sizeof text - 1;
			while ((end = json_cut_find(&cut, text, length, at)) != JSON_CUT_NONE) {
				if (piece == sizeof text - 1)
					ends[count++] = end;
				assert_int_equal(end, ends[found++]);
				json_cut_next(&cut);
				at = end;
			}
			at = length;
		}
		assert_int_equal(found, count);
		assert_int_equal(cut.line, 4);
	}
	assert_int_equal(count, 5);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		snprintf(paths[i], sizeof paths[i], "%s/%d", folder, i);
		unlink(paths[i]);
	}
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inputs),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_long_answers),
		cmocka_unit_test(test_large_cases),
		cmocka_unit_test(test_large_pretty_case),
		cmocka_unit_test(test_several_files),
		cmocka_unit_test(test_failing_output),
		cmocka_unit_test(test_pipe),
		cmocka_unit_test(test_cut_in_pieces),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
