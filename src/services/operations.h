/*
 * operations.h - one function an operation of docs/openapi.yaml, in the order of
 * that file; see operation.h.
 */
#ifndef MIPSIA_SERVICES_OPERATIONS_H
#define MIPSIA_SERVICES_OPERATIONS_H

#include "services/operation.h"

void op_get_session(const struct op_call *call, struct op_reply *reply);
void op_sign_in(const struct op_call *call, struct op_reply *reply);
void op_sign_out(const struct op_call *call, struct op_reply *reply);
void op_change_password(const struct op_call *call, struct op_reply *reply);
void op_list_accounts(const struct op_call *call, struct op_reply *reply);
void op_create_account(const struct op_call *call, struct op_reply *reply);
void op_change_account(const struct op_call *call, struct op_reply *reply);
void op_list_audit(const struct op_call *call, struct op_reply *reply);
void op_list_practices(const struct op_call *call, struct op_reply *reply);
void op_create_practice(const struct op_call *call, struct op_reply *reply);
void op_create_demonstration(const struct op_call *call, struct op_reply *reply);
void op_get_practice(const struct op_call *call, struct op_reply *reply);
void op_change_practice(const struct op_call *call, struct op_reply *reply);
void op_delete_practice(const struct op_call *call, struct op_reply *reply);
void op_list_clinicians(const struct op_call *call, struct op_reply *reply);
void op_add_clinician(const struct op_call *call, struct op_reply *reply);
void op_change_clinician(const struct op_call *call, struct op_reply *reply);
void op_import_roster(const struct op_call *call, struct op_reply *reply);
void op_get_template(const struct op_call *call, struct op_reply *reply);
void op_list_years(const struct op_call *call, struct op_reply *reply);
void op_get_settings(const struct op_call *call, struct op_reply *reply);
void op_put_settings(const struct op_call *call, struct op_reply *reply);
void op_get_needs(const struct op_call *call, struct op_reply *reply);
void op_list_choices(const struct op_call *call, struct op_reply *reply);
void op_put_choice(const struct op_call *call, struct op_reply *reply);
void op_compare_plans(const struct op_call *call, struct op_reply *reply);
void op_get_ledger(const struct op_call *call, struct op_reply *reply);
void op_change_ledger(const struct op_call *call, struct op_reply *reply);
void op_import_ledger(const struct op_call *call, struct op_reply *reply);
void op_export_ledger(const struct op_call *call, struct op_reply *reply);
void op_get_proof(const struct op_call *call, struct op_reply *reply);
void op_review_proof(const struct op_call *call, struct op_reply *reply);
void op_add_evidence_file(const struct op_call *call, struct op_reply *reply);
void op_add_evidence_link(const struct op_call *call, struct op_reply *reply);
void op_change_evidence(const struct op_call *call, struct op_reply *reply);
void op_get_evidence_content(const struct op_call *call, struct op_reply *reply);
void op_get_score(const struct op_call *call, struct op_reply *reply);
void op_get_review(const struct op_call *call, struct op_reply *reply);
void op_list_attestations(const struct op_call *call, struct op_reply *reply);
void op_sign_attestation(const struct op_call *call, struct op_reply *reply);
void op_get_attestation(const struct op_call *call, struct op_reply *reply);
void op_get_attestation_file(const struct op_call *call, struct op_reply *reply);
void op_add_receipt(const struct op_call *call, struct op_reply *reply);
void op_transmit(const struct op_call *call, struct op_reply *reply);
void op_get_deadlines(const struct op_call *call, struct op_reply *reply);
void op_create_feed(const struct op_call *call, struct op_reply *reply);
void op_delete_feed(const struct op_call *call, struct op_reply *reply);
void op_download_calendar(const struct op_call *call, struct op_reply *reply);
void op_list_history(const struct op_call *call, struct op_reply *reply);
void op_undo(const struct op_call *call, struct op_reply *reply);
void op_list_activities(const struct op_call *call, struct op_reply *reply);
void op_get_activity(const struct op_call *call, struct op_reply *reply);
void op_list_mvps(const struct op_call *call, struct op_reply *reply);
void op_get_vocabulary(const struct op_call *call, struct op_reply *reply);
void op_list_rules(const struct op_call *call, struct op_reply *reply);

/* The calendar feed, outside of the API: /calendar/TOKEN.ics; param[0] is the token.
 * No session: the token is the permission. */
void op_get_calendar(const struct op_call *call, struct op_reply *reply);

#endif
