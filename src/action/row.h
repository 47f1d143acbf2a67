/*
 * row -- the action table's rows, for this room alone.
 */
#ifndef ACTION_ROW_H
#define ACTION_ROW_H

#include "action/action.h"

/* What an action is about: the kind of id that ask.about must have. */
enum row_about {
    ABOUT_NOTHING = ID_NONE,
    ABOUT_PERSON = ID_PERSON,
    ABOUT_SOURCE = ID_SOURCE,
    ABOUT_THREAD = ID_THREAD,
    ABOUT_ENTRY = ID_ENTRY,
    ABOUT_DRAFT = ID_DRAFT,
    ABOUT_PAPER = ID_PAPER,
    ABOUT_NOTICE = ID_NOTICE,
    ABOUT_ACCOUNT = ID_ACCOUNT,
    ABOUT_AGENCY = ID_AGENCY,
    ABOUT_LEAF = ID_LEAF,
    ABOUT_LINK = ID_LINK,
    ABOUT_SEALED = ID_SEALED,
    ABOUT_BATCH = ID_BATCH,
    ABOUT_KEPT = ID_KEPT,
    ABOUT_DESK = ID_DESK,
    ABOUT_PAIR = ID_PAIR
};

/*
 * What policy is asked for an ask.  A ground leaves the question, which is
 * put by the door; or it is settled: it needs none, or has put several (one
 * purpose after the other, one desk after the other) and gives the answer.
 * What it met on its way it may leave for the row's function (found), so
 * that nothing is read or asked twice.
 */
struct ground {
    bool            settled;
    struct question question;
    struct grant    grant; /* also when refused: who must be told of it */
    void           *found;
};
typedef enum err ground_fn(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out);

struct row {
    const char *name;
    enum action_class class;
    enum row_about about;
    ground_fn     *asks;
    enum leaf_kind note;
    action_fn     *run;
    action_effect *effect; /* no_effect: nothing but the leaf */
};
extern const struct row rows[ACTION_COUNT];

/* Puts the row's question; out->grant is written also when refused. */
enum err MUST_CHECK ground_ask(struct work *w, struct cx *cx,
    const struct ask *ask, struct ground *out);
/* For grounds: whose thing it is, the agency's and of whoever looks after
 * that. */
enum err MUST_CHECK ground_of_agency(struct work *w, const struct cx *cx,
    struct id agency, struct ground *out);
/* Policy, then the row's function; the answer says also why it was refused.
 * Writes no leaf: that is the door's. */
enum err MUST_CHECK row_run(struct work *w, struct cx *cx,
    const struct ask *ask, struct answer *answer);

/* What a refusal leaves behind: who must be told (S9). */
enum err MUST_CHECK refusal_effect(struct work *w, struct cx *cx,
    const struct ask *ask, const struct answer *answer,
    const struct leaf_mark *leaf);
/* Whom that would be, by the role that the grant names; none: the
 * custodian's desk. */
enum err MUST_CHECK refusal_whom(struct work *w, struct cx *cx, struct str tell,
    struct account **out, size_t *told);

#endif
