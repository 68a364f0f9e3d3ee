/*
 * bench_qrda3.c - reading QRDA III, as CMS's converter and strictly, beside a bare
 * libxml2 SAX pass over the same bytes, which is as fast as any reader on libxml2
 * could be.
 *
 *     bench_qrda3 [path of mipsia]
 *
 * With the path it also times the process: `mipsia convert` on one file.
 * Prints ratios of one run; a time alone says nothing about another machine.
 */
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <libxml/parser.h>

#include "formats/qrda3.h"

#define ROUNDS 15
#define ROUND_BYTES ((size_t)6 << 20) /* read by each thread in a round */
#define THREADS_MAX 64
#define LARGE_MEASURES 190
#define PROCESSES 200

extern char **environ;

struct document {
	const char *name;
	char *text;
	size_t length;
};

static double read_clock(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double now(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

static void fail(const char *what)
{
	fprintf(stderr, "bench_qrda3: %s\n", what);
	exit(1);
}

/* ----------------------------------------------------------------------- documents */

static struct document make_small(void)
{
	json_t *submission =
		json_pack("{s:i,s:s,s:s,s:s,s:[{s:s,s:s,s:s,s:s,s:s,s:[{s:s,s:b}]}]}", "performanceYear",
	                  2025, "entityType", "individual", "taxpayerIdentificationNumber", "000777777",
	                  "nationalProviderIdentifier", "1234567893", "measurementSets", "category", "ia",
	                  "submissionMethod", "electronicHealthRecord", "programName", "mips",
	                  "performanceStart", "2025-01-01", "performanceEnd", "2025-12-31", "measurements",
	                  "measureId", "IA_EPA_1", "value", 1);
	struct qrda3_write_options options = { 0 };
	struct findings findings = { 0 };
	struct document document = { .name = "small: improvement activities only" };

	if (qrda3_write(submission, &options, &document.text, &document.length, &findings) != QRDA3_OK)
		fail("the document cannot be written");
	json_decref(submission);
	findings_free(&findings);
	return document;
}

static void put_population(FILE *out, const char *kind, unsigned number)
{
	fprintf(out,
	        "        <component><observation classCode=\"OBS\" moodCode=\"EVN\">\n"
	        "          <templateId root=\"2.16.840.1.113883.10.20.27.3.5\" extension=\"2016-09-01\"/>\n"
	        "          <templateId root=\"2.16.840.1.113883.10.20.27.3.16\" extension=\"2019-05-01\"/>\n"
	        "          <code code=\"ASSERTION\" codeSystem=\"2.16.840.1.113883.5.4\"/>\n"
	        "          <statusCode code=\"completed\"/><value xsi:type=\"CD\" code=\"%s\"/>\n"
	        "          <entryRelationship typeCode=\"SUBJ\" inversionInd=\"true\"><observation "
	        "classCode=\"OBS\" moodCode=\"EVN\">\n"
	        "            <templateId root=\"2.16.840.1.113883.10.20.27.3.3\"/><code code=\"MSRAGG\"/>\n"
	        "            <value xsi:type=\"INT\" value=\"%u\"/><methodCode code=\"COUNT\"/>\n"
	        "          </observation></entryRelationship></observation></component>\n",
	        kind, number);
}

static void put_measure(FILE *out, unsigned number)
{
	fprintf(out,
	        "      <entry><organizer classCode=\"CLUSTER\" moodCode=\"EVN\">\n"
	        "        <templateId root=\"2.16.840.1.113883.10.20.24.3.98\"/>\n"
	        "        <templateId root=\"2.16.840.1.113883.10.20.27.3.17\" extension=\"2022-12-01\"/>\n"
	        "        <id root=\"%08x-0000-4000-8000-000000000000\"/><statusCode code=\"completed\"/>\n"
	        "        <reference typeCode=\"REFR\"><externalDocument classCode=\"DOC\" moodCode=\"EVN\">\n"
	        "          <id root=\"2.16.840.1.113883.4.738\" "
	        "extension=\"%08x-0000-4000-8000-000000000001\"/>\n"
	        "        </externalDocument></reference>\n",
	        number, number);
	put_population(out, "IPOP", 100 + number);
	put_population(out, "DENOM", 90 + number);
	put_population(out, "NUMER", 10 + number);
	fputs("      </organizer></entry>\n", out);
}

/* The small document with a large section for quality before its own. */
static struct document make_large(const struct document *small)
{
	const char *at = strstr(small->text, "<structuredBody>");
	struct document document = { .name = "large: with a section for quality" };
	FILE *out = open_memstream(&document.text, &document.length);
	size_t head = at ? (size_t)(at - small->text) + strlen("<structuredBody>") : 0;

	if (out == NULL || at == NULL)
		fail("no memory");
	fwrite(small->text, 1, head, out);
	fputs("\n    <component><section>\n      <templateId root=\"2.16.840.1.113883.10.20.24.2.2\"/>\n"
	      "      <templateId root=\"2.16.840.1.113883.10.20.27.2.3\" extension=\"2022-12-01\"/>\n",
	      out);
	for (unsigned i = 0; i < LARGE_MEASURES; i++)
		put_measure(out, i);
	fputs("    </section></component>", out);
	fputs(small->text + head, out);
	fclose(out);
	return document;
}

/* ------------------------------------------------------------------------- readers */

static void count_start(void *state, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                        int namespaces_length, const xmlChar **namespaces, int attributes_length,
                        int defaulted, const xmlChar **attributes)
{
	(void)name, (void)prefix, (void)uri, (void)namespaces_length, (void)namespaces;
	(void)attributes_length, (void)defaulted, (void)attributes;
	++*(size_t *)state;
}

static bool read_bare(const struct document *document)
{
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC, .startElementNs = count_start };
	size_t elements = 0;

	return xmlSAXUserParseMemory(&handler, &elements, document->text, (int)document->length) == 0 &&
	       elements > 0;
}

static bool read_as_cms(const struct document *document)
{
	struct qrda3_cms_options options = { .year = 2025 };
	struct qrda3_cms_answer answer;
	bool good = qrda3_as_cms(document->text, document->length, &options, &answer) == QRDA3_OK &&
	            answer.accepted;

	qrda3_cms_answer_free(&answer);
	return good;
}

static bool read_strictly(const struct document *document)
{
	struct qrda3_read_options options = { .cms_test_identifiers = true };
	struct qrda3_reading reading;
	bool good = qrda3_read(document->text, document->length, &options, &reading) == QRDA3_OK &&
	            reading.submission != NULL && reading.findings.errors == 0;

	qrda3_reading_free(&reading);
	return good;
}

/* --------------------------------------------------------------------------- timing */

typedef bool reader(const struct document *document);

struct work {
	reader *read;
	const struct document *document;
	size_t times;
	double cpu; /* seconds of this thread's own */
	bool good;
};

static void *run(void *argument)
{
	struct work *work = argument;
	double start = read_clock(CLOCK_THREAD_CPUTIME_ID);

	work->good = true;
	for (size_t i = 0; i < work->times; i++)
		work->good = work->read(work->document) && work->good;
	work->cpu = read_clock(CLOCK_THREAD_CPUTIME_ID) - start;
	return NULL;
}

struct rates {
	double by_clock; /* documents a second */
	double by_cpu;   /* documents a second of processor time */
};

/* One round of all threads together. */
static struct rates measure(reader *read, const struct document *document, size_t threads)
{
	struct work work[THREADS_MAX];
	pthread_t thread[THREADS_MAX];
	size_t times = ROUND_BYTES / document->length + 1;
	double start = now(), cpu = 0;

	for (size_t i = 0; i < threads; i++) {
		work[i] = (struct work){ read, document, times, 0, false };
		if (threads > 1 && pthread_create(&thread[i], NULL, run, &work[i]) != 0)
			fail("no thread");
	}
	for (size_t i = 0; i < threads; i++) {
		if (threads > 1)
			pthread_join(thread[i], NULL);
		else
			run(&work[i]);
		if (!work[i].good)
			fail("a document was not read");
		cpu += work[i].cpu;
	}
	return (struct rates){ (double)(threads * times) / (now() - start), (double)(threads * times) / cpu };
}

/* In turns, and of each the best round. The ratio is of processor time, so that
 * another load on the machine counts for nothing. */
static void compare(const struct document *document, size_t threads)
{
	static reader *const readers[] = { read_bare, read_as_cms, read_strictly };
	static const char *const names[] = { "libxml2 SAX, nothing", "as CMS's converter", "strict reading" };
	struct rates best[3] = { 0 };

	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < 3; i++) {
			struct rates rates = measure(readers[i], document, threads);

			best[i].by_clock =
				rates.by_clock > best[i].by_clock ? rates.by_clock : best[i].by_clock;
			best[i].by_cpu = rates.by_cpu > best[i].by_cpu ? rates.by_cpu : best[i].by_cpu;
		}
	}
	printf("%s, %zu bytes, %zu thread%s\n", document->name, document->length, threads,
	       threads == 1 ? "" : "s");
	for (size_t i = 0; i < 3; i++)
		printf("  %-22s %10.0f documents/s %8.1f MB/s   %.2f x the bare pass\n", names[i],
		       best[i].by_clock, best[i].by_clock * (double)document->length / 1e6,
		       best[0].by_cpu / best[i].by_cpu);
}

/* -------------------------------------------------------------------------- process */

static double time_process(char *const argv[])
{
	posix_spawn_file_actions_t actions;
	double start, best = 1e9;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", 1 /* O_WRONLY */, 0);
	for (int i = 0; i < PROCESSES; i++) {
		pid_t pid;
		int status;

		start = now();
		if (posix_spawn(&pid, argv[0], &actions, NULL, argv, environ) != 0 ||
		    waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
			fail("the process cannot be run");
		best = now() - start < best ? now() - start : best;
	}
	posix_spawn_file_actions_destroy(&actions);
	return best;
}

static void compare_processes(char *mipsia, const struct document *document)
{
	char path[] = "/tmp/bench_qrda3_XXXXXX";
	char *empty[] = { "/bin/true", NULL };
	char *convert[] = { mipsia, "convert", "--as-cms", "--year", "2025", path, NULL };
	int file = mkstemp(path);
	double base;

	if (file < 0 || write(file, document->text, document->length) != (ssize_t)document->length)
		fail("no temporary file");
	close(file);
	base = time_process(empty);
	printf("process, start to exit\n  /bin/true %.2f ms, mipsia convert --as-cms %.2f ms\n", base * 1e3,
	       time_process(convert) * 1e3);
	unlink(path);
}

int main(int argc, char **argv)
{
	struct document small = make_small(), large = make_large(&small);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t all = cores > THREADS_MAX ? THREADS_MAX : cores < 1 ? 1 : (size_t)cores;

	xmlInitParser();
	compare(&small, 1);
	compare(&large, 1);
	if (all > 1) {
		compare(&small, all);
		compare(&large, all);
	}
	if (argc > 1)
		compare_processes(argv[1], &small);
	free(small.text);
	free(large.text);
	return 0;
}
