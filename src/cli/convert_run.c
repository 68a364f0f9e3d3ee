/* convert_run.c - the threads of a conversion, and the texts they keep. */
#include "convert_run.h"

#include <stdlib.h>
#include <string.h>

void convert_result_free(struct convert_result *result)
{
	checked_free(&result->checked);
	for (size_t i = 0; i < result->texts_length; i++)
		free(result->texts[i].text);
	free(result->texts);
	qrda3_cms_answer_free(&result->answer);
	free(result);
}

static bool keep_text(const struct converted *converted, void *payload)
{
	struct convert_worker *worker = payload;
	struct convert_result *result = worker->current;
	struct kept_text *texts = realloc(result->texts, (result->texts_length + 1) * sizeof *texts);
	char *text = texts ? malloc(converted->length + 1) : NULL;

	if (texts != NULL)
		result->texts = texts;
	if (text == NULL)
		return false;
	memcpy(text, converted->text, converted->length);
	texts[result->texts_length++] = (struct kept_text){ text, converted->length, converted->part };
	return true;
}

static void end_worker(void *state)
{
	struct convert_worker *worker = state;

	converter_free(worker->converter);
	free(worker);
}

static void *begin_worker(void *payload)
{
	struct convert_worker *worker = calloc(1, sizeof *worker);
	const struct convert_run *run = payload;

	if (worker == NULL)
		return NULL;
	worker->run = run;
	if (run->as_cms)
		return worker;
	worker->converter = converter_new(mipsia_rulebook_builtin(), &run->how, keep_text, worker);
	if (worker->converter == NULL) {
		free(worker);
		return NULL;
	}
	return worker;
}

bool convert_run_all(struct convert_run *run, void *(*work)(void *state, const struct document *document),
                     bool (*take)(void *payload, const struct document *document, void *result))
{
	struct documents_work how = { begin_worker, end_worker, work, take, run };
	const struct cli_args *args = run->args;
	bool no_memory;
	bool done;

	progress_begin(&run->progress);
	done = documents_work((const char *const *)args->operands, (size_t)args->operands_length, 0, &how,
	                      &no_memory);
	progress_end(&run->progress);
	if (!done && !run->failed) {
		cli_error(NULL, "out of memory; close other programs or give fewer files");
		run->failed = true;
	}
	return done;
}
