/*
 * find -- looking somebody up: by NHS number, by name and birth date, or a
 * concern by its reference.
 *
 * FIND (with struct find_ask, answer struct find_page).  Policy is asked
 * again about each row; what is hidden, refused and absent are all the same:
 * not there (S11).  When a relative of the reader was among the rows, their
 * agency's safeguarding person is told, as with any refusal of kin (S9).
 * No row says where anybody is, or whether they are on the register.
 */
#ifndef ACTION_FIND_H
#define ACTION_FIND_H

#include "action/action.h"

struct find_ask {
    struct str  nhs; /* ten digits, checked */
    struct str  given, family;
    struct date born; /* parts may be missing */
    struct str  reference;
};
/* How alike what was asked and the record are. */
enum find_sure { FIND_POSSIBLE, FIND_STRONG, FIND_CERTAIN };
struct find_row {
    struct id      person;
    struct str     name;
    struct date    born, expected;
    struct str     nhs;
    bool           by_number; /* the very number that was asked for */
    enum find_sure sure;
    bool           exists_only; /* protected: no more than the name */
};
struct find_concern {
    struct id     thread;
    int64_t       number;
    struct moment received;
};
struct find_page {
    bool                asked;
    struct find_row    *rows;
    size_t              count;
    struct find_concern concern; /* thread none: none of that reference */
};

#endif
