/* key.c - see key.h. */
#include "store/key.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "store/folder.h"

#define CONTEXT "setting:key_check"
#define CONSTANT "mipsia"
#define HEX_MAX (2 * SEAL_BYTES_MAX + 1)

/* The check value in `hex`, "" when there is none. */
static enum store_status read_check(struct store *store, char hex[HEX_MAX])
{
	struct store_rows *rows;
	enum store_status status =
		store_query(store, &rows, "SELECT value FROM setting WHERE name = 'key_check'", "");

	hex[0] = '\0';
	if (status != STORE_OK)
		return status;
	status = store_step(rows);
	if (status == STORE_ROW) {
		const char *value = store_text(rows, 0);

		status = value != NULL && strlen(value) < HEX_MAX ? STORE_OK : STORE_DAMAGED;
		if (status == STORE_OK)
			memcpy(hex, value, strlen(value) + 1);
	}
	store_rows_end(rows);
	return status;
}

enum store_status key_exists(struct store *store, bool *exists)
{
	char hex[HEX_MAX];
	enum store_status status = read_check(store, hex);

	*exists = hex[0] != '\0';
	return status;
}

enum store_status key_fits(struct store *store, const struct seal *seal, bool *fits)
{
	char hex[HEX_MAX];
	unsigned char sealed[SEAL_BYTES_MAX];
	char text[SEAL_TEXT_MAX + 1];
	size_t length;
	enum store_status status = read_check(store, hex);

	*fits = false;
	if (status != STORE_OK)
		return status;
	*fits = hex[0] == '\0' ||
	        (sodium_hex2bin(sealed, sizeof sealed, hex, strlen(hex), NULL, &length, NULL) == 0 &&
	         seal_open_text(seal, CONTEXT, sealed, length, text) && strcmp(text, CONSTANT) == 0);
	return STORE_OK;
}

static enum store_status write_check(struct store *store, const struct seal *seal)
{
	unsigned char sealed[SEAL_BYTES_MAX];
	char hex[HEX_MAX];

	sodium_bin2hex(hex, sizeof hex, sealed, seal_text(seal, CONTEXT, CONSTANT, sealed));
	return store_run(store, NULL, "INSERT INTO setting (name, value) VALUES ('key_check', ?1)", "t", hex);
}

/* Opens the file and sees whether it fits; a store without a key takes it. */
static enum store_status open_with(struct store *store, const char *path, struct seal **out, char *message,
                                   size_t size)
{
	bool exists;
	bool fits;
	enum store_status status = key_exists(store, &exists);

	if (status != STORE_OK)
		return status;
	*out = seal_open(path, !exists, message, size);
	if (*out == NULL)
		return STORE_DAMAGED;
	if (!exists)
		return write_check(store, *out);
	status = key_fits(store, *out, &fits);
	if (status == STORE_OK && !fits) {
		snprintf(message, size,
		         "%s: this key is not the one of these records; put the right key file there.", path);
		status = STORE_DAMAGED;
	}
	return status;
}

enum store_status key_open(struct store_folder *folder, const char *path, struct seal **out, char *message,
                           size_t size)
{
	struct store *store = store_open(folder);
	char usual[FOLDER_FILE_MAX];
	enum store_status status = STORE_IO;

	*out = NULL;
	message[0] = '\0';
	snprintf(usual, sizeof usual, "%s/" KEY_FILE, store_folder_path(folder));
	if (path == NULL)
		path = usual;
	if (store != NULL)
		status = open_with(store, path, out, message, size);
	if (status != STORE_OK && message[0] == '\0')
		snprintf(message, size, "%s: the key cannot be checked. %s", path, store_strstatus(status));
	if (status != STORE_OK) {
		seal_close(*out);
		*out = NULL;
	}
	store_close(store);
	return status;
}
