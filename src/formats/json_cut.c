/* json_cut.c - ends of JSON values, found by brackets and strings. */
#include "formats/json_cut.h"

/* What a byte is to us. */
enum { PLAIN, SPACE, NEWLINE, QUOTE, OPEN, CLOSE, COMMA };

static const unsigned char kinds[256] = {
	[' '] = SPACE, ['\t'] = SPACE, ['\r'] = SPACE, ['\n'] = NEWLINE, ['"'] = QUOTE,
	['{'] = OPEN,  ['['] = OPEN,   ['}'] = CLOSE,  [']'] = CLOSE,    [','] = COMMA,
};

void json_cut_next(struct json_cut *cut)
{
	cut->in_string = false;
	cut->escaped = false;
	cut->in_value = false;
	cut->scalar = false;
	cut->depth = 0;
}

/* Skips the rest of a string; returns the byte after it, or `length`. */
static size_t skip_string(struct json_cut *cut, const char *text, size_t length, size_t at)
{
	for (; at < length; at++) {
		if (cut->escaped) {
			cut->escaped = false;
		} else if (text[at] == '\\') {
			cut->escaped = true;
		} else if (text[at] == '"') {
			cut->in_string = false;
			return at + 1;
		}
		if (text[at] == '\n')
			cut->line++;
	}
	return length;
}

static void begin_value(struct json_cut *cut, int kind, size_t at)
{
	if (cut->in_value)
		return;
	cut->in_value = true;
	cut->scalar = kind != OPEN;
	cut->value_line = cut->line;
	cut->value_start = at;
}

/* A bracket closes; true when the value ends behind it. */
static bool close_bracket(struct json_cut *cut)
{
	if (cut->depth > 0)
		cut->depth--;
	return cut->mode == JSON_CUT_VALUES && cut->depth == 0 && !cut->scalar;
}

size_t json_cut_find(struct json_cut *cut, const char *text, size_t length, size_t at)
{
	while (at < length) {
		int kind;

		if (cut->in_string) {
			at = skip_string(cut, text, length, at);
			continue;
		}
		kind = kinds[(unsigned char)text[at]];
		if (kind == NEWLINE) {
			if (cut->scalar && cut->in_value && cut->mode == JSON_CUT_VALUES)
				return at; /* and counted when the next value is looked for */
			cut->line++;
		} else if (kind != SPACE) {
			if (cut->mode == JSON_CUT_ELEMENTS && cut->depth == 0 &&
			    (kind == COMMA || text[at] == ']')) {
				cut->closed = kind == CLOSE;
				return at;
			}
			begin_value(cut, kind, at);
			cut->in_string = kind == QUOTE;
			cut->depth += kind == OPEN;
			if (kind == CLOSE && close_bracket(cut))
				return at + 1;
		}
		at++;
	}
	return JSON_CUT_NONE;
}
