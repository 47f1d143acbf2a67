/*
 * evidence -- why a candidate may be the same person, ready to be shown: the
 * waterfall's rows in words and figures, and what they come to.  A score
 * never stands alone.
 */
#ifndef RECORD_EVIDENCE_H
#define RECORD_EVIDENCE_H

#include "base/lang.h"
#include "match/match.h"
#include "record/person.h"

struct evidence_row {
    enum msg   field;    /* "Family name"                               */
    struct str text;     /* "Penri / Penry, sounds the same"            */
    struct str figure;   /* "+12"                                       */
    int        decibans; /* of this row                                 */
    int        before;   /* what the rows above come to                 */
};
/* Not known of both, and would move the band: "Birth date", "+23". */
struct evidence_change {
    enum msg   field, up, down; /* bands; none: it would stay */
    struct str agrees, differs; /* figures */
};
struct evidence {
    struct evidence_row    *rows;
    size_t                  count;
    int                     reach; /* the farthest from nothing that the rows
                                   come to on the way, at least 1       */
    enum msg                band;  /* "Strong"                             */
    enum msg                limit; /* why the band is no higher, or none   */
    struct str              odds, figure;
    struct evidence_change *changes;
    size_t                  change_count;
    bool                    settled; /* something is missing, and no matter */
};
void evidence_of(struct arena *a, enum lang lang, const struct match_why *why,
    struct evidence *out);

/* "+84", as it stands in the rows. */
struct str evidence_figure(struct arena *a, int decibans);

/* How alike two faces are, among no more people than these. */
void evidence_weigh(struct arena *a, const struct face *x, const struct face *y,
    struct match_why *why);

#endif
