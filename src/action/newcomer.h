/*
 * newcomer -- a child of whom a record is about to be made, and whom they may
 * be: one of a report, one born beside those who were expected, and one of
 * whom a form of the pack may be the first word, since they are on another
 * authority's register and here for a time.
 *
 *   NEWCOMER  with struct newcomer_ask, answer struct draft_started
 *
 * Whoever may look for people says of each child of a report whom they may
 * be, before it goes; who may not (S5) is asked nothing and told nothing, and
 * immediate risk waits for nobody.  For them the program alone looks, and
 * what is strong is left to the front door.  What was found and said is kept
 * (record/sought.h).
 *
 * The form of the row above begins where a search found nobody, with what was
 * searched for, and is a draft of casework (action/casework.h) whose one child
 * has no record yet.
 * Whom the child may be is looked for again whenever the draft is looked at,
 * and once more in the transaction that makes the child: each of those must
 * be chosen, or said to be somebody else.  All of them are named in the
 * leaf; and what is strong stays a pair for somebody to read.
 *
 * Purpose  the pack's for casework.  Who may not look for people begins none.
 */
#ifndef ACTION_NEWCOMER_H
#define ACTION_NEWCOMER_H

#include "action/draft.h"
#include "record/sought.h"

struct newcomer_ask {
    const struct form *form;
    struct check_ask   who;
};

/* Somebody whom the child may be, as the reader may see them. */
struct newcomer_like {
    struct id   person, source; /* none: this form is not theirs to begin
                                   about that child */
    struct str  name;
    struct date born;   /* none: not known, or not to be seen */
    bool        chosen; /* this is the child                  */
    bool        said;   /* this is somebody else              */
};
struct newcomer_list {
    int                   child; /* of the draft */
    struct newcomer_like *rows;
    size_t                count;
    struct str            ids;    /* all of them, as one text */
    bool                  said;   /* of each that it is somebody else, or
                                     that one of them is the child     */
    bool                  chosen; /* one of them is */
    bool                  more;   /* there are more than these */
    bool                  capped; /* as on the page of a search */
    struct sought         sought; /* all who were found, seen or not */
};

/* One that the reader has begun and not sent: it is on no child's page. */
struct newcomer_begun {
    struct draft       draft;
    const struct form *form;
    struct str         name; /* may be empty */
};
enum err MUST_CHECK newcomer_list_begun(struct work *w, struct cx *cx,
    struct answer *answer, struct newcomer_begun **out, size_t *count);
/* The first form that the reader may begin so, or null. */
enum err MUST_CHECK newcomer_form(struct work *w, struct cx *cx,
    const struct form **out);
/* Whether a record is made of that child of a draft: it is a newcomer's, they
 * were born beside those whom it is about, or it is a report and none was
 * chosen. */
bool newcomer_is_new(const struct typed *t, int child);
/* Whether the reader may look for people, and is asked whom a child may be. */
enum err MUST_CHECK newcomer_may(struct work *w, struct cx *cx, bool *yes);
/* Whom such a child may be, for nobody to see: no rows, and nothing to say. */
enum err MUST_CHECK newcomer_find(struct work *w, const struct typed *t,
    int child, struct newcomer_list *out);
/* The same for the reader; each whom they may see is named in answer. */
enum err MUST_CHECK newcomer_look(struct work *w, struct cx *cx,
    struct answer *answer, const struct typed *t, int child,
    struct newcomer_list *out);
/* Whether that record may be chosen for the child of such a draft. */
enum err MUST_CHECK newcomer_choose(struct work *w, struct cx *cx,
    const struct form *form, struct str source);

#endif
