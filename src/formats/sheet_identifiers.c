/* sheet_identifiers.c - TINs and NPIs out of cells; see sheet_fields.h. */
#include <string.h>

#include "formats/sheet_digits.h"
#include "formats/sheet_fields.h"
#include "formats/sheet_say.h"

#define TIN_DIGITS (IDENTIFIER_TIN - 1)
#define NPI_DIGITS (IDENTIFIER_NPI - 1)
#define LOST_ZEROS_MAX 3 /* a TIN begins with at most three zeros outside of tests */

static const char as_text[] = "Format the column as text, write the identifiers again and export again.";

static bool all_digits(const char *text)
{
	return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* Restores what Excel did to a number; false after refusing it. */
static bool restore(struct sheet_spot *spot, char code[SHEET_CODE], const char *name)
{
	switch (sheet_digits_restore(code)) {
	case SHEET_DIGITS_LOST:
		sheet_say_error(spot, "digitsLost", as_text,
		                "The %s is written in scientific notation, and digits of it are lost.", name);
		return false;
	case SHEET_DIGITS_DECIMAL:
		sheet_say_repair(spot, "numberFormat", "Read without decimals.");
		break;
	case SHEET_DIGITS_SCIENTIFIC:
		sheet_say_repair(spot, "numberFormat",
		                 "Read out of scientific notation, which holds every digit.");
		break;
	case SHEET_DIGITS_THOUSANDS:
		sheet_say_repair(spot, "separators", "Read without separators between thousands.");
		break;
	case SHEET_DIGITS_PLAIN:
		break;
	}
	return true;
}

static void remove_all(char *text, const char *these)
{
	size_t to = 0;

	for (size_t at = 0; text[at] != '\0'; at++) {
		if (strchr(these, text[at]) == NULL)
			text[to++] = text[at];
	}
	text[to] = '\0';
}

/* -------------------------------------------------------------------------- TIN */

/* 12-3456789 as of an employer, 123-45-6789 as of a person; blanks for dashes. */
static bool has_tin_separators(const char *code)
{
	static const char *const shapes[] = { "dd-ddddddd", "ddd-dd-dddd" };

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		size_t at = 0;

		if (strlen(code) != strlen(shapes[i]))
			continue;
		while (shapes[i][at] != '\0' && (shapes[i][at] == 'd' ? strchr("0123456789", code[at]) != NULL
		                                                      : code[at] == '-' || code[at] == ' '))
			at++;
		if (shapes[i][at] == '\0')
			return true;
	}
	return false;
}

static void pad(char code[SHEET_CODE], size_t length)
{
	size_t missing = TIN_DIGITS - length;

	memmove(code + missing, code, length + 1);
	memset(code, '0', missing);
}

static void refuse_tin(struct sheet_spot *spot, const char *code, enum identifier_mode mode)
{
	enum identifier_fault fault = identifier_check_tin(code, strlen(code));

	if (identifier_check_npi(code, strlen(code), mode) == IDENTIFIER_GOOD)
		sheet_say_error(spot, "invalidTin", "Look whether two columns were exchanged.",
		                "The TIN has ten digits and is an NPI.");
	else if (fault == IDENTIFIER_LENGTH)
		sheet_say_error(spot, "invalidTin", "Write all nine digits, in a column formatted as text.",
		                "The TIN has %zu digits, not nine.", strlen(code));
	else
		sheet_say_error(spot, "invalidTin", "Write nine digits.", "The TIN %s.",
		                identifier_tin_fault_text(fault));
}

bool sheet_read_tin(struct sheet_spot *spot, enum identifier_mode mode, char out[IDENTIFIER_TIN])
{
	size_t least = mode == IDENTIFIER_TEST ? 1 : TIN_DIGITS - LOST_ZEROS_MAX;
	char code[SHEET_CODE];
	size_t length;

	if (!sheet_begin_code(spot, code)) {
		if (!spot->refused)
			sheet_say_error(spot, "missingTin", "Write the TIN in every row.",
			                "The TIN is missing.");
		return false;
	}
	if (!restore(spot, code, "TIN"))
		return false;
	if (has_tin_separators(code)) {
		remove_all(code, "- ");
		sheet_say_repair(spot, "separators", "The TIN is read without its separators.");
	}
	length = strlen(code);
	if (all_digits(code) && length >= least && length < TIN_DIGITS) {
		pad(code, length);
		sheet_say_repair(spot, "lostZeros",
		                 "The TIN is read with the %zu leading zero%s that Excel took off.",
		                 TIN_DIGITS - length, TIN_DIGITS - length == 1 ? "" : "s");
	}
	if (identifier_check_tin(code, strlen(code)) != IDENTIFIER_GOOD) {
		refuse_tin(spot, code, mode);
		return false;
	}
	memcpy(out, code, IDENTIFIER_TIN);
	return true;
}

/* -------------------------------------------------------------------------- NPI */

static void refuse_npi(struct sheet_spot *spot, const char *code, enum identifier_fault fault)
{
	char quote[SHEET_QUOTE];

	if (identifier_check_tin(code, strlen(code)) == IDENTIFIER_GOOD) {
		sheet_say_error(spot, "invalidNpi",
		                "Look whether two columns were exchanged, or a digit is missing.",
		                "The NPI has nine digits, like a TIN.");
		return;
	}
	sheet_say_error(spot, "invalidNpi",
	                fault == IDENTIFIER_CHECK_DIGIT ? "Look the NPI up at npiregistry.cms.hhs.gov."
	                                                : "Write the ten digits of the NPI.",
	                "The NPI '%s' %s.", sheet_quote(code, quote), identifier_npi_fault_text(fault));
}

bool sheet_read_npi(struct sheet_spot *spot, enum identifier_mode mode, char out[IDENTIFIER_NPI])
{
	char code[SHEET_CODE];
	char digits[SHEET_CODE];
	enum identifier_fault fault;

	if (!sheet_begin_code(spot, code)) {
		if (!spot->refused)
			sheet_say_error(spot, "missingNpi", "Write the NPI in every row.",
			                "The NPI is missing.");
		return false;
	}
	if (!restore(spot, code, "NPI"))
		return false;
	memcpy(digits, code, sizeof digits);
	remove_all(digits, "- ");
	fault = identifier_check_npi(digits, strlen(digits), mode);
	if (fault != IDENTIFIER_GOOD) {
		refuse_npi(spot, code, fault);
		return false;
	}
	if (strcmp(digits, code) != 0)
		sheet_say_repair(spot, "separators", "Read as %s.", digits);
	memcpy(out, digits, IDENTIFIER_NPI);
	return true;
}
