/* test_http_fields.c - what is read out of single headers. */
#include "server/framing.h"
#include "server/http_cookie.h"
#include "testing.h"

static struct http_field headers[HTTP_HEADERS_MAX + 1];

static struct http_request with(const char *name, const char *value)
{
	headers[0] = (struct http_field){ name, value, strlen(name), strlen(value) };
	return (struct http_request){ .headers = headers, .headers_length = 1 };
}

static void finds_headers_in_any_case(void **state)
{
	struct http_request request = with("x-ThiS", "1");

	(void)state;
	assert_string_equal(http_header(&request, "X-This"), "1");
	assert_null(http_header(&request, "X-Thi"));
	assert_null(http_header(&request, "X-This-"));
}

static void cuts_cookies(void **state)
{
	static const struct {
		const char *text;
		size_t count;
		const char *name;
		const char *value;
	} rows[] = {
		{ "a=b", 1, "a", "b" },       { " a=b ; c=d;", 2, "c", "d" }, { "a=\"b\"", 1, "a", "b" },
		{ "a=\"b", 1, "a", "\"b" },   { "a=", 1, "a", "" },           { "a=b=c", 1, "a", "b=c" },
		{ "a=\"\"", 1, "a", "" },     { "", 0, NULL, NULL },          { ";;", 0, NULL, NULL },
		{ "a", 0, NULL, NULL },       { "=b", 0, NULL, NULL },        { "a b=c", 0, NULL, NULL },
		{ "a; b=c; d", 1, "b", "c" }, { "a=%41", 1, "a", "%41" },     { "a=b; a=c", 2, "a", "c" },
		{ "\ta=b\t", 1, "a", "b" },
	};
	struct http_field cookies[4];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[64];
		size_t count;

		strncpy(text, rows[i].text, sizeof text - 1);
		count = cookies_parse(text, cookies, 4);
		assert_int_equal(count, rows[i].count);
		if (count == 0)
			continue;
		assert_string_equal(cookies[count - 1].name, rows[i].name);
		assert_string_equal(cookies[count - 1].value, rows[i].value);
		assert_int_equal(cookies[count - 1].value_length, strlen(rows[i].value));
	}
}

static void takes_no_more_cookies_than_there_is_room(void **state)
{
	char text[] = "a=1; b=2; c=3";
	struct http_field cookies[2];

	(void)state;
	assert_int_equal(cookies_parse(text, cookies, 2), 2);
	assert_string_equal(cookies[1].name, "b");
}

static void knows_media_types(void **state)
{
	struct http_request request = with("Content-Type", "Application/JSON ; charset=utf-8");

	(void)state;
	assert_true(http_has_type(&request, "application/json"));
	assert_false(http_has_type(&request, "application/jso"));
	request = with("Content-Type", "application/json-seq");
	assert_false(http_has_type(&request, "application/json"));
	request = with("X", "application/json");
	assert_false(http_has_type(&request, "application/json"));
}

static void compares_entity_tags(void **state)
{
	static const struct {
		const char *value;
		bool matches;
	} rows[] = {
		{ "\"a\"", true },
		{ "W/\"a\"", true },
		{ "\"b\", \"a\"", true },
		{ "\"b\" , W/\"a\" ", true },
		{ "*", true },
		{ "\"b\"", false },
		{ "a", false },
		{ "\"a", false },
		{ "", false },
		{ "\"aa\"", false },
		{ ",,\"a\",", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct http_request request = with("If-None-Match", rows[i].value);

		assert_int_equal(http_matches_etag(&request, "\"a\""), rows[i].matches);
	}
}

static void knows_who_takes_gzip(void **state)
{
	static const struct {
		const char *value;
		bool accepts;
	} rows[] = {
		{ "gzip", true },         { "gzip, deflate, br", true },
		{ "br, GZIP", true },     { "*", true },
		{ "gzip;q=0.5", true },   { "gzip ; q=1.0", true },
		{ "gzip;q=0", false },    { "gzip; q=0.000", false },
		{ "*;q=0", false },       { "gzip;q=0, *", false },
		{ "identity", false },    { "", false },
		{ "xgzip", false },       { "gzip;q=0.001", true },
		{ "*, gzip;q=0", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct http_request request = with("Accept-Encoding", rows[i].value);

		assert_int_equal(http_accepts_gzip(&request), rows[i].accepts);
	}
}

static void reads_file_names(void **state)
{
	static const struct {
		const char *value;
		const char *name; /* NULL: none */
	} rows[] = {
		{ "attachment; filename=\"a b.pdf\"", "a b.pdf" },
		{ "attachment;filename=a.pdf", "a.pdf" },
		{ "attachment ; FileName = a.pdf", "a.pdf" },
		{ "attachment; filename=\"a;b\\\"c\"; x=y", "a;b\"c" },
		{ "attachment; x=y; filename=a", "a" },
		{ "attachment; filename=a; filename*=UTF-8''%E2%82%AC.pdf", "\xe2\x82\xac.pdf" },
		{ "attachment; filename*=utf-8'en'a%2Fb", "b" },
		{ "attachment; filename*=iso-8859-1''a; filename=b", "b" },
		{ "attachment; filename=/a/b/", NULL },
		{ "attachment; filename=..\\\\a", "a" },
		{ "attachment; filename=.", NULL },
		{ "attachment; filename=\"a", NULL },
		{ "attachment; filename=\"\"", NULL },
		{ "attachment; filename=\"\xff\"", NULL },
		{ "attachment; filename*=UTF-8''a%0Ab", NULL },
		{ "attachment; filename*=UTF-8''a%00b", NULL },
		{ "attachment; filename*=UTF-8''%4", NULL },
		{ "attachment; filename*=UTF-8'a", NULL },
		{ "attachment; filename", NULL },
		{ "attachment", NULL },
		{ "", NULL },
		{ ";;;", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct http_request request = with("Content-Disposition", rows[i].value);
		char name[HTTP_FILE_NAME_MAX + 1];

		assert_int_equal(http_file_name(&request, name), rows[i].name != NULL);
		if (rows[i].name != NULL)
			assert_string_equal(name, rows[i].name);
	}
}

/* Lines "name: value" as headers; the status of the refusal, or 0. */
static int framing_of(const char *const *lines, bool is_1_0, struct framing *framing)
{
	struct refusal refusal = { 0 };
	size_t length = 0;

	for (; lines[length] != NULL; length++) {
		const char *colon = strchr(lines[length], ':');
		static char names[8][64];

		memcpy(names[length], lines[length], (size_t)(colon - lines[length]));
		names[length][colon - lines[length]] = '\0';
		headers[length] = (struct http_field){ names[length], colon + 2,
			                               (size_t)(colon - lines[length]), strlen(colon + 2) };
	}
	return framing_read(headers, length, is_1_0, framing, &refusal) ? 0 : refusal.status;
}

#define LINES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void reads_framing(void **state)
{
	struct framing framing;

	(void)state;
	assert_int_equal(framing_of(LINES("Host: x", "Content-Length: 17"), false, &framing), 0);
	assert_int_equal(framing.length, 17);
	assert_false(framing.is_chunked);
	assert_string_equal(framing.host, "x");
	assert_int_equal(framing_of(LINES("Host: [::1]:80", "transfer-encoding: CHUNKED"), false, &framing),
	                 0);
	assert_true(framing.is_chunked);
	assert_int_equal(framing_of(LINES("Host: x", "Expect: 100-Continue"), false, &framing), 0);
	assert_true(framing.expects_continue);
	assert_int_equal(framing_of(LINES("A: b"), true, &framing), 0);
	assert_string_equal(framing.host, "");
	assert_int_equal(framing_of(LINES("Host: x", "Content-Length: 999999999999999999"), false, &framing),
	                 0);
	assert_true(framing.length == 999999999999999999u);
}

static void refuses_doubtful_framing(void **state)
{
	struct framing framing;

	(void)state;
	assert_int_equal(framing_of(LINES("A: b"), false, &framing), 400);
	assert_int_equal(framing_of(LINES("Host: "), false, &framing), 400);
	assert_int_equal(framing_of(LINES("Host: a/b"), false, &framing), 400);
	assert_int_equal(framing_of(LINES("Host: x", "HOST: x"), true, &framing), 400);
	assert_int_equal(
		framing_of(LINES("Host: x", "Content-Length: 1", "Content-Length: 1"), false, &framing), 400);
	assert_int_equal(framing_of(LINES("Host: x", "Content-Length: 1a"), false, &framing), 400);
	assert_int_equal(framing_of(LINES("Host: x", "Content-Length: "), false, &framing), 400);
	assert_int_equal(framing_of(LINES("Host: x", "Content-Length: 1000000000000000000"), false, &framing),
	                 400);
	assert_int_equal(framing_of(LINES("Host: x", "Content-Length: 1", "Transfer-Encoding: chunked"),
	                            false, &framing),
	                 400);
	assert_int_equal(framing_of(LINES("Host: x", "Transfer-Encoding: chunked"), true, &framing), 400);
	assert_int_equal(framing_of(LINES("Host: x", "Transfer-Encoding: gzip"), false, &framing), 501);
	assert_int_equal(framing_of(LINES("Host: x", "Expect: 200-ok"), false, &framing), 417);
	assert_int_equal(framing_of(LINES("Host: x", "A b: c"), false, &framing), 400);
	assert_int_equal(framing_of(LINES("Host: x", "A: b\001"), false, &framing), 400);
	assert_int_equal(framing_of(LINES("Host: x", ": b"), false, &framing), 400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_headers_in_any_case),
		cmocka_unit_test(cuts_cookies),
		cmocka_unit_test(takes_no_more_cookies_than_there_is_room),
		cmocka_unit_test(knows_media_types),
		cmocka_unit_test(compares_entity_tags),
		cmocka_unit_test(knows_who_takes_gzip),
		cmocka_unit_test(reads_file_names),
		cmocka_unit_test(reads_framing),
		cmocka_unit_test(refuses_doubtful_framing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
