/* linger.c - sockets that are closed slowly. */
#include "server/linger.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void drop(struct lingerers *linger, unsigned i)
{
	close(linger->sockets[i].fd);
	linger->length--;
	memmove(&linger->sockets[i], &linger->sockets[i + 1],
	        (linger->length - i) * sizeof linger->sockets[0]);
}

void linger_add(struct lingerers *linger, int fd, uint64_t now)
{
	if (linger->length == LINGER_MAX)
		drop(linger, 0);
	shutdown(fd, SHUT_WR);
	linger->sockets[linger->length++] =
		(struct lingering){ .fd = fd, .until = now + LINGER_MILLISECONDS };
}

unsigned linger_poll(const struct lingerers *linger, struct pollfd *polled)
{
	for (unsigned i = 0; i < linger->length; i++)
		polled[i] = (struct pollfd){ .fd = linger->sockets[i].fd, .events = POLLIN };
	return linger->length;
}

/* True when the client has finished, or we have had enough. */
static bool read_away(struct lingering *socket)
{
	char bytes[16384];
	ssize_t n;

	while ((n = recv(socket->fd, bytes, sizeof bytes, MSG_DONTWAIT)) > 0) {
		socket->bytes += (uint32_t)n;
		if (socket->bytes > LINGER_BYTES)
			return true;
	}
	return n == 0 || (errno != EAGAIN && errno != EINTR);
}

void linger_serve(struct lingerers *linger, const struct pollfd *polled, unsigned length, uint64_t now)
{
	/* backwards: those after one that goes have been looked at */
	for (unsigned i = length; i-- > 0;)
		if ((polled[i].revents != 0 && read_away(&linger->sockets[i])) ||
		    now >= linger->sockets[i].until)
			drop(linger, i);
}

void linger_close_all(struct lingerers *linger)
{
	while (linger->length > 0)
		drop(linger, linger->length - 1);
}
