/*
 * packs -- the practice packs that are installed here, from when each holds,
 * and who gained and who lost access by it.
 *
 * PACK_LIST (answer struct packs_page).  A pack is installed by
 * `diogel pack install`; this page changes nothing.
 */
#ifndef ACTION_PACKS_H
#define ACTION_PACKS_H

#include "action/action.h"
#include "practice/gain.h"

struct packs_row {
    struct installed pack;
    bool             holds, first; /* first: nothing went before it */
    struct gain     *gains;        /* against the one before        */
    size_t           count;
};
struct packs_page {
    struct packs_row *rows; /* newest first */
    size_t            count;
};

#endif
