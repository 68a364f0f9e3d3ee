/*
 * serve.c - see serve.h.
 */
#include "server/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/api.h"
#include "server/file_text.h"

#define WHY 512

struct serving {
	const struct serve_options *options;
	void (*complain)(const char *message);
	struct workbench bench;
	struct api api;
	struct server_log *log;
	char *certificate;
	char *key;
	struct http_server *server;
	char launch_file[4200];
};

static struct http_server *stop_this; /* for the signal's handler alone */

static void complain(const struct serving *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void complain(const struct serving *s, const char *format, ...)
{
	char message[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);
	s->complain(message);
}

/* --------------------------------------------------------------------- options */

static bool is_loopback(const char *address)
{
	return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

static bool is_address(const char *address)
{
	unsigned char bytes[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, address, bytes) == 1 || inet_pton(AF_INET6, address, bytes) == 1;
}

static bool options_fit(const struct serving *s)
{
	const struct serve_options *o = s->options;

	if (!is_address(o->address)) {
		complain(s, "'%s' is no address in figures; give one such as 127.0.0.1 or 0.0.0.0",
		         o->address);
		return false;
	}
	if (!o->certificate != !o->key) {
		complain(s, "--tls-cert and --tls-key belong together; give both");
		return false;
	}
	if (!is_loopback(o->address) && !o->certificate) {
		complain(s,
		         "%s can be reached from the network, and nothing would be encrypted; give "
		         "--tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy with "
		         "--behind-proxy",
		         o->address);
		return false;
	}
	return true;
}

static bool wants_accounts(const struct serve_options *o)
{
	return o->accounts || o->behind_proxy || !is_loopback(o->address);
}

/* ---------------------------------------------------------------------- records */

static bool open_records(struct serving *s)
{
	struct workbench_options options = { .folder = s->options->folder,
		                             .key_file = s->options->key_file,
		                             .single_user = !wants_accounts(s->options),
		                             .clock_shift = s->options->clock_shift };
	char message[WORKBENCH_MESSAGE];

	if (!workbench_open(&s->bench, &options, message)) {
		complain(s, "%s", message);
		return false;
	}
	if (!options.single_user && !workbench_has_accounts(&s->bench)) {
		complain(s,
		         "there is no account yet that could sign in; add the first with 'mipsia account "
		         "add NAME --role administrator --data %s'",
		         s->options->folder);
		return false;
	}
	if (s->options->demonstrate && !workbench_demonstrate(&s->bench, message)) {
		complain(s, "%s", message);
		return false;
	}
	return true;
}

static bool load_certificate(struct serving *s)
{
	if (!s->options->certificate)
		return true;
	s->certificate = file_text(s->options->certificate);
	s->key = s->certificate ? file_text(s->options->key) : NULL;
	if (s->key)
		return true;
	complain(s, "%s cannot be read (%s); look at its name and its permissions",
	         s->certificate ? s->options->key : s->options->certificate, strerror(errno));
	return false;
}

/* ------------------------------------------------------------------------ server */

static struct http_server *new_server(struct serving *s, int port, char why[WHY])
{
	struct http_options options = { .size = sizeof(options),
		                        .address = s->options->address,
		                        .port = (uint16_t)port,
		                        .certificate = s->certificate,
		                        .key = s->key,
		                        .spool_folder = api_spool_folder(&s->bench),
		                        .admit = api_admit,
		                        .handle = api_handle,
		                        .begin = api_begin,
		                        .end = api_end,
		                        .payload = &s->api,
		                        .log = s->log };

	return http_server_new(&options, why, WHY);
}

static bool start_server(struct serving *s)
{
	char why[WHY] = "";

	s->log = log_new(STDERR_FILENO, s->options->log_level);
	s->server = new_server(s, s->options->port, why);
	if (!s->server && !s->options->port_given)
		s->server = new_server(s, 0, why);
	if (s->server)
		return true;
	complain(s, "the server cannot start: %s", why);
	return false;
}

/* Names that a browser may use for us: those of the loopback address, of the address
 * that we listen on, and those given. */
static void name_hosts(struct serving *s, unsigned port)
{
	static const char *const loopback[] = { "127.0.0.1", "localhost", "[::1]" };
	char host[128];

	if (is_loopback(s->options->address) && !s->options->behind_proxy) {
		for (int i = 0; i < 3; i++) {
			snprintf(host, sizeof(host), "%s:%u", loopback[i], port);
			api_add_host(&s->api, host);
		}
	}
	for (int i = 0; i < s->options->hosts_length; i++) {
		api_add_host(&s->api, s->options->hosts[i]);
		snprintf(host, sizeof(host), "%s:%u", s->options->hosts[i], port);
		api_add_host(&s->api, host);
	}
}

static void fill_api(struct serving *s)
{
	unsigned port = http_server_port(s->server);

	s->api.bench = &s->bench;
	s->api.log = s->log;
	s->api.server = s->server;
	s->api.behind_proxy = s->options->behind_proxy;
	s->api.secure = s->options->certificate || s->options->behind_proxy;
	snprintf(s->api.cookie, sizeof(s->api.cookie), "%smipsia_session_%u", s->api.secure ? "__Host-" : "",
	         port);
	name_hosts(s, port);
}

/* ------------------------------------------------------------------ where to look */

static void write_launch_file(struct serving *s, const char *url)
{
	int fd;

	snprintf(s->launch_file, sizeof(s->launch_file), "%s/launch-url", s->options->folder);
	fd = open(s->launch_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	dprintf(fd, "%s\n", url);
	close(fd);
}

static void say_where(struct serving *s)
{
	bool six = strchr(s->options->address, ':') != NULL;
	char url[512];

	snprintf(url, sizeof(url), "%s://%s%s%s:%u/", s->options->certificate ? "https" : "http",
	         six ? "[" : "", s->options->address, six ? "]" : "", http_server_port(s->server));
	if (s->options->clock_shift)
		printf("This is a rehearsal: the clock is shifted, and nothing signed here is real.\n");
	if (s->bench.single_user) {
		snprintf(url + strlen(url), sizeof(url) - strlen(url), "#launch=%s", s->bench.launch_token);
		write_launch_file(s, url);
		printf("mipsia is ready. Open this address in a browser; it lets you in, so keep it to "
		       "yourself:\n\n  %s\n\n",
		       url);
	} else {
		printf("mipsia is ready. People sign in at:\n\n  %s\n\n", url);
	}
	printf("Records: %s\nStop with Ctrl-C.\n", s->options->folder);
	fflush(stdout);
}

/* ------------------------------------------------------------------------ running */

static void on_signal(int number)
{
	(void)number;
	http_server_stop(stop_this);
}

static void catch_signals(struct http_server *server)
{
	struct sigaction action = { .sa_handler = on_signal };

	stop_this = server;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static enum serve_end run(struct serving *s)
{
	char why[WHY] = "";

	fill_api(s);
	catch_signals(s->server);
	say_where(s);
	if (http_server_run(s->server, why, sizeof(why)))
		return SERVE_OK;
	complain(s, "%s", why);
	return SERVE_STUCK;
}

static void close_all(struct serving *s)
{
	if (s->launch_file[0])
		unlink(s->launch_file);
	http_server_free(s->server);
	log_free(s->log);
	workbench_close(&s->bench);
	free(s->certificate);
	free(s->key);
}

enum serve_end serve(const struct serve_options *options, void (*complain_to)(const char *message))
{
	struct serving s = { .options = options, .complain = complain_to };
	enum serve_end end = SERVE_FAILED;

	if (!options_fit(&s))
		return SERVE_USAGE;
	if (open_records(&s) && load_certificate(&s) && start_server(&s))
		end = run(&s);
	if (end != SERVE_STUCK)
		close_all(&s);
	return end;
}
