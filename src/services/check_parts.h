/* check_parts.h - what the files that check share. Private to check*.c. */
#ifndef MIPSIA_SERVICES_CHECK_PARTS_H
#define MIPSIA_SERVICES_CHECK_PARTS_H

#include "formats/qpp_place.h"
#include "formats/qpp_validate.h"
#include "services/check.h"

struct checker {
	const mipsia_rulebook *book;
	struct check_options options;
	struct case_reader *cases;
};

/* A submission, set or measurement that was found in a document. References are
 * borrowed. */
struct check_subject {
	enum qpp_root root;
	json_t *object;
	const char *base;          /* its JSONPath in the text it was read from */
	json_t *text;              /* the case it stands in; NULL: none */
	struct qpp_places *places; /* of the text; NULL: not known */
	bool npi_was_judged;       /* by the reader of the file */
};

/* Adds what the API would refuse and what is doubtful, and makes the error
 * document. */
void check_subject(struct checker *checker, const struct check_subject *subject, struct checked *out);

/* check_json.c */
void check_json(struct checker *checker, const struct document *document, struct checked *out);
/* check_xml.c */
void check_qrda3(struct checker *checker, const struct document *document, struct checked *out);
void check_xml2017(struct checker *checker, const struct document *document, struct checked *out);
/* check_sheet.c */
void check_sheet(struct checker *checker, const struct document *document, struct checked *out);

/* Adds an error of ours about the document as a whole. */
void check_say(struct checked *out, const char *code, const char *remedy, const char *message, ...)
	__attribute__((format(printf, 4, 5)));

#endif
