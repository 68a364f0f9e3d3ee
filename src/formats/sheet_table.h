/*
 * sheet_table.h - a spreadsheet in memory: what every reader of a sheet fills
 * (CSV, xlsx) and everything above it reads. Empty cells and blank rows are not
 * stored; rows keep the numbers that Excel shows.
 *
 * Limits, beyond which a file is refused as a whole: SHEET_ROWS_MAX (Excel's
 * own), SHEET_COLUMNS_MAX, SHEET_CELLS_MAX, SHEET_CELL_BYTES_MAX,
 * SHEET_TEXT_BYTES_MAX.
 */
#ifndef MIPSIA_FORMATS_SHEET_TABLE_H
#define MIPSIA_FORMATS_SHEET_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/finding.h"
#include "formats/sheet_arena.h"

#define SHEET_ROWS_MAX 1048576u
#define SHEET_COLUMNS_MAX 1024u
#define SHEET_CELLS_MAX ((size_t)8 << 20)
#define SHEET_CELL_BYTES_MAX 131068u /* 32,767 characters, Excel's limit, of four bytes */
#define SHEET_TEXT_BYTES_MAX ((size_t)512 << 20)

/* What the file says a cell is; CSV knows only text. */
enum sheet_cell_type {
	SHEET_CELL_TEXT,
	SHEET_CELL_NUMBER, /* the value as stored, not as displayed: exact */
	SHEET_CELL_DATE,   /* "2024-03-01", or "2024-03-01 13:45:00" */
	SHEET_CELL_TRUTH,  /* "TRUE", "FALSE" */
	SHEET_CELL_ERROR   /* "#N/A"; or "" for a formula that was never calculated */
};

struct sheet_cell {
	const char *text; /* UTF-8, NUL behind it; belongs to the table */
	uint32_t length;
	uint16_t column; /* 1-based */
	uint8_t type;    /* enum sheet_cell_type */
	bool merged;     /* the text stands in the topmost cell of a merged area */
};

struct sheet_row {
	uint32_t number; /* 1-based */
	uint32_t first;  /* index of its first cell */
	uint16_t length; /* cells, in ascending columns */
	bool hidden;
};

/* Owns everything. Start with SHEET_TABLE_EMPTY, end with sheet_table_free. */
struct sheet_table {
	struct sheet_row *rows; /* ascending numbers */
	size_t rows_length;
	size_t rows_capacity;
	struct sheet_cell *cells;
	size_t cells_length;
	size_t cells_capacity;
	struct sheet_arena text;
	uint32_t last_row;   /* blank rows at the end included */
	uint16_t columns;    /* the widest row */
	char delimiter;      /* of a CSV file; 0 for xlsx */
	bool separator_line; /* the CSV file began with sep= */
	bool is_1904;        /* bare numbers count days from 1904 */
};

#define SHEET_TABLE_EMPTY                                                                                    \
	{                                                                                                    \
		.text = {.limit = SHEET_TEXT_BYTES_MAX }                                                     \
	}

/* NULL is fine. */
void sheet_table_free(struct sheet_table *table);

/* Begins a row; numbers must ascend. False after a finding when a limit is
 * reached or the number is out of order. */
bool sheet_table_begin_row(struct sheet_table *table, uint32_t number, bool hidden,
                           struct findings *findings);

/* Adds a cell to the newest row; columns must ascend. The text is copied; an
 * empty one is left out, but for SHEET_CELL_ERROR. False after a finding. */
bool sheet_table_add_cell(struct sheet_table *table, uint32_t column, enum sheet_cell_type type,
                          const char *text, size_t length, struct findings *findings);

/* NULL when the cell is empty. */
const struct sheet_cell *sheet_table_cell(const struct sheet_table *table, const struct sheet_row *row,
                                          uint32_t column);

/* Index of the first row with that number or a later one; rows_length if none. */
size_t sheet_table_row_from(const struct sheet_table *table, uint32_t number);

#define SHEET_CELL_NAME 16

/* "C7". */
void sheet_cell_name(uint32_t column, uint32_t row, char out[SHEET_CELL_NAME]);
/* Reads "C7" or "$C$7"; false when it is not that. */
bool sheet_cell_parse(const char *text, size_t length, uint32_t *column, uint32_t *row);

/* Reports that a file cannot be read as a sheet at all. */
void sheet_unreadable(struct findings *findings, const char *code, uint32_t row, const char *remedy,
                      const char *message);

#endif
