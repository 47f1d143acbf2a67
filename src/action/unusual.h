/*
 * unusual -- looks that an auditor may want to ask about: at somebody of
 * one's own name, at somebody who lives where one lives or where a relative
 * of one's own does, without any business there, or at very many.
 *
 * LEDGER_UNUSUAL (answer struct unusual_page).  Each row is a signal with
 * its reasons, never a verdict: there may be a good answer, and the page
 * names no child and opens no place.  How far back, and how many are very
 * many, are the pack's numbers.
 */
#ifndef ACTION_UNUSUAL_H
#define ACTION_UNUSUAL_H

#include "action/action.h"

enum unusual_why {
    UNUSUAL_NAME,   /* a family name like their own                      */
    UNUSUAL_PLACE,  /* a place in common, own or of declared or found kin */
    UNUSUAL_NO_TIE, /* no tie today, and nothing in a list of theirs     */
    UNUSUAL_VOLUME, /* so many people: of the account, about nobody      */
    UNUSUAL_COUNT
};
struct unusual_row {
    struct id     account, about; /* about none: UNUSUAL_VOLUME */
    struct str    name, login;
    struct words  agency;
    bool          why[UNUSUAL_COUNT];
    int64_t       times; /* pages opened; people, for UNUSUAL_VOLUME */
    struct moment last;
};
struct unusual_page {
    struct unusual_row *rows;
    size_t              count;
    struct moment       since;
    int64_t             volume; /* the pack's number */
    bool                cut;    /* there was more than is looked through:
                                   but who saw very many is always there */
};

#endif
