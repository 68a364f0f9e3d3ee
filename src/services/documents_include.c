/* documents_include.c - whether a file is among those that a walk would read. */
#include "services/documents_walk.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool folder_includes(const char *folder, const struct stat *wanted, unsigned depth);

/* An entry of a folder, as documents_walk takes it: links to folders are not followed. */
static bool entry_includes(const char *folder, const char *name, const struct stat *wanted, unsigned depth)
{
	struct stat link;
	struct stat about;
	bool included = false;
	char *path;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		return false;
	if (lstat(path, &link) == 0 && stat(path, &about) == 0) {
		if (S_ISDIR(about.st_mode))
			included = !S_ISLNK(link.st_mode) && folder_includes(path, wanted, depth + 1);
		else
			included = is_same(&about, wanted);
	}
	free(path);
	return included;
}

static bool folder_includes(const char *folder, const struct stat *wanted, unsigned depth)
{
	DIR *entries = depth <= DOCUMENT_DEPTH_MAX ? opendir(folder) : NULL;
	bool included = false;
	struct dirent *entry;

	if (entries == NULL)
		return false;
	while (!included && (entry = readdir(entries)) != NULL) {
		if (documents_wants(entry->d_name))
			included = entry_includes(folder, entry->d_name, wanted, depth);
	}
	closedir(entries);
	return included;
}

bool documents_include(const char *const *operands, size_t length, const char *path)
{
	struct stat wanted;
	struct stat about;

	if (stat(path, &wanted) != 0 || !S_ISREG(wanted.st_mode))
		return false;
	for (size_t i = 0; i < length; i++) {
		bool piped = strcmp(operands[i], "-") == 0;

		if (piped ? fstat(0, &about) != 0 : stat(operands[i], &about) != 0)
			continue;
		if (S_ISDIR(about.st_mode) ? folder_includes(operands[i], &wanted, 1)
		                           : is_same(&about, &wanted))
			return true;
	}
	return false;
}
