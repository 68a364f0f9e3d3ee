/* check_json.c - QPP JSON and cases. */
#include "formats/qpp_read.h"
#include "services/check_parts.h"

void check_shift(struct findings *findings, const struct document *document)
{
	for (size_t i = 0; i < findings->length; i++) {
		struct finding *finding = &findings->items[i];

		if (finding->line == 0)
			continue;
		if (finding->line == 1)
			finding->column += document->column - 1;
		finding->line += document->line - 1;
	}
}

static const char *kind_of(const struct qpp_object *found)
{
	static const char *const names[] = { "QPP JSON", "QPP JSON, a measurement set",
		                             "QPP JSON, a measurement" };

	return found->is_case ? "a case" : names[found->root];
}

void check_json(struct checker *checker, const struct document *document, struct checked *out)
{
	struct qpp_json json;
	struct qpp_object found;
	struct check_subject subject;

	if (qpp_read(document->bytes, document->length, &json, &out->findings)) {
		found = qpp_find_object(json.root);
		subject = (struct check_subject){ found.root,   found.object,
			                          found.base,   found.is_case ? json.root : NULL,
			                          &json.places, false };
		out->kind = kind_of(&found);
		check_subject(checker, &subject, out);
		qpp_json_free(&json);
	}
	check_shift(&out->findings, document);
}
