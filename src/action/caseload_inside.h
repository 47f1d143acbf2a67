/*
 * caseload_inside -- what the files about caseloads share; for those alone.
 */
#ifndef ACTION_CASELOAD_INSIDE_H
#define ACTION_CASELOAD_INSIDE_H

#include "action/caseload.h"

/* Somebody of the team; none: nobody.  ERR_ABSENT: they are not in it. */
enum err MUST_CHECK caseload_worker_find(const struct oversee *o,
    struct id account, struct caseload_worker *out);
/* Everybody on the list that page->ask asks for, the longest first; with
 * what is due for them, or only as far as the list depends on it. */
enum err MUST_CHECK caseload_children(const struct oversee *o, bool dues,
    struct caseload_page *page);

#endif
