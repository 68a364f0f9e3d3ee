/* proof_part.c - see proof_part.h. */
#include "services/proof_part.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void proof_conflict(struct op_reply *reply, json_t *current, const char *by, const char *at)
{
	op_problem(reply, 409, "conflict", "Look at what is there now, and enter your change again.",
	           "%s changed this in the meantime.", by ? by : "Somebody");
	op_problem_set(reply, "current", current ? current : json_null());
	if (by)
		op_problem_set(reply, "changedBy", json_string(by));
	if (at)
		op_problem_set(reply, "changedAt", json_string(at));
}

bool text_is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

void text_put(char *out, size_t size, const char *format, ...)
{
	va_list arguments;
	size_t at = size - 1;
	int length;

	va_start(arguments, format);
	length = vsnprintf(out, size, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length < size)
		return;
	while (at > 0 && ((unsigned char)out[at - 1] & 0xc0) == 0x80)
		at--;
	out[at > 0 ? at - 1 : 0] = '\0'; /* a character that may be whole goes with it */
}
