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
    ABOUT_SEALED = ID_SEALED
};

/*
 * What policy is asked for an ask.  OK with ask->verb set: that question is
 * put.  A ground that needs no question gives its grant itself and says so.
 */
struct ground {
    bool            settled; /* grant is given, or refused by the result */
    struct question question;
    struct grant    grant;
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

/* Puts the row's question; grant is written also when refused. */
enum err MUST_CHECK ground_ask(struct work *w, struct cx *cx,
    const struct ask *ask, struct grant *grant);

/* What a refusal leaves behind: who must be told (S9). */
enum err MUST_CHECK refusal_effect(struct work *w, struct cx *cx,
    const struct ask *ask, const struct answer *answer,
    const struct leaf_mark *leaf);
/* Whom that would be, by the role that the grant names; none: the
 * custodian's desk. */
enum err MUST_CHECK refusal_whom(struct work *w, struct cx *cx, struct str tell,
    struct account **out, size_t *told);

#endif
