/* inventory_wording.c - the official wording, stored and found again. */
#include "formats/inventory_import.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/sheet_file.h"
#include "formats/sheet_save.h"

#define FOLDER_MODE 0755

struct inventory {
	json_t *activities; /* by measureId */
};

/* ------------------------------------------------------------------------- places */

static const char *home(void)
{
	const char *path = getenv("HOME");
	const struct passwd *user;

	if (path != NULL && path[0] == '/')
		return path;
	user = getpwuid(getuid());
	return user != NULL && user->pw_dir[0] == '/' ? user->pw_dir : NULL;
}

char *inventory_path(int year)
{
	const char *data = getenv("XDG_DATA_HOME");
	const char *below = "";
	char *path = NULL;

	if (data == NULL || data[0] != '/') { /* a relative one is to be ignored */
		data = home();
		below = "/.local/share";
	}
	if (data == NULL || asprintf(&path, "%s%s/mipsia/inventory/%d.json", data, below, year) < 0)
		return NULL;
	return path;
}

/* Makes the folders of a file; false with errno set. */
static bool make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		bool made;

		*slash = '\0';
		made = mkdir(path, FOLDER_MODE) == 0 || errno == EEXIST;
		*slash = '/';
		if (!made)
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------------ storing */

static bool write_rows(const char *path, const json_t *activities)
{
	struct sheet_save save;

	if (!sheet_save_begin(&save, path))
		return false;
	if (json_dumpf(activities, save.file, JSON_INDENT(1)) != 0 || fputc('\n', save.file) == EOF) {
		int error = errno;

		sheet_save_abandon(&save);
		errno = error ? error : EIO;
		return false;
	}
	return sheet_save_commit(&save);
}

bool inventory_store(int year, const json_t *activities)
{
	char *path = inventory_path(year);
	bool stored;
	int error;

	if (path == NULL) {
		errno = ENOENT;
		return false;
	}
	stored = make_folders(path) && write_rows(path, activities);
	error = errno;
	free(path);
	errno = error;
	return stored;
}

/* ------------------------------------------------------------------------ finding */

static json_t *load(int year)
{
	struct findings unheard = { .items = NULL };
	char *path = inventory_path(year);
	json_t *activities = NULL;
	size_t length = 0;
	char *bytes = path != NULL ? sheet_file_load(path, &length) : NULL;

	if (bytes != NULL)
		activities = inventory_read(bytes, length, &unheard);
	findings_free(&unheard);
	free(bytes);
	free(path);
	return activities;
}

struct inventory *inventory_open(int year)
{
	json_t *rows = load(year);
	struct inventory *inventory = rows != NULL ? malloc(sizeof *inventory) : NULL;
	size_t i;
	json_t *row;

	if (inventory != NULL)
		inventory->activities = json_object();
	json_array_foreach (rows, i, row) {
		if (inventory != NULL)
			json_object_set(inventory->activities,
			                json_string_value(json_object_get(row, "measureId")), row);
	}
	json_decref(rows);
	return inventory;
}

void inventory_close(struct inventory *inventory)
{
	if (inventory == NULL)
		return;
	json_decref(inventory->activities);
	free(inventory);
}

bool inventory_find(const struct inventory *inventory, const char *measure_id, struct inventory_words *out)
{
	const json_t *row = json_object_get(inventory->activities, measure_id);
	const char *description = json_string_value(json_object_get(row, "description"));

	if (row == NULL)
		return false;
	out->title = json_string_value(json_object_get(row, "title"));
	out->description = description != NULL ? description : "";
	return true;
}

char *inventory_wording(int year, const char *measure_id)
{
	struct inventory *inventory = inventory_open(year);
	struct inventory_words words;
	char *description = NULL;

	if (inventory != NULL && inventory_find(inventory, measure_id, &words))
		description = strdup(words.description);
	inventory_close(inventory);
	return description;
}
