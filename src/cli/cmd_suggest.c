/*
 * cmd_suggest.c - `mipsia suggest`: which activities a practice could choose
 * with the least work.
 */
#include <unistd.h>

#include "cli.h"
#include "json.h"
#include "proposal.h"

static const struct cli_option options[] = {
	[PROPOSAL_YEAR] = { "year", 'y', "YEAR", "Performance year; by default the latest with final rules",
	                    "Who", false },
	[PROPOSAL_SPECIALTY] = { "specialty", 's', "NAME",
	                         "Specialty, or the beginning of its name, such as dermatology", "Who",
	                         false },
	[PROPOSAL_MVP] = { "mvp", 'm', "MVP",
	                   "The MIPS Value Pathway that is reported; by default traditional MIPS", "Who",
	                   false },
	[PROPOSAL_ENTITY] = { "entity", 'e', "individual|group|virtualGroup|subgroup|apm",
	                      "Who reports; by default a group, or an individual when --clinicians is 1",
	                      "Who", false },
	[PROPOSAL_CLINICIANS] = { "clinicians", 'n', "NUMBER",
	                          "Clinicians (NPIs) of the practice: says whether it is small", "Who",
	                          false },
	[PROPOSAL_STATUS] = { "status", 0, "LIST",
	                      "Special statuses, divided by commas: smallPractice, rural, hpsa, "
	                      "nonPatientFacing",
	                      "Who", false },
	[PROPOSAL_APM] = { "apm", 0, NULL, "The practice takes part in an Alternative Payment Model", "Who",
	                   false },
	[PROPOSAL_DOING] = { "doing", 'd', "LIST",
	                     "What you do already, divided by commas: IDs, or words such as 'patient portal'",
	                     "What", true },
	[PROPOSAL_ATTESTED] = { "attested", 'a', "ID:YEAR",
	                        "An attestation of earlier years: some activities may not be repeated soon",
	                        "What", true },
	[PROPOSAL_FROM] = { "from", 'f', "DATE",
	                    "First day on which something new can begin (YYYY-MM-DD); by default today",
	                    "What", false },
	[PROPOSAL_NO_INPUT] = { "no-input", 0, NULL, "Ask no questions, even on a terminal", "Output",
	                        false },
	[PROPOSAL_JSON] = { "json", 0, NULL, "Print one JSON document", "Output", false },
};

static const struct cli_example examples[] = {
	{ "mipsia suggest", "Asks a few questions, then proposes" },
	{ "mipsia suggest --specialty dermatology --clinicians 5 --doing 'patient portal' --from 2026-06-01",
	  "A small dermatology practice, in June" },
	{ "mipsia suggest --mvp M0005 --clinicians 40 --doing IA_BE_6,IA_CC_13 --no-input",
	  "A large practice that reports an MVP" },
};

static int print(const struct cli_args *args, const struct proposal *proposal,
                 const struct proposal_given *given)
{
	int code = CLI_OK;

	if (args->value[PROPOSAL_JSON])
		code = json_print(proposal_json(proposal));
	else
		proposal_print(proposal, given);
	return code == CLI_OK && !proposal_succeeds(proposal) ? CLI_FINDINGS : code;
}

static int answer(const struct cli_args *args)
{
	struct proposal proposal;
	struct proposal_given given;
	mipsia_status status;
	int code = CLI_USAGE;

	if (proposal_read(args, &proposal, &given)) {
		status = suggest(&proposal.request, &proposal.answer);
		if (status == MIPSIA_OK)
			code = print(args, &proposal, &given);
		else
			code = entity_report(args, &proposal.facts, status);
	}
	proposal_free(&proposal);
	return code;
}

static int run(const struct cli_args *args)
{
	struct cli_args answered = *args;
	struct proposal_answers answers = { .length = 0 };
	int code;

	if (isatty(STDIN_FILENO) && !args->value[PROPOSAL_NO_INPUT])
		proposal_ask(&answered, &answers);
	code = answer(&answered);
	proposal_forget(&answers);
	return code;
}

const struct cli_command cmd_suggest = {
	.name = "suggest",
	.operands = "",
	.summary = "Propose the least burdensome activities that reach full credit",
	.description =
		"Proposes up to three sets of activities that reach full credit with the least work, each "
		"with its reasons, the papers to file and the last day to begin. On a terminal it asks for "
		"what the options leave open; --no-input asks nothing.\n\n"
		"What counts and what suffices is decided by the engine: the MVP, special statuses, the APM "
		"credit, suspensions, limits of frequency, and whether the days that remain are enough. How "
		"much work an activity is comes from the guide; what you do already costs little, and one "
		"effort that serves two activities costs less. docs/guide.md tells the weights.\n\n"
		"Specialties: Primary care, Internal medicine, Family medicine, Pediatrics, Geriatrics, "
		"Cardiology, Dermatology, Emergency medicine, Endocrinology, Gastroenterology, Nephrology, "
		"Neurology, Obstetrics and gynecology, Oncology, Ophthalmology, Orthopedics, Otolaryngology, "
		"Pathology, Physical and occupational therapy, Podiatry, Psychiatry, Psychology and social "
		"work, Pulmonology, Radiology, Rheumatology, Surgery, Anesthesiology, Pain medicine, "
		"Urology, "
		"Vascular surgery, Infectious disease.\n\n"
		"When nothing reaches full credit, the exit code is 1.",
	.options = options,
	.options_length = CLI_LENGTH(options),
	.operands_max = 0,
	.operand = CLI_OPERAND_NONE,
	.examples = examples,
	.examples_length = CLI_LENGTH(examples),
	.run = run,
};
