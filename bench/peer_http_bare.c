/*
 * peer_http_bare.c - the HTTP library with nothing around it: one answer made once,
 * sent to whoever asks, with the headers that our server sends. The ceiling for ours.
 * usage: peer_http_bare   prints "port N", serves until it is killed
 */
#include <microhttpd.h>
#include <poll.h>
#include <stdio.h>

static struct MHD_Response *answer;
static int seen;

static enum MHD_Result take(void *payload, struct MHD_Connection *handle, const char *url, const char *method,
                            const char *version, const char *bytes, size_t *length, void **context)
{
	(void)payload;
	(void)url;
	(void)method;
	(void)version;
	(void)bytes;
	(void)length;
	if (*context == NULL) {
		*context = &seen;
		return MHD_YES;
	}
	return MHD_queue_response(handle, 200, answer);
}

int main(void)
{
	static char body[] = "hello\n";
	struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, take, NULL,
	                                             MHD_OPTION_CONNECTION_TIMEOUT, 60u, MHD_OPTION_END);
	struct pollfd polled = { .events = POLLIN };

	answer = MHD_create_response_from_buffer(sizeof body - 1, body, MHD_RESPMEM_PERSISTENT);
	if (daemon == NULL || answer == NULL)
		return 1;
	MHD_add_response_header(answer, "Content-Type", "text/plain");
	MHD_add_response_header(answer, "Cache-Control", "no-store");
	MHD_add_response_header(answer, "X-Content-Type-Options", "nosniff");
	MHD_add_response_header(answer, "Referrer-Policy", "no-referrer");
	MHD_add_response_header(answer, "Content-Security-Policy",
	                        "default-src 'none'; script-src 'self'; style-src 'self'; "
	                        "img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; "
	                        "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
	                        "base-uri 'none'");
	MHD_add_response_header(answer, "Cross-Origin-Opener-Policy", "same-origin");
	MHD_add_response_header(answer, "Cross-Origin-Resource-Policy", "same-origin");
	MHD_add_response_header(answer, "Permissions-Policy",
	                        "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
	MHD_add_response_header(answer, "X-Request-Id", "0123456789abcdef");
	printf("port %u\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
	fflush(stdout);
	polled.fd = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	for (;;) {
		MHD_UNSIGNED_LONG_LONG timeout;
		int wait = MHD_get_timeout(daemon, &timeout) == MHD_YES ? (int)timeout : -1;

		poll(&polled, 1, wait);
		MHD_run_wait(daemon, 0);
	}
}
