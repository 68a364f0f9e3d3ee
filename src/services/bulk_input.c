/* bulk_input.c - files, read into blocks that end where a case ends. */
#include "services/bulk_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/json_cut.h"
#include "formats/json_dom.h"
#include "services/bulk_sniff.h"

#define CASE_BYTES_MAX JSON_LENGTH_MAX

static const char too_large[] = "the case is longer than 16 MiB; split it";
static const char not_closed[] = "the array is not closed by ]; is the file cut off?";
static const char after_array[] = "text stands behind the end of the array; remove it";

struct bulk_input {
	const char *const *files;
	size_t files_length;
	size_t next_file;
	bulk_complain_fn *complain;
	void *payload;
	bool unreadable;
	bool out_of_memory;
	/* the open file */
	const char *file; /* NULL: none is open */
	int fd;
	bool regular;
	bool ended;
	bool fresh;          /* no block of it was made yet */
	enum bulk_kind kind; /* BULK_UNDECIDED until the first bytes are read */
	bool skipping;       /* amid a case that is too large */
	bool behind;         /* ELEMENTS: behind the array */
	bool complained;     /* of what stands there */
	struct json_cut cut;
	size_t scanned; /* bytes of the carry that `cut` has seen */
	uint64_t elements;
	/* the beginning of the next case, read but not yet in a block */
	char *carry;
	size_t carry_length;
	size_t carry_capacity;
};

/* --------------------------------------------------------------------- files */

struct bulk_input *bulk_input_new(const char *const *files, size_t files_length, bulk_complain_fn *complain,
                                  void *payload)
{
	struct bulk_input *input = calloc(1, sizeof *input);

	if (input != NULL)
		*input = (struct bulk_input){ .files = files,
			                      .files_length = files_length,
			                      .complain = complain,
			                      .payload = payload,
			                      .fd = -1 };
	return input;
}

static void close_file(struct bulk_input *input)
{
	if (input->fd > STDERR_FILENO)
		close(input->fd);
	input->fd = -1;
	input->file = NULL;
}

void bulk_input_free(struct bulk_input *input)
{
	if (input == NULL)
		return;
	close_file(input);
	free(input->carry);
	free(input);
}

bool bulk_input_unreadable(const struct bulk_input *input)
{
	return input->unreadable;
}

bool bulk_input_out_of_memory(const struct bulk_input *input)
{
	return input->out_of_memory;
}

static bool is_standard_input(const char *file)
{
	return strcmp(file, "-") == 0;
}

uint64_t bulk_input_size(const struct bulk_input *input)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < input->files_length; i++) {
		struct stat about;
		int status = is_standard_input(input->files[i]) ? fstat(STDIN_FILENO, &about)
		                                                : stat(input->files[i], &about);

		if (status != 0 || !S_ISREG(about.st_mode))
			return 0;
		sum += (uint64_t)about.st_size;
	}
	return sum;
}

static void fail(struct bulk_input *input, const char *file, int error)
{
	input->unreadable = true;
	input->complain(file, strerror(error), input->payload);
}

static void begin_file(struct bulk_input *input, const char *file, int fd)
{
	struct stat about;

	input->file = file;
	input->fd = fd;
	input->regular = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
	input->ended = false;
	input->fresh = true;
	input->kind = BULK_UNDECIDED;
	input->skipping = false;
	input->behind = false;
	input->complained = false;
	input->elements = 0;
	input->carry_length = 0;
}

/* The next file that can be opened; false when there is none. */
static bool open_next(struct bulk_input *input)
{
	while (input->next_file < input->files_length) {
		const char *file = input->files[input->next_file++];
		int fd = is_standard_input(file) ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);

		if (fd >= 0) {
			begin_file(input, file, fd);
			return true;
		}
		fail(input, file, errno);
	}
	return false;
}

/* -------------------------------------------------------------------- blocks */

void bulk_block_free(struct bulk_block *block)
{
	free(block->bytes);
	free(block->cuts);
	*block = (struct bulk_block){ .bytes = NULL };
}

static bool has_capacity(struct bulk_input *input, struct bulk_block *block, size_t capacity)
{
	char *bytes;

	if (capacity <= block->capacity)
		return true;
	bytes = realloc(block->bytes, capacity + JSON_PADDING);
	if (bytes == NULL) {
		input->out_of_memory = true;
		return false;
	}
	memset(bytes + capacity, 0, JSON_PADDING);
	block->bytes = bytes;
	block->capacity = capacity;
	return true;
}

/* Reads at least one more byte, unless the file ends. False without memory. */
static bool read_more(struct bulk_input *input, struct bulk_block *block)
{
	ssize_t count;
	size_t target;

	if (block->length == block->capacity && !has_capacity(input, block, block->capacity * 2))
		return false;
	/* a block that grew for one large case is not filled for small ones */
	target = block->length < BULK_BLOCK_SIZE ? BULK_BLOCK_SIZE : block->capacity;
	do
		count = read(input->fd, block->bytes + block->length, target - block->length);
	while (count < 0 && errno == EINTR);
	if (count < 0)
		fail(input, input->file, errno);
	if (count <= 0) {
		input->ended = true;
		return true;
	}
	block->length += (size_t)count;
	block->bytes_read += (uint64_t)count;
	return true;
}

/* Enough for a block: a full one, or, from a pipe, whatever came. */
static bool is_enough(const struct bulk_input *input, const struct bulk_block *block)
{
	return input->ended || !input->regular || block->length >= BULK_BLOCK_SIZE;
}

/* Moves the block's bytes from `at` on into the carry. False without memory. */
static bool carry_over(struct bulk_input *input, struct bulk_block *block, size_t at)
{
	size_t length = block->length - at;

	if (length > input->carry_capacity) {
		char *carry = realloc(input->carry, length);

		if (carry == NULL) {
			input->out_of_memory = true;
			return false;
		}
		input->carry = carry;
		input->carry_capacity = length;
	}
	if (length > 0)
		memcpy(input->carry, block->bytes + at, length);
	input->carry_length = length;
	block->length = at;
	return true;
}

static bool begin_block(struct bulk_input *input, struct bulk_block *block)
{
	size_t capacity = input->carry_length > BULK_BLOCK_SIZE ? input->carry_length : BULK_BLOCK_SIZE;

	block->length = 0;
	block->cuts_length = 0;
	block->bytes_read = 0;
	block->file = input->file;
	block->unit = input->kind == BULK_ELEMENTS ? "element" : "line";
	block->first_of_file = input->fresh;
	block->is_lines = input->kind == BULK_LINES;
	block->relative = input->kind == BULK_LINES;
	if (!has_capacity(input, block, capacity))
		return false;
	if (input->carry_length > 0)
		memcpy(block->bytes, input->carry, input->carry_length);
	block->length = input->carry_length;
	input->carry_length = 0;
	return true;
}

static bool add_cut(struct bulk_input *input, struct bulk_block *block, struct bulk_cut cut)
{
	size_t capacity = block->cuts_capacity ? block->cuts_capacity * 2 : 1024;

	if (block->cuts_length == block->cuts_capacity) {
		struct bulk_cut *cuts = realloc(block->cuts, capacity * sizeof *cuts);

		if (cuts == NULL) {
			input->out_of_memory = true;
			return false;
		}
		block->cuts = cuts;
		block->cuts_capacity = capacity;
	}
	block->cuts[block->cuts_length++] = cut;
	return true;
}

static bool add_complaint(struct bulk_input *input, struct bulk_block *block, uint64_t number,
                          enum case_code code, const char *complaint)
{
	return add_cut(input, block,
	               (struct bulk_cut){ .number = number, .code = code, .complaint = complaint });
}

/* --------------------------------------------------------------------- lines */

/* Within a line that is too large: drops it. Its answer is a block of its own. */
static bool skip_line(struct bulk_input *input, struct bulk_block *block)
{
	for (;;) {
		const char *newline = block->length ? memchr(block->bytes, '\n', block->length) : NULL;

		if (newline != NULL || input->ended) {
			size_t end = newline ? (size_t)(newline + 1 - block->bytes) : block->length;

			input->skipping = false;
			block->is_lines = false;
			if (!carry_over(input, block, end))
				return false;
			block->length = 0;
			return add_complaint(input, block, 1, CASE_TOO_LARGE, too_large);
		}
		block->length = 0;
		if (!read_more(input, block))
			return false;
	}
}

static bool fill_lines(struct bulk_input *input, struct bulk_block *block)
{
	while (!input->skipping) {
		const char *newline = is_enough(input, block) && block->length
		                              ? memrchr(block->bytes, '\n', block->length)
		                              : NULL;

		if (input->ended)
			return true;
		if (newline != NULL)
			return carry_over(input, block, (size_t)(newline + 1 - block->bytes));
		if (block->length > CASE_BYTES_MAX) {
			input->skipping = true;
			block->length = 0;
		}
		if (!read_more(input, block))
			return false;
	}
	return skip_line(input, block);
}

/* ---------------------------------------------------------- values, elements */

static uint64_t number_of(struct bulk_input *input)
{
	return input->kind == BULK_ELEMENTS ? ++input->elements : input->cut.value_line;
}

/* The value that ends at `end` goes into the block. */
static bool take_value(struct bulk_input *input, struct bulk_block *block, size_t end)
{
	bool skipped = input->skipping;
	size_t begin = input->cut.in_value ? input->cut.value_start : end;
	bool empty_array = input->cut.closed && input->elements == 0 && !input->cut.in_value;

	json_cut_next(&input->cut);
	input->skipping = false;
	if (empty_array)
		return true;
	if (skipped)
		return add_complaint(input, block, number_of(input), CASE_TOO_LARGE, too_large);
	return add_cut(
		input, block,
		(struct bulk_cut){ .begin = begin, .length = end - begin, .number = number_of(input) });
}

/* Takes all values that end between `*at` and the end of the block. */
static bool take_values(struct bulk_input *input, struct bulk_block *block, size_t *at)
{
	for (;;) {
		size_t end = json_cut_find(&input->cut, block->bytes, block->length, *at);

		if (end == JSON_CUT_NONE)
			break;
		if (!take_value(input, block, end))
			return false;
		*at = input->kind == BULK_ELEMENTS ? end + 1 : end;
		if (input->cut.closed) {
			input->behind = true;
			return true;
		}
	}
	*at = block->length;
	return true;
}

/* The file ended amid a value, or without the bracket of its array. */
static bool take_rest(struct bulk_input *input, struct bulk_block *block)
{
	if (input->cut.in_value && !take_value(input, block, block->length))
		return false;
	if (input->kind == BULK_ELEMENTS && !input->behind && !input->complained) {
		input->complained = true;
		return add_complaint(input, block, input->elements, CASE_SYNTAX, not_closed);
	}
	return true;
}

/* Gives up the bytes of a value that is too large; its end is still looked for. */
static void drop_large_value(struct bulk_input *input, struct bulk_block *block, size_t *at)
{
	size_t begin = input->cut.in_value ? input->cut.value_start : block->length;

	if (!input->skipping && block->length - begin <= CASE_BYTES_MAX)
		return;
	input->skipping = true;
	input->cut.value_start = begin;
	block->length = begin;
	*at = begin;
}

static bool fill_values(struct bulk_input *input, struct bulk_block *block)
{
	size_t at = input->scanned;

	for (;;) {
		if (!take_values(input, block, &at))
			return false;
		if (input->behind)
			return carry_over(input, block, at);
		if (input->ended)
			return take_rest(input, block);
		if (block->cuts_length > 0 && is_enough(input, block))
			break;
		drop_large_value(input, block, &at);
		if (!read_more(input, block))
			return false;
	}
	at = input->cut.in_value ? input->cut.value_start : block->length;
	input->cut.value_start = 0;
	input->scanned = block->length - at;
	return carry_over(input, block, at);
}

/* Behind the array only white space may stand. */
static bool fill_behind(struct bulk_input *input, struct bulk_block *block)
{
	while (!input->complained) {
		for (size_t i = 0; i < block->length && !input->complained; i++)
			input->complained =
				strchr(" \t\r\n", block->bytes[i]) == NULL || block->bytes[i] == '\0';
		block->length = 0;
		if (input->complained)
			return add_complaint(input, block, input->elements, CASE_SYNTAX, after_array);
		if (input->ended)
			return true;
		if (!read_more(input, block))
			return false;
	}
	input->ended = true; /* the rest of the file is not read */
	block->length = 0;
	return true;
}

/* ------------------------------------------------------------------ any kind */

/* Reads until the kind of the input is clear. */
static bool decide_kind(struct bulk_input *input, struct bulk_block *block)
{
	const char *complaint = NULL;
	size_t begin = 0;

	for (;;) {
		bool whole = input->ended || block->length > CASE_BYTES_MAX;

		input->kind = bulk_sniff(block->bytes, block->length, whole, &begin, &complaint);
		if (input->kind != BULK_UNDECIDED)
			break;
		if (!read_more(input, block))
			return false;
	}
	memmove(block->bytes, block->bytes + begin, block->length - begin);
	block->length -= begin;
	input->scanned = 0;
	input->cut = (struct json_cut){ .line = 1 };
	input->cut.mode = input->kind == BULK_ELEMENTS ? JSON_CUT_ELEMENTS : JSON_CUT_VALUES;
	block->unit = input->kind == BULK_ELEMENTS ? "element" : "line";
	block->is_lines = input->kind == BULK_LINES;
	block->relative = input->kind == BULK_LINES;
	if (complaint != NULL) {
		block->length = 0;
		input->ended = true;
		return add_complaint(input, block, 1, CASE_SYNTAX, complaint);
	}
	return true;
}

static bool fill(struct bulk_input *input, struct bulk_block *block)
{
	if (!begin_block(input, block))
		return false;
	if (input->kind == BULK_UNDECIDED && !decide_kind(input, block))
		return false;
	switch (input->kind) {
	case BULK_LINES:
		return fill_lines(input, block);
	case BULK_VALUES:
	case BULK_ELEMENTS:
		return input->behind ? fill_behind(input, block) : fill_values(input, block);
	default:
		input->ended = true;
		return true;
	}
}

bool bulk_input_next(struct bulk_input *input, struct bulk_block *block)
{
	for (;;) {
		bool anything;

		if (input->file == NULL && !open_next(input))
			return false;
		if (!fill(input, block))
			return false;
		anything = block->cuts_length > 0 || (block->is_lines && block->length > 0);
		if (input->ended && input->carry_length == 0 && (!input->behind || !anything))
			close_file(input);
		input->fresh &= !anything;
		if (anything)
			return true;
	}
}
