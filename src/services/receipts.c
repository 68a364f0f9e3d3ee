/* receipts.c - what CMS answered; and sending to CMS, whose place this is. */
#include <string.h>

#include "services/attest.h"
#include "services/body.h"
#include "services/operations.h"

#define CONFIRMATION_MAX 200 /* characters */
#define RECEIPT_NOTE_MAX 2000
#define CHANNEL_MAX 20

struct receipt {
	char channel[BODY_BYTES(CHANNEL_MAX)];
	char confirmation[BODY_BYTES(CONFIRMATION_MAX)];
	mipsia_date received_on;
	const char *note; /* NULL: none */
};

/* The way in words; NULL: there is no such way. */
static const char *channel_words(const char *channel)
{
	static const char *const channels[][2] = { { "qppWebsite", "on CMS's website" },
		                                   { "fileUpload", "by uploading the file" },
		                                   { "registry", "through a registry" },
		                                   { "api", "through CMS's API" } };

	for (size_t i = 0; i < sizeof channels / sizeof *channels; i++)
		if (strcmp(channels[i][0], channel) == 0)
			return channels[i][1];
	return NULL;
}

static bool read_receipt(const struct op_call *call, struct op_reply *reply, struct receipt *out)
{
	static const char *const known[] = { "channel", "confirmation", "receivedOn", "note", NULL };
	struct body body;

	if (!body_begin(&body, call, reply))
		return false;
	body_know(&body, known);
	if (body_line(&body, "channel", CHANNEL_MAX, true, out->channel) && !channel_words(out->channel))
		body_error(&body, "channel", "badValue",
		           "This must be qppWebsite, fileUpload, registry or api.");
	body_line(&body, "confirmation", CONFIRMATION_MAX, true, out->confirmation);
	body_day(&body, "receivedOn", &out->received_on);
	if (!body_has(&body, "receivedOn"))
		body_error(&body, "receivedOn", "missing", "Please fill this in.");
	else if (out->received_on != MIPSIA_DATE_UNKNOWN && out->received_on > call->today)
		body_error(&body, "receivedOn", "inFuture", "This day is still to come.");
	out->note = body_text(&body, "note", RECEIPT_NOTE_MAX);
	return !op_failed(reply);
}

static bool keep_receipt(const struct op_call *call, struct op_reply *reply, const struct receipt *receipt)
{
	char id[32];

	op_new_id("rcp", id);
	return op_stored(reply, store_run(call->store, NULL,
	                                  "INSERT INTO receipt (id, attestation_id, channel, confirmation, "
	                                  "received_on, note, recorded_by, recorded_at) "
	                                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	                                  "ttttdtti", id, call->param[0], receipt->channel,
	                                  receipt->confirmation, receipt->received_on,
	                                  receipt->note ? receipt->note : "", call->actor->name, call->now));
}

/* The confirmation itself stays out of the history: people paste all kinds of numbers. */
static bool record_receipt(const struct op_call *call, struct op_reply *reply, const struct receipt *receipt,
                           const json_t *attestation)
{
	struct op_event event = { .kind = "receipt.added", .year = call->year };

	return op_record(call, reply, &event, NULL,
	                 "Recorded CMS's confirmation of attestation %d of %d, %s.",
	                 (int)json_integer_value(json_object_get(attestation, "number")), call->year,
	                 channel_words(receipt->channel));
}

void op_add_receipt(const struct op_call *call, struct op_reply *reply)
{
	json_t *attestation = attestation_json(call, reply, call->param[0]);
	struct receipt receipt;
	bool kept;

	if (!attestation)
		return;
	kept = read_receipt(call, reply, &receipt) && keep_receipt(call, reply, &receipt) &&
	       record_receipt(call, reply, &receipt, attestation);
	json_decref(attestation);
	attestation = kept ? attestation_json(call, reply, call->param[0]) : NULL;
	if (attestation)
		op_answer(reply, 201, attestation);
}

void op_transmit(const struct op_call *call, struct op_reply *reply)
{
	(void)call;
	op_problem(reply, 501, "notThereYet",
	           "Download the file, upload it on qpp.cms.gov, and record the confirmation here.",
	           "mipsia does not send to CMS itself yet.");
}
