/*
 * load_guide.c - the files of the guide's folder.
 */
#include "gen_guide.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FILE (1u << 20)
#define SUFFIX ".json"

static int is_entry(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return length > strlen(SUFFIX) && strcmp(entry->d_name + length - strlen(SUFFIX), SUFFIX) == 0;
}

static int by_id(const struct dirent **a, const struct dirent **b)
{
	return guide_compare_ids((*a)->d_name, (*b)->d_name);
}

static struct node parse_file(const char *directory, const char *name)
{
	FILE *in = fopen(keep("%s/%s", directory, name), "rb");
	char *text = malloc(MAX_FILE);

	if (in == NULL || text == NULL)
		fail("%s/%s: %s", directory, name, strerror(errno));

	size_t length = fread(text, 1, MAX_FILE, in);
	if (ferror(in) || length == MAX_FILE)
		fail("%s/%s: cannot be read, or is too long", directory, name);
	fclose(in);

	struct node root = node_parse(keep("guide/%s", name), text, length);
	free(text);
	return root;
}

void load_guide(const char *directory, struct guide_model *model)
{
	struct dirent **names;
	int count = scandir(directory, &names, is_entry, by_id);

	if (count < 0)
		fail("%s: %s", directory, strerror(errno));
	if (count == 0 || count > MAX_ENTRIES)
		fail("%s: has %d entries, must have 1 to %d", directory, count, MAX_ENTRIES);
	for (int i = 0; i < count; i++) {
		struct draft *draft = calloc(1, sizeof *draft);

		if (draft == NULL)
			fail("out of memory");
		draft->file = parse_file(directory, names[i]->d_name);
		model->drafts[model->length++] = draft;
		free(names[i]);
	}
	free(names);
}
