/*
 * gen_rulebook - compiles data/ into the tables of src/engine/tables.h.
 *
 *     gen_rulebook DATA_DIR OUTPUT.c
 *
 * The data is checked strictly: an unknown member, a value without citation,
 * a weight row that does not add up, a gap in the years end the program with
 * the file and the place in it. Nothing here knows a performance year.
 */
#include "gen/gen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct model *read_model(const char *directory)
{
	static struct model model;

	load_data(directory, &model);
	read_sources(&model);
	collect_ids(&model);
	for (size_t i = 0; i < model.years_length; i++) {
		read_rules(&model, model.years[i]);
		expand_weights(model.years[i]);
		refuse_idle_rules(model.years[i]);
		read_catalogue(&model, model.years[i]);
	}
	read_lineages(&model);
	find_id_hash(&model);
	return &model;
}

static void release(struct model *model)
{
	for (size_t i = 0; i < model->years_length; i++) {
		json_decref(model->years[i]->rules_file.json);
		json_decref(model->years[i]->activities_file.json);
		json_decref(model->years[i]->mvps_file.json);
		free(model->years[i]);
	}
	json_decref(model->lineage_file.json);
	json_decref(model->sources_file.json);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		fail("usage: gen_rulebook DATA_DIR OUTPUT.c");

	struct model *model = read_model(argv[1]);
	FILE *out = fopen(argv[2], "w");

	if (out == NULL)
		fail("%s: %s", argv[2], strerror(errno));
	write_tables(out, model);
	if (ferror(out) | fclose(out)) {
		(void)remove(argv[2]);
		fail("%s: cannot be written", argv[2]);
	}
	release(model);
	return 0;
}
