/*
 * todo_ledger.c - operations that are still to be written: each leaves this file when it is.
 */
#include "services/operations.h"

void op_import_ledger(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_export_ledger(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}
