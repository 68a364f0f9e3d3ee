/* listen.c - binds the listening socket. */
#include "server/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 1024

struct endpoint {
	struct sockaddr_storage address;
	socklen_t length;
};

static bool make_endpoint(const char *address, uint16_t port, struct endpoint *endpoint)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_port = htons(port) };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_port = htons(port) };

	memset(endpoint, 0, sizeof *endpoint);
	if (inet_pton(AF_INET, address, &v4.sin_addr) == 1) {
		endpoint->length = sizeof v4;
		memcpy(&endpoint->address, &v4, sizeof v4);
		return true;
	}
	if (inet_pton(AF_INET6, address, &v6.sin6_addr) == 1) {
		endpoint->length = sizeof v6;
		memcpy(&endpoint->address, &v6, sizeof v6);
		return true;
	}
	return false;
}

static uint16_t port_of(int fd)
{
	struct sockaddr_storage address;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	socklen_t length = sizeof address;

	if (getsockname(fd, (struct sockaddr *)&address, &length) != 0)
		return 0;
	if (address.ss_family == AF_INET) {
		memcpy(&v4, &address, sizeof v4);
		return ntohs(v4.sin_port);
	}
	memcpy(&v6, &address, sizeof v6);
	return ntohs(v6.sin6_port);
}

static void explain(const char *address, uint16_t port, int error, char *why, size_t why_size)
{
	if (error == EADDRINUSE)
		snprintf(why, why_size,
		         "Port %u on %s is in use by another program. Stop that one, or choose another port.",
		         port, address);
	else if (error == EACCES)
		snprintf(why, why_size,
		         "Port %u on %s may only be used by an administrator. Choose one above 1023.", port,
		         address);
	else if (error == EADDRNOTAVAIL)
		snprintf(why, why_size, "This machine does not have the address %s.", address);
	else
		snprintf(why, why_size, "Port %u on %s cannot be used: %s.", port, address, strerror(error));
}

int listen_on(const char *address, uint16_t *port, char *why, size_t why_size)
{
	struct endpoint endpoint;
	int fd, one = 1;

	if (!make_endpoint(address, *port, &endpoint)) {
		snprintf(why, why_size, "\"%.60s\" is not an IP address. Use one like 127.0.0.1 or ::1.",
		         address);
		return -1;
	}
	fd = socket(endpoint.address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0) {
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
		if (bind(fd, (struct sockaddr *)&endpoint.address, endpoint.length) == 0 &&
		    listen(fd, BACKLOG) == 0) {
			*port = port_of(fd);
			return fd;
		}
	}
	explain(address, *port, errno, why, why_size);
	if (fd >= 0)
		close(fd);
	return -1;
}
