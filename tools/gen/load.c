/* load.c - the files of the data folder, and the digest of their bytes. */
#include "gen.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FILE (4u << 20)

struct loader {
	const char *directory;
	crypto_hash_sha256_state hash;
};

static bool file_exists(const char *directory, const char *name)
{
	FILE *in = fopen(keep("%s/%s", directory, name), "rb");

	if (in != NULL)
		(void)fclose(in);
	return in != NULL;
}

/* Reads a file; its bytes join the digest. So the order of the calls, which
 * is that of the sorted paths, matters. */
static struct node load(struct loader *loader, const char *name)
{
	FILE *in = fopen(keep("%s/%s", loader->directory, name), "rb");
	char *text = malloc(MAX_FILE);

	if (in == NULL || text == NULL)
		fail("%s/%s: %s", loader->directory, name, strerror(errno));

	size_t length = fread(text, 1, MAX_FILE, in);
	if (ferror(in) || length == MAX_FILE)
		fail("%s/%s: cannot be read, or is too long", loader->directory, name);
	(void)fclose(in);
	crypto_hash_sha256_update(&loader->hash, (const unsigned char *)text, length);

	struct node root = node_parse(name, text, length);
	free(text);
	return root;
}

static int performance_year_of(const char *name)
{
	bool is_year = strlen(name) == 4 && strspn(name, "0123456789") == 4;

	return is_year ? atoi(name) : 0;
}

/* First and last folder named by a year. */
static void find_years(const char *directory, int *first, int *last)
{
	DIR *folder = opendir(directory);
	const struct dirent *entry;

	if (folder == NULL)
		fail("%s: %s", directory, strerror(errno));
	*first = *last = 0;
	while ((entry = readdir(folder)) != NULL) {
		int year = performance_year_of(entry->d_name);

		*first = year && (year < *first || !*first) ? year : *first;
		*last = year > *last ? year : *last;
	}
	closedir(folder);
	if (*first == 0)
		fail("%s: has no folder named by a year", directory);
	if (*last - *first >= MAX_YEARS)
		fail("%s: has more than %d years", directory, MAX_YEARS);
}

static struct year *load_year(struct loader *loader, int number)
{
	struct year *year = calloc(1, sizeof *year);
	const char *mvps = keep("%d/mvps.json", number);

	if (year == NULL)
		fail("out of memory");
	year->row.performance_year = (uint16_t)number;
	year->activities_file = load(loader, keep("%d/activities.json", number));
	if (file_exists(loader->directory, mvps))
		year->mvps_file = load(loader, mvps);
	year->rules_file = load(loader, keep("%d/rules.json", number));
	return year;
}

static void finish_digest(struct loader *loader, char digest[static 80])
{
	unsigned char bytes[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof bytes + 1];

	crypto_hash_sha256_final(&loader->hash, bytes);
	sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
	(void)snprintf(digest, 80, "sha256:%s", hex);
}

void load_data(const char *directory, struct model *model)
{
	struct loader loader = { .directory = directory };
	int first, last;

	if (sodium_init() < 0)
		fail("libsodium cannot be used");
	crypto_hash_sha256_init(&loader.hash);
	find_years(directory, &first, &last);
	for (int number = first; number <= last; number++)
		model->years[model->years_length++] = load_year(&loader, number);
	model->lineage_file = load(&loader, "lineage.json");
	model->sources_file = load(&loader, "sources.json");
	finish_digest(&loader, model->digest);
}
