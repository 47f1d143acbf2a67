/*
 * find -- looking somebody up: by NHS number, by name and birth date, or a
 * concern by its reference.
 *
 * FIND (with struct find_ask, answer struct find_page).  Policy is asked
 * again about each row; what is hidden, refused and absent are all the same:
 * not there (S11).  When a relative of the reader was among the rows, their
 * agency's safeguarding person is told, as with any refusal of kin (S9).
 * No row says where anybody is, or whether they are on the register: of
 * a town that was asked for only that it agrees, and that of nobody who is
 * or was protected.  A twin of somebody who is found stands behind them, so
 * that nobody takes the one for the other.
 */
#ifndef ACTION_FIND_H
#define ACTION_FIND_H

#include "action/newcomer.h"
#include "record/evidence.h"

struct find_ask {
    struct str  text; /* all of it in one box: match/asked.h; else: */
    struct str  nhs;  /* ten digits, checked */
    struct str  given, family;
    struct date born; /* parts may be missing */
    struct str  reference;
};
/* How alike what was asked and the record are. */
enum find_sure {
    FIND_UNLIKE, /* there as a twin alone */
    FIND_POSSIBLE,
    FIND_STRONG,
    FIND_CERTAIN
};
struct find_row {
    struct id              person;
    struct str             name;
    struct date            born, expected;
    struct str             nhs;
    bool                   by_number; /* the very number that was asked for */
    const struct evidence *why;       /* the waterfall; null: not by a name */
    struct str     twin_of; /* beside that row, because they are twins */
    enum find_sure sure;
    bool           exists_only; /* protected: no more than the name */
};
struct find_concern {
    struct id     thread;
    int64_t       number;
    struct moment received;
};
/* What was understood of the text. */
struct find_read {
    bool        said;   /* there was a text */
    bool        little; /* a name alone: it would find whole villages */
    struct str  name, nhs, place, rest;
    struct date born, from, to;
};
struct find_page {
    bool             asked;
    struct find_read read;
    struct find_row *rows;
    size_t           count, room;
    bool             more;   /* as alike as these, than are shown */
    bool             capped; /* and so many share a name that not all were
                                compared: more must be said */
    /* What the pack lets somebody begin about a child who is none of them,
     * with what was asked; null: nothing, or too little was asked. */
    const struct form     *newcomer;
    struct check_ask       who;
    struct newcomer_begun *begun; /* the reader's own, not sent */
    size_t                 begun_count;
    bool                   may_pair; /* two of them may be put forward */
    struct find_concern    concern;  /* thread none: none of that reference */
};

#endif
