/* listen.h - the listening socket. */
#ifndef MIPSIA_SERVER_LISTEN_H
#define MIPSIA_SERVER_LISTEN_H

#include <stddef.h>
#include <stdint.h>

/* Binds address (in figures, IPv4 or IPv6) and *port (0: any) and listens, without blocking.
 * *port becomes the one in use. -1 with a sentence in `why`. */
int listen_on(const char *address, uint16_t *port, char *why, size_t why_size);

#endif
