/*
 * write_guide.c - the entries as C source.
 */
#include "gen_guide.h"

#include <string.h>

/* A string literal. "?" is escaped because of trigraphs. */
static void put_string(FILE *out, const char *text)
{
	if (text == NULL) {
		fputs("NULL", out);
		return;
	}
	fputc('"', out);
	for (; *text; text++) {
		if (strchr("\"\\?", *text))
			fputc('\\', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

static void put_years(FILE *out, struct guide_years years)
{
	fprintf(out, "\t{ { %d, %d }, ", years.from, years.to);
}

static void put_two(FILE *out, const char *a, const char *b)
{
	put_string(out, a);
	fputs(",\n\t  ", out);
	put_string(out, b);
}

static void begin(FILE *out, const char *type, const char *name, size_t n)
{
	fprintf(out, "static const %s %s_%zu[] = {\n", type, name, n);
}

static void end(FILE *out)
{
	fputs("};\n\n", out);
}

static void put_texts(FILE *out, const char *name, size_t n, const struct guide_text *texts, int length)
{
	begin(out, "struct guide_text", name, n);
	for (int i = 0; i < length; i++) {
		put_years(out, texts[i].years);
		put_string(out, texts[i].text);
		fputs(" },\n", out);
	}
	end(out);
}

static void put_list(FILE *out, const char *const *list, int length)
{
	for (int i = 0; i < length; i++) {
		fputc('\t', out);
		put_string(out, list[i]);
		fputs(",\n", out);
	}
	end(out);
}

static void put_thresholds(FILE *out, const struct guide_entry *entry, size_t n)
{
	if (entry->thresholds_length == 0)
		return;
	begin(out, "struct guide_threshold", "thresholds", n);
	for (int i = 0; i < entry->thresholds_length; i++) {
		put_years(out, entry->thresholds[i].years);
		put_two(out, entry->thresholds[i].value, entry->thresholds[i].what);
		fputs(" },\n", out);
	}
	end(out);
}

static void put_proof(FILE *out, const struct guide_entry *entry, size_t n)
{
	for (int i = 0; i < entry->proof_length; i++) {
		fprintf(out, "static const char *const shows_%zu_%d[] = {\n", n, i);
		put_list(out, entry->proof[i].must_show, entry->proof[i].must_show_length);
	}
	begin(out, "struct guide_proof", "proof", n);
	for (int i = 0; i < entry->proof_length; i++) {
		const struct guide_proof *proof = &entry->proof[i];

		put_years(out, proof->years);
		put_two(out, proof->id, proof->document);
		fprintf(out, ",\n\t  shows_%zu_%d, %d, ", n, i, proof->must_show_length);
		put_string(out, proof->group);
		fputs(" },\n", out);
	}
	end(out);
}

static void put_related(FILE *out, const struct guide_entry *entry, size_t n)
{
	if (entry->related_length == 0)
		return;
	begin(out, "struct guide_related", "related", n);
	for (int i = 0; i < entry->related_length; i++) {
		put_years(out, entry->related[i].years);
		put_two(out, entry->related[i].measure_id, entry->related[i].why);
		fprintf(out, ", %s },\n", entry->related[i].pair ? "true" : "false");
	}
	end(out);
}

static void put_sources(FILE *out, const struct guide_entry *entry, size_t n)
{
	begin(out, "struct guide_source", "sources", n);
	for (int i = 0; i < entry->sources_length; i++) {
		put_years(out, entry->sources[i].years);
		put_two(out, entry->sources[i].file, entry->sources[i].where);
		fputs(" },\n", out);
	}
	end(out);
}

static void put_lists(FILE *out, const struct guide_entry *entry, size_t n)
{
	put_texts(out, "summary", n, entry->summary, entry->summary_length);
	put_thresholds(out, entry, n);
	put_proof(out, entry, n);
	put_texts(out, "mistakes", n, entry->mistakes, entry->mistakes_length);
	put_related(out, entry, n);
	fprintf(out, "static const char *const keywords_%zu[] = {\n", n);
	put_list(out, entry->keywords, entry->keywords_length);
	put_sources(out, entry, n);
}

static void put_member(FILE *out, const char *member, const char *text)
{
	fprintf(out, "\t\t.%s = ", member);
	put_string(out, text);
	fputs(",\n", out);
}

static void put_pointer(FILE *out, const char *member, size_t n, int length)
{
	if (length == 0)
		return;
	fprintf(out, "\t\t.%s = %s_%zu,\n\t\t.%s_length = %d,\n", member, member, n, member, length);
}

static void put_entry(FILE *out, const struct guide_entry *entry, size_t n)
{
	fputs("\t{\n", out);
	put_member(out, "measure_id", entry->measure_id);
	put_member(out, "plain_name", entry->plain_name);
	fprintf(out, "\t\t.years = { %d, %d },\n", entry->years.from, entry->years.to);
	put_member(out, "who_takes_part", entry->who_takes_part);
	put_member(out, "how_long", entry->how_long);
	put_member(out, "effort_why", entry->effort_why);
	put_member(out, "owner", entry->owner);
	put_member(out, "already_doing", entry->already_doing);
	put_member(out, "only_if", entry->only_if);
	fprintf(out, "\t\t.set_up = %d,\n\t\t.running = %d,\n", entry->set_up, entry->running);
	fprintf(out, "\t\t.staff = 0x%x,\n\t\t.technology = 0x%x,\n", (unsigned)entry->staff,
	        (unsigned)entry->technology);
	fprintf(out, "\t\t.specialties = UINT64_C(0x%llx),\n", (unsigned long long)entry->specialties);
	put_pointer(out, "summary", n, entry->summary_length);
	put_pointer(out, "thresholds", n, entry->thresholds_length);
	put_pointer(out, "proof", n, entry->proof_length);
	put_pointer(out, "mistakes", n, entry->mistakes_length);
	put_pointer(out, "related", n, entry->related_length);
	put_pointer(out, "keywords", n, entry->keywords_length);
	put_pointer(out, "sources", n, entry->sources_length);
	fputs("\t},\n", out);
}

void write_guide(FILE *out, const struct guide_model *model)
{
	fputs("/* Written by tools/gen_guide from data/guide/. Do not edit. */\n", out);
	fputs("#include \"guide/guide_data.h\"\n\n#include <stddef.h>\n\n", out);
	for (size_t n = 0; n < model->length; n++)
		put_lists(out, &model->drafts[n]->entry, n);
	fputs("const struct guide_entry guide_data[] = {\n", out);
	for (size_t n = 0; n < model->length; n++)
		put_entry(out, &model->drafts[n]->entry, n);
	fprintf(out, "};\n\nconst int guide_data_length = %zu;\n", model->length);
}
