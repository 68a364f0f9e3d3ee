/*
 * api_body.c - query, JSON body and file of a request.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "server/api_parts.h"
#include "server/http_json.h"
#include "server/http_target.h"

json_t *api_query(const struct http_request *request)
{
	json_t *query = json_object();

	for (size_t i = 0; i < request->query_length; i++)
		json_object_set_new(query, request->query[i].name, json_string(request->query[i].value));
	return query;
}

json_t *api_body(const struct http_request *request, struct http_response *response)
{
	json_t *body = http_read_json(request, response);

	if (!body || json_is_object(body))
		return body;
	json_decref(body);
	http_problem(response, 400, "notObject", "The body is JSON, but not an object.",
	             "Send an object: {...}.");
	return NULL;
}

/* ---------------------------------------------------------------------- uploads */

/* The percent-encoded name; what cannot be read stays as it is. */
static void decode_name(const char *from, char *to, size_t size)
{
	size_t length = 0;

	while (*from && length + 1 < size) {
		int high = *from == '%' ? target_hex(from[1]) : -1;
		int low = high >= 0 ? target_hex(from[2]) : -1;

		if (low >= 0 && (high || low)) {
			to[length++] = (char)(high * 16 + low);
			from += 3;
		} else {
			to[length++] = *from++;
		}
	}
	to[length] = '\0';
}

static bool copy_bytes(int from, int to)
{
	char block[65536];
	off_t at = 0;
	ssize_t got;

	while ((got = pread(from, block, sizeof(block), at)) > 0) {
		for (ssize_t put = 0; put < got;) {
			ssize_t n = write(to, block + put, (size_t)(got - put));

			if (n <= 0)
				return false;
			put += n;
		}
		at += got;
	}
	return got == 0;
}

/* A name for the spooled file, in the folder of incoming files: by a link when the
 * file was made on the same disk without one, else by a copy. */
static bool give_path(int fd, const char *folder, char *path, size_t size)
{
	unsigned char random[12];
	char text[sizeof(random) * 2 + 1];
	char self[64];
	int copy;
	bool good;

	randombytes_buf(random, sizeof(random));
	sodium_bin2hex(text, sizeof(text), random, sizeof(random));
	snprintf(path, size, "%s/%s", folder, text);
	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	if (linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
		return true;
	copy = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (copy < 0)
		return false;
	good = copy_bytes(fd, copy);
	if (close(copy) != 0 || !good) {
		int reason = errno;

		unlink(path);
		errno = reason;
		return false;
	}
	return true;
}

bool api_take_upload(const struct workbench *bench, const struct http_request *request,
                     struct api_upload *upload, struct http_response *response)
{
	const char *name = http_header(request, API_FILE_NAME_HEADER);

	memset(upload, 0, sizeof(*upload));
	if (!request->has_upload || request->upload.size == 0) {
		http_problem(response, 422, "emptyFile", "The file is empty, or did not arrive.",
		             "Choose the file again.");
		return false;
	}
	if (!give_path(request->upload.fd, gate_incoming(bench), upload->path, sizeof(upload->path))) {
		bool full = errno == ENOSPC || errno == EDQUOT;

		http_problem(response, full ? 507 : 503, full ? "diskFull" : "diskFailed",
		             full ? "There is no room left on the server's disk."
		                  : "The file cannot be kept on the server's disk.",
		             full ? "Free space, then send the file again." : "Look at the server's log.");
		return false;
	}
	decode_name(name ? name : "file", upload->name, sizeof(upload->name));
	upload->upload.path = upload->path;
	upload->upload.name = upload->name;
	upload->upload.size = (int64_t)request->upload.size;
	sodium_bin2hex(upload->upload.sha256, sizeof(upload->upload.sha256), request->upload.sha256,
	               sizeof(request->upload.sha256));
	return true;
}

void api_drop_upload(const struct api_upload *upload)
{
	unlink(upload->path);
}
