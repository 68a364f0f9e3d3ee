/*
 * todo_proof.c - operations that are still to be written: each leaves this file when it is.
 */
#include "services/operations.h"

void op_get_review(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_list_attestations(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_sign_attestation(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_get_attestation(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_get_attestation_file(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_add_receipt(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_transmit(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}
