/* sheet_template.c - see sheet_template.h. */
#include "formats/sheet_template.h"

#include <errno.h>
#include <string.h>
#include <xlsxwriter.h>

#include "formats/sheet_reader.h"
#include "formats/sheet_write.h"

#define ROWS_PREPARED 10000 /* rows with lists and checks in the workbook */
#define COLUMNS_MAX 8
#define TEXT 64

#if defined(__SANITIZE_ADDRESS__) /* gcc */
#define UNDER_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) /* clang */
#define UNDER_ADDRESS_SANITIZER
#endif
#endif

#ifdef UNDER_ADDRESS_SANITIZER
/* libxlsxwriter 1.1.4 forgets the formula of a list when it closes a workbook: some
 * 30 bytes, which are not ours to free. */
const char *
__lsan_default_suppressions(void); /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
const char *
__lsan_default_suppressions(void) /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
{
	return "leak:lxw_strdup\n";
}

const char *
__lsan_default_options(void); /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
const char *
__lsan_default_options(void) /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
{
	return "print_suppressions=0";
}
#endif

static const char example_note[] = SHEET_EXAMPLE ": ignored when the file is read";

static const enum sheet_field roster_fields[] = {
	SHEET_FIELD_TIN,       SHEET_FIELD_NPI,   SHEET_FIELD_LAST_NAME, SHEET_FIELD_FIRST_NAME,
	SHEET_FIELD_SPECIALTY, SHEET_FIELD_BEGIN, SHEET_FIELD_FINISH,
};
static const enum sheet_field records_fields[] = {
	SHEET_FIELD_YEAR,  SHEET_FIELD_TIN,    SHEET_FIELD_NPI,      SHEET_FIELD_ACTIVITY,
	SHEET_FIELD_BEGIN, SHEET_FIELD_FINISH, SHEET_FIELD_EVIDENCE,
};

/* The columns of a template. */
struct columns {
	const enum sheet_field *fields;
	int length;
};

static struct columns columns_of(const struct sheet_template *template)
{
	if (template->kind == SHEET_KIND_ROSTER)
		return (struct columns){ roster_fields, sizeof roster_fields / sizeof *roster_fields };
	return (struct columns){ records_fields, sizeof records_fields / sizeof *records_fields };
}

/* An activity of the year for the example. */
static const char *some_activity(const struct sheet_template *template)
{
	for (int i = 0; i < mipsia_activity_count(template->book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(template->book, i, template->year);

		if (activity != NULL && !activity->mvp_only &&
		    activity->suspended_on == MIPSIA_DATE_UNKNOWN && activity->once_in_years == 0)
			return mipsia_activity_id(template->book, i);
	}
	return "IA_EPA_1";
}

/* What the example line has in a column. */
static void example(const struct sheet_template *template, enum sheet_field field, char out[TEXT])
{
	static const char *const texts[SHEET_FIELD_END] = {
		[SHEET_FIELD_TIN] = "012345678",       [SHEET_FIELD_NPI] = "1234567893",
		[SHEET_FIELD_LAST_NAME] = "Garcia",    [SHEET_FIELD_FIRST_NAME] = "Maria",
		[SHEET_FIELD_EVIDENCE] = example_note, [SHEET_FIELD_SPECIALTY] = example_note,
	};

	if (field == SHEET_FIELD_YEAR)
		snprintf(out, TEXT, "%d", template->year);
	else if (field == SHEET_FIELD_ACTIVITY)
		snprintf(out, TEXT, "%s", some_activity(template));
	else if (field == SHEET_FIELD_BEGIN)
		snprintf(out, TEXT, "%d-01-01", template->year);
	else if (field == SHEET_FIELD_FINISH)
		snprintf(out, TEXT, "%d-12-31", template->year);
	else
		snprintf(out, TEXT, "%s", texts[field] != NULL ? texts[field] : "");
}

void sheet_template_csv(FILE *out, const struct sheet_template *template)
{
	struct columns columns = columns_of(template);
	char text[TEXT];

	sheet_write_begin(out);
	for (int i = 0; i < columns.length; i++)
		fprintf(out, "%s%s", i ? "," : "", sheet_field_title(template->kind, columns.fields[i]));
	sheet_write_end_row(out);
	for (int i = 0; i < columns.length; i++) {
		example(template, columns.fields[i], text);
		sheet_write_field(out, text, ',', i == 0);
	}
	sheet_write_end_row(out);
}

/* ------------------------------------------------------------------------ workbook */

struct workbook {
	const struct sheet_template *template;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *heading;
	lxw_format *text;
	lxw_format *date;
	lxw_format *example;
	lxw_row_t activities; /* rows of the list of activities, its heading included */
};

static void add_formats(struct workbook *w)
{
	w->heading = workbook_add_format(w->book);
	w->text = workbook_add_format(w->book);
	w->date = workbook_add_format(w->book);
	w->example = workbook_add_format(w->book);
	format_set_bold(w->heading);
	format_set_num_format(w->text, "@");
	format_set_num_format(w->date, "yyyy-mm-dd");
	format_set_num_format(w->example, "@");
	format_set_italic(w->example);
	format_set_font_color(w->example, LXW_COLOR_GRAY);
}

/* The activities of the year, to choose from. */
static void add_list(struct workbook *w)
{
	const mipsia_rulebook *book = w->template->book;
	lxw_worksheet *list = workbook_add_worksheet(w->book, SHEET_TEMPLATE_LISTS);

	worksheet_set_column(list, 0, 0, 14, NULL);
	worksheet_set_column(list, 1, 1, 100, NULL);
	worksheet_write_string(list, 0, 0, "activity_id", w->heading);
	worksheet_write_string(list, 0, 1, "title", w->heading);
	w->activities = 1;
	for (int i = 0; i < mipsia_activity_count(book); i++) {
		const mipsia_activity *activity = mipsia_activity_in_year(book, i, w->template->year);

		if (activity == NULL)
			continue;
		worksheet_write_string(list, w->activities, 0, mipsia_activity_id(book, i), NULL);
		worksheet_write_string(list, w->activities, 1, activity->title, NULL);
		w->activities++;
	}
	worksheet_freeze_panes(list, 1, 0);
}

static void validate(struct workbook *w, lxw_col_t column, lxw_data_validation *validation, const char *title,
                     const char *message)
{
	char title_copy[33];
	char message_copy[256];

	snprintf(title_copy, sizeof title_copy, "%s", title);
	snprintf(message_copy, sizeof message_copy, "%s", message);
	validation->ignore_blank = LXW_VALIDATION_ON;
	validation->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
	validation->error_title = title_copy;
	validation->error_message = message_copy;
	worksheet_data_validation_range(w->sheet, 1, column, ROWS_PREPARED, column, validation);
}

static void validate_length(struct workbook *w, lxw_col_t column, double length, const char *title,
                            const char *message)
{
	lxw_data_validation validation = { .validate = LXW_VALIDATION_TYPE_LENGTH,
		                           .criteria = LXW_VALIDATION_CRITERIA_EQUAL_TO,
		                           .value_number = length };

	validate(w, column, &validation, title, message);
}

static void validate_activity(struct workbook *w, lxw_col_t column)
{
	char range[TEXT];
	lxw_data_validation validation = { .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
		                           .value_formula = range };

	snprintf(range, sizeof range, "='%s'!$A$2:$A$%u", SHEET_TEMPLATE_LISTS, (unsigned)w->activities);
	validate(w, column, &validation, "Activity", "Choose the ID of an activity of the year.");
}

static void validate_year(struct workbook *w, lxw_col_t column)
{
	lxw_data_validation validation = { .validate = LXW_VALIDATION_TYPE_INTEGER,
		                           .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		                           .minimum_number = mipsia_first_year(w->template->book),
		                           .maximum_number = mipsia_last_year(w->template->book) };

	validate(w, column, &validation, "Performance year", "Write a performance year such as 2025.");
}

static void validate_date(struct workbook *w, lxw_col_t column)
{
	bool records = w->template->kind == SHEET_KIND_RECORDS;
	lxw_data_validation validation = {
		.validate = LXW_VALIDATION_TYPE_DATE,
		.criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		.minimum_datetime = { records ? w->template->year : 1950, 1, 1, 0, 0, 0 },
		.maximum_datetime = { records ? w->template->year : 2099, 12, 31, 0, 0, 0 }
	};

	validate(w, column, &validation, "Date", "Write a date; those of an activity lie in its year.");
}

static void prepare_column(struct workbook *w, lxw_col_t column, enum sheet_field field)
{
	bool day = field == SHEET_FIELD_BEGIN || field == SHEET_FIELD_FINISH;
	bool words = field == SHEET_FIELD_SPECIALTY || field == SHEET_FIELD_EVIDENCE;

	worksheet_set_column(w->sheet, column, column, words ? 44 : 18,
	                     day                         ? w->date
	                     : field == SHEET_FIELD_YEAR ? NULL
	                                                 : w->text);
	worksheet_write_string(w->sheet, 0, column, sheet_field_title(w->template->kind, field), w->heading);
	if (field == SHEET_FIELD_TIN)
		validate_length(w, column, IDENTIFIER_TIN - 1, "TIN",
		                "A TIN has nine digits, without hyphen.");
	else if (field == SHEET_FIELD_NPI)
		validate_length(w, column, IDENTIFIER_NPI - 1, "NPI", "An NPI has ten digits.");
	else if (field == SHEET_FIELD_ACTIVITY)
		validate_activity(w, column);
	else if (field == SHEET_FIELD_YEAR)
		validate_year(w, column);
	else if (day)
		validate_date(w, column);
}

static void fill(struct workbook *w)
{
	struct columns columns = columns_of(w->template);
	char text[TEXT];

	w->sheet = workbook_add_worksheet(w->book,
	                                  w->template->kind == SHEET_KIND_ROSTER ? "roster" : "records");
	add_formats(w);
	if (w->template->kind == SHEET_KIND_RECORDS)
		add_list(w);
	for (int i = 0; i < columns.length; i++) {
		prepare_column(w, (lxw_col_t)i, columns.fields[i]);
		example(w->template, columns.fields[i], text);
		worksheet_write_string(w->sheet, 1, (lxw_col_t)i, text, w->example);
	}
	worksheet_freeze_panes(w->sheet, 1, 0);
	worksheet_activate(w->sheet);
}

bool sheet_template_xlsx(const char *path, const struct sheet_template *template)
{
	struct workbook w = { .template = template, .book = workbook_new(path) };
	lxw_error error;

	errno = 0;
	if (w.book == NULL) {
		errno = ENOMEM;
		return false;
	}
	fill(&w);
	error = workbook_close(w.book);
	if (error != LXW_NO_ERROR && errno == 0)
		errno = EIO;
	return error == LXW_NO_ERROR;
}
