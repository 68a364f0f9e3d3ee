/*
 * workbench.c - see workbench.h.
 */
#include "services/workbench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "services/operations.h"
#include "store/key.h"

static char *new_token(void)
{
	unsigned char bytes[WORKBENCH_TOKEN_BYTES];
	size_t size = sodium_base64_encoded_len(sizeof(bytes), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *token = malloc(size);

	randombytes_buf(bytes, sizeof(bytes));
	if (token)
		sodium_bin2base64(token, size, bytes, sizeof(bytes),
		                  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return token;
}

bool workbench_open(struct workbench *bench, const struct workbench_options *options,
                    char message[WORKBENCH_MESSAGE])
{
	*bench = (struct workbench){ .book = mipsia_rulebook_builtin(),
		                     .clock_shift = options->clock_shift,
		                     .single_user = options->single_user };
	message[0] = '\0';
	if (sodium_init() < 0) {
		snprintf(message, WORKBENCH_MESSAGE, "This machine gives no random numbers.");
		return false;
	}
	if (store_folder_open(&bench->folder, options->folder, true, message, WORKBENCH_MESSAGE) != STORE_OK)
		return false;
	if (key_open(bench->folder, options->key_file, &bench->seal, message, WORKBENCH_MESSAGE) == STORE_OK)
		bench->launch_token = options->single_user ? new_token() : NULL;
	if (bench->seal && (bench->launch_token || !options->single_user))
		return true;
	workbench_close(bench);
	return false;
}

void workbench_close(struct workbench *bench)
{
	seal_close(bench->seal);
	store_folder_close(bench->folder);
	free(bench->launch_token);
	*bench = (struct workbench){ .book = NULL };
}

int64_t workbench_now(const struct workbench *bench)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + bench->clock_shift;
}

mipsia_date workbench_day(int64_t now)
{
	time_t seconds = (time_t)(now / 1000);
	struct tm local;

	if (!localtime_r(&seconds, &local))
		return MIPSIA_DATE_UNKNOWN;
	return mipsia_date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}
