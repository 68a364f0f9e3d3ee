/* sheet_digits.c - see sheet_digits.h. */
#include "formats/sheet_digits.h"

#include <string.h>

static size_t digits_at(const char *text)
{
	return strspn(text, "0123456789");
}

/* 1993999998.0, .00, or with a comma */
static bool take_off_decimals(char *text)
{
	size_t whole = digits_at(text);
	const char *rest = text + whole;

	if (whole == 0 || (*rest != '.' && *rest != ',') || rest[1] == '\0')
		return false;
	if (strspn(rest + 1, "0") != strlen(rest + 1) || (*rest == ',' && strlen(rest) == 4))
		return false; /* other digits, or thousands: 12,000 */
	text[whole] = '\0';
	return true;
}

static bool take_off_thousands(char *text)
{
	size_t at = digits_at(text);
	size_t groups = 0;

	if (at == 0 || at > 3)
		return false;
	while (text[at] == ',' && digits_at(text + at + 1) == 3) {
		at += 4;
		groups++;
	}
	if (groups == 0 || text[at] != '\0')
		return false;
	for (char *comma; (comma = strchr(text, ',')) != NULL;)
		memmove(comma, comma + 1, strlen(comma));
	return true;
}

/* The digit, the digits behind the point and the exponent of 1.99E+09. */
static bool is_scientific(const char *text, size_t *fraction, size_t *exponent)
{
	const char *at = text + digits_at(text);
	const char *power;

	*fraction = 0;
	if (at - text != 1)
		return false;
	if (*at == '.' || *at == ',') {
		*fraction = digits_at(at + 1);
		at += 1 + *fraction;
	}
	if (*at != 'E' && *at != 'e')
		return false;
	power = at + 1 + (at[1] == '+');
	if (digits_at(power) == 0 || digits_at(power) > 2 || power[digits_at(power)] != '\0')
		return false;
	*exponent = (size_t)(power[0] - '0');
	if (digits_at(power) == 2)
		*exponent = *exponent * 10 + (size_t)(power[1] - '0');
	return true;
}

enum sheet_digits sheet_digits_restore(char text[SHEET_CODE])
{
	size_t fraction, exponent;

	if (text[digits_at(text)] == '\0')
		return SHEET_DIGITS_PLAIN;
	if (take_off_decimals(text))
		return SHEET_DIGITS_DECIMAL;
	if (take_off_thousands(text))
		return SHEET_DIGITS_THOUSANDS;
	if (!is_scientific(text, &fraction, &exponent) || fraction > exponent)
		return SHEET_DIGITS_PLAIN;
	if (fraction < exponent)
		return SHEET_DIGITS_LOST;
	memmove(text + 1, text + 1 + (fraction > 0), fraction);
	text[1 + fraction] = '\0';
	return SHEET_DIGITS_SCIENTIFIC;
}
