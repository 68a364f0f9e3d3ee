/*
 * echo_server.c - a server that does nothing useful, for tests/server/robust.py.
 * usage: echo_server [name=value]...   prints "port N", serves until SIGTERM or SIGINT
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "server/http_json.h"
#include "server/http_server.h"

#define BIG_MAX (1u << 30)

enum route { ROUTE_WORK, ROUTE_ECHO, ROUTE_JSON, ROUTE_UPLOAD, ROUTE_WHO, ROUTE_BIG, ROUTE_FILE, ROUTE_FAIL };

static const struct {
	const char *path;
	http_methods methods;
	size_t body_max;
	bool spool;
} routes[] = {
	[ROUTE_WORK] = { "/work", HTTP_ALLOWS_READ | HTTP_ALLOWS(HTTP_POST), 4096, false },
	[ROUTE_ECHO] = { "/echo", HTTP_ALLOWS(HTTP_POST), HTTP_JSON_MAX, false },
	[ROUTE_JSON] = { "/json", HTTP_ALLOWS(HTTP_POST), HTTP_JSON_MAX, false },
	[ROUTE_UPLOAD] = { "/upload", HTTP_ALLOWS(HTTP_PUT), HTTP_UPLOAD_MAX, true },
	[ROUTE_WHO] = { "/who", HTTP_ALLOWS_READ, 0, false },
	[ROUTE_BIG] = { "/big", HTTP_ALLOWS_READ, 0, false },
	[ROUTE_FILE] = { "/file", HTTP_ALLOWS_READ, 0, false },
	[ROUTE_FAIL] = { "/fail", HTTP_ALLOWS_READ, 0, false },
};

static struct http_server *server;

static unsigned long number(const struct http_request *request, const char *name)
{
	const char *text = http_query(request, name);

	return text == NULL ? 0 : strtoul(text, NULL, 10);
}

static enum http_decision admit(void *payload, const struct http_request *request,
                                struct http_admission *admission, struct http_response *response)
{
	struct outbuf out = { .limit = 1 << 20 };

	(void)payload;
	if (strcmp(request->path, "/metrics") == 0) {
		admission->route = "/metrics";
		http_server_metrics(server, &out);
		http_answer_owned(response, 200, "text/plain; version=0.0.4", out.bytes, out.length);
		return HTTP_ANSWER;
	}
	if (strcmp(request->path, "/hello") == 0) {
		admission->route = "/hello";
		if (request->method > HTTP_HEAD) {
			http_method_refused(request, response, HTTP_ALLOWS_READ);
			return HTTP_ANSWER;
		}
		http_answer_static(response, 200, "text/plain", "hello\n", 6);
		return HTTP_ANSWER;
	}
	for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
		if (strncmp(request->path, routes[i].path, strlen(routes[i].path)) != 0)
			continue;
		admission->route = routes[i].path;
		admission->body_max = routes[i].body_max;
		admission->spool = routes[i].spool;
		admission->data = &routes[i];
		if (routes[i].methods & HTTP_ALLOWS(request->method))
			return HTTP_WORK;
		http_method_refused(request, response, routes[i].methods);
		return HTTP_ANSWER;
	}
	http_problem(response, 404, "notFound", "There is nothing here.", "");
	return HTTP_ANSWER;
}

static json_t *fields(const struct http_field *field, size_t length)
{
	json_t *list = json_array();

	for (size_t i = 0; i < length; i++)
		json_array_append_new(list, json_pack("[s#,s#]", field[i].name, (int)field[i].name_length,
		                                      field[i].value, (int)field[i].value_length));
	return list;
}

static void answer_who(const struct http_request *request, struct http_response *response)
{
	http_answer_json(response, 200,
	                 json_pack("{s:s,s:s,s:s,s:s,s:b,s:s,s:o,s:o}", "method",
	                           http_method_name(request->method), "path", request->path, "host",
	                           request->host, "peer", request->peer, "tls", request->is_tls, "id",
	                           request->id, "query", fields(request->query, request->query_length),
	                           "cookies", fields(request->cookies, request->cookies_length)));
}

/* The size and hash as the server took them, and the file's own bytes summed up. */
static void answer_upload(const struct http_request *request, struct http_response *response)
{
	char hash[65], name[HTTP_FILE_NAME_MAX + 1] = "";
	unsigned char bytes[65536];
	uint64_t offset = 0, sum = 0;
	ssize_t n;

	while ((n = pread(request->upload.fd, bytes, sizeof bytes, (off_t)offset)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			sum += bytes[i];
		offset += (uint64_t)n;
	}
	for (int i = 0; i < 32; i++)
		snprintf(hash + 2 * i, 3, "%02x", request->upload.sha256[i]);
	http_file_name(request, name);
	http_answer_json(response, 200,
	                 json_pack("{s:I,s:s,s:I,s:I,s:s}", "size", (json_int_t)request->upload.size,
	                           "sha256", hash, "read", (json_int_t)offset, "sum", (json_int_t)sum, "name",
	                           name));
}

static void answer_work(const struct http_request *request, struct http_response *response)
{
	unsigned long ms = number(request, "ms");
	struct timespec pause = { .tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000 };

	if (ms > 0)
		nanosleep(&pause, NULL);
	http_answer_json(
		response, 200,
		json_pack("{s:I,s:I}", "ms", (json_int_t)ms, "body", (json_int_t)request->body_length));
}

struct big {
	uint64_t size;
};

static ssize_t read_big(void *payload, uint64_t offset, char *bytes, size_t size)
{
	const struct big *big = payload;
	uint64_t left = big->size - offset;

	if (size > left)
		size = (size_t)left;
	memset(bytes, 'x', size);
	return (ssize_t)size;
}

static void answer_big(const struct http_request *request, struct http_response *response)
{
	struct big *big = malloc(sizeof *big);

	big->size = number(request, "bytes") % BIG_MAX;
	http_answer_callback(response, 200, "text/plain",
	                     http_query(request, "unknown") != NULL ? UINT64_MAX : big->size, read_big, free,
	                     big);
}

static void answer_file(struct http_response *response)
{
	char path[] = "/tmp/echo-server-XXXXXX";
	int fd = mkostemp(path, O_CLOEXEC);
	ssize_t written = write(fd, "from a file\n", 12);

	unlink(path);
	http_answer_file(response, 200, "text/plain", fd, (uint64_t)written);
}

static void handle(void *worker, const struct http_request *request, struct http_response *response)
{
	const void *route = request->route;
	json_t *value;
	char *copy;

	(void)worker;
	if (route == &routes[ROUTE_WORK]) {
		answer_work(request, response);
	} else if (route == &routes[ROUTE_ECHO]) {
		copy = malloc(request->body_length + 1);
		memcpy(copy, request->body, request->body_length + 1);
		http_answer_owned(response, 200, "application/octet-stream", copy, request->body_length);
	} else if (route == &routes[ROUTE_JSON]) {
		value = http_read_json(request, response);
		if (value != NULL)
			http_answer_json(response, 200, value);
	} else if (route == &routes[ROUTE_UPLOAD]) {
		answer_upload(request, response);
	} else if (route == &routes[ROUTE_WHO]) {
		http_add_header(response, "Set-Cookie", "a=1; HttpOnly");
		http_add_header(response, "Set-Cookie", "b=2; HttpOnly");
		answer_who(request, response);
	} else if (route == &routes[ROUTE_BIG]) {
		answer_big(request, response);
	} else if (route == &routes[ROUTE_FILE]) {
		answer_file(response);
	} else if (route == &routes[ROUTE_FAIL]) {
		http_answer_static(response, 200, "text/plain", "never seen", 10);
		http_add_header(response, "X-Split", "a\r\nX-Injected: b");
	}
}

/* A worker's state: its number, to see that begin and end run. */
static void *begin(void *payload, unsigned worker)
{
	int *state = malloc(sizeof *state);

	(void)payload;
	*state = (int)worker;
	return state;
}

static char *read_text(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = calloc(1, 65536);

	if (file == NULL || text == NULL || fread(text, 1, 65535, file) == 0) {
		perror(path);
		exit(2);
	}
	fclose(file);
	return text;
}

static void stop(int signal_number)
{
	(void)signal_number;
	http_server_stop(server);
}

static enum log_level level = LOG_ERROR;

static void set_option(struct http_options *options, const char *name, const char *value)
{
	const struct {
		const char *name;
		unsigned *place;
	} numbers[] = {
		{ "loops", &options->loops },
		{ "workers", &options->workers },
		{ "queue", &options->queue },
		{ "connections", &options->connections },
		{ "per_address", &options->connections_per_address },
		{ "uploads", &options->uploads },
		{ "header_seconds", &options->header_seconds },
		{ "idle_seconds", &options->idle_seconds },
		{ "body_seconds", &options->body_seconds },
		{ "send_seconds", &options->send_seconds },
		{ "stop_seconds", &options->stop_seconds },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (strcmp(name, numbers[i].name) == 0)
			*numbers[i].place = (unsigned)strtoul(value, NULL, 10);
	if (strcmp(name, "certificate") == 0)
		options->certificate = read_text(value);
	if (strcmp(name, "key") == 0)
		options->key = read_text(value);
	if (strcmp(name, "spool") == 0)
		options->spool_folder = value;
	if (strcmp(name, "address") == 0)
		options->address = value;
	if (strcmp(name, "port") == 0)
		options->port = (uint16_t)strtoul(value, NULL, 10);
	if (strcmp(name, "log") == 0)
		log_level_parse(value, &level);
}

int main(int argc, char **argv)
{
	struct http_options options = { .size = sizeof options,
		                        .address = "127.0.0.1",
		                        .admit = admit,
		                        .handle = handle,
		                        .begin = begin,
		                        .end = free };
	char why[256] = "";
	bool done;

	for (int i = 1; i < argc; i++) {
		char *equals = strchr(argv[i], '=');

		if (equals != NULL) {
			*equals = '\0';
			set_option(&options, argv[i], equals + 1);
		}
	}
	options.log = log_new(STDERR_FILENO, level);
	server = http_server_new(&options, why, sizeof why);
	if (server == NULL) {
		fprintf(stderr, "%s\n", why);
		log_free(options.log);
		return 1;
	}
	signal(SIGTERM, stop);
	signal(SIGINT, stop);
	printf("port %u\n", http_server_port(server));
	fflush(stdout);
	done = http_server_run(server, why, sizeof why);
	if (!done) {
		fprintf(stderr, "%s\n", why);
		_exit(3);
	}
	http_server_free(server);
	log_free(options.log);
	free((void *)(uintptr_t)options.certificate);
	free((void *)(uintptr_t)options.key);
	return 0;
}
