/* identifier.c - see identifier.h. */
#include "formats/identifier.h"

#include <stdio.h>
#include <string.h>

#define NPI_DIGITS (IDENTIFIER_NPI - 1)
#define TIN_DIGITS (IDENTIFIER_TIN - 1)
#define LUHN_OF_80840 24 /* what the prefix of US health identifiers adds to the sum */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool all_digits(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!is_digit(text[i]))
			return false;
	}
	return true;
}

static bool check_digit_fits(const char *npi)
{
	int sum = LUHN_OF_80840;

	for (int i = 0; i < NPI_DIGITS; i++) {
		int digit = npi[i] - '0';

		if (i % 2 == 0)
			digit = digit < 5 ? digit * 2 : digit * 2 - 9;
		sum += digit;
	}
	return sum % 10 == 0;
}

enum identifier_fault identifier_check_npi(const char *text, size_t length, enum identifier_mode mode)
{
	if (!all_digits(text, length))
		return IDENTIFIER_CHARACTER;
	if (length != NPI_DIGITS)
		return IDENTIFIER_LENGTH;
	if (mode == IDENTIFIER_TEST && text[0] == '0')
		return IDENTIFIER_GOOD;
	if (text[0] != '1' && text[0] != '2')
		return IDENTIFIER_FIRST_DIGIT;
	return check_digit_fits(text) ? IDENTIFIER_GOOD : IDENTIFIER_CHECK_DIGIT;
}

enum identifier_fault identifier_check_tin(const char *text, size_t length)
{
	if (!all_digits(text, length))
		return IDENTIFIER_CHARACTER;
	return length == TIN_DIGITS ? IDENTIFIER_GOOD : IDENTIFIER_LENGTH;
}

const char *identifier_npi_fault_text(enum identifier_fault fault)
{
	static const char *const texts[IDENTIFIER_FAULT_END] = {
		[IDENTIFIER_GOOD] = "is an NPI",
		[IDENTIFIER_LENGTH] = "does not have ten digits",
		[IDENTIFIER_CHARACTER] = "is not made of digits alone",
		[IDENTIFIER_FIRST_DIGIT] = "does not begin with 1 or 2",
		[IDENTIFIER_CHECK_DIGIT] = "has a wrong check digit",
	};

	return texts[fault];
}

const char *identifier_tin_fault_text(enum identifier_fault fault)
{
	static const char *const texts[IDENTIFIER_FAULT_END] = {
		[IDENTIFIER_GOOD] = "is a TIN",
		[IDENTIFIER_LENGTH] = "does not have nine digits",
		[IDENTIFIER_CHARACTER] = "is not made of digits alone",
		[IDENTIFIER_FIRST_DIGIT] = "is not a TIN",
		[IDENTIFIER_CHECK_DIGIT] = "is not a TIN",
	};

	return texts[fault];
}

void identifier_mask_tin(const char *tin, size_t length, char out[IDENTIFIER_MASKED_TIN])
{
	bool good = identifier_check_tin(tin, length) == IDENTIFIER_GOOD;

	snprintf(out, IDENTIFIER_MASKED_TIN, "XX-XXX%.4s", good ? tin + TIN_DIGITS - 4 : "XXXX");
}

/* ------------------------------------------------------------------- scrubbing */

/* Length of the TIN at the beginning of text, separators included, or 0; the
 * digits are copied to `digits`. A longer run of digits is no TIN. */
static size_t tin_at(const char *text, char digits[TIN_DIGITS])
{
	size_t count = 0;
	size_t at = 0;

	while (count < TIN_DIGITS) {
		if ((text[at] == '-' || text[at] == ' ') && (count == 2 || count == 3 || count == 5) &&
		    is_digit(text[at + 1]))
			at++;
		if (!is_digit(text[at]))
			return 0;
		digits[count++] = text[at++];
	}
	return is_digit(text[at]) ? 0 : at;
}

static size_t digits_at(const char *text)
{
	size_t length = 0;

	while (is_digit(text[length]))
		length++;
	return length;
}

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Length without the UTF-8 character at the end. */
static size_t cut_character(const char *text, size_t length)
{
	while (length > 0 && is_continuation(text[length - 1]))
		length--;
	return length > 0 ? length - 1 : 0;
}

void identifier_scrub(const char *text, char *out, size_t size)
{
	size_t length = 0;

	while (*text != '\0' && length + 1 < size) {
		char digits[TIN_DIGITS];
		char masked[IDENTIFIER_MASKED_TIN];
		size_t taken = tin_at(text, digits);
		const char *from = text;
		size_t n;

		if (taken > 0) {
			identifier_mask_tin(digits, TIN_DIGITS, masked);
			from = masked;
			n = strlen(masked);
		} else {
			taken = n = digits_at(text) > 0 ? digits_at(text) : 1;
		}
		if (n > size - 1 - length)
			n = size - 1 - length;
		memcpy(out + length, from, n);
		length += n;
		text += taken;
	}
	if (is_continuation(*text))
		length = cut_character(out, length);
	out[length] = '\0';
}
