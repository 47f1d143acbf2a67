/*
 * agencies -- an agency and its desks, as whoever looks after its accounts
 * sees them (S3): nothing of any case.  Agencies are made by the service.
 *
 * AGENCY_LIST (answer struct agencies_page: the reader's own), AGENCY_SHOW
 * (about the agency, answer struct agency_page).  What is made is in
 * action/keep.h.
 */
#ifndef ACTION_AGENCIES_H
#define ACTION_AGENCIES_H

#include "action/action.h"

struct agencies_row {
    struct agency agency;
    struct words  kind;
};
struct agencies_page {
    struct agencies_row *rows;
    size_t               count;
};
struct agency_page {
    struct agency            agency;
    struct words             kind, authority; /* authority empty: none */
    struct desk             *desks;
    size_t                   desk_count;
    const struct desk_term **free; /* desks it may have and has not */
    size_t                   free_count;
};

#endif
