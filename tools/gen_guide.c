/*
 * gen_guide - compiles data/guide/ into the tables of src/guide/guide_data.h.
 *
 *     gen_guide GUIDE_DIR OUTPUT.c
 *
 * The form is checked strictly: an unknown member or word, a gap in the years,
 * a related activity that has no entry end the program with the file and the
 * place in it.
 */
#include "guide/gen_guide.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void release(struct guide_model *model)
{
	for (size_t i = 0; i < model->length; i++) {
		json_decref(model->drafts[i]->file.json);
		free(model->drafts[i]);
	}
}

int main(int argc, char **argv)
{
	static struct guide_model model;

	if (argc != 3)
		fail("usage: gen_guide GUIDE_DIR OUTPUT.c");
	load_guide(argv[1], &model);
	for (size_t i = 0; i < model.length; i++)
		read_entry(model.drafts[i]);
	for (size_t i = 0; i < model.length; i++)
		check_related(&model, model.drafts[i]);

	FILE *out = fopen(argv[2], "w");
	if (out == NULL)
		fail("%s: %s", argv[2], strerror(errno));
	write_guide(out, &model);
	if (ferror(out) | fclose(out)) {
		remove(argv[2]);
		fail("%s: cannot be written", argv[2]);
	}
	release(&model);
	return 0;
}
