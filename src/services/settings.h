/* settings.h - what the files of a year's settings share. Of settings*.c. */
#ifndef MIPSIA_SERVICES_SETTINGS_H
#define MIPSIA_SERVICES_SETTINGS_H

#include "services/body.h"
#include "services/record.h"

#define SETTINGS_MEMBERS_MAX 100000
#define SETTINGS_UNIT_NAME_MAX 120
#define SETTINGS_ENTITY_ID_MAX 40
#define SETTINGS_NOTE_MAX 4000
#define SETTINGS_CLINICIANS_MAX 1000000
#define SETTINGS_ENCOUNTERS_MAX 10000000
#define SETTINGS_HISTORY_MAX 2000

/* SettingsInput as the store keeps it: all members, the version apart. NULL after
 * errors. A new reference. (settings_read.c) */
json_t *settings_read(const struct op_call *call, struct op_reply *reply, int64_t *version);
/* Reads the lists and objects of the body into `facts`. (settings_lists.c) */
void settings_read_lists(const struct op_call *call, const struct body *body, mipsia_entity entity,
                         json_t *facts);

/* The member `derived`: each special status, stated or following from counts; and
 * `warnings`. New references. (settings_derive.c) */
json_t *settings_derived(const struct record *record);
json_t *settings_warnings(const struct record *record);

#endif
