/* clinicians.h - what the files of the roster share. */
#ifndef MIPSIA_SERVICES_CLINICIANS_H
#define MIPSIA_SERVICES_CLINICIANS_H

#include "formats/identifier.h"
#include "services/membership.h"

#define CLINICIANS_MAX 100000       /* of a practice, as of a case */
#define CLINICIAN_NAME_MAX 160      /* characters */
#define CLINICIAN_SPECIALTY_MAX 120 /* characters */

/* All about a clinician but identity and version. */
struct clinician {
	char npi[IDENTIFIER_NPI];
	char name[BODY_BYTES(CLINICIAN_NAME_MAX)];
	char specialty[BODY_BYTES(CLINICIAN_SPECIALTY_MAX)];
	struct membership periods;
	bool removed;
};

/* A row of the store. */
struct clinician_row {
	char id[32]; /* "": there is none */
	int64_t version;
	struct clinician facts;
};

/* By id or NPI, in the practice of the call; removed ones too. Row id "" when there is
 * none. False after a problem. */
bool clinician_load(const struct op_call *call, struct op_reply *reply, const char *id,
                    struct clinician_row *out);
bool clinician_load_npi(const struct op_call *call, struct op_reply *reply, const char *npi,
                        struct clinician_row *out);

/* Writes the facts: a new row when `row` has no id (it gets one), else the row with
 * the next version. False after a problem. */
bool clinician_store(const struct op_call *call, struct op_reply *reply, struct clinician_row *row,
                     const struct clinician *facts);

/* What undoing needs: {id, version, before}, `before` null for a new one. Goes into
 * {"clinicians": [...]}. `row` as it is now. A new reference. */
json_t *clinician_undo_entry(const struct clinician_row *row, const struct clinician *before);

#endif
