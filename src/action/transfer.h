/*
 * transfer -- the page on which two authorities see how far a child's move
 * between them has come: what each has signed, and what is missing.
 *
 *   TRANSFER  about the person, answer struct transfer_page
 *
 * Both authorities read the same page; a step that is the other's to sign is
 * refused where it is recorded (record/transfer.h).  Nobody else is shown
 * where the child goes (S10): who may read the forms of moves, policy says.
 *
 * Lifetime in the arena of the asker's cx.
 */
#ifndef ACTION_TRANSFER_H
#define ACTION_TRANSFER_H

#include "action/child.h"
#include "record/transfer.h"

struct transfer_row {
    struct words       step;
    enum transfer_side side;
    bool               ours; /* for the reader's authority to sign */
    bool               is_signed;
    struct str         who;    /* whoever signed */
    struct words       agency; /* of them        */
    struct moment      at;
    struct child_due   due; /* clock empty: nothing asks for it (yet) */
};
struct transfer_page {
    struct id            person;
    struct str           name;
    bool                 there; /* a move is recorded */
    struct words         from, to, state;
    struct date          on;
    bool                 permanent;
    struct transfer_row *rows; /* as the pack has the steps */
    size_t               row_count;
    /* The signature that is due first, or else missing first; null: none. */
    const struct transfer_row *next;
    struct child_due          *dues; /* what else the move has opened */
    size_t                     due_count;
    const struct form         *move, *sign; /* null: may not record it */
};

#endif
