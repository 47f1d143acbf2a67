/*
 * concern_given -- a form of a concern as it was sent, between reading it and
 * drawing what comes of it; for concern_given.c and concern_record.c alone.
 */
#ifndef WEB_CONCERN_GIVEN_H
#define WEB_CONCERN_GIVEN_H

#include "web/concern.h"

/* What is to become of what was sent. */
enum fate { FATE_ASK, FATE_PREVIEW, FATE_RECORD };
struct concern_given {
    struct concern_record record; /* first: it is the action's ask */
    struct typed          typed;
    struct answer_fault  *faults;
    size_t                fault_count;
    enum concern_use      use;
    enum fate             fate;
    bool                  own; /* who reported disagrees */
    struct passage        passage;
};

#endif
