/*
 * newcomer -- a child who is nowhere in this record, of whom a form of the
 * pack may be the first word: on another authority's register, and here for
 * a time.
 *
 *   NEWCOMER  with struct newcomer_ask, answer struct draft_started
 *
 * It begins where a search found nobody, with what was searched for, and is
 * a draft of casework (action/casework.h) whose one child has no record yet.
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

struct newcomer_ask {
    const struct form *form;
    struct check_ask   who;
};

/* Somebody whom the child may be, as the reader may see them. */
struct newcomer_like {
    struct id   person, source; /* none: this form is not theirs to begin
                                   about that child */
    struct str  name;
    struct date born; /* none: not known, or not to be seen */
};
struct newcomer_list {
    int                   child; /* of the draft */
    struct newcomer_like *rows;
    size_t                count;
    struct str            ids;    /* all of them, as one text */
    bool                  said;   /* of each that it is somebody else */
    bool                  more;   /* there are more than these */
    bool                  capped; /* as on the page of a search */
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
/* Whether that child of a draft has no record here: it is a newcomer's, or
 * they were born beside those whom it is about. */
bool newcomer_is_new(const struct typed *t, int child);
/* Whom such a child may be; each is named in answer. */
enum err MUST_CHECK newcomer_look(struct work *w, struct cx *cx,
    struct answer *answer, const struct typed *t, int child,
    struct newcomer_list *out);
/* Whether that record may be chosen for the child of such a draft. */
enum err MUST_CHECK newcomer_choose(struct work *w, struct cx *cx,
    const struct form *form, struct str source);

#endif
