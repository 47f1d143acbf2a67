/*
 * report_own -- what the files about reports share, and nobody else.
 */
#ifndef WEB_REPORT_OWN_H
#define WEB_REPORT_OWN_H

#include "web/report.h"

/* Where a draft's page stands: its address without the language, whether by
 * a one-time link, and which part of the path its section would be. */
struct report_place {
    struct str base;
    bool       link;
    size_t     first;
};
/* Reads the path: puts the draft and the purpose into the ask, and whoever
 * came by a link into the cx. */
enum err MUST_CHECK report_place(struct visit *v, struct report_place *out);
/* The page of a view again, with a query. */
struct str report_here(struct visit *v, const struct report_view *r,
                       struct str query);

#endif
