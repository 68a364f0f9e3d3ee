/* test_http_answer.c - answers: headers, bodies, problems, JSON, metrics, spooled files. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/http_json.h"
#include "server/metrics.h"
#include "server/spool.h"
#include "testing.h"

static struct http_response response;

static int begin(void **state)
{
	(void)state;
	http_response_init(&response);
	return 0;
}

static int end(void **state)
{
	(void)state;
	http_response_free(&response);
	return 0;
}

static const char *header(const char *name)
{
	for (size_t i = 0; i < response.headers_length; i++)
		if (strcmp(response.headers[i].name, name) == 0)
			return response.headers[i].value;
	return NULL;
}

static void copies_headers(void **state)
{
	char value[] = "one";

	(void)state;
	http_add_header(&response, "X-A", value);
	memset(value, 'x', 3);
	http_add_header(&response, "X-B", "");
	assert_string_equal(header("X-A"), "one");
	assert_string_equal(header("X-B"), "");
	assert_false(response.failed);
}

static void fails_rather_than_split(void **state)
{
	static const char *const bad[] = { "a\nb", "a\rb", "a\r\nX: y", "\x01", "\x7f" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		http_response_free(&response);
		http_add_header(&response, "X-A", bad[i]);
		assert_true(response.failed);
		assert_int_equal(response.headers_length, 0);
	}
}

static void fails_at_its_limits(void **state)
{
	static char text[HTTP_RESPONSE_TEXT_MAX + 1];

	(void)state;
	for (int i = 0; i < HTTP_RESPONSE_HEADERS_MAX; i++)
		http_add_header(&response, "X-A", "b");
	assert_false(response.failed);
	http_add_header(&response, "X-A", "b");
	assert_true(response.failed);
	http_response_free(&response);
	memset(text, 'a', HTTP_RESPONSE_TEXT_MAX - 1);
	http_add_header(&response, "X-A", text);
	assert_false(response.failed);
	http_add_header(&response, "X-A", "");
	assert_true(response.failed);
}

static unsigned freed;

static void count_free(void *payload)
{
	(void)payload;
	freed++;
}

static ssize_t read_nothing(void *payload, uint64_t offset, char *bytes, size_t size)
{
	(void)payload;
	(void)offset;
	(void)bytes;
	(void)size;
	return 0;
}

static void replaces_bodies(void **state)
{
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);

	(void)state;
	freed = 0;
	http_answer_callback(&response, 200, "a/b", 7, read_nothing, count_free, NULL);
	http_answer_owned(&response, 201, "c/d", strdup("text"), 4);
	assert_int_equal(freed, 1);
	assert_string_equal(header("Content-Type"), "c/d");
	assert_int_equal(response.headers_length, 1);
	http_answer_file(&response, 200, "e/f", fd, 0);
	http_answer_empty(&response, 204);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	assert_null(header("Content-Type"));
	assert_int_equal(response.status, 204);
	http_answer_owned(&response, 200, "a/b", NULL, 4);
	assert_true(response.failed);
}

static void tells_problems(void **state)
{
	json_t *problem;

	(void)state;
	http_problem(&response, 404, "notFound", "There is no \"plan\".", "");
	assert_string_equal(header("Content-Type"), "application/problem+json");
	problem = json_loadb(response.owned, (size_t)response.length, 0, NULL);
	assert_int_equal(json_integer_value(json_object_get(problem, "status")), 404);
	assert_string_equal(json_string_value(json_object_get(problem, "title")), "Not Found");
	assert_string_equal(json_string_value(json_object_get(problem, "code")), "notFound");
	assert_string_equal(json_string_value(json_object_get(problem, "detail")), "There is no \"plan\".");
	assert_null(json_object_get(problem, "remedy"));
	json_decref(problem);
}

static void names_allowed_methods(void **state)
{
	struct http_request request = { .method = HTTP_DELETE };

	(void)state;
	http_method_refused(&request, &response, HTTP_ALLOWS(HTTP_GET) | HTTP_ALLOWS(HTTP_PUT));
	assert_int_equal(response.status, 405);
	assert_string_equal(header("Allow"), "GET, HEAD, PUT, OPTIONS");
	http_response_free(&response);
	request.method = HTTP_OPTIONS;
	http_method_refused(&request, &response, HTTP_ALLOWS(HTTP_POST));
	assert_int_equal(response.status, 204);
	assert_string_equal(header("Allow"), "POST, OPTIONS");
}

static void measures_depth(void **state)
{
	static const struct {
		const char *text;
		size_t depth;
	} rows[] = {
		{ "", 0 },        { "1", 0 },       { "[]", 1 },           { "[{}]", 2 },
		{ "[[],[]]", 2 }, { "\"[[[\"", 0 }, { "[\"\\\"[[\"]", 1 }, { "]]]", 0 },
		{ "]][[", 2 },    { "\"\\", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(json_text_depth(rows[i].text, strlen(rows[i].text)), rows[i].depth);
}

static void adds_metrics_up(void **state)
{
	static struct metrics one, two;
	const struct metrics *const both[] = { &one, &two };
	struct gauges gauges = { .connections = 3, .queued = 1, .busy = 2 };
	struct outbuf out = { .limit = 1 << 20 };

	(void)state;
	metrics_request(&one, 200, 90);
	metrics_request(&one, 204, 700);
	metrics_request(&two, 200, 700);
	metrics_request(&two, 404, 20000000);
	metrics_request(&two, 0, 5); /* no answer was sent */
	metric_add(&one.slow, 4);
	metric_add(&two.slow, 1);
	metrics_write(both, 2, &gauges, &out);
	outbuf_put(&out, "", 1);
	assert_non_null(
		strstr(out.bytes, "mipsia_http_request_seconds_bucket{class=\"2xx\",le=\"0.0001\"} 1\n"));
	assert_non_null(
		strstr(out.bytes, "mipsia_http_request_seconds_bucket{class=\"2xx\",le=\"0.001\"} 3\n"));
	assert_non_null(
		strstr(out.bytes, "mipsia_http_request_seconds_bucket{class=\"2xx\",le=\"+Inf\"} 3\n"));
	assert_non_null(strstr(out.bytes, "mipsia_http_request_seconds_count{class=\"2xx\"} 3\n"));
	assert_non_null(strstr(out.bytes, "mipsia_http_request_seconds_sum{class=\"2xx\"} 0.001490\n"));
	assert_non_null(strstr(out.bytes, "mipsia_http_request_seconds_bucket{class=\"4xx\",le=\"10\"} 0\n"));
	assert_non_null(strstr(out.bytes, "mipsia_http_request_seconds_count{class=\"4xx\"} 1\n"));
	assert_non_null(strstr(out.bytes, "mipsia_http_request_seconds_count{class=\"5xx\"} 0\n"));
	assert_non_null(strstr(out.bytes, "mipsia_http_slow_clients_total 5\n"));
	assert_non_null(strstr(out.bytes, "mipsia_http_connections 3\n"));
	outbuf_free(&out);
}

static void spools_without_a_name(void **state)
{
	/* FIPS 180-4's example "abc" */
	static const uint8_t expected[32] = { 0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea,
		                              0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
		                              0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c,
		                              0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad };
	struct spool spool;
	struct stat about;
	uint8_t hash[32];
	char bytes[4];

	(void)state;
	assert_true(spool_open(&spool, NULL));
	assert_true(spool_write(&spool, "ab", 2));
	assert_true(spool_write(&spool, "c", 1));
	spool_finish(&spool, hash);
	assert_memory_equal(hash, expected, 32);
	assert_int_equal(spool.size, 3);
	assert_int_equal(pread(spool.fd, bytes, 4, 0), 3);
	assert_int_equal(fstat(spool.fd, &about), 0);
	assert_int_equal(about.st_nlink, 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	spool_close(&spool);
	spool_close(&spool);
	assert_false(spool_open(&spool, "/nowhere/at/all"));
}

#define ANSWER(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ANSWER(copies_headers),
		ANSWER(fails_rather_than_split),
		ANSWER(fails_at_its_limits),
		ANSWER(replaces_bodies),
		ANSWER(tells_problems),
		ANSWER(names_allowed_methods),
		cmocka_unit_test(measures_depth),
		cmocka_unit_test(adds_metrics_up),
		cmocka_unit_test(spools_without_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
