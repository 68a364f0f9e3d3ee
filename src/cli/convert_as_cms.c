/* convert_as_cms.c - `mipsia convert --as-cms`: the answers of CMS's converter. */
#include "convert_run.h"

#include <stdlib.h>
#include <string.h>

/* The name without its folders. */
static const char *last_part(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash ? slash + 1 : name;
}

void *convert_as_cms_work(void *state, const struct document *document)
{
	const struct convert_worker *worker = state;
	struct qrda3_cms_options how = { .year = worker->run->how.year,
		                         .source_name = last_part(document->name) };
	struct convert_result *result = calloc(1, sizeof *result);

	if (result != NULL && document->trouble == NULL)
		result->status = qrda3_as_cms(document->bytes, document->length, &how, &result->answer);
	return result;
}

static void say_partial(const struct document *document)
{
	char name[CHECK_NAME];

	fprintf(stderr,
	        "%s: only the improvement activities were converted; the sections of PI (Promoting "
	        "Interoperability) and quality were not\n",
	        check_name(document->name, name));
}

static void put_cms(struct convert_run *run, const struct document *document,
                    const struct qrda3_cms_answer *answer)
{
	struct converted converted = { .source = document->name,
		                       .text = answer->text,
		                       .length = answer->length };

	run->refused += !answer->accepted;
	if (answer->partial && run->args->value[CONVERT_OPT_QUIET] == NULL)
		say_partial(document);
	if (!convert_output_is_folder(run->output))
		fwrite(answer->text, 1, answer->length, stdout);
	else if (!convert_output_put_as(run->output, &converted,
	                                answer->accepted ? ".qpp.json" : ".err.json"))
		run->failed = true;
}

bool convert_as_cms_take(void *payload, const struct document *document, void *state)
{
	struct convert_run *run = payload;
	struct convert_result *result = state;
	char name[CHECK_NAME];

	if (result == NULL)
		return false;
	run->totals.documents++;
	if (run->failed) {
		;
	} else if (document->trouble != NULL || result->status != QRDA3_OK) {
		cli_error(check_name(document->name, name), "it cannot be read: %s",
		          document->trouble ? document->trouble : qrda3_strstatus(result->status));
		run->totals.unreadable++;
	} else {
		put_cms(run, document, &result->answer);
	}
	convert_result_free(result);
	progress_show(&run->progress, "%zu documents, %zu refused", run->totals.documents, run->refused);
	return !run->failed;
}
