/*
 * detect.h - what a file is, by what it holds, whatever its name.
 */
#ifndef MIPSIA_FORMATS_DETECT_H
#define MIPSIA_FORMATS_DETECT_H

#include <stdbool.h>
#include <stddef.h>

enum file_format {
	FORMAT_EMPTY, /* nothing, or white space only */
	FORMAT_UNKNOWN,
	FORMAT_QPP_JSON,   /* a submission, set or measurement of CMS's, also in its answer; a case */
	FORMAT_JSON_LINES, /* several of them, one after the other */
	FORMAT_JSON_ARRAY, /* several of them in an array */
	FORMAT_CMS_ERROR,  /* what CMS's API or converter answers to a bad file */
	FORMAT_ANSWER,     /* what `mipsia score` prints */
	FORMAT_INVENTORY,  /* CMS's measures-data.json */
	FORMAT_OTHER_JSON,
	FORMAT_QRDA3,
	FORMAT_XML2017,
	FORMAT_OTHER_XML,
	FORMAT_CSV, /* text in rows: a roster, activity records, or another */
	FORMAT_XLSX,
	FORMAT_XLS, /* Excel's format until 2003 */
	FORMAT_ZIP,
	FORMAT_ARCHIVE,    /* tar, 7z */
	FORMAT_COMPRESSED, /* gzip, xz, zstd, bzip2: one file, or a tar in it */
	FORMAT_END
};

#define DETECT_HEAD ((size_t)64 << 10) /* bytes that are enough to tell */

/* What the bytes at the beginning of a file say. Pass the whole file when it is
 * at hand, DETECT_HEAD of it at least when it is longer. A workbook is found by
 * its parts, which may stand at its end: of its head alone it may be FORMAT_ZIP. */
enum file_format detect_format(const char *bytes, size_t length);

/* "QPP JSON", "QRDA III", "a zip file"; never NULL. */
const char *detect_name(enum file_format format);

/* For a file that mipsia does not read: what it seems to be, and what to do; a
 * sentence. NULL for those it reads. */
const char *detect_advice(enum file_format format);

#endif
