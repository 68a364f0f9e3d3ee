/*
 * scoring_text.c - cases for people: the row, the page, and the words on them.
 * Several threads write at once, each into its own text.
 */
#include "scoring.h"

#include <string.h>

/* ---------------------------------------------------------------------- words */

void scoring_put_spaces(int count, struct outbuf *out)
{
	for (; count > 0; count--)
		outbuf_literal(out, " ");
}

/* A word of a message; control characters come as '?'. */
static void put_word(const char *word, size_t length, struct outbuf *out)
{
	for (size_t i = 0; i < length; i++) {
		bool c1 =
			(unsigned char)word[i] == 0xc2 && i + 1 < length && (unsigned char)word[i + 1] < 0xa0;
		bool control = (unsigned char)word[i] < 0x20 || word[i] == 0x7f || c1;

		outbuf_put(out, control ? "?" : &word[i], 1);
		i += c1;
	}
}

static int columns_of(const char *word, size_t length)
{
	char text[256];

	if (length >= sizeof text)
		return (int)length;
	memcpy(text, word, length);
	text[length] = '\0';
	return (int)cli_text_width(text);
}

int scoring_put_words(const char *text, int column, int indent, int right, struct outbuf *out)
{
	bool first = true;

	while (*text) {
		size_t length = strcspn(text, " ");
		int columns = columns_of(text, length);

		if (!first && column + 1 + columns > right) {
			outbuf_literal(out, "\n");
			scoring_put_spaces(indent, out);
			column = indent;
		} else if (!first) {
			outbuf_literal(out, " ");
			column++;
		}
		put_word(text, length, out);
		column += columns;
		first = false;
		text += length + strspn(text + length, " ");
	}
	return column;
}

int scoring_put_id(const struct case_facts *facts, int width, struct outbuf *out)
{
	const char *id = facts->id.text;
	size_t length = facts->id.length;
	char text[128];

	if (length == 0) {
		id = "(no id)";
		length = strlen(id);
	} else if (id[0] == '"') {
		id++;
		length -= 2;
	}
	length = length < sizeof text ? length : sizeof text - 1;
	memcpy(text, id, length);
	text[length] = '\0';
	text[cli_text_fit(text, (size_t)width)] = '\0';
	put_word(text, strlen(text), out);
	return (int)cli_text_width(text);
}

/* ------------------------------------------------------------------- findings */

static void put_finding(const struct case_findings *findings, size_t i, int indent, struct outbuf *out)
{
	enum case_code code = findings->list[i].code;
	int column = indent;

	scoring_put_spaces(indent, out);
	outbuf_puts(out, case_code_is_error(code) ? "error " : "warning ");
	outbuf_puts(out, case_code_name(code));
	outbuf_literal(out, ": ");
	column += (int)strlen(case_code_name(code)) + (case_code_is_error(code) ? 8 : 10);
	column = scoring_put_words(case_finding_message(findings, i), column, indent + 4, SCORING_WIDTH, out);
	if (column + 2 + (int)strlen(case_finding_path(findings, i)) > SCORING_WIDTH) {
		outbuf_literal(out, "\n");
		scoring_put_spaces(indent + 4, out);
	} else {
		outbuf_literal(out, "  ");
	}
	put_word(case_finding_path(findings, i), strlen(case_finding_path(findings, i)), out);
	outbuf_literal(out, "\n");
}

static void put_place(const struct answer *a, int indent, struct outbuf *out)
{
	if (a->place == NULL)
		return;
	scoring_put_spaces(indent, out);
	outbuf_literal(out, "in ");
	if (strcmp(a->place->file, "-") == 0)
		outbuf_literal(out, "standard input");
	else
		put_word(a->place->file, strlen(a->place->file), out);
	outbuf_literal(out, ", ");
	outbuf_puts(out, a->place->unit);
	outbuf_literal(out, " ");
	case_place_put(a->place, out);
	outbuf_literal(out, "\n");
}

void scoring_put_findings(const struct answer *a, bool errors, int indent, struct outbuf *out)
{
	const struct case_findings *findings = &a->facts->findings;

	for (size_t i = 0; i < findings->length; i++)
		if (case_code_is_error(findings->list[i].code) == errors)
			put_finding(findings, i, indent, out);
	if (errors && findings->errors > 0)
		put_place(a, indent, out);
	if (!errors && findings->dropped > 0) {
		scoring_put_spaces(indent, out);
		outbuf_format(out, "and %zu more\n", findings->dropped);
	}
}

/* ------------------------------------------------------------------------ row */

enum { COLUMN_ID = 22, COLUMN_YEAR = 6, COLUMN_PROGRAM = 9, COLUMN_ENTITY = 14 };

void scoring_put_heading(struct outbuf *out)
{
	outbuf_literal(out,
	               "Case                  Year  Program  Entity         Points  Score  Weight  "
	               "Adds\n--------------------  ----  -------  -------------  ------  -----  ------  "
	               "------\n");
}

/* Left-aligned; at least one space follows. */
static void put_cell(const char *text, int width, struct outbuf *out)
{
	int length = (int)strlen(text);

	outbuf_puts(out, text);
	scoring_put_spaces(length < width ? width - length : 1, out);
}

static void put_right(const char *text, int width, struct outbuf *out)
{
	scoring_put_spaces(width - (int)strlen(text), out);
	outbuf_puts(out, text);
}

static void put_who(const struct answer *a, struct outbuf *out)
{
	const struct case_facts *facts = a->facts;
	const char *program = facts->programs_length == 1 ? facts->programs[0].name : "-";
	char year[12] = "-";

	if (a->score->scored)
		program = a->score->program->name;
	if (facts->year != 0)
		snprintf(year, sizeof year, "%d", facts->year);
	scoring_put_spaces(COLUMN_ID - scoring_put_id(facts, COLUMN_ID - 2, out), out);
	put_cell(year, COLUMN_YEAR, out);
	put_cell(program, COLUMN_PROGRAM, out);
	put_cell(facts->entity_known ? mipsia_entity_name(facts->entity) : "-", COLUMN_ENTITY, out);
}

static void put_figures(const mipsia_result *r, struct outbuf *out)
{
	char text[32];
	struct outbuf number = { .bytes = text, .capacity = sizeof text, .limit = sizeof text };

	snprintf(text, sizeof text, "%d/%d", r->points, r->max_points);
	put_right(text, 7, out);
	outbuf_hundredths(&number, r->percent_x100);
	outbuf_put(&number, "%", 2);
	put_right(text, 7, out);
	snprintf(text, sizeof text, "%d%%", r->weight[MIPSIA_IA]);
	put_right(text, 8, out);
	number.length = 0;
	if (r->flags & MIPSIA_RESULT_NEUTRAL)
		outbuf_put(&number, "-", 2);
	else
		outbuf_hundredths(&number, r->contribution_x100);
	text[number.length] = '\0';
	put_right(text, 8, out);
}

void scoring_put_row(const struct answer *a, struct outbuf *out)
{
	put_who(a, out);
	if (a->score->scored)
		put_figures(&a->score->result, out);
	else
		outbuf_literal(out, "not scored");
	outbuf_literal(out, "\n");
	scoring_put_findings(a, true, 4, out);
	scoring_put_findings(a, false, 4, out);
}
