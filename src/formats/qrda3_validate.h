/*
 * qrda3_validate.h - the judgement of CMS's converter over a decoded document, in
 * its order (formats.md 3.5).
 */
#ifndef MIPSIA_FORMATS_QRDA3_VALIDATE_H
#define MIPSIA_FORMATS_QRDA3_VALIDATE_H

#include "formats/qrda3_decode.h"
#include "formats/qrda3_guide.h"
#include "formats/qrda3_problem.h"
#include "formats/qrda3_value.h"

/* The facts in the head of a document. */
struct qrda3_head {
	struct qrda3_hits programs;
	const struct qrda3_program *program; /* NULL: none that the converter of the year maps */
	bool accepted;                       /* the converter takes the program name */
	bool mvp;                            /* an MVP's ID would replace the program name */
};

/* Reads the head below `document` (ClinicalDocument) for the converter of a year. */
struct qrda3_head qrda3_head_read(const struct xml_element *document, const struct qrda3_vintage *vintage);

/* Adds what the converter finds. Nodes of quality and PI sections are passed by.
 * When the converter breaks off (code 3), that is the only problem. */
void qrda3_validate(const struct qrda3_decoded *decoded, const struct qrda3_vintage *vintage,
                    struct qrda3_problems *problems);

#endif
