/*
 * todo_plan.c - operations that are still to be written: each leaves this file when it is.
 */
#include "services/operations.h"

void op_list_activities(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_get_activity(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_list_mvps(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_get_vocabulary(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}

void op_list_rules(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet", "", "This part of mipsia is still being written.");
}
