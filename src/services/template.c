/*
 * template.c - empty spreadsheets to fill in, as `mipsia template` writes them.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/sheet_template.h"
#include "services/moment.h"
#include "services/operations.h"
#include "store/vault.h"

static const struct {
	const char *name;
	enum sheet_kind kind;
	bool is_workbook;
} kinds[] = {
	{ "roster.csv", SHEET_KIND_ROSTER, false },
	{ "roster.xlsx", SHEET_KIND_ROSTER, true },
	{ "records.csv", SHEET_KIND_RECORDS, false },
	{ "records.xlsx", SHEET_KIND_RECORDS, true },
};

static bool write_csv(struct op_reply *reply, const struct sheet_template *template)
{
	FILE *out = open_memstream(&reply->bytes, &reply->length);

	if (!out)
		return op_stored(reply, STORE_MEMORY);
	sheet_template_csv(out, template);
	if (fclose(out) != 0)
		return op_stored(reply, STORE_MEMORY);
	reply->type = "text/csv; charset=utf-8";
	return true;
}

static bool read_all(const char *path, struct op_reply *reply)
{
	FILE *in = fopen(path, "rb");
	struct stat about;

	if (in && fstat(fileno(in), &about) == 0 && (reply->bytes = malloc((size_t)about.st_size + 1)))
		reply->length = fread(reply->bytes, 1, (size_t)about.st_size, in);
	if (in)
		fclose(in);
	return reply->length > 0;
}

/* libxlsxwriter writes files only. */
static bool write_workbook(const struct op_call *call, struct op_reply *reply,
                           const struct sheet_template *template)
{
	char path[4096];
	bool done;
	int fd;

	snprintf(path, sizeof(path), "%s/template-XXXXXX", vault_incoming(call->bench->folder));
	fd = mkstemp(path);
	if (fd < 0)
		return op_stored(reply, STORE_IO);
	close(fd);
	done = sheet_template_xlsx(path, template) && read_all(path, reply);
	unlink(path);
	reply->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	return done ? true : op_stored(reply, STORE_IO);
}

void op_get_template(const struct op_call *call, struct op_reply *reply)
{
	struct sheet_template template = { .book = call->bench->book };
	size_t i = 0;

	while (i < sizeof(kinds) / sizeof(*kinds) && strcmp(kinds[i].name, call->param[0]) != 0)
		i++;
	if (i == sizeof(kinds) / sizeof(*kinds)) {
		op_problem(reply, 404, "notFound", "", "There is no such template.");
		return;
	}
	template.kind = kinds[i].kind;
	template.year = moment_year_asked(call, reply);
	if (!template.year ||
	    !(kinds[i].is_workbook ? write_workbook(call, reply, &template) : write_csv(reply, &template)))
		return;
	snprintf(reply->file_name, sizeof(reply->file_name), "mipsia-%s", kinds[i].name);
	reply->status = 200;
}
