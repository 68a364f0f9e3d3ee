/* tin.c - see tin.h. */
#include "services/tin.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#define TIN_DIGITS (IDENTIFIER_TIN - 1)
#define TIN_TYPED_MAX 20
#define CONTEXT 80

static void context_of(const char *practice_id, char out[CONTEXT])
{
	snprintf(out, CONTEXT, "practice.tin:%s", practice_id);
}

/* 123456789, 12-3456789, 123-45-6789; blanks for hyphens. */
static bool has_shape(const char *text)
{
	static const char *const shapes[] = { "ddddddddd", "dd-ddddddd", "ddd-dd-dddd" };

	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		size_t at = 0;

		if (strlen(text) != strlen(shapes[i]))
			continue;
		while (shapes[i][at] && (shapes[i][at] == 'd' ? text[at] >= '0' && text[at] <= '9'
		                                              : text[at] == '-' || text[at] == ' '))
			at++;
		if (!shapes[i][at])
			return true;
	}
	return false;
}

bool tin_read(const struct body *body, char out[IDENTIFIER_TIN])
{
	char typed[BODY_BYTES(TIN_TYPED_MAX)];
	size_t length = 0;

	memset(out, 0, IDENTIFIER_TIN);
	if (!json_object_get(body->object, "tin"))
		return false;
	if (!body_has(body, "tin"))
		return true;
	if (!body_line(body, "tin", TIN_TYPED_MAX, false, typed))
		return false;
	if (!*typed)
		return true;
	if (!has_shape(typed)) {
		body_error(body, "tin", "invalidTin", "A TIN has nine digits, as 12-3456789.");
		return false;
	}
	for (const char *c = typed; *c && length < TIN_DIGITS; c++) {
		if (*c >= '0' && *c <= '9')
			out[length++] = *c;
	}
	sodium_memzero(typed, sizeof(typed));
	return true;
}

bool tin_store(const struct op_call *call, struct op_reply *reply, const char *practice_id,
               const char tin[IDENTIFIER_TIN])
{
	unsigned char sealed[SEAL_BYTES_MAX];
	char context[CONTEXT];
	size_t length = 0;

	context_of(practice_id, context);
	if (*tin)
		length = seal_text(call->bench->seal, context, tin, sealed);
	return op_stored(reply, store_run(call->store, NULL,
	                                  "UPDATE practice SET tin_sealed = ?2, tin_last4 = ?3 WHERE id = ?1",
	                                  "tbt", practice_id, length ? (const void *)sealed : NULL, length,
	                                  *tin ? tin + TIN_DIGITS - 4 : NULL));
}

bool practice_tin(const struct op_call *call, const char *practice_id, char out[IDENTIFIER_TIN])
{
	struct store_rows *rows;
	char context[CONTEXT], text[SEAL_TEXT_MAX + 1] = "";
	const void *sealed;
	size_t length;
	bool known = false;

	memset(out, 0, IDENTIFIER_TIN);
	context_of(practice_id, context);
	if (store_query(call->store, &rows,
	                "SELECT tin_sealed FROM practice WHERE id = ?1 AND tin_sealed IS NOT NULL", "t",
	                practice_id) == STORE_OK &&
	    store_step(rows) == STORE_ROW) {
		sealed = store_bytes(rows, 0, &length);
		known = seal_open_text(call->bench->seal, context, sealed, length, text) &&
		        strlen(text) == TIN_DIGITS;
	}
	store_rows_end(rows);
	if (known)
		memcpy(out, text, IDENTIFIER_TIN);
	sodium_memzero(text, sizeof(text));
	return known;
}
