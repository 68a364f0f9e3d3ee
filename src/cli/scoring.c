/* scoring.c - runs the bulk pipeline for a command, and tells how it goes. */
#include "scoring.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "services/bulk.h"

#define PROGRESS_AFTER ((uint64_t)64 << 20) /* bytes of input worth a progress line */
#define PROGRESS_EVERY 0.25                 /* seconds */
#define POLICY_NAME_MAX 64

/* ------------------------------------------------------------------- policies */

static void report_policy(const struct cli_args *args, const char *name, const char *reading,
                          mipsia_policy policy)
{
	struct cli_nearest nearest = { .word = name };

	if (policy < MIPSIA_POLICY_END) {
		const mipsia_policy_info *info = mipsia_policy_info_of(policy);

		cli_usage_error(args->command, "--policy %s cannot be '%s'; give %s or %s", name, reading,
		                info->reading[0], info->reading[1]);
		return;
	}
	for (int i = 0; i < MIPSIA_POLICY_END; i++)
		cli_nearest_offer(&nearest, mipsia_policy_info_of((mipsia_policy)i)->name);
	if (nearest.length > 0)
		cli_usage_error(args->command, "--policy does not know '%s'; did you mean %s?", name,
		                nearest.best[0]);
	else
		cli_usage_error(args->command,
		                "--policy does not know '%s'; give NAME=READING, as in apmCreditMode=floor",
		                name);
}

static bool read_policy(const struct cli_args *args, const char *text, uint32_t *policies)
{
	size_t length = strcspn(text, "=");
	const char *reading = text[length] ? text + length + 1 : "";
	char name[POLICY_NAME_MAX];
	mipsia_policy policy;

	if (case_policy_set(policies, text, length, reading, strlen(reading), &policy))
		return true;
	snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), text);
	report_policy(args, name, reading, policy);
	return false;
}

bool scoring_read_policies(const struct cli_args *args, int option, uint32_t *policies)
{
	for (int i = 0; i < args->given_length; i++)
		if (args->given[i].option == option && !read_policy(args, args->given[i].value, policies))
			return false;
	return true;
}

/* -------------------------------------------------------------------- a run */

struct run {
	const struct scoring *scoring;
	uint64_t size; /* of the input; 0: not known */
	bool shows_progress;
	bool has_progress; /* a progress line stands on the terminal */
	double started;
	double shown;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void render(const struct answer *answer, struct outbuf *out, void *payload)
{
	const struct run *run = payload;

	switch (run->scoring->format) {
	case SCORING_TABLE:
		scoring_put_row(answer, out);
		break;
	case SCORING_EXPLAINED:
		scoring_put_page(answer, out);
		break;
	case SCORING_JSON:
		answer_write(answer, false, out);
		break;
	case SCORING_JSON_EXPLAINED:
		answer_write(answer, true, out);
		break;
	case SCORING_QPP:
		answer_write_qpp(answer, out);
		break;
	}
}

static bool write_out(const char *text, size_t length, void *payload)
{
	(void)payload;
	return fwrite(text, 1, length, stdout) == length;
}

static void clear_progress(struct run *run)
{
	if (run->has_progress)
		fputs("\r\033[K", stderr);
	run->has_progress = false;
}

static void show_progress(const struct bulk_totals *totals, void *payload)
{
	struct run *run = payload;
	double time = now();

	if (!run->shows_progress || time - run->shown < PROGRESS_EVERY)
		return;
	run->shown = time;
	run->has_progress = true;
	fprintf(stderr, "\r\033[K%llu cases", (unsigned long long)totals->cases);
	if (run->size > 0)
		fprintf(stderr, ", %d%%", (int)(100 * totals->bytes / run->size));
	fprintf(stderr, ", %.1f million a second", (double)totals->cases / (time - run->started) / 1e6);
	if (totals->refused > 0)
		fprintf(stderr, ", %llu not scored", (unsigned long long)totals->refused);
	fflush(stderr);
}

static void complain(const char *file, const char *why, void *payload)
{
	clear_progress(payload);
	cli_error(file, "the file cannot be read (%s); check its name and permissions", why);
}

static void put_summary(const struct bulk_totals *totals)
{
	unsigned long long scored = totals->cases - totals->refused;

	printf("\n%llu case%s: %llu scored", (unsigned long long)totals->cases, totals->cases == 1 ? "" : "s",
	       scored);
	if (totals->warned > 0)
		printf(" (%llu with warnings)", (unsigned long long)totals->warned);
	printf(", %llu not scored\n", (unsigned long long)totals->refused);
}

static int exit_of(enum bulk_status status, const struct bulk_totals *totals)
{
	switch (status) {
	case BULK_UNREADABLE:
		return CLI_INPUT;
	case BULK_WRITE_FAILED: /* main() says so */
		return CLI_INTERNAL;
	case BULK_NO_MEMORY:
		cli_error(NULL, "out of memory; close other programs or give a smaller --threads");
		return CLI_INTERNAL;
	case BULK_OK:
		break;
	}
	return totals->refused > 0 ? CLI_FINDINGS : CLI_OK;
}

static void begin(struct run *run, const struct bulk_job *job)
{
	struct outbuf heading = { .limit = 4096 };

	run->size = bulk_size(job);
	run->started = now();
	run->shown = run->started;
	run->shows_progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO) &&
	                      (run->size == 0 || run->size >= PROGRESS_AFTER);
	if (run->scoring->format != SCORING_TABLE)
		return;
	scoring_put_heading(&heading);
	fwrite(heading.bytes, 1, heading.length, stdout);
	outbuf_free(&heading);
}

int scoring_run(const struct cli_args *args, const struct scoring *scoring)
{
	static const char *const standard_input[] = { "-" };
	struct run run = { .scoring = scoring };
	struct bulk_job job = {
		.size = sizeof job,
		.book = mipsia_rulebook_builtin(),
		.files = (const char *const *)args->operands,
		.files_length = (size_t)args->operands_length,
		.threads = scoring->threads,
		.policies = scoring->policies,
		.render = render,
		.write = write_out,
		.progress = show_progress,
		.complain = complain,
		.payload = &run,
	};
	struct bulk_totals totals;
	enum bulk_status status;

	if (args->operands_length == 0) {
		if (isatty(STDIN_FILENO))
			return cli_usage_error(
				args->command,
				"there is no FILE; name one, or - to type cases on the terminal");
		job.files = standard_input;
		job.files_length = 1;
	}
	begin(&run, &job);
	status = bulk_run(&job, &totals);
	clear_progress(&run);
	if (scoring->format == SCORING_TABLE)
		put_summary(&totals);
	if (totals.cases == 0 && status == BULK_OK) {
		cli_error(NULL, "the input holds no case; see docs/case-format.md for what a case is");
		return CLI_FINDINGS;
	}
	return exit_of(status, &totals);
}
