/*
 * collect.c - the files of a folder, with the type that each is served as.
 */
#include "gen_assets.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
	const char *suffix;
	const char *type;
} types[] = {
	{ ".html", "text/html; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".css", "text/css; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
	{ ".txt", "text/plain; charset=utf-8" },
	{ ".json", "application/json" },
	{ ".png", "image/png" },
	{ ".webmanifest", "application/manifest+json" },
};

static const char *type_of(const char *path)
{
	const char *suffix = strrchr(path, '.');

	for (size_t i = 0; suffix && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(suffix, types[i].suffix) == 0)
			return types[i].type;
	fail("%s: no type is known for such a name", path);
}

static char *join(const char *folder, const char *name)
{
	size_t size = strlen(folder) + strlen(name) + 2;
	char *path = need(size);

	snprintf(path, size, "%s/%s", folder, name);
	return path;
}

static struct bytes read_whole(const char *path)
{
	struct bytes bytes = { need(MOST_FILE_BYTES + 1), 0 };
	FILE *in = fopen(path, "rb");

	if (in == NULL)
		fail("%s: %s", path, strerror(errno));
	bytes.length = fread(bytes.data, 1, MOST_FILE_BYTES + 1, in);
	if (ferror(in))
		fail("%s: cannot be read", path);
	if (bytes.length > MOST_FILE_BYTES)
		fail("%s: above %d bytes", path, MOST_FILE_BYTES);
	fclose(in);
	return bytes;
}

/* `path` becomes the file's own. */
static void add(struct files *files, const char *disk, char *path)
{
	if (files->length == MOST_FILES)
		fail("%s: above %d files", path, MOST_FILES);
	files->list[files->length++] =
		(struct file){ .path = path, .type = type_of(path), .content = read_whole(disk) };
}

/* `disk` is the folder, `path` what its files' addresses begin with. */
static void walk(const char *disk, const char *path, struct files *files)
{
	DIR *folder = opendir(disk);
	const struct dirent *entry;

	if (folder == NULL)
		fail("%s: %s", disk, strerror(errno));
	while ((entry = readdir(folder)) != NULL) {
		const char *name = entry->d_name;
		struct stat status;

		if (name[0] == '.')
			continue;
		if (strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") !=
		    strlen(name))
			fail("%s/%s: only letters, digits, - _ and . in a name", disk, name);
		char *below = join(disk, name);
		char *address = join(path, name);
		if (stat(below, &status) != 0)
			fail("%s: %s", below, strerror(errno));
		if (S_ISDIR(status.st_mode)) {
			walk(below, address, files);
			free(address);
		} else {
			add(files, below, address);
		}
		free(below);
	}
	closedir(folder);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

void collect_files(const char *folder, struct files *files)
{
	walk(folder, "", files);
	if (files->length == 0)
		fail("%s: nothing is in it", folder);
	qsort(files->list, files->length, sizeof(files->list[0]), by_path);
}

void release_files(struct files *files)
{
	for (size_t i = 0; i < files->length; i++) {
		free(files->list[i].path);
		free(files->list[i].content.data);
		free(files->list[i].gzip.data);
	}
}
