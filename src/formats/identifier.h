/*
 * identifier.h - the two identifiers of a clinician's bill: the NPI and the
 * TIN. Checks, and masking: a TIN may be a person's Social Security number, so
 * no message of mipsia shows more than its last four digits.
 *
 * NPI: ten digits, the first 1 or 2, the last a check digit (Luhn over the
 * prefix 80840 and the NPI; 45 CFR 162.406). CMS's own test data break that
 * rule: its fake NPIs are 0 and nine digits, which a test mode accepts.
 * TIN: nine digits, without a check digit.
 */
#ifndef MIPSIA_FORMATS_IDENTIFIER_H
#define MIPSIA_FORMATS_IDENTIFIER_H

#include <stdbool.h>
#include <stddef.h>

#define IDENTIFIER_NPI 11        /* ten digits and NUL */
#define IDENTIFIER_TIN 10        /* nine digits and NUL */
#define IDENTIFIER_MASKED_TIN 11 /* "XX-XXX1234" and NUL */

enum identifier_fault {
	IDENTIFIER_GOOD,
	IDENTIFIER_LENGTH,      /* too few or too many characters */
	IDENTIFIER_CHARACTER,   /* not digits alone */
	IDENTIFIER_FIRST_DIGIT, /* NPI: neither 1 nor 2 */
	IDENTIFIER_CHECK_DIGIT, /* NPI: the last digit does not fit the others */
	IDENTIFIER_FAULT_END
};

/* Whose NPIs are accepted. */
enum identifier_mode {
	IDENTIFIER_REAL,
	IDENTIFIER_TEST /* CMS's fake NPIs, 0 and nine digits, as well */
};

/* The first fault of a text that should be an NPI, or TIN; no blanks allowed. */
enum identifier_fault identifier_check_npi(const char *text, size_t length, enum identifier_mode mode);
enum identifier_fault identifier_check_tin(const char *text, size_t length);

/* What the fault means: "does not have ten digits". Without a full stop; static. */
const char *identifier_npi_fault_text(enum identifier_fault fault);
const char *identifier_tin_fault_text(enum identifier_fault fault);

/* "XX-XXX1234" for nine digits, "XX-XXXXXXX" for anything else. */
void identifier_mask_tin(const char *tin, size_t length, char out[IDENTIFIER_MASKED_TIN]);

/* Copies text, with every run of nine digits (also written 12-3456789,
 * 123-45-6789 or with blanks) masked, and cut to `size` with its NUL. For
 * messages that quote what a file says. `size` >= 1. */
void identifier_scrub(const char *text, char *out, size_t size);

#endif
