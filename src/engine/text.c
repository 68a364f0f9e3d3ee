/* text.c - sentences in a bounded buffer, without stdio. */
#include "text.h"

struct text text_begin(char *out, size_t size)
{
	out[0] = '\0';
	return (struct text){ .out = out, .size = size };
}

void text_add(struct text *t, const char *words)
{
	while (*words && t->length + 1 < t->size)
		t->out[t->length++] = *words++;
	t->out[t->length] = '\0';
}

void text_add_number(struct text *t, int64_t number)
{
	char digits[24];
	size_t at = sizeof digits - 1;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	digits[at] = '\0';
	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (number < 0)
		digits[--at] = '-';
	text_add(t, digits + at);
}

void text_add_hundredths(struct text *t, int64_t hundredths)
{
	int64_t rest = hundredths % 100;

	if (hundredths < 0 && hundredths > -100)
		text_add(t, "-");
	text_add_number(t, hundredths / 100);
	rest = rest < 0 ? -rest : rest;
	if (rest == 0)
		return;
	text_add(t, ".");
	text_add_number(t, rest / 10);
	if (rest % 10)
		text_add_number(t, rest % 10);
}
