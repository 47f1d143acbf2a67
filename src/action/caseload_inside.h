/*
 * caseload_inside -- what the files about caseloads share; for those alone.
 */
#ifndef ACTION_CASELOAD_INSIDE_H
#define ACTION_CASELOAD_INSIDE_H

#include "action/caseload.h"

/* Somebody of the team; none: nobody.  ERR_ABSENT: they are not in it. */
enum err MUST_CHECK caseload_worker_find(const struct oversee *o,
    struct id account, struct caseload_worker *out);

#endif
