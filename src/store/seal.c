/* seal.c - see seal.h. A sealed text is: version, nonce, ciphertext with its tag. */
#include "store/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "store/disk.h"

#define KEY_BYTES crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define VERSION 1
#define HEAD_BYTES (1 + NONCE_BYTES)
#define KEY_DIGITS (2 * KEY_BYTES)

_Static_assert(SEAL_TEXT_MAX + HEAD_BYTES + TAG_BYTES <= SEAL_BYTES_MAX, "seal.h promises room");

struct seal {
	unsigned char key[KEY_BYTES];
};

/* ------------------------------------------------------------------ key file */

/* The key file is 64 hexadecimal digits and a line's end: it can be printed. */
static bool parse_key(struct seal *seal, const char *text, size_t length)
{
	size_t bytes;
	const char *end;

	while (length > 0 && strchr("\r\n", text[length - 1]) != NULL)
		length--;
	return length == KEY_DIGITS &&
	       sodium_hex2bin(seal->key, KEY_BYTES, text, length, NULL, &bytes, &end) == 0 &&
	       bytes == KEY_BYTES && end == text + length;
}

static bool read_key(struct seal *seal, int fd, const char *path, char *message, size_t size)
{
	char text[KEY_DIGITS + 8];
	struct stat about;
	ssize_t length;
	bool good;

	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
		snprintf(message, size, "%s: the key is not a file; name the key file.", path);
		return false;
	}
	if ((about.st_mode & 077) != 0) {
		snprintf(message, size,
		         "%s: other users of this computer can read the key; write 'chmod 600' and its name "
		         "to keep it for its owner alone.",
		         path);
		return false;
	}
	length = read(fd, text, sizeof text);
	good = length > 0 && parse_key(seal, text, (size_t)length);
	sodium_memzero(text, sizeof text);
	if (!good)
		snprintf(message, size,
		         "%s: this is no key of mipsia: it must hold 64 digits of 0-9 and a-f; take the key "
		         "file from where it is kept.",
		         path);
	return good;
}

static bool make_key(struct seal *seal, const char *path, char *message, size_t size)
{
	char text[KEY_DIGITS + 2];
	enum store_status status;

	randombytes_buf(seal->key, KEY_BYTES);
	sodium_bin2hex(text, sizeof text, seal->key, KEY_BYTES);
	text[KEY_DIGITS] = '\n';
	status = disk_put(path, text, KEY_DIGITS + 1);
	sodium_memzero(text, sizeof text);
	if (status != STORE_OK)
		snprintf(message, size, "%s: the key cannot be written (%s). %s", path, strerror(errno),
		         store_strstatus(status));
	return status == STORE_OK;
}

static bool obtain_key(struct seal *seal, const char *path, bool create, char *message, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool good;

	if (fd < 0 && errno == ENOENT && create)
		return make_key(seal, path, message, size);
	if (fd < 0) {
		snprintf(message, size,
		         "%s: the key cannot be read (%s); put the key file there, readable for its owner.",
		         path, strerror(errno));
		return false;
	}
	good = read_key(seal, fd, path, message, size);
	close(fd);
	return good;
}

struct seal *seal_open(const char *path, bool create, char *message, size_t size)
{
	struct seal *seal = sodium_init() < 0 ? NULL : sodium_malloc(sizeof *seal);

	if (seal == NULL) {
		snprintf(message, size, "%s", store_strstatus(STORE_MEMORY));
		return NULL;
	}
	if (!obtain_key(seal, path, create, message, size)) {
		sodium_free(seal);
		return NULL;
	}
	sodium_mprotect_readonly(seal);
	return seal;
}

void seal_close(struct seal *seal)
{
	sodium_free(seal);
}

/* ------------------------------------------------------------------- sealing */

size_t seal_text(const struct seal *seal, const char *context, const char *text,
                 unsigned char out[SEAL_BYTES_MAX])
{
	size_t length = strlen(text);
	unsigned long long sealed;

	if (length > SEAL_TEXT_MAX)
		return 0;
	out[0] = VERSION;
	randombytes_buf(out + 1, NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + HEAD_BYTES, &sealed, (const unsigned char *)text,
	                                           length, (const unsigned char *)context, strlen(context),
	                                           NULL, out + 1, seal->key);
	return HEAD_BYTES + (size_t)sealed;
}

bool seal_open_text(const struct seal *seal, const char *context, const void *bytes, size_t length,
                    char out[SEAL_TEXT_MAX + 1])
{
	const unsigned char *sealed = bytes;
	unsigned long long opened;

	out[0] = '\0';
	if (bytes == NULL || length < HEAD_BYTES + TAG_BYTES ||
	    length > HEAD_BYTES + TAG_BYTES + SEAL_TEXT_MAX || sealed[0] != VERSION)
		return false;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		    (unsigned char *)out, &opened, NULL, sealed + HEAD_BYTES, length - HEAD_BYTES,
		    (const unsigned char *)context, strlen(context), sealed + 1, seal->key) != 0) {
		out[0] = '\0';
		return false;
	}
	out[opened] = '\0';
	return true;
}
