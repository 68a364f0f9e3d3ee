/* XML as QRDA III needs it: encodings, what is refused, limits, places, paths. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>

#include "formats/xml_tree.h"

/* ---------------------------------------------------------------------- helpers */

struct document {
	struct xml_source source;
	struct xml_tree tree;
	struct xml_sax_fault fault;
	enum xml_sax_status status;
};

static void open_document(struct document *document, const char *bytes, size_t length)
{
	*document = (struct document){ 0 };
	assert_int_equal(xml_source_open(bytes, length, &document->source), XML_SOURCE_OK);
	document->status = xml_tree_read(&document->source, "*", &document->tree, &document->fault);
}

static void close_document(struct document *document)
{
	xml_tree_free(&document->tree);
	xml_source_close(&document->source);
}

static enum xml_sax_status status_of(const char *text)
{
	struct document document;

	open_document(&document, text, strlen(text));
	close_document(&document);
	return document.status;
}

/* ------------------------------------------------------------------- what is refused */

static void test_malformed(void **state)
{
	static const char *const texts[] = {
		"",
		" ",
		"x",
		"<a>",
		"</a>",
		"<a></b>",
		"<a/><b/>",
		"<a/>x",
		" <?xml version=\"1.0\"?><a/>",
		"<a b=1/>",
		"<a b=\"1\" b=\"2\"/>",
		"<a b=\"<\"/>",
		"<a>&nbsp;</a>",
		"<a b=\"&x;\"/>",
		"<a>&#0;</a>",
		"<a>\x01</a>",
		"<a>]]></a>",
		"<a><!-- -- --></a>",
		"<p:a/>",
		"<a p:b=\"1\"/>",
		"<a>\xff</a>",
		"<a>\xc0\x80</a>",
		"<a>\xed\xa0\x80</a>",
		"<!DOCTYPE a><a/>",
		"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
		"<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"http://localhost:1/a.dtd\"><a/>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (status_of(texts[i]) != XML_SAX_MALFORMED)
			fail_msg("taken: %s", texts[i]);
	}
}

static void test_faults_have_a_place(void **state)
{
	struct document document;
	struct xml_lines lines = { 0 };
	static const char text[] = "<a>\n <b></c>\n</a>";

	(void)state;
	open_document(&document, text, sizeof text - 1);
	lines.source = &document.source;
	assert_int_equal(document.status, XML_SAX_MALFORMED);
	assert_true(strlen(document.fault.message) > 0);
	assert_int_equal(xml_lines_find(&lines, document.fault.offset).line, 2);
	xml_lines_free(&lines);
	close_document(&document);
}

/* A fault names no text of the file. */
static void test_faults_quote_nothing(void **state)
{
	struct document document;
	static const char text[] = "<a id=\"123456789\" id=\"123456789\">&e123456789;</a>";

	(void)state;
	open_document(&document, text, sizeof text - 1);
	assert_int_equal(document.status, XML_SAX_MALFORMED);
	assert_null(strstr(document.fault.message, "123456789"));
	close_document(&document);
}

/* ------------------------------------------------------------------------- limits */

static char *repeat(const char *piece, size_t times)
{
	size_t length = strlen(piece);
	char *text = malloc(length * times + 1);

	for (size_t i = 0; i < times; i++)
		memcpy(text + i * length, piece, length);
	text[length * times] = '\0';
	return text;
}

static enum xml_sax_status status_of_depth(size_t depth)
{
	char *open = repeat("<a>", depth), *close = repeat("</a>", depth);
	char *text = malloc(depth * 7 + 1);
	enum xml_sax_status status;

	snprintf(text, depth * 7 + 1, "%s%s", open, close);
	status = status_of(text);
	free(open);
	free(close);
	free(text);
	return status;
}

static void test_depth(void **state)
{
	(void)state;
	assert_int_equal(status_of_depth(XML_SAX_DEPTH_MAX), XML_SAX_OK);
	assert_int_equal(status_of_depth(XML_SAX_DEPTH_MAX + 1), XML_SAX_LIMIT);
}

static enum xml_sax_status status_of_attributes(size_t count)
{
	size_t size = count * 12 + 16, length = 2;
	char *text = malloc(size);
	enum xml_sax_status status;

	memcpy(text, "<a", 3);
	for (size_t i = 0; i < count; i++)
		length += (size_t)snprintf(text + length, size - length, " b%zu=\"\"", i);
	snprintf(text + length, size - length, "/>");
	status = status_of(text);
	free(text);
	return status;
}

static void test_attributes(void **state)
{
	(void)state;
	assert_int_equal(status_of_attributes(XML_SAX_ATTRIBUTES_MAX), XML_SAX_OK);
	assert_int_equal(status_of_attributes(XML_SAX_ATTRIBUTES_MAX + 1), XML_SAX_LIMIT);
}

static void test_size(void **state)
{
	char *bytes = calloc(1, XML_SOURCE_MAX + 1);
	struct xml_source source = { 0 };

	(void)state;
	memset(bytes, ' ', XML_SOURCE_MAX + 1);
	assert_int_equal(xml_source_open(bytes, XML_SOURCE_MAX + 1, &source), XML_SOURCE_LIMIT);
	xml_source_close(&source);
	assert_int_equal(xml_source_open(bytes, XML_SOURCE_MAX, &source), XML_SOURCE_OK);
	xml_source_close(&source);
	free(bytes);
}

/* ----------------------------------------------------------------------- encodings */

struct encoded {
	const char *bytes;
	size_t length;
	const char *text; /* of the root's attribute `t`; NULL: not to be opened */
};

#define BYTES(literal) literal, sizeof(literal) - 1

static void test_encodings(void **state)
{
	static const struct encoded texts[] = {
		{ BYTES("<a t=\"\xc3\xa9\"/>"), "\xc3\xa9" },
		{ BYTES("\xef\xbb\xbf<a t=\"\xc3\xa9\"/>"), "\xc3\xa9" },
		{ BYTES("<?xml version='1.0' encoding='utf8'?><a t=\"x\"/>"), "x" },
		{ BYTES("<?xml version='1.0' encoding='ISO-8859-1'?><a t=\"\xe9\"/>"), "\xc3\xa9" },
		{ BYTES("<?xml version='1.0' encoding='windows-1252'?><a t=\"\x80\"/>"), "\xe2\x82\xac" },
		{ BYTES("<?xml version='1.0' encoding='us-ascii'?><a t=\"x\"/>"), "x" },
		{ BYTES("<?xml version='1.0' encoding='us-ascii'?><a t=\"\xe9\"/>"), NULL },
		{ BYTES("<?xml version='1.0' encoding='utf-7'?><a t=\"x\"/>"), NULL },
		{ BYTES("<?xml version='1.0' encoding='no-such'?><a t=\"x\"/>"), NULL },
		{ BYTES("\xff\xfe<\0a\0 \0t\0=\0\"\0\xe9\0\"\0/\0>\0"), "\xc3\xa9" },
		{ BYTES("\xfe\xff\0<\0a\0 \0t\0=\0\"\0\xe9\0\"\0/\0>"), "\xc3\xa9" },
		{ BYTES("\xff\xfe<\0a\0 \0t\0=\0\"\0\x3d\xd8\0\xde\"\0/\0>\0"), "\xf0\x9f\x98\x80" },
		{ BYTES("\xff\xfe<\0a\0 \0t\0=\0\"\0\x3d\xd8\"\0/\0>\0"), NULL },
		{ BYTES("\xff\xfe<\0a"), NULL },
		{ BYTES("<a\0t=\"\"/>"), NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct xml_source source = { 0 };
		struct xml_tree tree = { 0 };
		struct xml_sax_fault fault;
		bool good = xml_source_open(texts[i].bytes, texts[i].length, &source) == XML_SOURCE_OK &&
		            xml_tree_read(&source, NULL, &tree, &fault) == XML_SAX_OK;

		if (good != (texts[i].text != NULL))
			fail_msg("text %zu is %s", i, good ? "taken" : "refused");
		if (good)
			assert_true(xml_attribute_is(tree.root, "t", texts[i].text));
		xml_tree_free(&tree);
		xml_source_close(&source);
	}
}

/* -------------------------------------------------------------------------- places */

static void expect_place(const char *text, const char *behind, uint32_t line, uint32_t column)
{
	struct xml_source source = { 0 };
	struct xml_lines lines = { .source = &source };
	struct xml_position position;

	assert_int_equal(xml_source_open(text, strlen(text), &source), XML_SOURCE_OK);
	position =
		xml_lines_find(&lines, (size_t)(strstr(source.text, behind) - source.text) + strlen(behind));
	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
	xml_lines_free(&lines);
	xml_source_close(&source);
}

/* EVIDENCE-OF: Xerces (JDK 17), asked for the same documents: behind the `>` of a
 * start tag; CR LF is one line end; a column is a UTF-16 unit. */
static void test_lines_and_columns(void **state)
{
	(void)state;
	expect_place("<a><b/></a>", "<b/>", 1, 8);
	expect_place("<a>\n<b/></a>", "<b/>", 2, 5);
	expect_place("<a>\r\n<b/></a>", "<b/>", 2, 5);
	expect_place("<a>\n\r\n<b/></a>", "<b/>", 3, 5);
	expect_place("<a>\xc3\xa9<b/></a>", "<b/>", 1, 9);
	expect_place("<a>\xf0\x9f\x98\x80<b/></a>", "<b/>", 1, 10);
	expect_place("\xef\xbb\xbf<a><b/></a>", "<b/>", 1, 8);
	expect_place("<a>\t<b/></a>", "<b/>", 1, 9);
	expect_place("<a>\r\n\n<b/></a>", "<b/>", 3, 5);
}

/* Also far into a long line, and behind many short ones. */
static void test_far_places(void **state)
{
	enum { LENGTH = 50000 };
	char *text = malloc(LENGTH + 1);
	struct xml_source source = { 0 };
	struct xml_lines lines = { .source = &source };
	static const size_t offsets[] = { 49999, 0,     4096,  4095,  4097,  8192,
		                          25000, 12345, 40961, 40970, 50000, 60000 };

	(void)state;
	for (size_t i = 0; i < LENGTH; i++)
		text[i] = "\xc3\xa9"[i % 2];
	text[LENGTH] = '\0';
	memcpy(text + 20000, "\r\n", 2);
	memcpy(text + 40959, "\r\n", 2); /* on both sides of a mark: 40960 */
	memcpy(text + 40962, "xx\n", 3);
	source.text = text;
	source.length = LENGTH;
	for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
		struct xml_position position = xml_lines_find(&lines, offsets[i]);
		uint32_t line = 1, column = 1;

		for (size_t at = 0; at < offsets[i] && at < LENGTH; at++) {
			column += ((unsigned char)text[at] & 0xC0u) != 0x80u;
			if (text[at] == '\n') {
				line++;
				column = 1;
			}
		}
		assert_int_equal(position.line, line);
		assert_int_equal(position.column, column);
	}
	xml_lines_free(&lines);
	free(text);
}

/* Many siblings, with names of their own or one for all, cost no more than
 * their number. */
static void test_many_siblings(void **state)
{
	enum { SIBLINGS = 100000 };
	size_t size = SIBLINGS * 16 + 16, length = 3;
	char *text = malloc(size);
	struct document document;
	struct outbuf path = { .limit = 64 };
	const struct xml_element *element;

	(void)state;
	memcpy(text, "<a>", 4);
	for (size_t i = 0; i < SIBLINGS; i++)
		length += (size_t)snprintf(text + length, size - length, i % 2 ? "<b/>" : "<c%zu/>", i);
	length += (size_t)snprintf(text + length, size - length, "</a>");
	open_document(&document, text, length);
	assert_int_equal(document.status, XML_SAX_OK);
	for (element = document.tree.root->first; element != NULL; element = element->next) {
		path.length = 0;
		xml_path_short(element, &path);
	}
	assert_int_equal(path.length, strlen("/a/b[50000]"));
	assert_memory_equal(path.bytes, "/a/b[50000]", path.length);
	outbuf_free(&path);
	close_document(&document);
	free(text);
}

static void test_element_ends(void **state)
{
	struct document document;
	static const char text[] = "<a x='>'\n y=\">\" ><b/><!-- <c> --><c\n></c></a>";
	const struct xml_element *b, *c;

	(void)state;
	open_document(&document, text, sizeof text - 1);
	assert_int_equal(document.status, XML_SAX_OK);
	b = document.tree.root->first;
	c = b->next;
	assert_int_equal(document.tree.root->end, strstr(text, "<b/>") - text);
	assert_int_equal(b->end, strstr(text, "<b/>") + 4 - text);
	assert_int_equal(c->end, strstr(text, "</c>") - text);
	close_document(&document);
}

/* --------------------------------------------------------------------------- values */

static void test_values(void **state)
{
	struct document document;
	static const char text[] =
		"<a v='&lt;&amp;&#233;&#x1F600;' w=' a\nb\tc ' x=''>t<![CDATA[<&]]>&gt;<b/>u</a>";

	(void)state;
	open_document(&document, text, sizeof text - 1);
	assert_int_equal(document.status, XML_SAX_OK);
	assert_true(xml_attribute_is(document.tree.root, "v", "<&\xc3\xa9\xf0\x9f\x98\x80"));
	assert_true(xml_attribute_is(document.tree.root, "w", " a b c "));
	assert_true(xml_attribute_is(document.tree.root, "x", ""));
	assert_null(xml_attribute(document.tree.root, "y").at);
	assert_true(xml_text_is(document.tree.root->text, "t<&>u"));
	close_document(&document);
}

static void test_namespaces(void **state)
{
	struct document document;
	static const char text[] = "<a xmlns='u' xmlns:p='v'><p:b p:c='1' c='2'/><b xmlns=''/><b/></a>";
	const struct xml_element *root;

	(void)state;
	open_document(&document, text, sizeof text - 1);
	assert_int_equal(document.status, XML_SAX_OK);
	root = document.tree.root;
	assert_string_equal(root->ns, "u");
	assert_string_equal(root->first->ns, "v");
	assert_true(xml_attribute_is(root->first, "c", "2"));
	assert_string_equal(root->first->next->ns, "");
	assert_int_equal(xml_count(root, "b"), 1);
	assert_ptr_equal(xml_child(root, "b"), root->first->next->next);
	close_document(&document);
}

/* --------------------------------------------------------------------------- paths */

static void expect_path(const struct xml_element *element, const char *full, const char *brief)
{
	struct outbuf path = { .limit = 4096 }, other = { .limit = 4096 };

	xml_path_full(element, &path);
	xml_path_short(element, &other);
	assert_int_equal(path.length, strlen(full));
	assert_memory_equal(path.bytes, full, path.length);
	assert_int_equal(other.length, strlen(brief));
	assert_memory_equal(other.bytes, brief, other.length);
	outbuf_free(&path);
	outbuf_free(&other);
}

/* [n] only where siblings have the same name, namespace included. */
static void test_paths(void **state)
{
	struct document document;
	static const char text[] = "<a xmlns='u'><b/><c/><b><d xmlns=''/></b><b xmlns='v'/></a>";
	const struct xml_element *root, *second;

	(void)state;
	open_document(&document, text, sizeof text - 1);
	assert_int_equal(document.status, XML_SAX_OK);
	root = document.tree.root;
	second = root->first->next->next;
	expect_path(root, "/*[local-name() = 'a' and namespace-uri() = 'u']", "/a");
	expect_path(root->first->next,
	            "/*[local-name() = 'a' and namespace-uri() = 'u']"
	            "/*[local-name() = 'c' and namespace-uri() = 'u']",
	            "/a/c");
	expect_path(second->first,
	            "/*[local-name() = 'a' and namespace-uri() = 'u']"
	            "/*[local-name() = 'b' and namespace-uri() = 'u'][2]/d",
	            "/a/b[2]/d");
	expect_path(second->next,
	            "/*[local-name() = 'a' and namespace-uri() = 'u']"
	            "/*[local-name() = 'b' and namespace-uri() = 'v']",
	            "/a/b");
	close_document(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_faults_have_a_place),
		cmocka_unit_test(test_faults_quote_nothing),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_lines_and_columns),
		cmocka_unit_test(test_far_places),
		cmocka_unit_test(test_many_siblings),
		cmocka_unit_test(test_element_ends),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_namespaces),
		cmocka_unit_test(test_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
