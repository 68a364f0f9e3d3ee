/* convert_output.c - see convert_output.h. */
#include "convert_output.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "formats/identifier.h"
#include "formats/outbuf.h"
#include "services/documents_aside.h"

#define NAME_MAX_LENGTH 200
#define TEXT_MAX ((size_t)1 << 30)

struct convert_output {
	const char *path;
	enum convert_format format;
	const char *const *inputs;
	size_t inputs_length;
	bool is_folder;
	bool is_usage;
	size_t count;
	struct aside file;   /* one file: being written */
	struct outbuf first; /* the first text, until it is known whether more follow */
	json_t *names;       /* in the folder, so far */
};

static const char *const endings[CONVERT_FORMAT_END] = {
	[CONVERT_QPP_JSON] = ".qpp.json", [CONVERT_QRDA3] = ".qrda3.xml", [CONVERT_XML2017] = ".2017.xml",
	[CONVERT_CSV] = ".records.csv",   [CONVERT_CASE] = ".case.json",
};

/* ------------------------------------------------------------------- beginning */

static bool ends_in_slash(const char *path)
{
	return *path != '\0' && path[strlen(path) - 1] == '/';
}

static bool make_folder(const char *path)
{
	struct stat about;

	if (mkdir(path, 0777) == 0 || (errno == EEXIST && stat(path, &about) == 0 && S_ISDIR(about.st_mode)))
		return true;
	cli_error(path, "the folder cannot be made (%s)", strerror(errno));
	return false;
}

/* Whether the path is one of the files that are read. */
static bool is_input(const struct convert_output *output, const char *path)
{
	struct stat there;
	struct stat input;

	if (stat(path, &there) != 0 || !S_ISREG(there.st_mode))
		return false;
	for (size_t i = 0; i < output->inputs_length; i++) {
		if (stat(output->inputs[i], &input) == 0 && input.st_dev == there.st_dev &&
		    input.st_ino == there.st_ino)
			return true;
	}
	return false;
}

static bool open_file(struct convert_output *output)
{
	if (documents_include(output->inputs, output->inputs_length, output->path)) {
		cli_error(output->path, "this is one of the files to be read; write to another");
		output->is_usage = true;
		return false;
	}
	if (aside_open(&output->file, output->path))
		return true;
	cli_error(output->path, "it cannot be written (%s)", strerror(errno));
	return false;
}

static bool begin(struct convert_output *output)
{
	struct stat about;

	if (output->path == NULL)
		return true;
	output->is_folder =
		ends_in_slash(output->path) || (stat(output->path, &about) == 0 && S_ISDIR(about.st_mode));
	return output->is_folder ? make_folder(output->path) : open_file(output);
}

struct convert_output *convert_output_new(const char *path, enum convert_format format,
                                          const char *const *inputs, size_t inputs_length, int *code)
{
	struct convert_output *output = cli_alloc(sizeof *output);

	*output = (struct convert_output){ .path = path,
		                           .format = format,
		                           .inputs = inputs,
		                           .inputs_length = inputs_length,
		                           .first = { .limit = TEXT_MAX },
		                           .names = json_object() };
	if (begin(output))
		return output;
	*code = output->is_usage ? CLI_USAGE : CLI_INTERNAL;
	convert_output_free(output);
	return NULL;
}

void convert_output_free(struct convert_output *output)
{
	if (output == NULL)
		return;
	aside_cancel(&output->file);
	outbuf_free(&output->first);
	json_decref(output->names);
	free(output);
}

/* ---------------------------------------------------------------- file in a folder */

/* The name of the source without folders and ending, TINs masked. */
static void make_stem(const struct converted *converted, char *out, size_t size)
{
	static const char *const known[] = { ".qpp.json",  ".qrda3.xml", ".2017.xml", ".records.csv",
		                             ".case.json", ".json",      ".ndjson",   ".xml",
		                             ".csv",       ".xlsx",      ".gz" };
	const char *slash = strrchr(converted->source, '/');
	size_t length;

	identifier_scrub(converted->stem ? converted->stem
	                 : slash         ? slash + 1
	                                 : converted->source,
	                 out, size);
	length = strlen(out);
	for (size_t i = 0; converted->stem == NULL && i < CLI_LENGTH(known); i++) {
		size_t n = strlen(known[i]);

		if (length > n && strcasecmp(out + length - n, known[i]) == 0) {
			out[length - n] = '\0';
			break;
		}
	}
	for (char *c = out; *c; c++) {
		if ((unsigned char)*c < ' ' || strchr("/\\:*?\"<>|", *c) != NULL)
			*c = '_';
	}
	if (strcmp(out, "-") == 0 || *out == '.' || *out == '\0')
		snprintf(out, size, "standard-input");
}

/* A name that was not given yet; the caller frees. */
static char *make_path(struct convert_output *output, const struct converted *converted, const char *ending)
{
	char stem[NAME_MAX_LENGTH];
	char part[32] = "";
	char again[32] = "";
	char *path;

	make_stem(converted, stem, sizeof stem);
	if (converted->part != 0)
		snprintf(part, sizeof part, "-%zu", converted->part);
	for (size_t i = 2;; i++) {
		if (asprintf(&path, "%s%s%s%s%s%s", output->path, ends_in_slash(output->path) ? "" : "/",
		             stem, part, again, ending) < 0)
			return NULL;
		if (json_object_get(output->names, path) == NULL)
			break;
		snprintf(again, sizeof again, "(%zu)", i);
		free(path);
	}
	json_object_set_new(output->names, path, json_true());
	return path;
}

static bool put_file(const struct convert_output *output, const char *path, const struct converted *converted)
{
	struct aside file;

	if (is_input(output, path)) {
		cli_error(path, "this is one of the files to be read; write to another folder");
		return false;
	}
	if (!aside_open(&file, path)) {
		cli_error(path, "it cannot be written (%s)", strerror(errno));
		return false;
	}
	if (output->format == CONVERT_CSV)
		fputs(convert_csv_header(), file.file);
	fwrite(converted->text, 1, converted->length, file.file);
	if (aside_commit(&file))
		return true;
	cli_error(path, "it could not be written in full (%s); free space or write elsewhere",
	          strerror(errno));
	return false;
}

static bool put_in_folder(struct convert_output *output, const struct converted *converted,
                          const char *ending)
{
	char *path = make_path(output, converted, ending);
	bool put = path != NULL && put_file(output, path, converted);

	free(path);
	return put;
}

/* ------------------------------------------------------------------- one stream */

static FILE *stream_of(const struct convert_output *output)
{
	return output->path ? output->file.file : stdout;
}

static bool is_json(enum convert_format format)
{
	return format == CONVERT_QPP_JSON || format == CONVERT_CASE;
}

static void put_line(struct convert_output *output, const char *text, size_t length)
{
	struct outbuf line = { .limit = TEXT_MAX };

	outbuf_json_compact(&line, text, length);
	fwrite(line.bytes, 1, line.length, stream_of(output));
	putc('\n', stream_of(output));
	outbuf_free(&line);
}

/* The second text and those that follow it: JSON becomes a value a line. */
static bool put_next(struct convert_output *output, const struct converted *converted)
{
	if (!is_json(output->format)) {
		cli_error(output->path,
		          "there is more than one XML document; give a folder: --output FOLDER/");
		output->is_usage = true;
		return false;
	}
	if (output->count == 1)
		put_line(output, output->first.bytes, output->first.length);
	put_line(output, converted->text, converted->length);
	return true;
}

static bool put_in_stream(struct convert_output *output, const struct converted *converted)
{
	if (output->format == CONVERT_CSV) {
		if (output->count == 0)
			fputs(convert_csv_header(), stream_of(output));
		fwrite(converted->text, 1, converted->length, stream_of(output));
		return true;
	}
	if (output->count > 0)
		return put_next(output, converted);
	outbuf_put(&output->first, converted->text, converted->length);
	if (!output->first.failed)
		return true;
	cli_error(NULL, "out of memory; close other programs");
	return false;
}

bool convert_output_put_as(struct convert_output *output, const struct converted *converted,
                           const char *ending)
{
	bool put = output->is_folder ? put_in_folder(output, converted, ending)
	                             : put_in_stream(output, converted);

	output->count += put;
	return put;
}

bool convert_output_put(const struct converted *converted, void *payload)
{
	struct convert_output *output = payload;

	return convert_output_put_as(output, converted, endings[output->format]);
}

bool convert_output_end(struct convert_output *output)
{
	if (output->is_folder)
		return true;
	if (output->count == 1)
		fwrite(output->first.bytes, 1, output->first.length, stream_of(output));
	if (output->path == NULL)
		return true;
	if (output->count == 0) { /* nothing came out: what stood there stays */
		aside_cancel(&output->file);
		return true;
	}
	if (aside_commit(&output->file))
		return true;
	cli_error(output->path, "it could not be written in full (%s); free space or write elsewhere",
	          strerror(errno));
	return false;
}

size_t convert_output_count(const struct convert_output *output)
{
	return output->count;
}

bool convert_output_is_folder(const struct convert_output *output)
{
	return output->is_folder;
}

bool convert_output_is_usage(const struct convert_output *output)
{
	return output->is_usage;
}
