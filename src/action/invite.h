/*
 * invite -- one-time links for services without accounts (S14).
 *
 *   INVITE_LIST  answer struct invite_list: the links I made, and agencies
 *   INVITE_MAKE  with struct invite_make, answer struct invite_made
 *   INVITE_OPEN  by a link (cx.invite), answer struct invite_opened
 *
 * The secret is in the answer of INVITE_MAKE, and nowhere else, ever.
 */
#ifndef ACTION_INVITE_H
#define ACTION_INVITE_H

#include "action/check.h"
#include "record/invite.h"

struct invite_make {
    struct id agency;
};
struct invite_made {
    struct str    secret;
    struct agency agency;
    struct moment until;
};
struct invite_row {
    struct invite invite;
    struct words  agency;
    bool          over; /* used, or its time has run out */
};
struct invite_list {
    struct agency     *agencies; /* that a link may be made for */
    size_t             agency_count;
    struct invite_row *rows;
    size_t             count;
};
struct invite_opened {
    struct invite     invite;
    struct agency     agency;
    struct id         draft; /* begun already, or none */
    bool              sent;
    struct check_line lines[2];
    size_t            line_count;
};

/* Fills cx.reader with the link's agency.  ERR_ABSENT: no such link. */
enum err MUST_CHECK invite_enter(struct work *w, struct cx *cx);

#endif
