/*
 * agencies -- an agency and its desks, as whoever looks after its accounts
 * sees them (S3): nothing of any case.  An authority looks after the small
 * agencies of its area, as the pack says of their kind (kept_by).
 *
 * AGENCY_LIST (with int64_t, the page from 1; answer struct agencies_page:
 * the reader's own, and those of its area), AGENCY_SHOW
 * (about the agency, answer struct agency_page).  What is made is in
 * action/keep.h.
 */
#ifndef ACTION_AGENCIES_H
#define ACTION_AGENCIES_H

#include "action/action.h"

struct agencies_row {
    struct agency agency;
    struct words  kind;
    bool          kept; /* the reader may open it */
};
#define AGENCIES_A_PAGE 50
struct agencies_page {
    struct agencies_row       *rows;
    size_t                     count;
    int64_t                    page, pages;
    const struct agency_kind **kinds; /* that the reader may make */
    size_t                     kind_count;
};
struct agency_page {
    struct agency            agency;
    struct words             kind, authority; /* authority empty: none */
    struct desk             *desks;
    size_t                   desk_count;
    const struct desk_term **free; /* desks it may have and has not */
    size_t                   free_count;
    struct account          *accounts;
    size_t                   account_count;
    bool                     own; /* the reader's: nobody ends it */
};

#endif
