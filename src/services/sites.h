/* sites.h - a practice's sites, as its row has them: JSON. */
#ifndef MIPSIA_SERVICES_SITES_H
#define MIPSIA_SERVICES_SITES_H

#include "services/body.h"

#define SITES_MAX 500

/* Reads the member `sites` of the body: an array of Site with all members, new ones with
 * an id. `old`: the sites there are (NULL: none); ids that are sent must be theirs. NULL
 * when it is not there, or after errors. A new reference. */
json_t *sites_read(const struct body *body, const json_t *old);

#endif
