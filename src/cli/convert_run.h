/*
 * convert_run.h - one run of `mipsia convert`: what its threads make of each
 * document, and what becomes of it. Private to convert_run.c, convert_as_cms.c and
 * cmd_convert.c.
 */
#ifndef MIPSIA_CLI_CONVERT_RUN_H
#define MIPSIA_CLI_CONVERT_RUN_H

#include "check_progress.h"
#include "check_report.h"
#include "convert_output.h"
#include "formats/qrda3.h"
#include "services/documents_work.h"

/* The options of the command that others ask for. */
enum { CONVERT_OPT_QUIET = 3 };

/* One run. */
struct convert_run {
	const struct cli_args *args;
	struct convert_options how;
	bool as_cms;
	struct converter *converter; /* of this thread: for spreadsheets */
	struct convert_output *output;
	struct check_people *people; /* NULL: say nothing */
	struct check_totals totals;
	struct progress progress;
	size_t refused; /* --as-cms: error documents */
	bool failed;    /* it could not be written */
};

/* A text, kept until its turn comes. Owns its text. */
struct kept_text {
	char *text;
	size_t length;
	size_t part;
};

/* What came of a document. */
struct convert_result {
	struct checked checked;
	bool waits; /* a spreadsheet: converted when all are read */
	struct kept_text *texts;
	size_t texts_length;
	struct qrda3_cms_answer answer; /* --as-cms */
	enum qrda3_status status;
};

/* What one thread works with. */
struct convert_worker {
	const struct convert_run *run;
	struct converter *converter; /* NULL with --as-cms */
	struct convert_result *current;
};

void convert_result_free(struct convert_result *result);

/* Reads all documents and hands them to the functions; false after a message. */
bool convert_run_all(struct convert_run *run, void *(*work)(void *state, const struct document *document),
                     bool (*take)(void *payload, const struct document *document, void *result));

/* convert_as_cms.c: for convert_run_all. */
void *convert_as_cms_work(void *state, const struct document *document);
bool convert_as_cms_take(void *payload, const struct document *document, void *result);

#endif
