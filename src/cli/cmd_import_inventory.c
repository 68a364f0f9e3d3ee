/*
 * cmd_import_inventory.c - `mipsia import-inventory FILE|DIR`: CMS's inventory held
 * against our catalogue, and its wording kept.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalogue.h"
#include "cli.h"
#include "formats/inventory_import.h"
#include "formats/sheet_file.h"
#include "json.h"
#include "table.h"

enum { OPT_YEAR, OPT_DRY_RUN, OPT_FORCE, OPT_JSON };

static const struct cli_option options[] = {
	[OPT_YEAR] = { "year", 'y', "YEAR", "Performance year, where no folder or file name says it", "Which",
	               false },
	[OPT_DRY_RUN] = { "dry-run", 'n', NULL, "Compare only; store nothing", "Output", false },
	[OPT_FORCE] = { "force", 0, NULL,
	                "Take --year although the path names another year, and replace stored wording even "
	                "by "
	                "a file that differs much from the catalogue",
	                "Output", false },
	[OPT_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia import-inventory qpp-measures-data/measures",
	  "All years of CMS's repository or npm package" },
	{ "mipsia import-inventory measures-data.json --year 2026 --dry-run", "Only see the differences" },
};

/* What the command has found so far. */
struct import {
	const struct cli_args *args;
	const mipsia_rulebook *book;
	int year;      /* asked for; 0: as the path says */
	json_t *years; /* the answer: an entry a file */
	size_t files;
	size_t differences;
	int worst; /* enum cli_exit */
};

static void worsen(struct import *import, int code)
{
	if (code > import->worst)
		import->worst = code;
}

/* -------------------------------------------------------------------------- a file */

static void report_findings(const char *path, const struct findings *findings)
{
	for (size_t i = 0; i < findings->length; i++)
		cli_error(path, "%s%s%s %s", findings->items[i].path, *findings->items[i].path ? ": " : "",
		          findings->items[i].message, findings->items[i].remedy);
}

static json_t *differences_json(const struct inventory_differences *differences)
{
	json_t *list = json_array();

	for (size_t i = 0; i < differences->length; i++) {
		const struct inventory_difference *d = &differences->items[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s}", "measureId", d->measure_id,
		                                      "aspect", inventory_aspect_name(d->aspect), "mipsia",
		                                      d->ours, "cms", d->theirs));
	}
	return list;
}

static int activities_of_ours(const mipsia_rulebook *book, int year)
{
	int count = 0;

	for (int i = 0; i < mipsia_activity_count(book); i++)
		count += mipsia_activity_in_year(book, i, year) != NULL;
	return count;
}

static void store(struct import *import, int year, const json_t *activities, json_t *entry)
{
	char *path = inventory_path(year);

	if (import->args->value[OPT_DRY_RUN] == NULL) {
		if (inventory_store(year, activities)) {
			json_object_set_new(entry, "stored", json_string(path != NULL ? path : ""));
		} else {
			cli_error(path,
			          "the wording could not be stored (%s); set XDG_DATA_HOME to a folder that "
			          "can be written, or use --dry-run",
			          strerror(errno));
			worsen(import, CLI_INTERNAL);
		}
	}
	free(path);
}

/* A file that hardly resembles the catalogue must not replace what is stored. Of a
 * year that we have no activities of, nothing is known. */
static bool may_replace(struct import *import, int year, const char *path, const json_t *activities,
                        const struct inventory_differences *differences)
{
	char *stored = inventory_path(year);
	bool strange = activities_of_ours(import->book, year) > 0 &&
	               inventory_is_strange(differences, json_array_size(activities));
	bool refused = strange && stored != NULL && access(stored, F_OK) == 0 &&
	               import->args->value[OPT_FORCE] == NULL && import->args->value[OPT_DRY_RUN] == NULL;

	if (refused) {
		cli_error(path,
		          "more than a third of the activities differ from the catalogue of %d: the wording "
		          "stored in %s is kept; look at the year, or replace it with --force",
		          year, stored);
		worsen(import, CLI_USAGE);
	}
	free(stored);
	return !refused;
}

static void compare(struct import *import, int year, const char *path, const json_t *activities)
{
	struct inventory_differences differences = { .items = NULL };
	json_t *entry = json_pack("{s:i, s:s, s:i, s:i}", "performanceYear", year, "file", path,
	                          "cmsActivities", (int)json_array_size(activities), "mipsiaActivities",
	                          activities_of_ours(import->book, year));

	inventory_compare(import->book, year, activities, &differences);
	if (differences.incomplete) {
		cli_error(path, "out of memory; close other programs");
		worsen(import, CLI_INTERNAL);
	}
	import->differences += differences.length;
	json_object_set_new(entry, "differences", differences_json(&differences));
	if (may_replace(import, year, path, activities, &differences))
		store(import, year, activities, entry);
	json_array_append_new(import->years, entry);
	inventory_differences_free(&differences);
}

static void import_bytes(struct import *import, const char *path, int year, const char *bytes, size_t length)
{
	struct findings findings = { .items = NULL };
	json_t *activities = inventory_read(bytes, length, &findings);

	report_findings(path, &findings);
	if (findings.errors > 0)
		worsen(import, activities != NULL ? CLI_FINDINGS : CLI_INPUT);
	if (activities != NULL)
		compare(import, year, path, activities);
	json_decref(activities);
	findings_free(&findings);
}

/* --year says one year and the path another. */
static bool is_of_other_year(const struct import *import, const char *path, int year)
{
	int named = inventory_year_of_path(path);

	if (named == 0 || named == year || import->args->value[OPT_FORCE] != NULL)
		return false;
	cli_error(path, "the path says %d and --year says %d; correct --year, or add --force", named, year);
	return true;
}

static void import_file(struct import *import, const char *path, int year)
{
	size_t length;
	char *bytes;

	if (year == 0) {
		cli_error(path, "the path does not say which year it is; add --year");
		worsen(import, CLI_USAGE);
		return;
	}
	import->files++;
	if (is_of_other_year(import, path, year)) {
		worsen(import, CLI_USAGE);
		return;
	}
	bytes = sheet_file_load(path, &length);
	if (bytes == NULL) {
		cli_error(path, "the file cannot be read (%s); look at its name and its permissions",
		          strerror(errno));
		worsen(import, CLI_INPUT);
		return;
	}
	import_bytes(import, path, year, bytes, length);
	free(bytes);
}

/* ------------------------------------------------------------------------ a folder */

static bool is_file(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

static bool import_if_there(struct import *import, const char *folder, const char *below, int year)
{
	char path[4096];
	int length = snprintf(path, sizeof path, "%s/%s%d/measures-data.json", folder, below, year);

	if (length < 0 || (size_t)length >= sizeof path || !is_file(path))
		return false;
	import_file(import, path, year);
	return true;
}

/* DIR/measures-data.json, DIR/YEAR/..., DIR/measures/YEAR/...,
 * DIR/package/measures/YEAR/... (an unpacked npm package). */
static void import_folder(struct import *import, const char *folder)
{
	char path[4096];
	int length = snprintf(path, sizeof path, "%s/measures-data.json", folder);

	if (length > 0 && (size_t)length < sizeof path && is_file(path)) {
		import_file(import, path, import->year ? import->year : inventory_year_of_path(path));
		return;
	}
	for (int year = INVENTORY_FIRST_YEAR; year <= INVENTORY_LAST_YEAR; year++) {
		if (import->year != 0 && year != import->year)
			continue;
		if (!import_if_there(import, folder, "", year) &&
		    !import_if_there(import, folder, "measures/", year))
			import_if_there(import, folder, "package/measures/", year);
	}
	if (import->files == 0) {
		cli_error(
			folder,
			"there is no measures-data.json in the folder%s; give the folder 'measures' of CMS's "
			"repository or npm package",
			import->year ? " for that year" : "");
		worsen(import, CLI_INPUT);
	}
}

/* -------------------------------------------------------------------------- answers */

static const char *text_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL && *text != '\0' ? text : "-";
}

static void print_differences(const json_t *differences)
{
	static const struct table_column columns[] = { { "ID", false, false },
		                                       { "What", false, false },
		                                       { "mipsia", false, true },
		                                       { "CMS", false, true } };
	struct table *table = table_new(columns, CLI_LENGTH(columns));
	size_t i;
	const json_t *difference;

	json_array_foreach ((json_t *)differences, i, difference) {
		table_add(table, text_at(difference, "measureId"));
		table_add(table, text_at(difference, "aspect"));
		table_add(table, text_at(difference, "mipsia"));
		table_add(table, text_at(difference, "cms"));
	}
	table_print(table, stdout);
	table_free(table);
}

static void print_year(const json_t *entry)
{
	const json_t *differences = json_object_get(entry, "differences");
	size_t count = json_array_size(differences);
	int ours = (int)json_integer_value(json_object_get(entry, "mipsiaActivities"));

	printf("%s%d%s: %d activities of CMS, %d of mipsia, ", cli_style(CLI_BOLD),
	       (int)json_integer_value(json_object_get(entry, "performanceYear")), cli_style(CLI_PLAIN),
	       (int)json_integer_value(json_object_get(entry, "cmsActivities")), ours);
	if (count == 0)
		puts("no difference");
	else
		printf("%zu difference%s\n", count, count == 1 ? "" : "s");
	print_differences(differences);
	if (json_object_get(entry, "stored") != NULL) {
		fputs("Wording stored in ", stdout);
		cli_put_clean(stdout, text_at(entry, "stored"));
		putchar('\n');
	}
}

static int answer(struct import *import)
{
	size_t i;
	const json_t *entry;

	if (import->differences > 0)
		worsen(import, CLI_FINDINGS);
	if (import->args->value[OPT_JSON] != NULL) {
		json_print(import->years);
		return import->worst;
	}
	json_array_foreach (import->years, i, entry) {
		print_year(entry);
	}
	json_decref(import->years);
	return import->worst;
}

/* A year that CMS may publish before we have its rules. */
static bool read_year(const struct cli_args *args, int *year)
{
	const char *text = args->value[OPT_YEAR];

	*year = text != NULL && strspn(text, "0123456789") == strlen(text) && strlen(text) == 4
	                ? (int)strtol(text, NULL, 10)
	                : 0;
	if (text == NULL || (*year >= INVENTORY_FIRST_YEAR && *year <= INVENTORY_LAST_YEAR))
		return true;
	cli_usage_error(args->command, "'%s' is not a performance year; give one from %d on", text,
	                INVENTORY_FIRST_YEAR);
	return false;
}

static int run(const struct cli_args *args)
{
	struct import import = { .args = args, .book = mipsia_rulebook_builtin(), .worst = CLI_OK };
	struct stat about;

	if (!read_year(args, &import.year))
		return CLI_USAGE;
	import.years = json_array();
	for (int i = 0; i < args->operands_length; i++) {
		const char *path = args->operands[i];

		import.files = 0;
		if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
			import_folder(&import, path);
		else
			import_file(&import, path, import.year ? import.year : inventory_year_of_path(path));
	}
	return answer(&import);
}

const struct cli_command cmd_import_inventory = {
	.name = "import-inventory",
	.operands = "FILE|DIR...",
	.summary = "Hold CMS's measures-data.json against the catalogue and keep its wording",
	.description =
		"Reads CMS's inventory of any year: a measures-data.json, or a folder with one a year, as in "
		"CMS's repository qpp-measures-data and its npm package. Every difference from mipsia's own "
		"catalogue is listed: activities missing or added, titles (but for blanks), weights, "
		"subcategories, MVPs, and the bonus for certified EHR technology.\n\n"
		"CMS's wording is stored under $XDG_DATA_HOME/mipsia/inventory, by default in "
		"~/.local/share, for the commands that show activities. Nothing else changes: scores always "
		"follow mipsia's own catalogue. Where there are differences the exit code is 1. A file of "
		"which "
		"more than a third of the activities differ does not replace stored wording, unless --force "
		"is given.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_min = 1,
	.operands_max = CLI_ANY_OPERANDS,
	.operand = CLI_OPERAND_FILE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
