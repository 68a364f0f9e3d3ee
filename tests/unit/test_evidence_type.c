/* test_evidence_type.c - what a file is, by its bytes, and what it is called. Signatures
 * are those that the formats' own documents give. */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>

#include "services/evidence_name.h"
#include "services/evidence_type.h"
#include "testing.h"

#define BYTES(text) (text), sizeof(text) - 1

static void expect(const char *bytes, size_t length, const char *name, const char *media_type)
{
	struct evidence_type type = evidence_type_find(bytes, length, name);

	if (!media_type) {
		assert_null(type.media_type);
		assert_true(strlen(type.refusal) > 10 && strlen(type.remedy) > 10);
		return;
	}
	if (!type.media_type)
		fail_msg("%s: %s", name, type.refusal);
	assert_string_equal(type.media_type, media_type);
}

static void test_pages_and_pictures(void **state)
{
	(void)state;
	expect(BYTES("%PDF-1.7\n%\xe2\xe3\n"), "a.pdf", "application/pdf");
	expect(BYTES("\r\n\r\n%PDF-1.4\n"), "scan.pdf", "application/pdf");
	expect(BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "a.png", "image/png");
	expect(BYTES("\xff\xd8\xff\xe0\0\x10JFIF\0"), "a.jpg", "image/jpeg");
	expect(BYTES("GIF89a\1\0\1\0"), "a.gif", "image/gif");
	expect(BYTES("RIFF\x24\0\0\0WEBPVP8 "), "a.webp", "image/webp");
	expect(BYTES("\0\0\0\x18"
	             "ftypheic\0\0\0\0mif1heic"),
	       "a.heic", "image/heic");
	expect(BYTES("II*\0\x08\0\0\0"), "a.tif", "image/tiff");
	expect(BYTES("MM\0*\0\0\0\x08"), "a.tif", "image/tiff");
}

static void test_the_name_decides_nothing(void **state)
{
	(void)state;
	expect(BYTES("MZ\x90\0\x03\0\0\0"), "letter.pdf", NULL);
	expect(BYTES("\x7f"
	             "ELF\2\1\1\0"),
	       "letter.pdf", NULL);
	expect(BYTES("<html><body>Hello</body></html>"), "letter.pdf", NULL);
	expect(BYTES("%PDF-1.7\n"), "letter.exe", "application/pdf");
	expect(BYTES(""), "letter.pdf", NULL);
	expect(BYTES("\0\1\2\3\4\5"), "letter.pdf", NULL);
}

static void test_texts(void **state)
{
	(void)state;
	expect(BYTES("Training on 2 March\nall came\n"), "notes.txt", "text/plain");
	expect(BYTES("NPI;Name\n1987000001;Jos\xc3\xa9\n"), "list.csv", "text/csv");
	expect(BYTES("NPI;Name\n1987000001;Jos\xe9\n"), "list.csv", "text/csv");
	expect(BYTES("\xff\xfeH\0i\0\n\0"), "notes.txt", "text/plain");
	expect(BYTES("MZ and ID3 are two departments.\n"), "notes.txt", "text/plain");
	expect(BYTES("<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>"), "a.xml",
	       "application/xml");
	expect(BYTES("From: Ann <a@example.org>\r\nDate: Mon, 2 Mar 2026 09:00:00 -0500\r\n"
	             "Subject: Training\r\n\r\n<html>We met.</html>\r\n"),
	       "mail.eml", "message/rfc822");
}

static void test_what_runs_is_refused(void **state)
{
	(void)state;
	expect(BYTES("<!DOCTYPE html>\n<title>x</title>"), "page.txt", NULL);
	expect(BYTES("\xef\xbb\xbf  <svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "a.png", NULL);
	expect(BYTES("<?xml version=\"1.0\"?><?xml-stylesheet href=\"a.xsl\"?><a/>"), "a.xml", NULL);
	expect(BYTES("\xff\xfe<\0h\0t\0m\0l\0>\0"), "a.txt", NULL);
	expect(BYTES("#!/bin/sh\nrm -rf /\n"), "notes.txt", NULL);
	expect(BYTES("@echo off\r\ndel *\r\n"), "notes.BAT", NULL);
	expect(BYTES("var a = 1;\n"), "notes.js", NULL);
	expect(BYTES("[InternetShortcut]\r\nURL=http://x\r\n"), "a.url", NULL);
	expect(BYTES("L\0\0\0\x01\x14\x02\0\0\0"), "a.pdf.lnk", NULL);
}

static void test_archives_and_films_are_refused(void **state)
{
	(void)state;
	expect(BYTES("7z\xbc\xaf\x27\x1c\0\4"), "a.7z", NULL);
	expect(BYTES("Rar!\x1a\7\1\0"), "a.rar", NULL);
	expect(BYTES("\x1f\x8b\x08\0\0\0"), "a.csv.gz", NULL);
	expect(BYTES("\0\0\0\x18"
	             "ftypisom\0\0\2\0"),
	       "a.mp4", NULL);
	expect(BYTES("{\\rtf1\\ansi hello}"), "a.rtf", NULL);
}

/* --------------------------------------------------------------- office documents */

static char packed[1 << 16];

static size_t pack(const char *const *parts, const char *content)
{
	struct archive *zip = archive_write_new();
	size_t used = 0;

	archive_write_set_format_zip(zip);
	assert_int_equal(archive_write_open_memory(zip, packed, sizeof packed, &used), ARCHIVE_OK);
	for (; *parts; parts++) {
		struct archive_entry *entry = archive_entry_new();

		archive_entry_set_pathname(entry, *parts);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_perm(entry, 0644);
		archive_entry_set_size(entry, (la_int64_t)strlen(content));
		assert_int_equal(archive_write_header(zip, entry), ARCHIVE_OK);
		assert_int_equal(archive_write_data(zip, content, strlen(content)), strlen(content));
		archive_entry_free(entry);
	}
	assert_int_equal(archive_write_close(zip), ARCHIVE_OK);
	archive_write_free(zip);
	return used;
}

static void test_packages(void **state)
{
	static const char *const word[] = { "[Content_Types].xml", "word/document.xml", NULL };
	static const char *const excel[] = { "[Content_Types].xml", "xl/workbook.xml", NULL };
	static const char *const macros[] = { "[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin",
		                              NULL };
	static const char *const slides[] = { "ppt/presentation.xml", NULL };
	static const char *const loose[] = { "scan1.pdf", "scan2.pdf", NULL };
	static const char *const open[] = { "mimetype", "content.xml", NULL };

	(void)state;
	expect(packed, pack(word, "<w/>"), "a.docx",
	       "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
	expect(packed, pack(excel, "<x/>"), "a.zip",
	       "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	expect(packed, pack(slides, "<p/>"), "a.pptx",
	       "application/vnd.openxmlformats-officedocument.presentationml.presentation");
	expect(packed, pack(macros, "x"), "a.xlsx", NULL);
	expect(packed, pack(loose, "%PDF-1.7"), "scans.zip", NULL);
	expect(packed, pack(open, "application/vnd.oasis.opendocument.text"), "a.odt",
	       "application/vnd.oasis.opendocument.text");
	expect(packed, pack(word, "<w/>") / 2, "a.docx", NULL); /* cut off */
}

/* An OLE file as far as the program looks: its signature, and names of streams. */
static size_t ole(const char *name)
{
	size_t length = 512;

	memset(packed, 0, 2048);
	memcpy(packed, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	for (; *name; name++, length += 2)
		packed[length] = *name;
	return 2048;
}

static void test_older_documents(void **state)
{
	(void)state;
	expect(packed, ole("WordDocument"), "a.doc", "application/msword");
	expect(packed, ole("Workbook"), "a.xls", "application/vnd.ms-excel");
	expect(packed, ole("PowerPoint Document"), "a.ppt", "application/vnd.ms-powerpoint");
	expect(packed, ole("__substg1.0_0037001F"), "a.msg", "application/vnd.ms-outlook");
	expect(packed, ole("_VBA_PROJECT_CUR"), "a.xls", NULL);
	expect(packed, ole("EncryptedPackage"), "a.xlsx", NULL);
	expect(packed, ole("SomethingElse"), "a.msi", NULL);
}

/* -------------------------------------------------------------------------- names */

static void clean(const char *name, const char *expected)
{
	char out[EVIDENCE_NAME];

	evidence_name_clean(name, out);
	assert_string_equal(out, expected);
}

static void test_names(void **state)
{
	char out[EVIDENCE_NAME];
	char longest[400];
	struct evidence_type pdf = evidence_type_find(BYTES("%PDF-1.7"), "");

	(void)state;
	clean("report.pdf", "report.pdf");
	clean("C:\\Users\\ann\\Desktop\\report.pdf", "report.pdf");
	clean("../../etc/passwd", "passwd");
	clean("a<b>:\"c|?*.pdf", "a_b___c___.pdf");
	clean("line\nbreak\x07.pdf", "linebreak.pdf");
	clean("evil\xe2\x80\xae"
	      "fdp.exe",
	      "evilfdp.exe"); /* U+202E turns the direction */
	clean("Jos\xc3\xa9.pdf", "Jos\xc3\xa9.pdf");
	clean("Jos\xe9.pdf", "Jos_.pdf");
	clean(" .hidden. ", "hidden");
	clean("nul.txt", "_nul.txt");
	clean("COM1", "_COM1");
	clean("community.txt", "community.txt");
	clean("", "file");
	clean("/", "file");

	memset(longest, 'x', sizeof longest);
	memcpy(longest + 390, ".pdf", 5);
	evidence_name_clean(longest, out);
	assert_in_range(strlen(out), 100, EVIDENCE_NAME_MAX);
	assert_string_equal(out + strlen(out) - 4, ".pdf");

	evidence_name_clean("scan.exe", out);
	evidence_name_fit(&pdf, out);
	assert_string_equal(out, "scan.exe.pdf");
	evidence_name_clean("scan.PDF", out);
	evidence_name_fit(&pdf, out);
	assert_string_equal(out, "scan.PDF");
	evidence_name_ascii("Jos\xc3\xa9 \"x\".pdf", out, sizeof out);
	assert_string_equal(out, "Jos_ _x_.pdf");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages_and_pictures),
		cmocka_unit_test(test_the_name_decides_nothing),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_what_runs_is_refused),
		cmocka_unit_test(test_archives_and_films_are_refused),
		cmocka_unit_test(test_packages),
		cmocka_unit_test(test_older_documents),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
