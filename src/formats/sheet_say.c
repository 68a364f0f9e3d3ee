/* sheet_say.c - see sheet_say.h. */
#include "formats/sheet_say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MESSAGE 400

/* Beyond the room of the list findings are counted only: nothing to be written. */
static bool is_kept(const struct sheet_spot *spot)
{
	return spot->findings->length < FINDINGS_MAX;
}

static void say(const struct sheet_spot *spot, enum finding_severity severity, const char *code,
                const char *remedy, const char *text)
{
	char name[SHEET_CELL_NAME] = "";

	if (spot->column != 0)
		sheet_cell_name(spot->column, spot->row, name);
	findings_add(spot->findings, severity, FINDING_MIPSIA, code, 0,
	             (struct finding_place){ name, spot->row, spot->column }, remedy, "%s", text);
}

void sheet_say_repair(struct sheet_spot *spot, const char *code, const char *message, ...)
{
	char text[MESSAGE] = "";
	va_list values;

	spot->repaired = true;
	va_start(values, message);
	if (is_kept(spot))
		vsnprintf(text, sizeof text, message, values);
	va_end(values);
	say(spot, FINDING_REPAIR, code, "", text);
}

void sheet_say_error(struct sheet_spot *spot, const char *code, const char *remedy, const char *message, ...)
{
	char text[MESSAGE] = "";
	va_list values;

	spot->refused = true;
	va_start(values, message);
	if (is_kept(spot))
		vsnprintf(text, sizeof text, message, values);
	va_end(values);
	say(spot, FINDING_ERROR, code, remedy, text);
}

void sheet_say_warning(struct sheet_spot *spot, const char *code, const char *remedy, const char *message,
                       ...)
{
	char text[MESSAGE] = "";
	va_list values;

	va_start(values, message);
	if (is_kept(spot))
		vsnprintf(text, sizeof text, message, values);
	va_end(values);
	say(spot, FINDING_WARNING, code, remedy, text);
}

/* #N/A, #REF!, #DIV/0!, ... also as text in a CSV file. */
static bool is_excel_error(const struct sheet_cell *cell)
{
	static const char *const errors[] = { "#N/A",  "#REF!",  "#VALUE!", "#DIV/0!", "#NAME?",
		                              "#NUM!", "#NULL!", "#SPILL!", "#CALC!" };

	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
		if (strcmp(cell->text, errors[i]) == 0)
			return true;
	}
	return cell->type == SHEET_CELL_ERROR;
}

static bool refuse_error(struct sheet_spot *spot)
{
	char quote[SHEET_QUOTE];

	if (!is_excel_error(spot->cell))
		return false;
	if (spot->cell->length == 0)
		sheet_say_error(spot, "formulaNotCalculated",
		                "Open the file in Excel, calculate and save it.",
		                "The cell holds a formula that was never calculated.");
	else
		sheet_say_error(spot, "cellError", "Correct the formula, or write the value itself.",
		                "The cell holds Excel's error %s.", sheet_quote(spot->cell->text, quote));
	return true;
}

bool sheet_begin_code(struct sheet_spot *spot, char code[SHEET_CODE])
{
	char what[SHEET_CLEANED_TEXT];
	unsigned bits;

	code[0] = '\0';
	if (spot->cell == NULL || refuse_error(spot))
		return false;
	bits = sheet_clean_code(spot->cell->text, code);
	if (code[0] == '\0')
		return false;
	if (spot->cell->merged)
		sheet_say_repair(spot, "mergedCell", "Read from the merged cell above.");
	sheet_cleaned_text(bits, what);
	if (bits)
		sheet_say_repair(spot, "strayCharacters", "Read without: %s.", what);
	return true;
}
