/* test_http_target.c - paths and queries, decoded and refused. */
#include <stdio.h>

#include "server/http_target.h"
#include "testing.h"

static char text[HTTP_TARGET_MAX + 2];
static struct target target;

static enum target_status parse(const char *sent)
{
	size_t length = strlen(sent);

	memcpy(text, sent, length + 1);
	return target_parse(text, length, false, &target);
}

/* "name=value&..." with what was decoded. */
static const char *parameters(void)
{
	static char list[512];
	size_t length = 0;

	list[0] = '\0';
	for (size_t i = 0; i < target.query_length; i++) {
		assert_int_equal(strlen(target.query[i].name), target.query[i].name_length);
		assert_int_equal(strlen(target.query[i].value), target.query[i].value_length);
		length += (size_t)snprintf(list + length, sizeof list - length, "%s[%s=%s]", i > 0 ? " " : "",
		                           target.query[i].name, target.query[i].value);
	}
	return list;
}

static void decodes(void **state)
{
	static const struct {
		const char *sent;
		const char *path;
		const char *query;
	} good[] = {
		{ "/", "/", "" },
		{ "/a/b", "/a/b", "" },
		{ "/a//b/", "/a//b/", "" },
		{ "/a%20b", "/a b", "" },
		{ "/a+b", "/a+b", "" },
		{ "/%41%5a%7E", "/AZ~", "" },
		{ "/caf%C3%A9/%e2%82%ac", "/caf\xc3\xa9/\xe2\x82\xac", "" },
		{ "/...", "/...", "" },
		{ "/.a/b.", "/.a/b.", "" },
		{ "/a?", "/a", "" },
		{ "/a?b", "/a", "[b=]" },
		{ "/a?b=", "/a", "[b=]" },
		{ "/a?=c", "/a", "[=c]" },
		{ "/a?b=c&d=e", "/a", "[b=c] [d=e]" },
		{ "/a?&&b=c&", "/a", "[b=c]" },
		{ "/a?b=c=d", "/a", "[b=c=d]" },
		{ "/a?b=c?d/e", "/a", "[b=c?d/e]" },
		{ "/a?b+c=d+e", "/a", "[b c=d e]" },
		{ "/a?b%3Dc=%26%2B", "/a", "[b=c=&+]" },
		{ "/a?b=..%2f..%5C", "/a", "[b=../..\\]" },
		{ "/a?b=%0A", "/a", "[b=\n]" },
		{ "http://x/a?b=c", "/a", "[b=c]" },
		{ "HTTPS://x:80/a", "/a", "" },
		{ "http://x", "/", "" },
		{ "http://x?b=c", "/", "[b=c]" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_int_equal(parse(good[i].sent), TARGET_OK);
		assert_string_equal(target.path, good[i].path);
		assert_int_equal(target.path_length, strlen(good[i].path));
		assert_string_equal(parameters(), good[i].query);
	}
}

static void refuses(void **state)
{
	static const struct {
		const char *sent;
		enum target_status status;
	} bad[] = {
		{ "", TARGET_MALFORMED },
		{ "a", TARGET_MALFORMED },
		{ "?a", TARGET_MALFORMED },
		{ "*", TARGET_MALFORMED },
		{ "//%", TARGET_MALFORMED },
		{ "/%4", TARGET_MALFORMED },
		{ "/%g0", TARGET_MALFORMED },
		{ "/%0g", TARGET_MALFORMED },
		{ "/%00", TARGET_MALFORMED },
		{ "/%0a", TARGET_MALFORMED },
		{ "/%7f", TARGET_MALFORMED },
		{ "/a b", TARGET_MALFORMED },
		{ "/a\tb", TARGET_MALFORMED },
		{ "/a#b", TARGET_MALFORMED },
		{ "/\xc3\xa9", TARGET_MALFORMED },
		{ "/%C3", TARGET_MALFORMED },
		{ "/%C0%AF", TARGET_MALFORMED },
		{ "/%ED%A0%80", TARGET_MALFORMED },
		{ "/%F5%80%80%80", TARGET_MALFORMED },
		{ "/a?%", TARGET_MALFORMED },
		{ "/a?b=%00", TARGET_MALFORMED },
		{ "/a?%00=b", TARGET_MALFORMED },
		{ "/a?b=%ff", TARGET_MALFORMED },
		{ "http://", TARGET_MALFORMED },
		{ "http:///a", TARGET_MALFORMED },
		{ "ftp://x/a", TARGET_MALFORMED },
		{ "/.", TARGET_UNSAFE },
		{ "/..", TARGET_UNSAFE },
		{ "/../a", TARGET_UNSAFE },
		{ "/a/./b", TARGET_UNSAFE },
		{ "/a/..", TARGET_UNSAFE },
		{ "/%2e%2E/a", TARGET_UNSAFE },
		{ "/.%2e", TARGET_UNSAFE },
		{ "/a%2Fb", TARGET_UNSAFE },
		{ "/a%5cb", TARGET_UNSAFE },
		{ "/a\\b", TARGET_UNSAFE },
		{ "http://x/../a", TARGET_UNSAFE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(parse(bad[i].sent), bad[i].status);
}

static void names_the_host_of_an_absolute_target(void **state)
{
	(void)state;
	assert_int_equal(parse("/a"), TARGET_OK);
	assert_null(target.host);
	assert_int_equal(parse("http://here.example:80/a?b=c"), TARGET_OK);
	assert_string_equal(target.host, "here.example:80");
}

static void takes_the_star_for_options_only(void **state)
{
	(void)state;
	memcpy(text, "*", 2);
	assert_int_equal(target_parse(text, 1, true, &target), TARGET_OK);
	assert_string_equal(target.path, "*");
}

static void keeps_its_limits(void **state)
{
	static char sent[HTTP_TARGET_MAX + 2];

	(void)state;
	memset(sent, 'a', sizeof sent);
	sent[0] = '/';
	sent[HTTP_PATH_MAX] = '\0';
	assert_int_equal(parse(sent), TARGET_OK);
	sent[HTTP_PATH_MAX] = 'a';
	sent[HTTP_PATH_MAX + 1] = '\0';
	assert_int_equal(parse(sent), TARGET_TOO_LONG);
	sent[1] = '?';
	sent[HTTP_PATH_MAX + 1] = 'a';
	sent[HTTP_TARGET_MAX] = '\0';
	assert_int_equal(parse(sent), TARGET_OK);
	sent[HTTP_TARGET_MAX] = 'a';
	sent[HTTP_TARGET_MAX + 1] = '\0';
	assert_int_equal(target_parse(sent, HTTP_TARGET_MAX + 1, false, &target), TARGET_TOO_LONG);
	strncpy(sent, "/?", sizeof sent);
	for (size_t i = 0; i < HTTP_QUERY_MAX; i++)
		memcpy(sent + 2 + 2 * i, "a&", 3);
	assert_int_equal(parse(sent), TARGET_OK);
	assert_int_equal(target.query_length, HTTP_QUERY_MAX);
	memcpy(sent + 2 + 2 * HTTP_QUERY_MAX, "a", 2);
	assert_int_equal(parse(sent), TARGET_TOO_MANY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes),
		cmocka_unit_test(refuses),
		cmocka_unit_test(names_the_host_of_an_absolute_target),
		cmocka_unit_test(takes_the_star_for_options_only),
		cmocka_unit_test(keeps_its_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
