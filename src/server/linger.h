/*
 * linger.h - sockets that are closed slowly. A client that is refused while it still
 * sends would lose the answer if the socket closed at once, because unread bytes make
 * the kernel reset the connection. So what it sends is read and dropped for a while.
 */
#ifndef MIPSIA_SERVER_LINGER_H
#define MIPSIA_SERVER_LINGER_H

#include <poll.h>
#include <stdint.h>

#define LINGER_MAX 64            /* sockets at once; beyond, the oldest closes */
#define LINGER_MILLISECONDS 2000 /* at most, each */
#define LINGER_BYTES (4u << 20)  /* at most, each */

struct lingering {
	int fd;
	uint64_t until;
	uint32_t bytes;
};

/* Starts as { 0 }. */
struct lingerers {
	struct lingering sockets[LINGER_MAX];
	unsigned length;
};

/* Takes over a socket: nothing more is sent. `now` is in milliseconds. */
void linger_add(struct lingerers *linger, int fd, uint64_t now);

/* Fills `polled`, which has room for LINGER_MAX; returns how many. */
unsigned linger_poll(const struct lingerers *linger, struct pollfd *polled);

/* Reads what came, closes those that are done. `polled` as linger_poll filled it. */
void linger_serve(struct lingerers *linger, const struct pollfd *polled, unsigned length, uint64_t now);

void linger_close_all(struct lingerers *linger);

#endif
