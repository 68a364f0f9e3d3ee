/*
 * data_folder.c - see data_folder.h.
 */
#include "data_folder.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* Makes the folders above it that are not there, as the XDG specification says. What
 * cannot be made shows when the folder itself is opened. */
static void make_above(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)mkdir(path, 0700);
		*slash = '/';
	}
}

char *data_folder(const char *given)
{
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");
	bool standard = data && data[0] == '/';
	const char *base = standard ? data : home ? home : ".";
	const char *rest = standard ? "/mipsia" : "/.local/share/mipsia";
	size_t size = strlen(base) + strlen(rest) + 1;
	char *path;

	if (given)
		return cli_strdup(given);
	path = cli_alloc(size);
	snprintf(path, size, "%s%s", base, rest);
	make_above(path);
	return path;
}

int64_t data_folder_shift_to(mipsia_date day)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return ((int64_t)day * 86400 + 43200 - (int64_t)now.tv_sec) * 1000;
}
