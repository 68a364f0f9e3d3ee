/* case_place.c - numbers of lines that are filled in later. */
#include "formats/case_place.h"

#include <stdlib.h>

void case_marks_free(struct case_marks *marks)
{
	free(marks->list);
	*marks = (struct case_marks){ .list = NULL };
}

static bool has_room(struct case_marks *marks)
{
	size_t capacity = marks->capacity ? marks->capacity * 2 : 64;
	struct case_mark *list;

	if (marks->length < marks->capacity)
		return true;
	list = realloc(marks->list, capacity * sizeof *list);
	if (list == NULL)
		return false;
	marks->list = list;
	marks->capacity = capacity;
	return true;
}

void case_place_put(const struct case_place *place, struct outbuf *out)
{
	struct case_marks *marks = place->marks;

	if (marks == NULL)
		outbuf_number(out, (int64_t)place->number);
	else if (has_room(marks))
		marks->list[marks->length++] = (struct case_mark){ out->length, place->number };
	else
		out->failed = true;
}

void case_marks_resolve(const struct case_marks *marks, uint64_t base, const struct outbuf *text,
                        struct outbuf *out)
{
	size_t done = 0;

	for (size_t i = 0; i < marks->length; i++) {
		const struct case_mark *mark = &marks->list[i];

		outbuf_put(out, text->bytes + done, mark->at - done);
		outbuf_number(out, (int64_t)(base + mark->number));
		done = mark->at;
	}
	outbuf_put(out, text->bytes + done, text->length - done);
}
