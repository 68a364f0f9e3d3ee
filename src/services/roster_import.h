/* roster_import.h - what the files of the roster's import share. Of roster_*.c. */
#ifndef MIPSIA_SERVICES_ROSTER_IMPORT_H
#define MIPSIA_SERVICES_ROSTER_IMPORT_H

#include "formats/sheet_roster.h"
#include "services/clinicians.h"

/* One clinician of the sheet, with all rows that speak of them. */
struct roster_entry {
	struct clinician facts; /* name "" when the sheet has none */
	struct clinician_row row;
	bool is_new;  /* not in the roster, or removed from it */
	bool changes; /* the row would change */
};

struct roster_import {
	struct sheet_roster sheet;
	struct findings findings;
	bool has_last_days;           /* the sheet has such a column */
	struct roster_entry *entries; /* by NPI */
	size_t length;
	size_t other_tin; /* rows left out */
};

/* Reads the file. False after a problem. Free in either case. */
bool roster_read(const struct op_call *call, struct op_reply *reply, struct roster_import *import);
/* Puts the rows of the practice's TIN together by clinician. False after a problem. */
bool roster_gather(const struct op_call *call, struct op_reply *reply, struct roster_import *import);
void roster_free(struct roster_import *import);

#endif
