/*
 * ledger_import.h - activity records of a spreadsheet on their way into the ledger. Of
 * ledger_import*.c alone.
 *
 * Every row has one fate, and the fates add up to the rows. A row adds a period to its
 * cell or extends one; it never takes anything away, so that the same file twice is the
 * same as once.
 */
#ifndef MIPSIA_SERVICES_LEDGER_IMPORT_H
#define MIPSIA_SERVICES_LEDGER_IMPORT_H

#include "formats/finding.h"
#include "formats/sheet_records.h"
#include "services/ledger.h"

#define LEDGER_IMPORT_CELLS_MAX 50000 /* that a file may change */

enum import_fate {
	IMPORT_ADDED,
	IMPORT_CHANGED,
	IMPORT_UNCHANGED,
	IMPORT_REFUSED, /* by the reader, or here; a finding says why */
	IMPORT_NOT_IN_ROSTER,
	IMPORT_OTHER_TIN,
	IMPORT_OTHER_YEAR,
	IMPORT_FATE_END
};

struct import {
	const struct op_call *call;
	struct op_reply *reply;
	struct record *record;
	char tin[IDENTIFIER_TIN]; /* of the practice; "": not known */
	struct findings findings;
	struct sheet_records records;
	size_t counts[IMPORT_FATE_END];
	/* rows that were left out, gathered by why: key to array of row numbers */
	json_t *strangers;  /* by NPI */
	json_t *other_tins; /* by masked TIN */
	json_t *other_years;
	/* the edits, one a cell */
	struct ledger_edit *edits;
	size_t edits_length;
	size_t edits_capacity;
	size_t *places; /* by activity, then clinician: 1 + place in edits; 0: none */
};

/* Reads the upload. False after a problem: it is no sheet of activity records. */
bool ledger_import_read(struct import *import);

/* Gives every record its fate and makes the edits. False after a problem. */
bool ledger_import_rows(struct import *import);

/* LedgerImport of docs/openapi.yaml. A new reference. */
json_t *ledger_import_json(const struct import *import, bool applied, int64_t event);

#endif
