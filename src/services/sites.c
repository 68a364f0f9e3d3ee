/* sites.c - see sites.h. */
#include "services/sites.h"

#include <string.h>

#define SITE_NAME_MAX 120
#define SITE_ZIP_MAX 10
#define SITE_PROGRAM_MAX 120

static bool is_zip(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	if (digits != 5)
		return false;
	return text[5] == '\0' || (text[5] == '-' && strspn(text + 6, "0123456789") == 4 && text[10] == '\0');
}

static bool has_id(const json_t *sites, const char *id)
{
	for (size_t i = 0; i < json_array_size(sites); i++) {
		const char *other = json_string_value(json_object_get(json_array_get(sites, i), "id"));

		if (other && strcmp(other, id) == 0)
			return true;
	}
	return false;
}

static void read_id(const struct body *site, const json_t *old, const json_t *earlier, json_t *out)
{
	char id[BODY_BYTES(31)];

	if (!body_has(site, "id")) {
		op_new_id("site", id);
	} else if (body_line(site, "id", 31, true, id)) {
		if (!has_id(old, id))
			body_error(site, "id", "unknownSite",
			           "The practice has no such site; leave the id out.");
		else if (has_id(earlier, id))
			body_error(site, "id", "duplicate", "This site stands twice.");
	}
	json_object_set_new(out, "id", json_string(id));
}

static void read_recognition(const struct body *site, json_t *out)
{
	char program[BODY_BYTES(SITE_PROGRAM_MAX)], day[MIPSIA_DATE_TEXT];
	bool recognized = false;
	mipsia_date expires;

	body_flag(site, "pcmhRecognized", &recognized);
	json_object_set_new(out, "pcmhRecognized",
	                    body_has(site, "pcmhRecognized") ? json_boolean(recognized) : json_null());
	body_line(site, "pcmhProgram", SITE_PROGRAM_MAX, false, program);
	json_object_set_new(out, "pcmhProgram", json_string(program));
	body_day(site, "pcmhExpires", &expires);
	mipsia_date_format(expires, day);
	json_object_set_new(out, "pcmhExpires",
	                    expires == MIPSIA_DATE_UNKNOWN ? json_null() : json_string(day));
}

static json_t *read_site(const struct body *site, const json_t *old, const json_t *earlier)
{
	static const char *const known[] = { "id",          "name",        "zip", "pcmhRecognized",
		                             "pcmhProgram", "pcmhExpires", NULL };
	char name[BODY_BYTES(SITE_NAME_MAX)], zip[BODY_BYTES(SITE_ZIP_MAX)];
	json_t *out = json_object();

	body_know(site, known);
	read_id(site, old, earlier, out);
	body_name(site, "name", SITE_NAME_MAX, true, name);
	json_object_set_new(out, "name", json_string(name));
	if (body_line(site, "zip", SITE_ZIP_MAX, false, zip) && *zip && !is_zip(zip))
		body_error(site, "zip", "badZip", "A ZIP code is five digits, or nine as 12345-6789.");
	json_object_set_new(out, "zip", json_string(zip));
	read_recognition(site, out);
	return out;
}

json_t *sites_read(const struct body *body, const json_t *old)
{
	const json_t *array = body_array(body, "sites", SITES_MAX);
	json_t *sites = array ? json_array() : NULL;
	struct body site;

	for (size_t i = 0; i < json_array_size(array); i++) {
		if (body_element(&site, body, "sites", i))
			json_array_append_new(sites, read_site(&site, old, sites));
	}
	if (!op_failed(body->reply))
		return sites;
	json_decref(sites);
	return NULL;
}
