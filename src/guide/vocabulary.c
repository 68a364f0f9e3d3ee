/*
 * vocabulary.c - the words that data/guide/ may use. The generator reads the
 * same lists, so that a word it accepts has its place here.
 */
#include "guide.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

const char *const guide_level_words[] = { "low", "medium", "high", NULL };

const char *const guide_staff_words[] = {
	"clinician",        "nurse",        "front desk", "practice manager",  "it",
	"care coordinator", "quality lead", "pharmacist", "behavioral health", NULL,
};

const char *const guide_technology_words[] = {
	"none",       "certified EHR", "EHR",  "registry", "patient portal",
	"telehealth", "survey tool",   "PDMP", "HIE",      NULL,
};

const char *const guide_specialty_words[] = {
	"Primary care",
	"Internal medicine",
	"Family medicine",
	"Pediatrics",
	"Geriatrics",
	"Cardiology",
	"Dermatology",
	"Emergency medicine",
	"Endocrinology",
	"Gastroenterology",
	"Nephrology",
	"Neurology",
	"Obstetrics and gynecology",
	"Oncology",
	"Ophthalmology",
	"Orthopedics",
	"Otolaryngology",
	"Pathology",
	"Physical and occupational therapy",
	"Podiatry",
	"Psychiatry",
	"Psychology and social work",
	"Pulmonology",
	"Radiology",
	"Rheumatology",
	"Surgery",
	"Anesthesiology",
	"Pain medicine",
	"Urology",
	"Vascular surgery",
	"Infectious disease",
	"Any specialty",
	NULL,
};

int guide_compare_ids(const char *a, const char *b)
{
	size_t a_digits;
	size_t b_digits;

	while (*a && *a == *b) {
		a++;
		b++;
	}
	a_digits = strspn(a, "0123456789");
	b_digits = strspn(b, "0123456789");
	if (a_digits != b_digits)
		return a_digits < b_digits ? -1 : 1;
	return (unsigned char)*a - (unsigned char)*b;
}

int guide_word(const char *const *list, const char *word)
{
	for (int i = 0; list[i]; i++) {
		if (strcasecmp(list[i], word) == 0)
			return i;
	}
	return -1;
}

#define SPECIALTY_LETTERS 3 /* fewer are the beginning of too much */

int guide_specialty(const char *typed)
{
	int place = guide_word(guide_specialty_words, typed);

	for (int i = 0; place < 0 && guide_specialty_words[i]; i++) {
		if (strlen(typed) >= SPECIALTY_LETTERS &&
		    strncasecmp(guide_specialty_words[i], typed, strlen(typed)) == 0)
			place = i;
	}
	return place;
}
