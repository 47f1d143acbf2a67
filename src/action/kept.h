/*
 * kept -- a form that was sent when its session had ended.
 *
 *   KEPT_PUT   with struct kept_form and its token; answer struct kept_id:
 *              put by for the account that the form was given to.  Asked by
 *              nobody: the token vouches.  ERR_SIGN_IN: it is no session's.
 *              ERR_LIMIT: it is too long.
 *   KEPT_SHOW  about it; answer struct kept_form.  ERR_ABSENT to anybody
 *              else, and when its time is over.
 *   KEPT_DROP  about it, with the struct kept_form that was sent: when its
 *              path is the one that was put by, it is no longer needed.
 */
#ifndef ACTION_KEPT_H
#define ACTION_KEPT_H

#include "action/action.h"

struct kept_field {
    struct str name, text;
};
struct kept_form {
    struct str               token; /* that the form carried; KEPT_PUT */
    struct str               path;  /* without the language            */
    const struct kept_field *rows;
    size_t                   count;
};
struct kept_id {
    struct id id;
};

#endif
