/*
 * fuzz_xml2017.c - any bytes as the XML submission of 2017: what is read without
 * an error, and can be written, is read again as the same.
 */
#include <stdio.h>
#include <stdlib.h>

#include "formats/xml2017.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_again(const json_t *submission)
{
	struct findings findings = { 0 };
	json_t *again = NULL;
	char *text;
	size_t length;

	if (xml2017_write(submission, &text, &length, &findings) == XML2017_OK) {
		if (xml2017_read(text, length, &again, &findings) != XML2017_OK || findings.errors > 0 ||
		    !json_equal(submission, again))
			abort();
		json_decref(again);
	} else if (findings.errors == 0) {
		abort();
	}
	free(text);
	findings_free(&findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct findings findings = { 0 };
	json_t *submission = NULL;

	xml2017_sniff((const char *)data, size);
	if (xml2017_read((const char *)data, size, &submission, &findings) == XML2017_OK &&
	    submission != NULL && findings.errors == 0)
		write_again(submission);
	json_decref(submission);
	findings_free(&findings);
	return 0;
}
