/* status.c - what each store_status means to people. */
#include "store/store.h"

static const char *const sentences[STORE_STATUS_END] = {
	[STORE_OK] = "Done.",
	[STORE_ROW] = "There is a row.",
	[STORE_CONSTRAINT] = "The records do not allow this change; look at what is there now and try again.",
	[STORE_BUSY] = "Somebody else is saving, and it takes long; try again.",
	[STORE_IN_USE] = "Another mipsia has these records open; use that one, or stop it first.",
	[STORE_FULL] = "The disk is full; free some space and try again. Nothing was changed.",
	[STORE_READ_ONLY] = "The disk or the folder cannot be written; ask whoever looks after this "
			    "computer. Nothing was "
			    "changed.",
	[STORE_NEWER] = "A newer mipsia has written these records; install that version or a later one.",
	[STORE_DAMAGED] =
		"The records are damaged, or are not mipsia's; keep the folder as it is and restore a backup "
		"into another.",
	[STORE_IO] = "The disk could not be read or written; check the disk and the permissions of the "
		     "folder. Nothing was changed.",
	[STORE_MEMORY] = "Memory ran out; close other programs and try again. Nothing was changed.",
	[STORE_MISUSE] = "This is a defect of mipsia; please report it. Nothing was changed.",
};

const char *store_strstatus(enum store_status status)
{
	if ((unsigned)status >= STORE_STATUS_END)
		return "This is no status of the store.";
	return sentences[status];
}
