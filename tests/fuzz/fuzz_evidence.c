/*
 * fuzz_evidence.c - uploads of evidence: the first line is the file's name, the rest the
 * file. Whatever comes, there is one answer, and a name that is fit to be kept.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "services/evidence_name.h"
#include "services/evidence_type.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_name(const char *name)
{
	size_t length = strlen(name);

	if (length == 0 || length > EVIDENCE_NAME_MAX || strpbrk(name, "/\\\r\n\"<>|?*:") || *name == '.')
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	const char *stop = size > 0 ? memchr(bytes, '\n', size) : NULL;
	size_t first = stop ? (size_t)(stop - bytes) : size;
	char *sent = strndup(size > 0 ? bytes : "", first);
	char name[EVIDENCE_NAME];
	struct evidence_type type;

	if (!sent)
		return 0;
	evidence_name_clean(sent, name);
	check_name(name);
	type = evidence_type_find(stop ? stop + 1 : "", stop ? size - first - 1 : 0, name);
	if ((type.media_type == NULL) != (type.refusal != NULL))
		abort();
	if (type.media_type) {
		evidence_name_fit(&type, name);
		check_name(name);
	}
	free(sent);
	return 0;
}
